"""What an NGO does with IOM: its approved partnerships, by area and role, a page of them in words."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from activity_areas.models import ActivityArea
from ngos.models import Ngo
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership, Role
from partnerships.pages.parts import Entry, Value
from partnerships.querysets import IN_REVIEW_STATUSES, PartnershipQuerySet

PARTNERSHIPS_A_PAGE = 25
# From so many partnerships on, a table shows how they fall into areas and roles.
WORTH_A_TABLE = 4
PICKED_BY = ("area", "role")


@dataclass(frozen=True)
class Cell:
    """How many partnerships there are of some area and role, and the address that shows them."""

    count: int
    address: str


class AreaLine(NamedTuple):
    """One area: its partnerships, and those of them in each role."""

    name: str
    all: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Overview:
    """How the partnerships fall into areas and roles; one in two roles counts in both, and once in the sum."""

    roles: list[tuple[str, str, Cell]]
    areas: list[AreaLine]


@dataclass(frozen=True)
class Engagement:
    """The approved partnerships of an NGO: those picked, a page of them, and an overview of all."""

    page: Page
    entries: list[Entry]
    count: int
    areas: list[ActivityArea]
    overview: Overview | None
    picked: list[Value]
    pages_address: str
    # Drafts and what is under review, for those who see them.
    in_review: Cell | None


def engagement_of(ngo: Ngo, user: Any, query: QueryDict) -> Engagement:
    """Gather the NGO's partnerships that the reader may see; the query picks an area, a role and a page."""
    seen = Partnership.objects.filter(ngo=ngo).visible_to(user)
    rows = seen.approved()
    picked = {name: str(query[name]) for name in PICKED_BY if query.get(name)}
    page = Paginator(_picked(rows, picked).latest_first().with_everything(), PARTNERSHIPS_A_PAGE).get_page(
        query.get("page")
    )
    areas = {area.pk: area for area in ActivityArea.objects.filter(partnerships__in=rows).distinct()}
    count = rows.count()
    overview = _overview(ngo, rows, areas)
    return Engagement(
        page=page,
        entries=[Entry(row) for row in page.object_list],
        count=count,
        areas=list(areas.values()),
        overview=overview if count >= WORTH_A_TABLE else None,
        picked=_taken_off(ngo, picked, list(areas.values())),
        pages_address=_address(ngo, **picked),
        in_review=_in_review(ngo, seen),
    )


def _picked(rows: PartnershipQuerySet, picked: dict[str, str]) -> PartnershipQuerySet:
    """Return the rows that fit, none where an area or role is asked for that there is not."""
    data = QueryDict(mutable=True)
    data.update(picked)
    filters: Any = PartnershipFilter(data, rows)
    fitting: PartnershipQuerySet = filters.qs if filters.is_valid() else rows.none()
    return fitting


def _address(ngo: Ngo, **picked: str) -> str:
    query = QueryDict(mutable=True)
    query.update(picked)
    return f"{ngo.get_absolute_url()}?{query.urlencode()}" if picked else ngo.get_absolute_url()


def _taken_off(ngo: Ngo, picked: dict[str, str], areas: list[ActivityArea]) -> list[Value]:
    """Return what was picked, each with the address of the page without it."""
    names = {area.code: str(area) for area in areas} | {str(value): str(label) for value, label in Role.choices}
    return [
        Value(names.get(value, value), _address(ngo, **{key: kept for key, kept in picked.items() if key != name}))
        for name, value in picked.items()
    ]


def _overview(ngo: Ngo, rows: PartnershipQuerySet, areas: dict[int, ActivityArea]) -> Overview:
    rows = rows.order_by()
    number = Count("pk", distinct=True)
    by_area = dict(rows.values_list("areas").annotate(number))
    by_role = dict(rows.values_list("roles__role").annotate(number))
    by_both = {(area, role): count for area, role, count in rows.values_list("areas", "roles__role").annotate(number)}
    roles = [(str(value), str(label)) for value, label in Role.choices if by_role.get(value)]
    return Overview(
        roles=[(role, label, Cell(by_role[role], _address(ngo, role=role))) for role, label in roles],
        areas=[
            AreaLine(
                name=str(area),
                all=Cell(by_area.get(pk, 0), _address(ngo, area=area.code)),
                cells=[
                    Cell(by_both.get((pk, role), 0), _address(ngo, area=area.code, role=role)) for role, _label in roles
                ],
            )
            for pk, area in areas.items()
        ],
    )


def _in_review(ngo: Ngo, seen: PartnershipQuerySet) -> Cell | None:
    """Return how many partnerships are not yet approved, with the list of them; None where the reader sees none."""
    count = seen.in_review().count()
    if not count:
        return None
    query = QueryDict(mutable=True)
    query["q"] = ngo.code
    query.setlist("review_status", [str(status) for status in IN_REVIEW_STATUSES])
    return Cell(count, f"{reverse('admin:partnerships_partnership_changelist')}?{query.urlencode()}")
