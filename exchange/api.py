"""The front door of the API."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView

from common.api import NamedFormatNegotiation
from common.filters import FORMAT, refuse_unknown


class FrontDoor(APIRootView):
    """The addresses of all lists."""

    content_negotiation_class = NamedFormatNegotiation

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the addresses, by the names of the lists."""
        refuse_unknown(request, {FORMAT})
        response: Response = super().get(request, *args, **kwargs)
        return response
