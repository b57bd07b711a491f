"""How allauth behaves here: accounts are given, never opened by whoever comes by."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.urls import reverse

from accounts.letters import absolute, send_letter
from accounts.models import User
from accounts.tries import account_key, too_many_tries

TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse sign-up: an administrator makes accounts."""
        return False

    def validation_error(self, code: str, *args: Any) -> Any:
        """Return the fault of a form; where there were too many tries, answer at once and say for how long."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(too_many_tries(self.request))
        return super().validation_error(code, *args)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to people in their own language."""
        user = context.get("user") or User.objects.filter(email=email).first()
        send_letter(user or email, template_prefix, {**context, "email": email})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address in the letter: on the registry's own host, whichever was asked."""
        return absolute(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def set_password(self, user: User, password: str) -> None:
        """Set the password; whoever proved to own the account need not wait for earlier failures to be forgotten."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the account."""
        return reverse("account")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the host, which whoever asks may choose.
        return account_key(credentials.get("email", ""))
