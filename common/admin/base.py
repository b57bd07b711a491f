"""The admin that every room's admin rests on: rights, search, filters, history; export and bulk edit beside it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from common.admin.bulk import BulkEditMixin
from common.admin.conflicts import ConflictMixin
from common.admin.export import ExportMixin
from common.admin.filters import FilteredChangeList, list_filters
from common.admin.inlines import ListingInline
from common.admin.refusals import RefusalMixin
from common.admin.rights import RightsMixin
from common.admin.widgets import WIDGETS, KnownAutocomplete
from common.permissions import OUT_OF_REACH, may_leave
from common.querysets import LONGEST_SEARCH

# What PostgreSQL or the review gives a row.
DRAWN = frozenset({"code", "review_status"})


def _without(names: frozenset[str], fields: Any) -> list[Any]:
    kept = [_without(names, field) if isinstance(field, list | tuple) else field for field in fields]
    return [field for field in kept if field and field not in [*names]]


class RegistryAdmin(RightsMixin, RefusalMixin, ConflictMixin, BulkEditMixin, ExportMixin, ModelAdmin):
    """The admin of a model of the registry."""

    change_list_template = "admin/registry/change_list.html"
    formfield_overrides = WIDGETS
    filterset_class: Any = None
    filter_names: ClassVar[tuple[str, ...]] = ()
    search_fields: ClassVar[tuple[str, ...]] = ("search_text",)
    list_per_page = 50
    list_filter_submit = True
    show_full_result_count = False
    show_facets = 0
    warn_unsaved_form = True
    empty_value_display = "—"

    @classmethod
    def contribute(cls, inline: type[ListingInline]) -> None:
        """Let a higher room put its rows on this form, before the history."""
        cls.inlines = (*cls.inlines[:-1], inline, cls.inlines[-1])

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the rows that the user may see."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search as the API and the pages do; where the answer fills a choice, offer what may still be named."""
        if request.resolver_match is not None and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.offered()
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
                kept[self.model] = self.filterset_class(data, self.model._default_manager.none(), request=request)
            return kept[self.model]
        return self.filterset_class(data, rows, request=request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields of the form, without those that a row gets only when it is saved."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None or not DRAWN & set(self.readonly_fields):
            return fieldsets
        return [(title, {**options, "fields": _without(DRAWN, options["fields"])}) for title, options in fieldsets]

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Return the filters of the FilterSet that this list shows."""
        return list_filters(self.filterset_class, self.filter_names) if self.filterset_class else []

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the change list that the FilterSet narrows."""
        return FilteredChangeList

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form, which knows who fills it in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give autocompletes the widget that bears whatever is typed."""
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts too, and take all of it back if the row has left what the user may change."""
        super().save_related(request, form, formsets, change)
        if not may_leave(request.user, form.instance, is_new=not change):
            raise PermissionDenied(OUT_OF_REACH)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the list; name what the address asks in vain."""
        unknown = self.unknown_parameters(request)
        if unknown:
            fault = _("This list has no filter “%(names)s”.") % {"names": ", ".join(unknown)}
            messages.error(request, fault)
            kept = request.GET.copy()
            for name in unknown:
                del kept[name]
            return redirect(f"{request.path}?{kept.urlencode()}")
        if ERROR_FLAG in request.GET:
            messages.error(request, _("There is no such page or value here. This is the whole list."))
        return super().changelist_view(request, extra_context)

    def unknown_parameters(self, request: HttpRequest) -> list[str]:
        """Return the names in the address that this list does not know."""
        return sorted(set(request.GET) - self._known_parameters(request))

    def asks_in_vain(self, request: HttpRequest) -> bool:
        """Say whether the address asks for what this list does not know, or gives a value that makes no sense."""
        filterset = self.get_filterset(request)
        return (
            bool(self.unknown_parameters(request))
            or len(request.GET.get(SEARCH_VAR, "")) > LONGEST_SEARCH
            or (filterset is not None and not filterset.is_valid())
        )

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
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, row):
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
