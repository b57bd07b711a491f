"""One's own account."""

from typing import Any, NamedTuple

from allauth.account.internal import flows
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import UpdateView

from accounts.forms import AccountForm
from accounts.models import AccountRequest
from accounts.second_factor import OFF
from common.permissions import Action, may


class Place(NamedTuple):
    """A page about the account: where it is, what it is called and what one does there."""

    address: str
    label: str
    words: str


class AccountPage(LoginRequiredMixin, UpdateView):
    """Name and language, and the way to all else of the account."""

    form_class = AccountForm
    template_name = "accounts/account.html"
    success_url = reverse_lazy("account")

    def get_object(self, queryset: Any = None) -> Any:
        """Return whoever asks."""
        return self.request.user

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and say so in the language that was chosen."""
        answer = super().form_valid(form)
        with translation.override(form.instance.language or translation.get_language()):
            messages.success(self.request, _("Your account is changed."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other pages of the account, and what the user holds."""
        user: Any = self.request.user
        held = user.memberships.held().select_related("office")
        searches = user.saved_searches.all()
        return super().get_context_data(places=places_of(user), held=held, searches=searches, **kwargs)


class Sessions(ListUserSessionsView):  # type: ignore[misc]
    """Where one is signed in; each other place, or all of them, can be signed out from here."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign out everywhere else, or here too."""
        if "everywhere" not in self.request.POST:
            answer: HttpResponse = super().form_valid(form)
            return answer
        end_sessions(self.request, UserSession.objects.filter(user=self.request.user.pk))
        flows.logout.logout(self.request)
        return redirect("account_login")


def places_of(user: Any) -> list[Place]:
    """Return the pages about the user's account."""
    places = [Place(reverse("account_change_password"), _("Password"), _("Choose another."))]
    if settings.SECOND_FACTOR != OFF:
        words = _("A code from your phone besides the password.")
        places.append(Place(reverse("mfa_index"), _("Second factor"), words))
    places.append(Place(reverse("usersessions_list"), _("Where you are signed in"), _("Sign out elsewhere.")))
    places.append(Place(reverse("notice-settings"), _("Notices"), _("What is sent to you, and when.")))
    if may(user, Action.ADD, AccountRequest):
        words = _("Ask for one, and see what became of it.")
        places.append(Place(reverse("account-requests"), _("Accounts for colleagues"), words))
    if user.is_superuser:
        places.append(Place(reverse("people"), _("People"), _("Invite them, and close accounts of those who leave.")))
    return places
