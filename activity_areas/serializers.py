"""How areas, services and the people served are told to other systems."""

from activity_areas.models import ActivityArea, PeopleServed, Service
from common.serializers import (
    STAMPS,
    BriefSerializer,
    CitationSerializer,
    ReadOnlyModelSerializer,
    RecordUrlField,
)


class AreaBriefSerializer(BriefSerializer):
    """An area of activity in brief."""

    url = RecordUrlField("area")

    class Meta:
        model = ActivityArea
        fields = ["code", "name", "url"]


class ServiceBriefSerializer(BriefSerializer):
    """A service in brief."""

    url = RecordUrlField("service")

    class Meta:
        model = Service
        fields = ["code", "name", "url"]


class PeopleServedBriefSerializer(BriefSerializer):
    """A group of people served, in brief."""

    url = RecordUrlField("people-served")

    class Meta:
        model = PeopleServed
        fields = ["code", "name", "url"]


class ActivityAreaSerializer(ReadOnlyModelSerializer):
    """An area of activity, with the names it has in the sources and its services."""

    url = RecordUrlField("area")
    services = ServiceBriefSerializer(many=True)
    citations = CitationSerializer(many=True, read_only=True)

    class Meta:
        model = ActivityArea
        fields = [
            "code",
            "url",
            "name",
            "name_in_paper",
            "name_on_page",
            "description",
            "order",
            "is_cross_cutting",
            "retired_on",
            "services",
            "citations",
            *STAMPS,
        ]


class ServiceSerializer(ReadOnlyModelSerializer):
    """A service, its area, and where it is named."""

    url = RecordUrlField("service")
    area = AreaBriefSerializer()
    citation = CitationSerializer(source="*", read_only=True)

    class Meta:
        model = Service
        fields = ["code", "url", "name", "description", "area", "retired_on", "citation", *STAMPS]


class PeopleServedSerializer(ReadOnlyModelSerializer):
    """A group of people served, and where it is named."""

    url = RecordUrlField("people-served")
    citation = CitationSerializer(source="*", read_only=True)

    class Meta:
        model = PeopleServed
        fields = ["code", "url", "name", "description", "retired_on", "citation", *STAMPS]
