"""Who holds observer status, on any day."""

from datetime import date
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from common.exports import csv_stream, xlsx_file
from common.filters import DayField
from common.permissions import Action, may
from ngos.models import ObserverDecision
from partnerships.pages.observers import cited_counts, columns, lines, observer_list, observers_on
from partnerships.views.reading import ReaderMixin


class DayForm(forms.Form):
    """The day to look at; today, where none or no day is given."""

    on = DayField(label=_("As of"), required=False)

    @property
    def day(self) -> date:
        """Return the day that was asked for, or today."""
        return (self.cleaned_data.get("on") if self.is_valid() else None) or timezone.localdate()


class ObserverPage(ReaderMixin, TemplateView):
    """The NGOs with observer status on a day, and by which decision."""

    for_visitors = True
    template_name = "ngos/observer_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the observers, the sources' counts, and whether the reader may record a decision."""
        form = DayForm(self.request.GET)
        observers = observer_list(form.day, self.request.user, self.request.GET)
        may_record = may(self.request.user, Action.ADD, ObserverDecision)
        counts = cited_counts()
        return super().get_context_data(
            form=form, observers=observers, counts=counts, may_record=may_record, today=timezone.localdate(), **kwargs
        )


class ObserverExport(ReaderMixin, View):
    """The observers of a day as CSV or XLSX."""

    for_visitors = True

    def get(self, request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
        """Return what the page of the same day shows; what is no day, the page answers in words."""
        form = DayForm(request.GET)
        if not form.is_valid():
            return redirect(f"{reverse('observers')}?{request.GET.urlencode()}")
        name, rows = f"observers-{form.day}.{kind}", lines(observers_on(form.day, request.user))
        if kind == "xlsx":
            return FileResponse(xlsx_file(columns(), rows), as_attachment=True, filename=name)
        if kind != "csv":
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(
            csv_stream(columns(), rows), content_type="text/csv; charset=utf-8", headers=headers
        )
