"""The organization and everything that belongs to it."""

from ngos.models.company import FocalPerson, JournalNote
from ngos.models.dialogue import DialogueEvent, DialogueForum, Participation
from ngos.models.matching import Distinction, NgoKeys
from ngos.models.merge import NgoMerge
from ngos.models.ngo import Ngo, NgoCitation, NgoName, NgoRelation
from ngos.models.particulars import Contact, Identifier
from ngos.models.search import KnownWord, NgoWords
from ngos.models.standing import ObserverDecision

__all__ = [
    "Contact",
    "DialogueEvent",
    "DialogueForum",
    "Distinction",
    "FocalPerson",
    "Identifier",
    "JournalNote",
    "KnownWord",
    "Ngo",
    "NgoCitation",
    "NgoKeys",
    "NgoMerge",
    "NgoName",
    "NgoRelation",
    "NgoWords",
    "ObserverDecision",
    "Participation",
]
