"""Who may do what in the admin: the registry's one answer."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from common.permissions import Action, may


class RightsMixin:
    """Asks `may()`, the registry's one answer, wherever Django asks for a permission."""

    model: type[models.Model]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may see the row, or rows of this kind."""
        return may(request.user, Action.VIEW, obj or self.model)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may add rows of this kind."""
        return may(request.user, Action.ADD, obj or self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may change the row, or any of its kind."""
        return may(request.user, Action.CHANGE, obj or self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may delete the row, or any of its kind."""
        return may(request.user, Action.DELETE, obj or self.model)
