"""Pages of a sorted list by keyset: none skipped, none twice, forwards and back, while rows come and go."""

from base64 import urlsafe_b64encode

import pytest
from django.db.models import F

from common.keyset import CursorError, page_of
from ngos.models import Ngo
from tests.factories import NgoFactory

pytestmark = pytest.mark.django_db
ORDERS = [("sort_key", "pk"), ("-sort_key", "pk"), ("-pk",), ("-length", "sort_key", "pk")]


def rows():
    """Return NGOs, several of which have one and the same sort key."""
    return Ngo.objects.annotate(length=F("pk") % 3)


def names_of_pages(order: tuple[str, ...], size: int) -> list[list[int]]:
    """Return the ids of the rows, page after page to the end."""
    page = page_of(rows(), order, size=size)
    pages = [[row.pk for row in page.rows]]
    while page.next:
        page = page_of(rows(), order, size=size, cursor=page.next)
        pages.append([row.pk for row in page.rows])
    return pages


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 3, 4, 9, 10])
def test_the_pages_hold_each_row_once_and_in_order(order: tuple[str, ...], size: int) -> None:
    for number in range(9):
        NgoFactory(name=f"Name {number % 4}")

    pages = names_of_pages(order, size)

    assert [pk for page in pages for pk in page] == list(rows().order_by(*order).values_list("pk", flat=True))
    assert all(len(page) == size for page in pages[:-1])


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_is_the_way_there(order: tuple[str, ...]) -> None:
    for number in range(7):
        NgoFactory(name=f"Name {number % 3}")
    first = page_of(rows(), order, size=3)
    second = page_of(rows(), order, size=3, cursor=first.next)
    third = page_of(rows(), order, size=3, cursor=second.next)

    assert (first.before, second.before, third.before) == (0, 3, 6)
    assert (first.previous, third.next) == ("", "")
    assert (second.first, second.last) == (4, 6)
    back = page_of(rows(), order, size=3, cursor=third.previous)
    assert [row.pk for row in back.rows] == [row.pk for row in second.rows]
    assert back.before == 3
    start = page_of(rows(), order, size=3, cursor=back.previous)
    assert [row.pk for row in start.rows] == [row.pk for row in first.rows]
    assert (start.before, start.previous) == (0, "")


def test_a_row_that_comes_before_the_page_moves_nothing() -> None:
    for name in ("b", "c", "d"):
        NgoFactory(name=name)
    first = page_of(Ngo.objects.all(), ("sort_key", "pk"), size=2)
    NgoFactory(name="a")

    second = page_of(Ngo.objects.all(), ("sort_key", "pk"), size=2, cursor=first.next)

    assert [row.name for row in second.rows] == ["d"]


def test_a_page_past_the_end_is_empty_and_leads_nowhere() -> None:
    NgoFactory(name="a")
    NgoFactory(name="b")
    cursor = page_of(Ngo.objects.all(), ("sort_key", "pk"), size=1).next
    Ngo.objects.filter(name="b").delete()

    page = page_of(Ngo.objects.all(), ("sort_key", "pk"), size=1, cursor=cursor)

    assert (page.rows, page.next, page.previous) == ([], "", "")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nothing",
        "[]",
        "[0, 1]",
        '[0, 1, "a"]',
        '[0, 1, "a", "b"]',
        '[0, 1, "a", true]',
        '[0, 1, "a", null]',
        '[0, 1, "a", 9223372036854775808]',
        '[0, 1, "\\u0000", 1]',
        '[0, 1, "\\ud800", 1]',
        '[2, 1, "a", 1]',
        '[0, -1, "a", 1]',
        '[0, 1, {"a": 1}, 1]',
        "[" * 5000,
    ],
)
def test_a_forged_cursor_is_refused(content: str) -> None:
    NgoFactory()
    cursor = urlsafe_b64encode(content.encode()).decode().rstrip("=") or "!"

    with pytest.raises(CursorError):
        page_of(Ngo.objects.all(), ("sort_key", "pk"), size=1, cursor=cursor)
