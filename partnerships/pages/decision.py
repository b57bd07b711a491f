"""A submission as its reviewer decides on it: what was handed in, beside what is already known."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.conflicts import changed_meanwhile
from common.fields import country_name
from common.history import Entry as Changed
from common.history import History, Parts
from common.permissions import Action, may
from ngos.forms import NGO_PARTS, named_with_code
from ngos.matching import Candidate, candidates, described
from ngos.models import Distinction, Ngo
from partnerships.forms import PARTNERSHIP_PARTS
from partnerships.models import DECISIONS, Partnership, PartnershipDocument, ReviewEvent, ReviewStatus, Verb
from partnerships.pages.case import Case, case_of
from partnerships.pages.parts import Entry, Particular, Shown, Value, particulars, said
from partnerships.pages.queue import Age, age_of
from programmes.forms import PROGRAMME_PARTS
from programmes.models import Programme

# The field that says which move the reader has seen last.
LAST_MOVE = "_last_move"
OTHERS_SHOWN = 5


@dataclass(frozen=True)
class ToldApart:
    """An NGO of which somebody said that it is not the proposed one, and why."""

    ngo: Ngo
    reason: str
    who: str
    at: Any


@dataclass(frozen=True)
class NgoCard:
    """The NGO of a submission, what may be the same, and what it does with IOM already."""

    ngo: Ngo
    is_proposed: bool
    particulars: list[Particular]
    told_apart: list[ToldApart]
    unanswered: list[Candidate]
    others: Shown

    @property
    def line(self) -> str:
        """Return how well it is known."""
        if self.is_proposed:
            return _("New: proposed with this registration. It becomes a partner when you approve.")
        count = self.others.count
        if not count:
            return _("no other partnership")
        return ngettext("%(count)d other partnership", "%(count)d other partnerships", count) % {"count": count}


@dataclass(frozen=True)
class Decision:
    """All that the page of a submission shows one reader."""

    case: Case
    submission: ReviewEvent | None
    returned: ReviewEvent | None
    changed: list[Changed]
    documents: list[PartnershipDocument]
    ngo: NgoCard
    # What is known of the programme, where it came with the submission.
    programme: list[Particular]
    verbs: list[Verb]
    why_not: str
    other_verbs: list[Value]
    marks: str
    last_move: int

    @property
    def partnership(self) -> Partnership:
        """Return the partnership itself."""
        return self.case.partnership

    @property
    def jump(self) -> list[Value]:
        """Return the way down to the decision, for those who take it."""
        return [Value(_("Decide"), "#decide")] if self.verbs else []

    @property
    def rests_on_nothing(self) -> bool:
        """Say whether nothing came with it by which it can be judged."""
        row = self.partnership
        return not (row.evidence or self.documents or row.citations.all() or self.case.agreements)

    @property
    def age(self) -> Age | None:
        """Return how long it has waited; None where it does not wait."""
        waits = self.partnership.review_status == ReviewStatus.SUBMITTED and self.submission is not None
        return age_of(self.submission.at) if waits and self.submission is not None else None

    @property
    def glance(self) -> list[Particular]:
        """Return what is known of the partnership at a glance."""
        held_by, age = self.partnership.held_by, self.age
        by = str(self.submission.by) if self.submission is not None and self.submission.by is not None else ""
        more = particulars(
            (_("Submitted"), said(by, age.words if age is not None else "")),
            (_("In the hands of"), said(str(held_by) if held_by else "")),
        )
        return [*self.case.glance, *more]


def decision_on(row: Partnership, user: Any) -> Decision:
    """Gather what a reader who follows the review is shown; the partnership comes `with_everything()`."""
    case = case_of(row, user)
    events = case.events or []
    submission = _last(events, Verb.SUBMIT)
    returned = _last(events, Verb.RETURN)
    verbs = row.open_verbs(user)
    return Decision(
        case=case,
        submission=submission,
        returned=returned,
        changed=_changed_since(row, user, returned) if returned else [],
        documents=list(row.documents.visible_to(user)),
        ngo=_ngo_card(row, user),
        programme=_programme_card(row.programme) if row.programme is not None and row.programme.is_proposed else [],
        verbs=[verb for verb in DECISIONS if verb in verbs],
        why_not=_why_not(row, events, user, verbs),
        other_verbs=[
            Value(capfirst(str(verb.label)), reverse("partnership-review", args=[row.code, verb]))
            for verb in verbs
            if verb not in DECISIONS
        ],
        marks=json.dumps(_history(row).marks()),
        last_move=max((event.pk for event in events), default=0),
    )


def happened_meanwhile(row: Partnership, sent: QueryDict) -> list[str]:
    """Return what happened since the page was shown, in words; the partnership is locked."""
    seen = sent.get(LAST_MOVE, "")
    later = row.review_events.select_related("by").filter(pk__gt=int(seen) if seen.isdecimal() else 0)
    if told := [move_in_words(event) for event in later.order_by("pk")]:
        return [*told, _("Nothing of yours was done. What you wrote is kept below.")]
    meanwhile = changed_meanwhile(row, _history(row), sent, lambda: ())
    return meanwhile.told


def done_already(row: Partnership, verb: Verb, user: Any, sent: QueryDict) -> bool:
    """Say whether the user did this very thing since the page was shown, as a button pressed twice does."""
    seen = sent.get(LAST_MOVE, "")
    last = row.review_events.order_by("pk").last()
    return last is not None and last.verb == verb and last.by == user and str(last.pk) != seen


def move_in_words(event: ReviewEvent) -> str:
    """Return who moved a review where, when, and in what words."""
    who = event.by or _("The source itself")
    told = _("%(who)s, %(when)s: %(status)s.") % {
        "who": who,
        "when": date_format(localtime(event.at), "DATETIME_FORMAT"),
        "status": event.get_to_status_display(),
    }
    return f"{told} “{event.words}”" if event.words else told


def _last(events: list[ReviewEvent], verb: Verb) -> ReviewEvent | None:
    return next((event for event in reversed(events) if event.verb == verb), None)


def _history(row: Partnership) -> History:
    return History(row, {kind.model: "partnership" for kind in PARTNERSHIP_PARTS})


def _changed_since(row: Partnership, user: Any, returned: ReviewEvent) -> list[Changed]:
    """Return what is otherwise than when it was given back: here, in the proposed NGO, in the proposed programme."""
    parts: dict[Any, str] = {kind.model: "partnership" for kind in PARTNERSHIP_PARTS}
    told = [History(row, {**parts, PartnershipDocument: "partnership"})]
    if row.ngo.status == Ngo.Status.PROPOSED:
        told.append(History(row.ngo, _seen_parts(NGO_PARTS, row.ngo, user)))
    if row.programme is not None and row.programme.is_proposed:
        told.append(History(row.programme, _seen_parts(PROGRAMME_PARTS, row.programme, user)))
    return [entry for history in told for entry in history.net(returned.at)]


def _seen_parts(kinds: Any, row: Any, user: Any) -> Parts:
    """Return the parts of a record that the user may read of; personal ones are for those who may change it."""
    may_change = may(user, Action.CHANGE, row)
    link = str(row._meta.model_name)
    return {
        kind.model: kind.link or link for kind in kinds if may_change or not getattr(kind.model, "is_personal", False)
    }


def _ngo_card(row: Partnership, user: Any) -> NgoCard:
    ngo = row.ngo
    is_proposed = ngo.status == Ngo.Status.PROPOSED
    others = Partnership.objects.visible_to(user).filter(ngo=ngo).exclude(pk=row.pk)
    answers = Distinction.objects.of(ngo).select_related("ngo", "other", "by") if is_proposed else []
    rows = list(others.with_everything()[:OTHERS_SHOWN])
    return NgoCard(
        ngo=ngo,
        is_proposed=is_proposed,
        particulars=_about_ngo(ngo),
        told_apart=[
            ToldApart(one.other if one.ngo_id == ngo.pk else one.ngo, one.reason, str(one.by), one.at)
            for one in answers
        ],
        unanswered=candidates(described(ngo)) if is_proposed else [],
        others=Shown([Entry(other) for other in rows], others.count()),
    )


def _about_ngo(ngo: Ngo) -> list[Particular]:
    numbers = [f"{number.get_scheme_display()}: {number.value}" for number in ngo.identifiers.all()]
    return particulars(
        (_("Name"), [Value(named_with_code(ngo), ngo.get_absolute_url())]),
        (_("Acronym"), said(ngo.acronym)),
        (_("Kind"), said(capfirst(ngo.get_kind_display()))),
        (_("Scope"), said(capfirst(ngo.get_scope_display()))),
        (_("Headquarters"), said(country_name(ngo.headquarters) if ngo.headquarters else "")),
        (_("Countries of presence"), said(", ".join(map(country_name, ngo.countries_of_presence)))),
        (_("Website"), [Value(ngo.website, ngo.website)] if ngo.website else []),
        (_("Other names"), said(*[name.name for name in ngo.names.all()])),
        (_("Identifiers"), said(*numbers)),
        (_("Note"), said(ngo.note)),
    )


def _programme_card(programme: Programme) -> list[Particular]:
    stage = "" if programme.stage == "not_stated" else capfirst(programme.get_stage_display())
    return particulars(
        (_("Title"), [Value(programme.title, programme.get_absolute_url())]),
        (_("Acronym"), said(programme.acronym)),
        (_("Kind"), said(capfirst(programme.get_kind_display()))),
        (_("Areas"), said(*[str(link.area) for link in programme.programme_areas.all()])),
        (_("Offices"), said(*[str(link.office) for link in programme.programme_offices.all()])),
        (_("Where"), said(", ".join([*map(country_name, programme.countries), *programme.places]))),
        (_("Dates"), said(capfirst(programme.dates_in_words()) if programme.date_precision else "")),
        (_("Stage"), said(stage)),
        (_("Description"), said(programme.description)),
    )


def _why_not(row: Partnership, events: list[ReviewEvent], user: Any, verbs: list[Verb]) -> str:
    """Return why the reader does not approve it; nothing where that stands open."""
    if row.review_status != ReviewStatus.SUBMITTED:
        return move_in_words(events[-1]) if events else _("It was not submitted for review yet.")
    if any(event.verb == Verb.SUBMIT and event.by_id == user.pk for event in events):
        return _("You submitted this yourself, so somebody else approves it. You are told what becomes of it.")
    return (
        "" if Verb.APPROVE in verbs else _("The reviewers of its office decide. Its office is told of what they say.")
    )
