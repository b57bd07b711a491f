"""Accounts that are asked for and offered: a colleague's request, and the invitation that opens an account."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import Duty, User
from accounts.querysets import AccountRequestQuerySet, InvitationQuerySet
from common import fields
from common.history import tracked
from programmes.models import FieldOffice

OFFICE_DUTIES = [choice for choice in Duty.choices if choice[0] in {Duty.REGISTRAR, Duty.REVIEWER}]


@tracked()
class Invitation(models.Model):
    """An account that an administrator offers; the link in its last letter opens it, once and for seven days."""

    WORKS_FOR = timedelta(days=7)
    SALT = "accounts.invitation"

    email = fields.EmailField(_("e-mail address"), max_length=254)
    name = fields.CharField(_("name"), max_length=120)
    language = fields.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("Of the letter, and of the account."),
    )
    duty = fields.CharField(
        _("duty in the whole registry"),
        max_length=13,
        choices=User._meta.get_field("duty").choices,
        default=Duty.VIEWER,
    )
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations_sent", verbose_name=_("invited by"), editable=False
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    letters = models.PositiveSmallIntegerField(_("letters"), default=1, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    user = models.OneToOneField(
        User,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name=_("account"),
        editable=False,
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="invitation_is_open_once_for_an_address",
                fields=["email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                violation_error_message=_("This address is invited already: send that invitation again."),
            ),
            models.CheckConstraint(
                name="invitation_opens_an_account_when_it_is_accepted",
                condition=Q(accepted_at=None, user=None) | Q(accepted_at__isnull=False, user__isnull=False),
                violation_error_message=_("An invitation is accepted when its account is opened."),
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                violation_error_message=_("An invitation that was accepted is not withdrawn."),
            ),
            models.CheckConstraint(
                name="invitation_names_somebody",
                condition=~Q(name=""),
                violation_error_message=_("Say whom you invite."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def ends_at(self) -> datetime:
        """Return when the link stops working."""
        return self.sent_at + self.WORKS_FOR

    @property
    def has_expired(self) -> bool:
        """Say whether the link has stopped working by itself."""
        return self.ends_at <= timezone.now()

    @property
    def token(self) -> str:
        """Return what the link of the last letter ends in."""
        return signing.dumps([self.pk, self.letters], salt=self.SALT)

    @classmethod
    def of_token(cls, token: str, *, lock: bool = False) -> "Invitation | None":
        """Return the invitation that this link opens, or None where it opens nothing any more."""
        try:
            pk, letters = signing.loads(token, salt=cls.SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        rows: Any = cls.objects.select_for_update() if lock else cls.objects.all()
        found: Invitation | None = rows.working().filter(pk=pk, letters=letters).first()
        return found


@tracked()
class InvitedDuty(models.Model):
    """A duty in an office that an invited person holds once the account is opened."""

    part_of = "invitation"

    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, related_name="offices", verbose_name=_("invitation")
    )
    office = models.ForeignKey(
        FieldOffice, on_delete=models.PROTECT, related_name="invited", verbose_name=_("field office")
    )
    duty = fields.CharField(_("duty"), max_length=13, choices=OFFICE_DUTIES, default=Duty.REGISTRAR)

    class Meta:
        verbose_name = _("duty of an invitation")
        verbose_name_plural = _("duties of invitations")
        ordering = ["invitation", "office", "duty", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="invitedduty_is_given_once",
                fields=["invitation", "office", "duty"],
                violation_error_message=_("The invitation gives this duty in this office already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.get_duty_display()}"


@tracked()
class AccountRequest(models.Model):
    """A colleague's request that somebody be given an account; an administrator who did not ask for it decides."""

    name = fields.CharField(_("name"), max_length=120)
    email = fields.EmailField(_("e-mail address"), max_length=254)
    office = models.ForeignKey(
        FieldOffice, on_delete=models.PROTECT, related_name="account_requests", verbose_name=_("field office")
    )
    duty = fields.CharField(
        _("duty"),
        max_length=13,
        choices=[choice for choice in Duty.choices if choice[0] != Duty.ADMINISTRATOR],
        default=Duty.REGISTRAR,
    )
    why = fields.TextField(_("why"), max_length=1000, help_text=_("What the colleague does in the registry."))
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="account_requests", verbose_name=_("asked by"), editable=False
    )
    at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_requests",
        verbose_name=_("decided by"),
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    is_approved = models.BooleanField(_("approved"), null=True, blank=True, editable=False)
    answer = fields.TextField(_("answer"), max_length=1000, blank=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an account")
        verbose_name_plural = _("requests for accounts")
        ordering = ["-at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="accountrequest_is_decided_by_somebody_else",
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")),
                violation_error_message=_("Whoever asked for an account does not decide about it."),
            ),
            models.CheckConstraint(
                name="accountrequest_is_decided_in_full",
                condition=Q(decided_by=None, decided_at=None, is_approved=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, is_approved__isnull=False),
                violation_error_message=_("A decision has somebody who made it, a time and an outcome."),
            ),
            models.CheckConstraint(
                name="accountrequest_is_refused_in_words",
                condition=Q(is_approved=None) | Q(is_approved=True) | ~Q(answer=""),
                violation_error_message=_("Say why the request is refused."),
            ),
            models.CheckConstraint(
                name="accountrequest_says_why",
                condition=~Q(why=""),
                violation_error_message=_("Say why the colleague needs an account."),
            ),
            models.UniqueConstraint(
                name="accountrequest_waits_once_for_an_address",
                fields=["email"],
                condition=Q(decided_at=None),
                violation_error_message=_("An account for this address is asked for already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"
