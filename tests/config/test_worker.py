"""The worker beside the server: it is there, it comes back, and it goes with the server."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from common.models import TickJob
from common.tick import INTERVAL, ROUND
from config.environment import BASE_DIR
from tests.config.servers import ask, command_environment, database_of_test, manage, running, server_process
from tests.config.test_serve import free_port, status, wait_until


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the registry as `make run` does."""
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, BASE_DIR / "manage.py", "serve"],
            env=command_environment(PORT=str(port), REGISTRY_VAR=str(folder)),
            stderr=subprocess.STDOUT,
            stdout=said,
        )
        try:
            wait_until(lambda: process.poll() is not None or "The registry is at" in said_in(folder))
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def said_in(folder: Path) -> str:
    """Return what the registry said."""
    return (folder / "said").read_text()


def worker_state(port: int) -> str:
    """Return what the server says of the worker."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as server:
        server.request("GET", "/readyz")
        return str(json.loads(server.getresponse().read())["worker"])


def test_the_registry_refuses_a_second_ends_when_told_and_keeps_its_worker(folder: Path):
    """One folder for all of it, as a first start takes longer than anything else here."""
    a_second_server_leaves_the_first_alone(folder)
    the_worker_comes_back_outlives_who_started_it_and_ends_with_the_server(folder)


def a_second_server_leaves_the_first_alone(folder: Path) -> None:
    """See that it is refused by name, that the first serves on, and that nothing is left of that one when it ends."""
    port, data = free_port(), folder / "postgres"
    with served(folder, port) as first:
        assert f"The registry is at http://127.0.0.1:{port}" in said_in(folder)
        before = server_process(data), ask(data, "SELECT * FROM django_migrations ORDER BY id")

        second = manage("serve", PORT=str(free_port()), REGISTRY_VAR=str(folder))

        assert second.returncode == 1
        assert f"already runs at http://127.0.0.1:{port} (process " in second.stderr
        assert "use that one, or stop it first." in second.stderr
        assert second.stdout == ""
        assert before == (server_process(data), ask(data, "SELECT * FROM django_migrations ORDER BY id"))
        assert status(port, "/readyz") == 200
        # A long search reaches the registry, which asks to sign in first.
        assert status(port, f"/ngos/?search={'a' * 5000}") == 302
    assert first.returncode == 0
    assert running("worker", folder) == []
    assert status(port, "/healthz") is None
    assert not (data / "postmaster.pid").exists()


def the_worker_comes_back_outlives_who_started_it_and_ends_with_the_server(folder: Path) -> None:
    """See that a killed worker is replaced, and that it works as long as somebody serves."""
    port = free_port()
    with served(folder, port) as registry:
        wait_until(lambda: worker_state(port) == "ok")
        (first,) = running("worker", folder)

        os.kill(first, signal.SIGKILL)
        wait_until(lambda: running("worker", folder) not in ([], [first]))
        assert "The worker ended by itself, with code -9; it is started again." in said_in(folder)

        second, servers = running("worker", folder), running("gunicorn", folder)
        registry.kill()
        registry.wait()
        time.sleep(2)
        assert running("worker", folder) == second
        for server in servers:
            os.kill(server, signal.SIGKILL)
        wait_until(lambda: running("worker", folder) == [])

    # The worker was the last to use the database.
    wait_until(lambda: not (folder / "postgres" / "postmaster.pid").exists())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_end_does_not_wait_for_its_next_round(folder: Path, number: signal.Signals):
    TickJob.objects.all().delete()
    worker = subprocess.Popen(
        [sys.executable, BASE_DIR / "manage.py", "worker"],
        env=command_environment(REGISTRY_VAR=str(folder), DATABASE_URL=database_of_test()),
    )
    wait_until(lambda: TickJob.objects.filter(name=ROUND).exists())

    begun = time.monotonic()
    worker.send_signal(number)

    assert worker.wait() == 0
    # Within a second, if nothing else runs here; by itself it would wait a minute.
    assert time.monotonic() - begun < INTERVAL.total_seconds() / 4
