"""Querysets of users, memberships and keys; and the base of all rows that not everyone may see."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.querysets import RecordQuerySet

if TYPE_CHECKING:
    from accounts.models import ApiKey


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to one user, whom `owner` names, and that administrators keep."""

    owner = "user"

    def visible_to(self, user: Any) -> Self:
        """Return the rows the user may see: an administrator all, others their own."""
        if not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(**{self.owner: user.pk})

    def changeable_by(self, user: Any) -> Self:
        """Return the rows the user may change: administrators alone."""
        return self if user.is_superuser else self.none()

    deletable_by = changeable_by

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may add rows of this kind."""
        return bool(user.is_superuser)


class UserQuerySet(OwnedQuerySet, RecordQuerySet):  # type: ignore[override]
    """People who sign in."""

    owner = "pk"

    def offered(self) -> Self:
        """Return the people whom a new record may still name: those who may sign in."""
        return self.filter(is_active=True)


class OfficeMembershipQuerySet(OwnedQuerySet):
    """Duties held in offices."""

    def held(self, on: date | None = None) -> Self:
        """Return the memberships that run on the day (today, if none is given)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class SavedSearchQuerySet(models.QuerySet):
    """Searches with a name."""

    def visible_to(self, user: Any) -> Self:
        """Return the searches the user may open: all, for they say nothing that the directory does not."""
        return self if user.is_active else self.none()

    def changeable_by(self, user: Any) -> Self:
        """Return the user's own searches."""
        return self.filter(user=user.pk) if user.is_active else self.none()

    deletable_by = changeable_by

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may save searches."""
        return bool(user.is_active)


class ApiKeyQuerySet(OwnedQuerySet):
    """Keys of other systems."""

    def working(self) -> Self:
        """Return the keys that open something today: not revoked, not expired, of a user who may sign in."""
        return self.filter(revoked_at=None, expires_on__gte=timezone.localdate(), user__is_active=True)

    def for_secret(self, secret: str) -> "ApiKey | None":
        """Return the working key with this secret, with its user, or None."""
        return self.working().select_related("user").filter(hashed_secret=self.model.hash(secret)).first()
