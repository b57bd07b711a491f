"""Every refusal of the API as a problem document (RFC 9457, `application/problem+json`)."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

CONTENT_TYPE = "application/problem+json"


def problem(*, status: int, title: str, detail: str = "", **more: Any) -> dict[str, Any]:
    """Return the members of a problem document; `type` is about:blank, so the title is that of the status."""
    members = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return {name: value for name, value in members.items() if value not in ("", None)}


def problem_response(*, status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """Return a problem outside Django REST framework: from middleware or an error page."""
    return JsonResponse(
        problem(status=status, title=title, detail=detail, **more), status=status, content_type=CONTENT_TYPE
    )


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal into a problem response; anything else is an error of ours and goes on."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound(_("There is no such record, or you may not see it."))
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    status = HTTPStatus(exc.status_code)
    body = problem(status=status, title=status.phrase, **_what_is_wrong(exc))
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = exc.auth_header  # type: ignore[attr-defined]
    if getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(exc.wait))  # type: ignore[attr-defined]
    return Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)


def _what_is_wrong(exc: exceptions.APIException) -> dict[str, Any]:
    if not isinstance(exc, exceptions.ValidationError):
        return {"detail": str(exc.detail)}
    errors = list(_flattened(exc.detail))
    return {"detail": " ".join(error["detail"] for error in errors), "errors": errors}


def _flattened(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Yield one entry for each message, with a JSON pointer to the member or parameter it is about."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flattened(inner, path if name == "non_field_errors" else f"{path}/{name}")
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            yield from _flattened(inner, path if isinstance(inner, str) else f"{path}/{index}")
    else:
        yield {"detail": str(detail), **({"pointer": f"#{path}"} if path else {})}


def api_not_found(request: HttpRequest) -> HttpResponse:
    """Answer an API address that leads nowhere."""
    return problem_response(status=404, title=_("Not found"), detail=_("No API address is spelled like this."))
