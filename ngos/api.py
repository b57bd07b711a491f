"""Organizations, observer decisions and dialogue in the API."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from rest_framework.request import Request

from accounts.models import ApiKey, ApiKeyScope
from common.api import RecordViewSet
from ngos.filters import DialogueEventFilter, DialogueForumFilter, NgoFilter, ObserverDecisionFilter
from ngos.models import Contact, DialogueEvent, DialogueForum, Ngo, NgoRelation, ObserverDecision
from ngos.serializers import (
    DialogueEventSerializer,
    DialogueForumSerializer,
    NgoSerializer,
    ObserverDecisionSerializer,
)


class NgoViewSet(RecordViewSet):
    """The organizations with which IOM works or talks."""

    queryset = (
        Ngo.objects.with_names()
        .select_related("merged_into")
        .prefetch_related("citations__document", Prefetch("relations", NgoRelation.objects.select_related("other")))
    )
    serializer_class = NgoSerializer
    filterset_class = NgoFilter

    def get_queryset(self) -> Any:
        """Return the NGOs, each with its standing today, and its contacts where they may be seen."""
        changeable, contacts = Ngo.objects.none(), Contact.objects.none()
        if asks_for_contacts(self.request):
            changeable = Ngo.objects.changeable_by(self.request.user)
            contacts = Contact.objects.visible_to(self.request.user)
        return (
            super()
            .get_queryset()
            .with_standing(timezone.localdate())
            .annotate(shows_contacts=Exists(changeable.filter(pk=OuterRef("pk"))))
            .prefetch_related(Prefetch("contacts", contacts))
        )


def asks_for_contacts(request: Request) -> bool:
    """Say whether the request may ask for contacts at all: a person may, a key only with that scope."""
    return not isinstance(request.auth, ApiKey) or ApiKeyScope.CONTACTS in request.auth.scopes


class ObserverDecisionViewSet(RecordViewSet):
    """The Council's decisions on observer status."""

    queryset = ObserverDecision.objects.select_related("ngo", "document")
    serializer_class = ObserverDecisionSerializer
    filterset_class = ObserverDecisionFilter


class DialogueForumViewSet(RecordViewSet):
    """The standing places of dialogue between IOM and NGOs."""

    queryset = DialogueForum.objects.select_related("document")
    serializer_class = DialogueForumSerializer
    filterset_class = DialogueForumFilter


class DialogueEventViewSet(RecordViewSet):
    """The meetings at which IOM and NGOs talked."""

    queryset = DialogueEvent.objects.with_ngos()
    serializer_class = DialogueEventSerializer
    filterset_class = DialogueEventFilter
