"""Changes that an office proposes, as the page on which they are answered shows them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.history import Change
from partnerships.models import ChangeProposal, Partnership
from partnerships.pages.parts import Particular, Value, links_to, particulars
from partnerships.pages.queue import Age, age_of
from partnerships.proposals import apply_proposal, changed_since, refuse_proposal, said, withdraw_proposal

# What may be done with a proposal: by the value of its button, its words and what it does.
ANSWERS: dict[str, tuple[Any, Any]] = {
    "apply": (gettext_lazy("Apply the changes"), apply_proposal),
    "refuse": (gettext_lazy("Refuse"), refuse_proposal),
    "withdraw": (gettext_lazy("Withdraw the proposal"), withdraw_proposal),
}


@dataclass(frozen=True)
class Proposed:
    """All that is shown one reader of proposed changes."""

    proposal: ChangeProposal
    changes: list[Change]
    # What was changed meanwhile, so that the proposal does not fit any more.
    stale: list[str]
    answers: list[tuple[str, str]]
    why_not: str

    @property
    def partnership(self) -> Partnership:
        """Return the partnership that would be changed."""
        return self.proposal.partnership

    @property
    def age(self) -> Age:
        """Return how long ago the changes were proposed."""
        return age_of(self.proposal.at)

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody has answered."""
        return self.proposal.status == ChangeProposal.Status.WAITING

    @property
    def status_style(self) -> str:
        """Return the style of the status."""
        styles = {"waiting": "submitted", "applied": "approved", "refused": "rejected"}
        return styles.get(self.proposal.status, str(self.proposal.status))

    @property
    def glance(self) -> list[Particular]:
        """Return what is changed, and by whom it is wanted."""
        row = self.partnership
        return particulars(
            (_("Partnership"), [Value(row.code, row.get_absolute_url())]),
            (_("NGO"), links_to([row.ngo])),
            (_("Programme"), links_to([row.programme] if row.programme else [])),
            (_("Lead office"), links_to([row.office] if row.office else [])),
            (_("Proposed by"), [Value(str(self.proposal.by))]),
        )


def proposed(proposal: ChangeProposal, user: Any) -> Proposed:
    """Gather what the reader is shown of proposed changes, which come `with_record()`."""
    rows = ChangeProposal.objects.filter(pk=proposal.pk)
    decides = rows.awaiting_answer_by(user).exists()
    names = [*(["apply", "refuse"] if decides else []), *(["withdraw"] if rows.withdrawable_by(user).exists() else [])]
    is_waiting = proposal.status == ChangeProposal.Status.WAITING
    return Proposed(
        proposal=proposal,
        changes=said(proposal),
        stale=changed_since(proposal) if is_waiting else [],
        answers=[(name, str(ANSWERS[name][0])) for name in names],
        why_not=_why_not(proposal, user, decides) if is_waiting else "",
    )


def _why_not(proposal: ChangeProposal, user: Any, decides: bool) -> str:
    """Return why the reader does not decide; nothing where that stands open."""
    if decides:
        return ""
    if proposal.by_id == user.pk:
        return _("You proposed this yourself, so somebody else decides. You are told of the answer.")
    return _("The reviewers of its office decide. Whoever proposed it is told of the answer.")
