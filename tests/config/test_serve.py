"""`manage.py serve` runs the registry once, and refuses what would disturb one that runs."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from config.environment import BASE_DIR
from tests.config.servers import ask, command_environment, manage, running, server_process

PATIENCE = 120


def free_port() -> int:
    """Return a port that nobody uses."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        return int(door.getsockname()[1])


def status(port: int, path: str) -> int | None:
    """Ask the server at this port; nothing when nobody answers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as server, suppress(OSError, HTTPException):
        server.request("GET", path)
        return server.getresponse().status
    return None


def wait_until(true: Callable[[], bool]) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_taken_port_is_named_before_the_database_is_touched(folder: Path):
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]

        done = manage("serve", PORT=str(port), REGISTRY_VAR=str(folder))

    assert done.returncode == 1
    assert f"Port {port} is taken." in done.stderr
    assert f"PORT={port + 1} make run" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize("word", ["eighty", "0", "65536"])
def test_a_port_that_is_none_is_refused_by_name(folder: Path, word: str):
    done = manage("serve", PORT=word, REGISTRY_VAR=str(folder))

    assert done.returncode == 1
    assert f"PORT is “{word}”: set it to a number from 1 to 65535." in done.stderr


def test_a_second_server_over_the_same_folder_leaves_the_first_alone(folder: Path):
    port, data = free_port(), folder / "postgres"
    with (
        (folder / "said").open("w") as said,
        subprocess.Popen(
            [sys.executable, BASE_DIR / "manage.py", "serve"],
            env=command_environment(PORT=str(port), REGISTRY_VAR=str(folder)),
            stderr=subprocess.STDOUT,
            stdout=said,
        ) as first,
    ):
        try:
            wait_until(lambda: first.poll() is not None or "The registry is at" in (folder / "said").read_text())
            assert f"The registry is at http://127.0.0.1:{port}" in (folder / "said").read_text()
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
        finally:
            first.send_signal(signal.SIGTERM)

    assert first.returncode == 0
    assert running("worker", folder) == []
    assert status(port, "/healthz") is None
    assert not (data / "postmaster.pid").exists()
