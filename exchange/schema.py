"""What the OpenAPI document says beyond filters and serializers: how to sign in, how refusals look."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension

from common.problems import CONTENT_TYPE

Schema = dict[str, Any]

PROBLEM: Schema = {
    "type": "object",
    "description": "Why a request was refused (RFC 9457).",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "parameter": {"type": "string", "description": "The parameter in the address."},
                    "pointer": {"type": "string", "description": "A JSON pointer into the request's body."},
                },
            },
        },
    },
}
REFUSALS = {
    HTTPStatus.BAD_REQUEST: "A parameter is not known here, or its value is no good; `errors` names each.",
    HTTPStatus.UNAUTHORIZED: "The key is missing, not known, expired or revoked.",
    HTTPStatus.FORBIDDEN: "The key may not read.",
    HTTPStatus.NOT_FOUND: "There is no such record, or you may not see it.",
    HTTPStatus.NOT_ACCEPTABLE: "None of the formats in the Accept header is offered.",
}


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the API key."""

    target_class = "accounts.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> Schema:
        """Return the header in which the key is sent."""
        return {"type": "http", "scheme": "bearer", "description": "An API key, which begins with `iom_`."}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the session of a signed-in person."""

    target_class = "accounts.authentication.BrowserSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> Schema:
        """Return the cookie of the session."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


def describe_refusals(result: Schema, **others: Any) -> Schema:
    """Add to each operation the refusals it may answer with, as problem documents."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        _name(status): {"description": description, "content": content} for status, description in REFUSALS.items()
    }
    for address, operations in result["paths"].items():
        for operation in operations.values():
            for status in REFUSALS:
                if status != HTTPStatus.NOT_FOUND or "{" in address:
                    operation["responses"][str(int(status))] = {"$ref": f"#/components/responses/{_name(status)}"}
    return result


def _name(status: HTTPStatus) -> str:
    return status.phrase.title().replace(" ", "")
