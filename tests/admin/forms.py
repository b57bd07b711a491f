"""What a browser would send: a rendered form of the admin turned back into POST data."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from django.test import Client

# What a form brings along that a browser does not send unless it is pressed or ticked.
PRESSED = {"submit", "button", "image", "reset", "file"}
TICKED = {"checkbox", "radio"}


class FormData(dict[str, list[str]]):
    """The fields of a form with the values they hold, as a browser sends them."""

    def fill(self, **values: object) -> "FormData":
        """Give fields other values: None clears one, True ticks it, a list chooses several."""
        for name, value in values.items():
            if value is None or value is False:
                self.pop(name, None)
            elif value is True:
                self[name] = ["on"]
            else:
                self[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        return self

    def add(self, prefix: str, **values: object) -> int:
        """Add a row to the parts with this prefix, as the page's button does, and return its number."""
        number = int(self[f"{prefix}-TOTAL_FORMS"][0])
        self[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
        self.fill(**{f"{prefix}-{number}-{name}": value for name, value in values.items()})
        return number

    def change(self, prefix: str, number: int, **values: object) -> "FormData":
        """Change a row of the parts with this prefix."""
        return self.fill(**{f"{prefix}-{number}-{name}": value for name, value in values.items()})

    def number(self, prefix: str, key: object) -> int:
        """Return the number of the row of the parts that shows the part with this key."""
        for number in range(int(self[f"{prefix}-TOTAL_FORMS"][0])):
            if self.get(f"{prefix}-{number}-id") == [str(key)]:
                return number
        raise AssertionError(f"{prefix} shows no row {key}")


class _Reader(HTMLParser):
    """Reads the forms of a page; each keeps the fields that are not disabled."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormData] = []
        self.form: FormData | None = None
        self.select: tuple[str, bool, list[str], list[str]] | None = None
        self.area: tuple[str, list[str]] | None = None
        self.templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "template":
            self.templates += 1
        elif tag == "form":
            self.form = FormData()
            self.forms.append(self.form)
        elif self.form is None or self.templates:
            return
        elif tag == "option" and self.select is not None:
            self._option(given)
        elif given.get("name") and "disabled" not in given:
            self._field(tag, str(given["name"]), given)

    def _field(self, tag: str, name: str, given: dict[str, str | None]) -> None:
        if tag == "textarea":
            self.area = (name, [])
        elif tag == "select":
            self.select = (name, "multiple" in given, [], [])
        elif tag == "input" and given.get("type") not in PRESSED:
            if given.get("type") not in TICKED:
                self._send(name, [given.get("value") or ""])
            elif "checked" in given:
                self._send(name, [given.get("value") or "on"])

    def _option(self, given: dict[str, str | None]) -> None:
        assert self.select is not None
        _name, _several, offered, chosen = self.select
        offered.append(given.get("value") or "")
        if "selected" in given:
            chosen.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.templates -= 1
        elif tag == "form":
            self.form = None
        elif tag == "select" and self.select is not None:
            name, several, offered, chosen = self.select
            self._send(name, chosen if several else (chosen or offered[:1])[-1:])
            self.select = None
        elif tag == "textarea" and self.area is not None:
            name, parts = self.area
            self._send(name, [re.sub(r"^\r?\n", "", "".join(parts))])
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area[1].append(data)

    def _send(self, name: str, values: list[str]) -> None:
        if self.form is not None and values:
            self.form.setdefault(name, []).extend(values)


class _Words(HTMLParser):
    """Reads what a page says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style", "template"}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style", "template"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def form_on(response: Any, holding: str = "csrfmiddlewaretoken") -> FormData:
    """Return the last form on the page that has a field of this name."""
    reader = _Reader()
    reader.feed(response.content.decode())
    forms = [form for form in reader.forms if holding in form]
    assert forms, f"no form on the page holds {holding}"
    return forms[-1]


def words_on(response: Any) -> str:
    """Return what the page says, without its tags."""
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.said).split())


def opened(client: Client, address: str, holding: str = "_seen") -> FormData:
    """Open a page and return its form."""
    return form_on(client.get(address), holding)


def faults_on(response: Any) -> dict[str, list[str]]:
    """Return what a change form refuses: messages by field, those of parts with their prefix and number."""
    faults: dict[str, list[str]] = {}
    if response.context is None or "adminform" not in response.context:
        return faults
    _gather(faults, [response.context["adminform"].form])
    for inline in response.context["inline_admin_formsets"]:
        _gather(faults, inline.formset.forms)
        if inline.formset.non_form_errors():
            faults[inline.formset.prefix] = [str(one) for one in inline.formset.non_form_errors()]
    return faults


def _gather(faults: dict[str, list[str]], forms: Iterable[Any]) -> None:
    for form in forms:
        for name, messages in form.errors.items():
            faults[form.add_prefix(name)] = [str(one) for one in messages]
