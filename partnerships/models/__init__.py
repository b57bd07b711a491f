"""Partnerships, what stands beside them, and the agreements they run under."""

from partnerships.models.agreement import (
    Agreement,
    AgreementDocument,
    AgreementPartnership,
    AgreementParty,
    Amendment,
)
from partnerships.models.beside import OtherParticipant, UnnamedPartners
from partnerships.models.entry import DirectoryEntry
from partnerships.models.partnership import (
    Partnership,
    PartnershipArea,
    PartnershipCitation,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
    ReviewEvent,
)
from partnerships.models.report import ABOUT, MistakeReport
from partnerships.models.review import (
    MOVES,
    NotAllowedError,
    NotReadyError,
    ReviewError,
    ReviewStatus,
    Verb,
    WrongStatusError,
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
    "DirectoryEntry",
    "MistakeReport",
    "NotAllowedError",
    "NotReadyError",
    "OtherParticipant",
    "Partnership",
    "PartnershipArea",
    "PartnershipCitation",
    "PartnershipPeople",
    "PartnershipRole",
    "PartnershipService",
    "ReviewError",
    "ReviewEvent",
    "ReviewStatus",
    "Role",
    "UnnamedPartners",
    "Verb",
    "WrongStatusError",
    "capacity_choices",
]
