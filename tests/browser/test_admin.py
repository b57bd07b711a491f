"""The admin in a real browser: offices draft, reviewers approve, the tabs of the workbench open, all fits a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from partnerships.models import Partnership
from tests.admin.visits import page_of
from tests.browser.test_look import overflow, sign_in
from tests.factories import (
    ActivityAreaFactory,
    ContactFactory,
    DialogueEventFactory,
    FieldOfficeFactory,
    IdentifierFactory,
    NgoCitationFactory,
    NgoFactory,
    NgoNameFactory,
    NgoRelationFactory,
    ObserverDecisionFactory,
    ParticipationFactory,
    PartnershipFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def complaints(page: Page) -> Iterator[list[str]]:
    """Gather what the browser complains of, and fail on any."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    yield heard
    assert heard == []


def tab(page: Page, name: str) -> None:
    """Open a tab of the form by its name."""
    page.locator("#tabs-items").get_by_role("link", name=re.compile(rf"^\s*{name}", re.IGNORECASE)).first.click()


def choose(page: Page, field: str, words: str) -> None:
    """Find a record in an autocomplete by some words, and choose it."""
    page.locator(f"#select2-{field}-container").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def test_an_office_drafts_and_submits_and_a_reviewer_approves(page: Page, live_server: LiveServer) -> None:
    office = FieldOfficeFactory(name="IOM Dhaka")
    registrar, reviewer = RegistrarFactory(office=office), UserFactory(reviewer=True)
    NgoFactory(name="Shelter", active=True)
    ActivityAreaFactory(name="Counter-trafficking")
    sign_in(page, live_server, registrar.email)

    page.goto(f"{live_server.url}{page_of(Partnership, 'add')}")
    choose(page, "id_ngo", "Shelter")
    page.locator("#id_summary").fill("They give shelter.")
    tab(page, "Roles")
    page.get_by_role("link", name="Add another Role").click()
    page.locator("#id_roles-0-role").select_option("implementer")
    page.locator("#id_roles-0-capacity").select_option("service_provider")
    tab(page, "Areas of activity")
    page.get_by_role("link", name="Add another Area of activity").click()
    choose(page, "id_partnership_areas-0-area", "Counter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()

    row = Partnership.objects.get()
    page.goto(f"{live_server.url}{page_of(row)}")
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("submitted for review").first).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, live_server, reviewer.email)
    page.goto(f"{live_server.url}{page_of(row)}")
    page.get_by_role("link", name="Approve").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".registry-review__status")).to_have_text("Approved")
    row.refresh_from_db()
    assert (row.office, row.review_status) == (office, "approved")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_tabs_of_the_workbench_open_and_fit(page: Page, live_server: LiveServer, width: int) -> None:
    ngo = NgoFactory(name="Shelter", active=True)
    NgoNameFactory(ngo=ngo, name="Abri")
    IdentifierFactory(ngo=ngo)
    ContactFactory(ngo=ngo)
    ObserverDecisionFactory(ngo=ngo)
    NgoRelationFactory(ngo=ngo)
    NgoRelationFactory(other=ngo)
    NgoCitationFactory(ngo=ngo)
    ParticipationFactory(ngo=ngo, event=DialogueEventFactory(title="Annual consultation"))
    PartnershipFactory(approved=True, ngo=ngo)
    page.set_viewport_size({"width": width, "height": 740})
    sign_in(page, live_server, UserFactory(administrator=True).email)
    page.goto(f"{live_server.url}{page_of(ngo)}")

    for name, group in {
        "Other names": "names",
        "Identifiers": "identifiers",
        "Contacts": "contacts",
        "Observer decisions": "observer_decisions",
        "Relations to other": "relations",
        "Relations from others": "relations_from_others",
        "Citations": "citations",
        "Partnerships": "partnerships",
        "Dialogue": "participations",
        "History": "history",
    }.items():
        tab(page, name)
        expect(page.locator(f"#{group}-group")).to_be_visible()
        assert overflow(page) == 0, name
