"""People who sign in, and the duties they hold and where."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.querysets import OfficeMembershipQuerySet, UserQuerySet
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

    named_by = "email"

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
    is_deputy = models.BooleanField(
        _("deputy"),
        default=False,
        help_text=_("Stands in for the reviewers of the office: is reminded with them after 7 days."),
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
            models.CheckConstraint(
                name="officemembership_deputy_is_a_reviewer",
                condition=Q(is_deputy=False) | Q(duty=Duty.REVIEWER),
                violation_error_message=_("A deputy stands in for reviewers: choose the duty “reviewer”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.office} · {self.get_duty_display()}"
