"""Two changes stand in each other's way: one is taken back, and whoever made it is told so and may send it again."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters
from rest_framework.response import Response
from rest_framework.views import APIView

from config import urls
from ngos.models import Ngo
from tests.admin.forms import form_on
from tests.clients import program
from tests.factories import NgoFactory, UserFactory

meeting = Barrier(2)
TYPED = "Shelter “A” & <i>B</i>\r\nand more"


def rename_both(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Rename two NGOs in one transaction, the second once somebody else has begun with it."""
    with transaction.atomic():
        Ngo.objects.filter(pk=first).update(name=request.POST["name"], note=request.POST["note"])
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=10)
        Ngo.objects.filter(pk=second).update(name=request.POST["name"])
    return HttpResponse("done")


def rename_what_was_read(_request: HttpRequest) -> HttpResponse:
    """Rename an NGO that somebody renames after it was read."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        ngo = Ngo.objects.get()
        with ThreadPoolExecutor(1) as colleague:
            colleague.submit(rename).result()
        Ngo.objects.filter(pk=ngo.pk).update(name="Mine")
    return HttpResponse("done")


def rename() -> None:
    """Rename all NGOs, in a connection of one's own."""
    Ngo.objects.update(name="Theirs")
    connection.close()


class Waiting(APIView):
    """Renames an NGO for a program that does not wait for long."""

    def get(self, request: object) -> Response:
        """Rename it."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '50ms'")
            Ngo.objects.update(name="Mine")
        return Response()


urlpatterns = [
    path("rename/<int:first>/<int:second>", rename_both),
    path("secret/<int:first>/<int:second>", sensitive_post_parameters()(rename_both)),
    path("rename", rename_what_was_read),
    path("api/v1/rename", Waiting.as_view()),
    *urls.urlpatterns,
]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.config.test_collisions")]


@pytest.fixture(autouse=True)
def fresh_meeting() -> None:
    """Let the next two meet."""
    meeting.reset()


def signed_in() -> Client:
    """Return a client in which a reviewer is signed in."""
    client = Client()
    client.force_login(UserFactory(reviewer=True))
    return client


def meet(address: str) -> tuple[Client, Any]:
    """Rename two NGOs from both ends at once; return the client that was refused, and its answer."""
    ngos = [NgoFactory(name=name).pk for name in ("One", "Two")]
    clients = [(signed_in(), ngos), (signed_in(), ngos[::-1])]

    def send(client: Client, pair: list[int]) -> Any:
        try:
            return client.post(f"/{address}/{pair[0]}/{pair[1]}?by=hand", {"name": "Third", "note": TYPED})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda one: send(*one), clients))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = [answer.status_code for answer in answers].index(409)
    return clients[refused][0], answers[refused]


def test_of_two_that_wait_for_each_other_one_is_told_that_nothing_was_saved_and_sends_it_again() -> None:
    client, answer = meet("rename")
    assert "Nothing was saved" in answer.content.decode()
    address = answer.wsgi_request.get_full_path()
    assert f'action="{address}"' in answer.content.decode()
    Ngo.objects.update(name="Reset", note="")
    meeting.abort()

    form = form_on(answer, "note")
    assert client.post(address, form).status_code == 200

    assert set(Ngo.objects.values_list("name", flat=True)) == {"Third"}
    assert set(Ngo.objects.values_list("note", flat=True)) == {"", TYPED}


def test_what_is_secret_is_not_written_into_the_page() -> None:
    _client, answer = meet("secret")

    assert "Go back with your browser" in answer.content.decode()
    assert "Third" not in answer.content.decode()


def test_a_change_of_what_was_read_before_somebody_else_changed_it_is_refused_alike() -> None:
    NgoFactory()

    answer = signed_in().get("/rename")

    assert answer.status_code == 409
    assert Ngo.objects.get().name == "Theirs"


def test_a_program_that_cannot_wait_gets_a_problem_document() -> None:
    ngo, asked = NgoFactory(name="Old"), program()

    with transaction.atomic():
        Ngo.objects.select_for_update().get(pk=ngo.pk)
        with ThreadPoolExecutor(1) as colleague:
            answer = colleague.submit(ask, asked).result()

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert "Nothing was saved" in answer.json()["detail"]


def ask(asked: Any) -> Any:
    """Ask from a connection of one's own."""
    try:
        return asked.get("/api/v1/rename")
    finally:
        connection.close()
