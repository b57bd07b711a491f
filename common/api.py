"""The reading API's manners: rows the user may see, by code, in the format asked for."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import mixins, viewsets
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from common.exports import csv_stream, xlsx_file
from common.filters import FORMAT, SourceDocumentFilter
from common.models import SourceDocument
from common.problems import ParameterError
from common.serializers import SourceDocumentSerializer


class NamedFormatNegotiation(DefaultContentNegotiation):
    """Takes the format that the address names, or else what the Accept header prefers."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type; refuse a format that is not offered."""
        name = request.query_params.get(FORMAT)
        if not name:
            chosen: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, format_suffix)
            return chosen
        for renderer in renderers:
            if renderer.format == name:
                return renderer, renderer.media_type
        offered = ", ".join(dict.fromkeys(renderer.format for renderer in renderers))
        message = _("“%(name)s” is no format of this address. There are: %(offered)s.")
        raise ParameterError({FORMAT: [message % {"name": name, "offered": offered}]})


class RecordViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Reads one kind of record: the list, narrowed by its FilterSet, and each record by its code."""

    content_negotiation_class = NamedFormatNegotiation
    filterset_class: ClassVar[Any]
    lookup_field = "code"
    lookup_value_regex = "[^/]+"
    http_method_names = ["get", "head", "options"]

    def get_queryset(self) -> Any:
        """Return the rows that the user may see."""
        rows: Any = super().get_queryset()
        return rows.visible_to(self.request.user)

    def get_object(self) -> Any:
        """Return the record with the code, whatever the case of its letters."""
        code = self.kwargs["code"]
        rows = self.filter_queryset(self.get_queryset())
        found = {row.code: row for row in rows.filter(code__in={code, code.upper(), code.lower()})}
        if not found:
            raise Http404
        return found.get(code) or next(iter(found.values()))


class CsvRenderer(BaseRenderer):
    """Stands for CSV where formats are chosen; `table_response` writes it."""

    media_type = "text/csv"
    format = "csv"


class XlsxRenderer(BaseRenderer):
    """Stands for XLSX where formats are chosen; `table_response` writes it."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"


def table_response(
    format: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Return the rows as a CSV or XLSX file to keep, named and dated."""
    filename = f"{name}-{timezone.localdate()}.{format}"
    if format == XlsxRenderer.format:
        return FileResponse(
            xlsx_file(columns, rows),
            as_attachment=True,
            filename=filename,
            content_type=XlsxRenderer.media_type,
        )
    return StreamingHttpResponse(
        csv_stream(columns, rows),
        content_type=f"{CsvRenderer.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


class SourceDocumentViewSet(RecordViewSet):
    """The documents on which facts of the registry rest."""

    queryset = SourceDocument.objects.all()
    serializer_class = SourceDocumentSerializer
    filterset_class = SourceDocumentFilter
