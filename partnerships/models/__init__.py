"""Partnerships, what stands beside them, and the agreements they run under."""

from partnerships.models.agreement import (
    Agreement,
    AgreementDocument,
    AgreementPartnership,
    AgreementParty,
    Amendment,
)
from partnerships.models.beside import OtherParticipant, UnnamedPartners
from partnerships.models.document import PartnershipDocument
from partnerships.models.entry import DirectoryEntry
from partnerships.models.partnership import Partnership, ReviewEvent
from partnerships.models.parts import (
    PartnershipArea,
    PartnershipCitation,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
)
from partnerships.models.proposal import ChangeProposal
from partnerships.models.reminder import ReviewReminder
from partnerships.models.report import ABOUT, MistakeReport
from partnerships.models.review import (
    MOVES,
    NotAllowedError,
    NotReadyError,
    ReviewError,
    ReviewStatus,
    Verb,
    WrongStatusError,
    review_moved,
)
from partnerships.models.roles import CAPACITIES, Capacity, Role, capacity_choices

__all__ = [
    "ABOUT",
    "CAPACITIES",
    "MOVES",
    "Agreement",
    "AgreementDocument",
    "AgreementPartnership",
    "AgreementParty",
    "Amendment",
    "Capacity",
    "ChangeProposal",
    "DirectoryEntry",
    "MistakeReport",
    "NotAllowedError",
    "NotReadyError",
    "OtherParticipant",
    "Partnership",
    "PartnershipArea",
    "PartnershipCitation",
    "PartnershipDocument",
    "PartnershipPeople",
    "PartnershipRole",
    "PartnershipService",
    "ReviewError",
    "ReviewEvent",
    "ReviewReminder",
    "ReviewStatus",
    "Role",
    "UnnamedPartners",
    "Verb",
    "WrongStatusError",
    "capacity_choices",
    "review_moved",
]
