"""The organization and everything that belongs to it."""

from ngos.models.dialogue import DialogueEvent, DialogueForum, Participation
from ngos.models.merge import NgoMerge
from ngos.models.ngo import Ngo, NgoCitation, NgoName, NgoRelation
from ngos.models.particulars import Contact, Identifier
from ngos.models.standing import ObserverDecision

__all__ = [
    "Contact",
    "DialogueEvent",
    "DialogueForum",
    "Identifier",
    "Ngo",
    "NgoCitation",
    "NgoMerge",
    "NgoName",
    "NgoRelation",
    "ObserverDecision",
    "Participation",
]
