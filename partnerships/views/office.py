"""IOM's offices, and with whom they work."""

from typing import Any

from django.views.generic import TemplateView

from partnerships.pages.office import office_list, office_page
from partnerships.views.reading import ReaderMixin, RecordPage
from programmes.models import FieldOffice


class OfficeListPage(ReaderMixin, TemplateView):
    """Offices by country, narrowed by the form over them."""

    for_visitors = True
    template_name = "programmes/fieldoffice_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offices that are asked for."""
        return super().get_context_data(offices=office_list(self.request.GET, self.request.user), **kwargs)


class OfficeRecordPage(RecordPage):
    """An office: where it is, its programmes and partners, and who looks after them."""

    for_visitors = True
    model = FieldOffice
    template_name = "programmes/fieldoffice_detail.html"

    def get_queryset(self) -> Any:
        """Fetch the office to which it reports along."""
        return super().get_queryset().select_related("parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        page = office_page(self.object, self.request.user, self.request.GET)
        return super().get_context_data(page=page, **kwargs)
