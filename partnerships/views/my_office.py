"""The desk of a registrar's office, and the press that says that a record is still true."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from partnerships.models import Partnership, ReviewError
from partnerships.pages.my_office import my_office
from partnerships.views.reading import ReaderMixin


class MyOfficePage(ReaderMixin, TemplateView):
    """What the user's offices have in hand."""

    template_name = "partnerships/my_office.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let those in who work for an office."""
        user: Any = request.user
        if user.is_authenticated and not user.registrar_offices | user.reviewer_offices:
            raise PermissionDenied(_("This page is for those who work for an office in the registry."))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the desk."""
        return super().get_context_data(desk=my_office(self.request.user, self.request.GET.get("office", "")), **kwargs)


class StillTrue(ReaderMixin, View):
    """Notes that a partnership is still true."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Confirm it, and lead back to where the press was."""
        rows = Partnership.objects.visible_to(request.user)
        partnership: Partnership = get_object_or_404(rows, code=kwargs["code"].upper())
        try:
            partnership.confirm(by=request.user)  # type: ignore[arg-type]
        except ReviewError as refused:
            raise PermissionDenied(str(refused)) from refused
        messages.success(request, _("%(row)s: confirmed as still true.") % {"row": partnership})
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back if is_ours else partnership.get_absolute_url())
