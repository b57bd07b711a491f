"""Where staff keep the areas of activity, the services and the people served."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activity_areas.filters import ActivityAreaFilter, PeopleServedFilter, ServiceFilter
from activity_areas.models import ActivityArea, ActivityAreaCitation, PeopleServed, Service
from common.admin import CitationInline, HistoryInline, ListingInline, RegistryAdmin
from common.history import event_model

IN_OTHER_LANGUAGES = (
    _("In other languages"),
    {
        "description": _("What is left empty here is read in English."),
        "fields": ("name_fr", "description_fr", "name_es", "description_es"),
    },
)


class ActivityAreaCitationInline(CitationInline):
    """What sources say of the area."""

    model = ActivityAreaCitation


class ServiceListing(ListingInline):
    """The services within the area."""

    model = Service
    fields = readonly_fields = ("linked", "name", "description", "retired_on")


class ActivityAreaHistoryInline(HistoryInline):
    """The area's history."""

    model = event_model(ActivityArea)


@admin.register(ActivityArea)
class ActivityAreaAdmin(RegistryAdmin):
    """Areas of migration management."""

    filterset_class = ActivityAreaFilter
    filter_names = ("is_cross_cutting", "in_use_on")
    list_display = (
        "name",
        "code",
        "order",
        "name_in_paper",
        "name_on_page",
        "is_cross_cutting",
        "retired_on",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "order"),
                    "name",
                    ("name_in_paper", "name_on_page"),
                    "description",
                    ("is_cross_cutting", "retired_on"),
                )
            },
        ),
        IN_OTHER_LANGUAGES,
    )
    inlines = (ActivityAreaCitationInline, ServiceListing, ActivityAreaHistoryInline)


@admin.register(Service)
class ServiceAdmin(RegistryAdmin):
    """Services within the areas."""

    filterset_class = ServiceFilter
    filter_names = ("area", "in_use_on")
    list_display = ("name", "code", "area", "where", "retired_on")
    list_select_related = ("area",)
    autocomplete_fields = ("area", "document")
    bulk_fields = ("area", "retired_on")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "area"),
                    "name",
                    "description",
                    "retired_on",
                    "document",
                    ("part", "paragraph"),
                    "sentence",
                )
            },
        ),
        IN_OTHER_LANGUAGES,
    )


@admin.register(PeopleServed)
class PeopleServedAdmin(RegistryAdmin):
    """Groups of people whom partnerships serve."""

    filterset_class = PeopleServedFilter
    filter_names = ("in_use_on",)
    list_display = ("name", "code", "where", "retired_on")
    autocomplete_fields = ("document",)
    bulk_fields = ("retired_on",)
    fieldsets = (
        (
            None,
            {"fields": ("code", "name", "description", "retired_on", "document", ("part", "paragraph"), "sentence")},
        ),
        IN_OTHER_LANGUAGES,
    )
