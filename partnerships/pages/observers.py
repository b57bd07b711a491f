"""Who is an observer at the Council on a day and by which decision; as many queries whatever the number of NGOs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.models import Citation, SourceDocument
from ngos.models import Ngo, NgoCitation, ObserverDecision
from partnerships.pages.listing import Paged, paged

YEARS_BACK = 5
DECISIONS_SHOWN = 100
ORDER = ("ngo_sort_key", "pk")


@dataclass(frozen=True)
class Observer:
    """An NGO with observer status: the decision that gives it, since when without a break, and what suspends it."""

    ngo: Ngo
    decision: ObserverDecision
    since: date
    suspension: ObserverDecision | None


@dataclass(frozen=True)
class Observers:
    """The NGOs with observer status on a day: those whose status is in use, and the suspended ones."""

    day: date
    active: list[Observer]
    suspended: list[Observer]


@dataclass(frozen=True)
class ObserverList(Observers):
    """A page of those whose status is in use, all the suspended ones, and the decisions of the years before."""

    paged: Paged
    decisions: list[ObserverDecision]
    has_any_decision: bool

    @property
    def faults(self) -> list[str]:
        """Return what in the address made no sense, beside the day."""
        return [self.paged.fault] if self.paged.fault else []


class SourceCount(NamedTuple):
    """What a source says of how many observers there are: never rows of the registry."""

    document: str
    part: str
    paragraph: int
    count: Any
    sentence: Any


SOURCE_COUNTS = [
    SourceCount(
        "DOC-00002",
        Citation.Part.BODY,
        2,
        gettext_lazy("over 60"),
        gettext_lazy("More than sixty NGOs were observers when the page was written; it gives neither date nor names."),
    ),
    SourceCount(
        "DOC-00001",
        Citation.Part.BODY,
        6,
        gettext_lazy("no number"),
        gettext_lazy("IOM wants the NGOs that are observers to take a greater part; how many they are is not said."),
    ),
]


@dataclass(frozen=True)
class CitedCount:
    """A count with the citation for it."""

    count: str
    citation: NgoCitation


def cited_counts() -> list[CitedCount]:
    """Return the counts of the sources that are in the registry."""
    documents = {
        row.code: row for row in SourceDocument.objects.filter(code__in=[one.document for one in SOURCE_COUNTS])
    }
    return [
        CitedCount(
            count=str(one.count),
            citation=NgoCitation(
                document=documents[one.document], part=one.part, paragraph=one.paragraph, sentence=str(one.sentence)
            ),
        )
        for one in SOURCE_COUNTS
        if one.document in documents
    ]


def observers_on(day: date, user: Any) -> Observers:
    """Return who is an observer on the day, by the decisions as they are known now."""
    seen = ObserverDecision.objects.visible_to(user)
    suspending = _suspending(seen, day)
    observers = _observers(seen, _giving(seen, day).order_by(*ORDER), suspending, day)
    return Observers(
        day=day,
        active=[one for one in observers if one.suspension is None],
        suspended=[one for one in observers if one.suspension is not None],
    )


def observer_list(day: date, user: Any, parameters: QueryDict) -> ObserverList:
    """Return the observers of the day as the page shows them: of those whose status is in use, the page asked for."""
    seen = ObserverDecision.objects.visible_to(user)
    suspending = _suspending(seen, day)
    giving = _giving(seen, day)
    page = paged(giving.exclude(ngo__in=suspending), ORDER, parameters)
    halted = giving.filter(ngo__in=suspending).order_by(*ORDER) if suspending else []
    shown = _observers(seen, [*page.page.rows, *halted], suspending, day)
    first = date(max(day.year - YEARS_BACK, 1), 1, 1)
    recent = seen.filter(decided_on__range=(first, day)).select_related("ngo", "document")
    return ObserverList(
        day=day,
        active=[one for one in shown if one.suspension is None],
        suspended=[one for one in shown if one.suspension is not None],
        paged=page,
        decisions=list(recent.order_by("-decided_on", "ngo__sort_key", "pk")[:DECISIONS_SHOWN]),
        has_any_decision=bool(shown) or seen.exists(),
    )


def _giving(seen: Any, day: date) -> Any:
    """Return the decisions that give an NGO its status on the day, each with the name by which it is sorted."""
    return seen.giving_status(day).annotate(ngo_sort_key=F("ngo__sort_key")).select_related("ngo", "document")


def _suspending(seen: Any, day: date) -> dict[int, ObserverDecision]:
    """Return the suspension of each NGO that is suspended on the day."""
    return {row.ngo_id: row for row in seen.suspending(day).select_related("document")}


def _observers(
    seen: Any, giving: Iterable[ObserverDecision], suspending: dict[int, ObserverDecision], day: date
) -> list[Observer]:
    """Return the NGOs to which the decisions give observer status, with what came before."""
    rows = list(giving)
    past = defaultdict(list)
    for row in seen.filter(ngo__in=[row.ngo_id for row in rows], effective_from__lte=day):
        past[row.ngo_id].append(row)
    return [
        Observer(
            ngo=row.ngo,
            decision=row,
            since=unbroken_since(row, past[row.ngo_id]),
            suspension=suspending.get(row.ngo_id),
        )
        for row in rows
    ]


def unbroken_since(decision: ObserverDecision, decisions: Iterable[ObserverDecision]) -> date:
    """Return the day since which the NGO is an observer without a break, up to this grant or renewal of its own."""
    kinds = ObserverDecision.Kind
    rows = list(decisions)
    endings = [row.effective_from for row in rows if row.kind == kinds.WITHDRAWN]
    earlier = [row for row in rows if row.kind in {kinds.GRANTED, kinds.RENEWED}]
    since = decision.effective_from
    for row in sorted(earlier, key=lambda row: row.effective_from, reverse=True):
        if row.effective_from >= since:
            continue
        follows_on = row.effective_until is None or row.effective_until + timedelta(days=1) >= since
        if not follows_on or any(row.effective_from <= day <= since for day in endings):
            break
        since = row.effective_from
    return since


def columns() -> list[str]:
    """Return the titles of the exported columns."""
    return [
        _("code"),
        _("NGO"),
        _("acronym"),
        _("standing"),
        _("observer since"),
        _("decision"),
        _("decided on"),
        _("Council session"),
        _("resolution"),
        _("in effect from"),
        _("in effect until"),
        _("document"),
        _("suspended from"),
        _("suspended until"),
    ]


def lines(observers: Observers) -> Iterator[list[object]]:
    """Yield a line for each NGO that the page shows: those whose status is in use, then the suspended ones."""
    for one in [*observers.active, *observers.suspended]:
        decision, suspension = one.decision, one.suspension
        yield [
            one.ngo.code,
            one.ngo.name,
            one.ngo.acronym,
            _("suspended") if suspension else _("observer"),
            one.since,
            decision.get_kind_display(),
            decision.decided_on,
            decision.council_session,
            decision.resolution,
            decision.effective_from,
            decision.effective_until,
            str(decision.document or ""),
            suspension.effective_from if suspension else None,
            suspension.effective_until if suspension else None,
        ]
