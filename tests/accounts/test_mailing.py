"""Mails about notices: what stands in them, when they go, what a bad server or a kill does to them."""

import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as post
from django.utils import timezone

from accounts import mailing
from accounts.mailing import MailLine, bundle_daily, move_mail
from accounts.models import Notice, NoticeKind, NoticeTiming, OutgoingMail, User
from accounts.notices import notify
from config.environment import BASE_DIR
from tests.accounts.mail_server import MailServer, mail_server
from tests.config.servers import command_environment, database_of_test
from tests.factories import NoticeChoiceFactory, NoticeFactory, OutgoingMailFactory, UserFactory

pytestmark = pytest.mark.django_db

SITE = "https://registry.example.org"
ABOUT = {"record": "PTN-01001", "name": "Caritas Österreich", "address": "/partnerships/PTN-01001/"}
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_ADDRESS = SITE


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server to which the registry sends."""
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 0.5
        yield running


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock."""
    return lambda now: monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def tell(*users: User, kind: NoticeKind = NoticeKind.RETURNED, **values: Any) -> list[Notice]:
    """Tell the users of a partnership."""
    return notify(users=users or [UserFactory()], kind=kind, **ABOUT | values)


def waited() -> None:
    """Let the time pass until what was put off is due again."""
    OutgoingMail.objects.filter(handed_over_at=None).update(next_attempt_at=timezone.now())


def states() -> list[str]:
    """Return how far the mails have come."""
    return list(OutgoingMail.objects.with_state().order_by("pk").values_list("state", flat=True))


# What stands in a mail


def test_a_mail_tells_what_happened_says_where_to_go_and_how_to_change_what_is_sent():
    (notice,) = tell(
        UserFactory(email="ana@iom.example"), by=UserFactory(name="Rahim"), words="Which <b>year</b>?\nWhy?"
    )

    move_mail()

    (sent,) = post.outbox
    html = sent.alternatives[0][0]
    assert (sent.to, sent.subject) == (["ana@iom.example"], "Returned for changes: PTN-01001 · Caritas Österreich")
    for text in (sent.body, html):
        assert "Rahim returned PTN-01001 for changes." in text
        assert f"{SITE}/notices/{notice.pk}/" in text
        assert f"{SITE}/notices/settings/" in text
        assert "Caritas Österreich" in text
    assert "Which <b>year</b>?\nWhy?" in sent.body
    assert "Which &lt;b&gt;year&lt;/b&gt;?<br>Why?" in html
    assert sent.extra_headers["Message-ID"] == notice.mail.message_id
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("own", "subject", "sentence", "foot"),
    [
        ("", "Approved: PTN", "Ana approved PTN", "Choose what it writes to you of"),
        ("fr", "Approuvé : PTN", "Ana a approuvé PTN", "Choisir ce qui est envoyé, et quand"),
        ("es", "Aprobada: PTN", "Ana aprobó PTN", "Elegir qué se envía y cuándo"),
    ],
)
def test_a_mail_is_in_the_language_of_whoever_gets_it(own: str, subject: str, sentence: str, foot: str):
    tell(UserFactory(language=own), by=UserFactory(name="Ana", language="es"), kind=NoticeKind.APPROVED)

    move_mail()

    (sent,) = post.outbox
    assert sent.subject.startswith(subject)
    for text in (sent.body, sent.alternatives[0][0]):
        assert sentence in text
        assert foot in text


def test_no_name_adds_a_heading_to_a_mail():
    evil = "Ana\r\nBcc: all@iom.example\u2028X: y"
    (notice,) = tell(name=evil, by=UserFactory(name=evil), words="a\r\nBcc: b@iom.example")
    Notice.objects.update(name=evil)

    move_mail()

    written = post.outbox[0].message()
    assert {"Bcc", "X"}.isdisjoint(written.keys())
    assert written["To"] == notice.user.email
    assert re.search(r"[\r\n]", post.outbox[0].subject) is None


def test_a_heading_is_cut_where_a_name_is_too_long():
    tell(name="x" * 400)

    move_mail()

    assert len(post.outbox[0].subject) == mailing.LONGEST_SUBJECT


def test_a_user_who_may_not_sign_in_any_more_gets_no_mail():
    tell()
    User.objects.update(is_active=False)

    move_mail()

    assert post.outbox == []
    assert states() == ["waiting"]


# Once a day


def daily_reader(**values: Any) -> User:
    """Return somebody who wants one mail a day of what is returned."""
    user: User = UserFactory(**values)
    NoticeChoiceFactory(user=user, kind=NoticeKind.RETURNED, timing=NoticeTiming.DAILY)
    return user


