"""The registry as it is served, two processes with four threads each, and a reader who signed in."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from socket import create_server

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from accounts.models import User
from config.environment import BASE_DIR
from tests import factories as f

HOST = "127.0.0.1"
READER = "bench@x.example"


@contextmanager
def running() -> Iterator[int]:
    """Serve the registry as `manage.py serve` does, and yield the port."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with create_server((HOST, 0), backlog=256) as door:
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=fd://{door.fileno()}"]
        command += ["--workers=2", "--threads=4", "--log-level=warning", "--no-control-socket"]
        server = subprocess.Popen(command, cwd=BASE_DIR, pass_fds=[door.fileno()])
        try:
            port = door.getsockname()[1]
            while server.poll() is None and not _answers(port):
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait()


def _answers(port: int) -> bool:
    with suppress(OSError):
        return fetch(port, "/healthz", "")[0] == 200
    return False


def fetch(port: int, address: str, session: str) -> tuple[int, bytes]:
    """Ask as a browser does, on a connection of its own; return status and body."""
    server = HTTPConnection(HOST, port, timeout=60)
    try:
        headers = {"Accept-Encoding": "gzip", "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
        server.request("GET", address, headers=headers)
        answer = server.getresponse()
        return answer.status, answer.read()
    finally:
        server.close()


def signed_in() -> str:
    """Return the session of a reader without duties, made where there is none."""
    user = User.objects.filter(email=READER).first() or f.UserFactory(email=READER)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
