"""What waits too long for a reviewer is brought to mind: first to the reviewers and their deputies, then further up."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import NoticeKind, User
from partnerships.models import REMINDED_AFTER, ChangeProposal, Partnership, ProposalReminder, ReviewReminder
from partnerships.notices import case_address, submitters_of, tell


def remind(now: datetime | None = None) -> None:
    """Bring to mind what has waited for 7 or for 14 days; of each submission and proposal once after each time."""
    moment = now or timezone.now()
    for days in REMINDED_AFTER:
        before = moment - timedelta(days=days)
        for key in list(Partnership.objects.overdue(before, days).values_list("pk", flat=True)):
            _of_submission(Partnership.objects.overdue(before, days).filter(pk=key), days, moment)
        for key in list(ChangeProposal.objects.overdue(before, days).values_list("pk", flat=True)):
            _of_proposal(ChangeProposal.objects.overdue(before, days).filter(pk=key), days, moment)


@transaction.atomic
def _of_submission(rows: Any, days: int, moment: datetime) -> None:
    """Remind of a submission, unless somebody is answering it."""
    row = rows.select_for_update(skip_locked=True, of=("self",)).first()
    submission = row.review_events.submissions().last() if row is not None else None
    if submission is None:
        return
    ReviewReminder.objects.create(event=submission, days=days, at=moment)
    tell(_people(days, row.office, submitters_of(row)), NoticeKind.WAITING, row, case_address(row))


@transaction.atomic
def _of_proposal(rows: Any, days: int, moment: datetime) -> None:
    """Remind of a proposal, unless somebody is answering it."""
    proposal = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if proposal is None:
        return
    ProposalReminder.objects.create(proposal=proposal, days=days, at=moment)
    row = proposal.partnership
    tell(_people(days, row.office, [proposal.by_id]), NoticeKind.WAITING, row, proposal.get_absolute_url())


def _people(days: int, office: Any, besides: Iterable[int]) -> Any:
    """Return who is reminded after so many days: reviewers and deputies first, administrators last."""
    if days == REMINDED_AFTER[-1]:
        return User.objects.administering(besides=besides)
    return User.objects.reminded(office, besides=besides)
