"""How records are told to other systems: by code, with related records in brief."""

from typing import Any

from django.db import models
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.models import DatedModel, SourceDocument

# What every record ends with, and what records with dates as known tell of them.
STAMPS = ["created_at", "updated_at"]
DATES = ["first_day", "last_day", "date_precision", "dates_in_words"]


@extend_schema_field(OpenApiTypes.URI)
class RecordUrlField(serializers.Field):
    """The address of a record in the API, by its code."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        self.name = name
        super().__init__(read_only=True, source=kwargs.pop("source", "*"), **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the address of the record; where its list is gets looked up once for each response."""
        # The context belongs to the whole response, so it is the place to remember what all rows share.
        context: Any = self.context
        roots: dict[str, str] = context.setdefault("roots_of_urls", {})
        if self.name not in roots:
            roots[self.name] = context["request"].build_absolute_uri(reverse(f"api-{self.name}-list"))
        return f"{roots[self.name]}{value.code}/"


class ReadOnlyModelSerializer(serializers.ModelSerializer):
    """Tells what the model holds, and takes nothing."""

    # An address may be missing, and is then told as an empty text, which is no address.
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.URLField: serializers.CharField,
        models.EmailField: serializers.CharField,
    }

    def get_extra_kwargs(self) -> dict[str, dict[str, Any]]:
        """Make every field that follows from the model read-only."""
        return {name: {"read_only": True} for name in self.Meta.fields}

    def get_fields(self) -> dict[str, serializers.Field]:
        """Let a choice be empty where the model lets it, so that its description does not promise more."""
        fields: dict[str, serializers.Field] = super().get_fields()
        model: Any = self.Meta.model
        for field in model._meta.get_fields():
            told = fields.get(field.name)
            if isinstance(told, serializers.ChoiceField) and getattr(field, "blank", False):
                told.allow_blank = True
        return fields


class BriefSerializer(ReadOnlyModelSerializer):
    """A related record in brief; with `by`, the record to which a row between two leads."""

    def __init__(self, *args: Any, by: str = "", **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, read_only=True, **kwargs)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the record in brief."""
        told: dict[str, Any] = super().to_representation(getattr(instance, self.by) if self.by else instance)
        return told


class DatesSerializer(ReadOnlyModelSerializer):
    """Tells dates as known, in figures and in words."""

    dates_in_words = serializers.CharField(read_only=True)

    class Meta:
        model = DatedModel
        fields = DATES


class DocumentBriefSerializer(BriefSerializer):
    """A source document in brief."""

    url = RecordUrlField("document")

    class Meta:
        model = SourceDocument
        fields = ["code", "title", "symbol", "url"]


class CitationSerializer(serializers.Serializer):
    """Where a fact stands, and what its source says of it in our own words."""

    document = DocumentBriefSerializer()
    where = serializers.CharField(read_only=True)
    part = serializers.CharField(read_only=True)
    paragraph = serializers.IntegerField(read_only=True, allow_null=True)
    sentence = serializers.CharField(read_only=True)


class SourceDocumentSerializer(DatesSerializer):
    """A document on which facts of the registry rest."""

    url = RecordUrlField("document")

    class Meta:
        model = SourceDocument
        fields = ["code", "url", "title", "symbol", "kind", "link", "note", *DATES, *STAMPS]
