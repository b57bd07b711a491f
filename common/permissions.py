"""The one answer to “may this user do this to this row”; pages, admin and API all ask here.

Which rows a user may see, change or delete is told by the queryset of their model (`visible_to`,
`changeable_by`, `deletable_by`, `addable_by`). A row that is part of another (a name of an NGO, a role in a
partnership) says so in `part_of` and goes with that row; one that nobody changes once it is written is `is_final`.
"""

from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(StrEnum):
    """What can be done to a row without moving its review status, which has verbs of its own."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


OUT_OF_REACH = _("You may not give the record these values.")
SCOPES = {Action.VIEW: "visible_to", Action.CHANGE: "changeable_by", Action.DELETE: "deletable_by"}


def may(user: Any, action: Action, target: models.Model | type[models.Model]) -> bool:
    """Say whether the user may do this to the row, or, given a model, to some row of its kind.

    Of a model it is said without a query: no, if the user's scope is empty whatever the rows are.
    """
    if not user.is_active:
        return False
    whole = getattr(target, "part_of", None)
    if whole is not None:
        return _may_to_part(user, action, target, whole)
    rows: Any = target._meta.model._default_manager.get_queryset()
    if action == Action.ADD:
        return bool(rows.addable_by(user))
    allowed = getattr(rows, SCOPES[action])(user)
    if isinstance(target, models.Model):
        return bool(allowed.filter(pk=target.pk).exists())
    return not allowed.query.is_empty()


def may_leave(user: Any, row: models.Model, *, is_new: bool = False) -> bool:
    """Say whether the user may leave a row as it is now saved: nobody writes one out of the own reach."""
    return (is_new and getattr(row, "is_proposed_freely", False)) or may(user, Action.CHANGE, row)


def _may_to_part(user: Any, action: Action, target: Any, whole: str) -> bool:
    if action != Action.VIEW and getattr(target, "is_final", False):
        return False
    on_whole = Action.VIEW if action == Action.VIEW and not getattr(target, "is_personal", False) else Action.CHANGE
    if isinstance(target, models.Model):
        return may(user, on_whole, getattr(target, whole))
    return may(user, on_whole, target._meta.get_field(whole).related_model)
