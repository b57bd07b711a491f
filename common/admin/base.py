"""The admin that every room's admin rests on: rights, search, filters, history, export, bulk edit."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import display, helpers
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.utils import display_for_value, label_for_field, lookup_field
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import models, transaction
from django.forms import modelform_factory
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminSelect2MultipleWidget,
    UnfoldAdminSelect2Widget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from common import exports
from common.admin.conflicts import ConflictMixin
from common.admin.filters import FilteredChangeList, list_filters
from common.fields import CountriesField, CountryField, PlacesField
from common.permissions import Action, may
from common.querysets import LONGEST_SEARCH

WIDGETS: dict[Any, Any] = {
    CountryField: {"widget": UnfoldAdminSelect2Widget},
    CountriesField: {"widget": UnfoldAdminSelect2MultipleWidget},
    PlacesField: {"widget": UnfoldAdminTextInputWidget},
    models.TextField: {"widget": UnfoldAdminTextareaWidget({"rows": 4})},
}


class RightsMixin:
    """Asks `may()`, the registry's one answer, wherever Django asks for a permission."""

    model: type[models.Model]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may see the row, or rows of this kind."""
        return may(request.user, Action.VIEW, obj or self.model)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may add rows of this kind."""
        return may(request.user, Action.ADD, obj or self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may change the row, or any of its kind."""
        return may(request.user, Action.CHANGE, obj or self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the user may delete the row, or any of its kind."""
        return may(request.user, Action.DELETE, obj or self.model)


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete that does not ask for the name of a row that the form's own row brought along."""

    known: Any = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the one option that is chosen, and an empty one where it may be left empty."""
        if self.known is None or [str(one) for one in value] != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known)
        options = [self.create_option(name, self.known.pk, label, True, 1)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class PartInlineMixin:
    """An inline whose rows are part of the row on whose form they stand, and go with it."""

    extra = 0
    tab = True
    hide_title = True
    edits_parts = True
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
        formset = view.get_formset(request, obj, **kwargs)
        names = self.autocomplete_fields

        class KnowingForm(formset.form):  # type: ignore[misc, name-defined]
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
        answers: dict[Any, bool] = request.__dict__.setdefault("_may_change", {})
        key = (type(obj), obj.pk)
        if key not in answers:
            answers[key] = may(request.user, Action.CHANGE, obj)
        return answers[key]

    has_add_permission = has_delete_permission = has_change_permission


class PartInline(PartInlineMixin, TabularInline):
    """Parts of a row as a table in a tab."""

    formfield_overrides = WIDGETS


class StackedPartInline(PartInlineMixin, StackedInline):
    """Parts of a row as small forms in a tab."""

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
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), row.code)


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
        return obj is not None and may(request.user, Action.CHANGE, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody writes history."""
        return False

    has_change_permission = has_delete_permission = has_add_permission


# What PostgreSQL or the review gives a row.
DRAWN = frozenset({"code", "review_status"})


def _without(names: frozenset[str], fields: Any) -> list[Any]:
    kept = [_without(names, field) if isinstance(field, list | tuple) else field for field in fields]
    return [field for field in kept if field and field not in [*names]]


def _plain_words(value: Any, empty: str) -> str:
    """Return a cell of a list as plain text."""
    return strip_tags(str(display_for_value(value, empty)))


class RegistryAdmin(RightsMixin, ConflictMixin, ModelAdmin):
    """The admin of a model of the registry."""

    change_list_template = "admin/registry/change_list.html"
    formfield_overrides = WIDGETS
    filterset_class: Any = None
    filter_names: ClassVar[tuple[str, ...]] = ()
    bulk_fields: ClassVar[tuple[str, ...]] = ()
    # Columns of an export, where they are not simply those of the list.
    export_fields: ClassVar[tuple[str, ...]] = ()
    search_fields = ("search_text",)
    list_per_page = 50
    list_filter_submit = True
    show_full_result_count = False
    show_facets = 0
    warn_unsaved_form = True
    empty_value_display = "—"
    actions = ("edit_selected",)

    @classmethod
    def contribute(cls, inline: type[ListingInline]) -> None:
        """Let a higher room put its rows on this form, before the history."""
        cls.inlines = (*cls.inlines[:-1], inline, cls.inlines[-1])

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows that the user may see."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search as the API and the pages do."""
        if len(search_term) > LONGEST_SEARCH:
            fault = _("Search for %(count)d characters at most.") % {"count": LONGEST_SEARCH}
            messages.error(request, fault)
            return queryset.none(), False
        return queryset.search(search_term), False

    def get_filterset(self, request: HttpRequest, rows: Any = None) -> Any:
        """Return the model's FilterSet over the rows, fed from the address, or None where it has none."""
        if self.filterset_class is None:
            return None
        names = self.filterset_class.base_filters
        data = request.GET.copy()
        for name in set(data) - set(names):
            del data[name]
        if rows is None:
            kept = request.__dict__.setdefault("_filtersets", {})
            if self.model not in kept:
                kept[self.model] = self.filterset_class(
                    data, self.model._default_manager.none(), request=request
                )
            return kept[self.model]
        return self.filterset_class(data, rows, request=request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields of the form, without those that a row gets only when it is saved."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None or not DRAWN & set(self.readonly_fields):
            return fieldsets
        return [
            (title, {**options, "fields": _without(DRAWN, options["fields"])}) for title, options in fieldsets
        ]

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Return the filters of the FilterSet that this list shows."""
        return list_filters(self.filterset_class, self.filter_names) if self.filterset_class else []

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the change list that the FilterSet narrows."""
        return FilteredChangeList

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer bulk editing where there is something to edit and the user may."""
        actions = super().get_actions(request)
        if not self.bulk_fields or not self.has_change_permission(request):
            actions.pop("edit_selected", None)
        if not self.has_delete_permission(request):
            actions.pop("delete_selected", None)
        return actions

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts too, and take all of it back if the row has left what the user may change."""
        super().save_related(request, form, formsets, change)
        if not may(request.user, Action.CHANGE, form.instance):
            raise PermissionDenied(_("You may not give the record these values."))

    def get_urls(self) -> Any:
        """Add the two exports of the list, as it is filtered."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [
            path("export/<str:kind>/", self.admin_site.admin_view(self.export_view), name=name),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the list, with links that export exactly what it shows; name what the address asks in vain."""
        unknown = set(request.GET) - self._known_parameters(request)
        if unknown:
            fault = _("This list has no filter “%(names)s”.") % {"names": ", ".join(sorted(unknown))}
            messages.error(request, fault)
            kept = request.GET.copy()
            for name in unknown:
                del kept[name]
            return redirect(f"{request.path}?{kept.urlencode()}")
        if ERROR_FLAG in request.GET:
            messages.error(request, _("There is no such page or value here. This is the whole list."))
        export = f"admin:{self.opts.app_label}_{self.opts.model_name}_export"
        links = {kind: reverse(export, args=[kind]) for kind in ("csv", "xlsx")}
        return super().changelist_view(request, {"export_links": links, **(extra_context or {})})

    def _known_parameters(self, request: HttpRequest) -> set[str]:
        paging = {
            SEARCH_VAR,
            PAGE_VAR,
            ORDER_VAR,
            ALL_VAR,
            ERROR_FLAG,
            IS_POPUP_VAR,
            TO_FIELD_VAR,
            "_changelist_filters",
        }
        if self.filterset_class is not None:
            return paging | set(self.filterset_class.base_filters) - {"search"}
        plain = [name for name in self.get_list_filter(request) if isinstance(name, str)]
        return paging | set(plain) | {f"{name}__exact" for name in plain}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show the history of the row and its parts in words, instead of the admin's own log."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(row)s") % {"row": row},
            "entries": self.get_history(request, row).entries(),
            "opts": self.opts,
            "original": row,
            "object": row,
        }
        return TemplateResponse(request, "admin/registry/history.html", context)

    def export_columns(self, request: HttpRequest) -> list[str]:
        """Return the names of the columns to export: the code, then those named for it or those of the list."""
        code = ["code"] if any(field.name == "code" for field in self.opts.fields) else []
        shown = [name for name in self.export_fields or self.get_list_display(request) if name != "code"]
        return [*code, *shown]

    def export_rows(self, request: HttpRequest, rows: Any) -> tuple[list[str], Any]:
        """Return the titles of the columns, and the rows as people read them."""
        names = self.export_columns(request)
        titles = [str(label_for_field(name, self.model, model_admin=self)) for name in names]
        found = rows.iterator(chunk_size=500)
        return titles, ([self._cell(name, row) for name in names] for row in found)

    def _cell(self, name: str, row: Any) -> str:
        try:
            field, _attribute, value = lookup_field(name, row, self)
        except (ObjectDoesNotExist, FieldDoesNotExist):
            return ""
        if field is not None and getattr(field, "flatchoices", None):
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, list):
            return " | ".join(map(str, value))
        return _plain_words(value, "")

    def export_view(
        self, request: HttpRequest, kind: str
    ) -> HttpResponse | StreamingHttpResponse | FileResponse:
        """Return the list, filtered and sorted as its address says, as CSV or XLSX."""
        if not self.has_view_permission(request) or kind not in {"csv", "xlsx"}:
            raise PermissionDenied
        titles, rows = self.export_rows(request, self.get_changelist_instance(request).get_queryset(request))
        name = f"{self.opts.model_name}.{kind}"
        if kind == "xlsx":
            return FileResponse(exports.xlsx_file(titles, rows), as_attachment=True, filename=name)
        return StreamingHttpResponse(
            exports.csv_stream(titles, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @action(description=gettext_lazy("Edit selected rows"))
    def edit_selected(self, request: HttpRequest, queryset: Any) -> Any:
        """Give several rows the same values: all of them or, if one refuses, none."""
        rows = queryset.changeable_by(request.user)
        form_class = modelform_factory(
            self.model,
            fields=self.bulk_fields,
            formfield_callback=lambda field, **kwargs: self.formfield_for_dbfield(field, request, **kwargs),
        )
        chosen = [name for name in self.bulk_fields if f"set_{name}" in request.POST]
        form = form_class(request.POST if "apply" in request.POST else None)
        for name, field in form.fields.items():
            field.required = field.required and name in chosen
        faults: list[str] = []
        if "apply" in request.POST and chosen:
            form.is_valid()
            given = {name: form.cleaned_data[name] for name in chosen if name in form.cleaned_data}
            faults = [f"{form[name].label}: {fault}" for name in chosen for fault in form[name].errors]
            faults = faults or self._give(rows, given)
            if not faults:
                messages.success(request, _("%(count)d rows changed.") % {"count": rows.count()})
                return None
        elif "apply" in request.POST:
            faults = [_("Tick at least one field to change.")]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Edit several: %(name)s") % {"name": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": [(form[name], name in chosen) for name in self.bulk_fields],
            "media": self.media + form.media,
            "rows": rows,
            "left_out": queryset.count() - rows.count(),
            "faults": faults,
            "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
            "across": request.POST.get("select_across", "0"),
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/registry/bulk_edit.html", context)

    def _give(self, rows: Any, values: dict[str, Any]) -> list[str]:
        faults: list[str] = []
        with transaction.atomic():
            for row in rows.select_for_update(of=("self",)):
                for name, value in values.items():
                    setattr(row, name, value)
                try:
                    row.full_clean()
                    row.save()
                except ValidationError as refused:
                    faults += [f"{row}: {' '.join(refused.messages)}"]
            if faults:
                transaction.set_rollback(True)
        return faults
