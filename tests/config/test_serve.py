"""`manage.py serve` runs the registry once, and refuses what would disturb one that runs."""

import socket
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.config.servers import manage

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