def test_what_came_since_yesterday_goes_out_in_one_mail_at_six_of_the_clock(clock: Callable[[datetime], None]):
    user, other = daily_reader(language="fr"), daily_reader()
    clock(NOON)
    first = tell(user, other)
    second = tell(user, record="PTN-01002", name="Shelter")
    at_once = tell(user, kind=NoticeKind.APPROVED)
    move_mail()
    assert [mail.to for mail in post.outbox] == [[user.email]]

    clock(NOON.replace(day=5, hour=5, minute=59))
    move_mail()
    assert len(post.outbox) == 1
    clock(NOON.replace(day=5, hour=6, minute=0))
    move_mail()

    daily = {mail.to[0]: mail for mail in post.outbox[1:]}
    assert set(daily) == {user.email, other.email}
    assert daily[user.email].subject == "2 avis du registre"
    assert daily[other.email].subject == "Returned for changes: PTN-01001 · Caritas Österreich"
    for notice in (first[0], second[0]):
        assert f"/notices/{notice.pk}/" in daily[user.email].body
    assert f"/notices/{at_once[0].pk}/" not in daily[user.email].body


def test_nobody_gets_two_daily_mails_on_one_day(clock: Callable[[datetime], None]):
    user = daily_reader()
    clock(NOON)
    tell(user)
    clock(NOON.replace(day=5, hour=7))
    move_mail()
    # Written before six by a transaction that ended later.
    NoticeFactory(user=user, timing=NoticeTiming.DAILY, created_at=NOON.replace(day=5, hour=5))
    tell(user)

    move_mail()
    assert len(post.outbox) == 1
    clock(NOON.replace(day=6, hour=6))
    move_mail()

    assert post.outbox[1].subject == "2 notices of the registry"
    assert len(post.outbox) == 2


def test_a_worker_that_was_away_at_six_bundles_when_it_is_back(clock: Callable[[datetime], None]):
    clock(NOON)
    tell(daily_reader())
    clock(NOON.replace(day=9, hour=3))

    assert bundle_daily() == 1
    assert bundle_daily() == 0


@pytest.mark.parametrize("count", [1, 30])
def test_bundling_costs_as_many_queries_whatever_the_number_of_users(
    count: int, clock: Callable[[datetime], None], django_assert_num_queries: Any
):
    clock(NOON)
    tell(*(daily_reader() for _ in range(count)))
    clock(NOON.replace(day=5))

    with django_assert_num_queries(5):
        assert bundle_daily() == count


