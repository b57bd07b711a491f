"""What areas, services and people served can be narrowed by, in API, admin and pages."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from activity_areas.models import ActivityArea, PeopleServed, Service
from common.filters import CodesFilter, DayFilter, RecordFilterSet, YesOrNoFilter


def all_areas(request: Any) -> models.QuerySet:
    """Return the areas that a filter may name."""
    return ActivityArea.objects.all()


def all_services(request: Any) -> models.QuerySet:
    """Return the services that a filter may name."""
    return Service.objects.all()


def all_people(request: Any) -> models.QuerySet:
    """Return the groups of people that a filter may name."""
    return PeopleServed.objects.all()


class RetirableFilterSet(RecordFilterSet):
    """What reference values can be narrowed by."""

    in_use_on = DayFilter(verb="in_use", label=_("in use on"), help_text=_("A day on which new records may name it."))


class ActivityAreaFilter(RetirableFilterSet):
    """Narrows areas of activity."""

    is_cross_cutting = YesOrNoFilter("is_cross_cutting", label=_("cross-cutting"))

    class Meta:
        model = ActivityArea
        fields: list[str] = []


class ServiceFilter(RetirableFilterSet):
    """Narrows services."""

    area = CodesFilter("area", of=all_areas, label=_("area of activity"))

    class Meta:
        model = Service
        fields: list[str] = []


class PeopleServedFilter(RetirableFilterSet):
    """Narrows the people served."""

    class Meta:
        model = PeopleServed
        fields: list[str] = []
