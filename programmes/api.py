"""Field offices and programmes in the API."""

from common.api import RecordViewSet
from programmes.filters import FieldOfficeFilter, ProgrammeFilter
from programmes.models import FieldOffice, Programme
from programmes.serializers import FieldOfficeSerializer, ProgrammeSerializer


class FieldOfficeViewSet(RecordViewSet):
    """IOM's offices."""

    queryset = FieldOffice.objects.select_related("parent").prefetch_related("citations__document")
    serializer_class = FieldOfficeSerializer
    filterset_class = FieldOfficeFilter


class ProgrammeViewSet(RecordViewSet):
    """The programmes, projects and other work in which IOM and NGOs meet."""

    queryset = Programme.objects.with_links().prefetch_related("citations__document")
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilter
