"""A document set on A4 pages: its types and measures, its parts, lines, margins and tags."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from fpdf import FPDF, ViewerPreferences
from fpdf.bidi import auto_detect_base_direction
from fpdf.enums import TextDirection
from fpdf.line_break import Fragment

from common.pdf import typefaces
from common.pdf.parts import (
    ACCENT,
    INK,
    INK_2,
    INK_3,
    LINE,
    Colour,
    PdfChip,
    PdfDocument,
    PdfFact,
    PdfItem,
    PdfQuote,
    PdfSection,
)
from common.pdf.shaping import Shaped

# Millimetres.
SIDE, TOP, BOTTOM = 20.0, 27.0, 22.0
LABEL_WIDTH = 44.0
QUOTE_INDENT = 4.5
BULLET_INDENT = 4.5
DOT_WIDTH = 3.2
CHIP_GAP = 5.0
HAIRLINE, RULE = 0.2, 0.7
# What stands under a heading stays with it, if it is no higher than this.
KEPT_TOGETHER = 24.0
# Letters.
LONG_TITLE = 80
# A dot between words stands at the end of a line rather than at the head of the next.
BETWEEN_WORDS = re.compile(" (?!·)")


class Type(NamedTuple):
    """How a kind of text is set: size in points, line height in millimetres, colour, weight, and its tag."""

    size: float
    height: float
    colour: Colour = INK
    is_strong: bool = False
    tag: str = "P"


TITLE = Type(20, 8.6, is_strong=True, tag="H1")
TITLE_LONG = TITLE._replace(size=15, height=6.8)
SECTION = Type(13, 6.2, is_strong=True, tag="H2")
HEADING = Type(10.5, 5.2, is_strong=True, tag="H3")
TEXT = Type(10, 5.2)
META = Type(9, 4.6, INK_2)
LINKED = Type(10.5, 5.2, ACCENT, is_strong=True, tag="H3")
QUOTE = Type(9.5, 4.9, tag="BlockQuote")
SMALL = Type(8, 4, INK_2)
BRAND = Type(9, 4, ACCENT, is_strong=True)


class Paper(FPDF):
    """An A4 page after another, with a tag on each text and lines broken between words."""

    def __init__(self, document: PdfDocument) -> None:
        super().__init__(format="A4")
        self.document = document
        self.is_transliterated = False
        self._tag = ""
        self._tagged_on_page: Counter[int] = Counter()
        self._describe()
        self.set_margins(SIDE, TOP, SIDE)
        self.set_auto_page_break(True, BOTTOM)
        self.c_margin = 0
        self.set_line_width(HAIRLINE)
        self.alias_nb_pages("")
        self.add_page()

    def write_body(self) -> None:
        """Write the head of the record and its sections."""
        document = self.document
        self._write(META, document.kind)
        self._gap(0.5)
        self._write(TITLE_LONG if len(document.title) > LONG_TITLE else TITLE, document.title)
        self._gap(1)
        self._write(META, document.subtitle)
        self._write_chips(document.chips)
        self._gap(4)
        self._write_facts(document.facts)
        for section in document.sections:
            if section:
                self._write_section(section)
        if self.is_transliterated:
            self._gap(6)
            self._write(META, _("Words between ‹ and › are in Latin letters because this document lacks their script."))

    def write_margins(self) -> None:
        """Write what stands over and under each page, once it is known how many there are."""
        document = self.document
        self.set_auto_page_break(False)
        for number in list(self.pages):
            self.page = number
            # What FPDF believes to be set on the page is what was set on the last one.
            self.current_font_is_set_on_page, self.line_width = False, 0
            self._out("/Artifact BMC")
            self._hairline(TOP - 10)
            self._hairline(self.h - BOTTOM + 7)
            pages = _("Page %(page)s of %(pages)s") % {"page": number, "pages": len(self.pages)}
            self._write_margin(TOP - 16, BRAND, document.registry, document.kind if number > 1 else "")
            foot = f"{pages} · {document.day}"
            self._write_margin(self.h - BOTTOM + 9, SMALL, foot, document.address, link=document.address)
            self._out("EMC")

    def _describe(self) -> None:
        document = self.document
        self.set_title(document.title)
        self.set_subject(document.kind)
        self.set_author(document.registry)
        self.set_creator(document.registry)
        self.set_creation_date(document.made_at)
        self.set_lang(document.language)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    # Parts

    def _write_section(self, section: PdfSection) -> None:
        self._gap(7)
        self._keep(KEPT_TOGETHER)
        self._write(SECTION, section.heading)
        self._gap(1)
        self._artifact_line(self.get_y())
        self._gap(2.5)
        for number, paragraph in enumerate(section.paragraphs):
            self._gap(2 if number else 0)
            self._write(TEXT, paragraph)
        self._gap(2 if section.paragraphs and section.facts else 0)
        self._write_facts(section.facts)
        for number, item in enumerate(section.items):
            self._gap(5 if number or section.paragraphs or section.facts else 0)
            self._write_item(item)
        for line in section.lines:
            self._write_bullet(line)
        if section.note:
            self._gap(1)
            self._write(META, section.note)

    def _write_item(self, item: PdfItem) -> None:
        self._keep(KEPT_TOGETHER)
        self._write(LINKED if item.link else HEADING, item.heading, link=item.link)
        for line in item.meta:
            self._write(META, line)
        self._write_chips(item.chips)
        for paragraph in item.paragraphs:
            self._gap(0.8)
            self._write(TEXT, paragraph)
        self._gap(0.6 if item.details else 0)
        self._write(META, item.details)
        for number, quote in enumerate(item.quotes):
            self._gap(1.6 if number or item.heading else 0)
            self._write_quote(quote)

    def _write_facts(self, facts: Sequence[PdfFact]) -> None:
        """Write labels in one column and values beside them, a hairline under each."""
        values_at = SIDE + LABEL_WIDTH
        for fact in facts:
            labels, _right = self._broken(META, fact.label, LABEL_WIDTH - 4)
            values, is_rtl = self._broken(TEXT, fact.value, self.w - SIDE - values_at)
            rows = max(len(labels), len(values))
            self._keep(min(rows, 4) * TEXT.height + 2)
            self._gap(1)
            with self._tagged("P"):
                for row in range(rows):
                    self._keep(TEXT.height)
                    if row < len(labels):
                        self._set(META, labels[row], SIDE, height=TEXT.height)
                    if row < len(values):
                        colour = ACCENT if fact.link else INK
                        self._set(TEXT._replace(colour=colour), values[row], values_at, is_rtl=is_rtl, link=fact.link)
                    self.set_y(self.get_y() + TEXT.height)
            self._gap(1)
            self._artifact_line(self.get_y())

    def _write_chips(self, chips: Sequence[PdfChip]) -> None:
        """Write the words beside one another, each after its dot, and go on below where the line is full."""
        if not chips:
            return
        self._gap(0.6)
        self._keep(META.height)
        x = SIDE
        for chip in chips:
            lines, is_rtl = self._broken(META, chip.text, self.epw - DOT_WIDTH)
            width = DOT_WIDTH + max(map(self._width_of, lines))
            if x > SIDE and x + width > self.w - SIDE:
                x = SIDE
                self.set_y(self.get_y() + META.height)
                self._keep(META.height)
            with self._artifact():
                self.set_fill_color(*chip.colour)
                self.circle(x + 0.9, self.get_y() + META.height / 2, 0.9, style="F")
            with self._tagged("P"):
                for number, line in enumerate(lines):
                    self.set_y(self.get_y() + (META.height if number else 0))
                    self._keep(META.height)
                    self._set(META._replace(colour=INK), line, x + DOT_WIDTH, is_rtl=is_rtl)
            x += width + CHIP_GAP
        self.set_y(self.get_y() + META.height)

    def _write_quote(self, quote: PdfQuote) -> None:
        self._keep(QUOTE.height + META.height)
        self._write(QUOTE, quote.text, indent=QUOTE_INDENT, has_rule=True)
        self._write(META, quote.source, indent=QUOTE_INDENT, has_rule=True)

    def _write_bullet(self, text: str) -> None:
        self._keep(TEXT.height)
        with self._artifact():
            self.set_fill_color(*INK_3)
            self.circle(SIDE + 1.2, self.get_y() + TEXT.height / 2, 0.6, style="F")
        self._write(TEXT, text, indent=BULLET_INDENT)
        self._gap(1)

    # Text

    def _write(self, kind: Type, text: str, *, indent: float = 0, has_rule: bool = False, link: str = "") -> None:
        """Write a text over as many lines and pages as it needs; several from right to left end at the right."""
        if not text:
            return
        left, width = SIDE + indent, self.epw - indent
        lines, is_rtl = self._broken(kind, text, width)
        with self._tagged(kind.tag):
            for line in lines:
                self._keep(kind.height)
                x = left + width - self._width_of(line) if is_rtl and len(lines) > 1 else left
                self._set(kind, line, x, is_rtl=is_rtl, link=link)
                self.set_y(self.get_y() + kind.height)
                if has_rule:
                    self._rule(kind.height)

    def _set(self, kind: Type, line: str, x: float, *, is_rtl: bool = False, link: str = "", height: float = 0) -> None:
        """Set one line at x, and stay on it."""
        y = self.get_y()
        self._use(kind)
        self._shape(line, is_rtl=is_rtl)
        self.set_x(x)
        self.cell(self._width_of(line), height or kind.height, line, link=link)
        self.set_xy(SIDE, y)

    def _broken(self, kind: Type, text: str, width: float) -> tuple[list[str], bool]:
        """Return the lines that the text takes, and whether it runs from right to left."""
        shown = typefaces.readable(text.strip())
        self.is_transliterated |= typefaces.OPEN in shown and typefaces.OPEN not in text
        self._use(kind)
        if typefaces.is_plain(shown):
            return list(self._plain_lines(shown, width)), False
        is_rtl = auto_detect_base_direction(shown) == TextDirection.RTL
        self._shape(shown, is_rtl=is_rtl)
        lines: Any = self.multi_cell(width, kind.height, shown, align="L", dry_run=True, output="LINES")
        return [line.strip() for line in lines], is_rtl

    def _plain_lines(self, text: str, width: float) -> Iterator[str]:
        """Break between words, and inside a word only where it is longer than a line."""
        for paragraph in text.split("\n"):
            line, room = "", width
            for word in self._words(paragraph, width):
                room_after = room - self._plain_width(f" {word}" if line else word)
                if line and room_after < 0:
                    yield line
                    line, room_after = "", width - self._plain_width(word)
                line, room = f"{line} {word}" if line else word, room_after
            yield line

    def _words(self, paragraph: str, width: float) -> Iterator[str]:
        for word in BETWEEN_WORDS.split(paragraph):
            rest = word
            while rest and self._plain_width(rest) > width:
                length = max(1, next(n for n in range(len(rest) + 1) if self._plain_width(rest[: n + 1]) > width))
                yield rest[:length]
                rest = rest[length:]
            if rest:
                yield rest

    def _plain_width(self, text: str) -> float:
        widths: Any = self.current_font.cw  # type: ignore[union-attr]
        return float(sum(widths[ord(char)] for char in text)) * self.font_size / 1000

    def _width_of(self, line: str) -> float:
        """Return the width of one line in the type in use."""
        return self._plain_width(line) if typefaces.is_plain(line) else self.get_string_width(line)

    def _use(self, kind: Type) -> None:
        self._load(typefaces.MAIN, is_strong=kind.is_strong)
        self.set_font(typefaces.MAIN, "B" if kind.is_strong else "", kind.size)
        self.set_text_color(*kind.colour)

    def _shape(self, line: str, *, is_rtl: bool) -> None:
        """Let HarfBuzz set what needs it; it is slow, and most lines do not."""
        direction = TextDirection.RTL if is_rtl else TextDirection.LTR
        self.set_text_shaping(not typefaces.is_plain(line), direction=direction)

    def _load(self, name: str, *, is_strong: bool) -> str:
        """Have the typeface at hand, and return its key."""
        style = "B" if is_strong else ""
        key = f"{name.lower()}{style}"
        if key not in self.fonts:
            self.add_font(name, style, typefaces.file_of(name, strong=is_strong))
        return key

    def _parse_chars(self, text: str, markdown: bool, **_kwargs: Any) -> Iterator[Fragment]:
        """Split the text by typeface, with joiners and marks kept beside their letters."""
        parts = typefaces.runs(text) if self.text_shaping else [(typefaces.MAIN, text)]
        for name, part in parts:
            state = self._get_current_graphics_state()
            state.font_family = name.lower()
            state.current_font = self.fonts[self._load(name, is_strong="B" in self.font_style)]
            yield (Shaped if self.text_shaping else Fragment)(part, state, self.k)

    # Space, lines and tags

    @cached_property
    def _lowest(self) -> float:
        return float(self.h - BOTTOM)

    def _gap(self, height: float) -> None:
        """Leave room, but none at the head of a page."""
        if self.get_y() > TOP:
            self.set_y(min(self.get_y() + height, self._lowest))

    def _keep(self, height: float) -> None:
        """Start a new page if this one has less room than the height."""
        if self.get_y() + height > self._lowest:
            self._perform_page_break()
            self.set_x(SIDE)

    def _perform_page_break(self) -> None:
        """Close the open tag on the one page and open it again on the next."""
        if self._tag:
            self._out("EMC")
        super()._perform_page_break()
        if self._tag:
            self._open_tag()

    def _open_tag(self) -> None:
        number = self._tagged_on_page[self.page]
        self._tagged_on_page[self.page] += 1
        self._add_marked_content(struct_type=f"/{self._tag}", mcid=number)
        self._out(f"/{self._tag} <</MCID {number}>> BDC")

    @contextmanager
    def _tagged(self, tag: str) -> Iterator[None]:
        """Say what the text is to whoever has it read out."""
        self._tag = tag
        self._open_tag()
        yield
        self._out("EMC")
        self._tag = ""

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        """Say that what is drawn means nothing to whoever has the document read out."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def _artifact_line(self, y: float) -> None:
        with self._artifact():
            self._hairline(y)

    def _hairline(self, y: float) -> None:
        self.set_line_width(HAIRLINE)
        self.set_draw_color(*LINE)
        self.line(SIDE, y, self.w - SIDE, y)

    def _rule(self, height: float) -> None:
        """Draw the rule at the left of the line just written."""
        self.set_line_width(RULE)
        self.set_draw_color(*LINE)
        self.line(SIDE + 1, self.get_y() - height, SIDE + 1, self.get_y())

    def _write_margin(self, y: float, kind: Type, left: str, right: str, link: str = "") -> None:
        """Write a line at the left, and what fits beside and under it at the right."""
        (line, *_rest), is_rtl = self._broken(kind, left, self.epw)
        room = self.epw - self._width_of(line) - CHIP_GAP
        self.set_y(y)
        self._set(kind, line, SIDE, is_rtl=is_rtl)
        lines, is_rtl = self._broken(SMALL, right, room)
        for line in lines:
            self._set(SMALL, line, self.w - SIDE - self._width_of(line), is_rtl=is_rtl, link=link)
            self.set_y(self.get_y() + SMALL.height)
