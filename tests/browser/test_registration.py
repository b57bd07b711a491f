"""An office registers a collaboration, a reviewer returns and approves it: at a desk, without a script, on a phone."""

import re
from dataclasses import dataclass

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from ngos.models import Distinction, Ngo
from partnerships.models import Partnership
from tests.browser.test_look import overflow
from tests.factories import (
    PASSWORD,
    ActivityAreaFactory,
    FieldOfficeFactory,
    NgoFactory,
    PartnershipFactory,
    RegistrarFactory,
    ServiceFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What a phone on a slow link may be made to load: at first, and later.
FIRST, LATER = 60_000, 15_000
NEW = "WARBE Foundation"
SIZES = ("responseBodySize", "responseHeadersSize")


@dataclass
class Office:
    """Those who take part, and what the registry holds before they begin."""

    rahima: User
    claire: User
    known: Ngo


@pytest.fixture
def office(transactional_db: None) -> Office:
    """Make an office with a registrar, a reviewer, a partner whom the registry knows, and things to choose from."""
    dhaka = FieldOfficeFactory(name="IOM Dhaka", country="BD")
    known = NgoFactory(
        name="Welfare Association of Repatriated Bangladeshi Employees", acronym="WARBE", headquarters="BD", active=True
    )
    area = ActivityAreaFactory(name="Counter-Trafficking")
    ServiceFactory(name="Shelter", area=area)
    PartnershipFactory(ngo=known, office=dhaka, approved=True)
    rahima = RegistrarFactory(office=dhaka, email="rahima@iom.example", name="Rahima")
    claire = UserFactory(reviewer=True, email="claire@iom.example", name="Claire")
    return Office(rahima, claire, known)


class Person:
    """Somebody at a browser, in a language."""

    def __init__(
        self, browser: Browser, server: LiveServer, language: str = "en", has_script: bool = True, width: int = 1280
    ) -> None:
        self.language, self.server, self.is_on_phone = language, server, width < 500
        self.heard: list[str] = []
        self.context = browser.new_context(
            java_script_enabled=has_script,
            viewport={"width": width, "height": 740},
            has_touch=self.is_on_phone,
            locale=language,
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.on(
            "console", lambda said: self.heard.append(said.text) if said.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda fault: self.heard.append(str(fault)))

    def said(self, words: str) -> str:
        """Return the registry's words in the person's language."""
        with translation.override(self.language):
            return translation.gettext(words)

    def sign_in(self, user: User) -> None:
        """Sign in by the form."""
        self.page.goto(f"{self.server.url}/accounts/login/")
        self.page.locator("[name=login]").fill(user.email)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("form [type=submit]").first.click()
        expect(self.page).to_have_url(f"{self.server.url}/")

    def press(self, words: str) -> None:
        """Press the button of these words, and see that the page that answers fits."""
        self.page.get_by_role("button", name=self.said(words)).first.click()
        self.look()

    def follow(self, words: str) -> None:
        """Follow the link of these words."""
        self.page.get_by_role("link", name=self.said(words)).first.click()
        self.look()

    def look(self) -> None:
        """See that the page fits and is in the person's language."""
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        assert overflow(self.page) == 0, self.page.url

    def sees(self, words: str) -> None:
        """See these words of the registry."""
        expect(self.page.get_by_text(self.said(words)).first).to_be_visible()

    def leave(self) -> None:
        """Close the browser; nothing may have broken its policy."""
        self.context.close()
        assert self.heard == []


def register(person: Person) -> str:
    """Register a new organization with which the office shelters people; return the code of the draft."""
    page, go_on = person.page, "Save and go on"
    page.goto(f"{person.server.url}/register/")
    page.locator("#name").fill(NEW)
    page.locator("#country").select_option("BD")
    person.press("Look for it")
    expect(page.get_by_role("link", name="Welfare Association of Repatriated Bangladeshi Employees")).to_be_visible()
    person.follow("It is a new one")
    person.press(go_on)
    person.sees("Is it one of these?")
    person.press("It is none of these")
    person.sees("Say why, in a few words; or choose the organization.")
    page.locator("[name=reason]").fill("Other founders, and another city.")
    person.press("It is none of these")
    page.locator("[name=title]").fill("Safe journeys")
    person.press(go_on)
    page.get_by_role("checkbox", name=re.compile(person.said("service provider"), re.I)).check()
    person.press(go_on)
    page.locator(".choices__more summary").first.click()
    page.get_by_role("checkbox", name="Shelter").check()
    person.press(go_on)
    page.locator("[name=summary]").fill("They receive workers at the airport.")
    person.press(go_on)
    page.locator("[name=places]").fill("Dhaka")
    person.press(go_on)
    page.locator("[name=begins]").fill("2026-03")
    person.press(go_on)
    page.get_by_role("radio", name=person.said("Yes, a new one")).check()
    page.locator("[name=kind]").select_option("memorandum")
    page.locator("[name=reference]").fill("MOU 7")
    letter = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 letter"}
    page.locator("[name=file]").set_input_files([letter])
    person.press(go_on)
    page.locator("[name=evidence]").fill("A letter of 3 March.")
    person.press(go_on)
    for words in (
        "Safe journeys",
        "They receive workers at the airport.",
        "MOU 7",
        "letter.pdf",
        "A letter of 3 March.",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    code = page.url.rstrip("/").rpartition("/")[2]
    person.press("Send to the reviewers")
    person.sees("Sent. The reviewers are told, and you are told what they decide.")
    return code


def test_a_collaboration_is_registered_returned_corrected_approved_and_found(
    browser: Browser, live_server: LiveServer, office: Office
) -> None:
    rahima, claire = Person(browser, live_server), Person(browser, live_server)
    rahima.sign_in(office.rahima)
    code = register(rahima)
    assert Distinction.objects.get().other_id == office.known.pk or Distinction.objects.get().ngo_id == office.known.pk

    claire.sign_in(office.claire)
    claire.page.goto(f"{live_server.url}/review/")
    claire.page.get_by_role("link", name=NEW).first.click()
    expect(claire.page.get_by_text("Other founders, and another city.").first).to_be_visible()
    expect(claire.page.get_by_text("A letter of 3 March.").first).to_be_visible()
    claire.page.get_by_label("Your words").fill("Which airport?")
    claire.press("Return for changes")

    rahima.page.goto(f"{live_server.url}/my-office/")
    expect(rahima.page.get_by_text("Which airport?")).to_be_visible()
    rahima.page.get_by_role("link", name=re.compile("Go on")).first.click()
    rahima.page.get_by_role("link", name=re.compile("^Change.*together")).click()
    rahima.page.locator("[name=summary]").fill("They receive workers at the airport of Dhaka.")
    rahima.press("Save and go on")
    rahima.press("Send to the reviewers")

    claire.page.goto(f"{live_server.url}/partnerships/{code}/review/")
    expect(claire.page.get_by_text("They receive workers at the airport of Dhaka.").first).to_be_visible()
    claire.press("Approve")
    assert Partnership.objects.get(code=code).review_status == "approved"

    rahima.page.goto(f"{live_server.url}/ngos/?search=warbe+foundation")
    expect(rahima.page.locator(".partner__name a").first).to_have_text(NEW)
    rahima.leave()
    claire.leave()


def test_the_same_without_a_script_in_french(browser: Browser, live_server: LiveServer, office: Office) -> None:
    person = Person(browser, live_server, "fr", has_script=False)
    person.sign_in(office.rahima)

    code = register(person)

    assert Partnership.objects.get(code=code).review_status == "submitted"
    person.leave()


def test_the_same_on_a_phone_in_spanish(browser: Browser, live_server: LiveServer, office: Office) -> None:
    person = Person(browser, live_server, "es", width=360)
    person.sign_in(office.rahima)

    code = register(person)

    assert Partnership.objects.get(code=code).review_status == "submitted"
    person.leave()


def test_while_typing_the_known_one_is_offered_and_used(
    browser: Browser, live_server: LiveServer, office: Office
) -> None:
    person = Person(browser, live_server, width=360)
    person.sign_in(office.rahima)
    page = person.page
    page.goto(f"{live_server.url}/register/")

    page.locator("#name").press_sequentially("Welfare Asociation of Repatriated Bangladeshi Employees")
    page.get_by_role("button", name=re.compile("Yes, use it")).first.click()

    expect(page).to_have_url(re.compile("/programme/$"))
    assert Partnership.objects.get(review_status="draft").ngo == office.known
    person.leave()


def test_every_question_is_light_enough_for_a_slow_link(
    browser: Browser, live_server: LiveServer, office: Office
) -> None:
    person = Person(browser, live_server, width=360)
    loaded: list[int] = []
    person.page.on("requestfinished", lambda request: loaded.append(sum(request.sizes()[part] for part in SIZES)))
    person.sign_in(office.rahima)
    loaded.clear()

    weights = []
    for address in addresses_of(office):
        person.page.goto(f"{live_server.url}{address}", wait_until="networkidle")
        weights.append(sum(loaded))
        loaded.clear()

    assert weights[0] < FIRST
    assert max(weights[1:]) < LATER
    person.leave()


def addresses_of(office: Office) -> list[str]:
    """Return the addresses of all questions about a draft."""
    draft = PartnershipFactory(office=office.rahima.memberships.get().office, ngo=office.known)
    steps = ["programme", "role", "areas", "work", "where", "when", "agreement", "evidence"]
    return ["/register/", "/register/new/", *(f"/register/{draft.code}/{step}/" for step in steps)]
