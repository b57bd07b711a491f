"""Agreements in the admin."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import HistoryInline, PartInline, RegistryAdmin, StackedPartInline
from common.history import event_model
from partnerships.filters import AgreementFilter
from partnerships.models import (
    Agreement,
    AgreementDocument,
    AgreementPartnership,
    AgreementParty,
    Amendment,
    Partnership,
)


class AgreementPartyInline(PartInline):
    """The parties beside IOM."""

    model = AgreementParty
    autocomplete_fields = ("ngo",)


class AgreementPartnershipInline(PartInline):
    """The partnerships that run under the agreement."""

    model = AgreementPartnership
    autocomplete_fields = ("partnership",)

    def get_queryset(self, request: Any) -> Any:
        """Return the links to partnerships that the user may see."""
        seen = Partnership.objects.visible_to(request.user)
        return super().get_queryset(request).filter(partnership__in=seen).select_related("partnership__ngo")


class AgreementDocumentInline(PartInline):
    """The agreement's documents."""

    model = AgreementDocument
    autocomplete_fields = ("document",)


class AmendmentInline(StackedPartInline):
    """Later changes."""

    model = Amendment
    fields = (("number", "signed_on"), "words", ("amount", "last_day"))


class AgreementHistoryInline(HistoryInline):
    """The agreement's history."""

    model = event_model(Agreement)


@admin.register(Agreement)
class AgreementAdmin(RegistryAdmin):
    """Agreements under which partnerships run."""

    filterset_class = AgreementFilter
    filter_names = ("kind", "signed_from", "signed_until", "in_force_on", "maybe_in_force_on")
    list_display = (
        "reference",
        "title",
        "code",
        "kind",
        "parties_in_words",
        "signed_on",
        "dates_in_words",
        "sum",
    )
    bulk_fields = ("kind",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("code", "kind"),
                    ("reference", "signed_on"),
                    "title",
                    ("amount", "currency"),
                    "note",
                )
            },
        ),
        (_("Dates as known"), {"fields": (("first_day", "last_day", "date_precision"),)}),
    )
    readonly_fields = ("code",)
    inlines = (
        AgreementPartyInline,
        AgreementPartnershipInline,
        AgreementDocumentInline,
        AmendmentInline,
        AgreementHistoryInline,
    )

    def get_queryset(self, request: Any) -> Any:
        """Return the agreements with their parties."""
        return super().get_queryset(request).prefetch_related("parties__ngo")

    @admin.display(description=_("parties"))
    def parties_in_words(self, agreement: Agreement) -> str:
        """Return the parties beside IOM."""
        return ", ".join(map(str, agreement.parties.all())) or "—"

    @admin.display(description=_("amount"), ordering="amount")
    def sum(self, agreement: Agreement) -> str:
        """Return the amount with its currency."""
        return f"{agreement.currency} {agreement.amount:,.2f}" if agreement.amount is not None else "—"
