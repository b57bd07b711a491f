"""The pages by keyboard alone: everything is reached in the order in which it is read, and one sees where one is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_look import complaints, sign_in  # noqa: F401
from tests.browser.world import World, made
from tests.factories import PartnershipFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What has the focus: its words, and what is wrong with how it is seen.
STOP = """
    () => {
        const stop = document.activeElement;
        if (stop === document.body) return null;
        const style = getComputedStyle(stop), box = stop.getBoundingClientRect();
        const words = (stop.labels?.[0] ?? stop).textContent.trim().replace(/\\s+/g, " ");
        const faults = [];
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no outline");
        const across = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
        const down = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
        const top = document.elementFromPoint(across, down);
        const edges = [...stop.getClientRects()].map(one =>
            document.elementFromPoint(one.left + one.width / 2, one.top + one.height / 2));
        if (![top, ...edges].some(one => one && (stop.contains(one) || one.contains(stop)))) faults.push("covered");
        if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
            faults.push("out of sight");
        return {words, faults, html: stop.outerHTML.slice(0, 120)};
    }
"""


@pytest.fixture
def world(transactional_db: None) -> World:
    """Make the small registry."""
    return made()


def stops(page: Page) -> Iterator[dict[str, object]]:
    """Press Tab until the page has been gone through, and yield each place at which it stops."""
    for _press in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop


def words_in_order(page: Page) -> list[str]:
    """Return the words of all stops."""
    return [str(stop["words"]) for stop in stops(page)]


def is_open(details: Locator) -> bool:
    """Say whether a <details> is open."""
    return details.get_attribute("open") is not None


def test_the_directory_is_gone_through_from_the_bar_by_the_facets_to_the_results(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    PartnershipFactory(approved=True, ngo__name="Shelter")
    sign_in(page, live_server, UserFactory().email)
    page.goto(f"{live_server.url}/ngos/")

    order = words_in_order(page)

    landmarks = [
        "Skip to the content",
        "NGO partnerships",
        "Home",
        "Observers",
        "Account",
        "Any name, acronym, number, code or programme",
        "As of",
        "Search",
        "Area of activity",
        "Role",
        "Show the list",
        "Name",
        "Export CSV",
        "Shelter",
        "Words and help",
        "Français",
    ]
    assert [words for words in dict.fromkeys(order) if words in landmarks] == landmarks


@pytest.mark.parametrize("width", [360, 1280])
def test_wherever_the_focus_is_one_sees_it(page: Page, live_server: LiveServer, world: World, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    sign_in(page, live_server, world.staff.email)
    unseen = {}

    for name in ["directory", "ngo", "ngo-edit", "programmes", "observers", "home"]:
        address = world.pages[name][0]
        page.goto(f"{live_server.url}{address}")
        for stop in stops(page):
            if stop["faults"]:
                unseen[f"{address} {stop['html']}"] = stop["faults"]

    assert unseen == {}


def test_the_skip_link_leads_past_the_bar_and_the_menus_open_and_close(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    PartnershipFactory(approved=True, ngo__name="Shelter")
    sign_in(page, live_server, UserFactory().email)
    page.goto(f"{live_server.url}/ngos/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Any name, acronym, number, code or programme")).to_be_focused()

    for details in [page.locator("details.account"), *page.locator("details.facet").all()]:
        was = is_open(details)
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        assert is_open(details) != was
        page.keyboard.press("Space")
        assert is_open(details) == was


def test_on_a_phone_the_way_to_the_facets_and_back_takes_the_focus_along(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    PartnershipFactory(approved=True, ngo__name="Shelter")
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, live_server, UserFactory().email)
    page.goto(f"{live_server.url}/ngos/")
    facets = page.locator("#facets")
    expect(facets).to_be_hidden()

    page.get_by_role("link", name="Narrow by area, role, office").focus()
    page.keyboard.press("Enter")
    expect(facets).to_be_visible()
    expect(facets).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Back to the list")).to_be_focused()
    page.keyboard.press("Enter")

    expect(facets).to_be_hidden()
    expect(page.locator("#results")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#results') !== null")
