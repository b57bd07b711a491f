"""What waits for one reviewer, the oldest first: submissions and proposed changes in one list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activity_areas.models import ActivityArea
from common.fields import country_name
from common.querysets import Unnest
from partnerships.filters import AGES, QueueFilter
from partnerships.models import ChangeProposal, Partnership
from partnerships.pages.listing import Listing, Paged, listing, paged
from partnerships.pages.parts import Entry, Shown, shown
from programmes.models import FieldOffice

# What the reader submitted is named up to this many.
OWN_SHOWN = 5


@dataclass(frozen=True)
class Age:
    """How long something has waited, in whole days."""

    days: int

    @property
    def words(self) -> str:
        """Return when it came."""
        if self.days < 1:
            return _("today")
        return ngettext("%(count)d day ago", "%(count)d days ago", self.days) % {"count": self.days}

    @property
    def mark(self) -> str:
        """Return the style of what has waited long, or longer."""
        long, longer = AGES
        return "bad" if self.days > longer else "look" if self.days > long else ""

    @property
    def mark_words(self) -> str:
        """Return how long it has waited in words, where that is long."""
        return str(next((words for days, words in reversed(AGES.items()) if self.days > days), ""))


def age_of(moment: Any, today: date | None = None) -> Age:
    """Return how long ago that was."""
    return Age(((today or timezone.localdate()) - timezone.localdate(moment)).days)


@dataclass(frozen=True)
class Waiting:
    """One line of the queue; the partnership needs `with_waiting()` and `with_waiting_since()`."""

    partnership: Any
    entry: Entry

    @property
    def proposal(self) -> ChangeProposal | None:
        """Return the changes that wait; None where the partnership itself was submitted."""
        return next(iter(self.partnership.waiting_proposals), None)

    @property
    def address(self) -> str:
        """Return the address of the page on which it is decided."""
        if self.proposal is not None:
            return self.proposal.get_absolute_url()
        return reverse("partnership-case", args=[self.partnership.code])

    @property
    def who(self) -> str:
        """Return who handed it in."""
        given = self.proposal or next(reversed(self.partnership.submissions), None)
        return str(given.by) if given is not None and given.by is not None else ""

    @property
    def rounds(self) -> int:
        """Return how often the partnership was submitted."""
        return len(self.partnership.submissions)

    @property
    def is_again(self) -> bool:
        """Say whether the partnership was returned before."""
        return self.proposal is None and self.rounds > 1

    @property
    def age(self) -> Age:
        """Return how long it has waited."""
        return age_of(self.partnership.waiting_since)


@dataclass(frozen=True)
class Queue:
    """One page of what waits, and what the reader handed in, on which somebody else decides."""

    listing: Listing
    paged: Paged
    lines: list[Waiting]
    own: Shown

    @property
    def faults(self) -> list[str]:
        """Return what in the address made no sense."""
        return [*self.listing.faults, *([self.paged.fault] if self.paged.fault else [])]


@dataclass(frozen=True)
class ToReview:
    """How much waits for a reviewer, and the first of it."""

    count: int
    lines: list[Waiting]

    @property
    def has_more(self) -> bool:
        """Say whether more waits than is shown."""
        return self.count > len(self.lines)


def first_for(user: Any, most: int) -> ToReview:
    """Return what has waited longest for the reviewer."""
    rows = Partnership.objects.queued_for(user)
    first = rows.with_waiting_since().with_waiting().order_by("waiting_since", "pk")[:most]
    return ToReview(rows.count(), [Waiting(row, Entry(row)) for row in first])


def queue_for(user: Any, parameters: QueryDict) -> Queue:
    """Return what waits for the reviewer, as the parameters narrow it."""
    rows = Partnership.objects.queued_for(user).with_waiting_since()
    found = listing(QueueFilter, rows, parameters, _offered(rows))
    page = paged(found.rows.with_waiting(), ("waiting_since", "pk"), parameters)
    own = Partnership.objects.submitted_by(user).with_name().order_by("pk")
    return Queue(
        listing=found,
        paged=page,
        lines=[Waiting(row, Entry(row)) for row in page.page.rows],
        own=shown(own, OWN_SHOWN),
    )


def _offered(rows: Any) -> dict[str, Any]:
    """Return what the queue can be narrowed by: what stands in it."""
    plain = Partnership.objects.filter(pk__in=rows.order_by().values("pk")).order_by()
    countries = {
        code
        for path in ("countries", "programme__countries")
        for code in plain.values_list(Unnest(F(path), output_field=CharField()), flat=True).distinct()
    }
    offices = FieldOffice.objects.filter(pk__in=plain.values("office"))
    areas = ActivityArea.objects.filter(pk__in=plain.values("partnership_areas__area"))
    return {
        "office": [(office.code, office) for office in offices],
        "country": sorted(((code, country_name(code)) for code in countries), key=lambda named: named[1]),
        "area": [(area.code, area) for area in areas],
        "age": [(str(days), words) for days, words in AGES.items()],
    }
