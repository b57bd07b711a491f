"""Work that goes by the clock: rooms name their jobs, and each round of the tick does those that are due.

A room registers a job in the `ready` of its AppConfig: `every_tick("accounts.mailing.move_mail", name="mail")`.
A job is written so that it may be done twice, be broken off, or fail: what must not be lost is a row.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pghistory
from django.apps import apps
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from common.stopping import is_stopping

logger = logging.getLogger(__name__)

# The worker begins a round each minute.
INTERVAL = timedelta(minutes=1)
# A registry whose last round is longer ago has no worker.
SILENCE = timedelta(minutes=5)
EACH_ROUND = timedelta(0)
# A job is due a little before its time, so that one of an hour does not wait a minute longer each time.
SLACK = INTERVAL / 2
# The name of the row that says when a whole round was done, and of the lock that lets one machine do it.
ROUND = "round"
LOCK = "SELECT pg_{verb}(hashtext('registry tick'))"

Work = Callable[[], object]


@dataclass(frozen=True)
class Job:
    """Something to be done by the clock: a function, or the dotted name of one."""

    name: str
    work: Work | str
    every: timedelta

    def __call__(self) -> None:
        """Do it."""
        work: Work = import_string(self.work) if isinstance(self.work, str) else self.work
        work()


_jobs: dict[str, Job] = {}


def every_tick(job: Work | str, *, name: str, every: timedelta = EACH_ROUND) -> None:
    """Have a job done again and again: at the first round when this much time has passed since it was last done.

    One that fails is logged, and tried again in the next round. The name is shown to administrators, and in history.
    """
    _jobs[name] = Job(name, job, every)


def run_round() -> list[str] | None:
    """Do the jobs that are due, and return the names of those that failed; None where somebody else is at it."""
    with _alone() as holder:
        if holder is None:
            return None
        now = timezone.now()
        done_at = dict(_rows().values_list("name", "done_at"))
        failed: list[str] = []
        for job in list(_jobs.values()):
            # The lock went where its connection went.
            if is_stopping() or connection.connection is not holder:
                return failed
            if _is_due(done_at.get(job.name), job.every, now) and not _do(job):
                failed.append(job.name)
        _note(ROUND, timezone.now())
        return failed


def last_round_at() -> datetime | None:
    """Return when a round was last done to its end."""
    last: datetime | None = _rows().filter(name=ROUND).values_list("done_at", flat=True).first()
    return last


def is_silent() -> bool:
    """Say whether no worker seems to run."""
    last = last_round_at()
    return last is None or timezone.now() - last > SILENCE


def _is_due(done_at: datetime | None, every: timedelta, now: datetime) -> bool:
    return done_at is None or now - done_at >= every - SLACK


def _do(job: Job) -> bool:
    """Do a job, note when it was begun, and say whether it was done; one that failed stays due."""
    begun_at = timezone.now()
    try:
        with pghistory.context(through="command", command=f"tick {job.name}"):
            job()
    except Exception:
        logger.exception("The job “%s” of the tick failed; it is tried again in the next round.", job.name)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return False
    _note(job.name, begun_at)
    return True


def _rows() -> Any:
    """Return the rows of the jobs; AppConfigs import this module before there are models."""
    return apps.get_model("common", "TickJob")._default_manager


def _note(name: str, done_at: datetime) -> None:
    _rows().update_or_create(name=name, defaults={"done_at": done_at})


@contextmanager
def _alone() -> Iterator[Any]:
    """Hold the lock of the round, and yield the connection that holds it; None where it is not free."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format(verb="try_advisory_lock"))
        (is_free,) = cursor.fetchone()
    holder = connection.connection if is_free else None
    try:
        yield holder
    finally:
        if is_free and connection.connection is holder:
            with connection.cursor() as cursor:
                cursor.execute(LOCK.format(verb="advisory_unlock"))
