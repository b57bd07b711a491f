"""Text that HarfBuzz sets, drawn so that it can be copied, searched and read out."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from fpdf.enums import TextDirection
from fpdf.line_break import Fragment

WORD_JOINER = 0x2060


class Shaped(Fragment):
    """Letters whose glyphs stand in another order, or are several for one letter; it can be read all the same."""

    def render_with_text_shaping(self, pos_x: float, pos_y: float, h: float, word_spacing: float) -> str:
        """Say what the whole reads where it runs from left to right; viewers would not turn that round."""
        if self.fragment_direction == TextDirection.RTL:
            return self._letters_then_marks(pos_x * self.k, (h - pos_y) * self.k)
        return _read_as(self.string, super().render_with_text_shaping(pos_x, pos_y, h, word_spacing))

    def _letters_then_marks(self, x: float, y: float) -> str:
        """Draw one glyph for each letter, and after them, as nothing to read, the dots that stand beside them."""
        font: Any = self.font
        shaped = font.perform_harfbuzz_shaping(self.string, self.font_size_pt, self.text_shaping_parameters)
        scale, end = font.scale * self.font_size_pt / 1000, len(self.string)
        letters: list[str] = []
        marks: list[str] = []
        for start, glyphs in groupby(zip(*shaped, strict=True), key=lambda glyph: glyph[0].cluster):
            parts = list(glyphs)
            widest = max(parts, key=lambda glyph: glyph[1].x_advance)
            for part in parts:
                info, place = part
                char = self._character_for(info.codepoint, self.string[start:end] if part is widest else "")
                at = f"1 0 0 1 {x + place.x_offset * scale:.2f} {y + place.y_offset * scale:.2f} Tm"
                (letters if part is widest else marks).append(f"{at} ({font.escape_text(char)}) Tj")
                x += place.x_advance * scale
            end = start
        return " ".join([*letters, _read_as("", " ".join(marks))] if marks else letters)

    def _character_for(self, number: int, text: str) -> str:
        """Return the character by which the document's part of the typeface calls the glyph."""
        font: Any = self.font
        name = font.ttfont.getGlyphName(number)
        width = round(font.scale * font.ttfont["hmtx"].metrics[name][0])
        glyph = font.subset.get_glyph(glyph=number, unicode=tuple(map(ord, text)), glyph_name=name, glyph_width=width)
        return chr(font.subset.pick_glyph(glyph))


def _read_as(text: str, drawn: str) -> str:
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC {drawn} EMC"


def name_silent_glyphs(fonts: Iterable[Any]) -> None:
    """Give glyphs that are half of a letter a sign of no width, else whoever copies the text gets noise."""
    for font in fonts:
        for glyph, _number in font.subset.items():
            if glyph is not None and glyph.unicode == ():
                glyph.unicode = (WORD_JOINER,)
