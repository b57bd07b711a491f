"""What the words of the registry mean, and how things are done in it."""

from typing import Any

from django.views.generic import TemplateView

from partnerships.pages.duties import DUTIES
from partnerships.pages.words import sections
from partnerships.views.reading import ReaderMixin


class HelpPage(ReaderMixin, TemplateView):
    """The words of the registry, each at an address of its own; how to do what; who may do what."""

    for_visitors = True
    template_name = "help.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words, and what each duty may do."""
        return super().get_context_data(sections=sections(), duties=DUTIES, **kwargs)
