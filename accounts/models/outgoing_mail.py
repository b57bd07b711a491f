"""The outbox of mails."""

from datetime import UTC
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.querysets import OutgoingMailQuerySet
from common.outbox import Outgoing


class OutgoingMail(Outgoing):
    """A mail to a user that tells of one notice, or of all those of a day; written when it is sent."""

    # It passes: what it tells of has a history of its own.
    is_passing = True

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outgoing_mails", verbose_name=_("to"))
    bundled_on = models.DateField(_("daily mail of"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects: ClassVar = OutgoingMailQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["-pk"]
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(
                name="outgoingmail_is_one_a_day_where_it_is_daily",
                fields=["user", "bundled_on"],
                violation_error_message=_("The user has a daily mail of this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def message_id(self) -> str:
        """Return the mark by which mail programs know this mail again, should it ever come twice."""
        host = urlsplit(settings.SITE_ADDRESS).hostname
        return f"<notices.{self.pk}.{self.created_at.astimezone(UTC):%Y%m%d%H%M%S%f}@{host}>"
