"""Pages of a sorted list that stay where they are while rows come and go, and cost the same however deep."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

# What PostgreSQL takes for a number.
LARGEST = 2**63


class CursorError(ValueError):
    """The cursor was not given out by this list."""


@dataclass(frozen=True)
class Page:
    """Some rows of a list, how many stand before them, and the cursors of the pages beside; empty at the ends."""

    rows: list[Any]
    before: int
    next: str
    previous: str

    @property
    def first(self) -> int:
        """Return the place of the first row, counted from one."""
        return self.before + 1

    @property
    def last(self) -> int:
        """Return the place of the last row."""
        return self.before + len(self.rows)


def page_of(rows: QuerySet, order: tuple[str, ...], *, size: int, cursor: str = "") -> Page:
    """Return a page of the rows in the order of the columns named (“-” for downwards), of which the last is unique.

    The cursor holds the columns' values at the edge of the page it comes from, so no row is skipped or told
    twice while others come and go. Raises CursorError where it holds nothing of the kind.
    """
    back, before, edge = _decoded(cursor, len(order)) if cursor else (False, 0, None)
    walked = tuple(_turned(name) for name in order) if back else order
    found = rows.order_by(*walked)
    if edge is not None:
        try:
            found = found.filter(_beyond(walked, edge))
        except (TypeError, ValueError) as error:
            raise CursorError from error
    taken = list(found[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if back:
        taken.reverse()
        before = max(before - len(taken), 0)
    has_next, has_previous = (bool(edge), more) if back else (more, bool(edge))
    return Page(
        rows=taken,
        before=before,
        next=_encoded(False, before + len(taken), order, taken[-1]) if taken and has_next else "",
        previous=_encoded(True, before, order, taken[0]) if taken and has_previous else "",
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: tuple[str, ...], edge: list[Any]) -> Q:
    """Return the condition that a row comes after the edge; its first part lets an index find the place."""
    beyond, same = Q(), Q()
    for name, value in zip(order, edge, strict=True):
        column, side = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        beyond |= same & Q(**{f"{column}__{side}": value})
        same &= Q(**{column: value})
    column, side = (order[0][1:], "lte") if order[0].startswith("-") else (order[0], "gte")
    return Q(**{f"{column}__{side}": edge[0]}) & beyond


def _encoded(back: bool, before: int, order: tuple[str, ...], row: Any) -> str:
    edge = [getattr(row, name.removeprefix("-")) for name in order]
    content = json.dumps([int(back), before, *edge], separators=(",", ":"), default=str, ensure_ascii=False)
    return urlsafe_b64encode(content.encode()).decode().rstrip("=")


def _decoded(cursor: str, columns: int) -> tuple[bool, int, list[Any]]:
    try:
        content = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        back, before, *edge = content
        plain = all(isinstance(value, str | int) and not isinstance(value, bool) for value in edge)
        if not plain or len(edge) != columns or back not in (0, 1) or not 0 <= int(before) < 10**9:
            raise CursorError
        if not all(_is_text(value) if isinstance(value, str) else abs(value) < LARGEST for value in edge):
            raise CursorError
    except (ValueError, TypeError, RecursionError) as error:
        raise CursorError from error
    return bool(back), int(before), edge


def _is_text(value: str) -> bool:
    """Say whether PostgreSQL takes it for a text; half of a character cannot even be sent, which is a ValueError."""
    return b"\0" not in value.encode()
