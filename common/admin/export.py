"""Any list of the admin as a table for other programs: what it shows, filtered and sorted as its address says."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_value, label_for_field, lookup_field
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import strip_tags

from common import exports


class ExportMixin:
    """Exports a list as CSV and XLSX."""

    # Columns of an export, where they are not simply those of the list.
    export_fields: ClassVar[tuple[str, ...]] = ()
    empty_value_display: str
    model: Any
    opts: Any

    def get_urls(self) -> Any:
        """Add the two exports of the list, as it is filtered."""
        admin: Any = self
        view: Any = super()
        export = admin.admin_site.admin_view(self.export_view)
        return [path("export/<str:kind>/", export, name=f"{self._list_name}_export"), *view.get_urls()]

    @property
    def _list_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the list, with links that export exactly what it shows."""
        view: Any = super()
        links = {kind: reverse(f"admin:{self._list_name}_export", args=[kind]) for kind in ("csv", "xlsx")}
        return view.changelist_view(request, {"export_links": links, **(extra_context or {})})

    def export_columns(self, request: HttpRequest) -> list[str]:
        """Return the names of the columns to export: the code, then those named for it or those of the list."""
        admin: Any = self
        code = ["code"] if any(field.name == "code" for field in self.opts.fields) else []
        shown = [name for name in self.export_fields or admin.get_list_display(request) if name != "code"]
        return [*code, *shown]

    def export_rows(self, request: HttpRequest, rows: Any) -> tuple[list[str], Any]:
        """Return the titles of the columns, and the rows as people read them."""
        admin: Any = self
        names = self.export_columns(request)
        titles = [str(label_for_field(name, self.model, model_admin=admin)) for name in names]
        found = rows.iterator(chunk_size=500)
        return titles, ([self._cell(name, row) for name in names] for row in found)

    def _cell(self, name: str, row: Any) -> object:
        admin: Any = self
        try:
            field, _attribute, value = lookup_field(name, row, admin)
        except (ObjectDoesNotExist, FieldDoesNotExist):
            return ""
        if field is not None and getattr(field, "flatchoices", None):
            return str(dict(field.flatchoices).get(value, value))
        if value is None or isinstance(value, (bool, int, float, date, list)):
            return value
        words = strip_tags(str(display_for_value(value, "")))
        return "" if words == self.empty_value_display else words

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
        """Return the list, filtered and sorted as its address says, as CSV or XLSX; what makes no sense is named."""
        admin: Any = self
        if not admin.has_view_permission(request):
            raise PermissionDenied
        if kind not in {"csv", "xlsx"}:
            raise Http404
        address = request.GET.copy()
        address.pop(PAGE_VAR, None)
        request.GET = address  # type: ignore[assignment]
        try:
            asks_in_vain = admin.asks_in_vain(request)
            found = None if asks_in_vain else admin.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            found = None
        if found is None:
            # The list says what is wrong.
            return redirect(f"{reverse(f'admin:{self._list_name}_changelist')}?{address.urlencode()}")
        titles, rows = self.export_rows(request, found)
        name = f"{self.opts.model_name}.{kind}"
        if kind == "xlsx":
            return FileResponse(exports.xlsx_file(titles, rows), as_attachment=True, filename=name)
        return StreamingHttpResponse(
            exports.csv_stream(titles, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
