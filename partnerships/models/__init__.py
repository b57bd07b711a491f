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
from partnerships.models.reminder import REMINDED_AFTER, ProposalReminder, ReviewReminder
from partnerships.models.report import ABOUT, MistakeReport
from partnerships.models.review import (
    DECISIONS,
    MOVES,
    MeanwhileError,
    NotAllowedError,
    NotReadyError,
    ReviewError,
    ReviewStatus,
    UnansweredError,
    Verb,
    WrongStatusError,
    handed_over,
    review_moved,
)
from partnerships.models.roles import CAPACITIES, Capacity, Role, capacity_choices

__all__ = [
    "ABOUT",
    "CAPACITIES",
    "DECISIONS",
    "MOVES",
    "REMINDED_AFTER",
    "Agreement",
    "AgreementDocument",
    "AgreementPartnership",
    "AgreementParty",
    "Amendment",
    "Capacity",
    "ChangeProposal",
    "DirectoryEntry",
    "MeanwhileError",
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
    "ProposalReminder",
    "ReviewError",
    "ReviewEvent",
    "ReviewReminder",
    "ReviewStatus",
    "Role",
    "UnansweredError",
    "UnnamedPartners",
    "Verb",
    "WrongStatusError",
    "capacity_choices",
    "handed_over",
    "review_moved",
]
