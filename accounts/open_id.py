"""Sign-in through the organization's own door (OpenID Connect), where the environment names one."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User

DOOR = "sso"


class OpenIdAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in who has an account here, found by an address that the server says is verified; opens none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse sign-up: an administrator makes accounts."""
        return False

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the one door of the environment, or none."""
        door = settings.OPENID_CONNECT
        if not door or provider not in {None, "openid_connect", DOOR} or client_id not in {None, door["client_id"]}:
            return []
        values = {name: door[name] for name in ("name", "client_id", "secret")}
        more = {"server_url": door["issuer"]}
        return [SocialApp(provider="openid_connect", provider_id=DOOR, settings=more, **values)]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account of whoever comes for the first time; send away who has none."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(_no_account(request))
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
        user = User.objects.offered().filter(email__in=[email.lower() for email in verified]).first()
        if user is None:
            raise ImmediateHttpResponse(_no_account(request))
        sociallogin.connect(request, user)


def _no_account(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/no_account.html", {"door": settings.OPENID_CONNECT["name"]}, status=403)
