"""How many NGOs each value of each facet of the directory would leave.

The values of one facet widen, so a facet is counted as if nothing were chosen in it; facets narrow one another.
What partnerships say is counted by the directory's entries (`partnerships/entries.py`), in one pass for all facets
in which nothing is chosen. Up to about EXACT_UP_TO NGOs all are counted. Of more, some shares stand for all
(`ngos.querysets.share_of`), and the counts are told as estimates.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import floor, log10
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activity_areas.models import ActivityArea, PeopleServed, Service
from common.fields import country_name
from ngos.models import Ngo
from ngos.querysets import SHARES, share_of
from partnerships.filters import DirectoryFilter
from partnerships.models import Capacity, Role
from programmes.models import FieldOffice, Programme, Stage

EXACT_UP_TO = 3_000
SHOWN = 8
# The NGOs and the entries that fit are each found once, and counted from memory; the planner of PostgreSQL cannot
# foresee how many NGOs a tag or a day leaves, so where there is one, it is told to begin with the entries.
BY_ENTRIES = """
WITH entry AS MATERIALIZED ({entries}),
ngo AS MATERIALIZED (SELECT * FROM ({ngos}) AS known WHERE id IN (SELECT ngo_id FROM entry))
"""
BY_NGOS = """
WITH ngo AS MATERIALIZED ({ngos}),
entry AS (SELECT * FROM ({entries}) AS known WHERE ngo_id IN (SELECT id FROM ngo))
"""
NUMBER = "SELECT '', count(*) FROM ngo"
# Programmes are asked for, and not counted by.
OF_ENTRIES = """
SELECT tag, count(DISTINCT ngo_id) FROM (SELECT unnest(tags), ngo_id FROM entry) AS one(tag, ngo_id)
WHERE starts_with(tag, '{facet}') AND NOT starts_with(tag, 'programme') GROUP BY tag
"""
OF_NGOS = """
SELECT tag, count(*) FROM (
    SELECT unnest(ngo_tags(scope, kind, headquarters, countries_of_presence)) FROM ngo
) AS one(tag) WHERE starts_with(tag, '{facet}') GROUP BY tag
"""
NGO_COLUMNS = ("id", "scope", "kind", "headquarters", "countries_of_presence")


class Named(NamedTuple):
    """A value as an address gives it, and as people read it."""

    value: str
    label: str


# How many NGOs each key of each facet has.
Counts = dict[str, dict[str, int]]
# How keys, as tags have them, are called.
Names = Callable[[Iterable[str]], dict[str, Named]]


@dataclass(frozen=True)
class Facet:
    """One thing by which NGOs are told apart: the filter of its name, and how its values are called."""

    name: str
    title: str | Promise
    names: Names
    # A short vocabulary is shown in its own order, with what counts nothing; others begin with what counts most.
    is_short: bool = False
    is_open: bool = False

    @property
    def is_of_partnerships(self) -> bool:
        """Say whether partnerships say it, or the NGOs by themselves."""
        return self.name in DirectoryFilter.OF_ONE_PARTNERSHIP


@dataclass(frozen=True)
class Value:
    """One value of a facet, and how many NGOs it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Counted:
    """A facet with its values."""

    facet: Facet
    values: list[Value]
    is_estimate: bool

    @property
    def shown(self) -> list[Value]:
        """Return the values for the side of the directory: the first ones, and the chosen among the others."""
        if self.facet.is_short:
            return self.values
        return [*self.values[:SHOWN], *(value for value in self.values[SHOWN:] if value.is_chosen)]

    @property
    def has_more(self) -> bool:
        """Say whether there are values beyond those shown; of an estimate, there may always be."""
        return len(self.values) > len(self.shown) or (self.is_estimate and not self.facet.is_short)

    @property
    def is_open(self) -> bool:
        """Say whether the facet stands open."""
        return self.facet.is_open or any(value.is_chosen for value in self.values)


def _records(model: Any, *, whole: bool = False) -> Names:
    columns = [one.name for one in model._meta.fields if one.name == "code" or one.name.startswith("name")]

    def names(keys: Iterable[str]) -> dict[str, Named]:
        rows = (model.objects.all() if whole else model.objects.filter(pk__in=keys)).only(*columns)
        return {str(row.pk): Named(row.code, str(row)) for row in rows}

    return names


