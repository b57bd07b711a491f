"""Who is an observer at the Council on a day and by which decision; as many queries whatever the number of NGOs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.models import Citation, SourceDocument
from ngos.models import Ngo, NgoCitation, ObserverDecision

YEARS_BACK = 5
DECISIONS_SHOWN = 100


@dataclass(frozen=True)
class Observer:
    """An NGO with observer status: the decision that gives it, since when without a break, and what suspends it."""

    ngo: Ngo
    decision: ObserverDecision
    since: date
    suspension: ObserverDecision | None


@dataclass(frozen=True)
class Observers:
    """The NGOs with observer status on a day, and the decisions of the years before it."""

    day: date
    active: list[Observer]
    suspended: list[Observer]
    decisions: list[ObserverDecision]
    has_any_decision: bool


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
    giving = list(seen.giving_status(day).select_related("ngo", "document").order_by("ngo__sort_key", "ngo"))
    suspending = {row.ngo_id: row for row in seen.suspending(day).select_related("document")}
    past = defaultdict(list)
    for row in seen.filter(ngo__in=[row.ngo_id for row in giving], effective_from__lte=day):
        past[row.ngo_id].append(row)
    observers = [
        Observer(
            ngo=row.ngo,
            decision=row,
            since=unbroken_since(row, past[row.ngo_id]),
            suspension=suspending.get(row.ngo_id),
        )
        for row in giving
    ]
    first = date(max(day.year - YEARS_BACK, 1), 1, 1)
    recent = seen.filter(decided_on__range=(first, day)).select_related("ngo", "document")
    return Observers(
        day=day,
        active=[one for one in observers if one.suspension is None],
        suspended=[one for one in observers if one.suspension is not None],
        decisions=list(recent.order_by("-decided_on", "ngo__sort_key", "pk")[:DECISIONS_SHOWN]),
        has_any_decision=bool(giving) or seen.exists(),
    )


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
