"""Who may do what in the admin: the registry's one answer."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from common.permissions import Action, may


def asked(request: HttpRequest, action: Action, target: Any) -> bool:
    """Return the answer of `may()`, asked once for each request: Django asks it a dozen times for one page."""
    answers: dict[Any, bool] = request.__dict__.setdefault("_may", {})
    key = (action, type(target), target.pk) if isinstance(target, models.Model) else (action, target, None)
    if key not in answers:
        answers[key] = may(request.user, action, target)
    return answers[key]


class RightsMixin:
    """Asks `may()`, the registry's one answer, wherever Django asks for a permission."""

    model: type[models.Model]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may see the row, or rows of this kind."""
        return asked(request, Action.VIEW, obj or self.model)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may add rows of this kind."""
        return asked(request, Action.ADD, obj or self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may change the row, or any of its kind."""
        return asked(request, Action.CHANGE, obj or self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may delete the row, or any of its kind."""
        return asked(request, Action.DELETE, obj or self.model)
