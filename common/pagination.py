"""Pages of the API that stay where they are while rows come and go."""

from base64 import b64encode
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from common.problems import ParameterError

Schema = dict[str, Any]

LARGEST_PAGE = 200


class StableCursorPagination(CursorPagination):
    """An opaque cursor over the code, which every record has and which never changes."""

    ordering = "code"
    page_size = 50
    max_page_size = LARGEST_PAGE
    page_size_query_param = "page_size"
    page_size_query_description = gettext_lazy("How many records a page holds.")  # type: ignore[assignment]
    cursor_query_description = gettext_lazy(  # type: ignore[assignment]
        "Where to go on; the links “next” and “previous” carry it."
    )

    def get_page_size(self, request: Request) -> int:
        """Return how many records the page is to hold, or refuse what is no such number."""
        given = request.query_params.get("page_size")
        if given is None or given == "":
            return self.page_size
        if given.isascii() and given.isdigit() and int(given[:9]) in range(1, LARGEST_PAGE + 1):
            return int(given)
        message = _("Give a whole number from 1 to %(most)s.") % {"most": LARGEST_PAGE}
        raise ParameterError({"page_size": [message]})

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Return the place that the cursor names, or refuse a cursor that was not given out here."""
        given = request.query_params.get("cursor")
        if not given:
            return None
        try:
            cursor: Cursor | None = super().decode_cursor(request)
        except NotFound:
            cursor = None
        position: Any = cursor.position if cursor else None
        if cursor is None or position is None or "\0" in position or _encoded(cursor) != given:
            raise ParameterError(
                {"cursor": [_("This is no cursor of this list. Follow the links “next” and “previous”.")]}
            )
        return cursor

    def get_paginated_response_schema(self, schema: Schema) -> Schema:
        """Describe a page for the API's documentation."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": dict(link), "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[Schema]:
        """Describe the parameters for the API's documentation."""
        parameters: list[Schema] = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {
                    "minimum": 1,
                    "maximum": self.max_page_size,
                    "default": self.page_size,
                }
        return parameters


def _encoded(cursor: Cursor) -> str:
    """Return the one spelling in which a cursor is given out."""
    tokens = {
        **({"o": str(cursor.offset)} if cursor.offset else {}),
        **({"r": "1"} if cursor.reverse else {}),
        "p": cursor.position,
    }
    return b64encode(urlencode(tokens).encode("ascii")).decode("ascii")
