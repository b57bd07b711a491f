"""Two people on one record, in the admin: what `common/conflicts.py` finds, told on the change form."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from common.admin.refusals import telling
from common.conflicts import Typed, changed_meanwhile, lock, seen
from common.history import History, Parts


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
            context["seen"] = seen(history)
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
        lock(row)
        meanwhile = changed_meanwhile(
            row, self.get_history(request, row), request.POST, lambda: self._typed(request, row)
        )
        request.POST = meanwhile.typed  # type: ignore[assignment]
        request._changed_meanwhile = meanwhile.told  # type: ignore[attr-defined]

    def _typed(self, request: HttpRequest, row: Any) -> Iterator[Typed]:
        admin: Any = self
        # A form knows only when it is made which of its fields this user may not fill in.
        yield Typed(admin.get_form(request, row, change=True)(instance=row).fields)
        prefixes: dict[str, int] = {}
        for formset, inline in admin.get_formsets_with_inlines(request, row):
            prefix = formset.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            if prefixes[prefix] != 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            if inline.edits_parts and inline.has_change_permission(request, row):
                yield Typed(formset.form.base_fields, prefix, inline.model)
