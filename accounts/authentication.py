"""Who asks over the API: a program with a key, or a person with a session."""

from typing import Any

import pghistory
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import ApiKey, ApiKeyScope, User


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer iom_…`."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        """Return the key's user and the key; None without the header; refuse a key that opens nothing."""
        header = get_authorization_header(request).split()
        if not header or header[0].lower() != b"bearer":
            return None
        key = ApiKey.objects.for_secret(header[1].decode("latin-1")) if len(header) == 2 else None  # noqa: PLR2004
        if key is None:
            raise AuthenticationFailed(
                _("This API key is not known, has expired or was revoked. Send it as “Authorization: Bearer KEY”.")
            )
        key.note_use()
        pghistory.context(user=key.user.pk, through="API", key=str(key))
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that a missing key is answered with 401."""
        return "Bearer"


class BrowserSessionAuthentication(SessionAuthentication):
    """A signed-in person's session, with CSRF protection."""


class MayUseApi(BasePermission):
    """Lets in every signed-in person, and every key that may read."""

    message = _("This API key may not read the registry.")

    def has_permission(self, request: Request, view: Any) -> bool:
        """Say whether the request may go on."""
        if not request.user.is_active:
            return False
        return not isinstance(request.auth, ApiKey) or ApiKeyScope.READ in request.auth.scopes
