"""Every page in a real browser: it keeps nobody out, nothing sticks out of it, and paper shows the record alone."""

from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from io import BytesIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from partnerships.urls import urlpatterns
from tests.browser.test_look import complaints, overflow, sign_in  # noqa: F401
from tests.browser.world import ARABIC, HEBREW, World, made
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
# The gallery shows a component in all its states on one page, and entries outside the lists in which they stand.
OUT_OF_PLACE = {rule: {"enabled": False} for rule in ("landmark-unique", "listitem", "dlitem")}
ERRORS = ["400", "403", "403_csrf", "404", "409", "429", "500", "503"]
STRANGERS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]

# WCAG 1.4.12: what readers may do to the spaces of a text without losing any of it.
SPACED = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
"""
CUT_OFF = """
    [...document.body.querySelectorAll("*")].filter(element => {
        const style = getComputedStyle(element);
        const hides = [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip");
        return hides && style.clipPath === "none" && element.textContent.trim()
            && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    }).map(element => element.className || element.tagName)
"""
# Where a name that reads from right to left begins at its left, its direction is lost.
TURNED = """
    names => {
        const found = [], turned = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) for (const name of names) {
            const node = walker.currentNode, start = node.data.indexOf(name);
            if (start < 0) continue;
            const at = offset => {
                const range = document.createRange();
                range.setStart(node, start + offset);
                range.setEnd(node, start + offset + 1);
                return range.getBoundingClientRect();
            };
            const first = at(0), last = at(name.length - 1);
            if (!first.width) continue;
            found.push(name);
            if (first.top === last.top && first.left < last.left) turned.push(node.parentElement.outerHTML);
        }
        return {found, turned};
    }
