"""Where staff keep field offices and programmes."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from common.admin import CitationInline, HistoryInline, ListingInline, PartInline, RegistryAdmin
from common.fields import country_name
from common.history import event_model
from programmes.filters import FieldOfficeFilter, ProgrammeFilter
from programmes.forms import FieldOfficeForm, ProgrammeForm
from programmes.models import (
    FieldOffice,
    FieldOfficeCitation,
    Programme,
    ProgrammeArea,
    ProgrammeCitation,
    ProgrammeOffice,
)

DATES = ("first_day", "last_day", "date_precision")


class FieldOfficeCitationInline(CitationInline):
    """What sources say of the office."""

    model = FieldOfficeCitation


class SubOfficeListing(ListingInline):
    """The offices that report to this one."""

    model = FieldOffice
    fk_name = "parent"
    verbose_name_plural = _("reporting offices")
    fields = readonly_fields = ("linked", "name", "kind", "city")


class FieldOfficeHistoryInline(HistoryInline):
    """The office's history."""

    model = event_model(FieldOffice)


@admin.register(FieldOffice)
class FieldOfficeAdmin(RegistryAdmin):
    """IOM's offices."""

    form = FieldOfficeForm
    filterset_class = FieldOfficeFilter
    filter_names = ("kind", "country", "covers", "in_force_on")
    list_display = ("name", "code", "kind", "city", "country_in_words", "parent")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    bulk_fields = ("kind", "parent")
    fieldsets = (
        (None, {"fields": (("code", "name"), ("kind", "parent"), ("city", "country"), "countries_covered")}),
        (_("Opened and closed"), {"fields": (DATES,)}),
    )
    readonly_fields = ("code",)
    inlines = (FieldOfficeCitationInline, SubOfficeListing, FieldOfficeHistoryInline)

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, office: FieldOffice) -> str:
        """Return the country's name."""
        return country_name(office.country)


class ProgrammeAreaInline(PartInline):
    """The programme's areas."""

    model = ProgrammeArea
    autocomplete_fields = ("area",)


class ProgrammeOfficeInline(PartInline):
    """The offices that run the programme."""

    model = ProgrammeOffice
    autocomplete_fields = ("office",)


class ProgrammeCitationInline(CitationInline):
    """What sources say of the programme."""

    model = ProgrammeCitation


class ProgrammeHistoryInline(HistoryInline):
    """The programme's history."""

    model = event_model(Programme)


@admin.register(Programme)
class ProgrammeAdmin(RegistryAdmin):
    """Programmes, projects, campaigns, studies and activities."""

    form = ProgrammeForm
    filterset_class = ProgrammeFilter
    filter_names = (
        "area",
        "office",
        "country",
        "kind",
        "stage",
        "objective",
        "is_untitled",
        "in_force_on",
        "maybe_in_force_on",
    )
    list_display = (
        "title_and_code",
        "kind",
        "areas_in_words",
        "offices_in_words",
        "countries_in_words",
        "stage",
        "dates_in_words",
    )
    export_fields = (
        "title",
        "acronym",
        "is_untitled",
        "kind",
        "areas_in_words",
        "offices_in_words",
        "countries",
        "places",
        "stage",
        "objective",
        "first_day",
        "last_day",
        "date_precision",
        "description",
    )
    bulk_fields = ("kind", "stage", "objective")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "kind"),
                    ("title", "acronym"),
                    "is_untitled",
                    ("stage", "objective"),
                    "countries",
                    "places",
                    "description",
                )
            },
        ),
        (_("Dates as known"), {"fields": (DATES,)}),
    )
    readonly_fields = ("code",)
    inlines = (ProgrammeAreaInline, ProgrammeOfficeInline, ProgrammeCitationInline, ProgrammeHistoryInline)

    def get_queryset(self, request: Any) -> Any:
        """Return the programmes with what the list shows of them."""
        return super().get_queryset(request).with_links()

    @display(description=_("programme"), header=True, ordering="sort_key")
    def title_and_code(self, programme: Programme) -> list[str]:
        """Return the title, and under it the code and whether the source gives the title."""
        return [
            programme.title,
            f"{programme.code} · {_('untitled')}" if programme.is_untitled else programme.code,
        ]

    @admin.display(description=_("areas"))
    def areas_in_words(self, programme: Programme) -> str:
        """Return the areas, the leading one first."""
        return ", ".join(str(link.area) for link in programme.programme_areas.all())

    @admin.display(description=_("offices"))
    def offices_in_words(self, programme: Programme) -> str:
        """Return the offices that run it."""
        return ", ".join(str(link.office) for link in programme.programme_offices.all())

    @admin.display(description=_("countries"))
    def countries_in_words(self, programme: Programme) -> str:
        """Return the countries' names."""
        return ", ".join(map(country_name, programme.countries))
