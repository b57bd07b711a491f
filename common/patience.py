"""When PostgreSQL gives up: a question takes too long, or two changes stand in each other's way."""

from typing import Any

from django.db import OperationalError
from django.db.backends.signals import connection_created
from psycopg2.errors import DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure

# What becomes of one of two changes that each wait for the other, or of one that waited for too long.
COLLISIONS = (DeadlockDetected, LockNotAvailable, SerializationFailure)
# Seconds that one statement may take for a reader who waits; commands have all the time they need.
SECONDS = 15


def limit_statements() -> None:
    """Let PostgreSQL cancel statements that take too long, in this process from now on."""
    connection_created.connect(set_limit)


def set_limit(connection: Any, **others: Any) -> None:
    """Set the limit for a connection."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = %s", [f"{SECONDS}s"])


def took_too_long(error: BaseException) -> bool:
    """Say whether PostgreSQL cancelled a statement because it took too long."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)


def collided(error: BaseException) -> bool:
    """Say whether PostgreSQL took a change back because another one, made at the same moment, stood in its way."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, COLLISIONS)
