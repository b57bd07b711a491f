"""The language in which a page answers: the user's own, else the cookie's, else the browser's, else English."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

# Addresses whose answer has no words: the same for all, and asked for without a look at the user.
WORDLESS = ("/style.", "/healthz", "/readyz", "/favicon.ico")


def language_for(request: HttpRequest) -> str:
    """Return the language to answer in."""
    own: str = getattr(request.user, "language", "")
    return own or translation.get_language_from_request(request)


def spoken(language: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts of an answer that is made while it is sent, each made in the language."""
    with translation.override(language):
        yield from parts


class SetLanguage(View):
    """Keep the language that somebody chose, and lead back; the admin's own switch posts here too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the choice with the user, or in a cookie of the browser where nobody signed in."""
        language = request.POST.get("language", "")
        if language not in dict(settings.LANGUAGES):
            names = ", ".join(name for _code, name in settings.LANGUAGES)
            message = _("This language is not offered. These are: %(languages)s.") % {"languages": names}
            return render(request, "400.html", {"message": message}, status=400)
        response = redirect(_way_back(request))
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        else:
            _set_cookie(response, language)
        return response


def _way_back(request: HttpRequest) -> str:
    """Return the page to go back to: never one of another host, nor this address, which cannot be read."""
    here = {request.get_host()}
    for address in (request.POST.get("next", ""), request.headers.get("referer", "")):
        if url_has_allowed_host_and_scheme(address, here, require_https=request.is_secure()):
            return reverse("home") if urlsplit(address).path == request.path else address
    return reverse("home")


def _set_cookie(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
