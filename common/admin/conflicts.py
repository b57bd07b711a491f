"""Two people on one record: the second to save is told what changed, keeps what was typed, and may apply it.

The form carries marks of the history that its reader has seen. If events came after the marks, fields that
the second person left alone take the newer value, fields both changed keep what was typed, and the form comes
back once with a list of what changed meanwhile; saved again, it is applied.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.admin.merging import merge_parts, merge_row
from common.admin.refusals import telling
from common.history import Entry, History, Parts

SEEN = "_seen"


class ConflictMixin:
    """Guards the change form of a tracked model against silent overwriting."""

    change_form_before_template = "admin/registry/seen.html"

    def get_history_parts(self, request: HttpRequest, row: models.Model) -> Parts:
        """Return the models that the form edits along with the row, each with its link to the row."""
        inlines: Any = self.get_inline_instances(request, row)  # type: ignore[attr-defined]
        return {
            inline.model: inline.fk_name or getattr(inline.model, "part_of", str(row._meta.model_name))
            for inline in inlines
            if inline.edits_parts
        }

    def get_history(self, request: HttpRequest, row: models.Model) -> History:
        """Return the row's history with its parts', read once for each request."""
        kept: dict[Any, History] = request.__dict__.setdefault("_histories", {})
        key = (type(row), row.pk)
        if key not in kept:
            kept[key] = History(row, self.get_history_parts(request, row))
        return kept[key]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show or save the form; a save first looks, with the row locked, for what came after the marks."""
        view: Any = super()
        with transaction.atomic():
            if request.method == "POST" and object_id:
                self._look_for_changes(request, object_id)
            response: HttpResponse = view.changeform_view(request, object_id, form_url, extra_context)
        return response

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        """Put the history, and the marks of what is shown, into the form."""
        if obj is not None and obj.pk:
            history = self.get_history(request, obj)
            context["seen"] = json.dumps(history.marks())
            # The template calls it, where it shows history at all.
            context["history_entries"] = history.entries
        view: Any = super()
        return view.render_change_form(request, context, add, change, form_url, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form; one that tells of changes made meanwhile refuses to be saved this once."""
        view: Any = super()
        form = view.get_form(request, obj, change=change, **kwargs)
        told: list[str] | None = getattr(request, "_changed_meanwhile", None)
        return telling(form, told) if told and obj is not None else form

    def _look_for_changes(self, request: HttpRequest, object_id: str) -> None:
        admin: Any = self
        row = admin.get_object(request, object_id)
        if row is None:
            return
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
        history = self.get_history(request, row)
        marks = _marks(request.POST.get(SEEN, ""))
        if marks is None:
            request._changed_meanwhile = [  # type: ignore[attr-defined]
                _("This form has lost what it knew of the record, so it cannot say what others changed meanwhile."),
                _look_it_over(),
            ]
            return
        if not history.since(marks):
            return
        typed = request.POST.copy()
        both = [str(label) for label in self._merge(request, row, history, marks, typed)]
        request.POST = typed  # type: ignore[assignment]
        request._changed_meanwhile = _told(history, marks, both)  # type: ignore[attr-defined]

    def _merge(
        self, request: HttpRequest, row: Any, history: History, marks: dict[str, int], typed: QueryDict
    ) -> Iterator[Any]:
        """Give untouched fields their newer value; yield the labels of those that both changed."""
        admin: Any = self
        # A form knows only when it is made which of its fields this user may not fill in.
        fields = admin.get_form(request, row, change=True)(instance=row).fields
        yield from merge_row(fields, "", row, history, marks, typed)
        prefixes: dict[str, int] = {}
        for formset, inline in admin.get_formsets_with_inlines(request, row):
            prefix = formset.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            if prefixes[prefix] != 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            if inline.edits_parts and inline.has_change_permission(request, row):
                yield from merge_parts(formset.form.base_fields, prefix, inline.model, history, marks, typed)


def _told(history: History, marks: dict[str, int], both: list[str]) -> list[str]:
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


def _marks(seen: str) -> dict[str, int] | None:
    """Return the marks that a form brought back, or None where they cannot be read."""
    try:
        return {str(label): int(number) for label, number in json.loads(seen).items()}
    except (ValueError, TypeError, AttributeError):
        return None
