"""How many NGOs each value of each facet of the directory would leave.

The values of one facet widen, so a facet is counted as if nothing were chosen in it; facets narrow one another.
What partnerships say is counted by the directory's entries (`partnerships/entries.py`), in one pass for all facets
in which nothing is chosen. Up to about EXACT_UP_TO NGOs all are counted. Of more, some shares stand for all
(`ngos.querysets.share_of`), and the counts are told as estimates.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import floor, log10
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Func, TextField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activity_areas.models import ActivityArea, PeopleServed, Service
from common.fields import country_name
from common.querysets import Unnest
from ngos.models import Ngo
from ngos.querysets import SHARES, share_of
from partnerships.models import Capacity, DirectoryEntry, Role
from programmes.models import FieldOffice, Stage

EXACT_UP_TO = 3_000
SHOWN = 8
# The tags of an NGO, like those of an entry: what it is by itself.
NGO_TAGS = Func("scope", "kind", "headquarters", "countries_of_presence", function="ngo_tags")
TAG_COUNTS = "SELECT tag, count(*) FROM ({pairs}) AS pairs(tag, ngo) {where} GROUP BY tag"


class Named(NamedTuple):
    """A value as an address gives it, and as people read it."""

    value: str
    label: str


# How keys, as tags have them, are called.
Names = Callable[[Iterable[str]], dict[str, Named]]


@dataclass(frozen=True)
class Facet:
    """One thing by which NGOs are told apart: the filter of its name, and how its values are called."""

    name: str
    title: str | Promise
    names: Names
    # Whether partnerships say it, or the NGOs by themselves.
    of_partnerships: bool = True
    # A short vocabulary is shown in its own order, with what counts nothing; others begin with what counts most.
    is_short: bool = False
    is_open: bool = False


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
    def names(keys: Iterable[str]) -> dict[str, Named]:
        rows = model.objects.all() if whole else model.objects.filter(pk__in=keys)
        return {str(row.pk): Named(row.code, str(row)) for row in rows}

    return names


def _choices(choices: Iterable[tuple[Any, Any]]) -> Names:
    def names(keys: Iterable[str]) -> dict[str, Named]:
        return {str(value): Named(str(value), str(label)) for value, label in choices}

    return names


def _countries(keys: Iterable[str]) -> dict[str, Named]:
    return {code: Named(code, country_name(code)) for code in keys}


AREAS, SCOPES = _records(ActivityArea, whole=True), _choices(Ngo.Scope.choices)
FACETS = (
    Facet("area", _("area of activity"), AREAS, is_short=True, is_open=True),
    Facet("role", _("role"), _choices(Role.choices), is_short=True, is_open=True),
    Facet("office", _("field office"), _records(FieldOffice), is_open=True),
    Facet("country", _("country of presence"), _countries, of_partnerships=False, is_open=True),
    Facet("service", _("service"), _records(Service)),
    Facet("capacity", _("capacity"), _choices(Capacity.choices)),
    Facet("people", _("people served"), _records(PeopleServed)),
    Facet("stage", _("stage"), _choices(Stage.choices), is_short=True),
    Facet("scope", _("scope"), SCOPES, of_partnerships=False, is_short=True),
    Facet("kind", _("kind"), _choices(Ngo.Kind.choices), of_partnerships=False),
    Facet("headquarters", _("headquarters"), _countries, of_partnerships=False),
    Facet("observer", _("standing"), _choices([("true", _("observer"))]), of_partnerships=False, is_short=True),
)
BY_NAME = {facet.name: facet for facet in FACETS}


class Counter:
    """Finds and counts the NGOs of one search.

    `filterset` is a valid NgoFilter, and `found` are the NGOs in which the words of the search occur.
    """

    def __init__(self, filterset: Any, found: Any, *, has_words: bool) -> None:
        self.filterset = filterset
        self.found = found
        given = filterset.form.cleaned_data.items()
        self.asked = {name for name, value in given if value not in (None, "", [])} - {"search", "certainty"}
        self.asks_of_partnerships = bool(self.asked & {*filterset.OF_ONE_PARTNERSHIP, "on"})
        self.asks_of_ngos = has_words or bool(self.asked - filterset.OF_ONE_PARTNERSHIP - filterset.AS_OF)
        self._known_shares: dict[frozenset[str], int] = {}

    def ngos(self, without: Iterable[str] = (), shares: int = SHARES) -> Any:
        """Return the NGOs that fit, in some shares, some filters left out."""
        rows = _in_shares(self.filterset.ngos(self.found, without={*without, "search"}), "pk", shares)
        if not (self.asked & {*self.filterset.OF_ONE_PARTNERSHIP, "on"}) - {*without}:
            return rows
        return rows.filter(pk__in=self._fitting_entries(without, shares).values("ngo"))

    def entries(self, without: Iterable[str] = (), shares: int = SHARES) -> Any:
        """Return the entries of the partnerships that fit, of NGOs that fit, some filters left out."""
        rows = self._fitting_entries(without, shares)
        if not self.asks_of_ngos:
            return rows
        ngos = _in_shares(self.filterset.ngos(self.found, without={"search"}), "pk", shares)
        return rows.filter(ngo__in=ngos.values("pk"))

    def _fitting_entries(self, without: Iterable[str], shares: int) -> Any:
        rows = _in_shares(DirectoryEntry.objects.all(), "ngo", shares)
        for name in self.filterset.OF_ONE_PARTNERSHIP & self.asked - {*without}:
            rows = rows.tagged(name, [getattr(value, "pk", value) for value in self.filterset.form.cleaned_data[name]])
        return self.filterset.as_of(rows)

    @cached_property
    def total(self) -> tuple[int, bool]:
        """Return how many NGOs fit, and whether that is an estimate."""
        shares = self._shares(set()) if self.asks_of_partnerships else SHARES
        return whole(self.ngos(shares=shares).count(), shares), shares < SHARES

    def count_all(self) -> list[Counted]:
        """Return all facets with their values; those in which nothing is chosen are counted together."""
        shares = self._shares(set())
        together = self._tags(self.entries(shares=shares), shares) | self._tags(self.ngos(shares=shares), shares)
        return [
            self.count(facet)
            if facet.name in self.asked or facet.name == "observer"
            else self._told(facet, together, shares)
            for facet in FACETS
        ]

    def count(self, facet: Facet, *, exactly: bool = False) -> Counted:
        """Return one facet with its values, as if nothing were chosen in it."""
        without = {facet.name}
        if facet.name == "observer":
            # Observers are few, and follow from decisions.
            observers = self.ngos(without).observer(self.filterset.day).count()
            return self._told(facet, {"observer:true": observers}, SHARES)
        shares = SHARES if exactly else self._shares(without)
        rows = self.entries(without, shares) if facet.of_partnerships else self.ngos(without, shares)
        return self._told(facet, self._tags(rows, shares, facet.name), shares)

    def _tags(self, rows: Any, shares: int, facet: str = "") -> dict[str, int]:
        """Return for each tag of the rows, or of one facet, how many NGOs have it."""
        of_entries = rows.model is DirectoryEntry
        tag = Unnest("tags" if of_entries else NGO_TAGS, output_field=TextField())
        pairs = rows.order_by().annotate(tag=tag).values_list("tag", "ngo" if of_entries else "pk")
        try:
            sql, values = (pairs.distinct() if of_entries else pairs).query.sql_with_params()
        except EmptyResultSet:  # that nothing fits is known without asking
            return {}
        where = "WHERE starts_with(tag, %s)" if facet else ""
        with connection.cursor() as cursor:
            cursor.execute(TAG_COUNTS.format(pairs=sql, where=where), [*values, *([f"{facet}:"] if facet else [])])
            return {tag: whole(number, shares) for tag, number in cursor.fetchall()}

    def _told(self, facet: Facet, tags: dict[str, int], shares: int) -> Counted:
        prefix = f"{facet.name}:"
        counts = {tag.removeprefix(prefix): number for tag, number in tags.items() if tag.startswith(prefix)}
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
        key = frozenset(without & self.asked)
        if key not in self._known_shares:
            self._known_shares[key] = shares_for(self.ngos(without, shares=1).count() * SHARES)
        return self._known_shares[key]


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
