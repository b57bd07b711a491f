"""The directory of partners: searched, narrowed, saved under a name, taken along as a table."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.generic import TemplateView, View

from accounts.models import SavedSearch
from common import exports
from partnerships.exports import NGO_COLUMNS, ngo_lines
from partnerships.pages.directory import SORTS, Directory
from partnerships.pages.facets import BY_NAME
from partnerships.views.reading import ReaderMixin


class DirectoryPage(ReaderMixin, TemplateView):
    """The partners that fit what the address asks for."""

    for_visitors = True
    template_name = "ngos/ngo_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the search, and the reader's saved ones."""
        user: Any = self.request.user
        directory = Directory(self.request.GET, user)
        sorts = [(name, label, directory.address(sort=name)) for name, (label, _order) in SORTS.items()]
        # Read before the page is drawn, as a cursor that leads nowhere is told at its top.
        page = directory.page
        saved = SavedSearch.objects.changeable_by(user)
        return super().get_context_data(directory=directory, page=page, sorts=sorts, saved=saved, **kwargs)


class FacetPage(ReaderMixin, TemplateView):
    """All values of one facet, to choose from."""

    for_visitors = True
    template_name = "ngos/ngo_facet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the search and the facet."""
        facet = BY_NAME.get(kwargs["facet"])
        if facet is None:
            raise Http404
        directory = Directory(self.request.GET, self.request.user)
        added = {"counted": directory.facet(facet), "carried": directory.everything_but(facet)}
        return super().get_context_data(directory=directory, **added, **kwargs)


class DirectoryExport(ReaderMixin, View):
    """What the directory shows, as CSV or XLSX."""

    for_visitors = True

    def get(self, request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
        """Return the table; it holds what a page of the same address shows, page after page."""
        if kind not in {"csv", "xlsx"}:
            raise Http404
        rows = ngo_lines(Directory(request.GET, request.user))
        if kind == "xlsx":
            return FileResponse(exports.xlsx_file(NGO_COLUMNS, rows), as_attachment=True, filename="partners.xlsx")
        return StreamingHttpResponse(
            exports.csv_stream(NGO_COLUMNS, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="partners.csv"'},
        )
