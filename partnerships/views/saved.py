"""Searches of the directory that have a name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DeleteView, DetailView

from accounts.forms import SavedSearchForm
from accounts.models import SavedSearch
from partnerships.pages.directory import Directory
from partnerships.views.reading import ReaderMixin


class SaveSearch(ReaderMixin, CreateView):
    """Gives the search in the address a name."""

    form_class = SavedSearchForm
    template_name = "accounts/savedsearch_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whose search it is, and which: what of it makes sense."""
        directory = Directory(self.request.GET, self.request.user)
        search = SavedSearch(user=self.request.user, parameters=directory.address()[1:])  # type: ignore[misc]
        return {**super().get_form_kwargs(), "instance": search}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the search that is saved."""
        return super().get_context_data(directory=Directory(self.request.GET, self.request.user), **kwargs)

    def get_success_url(self) -> str:
        """Go back to the search, which now has a name."""
        messages.success(self.request, _("Saved as “%(name)s”.") % {"name": self.object})
        saved: Any = self.object
        return reverse("saved-search", args=[saved.pk])


class OpenSavedSearch(ReaderMixin, DetailView):
    """Leads to a search under a name, whoever saved it."""

    queryset = SavedSearch.objects.select_related("user")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the search; where whoever saved it has left, say so first."""
        saved: Any = self.get_object()
        parameters = QueryDict(saved.parameters, mutable=True)
        parameters["saved"] = str(saved.pk)
        address = f"{reverse('directory')}?{parameters.urlencode()}"
        if saved.user.is_active:
            return redirect(address)
        return TemplateResponse(request, "accounts/savedsearch_left.html", {"saved": saved, "address": address})


class ForgetSearch(ReaderMixin, DeleteView):
    """Takes a name away from one of the reader's own searches."""

    success_url = reverse_lazy("directory")
    template_name = "accounts/savedsearch_confirm_delete.html"

    def get_queryset(self) -> Any:
        """Return the reader's own searches."""
        rows: Any = SavedSearch.objects.all()
        return rows.deletable_by(self.request.user)
