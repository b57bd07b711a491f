"""What partnerships, what stands beside them, and agreements can be narrowed by, in API, admin and pages."""

from django.utils.translation import gettext_lazy as _

from activity_areas.filters import all_areas, all_people, all_services
from common.filters import (
    ChoicesFilter,
    CodesFilter,
    CountriesFilter,
    DatedFilterSet,
    DayFilter,
    RecordFilterSet,
    YesOrNoFilter,
)
from ngos.filters import all_ngos, partnerships_seen
from partnerships.models import (
    Agreement,
    Capacity,
    MistakeReport,
    OtherParticipant,
    Partnership,
    ReviewStatus,
    Role,
    UnnamedPartners,
)
from programmes.filters import OfficesFilter, all_offices, all_programmes
from programmes.models import Stage


class PartnershipFilter(DatedFilterSet):
    """Narrows partnerships."""

    area = CodesFilter("partnership_areas__area", of=all_areas, label=_("area of activity"))
    role = ChoicesFilter("roles__role", choices=Role.choices, label=_("role"))
    capacity = ChoicesFilter("roles__capacity", choices=Capacity.choices, label=_("capacity"))
    service = CodesFilter("partnership_services__service", of=all_services, label=_("service"))
    people = CodesFilter("partnership_people__people", of=all_people, label=_("people served"))
    office = OfficesFilter()
    programme = CodesFilter("programme", of=all_programmes, label=_("programme"))
    ngo = CodesFilter("ngo", of=all_ngos, label=_("NGO"))
    country = CountriesFilter("countries", label=_("country"))
    mode = ChoicesFilter("mode", choices=Partnership.Mode.choices, label=_("mode"))
    stage = ChoicesFilter("stage", choices=Stage.choices, label=_("stage"))
    review_status = ChoicesFilter("review_status", choices=ReviewStatus.choices, label=_("review status"))

    class Meta:
        model = Partnership
        fields: list[str] = []


class BesideFilterSet(RecordFilterSet):
    """What unnamed partners and other participants can be narrowed by: by way of their programme."""

    area = CodesFilter("programme__programme_areas__area", of=all_areas, label=_("area of activity"))
    office = CodesFilter("programme__programme_offices__office", of=all_offices, label=_("field office"))
    programme = CodesFilter("programme", of=all_programmes, label=_("programme"))
    country = CountriesFilter("programme__countries", label=_("country"))
    stage = ChoicesFilter("programme__stage", choices=Stage.choices, label=_("stage"))


class UnnamedPartnersFilter(BesideFilterSet):
    """Narrows partners without a name."""

    role = ChoicesFilter("role", choices=Role.choices, label=_("role"))
    capacity = ChoicesFilter("capacity", choices=Capacity.choices, label=_("capacity"))

    class Meta:
        model = UnnamedPartners
        fields: list[str] = []


class OtherParticipantFilter(BesideFilterSet):
    """Narrows parties that are no NGOs."""

    kind = ChoicesFilter("kind", choices=OtherParticipant.Kind.choices, label=_("what it is"))

    class Meta:
        model = OtherParticipant
        fields: list[str] = []


class AgreementFilter(DatedFilterSet):
    """Narrows agreements."""

    kind = ChoicesFilter("kind", choices=Agreement.Kind.choices, label=_("kind"))
    ngo = CodesFilter("parties__ngo", of=all_ngos, label=_("NGO"))
    partnership = CodesFilter(
        "agreement_partnerships__partnership",
        of=partnerships_seen,
        label=_("partnership under the agreement"),
    )
    signed_from = DayFilter("signed_on", lookup_expr="gte", label=_("signed from"))
    signed_until = DayFilter("signed_on", lookup_expr="lte", label=_("signed until"))

    class Meta:
        model = Agreement
        fields: list[str] = []


class MistakeReportFilter(RecordFilterSet):
    """Narrows reported mistakes."""

    waiting = YesOrNoFilter("settled_at__isnull", label=_("waiting"))

    class Meta:
        model = MistakeReport
        fields: list[str] = []
