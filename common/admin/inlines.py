"""What stands on the form of a row beside its own fields: its parts, rows that belong elsewhere, its history."""

from typing import Any

from django.contrib.admin import display
from django.db import models
from django.forms.formsets import DEFAULT_MAX_NUM
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from unfold.admin import StackedInline, TabularInline

from common.admin.refusals import PartFormSet, refusals_of
from common.admin.rights import asked
from common.admin.widgets import WIDGETS, KnownAutocomplete
from common.permissions import Action


class PartInlineMixin:
    """An inline whose rows are part of the row on whose form they stand, and go with it."""

    extra = 0
    tab = True
    hide_title = True
    edits_parts = True
    formset = PartFormSet
    model: type[models.Model]
    autocomplete_fields: Any

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the parts with the rows that their autocompletes name."""
        rows: Any = super().get_queryset(request)  # type: ignore[misc]
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give autocompletes the widget that knows its row."""
        view: Any = super()
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site)  # type: ignore[attr-defined]
        return view.formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the formset, whose forms tell their autocompletes which rows came along."""
        view: Any = super()
        formset = view.get_formset(request, obj, absolute_max=DEFAULT_MAX_NUM, **kwargs)
        formset.refusals = refusals_of(request)
        names = self.autocomplete_fields

        class KnowingForm(formset.form):  # type: ignore[name-defined]
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                for name in names:
                    if name in self.fields and self.instance._meta.get_field(name).is_cached(self.instance):
                        self.fields[name].widget.widget.known = getattr(self.instance, name)

        formset.form = KnowingForm
        return formset

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may see the parts of the row."""
        # Whoever sees the form sees the row; only what is personal asks for more.
        return not getattr(self.model, "is_personal", False) or self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may change the row, and so its parts."""
        if obj is None or obj.pk is None:
            return True
        return asked(request, Action.CHANGE, obj)

    has_add_permission = has_delete_permission = has_change_permission


class PartInline(PartInlineMixin, TabularInline):
    """Parts of a row as a table in a tab."""

    formfield_overrides = WIDGETS


class StackedPartInline(PartInlineMixin, StackedInline):
    """Parts of a row as small forms in a tab."""

    template_before = "admin/registry/part_faults.html"
    formfield_overrides = WIDGETS


class CitationInline(StackedPartInline):
    """What sources say of a row."""

    autocomplete_fields = ("document",)
    fields = ("document", ("part", "paragraph"), "sentence")


class ListingInline(TabularInline):
    """Rows that belong elsewhere, listed with a link (`linked`) and edited there."""

    extra = 0
    max_num = 0
    can_delete = False
    tab = True
    hide_title = True
    edits_parts = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows that the user may see."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave adding to the rows' own form."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show the list to whoever sees the page."""
        return True

    has_change_permission = has_delete_permission = has_add_permission

    @display(description=gettext_lazy("record"))
    def linked(self, row: Any) -> str:
        """Return a link to the row's own form."""
        return format_html('<a href="{}">{}</a>', row.get_admin_url(), row.code)


class HistoryInline(TabularInline):
    """The history of a row and its parts as a tab, in words."""

    template = "admin/registry/history_tab.html"
    verbose_name = gettext_lazy("event")
    verbose_name_plural = gettext_lazy("history")
    fk_name = "pgh_obj"
    extra = 0
    max_num = 0
    can_delete = False
    tab = True
    edits_parts = False
    fields = ("pgh_created_at",)
    readonly_fields = ("pgh_created_at",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return no row: the template tells the history in words."""
        return super().get_queryset(request).none()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show the history to those who may change the row."""
        return obj is not None and asked(request, Action.CHANGE, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody writes history."""
        return False

    has_change_permission = has_delete_permission = has_add_permission
