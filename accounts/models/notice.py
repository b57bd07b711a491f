"""What users are told of what concerns them, and how each wants to be told."""

from typing import ClassVar
from unicodedata import bidirectional

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.outgoing_mail import OutgoingMail
from accounts.models.user import User
from accounts.querysets import NoticeQuerySet
from common import fields
from common.history import tracked


class NoticeKind(models.TextChoices):
    """What a notice tells of."""

    SUBMITTED = "submitted", _("submitted for your review")
    RETURNED = "returned", _("returned for changes")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    WAITING = "waiting", _("waits for a review")
    HANDED_OVER = "handed_over", _("handed over to you")
    CHANGED = "changed", _("proposed changes answered")


class NoticeTiming(models.TextChoices):
    """When a mail tells of a notice."""

    AT_ONCE = "at_once", pgettext_lazy("mail", "at once")
    DAILY = "daily", pgettext_lazy("mail", "once a day")
    NONE = "none", pgettext_lazy("mail", "no mail")


class Notice(models.Model):
    """Something that concerns a user: shown in the application, and mailed as the user chose."""

    # It passes: what it tells of has a history of its own.
    is_passing = True
    NAME_LENGTH = 300

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices", verbose_name=_("to"))
    kind = fields.CharField(_("kind"), max_length=11, choices=NoticeKind)
    record = fields.CharField(_("record"), max_length=16)
    name = fields.CharField(_("name"), max_length=NAME_LENGTH)
    address = fields.CharField(_("address"), max_length=300)
    words = fields.TextField(_("words"), blank=True)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices_given", verbose_name=_("by")
    )
    timing = fields.CharField(_("mail"), max_length=7, choices=NoticeTiming, default=NoticeTiming.AT_ONCE)
    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("mail")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_leads_to_a_page_of_the_registry",
                condition=Q(address__regex=r"^/([^/\\\s][^\\\s]*)?$"),
                violation_error_message=_("A notice leads to a page of the registry: give its path."),
            ),
        ]
        indexes = [
            models.Index(name="notice_list", fields=["user", "-id"]),
            models.Index(name="notice_unread", fields=["user"], condition=Q(read_at=None)),
            models.Index(
                name="notice_for_daily_mail", fields=["created_at"], condition=Q(timing="daily", mail__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        """Return the address that marks the notice as read and leads on to what it tells of."""
        return reverse("notice", args=[self.pk])

    @property
    def what(self) -> str:
        """Return what it is about: its code and its name."""
        return f"{self.record} · {self.name}"

    @property
    def sentence(self) -> str:
        """Return what happened, in the language of whoever reads it."""
        told = BY_SOMEBODY if self.by else BY_NOBODY
        return str(told[NoticeKind(self.kind)] % {"who": isolated(str(self.by)), "record": self.record})


def isolated(name: str) -> str:
    """Keep a name that runs from right to left apart from the words beside it, as plain text can."""
    turns = any(bidirectional(letter) in {"R", "AL"} for letter in name)
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if turns else name


BY_SOMEBODY = {
    NoticeKind.SUBMITTED: _("%(who)s submitted %(record)s for your review."),
    NoticeKind.RETURNED: _("%(who)s returned %(record)s for changes."),
    NoticeKind.APPROVED: _("%(who)s approved %(record)s."),
    NoticeKind.REJECTED: _("%(who)s rejected %(record)s."),
    NoticeKind.WAITING: _("%(who)s reminds you that %(record)s waits for a review."),
    NoticeKind.HANDED_OVER: _("%(who)s handed %(record)s over to you."),
    NoticeKind.CHANGED: _("%(who)s answered your proposal to change %(record)s."),
}
BY_NOBODY = {
    NoticeKind.SUBMITTED: _("%(record)s was submitted for your review."),
    NoticeKind.RETURNED: _("%(record)s was returned for changes."),
    NoticeKind.APPROVED: _("%(record)s was approved."),
    NoticeKind.REJECTED: _("%(record)s was rejected."),
    NoticeKind.WAITING: _("%(record)s still waits for a review."),
    NoticeKind.HANDED_OVER: _("%(record)s was handed over to you."),
    NoticeKind.CHANGED: _("Your proposal to change %(record)s was answered."),
}


@tracked()
class NoticeChoice(models.Model):
    """How a user wants to be told of one kind of thing; where there is no choice, by a mail at once."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="notice_choices", verbose_name=_("user"), editable=False
    )
    kind = fields.CharField(_("kind"), max_length=11, choices=NoticeKind)
    timing = fields.CharField(_("mail"), max_length=7, choices=NoticeTiming, default=NoticeTiming.AT_ONCE)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        ordering = ["user", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="noticechoice_is_one_for_each_kind",
                fields=["user", "kind"],
                violation_error_message=_("The user has chosen for this kind already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_timing_display()}"
