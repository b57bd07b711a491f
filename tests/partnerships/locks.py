"""Connections that wait for one another."""

import time

from django.db import connection


def waiting_for_a_lock(count: int) -> bool:
    """Wait until so many connections to this database wait for a lock, and say whether they came to do so."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0] >= count:
                return True
        time.sleep(0.01)
    return False
