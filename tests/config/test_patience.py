"""A question that takes the database too long is stopped, and the reader told so."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from common.patience import SECONDS, set_limit
from config import urls
from tests.clients import program
from tests.factories import UserFactory


def sleep() -> None:
    """Ask the database for something that takes it a while."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")


def slow(request: HttpRequest) -> HttpResponse:
    """Answer a page, after a while."""
    sleep()
    return HttpResponse("done")


class SlowView(APIView):
    """Answers a program, after a while."""

    def get(self, request: object) -> Response:
        """Answer."""
        sleep()
        return Response()


urlpatterns = [path("slow", slow), path("api/v1/slow", SlowView.as_view()), *urls.urlpatterns]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.config.test_patience")]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let PostgreSQL stop statements after a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '50ms'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")


@pytest.mark.usefixtures("impatient")
def test_a_reader_is_told_to_ask_for_less_and_how_to_go_on(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get("/slow?search=everything")

    text = page.content.decode()
    assert page.status_code == 503
    assert "This takes too long" in text
    assert 'href="/slow"' in text


@pytest.mark.usefixtures("impatient")
def test_a_program_gets_a_problem_document() -> None:
    answer = program().get("/api/v1/slow")

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert "Ask for less" in answer.json()["detail"]


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def test_another_fault_of_the_database_is_not_taken_for_impatience(client: Client) -> None:
    client.raise_request_exception = False
    with connection.execute_wrapper(broken):
        page = client.get("/slow")

    assert page.status_code == 500


def broken(*_call: object) -> None:
    """Fail as a database does that has gone away."""
    raise OperationalError("the server closed the connection")


def test_a_connection_of_the_web_server_is_limited() -> None:
    set_limit(connection)

    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == (f"{SECONDS}s",)
        cursor.execute("RESET statement_timeout")
