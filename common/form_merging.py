"""How the form of the second of two people takes in what the first has changed meanwhile.

Marks say what the second had seen. What the second left alone takes the newer value; what both changed stays as
it was typed, and its labels are told.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.forms.formsets import DEFAULT_MAX_NUM
from django.http import QueryDict

from common.history import History, columns

Marks = dict[str, int]
# A row of a formset as it was typed: the values of its fields by name.
Row = dict[str, list[str]]


def merge_row(
    fields: Any, prefix: str, row: models.Model, history: History, marks: Marks, typed: QueryDict
) -> Iterator[Any]:
    """Give untouched fields their newer value; yield the labels of those that both changed."""
    shown = history.as_of(type(row), row.pk, marks)
    for column in columns(type(row)):
        if shown is None or column.name not in fields or fields[column.name].disabled:
            continue
        was, now = getattr(shown, column.attname), getattr(row, column.attname)
        if was == now:
            continue
        field, name = fields[column.name], prefix + column.name
        given = field.widget.value_from_datadict(typed, {}, name)
        if not field.has_changed(was, given):
            put(typed, name, field.prepare_value(now))
        elif field.has_changed(now, given):
            yield field.label


def merge_parts(
    fields: Any, prefix: str, model: type[models.Model], history: History, marks: Marks, typed: QueryDict
) -> Iterator[Any]:
    """Do the same for the parts of a row; one that somebody deleted comes back as a new one if it was typed into."""
    rows, count = _rows(typed, prefix), _initial_count(typed, prefix)
    shown, added = rows[:count], rows[count:]
    parts = model._base_manager.in_bulk([key for key in map(_key, shown) if key])
    gone = [row for row in shown if _key(row) not in parts]
    if gone:
        kept, again = [row for row in shown if row not in gone], []
        for number, row in enumerate(shown):
            labels = list(_typed_into(fields, f"{prefix}-{number}-", history.as_of(model, _key(row), marks), typed))
            if row in gone and labels and "DELETE" not in row:
                again.append({name: values for name, values in row.items() if name != "id"})
                yield from labels
        shown = kept
        _put_rows(typed, prefix, kept, [*again, *added])
    for number, row in enumerate(shown):
        if _key(row) in parts:
            yield from merge_row(fields, f"{prefix}-{number}-", parts[_key(row)], history, marks, typed)


def _typed_into(fields: Any, prefix: str, shown: Any, typed: QueryDict) -> Iterator[Any]:
    for column in columns(shown.pgh_tracked_model) if shown is not None else []:
        if column.name in fields:
            given = fields[column.name].widget.value_from_datadict(typed, {}, prefix + column.name)
            if fields[column.name].has_changed(getattr(shown, column.attname), given):
                yield fields[column.name].label


def _key(row: Row) -> int:
    key = row.get("id", [""])[-1]
    return int(key) if re.fullmatch(r"\d{1,18}", key, re.ASCII) else 0


def _initial_count(typed: QueryDict, prefix: str) -> int:
    count = typed.get(f"{prefix}-INITIAL_FORMS", "")
    return int(count) if re.fullmatch(r"\d{1,4}", count, re.ASCII) else 0


def _rows(typed: QueryDict, prefix: str) -> list[Row]:
    """Return the rows of a formset, in their order; one that is missing between is empty."""
    rows: dict[int, Row] = defaultdict(dict)
    for name, values in typed.lists():
        found = re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", name, re.ASCII)
        if found and int(found[1]) < DEFAULT_MAX_NUM:
            rows[int(found[1])][found[2]] = values
    return [rows.get(number, {}) for number in range(max(rows, default=-1) + 1)]


def _put_rows(typed: QueryDict, prefix: str, shown: list[Row], added: list[Row]) -> None:
    for name in [name for name in typed if re.match(rf"{re.escape(prefix)}-\d+-", name)]:
        del typed[name]
    for number, row in enumerate([*shown, *added]):
        for name, values in row.items():
            typed.setlist(f"{prefix}-{number}-{name}", values)
    typed[f"{prefix}-INITIAL_FORMS"] = str(len(shown))
    typed[f"{prefix}-TOTAL_FORMS"] = str(len(shown) + len(added))


def put(typed: QueryDict, name: str, value: Any) -> None:
    """Type the value into the field of this name."""
    if isinstance(value, list):
        typed.setlist(name, value)
    elif value is True:
        typed[name] = "on"
    elif value in (None, False):
        typed.pop(name, None)
    else:
        typed[name] = str(value)
