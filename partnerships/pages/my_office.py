"""What a registrar's office has in hand: drafts, what came back, what is in review, what ends, what to confirm."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.models import Agreement, Partnership, ReviewEvent, ReviewStatus, Verb
from partnerships.registration.steps import resumed_at
from programmes.models import FieldOffice

SHOWN = 25
A_YEAR = timedelta(days=365)
# Within so many days an end is near, the nearest first.
NEAR = (30, 60, 90)


class Draft(NamedTuple):
    """Something an office is still working on: whose it is, where it is gone on with, and why it came back."""

    partnership: Partnership
    is_mine: bool
    address: str

    @property
    def returned_words(self) -> str:
        """Return the words with which a reviewer returned it."""
        return getattr(self.partnership, "returned_words", None) or ""


class Ending(NamedTuple):
    """A partnership or agreement that comes to its end."""

    row: Any
    day: date
    what: str


class Soon(NamedTuple):
    """What ends within so many days, and later than the group before."""

    days: int
    rows: list[Ending]


class Part(NamedTuple):
    """The first rows of a list, and how many there are."""

    rows: list[Any]
    total: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class MyOffice:
    """The desk of an office, or of all offices of a registrar; as many queries whatever the number of rows."""

    offices: list[FieldOffice]
    chosen: FieldOffice | None
    returned: Part
    drafts: Part
    in_review: Part
    soon: list[Soon]
    unconfirmed: Part
    partners: int


def my_office(user: Any, code: str = "") -> MyOffice:
    """Gather what the user's offices, or the one with this code, have in hand."""
    keys = user.registrar_offices | user.reviewer_offices
    offices = list(FieldOffice.objects.filter(pk__in=keys).order_by("name"))
    chosen = next((office for office in offices if office.code == code), None)
    wanted = [chosen.pk] if chosen else keys
    rows = Partnership.objects.filter(office__in=wanted).select_related("ngo", "programme", "office", "held_by")
    today = timezone.localdate()
    unconfirmed = rows.approved().unconfirmed_since(today - A_YEAR).order_by("confirmed_on", "pk")
    return MyOffice(
        offices=offices,
        chosen=chosen,
        returned=_drafts(rows.filter(review_status=ReviewStatus.RETURNED), user),
        drafts=_drafts(rows.filter(review_status=ReviewStatus.DRAFT), user),
        in_review=_in_review(rows),
        soon=_soon(rows.approved(), user, today),
        unconfirmed=_part(unconfirmed),
        partners=rows.approved().values("ngo").distinct().count(),
    )


def _part(rows: Any) -> Part:
    return Part(list(rows[:SHOWN]), rows.count())


def _drafts(rows: Any, user: Any) -> Part:
    """Return drafts, the user's own before those of colleagues, the last touched first."""
    returns = ReviewEvent.objects.returns().filter(partnership=OuterRef("pk")).order_by("-at", "-pk")
    is_mine = ExpressionWrapper(Q(held_by__isnull=False, held_by=user), BooleanField())
    drafts = rows.annotate(returned_words=Subquery(returns.values("words")[:1]), is_mine=is_mine)
    drafts = drafts.prefetch_related("roles", "partnership_areas").order_by("-is_mine", "-updated_at", "pk")
    part = _part(drafts)
    return part._replace(rows=[Draft(row, row.is_mine, resumed_at(row)) for row in part.rows])


def _in_review(rows: Any) -> Part:
    submitted = Max("review_events__at", filter=Q(review_events__verb=Verb.SUBMIT))
    in_review = rows.filter(review_status=ReviewStatus.SUBMITTED).annotate(submitted_at=submitted)
    return _part(in_review.order_by("submitted_at", "pk"))


def _soon(approved: Any, user: Any, today: date) -> list[Soon]:
    until = today + timedelta(days=NEAR[-1])
    ending = [
        Ending(row, row.last_day, _("partnership"))
        for row in approved.ending(today, until).order_by("last_day", "pk")[:SHOWN]
    ]
    agreements = Agreement.objects.visible_to(user).ending(today, until).filter(partnerships__in=approved.order_by())
    ending += [
        Ending(row, row.last_day, str(row.get_kind_display()))
        for row in agreements.distinct().order_by("last_day", "pk")[:SHOWN]
    ]
    ending.sort(key=lambda one: one.day)
    return [
        Soon(days, [one for one in ending if begin < (one.day - today).days <= days])
        for begin, days in pairwise((-1, *NEAR))
    ]