def _choices(choices: Iterable[tuple[Any, Any]]) -> Names:
    def names(keys: Iterable[str]) -> dict[str, Named]:
        return {str(value): Named(str(value), str(label)) for value, label in choices}

    return names


def _countries(keys: Iterable[str]) -> dict[str, Named]:
    return {code: Named(code, country_name(code)) for code in keys if code}


AREAS, SCOPES = _records(ActivityArea, whole=True), _choices(Ngo.Scope.choices)
FACETS = (
    Facet("area", _("area of activity"), AREAS, is_short=True, is_open=True),
    Facet("role", _("role"), _choices(Role.choices), is_short=True, is_open=True),
    Facet("office", _("field office"), _records(FieldOffice), is_open=True),
    Facet("country", _("country of presence"), _countries, is_open=True),
    Facet("service", _("service"), _records(Service)),
    Facet("capacity", _("capacity"), _choices(Capacity.choices)),
    Facet("people", _("people served"), _records(PeopleServed)),
    Facet("stage", _("stage"), _choices(Stage.choices), is_short=True),
    Facet("scope", _("scope"), SCOPES, is_short=True),
    Facet("kind", _("kind"), _choices(Ngo.Kind.choices)),
    Facet("headquarters", _("headquarters"), _countries),
    Facet("observer", _("standing"), _choices([("true", _("observer"))]), is_short=True),
)
# What other pages lead here with; it narrows, and is not counted by.
UNCOUNTED = (
    Facet("programme", _("programme"), _records(Programme)),
    Facet("status", _("status"), _choices(Ngo.Status.choices)),
)
BY_NAME = {facet.name: facet for facet in FACETS}


