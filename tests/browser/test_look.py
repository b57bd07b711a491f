"""The pages in a real browser: they work, break no policy, fit a phone, and can be used from the keyboard."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD, FieldOfficeFactory, NgoFactory, PartnershipFactory, RegistrarFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG_NAME = "Association internationale pour la réinsertion socio-économique des personnes déplacées et rapatriées"
LONG_WORD = "Migrantenselbsthilfeorganisationenzusammenarbeitsverband"
WIDTHS = [360, 768, 1280]


@pytest.fixture(autouse=True)
def complaints(page: Page) -> Iterator[list[str]]:
    """Gather what the browser complains of, and fail on any: broken policy, missing file, fault in a script."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    yield heard
    assert heard == []


def sign_in(page: Page, live_server: LiveServer, email: str) -> None:
    """Sign in by the form, as a person does."""
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{live_server.url}/")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_from_sign_in_by_way_of_home_to_the_list_behind_a_number_and_out(page: Page, live_server: LiveServer) -> None:
    staff = UserFactory()
    PartnershipFactory(approved=True, office=FieldOfficeFactory(name="IOM Dhaka"), ngo=NgoFactory(name="Shelter"))
    sign_in(page, live_server, staff.email)

    page.get_by_role("link", name="IOM Dhaka").click()
    expect(page.get_by_role("link", name="Shelter").first).to_be_visible()
    page.go_back()
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("You have signed out.")).to_be_visible()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_search_leads_to_the_partners(page: Page, live_server: LiveServer) -> None:
    staff = UserFactory()
    NgoFactory(name="Caritas Österreich")
    sign_in(page, live_server, staff.email)

    page.get_by_role("searchbox").fill("caritas osterreich")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Caritas Österreich").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_however_long_a_name_is(page: Page, live_server: LiveServer, width: int) -> None:
    office = FieldOfficeFactory(name=LONG_WORD)
    registrar = RegistrarFactory(office=office, reviewer=True, email=f"{LONG_WORD.lower()}@iom.example")
    PartnershipFactory(returned=True, office=office, ngo=NgoFactory(name=LONG_NAME))
    PartnershipFactory(submitted=True, ngo=NgoFactory(name=LONG_WORD * 3))
    PartnershipFactory(approved=True, office=office)
    page.set_viewport_size({"width": width, "height": 740})
    sign_in(page, live_server, registrar.email)

    for address in ["/", "/accounts/password/change/", "/accounts/logout/"]:
        page.goto(f"{live_server.url}{address}")
        assert overflow(page) == 0, address


@pytest.mark.parametrize("width", WIDTHS)
def test_a_strangers_pages_fit_too(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})

    for address in ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/inactive/"]:
        page.goto(f"{live_server.url}{address}")
        assert overflow(page) == 0, address


def test_the_keyboard_skips_the_bar_and_shows_where_it_is(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, UserFactory().email)
    page.goto(f"{live_server.url}/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    assert skip.evaluate("link => getComputedStyle(link).clipPath") == "none"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"


def test_the_wrong_password_is_read_out_and_the_address_kept(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill("somebody@iom.example")
    page.get_by_label("Password", exact=True).fill("not it")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("password")
    expect(page.get_by_label("E-mail address")).to_have_value("somebody@iom.example")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_mode_follows_the_machine_unless_the_reader_chose(
    page: Page, live_server: LiveServer, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}{reverse('account_login')}")
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = "rgb(245, 246, 250)", "rgb(15, 21, 36)"

    assert page.evaluate(ground) == (light if scheme == "light" else dark)
    for chosen, colour in {"light": light, "dark": dark}.items():
        page.evaluate("choice => { document.documentElement.dataset.theme = choice }", chosen)
        assert page.evaluate(ground) == colour
