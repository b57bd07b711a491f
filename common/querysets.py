"""Querysets that every room builds on: dates as known, forgiving search, natural keys."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value

# Characters of a search; longer ones are refused in words by those who ask.
LONGEST_SEARCH = 200


class Unnest(Func):
    """Each element of an array as a row of its own."""

    function = "unnest"
    set_returning = True


class RecordQuerySet(models.QuerySet):
    """Rows that can be searched by people and found again by natural key."""

    # Whether visitors without an account see the rows, where the registry has a public directory.
    is_public = False
    # Columns that search looks into, here or along relations.
    search_in: tuple[str, ...] = ("search_text",)

    def get_by_natural_key(self, *values: Any) -> Any:
        """Return the row that the values of `natural_key_fields` name; a relation is named by its code."""
        names = self.model.natural_key_fields
        lookups = {
            f"{name}__code" if self.model._meta.get_field(name).is_relation else name: value
            for name, value in zip(names, values, strict=True)
        }
        return self.get(**lookups)

    def visible_to(self, user: Any) -> Self:
        """Return the rows the user may see: everyone who signed in sees what is not said to be private."""
        if user.is_active:
            return self
        return self.published() if self.is_public and settings.PUBLIC_DIRECTORY else self.none()

    def published(self) -> Self:
        """Return the rows that a visitor may see in a public directory."""
        return self

    def changeable_by(self, user: Any) -> Self:
        """Return the rows the user may change: reviewers of the whole registry change everything."""
        return self if user.is_active and user.is_reviewer else self.none()

    def deletable_by(self, user: Any) -> Self:
        """Return the rows the user may delete: administrators alone, and only what nothing rests on."""
        return self if user.is_superuser else self.none()

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may add rows of this kind."""
        return bool(user.is_active and user.is_reviewer)

    def with_name(self) -> Self:
        """Fetch along what the rows' names are made of."""
        return self

    def nameable_by(self, user: Any) -> Self:
        """Return the rows that the user may name in another: those the user sees."""
        return self.visible_to(user)

    def offered(self) -> Self:
        """Return the rows that a new record may still name."""
        return self

    def search(self, text: str) -> Self:
        """Return the rows in which each word of the text occurs somewhere, whatever its accents, case or script.

        No words at all let every row through; signs without a letter or figure are found nowhere.
        """
        if not any(letter.isalnum() for letter in text):
            return self.none() if text.strip() else self
        rows = self
        for word in text.split():
            folded: Any = Func(Value(word), function="fold", output_field=models.TextField())
            rows = rows.filter(reduce(or_, (_holds(self.model, path, folded) for path in self.search_in)))
        return rows


def _holds(model: Any, path: str, text: Func) -> Q:
    """Return the condition that the column at the end of the path holds the text.

    Each relation on the way is asked in a subquery, so that no row comes twice.
    """
    first, _, rest = path.partition("__")
    if not rest:
        return Q(**{f"{first}__contains": text})
    relation = model._meta.get_field(first)
    remote = relation.related_model
    found = remote._base_manager.filter(_holds(remote, rest, text))
    if relation.one_to_many:
        return Q(pk__in=found.values(relation.field.name))
    return Q(**{f"{first}__in": found.values("pk")})


class DatedQuerySet(RecordQuerySet):
    """Rows that carry dates as known."""

    def in_force(self, on: date) -> Self:
        """Return what is certainly in force on the day.

        Certain is what has surely begun (by the end of the year or month in which it began, where no day is
        known) and has not yet come near its end; without a last day it goes on.
        """
        return self.filter(Q(certainly_ends_from=None) | Q(certainly_ends_from__gte=on), certainly_begun_by__lte=on)

    def maybe_in_force(self, on: date) -> Self:
        """Return what may be in force on the day: what certainly is, and what no known date rules out."""
        return self.filter(Q(first_day=None) | Q(first_day__lte=on), Q(last_day=None) | Q(last_day__gte=on))

    def undecided_in_force(self, on: date) -> Self:
        """Return what may be in force on the day but is not certain: its dates are missing or too coarse."""
        return self.maybe_in_force(on).filter(
            Q(certainly_begun_by=None) | Q(certainly_begun_by__gt=on) | Q(certainly_ends_from__lt=on)
        )

    def ending(self, since: date, until: date) -> Self:
        """Return what comes to its end between two days, as far as its last day is known."""
        return self.filter(last_day__range=(since, until))

    def latest_first(self) -> Self:
        """Order by last known beginning, undated rows at the end."""
        return self.order_by(F("first_day").desc(nulls_last=True), "pk")
