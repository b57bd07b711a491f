"""Two people on one record: the second to save is told what changed, keeps what was typed, and may apply it.

A form carries marks of the history that its reader has seen. If events came after the marks, fields that the
second person left alone take the newer value, fields both changed keep what was typed, and the form comes back
once with a list of what changed meanwhile; saved again, it is applied. The admin and the pages both ask here.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.form_merging import Marks, merge_parts, merge_row
from common.history import Entry, History

SEEN = "_seen"


class Typed(NamedTuple):
    """The fields of a row's form, or of the forms of its parts, and the prefix under which they were sent."""

    fields: Any
    prefix: str = ""
    # The model of the parts; none where it is the row's own form.
    parts: type[models.Model] | None = None


class Meanwhile(NamedTuple):
    """What others changed since a form was shown, in words, and what was typed brought up to date."""

    told: list[str]
    typed: QueryDict


def lock(row: models.Model) -> None:
    """Read the row anew, and let nobody else write it until the transaction ends; one that is gone is not found."""
    try:
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    except ObjectDoesNotExist as gone:
        raise Http404(_("Somebody deleted this record meanwhile.")) from gone


def seen(history: History) -> str:
    """Return the marks that a form takes along."""
    return json.dumps(history.marks())


def changed_meanwhile(
    row: models.Model, history: History, sent: QueryDict, forms: Callable[[], Iterable[Typed]]
) -> Meanwhile:
    """Look, with the row locked, for what came after the marks that were sent; the forms are asked for only then."""
    marks = _marks(sent.get(SEEN, ""))
    if marks is None:
        lost = _("This form has lost what it knew of the record, so it cannot say what others changed meanwhile.")
        return Meanwhile([lost, _look_it_over()], sent)
    if not history.since(marks):
        return Meanwhile([], sent)
    typed = sent.copy()
    both: list[str] = []
    for form in forms():
        if form.parts is None:
            labels = merge_row(form.fields, form.prefix, row, history, marks, typed)
        else:
            labels = merge_parts(form.fields, form.prefix, form.parts, history, marks, typed)
        both += map(str, labels)
    return Meanwhile(_told(history, marks, both), typed)


def _told(history: History, marks: Marks, both: list[str]) -> list[str]:
    told = [
        capfirst(
            _("%(who)s %(kind)s the %(row)s meanwhile: %(changes)s.")
            % {"who": entry.who, "kind": entry.kind, "row": entry.row, "changes": _changes(entry)}
        )
        for entry in history.entries(marks)
    ]
    if both:
        told.append(_("You changed this too: %(labels)s. Your values stand in the form.") % {"labels": ", ".join(both)})
    return [*told, _look_it_over()]


def _changes(entry: Entry) -> str:
    change_words = _("%(label)s from “%(before)s” to “%(after)s”")
    told = [
        change_words % {"label": change.label, "before": change.before, "after": change.after}
        for change in entry.changes
    ]
    return "; ".join(told) or "—"


def _look_it_over() -> str:
    return _("Nothing is saved yet. What you typed is kept: look it over, and save again to apply it.")


def _marks(sent: str) -> Marks | None:
    """Return the marks that a form brought back, or None where they cannot be read."""
    try:
        return {str(label): int(number) for label, number in json.loads(sent).items()}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
