"""What is shown when a sign-in through the organization's own door ends without one; hidden where there is no door."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

Page = Callable[..., HttpResponse]


def where_configured(page: Page) -> Page:
    """Show the page only where the environment names a door."""

    @wraps(page)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.OPENID_CONNECT:
            raise Http404
        return page(request, *args, **kwargs)

    return shown


cancelled = where_configured(views.login_cancelled)
failed = where_configured(views.login_error)
