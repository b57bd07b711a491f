"""What pages weigh and how soon they show their largest part, as Chromium measures it."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from activity_areas.models import ActivityArea
from partnerships.models import Partnership
from tests.benchmarks.pages import say
from tests.benchmarks.server import HOST
from tests.conftest import CHROMIUM, NO_CHROMIUM

FIRST_VISIT, LATER_VISIT = 60_000, 15_000  # bytes
SOON = 2.0  # seconds
ROUNDS = 5
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER_CPU = 4
LARGEST_PAINT = """
() => new Promise(told => {
    const observer = new PerformanceObserver(list => told(list.getEntries().at(-1).startTime));
    observer.observe({type: "largest-contentful-paint", buffered: true});
})
"""


def measure(port: int, session: str) -> None:
    """Print bytes and seconds, and mark what is above its target."""
    if not CHROMIUM:
        say(NO_CHROMIUM)
        return
    pages = _pages()
    connection.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        say(f"Bytes on a first visit (at most {FIRST_VISIT:,}) and on a later one (at most {LATER_VISIT:,})")
        for title, address in pages.items():
            first, later = _weights(browser, port, session, address)
            above = "  ABOVE" if first > FIRST_VISIT or later > LATER_VISIT else ""
            say(f"{first:8,} {later:8,}  {title}{above}")
        say(f"Seconds to the largest contentful paint, slow 3G, slower processor; medians of {ROUNDS} (below {SOON})")
        for title in ("directory", "NGO"):
            seconds = median(_largest_paint(browser, port, session, pages[title]) for _round in range(ROUNDS))
            say(f"{seconds:8.2f}  {title}{'' if seconds < SOON else '  ABOVE'}")
        browser.close()


def _pages() -> dict[str, str]:
    partnership = (
        Partnership.objects.approved()
        .exclude(programme=None)
        .exclude(office=None)
        .exclude(summary="")
        .order_by("pk")[0]
    )
    return {
        "home": "/",
        "directory": "/ngos/",
        "NGO": partnership.ngo.get_absolute_url(),
        "programme": partnership.programme.get_absolute_url(),
        "area": ActivityArea.objects.all()[0].get_absolute_url(),
        "office": partnership.office.get_absolute_url(),
    }


@contextmanager
def _page(browser: Browser, port: int, session: str) -> Iterator[tuple[Page, Any]]:
    """Open a page of a browser that was never here, signed in, and what talks to its engine."""
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": f"http://{HOST}:{port}"}])
    page = context.new_page()
    engine = context.new_cdp_session(page)
    engine.send("Network.enable")
    yield page, engine
    context.close()


def _weights(browser: Browser, port: int, session: str, address: str) -> list[int]:
    """Return the bytes that a first visit and a second one transfer."""
    weights = []
    with _page(browser, port, session) as (page, engine):
        sizes: list[float] = []
        engine.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        for _visit in range(2):
            page.goto("about:blank")
            sizes.clear()
            answer = page.goto(f"http://{HOST}:{port}{address}", wait_until="networkidle")
            assert answer is not None, address
            assert answer.ok, address
            weights.append(int(sum(sizes)))
    return weights


def _largest_paint(browser: Browser, port: int, session: str, address: str) -> float:
    """Return after how many seconds the largest part stood there."""
    with _page(browser, port, session) as (page, engine):
        engine.send("Network.emulateNetworkConditions", SLOW_3G)
        engine.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
        page.goto(f"http://{HOST}:{port}{address}", wait_until="networkidle")
        return float(page.evaluate(LARGEST_PAINT)) / 1000
