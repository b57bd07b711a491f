"""How organizations, their standing and dialogue with them are told to other systems."""

from typing import Any

from rest_framework import serializers

from common.serializers import (
    DATES,
    STAMPS,
    BriefSerializer,
    CitationSerializer,
    DatesSerializer,
    DocumentBriefSerializer,
    ReadOnlyModelSerializer,
    RecordUrlField,
)
from ngos.models import (
    Contact,
    DialogueEvent,
    DialogueForum,
    Identifier,
    Ngo,
    NgoName,
    NgoRelation,
    ObserverDecision,
    Participation,
)


class NgoBriefSerializer(BriefSerializer):
    """An NGO in brief."""

    url = RecordUrlField("ngo")

    class Meta:
        model = Ngo
        fields = ["code", "name", "url"]


class NgoNameSerializer(ReadOnlyModelSerializer):
    """Another name of an NGO."""

    class Meta:
        model = NgoName
        fields = ["name", "kind", "language", "script", "starts_on", "ends_on", "source", "reason"]


class IdentifierSerializer(ReadOnlyModelSerializer):
    """A number under which a register knows the NGO."""

    link = serializers.CharField(read_only=True)

    class Meta:
        model = Identifier
        fields = ["scheme", "value", "link", "retired_on"]


class NgoRelationSerializer(ReadOnlyModelSerializer):
    """How the NGO stands to another."""

    other = NgoBriefSerializer()

    class Meta:
        model = NgoRelation
        fields = ["kind", "other", "starts_on", "ends_on", "note"]


class ContactSerializer(ReadOnlyModelSerializer):
    """A person to speak to at an NGO."""

    class Meta:
        model = Contact
        fields = ["name", "position", "email", "phone", "note"]


class NgoSerializer(ReadOnlyModelSerializer):
    """An organization; its contacts are told only to those who may change it."""

    url = RecordUrlField("ngo")
    merged_into = NgoBriefSerializer(allow_null=True)
    names = NgoNameSerializer(many=True, read_only=True)
    identifiers = IdentifierSerializer(many=True, read_only=True)
    relations = NgoRelationSerializer(many=True, read_only=True)
    is_observer_today = serializers.BooleanField(source="is_observer", read_only=True)
    citations = CitationSerializer(many=True, read_only=True)
    contacts = ContactSerializer(
        many=True, required=False, help_text="Present only where the asking user may change the NGO."
    )

    class Meta:
        model = Ngo
        fields = [
            "code",
            "url",
            "name",
            "acronym",
            "scope",
            "kind",
            "status",
            "merged_into",
            "headquarters",
            "countries_of_presence",
            "website",
            "founded_on",
            "dissolved_on",
            "names",
            "identifiers",
            "relations",
            "is_observer_today",
            "citations",
            "contacts",
            *STAMPS,
        ]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the NGO, without a word on contacts where they may not be seen."""
        told: dict[str, Any] = super().to_representation(instance)
        if not instance.shows_contacts:
            del told["contacts"]
        return told


class ObserverDecisionSerializer(ReadOnlyModelSerializer):
    """A decision on an NGO's observer status."""

    url = RecordUrlField("observer-decision")
    ngo = NgoBriefSerializer()
    document = DocumentBriefSerializer(allow_null=True)

    class Meta:
        model = ObserverDecision
        fields = [
            "code",
            "url",
            "ngo",
            "kind",
            "council_session",
            "resolution",
            "decided_on",
            "effective_from",
            "effective_until",
            "document",
            *STAMPS,
        ]


class ForumBriefSerializer(BriefSerializer):
    """A forum of dialogue in brief."""

    url = RecordUrlField("dialogue-forum")

    class Meta:
        model = DialogueForum
        fields = ["code", "name", "url"]


class DialogueForumSerializer(ReadOnlyModelSerializer):
    """A standing place of dialogue, and where it is named."""

    url = RecordUrlField("dialogue-forum")
    citation = CitationSerializer(source="*", read_only=True)

    class Meta:
        model = DialogueForum
        fields = ["code", "url", "name", "kind", "citation", *STAMPS]


class ParticipationSerializer(ReadOnlyModelSerializer):
    """An NGO's part in a meeting."""

    ngo = NgoBriefSerializer()

    class Meta:
        model = Participation
        fields = ["ngo", "capacity"]


class DialogueEventSerializer(DatesSerializer):
    """A meeting of a forum, and who took part."""

    url = RecordUrlField("dialogue-event")
    forum = ForumBriefSerializer()
    participations = ParticipationSerializer(many=True, read_only=True)

    class Meta:
        model = DialogueEvent
        fields = ["code", "url", "forum", "title", "place", "country", *DATES, "participations", *STAMPS]
