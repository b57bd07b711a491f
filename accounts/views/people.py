"""The people of the registry, as administrators look after them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import FormView, TemplateView

from accounts.forms import LeaveForm
from accounts.leaving import Held, held_by, leave
from accounts.models import AccountRequest, Invitation, OfficeMembership, User
from accounts.second_factor import take_off
from accounts.views.rights import ActionMixin, AdministratorMixin
from common.querysets import LONGEST_SEARCH

PEOPLE_A_PAGE = 25


class People(AdministratorMixin, TemplateView):
    """Who may sign in, who no longer may, who is invited, and for whom an account is asked."""

    template_name = "accounts/user_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the people who were searched for, and what is open."""
        text, closed = self.request.GET.get("q", "")[:LONGEST_SEARCH], "closed" in self.request.GET
        held = Prefetch("memberships", OfficeMembership.objects.held().select_related("office"))
        rows = User.objects.search(text).filter(is_active=not closed).prefetch_related(held)
        page = Paginator(rows.order_by("name", "email", "pk"), PEOPLE_A_PAGE).get_page(self.request.GET.get("page"))
        invitations = Invitation.objects.open().select_related("by").prefetch_related("offices__office")
        waiting = AccountRequest.objects.waiting().count()
        here = f"{reverse('people')}?{'closed=yes&' if closed else ''}"
        context = {"text": text, "closed": closed, "page": page, "list_address": here, "waiting": waiting}
        return super().get_context_data(invitations=invitations, **context, **kwargs)


class Leave(ActionMixin, AdministratorMixin, FormView):
    """Closes the account of somebody who leaves, and asks who takes over what that person holds."""

    form_class = LeaveForm
    template_name = "accounts/user_leave.html"
    success_url = reverse_lazy("people")

    @cached_property
    def leaver(self) -> User:
        """Return who leaves."""
        user: User = get_object_or_404(User.objects.offered(), pk=self.kwargs["pk"])
        return user

    @cached_property
    def held(self) -> list[Held]:
        """Return what the leaver holds."""
        return held_by(self.leaver)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who leaves."""
        return {**super().get_form_kwargs(), "leaver": self.leaver}

    def get_form(self, form_class: Any = None) -> Any:
        """Ask for nobody where nothing is held."""
        form = super().get_form(form_class)
        if not self.held:
            del form.fields["successor"]
        return form

    def act(self, form: Any) -> None:
        """Close the account."""
        by: Any = self.request.user
        passed = leave(user=self.leaver, successor=form.cleaned_data.get("successor"), by=by)
        told = _("The account of %(name)s is closed.")
        if passed:
            told = ngettext(
                "The account of %(name)s is closed; %(count)d thing was handed over.",
                "The account of %(name)s is closed; %(count)d things were handed over.",
                passed,
            )
        messages.success(self.request, told % {"name": self.leaver, "count": passed})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who leaves, what is held, and what ends by itself."""
        keys = self.leaver.api_keys.working()
        duties = self.leaver.memberships.held().select_related("office")
        return super().get_context_data(leaver=self.leaver, held=self.held, keys=keys, duties=duties, **kwargs)


class SecondFactorOff(AdministratorMixin, View):
    """Puts away the second factor of somebody who lost the phone."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put it away, and say so."""
        user = get_object_or_404(User, pk=pk)
        if take_off(user):
            messages.success(request, _("The second factor of %(name)s is put away.") % {"name": user})
        else:
            messages.info(request, _("%(name)s has no second factor.") % {"name": user})
        return redirect("people")
