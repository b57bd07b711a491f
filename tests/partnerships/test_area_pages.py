"""The list of areas of activity and the page of one."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from partnerships.models import Capacity, Role
from partnerships.pages.listing import PAGE_SIZE
from tests.factories import (
    ActivityAreaCitationFactory,
    ActivityAreaFactory,
    NgoFactory,
    PartnershipAreaFactory,
    PartnershipCitationFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    ProgrammeAreaFactory,
    ProgrammeFactory,
    ServiceFactory,
    SourceDocumentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reader(client: Client) -> User:
    """A viewer who is signed in."""
    user: User = UserFactory()
    client.force_login(user)
    return user


def read(client: Client, address: str, **query: object) -> str:
    """Return the page as it is read."""
    response = client.get(address, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def partnership(area: object, **values: object) -> object:
    """Make an approved partnership in the area."""
    row = PartnershipFactory(**{"approved": True, "with_area": None, **values})
    PartnershipAreaFactory(partnership=row, area=area)
    return row


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    client.logout()

    assert client.get(reverse("areas")).status_code == 302
    assert client.get(ActivityAreaFactory().get_absolute_url()).status_code == 302


def test_the_list_counts_ngos_once_and_programmes_and_only_what_is_approved(client: Client) -> None:
    area, ngo = ActivityAreaFactory(), NgoFactory()
    for _ in range(2):
        partnership(area, ngo=ngo)
    partnership(area, approved=False, draft=True)
    ProgrammeAreaFactory(area=area)

    (line,) = client.get(reverse("areas")).context["lines"]

    assert (line.ngos.number, line.programmes) == (1, 1)


def test_a_retired_area_is_listed_as_long_as_partnerships_have_it(client: Client) -> None:
    kept, gone = (ActivityAreaFactory(name=name, retired_on="2001-12-31") for name in ("Kept", "Gone"))
    partnership(kept)

    page = read(client, reverse("areas"))

    assert "Kept" in page
    assert "retired on 31 December 2001" in page
    assert gone.name not in page


def test_an_empty_registry_says_who_adds_areas(client: Client) -> None:
    assert "No area is on record yet" in read(client, reverse("areas"))


def test_the_page_explains_the_area_its_names_and_its_services(client: Client) -> None:
    area = ActivityAreaFactory(
        code="MR",
        name="Human Rights of Migrants",
        name_in_paper="Migrants’ Rights",
        description="Making rights known.",
        is_cross_cutting=True,
    )
    ActivityAreaCitationFactory(area=area, sentence="NGOs hold events.", part="body", paragraph=10)
    ServiceFactory(area=area, name="Workshops", description="Days of learning.", sentence="They organize workshops.")

    page = read(client, area.get_absolute_url())

    for words in ("Making rights known.", "Migrants’ Rights", "not on it", "a theme in all work", "NGOs hold events."):
        assert words in page
    for words in ("Workshops", "Days of learning.", "They organize workshops."):
        assert words in page
    assert reverse("report-mistake", args=["area", "MR"]) in page


def test_the_page_names_the_partners_by_role_and_leads_to_them_in_the_directory(client: Client) -> None:
    area = ActivityAreaFactory(code="CT")
    partnership(area, ngo=NgoFactory(name="Caritas"))
    donor = partnership(area, ngo=NgoFactory(name="Diakonie"), with_role=None)
    PartnershipRoleFactory(partnership=donor, role=Role.DONOR, capacity=Capacity.FUNDER)
    partnership(area, approved=False, submitted=True, ngo=NgoFactory(name="Not yet"))
    partnership(ActivityAreaFactory(), ngo=NgoFactory(name="Elsewhere"))

    everyone, donors = (read(client, area.get_absolute_url(), **query) for query in ({}, {"role": "donor"}))

    assert "Caritas" in everyone
    assert "Diakonie" in everyone
    assert "Not yet" not in everyone
    assert "Elsewhere" not in everyone
    assert "Caritas" not in donors
    assert f'href="{reverse("directory")}?area=CT"' in everyone
    assert 'href="?role=donor#partners"' in everyone


def test_the_partners_come_page_after_page_each_once(client: Client) -> None:
    area = ActivityAreaFactory()
    for number in range(PAGE_SIZE + 3):
        partnership(area, ngo=NgoFactory(name=f"Ngo {number:03}"))

    first = client.get(area.get_absolute_url()).context["page"].partners
    second = client.get(area.get_absolute_url() + first.paged.next.partition("#")[0]).context["page"].partners

    names = [one.entry.partnership.ngo.name for one in [*first.shown, *second.shown]]
    assert names == [f"Ngo {number:03}" for number in range(PAGE_SIZE + 3)]
    assert first.ngos == PAGE_SIZE + 3
    assert second.paged.previous


def test_the_programmes_of_the_area_are_named(client: Client) -> None:
    area = ActivityAreaFactory(code="CT")
    inside = ProgrammeAreaFactory(area=area).programme
    outside = ProgrammeFactory(title="Elsewhere")

    page = read(client, area.get_absolute_url())

    assert inside.get_absolute_url() in page
    assert outside.get_absolute_url() not in page


def test_an_area_that_is_unknown_is_not_found_and_small_letters_lead_on(client: Client) -> None:
    area = ActivityAreaFactory(code="CT")

    assert client.get(reverse("area", args=["XX"])).status_code == 404
    assert client.get(reverse("area", args=["ct"]))["Location"] == area.get_absolute_url()


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_asks_as_many_queries_for_twelve_of_everything_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    area, document = ActivityAreaFactory(), SourceDocumentFactory()
    for number in range(size):
        programme = ProgrammeAreaFactory(area=area).programme
        PartnershipCitationFactory(partnership=partnership(area, programme=programme))
        ServiceFactory(area=area)
        ActivityAreaCitationFactory(area=area, document=document, paragraph=number + 1)

    # Session, user and offices of the user; the area; partners with their parts, counted at once; citations;
    # services; programmes with their parts, counted, and their partners; unread notices.
    with django_assert_num_queries(25):
        client.get(area.get_absolute_url())


@pytest.mark.parametrize("size", [1, 12])
def test_the_list_asks_as_many_queries_for_twelve_areas_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    for _ in range(size):
        partnership(ProgrammeAreaFactory().area)

    # Session, user and offices of the user; all areas; shares, NGOs and programmes of each; the areas shown; notices.
    with django_assert_num_queries(9):
        client.get(reverse("areas"))
