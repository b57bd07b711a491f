"""Pieces of which constraints on periods are made."""

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import F, Func, Q


def period(first: str, last: str) -> Func:
    """Return the days from one column to the other, both included; a missing day leaves that end open."""
    return Func(first, last, RangeBoundary(inclusive_upper=True), function="daterange", output_field=DateRangeField())


def in_order(first: str, last: str) -> Q:
    """Return the condition that the period does not end before it starts.

    Exclusion constraints need it too: PostgreSQL cannot build a range of reversed dates.
    """
    return Q(**{first: None}) | Q(**{last: None}) | Q(**{f"{last}__gte": F(first)})


def broken_by(error: Exception) -> str | None:
    """Return the name of the constraint that a write broke; None where PostgreSQL names none."""
    name: str | None = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return name


def message_of(error: Exception) -> str | None:
    """Return what the constraint that a write broke says to people; None where no model declares it."""
    broken = broken_by(error)
    declared = (constraint for model in apps.get_models() for constraint in model._meta.constraints)
    return next((str(one.get_violation_error_message()) for one in declared if one.name == broken), None)
