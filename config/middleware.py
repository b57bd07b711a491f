"""What every request passes through: its language, no NUL, the right content policy, and who stands behind a change."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pghistory
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from common.patience import collided, took_too_long
from common.problems import problem_response
from config.languages import WORDLESS, language_for, spoken

GetResponse = Callable[[HttpRequest], HttpResponse]

# A form's token, which each page gives anew.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
# Alpine, which Unfold's admin rests on, evaluates its attributes; Swagger's page sets styles on elements.
ADMIN_POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}
SWAGGER_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}


def language_middleware(get_response: GetResponse) -> GetResponse:
    """Answer in the reader's language, and tell caches what the choice rests on."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(WORDLESS):
            return get_response(request)
        language = language_for(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response: Any = get_response(request)
        if response.streaming and getattr(response, "file_to_stream", None) is None:
            response.streaming_content = spoken(language, response.streaming_content)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response  # type: ignore[no-any-return]

    return respond


def refuse_nul_middleware(get_response: GetResponse) -> GetResponse:
    """Answer an address with a NUL character, which PostgreSQL cannot compare, with 400."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\0" not in request.path and "\0" not in unquote(request.META.get("QUERY_STRING", "")):
            return get_response(request)
        message = _("The address holds a NUL character. Take it out.")
        if request.path.startswith("/api/"):
            return problem_response(status=400, title=_("Bad Request"), detail=message)
        return render(request, "400.html", {"message": message}, status=400)

    return respond


def content_policy_middleware(get_response: GetResponse) -> GetResponse:
    """Loosen the strict content policy for the admin and for the API's documentation, and nowhere else."""
    looser = {reverse("admin:index"): ADMIN_POLICY, reverse("api-docs"): SWAGGER_POLICY}

    def respond(request: HttpRequest) -> HttpResponse:
        response: Any = get_response(request)
        for path, policy in looser.items():
            if request.path.startswith(path):
                response._csp_replace = policy
        return response  # type: ignore[no-any-return]

    return respond


def patience_middleware(get_response: GetResponse) -> GetResponse:
    """Say so where the database gave up: how to ask for less, or that nothing was saved and may be sent again."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if collided(exception):
            return render(request, "409.html", {"path": request.get_full_path(), "sent": _sent(request)}, status=409)
        if took_too_long(exception):
            return render(request, "503.html", {"path": request.path}, status=503)
        return None

    respond.process_exception = process_exception  # type: ignore[attr-defined]
    return respond


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form sent, to be sent again; nothing where that holds a secret, or files, which a page cannot."""
    if request.FILES or getattr(request, "sensitive_post_parameters", None):
        return []
    return [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]


def history_context_middleware(get_response: GetResponse) -> GetResponse:
    """Write into history who made a change and through what: the admin, the API or a page."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return get_response(request)
        through = (
            "API" if request.path.startswith("/api/") else "admin" if request.path.startswith("/admin/") else "page"
        )
        with pghistory.context(user=request.user.pk, through=through, address=request.path):
            return get_response(request)

    return respond
