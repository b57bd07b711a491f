"""The list of programmes and the page of one."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from partnerships.models import Capacity, Role
from partnerships.pages.listing import PAGE_SIZE
from partnerships.pages.programme import ProgrammeList
from tests.admin.crowds import many
from tests.factories import (
    ActivityAreaFactory,
    FieldOfficeFactory,
    NgoFactory,
    OtherParticipantFactory,
    PartnershipCitationFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    ProgrammeAreaFactory,
    ProgrammeCitationFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    SourceDocumentFactory,
    UnnamedPartnersFactory,
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


def listed(client: Client, **query: object) -> str:
    """Return the list, narrowed."""
    return read(client, reverse("programmes"), **query)


def chosen(found: ProgrammeList) -> list[str]:
    """Return what the form over the list shows as chosen."""
    return [option.value for select in found.listing.selects for option in select.options if option.is_chosen]


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    client.logout()

    assert client.get(reverse("programmes")).status_code == 302
    assert client.get(ProgrammeFactory().get_absolute_url()).status_code == 302


def test_the_list_is_searched_whatever_the_accents_and_says_how_many_it_found(client: Client) -> None:
    ProgrammeFactory(title="Aide à Réunion")
    ProgrammeFactory(title="Welcome Home")

    page = listed(client, search="reunion")

    assert "1 programme" in page
    assert "Aide à Réunion" in page
    assert "Welcome Home" not in page


@pytest.mark.parametrize("by", ["area", "office", "country", "stage", "kind"])
def test_the_list_is_narrowed_by_each_choice_and_the_choice_can_be_taken_off(client: Client, by: str) -> None:
    area, office = ActivityAreaFactory(code="CT"), FieldOfficeFactory()
    wanted = ProgrammeFactory(title="Wanted", countries=["BD"], stage="ongoing", kind="study")
    ProgrammeAreaFactory(programme=wanted, area=area)
    ProgrammeOfficeFactory(programme=wanted, office=office)
    ProgrammeFactory(title="Unwanted", countries=["NP"])
    value = {"area": "CT", "office": office.code, "country": "BD", "stage": "ongoing", "kind": "study"}[by]

    found = client.get(reverse("programmes"), {by: value}).context["programmes"]

    assert [line.programme for line in found.lines] == [wanted]
    assert chosen(found) == [value]
    assert [chip.without for chip in found.listing.chips] == ["?"]


def test_what_is_asked_in_other_letters_is_chosen_all_the_same(client: Client) -> None:
    ProgrammeAreaFactory(area=ActivityAreaFactory(code="CT", name="Counter-Trafficking"))

    found = client.get(reverse("programmes"), {"area": "ct"}).context["programmes"]

    assert [(chip.title, chip.label) for chip in found.listing.chips] == [("Area of activity", "Counter-Trafficking")]
    assert chosen(found) == ["CT"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"area": "XX"}, "There is no area of activity with the code “XX”. It was left out."),
        ({"stage": "soon"}, "“soon” is none of these"),
        ({"country": "Bangladesh"}, "is not a country code"),
        ({"in_force_on": "soon"}, "This is not a day"),
        ({"page": "9"}, "This list knows no “page”; it was left out."),
        ({"cursor": "zz"}, "There is no such page of this list; the first is shown."),
        ({"search": "x" * 300}, "It was left out."),
    ],
)
def test_what_makes_no_sense_is_told_and_left_out(client: Client, query: dict[str, str], words: str) -> None:
    ProgrammeFactory(title="Welcome Home")

    page = listed(client, **query)

    assert words in page
    assert "Welcome Home" in page
    assert f'href="{reverse("programmes")}">Show all' in page


def test_a_country_without_programmes_is_called_by_its_name(client: Client) -> None:
    page = listed(client, country="BD")

    assert "Country: <bdi>Bangladesh</bdi>" in page
    assert "No programme fits all of this." in page


def test_an_empty_registry_says_how_programmes_come_into_it(client: Client) -> None:
    assert "No programme is on record yet." in listed(client)


def test_every_programme_comes_once_page_after_page_while_others_come_in_before(client: Client) -> None:
    many(ProgrammeFactory, PAGE_SIZE + 5, title=lambda number: f"Work {number:03}")

    first = client.get(reverse("programmes")).context["programmes"]
    ProgrammeFactory(title="A new one, far before")
    second = client.get(reverse("programmes") + first.paged.next).context["programmes"]

    titles = [line.programme.title for line in [*first.lines, *second.lines]]
    assert titles == [f"Work {number:03}" for number in range(PAGE_SIZE + 5)]
    assert (first.paged.first, first.paged.last) == (1, PAGE_SIZE)


def test_the_number_of_partners_is_that_of_ngos_in_approved_partnerships(client: Client) -> None:
    programme, ngo = ProgrammeFactory(), NgoFactory()
    for _ in range(2):
        PartnershipFactory(approved=True, programme=programme, ngo=ngo)
    PartnershipFactory(draft=True, programme=programme)

    assert "1 named partner" in listed(client)


def test_the_page_says_what_is_known_of_a_programme(client: Client) -> None:
    programme = ProgrammeFactory(
        title="Welcome Home",
        acronym="WH",
        kind="project",
        stage="completed",
        in_2001=True,
        objective="services",
        countries=["SV"],
        places=["Maslakh"],
        description="Helps people who come back.",
    )
    lead = ProgrammeAreaFactory(programme=programme, is_lead=True, area=ActivityAreaFactory(name="Returns", order=900))
    other = ProgrammeAreaFactory(programme=programme, area=ActivityAreaFactory(name="Emergency", order=899))
    office = ProgrammeOfficeFactory(programme=programme).office
    ProgrammeCitationFactory(programme=programme, sentence="An NGO pays for it.", part="annex", paragraph=23)

    page = read(client, programme.get_absolute_url())

    for words in (
        "Project",
        "Completed",
        "2001",
        "Services to migrants",
        "El Salvador",
        "Maslakh",
        "An NGO pays for it.",
    ):
        assert words in page
    assert page.index(f">{lead.area}<") < page.index(f">{other.area}<")
    assert office.get_absolute_url() in page
    assert "annex, paragraph 23" in page
    assert f"<bdi>{programme.title}</bdi>, {programme.code}." in page
    assert reverse("report-mistake", args=["programme", programme.code]) in page
    assert "the words of the title are ours" not in page


def test_a_title_of_ours_is_marked(client: Client) -> None:
    page = read(client, ProgrammeFactory(is_untitled=True).get_absolute_url())

    assert "Untitled in its source: the words of the title are ours." in page


def test_the_page_names_the_partners_with_roles_and_what_the_source_says(client: Client) -> None:
    programme = ProgrammeFactory()
    row = PartnershipFactory(approved=True, programme=programme, ngo=NgoFactory(name="Caritas"))
    PartnershipCitationFactory(partnership=row, sentence="It paid for the flights.")
    hidden = PartnershipFactory(suspended=True, programme=programme, ngo=NgoFactory(name="Somebody else"))

    page = read(client, programme.get_absolute_url())

    assert row.ngo.get_absolute_url() in page
    assert "service provider" in page
    assert "It paid for the flights." in page
    assert hidden.ngo.name not in page


def test_the_partners_of_one_role_can_be_shown_alone(client: Client) -> None:
    programme = ProgrammeFactory()
    PartnershipFactory(approved=True, programme=programme, ngo=NgoFactory(name="Caritas"))
    donor = PartnershipFactory(approved=True, programme=programme, ngo=NgoFactory(name="Diakonie"), with_role=None)
    PartnershipRoleFactory(partnership=donor, role=Role.DONOR, capacity=Capacity.FUNDER)

    page = read(client, programme.get_absolute_url(), role="donor")

    assert "Diakonie" in page
    assert "Caritas" not in page
    assert "There is no role “king”; all are shown." in read(client, programme.get_absolute_url(), role="king")
    assert "There is no such page" in read(client, programme.get_absolute_url(), cursor="zz")


def test_partners_without_a_name_and_other_parties_stand_with_their_citations(client: Client) -> None:
    programme = ProgrammeFactory()
    UnnamedPartnersFactory(
        programme=programme, count=13, words="NGOs under contract", sentence="Thirteen have contracts."
    )
    OtherParticipantFactory(programme=programme, name="UNHCR", words="took over", sentence="IOM handed it over.")

    page = read(client, programme.get_absolute_url())

    for words in ("13", "NGOs under contract", "Thirteen have contracts.", "UNHCR", "took over", "IOM handed it over."):
        assert words in page
    assert "United Nations agency" in page
    assert "No NGO is known by name to take part." in page


def test_who_may_edit_finds_the_form_and_others_do_not(client: Client) -> None:
    programme = ProgrammeFactory()

    assert programme.get_admin_url() not in read(client, programme.get_absolute_url())

    client.force_login(UserFactory(reviewer=True))
    assert programme.get_admin_url() in read(client, programme.get_absolute_url())


def test_a_code_that_no_programme_has_is_not_found(client: Client) -> None:
    assert client.get(reverse("programme", args=["PRG-99999"])).status_code == 404


def test_a_code_in_small_letters_leads_to_the_programme(client: Client) -> None:
    programme = ProgrammeFactory()

    response = client.get(reverse("programme", args=[programme.code.lower()]))

    assert (response.status_code, response["Location"]) == (301, programme.get_absolute_url())


def crowd(size: int) -> str:
    """Make a programme with as many of everything, and return the address of its page."""
    programme = ProgrammeFactory()
    for _ in range(size):
        ProgrammeAreaFactory(programme=programme)
        ProgrammeOfficeFactory(programme=programme)
        row = PartnershipFactory(approved=True, programme=programme)
        PartnershipCitationFactory(partnership=row)
        UnnamedPartnersFactory(programme=programme)
        OtherParticipantFactory(programme=programme)
    document = SourceDocumentFactory()
    for number in range(size):
        ProgrammeCitationFactory(programme=programme, document=document, paragraph=number + 1)
    return str(programme.get_absolute_url())


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_asks_as_many_queries_for_twelve_of_everything_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    address = crowd(size)

    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        client.get(address)


@pytest.mark.parametrize("size", [1, 12])
def test_the_list_asks_as_many_queries_for_twelve_programmes_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    for _ in range(size):
        crowd(1)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("programmes"))


# Session, user and offices of the user; the programme with areas and offices; partners with eight kinds of parts,
# counted at once; citations, partners without a name, other parties; unread notices.
QUERIES_OF_THE_PAGE = 25
# Session, user and offices of the user; three choices; programmes with areas and offices, counted, their partners;
# unread notices.
QUERIES_OF_THE_LIST = 14
