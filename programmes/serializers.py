"""How field offices and programmes are told to other systems."""

from rest_framework import serializers

from activity_areas.serializers import AreaBriefSerializer
from common.serializers import (
    DATES,
    STAMPS,
    BriefSerializer,
    CitationSerializer,
    DatesSerializer,
    RecordUrlField,
)
from programmes.models import FieldOffice, Programme, ProgrammeArea


class OfficeBriefSerializer(BriefSerializer):
    """A field office in brief."""

    url = RecordUrlField("office")

    class Meta:
        model = FieldOffice
        fields = ["code", "name", "url"]


class ProgrammeBriefSerializer(BriefSerializer):
    """A programme in brief."""

    url = RecordUrlField("programme")

    class Meta:
        model = Programme
        fields = ["code", "title", "url"]


class ProgrammeAreaSerializer(serializers.ModelSerializer):
    """An area of a programme in brief, and whether it leads."""

    code = serializers.CharField(source="area.code", read_only=True)
    name = serializers.CharField(source="area.name", read_only=True)
    url = RecordUrlField("area", source="area")
    is_lead = serializers.BooleanField(read_only=True)

    class Meta:
        model = ProgrammeArea
        fields = [*AreaBriefSerializer.Meta.fields, "is_lead"]


class FieldOfficeSerializer(DatesSerializer):
    """A field office of IOM."""

    url = RecordUrlField("office")
    parent = OfficeBriefSerializer(allow_null=True)
    citations = CitationSerializer(many=True, read_only=True)

    class Meta:
        model = FieldOffice
        fields = [
            "code",
            "url",
            "name",
            "kind",
            "city",
            "country",
            "countries_covered",
            "parent",
            *DATES,
            "citations",
            *STAMPS,
        ]


class ProgrammeSerializer(DatesSerializer):
    """A programme or other piece of IOM's work."""

    url = RecordUrlField("programme")
    areas = ProgrammeAreaSerializer(source="programme_areas", many=True, read_only=True)
    offices = OfficeBriefSerializer(source="programme_offices", by="office", many=True)
    citations = CitationSerializer(many=True, read_only=True)

    class Meta:
        model = Programme
        fields = [
            "code",
            "url",
            "title",
            "is_untitled",
            "acronym",
            "kind",
            "areas",
            "offices",
            "countries",
            "places",
            "stage",
            "objective",
            "description",
            *DATES,
            "citations",
            *STAMPS,
        ]
