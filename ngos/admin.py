"""Where staff keep the organizations, their standing and the dialogue with them."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from common.admin import (
    CitationInline,
    HistoryInline,
    ListingInline,
    PartInline,
    RegistryAdmin,
    StackedPartInline,
)
from common.fields import country_name
from common.history import event_model
from common.permissions import Action, may
from ngos.filters import DialogueEventFilter, DialogueForumFilter, NgoFilter, ObserverDecisionFilter
from ngos.forms import NgoForm
from ngos.matching import candidates, described
from ngos.merge_admin import MergeMixin
from ngos.models import (
    Contact,
    DialogueEvent,
    DialogueForum,
    FocalPerson,
    Identifier,
    Ngo,
    NgoCitation,
    NgoName,
    NgoRelation,
    ObserverDecision,
    Participation,
)


class NgoNameInline(PartInline):
    """The NGO's other names."""

    model = NgoName


class IdentifierInline(PartInline):
    """The numbers under which registers know the NGO."""

    model = Identifier
    fields = ("scheme", "value", "check_digits", "register", "retired_on")
    readonly_fields = ("check_digits", "register")

    @admin.display(description=_("check digits"))
    def check_digits(self, identifier: Identifier) -> str:
        """Say whether the number's check digits were verified."""
        if not identifier.scheme:
            return "—"
        return str(_("verified") if identifier.has_verified_check_digits else _("the scheme has none"))

    @admin.display(description=_("register"))
    def register(self, identifier: Identifier) -> str:
        """Return a link to the register's page of the NGO."""
        link = identifier.link if identifier.scheme else ""
        return format_html('<a href="{}" rel="noreferrer">{}</a>', link, _("open")) if link else "—"


class ContactInline(PartInline):
    """Persons to speak to; shown only to those who may change the NGO."""

    model = Contact


class FocalPersonInline(PartInline):
    """The colleagues who look after the NGO, each for an office."""

    model = FocalPerson
    autocomplete_fields = ("office", "user")


class ObserverDecisionInline(StackedPartInline):
    """Decisions on the NGO's observer status, which reviewers alone record."""

    model = ObserverDecision
    autocomplete_fields = ("document",)
    fields = (
        ("kind", "decided_on"),
        ("effective_from", "effective_until"),
        ("council_session", "resolution"),
        "document",
    )

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Say whether the user may record decisions, whoever may change the NGO."""
        return may(request.user, Action.ADD, ObserverDecision)

    has_add_permission = has_delete_permission = has_change_permission


class NgoRelationInline(PartInline):
    """How the NGO stands to others."""

    model = NgoRelation
    fk_name = "ngo"
    autocomplete_fields = ("other",)


class RelationFromOthersListing(ListingInline):
    """How others stand to the NGO."""

    model = NgoRelation
    fk_name = "other"
    verbose_name_plural = _("relations from others")
    fields = readonly_fields = ("ngo", "kind", "starts_on", "ends_on", "note")

    def get_queryset(self, request: Any) -> Any:
        """Return the relations with the NGOs they start from."""
        return super().get_queryset(request).select_related("ngo")


class NgoCitationInline(CitationInline):
    """What sources say of the NGO."""

    model = NgoCitation


class ParticipationListing(ListingInline):
    """The dialogue the NGO took part in."""

    model = Participation
    verbose_name_plural = _("dialogue")
    fields = readonly_fields = ("event", "capacity", "note")

    def get_queryset(self, request: Any) -> Any:
        """Return the participations with their meetings."""
        return super().get_queryset(request).select_related("event")


class NgoHistoryInline(HistoryInline):
    """The NGO's history."""

    model = event_model(Ngo)