# A server that is bad


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What was logged."""
    caplog.set_level(logging.WARNING)
    return caplog


BAD = {
    "it is not there": lambda server: setattr(server, "greeting", ""),
    "it is busy": lambda server: setattr(server, "greeting", "421 Busy"),
    "it greets too late": lambda server: setattr(server, "late", 1),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_server_that_cannot_be_reached_is_asked_once_a_round_and_delays_all(server: MailServer, fault: str):
    tell(*UserFactory.create_batch(5))
    BAD[fault](server)

    move_mail()

    assert server.asked == 1
    assert states() == ["delayed"] * 5
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}
    assert all(OutgoingMail.objects.values_list("last_error", flat=True))
    server.greeting, server.late = "220 Here", 0
    move_mail()
    assert server.taken == []
    waited()
    move_mail()
    assert states() == ["sent"] * 5
    assert len({mail["Message-ID"] for mail in server.taken}) == len(server.taken) == 5


def test_each_failure_delays_twice_as_long_up_to_an_hour_and_for_ever(settings: Any):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell()
    delays = []

    for _ in range(9):
        waited()
        before = timezone.now()
        move_mail()
        mail = OutgoingMail.objects.get()
        delays.append(round((mail.next_attempt_at - before) / timedelta(minutes=1)))

    assert delays == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert mail.attempts == 9
    assert "ConnectionRefusedError" in mail.last_error
    OutgoingMail.objects.update(attempts=2_000_000)
    waited()
    move_mail()
    assert states() == ["delayed"]


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT TO:<BAD@IOM.EXAMPLE>": "550 Nobody here"},
        {"RCPT TO:<BAD@IOM.EXAMPLE>": ""},
    ],
    ids=["refuses", "hangs up"],
)
def test_one_mail_that_is_refused_does_not_hold_up_the_others(server: MailServer, answers: dict[str, str]):
    tell(UserFactory(), UserFactory(email="bad@iom.example"), UserFactory())
    server.answers.update(answers)

    move_mail()

    assert states() == ["sent", "delayed", "sent"]
    assert len(server.taken) == 2


@pytest.mark.parametrize("end", ["451 Later", ""], ids=["refuses", "hangs up"])
def test_a_mail_that_fails_at_its_end_comes_again_under_the_same_mark(server: MailServer, end: str):
    (notice,) = tell()
    server.answers["END"] = end
    move_mail()
    assert states() == ["delayed"]

    server.answers.clear()
    waited()
    move_mail()

    assert [mail["Message-ID"] for mail in server.taken] == [notice.mail.message_id]
    assert OutgoingMail.objects.get().last_error == ""


def test_a_mail_that_cannot_be_written_waits_and_the_others_go(monkeypatch: pytest.MonkeyPatch):
    bad, good = tell(UserFactory(), UserFactory())
    write = mailing.message_of

    def fail_once(mail: OutgoingMail) -> Any:
        if mail == bad.mail:
            raise ValueError("a word is missing")
        return write(mail)

    monkeypatch.setattr(mailing, "message_of", fail_once)

    move_mail()

    assert [mail.to for mail in post.outbox] == [[good.user.email]]
    assert states() == ["delayed", "sent"]
    assert OutgoingMail.objects.get(pk=bad.mail_id).last_error == "ValueError: a word is missing"


def test_without_mails_that_are_due_no_server_is_asked(server: MailServer):
    OutgoingMailFactory(later=True)
    OutgoingMailFactory(sent=True)
    OutgoingMailFactory(perhaps=True)

    move_mail()

    assert server.asked == 0


# A worker that is killed


class KilledError(BaseException):
    """What a kill looks like from inside."""


def test_what_was_handed_over_and_never_marked_is_not_sent_again_unless_somebody_says_so(
    monkeypatch: pytest.MonkeyPatch,
):
    tell()
    with monkeypatch.context() as patch:
        patch.setattr(MailLine, "send", lambda line, message: (_ for _ in ()).throw(KilledError))
        with pytest.raises(KilledError):
            move_mail()
    assert states() == ["waiting"]

    waited()
    move_mail()
    assert OutgoingMail.objects.all().send_again() == 0
    OutgoingMail.objects.update(handed_over_at=timezone.now() - timedelta(minutes=3))
    assert states() == ["perhaps"]
    move_mail()
    assert post.outbox == []

    assert OutgoingMail.objects.all().send_again() == 1
    move_mail()
    assert len(post.outbox) == 1
    assert states() == ["sent"]


def marks_in(folder: Path) -> list[str]:
    """Return the marks of the mails that the file backend wrote."""
    written = "".join(path.read_text() for path in (folder / "mail").glob("*.log"))
    return re.findall(r"^Message-ID: (<[^>]+>)$", written, re.MULTILINE)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a worker over the database of the test, which writes its mails into files."""
    environment = command_environment(
        DATABASE_URL=database_of_test(), REGISTRY_VAR=str(tmp_path), EMAIL_URL="", REGISTRY_URL=SITE
    )
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(BASE_DIR / "manage.py"), "worker"]
        started.append(subprocess.Popen(command, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], bool]) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_no_mail_and_repeats_none(tmp_path: Path, worker: Callable[[], subprocess.Popen[bytes]]):
    tell(*UserFactory.create_batch(50))

    for count in (9, 27):
        process = worker()
        wait_until(lambda count=count: len(marks_in(tmp_path)) >= count)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert count <= len(marks_in(tmp_path)) < 50
    last = worker()
    wait_until(lambda: not OutgoingMail.objects.filter(handed_over_at=None).exists())
    wait_until(lambda: OutgoingMail.objects.filter(sent_at=None).count() <= 2)
    last.terminate()
    assert last.wait() == 0

    marks = marks_in(tmp_path)
    doubtful = {mail.message_id for mail in OutgoingMail.objects.filter(sent_at=None)}
    assert len(marks) == len(set(marks))
    assert {mail.message_id for mail in OutgoingMail.objects.all()} == set(marks) | doubtful
    assert len(doubtful) <= 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_amid_its_mails_leaves_none_in_doubt(
    tmp_path: Path, worker: Callable[[], subprocess.Popen[bytes]]
):
    tell(*UserFactory.create_batch(50))
    process = worker()
    wait_until(lambda: len(marks_in(tmp_path)) >= 5)

    begun = time.monotonic()
    process.terminate()

    assert process.wait() == 0
    assert time.monotonic() - begun < 3
    assert set(states()) == {"sent", "waiting"}
    assert states().count("sent") == len(marks_in(tmp_path)) < 50
