"""What every page of the registry shares: who may read it, and how a record is found by its code."""

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from accounts.visitors import Visitor
from common.models import Record


class ReaderMixin(AccessMixin):
    """A page for whoever signed in; one `for_visitors` is for all, where the registry has a public directory."""

    request: HttpRequest
    for_visitors = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let readers in; send others to sign in."""
        if not request.user.is_authenticated:
            if not (self.for_visitors and settings.PUBLIC_DIRECTORY):
                return self.handle_no_permission()
            request.user = Visitor()
        view: Any = super()
        answer: HttpResponseBase = view.dispatch(request, *args, **kwargs)
        return answer


class RecordPage(ReaderMixin, DetailView):
    """The page of one record, found by its code, whatever the case of its letters."""

    slug_field = slug_url_kwarg = "code"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the record; a code in other letters leads to its one address."""
        row: Record = self.get_object()
        if row.get_absolute_url() != request.path and getattr(row, "code", "") != kwargs["code"]:
            return redirect(row, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the records that the reader may see."""
        rows: Any = self.model._default_manager.all()
        return rows.visible_to(self.request.user)

    def get_object(self, queryset: Any = None) -> Any:
        """Return the record, read once for each request."""
        if not hasattr(self, "object"):
            code = self.kwargs["code"]
            rows = self.get_queryset() if queryset is None else queryset
            self.object = rows.filter(code__in={code, code.upper()}).first()
            if self.object is None:
                kind = self.model._meta.verbose_name
                raise Http404(_("There is no %(kind)s with the code “%(code)s”.") % {"kind": kind, "code": code})
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record's lasting address and the day, by which it is cited."""
        address = self.request.build_absolute_uri(self.object.get_absolute_url())
        return super().get_context_data(address=address, today=timezone.localdate(), **kwargs)
