"""The second factor: a code from a phone beside the password; off, offered, or required of who decides."""

import base64
import hashlib
from typing import Any

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User
from common.problems import problem_response

OFF, REQUIRED = "off", "required"
# What remains open to whoever must set up a second factor first.
OPEN = {"account_logout", "account_reauthenticate", "set_language", "stylesheet", "healthz", "readyz"}
SEEN = "second_factor"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors locked, and knows who must have one."""

    def encrypt(self, text: str) -> str:
        """Lock a secret with the registry's own, so that the database alone gives none away."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock a secret; one that was locked with a key that is gone fits no code."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise self.validation_error("incorrect_code") from None

    def build_totp_svg(self, url: str) -> str:
        """Draw the key for the phone's camera, dark on light whatever the page's ground is."""
        drawn: str = qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
        return drawn

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Say whether a code is asked of the user."""
        return settings.SECOND_FACTOR != OFF and bool(super().is_mfa_enabled(user, types=types))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep people from putting away what they must have."""
        return not must_have_one(authenticator.user)


def must_have_one(user: Any) -> bool:
    """Say whether the user cannot go on without a second factor: who reviews or administers, where it is required."""
    return settings.SECOND_FACTOR == REQUIRED and bool(user.is_reviewer or user.reviewer_offices)


def take_off(user: User) -> int:
    """Put away the user's second factor, as after a lost phone, and return how many parts of it there were."""
    return int(Authenticator.objects.filter(user=user).delete()[0])


def second_factor_middleware(get_response: Any) -> Any:
    """Close the pages of the second factor where it is off; lead to them first who must have one."""
    if settings.SECOND_FACTOR not in {OFF, REQUIRED}:
        raise MiddlewareNotUsed

    def respond(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = get_response(request)
        return answer

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        is_about_it = name.startswith("mfa_")
        if settings.SECOND_FACTOR == OFF and is_about_it:
            raise Http404
        return None if is_about_it or name in OPEN or _may_go_on(request) else _to_the_set_up(request)

    respond.process_view = process_view  # type: ignore[attr-defined]
    return respond


def _may_go_on(request: HttpRequest) -> bool:
    user: Any = request.user
    if not user.is_authenticated or request.session.get(SEEN) or not must_have_one(user):
        return True
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        request.session[SEEN] = True
        return True
    return False


def _to_the_set_up(request: HttpRequest) -> HttpResponse:
    words = _("Your duty needs a second factor. Set it up to go on.")
    if request.path.startswith("/api/"):
        return problem_response(status=403, title=_("Forbidden"), detail=words)
    messages.warning(request, words)
    return redirect("mfa_activate_totp")


def _lock() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor " + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
