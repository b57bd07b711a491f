"""What the registry holds at a glance, and what waits for one user; as many queries whatever the number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Func, OuterRef, Subquery
from django.utils import timezone

from activity_areas.models import ActivityArea
from common.permissions import Action, may
from partnerships.models import Partnership, ReviewEvent, Role, Verb
from partnerships.querysets import PartnershipQuerySet
from programmes.models import FieldOffice, ProgrammeOffice

OFFICES_SHOWN = 8
WAITING_SHOWN = 5

# How many NGOs and partnerships each value has.
Counts = dict[Any, tuple[int, int]]


class Unnest(Func):
    """Each element of an array as a row of its own."""

    function = "unnest"
    set_returning = True


# The office that leads a partnership, and each that runs its programme: the offices that the lists filter by.
EITHER_OFFICE = Unnest(
    Func(F("office"), F("programme__programme_offices__office"), template="ARRAY[%(expressions)s]"),
    output_field=BigIntegerField(),
)


class Line(NamedTuple):
    """One area, role or office, the NGOs in it, each counted once, and their partnerships."""

    key: str
    name: str
    ngos: int
    partnerships: int


@dataclass(frozen=True)
class Glance:
    """The approved partnerships that a user may see, counted."""

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
    reviews: Waiting | None
    may_register: bool


def reviews(user: Any) -> bool:
    """Say whether the user reviews anything: the whole registry, or an office."""
    return bool(user.is_active and (user.is_reviewer or user.reviewer_offices))


def glance_for(user: Any) -> Glance:
    """Count what is approved and visible to the user, by area, role and office."""
    rows = Partnership.objects.approved().visible_to(user)
    totals = rows.aggregate(
        ngos=Count("ngo", distinct=True),
        partnerships=Count("pk"),
        programmes=Count("programme", distinct=True),
    )
    areas, roles, offices = (_counted(rows, by) for by in ("areas", "roles__role", EITHER_OFFICE))
    shown_areas = ActivityArea.objects.in_use(timezone.localdate()) | ActivityArea.objects.filter(pk__in=areas)
    shown_offices = FieldOffice.objects.filter(pk__in=offices)
    return Glance(
        **totals,
        areas=_lines(shown_areas.values_list("pk", "code", "name"), areas),
        roles=_lines([(value, value, label) for value, label in Role.choices], roles),
        offices=_lines(shown_offices.values_list("pk", "code", "name"), offices),
        without_office=rows.filter(office=None)
        .exclude(programme__in=ProgrammeOffice.objects.values("programme"))
        .count(),
    )


def desk_of(user: Any) -> Desk:
    """Gather what waits for the user."""
    rows = Partnership.objects.select_related("ngo", "programme", "office")
    returns = ReviewEvent.objects.filter(partnership=OuterRef("pk"), verb=Verb.RETURN).order_by("-at", "-pk")
    changes = rows.awaiting_changes_by(user).annotate(returned_words=Subquery(returns.values("words")[:1]))
    return Desk(
        changes=_waiting(changes.order_by("-updated_at", "pk")) if user.registrar_offices else None,
        reviews=_waiting(rows.awaiting_review_by(user).order_by("updated_at", "pk")) if reviews(user) else None,
        may_register=may(user, Action.ADD, Partnership),
    )


def _waiting(rows: PartnershipQuerySet) -> Waiting:
    return Waiting(count=rows.count(), partnerships=list(rows[:WAITING_SHOWN]))


def _counted(rows: PartnershipQuerySet, by: str | Func) -> Counts:
    """Return, for each value, how many NGOs and partnerships it has; an NGO with two partnerships is one."""
    value = F(by) if isinstance(by, str) else by
    counted = rows.order_by().annotate(value=value).values("value")
    counts = counted.values_list("value", Count("ngo", distinct=True), Count("pk", distinct=True))
    return {value: (ngos, partnerships) for value, ngos, partnerships in counts if value is not None}


def _lines(named: Iterable[tuple[Any, str, Any]], counts: Counts) -> list[Line]:
    """Return a line for each named value, in their order, zero where nothing was counted."""
    return [Line(key, str(name), *counts.get(value, (0, 0))) for value, key, name in named]
