"""Areas, services and people served in the API."""

from datetime import date

import pytest

from tests.clients import codes, program
from tests.factories import ActivityAreaCitationFactory, ActivityAreaFactory, PeopleServedFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def test_an_area_tells_its_names_services_and_sources():
    area = ActivityAreaFactory(code="HR", name="Migrants' Rights", name_on_page="Human Rights of Migrants")
    service = ServiceFactory(area=area)
    ActivityAreaCitationFactory(area=area, part="annex", paragraph=23, sentence="It says so.")

    told = program().get("/api/v1/areas/HR/").json()

    assert told["name_on_page"] == "Human Rights of Migrants"
    assert [one["code"] for one in told["services"]] == [service.code]
    assert (told["citations"][0]["where"], told["citations"][0]["sentence"]) == ("annex 23", "It says so.")


def test_retired_values_can_be_left_out():
    used, retired = PeopleServedFactory(), PeopleServedFactory(retired_on=date(2001, 1, 1))
    client = program()

    assert set(codes(client.get("/api/v1/people-served/"))) == {used.code, retired.code}
    assert codes(client.get("/api/v1/people-served/?in_use_on=2001-01-01")) == [used.code]


def test_services_are_narrowed_by_area():
    service = ServiceFactory()
    ServiceFactory()

    found = program().get(f"/api/v1/services/?area={service.area.code}")

    assert codes(found) == [service.code]
    assert found.json()["results"][0]["citation"]["where"] == "body"
