"""The directory's page against the bare SQL that finds and counts the same; asked in turn, so that load hits both."""

import sys
import time
from collections.abc import Callable
from statistics import median

import psycopg2
from django.db import connection
from django.http import QueryDict

from accounts.models import User
from partnerships.pages.directory import Directory
from partnerships.pages.facets import Facet, whole
from tests.benchmarks.bare import Answer, Search, answer
from tests.benchmarks.server import READER, fetch

ROUNDS = 7
TARGET = 1.5
DEEP = 40  # pages down the list
DAY = "2015-06-30"
SEARCHES = [
    Search("nothing asked"),
    Search("one area", {"area": "AVR"}),
    Search("area and role", {"area": "AVR", "role": "implementer"}),
    Search("area, country and scope", {"area": "CT", "country": "KE", "scope": "national"}),
    Search("an office", {"office": "OFF-00009"}),
    Search("people served", {"people": "children"}),
    Search("people served and stage", {"people": "children", "stage": "ongoing"}),
    Search("kind and headquarters", {"kind": "faith_based", "headquarters": "PH"}),
    Search("observers", {"observer": "true"}),
    Search("certainly in force on a day", day=DAY),
    Search("undated as of a day", day=DAY, is_undated=True),
    Search("an area, certainly on a day", {"area": "LM"}, day=DAY),
    Search("a word", words="association"),
    Search("two words", words="women refugees"),
    Search("two words, misspelt", words="asociation refugess"),
    Search("a word, area and role", {"area": "EPC", "role": "donor"}, words="refugees"),
]


def measure(port: int, session: str) -> None:
    """Print for each search what page and SQL take, and the median of the ratios."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    bare = psycopg2.connect(**parameters)
    bare.autocommit = True
    ratios = []
    say(f"The directory's page / bare SQL; medians of {ROUNDS} rounds, in milliseconds")
    with bare.cursor() as cursor:
        for search in [one.prepared() for one in SEARCHES] + [_deep()]:
            _compare(search, answer(cursor, search))

            def page(search: Search = search) -> None:
                status, _body = fetch(port, f"/ngos/?{search.address}", session)
                assert status == 200, search.address

            def sql(search: Search = search) -> None:
                answer(cursor, search)

            of_page, of_sql = in_turn(page, sql)
            ratios.append(of_page / of_sql)
            say(f"{ratios[-1]:8.2f}  {of_page:6.0f} / {of_sql:4.0f}  {search.title}")
    bare.close()
    result = median(ratios)
    say(f"{result:8.2f}  the median; target {TARGET}{'' if result <= TARGET else '  ABOVE'}")


def in_turn(*acts: Callable[[], None]) -> list[float]:
    """Return the median milliseconds of acts done in turn, after two rounds that do not count."""
    taken: list[list[float]] = [[] for _act in acts]
    for number in range(ROUNDS + 2):
        for act, times in zip(acts, taken, strict=True):
            start = time.perf_counter()
            act()
            if number >= 2:
                times.append((time.perf_counter() - start) * 1000)
    return [median(times) for times in taken]


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _directory(address: str) -> Directory:
    return Directory(QueryDict(address), User.objects.get(email=READER))


def _deep() -> Search:
    """Return the search for nothing, some pages down, or at the last but one of a short list."""
    page = _directory("").page
    for _step in range(DEEP):
        further = _directory(f"cursor={page.next}").page
        if not further.next:
            break
        page = further
    last = page.rows[-1]
    return Search("a deep page", after=(last.sort_key, last.pk), cursor=page.next)


def _compare(search: Search, found: Answer) -> None:
    """Fail unless page and SQL say the same."""
    directory = _directory(search.address)
    assert not directory.faults, directory.faults
    codes = [item.ngo.code for item in directory.items]
    assert codes == found.codes, f"{search.title}: {codes} / {found.codes}"
    for counted in directory.facets:
        shown = {value.value: value.count for value in counted.values if value.count}
        told = _told(counted.facet, found)
        assert shown == told, f"{search.title}, {counted.facet.name}: {sorted(shown.items() ^ told.items())}"
    assert directory.total == whole(*found.total), f"{search.title}: {directory.total} / {found.total}"


def _told(facet: Facet, found: Answer) -> dict[str, int]:
    """Return how many NGOs each value of the facet has, as bare SQL counted."""
    prefix = f"{facet.name}:"
    counts = {
        tag.removeprefix(prefix): whole(*number) for tag, number in found.counts.items() if tag.startswith(prefix)
    }
    return {name.value: counts[key] for key, name in facet.names(counts).items() if counts.get(key)}
