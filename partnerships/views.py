"""Pages about partnerships."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from partnerships.glance import desk_of, glance_for


class Home(LoginRequiredMixin, TemplateView):
    """What the registry holds, and what waits for the user."""

    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts and the user's desk."""
        user = self.request.user
        return super().get_context_data(glance=glance_for(user), desk=desk_of(user), **kwargs)
