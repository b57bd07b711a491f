"""Unnamed partners and other participants in the admin, and on their programme's form."""

from django.contrib import admin

from common.admin import HistoryInline, ListingInline, RegistryAdmin
from common.history import event_model
from partnerships.filters import OtherParticipantFilter, UnnamedPartnersFilter
from partnerships.forms import PartnershipRoleForm
from partnerships.models import OtherParticipant, UnnamedPartners
from programmes.admin import ProgrammeAdmin


class UnnamedPartnersHistoryInline(HistoryInline):
    """The row's history."""

    model = event_model(UnnamedPartners)


class OtherParticipantHistoryInline(HistoryInline):
    """The row's history."""

    model = event_model(OtherParticipant)


@admin.register(UnnamedPartners)
class UnnamedPartnersAdmin(RegistryAdmin):
    """NGOs that a source counts or mentions without naming them."""

    form = PartnershipRoleForm
    filterset_class = UnnamedPartnersFilter
    filter_names = ("area", "role", "capacity", "office", "country", "stage")
    list_display = ("words", "code", "count", "role", "capacity", "programme", "where")
    list_select_related = ("programme",)
    autocomplete_fields = ("programme", "document")
    bulk_fields = ("programme",)
    fields = (
        ("code", "programme"),
        ("words", "count"),
        ("role", "capacity"),
        "document",
        ("part", "paragraph"),
        "sentence",
    )
    readonly_fields = ("code",)
    inlines = (UnnamedPartnersHistoryInline,)


@admin.register(OtherParticipant)
class OtherParticipantAdmin(RegistryAdmin):
    """Parties beside the NGOs that are none themselves."""

    filterset_class = OtherParticipantFilter
    filter_names = ("kind", "area", "office", "country", "stage")
    list_display = ("name", "code", "kind", "programme", "where")
    list_select_related = ("programme",)
    autocomplete_fields = ("programme", "document")
    bulk_fields = ("kind", "programme")
    fields = (
        ("code", "programme"),
        ("name", "kind"),
        "words",
        "document",
        ("part", "paragraph"),
        "sentence",
    )
    readonly_fields = ("code",)
    inlines = (OtherParticipantHistoryInline,)


class UnnamedPartnersListing(ListingInline):
    """The partners of a programme that have no name."""

    model = UnnamedPartners
    fields = readonly_fields = ("linked", "words", "count", "role", "capacity", "where")


class OtherParticipantListing(ListingInline):
    """The parties of a programme that are no NGOs."""

    model = OtherParticipant
    fields = readonly_fields = ("linked", "name", "kind", "words", "where")


ProgrammeAdmin.contribute(UnnamedPartnersListing)
ProgrammeAdmin.contribute(OtherParticipantListing)
