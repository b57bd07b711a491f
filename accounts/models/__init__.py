"""Users, the duties they hold and where, what they keep, and the keys with which other systems ask."""

from accounts.models.api_key import ApiKey, ApiKeyScope
from accounts.models.invitation import AccountRequest, Invitation, InvitedDuty
from accounts.models.notice import Notice, NoticeChoice, NoticeKind, NoticeTiming
from accounts.models.outgoing_mail import OutgoingMail
from accounts.models.saved_search import SavedSearch
from accounts.models.user import Duty, OfficeMembership, User, UserManager

__all__ = [
    "AccountRequest",
    "ApiKey",
    "ApiKeyScope",
    "Duty",
    "Invitation",
    "InvitedDuty",
    "Notice",
    "NoticeChoice",
    "NoticeKind",
    "NoticeTiming",
    "OfficeMembership",
    "OutgoingMail",
    "SavedSearch",
    "User",
    "UserManager",
]
