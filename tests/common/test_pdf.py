"""Documents on paper: every name can be read, no letter is a box, and one document is the same bytes each time."""

import io
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest
from pypdf import PdfReader

from common.pdf import PdfChip, PdfDocument, PdfFact, PdfItem, PdfQuote, PdfSection, paper, parts, pdf_of, typefaces

TOKENS = Path("static/css/tokens.css")
NOTHING_TO_READ = dict.fromkeys([0x200B, 0x2060])

DOCUMENT = PdfDocument(
    registry="Registry",
    kind="NGO · NGO-01001",
    title="Médecins sans Frontières",
    address="https://registry.example/ngos/NGO-01001/",
    day="as of 5 December 2026",
    language="fr",
    made_at=datetime(2026, 12, 5, 9, 30, tzinfo=UTC),
)


def reader(document: PdfDocument) -> PdfReader:
    """Return the document as a program reads it."""
    return PdfReader(io.BytesIO(pdf_of(document)))


def text_of(document: PdfDocument) -> str:
    """Return the words of the document, without signs of no width, line breaks and doubled spaces."""
    words = "\n".join(page.extract_text() for page in reader(document).pages)
    return re.sub(r"\s+", " ", words.translate(NOTHING_TO_READ))


def drawn_on(document: PdfDocument) -> bytes:
    """Return what is drawn, page by page."""
    return b"\n".join(page.get_contents().get_data() for page in reader(document).pages)  # type: ignore[union-attr]


def with_lines(*lines: str) -> PdfDocument:
    """Return a document that lists the lines."""
    return replace(DOCUMENT, sections=[PdfSection("Names", lines=lines)])


def said_to_be_read(text: str) -> bytes:
    """Return how a document says that glyphs read so."""
    return b"/ActualText <FEFF" + text.encode("utf-16-be").hex().upper().encode()


def test_a_document_says_all_that_it_is_made_of():
    item = PdfItem(
        "Return from Libya",
        ["IOM Tripoli"],
        [PdfChip("Donor")],
        ["They paid for the buses."],
        "For returnees",
        [PdfQuote("Paid for transport.", "Council paper, annex, paragraph 23")],
    )
    section = PdfSection("Work", ["One paragraph."], [PdfFact("Where", "Libya")], [item], ["One line."], "One note.")

    text = text_of(replace(DOCUMENT, subtitle="International", sections=[section]))

    for words in (
        "Registry",
        "NGO · NGO-01001",
        "Médecins sans Frontières",
        "International",
        "Work",
        "One paragraph.",
        "Where",
        "Libya",
        "Return from Libya",
        "IOM Tripoli",
        "Donor",
        "They paid for the buses.",
        "For returnees",
        "Paid for transport.",
        "Council paper, annex, paragraph 23",
        "One line.",
        "One note.",
        "https://registry.example/ngos/NGO-01001/",
        "as of 5 December 2026",
        "Page 1 of 1",
    ):
        assert words in text


def test_a_section_without_anything_is_left_out():
    assert "Agreements" not in text_of(replace(DOCUMENT, sections=[PdfSection("Agreements")]))


@pytest.mark.parametrize(
    "name",
    [
        "Міжнародний Червоний Хрест",
        "Ελληνικό Συμβούλιο",
        "Người Việt tự giúp",
        "منظمة الإغاثة الإسلامية عبر العالم",
        "האגודה לזכויות",
        "สภากาชาดไทย",
        "የኢትዮጵያ ቀይ መስቀል ማህበር",
    ],
)
def test_names_are_read_as_they_are_written(name):
    assert name in text_of(with_lines(name))


@pytest.mark.parametrize("name", ["বাংলাদেশ নারী উন্নয়ন সংস্থা", "श्रीलंका महिला संघ", "မြန်မာ့ကြက်ခြေနီ", "ශ්‍රී ලංකා"])
def test_letters_that_are_drawn_in_another_order_say_what_they_read(name):
    drawn = drawn_on(with_lines(name))

    assert said_to_be_read(typefaces.readable(name)) in drawn


def test_what_no_typeface_has_is_transliterated_and_the_document_says_so():
    text = text_of(with_lines("東京 NGO"))

    assert "‹DongJing› NGO" in text
    assert "Words between ‹ and › are in Latin letters" in text


def test_a_document_without_transliteration_does_not_speak_of_it():
    assert "Latin letters" not in text_of(with_lines("Médecins du Monde"))


@pytest.mark.parametrize("text", ["\ue000", "日本", "a\x00b\u202ec", "x\ufe0f", "ދިވެހި 😀"])
def test_nothing_readable_is_without_a_glyph(text):
    shown = typefaces.readable(text)

    assert shown
    assert all(typefaces.typeface_of(char) for char in shown)


