"""What users are told of what concerns them, in the application and by mail."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from accounts.models import Notice, NoticeChoice, NoticeKind, NoticeTiming, OutgoingMail, User
from common.outbox import one_line

UNREAD_SHOWN = 99


@transaction.atomic
def notify(
    *,
    users: Iterable[User],
    kind: NoticeKind,
    record: str,
    name: str,
    address: str,
    words: str = "",
    by: User | None = None,
) -> list[Notice]:
    """Tell users of something that somebody did, or that time did, and return the notices.

    `record` and `name` are code and name of what it is about, `address` is the path of its page. Notices and mails are
    written in the caller's transaction, with as many queries whatever the number of users. Nobody is told of what he
    or she did, nor who may not sign in.
    """
    keys = {user.pk for user in users} - {by.pk if by else None}
    wanted = _timings(keys, kind)
    at_once = [user for user, timing in wanted.items() if timing == NoticeTiming.AT_ONCE]
    now = timezone.now()
    mails = OutgoingMail.objects.bulk_create(
        OutgoingMail(user_id=user, due_at=now, next_attempt_at=now, created_at=now) for user in at_once
    )
    mail_of = {mail.user_id: mail for mail in mails}
    notices: list[Notice] = Notice.objects.bulk_create(
        Notice(
            user_id=user,
            kind=kind,
            record=record,
            name=one_line(name, Notice.NAME_LENGTH),
            address=address,
            words=words.strip(),
            by=by,
            timing=timing,
            mail=mail_of.get(user),
            created_at=now,
        )
        for user, timing in wanted.items()
    )
    return notices


def choices_of(user: Any) -> dict[str, str]:
    """Return when a mail tells the user of each kind of notice."""
    chosen = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "timing"))
    return {kind: chosen.get(kind, str(NoticeTiming.AT_ONCE)) for kind in NoticeKind.values}


def choose(*, user: User, timings: dict[str, str]) -> None:
    """Keep when a mail is to tell the user of each of these kinds of notice."""
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(user=user, kind=kind, timing=timing) for kind, timing in timings.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["timing"],
    )


def unread_count(user: User) -> str:
    """Return how many notices the user has not read, as the bar over every page shows it; nothing where there are none.

    Of very many, no more are counted than are shown.
    """
    unread = Notice.objects.visible_to(user).unread()[: UNREAD_SHOWN + 1].count()
    return f"{UNREAD_SHOWN}+" if unread > UNREAD_SHOWN else str(unread or "")


def _timings(keys: set[Any], kind: NoticeKind) -> dict[int, str]:
    """Return when a mail tells each of these users of this kind, without those who may not sign in."""
    chosen = FilteredRelation("notice_choices", condition=Q(notice_choices__kind=kind))
    rows = User.objects.filter(pk__in=keys, is_active=True).annotate(choice=chosen).order_by("pk")
    return {key: timing or str(NoticeTiming.AT_ONCE) for key, timing in rows.values_list("pk", "choice__timing")}
