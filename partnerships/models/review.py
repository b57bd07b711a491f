"""The review of a partnership: its statuses, its verbs, and what each verb may do."""

from typing import NamedTuple

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _


class ReviewStatus(models.TextChoices):
    """Where a partnership stands in its review; that it has ended is a date, not a status."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted for review")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned for changes")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUSPENDED = "suspended", _("suspended")


class Verb(models.TextChoices):
    """What moves a review."""

    SUBMIT = "submit", _("submit for review")
    APPROVE = "approve", _("approve")
    RETURN = "return", _("return for changes")
    REJECT = "reject", _("reject")
    WITHDRAW = "withdraw", _("withdraw")
    SUSPEND = "suspend", _("suspend")
    RESUME = "resume", _("resume")


class Move(NamedTuple):
    """From which statuses a verb leads where, and whether it must be given words."""

    sources: frozenset[str]
    target: ReviewStatus
    needs_words: bool


MOVES: dict[Verb, Move] = {
    Verb.SUBMIT: Move(frozenset({ReviewStatus.DRAFT, ReviewStatus.RETURNED}), ReviewStatus.SUBMITTED, False),
    Verb.APPROVE: Move(frozenset({ReviewStatus.SUBMITTED}), ReviewStatus.APPROVED, False),
    Verb.RETURN: Move(frozenset({ReviewStatus.SUBMITTED}), ReviewStatus.RETURNED, True),
    Verb.REJECT: Move(frozenset({ReviewStatus.SUBMITTED}), ReviewStatus.REJECTED, True),
    Verb.WITHDRAW: Move(
        frozenset({ReviewStatus.DRAFT, ReviewStatus.SUBMITTED, ReviewStatus.RETURNED}),
        ReviewStatus.WITHDRAWN,
        False,
    ),
    Verb.SUSPEND: Move(frozenset({ReviewStatus.APPROVED}), ReviewStatus.SUSPENDED, True),
    Verb.RESUME: Move(frozenset({ReviewStatus.SUSPENDED}), ReviewStatus.APPROVED, False),
}
# Verbs of those who write a partnership; the others are its reviewers'.
AUTHORS_VERBS = frozenset({Verb.SUBMIT, Verb.WITHDRAW})
# What a reviewer says to a submission, the likeliest first.
DECISIONS = (Verb.APPROVE, Verb.RETURN, Verb.REJECT)

# Sent with the `event` of each move, within its transaction.
review_moved = Signal()
# Sent with the `partnership`, whom it went `to`, and `by` whom, within the transaction.
handed_over = Signal()


class ReviewError(Exception):
    """A verb was refused; the message says why, for people."""


class WrongStatusError(ReviewError):
    """The verb does not lead on from the partnership's status."""


class NotAllowedError(ReviewError):
    """This user may not do this to this partnership."""


class MeanwhileError(ReviewError):
    """What a proposal would change is not any more what it was."""


class NotReadyError(ReviewError):
    """The partnership or the verb's words lack what the next status needs."""


class UnansweredError(NotReadyError):
    """Nobody has said yet that a proposed NGO is none of those that look like it."""
