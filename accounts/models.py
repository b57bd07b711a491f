"""Users, the duties they hold and where, and the keys with which other systems ask."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.querysets import ApiKeyQuerySet, OfficeMembershipQuerySet, SavedSearchQuerySet, UserQuerySet
from common import fields
from common.constraints import in_order, period
from common.history import tracked
from programmes.models import FieldOffice


class Duty(models.TextChoices):
    """What a person does in the registry; what each may do is told in `common/permissions.py` and the querysets."""

    VIEWER = "viewer", _("viewer")
    REGISTRAR = "registrar", _("registrar")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users, who are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        """Create and return a user; without a password nobody can sign in as that user."""
        user: User = self.model(email=email, **values)
        user.set_password(password)
        user.full_clean()
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        """Create and return an administrator, as `manage.py createsuperuser` asks for."""
        return self.create_user(email, password, duty=Duty.ADMINISTRATOR, **values)


@tracked(leave_out=("password", "last_login"))
class User(AbstractBaseUser):
    """A person who signs in with an e-mail address, and the duty that person holds in the whole registry."""

    email = fields.EmailField(_("e-mail address"), max_length=254)
    name = fields.CharField(_("name"), max_length=120, blank=True)
    duty = fields.CharField(
        _("duty in the whole registry"),
        max_length=13,
        choices=[choice for choice in Duty.choices if choice[0] != Duty.REGISTRAR],
        default=Duty.VIEWER,
        help_text=_("Registrars hold their duty in an office: see the office memberships."),
    )
    language = fields.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Of pages and mails. Empty: the one that the browser asks for."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    search_text = fields.folded("name", "email")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_one_whatever_its_case",
                violation_error_message=_("Somebody has this e-mail address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Say whether the admin opens; it does for everyone who may sign in, and shows what each may see."""
        return self.is_active

    @property
    def is_superuser(self) -> bool:
        """Say whether this is an administrator."""
        return self.is_active and self.duty == Duty.ADMINISTRATOR

    @property
    def is_reviewer(self) -> bool:
        """Say whether the user reviews the whole registry, as administrators do too."""
        return self.is_active and self.duty in {Duty.REVIEWER, Duty.ADMINISTRATOR}

    @cached_property
    def duties_by_office(self) -> dict[str, set[int]]:
        """Return, for each duty held in offices today, the ids of those offices; asked once for each request."""
        held: dict[str, set[int]] = {Duty.REGISTRAR: set(), Duty.REVIEWER: set()}
        for duty, office in self.memberships.held().values_list("duty", "office_id"):
            held[duty].add(office)
        return held

    @property
    def registrar_offices(self) -> set[int]:
        """Return the ids of the offices for which the user registers collaborations today."""
        return self.duties_by_office[Duty.REGISTRAR]

    @property
    def reviewer_offices(self) -> set[int]:
        """Return the ids of the offices whose registrations the user reviews today."""
        return self.duties_by_office[Duty.REVIEWER]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Leave Django's own permission names to administrators; the registry asks `may()`."""
        return self.is_superuser

    def has_perms(self, perms: Any, obj: Any = None) -> bool:
        """Answer as `has_perm` does."""
        return self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        """Show every app's corner of the admin; the models in it answer for themselves."""
        return self.is_active


@tracked()
class OfficeMembership(models.Model):
    """A duty that a user holds in one field office, from a day and until another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("user"))
    office = models.ForeignKey(
        FieldOffice, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("field office")
    )
    duty = fields.CharField(
        _("duty"),
        max_length=13,
        choices=[choice for choice in Duty.choices if choice[0] in {Duty.REGISTRAR, Duty.REVIEWER}],
        default=Duty.REGISTRAR,
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = OfficeMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("office membership")
        verbose_name_plural = _("office memberships")
        ordering = ["user", "office", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="officemembership_ends_no_earlier_than_it_starts",
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("The membership cannot end before it starts."),
            ),
            ExclusionConstraint(
                name="officemembership_does_not_overlap_its_like",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("duty", RangeOperators.EQUAL),
                    (
                        period("starts_on", "ends_on"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("The user holds this duty in this office on some of these days already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.office} · {self.get_duty_display()}"


@tracked()
class SavedSearch(models.Model):
    """A search of the directory that a user gave a name; whoever knows its address may open it."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_searches", verbose_name=_("saved by"), editable=False
    )
    name = fields.CharField(_("name"), max_length=80)
    parameters = fields.CharField(_("search"), max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["user", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="savedsearch_name_is_given_once",
                fields=["user", "name"],
                violation_error_message=_("You have a saved search of this name already."),
            ),
            models.CheckConstraint(
                name="savedsearch_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the search a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApiKeyScope(models.TextChoices):
    """What a key may be used for, never more than its user may do."""

    READ = "read", _("read the registry")
    CONTACTS = "contacts", _("read contacts, where the user may")


@tracked(leave_out=("hashed_secret", "last_used_at"))
class ApiKey(models.Model):
    """A key with which a program acts for a user; only its hash is kept."""

    PREFIX = "iom_"
    LAST_USE_STEP = timedelta(minutes=1)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys", verbose_name=_("acts for"))
    name = fields.CharField(_("name"), max_length=80, help_text=_("The system that uses it."))
    hint = fields.CharField(_("begins with"), max_length=12, editable=False)
    hashed_secret = fields.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(fields.CharField(max_length=10, choices=ApiKeyScope), verbose_name=_("may"), default=list)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_on = models.DateField(_("expires on"), help_text=_("The last day on which the key works."))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["user", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="apikey_may_do_something",
                condition=~Q(scopes=[]),
                violation_error_message=_("Choose at least one thing the key may be used for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @staticmethod
    def hash(secret: str) -> str:
        """Return what is stored of a secret: the secrets are random and long, so a plain SHA-256 is safe."""
        return hashlib.sha256(secret.encode()).hexdigest()

    @classmethod
    def issue(cls, *, user: User, name: str, scopes: list[str], expires_on: date) -> tuple["ApiKey", str]:
        """Make a key and return it with its secret, which cannot be read again."""
        secret = cls.PREFIX + secrets.token_urlsafe(32)
        key = cls(
            user=user,
            name=name,
            scopes=scopes,
            expires_on=expires_on,
            hint=secret[:10],
            hashed_secret=cls.hash(secret),
        )
        key.full_clean()
        key.save()
        return key, secret

    def revoke(self) -> None:
        """Stop the key for good, and save it."""
        self.revoked_at = self.revoked_at or timezone.now()
        self.save(update_fields=["revoked_at"])

    def note_use(self) -> None:
        """Remember that the key was used, at most once a minute."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at >= self.LAST_USE_STEP:
            ApiKey.objects.filter(pk=self.pk).update(last_used_at=now)
