"""How a worker that is told to stop does so within a second, and never in the middle of what must not be cut."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds for what is going on to end by itself.
GRACE = 1.0

_is_asked = False
_is_time_over = False
_held_off = 0


class StoppedError(BaseException):
    """The worker was told to stop, and what was going on took too long: it is broken off, and rolled back."""


def is_stopping() -> bool:
    """Say whether the worker was told to stop; a long job asks between one row and the next."""
    return _is_asked


@contextmanager
def held_off() -> Iterator[None]:
    """Let these few steps end, whatever the time: half done they would be worse than not done."""
    global _held_off  # noqa: PLW0603  (signals are of the whole process)
    _held_off += 1
    try:
        yield
    finally:
        _held_off -= 1
    _break_off_if_due()


def ask() -> None:
    """Ask what is going on to stop; what has not in a second is broken off. For the handler of a signal."""
    global _is_asked  # noqa: PLW0603
    _is_asked = True
    signal.signal(signal.SIGALRM, _time_is_over)
    signal.setitimer(signal.ITIMER_REAL, GRACE)


def is_done() -> None:
    """Say that what was going on has ended: there is nothing left to break off."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def _time_is_over(number: int, frame: object) -> None:
    global _is_time_over  # noqa: PLW0603
    _is_time_over = True
    _break_off_if_due()


def _break_off_if_due() -> None:
    if _is_time_over and not _held_off:
        raise StoppedError
