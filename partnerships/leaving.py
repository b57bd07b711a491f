"""What of the registrations passes to a successor when a colleague leaves: the drafts, and what was returned."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.leaving import handed_over_on_leaving
from accounts.models import User
from partnerships.models import NotAllowedError, Partnership


def _in_hand(user: User) -> Any:
    return Partnership.objects.unfinished().filter(held_by=user).select_related("ngo", "programme", "office")


def _hand_over(row: Partnership, *, to: User, by: User) -> None:
    """Put a registration into the successor's hands, who must be allowed to go on with it."""
    try:
        row.hand_over(to=to, by=by)
    except NotAllowedError as error:
        raise ValidationError({"successor": str(error)}) from error


handed_over_on_leaving(_("drafts and returned registrations"), _in_hand, _hand_over)