@admin.register(Ngo)
class NgoAdmin(MergeMixin, RegistryAdmin):
    """The workbench of an NGO."""

    form = NgoForm
    filterset_class = NgoFilter
    filter_names = (
        "area",
        "role",
        "office",
        "country",
        "headquarters",
        "scope",
        "kind",
        "status",
        "observer_on",
    )
    list_display = (
        "name_and_code",
        "scope",
        "kind",
        "headquarters_in_words",
        "presence_in_words",
        "observer_today",
        "paragraphs",
        "status",
    )
    export_fields = (
        "name",
        "acronym",
        "scope",
        "kind",
        "headquarters",
        "countries_of_presence",
        "website",
        "observer_today",
        "paragraphs",
        "status",
    )
    bulk_fields = ("scope", "kind", "headquarters", "status")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "status"),
                    ("name", "acronym"),
                    ("scope", "kind"),
                    ("headquarters", "website"),
                    "countries_of_presence",
                    ("founded_on", "dissolved_on"),
                    "note",
                )
            },
        ),
    )
    readonly_fields = ("code",)
    inlines = (
        NgoNameInline,
        IdentifierInline,
        ContactInline,
        FocalPersonInline,
        ObserverDecisionInline,
        NgoRelationInline,
        RelationFromOthersListing,
        NgoCitationInline,
        ParticipationListing,
        NgoHistoryInline,
    )
    search_help_text = _("Name, other name, acronym, code or identifier; accents do not matter.")

    def get_queryset(self, request: Any) -> Any:
        """Return the NGOs with what the list shows of them."""
        return super().get_queryset(request).prefetch_related("citations").with_standing(timezone.localdate())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts too; of a new NGO, say which others look like it."""
        super().save_related(request, form, formsets, change)
        alike = [] if change else candidates(described(form.instance))
        if alike:
            words = gettext("%(ngo)s looks like %(others)s. If it is one of them, merge the two records.")
            others = ", ".join(f"{candidate.ngo} ({candidate.ngo.code})" for candidate in alike)
            messages.warning(request, words % {"ngo": form.instance, "others": others})

    @admin.display(description=_("headquarters"), ordering="headquarters")
    def headquarters_in_words(self, ngo: Ngo) -> str:
        """Return the country's name."""
        return country_name(ngo.headquarters) or "—"

    @admin.display(description=_("presence"))
    def presence_in_words(self, ngo: Ngo) -> str:
        """Return the countries' names."""
        return ", ".join(map(country_name, ngo.countries_of_presence)) or "—"

    @display(description=_("NGO"), header=True, ordering="sort_key")
    def name_and_code(self, ngo: Ngo) -> list[str]:
        """Return the name, and under it the acronym and the code."""
        return [ngo.name, " · ".join(filter(None, [ngo.acronym, ngo.code]))]

    @admin.display(description=_("observer"))
    def observer_today(self, ngo: Any) -> str:
        """Say whether the NGO is an observer today."""
        return str(_("yes")) if ngo.is_observer else "—"

    @admin.display(description=_("cited in"))
    def paragraphs(self, ngo: Ngo) -> str:
        """Return the paragraphs that name the NGO."""
        return ", ".join(citation.where for citation in ngo.citations.all()) or "—"


@admin.register(ObserverDecision)
class ObserverDecisionAdmin(RegistryAdmin):
    """Decisions on observer status."""

    filterset_class = ObserverDecisionFilter
    filter_names = ("kind", "decided_from", "decided_until", "in_effect_on")
    list_display = (
        "ngo",
        "code",
        "kind",
        "decided_on",
        "effective_from",
        "effective_until",
        "council_session",
        "resolution",
    )
    list_select_related = ("ngo",)
    autocomplete_fields = ("ngo", "document")
    bulk_fields = ("council_session", "resolution", "document")
    fields = (
        ("code", "kind"),
        "ngo",
        ("decided_on", "effective_from", "effective_until"),
        ("council_session", "resolution"),
        "document",
    )
    readonly_fields = ("code",)


class DialogueEventListing(ListingInline):
    """The forum's meetings."""

    model = DialogueEvent
    fields = readonly_fields = ("linked", "title", "dates_in_words", "place")


@admin.register(DialogueForum)
class DialogueForumAdmin(RegistryAdmin):
    """Standing places of dialogue."""

    filterset_class = DialogueForumFilter
    filter_names = ("kind",)
    list_display = ("name", "code", "kind", "where")
    autocomplete_fields = ("document",)
    fields = (("code", "kind"), "name", "document", ("part", "paragraph"), "sentence")
    readonly_fields = ("code",)
    inlines = (DialogueEventListing,)


class ParticipationInline(PartInline):
    """Who took part."""

    model = Participation
    autocomplete_fields = ("ngo",)


@admin.register(DialogueEvent)
class DialogueEventAdmin(RegistryAdmin):
    """Meetings at which IOM and NGOs talk."""

    filterset_class = DialogueEventFilter
    filter_names = ("forum", "country", "in_force_on")
    list_display = ("title", "code", "forum", "dates_in_words", "place", "country_in_words")
    list_select_related = ("forum",)
    autocomplete_fields = ("forum",)
    bulk_fields = ("forum", "place", "country")
    fields = (
        ("code", "forum"),
        "title",
        ("first_day", "last_day", "date_precision"),
        ("place", "country"),
        "note",
    )
    readonly_fields = ("code",)
    inlines = (ParticipationInline,)

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, event: DialogueEvent) -> str:
        """Return the country's name."""
        return country_name(event.country) or "—"
