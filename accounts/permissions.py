"""What a user may do: the one function lives with the querysets it asks (`common/permissions.py`)."""

from common.permissions import Action, may

__all__ = ["Action", "may"]
