"""Field offices and programmes in the API."""

import pytest

from programmes.models import Stage
from tests.clients import codes, program
from tests.factories import FieldOfficeFactory, ProgrammeAreaFactory, ProgrammeFactory, ProgrammeOfficeFactory

pytestmark = pytest.mark.django_db


def test_a_programme_tells_which_area_leads():
    programme = ProgrammeFactory(in_2001=True)
    ProgrammeAreaFactory(programme=programme)
    lead = ProgrammeAreaFactory(programme=programme, is_lead=True).area

    told = program().get(f"/api/v1/programmes/{programme.code}/").json()

    assert [(one["code"] == lead.code, one["is_lead"]) for one in told["areas"]] == [(True, True), (False, False)]
    assert (told["first_day"], told["date_precision"], told["dates_in_words"]) == ("2001-01-01", "year", "2001")


def test_programmes_are_narrowed_by_what_people_ask():
    programme = ProgrammeFactory(
        title="Élan", countries=["UA"], stage=Stage.ONGOING, is_untitled=True, objective="policy"
    )
    area = ProgrammeAreaFactory(programme=programme).area
    office = ProgrammeOfficeFactory(programme=programme).office
    ProgrammeFactory()
    client = program()

    for asked in (
        f"area={area.code}",
        f"office={office.code}",
        "country=UA",
        "stage=ongoing",
        "objective=policy",
        "is_untitled=true",
        "search=elan",
    ):
        assert codes(client.get(f"/api/v1/programmes/?{asked}")) == [programme.code], asked


def test_offices_are_narrowed_by_where_they_stand_and_what_they_cover():
    office = FieldOfficeFactory(country="KE", countries_covered=["SO"])
    below = FieldOfficeFactory(parent=office)
    client = program()

    assert codes(client.get("/api/v1/offices/?country=KE")) == [office.code]
    assert codes(client.get("/api/v1/offices/?covers=SO")) == [office.code]
    assert codes(client.get(f"/api/v1/offices/?parent={office.code}")) == [below.code]
    assert client.get(f"/api/v1/offices/{below.code}/").json()["parent"]["name"] == office.name
