"""Users, the duties they hold and where, what they keep, and the keys with which other systems ask."""

from accounts.models.api_key import ApiKey, ApiKeyScope
from accounts.models.saved_search import SavedSearch
from accounts.models.user import Duty, OfficeMembership, User, UserManager

__all__ = ["ApiKey", "ApiKeyScope", "Duty", "OfficeMembership", "SavedSearch", "User", "UserManager"]
