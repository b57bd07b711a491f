"""An organization as somebody describes it, and the keys under which an NGO like it is looked up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from ngos.identifiers import SCHEMES, normalized
from ngos.names import Kind, Name, Word, folded, parsed, synonyms

# Hosts at which everybody may have a page or an address; a page there is told by its path.
SHARED_HOSTS = {
    *("facebook.com", "m.facebook.com", "fb.com", "instagram.com", "twitter.com", "x.com", "linkedin.com", "t.me"),
    *("youtube.com", "tiktok.com", "vk.com", "ok.ru", "sites.google.com", "docs.google.com", "linktr.ee", "github.io"),
    *("wordpress.com", "blogspot.com", "wixsite.com", "weebly.com", "medium.com", "globalgiving.org", "gofundme.com"),
    *("bit.ly", "goo.gl", "wikipedia.org", "en.wikipedia.org", "devex.com", "idealist.org", "reliefweb.int"),
}
FREE_MAIL = {
    *("gmail.com", "googlemail.com", "yahoo.com", "yahoo.fr", "yahoo.es", "yahoo.co.uk", "yahoo.co.in", "ymail.com"),
    *("hotmail.com", "hotmail.fr", "hotmail.es", "outlook.com", "outlook.fr", "live.com", "live.fr", "msn.com"),
    *("icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "freenet.de", "orange.fr"),
    *("wanadoo.fr", "free.fr", "laposte.net", "libero.it", "virgilio.it", "mail.ru", "yandex.ru", "yandex.com"),
    *("bk.ru", "list.ru", "inbox.ru", "rambler.ru", "ukr.net", "i.ua", "meta.ua", "protonmail.com", "proton.me"),
    *("qq.com", "163.com", "126.com", "sina.com", "naver.com", "daum.net", "rediffmail.com", "zoho.com", "mail.com"),
    *("uol.com.br", "bol.com.br", "terra.com.br", "abv.bg", "wp.pl", "o2.pl", "seznam.cz", "mail.bg", "maktoob.com"),
}
SITE = re.compile(r"(?:[a-z]+://)?(?:[^/@]*@)?(?:www\d*\.)?([^/:?#]+)(?::\d+)?(/[^/?#]+)?")

LONGEST_KEY = 100  # characters, without the letter of its kind
ACRONYM_LETTERS = range(2, 13)
PHONE_DIGITS = 8  # the last ones; those before tell the country, or the way out of it
MOST_NAMES = 6
MOST_GROUPS = 12  # groups of keys that are looked up
MOST_WIDENED = 4  # words of which others are looked up that are like them
LEAST_WIDENED = 4  # letters


@dataclass(frozen=True)
class Described:
    """An organization as somebody describes it: what a form holds so far, or what a row of the registry says."""

    name: str
    other_names: tuple[str, ...] = ()  # translations, former names, and acronyms too
    acronym: str = ""
    countries: tuple[str, ...] = ()  # ISO codes, the headquarters first
    identifiers: tuple[tuple[str, str], ...] = ()  # scheme and number
    website: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    pk: int | None = None  # of the NGO itself, where it is a row already

    @cached_property
    def names(self) -> list[Name]:
        """Return its names, cut into words."""
        return [name for name in map(parsed, dict.fromkeys([self.name, *self.other_names])) if name.words][:MOST_NAMES]

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Return its acronyms in small letters."""
        return acronyms([self.acronym.upper(), self.name, *self.other_names])

    @property
    def numbers(self) -> Iterator[tuple[str, str]]:
        """Yield the identifiers of known schemes in the form in which they are stored."""
        for scheme, value in self.identifiers:
            if scheme in SCHEMES and value.strip("\0 "):
                yield scheme, normalized(scheme, value.replace("\0", ""))

    @property
    def keys(self) -> dict[str, list[str]]:
        """Return what is looked up: groups of keys of which some may be rare, common ones, words, and facts."""
        return {
            "telling": _first(_telling(self.names, sorted(self.acronyms)), MOST_GROUPS),
            "common": _first(_common(self.names), MOST_GROUPS),
            "words": _first(_widened(self.names), MOST_WIDENED),
            "facts": _first(_facts(self), MOST_GROUPS),
        }


def acronyms(texts: Iterable[str]) -> frozenset[str]:
    """Return those of the texts, folded, that may be an acronym: a few letters, all large."""
    letters = {folded(text).replace(" ", "") for text in texts if text == text.upper()}
    return frozenset(few for few in letters if len(few) in ACRONYM_LETTERS)


def _first(values: Iterable[str], many: int) -> list[str]:
    return list(islice(dict.fromkeys(values), many))


def _telling(names: Iterable[Name], letters: Iterable[str]) -> Iterator[str]:
    """Yield groups of keys of which some may be rare: whole names and initials, then words, then words joined."""
    yield from (f"w:{acronym} a:{acronym}" for acronym in letters)
    for name in names:
        yield f"j:{name.text.replace(' ', '')[:LONGEST_KEY]}"
        yield from (f"w:{initials}" for initials in sorted(name.initials) if len(initials) in ACRONYM_LETTERS)
        yield from (f"w:{pair}" for pair in name.unspaced_pairs)
        yield from (_group(word) for word in name.words if word.kind in {Kind.NAME, Kind.NUMBER, Kind.PLACE})
    for name in names:
        for first, second in pairwise(name.words):
            if Kind.NAME in {first.kind, second.kind}:
                yield f"w:{first.text}{second.text}".replace(" ", "")


def _common(names: Iterable[Name]) -> Iterator[str]:
    """Yield groups of keys that many NGOs have: what they are about first, and then what they call themselves."""
    for kind in (Kind.THEME, Kind.FORM):
        yield from (_group(word) for name in names for word in name.words if word.kind is kind)


def _group(word: Word) -> str:
    return " ".join(f"w:{text[:LONGEST_KEY]}" for text in synonyms(word))


def _widened(names: Iterable[Name]) -> Iterator[str]:
    """Yield the words that may be a slip of the pen for another: the longest, which say most, first."""
    words = {word.text for name in names for word in name.words if word.kind is Kind.NAME and word.text.isalpha()}
    long = (word[:LONGEST_KEY] for word in words if len(word) >= LEAST_WIDENED)
    yield from sorted(long, key=lambda word: (-len(word), word))


def _facts(described: Described) -> Iterator[str]:
    """Yield the keys of what an NGO hardly shares with another: numbers, hosts of its own, telephones."""
    for scheme, value in described.numbers:
        yield from (f"i:{scheme}:{value}", f"r:{scheme}:{value}")
    hosts = [site(described.website), *(email.rpartition("@")[2].strip().lower() for email in described.emails)]
    for host in hosts:
        if host and host not in SHARED_HOSTS | FREE_MAIL:
            yield from (f"d:{host}".replace("\0", ""), f"m:{host}".replace("\0", ""))
    for phone in described.phones:
        digits = re.sub(r"[^0-9]", "", phone)
        if len(digits) >= PHONE_DIGITS:
            yield f"p:{digits[-PHONE_DIGITS:]}"


def site(address: str) -> str:
    """Return the host of a web address, on a shared host with the first part of the path."""
    found = SITE.match(address.strip().lower())
    if not found:
        return ""
    host, path = found.groups(default="")
    return host + path if host in SHARED_HOSTS else host
