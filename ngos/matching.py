"""The duplicate check: which NGOs of the registry a described one may be, how surely, and why.

`candidates` looks up the keys that PostgreSQL keeps of each NGO (`ngos/keys.py`, `matching.sql`): numbers, hosts and
rare words first, and words written or sounding alike only where those find nothing good. How alike two names are is
told by `ngos/likeness.py`; here that is weighed together with what else two descriptions share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, Self

from django.db import connection
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models.notice import isolated
from ngos.described import Described, acronyms
from ngos.likeness import NOT_ALIKE, Likeness, Same, likeness
from ngos.models import Distinction, Identifier, Ngo, NgoName
from ngos.names import FEWEST_INITIALS, Name, parsed

__all__ = ["Band", "Candidate", "Described", "blocking_identifier", "candidates", "described", "told_apart"]

LOOKED_AT = 40  # NGOs whose names are compared, for each query
FIND = """
SELECT ngo_id, countries_of_ngo, names, shared
FROM ngos_sharing({telling}, %(common)s::text[], %(facts)s::text[], %(countries)s::text[], %(own)s, %(many)s)
"""
TELLING = "%(telling)s::text[]"
WIDENED = "%(telling)s::text[] || groups_alike(%(words)s::text[], %(is_foreign)s)"

# What acronyms say: the same one, where one of the two is known by it alone or where both have names of their own; and
# one that is the first letters of the other's name, by their number.
SAME_LETTERS = 0.8
SAME_LETTERS_OTHER_NAMES = 0.5
FIRST_LETTERS = {3: 0.65, 4: 0.72, 5: 0.8}
# What countries say: the share of what is missing to certainty that a common one adds, and what others leave.
SAME_COUNTRY = 0.3
OTHER_COUNTRY = 0.85


class Band(Enum):
    """How sure it is that two are the same; the value is the least score, from 0 to 1."""

    SURE = 0.9
    PERHAPS = 0.6

    @property
    def words(self) -> Promise:
        """Return the band in words."""
        return gettext_lazy("almost surely the same") if self is Band.SURE else gettext_lazy("perhaps the same")


@dataclass(frozen=True)
class Candidate:
    """An NGO that may be the described one."""

    ngo: Ngo
    score: float  # from 0 to 1
    band: Band
    reasons: tuple[str, ...]  # sentences in the reader's language, the weightiest first
    is_same_identifier: bool  # both bear one number of one register: this NGO is there already


def described(ngo: Ngo) -> Described:
    """Return an NGO of the registry as the check wants it; its names, identifiers and contacts are read."""
    contacts = list(ngo.contacts.values_list("email", "phone"))
    return Described(
        name=ngo.name,
        other_names=tuple(name.name for name in ngo.names.all()),
        acronym=ngo.acronym,
        countries=tuple(filter(None, [ngo.headquarters, *ngo.countries_of_presence])),
        identifiers=tuple((one.scheme, one.value) for one in ngo.identifiers.all() if one.retired_on is None),
        website=ngo.website,
        emails=tuple(email for email, _phone in contacts if email),
        phones=tuple(phone for _email, phone in contacts if phone),
        pk=ngo.pk,
    )


def candidates(described: Described, *, limit: int = 5) -> list[Candidate]:
    """Return the NGOs that may be the described one, the likeliest first, with at most three queries.

    Living NGOs of every status are told, those proposed by other offices too: the caller decides what of them to
    show. Left out are those that somebody told apart from the described one, or recorded as its branch or the like.
    """
    best = [one for one in _Check(described).rated() if one.score >= Band.PERHAPS.value][:limit]
    ngos = Ngo.objects.living().in_bulk([one.row.pk for one in best]) if best else {}
    return [one.candidate(ngos[one.row.pk]) for one in best if one.row.pk in ngos]


def blocking_identifier(described: Described) -> Ngo | None:
    """Return the living NGO that bears one of the identifiers already, with one query."""
    numbers = [Q(scheme=scheme, value=value) for scheme, value in described.numbers]
    if not numbers:
        return None
    borne = Identifier.objects.filter(reduce(or_, numbers), retired_on=None).exclude(ngo=described.pk)
    found = borne.select_related("ngo__merged_into").order_by("pk").first()
    return found.ngo.survivor if found else None


def told_apart(ngo: Ngo) -> list[Ngo]:
    """Return the NGOs of which somebody said that they are not this one, by name."""
    pairs = Distinction.objects.of(ngo).with_name()
    others = {pair.other if pair.ngo_id == ngo.pk else pair.ngo for pair in pairs}
    return sorted(others, key=lambda other: (other.sort_key, other.pk))


class _Said(NamedTuple):
    """A name that an NGO bears or bore; the kind is NgoName's, or “merged”, or empty for the name itself."""

    text: str
    kind: str
    ends_on: str | None

    @property
    def name(self) -> Name:
        """Return the name cut into words."""
        return parsed(self.text)


