"""What organizations, observer decisions and dialogue can be narrowed by, in API, admin and pages."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity_areas.filters import all_areas, all_people, all_services
from common.filters import (
    Choices,
    ChoicesFilter,
    CodesFilter,
    CountriesFilter,
    DatedFilterSet,
    DayFilter,
    OneChoiceFilter,
    RecordFilterSet,
    YesOrNoFilter,
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


def choices_of_partnership(column: str) -> Callable[[], Choices]:
    """Return a function that returns the choices of a column of partnerships."""

    def choices() -> Choices:
        partnership: Any = Ngo._meta.get_field("partnerships").related_model
        return partnership._meta.get_field(column).choices  # type: ignore[no-any-return]

    return choices


def choices_of_role(column: str) -> Callable[[], Choices]:
    """Return a function that returns the choices of a column of the roles in a partnership."""

    def choices() -> Choices:
        partnership: Any = Ngo._meta.get_field("partnerships").related_model
        role: Any = partnership._meta.get_field("roles").related_model
        return role._meta.get_field(column).choices  # type: ignore[no-any-return]

    return choices


class Certainty(models.TextChoices):
    """How surely a partnership is in force on a day, as far as its dates are known."""

    CERTAIN = "certain", _("certainly in force")
    UNDATED = "undated", _("not dated well enough to say")


class NgoFilter(RecordFilterSet):
    """Narrows NGOs; what is asked of their partnerships is asked of one and the same partnership.

    As of a day, what is asked must be so of a partnership in force on it; an NGO of which only partnerships
    that are not dated well enough fit is no certain one, and is found as such alone.
    """

    OF_ONE_PARTNERSHIP = frozenset({"area", "role", "capacity", "service", "people", "office", "programme", "stage"})
    AS_OF = frozenset({"on", "certainty"})

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
    stage = ChoicesFilter("stage", choices=choices_of_partnership("stage"), label=_("stage"))
    observer_on = DayFilter(
        verb="observer", label=_("observer on"), help_text=_("A day on which the NGO has observer status.")
    )
    observer = YesOrNoFilter(
        "observer", label=_("observer"), help_text=_("Whether it is one today, or on the day given as “on”.")
    )
    on = DayFilter("on", label=_("as of"), help_text=_("A day on which a partnership that fits is in force."))
    certainty = OneChoiceFilter(
        "certainty",
        choices=Certainty.choices,
        label=_("in force"),
        help_text=_("With a day: whether certainly, which is meant where nothing is said, or perhaps."),
    )

    class Meta:
        model = Ngo
        fields: list[str] = []

    @property
    def day(self) -> date:
        """Return the day as of which is asked: today, if none is given."""
        return self.form.cleaned_data.get("on") or timezone.localdate()

    @cached_property
    def asked(self) -> set[str]:
        """Return the names of the filters to which something is given."""
        return {name for name, value in self.form.cleaned_data.items() if value not in (None, "", [])}

    def asks_of_partnerships(self, *, without: Iterable[str] = ()) -> bool:
        """Say whether NGOs are narrowed by their partnerships, some filters left out."""
        return bool(self.asked & {*self.OF_ONE_PARTNERSHIP, "on"} - {*without})

    def filter_queryset(self, queryset: Any) -> Any:
        """Keep the NGOs that fit, and of which one partnership meets all that is asked of partnerships."""
        ngos = self.ngos(queryset)
        if not self.asks_of_partnerships():
            return ngos
        return ngos.filter(pk__in=self.partnerships(self.partnerships_known()).values("ngo"))

    def ngos(self, queryset: Any, *, without: Iterable[str] = ()) -> Any:
        """Keep the NGOs that fit by themselves, whatever their partnerships; some filters may be left out."""
        for name, value in self.form.cleaned_data.items():
            if name in self.OF_ONE_PARTNERSHIP | self.AS_OF | {*without}:
                continue
            if name != "observer":
                queryset = self.filters[name].filter(queryset, value)
            elif value:
                queryset = queryset.observer(self.day)
            elif value is False:
                queryset = queryset.exclude(pk__in=Ngo.objects.observer(self.day).values("pk"))
        return queryset

    def partnerships_known(self) -> Any:
        """Return the partnerships that count: those that the user may see."""
        return partnerships_seen(self.request)

    def partnerships(self, rows: Any, *, without: Iterable[str] = ()) -> Any:
        """Keep the partnerships that fit, whatever their NGOs; some filters may be left out."""
        for name in sorted(self.OF_ONE_PARTNERSHIP & self.asked - {*without}):
            rows = self.saying(rows, name, self.form.cleaned_data[name])
        return self._as_of(rows)

    def saying(self, rows: Any, name: str, values: Any) -> Any:
        """Keep the partnerships that have one of the values in what the filter is called after."""
        return self.filters[name].filter(rows, values)

    def _as_of(self, rows: Any) -> Any:
        """Keep the partnerships that are in force on the day asked for, as surely as asked for."""
        day = self.form.cleaned_data.get("on")
        if day is None:
            return rows
        certain = rows.in_force(day)
        if self.form.cleaned_data["certainty"] != Certainty.UNDATED:
            return certain
        return rows.undecided_in_force(day).filter(~models.Exists(certain.filter(ngo=models.OuterRef("ngo"))))


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