class Counter:
    """Finds and counts the NGOs of one search.

    `filterset` is a valid DirectoryFilter, and `found` are the NGOs in which the words of the search occur.
    """

    def __init__(self, filterset: Any, found: Any, *, has_words: bool) -> None:
        self.filterset = filterset
        self.found = found
        self.asked = filterset.asked - {"search", "certainty"}
        self.asks_of_ngos = has_words or bool(self.asked - filterset.OF_ONE_PARTNERSHIP - filterset.AS_OF)
        self._known_numbers: dict[tuple[frozenset[str], int, bool], int] = {}

    def ngos(self) -> Any:
        """Return the NGOs that fit."""
        rows = self._ngos(set(), SHARES)
        if not self.filterset.asks_of_partnerships():
            return rows
        return rows.filter(pk__in=self._entries(set(), SHARES).values("ngo"))

    def _ngos(self, without: set[str], shares: int) -> Any:
        """Return the NGOs that fit by themselves, in some shares, some filters left out."""
        return _in_shares(self.filterset.ngos(self.found, without={*without, "search"}), "pk", shares)

    def _entries(self, without: set[str], shares: int) -> Any:
        """Return the entries that fit, whatever their NGOs, some filters left out."""
        # Where something is asked of NGOs as well, their shares are enough, and reached faster.
        rows = self.filterset.partnerships_known()
        if not self.asks_of_ngos:
            rows = _in_shares(rows, "ngo", shares)
        return self.filterset.partnerships(rows, without=without)

    @cached_property
    def total(self) -> tuple[int, bool]:
        """Return how many NGOs fit, and whether that is an estimate."""
        shares = self._shares(set()) if self.filterset.asks_of_partnerships() else SHARES
        return whole(self._number(set(), shares), shares), shares < SHARES

    def count_all(self) -> list[Counted]:
        """Return all facets with their values; those in which nothing is chosen are counted together."""
        shares = self._shares(set())
        selects = [NUMBER, OF_ENTRIES.format(facet=""), OF_NGOS.format(facet="")]
        together = self._counts(selects, set(), shares)
        self._known_numbers[frozenset(), shares, False] = together[""][""]
        return [
            self.count(facet)
            if facet.name in self.asked or facet.name == "observer"
            else self._told(facet, together[facet.name], shares)
            for facet in FACETS
        ]

    def count(self, facet: Facet, *, exactly: bool = False) -> Counted:
        """Return one facet with its values, as if nothing were chosen in it."""
        without = {facet.name}
        if facet.name == "observer":
            # Observers are few, and follow from decisions; where they alone are asked for, they are the total.
            is_total = self.filterset.form.cleaned_data["observer"]
            number = self._number(set(), SHARES) if is_total else self._number(without, SHARES, observers=True)
            return self._told(facet, {"true": number}, SHARES)
        shares = SHARES if exactly else self._shares(without)
        tags = (OF_ENTRIES if facet.is_of_partnerships else OF_NGOS).format(facet=f"{facet.name}:")
        return self._told(facet, self._counts([tags], without, shares)[facet.name], shares)

    def _counts(self, selects: list[str], without: set[str], shares: int, *, observers: bool = False) -> Counts:
        """Return what is counted in some shares: for each key of each facet, how many NGOs have it."""
        counts: Counts = defaultdict(dict, {"": {"": 0}})
        ngos, entries = self._ngos(without, shares), self._entries(without, shares)
        if observers:
            ngos = ngos.observer(self.filterset.day)
        by_entries = self.filterset.asks_of_partnerships(without=without)
        if by_entries:
            if self.asks_of_ngos or observers:
                entries = entries.filter(ngo__in=ngos.values("pk"))
            ngos = self.filterset.queryset
        try:
            of_entries = entries.order_by().values("ngo_id", "tags").query.sql_with_params()
            of_ngos = ngos.order_by().values(*NGO_COLUMNS).query.sql_with_params()
        except EmptyResultSet:
            return counts
        found = (BY_ENTRIES if by_entries else BY_NGOS).format(entries=of_entries[0], ngos=of_ngos[0])
        values = [*of_entries[1], *of_ngos[1]] if by_entries else [*of_ngos[1], *of_entries[1]]
        with connection.cursor() as cursor:
            cursor.execute(found + " UNION ALL ".join(selects), values)
            for tag, number in cursor.fetchall():
                facet, _colon, key = tag.partition(":")
                counts[facet][key] = number
        return counts

    def _told(self, facet: Facet, numbers: dict[str, int], shares: int) -> Counted:
        counts = {key: whole(number, shares) for key, number in numbers.items()}
        chosen = chosen_values(self.filterset, facet)
        told = {
            name.value: Value(name.value, name.label, counts.get(key, 0), name.value in chosen)
            for key, name in facet.names(counts).items()
            if counts.get(key) or facet.is_short
        }
        for value, label in chosen.items():
            told.setdefault(value, Value(value, label, 0, True))
        values = [*told.values()]
        if not facet.is_short:
            values.sort(key=lambda value: (-value.count, value.label))
        return Counted(facet, values, is_estimate=shares < SHARES)

    def _shares(self, without: set[str]) -> int:
        """Return how many shares are looked at: all, unless one share lets expect too many NGOs."""
        if not without and not self.filterset.asks_of_partnerships():
            # The total is counted exactly in any case.
            return shares_for(self._number(without, SHARES))
        return shares_for(self._number(without, 1) * SHARES)

    def _number(self, without: set[str], shares: int, *, observers: bool = False) -> int:
        """Return how many NGOs fit in some shares."""
        key = frozenset(without & self.asked), shares, observers
        if key not in self._known_numbers:
            if self.filterset.asks_of_partnerships(without=without):
                number = self._counts([NUMBER], without, shares, observers=observers)[""][""]
            else:
                rows = self._ngos(without, shares)
                number = (rows.observer(self.filterset.day) if observers else rows).count()
            self._known_numbers[key] = number
        return self._known_numbers[key]


def _in_shares(rows: Any, ngo: str, shares: int) -> Any:
    return rows if shares == SHARES else rows.alias(share=share_of(ngo)).filter(share__lt=shares)


def chosen_values(filterset: Any, facet: Facet) -> dict[str, str]:
    """Return what is chosen in the facet: for each value its label."""
    given = filterset.form.cleaned_data.get(facet.name)
    if given in (None, "", [], False):
        return {}
    if given is True:
        return {name.value: name.label for name in facet.names([]).values()}
    if isinstance(given[0], str):
        names = facet.names(given)
        return {value: names[value].label for value in given}
    return {row.code: str(row) for row in given}


def shares_for(ngos: int) -> int:
    """Return how many shares to look at, where so many NGOs are expected in all."""
    return SHARES if ngos <= EXACT_UP_TO else max(1, round(SHARES * EXACT_UP_TO / ngos))


def whole(number: int, shares: int) -> int:
    """Return for how many in all a number stands that was counted in some shares."""
    return number if shares == SHARES else about(number * SHARES // shares)


def about(number: int) -> int:
    """Return an estimate with two figures, as more would mean nothing."""
    step: int = 10 ** max(floor(log10(max(number, 1))) - 1, 0)
    return round(number / step) * step
