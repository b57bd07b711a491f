"""How a form of the pages names another record, without script and without a list of thousands.

`RecordField` takes a code (of a person, the e-mail address) or words of a name: words that find one record name it,
words that find several bring the form back with these to choose from. `OfferedField` is a list of a short vocabulary,
read once for a whole form.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from common.fields import country_name
from common.querysets import LONGEST_SEARCH

MOST_CANDIDATES = 8
# What is sent beside the words: the candidate that was ticked, and the words that found the candidates.
TICKED, FOUND_BY = "_ticked", "_found_by"


def code_of(row: Any) -> str:
    """Return what names the record and no other."""
    return str(getattr(row, row.named_by))


def in_full(row: Any) -> str:
    """Return the code and name by which a form shows a record; a person may have no name."""
    return " ".join(dict.fromkeys([code_of(row), str(row)]))


def whereabouts(row: Any) -> str:
    """Return the names of the countries in which a record is, or what is put in their place."""
    given = [getattr(row, name, None) for name in ("headquarters", "countries_of_presence", "country", "countries")]
    codes = [code for one in given if one for code in (one if isinstance(one, list) else [one])]
    return ", ".join(map(country_name, dict.fromkeys(codes)))


HELP = {
    "code": gettext_lazy("A code, or words of the name."),
    "email": gettext_lazy("An e-mail address, or words of the name."),
}


class RecordInput(forms.TextInput):
    """A line for a code or a name; under it, the records that several may be meant."""

    template_name = "_widgets/record.html"
    candidates: list[Any] = []
    found_by = ""
    hidden_candidates = 0

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"class": "record-input", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the candidates."""
        found = [(code_of(one), str(one), whereabouts(one)) for one in self.candidates]
        more = {"candidates": found, "found_by": self.found_by, "hidden": self.hidden_candidates}
        return {**super().get_context(name, value, attrs), **more, "ticked": name + TICKED, "asked": name + FOUND_BY}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the code of the candidate that was ticked, unless other words were typed since."""
        typed = super().value_from_datadict(data, files, name)
        ticked = data.get(name + TICKED)
        return ticked if ticked and (typed or "").strip() == data.get(name + FOUND_BY) else typed


class RecordField(forms.CharField):
    """A record, named by its code or by words of its name; `known` is the one that the form's own row brought."""

    widget: Any = RecordInput
    default_error_messages = {
        "unknown": gettext_lazy("Nothing is found by “%(words)s”. Mind the spelling, or type other words of the name."),
        "several": gettext_lazy("“%(words)s” finds several. Choose one of them, or type more words."),
        "too_long": gettext_lazy("Type a few words of the name: %(count)d characters at most."),
    }

    def __init__(self, rows: models.QuerySet, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HELP[rows.model.named_by])
        super().__init__(empty_value=None, **kwargs)
        self.rows: Any = rows
        self.known: Any = None

    def prepare_value(self, value: Any) -> Any:
        """Return the code and name of the record with this key; words stay as they were typed."""
        if value is None or isinstance(value, str):
            return value
        row = self._with_key(getattr(value, "pk", value))
        return in_full(row) if row is not None else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the words name another record than the one with this key."""
        row = self._with_key(initial) if initial else None
        words = (data or "").strip()
        return words != "" if row is None else words not in {in_full(row), code_of(row)}

    def clean(self, value: Any) -> Any:
        """Return the record that is named; where several may be meant, let the widget offer them."""
        words = super().clean(value)
        if words is None:
            return None
        if self.known is not None and words in {in_full(self.known), code_of(self.known)}:
            return self.known
        code = words.split(maxsplit=1)[0]
        named = self.rows.filter(**{f"{self.rows.model.named_by}__in": {code, code.upper(), code.lower()}}).first()
        if named is not None and words.upper() in {code.upper(), in_full(named).upper()}:
            return named
        if len(words) > LONGEST_SEARCH:
            raise ValidationError(self.error_messages["too_long"], "too_long", {"count": LONGEST_SEARCH})
        return self._found(words)

    def _found(self, words: str) -> Any:
        found = self.rows.offered().search(words)
        candidates = list(found[: MOST_CANDIDATES + 1])
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise ValidationError(self.error_messages["unknown"], "unknown", {"words": words})
        self.widget.candidates, self.widget.found_by = candidates[:MOST_CANDIDATES], words
        self.widget.hidden_candidates = found.count() - MOST_CANDIDATES if len(candidates) > MOST_CANDIDATES else 0
        raise ValidationError(self.error_messages["several"], "several", {"words": words})

    def _with_key(self, key: Any) -> Any:
        if self.known is not None and self.known.pk == key:
            return self.known
        return self.rows.filter(pk=key).first()


class _Offers(ModelChoiceIterator):
    """The options of an `OfferedField`; iterating keeps what was read."""

    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        rows = field.offers()
        if not field.grouped_by:
            yield from map(self.choice, rows)
            return
        for group, members in groupby(rows, key=lambda row: getattr(row, field.grouped_by)):
            yield str(group), [self.choice(row) for row in members]


class OfferedField(forms.ModelChoiceField):
    """A choice from a short vocabulary, which is read once however many forms offer it.

    What the form's own row holds (`known`) is offered even if new records may not name it any more.
    """

    iterator = _Offers

    def __init__(self, rows: Any, *, grouped_by: str = "", **kwargs: Any) -> None:
        self.grouped_by = grouped_by
        self.known: Any = None
        super().__init__(rows.select_related(grouped_by) if grouped_by else rows, **kwargs)

    def __deepcopy__(self, memo: Any) -> "OfferedField":
        # Not as its base does it: that would give each form rows of its own to read.
        copied: Any = super(forms.ChoiceField, self).__deepcopy__(memo)
        copied.widget.choices = copied.choices
        return copied  # type: ignore[no-any-return]

    @property
    def queryset(self) -> Any:
        """Return the rows, which are kept once they are read."""
        return self._queryset

    @queryset.setter
    def queryset(self, rows: Any) -> None:
        self._queryset = rows
        self.widget.choices = self.choices

    def offers(self) -> list[Any]:
        """Return the rows to choose from."""
        rows: Any = self.queryset
        known = [self.known] if self.known is not None and self.known not in rows else []
        return [*known, *rows]

    def to_python(self, value: Any) -> Any:
        """Return the row that was chosen."""
        if value in self.empty_values:
            return None
        for row in self.offers():
            if str(row.pk) == str(value):
                return row
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})


def choice_of(link: Any, user: Any, grouped_by: str = "") -> forms.Field:
    """Return the form field for a link to another record."""
    given = {"label": capfirst(link.verbose_name), "required": not link.blank}
    rows: Any = link.related_model._default_manager.all()
    if getattr(link.related_model, "named_by", ""):
        return RecordField(rows.nameable_by(user), **given)
    return OfferedField(rows.offered(), grouped_by=grouped_by, help_text=link.help_text, **given)
