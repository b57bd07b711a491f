"""What the registry holds at a glance, and what waits for one user; as many queries whatever the number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from activity_areas.models import ActivityArea
from common.permissions import Action, may
from partnerships.models import Agreement, MistakeReport, Partnership, ReviewEvent, Role, Verb
from partnerships.pages.queue import ToReview, first_for
from partnerships.pages.tallies import NO_OFFICE, Counts, tallies
from partnerships.querysets import PartnershipQuerySet
from programmes.models import FieldOffice, Programme

OFFICES_SHOWN = 8
WAITING_SHOWN = 5
NEW_SHOWN = 5
NEW_FOR = timedelta(days=30)
ENDS_WITHIN = timedelta(days=90)


class Line(NamedTuple):
    """One area, role or office, the NGOs in it, each counted once, and their partnerships."""

    key: str
    name: str
    ngos: int
    partnerships: int


@dataclass(frozen=True)
class Glance:
    """The approved partnerships, counted; of very many, the counts are estimates."""

    is_estimate: bool
    ngos: int
    partnerships: int
    programmes: int
    areas: list[Line]
    roles: list[Line]
    offices: list[Line]
    without_office: int

    @property
    def leading_offices(self) -> list[Line]:
        """Return the offices with the most NGOs."""
        return sorted(self.offices, key=lambda line: (-line.ngos, -line.partnerships))[:OFFICES_SHOWN]

    @property
    def has_more_offices(self) -> bool:
        """Say whether there are more offices than the leading ones."""
        return len(self.offices) > OFFICES_SHOWN


@dataclass(frozen=True)
class Waiting:
    """How many partnerships wait, and the first of them."""

    count: int
    partnerships: list[Partnership]

    @property
    def has_more(self) -> bool:
        """Say whether more wait than are shown."""
        return self.count > len(self.partnerships)


@dataclass(frozen=True)
class Desk:
    """What waits for one user, each part None where the user holds no duty for it."""

    changes: Waiting | None
    reviews: ToReview | None
    reports: int
    may_register: bool


@dataclass(frozen=True)
class News:
    """What was approved of late, and what comes to its end soon."""

    approved: list[ReviewEvent]
    ending: list[Partnership]
    ending_agreements: list[Agreement]


def reviews(user: Any) -> bool:
    """Say whether the user reviews anything: the whole registry, or an office."""
    return bool(user.is_active and (user.is_reviewer or user.reviewer_offices))


def glance_for() -> Glance:
    """Count what is approved, by area, role and office."""
    found = tallies("area", "role", "office", NO_OFFICE)
    ngos, partnerships = found.of("")[""]
    areas, offices = found.of("area"), found.of("office")
    shown_areas = ActivityArea.objects.in_use(timezone.localdate()) | ActivityArea.objects.filter(pk__in=areas)
    shown_offices = FieldOffice.objects.filter(pk__in=offices)
    return Glance(
        is_estimate=found.is_estimate,
        ngos=ngos,
        partnerships=partnerships,
        programmes=Programme.objects.with_approved_partners().count(),
        areas=_lines(((str(area.pk), area.code, str(area)) for area in shown_areas), areas),
        roles=_lines([(value, value, label) for value, label in Role.choices], found.of("role")),
        offices=_lines(((str(office.pk), office.code, office.name) for office in shown_offices), offices),
        without_office=found.of(NO_OFFICE)[""][1],
    )


def news_for(user: Any) -> News:
    """Gather what is new, and what ends soon; for those who work for offices, in their offices."""
    today = timezone.localdate()
    soon = today, today + ENDS_WITHIN
    # Approved partnerships have an entry each, which is found by its last day.
    ending = Partnership.objects.filter(directory_entry__last_day__range=soon)
    agreements = Agreement.objects.visible_to(user).ending(*soon)
    offices = user.registrar_offices | user.reviewer_offices
    if offices:
        ending = ending.filter(office__in=offices)
        agreements = agreements.filter(partnerships__office__in=offices).distinct()
    approvals = ReviewEvent.objects.filter(verb=Verb.APPROVE, by__isnull=False, at__gte=timezone.now() - NEW_FOR)
    return News(
        approved=list(
            approvals.select_related("partnership__ngo", "partnership__programme", "by").order_by("-at")[:NEW_SHOWN]
        ),
        ending=list(
            ending.select_related("ngo", "programme", "office").order_by("directory_entry__last_day", "pk")[
                :WAITING_SHOWN
            ]
        ),
        ending_agreements=list(agreements.order_by("last_day", "pk")[:WAITING_SHOWN]),
    )


def desk_of(user: Any) -> Desk:
    """Gather what waits for the user."""
    rows = Partnership.objects.select_related("ngo", "programme", "office")
    returns = ReviewEvent.objects.filter(partnership=OuterRef("pk"), verb=Verb.RETURN).order_by("-at", "-pk")
    changes = rows.awaiting_changes_by(user).annotate(returned_words=Subquery(returns.values("words")[:1]))
    return Desk(
        changes=_waiting(changes.order_by("-updated_at", "pk")) if user.registrar_offices else None,
        reviews=first_for(user, WAITING_SHOWN) if reviews(user) else None,
        reports=MistakeReport.objects.waiting().count() if user.is_reviewer else 0,
        may_register=may(user, Action.ADD, Partnership),
    )


def _waiting(rows: PartnershipQuerySet) -> Waiting:
    return Waiting(count=rows.count(), partnerships=list(rows[:WAITING_SHOWN]))


def _lines(named: Iterable[tuple[Any, str, Any]], counts: Counts) -> list[Line]:
    """Return a line for each named value, in their order, zero where nothing was counted."""
    return [Line(key, str(name), *counts.get(value, (0, 0))) for value, key, name in named]