class _Row(NamedTuple):
    """What the check reads of an NGO of the registry."""

    pk: int
    countries: frozenset[str]
    names: tuple[_Said, ...]
    acronyms: frozenset[str]
    shared: frozenset[str]  # the keys of facts that it shares with the described one

    @classmethod
    def of(cls, pk: int, countries: list[str], names: list[list[Any]], shared: list[str]) -> Self:
        """Return what a row of the query says."""
        said = tuple(_Said(*name) for name in names)
        texts = (one.text.upper() if one.kind == NgoName.Kind.ACRONYM else one.text for one in said)
        return cls(pk, frozenset(countries), said, acronyms(texts), frozenset(shared))


class _Rated(NamedTuple):
    """An NGO of the registry with its score and the reasons for it."""

    row: _Row
    score: float
    reasons: tuple[str, ...]

    def candidate(self, ngo: Ngo) -> Candidate:
        """Return it for those who ask."""
        band = Band.SURE if self.score >= Band.SURE.value else Band.PERHAPS
        is_same = any(key.startswith("i:") for key in self.row.shared)
        return Candidate(ngo, round(self.score, 3), band, self.reasons, is_same)


class _Check:
    """One description, held against the registry."""

    def __init__(self, described: Described) -> None:
        self.described = described
        self.countries = frozenset(described.countries)
        self.keys = described.keys

    def rated(self) -> list[_Rated]:
        """Return the NGOs found, the likeliest first; words alike are looked up where nothing else is sure."""
        if not any(self.keys.values()):
            return []
        rated = [self._rate(row) for row in self._found(TELLING)]
        if self.keys["words"] and not any(one.score >= Band.SURE.value for one in rated):
            known = {one.row.pk for one in rated}
            rated += [self._rate(row) for row in self._found(WIDENED) if row.pk not in known]
        return sorted(rated, key=lambda one: (-one.score, not self.countries & one.row.countries, one.row.pk))

    def _found(self, telling: str) -> list[_Row]:
        values = {
            **self.keys,
            "countries": list(self.described.countries),
            "own": self.described.pk,
            "many": LOOKED_AT,
            "is_foreign": any(name.is_foreign for name in self.described.names),
        }
        with connection.cursor() as cursor:
            cursor.execute(FIND.format(telling=telling), values)
            return [_Row.of(*row) for row in cursor.fetchall()]

    def _rate(self, row: _Row) -> _Rated:
        alike, said = self._best_name(row)
        score, reason = alike.score, _of_name(alike, said)
        by_letters = self._by_letters(row)
        if by_letters > score:
            score, reason = by_letters, _("The same acronym, or the first letters of the name")
        score = self._weighed_by_country(score, row)
        reasons = [reason] if score >= Band.PERHAPS.value else []
        for sign, of_sign in _shared_signs(row):
            score = sign.weighed(score, is_contradicted=alike.is_contradicted)
            reasons.insert(0, of_sign)
        return _Rated(row, score, tuple(reasons))

    def _best_name(self, row: _Row) -> tuple[Likeness, _Said]:
        pairs = [
            (likeness(mine, said.name, self.countries, row.countries), said)
            for mine in self.described.names
            for said in row.names
        ]
        return max(pairs, key=lambda pair: pair[0].score, default=(NOT_ALIKE, row.names[0]))

    def _by_letters(self, row: _Row) -> float:
        """Return what acronyms say: little where both have names of their own, for those are unlike."""
        mine = [name for name in self.described.names if not name.is_one_word]
        its = [said.name for said in row.names if not said.name.is_one_word]
        if any(len(letters) >= FEWEST_INITIALS for letters in self.described.acronyms & row.acronyms):
            return SAME_LETTERS_OTHER_NAMES if mine and its else SAME_LETTERS
        if mine and its:
            return 0.0
        letters = row.acronyms if mine else self.described.acronyms
        initials = {found for name in mine or its for found in letters & name.initials}
        return max((FIRST_LETTERS.get(len(found), max(FIRST_LETTERS.values())) for found in initials), default=0.0)

    def _weighed_by_country(self, score: float, row: _Row) -> float:
        if not self.countries or not row.countries:
            return score
        if not self.countries & row.countries:
            return score * OTHER_COUNTRY
        return score + (1 - score) * SAME_COUNTRY if score >= Band.PERHAPS.value else score


