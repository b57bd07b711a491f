"""The list of offices and the page of one."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from ngos.models import FocalPerson, Ngo
from ngos.querysets import share_of
from partnerships.pages import facets, tallies
from tests.factories import (
    FieldOfficeCitationFactory,
    FieldOfficeFactory,
    NgoFactory,
    PartnershipCitationFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
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


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    client.logout()

    assert client.get(reverse("offices")).status_code == 302
    assert client.get(FieldOfficeFactory().get_absolute_url()).status_code == 302


def test_offices_stand_under_their_countries_in_the_order_of_the_countries_names(client: Client) -> None:
    vienna = FieldOfficeFactory(name="IOM Vienna", country="AT")
    placement = FieldOfficeFactory(name="IOM placement office", country="AF")
    kabul = FieldOfficeFactory(name="IOM Kabul", country="AF")

    offices = client.get(reverse("offices")).context["offices"]

    found = [(country.name, [line.office for line in country.offices]) for country in offices.countries]
    assert found == [("Afghanistan", [kabul, placement]), ("Austria", [vienna])]


def test_the_list_counts_the_ngos_an_office_leads_or_has_in_its_programmes_and_its_programmes(client: Client) -> None:
    office = FieldOfficeFactory()
    programme = ProgrammeOfficeFactory(office=office).programme
    PartnershipFactory(approved=True, office=office)
    PartnershipFactory(approved=True, office=None, programme=programme)
    PartnershipFactory(draft=True, office=office)

    line = client.get(reverse("offices")).context["offices"].countries[0].offices[0]

    assert (line.ngos.number, line.programmes) == (2, 1)


def test_of_very_many_ngos_an_offices_number_is_an_estimate_and_says_so_but_few_are_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "EXACT_UP_TO", 10)
    monkeypatch.setattr(tallies, "FEW", 2)
    large, small, idle = (FieldOfficeFactory(name=name) for name in ("A", "B", "C"))
    # Of these numbers some are in every share, and the last three in none of those looked at.
    for number in range(1_000_000, 1_000_090):
        PartnershipFactory(approved=True, office=large, ngo=NgoFactory(pk=number))
    for ngo in Ngo.objects.alias(share=share_of("pk")).order_by("-share")[:3]:
        PartnershipFactory(approved=True, office=small, ngo=ngo)

    (country,) = client.get(reverse("offices")).context["offices"].countries

    about, *exact = [line.ngos for line in country.offices]
    assert about.is_estimate
    assert 30 <= about.number <= 270
    assert exact == [(3, False), (0, False)]
    assert f"about {about.number} NGOs" in read(client, reverse("offices"))
    assert idle.name in read(client, reverse("offices"))


def test_the_list_is_searched_and_narrowed_by_country_and_kind(client: Client) -> None:
    FieldOfficeFactory(name="IOM Wien", city="Wien", country="AT", kind="coordination")
    FieldOfficeFactory(name="IOM Kabul", country="AF")

    for query in ({"search": "wien"}, {"country": "AT"}, {"kind": "coordination"}):
        page = read(client, reverse("offices"), **query)
        assert "1 office" in page
        assert "IOM Wien" in page
        assert "IOM Kabul" not in page


def test_what_makes_no_sense_is_told_and_left_out(client: Client) -> None:
    FieldOfficeFactory(name="IOM Kabul")

    page = read(client, reverse("offices"), country="Atlantis")

    assert "is not a country code" in page
    assert "IOM Kabul" in page
    assert "No office fits all of this." in read(client, reverse("offices"), country="FR")


def test_an_empty_registry_says_who_adds_offices(client: Client) -> None:
    assert "No office is on record yet" in read(client, reverse("offices"))


def test_the_page_says_what_is_known_of_an_office(client: Client) -> None:
    parent = FieldOfficeFactory(name="IOM Geneva")
    office = FieldOfficeFactory(
        name="IOM Nairobi",
        kind="regional",
        city="Nairobi",
        country="KE",
        countries_covered=["SO"],
        parent=parent,
        first_day=date(2001, 1, 1),
        date_precision="year",
    )
    sub_office = FieldOfficeFactory(name="IOM Mombasa", parent=office)
    FieldOfficeCitationFactory(office=office, sentence="It runs orientation.", part="annex", paragraph=11)

    page = read(client, office.get_absolute_url())

    for words in ("Regional office", "Kenya", "Somalia", "since 2001", "It runs orientation.", "annex, paragraph 11"):
        assert words in page
    assert parent.get_absolute_url() in page
    assert sub_office.get_absolute_url() in page
    assert reverse("report-mistake", args=["office", office.code]) in page


def test_the_page_names_partners_and_programmes_and_nothing_that_is_not_approved(client: Client) -> None:
    office, programme = FieldOfficeFactory(), ProgrammeFactory(title="Welcome Home")
    ProgrammeOfficeFactory(office=office, programme=programme)
    leads = PartnershipFactory(approved=True, office=office, ngo=NgoFactory(name="Caritas"))
    runs = PartnershipFactory(approved=True, office=None, programme=programme, ngo=NgoFactory(name="Diakonie"))
    PartnershipCitationFactory(partnership=leads, sentence="It lent tents.")
    PartnershipFactory(submitted=True, office=office, ngo=NgoFactory(name="Not yet"))
    PartnershipFactory(approved=True, ngo=NgoFactory(name="Elsewhere"))

    page = read(client, office.get_absolute_url())

    assert leads.ngo.get_absolute_url() in page
    assert runs.ngo.get_absolute_url() in page
    assert programme.get_absolute_url() in page
    assert "It lent tents." in page
    assert "Not yet" not in page
    assert "Elsewhere" not in page
    assert f"{reverse('directory')}?office={office.code}" in page


def test_the_focal_persons_of_today_are_named_and_those_of_old_are_not(client: Client) -> None:
    office, ngo = FieldOfficeFactory(), NgoFactory(name="Caritas")
    today, before = UserFactory(name="Ana Today"), UserFactory(name="Ben Before")
    FocalPerson.objects.create(office=office, ngo=ngo, user=today, starts_on=date(2001, 1, 1))
    FocalPerson.objects.create(
        office=office, ngo=ngo, user=before, starts_on=date(2001, 1, 1), ends_on=date(2001, 12, 31)
    )

    page = read(client, office.get_absolute_url())

    assert "Ana Today" in page
    assert "since 1 January 2001" in page
    assert "Ben Before" not in page


def test_an_office_of_which_nothing_is_known_says_so_in_each_section(client: Client) -> None:
    page = read(client, FieldOfficeFactory().get_absolute_url())

    for words in ("No approved partnership names this office yet.", "Nobody is named.", "No source is cited"):
        assert words in page


def test_a_code_that_no_office_has_is_not_found_and_small_letters_lead_on(client: Client) -> None:
    office = FieldOfficeFactory()

    assert client.get(reverse("office", args=["OFF-99999"])).status_code == 404
    assert client.get(reverse("office", args=[office.code.lower()]))["Location"] == office.get_absolute_url()


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_asks_as_many_queries_for_twelve_of_everything_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    office = FieldOfficeFactory(parent=FieldOfficeFactory())
    document = SourceDocumentFactory()
    for number in range(size):
        FieldOfficeFactory(parent=office)
        programme = ProgrammeOfficeFactory(office=office).programme
        PartnershipCitationFactory(partnership=PartnershipFactory(approved=True, office=office, programme=programme))
        FocalPerson.objects.create(office=office, ngo=NgoFactory(), user=UserFactory())
        FieldOfficeCitationFactory(office=office, document=document, paragraph=number + 1)

    # Session, user and offices of the user; the office with its parent; partners with their parts, counted at
    # once; citations; programmes with their parts, counted, and their partners; focal persons, counted; sub-offices;
    # unread notices.
    with django_assert_num_queries(27):
        client.get(office.get_absolute_url())


@pytest.mark.parametrize("size", [1, 12])
def test_the_list_asks_as_many_queries_for_twelve_offices_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    for _ in range(size):
        PartnershipFactory(approved=True, office=ProgrammeOfficeFactory().office)

    # Session, user and offices of the user; countries; shares, NGOs and programmes of each office; offices; notices.
    with django_assert_num_queries(9):
        client.get(reverse("offices"))
