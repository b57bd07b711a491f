"""Areas, services and people served in the API."""

from activity_areas.filters import ActivityAreaFilter, PeopleServedFilter, ServiceFilter
from activity_areas.models import ActivityArea, PeopleServed, Service
from activity_areas.serializers import ActivityAreaSerializer, PeopleServedSerializer, ServiceSerializer
from common.api import RecordViewSet


class ActivityAreaViewSet(RecordViewSet):
    """The areas of migration management in which IOM works with NGOs."""

    queryset = ActivityArea.objects.prefetch_related("services", "citations__document")
    serializer_class = ActivityAreaSerializer
    filterset_class = ActivityAreaFilter


class ServiceViewSet(RecordViewSet):
    """What NGOs do within the areas of activity."""

    queryset = Service.objects.select_related("area", "document")
    serializer_class = ServiceSerializer
    filterset_class = ServiceFilter


class PeopleServedViewSet(RecordViewSet):
    """The groups of people whom partnerships serve."""

    queryset = PeopleServed.objects.select_related("document")
    serializer_class = PeopleServedSerializer
    filterset_class = PeopleServedFilter