class _Sign(NamedTuple):
    """What a shared number, host or telephone says, beside the names."""

    words: Promise
    pull: float  # the share of what is missing to certainty that it adds
    least: float  # the score that it gives alone

    def weighed(self, score: float, *, is_contradicted: bool) -> float:
        """Return the score with this sign; what branches of one network share with each other says less."""
        if is_contradicted and self.least < 1:
            return min(score + (1 - score) * self.pull / 2, Band.SURE.value - 0.01)
        return max(score + (1 - score) * self.pull, self.least)


# By the letter of their keys, the weightiest last.
SIGNS = {
    "p": _Sign(gettext_lazy("The same telephone number"), 0.5, 0.65),
    "m": _Sign(gettext_lazy("An e-mail address at the same host, %(value)s"), 0.5, 0.65),
    "d": _Sign(gettext_lazy("The same website, %(value)s"), 0.5, 0.65),
    "r": _Sign(gettext_lazy("It once bore the same number: %(value)s"), 0.8, 0.9),
    "i": _Sign(gettext_lazy("The same number in a register: %(value)s"), 1.0, 1.0),
}
SENTENCES = {
    Same.TEXT: gettext_lazy("The same name: %(name)s"),
    Same.SCRIPT: gettext_lazy("The same name in another script: %(name)s"),
    Same.LEGAL_FORM: gettext_lazy("The name differs by legal form only: %(name)s"),
    Same.ORDER: gettext_lazy("The same words in another order: %(name)s"),
    Same.LANGUAGE: gettext_lazy("The same name in another language or spelling: %(name)s"),
    Same.MOSTLY: gettext_lazy("Nearly the same name: %(name)s"),
    Same.PART: gettext_lazy("One name is a part of the other: %(name)s"),
    Same.LITTLE: gettext_lazy("A name like it: %(name)s"),
}


def _shared_signs(row: _Row) -> Iterator[tuple[_Sign, str]]:
    for letter, sign in SIGNS.items():
        values = sorted(key[2:].replace(":", " ", 1) for key in row.shared if key[0] == letter)
        if values:
            yield sign, str(sign.words) % {"value": ", ".join(values)}


def _of_name(alike: Likeness, said: _Said) -> str:
    """Say what the name has in common with one that the NGO bears, or bore."""
    told = str(SENTENCES[alike.same]) % {"name": isolated(said.text)}
    if said.kind == "merged":
        return _("%(told)s, of a record that was merged into this one") % {"told": told}
    if said.kind != NgoName.Kind.FORMER:
        return told
    if not said.ends_on:
        return _("%(told)s, a former name") % {"told": told}
    return _("%(told)s, known under this name until %(year)s") % {"told": told, "year": said.ends_on[:4]}
