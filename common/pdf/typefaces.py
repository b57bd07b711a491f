"""The typefaces of printed documents: which letters they have, and where their files are."""

import atexit
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from threading import Lock

from anyascii import anyascii
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.varLib import instancer

MAIN = "NotoSans"
# Looked through in this order, after the main one.
OTHERS = (
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansBengali",
    "NotoSansDevanagari",
    "NotoSansEthiopic",
    "NotoSansMyanmar",
    "NotoSansThai",
    "NotoSansKhmer",
    "NotoSansLao",
    "NotoSansSinhala",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansKannada",
    "NotoSansMalayalam",
    "NotoSansGujarati",
    "NotoSansGurmukhi",
    "NotoSansOriya",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansSymbols",
)
STRONG = 600
# Between these stands what no typeface has, in Latin letters.
OPEN, CLOSE = "‹", "›"
VARIATION_TABLES = ("fvar", "gvar", "avar", "cvar", "HVAR", "MVAR", "STAT")
LAYOUT_TABLES = ("GDEF", "GPOS", "GSUB")
# One thread makes a file, and no other reads it before it is whole.
MAKING = Lock()
# Spaces, punctuation, figures, signs, marks and joiners go with the letters before them.
GOES_ALONG = "ZPNSMC"


def readable(text: str) -> str:
    """Return the text with what no typeface has in Latin letters, between ‹ and ›; never a box."""
    if text.isascii() and text.isprintable():
        return text
    lines = "\n".join(unicodedata.normalize("NFC", text).expandtabs(1).splitlines())
    text = "".join(char for char in lines if not _is_control(char))
    parts = groupby(text, key=lambda char: char == "\n" or typeface_of(char) is not None)
    return "".join("".join(part) if has_it else _in_latin("".join(part)) for has_it, part in parts)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Split a readable text into parts of one typeface each, and name the typeface."""
    name, part = MAIN, ""
    for char in text:
        stays = unicodedata.category(char)[0] in GOES_ALONG and ord(char) in letters_of(name)
        its_name = name if stays else typeface_of(char) or MAIN
        if its_name != name and part:
            yield name, part
            part = ""
        name, part = its_name, part + char
    if part:
        yield name, part


def is_plain(text: str) -> bool:
    """Say whether the text can be set letter by letter from left to right in the main typeface."""
    return text.isascii() or all(typeface_of(char) == MAIN and unicodedata.category(char)[0] != "M" for char in text)


@lru_cache(maxsize=20_000)
def typeface_of(char: str) -> str | None:
    """Return the first typeface that has the character, or None."""
    return next((name for name in (MAIN, *OTHERS) if ord(char) in letters_of(name)), None)


@cache
def letters_of(name: str) -> frozenset[int]:
    """Return the characters that the typeface has."""
    with TTFont(_source(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def file_of(name: str, *, strong: bool) -> Path:
    """Return a file of the typeface in one weight, made once in each process from the variable one."""
    with MAKING:
        return _made(name, strong=strong)


@cache
def _made(name: str, *, strong: bool) -> Path:
    path = _folder() / f"{name}-{'strong' if strong else 'regular'}.ttf"
    with TTFont(_source(name), lazy=True, recalcTimestamp=False) as font:
        if strong:
            _embolden(font)
        else:
            for table in set(VARIATION_TABLES) & set(font.keys()):
                del font[table]
        font.save(path)
    return path


def _embolden(font: TTFont) -> None:
    """Make the outlines strong; the tables of layout stay the regular weight's, adapting them takes seconds."""
    layout = {tag: font.reader[tag] for tag in LAYOUT_TABLES if tag in font}
    for tag in layout:
        del font[tag]
    instancer.instantiateVariableFont(font, {"wght": STRONG}, inplace=True, static=True)
    for tag, data in layout.items():
        font[tag] = DefaultTable(tag)
        font[tag].data = data


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="typefaces-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _source(name: str) -> str:
    return str(files("manimgx_fonts") / f"{name}[wght].ttf")


def _is_control(char: str) -> bool:
    """Say whether the character only steers others and no typeface shows it; a line break is kept."""
    category = unicodedata.category(char)
    is_invisible = category in {"Cc", "Cf", "Cs"} or unicodedata.name(char, "").startswith("VARIATION SELECTOR")
    return char != "\n" and is_invisible and (category == "Cc" or typeface_of(char) is None)


def _in_latin(part: str) -> str:
    """Return the part in Latin letters and marked so; what has no letters gives its number."""
    words = anyascii(part).strip() or " ".join(f"U+{ord(char):04X}" for char in part)
    return f"{OPEN}{words}{CLOSE}"
