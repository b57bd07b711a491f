"""The name of an organization, cut into words that are known in many languages, and what each of them weighs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property, lru_cache
from gettext import translation
from operator import methodcaller
from pathlib import Path
from typing import Any, NamedTuple

import django_countries
import yaml
from anyascii import anyascii
from django_countries import countries

WORDS = Path(__file__).with_name("name_words.yaml")
# The languages of which django-countries knows the names of countries, and in which NGOs are named.
LANGUAGES = [
    *("ar", "bg", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "hr", "hu", "it", "ja", "nb", "nl", "pl", "pt_BR"),
    *("pt_PT", "ro", "ru", "sk", "sr", "sv", "tr_TR", "uk", "vi", "zh_Hans"),
]
LONGEST = 300  # characters of a name that are compared
LONGEST_PHRASE = 5  # words
FEWEST_INITIALS = 3
ROMAN = {"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"}
ELISION = re.compile(r"\b(d|l|qu|dell|dall|nell|sull|all)['’ʼ](?=\w)", re.IGNORECASE)
LETTERS = re.compile(r"\b(?:[a-z] )+[a-z]\b")
HAN = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
UNSPACED = re.compile(r"([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0e7f]+)")


class Kind(Enum):
    """What a word does in a name."""

    NAME = "name"
    NUMBER = "number"
    PLACE = "place"  # a country or a continent
    THEME = "theme"  # what many NGOs are about, and for whom
    FORM = "form"  # what many call themselves
    LEGAL = "legal"
    SMALL = "small"


WEIGHTS = {
    Kind.NAME: 1.0,
    Kind.NUMBER: 1.0,
    Kind.PLACE: 0.6,
    Kind.THEME: 0.5,
    Kind.FORM: 0.3,
    Kind.LEGAL: 0.04,
    Kind.SMALL: 0.0,
}
SAID_IN_MANY_LANGUAGES = {Kind.PLACE, Kind.THEME, Kind.FORM}
# What tells one NGO from another.
TELLING = {Kind.NAME, Kind.NUMBER, Kind.PLACE, Kind.THEME}


class Word(NamedTuple):
    """A word, or a phrase with one meaning, in Latin letters."""

    text: str
    kind: Kind
    meaning: str  # the same for words of all languages that say the same

    @property
    def weight(self) -> float:
        """Return how much the word says, from 0 to 1."""
        return WEIGHTS[self.kind]


@dataclass(frozen=True)
class Name:
    """A name, cut into words."""

    text: str
    words: tuple[Word, ...]
    is_foreign: bool  # written in another script than Latin
    unspaced_pairs: tuple[str, ...] = ()  # neighbours in scripts that know no spaces, as they are indexed

    @cached_property
    def weighty(self) -> tuple[Word, ...]:
        """Return the words that say something."""
        return tuple(word for word in self.words if word.weight)

    @cached_property
    def joined(self) -> str:
        """Return the name without spaces and forms in law."""
        return "".join(word.text for word in self.words if word.kind is not Kind.LEGAL).replace(" ", "")

    @cached_property
    def is_one_word(self) -> bool:
        """Say whether the name may be an acronym, being one word."""
        return len(self.words) == 1

    @cached_property
    def initials(self) -> frozenset[str]:
        """Return the first letters of the words, with and without small ones, where there are at least three."""
        every = "".join(part[0] for word in self.words for part in word.text.split())
        telling = "".join(part[0] for word in self.words if word.weight for part in word.text.split())
        return frozenset(letters for letters in (every, telling) if len(letters) >= FEWEST_INITIALS)

    @cached_property
    def places(self) -> frozenset[str]:
        """Return the countries and continents that the name tells of, by their codes."""
        return frozenset(word.meaning for word in self.words if word.kind is Kind.PLACE)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the numbers in the name."""
        return frozenset(word.meaning for word in self.words if word.kind is Kind.NUMBER)


def folded(text: str) -> str:
    """Return the text in small Latin letters and figures with single spaces, as `fold` does, Chinese too."""
    latin = anyascii(unicodedata.normalize("NFC", text)).lower().replace("'", "").replace("`", "")
    return " ".join(re.findall(r"[a-z0-9]+", latin))


@lru_cache(maxsize=8192)
def parsed(text: str) -> Name:
    """Return the name cut into words."""
    text = text[:LONGEST]
    pairs = tuple(run[place : place + 2] for run in HAN.findall(text) for place in range(len(run) - 1))
    return Name(folded(text), tuple(_words(text)), _is_foreign(text), pairs)


