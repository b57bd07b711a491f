"""How alike two names are: a number from 0 to 1, and what they have in common, by rules that need no database.

Names are compared word by word, whatever the order. Words that say little count little (`name_words.yaml`): forms in
law hardly at all, "association" less than "women", and "women" less than a name of its own. What differs on both
sides counts against two names beyond what it weighs, for that is how namesakes differ: the women and the youth of one
town, the branches of one network in two countries.
"""

import re
from enum import Enum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ngos.names import TELLING, Kind, Name, Word

# From so many letters on, so many slips of the pen are forgiven.
SLIPS = ((12, 3), (8, 2), (5, 1))
BEGINS_ALIKE = 0.8  # the likeness of a word and a longer one that begins with it
LEAST_BEGINNING = 5
SOMEWHAT_ALIKE = 0.8
SOUNDS_ALIKE = 0.75
SOUNDS_ALIKE_ACROSS_SCRIPTS = 0.9
SOUNDS_NEARLY_ALIKE = 0.75
LEAST_SOUND = 2  # consonants
# The likeness of names that are the same but for spaces and forms in law, and the letters they need for it.
JOINED_ALIKE = 0.98
LEAST_JOINED = 4
LEAST_JOINED_WITH_SLIPS = 6
LEAST_LIKENESS_JOINED = 0.8

CLASH = 0.6  # the share that is lost where both names have a word of their own
LEAST_CLASH = 0.75  # what such a word counts at least, be it as common as "women"
CONTRADICTION = 0.5  # what is left where they name two countries, or two numbers
DOUBTFUL_AT_MOST = 0.85  # the score where one name says what the other does not, or a word is only somewhat alike
KNOWN_ANYWAY = 0.1  # the weight of a country that one name leaves out, where that NGO is known to be there


class Same(Enum):
    """What two names have in common."""

    TEXT = "text"
    SCRIPT = "script"  # the same but for the script
    LEGAL_FORM = "legal form"  # the same but for the form in law
    ORDER = "order"  # the same words in another order
    LANGUAGE = "language"  # words that say the same in another language, or spelling
    MOSTLY = "mostly"
    PART = "part"  # one is a part of the other
    LITTLE = "little"


class Likeness(NamedTuple):
    """How alike two names are."""

    score: float  # from 0 to 1
    same: Same
    is_contradicted: bool = False  # by another country, or another number


class Pair(NamedTuple):
    """A word of each name, and how alike the two are, from 0 to 1."""

    one: Word
    other: Word
    likeness: float


NOT_ALIKE = Likeness(0.0, Same.LITTLE)
ALIKE_LETTERS = str.maketrans("cgqbfvdzjl", "kkkppptssr", "aeiouywh")


def likeness(
    one: Name, other: Name, countries: frozenset[str] = frozenset(), other_countries: frozenset[str] = frozenset()
) -> Likeness:
    """Return how alike two names are; a country that one name leaves out counts little where it is known anyway.

    `countries` are those of the first NGO, `other_countries` those of the other.
    """
    if not one.weighty or not other.weighty:
        return NOT_ALIKE
    if one.text == other.text:
        return Likeness(1.0, Same.SCRIPT if one.is_foreign != other.is_foreign else Same.TEXT)
    aligned = _Aligned(one, other)
    if joined := _joined_likeness(one, other):
        return Likeness(joined, Same.LEGAL_FORM if aligned.is_same_but_for_legal_form else Same.MOSTLY)
    is_contradicted = _contradict(one, other)
    score = aligned.score(countries, other_countries) * (CONTRADICTION if is_contradicted else 1)
    return Likeness(score, aligned.same, is_contradicted)


class _Aligned:
    """Two names, word by word: those that go together, and what is left of both."""

    def __init__(self, one: Name, other: Name) -> None:
        self.across_scripts = one.is_foreign != other.is_foreign
        self.left, self.left_other = list(one.weighty), list(other.weighty)
        self.pairs: list[Pair] = []
        for word in one.weighty:
            twin = next((its for its in self.left_other if _same_meaning(word, its)), None)
            if twin:
                self._join(Pair(word, twin, 1.0))
        for pair in sorted(self._near(), key=lambda pair: -pair.likeness):
            if pair.one in self.left and pair.other in self.left_other:
                self._join(pair)

    def _join(self, pair: Pair) -> None:
        self.left.remove(pair.one)
        self.left_other.remove(pair.other)
        self.pairs.append(pair)

    def _near(self) -> list[Pair]:
        """Return the words of which a slip may have made one of the other: two known words that differ are two."""
        pairs = [(one, other) for one in self.left for other in self.left_other if Kind.NAME in {one.kind, other.kind}]
        near = [Pair(*pair, word_likeness(*pair, across_scripts=self.across_scripts)) for pair in pairs]
        return [pair for pair in near if pair.likeness]

    def score(self, countries: frozenset[str], other_countries: frozenset[str]) -> float:
        """Return how much of all that both names say they share."""
        shared = sum(pair.likeness * (pair.one.weight + pair.other.weight) for pair in self.pairs)
        paired = sum(pair.one.weight + pair.other.weight for pair in self.pairs)
        left, left_other = _unknown(self.left, other_countries), _unknown(self.left_other, countries)
        known = len(self.left) + len(self.left_other) - len(left) - len(left_other)
        lost = sum(word.weight for word in left + left_other) + known * KNOWN_ANYWAY
        clash = min(1.0, _clashing(self.left), _clashing(self.left_other))
        score = shared / (paired + lost) * (1 - CLASH * clash)
        is_doubtful = self._is_somewhat_alike or _clashing(left + left_other)
        return min(score, DOUBTFUL_AT_MOST) if is_doubtful else score

    @property
    def _is_somewhat_alike(self) -> bool:
        """Say whether a name of its own is only somewhat alike, or each calls itself something else."""
        names = [pair.likeness for pair in self.pairs if Kind.NAME in {pair.one.kind, pair.other.kind}]
        own_forms = (any(word.kind is Kind.FORM for word in left) for left in (self.left, self.left_other))
        is_slight = not self.across_scripts and min(names, default=1.0) <= SOMEWHAT_ALIKE
        return is_slight or all(own_forms)

    @property
    def is_same_but_for_legal_form(self) -> bool:
        """Say whether nothing is left but forms in law."""
        return bool(self.pairs) and all(word.kind is Kind.LEGAL for word in [*self.left, *self.left_other])

    @property
    def same(self) -> Same:
        """Return what the names have in common."""
        is_exact = bool(self.pairs) and all(pair.likeness == 1 for pair in self.pairs)
        if _clashing(self.left) or _clashing(self.left_other):
            is_part = is_exact and not (_clashing(self.left) and _clashing(self.left_other))
            return Same.PART if is_part else Same.LITTLE
        if not is_exact:
            return Same.SCRIPT if self.across_scripts and self.pairs else Same.MOSTLY
        if self.left or self.left_other:
            return Same.LEGAL_FORM if self.is_same_but_for_legal_form else Same.MOSTLY
        is_same_text = all(pair.one.text == pair.other.text for pair in self.pairs)
        if is_same_text:
            return Same.SCRIPT if self.across_scripts else Same.ORDER
        return Same.LANGUAGE


