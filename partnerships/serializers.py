"""How partnerships, what stands beside them, and agreements are told to other systems."""

from rest_framework import serializers

from activity_areas.serializers import (
    AreaBriefSerializer,
    PeopleServedBriefSerializer,
    ServiceBriefSerializer,
)
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
from ngos.serializers import NgoBriefSerializer
from partnerships.models import (
    Agreement,
    AgreementParty,
    Amendment,
    OtherParticipant,
    Partnership,
    PartnershipRole,
    PartnershipService,
    UnnamedPartners,
)
from programmes.serializers import OfficeBriefSerializer, ProgrammeBriefSerializer


class PartnershipRoleSerializer(ReadOnlyModelSerializer):
    """A role, and the capacity in it."""

    class Meta:
        model = PartnershipRole
        fields = ["role", "capacity"]


class PartnershipServiceSerializer(ReadOnlyModelSerializer):
    """A service in brief, and in which phase of a return it is given."""

    code = serializers.CharField(source="service.code", read_only=True)
    name = serializers.CharField(source="service.name", read_only=True)
    url = RecordUrlField("service", source="service")

    class Meta:
        model = PartnershipService
        fields = [*ServiceBriefSerializer.Meta.fields, "phase"]


class PartnershipSerializer(DatesSerializer):
    """One NGO's part in IOM's work."""

    url = RecordUrlField("partnership")
    ngo = NgoBriefSerializer()
    programme = ProgrammeBriefSerializer(allow_null=True)
    office = OfficeBriefSerializer(allow_null=True)
    areas = AreaBriefSerializer(source="partnership_areas", by="area", many=True)
    services = PartnershipServiceSerializer(source="partnership_services", many=True, read_only=True)
    people_served = PeopleServedBriefSerializer(source="partnership_people", by="people", many=True)
    roles = PartnershipRoleSerializer(many=True, read_only=True)
    citations = CitationSerializer(many=True, read_only=True)

    class Meta:
        model = Partnership
        fields = [
            "code",
            "url",
            "ngo",
            "programme",
            "office",
            "countries",
            "places",
            "areas",
            "services",
            "people_served",
            "roles",
            "mode",
            "stage",
            *DATES,
            "summary",
            "review_status",
            "citations",
            *STAMPS,
        ]


class UnnamedPartnersSerializer(ReadOnlyModelSerializer):
    """NGOs that a source counts or mentions without naming them."""

    url = RecordUrlField("unnamed-partners")
    programme = ProgrammeBriefSerializer()
    citation = CitationSerializer(source="*", read_only=True)

    class Meta:
        model = UnnamedPartners
        fields = ["code", "url", "programme", "role", "capacity", "count", "words", "citation", *STAMPS]


class OtherParticipantSerializer(ReadOnlyModelSerializer):
    """A party beside the NGOs that is none itself."""

    url = RecordUrlField("other-participant")
    programme = ProgrammeBriefSerializer()
    citation = CitationSerializer(source="*", read_only=True)

    class Meta:
        model = OtherParticipant
        fields = ["code", "url", "programme", "name", "kind", "words", "citation", *STAMPS]


class PartnershipBriefSerializer(BriefSerializer):
    """A partnership in brief."""

    ngo = NgoBriefSerializer()
    url = RecordUrlField("partnership")

    class Meta:
        model = Partnership
        fields = ["code", "ngo", "url"]


class AgreementPartySerializer(ReadOnlyModelSerializer):
    """A party beside IOM: an NGO, or another by name."""

    ngo = NgoBriefSerializer(allow_null=True)

    class Meta:
        model = AgreementParty
        fields = ["ngo", "name"]


class AmendmentSerializer(ReadOnlyModelSerializer):
    """A later change of an agreement."""

    class Meta:
        model = Amendment
        fields = ["number", "signed_on", "words", "amount", "last_day"]


class AgreementSerializer(DatesSerializer):
    """An agreement, its parties, and those partnerships under it that the asking user may see."""

    url = RecordUrlField("agreement")
    parties = AgreementPartySerializer(many=True, read_only=True)
    partnerships = PartnershipBriefSerializer(many=True)
    documents = DocumentBriefSerializer(source="agreement_documents", by="document", many=True)
    amendments = AmendmentSerializer(many=True, read_only=True)

    class Meta:
        model = Agreement
        fields = [
            "code",
            "url",
            "kind",
            "reference",
            "title",
            "signed_on",
            "amount",
            "currency",
            "parties",
            "partnerships",
            "documents",
            "amendments",
            *DATES,
            *STAMPS,
        ]
