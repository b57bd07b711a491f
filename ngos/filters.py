"""What organizations, observer decisions and dialogue can be narrowed by, in API, admin and pages."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from activity_areas.filters import all_areas, all_people, all_services
from common.filters import (
    Choices,
    ChoicesFilter,
    CodesFilter,
    CountriesFilter,
    DatedFilterSet,
    DayFilter,
    RecordFilterSet,
)
from ngos.models import DialogueEvent, DialogueForum, Ngo, ObserverDecision
from programmes.filters import OfficesFilter, all_programmes


def all_ngos(request: Any) -> models.QuerySet:
    """Return the NGOs that a filter may name."""
    return Ngo.objects.all()


def all_forums(request: Any) -> models.QuerySet:
    """Return the forums that a filter may name."""
    return DialogueForum.objects.all()


def partnerships_seen(request: Any) -> Any:
    """Return the partnerships that may narrow a list: what the user may see, or else the approved."""
    # Partnerships are a higher room's; they are reached by the relation that room gives the NGO.
    related: Any = Ngo._meta.get_field("partnerships").related_model
    return related.objects.visible_to(request.user) if request else related.objects.approved()


def choices_of_role(column: str) -> Callable[[], Choices]:
    """Return a function that returns the choices of a column of the roles in a partnership."""

    def choices() -> Choices:
        partnership: Any = Ngo._meta.get_field("partnerships").related_model
        role: Any = partnership._meta.get_field("roles").related_model
        return role._meta.get_field(column).choices  # type: ignore[no-any-return]

    return choices


class NgoFilter(RecordFilterSet):
    """Narrows NGOs; what is asked of their partnerships is asked of one and the same partnership."""

    OF_ONE_PARTNERSHIP = frozenset({"area", "role", "capacity", "service", "people", "office", "programme"})

    area = CodesFilter("partnership_areas__area", of=all_areas, label=_("area of activity"))
    role = ChoicesFilter("roles__role", choices=choices_of_role("role"), label=_("role"))
    capacity = ChoicesFilter("roles__capacity", choices=choices_of_role("capacity"), label=_("capacity"))
    service = CodesFilter("partnership_services__service", of=all_services, label=_("service"))
    people = CodesFilter("partnership_people__people", of=all_people, label=_("people served"))
    office = OfficesFilter()
    programme = CodesFilter("programme", of=all_programmes, label=_("programme"))
    country = CountriesFilter("countries_of_presence", label=_("country of presence"))
    headquarters = CountriesFilter("headquarters", label=_("headquarters"))
    scope = ChoicesFilter("scope", choices=Ngo.Scope.choices, label=_("scope"))
    kind = ChoicesFilter("kind", choices=Ngo.Kind.choices, label=_("kind"))
    status = ChoicesFilter("status", choices=Ngo.Status.choices, label=_("status"))
    observer_on = DayFilter(
        verb="observer", label=_("observer on"), help_text=_("A day on which the NGO has observer status.")
    )

    class Meta:
        model = Ngo
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        """Keep the NGOs that fit, and of which one partnership meets all that is asked of partnerships."""
        partnerships = None
        for name, value in self.form.cleaned_data.items():
            if name not in self.OF_ONE_PARTNERSHIP:
                queryset = self.filters[name].filter(queryset, value)
            elif value:
                seen = partnerships_seen(self.request) if partnerships is None else partnerships
                partnerships = self.filters[name].filter(seen, value)
        return queryset if partnerships is None else queryset.filter(pk__in=partnerships.values("ngo"))


class ObserverDecisionFilter(RecordFilterSet):
    """Narrows decisions on observer status."""

    kind = ChoicesFilter("kind", choices=ObserverDecision.Kind.choices, label=_("decision"))
    ngo = CodesFilter("ngo", of=all_ngos, label=_("NGO"))
    decided_from = DayFilter("decided_on", lookup_expr="gte", label=_("decided from"))
    decided_until = DayFilter("decided_on", lookup_expr="lte", label=_("decided until"))
    in_effect_on = DayFilter(verb="covering", label=_("in effect on"))

    class Meta:
        model = ObserverDecision
        fields: list[str] = []


class DialogueForumFilter(RecordFilterSet):
    """Narrows forums of dialogue."""

    kind = ChoicesFilter("kind", choices=DialogueForum.Kind.choices, label=_("kind"))

    class Meta:
        model = DialogueForum
        fields: list[str] = []


class DialogueEventFilter(DatedFilterSet):
    """Narrows meetings of forums."""

    forum = CodesFilter("forum", of=all_forums, label=_("forum"))
    country = CountriesFilter("country", label=_("country"))
    ngo = CodesFilter("participations__ngo", of=all_ngos, label=_("NGO"), help_text=_("An NGO that took part."))

    class Meta:
        model = DialogueEvent
        fields: list[str] = []
