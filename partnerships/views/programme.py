"""IOM's programmes, and who takes part in them."""

from typing import Any

from django.views.generic import TemplateView

from partnerships.pages.programme import programme_list, programme_page
from partnerships.views.reading import ReaderMixin, RecordPage
from programmes.models import Programme


class ProgrammeListPage(ReaderMixin, TemplateView):
    """Programmes, narrowed by the form over them."""

    for_visitors = True
    template_name = "programmes/programme_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programmes that are asked for."""
        return super().get_context_data(programmes=programme_list(self.request.GET, self.request.user), **kwargs)


class ProgrammeRecordPage(RecordPage):
    """A programme: what it is, who takes part, and what the sources say."""

    for_visitors = True
    model = Programme
    template_name = "programmes/programme_detail.html"

    def get_queryset(self) -> Any:
        """Fetch areas and offices along."""
        return super().get_queryset().with_links()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        page = programme_page(self.object, self.request.user, self.request.GET)
        return super().get_context_data(page=page, **kwargs)
