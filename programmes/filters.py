"""What field offices and programmes can be narrowed by, in API, admin and pages."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from activity_areas.filters import all_areas
from common.filters import ChoicesFilter, CodesFilter, CountriesFilter, DatedFilterSet, YesOrNoFilter
from programmes.models import FieldOffice, Programme, ProgrammeOffice, Stage


def all_offices(request: Any) -> models.QuerySet:
    """Return the offices that a filter may name."""
    return FieldOffice.objects.all()


def all_programmes(request: Any) -> models.QuerySet:
    """Return the programmes that a filter may name."""
    return Programme.objects.all()


class OfficesFilter(CodesFilter):
    """Offices of which one leads the work, or runs its programme."""

    def __init__(self) -> None:
        help_text = _("An office that leads it or runs its programme.")
        super().__init__("office", of=all_offices, label=_("field office"), help_text=help_text)

    def filter(self, qs: Any, value: Any) -> Any:
        """Keep the rows in which one of the offices has a part."""
        if not value:
            return qs
        run = ProgrammeOffice.objects.filter(office__in=value).values("programme")
        return qs.filter(models.Q(office__in=value) | models.Q(programme__in=run))


class FieldOfficeFilter(DatedFilterSet):
    """Narrows field offices."""

    kind = ChoicesFilter("kind", choices=FieldOffice.Kind.choices, label=_("kind"))
    country = CountriesFilter("country", label=_("country"), help_text=_("The country in which the office stands."))
    covers = CountriesFilter(
        "countries_covered",
        label=_("countries covered"),
        help_text=_("A country that the office covers beyond the one in which it stands."),
    )
    parent = CodesFilter("parent", of=all_offices, label=_("reports to"))

    class Meta:
        model = FieldOffice
        fields: list[str] = []


class ProgrammeFilter(DatedFilterSet):
    """Narrows programmes."""

    area = CodesFilter("programme_areas__area", of=all_areas, label=_("area of activity"))
    office = CodesFilter("programme_offices__office", of=all_offices, label=_("field office"))
    country = CountriesFilter("countries", label=_("country"))
    kind = ChoicesFilter("kind", choices=Programme.Kind.choices, label=_("kind"))
    stage = ChoicesFilter("stage", choices=Stage.choices, label=_("stage"))
    objective = ChoicesFilter("objective", choices=Programme.Objective.choices, label=_("objective served"))
    is_untitled = YesOrNoFilter(
        "is_untitled", label=_("untitled"), help_text=_("Whether its source gives it no title of its own.")
    )

    class Meta:
        model = Programme
        fields: list[str] = []
