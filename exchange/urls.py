"""The addresses of the API: everything below /api/v1/."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from activity_areas.api import ActivityAreaViewSet, PeopleServedViewSet, ServiceViewSet
from common.api import SourceDocumentViewSet
from common.problems import api_not_found
from exchange.api import FrontDoor
from exchange.schema import ApiKeyScheme, SessionScheme
from ngos.api import DialogueEventViewSet, DialogueForumViewSet, NgoViewSet, ObserverDecisionViewSet
from partnerships.api import (
    AgreementViewSet,
    OtherParticipantViewSet,
    PartnershipViewSet,
    UnnamedPartnersViewSet,
)
from programmes.api import FieldOfficeViewSet, ProgrammeViewSet

# drf-spectacular knows these two by their being imported.
DESCRIBED = (ApiKeyScheme, SessionScheme)

router = DefaultRouter()
router.APIRootView = FrontDoor
router.include_format_suffixes = False
router.register("ngos", NgoViewSet, "api-ngo")
router.register("observer-decisions", ObserverDecisionViewSet, "api-observer-decision")
router.register("dialogue-forums", DialogueForumViewSet, "api-dialogue-forum")
router.register("dialogue-events", DialogueEventViewSet, "api-dialogue-event")
router.register("programmes", ProgrammeViewSet, "api-programme")
router.register("offices", FieldOfficeViewSet, "api-office")
router.register("areas", ActivityAreaViewSet, "api-area")
router.register("services", ServiceViewSet, "api-service")
router.register("people-served", PeopleServedViewSet, "api-people-served")
router.register("partnerships", PartnershipViewSet, "api-partnership")
router.register("unnamed-partners", UnnamedPartnersViewSet, "api-unnamed-partners")
router.register("other-participants", OtherParticipantViewSet, "api-other-participant")
router.register("agreements", AgreementViewSet, "api-agreement")
router.register("documents", SourceDocumentViewSet, "api-document")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    *router.urls,
    # Addresses without a last slash are left to Django, which adds it and looks again.
    re_path(r"^(?:.*/)?$", api_not_found),
]
