"""What must reach others and must not be lost: rows that wait for their time, each sent once (docs/decisions/0012).

A row is written in the transaction of what it tells of. The tick sends what is due: it opens the line first, so that
a server that is down costs a row nothing; marks the row as handed over, and commits; sends; marks it as sent. What
was handed over and never marked as sent, because the worker was killed between the two, is not sent again by itself.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any, Protocol, Self

from django.db import models, transaction
from django.db.models import Case, ExpressionWrapper, F, Func, Q, Value, When
from django.db.models.functions import Least, Power
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import fields
from common.stopping import held_off, is_stopping

logger = logging.getLogger(__name__)

# Longer than sending one row takes; what was handed over before and is not sent may have been lost.
IN_FLIGHT = timedelta(minutes=2)
LONGEST_DELAY = 60  # minutes
# Seconds that one round spends on sending; what is left goes in the next.
LONGEST_ROUND = 45
LONGEST_FAULT = 500


def one_line(text: str, length: int) -> str:
    """Return the text on one line, as a heading of a mail must be, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


class OutgoingState(models.TextChoices):
    """How far something on its way has come."""

    WAITING = "waiting", _("waiting")
    DELAYED = "delayed", _("delayed")
    SENT = "sent", _("sent")
    PERHAPS = "perhaps", _("perhaps not sent")


class OutgoingQuerySet(models.QuerySet):
    """Rows on their way out."""

    def with_state(self) -> Self:
        """Tell along how far each row has come."""
        return self.annotate(
            state=Case(
                When(sent_at__isnull=False, then=Value(OutgoingState.SENT.value)),
                When(handed_over_at__lte=timezone.now() - IN_FLIGHT, then=Value(OutgoingState.PERHAPS.value)),
                When(attempts__gt=0, handed_over_at=None, then=Value(OutgoingState.DELAYED.value)),
                default=Value(OutgoingState.WAITING.value),
                output_field=models.CharField(),
            )
        )

    def in_state(self, states: list[str]) -> Self:
        """Return the rows that have come this far."""
        return self.with_state().filter(state__in=states)

    def perhaps_not_sent(self) -> Self:
        """Return the rows of which nobody knows whether they were sent."""
        return self.filter(sent_at=None, handed_over_at__lte=timezone.now() - IN_FLIGHT)

    def due(self) -> Self:
        """Return the rows that are to be sent now, those that wait longest first."""
        return self.filter(handed_over_at=None, next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")

    def put_off(self, error: Exception) -> int:
        """Try these rows again later, each after twice the time it waited before; say why."""
        minutes = Least(Value(float(LONGEST_DELAY)), Power(Value(2.0), Least(F("attempts"), Value(10))))
        template = "%(function)s(mins => (%(expressions)s)::int)"
        wait = Func(minutes, function="make_interval", template=template, output_field=models.DurationField())
        now = Value(timezone.now(), output_field=models.DateTimeField())
        return self.update(
            attempts=F("attempts") + 1,
            handed_over_at=None,
            next_attempt_at=ExpressionWrapper(now + wait, output_field=models.DateTimeField()),
            last_error=f"{type(error).__name__}: {error}".replace("\0", "")[:LONGEST_FAULT],
        )

    def send_again(self) -> int:
        """Send again what perhaps was not sent, and say how many rows that are."""
        return self.perhaps_not_sent().update(handed_over_at=None, next_attempt_at=timezone.now())


class Outgoing(models.Model):
    """Something that must leave, and how far it has come; its queryset is an OutgoingQuerySet."""

    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("failed attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = fields.TextField(_("last fault"), blank=True)

    class Meta:
        abstract = True
        indexes = [
            models.Index(name="%(class)s_next", fields=["next_attempt_at"], condition=Q(handed_over_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_handed_over_before_it_is_sent",
                condition=Q(sent_at=None) | Q(handed_over_at__isnull=False),
                violation_error_message=_("What was sent was handed over before."),
            ),
        ]


class Line(Protocol):
    """The way to a server: opened for many rows, closed after a fault."""

    def open(self) -> None:
        """Reach the server, unless that is done already."""

    def pack(self, row: Any) -> Any:
        """Make what is sent of the row."""

    def send(self, packed: Any) -> None:
        """Hand it over."""

    def close(self) -> None:
        """Leave the server, whatever state it is in."""


def send_due(rows: OutgoingQuerySet, line: Line) -> int:
    """Send those of the rows that are due, one by one, and return how many were sent.

    A server that cannot be reached delays them all; one that refuses a row delays this one alone.
    """
    sent, until = 0, time.monotonic() + LONGEST_ROUND
    try:
        while time.monotonic() < until and not is_stopping() and rows.due().exists():
            try:
                line.open()
            except Exception as error:
                logger.warning("The line is down, so that %s wait: %s", rows.due().put_off(error), error)
                break
            with held_off():
                was_sent = _send_one(rows, line)
            if was_sent is None:
                break
            sent += was_sent
    finally:
        line.close()
    return sent


def _send_one(rows: OutgoingQuerySet, line: Line) -> bool | None:
    """Send the row that waits longest, and say whether that went well; None where others are at all that are due."""
    claimed: Any = None
    try:
        with transaction.atomic():
            claimed = rows.due().select_for_update(skip_locked=True, of=("self",)).first()
            if claimed is None:
                return None
            packed = line.pack(claimed)
            _mark(claimed, handed_over_at=timezone.now())
        line.send(packed)
    except Exception as error:
        if claimed is None:
            raise
        logger.warning("%r could not be sent, and waits: %s", claimed, error, exc_info=not isinstance(error, OSError))
        line.close()
        _all_of(claimed).filter(pk=claimed.pk).put_off(error)
        return False
    _mark(claimed, sent_at=timezone.now(), last_error="")
    return True


def _mark(row: Any, **values: datetime | str) -> None:
    _all_of(row).filter(pk=row.pk).update(**values)


def _all_of(row: Any) -> Any:
    return type(row)._default_manager.all()
