"""Files that came with partnerships, for those who follow their review."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import View

from partnerships.models import PartnershipDocument
from partnerships.views.reading import ReaderMixin


class Document(ReaderMixin, View):
    """A file to be saved; no browser shows it in the registry's name."""

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        """Send the file, if the user may see it."""
        document = get_object_or_404(PartnershipDocument.objects.visible_to(request.user), pk=kwargs["pk"])
        try:
            content = document.file.open("rb")
        except FileNotFoundError as error:
            raise Http404(_("The file “%(name)s” is missing from the store.") % {"name": document.name}) from error
        answer = FileResponse(content, as_attachment=True, filename=document.name, content_type=document.content_type)
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        answer["Cache-Control"] = "private, no-store"
        return answer
