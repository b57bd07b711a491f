"""Reported mistakes in the admin: read here, settled on a page of their own."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.admin import HistoryInline, RegistryAdmin
from common.history import event_model
from partnerships.filters import MistakeReportFilter
from partnerships.models import MistakeReport


class MistakeReportHistoryInline(HistoryInline):
    """What became of the report."""

    model = event_model(MistakeReport)


@admin.register(MistakeReport)
class MistakeReportAdmin(RegistryAdmin):
    """Mistakes that readers reported."""

    filterset_class = MistakeReportFilter
    filter_names = ("waiting",)
    list_display = ("words", "record", "by", "at", "settled_by", "settled_at", "step")
    fields = readonly_fields = ("record", "words", "by", "at", "step", "settled_by", "settled_at")
    actions = None
    inlines = (MistakeReportHistoryInline,)

    def get_queryset(self, request: Any) -> Any:
        """Return the reports with their records and people."""
        return super().get_queryset(request).with_record()

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Leave reporting to the records' pages, and settling to the page of its own."""
        return False

    has_change_permission = has_delete_permission = has_add_permission

    @admin.display(description=gettext_lazy("record"))
    def record(self, report: MistakeReport) -> str:
        """Return a link to the page of the record."""
        record: Any = report.record
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record)

    @admin.display(description=gettext_lazy("answer"))
    def step(self, report: MistakeReport) -> str:
        """Return a link to the page on which the report is settled, or its answer."""
        if report.settled_at:
            return report.answer
        return format_html('<a href="{}">{}</a>', reverse("report-settle", args=[report.pk]), _("Settle"))
