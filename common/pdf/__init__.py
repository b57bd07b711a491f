"""Documents on paper: a record's page as a PDF, made of the parts that pages are made of."""

from common.pdf.paper import Paper
from common.pdf.parts import (
    Colour,
    PdfChip,
    PdfDocument,
    PdfFact,
    PdfItem,
    PdfQuote,
    PdfSection,
)
from common.pdf.shaping import name_silent_glyphs

__all__ = [
    "Colour",
    "PdfChip",
    "PdfDocument",
    "PdfFact",
    "PdfItem",
    "PdfQuote",
    "PdfSection",
    "pdf_of",
]


def pdf_of(document: PdfDocument) -> bytes:
    """Return the document as a PDF; one document gives the same bytes each time."""
    paper = Paper(document)
    paper.write_body()
    paper.write_margins()
    name_silent_glyphs(paper.fonts.values())
    return bytes(paper.output())
