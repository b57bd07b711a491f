"""The tick: what is due is done, once at a time, and what fails holds up nothing."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pghistory.models
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from common import stopping, tick
from common.models import TickJob
from common.tick import EACH_ROUND, every_tick, is_silent, last_round_at, run_round
from ngos.models import Ngo
from tests.factories import NgoFactory, TickJobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> list[str]:
    """What was done."""
    return []


@pytest.fixture(autouse=True)
def jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """No jobs but those of the test."""
    mine: dict[str, Any] = {}
    monkeypatch.setattr(tick, "_jobs", mine)
    return mine


@pytest.fixture
def job(done: list[str]) -> Callable[..., None]:
    """Register a job that says it was done, or fails."""

    def register(name: str, *, every: timedelta = EACH_ROUND, fault: Exception | None = None) -> None:
        def work() -> None:
            done.append(name)
            if fault:
                raise fault

        every_tick(work, name=name, every=every)

    return register


@pytest.fixture
def stop() -> Iterator[None]:
    """Forget afterwards that a stop was asked for."""
    yield
    stopping.is_done()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    stopping._is_asked = stopping._is_time_over = False


def ago(name: str, **time_ago: float) -> None:
    """Say that a job was last done so long ago."""
    TickJobFactory(name=name, done_at=timezone.now() - timedelta(**time_ago))


def test_jobs_are_done_in_the_order_in_which_rooms_named_them(job: Callable[..., None], done: list[str]):
    job("first")
    job("second")

    assert run_round() == []
    assert run_round() == []

    assert done == ["first", "second"] * 2


@pytest.mark.parametrize(
    ("since", "is_done"),
    [
        ({"hours": 23}, False),
        ({"hours": 23, "minutes": 59}, False),
        ({"hours": 23, "minutes": 59, "seconds": 40}, True),
        ({"days": 9}, True),
    ],
)
def test_a_job_waits_for_its_time(job: Callable[..., None], done: list[str], since: dict[str, float], is_done: bool):
    job("daily", every=timedelta(days=1))
    ago("daily", **since)

    run_round()

    assert done == (["daily"] if is_done else [])


def test_a_job_that_fails_is_logged_with_its_traceback_stops_no_other_and_is_tried_again(
    job: Callable[..., None], done: list[str], caplog: pytest.LogCaptureFixture
):
    job("bad", every=timedelta(days=1), fault=ValueError("out of paper"))
    job("good", every=timedelta(days=1))

    with caplog.at_level(logging.ERROR):
        assert run_round() == ["bad"]
    assert run_round() == ["bad"]

    assert done == ["bad", "good", "bad"]
    assert caplog.records[0].getMessage() == "The job “bad” of the tick failed; it is tried again in the next round."
    assert caplog.records[0].exc_info
    assert "out of paper" in str(caplog.records[0].exc_info[1])


@pytest.mark.django_db(transaction=True)
def test_what_a_failing_job_wrote_in_a_transaction_is_undone():
    @transaction.atomic
    def work() -> None:
        NgoFactory()
        raise ValueError

    every_tick(work, name="half")

    assert run_round() == ["half"]
    assert not Ngo.objects.exists()


def test_a_job_may_be_named_by_its_address():
    every_tick("tests.factories.NgoFactory", name="named")

    assert run_round() == []

    assert Ngo.objects.count() == 1


def test_history_says_which_job_made_a_change():
    every_tick(NgoFactory, name="first job")
    every_tick(NgoFactory, name="second job")

    run_round()

    assert [one.metadata["command"] for one in pghistory.models.Context.objects.order_by("created_at")] == [
        "tick first job",
        "tick second job",
    ]


def test_the_last_round_is_known_and_so_is_its_absence(job: Callable[..., None]):
    assert last_round_at() is None
    assert is_silent()

    run_round()

    assert timezone.now() - last_round_at() < timedelta(seconds=5)  # type: ignore[operator]
    assert not is_silent()
    TickJob.objects.update(done_at=timezone.now() - timedelta(minutes=6))
    assert is_silent()


@pytest.mark.django_db(transaction=True)
def test_one_round_is_done_at_a_time_over_all_machines(done: list[str]):
    is_going_on, may_end = threading.Event(), threading.Event()
    found = []

    def work() -> None:
        done.append("long")
        is_going_on.set()
        may_end.wait(30)

    def other_machine() -> None:
        found.append(run_round())
        connection.close()

    every_tick(work, name="long")
    first = threading.Thread(target=other_machine)
    first.start()
    is_going_on.wait(30)

    assert run_round() is None
    may_end.set()
    first.join()
    assert run_round() == []

    assert (found, done) == ([[]], ["long", "long"])


@pytest.mark.django_db(transaction=True)
def test_a_round_ends_where_the_connection_with_its_lock_is_lost(job: Callable[..., None], done: list[str]):
    def lose() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    every_tick(lose, name="lose")
    job("next")

    assert run_round() == ["lose"]
    assert done == []
    assert last_round_at() is None


def test_the_command_says_which_jobs_failed(job: Callable[..., None]):
    call_command("tick")
    job("bad", fault=ValueError("out of paper"))

    with pytest.raises(CommandError, match="These jobs failed, and are tried again in the next round: bad"):
        call_command("tick")


def test_a_round_that_is_told_to_stop_begins_no_other_job(job: Callable[..., None], done: list[str], stop: None):
    every_tick(stopping.ask, name="told")
    job("next")

    run_round()

    assert done == []
    assert last_round_at() is None


def test_what_takes_longer_than_a_second_is_broken_off(stop: None):
    every_tick(lambda: (stopping.ask(), time.sleep(30)), name="endless")
    begun = time.monotonic()

    with pytest.raises(stopping.StoppedError):
        run_round()

    assert 0.9 < time.monotonic() - begun < 5


def test_what_must_not_be_cut_is_let_end_first(stop: None, done: list[str]):
    def work() -> None:
        with stopping.held_off():
            stopping.ask()
            time.sleep(1.3)
            done.append("whole")
        done.append("after")

    every_tick(work, name="careful")

    with pytest.raises(stopping.StoppedError):
        run_round()

    assert done == ["whole"]