def _is_foreign(text: str) -> bool:
    return any(letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN") for letter in text)


def _words(text: str) -> Iterator[Word]:
    known = _lexicon()
    parts = _parts(" ".join(_spaced(text)))
    place = 0
    while place < len(parts):
        for length in range(min(LONGEST_PHRASE, len(parts) - place), 0, -1):
            phrase = " ".join(parts[place : place + length])
            word = known.find(phrase) if length == 1 else known.words.get(phrase)
            if word:
                break
        yield word or _own_word(phrase)
        place += length


def _parts(text: str) -> list[str]:
    """Return the folded words; what an apostrophe shortened is one (d’Afrique), and letters in a row are (M. S. F.)."""
    parts = folded(ELISION.sub(r"\1 ", text))
    return LETTERS.sub(lambda run: run[0].replace(" ", ""), parts).split()


def _own_word(text: str) -> Word:
    is_number = text.isdigit() or text in ROMAN
    return Word(text, Kind.NUMBER if is_number else Kind.NAME, text.lstrip("0") or text)


def _spaced(text: str) -> Iterator[str]:
    """Part the words of scripts without spaces as far as they are known."""
    known = _lexicon().unspaced
    for run in UNSPACED.split(text):
        yield known.sub(r" \1 ", run) if UNSPACED.match(run) else run


class _Lexicon(NamedTuple):
    """The words of `name_words.yaml` and the names of countries."""

    words: dict[str, Word]
    beginnings: dict[str, Word]
    unspaced: re.Pattern[str]

    def find(self, text: str) -> Word | None:
        """Return the word, or one that stands for any ending."""
        if word := self.words.get(text):
            return word
        beginnings = (self.beginnings.get(text[:end]) for end in range(len(text), 0, -1))
        word = next(filter(None, beginnings), None)
        return word and word._replace(text=text)


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, Word] = {}
    beginnings: dict[str, Word] = {}
    unspaced: set[str] = set()
    for kind, meaning, written in _listed():
        text = " ".join(_parts(written))
        word = Word(text, kind, meaning or text)
        if written.endswith("*"):
            beginnings.setdefault(text, word)
        elif text:
            words.setdefault(text, word)
        if UNSPACED.fullmatch(written):
            unspaced.add(written)
    longest_first = sorted(unspaced, key=len, reverse=True)
    return _Lexicon(words, beginnings, re.compile("(" + "|".join(map(re.escape, longest_first)) + ")"))


@cache
def _lists() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text())
    return loaded


def _listed() -> Iterator[tuple[Kind, str, str]]:
    """Yield all known words as they are written, each with its kind and meaning; what comes first counts."""
    lists = _lists()
    yield from ((Kind.SMALL, "", word) for word in lists["small"])
    for kind, section in ((Kind.PLACE, "places"), (Kind.THEME, "themes"), (Kind.FORM, "forms")):
        for meaning, words in lists[section].items():
            yield from ((kind, meaning, word) for word in words)
    yield from ((Kind.LEGAL, "", word) for word in lists["legal"])
    yield from ((Kind.PLACE, code, name) for code, name in _country_names())


def _country_names() -> Iterator[tuple[str, str]]:
    locale = Path(django_countries.__file__).with_name("locale")
    tongues = [translation("django", locale, [language], fallback=True) for language in LANGUAGES]
    for code, name in countries.countries.items():
        said = methodcaller("gettext", str(name))
        yield from ((code, its_name) for its_name in {str(name), *map(said, tongues)})


def small_words() -> list[str]:
    """Return the words that join others, folded; initials leave them out."""
    return sorted({text for text in map(folded, _lists()["small"]) if " " not in text} - {""})


def synonyms(word: Word) -> list[str]:
    """Return the single words of all languages that say the same as this one; of a phrase the longest word stands."""
    text = max(word.text.split(), key=len)
    same = _by_meaning().get((word.kind, word.meaning), set()) if word.kind in SAID_IN_MANY_LANGUAGES else set()
    return sorted({text, *same})


@cache
def _by_meaning() -> dict[tuple[Kind, str], set[str]]:
    found: dict[tuple[Kind, str], set[str]] = {}
    for word in _lexicon().words.values():
        if " " not in word.text:
            found.setdefault((word.kind, word.meaning), set()).add(word.text)
    return found
