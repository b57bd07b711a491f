"""The areas of activity, and who works in them."""

from typing import Any

from django.views.generic import TemplateView

from activity_areas.models import ActivityArea
from partnerships.pages.area import area_lines, area_page
from partnerships.views.reading import ReaderMixin, RecordPage


class AreaListPage(ReaderMixin, TemplateView):
    """The areas, with how many NGOs and programmes each has."""

    for_visitors = True
    template_name = "activity_areas/activityarea_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the areas."""
        return super().get_context_data(lines=area_lines(), **kwargs)


class AreaRecordPage(RecordPage):
    """An area: what it means, its services, programmes and partners."""

    for_visitors = True
    model = ActivityArea
    template_name = "activity_areas/activityarea_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows."""
        page = area_page(self.object, self.request.user, self.request.GET)
        return super().get_context_data(page=page, **kwargs)
