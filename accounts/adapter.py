"""How allauth behaves here: accounts are given, never opened by whoever comes by."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in without sign-up."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Refuse sign-up: an administrator makes accounts."""
        return False
