"""Querysets of users, memberships and keys; and the base of all rows that not everyone may see."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from common.outbox import OutgoingQuerySet
from common.querysets import RecordQuerySet

if TYPE_CHECKING:
    from accounts.models import ApiKey, User


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

    def nameable_by(self, user: Any) -> Self:
        """Return the people whom the user may name in a record: all colleagues, whose accounts stay unseen."""
        return self.offered() if user.is_active else self.none()

    def offered(self) -> Self:
        """Return the people whom a new record may still name: those who may sign in."""
        return self.filter(is_active=True)

    def reviewing(self, office: Any, *, besides: Iterable[Any] = ()) -> Self:
        """Return the reviewers to whom a submission of the office goes first, some people besides.

        They are its reviewers; where it has none, their deputies; where there are none, those of the whole registry.
        """
        others = self.offered().exclude(pk__in=besides)
        own, deputies = (others._reviewing_for(office, is_deputy=is_deputy) for is_deputy in (False, True))
        return next((found for found in (own, deputies) if found.exists()), others._reviewing_all())

    def reminded(self, office: Any, *, besides: Iterable[Any] = ()) -> Self:
        """Return who is reminded first: the office's reviewers with their deputies, or those of the whole registry."""
        others = self.offered().exclude(pk__in=besides)
        own = others._reviewing_for(office)
        return own if own.exists() else others._reviewing_all()

    def administering(self, *, besides: Iterable[Any] = ()) -> Self:
        """Return the administrators, some people besides."""
        return self.offered().filter(duty="administrator").exclude(pk__in=besides)

    def _reviewing_for(self, office: Any, **more: bool) -> Self:
        """Return who reviews for the office today, deputies among them unless more is asked."""
        memberships: Any = self.model._meta.get_field("memberships").related_model
        held = memberships._default_manager.held().filter(office=office, duty="reviewer", **more)
        return self.filter(pk__in=held.values("user"))

    def _reviewing_all(self) -> Self:
        """Return the reviewers of the whole registry; where there are none, the administrators."""
        reviewers = self.filter(duty="reviewer")
        return reviewers if reviewers.exists() else self.filter(duty="administrator")

    def successors_of(self, leaver: "User") -> Self:
        """Return who may take over what the leaver holds, those of the same offices first."""
        offices = leaver.registrar_offices | leaver.reviewer_offices
        memberships: Any = self.model._meta.get_field("memberships").related_model
        beside = memberships.objects.held().filter(user=OuterRef("pk"), office__in=offices)
        return self.offered().exclude(pk=leaver.pk).order_by(Exists(beside).desc(), "name", "email", "pk")


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


class NoticeQuerySet(models.QuerySet):
    """What users are told."""

    def visible_to(self, user: Any) -> Self:
        """Return the user's own notices: nobody reads another's, administrators neither."""
        return self.filter(user=user.pk) if user.is_active else self.none()

    changeable_by = visible_to

    def unread(self) -> Self:
        """Return the notices that have not been read."""
        return self.filter(read_at=None)

    def mark_read(self) -> int:
        """Mark those that are unread as read, and say how many they were."""
        return self.unread().update(read_at=timezone.now())

    def long_read(self, before: datetime) -> Self:
        """Return the notices that were read before this time."""
        return self.filter(read_at__lt=before)

    def for_daily_mail(self, until: datetime) -> Self:
        """Return what waits for the daily mail that tells of everything until this time."""
        return self.filter(timing="daily", mail=None, created_at__lt=until, user__is_active=True)


class OutgoingMailQuerySet(OwnedQuerySet, OutgoingQuerySet):  # type: ignore[override]
    """Mails on their way out."""

    def visible_to(self, user: Any) -> Self:
        """Return the mails that the user may look after: an administrator all, others none."""
        return self if user.is_superuser else self.none()

    def changeable_by(self, user: Any) -> Self:
        """Return none: a mail is sent, or sent again, and never edited."""
        return self.none()

    deletable_by = changeable_by

    def addable_by(self, user: Any) -> bool:
        """Say no: mails come of notices."""
        return False

    def due(self) -> Self:
        """Return the mails that are to be sent now; those of users who may not sign in wait until they may."""
        return super().due().filter(user__is_active=True)

    def long_sent(self, before: datetime) -> Self:
        """Return the mails that were sent before this time, and that no notice is kept of."""
        return self.filter(sent_at__lt=before, notices=None)


class InvitationQuerySet(OwnedQuerySet):
    """Accounts that are offered."""

    def visible_to(self, user: Any) -> Self:
        """Return the invitations that the user may see: an administrator all, others none."""
        return self if user.is_superuser else self.none()

    def open(self) -> Self:
        """Return the invitations that are neither accepted nor withdrawn, whether or not their link still works."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def working(self) -> Self:
        """Return the invitations whose last link opens an account now."""
        return self.open().filter(sent_at__gt=timezone.now() - self.model.WORKS_FOR)


class AccountRequestQuerySet(OwnedQuerySet):
    """Requests for accounts of colleagues: seen by whoever asked, decided by administrators who did not."""

    owner = "by"

    def waiting(self) -> Self:
        """Return the requests that nobody has decided yet."""
        return self.filter(decided_at=None)

    def changeable_by(self, user: Any) -> Self:
        """Return the requests that the user may decide: an administrator all that wait but the own ones."""
        return self.waiting().exclude(by=user.pk) if user.is_superuser else self.none()

    def deletable_by(self, user: Any) -> Self:
        """Return none: a request is decided, not taken away."""
        return self.none()

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may ask: whoever registers or reviews."""
        return bool(user.is_active and (user.is_reviewer or user.registrar_offices or user.reviewer_offices))


class ApiKeyQuerySet(OwnedQuerySet):
    """Keys of other systems."""

    def working(self) -> Self:
        """Return the keys that open something today: not revoked, not expired, of a user who may sign in."""
        return self.filter(revoked_at=None, expires_on__gte=timezone.localdate(), user__is_active=True)

    def for_secret(self, secret: str) -> "ApiKey | None":
        """Return the working key with this secret, with its user, or None."""
        return self.working().select_related("user").filter(hashed_secret=self.model.hash(secret)).first()
