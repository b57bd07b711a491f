"""Organizations, observer decisions and dialogue in the API."""

from datetime import date

import pytest

from accounts.models import ApiKey, ApiKeyScope
from partnerships.models import Capacity, Role
from tests import factories
from tests.clients import codes, program
from tests.factories import (
    ContactFactory,
    NgoFactory,
    ObserverDecisionFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WITH_CONTACTS = (ApiKeyScope.READ, ApiKeyScope.CONTACTS)


def told_of(client, ngo) -> dict:
    """Return what the API tells of the NGO, having seen that list and record say the same."""
    record = client.get(f"/api/v1/ngos/{ngo.code}/").json()
    listed = client.get("/api/v1/ngos/?page_size=200").json()["results"]
    assert record in listed
    return record


def test_an_ngo_tells_its_names_identifiers_and_relations():
    ngo = NgoFactory()
    factories.NgoNameFactory(ngo=ngo, name="Карітас", kind="translation", language="uk")
    factories.IdentifierFactory(ngo=ngo, scheme="XI-WIKIDATA", value="Q42")
    other = factories.NgoRelationFactory(ngo=ngo).other

    told = told_of(program(), ngo)

    assert (told["names"][0]["name"], told["names"][0]["language"]) == ("Карітас", "uk")
    assert told["identifiers"][0]["link"] == "https://www.wikidata.org/wiki/Q42"
    assert (told["relations"][0]["kind"], told["relations"][0]["other"]["code"]) == ("branch_of", other.code)


def test_contacts_are_told_to_those_who_may_change_the_ngo():
    ngo = ContactFactory(name="Ana").ngo

    told = told_of(program(UserFactory(reviewer=True), scopes=WITH_CONTACTS), ngo)

    assert [contact["name"] for contact in told["contacts"]] == ["Ana"]


def test_contacts_are_told_to_the_registrar_of_an_office_that_works_with_the_ngo():
    partnership = PartnershipFactory(approved=True)
    ContactFactory(ngo=partnership.ngo)
    stranger = ContactFactory().ngo
    client = program(RegistrarFactory(office=partnership.office), scopes=WITH_CONTACTS)

    assert len(told_of(client, partnership.ngo)["contacts"]) == 1
    assert "contacts" not in told_of(client, stranger)


@pytest.mark.parametrize(
    ("duty", "scopes"),
    [("viewer", WITH_CONTACTS), ("viewer", (ApiKeyScope.READ,)), ("reviewer", (ApiKeyScope.READ,))],
)
def test_without_the_right_or_the_scope_nothing_is_said_of_contacts(duty: str, scopes: tuple[str, ...]):
    ngo = ContactFactory(name="Ana Secret").ngo
    client = program(UserFactory(duty=duty), scopes=scopes)

    assert "contacts" not in told_of(client, ngo)
    assert b"Ana Secret" not in client.get("/api/v1/ngos/").content
    assert codes(client.get("/api/v1/ngos/?search=Secret")) == []


def test_a_signed_in_person_sees_contacts_by_right_alone(client):
    ngo = ContactFactory().ngo
    client.force_login(UserFactory(reviewer=True))
    assert len(told_of(client, ngo)["contacts"]) == 1

    client.force_login(UserFactory())

    assert "contacts" not in told_of(client, ngo)


def test_area_and_role_must_meet_in_one_partnership():
    both, apart = NgoFactory(), NgoFactory()
    area = factories.ActivityAreaFactory()
    one = PartnershipFactory(ngo=both, review_status="approved")
    PartnershipAreaFactory(partnership=one, area=area)
    PartnershipRoleFactory(partnership=one, role=Role.DONOR, capacity=Capacity.CO_DONOR)
    PartnershipAreaFactory(partnership=PartnershipFactory(ngo=apart, review_status="approved"), area=area)
    PartnershipRoleFactory(
        partnership=PartnershipFactory(ngo=apart, review_status="approved"), role=Role.DONOR, capacity=Capacity.FUNDER
    )
    client = program()

    assert codes(client.get(f"/api/v1/ngos/?area={area.code}&role=donor")) == [both.code]
    assert codes(client.get(f"/api/v1/ngos/?area={area.code}")) == [both.code, apart.code]
    assert codes(client.get("/api/v1/ngos/?capacity=funder&capacity=co_donor")) == [both.code, apart.code]


def test_an_ngo_is_found_by_each_thing_its_partnership_says():
    partnership = PartnershipFactory(approved=True, programme=factories.ProgrammeFactory())
    service = factories.PartnershipServiceFactory(partnership=partnership).service
    people = factories.PartnershipPeopleFactory(partnership=partnership).people
    PartnershipFactory(submitted=True)
    client = program()

    for asked in (
        f"office={partnership.office.code}",
        f"programme={partnership.programme.code}",
        f"service={service.code}",
        f"people={people.code}",
        "role=implementer",
    ):
        assert codes(client.get(f"/api/v1/ngos/?{asked}")) == [partnership.ngo.code], asked


def test_a_partnership_that_may_not_be_seen_finds_no_ngo():
    draft = PartnershipFactory(complete=True)
    asked = f"/api/v1/ngos/?office={draft.office.code}"

    assert codes(program().get(asked)) == []
    ApiKey.objects.all().delete()

    assert codes(program(RegistrarFactory(office=draft.office)).get(asked)) == [draft.ngo.code]


def test_ngos_are_narrowed_by_their_own_particulars():
    ngo = NgoFactory(
        active=True, scope="local", kind="network", headquarters="UA", countries_of_presence=["UA", "XK"], acronym="SOS"
    )
    NgoFactory()
    client = program()

    for asked in ("scope=local", "kind=network", "status=active", "headquarters=UA", "country=XK", "search=sos"):
        assert codes(client.get(f"/api/v1/ngos/?{asked}")) == [ngo.code], asked


def test_an_observer_is_one_on_the_day_asked_for():
    ngo = ObserverDecisionFactory(decided_on=date(2002, 6, 5), effective_until=date(2005, 12, 31)).ngo
    lasting = ObserverDecisionFactory().ngo
    client = program()

    assert codes(client.get("/api/v1/ngos/?observer_on=2004-01-01")) == [ngo.code, lasting.code]
    assert codes(client.get("/api/v1/ngos/?observer_on=2006-01-01")) == [lasting.code]
    assert not told_of(client, ngo)["is_observer_today"]
    assert told_of(client, lasting)["is_observer_today"]


def test_decisions_are_narrowed_by_ngo_and_days():
    early = ObserverDecisionFactory(decided_on=date(1999, 1, 1))
    late = ObserverDecisionFactory(decided_on=date(2003, 1, 1))
    client = program()

    assert codes(client.get(f"/api/v1/observer-decisions/?ngo={early.ngo.code}")) == [early.code]
    assert codes(client.get("/api/v1/observer-decisions/?decided_from=2003-01-01")) == [late.code]
    assert codes(client.get("/api/v1/observer-decisions/?decided_until=2002-12-31&kind=granted")) == [early.code]
    assert codes(client.get("/api/v1/observer-decisions/?in_effect_on=2001-01-01")) == [early.code]


def test_an_event_tells_who_took_part():
    participation = factories.ParticipationFactory(capacity="speaker")
    client = program()

    found = client.get(f"/api/v1/dialogue-events/?ngo={participation.ngo.code}").json()["results"]

    assert [one["code"] for one in found] == [participation.event.code]
    assert found[0]["participations"][0]["ngo"]["code"] == participation.ngo.code
    assert codes(client.get(f"/api/v1/dialogue-events/?forum={participation.event.forum.code}")) == [found[0]["code"]]


def test_a_merged_record_names_its_survivor():
    merged = NgoFactory(merged=True)

    assert told_of(program(), merged)["merged_into"]["code"] == merged.merged_into.code
