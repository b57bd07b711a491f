"""The annex in the database, for tests that change nothing of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction

from config.first_start import FIXTURES


@contextmanager
def loaded() -> Iterator[None]:
    """Load the annex into a registry that is as new, and take all back in the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE sequencename LIKE '%\\_code'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER SEQUENCE {name} RESTART")  # taken back with all else
        call_command("loaddata", *FIXTURES, verbosity=0)
        yield
        transaction.set_rollback(True)
