"""The list of what waits for a reviewer."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from partnerships.pages.glance import reviews
from partnerships.pages.queue import queue_for
from partnerships.views.reading import ReaderMixin


class ReviewQueue(ReaderMixin, TemplateView):
    """What waits for this reviewer, the oldest first."""

    template_name = "partnerships/partnership_queue.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to those who review."""
        if not reviews(request.user):
            raise PermissionDenied(_("This list is for reviewers."))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the queue."""
        return super().get_context_data(queue=queue_for(self.request.user, self.request.GET), **kwargs)
