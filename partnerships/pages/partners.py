"""The partners of a programme, an office or an area: their approved partnerships, by role, page by page."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _

from activity_areas.models import ActivityArea
from common.models import Record
from partnerships.models import DirectoryEntry, Partnership, Role
from partnerships.pages.listing import CURSOR, Paged, paged
from partnerships.pages.parts import Entry, Value
from partnerships.querysets import DirectoryEntryQuerySet, PartnershipQuerySet
from programmes.models import FieldOffice, Programme

ROLE = "role"
# Where on a record's page its partners stand.
PLACE = "#partners"
# The facet of the directory by which each kind of record has its entries.
FACETS: dict[type[Record], str] = {Programme: "programme", FieldOffice: "office", ActivityArea: "area"}


class RoleCount(NamedTuple):
    """A role, how many NGOs have it, the address that shows them alone, and whether it does so now."""

    role: str
    label: str
    ngos: int
    address: str
    is_here: bool


@dataclass(frozen=True)
class Partner:
    """A partnership under the name of its NGO, with what its page does not say already."""

    entry: Entry
    line: list[Value]


@dataclass(frozen=True)
class Partners:
    """One page of partnerships, the NGOs counted by role, and what in the address made no sense."""

    shown: list[Partner]
    paged: Paged
    ngos: int
    partnerships: int
    roles: list[RoleCount]
    faults: list[str]

    @property
    def citations(self) -> list[Any]:
        """Return what the sources say of the partnerships shown."""
        return [citation for one in self.shown for citation in one.entry.partnership.citations.all()]


def seen_by(user: Any) -> PartnershipQuerySet:
    """Return the approved partnerships that the user may see."""
    rows: PartnershipQuerySet = Partnership.objects.approved().visible_to(user)
    return rows


def entries_of(record: Record, user: Any) -> DirectoryEntryQuerySet:
    """Return the entries of a programme or area; of an office, those it leads and those of the programmes it runs."""
    entries: DirectoryEntryQuerySet = DirectoryEntry.objects.visible_to(user).tagged(FACETS[type(record)], [record.pk])
    return entries


def work_of(entries: DirectoryEntryQuerySet) -> PartnershipQuerySet:
    """Return the partnerships of which the entries tell."""
    rows: PartnershipQuerySet = Partnership.objects.filter(pk__in=entries.values("pk"))
    return rows


def partners(record: Record, user: Any, parameters: QueryDict) -> Partners:
    """Return the partnerships of a record that the parameters ask for, of one role or of all."""
    role, faults = parameters.get(ROLE, ""), []
    if role and role not in Role.values:
        faults.append(_("There is no role “%(role)s”; all are shown.") % {"role": role[:40]})
        role = ""
    entries = entries_of(record, user)
    counts = _counts(entries)
    kept = entries.tagged(ROLE, [role]) if role else entries
    shown = paged(
        work_of(kept).with_everything().annotate(ngo_sort_key=F("ngo__sort_key")),
        ("ngo_sort_key", "pk"),
        _asked(parameters, role),
        place=PLACE,
        count=kept.count() if role else counts["partnerships"],
    )
    return Partners(
        shown=[_partner(Entry(row), record.get_absolute_url()) for row in shown.page.rows],
        paged=shown,
        ngos=counts["ngos"],
        partnerships=counts["partnerships"],
        roles=_by_role(counts, role),
        faults=[*faults, *([shown.fault] if shown.fault else [])],
    )


def _counts(entries: DirectoryEntryQuerySet) -> dict[str, int]:
    """Return how many partnerships and NGOs there are, and how many of these in each role, in one pass."""
    has_role = {f"is_{role}": BoolOr(Q(tags__contains=[f"{ROLE}:{role}"])) for role in Role.values}
    ngos = entries.order_by().values("ngo").annotate(entries=Count("pk"), **has_role)
    counts: dict[str, int] = ngos.aggregate(
        ngos=Count("ngo"),
        partnerships=Coalesce(Sum("entries"), 0),
        **{role: Count("ngo", filter=Q(**{f"is_{role}": True})) for role in Role.values},
    )
    return counts


def _partner(entry: Entry, here: str) -> Partner:
    work = Value(entry.title, entry.address)
    return Partner(entry, [value for value in dict.fromkeys([work, *entry.line]) if value.address != here])


def _asked(parameters: QueryDict, role: str) -> QueryDict:
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in {ROLE: role, CURSOR: parameters.get(CURSOR, "")}.items() if value})
    return asked


def _by_role(counts: dict[str, int], chosen: str) -> list[RoleCount]:
    return [
        RoleCount(
            value,
            str(label),
            counts[value],
            f"?{PLACE}" if value == chosen else f"?{ROLE}={value}{PLACE}",
            value == chosen,
        )
        for value, label in Role.choices
        if counts[value]
    ]