@pytest.mark.parametrize("text", ["One.\n\nTwo.", "ش\n\n中\r\n\r\nß"])
def test_empty_lines_between_paragraphs_are_no_letters(text):
    shown = typefaces.readable(text)

    assert "U+" not in shown
    assert shown.count("\n") == text.count("\n")


def test_a_dot_between_words_does_not_begin_a_line():
    names = [f"Area {'x' * (number % 7 + 1)}" for number in range(60)]

    lines, _is_rtl = paper.Paper(DOCUMENT)._broken(paper.TEXT, " · ".join(names), 100)

    assert not [line for line in lines if line.startswith("·")]
    assert [line for line in lines if line.endswith("·")]


def test_a_long_title_is_set_smaller():
    short, long = drawn_on(DOCUMENT), drawn_on(replace(DOCUMENT, title="Médecins sans Frontières " * 4))

    assert b" 20.00 Tf" in short
    assert b" 20.00 Tf" not in long
    assert b" 15.00 Tf" in long


def test_a_joiner_stays_with_its_letters():
    assert list(typefaces.runs("ශ්\u200dරී IOM")) == [("NotoSansSinhala", "ශ්\u200dරී "), ("NotoSans", "IOM")]


def test_a_word_longer_than_a_line_is_broken_and_stays_on_the_paper():
    address = "https://example.org/" + "x" * 300

    lines, _is_rtl = paper.Paper(DOCUMENT)._broken(paper.TEXT, address, 100)

    assert len(lines) > 3
    assert "".join(lines) == address


def test_a_chip_longer_than_a_line_is_said_to_its_end():
    words = ", ".join(f"capacity {number}" for number in range(30))

    assert f"{words}." in text_of(replace(DOCUMENT, chips=[PdfChip("Donor"), PdfChip(f"{words}."), PdfChip("Other")]))


def test_a_long_document_numbers_its_pages():
    item = PdfItem("Heading", paragraphs=["They worked together for a long time. " * 10])
    pages = reader(replace(DOCUMENT, sections=[PdfSection("Work", items=[item] * 40)])).pages

    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()
        assert "https://registry.example/ngos/NGO-01001/" in page.extract_text()


def test_a_document_names_its_title_language_and_moment():
    found = reader(DOCUMENT)

    assert found.metadata.title == "Médecins sans Frontières"  # type: ignore[union-attr]
    assert found.metadata.creation_date == DOCUMENT.made_at  # type: ignore[union-attr]
    assert found.trailer["/Root"]["/Lang"] == "fr"
    assert found.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_each_text_is_tagged_on_every_page_that_it_runs_over():
    paragraph = "They worked together for a long time. " * 200
    found = reader(replace(DOCUMENT, sections=[PdfSection("Work", paragraphs=[paragraph])]))
    tree = found.trailer["/Root"]["/StructTreeRoot"]

    kinds = [one.get_object()["/S"] for one in tree["/K"][0].get_object()["/K"]]

    assert len(found.pages) == 2
    assert kinds.count("/H1") == kinds.count("/H2") == 1
    for page in found.pages:
        drawn = page.get_contents().get_data()  # type: ignore[union-attr]
        assert drawn.count(b" BDC") + drawn.count(b" BMC") == drawn.count(b"EMC")


def test_one_document_is_the_same_bytes_each_time():
    document = with_lines("منظمة الإغاثة", "বাংলাদেশ", "東京")

    assert pdf_of(document) == pdf_of(document)
    assert pdf_of(document) != pdf_of(replace(document, title="Another"))


def test_a_document_is_made_without_a_network(monkeypatch):
    def refuse(*_args: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert pdf_of(with_lines("Médecins du Monde")).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("ink", parts.INK),
        ("ink-2", parts.INK_2),
        ("ink-3", parts.INK_3),
        ("line", parts.LINE),
        ("accent", parts.ACCENT),
    ],
)
def test_the_colours_are_those_of_the_pages(name, colour):
    (value,) = re.findall(rf"^  --{name}: #(\w+);", TOKENS.read_text().split("@media")[0], re.MULTILINE)

    assert bytes.fromhex(value) == bytes(colour)


def test_words_between_which_stand_tabs_or_foreign_line_breaks_stay_apart():
    assert typefaces.readable("Aid\tfor\u2028all\r\nhere") == "Aid for\nall\nhere"


def test_of_two_threads_one_makes_the_file_of_a_typeface_and_the_other_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def slowly(font: object) -> None:
        made.append("file")
        time.sleep(0.2)

    monkeypatch.setattr(typefaces, "_embolden", slowly)
    typefaces._made.cache_clear()

    with ThreadPoolExecutor(2) as both:
        files = list(both.map(lambda _number: typefaces.file_of(typefaces.MAIN, strong=True), range(2)))

    typefaces._made.cache_clear()
    assert made == ["file"]
    assert files[0] == files[1]
