"""What somebody is told who tried too often, and for how long; allauth counts the tries in the shared cache."""

import math
import time
from collections.abc import Iterator
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SIGNING_IN = ("login", "login_failed")
CODES = ("login_failed",)
# What is counted at each page that counts.
COUNTED = {
    "account_login": SIGNING_IN,
    "account_reset_password": ("reset_password",),
    "account_reset_password_from_key": ("reset_password_from_key",),
    "account_change_password": ("change_password",),
    "account_reauthenticate": ("reauthenticate", "login_failed"),
    "mfa_authenticate": CODES,
    "mfa_reauthenticate": CODES,
    "mfa_activate_totp": CODES,
}
A_MINUTE = 60


def account_key(email: str) -> str:
    """Return the name under which failures for an account are counted."""
    return f"account:{email.strip().lower()}"


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Answer with a page that says in how many minutes to try again."""
    minutes = math.ceil(_seconds_to_wait(request) / A_MINUTE)
    page = render(request, "429.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * A_MINUTE)
    return page


def _seconds_to_wait(request: HttpRequest) -> float:
    """Return how long it takes until the next try counts for nothing but itself."""
    match = request.resolver_match
    waits = [
        history[rate.amount - 1] + rate.duration - time.time()
        for action in COUNTED.get((match and match.url_name) or "", ())
        for rate in ratelimit.get_rates(app="allauth.account", action=action)
        for history in _histories(request, action, rate)
        if len(history) >= rate.amount
    ]
    return float(max([*waits, 1]))


def _histories(request: HttpRequest, action: str, rate: ratelimit.Rate) -> Iterator[list[float]]:
    """Yield the times of the tries that are held against this request, newest first."""
    if rate.per == "user" and not request.user.is_authenticated:
        return
    for key in _keys(request) if rate.per == "key" else [None]:
        name = ratelimit.get_cache_key(request, app="allauth.account", action=action, rate=rate, key=key)
        yield cache.get(name, [])


def _keys(request: HttpRequest) -> Iterator[str]:
    """Yield the names under which tries for an account may be counted."""
    yield account_key(request.POST.get("login", ""))
    yield request.POST.get("email", "").lower()
    stage: Any = getattr(request, "_login_stage", None)
    user: Any = stage.login.user if stage else request.user
    if user.pk:
        yield account_key(user.email)
        yield f"mfa-auth-user-{user.pk}"
