"""Partnerships in the admin: drafted by offices, moved by the verbs of the review."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from common.admin import CitationInline, HistoryInline, ListingInline, PartInline, RegistryAdmin
from common.fields import country_name
from common.history import event_model
from ngos.admin import NgoAdmin
from partnerships.exports import COLUMNS, lines
from partnerships.filters import PartnershipFilter
from partnerships.forms import PartnershipForm, PartnershipRoleForm, ReviewForm
from partnerships.models import (
    Partnership,
    PartnershipArea,
    PartnershipCitation,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
    ReviewError,
    ReviewEvent,
    Verb,
)
from programmes.admin import FieldOfficeAdmin, ProgrammeAdmin


class PartnershipRoleInline(PartInline):
    """In which roles and capacities the NGO takes part."""

    model = PartnershipRole
    form = PartnershipRoleForm


class PartnershipAreaInline(PartInline):
    """In which areas the partnership works."""

    model = PartnershipArea
    autocomplete_fields = ("area",)


class PartnershipServiceInline(PartInline):
    """What the NGO does."""

    model = PartnershipService
    autocomplete_fields = ("service",)


class PartnershipPeopleInline(PartInline):
    """Whom the partnership serves."""

    model = PartnershipPeople
    autocomplete_fields = ("people",)


class PartnershipCitationInline(CitationInline):
    """What sources say of the partnership."""

    model = PartnershipCitation


class ReviewEventListing(ListingInline):
    """How the partnership moved through review."""

    model = ReviewEvent
    verbose_name_plural = gettext_lazy("review")
    fields = readonly_fields = ("at", "verb", "from_status", "to_status", "by", "words")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the events with who made them."""
        return super().get_queryset(request).select_related("by")


class PartnershipHistoryInline(HistoryInline):
    """The partnership's history."""

    model = event_model(Partnership)


class RolesColumn:
    """A column that lists of partnerships share."""

    @admin.display(description=gettext_lazy("roles"))
    def roles_in_words(self, partnership: Partnership) -> str:
        """Return the roles, each once."""
        return ", ".join(dict.fromkeys(role.get_role_display() for role in partnership.roles.all())) or "—"


@admin.register(Partnership)
class PartnershipAdmin(RolesColumn, RegistryAdmin):
    """Partnerships between IOM and an NGO."""

    form = PartnershipForm
    change_form_template = "admin/partnerships/partnership/change_form.html"
    filterset_class = PartnershipFilter
    filter_names = (
        "review_status",
        "area",
        "role",
        "capacity",
        "office",
        "country",
        "service",
        "people",
        "stage",
        "mode",
        "in_force_on",
        "maybe_in_force_on",
    )
    list_display = (
        "ngo_and_code",
        "programme",
        "roles_in_words",
        "areas_in_words",
        "where_in_words",
        "stage",
        "dates_in_words",
        "review_status",
    )
    autocomplete_fields = ("ngo", "programme")
    bulk_fields = ("programme", "office", "mode", "stage")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "review_status"),
                    "ngo",
                    ("programme", "office"),
                    "countries",
                    "places",
                    ("mode", "stage"),
                    "summary",
                )
            },
        ),
        (gettext_lazy("Dates as known"), {"fields": (("first_day", "last_day", "date_precision"),)}),
    )
    readonly_fields = ("code", "review_status")
    inlines = (
        PartnershipRoleInline,
        PartnershipAreaInline,
        PartnershipServiceInline,
        PartnershipPeopleInline,
        PartnershipCitationInline,
        ReviewEventListing,
        PartnershipHistoryInline,
    )
    search_help_text = gettext_lazy("NGO, any of its names, programme, office, code or words of the summary.")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the partnerships with what the list shows of them."""
        return super().get_queryset(request).with_parties()

    def get_urls(self) -> Any:
        """Add the page on which a verb of the review is confirmed."""
        review = self.admin_site.admin_view(self.review_view)
        name = "partnerships_partnership_review"
        return [path("<int:object_id>/review/<str:verb>/", review, name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Offer the verbs that the user may now apply."""
        obj = kwargs.get("obj")
        context["verbs"] = obj.open_verbs(request.user) if obj is not None and obj.pk else []
        return super().render_change_form(request, context, *args, **kwargs)

    def review_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Ask for the words that go with the verb, and apply it when they are sent."""
        partnership = self.get_object(request, str(object_id))
        if partnership is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if verb not in Verb.values:
            raise Http404
        chosen = Verb(verb)
        form = ReviewForm(chosen, request.POST or None)
        form.fields["words"].widget = UnfoldAdminTextareaWidget({"rows": 4})
        if request.method == "POST" and form.is_valid():
            try:
                partnership.apply(chosen, by=request.user, words=form.cleaned_data["words"])
            except ReviewError as refused:
                form.add_error(None, str(refused))
            else:
                status = partnership.get_review_status_display()
                messages.success(request, _("%(row)s: %(status)s.") % {"row": partnership, "status": status})
                return redirect("admin:partnerships_partnership_change", object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{capfirst(chosen.label)}: {partnership}",
            "opts": self.opts,
            "original": partnership,
            "verb": chosen,
            "form": form,
        }
        return TemplateResponse(request, "admin/partnerships/partnership/review.html", context)

    def export_rows(self, request: HttpRequest, rows: Any) -> tuple[list[str], Any]:
        """Return the columns and lines that every export of partnerships has."""
        filters = request.GET.copy()
        filters["search"] = filters.pop("q", [""])[-1]
        return list(COLUMNS), lines(rows, filters, request)

    @display(description=gettext_lazy("NGO"), header=True, ordering="ngo__sort_key")
    def ngo_and_code(self, partnership: Partnership) -> list[str]:
        """Return the NGO's name, and under it the partnership's code."""
        return [partnership.ngo.name, partnership.code]

    @admin.display(description=gettext_lazy("areas"))
    def areas_in_words(self, partnership: Partnership) -> str:
        """Return the areas."""
        return ", ".join(str(link.area) for link in partnership.partnership_areas.all()) or "—"

    @admin.display(description=gettext_lazy("where"), ordering="office__name")
    def where_in_words(self, partnership: Partnership) -> str:
        """Return the lead office and the countries."""
        office = [partnership.office.name] if partnership.office else []
        return ", ".join([*office, *map(country_name, partnership.countries)]) or "—"


class PartnershipListing(RolesColumn, ListingInline):
    """Partnerships as a tab of an NGO, an office or a programme."""

    model = Partnership
    fields = readonly_fields = (
        "linked",
        "ngo",
        "programme",
        "office",
        "roles_in_words",
        "stage",
        "dates_in_words",
        "review_status",
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the partnerships with what the tab shows of them."""
        return super().get_queryset(request).with_parties()


for room in (NgoAdmin, FieldOfficeAdmin, ProgrammeAdmin):
    room.contribute(PartnershipListing)
