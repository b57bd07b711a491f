"""What a document on paper is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Colour = tuple[int, int, int]

# The colours of the pages, by the names of their tokens in tokens.css.
INK: Colour = (0x14, 0x21, 0x3D)
INK_2: Colour = (0x4A, 0x55, 0x78)
INK_3: Colour = (0x6F, 0x7A, 0x99)
LINE: Colour = (0xDF, 0xE3, 0xEE)
ACCENT: Colour = (0x00, 0x33, 0xA0)


@dataclass(frozen=True)
class PdfFact:
    """A particular of the record; a line break in its value starts a new line."""

    label: str
    value: str
    link: str = ""


@dataclass(frozen=True)
class PdfChip:
    """A short word of an item, with a dot of its colour before it."""

    text: str
    colour: Colour = INK_3


@dataclass(frozen=True)
class PdfQuote:
    """What a source says, and where."""

    text: str
    source: str


@dataclass(frozen=True)
class PdfItem:
    """One of several things in a section, as a card is on a page."""

    heading: str
    meta: Sequence[str] = ()
    chips: Sequence[PdfChip] = ()
    paragraphs: Sequence[str] = ()
    details: str = ""
    quotes: Sequence[PdfQuote] = ()
    link: str = ""


@dataclass(frozen=True)
class PdfSection:
    """A headed part; what it has is set in the order of these fields."""

    heading: str
    paragraphs: Sequence[str] = ()
    facts: Sequence[PdfFact] = ()
    items: Sequence[PdfItem] = ()
    lines: Sequence[str] = ()
    note: str = ""

    def __bool__(self) -> bool:
        """Say whether it has anything beside its heading."""
        return any((self.paragraphs, self.facts, self.items, self.lines, self.note))


@dataclass(frozen=True)
class PdfDocument:
    """A record on paper: `registry` stands over each page, `address`, `day` and the page's number under it."""

    registry: str
    kind: str
    title: str
    address: str
    day: str
    language: str
    made_at: datetime
    subtitle: str = ""
    chips: Sequence[PdfChip] = ()
    facts: Sequence[PdfFact] = ()
    sections: Sequence[PdfSection] = ()
