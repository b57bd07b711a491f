"""Invitations: sent, sent again and withdrawn by administrators, and accepted by whoever has the link."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from accounts.forms import AcceptForm, InvitationForm
from accounts.inviting import accept, invite, invite_again, withdraw
from accounts.models import Invitation, User
from accounts.views.rights import ActionMixin, AdministratorMixin


class Invite(ActionMixin, AdministratorMixin, FormView):
    """Invites somebody by e-mail."""

    form_class = InvitationForm
    template_name = "accounts/invitation_form.html"
    success_url = reverse_lazy("people")

    def act(self, form: Any) -> None:
        """Send the invitation."""
        by: Any = self.request.user
        values = {name: form.cleaned_data[name] for name in ("email", "name", "language", "duty")}
        sent = invite(memberships=form.memberships, by=by, **values)
        messages.success(self.request, _("The invitation is sent to %(email)s.") % {"email": sent.email})


class InviteAgain(AdministratorMixin, View):
    """Sends an invitation again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a new letter; the link of the one before works no more."""
        invitation = get_object_or_404(Invitation, pk=pk)
        try:
            self.do(invitation, request.user)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, self.told(invitation))
        return redirect("people")

    def do(self, invitation: Invitation, by: Any) -> None:
        """Do it."""
        invite_again(invitation, by=by)

    def told(self, invitation: Invitation) -> str:
        """Return what is said when it is done."""
        return _("The invitation is sent to %(email)s.") % {"email": invitation.email}


class InvitationWithdraw(InviteAgain):
    """Takes an invitation back."""

    def do(self, invitation: Invitation, by: Any) -> None:
        """Do it."""
        withdraw(invitation, by=by)

    def told(self, invitation: Invitation) -> str:
        """Return what is said when it is done."""
        return _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}


@method_decorator([never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch")
class Accept(ActionMixin, FormView):
    """Opens the account that an invitation offers, once its owner has chosen a password."""

    form_class = AcceptForm
    template_name = "accounts/invitation_accept.html"
    success_url = reverse_lazy("account_login")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on with a link that works; say so where it does not."""
        found = Invitation.of_token(kwargs["token"])
        if found is None:
            return TemplateResponse(request, "accounts/invitation_gone.html", status=410)
        self.invitation = found
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose password it judges."""
        owner = User(email=self.invitation.email, name=self.invitation.name)
        return {**super().get_form_kwargs(), "user": owner}

    def act(self, form: Any) -> None:
        """Open the account."""
        accept(self.kwargs["token"], password=form.cleaned_data["password1"])
        messages.success(self.request, _("Your account is open. Sign in with your e-mail address and your password."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation."""
        return super().get_context_data(invitation=self.invitation, **kwargs)
