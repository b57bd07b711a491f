"""The ways through the pages that people take: at a desk, without a script, and on a phone."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from ngos.models import JournalNote
from partnerships.models import Partnership
from tests.browser.test_look import overflow, sign_in
from tests.factories import (
    ActivityAreaFactory,
    FieldOfficeFactory,
    MistakeReportFactory,
    NgoFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    ProgrammeAreaFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Visitor:
    """Somebody at a browser."""

    page: Page
    has_script: bool = True
    has_phone: bool = False

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of this name; on a phone, the page to which it leads fits."""
        self.page.get_by_role("link", name=name).first.click()
        self.look()

    def press(self, name: str) -> None:
        """Press the button of this name; on a phone, the page that answers fits."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.look()

    def look(self) -> None:
        """See that the page fits the phone."""
        expect(self.page.locator("main")).to_be_visible()
        assert not self.has_phone or overflow(self.page) == 0, self.page.url

    def sees(self, words: str) -> None:
        """See these words on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def tick(self, value: str) -> None:
        """Tick a value of a facet: with a script that is all; without one, a button shows the list."""
        if self.has_phone:
            self.follow("Narrow by area, role, office")
        box = self.page.get_by_role("checkbox", name=value)
        if self.has_script:
            with self.page.expect_navigation():
                box.click()
            self.look()
        else:
            box.check()
            self.press("Show the list")

    def results(self) -> Locator:
        """Return the names of the partners in the list."""
        return self.page.locator(".partner__name a")


@pytest.fixture(params=["at a desk", "without a script", "on a phone"])
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visitor]:
    """Open a page in a browser of each kind; nothing may break its policy."""
    heard: list[str] = []
    has_script, has_phone = request.param != "without a script", request.param == "on a phone"
    context = browser.new_context(
        java_script_enabled=has_script,
        viewport={"width": 360 if has_phone else 1280, "height": 740},
        has_touch=has_phone,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    yield Visitor(page, has_script, has_phone)
    context.close()
    assert heard == []


@pytest.fixture
def reader(transactional_db: None) -> User:
    """Make a reader, and partners to be found."""
    area, office = ActivityAreaFactory(name="Counter-Trafficking"), FieldOfficeFactory(name="IOM Dhaka")
    programme = ProgrammeFactory(title="Shelter for those who return")
    ProgrammeAreaFactory(programme=programme, area=area)
    ProgrammeOfficeFactory(programme=programme, office=office)
    from_2001_to_2003 = {
        "first_day": date(2001, 1, 1),
        "last_day": date(2003, 12, 31),
        "date_precision": "day",
        "programme": programme,
        "office": office,
    }
    for name, known in {"Caritas Österreich": from_2001_to_2003, "Caritas Italiana": {}}.items():
        row = PartnershipFactory(approved=True, ngo__name=name, **known)
        PartnershipAreaFactory(partnership=row, area=area)
    NgoFactory.create_batch(26, active=True)
    reader: User = UserFactory(email="ana@iom.example")
    return reader


def test_a_reader_searches_narrows_and_takes_the_list_along(
    visitor: Visitor, live_server: LiveServer, reader: User
) -> None:
    page = visitor.page
    sign_in(page, live_server, reader.email)

    page.get_by_role("searchbox").fill("carritas")
    visitor.press("Search")
    visitor.sees("This is written similarly.")
    expect(visitor.results()).to_have_count(2)

    visitor.tick("Counter-Trafficking")
    visitor.tick("IOM Dhaka")
    expect(visitor.results()).to_have_text(["Caritas Österreich"])
    visitor.follow("Take off field office: IOM Dhaka")
    expect(visitor.results()).to_have_count(2)

    page.get_by_label("As of").fill("2002-06-05")
    visitor.press("Search")
    visitor.sees("1 certainly in force")
    expect(visitor.results()).to_have_text(["Caritas Österreich"])
    visitor.follow("1 not dated well enough to say")
    expect(visitor.results()).to_have_text(["Caritas Italiana"])

    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["name"] for row in rows] == ["Caritas Italiana"]

    visitor.follow("Save search")
    page.get_by_label("Name").fill("Undated")
    visitor.press("Save search")
    page.goto(f"{live_server.url}/ngos/")
    visitor.look()
    visitor.follow("Next")
    visitor.sees("26 to 28 of 28")
    visitor.follow("Previous")
    visitor.sees("1 to 25 of 28")
    visitor.follow("Undated")
    expect(visitor.results()).to_have_text(["Caritas Italiana"])


def test_a_reader_follows_a_partner_to_all_it_is_part_of_and_reports_a_mistake(
    visitor: Visitor, live_server: LiveServer, reader: User
) -> None:
    page = visitor.page
    sign_in(page, live_server, reader.email)
    page.goto(f"{live_server.url}/ngos/")

    for name in ["Caritas Österreich", "Shelter for those who return", "IOM Dhaka", "Counter-Trafficking"]:
        visitor.follow(name)
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    for name in ["IOM Dhaka", "Shelter for those who return", "Caritas Österreich"]:
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)

    visitor.follow("Report a mistake on this record")
    visitor.press("Send report")
    visitor.sees("This field is required.")
    page.get_by_label("What is wrong, and what would be right?").fill("It is written with an Ö.")
    visitor.press("Send report")
    visitor.sees("Thank you")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Caritas Österreich")


def test_a_reviewer_settles_approves_notes_down_and_changes_the_language(
    visitor: Visitor, live_server: LiveServer, transactional_db: None
) -> None:
    page, reviewer = visitor.page, UserFactory(reviewer=True, email="rosa@iom.example")
    row = PartnershipFactory(submitted=True, ngo__name="Shelter")
    report = MistakeReportFactory(ngo=row.ngo, words="The acronym is missing.")
    sign_in(page, live_server, reviewer.email)

    visitor.follow("1 reported mistake waits")
    visitor.follow(re.compile("^Settle ?: Shelter"))
    visitor.sees("The acronym is missing.")
    page.get_by_label("What was done").fill("It is added.")
    visitor.press("Settle")
    report.refresh_from_db()
    assert report.answer == "It is added."

    page.goto(f"{live_server.url}{row.get_absolute_url()}")
    visitor.look()
    visitor.page.locator(".record-head").get_by_role("link", name="Review").click()
    visitor.look()
    visitor.press("Approve")
    visitor.sees("Approved")
    assert Partnership.objects.get().review_status == "approved"

    page.goto(f"{live_server.url}{row.ngo.get_absolute_url()}")
    visitor.look()
    visitor.follow("Add a note")
    page.get_by_label("Kind").select_option("visit")
    page.get_by_label("What was said or seen").fill("They move to Sylhet.")
    visitor.press("Save note")
    visitor.sees("Your note is in the journal.")
    visitor.follow("Change")
    page.get_by_label("What was said or seen").fill("They moved to Sylhet.")
    visitor.press("Save note")
    visitor.sees("They moved to Sylhet.")
    visitor.follow("Take out")
    visitor.press("Take it out")
    visitor.sees("The note is taken out of the journal.")
    assert not JournalNote.objects.exists()

    visitor.press("Français")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.goto(f"{live_server.url}/ngos/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    visitor.look()
