"""Rows into PostgreSQL by COPY, the fastest way in."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, models

BLOCK = 2_000
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Row = tuple[Any, ...]


class _Lines(io.RawIOBase):
    """Rows as the text that COPY reads, made while PostgreSQL works on those before."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = iter(rows)

    def read(self, _size: int = -1) -> bytes:
        """Return the next block of rows."""
        return "".join(["\t".join(map(_written, row)) + "\n" for row in islice(self.rows, BLOCK)]).encode()


def _written(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(ESCAPED) if "\\" in value or "\n" in value or "\t" in value else value
    if isinstance(value, list):
        return "{" + ",".join(f'"{one}"' for one in value) + "}"
    return value.isoformat() if isinstance(value, date) else str(value)


def copy(model: type[models.Model], columns: str, rows: Iterable[Row]) -> None:
    """Write the rows into the model's table; the columns stand with spaces between."""
    with connection.cursor() as cursor:
        into = f"COPY {model._meta.db_table} ({', '.join(columns.split())}) FROM STDIN"
        cursor.copy_expert(into, _Lines(rows), size=1 << 20)


def reserved(model: type[models.Model], count: int) -> list[int]:
    """Return so many free numbers for rows of the model."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


@contextmanager
def no_triggers() -> Iterator[None]:
    """Leave out history, guards and foreign keys for this transaction's rows; a superuser may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        # Where it fails, the transaction is rolled back, and the setting with it.
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