"""


@pytest.fixture
def world(transactional_db: None) -> World:
    """Make the small registry."""
    return made()


def findings(page: Page, run: dict[str, Any]) -> list[str]:
    """Return what axe, which the page has loaded, finds on it, each with the first place of it."""
    options = {"resultTypes": ["violations"], **run}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html']}" for one in found]


def every_finding(page: Page) -> dict[str, list[str]]:
    """Return what axe finds on the page as it is, in the dark, and under a finger on a phone."""
    rules = OUT_OF_PLACE if page.url.endswith(reverse("gallery")) else {}
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(AXE)
    found = {"light": findings(page, {"runOnly": LEVELS, "rules": rules})}
    page.emulate_media(color_scheme="dark")
    found["dark"] = findings(page, {"runOnly": COLOURS})
    page.set_viewport_size({"width": 360, "height": 740})
    found["finger"] = findings(page, {"runOnly": ["target-size"]})
    return {look: said for look, said in found.items() if said}


def what_does_not_fit(page: Page) -> dict[str, Any]:
    """Return by how much the page is too wide on each screen, at 200 % and with text set wide, and what is cut off."""
    faults: dict[str, Any] = {}
    for width in [1280, 768, 640, 360]:
        page.set_viewport_size({"width": width, "height": 740})
        faults[str(width)] = overflow(page)
    page.evaluate(SPACED)
    faults["spaced on a phone"], faults["cut off on a phone"] = overflow(page), page.evaluate(CUT_OFF)
    page.set_viewport_size({"width": 1280, "height": 800})
    faults["spaced"], faults["cut off"] = overflow(page), page.evaluate(CUT_OFF)
    return {what: fault for what, fault in faults.items() if fault}


def faults_in(found: dict[str, Any]) -> dict[str, Any]:
    """Return what was found on those pages on which something was."""
    return {where: faults for where, faults in found.items() if faults}


def error_pages(page: Page, live_server: LiveServer, user: User) -> Iterator[str]:
    """Open each error page as the application draws it, and yield its name."""
    request = RequestFactory().get("/")
    request.user = user
    for name in ERRORS:
        html = render_to_string(
            f"{name}.html",
            {"user": user, "path": "/ngos/", "sent": [("name", "Shelter")], "minutes": 15},
            request=request,
        )
        page.route("**/broken/", partial(Route.fulfill, body=html, content_type="text/html"))
        page.goto(f"{live_server.url}/broken/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        yield name
        page.unroute("**/broken/")


def test_every_page_of_the_registry_is_among_those_that_are_looked_at(world: World) -> None:
    pages = {pattern.name for pattern in urlpatterns if not pattern.name.endswith(("-export", "-pdf"))}

    assert pages - world.pages.keys() == set()


@pytest.mark.parametrize("part", [0, 1, 2])
def test_no_page_keeps_out_who_sees_hears_or_moves_otherwise(
    page: Page, live_server: LiveServer, world: World, part: int
) -> None:
    sign_in(page, live_server, world.staff.email)

    found = {}
    for address in world.addresses[part::3]:
        page.goto(f"{live_server.url}{address}")
        found[address] = every_finding(page)

    assert faults_in(found) == {}


def test_no_page_of_a_stranger_nor_of_an_error_keeps_anybody_out(page: Page, live_server: LiveServer) -> None:
    found = {}
    for name in STRANGERS:
        page.goto(f"{live_server.url}{reverse(name)}")
        found[name] = every_finding(page)
    for name in error_pages(page, live_server, UserFactory(email="ana@iom.example")):
        found[name] = every_finding(page) | what_does_not_fit(page)

    assert faults_in(found) == {}


@pytest.mark.parametrize("part", [0, 1])
def test_every_page_fits_however_long_wide_or_right_to_left_its_words_are(
    page: Page, live_server: LiveServer, world: World, part: int
) -> None:
    sign_in(page, live_server, world.staff.email)
    seen: set[str] = set()
    found = {}

    for address in world.addresses[part::2]:
        page.goto(f"{live_server.url}{address}")
        names = page.evaluate(TURNED, [ARABIC, HEBREW])
        seen |= {*names["found"]}
        found[address] = what_does_not_fit(page) | ({"turned": names["turned"]} if names["turned"] else {})

    assert faults_in(found) == {}
    assert seen == {ARABIC, HEBREW}


def test_of_what_somebody_wrote_no_language_is_claimed_that_is_not_known(
    page: Page, live_server: LiveServer, world: World
) -> None:
    User.objects.filter(pk=world.staff.pk).update(language="fr")
    sign_in_abroad(page, live_server, world.staff)

    page.goto(f"{live_server.url}{world.ngo.get_absolute_url()}")

    assert page.locator("html").get_attribute("lang") == "fr"
    for words in ["They give shelter.", "It says so of"]:
        assert page.get_by_text(words).first.get_attribute("lang") == ""
    assert page.locator("#names").get_by_text(HEBREW).get_attribute("lang") == "he"


def sign_in_abroad(page: Page, live_server: LiveServer, user: User) -> None:
    """Sign in by a session, as the form's words are those of another language."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def test_on_paper_a_page_is_the_record_alone(page: Page, live_server: LiveServer, world: World) -> None:
    sign_in(page, live_server, world.staff.email)

    for row, says in {
        reverse("directory"): "Caritas Italiana",
        world.ngo.get_absolute_url(): "Standing",
        world.programme.get_absolute_url(): "They give shelter.",
        world.office.get_absolute_url(): "IOM Dhaka",
        world.area.get_absolute_url(): "Counter-Trafficking",
    }.items():
        page.goto(f"{live_server.url}{row}")
        paper = PdfReader(BytesIO(page.pdf(format="A4")))
        text = " ".join(sheet.extract_text() for sheet in paper.pages)

        assert says in text, row
        for word in [
            "NGO partnerships",
            "Observers",
            "Sign out",
            "Skip to",
            "Workbench",
            "workbench",
            "Edit",
            "Report a mistake",
            "CSV",
        ]:
            assert word not in text, (row, word)