def _same_meaning(one: Word, other: Word) -> bool:
    return one.kind is other.kind and one.meaning == other.meaning


def _unknown(words: list[Word], countries: frozenset[str]) -> list[Word]:
    """Return the words but for the countries."""
    return [word for word in words if not (word.kind is Kind.PLACE and word.meaning in countries)]


def _clashing(words: list[Word]) -> float:
    """Return how much words say that two are not the same; what an NGO is about tells it from others of its town."""
    return sum(max(word.weight, LEAST_CLASH) for word in words if word.kind in TELLING)


def _contradict(one: Name, other: Name) -> bool:
    """Say whether both names have numbers, or places, and neither has all of the other's."""
    return any(
        mine and its and not (mine <= its or its <= mine)
        for mine, its in ((one.numbers, other.numbers), (one.places, other.places))
    )


def _joined_likeness(one: Name, other: Name) -> float:
    """Return how alike two names are that are spaced in different ways, such as Ibn-i Sina and IbniSina, or 0."""
    letters = min(len(one.joined), len(other.joined))
    if one.joined == other.joined:
        return JOINED_ALIKE if letters >= LEAST_JOINED else 0.0
    is_one_word = min(len(one.words), len(other.words)) == 1
    if not is_one_word or len(one.words) == len(other.words) or letters < LEAST_JOINED_WITH_SLIPS:
        return 0.0
    alike = _spelt_or_heard(one.joined, other.joined, across_scripts=one.is_foreign != other.is_foreign)
    return alike if alike > LEAST_LIKENESS_JOINED else 0.0


def word_likeness(one: Word, other: Word, *, across_scripts: bool) -> float:
    """Return how alike two words are: slips of the pen, endings, and what sounds alike; numbers are never alike."""
    if Kind.NUMBER in {one.kind, other.kind}:
        return 0.0
    return _spelt_or_heard(one.text, other.text, across_scripts=across_scripts)


def _spelt_or_heard(one: str, other: str, *, across_scripts: bool) -> float:
    shorter, longer = sorted((one, other), key=len)
    allowed = next((slips for letters, slips in SLIPS if len(shorter) >= letters), 0)
    slips = OSA.distance(one, other, score_cutoff=allowed)
    spelt = 1 - slips / len(longer) if slips <= allowed else 0.0
    if not spelt and len(shorter) >= LEAST_BEGINNING and longer.startswith(shorter):
        spelt = BEGINS_ALIKE
    if spelt and not across_scripts:
        return spelt
    return max(spelt, _heard_alike(one, other, across_scripts=across_scripts))


def _heard_alike(one: str, other: str, *, across_scripts: bool) -> float:
    heard, heard_other = sound(one), sound(other)
    consonants = min(len(heard), len(heard_other))
    if heard == heard_other and consonants >= LEAST_SOUND:
        return SOUNDS_ALIKE_ACROSS_SCRIPTS if across_scripts else SOUNDS_ALIKE
    if not across_scripts or consonants <= LEAST_SOUND:
        return 0.0
    is_near = OSA.normalized_similarity(heard, heard_other) >= SOUNDS_NEARLY_ALIKE
    return SOUNDS_NEARLY_ALIKE if is_near else 0.0


def sound(word: str) -> str:
    """Return the consonants of a word, alike ones as one, as the function `sound` of PostgreSQL does."""
    word = word.replace("tion", "sion").replace("ght", "t").replace("chr", "kr").replace("x", "ks")
    word = re.sub("tsch|tch|sch|sh|ch|zh", "s", word)
    word = re.sub("c([eiy])", r"s\1", word).translate(ALIKE_LETTERS)
    return re.sub(r"(.)\1+", r"\1", word).rstrip("s")
