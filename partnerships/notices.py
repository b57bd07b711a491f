"""Who is told of what happens in a review, in the transaction in which it happens."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from accounts.models import NoticeKind, User
from accounts.notices import notify
from partnerships.models import ChangeProposal, Partnership, ReviewEvent, Verb, handed_over, review_moved
from partnerships.proposals import proposal_moved

# What the author of a submission is told of, and as what.
ANSWERS = {
    Verb.RETURN: NoticeKind.RETURNED,
    Verb.APPROVE: NoticeKind.APPROVED,
    Verb.REJECT: NoticeKind.REJECTED,
}


def keep_told() -> None:
    """Tell people of each move of a review, of proposals, and of what is handed over."""
    review_moved.connect(_of_move, dispatch_uid="notice of a move")
    proposal_moved.connect(_of_proposal, dispatch_uid="notice of a proposal")
    handed_over.connect(_of_hand_over, dispatch_uid="notice of what is handed over")


def submitters_of(partnership: Partnership) -> set[int]:
    """Return the ids of those who ever submitted the partnership, and so do not approve it."""
    return set(partnership.review_events.submissions().exclude(by=None).values_list("by", flat=True))


def tell(
    users: Iterable[User],
    kind: NoticeKind,
    partnership: Partnership,
    address: str,
    words: str = "",
    by: User | None = None,
) -> None:
    """Tell users of something that concerns a partnership."""
    record, name = partnership.code, str(partnership.ngo)
    notify(users=users, kind=kind, record=record, name=name, address=address, words=words, by=by)


def case_address(partnership: Partnership) -> str:
    """Return the address of the page on which reviewers decide on a submission."""
    return reverse("partnership-case", args=[partnership.code])


def _of_move(sender: Any, event: ReviewEvent, **kwargs: Any) -> None:
    row = event.partnership
    if event.verb == Verb.SUBMIT:
        reviewers = User.objects.reviewing(row.office, besides=submitters_of(row))
        tell(reviewers, NoticeKind.SUBMITTED, row, case_address(row), event.words, event.by)
    elif event.verb in ANSWERS:
        submission = row.review_events.submissions().select_related("by").last()
        authors = [submission.by if submission else None, row.held_by]
        kind = ANSWERS[Verb(event.verb)]
        tell(filter(None, authors), kind, row, row.get_absolute_url(), event.words, event.by)


def _of_proposal(sender: Any, proposal: ChangeProposal, **kwargs: Any) -> None:
    row, address = proposal.partnership, proposal.get_absolute_url()
    if proposal.status == ChangeProposal.Status.WAITING:
        reviewers = User.objects.reviewing(row.office, besides=[proposal.by_id])
        tell(reviewers, NoticeKind.SUBMITTED, row, address, proposal.words, proposal.by)
    elif proposal.status != ChangeProposal.Status.WITHDRAWN:
        with override(proposal.by.language or get_language()):
            outcome = capfirst(f"{proposal.get_status_display()}. {proposal.answer}")
        tell([proposal.by], NoticeKind.CHANGED, row, address, outcome, proposal.answered_by)


def _of_hand_over(sender: Any, partnership: Partnership, to: User, by: User, **kwargs: Any) -> None:
    tell([to], NoticeKind.HANDED_OVER, partnership, partnership.get_absolute_url(), by=by)
