"""Mistakes that readers report on records, and the answers they are given."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import CreateView, FormView, TemplateView

from activity_areas.models import ActivityArea
from common.models import Record
from common.permissions import Action, may
from ngos.models import Ngo
from partnerships.forms import MistakeReportForm, SettleForm
from partnerships.models import MistakeReport, Partnership
from partnerships.pages.parts import Tab
from partnerships.views.reading import ReaderMixin
from programmes.models import FieldOffice, Programme

KINDS: dict[str, type[Record]] = {
    "ngo": Ngo,
    "partnership": Partnership,
    "programme": Programme,
    "office": FieldOffice,
    "area": ActivityArea,
}
REPORTS_A_PAGE = 25


class ReportMistake(ReaderMixin, CreateView):
    """Asks a reader what is wrong on a record's page, and keeps it for the reviewers."""

    model = MistakeReport
    form_class = MistakeReportForm
    template_name = "partnerships/mistakereport_form.html"

    @cached_property
    def record(self) -> Any:
        """Return the record that the address names, if the user may see it."""
        if self.kwargs["kind"] not in KINDS:
            raise Http404(_("There is no such kind of record."))
        rows: Any = KINDS[self.kwargs["kind"]]._default_manager.all()
        return get_object_or_404(rows.visible_to(self.request.user), code=self.kwargs["code"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form a report of this user about the record."""
        if not may(self.request.user, Action.ADD, MistakeReport):
            raise PermissionDenied
        values: Any = {"by": self.request.user, self.kwargs["kind"]: self.record}
        return {**super().get_form_kwargs(), "instance": MistakeReport(**values)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the report, and thank the reader."""
        answer = super().form_valid(form)
        messages.success(self.request, _("Thank you. A reviewer reads it, and answers under “Reported mistakes”."))
        return answer

    def get_success_url(self) -> str:
        """Return the address of the record."""
        address: str = self.record.get_absolute_url()
        return address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record."""
        return super().get_context_data(record=self.record, **kwargs)


class Reports(ReaderMixin, TemplateView):
    """Reported mistakes: to reviewers those that wait, or all that are settled; to others their own."""

    template_name = "partnerships/mistakereport_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the reports that the user may see."""
        seen = MistakeReport.objects.visible_to(self.request.user).with_record()
        settled = "settled" in self.request.GET
        rows = seen.settled() if settled else seen.waiting()
        page = Paginator(rows, REPORTS_A_PAGE).get_page(self.request.GET.get("page"))
        tabs = [
            Tab(reverse("reports"), _("Waiting"), seen.waiting().count(), not settled),
            Tab(reverse("reports") + "?settled=yes", _("Settled"), seen.settled().count(), settled),
        ]
        may_settle = may(self.request.user, Action.CHANGE, MistakeReport)
        context = {"page": page, "tabs": tabs, "list_address": tabs[settled].address, "settled": settled}
        return super().get_context_data(may_settle=may_settle, **context, **kwargs)


class ReportSettle(ReaderMixin, FormView):
    """Settles a reported mistake with an answer to whoever reported it."""

    form_class = SettleForm
    template_name = "partnerships/mistakereport_settle.html"

    @cached_property
    def report(self) -> MistakeReport:
        """Return the report, if the user may settle it."""
        seen = MistakeReport.objects.visible_to(self.request.user).with_record()
        report: MistakeReport = get_object_or_404(seen, pk=self.kwargs["pk"])
        if not may(self.request.user, Action.CHANGE, report):
            raise PermissionDenied
        return report

    def form_valid(self, form: SettleForm) -> HttpResponse:
        """Settle the report; one that a colleague settled meanwhile keeps that answer."""
        if self.report.settle(by=self.request.user, answer=form.cleaned_data["answer"]):  # type: ignore[arg-type]
            messages.success(self.request, _("The report is settled, and your answer is kept with it."))
        else:
            messages.warning(self.request, _("A colleague settled this report already; that answer stands."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """Return the address of those that wait."""
        return reverse("reports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report."""
        return super().get_context_data(report=self.report, **kwargs)
