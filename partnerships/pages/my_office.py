"""What a registrar's office has in hand: drafts, what came back, what is in review, what ends, what to confirm."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, OuterRef, Q, Subquery
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
    returned: list[Draft]
    drafts: list[Draft]
    in_review: list[Partnership]
    soon: list[Soon]
    unconfirmed: Part
    partners: int

    @property
    def is_empty(self) -> bool:
        """Say whether nothing waits for anybody."""
        return not (self.returned or self.drafts or self.in_review or any(soon.rows for soon in self.soon))


def my_office(user: Any, code: str = "") -> MyOffice:
    """Gather what the user's offices, or the one with this code, have in hand."""
    keys = user.registrar_offices | user.reviewer_offices
    offices = list(FieldOffice.objects.filter(pk__in=keys).order_by("name"))
    chosen = next((office for office in offices if office.code == code), None)
    wanted = [chosen.pk] if chosen else keys
    rows = Partnership.objects.filter(office__in=wanted).select_related("ngo", "programme", "office", "held_by")
    drafts = _drafts(rows, user)
    today = timezone.localdate()
    unconfirmed = rows.approved().unconfirmed_since(today - A_YEAR)
    return MyOffice(
        offices=offices,
        chosen=chosen,
        returned=[one for one in drafts if one.partnership.review_status == ReviewStatus.RETURNED],
        drafts=[one for one in drafts if one.partnership.review_status == ReviewStatus.DRAFT],
        in_review=_in_review(rows),
        soon=_soon(rows.approved(), user, wanted, today),
        unconfirmed=Part(list(unconfirmed.order_by("confirmed_on", "pk")[:SHOWN]), unconfirmed.count()),
        partners=rows.approved().values("ngo").distinct().count(),
    )


def _drafts(rows: Any, user: Any) -> list[Draft]:
    returns = ReviewEvent.objects.filter(partnership=OuterRef("pk"), verb=Verb.RETURN).order_by("-at", "-pk")
    unfinished = rows.unfinished().annotate(returned_words=Subquery(returns.values("words")[:1]))
    unfinished = unfinished.prefetch_related("roles", "partnership_areas").order_by("-updated_at", "pk")
    drafts = [Draft(row, row.held_by_id == user.pk, resumed_at(row)) for row in unfinished[: 2 * SHOWN]]
    return sorted(drafts, key=lambda draft: not draft.is_mine)


def _in_review(rows: Any) -> list[Partnership]:
    submitted = Max("review_events__at", filter=Q(review_events__verb=Verb.SUBMIT))
    in_review = rows.filter(review_status=ReviewStatus.SUBMITTED).annotate(submitted_at=submitted)
    return list(in_review.order_by("submitted_at", "pk")[:SHOWN])


def _soon(approved: Any, user: Any, offices: Any, today: date) -> list[Soon]:
    until = today + timedelta(days=NEAR[-1])
    ending = [
        Ending(row, row.last_day, _("partnership"))
        for row in approved.filter(directory_entry__last_day__range=(today, until)).order_by("last_day", "pk")[:SHOWN]
    ]
    agreements = Agreement.objects.visible_to(user).ending(today, until).filter(partnerships__office__in=offices)
    ending += [
        Ending(row, row.last_day, str(row.get_kind_display()))
        for row in agreements.distinct().order_by("last_day", "pk")[:SHOWN]
    ]
    ending.sort(key=lambda one: one.day)
    groups = []
    for begin, days in zip((-1, *NEAR), NEAR, strict=False):
        groups.append(Soon(days, [one for one in ending if begin < (one.day - today).days <= days]))
    return groups
