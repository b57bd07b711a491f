"""One partnership as its page shows it to one reader."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.models import SourceDocument
from common.permissions import Action, may
from partnerships.models import (
    DECISIONS,
    Agreement,
    AgreementPartnership,
    ChangeProposal,
    Partnership,
    ReviewEvent,
)
from partnerships.pages.parts import (
    Entry,
    Particular,
    Tab,
    Value,
    documents_of,
    in_words,
    links_to,
    particulars,
    said,
)
from programmes.models import Stage


@dataclass(frozen=True)
class Case:
    """All that the page of a partnership shows one reader."""

    entry: Entry
    may_edit: bool
    verbs: list[Value]
    agreements: list[Agreement]
    # How it moved through review, for those who follow it; others are told the last move to where it stands.
    events: list[ReviewEvent] | None
    standing_since: ReviewEvent | None
    # The changes that wait for a reviewer, for those who follow the review.
    waiting: ChangeProposal | None

    @property
    def partnership(self) -> Partnership:
        """Return the partnership itself."""
        return self.entry.partnership

    @property
    def title(self) -> str:
        """Return the name of the NGO and of what it takes part in."""
        return f"{self.partnership.ngo}: {self.entry.title}"

    @property
    def edit_url(self) -> str:
        """Return the address of the form, for those who may change the partnership."""
        return self.partnership.get_edit_url() if self.may_edit else ""

    @property
    def terms(self) -> list[Particular]:
        """Return what the NGO does, and for whom."""
        return particulars(
            (_("Services"), said(*self.entry.services)),
            (_("People served"), said(*self.entry.people)),
        )

    @property
    def line(self) -> str:
        """Return dates, places and areas in one line."""
        known = [self.partnership.dates_in_words()] if self.partnership.date_precision else []
        return capfirst(" · ".join([*known, *self.entry.places, *map(str, self.entry.areas)]))

    @property
    def tabs(self) -> list[Tab]:
        """Return the sections, with how much is in each."""
        return [
            Tab("#work", _("What they do together")),
            Tab("#sources", _("Sources"), len(self.partnership.citations.all())),
            Tab("#agreements", _("Agreements"), len(self.agreements)),
            Tab("#review", _("Review")),
        ]

    @property
    def glance(self) -> list[Particular]:
        """Return what is known of the partnership at a glance."""
        row, lead = self.partnership, [self.partnership.office] if self.partnership.office else []
        others = [office for office in self.entry.offices if office not in lead]
        stage = "" if row.stage == Stage.NOT_STATED else capfirst(row.get_stage_display())
        return particulars(
            (_("NGO"), links_to([row.ngo])),
            (_("Programme"), links_to([row.programme] if row.programme else [])),
            (_("Lead office"), links_to(lead)),
            (_("Offices of the programme"), links_to(others)),
            (_("Where"), said(", ".join(self.entry.places))),
            (_("Areas"), links_to(self.entry.areas)),
            (_("Dates"), [Value(capfirst(row.dates_in_words()))]),
            (_("Stage"), said(stage)),
            (_("How they work together"), said(capfirst(row.get_mode_display()))),
            (_("Last changed"), [Value(in_words(row.updated_at.date()))]),
        )

    @property
    def sources(self) -> list[SourceDocument]:
        """Return the documents cited on the page."""
        return documents_of(self.partnership.citations.all())


def case_of(row: Partnership, user: Any) -> Case:
    """Gather what the reader may see of the partnership, which comes `with_everything()`."""
    under = AgreementPartnership.objects.visible_to(user).filter(partnership=row)
    follows = Partnership.objects.filter(pk=row.pk).followed_by(user).exists()
    events = list(row.review_events.select_related("by"))
    reached = [event for event in events if event.to_status == row.review_status]
    may_edit = may(user, Action.CHANGE, row)
    return Case(
        entry=Entry(row),
        may_edit=may_edit,
        verbs=_steps(row, user, may_edit=may_edit),
        agreements=list(Agreement.objects.visible_to(user).filter(agreement_partnerships__in=under)),
        events=events if follows else None,
        standing_since=reached[-1] if reached else None,
        waiting=row.proposals.waiting().select_related("by").first() if follows else None,
    )


def _steps(row: Partnership, user: Any, *, may_edit: bool) -> list[Value]:
    """Return what the reader may do next; a reviewer decides on a page that shows all that was handed in."""
    verbs = row.open_verbs(user)
    steps = [Value(_("Review"), reverse("partnership-case", args=[row.code]))] if {*DECISIONS} & {*verbs} else []
    for verb in verbs:
        if verb not in DECISIONS:
            steps.append(Value(capfirst(str(verb.label)), reverse("partnership-review", args=[row.code, verb])))
    if not may_edit and Partnership.objects.proposable_by(user).filter(pk=row.pk).exists():
        steps.append(Value(_("Propose changes"), row.get_edit_url()))
    return steps
