"""The first page."""

from typing import Any

from django.views.generic import TemplateView

from partnerships.pages.glance import desk_of, glance_for, news_for
from partnerships.views.reading import ReaderMixin


class Home(ReaderMixin, TemplateView):
    """What the registry holds, and what waits for the user."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts and the user's desk."""
        user = self.request.user
        return super().get_context_data(glance=glance_for(), desk=desk_of(user), news=news_for(user), **kwargs)
