"""Accounts that colleagues ask for: who asks, and who decides."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from accounts.forms import AccountRequestForm, DecisionForm
from accounts.inviting import approve_request, ask_for_account, refuse_request
from accounts.models import AccountRequest
from accounts.views.rights import ActionMixin
from common.permissions import Action, may

REQUESTS_A_PAGE = 25


class AskerMixin(LoginRequiredMixin):
    """A page for those who may ask for accounts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who registers or reviews; send strangers to sign in, and others away."""
        if request.user.is_authenticated and not may(request.user, Action.ADD, AccountRequest):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AccountRequests(AskerMixin, TemplateView):
    """The requests one made; to administrators all of them."""

    template_name = "accounts/accountrequest_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the requests, those that wait first."""
        seen = AccountRequest.objects.visible_to(self.request.user).select_related("by", "decided_by", "office")
        rows = seen.order_by("-decided_at", "-at", "pk")
        page = Paginator(rows, REQUESTS_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class AskForAccount(ActionMixin, AskerMixin, FormView):
    """Asks that a colleague be given an account."""

    form_class = AccountRequestForm
    template_name = "accounts/accountrequest_form.html"
    success_url = reverse_lazy("account-requests")

    def act(self, form: Any) -> None:
        """Keep the request."""
        by: Any = self.request.user
        asked = ask_for_account(by=by, **form.cleaned_data)
        messages.success(self.request, _("The account for %(name)s is asked for.") % {"name": asked.name})


class AccountRequestPage(ActionMixin, AskerMixin, FormView):
    """One request, and for an administrator who did not make it, the decision."""

    form_class = DecisionForm
    template_name = "accounts/accountrequest_detail.html"
    success_url = reverse_lazy("account-requests")

    @cached_property
    def asked(self) -> AccountRequest:
        """Return the request, if the user may see it."""
        seen = AccountRequest.objects.visible_to(self.request.user).select_related("by", "decided_by", "office")
        asked: AccountRequest = get_object_or_404(seen, pk=self.kwargs["pk"])
        return asked

    def act(self, form: Any) -> None:
        """Approve or refuse."""
        by: Any = self.request.user
        answer = form.cleaned_data["answer"]
        if "approve" in self.request.POST:
            approve_request(self.asked, by=by, answer=answer)
            told = _("The account is given: %(name)s is invited.")
        else:
            refuse_request(self.asked, by=by, answer=answer)
            told = _("The request for %(name)s is refused.")
        messages.success(self.request, told % {"name": self.asked.name})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request, and whether the user may decide."""
        may_decide = may(self.request.user, Action.CHANGE, self.asked)
        is_own = self.asked.by_id == self.request.user.pk
        return super().get_context_data(asked=self.asked, may_decide=may_decide, is_own=is_own, **kwargs)
