"""Who is told of what, in how many queries, and how each chose to be told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.mailing import KEPT, forget_old
from accounts.models import Notice, NoticeChoice, NoticeKind, NoticeTiming, OutgoingMail, User
from accounts.notices import choices_of, choose, notify, unread_count
from tests.factories import NoticeChoiceFactory, NoticeFactory, OutgoingMailFactory, UserFactory

pytestmark = pytest.mark.django_db

ABOUT = {"record": "PTN-01001", "name": "Caritas Österreich", "address": "/partnerships/PTN-01001/"}


def told() -> set[str]:
    """Return who has a notice."""
    return set(Notice.objects.values_list("user__email", flat=True))


def test_everybody_concerned_is_told_but_whoever_did_it_and_those_who_may_not_sign_in():
    ana, rahim = UserFactory(email="ana@iom.example"), UserFactory(email="rahim@iom.example")
    gone = UserFactory(inactive=True)

    notices = notify(users=[ana, rahim, gone, rahim], kind=NoticeKind.RETURNED, by=ana, words=" Why? ", **ABOUT)

    assert told() == {"rahim@iom.example"}
    assert [(one.user, one.by, one.kind, one.words, one.name) for one in notices] == [
        (rahim, ana, "returned", "Why?", "Caritas Österreich")
    ]


def test_a_queryset_of_users_is_told_too():
    UserFactory.create_batch(2, reviewer=True)

    notify(users=User.objects.filter(duty="reviewer"), kind=NoticeKind.SUBMITTED, **ABOUT)

    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    ("timing", "mails"), [(None, 1), (NoticeTiming.AT_ONCE, 1), (NoticeTiming.DAILY, 0), (NoticeTiming.NONE, 0)]
)
def test_a_mail_goes_out_at_once_unless_another_way_was_chosen_for_this_kind(timing: str | None, mails: int):
    user = UserFactory()
    if timing:
        NoticeChoiceFactory(user=user, kind=NoticeKind.RETURNED, timing=timing)
    NoticeChoiceFactory(user=user, kind=NoticeKind.APPROVED, timing=NoticeTiming.NONE)
    NoticeChoiceFactory(kind=NoticeKind.RETURNED, timing=NoticeTiming.NONE)

    (notice,) = notify(users=[user], kind=NoticeKind.RETURNED, **ABOUT)

    assert notice.timing == (timing or NoticeTiming.AT_ONCE)
    assert OutgoingMail.objects.count() == mails
    assert list(OutgoingMail.objects.values_list("notices", flat=True)) == [notice.pk] * mails


@pytest.mark.parametrize("count", [1, 60])
def test_telling_many_costs_as_many_queries_as_telling_one(count: int, django_assert_num_queries):
    users = UserFactory.create_batch(count)

    # A savepoint and its end; the users with their choices, the mails, the notices.
    with django_assert_num_queries(5):
        notify(users=users, kind=NoticeKind.SUBMITTED, **ABOUT)

    assert Notice.objects.filter(mail__user__in=users).count() == count


def test_what_is_undone_tells_nobody():
    with transaction.atomic():
        notify(users=[UserFactory()], kind=NoticeKind.SUBMITTED, **ABOUT)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_no_notice_leads_elsewhere(address: str):
    with pytest.raises(IntegrityError, match="notice_leads_to_a_page_of_the_registry"), transaction.atomic():
        notify(users=[UserFactory()], kind=NoticeKind.SUBMITTED, **ABOUT | {"address": address})


def test_a_name_stands_on_one_line_and_is_cut_where_it_is_too_long():
    name = "Caritas\r\nBcc: all@iom.example\u2028\N{ZERO WIDTH NON-JOINER}" + "x" * 400

    (notice,) = notify(users=[UserFactory()], kind=NoticeKind.SUBMITTED, **ABOUT | {"name": name})

    assert notice.name.startswith("Caritas Bcc: all@iom.example \N{ZERO WIDTH NON-JOINER}xxx")
    assert len(notice.name) == Notice.NAME_LENGTH


@pytest.mark.parametrize(
    ("language", "with_somebody", "with_nobody"),
    [
        ("en", "Ana returned PTN-01001 for changes.", "PTN-01001 was returned for changes."),
        ("fr", "Ana a renvoyé PTN-01001 pour modification.", "PTN-01001 a été renvoyé pour modification."),
        ("es", "Ana devolvió PTN-01001 para cambios.", "PTN-01001 fue devuelta para cambios."),
    ],
)
def test_a_notice_is_worded_when_it_is_read_in_the_reader_s_language(
    language: str, with_somebody: str, with_nobody: str
):
    values = {"kind": NoticeKind.RETURNED, "record": "PTN-01001"}
    by_somebody, by_nobody = NoticeFactory(**values, by=UserFactory(name="Ana")), NoticeFactory(**values)

    with translation.override(language):
        said = by_somebody.sentence, by_nobody.sentence

    assert said == (with_somebody, with_nobody)


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_every_kind_of_notice_has_its_words(kind: str):
    notices = [NoticeFactory(kind=kind, record="PTN-01001", by=by) for by in (None, UserFactory(name="Ana"))]

    assert all("PTN-01001" in notice.sentence for notice in notices)
    assert "Ana" in notices[1].sentence


def test_a_name_from_right_to_left_is_kept_apart():
    notice = NoticeFactory(by=UserFactory(name="أمل"), record="PTN-01001")

    assert notice.sentence == "\N{FIRST STRONG ISOLATE}أمل\N{POP DIRECTIONAL ISOLATE} approved PTN-01001."


def test_what_a_user_chose_holds_for_that_user_and_kind_until_it_is_chosen_anew(django_assert_num_queries):
    user = UserFactory()
    every_kind = dict.fromkeys(NoticeKind.values, str(NoticeTiming.AT_ONCE))
    assert choices_of(user) == every_kind

    with django_assert_num_queries(1):
        choose(user=user, timings=every_kind | {"waiting": "daily", "approved": "none"})
    choose(user=user, timings={"waiting": "none"})

    assert choices_of(user) == every_kind | {"waiting": "none", "approved": "none"}
    assert choices_of(UserFactory()) == every_kind
    assert NoticeChoice.objects.filter(user=user).count() == len(NoticeKind)


@pytest.mark.parametrize(("unread", "said"), [(0, ""), (1, "1"), (99, "99"), (100, "99+"), (300, "99+")])
def test_unread_notices_are_counted_up_to_99(unread: int, said: str, django_assert_num_queries):
    user = UserFactory()
    NoticeFactory(user=user, read=True)
    NoticeFactory()
    Notice.objects.bulk_create(NoticeFactory.build(user=user) for _ in range(unread))

    with django_assert_num_queries(1):
        assert unread_count(user) == said


def test_nobody_sees_another_s_notices_administrators_neither():
    notice = NoticeFactory()

    assert not Notice.objects.visible_to(UserFactory(administrator=True)).exists()
    assert Notice.objects.visible_to(notice.user).get() == notice
    assert not Notice.objects.visible_to(UserFactory(inactive=True)).exists()


def test_what_was_read_a_year_ago_is_forgotten_with_its_mail():
    now = timezone.now()
    old = datetime(2001, 1, 1, tzinfo=UTC)
    sent = OutgoingMailFactory.create_batch(3, sent=True, sent_at=old)
    waiting = OutgoingMailFactory()
    kept = [
        NoticeFactory(created_at=old, mail=sent[0]),
        NoticeFactory(created_at=old, read_at=now - KEPT + timedelta(hours=1), mail=sent[1]),
    ]
    for mail in (sent[2], waiting):
        NoticeFactory(created_at=old, read_at=now - KEPT - timedelta(hours=1), mail=mail)

    forget_old()

    assert set(Notice.objects.all()) == set(kept)
    assert set(OutgoingMail.objects.all()) == {sent[0], sent[1], waiting}
