"""Pages that stay where they are."""

from base64 import b64encode

import pytest

from tests.clients import codes, program
from tests.factories import FieldOfficeFactory

pytestmark = pytest.mark.django_db
OFFICES = "/api/v1/offices/"


def test_the_links_lead_through_all_records_and_back():
    client = program()
    made = sorted(FieldOfficeFactory().code for _ in range(7))

    first = client.get(OFFICES, {"page_size": 3})
    second = client.get(first.json()["next"])
    third = client.get(second.json()["next"])
    back = client.get(second.json()["previous"])

    assert codes(first) + codes(second) + codes(third) == made
    assert codes(back) == codes(first)
    assert third.json()["next"] is None
    assert first.json()["previous"] is None


def test_a_record_that_comes_in_between_moves_no_page():
    client = program()
    offices = [FieldOfficeFactory() for _ in range(4)]
    first = client.get(OFFICES, {"page_size": 2}).json()
    offices[0].delete()

    second = client.get(first["next"])

    assert codes(second) == [office.code for office in offices[2:]]


def test_filters_stay_on_the_next_page():
    client = program()
    kept = [FieldOfficeFactory(country="UA").code for _ in range(3)]
    FieldOfficeFactory(country="KE")

    first = client.get(OFFICES, {"country": "UA", "page_size": 2})

    assert codes(first) + codes(client.get(first.json()["next"])) == kept


def cursor(text: str) -> str:
    """Spell a cursor as the API does."""
    return b64encode(text.encode()).decode()


BAD_CURSORS = [
    "x",
    "!!!",
    "ß",
    cursor("nonsense"),
    cursor("p=%00"),
    cursor("o=-1"),
    cursor("o=5"),
    cursor("r=1"),
    "cD0x==",
]


@pytest.mark.parametrize("given", BAD_CURSORS)
def test_a_cursor_that_was_not_given_out_here_is_refused_by_name(given: str):
    response = program().get(OFFICES, {"cursor": given})

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize("given", ["0", "-1", "201", "100000", "9" * 40, "abc", "1.5", "١", " 1"])
def test_a_page_size_out_of_range_is_refused_by_name(given: str):
    response = program().get(OFFICES, {"page_size": given})

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["page_size"]
