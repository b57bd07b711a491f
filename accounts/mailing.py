"""The mails that tell users of notices: bundled, written in the user's language, sent, and forgotten in the end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from accounts.models import Notice, OutgoingMail
from common.outbox import one_line, send_due

# How long read notices, and the mails that told of them, are kept.
KEPT = timedelta(days=365)
LONGEST_SUBJECT = 160


class MailNotSentError(Exception):
    """The mail server took the mail for nobody."""


def move_mail() -> None:
    """Bundle the daily mails when their time has come, and send what is due."""
    bundle_daily()
    send_due(OutgoingMail.objects.all(), MailLine())


@transaction.atomic
def bundle_daily() -> int:
    """Make one mail of the day for each user whom notices wait for since yesterday, and say how many."""
    now = timezone.now()
    until = _last_daily_time(now)
    waiting = Notice.objects.for_daily_mail(until)
    had = OutgoingMail.objects.filter(bundled_on=until.date()).values("user")
    users = list(waiting.exclude(user__in=had).order_by("user").values_list("user", flat=True).distinct())
    mails = OutgoingMail.objects.bulk_create(
        OutgoingMail(user_id=user, bundled_on=until.date(), due_at=until, next_attempt_at=now) for user in users
    )
    of_user = OutgoingMail.objects.filter(user=OuterRef("user"), bundled_on=until.date())
    waiting.filter(user__in=users).update(mail_id=Subquery(of_user.values("pk")[:1]))
    return len(mails)


def forget_old() -> None:
    """Remove notices that were read a year ago, and the mails of which nothing else is left."""
    before = timezone.now() - KEPT
    Notice.objects.long_read(before).delete()
    OutgoingMail.objects.long_sent(before).delete()


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Write the mail, in the language of its user."""
    notices = list(mail.notices.select_related("by").order_by("pk"))
    with translation.override(mail.user.language or settings.LANGUAGE_CODE):
        context = {"notices": notices, "site": settings.SITE_ADDRESS, "is_daily": mail.bundled_on is not None}
        message = EmailMultiAlternatives(
            subject=_subject(notices),
            body=render_to_string("mail/notices.txt", context),
            to=[mail.user.email],
            headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("mail/notices.html", context), "text/html")
    return message


@dataclass
class MailLine:
    """The way to the mail server."""

    server: Any = field(default_factory=get_connection)

    def open(self) -> None:
        """Greet the server, unless that is done already."""
        self.server.open()

    def pack(self, mail: OutgoingMail) -> EmailMultiAlternatives:
        """Write the mail."""
        return message_of(mail)

    def send(self, message: EmailMultiAlternatives) -> None:
        """Hand the mail to the server."""
        if not self.server.send_messages([message]):
            raise MailNotSentError("The mail server took the mail for nobody.")

    def close(self) -> None:
        """Leave the server."""
        self.server.close()


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        (notice,) = notices
        subject = gettext("%(kind)s: %(what)s")
        subject %= {"kind": capfirst(notice.get_kind_display()), "what": notice.what}
    else:
        count = len(notices)
        subject = ngettext("%(count)d notice of the registry", "%(count)d notices of the registry", count)
        subject %= {"count": count}
    return one_line(subject, LONGEST_SUBJECT)


def _last_daily_time(now: datetime) -> datetime:
    """Return the latest time at which daily mails were to be made."""
    today = datetime.combine(now.astimezone(UTC), time(settings.DAILY_MAIL_HOUR), UTC)
    return today if today <= now else today - timedelta(days=1)
