"""What holds for every list and every record of the API."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ApiKeyScope
from exchange.urls import router
from tests import factories
from tests.clients import codes, program
from tests.factories import PartnershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def an_area() -> str:
    area = factories.ActivityAreaFactory()
    factories.ServiceFactory(area=area)
    factories.ActivityAreaCitationFactory(area=area)
    return area.code


def an_office() -> str:
    office = factories.FieldOfficeFactory(parent=factories.FieldOfficeFactory())
    factories.FieldOfficeCitationFactory(office=office)
    return office.code


def a_programme() -> str:
    programme = factories.ProgrammeFactory()
    factories.ProgrammeAreaFactory(programme=programme)
    factories.ProgrammeOfficeFactory(programme=programme)
    factories.ProgrammeCitationFactory(programme=programme)
    return programme.code


def an_ngo() -> str:
    ngo = factories.NgoFactory(merged=True)
    factories.NgoNameFactory(ngo=ngo)
    factories.NgoRelationFactory(ngo=ngo)
    factories.NgoCitationFactory(ngo=ngo)
    factories.IdentifierFactory(ngo=ngo)
    factories.ContactFactory(ngo=ngo)
    return ngo.code


def a_decision() -> str:
    return factories.ObserverDecisionFactory(document=factories.SourceDocumentFactory()).code


def an_event() -> str:
    return factories.ParticipationFactory().event.code


def a_partnership() -> str:
    partnership = PartnershipFactory(approved=True, programme=factories.ProgrammeOfficeFactory().programme)
    factories.PartnershipServiceFactory(partnership=partnership)
    factories.PartnershipPeopleFactory(partnership=partnership)
    factories.PartnershipCitationFactory(partnership=partnership)
    factories.NgoNameFactory(ngo=partnership.ngo)
    return partnership.code


def an_agreement() -> str:
    agreement = factories.AgreementFactory()
    factories.AgreementPartyFactory(agreement=agreement)
    factories.AgreementDocumentFactory(agreement=agreement)
    factories.AmendmentFactory(agreement=agreement)
    factories.AgreementPartnershipFactory(agreement=agreement, partnership=PartnershipFactory(approved=True))
    return agreement.code


MAKERS: dict[str, Callable[[], str]] = {
    "agreements": an_agreement,
    "areas": an_area,
    "dialogue-events": an_event,
    "dialogue-forums": lambda: factories.DialogueForumFactory().code,
    "documents": lambda: factories.SourceDocumentFactory().code,
    "ngos": an_ngo,
    "observer-decisions": a_decision,
    "offices": an_office,
    "other-participants": lambda: factories.OtherParticipantFactory().code,
    "partnerships": a_partnership,
    "people-served": lambda: factories.PeopleServedFactory().code,
    "programmes": a_programme,
    "services": lambda: factories.ServiceFactory().code,
    "unnamed-partners": lambda: factories.UnnamedPartnersFactory().code,
}
LISTS = sorted(MAKERS)


def test_every_list_of_the_api_is_tested_here():
    assert sorted(prefix for prefix, _viewset, _name in router.registry) == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_many_queries_for_60_rows_as_for_10(name: str):
    client = program(UserFactory(reviewer=True), scopes=(ApiKeyScope.READ, ApiKeyScope.CONTACTS))
    counts = []

    for more in (10, 50):
        for _ in range(more):
            MAKERS[name]()
        client.get(f"/api/v1/{name}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(f"/api/v1/{name}/?page_size=200")
        assert len(codes(page)) >= more
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", LISTS)
def test_a_record_is_found_by_its_code_whatever_the_case(name: str):
    client, code = program(), MAKERS[name]()

    listed = next(one for one in client.get(f"/api/v1/{name}/").json()["results"] if one["code"] == code)

    for spelled in (code, code.lower(), code.upper()):
        assert client.get(f"/api/v1/{name}/{spelled}/").json() == listed
    assert listed["url"] == f"http://testserver/api/v1/{name}/{code}/"


@pytest.mark.parametrize("name", LISTS)
def test_every_address_in_a_record_leads_to_a_record(name: str):
    client, code = program(), MAKERS[name]()

    record = client.get(f"/api/v1/{name}/{code}/").json()

    for url in addresses(record):
        assert client.get(url).status_code == 200, url


def addresses(told: object) -> set[str]:
    """Return the addresses of records in what is told, however deep."""
    if isinstance(told, dict):
        own = {told["url"]} if "url" in told else set()
        return own.union(*(addresses(inner) for inner in told.values()))
    return set().union(*(addresses(inner) for inner in told)) if isinstance(told, list) else set()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ({}, 200),
        ({"scopes": (ApiKeyScope.CONTACTS,)}, 403),
        ({"expired": True}, 401),
        ({"revoked": True}, 401),
    ],
    ids=["a reading key", "a key that may not read", "an expired key", "a revoked key"],
)
def test_a_key_opens_what_it_may(name: str, who: dict, status: int):
    client, code = program(**who), MAKERS[name]()

    assert client.get(f"/api/v1/{name}/").status_code == status
    assert client.get(f"/api/v1/{name}/{code}/").status_code == status


@pytest.mark.parametrize("name", LISTS)
def test_a_session_opens_the_api_and_nobody_comes_in_without(client, name: str):
    MAKERS[name]()
    assert client.get(f"/api/v1/{name}/").status_code == 401

    client.force_login(UserFactory())

    assert client.get(f"/api/v1/{name}/").status_code == 200


def test_a_key_of_somebody_who_may_no_longer_sign_in_opens_nothing():
    assert program(UserFactory(inactive=True)).get("/api/v1/ngos/").status_code == 401


def test_the_front_door_names_every_list():
    told = program().get("/api/v1/").json()

    assert sorted(told) == LISTS


def test_an_address_without_its_last_slash_is_led_on():
    response = program().get("/api/v1/ngos")

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/ngos/"
