"""Every refusal of the API is a problem document."""

import logging

import pytest

from ngos.api import NgoViewSet
from tests.clients import program
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CONTENT_TYPE = "application/problem+json"


def assert_is_problem(response, status: int) -> dict[str, object]:
    """Check what RFC 9457 asks of a problem, and return it."""
    assert response.status_code == status
    assert response["Content-Type"] == CONTENT_TYPE
    body = response.json()
    assert body["status"] == status
    assert body["type"] == "about:blank"
    assert body["title"]
    return body


REFUSED = [
    ("/api/v1/ngos/?nosuch=1", 400),
    ("/api/v1/ngos/?search=%00", 400),
    ("/api/v1/ngos/%00/", 400),
    ("/api/v1/ngos/?area=NOSUCH", 400),
    ("/api/v1/ngos/?role=king", 400),
    ("/api/v1/ngos/?country=ZZ", 400),
    ("/api/v1/ngos/?observer_on=soon", 400),
    ("/api/v1/ngos/?observer_on=2001-02-30", 400),
    ("/api/v1/ngos/?observer_on=2001-01-01&observer_on=2002-01-01", 400),
    (f"/api/v1/ngos/?search={'a' * 201}", 400),
    (f"/api/v1/ngos/?{'area=CT&' * 5001}", 400),
    ("/api/v1/programmes/?is_untitled=perhaps", 400),
    ("/api/v1/ngos/?format=xml", 400),
    ("/api/v1/ngos/?format=csv", 400),
    ("/api/v1/partnerships/?format=xml", 400),
    ("/api/v1/partnerships/?format=csv&nosuch=1", 400),
    ("/api/v1/partnerships/?format=csv&page_size=10", 400),
    ("/api/v1/?nosuch=1", 400),
    ("/api/v1/ngos/NGO-99999/", 404),
    ("/api/v1/ngos/%ff/", 404),
    ("/api/v1/ngos/NGO-99999/?format=csv", 400),
    ("/api/v1/nosuch/", 404),
    ("/api/v1/ngos/NGO-1/names/", 404),
]


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_bad_input_is_answered_with_a_problem(address: str, status: int):
    response = program().get(address)

    assert assert_is_problem(response, status)["detail"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense"])
def test_a_format_that_is_not_offered_is_answered_with_a_problem(accept: str):
    assert_is_problem(program().get("/api/v1/ngos/", HTTP_ACCEPT=accept), 406)


@pytest.mark.parametrize(
    "header", ["Bearer nosuch", "Bearer", "Bearer a b", "bearer iom_ß", "Basic YTpi", "Token x", ""]
)
def test_a_request_without_a_working_key_is_answered_with_401(client, header: str):
    response = client.get("/api/v1/ngos/", headers={"authorization": header})

    assert_is_problem(response, 401)
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_only_reads_refuses_to_write(method: str):
    response = getattr(program(), method)("/api/v1/ngos/", {"name": "New"}, format="json")

    assert_is_problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_signed_in_person_who_writes_is_refused_too(client):
    client.force_login(UserFactory())

    assert_is_problem(client.post("/api/v1/ngos/", {}, content_type="application/json"), 405)


def test_an_error_of_ours_is_told_to_the_log_alone(monkeypatch, caplog):
    client = program()

    def fail(self: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(NgoViewSet, "get_queryset", fail)
    with caplog.at_level(logging.ERROR, "django.request"):
        response = client.get("/api/v1/ngos/")

    body = assert_is_problem(response, 500)
    assert "swordfish" not in str(body)
    assert "swordfish" in caplog.text
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1


def test_a_table_is_refused_in_json():
    assert_is_problem(program().get("/api/v1/partnerships/?format=csv&area=NOSUCH"), 400)


def test_the_refusal_names_each_parameter_and_what_there_is():
    body = program().get("/api/v1/areas/?colour=red&size=2").json()

    assert [error["parameter"] for error in body["errors"]] == ["colour", "size"]
    assert "cursor, format, in_use_on, is_cross_cutting, page_size, search" in body["detail"]
