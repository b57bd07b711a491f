"""What a colleague who leaves holds, and how it passes on; each room says which of its rows somebody must take over."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import SavedSearch, User


class Holding(NamedTuple):
    """Rows of one kind that a user holds, and how they pass on: `hand_over(row, to=…, by=…)`."""

    name: str | Promise
    rows: Callable[[User], Iterable[Any]]
    hand_over: Callable[..., None]


class Held(NamedTuple):
    """What one user holds of one kind."""

    name: str
    rows: list[Any]


HOLDINGS: list[Holding] = []


def handed_over_on_leaving(
    name: str | Promise, rows: Callable[[User], Iterable[Any]], hand_over: Callable[..., None]
) -> None:
    """Let rows of this kind pass to the successor of whoever leaves."""
    HOLDINGS.append(Holding(name, rows, hand_over))


def held_by(user: User) -> list[Held]:
    """Return what the user holds, kind by kind, without the kinds of which there is nothing."""
    found = [Held(str(holding.name), list(holding.rows(user))) for holding in HOLDINGS]
    return [held for held in found if held.rows]


@transaction.atomic
def leave(*, user: User, successor: User | None, by: User) -> int:
    """Close the account of somebody who leaves, and return how many rows the successor took over.

    Duties end today; keys and sessions end at once. What the user did stays under the user's name.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    _check(user, successor, by)
    passed = 0
    for holding in HOLDINGS:
        for row in holding.rows(user):
            if successor is None:
                raise ValidationError({"successor": _("Say who takes over what this person holds.")})
            holding.hand_over(row, to=successor, by=by)
            passed += 1
    _end_duties(user)
    for key in user.api_keys.filter(revoked_at=None):
        key.revoke()
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.is_active = False
    user.save(update_fields=["is_active"])
    return passed


def _check(user: User, successor: User | None, by: User) -> None:
    if not by.is_superuser:
        raise PermissionDenied
    if user == by:
        raise ValidationError(_("Nobody closes the own account: ask another administrator."))
    if not user.is_active:
        raise ValidationError(_("This account is closed already."))
    if successor is not None and (successor == user or not successor.is_active):
        raise ValidationError({"successor": _("Choose a colleague who may sign in.")})


def _end_duties(user: User) -> None:
    """End what the user holds in offices today; what would begin later never does."""
    today = timezone.localdate()
    user.memberships.filter(starts_on__gt=today).delete()
    user.memberships.held(today).exclude(ends_on=today).update(ends_on=today)


def _hand_over_search(search: SavedSearch, *, to: User, by: User) -> None:
    """Give a saved search to the successor, under a name that is still free."""
    taken = set(to.saved_searches.values_list("name", flat=True))
    longest = SavedSearch._meta.get_field("name").max_length or 0
    name, number = search.name, 1
    while name in taken:
        number += 1
        tail = f" ({number})"
        name = search.name[: longest - len(tail)] + tail
    search.user, search.name = to, name
    search.save(update_fields=["user", "name"])


handed_over_on_leaving(gettext_lazy("saved searches"), lambda user: user.saved_searches.all(), _hand_over_search)
