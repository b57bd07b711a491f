"""Every refusal of the API as a problem document (RFC 9457, `application/problem+json`)."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from common.patience import collided, took_too_long

CONTENT_TYPE = "application/problem+json"


class ParameterError(exceptions.ValidationError):
    """Parameters in the address are wrong; the detail maps each by name to what is wrong with it."""

    member = "parameter"


class ServerError(exceptions.APIException):
    """Something went wrong on our side; what it was is told to the log alone."""

    default_detail = "Something went wrong on our side. It was written to the log; please try again later."


class TookTooLongError(exceptions.APIException):
    """The database was stopped, as the answer took too long."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = gettext_lazy("This takes too long. Ask for less: one filter more, or a smaller page.")


class CollisionError(exceptions.APIException):
    """The database took a change back, as another one stood in its way."""

    status_code = HTTPStatus.CONFLICT
    default_detail = gettext_lazy(
        "Somebody else changed the same records at the same moment. Nothing was saved: send it again."
    )


def problem(*, status: int, title: str, detail: str = "", **more: Any) -> dict[str, Any]:
    """Return the members of a problem document; `type` is about:blank, so the title is that of the status."""
    members = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return {name: value for name, value in members.items() if value not in ("", None)}


def problem_response(*, status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """Return a problem outside Django REST framework: from middleware or an error page."""
    return JsonResponse(
        problem(status=status, title=title, detail=detail, **more), status=status, content_type=CONTENT_TYPE
    )


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response:
    """Turn whatever stopped a request into a problem response; an error of ours goes to the log as well."""
    refusal = _refusal(exc)
    set_rollback()
    status = HTTPStatus(refusal.status_code)
    body = problem(status=status, title=status.phrase, **_what_is_wrong(refusal))
    headers = {}
    if getattr(refusal, "auth_header", None):
        headers["WWW-Authenticate"] = refusal.auth_header  # type: ignore[attr-defined]
    if getattr(refusal, "wait", None):
        headers["Retry-After"] = str(int(refusal.wait))  # type: ignore[attr-defined]
    response = Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)
    request = context["request"]
    # A list that was asked for as a table is refused in JSON like any other.
    request.accepted_renderer = JSONRenderer()
    request.accepted_media_type = JSONRenderer.media_type
    if isinstance(refusal, ServerError):
        # Tell the log, and whoever listens for errors, as Django does for a page.
        got_request_exception.send(sender=type(context["view"]), request=request._request)
        log_response("%s: %s", status.phrase, request.path, response=response, request=request, exception=exc)
    return response


def _refusal(exc: Exception) -> exceptions.APIException:
    if isinstance(exc, exceptions.APIException):
        return exc
    if isinstance(exc, Http404):
        return exceptions.NotFound(_("There is no such record, or you may not see it."))
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, (SuspiciousOperation, BadRequest)):
        return exceptions.ParseError(_("This request cannot be read."))
    if collided(exc):
        return CollisionError()
    return TookTooLongError() if took_too_long(exc) else ServerError()


def _what_is_wrong(exc: exceptions.APIException) -> dict[str, Any]:
    if not isinstance(exc, exceptions.ValidationError):
        return {"detail": str(exc.detail)}
    if isinstance(exc, ParameterError):
        errors = [
            {"detail": str(message), exc.member: name}
            for name, messages in exc.detail.items()  # type: ignore[union-attr]
            for message in messages
        ]
    else:
        errors = list(_flattened(exc.detail))
    return {"detail": " ".join(error["detail"] for error in errors), "errors": errors}


def _flattened(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Yield one entry for each message, with a JSON pointer to the member of the body that it is about."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flattened(inner, path if name == "non_field_errors" else f"{path}/{name}")
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            yield from _flattened(inner, path if isinstance(inner, str) else f"{path}/{index}")
    else:
        yield {"detail": str(detail), **({"pointer": f"#{path}"} if path else {})}


def api_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an API address that leads nowhere."""
    return problem_response(status=404, title="Not Found", detail=_("No API address is spelled like this."))


def api_server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an error of ours that happened outside a view of the API."""
    return problem_response(status=500, title="Internal Server Error", detail=str(ServerError.default_detail))
