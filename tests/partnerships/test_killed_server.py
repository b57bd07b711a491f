"""A server that is killed between any two questions of a registration: what was acknowledged is there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from socket import create_server, socket
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import User
from config.environment import BASE_DIR
from partnerships.models import Partnership
from tests.config.servers import command_environment, database_of_test, manage
from tests.factories import ActivityAreaFactory, FieldOfficeFactory, NgoFactory, RegistrarFactory

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = 200


class Server:
    """A server process whose worker can be killed; the next one takes over the same door."""

    def __init__(self, door: socket, folder: Path) -> None:
        self.port = door.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=fd://{door.fileno()}"]
        command += ["--workers=1", "--preload", "--log-level=critical", "--no-control-socket"]
        self.process = subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env=command_environment(
                DATABASE_URL=database_of_test(), REGISTRY_VAR=str(folder), SECRET_KEY=settings.SECRET_KEY
            ),
            pass_fds=(door.fileno(),),
        )

    def workers(self) -> list[int]:
        """Return the numbers of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text(encoding="utf-8").split()]

    def kill_worker(self) -> None:
        """End the worker as a power cut would."""
        for number in self.workers():
            os.kill(number, signal.SIGKILL)


class Phone:
    """A person's phone, which asks again while nobody answers."""

    def __init__(self, server: Server, user: User) -> None:
        self.server = server
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.cookies = {settings.SESSION_COOKIE_NAME: session.session_key or ""}

    def ask(self, method: str, path: str, body: str = "") -> tuple[HTTPResponse, str]:
        """Send a request until it is answered."""
        for _try in range(TRIES):
            server = HTTPConnection("127.0.0.1", self.server.port, timeout=30)
            try:
                server.request(method, path, body, self.headers())
                answer = server.getresponse()
                words = answer.read().decode()
            except (OSError, HTTPException):
                continue
            finally:
                server.close()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _is, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer, words
        raise AssertionError("nobody answers")

    def headers(self) -> dict[str, str]:
        """Return what a browser sends along."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}

    def answer(self, path: str, **typed: str) -> str:
        """Open a question, send an answer, and return where that leads once it is acknowledged."""
        _answer, page = self.ask("GET", path)
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|_seen|form)"\s+value="([^"]*)"', page))
        acknowledged, _words = self.ask("POST", path, urlencode({**hidden, **typed}))
        assert acknowledged.status == 302, path
        return str(acknowledged.headers["Location"])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Run a server over the database of the test."""
    assert manage("collectstatic", "--no-input", REGISTRY_VAR=str(tmp_path)).returncode == 0
    with create_server(("127.0.0.1", 0), backlog=64) as door:
        os.set_inheritable(door.fileno(), True)
        running = Server(door, tmp_path)
        yield running
        running.process.kill()
        running.process.wait()


def test_what_was_acknowledged_outlives_the_server_between_any_two_questions(server: Server) -> None:
    office, area = FieldOfficeFactory(name="IOM Dhaka"), ActivityAreaFactory()
    ngo = NgoFactory(name="Shelter for All", active=True)
    phone = Phone(server, RegistrarFactory(office=office))
    answers: list[tuple[str, dict[str, str]]] = [
        ("programme", {"title": "Safe journeys", "kind": "project"}),
        ("role", {"capacities": "service_provider"}),
        ("areas", {"areas": str(area.pk)}),
        ("work", {"summary": "A shelter."}),
        ("where", {"office": str(office.pk), "places": "Dhaka"}),
        ("when", {"begins": "2026-03", "ends": "", "stage": "ongoing"}),
        ("agreement", {"which": "new", "kind": "memorandum", "reference": "MOU 7"}),
        ("evidence", {"evidence": "A letter."}),
    ]

    address = phone.answer("/register/?name=shelter", ngo=ngo.code)
    for step, typed in answers:
        server.kill_worker()
        assert address.endswith(f"/{step}/")
        address = phone.answer(address, **typed)
    server.kill_worker()
    address = phone.answer(address)
    server.kill_worker()
    server.process.kill()

    row = Partnership.objects.get()
    assert row.review_status == "submitted"
    assert (str(row.programme), row.summary, row.places, str(row.first_day)) == (
        "Safe journeys",
        "A shelter.",
        ["Dhaka"],
        "2026-03-01",
    )
    assert [role.capacity for role in row.roles.all()] == ["service_provider"]
    assert [link.area for link in row.partnership_areas.all()] == [area]
    assert [agreement.reference for agreement in row.agreements.all()] == ["MOU 7"]
    assert row.evidence == "A letter."
