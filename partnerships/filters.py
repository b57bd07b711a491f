"""What partnerships, what stands beside them, and agreements can be narrowed by, in API, admin and pages."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity_areas.filters import all_areas, all_people, all_services
from common.filters import (
    ChoicesFilter,
    CodesFilter,
    CountriesFilter,
    DatedFilterSet,
    DayFilter,
    OneChoiceFilter,
    RecordFilterSet,
    YesOrNoFilter,
)
from ngos.filters import NgoFilter, all_ngos, partnerships_seen
from partnerships.models import (
    Agreement,
    Capacity,
    DirectoryEntry,
    MistakeReport,
    OtherParticipant,
    Partnership,
    ReviewStatus,
    Role,
    UnnamedPartners,
)
from programmes.filters import OfficesFilter, all_offices, all_programmes
from programmes.models import Stage

# After so many days a submission has waited long, and longer.
AGES = {7: _("over 7 days"), 14: _("over 14 days")}


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


class AgeFilter(OneChoiceFilter):
    """For more than how many days something waits."""

    def __init__(self) -> None:
        choices = [(str(days), label) for days, label in AGES.items()]
        super().__init__("waiting_since", choices=choices, label=_("waiting"))

    def filter(self, qs: Any, value: str) -> Any:
        """Keep what waits for more days; the day on which it began is not counted."""
        if not value:
            return qs
        day = timezone.localdate() - timedelta(days=int(value))
        return qs.filter(waiting_since__lt=timezone.make_aware(datetime.combine(day, time())))


class QueueCountriesFilter(CountriesFilter):
    """Countries in which a partnership works; where it names no place, those of its programme."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Keep what works in one of the countries."""
        elsewhere = Q(countries=[], places=[], programme__countries__overlap=value)
        return qs.filter(Q(countries__overlap=value) | elsewhere) if value else qs


class QueueFilter(RecordFilterSet):
    """Narrows what waits for a reviewer; the rows need `with_waiting_since()`."""

    office = CodesFilter("office", of=all_offices, label=_("lead office"))
    country = QueueCountriesFilter("countries", label=_("country"))
    area = CodesFilter("partnership_areas__area", of=all_areas, label=_("area of activity"))
    age = AgeFilter()

    class Meta:
        model = Partnership
        fields: list[str] = []


class DirectoryFilter(NgoFilter):
    """Narrows NGOs as the directory does: by the entries of approved partnerships, whoever asks."""

    def partnerships_known(self) -> Any:
        """Return the entries, which are of approved partnerships alone."""
        return DirectoryEntry.objects.all()

    def saying(self, rows: Any, name: str, values: Any) -> Any:
        """Keep the entries that have one of the tags; records are known by their ids there."""
        return rows.tagged(name, [getattr(value, "pk", value) for value in values])


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
