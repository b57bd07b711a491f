"""The OpenAPI document, and the documentation made of it."""

import re

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from accounts.models import ApiKeyScope
from config.environment import BASE_DIR
from tests.clients import program
from tests.exchange.test_api import LISTS, MAKERS
from tests.factories import UserFactory

PUBLISHED = BASE_DIR / "docs" / "openapi.yaml"


def published() -> dict:
    """Read the document as it is checked in."""
    return yaml.safe_load(PUBLISHED.read_text(encoding="utf-8"))


def test_the_published_document_is_what_the_code_says(tmp_path):
    written = tmp_path / "openapi.yaml"

    call_command("spectacular", file=str(written), validate=True, fail_on_warn=True)

    assert written.read_text(encoding="utf-8") == PUBLISHED.read_text(encoding="utf-8"), "run make fix"


def test_the_document_is_valid_openapi_3_1():
    document = published()

    validate(document)

    assert document["openapi"] == "3.1.0"


def test_every_operation_tells_its_refusals_and_how_to_sign_in():
    for address, operations in published()["paths"].items():
        for operation in operations.values():
            assert {"200", "400", "401", "403", "406"} <= set(operation["responses"]), address
            assert ("404" in operation["responses"]) == ("{code}" in address)
            assert operation["security"] == [{"apiKey": []}, {"session": []}]


def test_operations_have_short_names_of_their_own():
    names = [operation["operationId"] for path in published()["paths"].values() for operation in path.values()]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_]+_(list|retrieve)", name) for name in names)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_records_are_as_the_document_describes_them(name: str):
    client, code, document = program(UserFactory(reviewer=True), scopes=tuple(ApiKeyScope)), MAKERS[name](), published()

    for address, told in ((f"/api/v1/{name}/", ""), (f"/api/v1/{name}/{{code}}/", f"{code}/")):
        operation = document["paths"][address]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        body = client.get(f"/api/v1/{name}/{told}").json()
        checker = Draft202012Validator.FORMAT_CHECKER
        Draft202012Validator(schema | {"components": document["components"]}, format_checker=checker).validate(body)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/ngos/?nosuch=1", "/api/v1/ngos/NGO-99999/"])
def test_refusals_are_as_the_document_describes_them(address: str):
    schema = published()["components"]["schemas"]["Problem"]

    Draft202012Validator(schema).validate(program().get(address).json())


@pytest.mark.django_db
def test_the_documentation_loads_nothing_from_elsewhere(client):
    page = client.get("/api/v1/docs/")
    script = client.get("/api/v1/docs/?script=")

    assert page.status_code == script.status_code == 200
    linked = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())
    assert linked
    for address in linked:
        assert address.startswith("/")
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/").partition("?")[0]), address
    assert "/api/v1/schema/" in script.content.decode()
    assert "<script>" not in page.content.decode()


@pytest.mark.django_db
def test_the_document_can_be_asked_for(client):
    response = client.get("/api/v1/schema/")

    assert yaml.safe_load(response.content)["info"] == published()["info"]
