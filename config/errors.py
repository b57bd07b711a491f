"""What is answered when something of ours is broken."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from common.problems import api_server_error


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a program with a problem document, and a person with the page for it."""
    return api_server_error(request) if request.path.startswith("/api/") else defaults.server_error(request)
