"""A list that an address narrows and pages; what makes no sense in the address is told and left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.keyset import CursorError, Page, page_of

PAGE_SIZE = 25
CURSOR = "cursor"
SEARCH = "search"

Choices = Iterable[tuple[str, Any]]


class Option(NamedTuple):
    """One value to choose, and whether it is chosen."""

    value: str
    label: str
    is_chosen: bool


class Select(NamedTuple):
    """One thing to narrow by."""

    name: str
    label: str
    options: list[Option]


class Chip(NamedTuple):
    """Something that was asked, and the address without it."""

    title: str
    label: str
    without: str


@dataclass(frozen=True)
class Listing:
    """The rows that an address asks for, by what they can be narrowed, and what in the address made no sense."""

    rows: Any
    asked: QueryDict
    selects: list[Select]
    chips: list[Chip]
    faults: list[str]

    @property
    def text(self) -> str:
        """Return the words that were searched for."""
        return self.asked.get(SEARCH, "")


@dataclass(frozen=True)
class Paged:
    """One page of some rows, how many there are in all, and where to go on."""

    page: Page
    count: int
    next: str
    previous: str
    start: str
    fault: str

    @property
    def first(self) -> int:
        """Return the number of the first row shown."""
        return self.page.before + 1

    @property
    def last(self) -> int:
        """Return the number of the last row shown."""
        return self.page.before + len(self.page.rows)


def listing(filterset_class: Any, rows: Any, parameters: QueryDict, offered: Mapping[str, Choices]) -> Listing:
    """Narrow the rows as the parameters say; `offered` holds the choices of each select, in the order shown."""
    asked, faults = _understood(filterset_class, rows, parameters)
    filterset = filterset_class(asked, rows)
    labels = {name: {str(value): str(label) for value, label in choices} for name, choices in offered.items()}
    fields = filterset.form.fields
    titles = {name: capfirst(str(field.label)) for name, field in fields.items()}
    chosen = {name: {value.lower() for value in values} for name, values in asked.lists()}
    return Listing(
        rows=filterset.qs,
        asked=asked,
        selects=[
            Select(
                name,
                titles[name],
                [Option(value, label, value.lower() in chosen.get(name, ())) for value, label in of.items()],
            )
            for name, of in labels.items()
        ],
        chips=[
            Chip(titles[name], _label(fields[name], labels.get(name, {}), value), _without(asked, name, value))
            for name, values in asked.lists()
            for value in values
        ],
        faults=faults,
    )


def paged(
    rows: Any, order: tuple[str, ...], parameters: QueryDict, *, place: str = "", count: int | None = None
) -> Paged:
    """Return the page that the parameters ask for; the first, where they name one that is none.

    The place is where on its page the list stands, so that the next page opens there. The rows are counted, unless
    it is known how many there are.
    """
    fault = ""
    try:
        page = page_of(rows, order, size=PAGE_SIZE, cursor=parameters.get(CURSOR, ""))
    except CursorError:
        page = page_of(rows, order, size=PAGE_SIZE)
        fault = _("There is no such page of this list; the first is shown.")
    return Paged(
        page=page,
        count=rows.count() if count is None else count,
        next=_at(parameters, page.next) + place if page.next else "",
        previous=_at(parameters, page.previous) + place if page.previous else "",
        start=_at(parameters, "") + place,
        fault=fault,
    )


def _understood(filterset_class: Any, rows: Any, parameters: QueryDict) -> tuple[QueryDict, list[str]]:
    """Return the parameters that make sense, and why the others are left out."""
    asked, faults = QueryDict(mutable=True), []
    for name, values in parameters.lists():
        given = list(dict.fromkeys(value.strip() for value in values if value.strip()))
        if name not in filterset_class.base_filters and name != CURSOR:
            faults.append(_("This list knows no “%(name)s”; it was left out.") % {"name": name[:40]})
        elif given and name != CURSOR:
            asked.setlist(name, given)
    faults += leave_out_faulty(filterset_class(asked, rows), asked)
    return asked, faults


def leave_out_faulty(filterset: Any, asked: QueryDict) -> list[str]:
    """Leave out of what is asked what the filters refuse, and say why; other values of the same filter stay."""
    faults = []
    for name in filterset.errors:
        field = filterset.form.fields[name]
        title = capfirst(str(field.label))
        for value in asked.pop(name):
            try:
                field.clean(value)
            except ValidationError as error:
                told = [{"title": title, "fault": fault} for fault in error.messages]
                faults += [_("%(title)s: %(fault)s It was left out.") % one for one in told]
            else:
                asked.appendlist(name, value)
    return faults


def _label(field: forms.Field, offered: Mapping[str, str], value: str) -> str:
    """Return how a value is called, also where no select offers it, such as a country without programmes."""
    known = {} if isinstance(field, forms.ModelChoiceField) else dict(getattr(field, "choices", ()))
    labels = {str(one).lower(): str(label) for one, label in {**known, **offered}.items()}
    return labels.get(value.lower(), value)


def _without(asked: QueryDict, name: str, value: str) -> str:
    left = asked.copy()
    left.setlist(name, [other for other in asked.getlist(name) if other != value])
    return f"?{left.urlencode()}"


def _at(parameters: QueryDict, cursor: str) -> str:
    address = parameters.copy()
    address.pop(CURSOR, None)
    if cursor:
        address[CURSOR] = cursor
    return f"?{address.urlencode()}"
