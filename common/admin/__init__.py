"""The admin of documents, and what every room's admin rests on."""

from django.contrib import admin

from common.admin.base import RegistryAdmin
from common.admin.inlines import CitationInline, HistoryInline, ListingInline, PartInline, StackedPartInline
from common.filters import SourceDocumentFilter
from common.models import SourceDocument

__all__ = [
    "CitationInline",
    "HistoryInline",
    "ListingInline",
    "PartInline",
    "RegistryAdmin",
    "StackedPartInline",
]


@admin.register(SourceDocument)
class SourceDocumentAdmin(RegistryAdmin):
    """Documents on which facts rest."""

    filterset_class = SourceDocumentFilter
    filter_names = ("kind",)
    list_display = ("title", "symbol", "kind", "dates_in_words")
    bulk_fields = ("kind", "note")
    fields = ("code", "title", "symbol", "kind", ("first_day", "last_day", "date_precision"), "link", "note")
    readonly_fields = ("code",)
