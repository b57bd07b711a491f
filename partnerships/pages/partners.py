"""The partners of a programme, an office or an area: their approved partnerships, by role, page by page."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from activity_areas.models import ActivityArea
from common.models import Record
from partnerships.models import Partnership, Role
from partnerships.pages.listing import CURSOR, Paged, paged
from partnerships.pages.parts import Entry, Value
from partnerships.querysets import PartnershipQuerySet
from programmes.models import FieldOffice, Programme, ProgrammeOffice

ROLE = "role"


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


def of_programme(programme: Programme, user: Any) -> PartnershipQuerySet:
    """Return the partnerships of a programme."""
    return seen_by(user).filter(programme=programme)


def of_office(office: FieldOffice, user: Any) -> PartnershipQuerySet:
    """Return the partnerships that an office leads, and those of the programmes that it runs."""
    run = ProgrammeOffice.objects.filter(office=office).values("programme")
    return seen_by(user).filter(Q(office=office) | Q(programme__in=run))


def of_area(area: ActivityArea, user: Any) -> PartnershipQuerySet:
    """Return the partnerships in an area."""
    return seen_by(user).filter(pk__in=area.partnership_areas.values("partnership"))


def partners(rows: PartnershipQuerySet, parameters: QueryDict, *, on: Record) -> Partners:
    """Return those of the partnerships on a record's page that the parameters ask for, of one role or of all."""
    role, faults = parameters.get(ROLE, ""), []
    if role and role not in Role.values:
        faults.append(_("There is no role “%(role)s”; all are shown.") % {"role": role[:40]})
        role = ""
    kept = rows.filter(pk__in=rows.filter(roles__role=role).values("pk")) if role else rows
    shown = paged(
        kept.with_everything().annotate(ngo_sort_key=F("ngo__sort_key")),
        ("ngo_sort_key", "pk"),
        _asked(parameters, role),
    )
    return Partners(
        shown=[_partner(Entry(row), on.get_absolute_url()) for row in shown.page.rows],
        paged=shown,
        **rows.aggregate(ngos=Count("ngo", distinct=True), partnerships=Count("pk", distinct=True)),
        roles=_by_role(rows, role),
        faults=[*faults, *([shown.fault] if shown.fault else [])],
    )


def _partner(entry: Entry, here: str) -> Partner:
    work = Value(entry.title, entry.address)
    return Partner(entry, [value for value in dict.fromkeys([work, *entry.line]) if value.address != here])


def _asked(parameters: QueryDict, role: str) -> QueryDict:
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in {ROLE: role, CURSOR: parameters.get(CURSOR, "")}.items() if value})
    return asked


def _by_role(rows: PartnershipQuerySet, chosen: str) -> list[RoleCount]:
    counted = dict(rows.order_by().values_list("roles__role").annotate(Count("ngo", distinct=True)))
    return [
        RoleCount(
            value,
            str(label),
            counted[value],
            "?#partners" if value == chosen else f"?role={value}#partners",
            value == chosen,
        )
        for value, label in Role.choices
        if value in counted
    ]
