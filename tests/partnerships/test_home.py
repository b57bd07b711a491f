"""The home page: what is in the registry, by area, role and office, and what waits for whoever looks."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from partnerships.models import Capacity, Role
from partnerships.pages import facets
from partnerships.pages.directory import Directory
from partnerships.pages.glance import WAITING_SHOWN, Line, glance_for
from tests.factories import (
    ActivityAreaFactory,
    AgreementFactory,
    AgreementPartnershipFactory,
    ChangeProposalFactory,
    FieldOfficeFactory,
    MistakeReportFactory,
    NgoFactory,
    OfficeReviewerFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    RegistrarFactory,
    ReviewEventFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def numbers(lines: Iterable[Line]) -> dict[str, tuple[int, int]]:
    """Return the NGOs and partnerships of each line that has any."""
    return {line.key: (line.ngos, line.partnerships) for line in lines if line.partnerships}


def home(client: Client, user: User) -> str:
    """Return the home page as the user sees it."""
    client.force_login(user)
    return client.get(reverse("home")).content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    page = client.get(reverse("home"))

    assert page.status_code == 302
    assert page["Location"] == f"{reverse('account_login')}?next=/"


def test_an_ngo_with_two_partnerships_is_one_ngo_in_area_role_and_office() -> None:
    ngo, office, area = NgoFactory(), FieldOfficeFactory(), ActivityAreaFactory()
    for _ in range(2):
        row = PartnershipFactory(approved=True, ngo=ngo, office=office, with_area=None)
        PartnershipAreaFactory(partnership=row, area=area)

    glance = glance_for()

    assert (glance.ngos, glance.partnerships) == (1, 2)
    assert numbers(glance.areas) == {area.code: (1, 2)}
    assert numbers(glance.roles) == {Role.IMPLEMENTER: (1, 2)}
    assert numbers(glance.offices) == {office.code: (1, 2)}


def test_two_capacities_of_one_role_count_once() -> None:
    row = PartnershipFactory(approved=True)
    PartnershipRoleFactory(partnership=row, role=Role.IMPLEMENTER, capacity=Capacity.TRAINER)

    glance = glance_for()

    assert numbers(glance.roles) == {Role.IMPLEMENTER: (1, 1)}


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
def test_only_what_is_approved_is_counted_even_for_an_administrator(status: str) -> None:
    PartnershipFactory(**{status: True})

    glance = glance_for()

    assert (glance.ngos, glance.partnerships, glance.programmes) == (0, 0, 0)
    assert numbers([*glance.areas, *glance.roles, *glance.offices]) == {}


def test_an_office_counts_what_it_leads_and_what_its_programmes_hold() -> None:
    leads, runs = FieldOfficeFactory(), FieldOfficeFactory()
    programme = ProgrammeOfficeFactory(office=runs).programme
    PartnershipFactory(approved=True, office=leads, programme=programme)
    PartnershipFactory(approved=True, office=runs, programme=programme)
    PartnershipFactory(approved=True, office=None, programme=ProgrammeFactory())

    glance = glance_for()

    assert numbers(glance.offices) == {leads.code: (1, 1), runs.code: (2, 2)}
    assert glance.without_office == 1


def test_each_number_is_that_of_the_directory_to_which_it_leads() -> None:
    viewer = UserFactory()
    PartnershipFactory(approved=True, programme=ProgrammeOfficeFactory().programme)
    PartnershipFactory(suspended=True)
    glance = glance_for()

    for parameter, lines in {"area": glance.areas, "role": glance.roles, "office": glance.offices}.items():
        for line in lines:
            assert Directory(QueryDict(urlencode({parameter: line.key})), viewer).total == line.ngos


def test_an_area_without_partnerships_is_named_and_a_retired_one_is_not(client: Client) -> None:
    PartnershipFactory(approved=True)
    ActivityAreaFactory(name="Special Programmes")
    ActivityAreaFactory(name="Of old", retired_on="2001-12-31")

    page = home(client, UserFactory())

    assert "Special Programmes" in page
    assert "Of old" not in page


def test_a_retired_area_is_named_as_long_as_partnerships_have_it(client: Client) -> None:
    row = PartnershipFactory(approved=True)
    PartnershipAreaFactory(partnership=row, area=ActivityAreaFactory(name="Of old", retired_on="2001-12-31"))

    page = home(client, UserFactory())

    assert "Of old" in page


def test_the_rows_lead_into_the_directory(client: Client) -> None:
    row = PartnershipFactory(approved=True, office=FieldOfficeFactory(name="IOM Dhaka"))

    page = home(client, UserFactory())

    assert f'href="{reverse("directory")}?office={row.office.code}"' in page
    assert f'href="{reverse("directory")}?role=implementer"' in page


def test_an_empty_registry_says_how_to_load_the_annex(client: Client) -> None:
    page = home(client, UserFactory())

    assert "The registry is empty" in page
    assert "make run" in page


def test_a_viewer_has_no_desk_and_no_button_to_register(client: Client) -> None:
    PartnershipFactory(submitted=True)

    page = home(client, UserFactory())

    assert "To review" not in page
    assert "To finish or mend" not in page
    assert reverse("register") not in page


def test_a_registrar_sees_the_own_offices_drafts_and_why_one_came_back(client: Client) -> None:
    dhaka = FieldOfficeFactory()
    mine = PartnershipFactory(returned=True, office=dhaka)
    PartnershipFactory(draft=True, ngo=NgoFactory(name="Somebody else's"))

    page = home(client, RegistrarFactory(office=dhaka))

    assert mine.get_absolute_url() in page
    assert "The office knows why." in page
    assert "Somebody else&#x27;s" not in page
    assert reverse("register") in page


def test_a_registrar_without_drafts_is_told_what_will_be_shown(client: Client) -> None:
    page = home(client, RegistrarFactory())

    assert "Nothing waits for you." in page


def test_a_reviewer_sees_what_waits_but_not_what_the_reviewer_submitted(client: Client) -> None:
    reviewer = UserFactory(reviewer=True)
    waits = PartnershipFactory(submitted=True)
    own = PartnershipFactory(submitted=True, moves__submitted_by=reviewer)

    page = home(client, reviewer)

    assert waits.get_absolute_url() in page
    assert own.get_absolute_url() not in page


def test_an_offices_reviewer_sees_what_that_office_submitted(client: Client) -> None:
    dhaka = FieldOfficeFactory()
    waits = PartnershipFactory(submitted=True, office=dhaka)
    elsewhere = PartnershipFactory(submitted=True)

    page = home(client, OfficeReviewerFactory(office=dhaka))

    assert waits.get_absolute_url() in page
    assert elsewhere.get_absolute_url() not in page


def test_a_long_desk_shows_its_first_rows_and_leads_to_the_rest(client: Client) -> None:
    rows = [PartnershipFactory(submitted=True) for _ in range(WAITING_SHOWN + 1)]

    page = home(client, UserFactory(reviewer=True))

    assert sum(row.get_absolute_url() in page for row in rows) == WAITING_SHOWN
    assert "All that wait for review" in page
    assert reverse("review-queue") in page


def test_what_waits_for_a_reviewer_is_counted_with_the_changes_that_offices_propose(client: Client) -> None:
    submitted, proposal = PartnershipFactory(submitted=True), ChangeProposalFactory()

    client.force_login(UserFactory(reviewer=True))
    desk = client.get(reverse("home")).context["desk"]

    assert desk.reviews.count == 2
    assert {line.partnership for line in desk.reviews.lines} == {submitted, proposal.partnership}


def test_of_very_many_the_numbers_are_estimates_and_say_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "EXACT_UP_TO", 10)
    # Of these numbers some are in every share.
    for number in range(1_000_000, 1_000_090):
        PartnershipFactory(approved=True, ngo=NgoFactory(pk=number))

    glance = glance_for()

    assert glance.is_estimate
    assert 30 <= glance.ngos <= 270
    assert "counted from a part" in home(client, UserFactory())


def test_what_a_colleague_approved_is_new_and_what_the_annex_brought_is_not(client: Client) -> None:
    new = PartnershipFactory(review_status="approved")
    approved = {"verb": "approve", "from_status": "submitted", "to_status": "approved"}
    ReviewEventFactory(partnership=new, by=UserFactory(), at=timezone.now(), **approved)
    brought = PartnershipFactory(review_status="approved")

    page = home(client, UserFactory())

    assert "New in the registry" in page
    assert new.get_absolute_url() in page
    assert brought.get_absolute_url() not in page


def test_what_ends_within_90_days_is_told_and_an_office_is_told_its_own(client: Client) -> None:
    today = timezone.localdate()
    soon = {"first_day": today, "last_day": today + timedelta(days=80), "date_precision": "day"}
    mine = PartnershipFactory(review_status="approved", **soon)
    other = PartnershipFactory(review_status="approved", **soon)
    later = PartnershipFactory(review_status="approved", **soon | {"last_day": today + timedelta(days=100)})
    agreement = AgreementFactory(**soon)
    AgreementPartnershipFactory(agreement=agreement, partnership=mine)

    office, everyone = home(client, RegistrarFactory(office=mine.office)), home(client, UserFactory())

    assert mine.get_absolute_url() in office
    assert other.get_absolute_url() not in office
    assert agreement.reference in office
    assert other.get_absolute_url() in everyone
    assert later.get_absolute_url() not in everyone


def test_a_reviewer_is_told_of_reported_mistakes(client: Client) -> None:
    MistakeReportFactory()

    assert "1 reported mistake waits" in home(client, UserFactory(reviewer=True))
    assert "reported mistake" not in home(client, UserFactory())


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_asks_as_many_queries_for_twelve_of_everything_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    office = FieldOfficeFactory()
    both = RegistrarFactory(office=office, reviewer=True)
    for _ in range(size):
        PartnershipFactory(approved=True, programme=ProgrammeOfficeFactory().programme)
        PartnershipFactory(submitted=True)
        PartnershipFactory(returned=True, office=office)
    client.force_login(both)

    # Session and user; duties; shares, one count of all, programmes, names of areas and offices; two desks, each with
    # its count; roles, areas, submissions and proposals of what waits; reports; what is new, what ends soon; notices.
    with django_assert_num_queries(22):
        client.get(reverse("home"))
