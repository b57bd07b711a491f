"""The tokens of the look: readable in light and dark, and used by every style sheet."""

import re
from pathlib import Path

import pytest
from django.test import Client

from config.environment import BASE_DIR
from config.stylesheet import address

CSS = Path(BASE_DIR) / "static" / "css"
BLOCK = re.compile(r"(:root[^{]*)\{([^{}]*)\}")
DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")


def blocks() -> list[dict[str, str]]:
    """Return the declarations of the light, the asked-for dark and the chosen dark block."""
    return [dict(DECLARATION.findall(body)) for _where, body in BLOCK.findall((CSS / "tokens.css").read_text())]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


ROLES = ["collaborator", "implementer", "donor", "grantee", "recipient"]
WORDS = [
    *[(ink, ground) for ink in ("--ink", "--ink-2", "--accent") for ground in ("--surface", "--ground")],
    ("--ink", "--accent-soft"),
    ("--accent", "--accent-soft"),
    ("--on-accent", "--accent"),
    ("--on-accent", "--accent-strong"),
    ("--ink-2", "--quiet-soft"),
    ("--ok", "--ok-soft"),
    ("--warn", "--warn-soft"),
    ("--bad", "--bad-soft"),
    ("--bad", "--surface"),
    *[(f"--role-{role}-ink", f"--role-{role}-soft") for role in ROLES],
]
MARKS = [("--ink-3", "--surface"), *[(f"--role-{role}", f"--role-{role}-soft") for role in ROLES]]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(mode: int, ink: str, ground: str) -> None:
    tokens = blocks()[mode]

    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_dots_and_edges_can_be_seen(mode: int, mark: str, ground: str) -> None:
    tokens = blocks()[mode]

    assert contrast(tokens[mark], tokens[ground]) >= 3


def test_dark_is_the_same_whether_asked_for_or_chosen() -> None:
    _light, asked_for, chosen = blocks()

    assert asked_for == chosen


def test_every_colour_stands_in_the_tokens_and_every_token_used_is_there() -> None:
    known = set(blocks()[0])

    for sheet in [CSS / "base.css", *sorted((CSS / "components").glob("*.css"))]:
        on_screen = sheet.read_text().split("@media print")[0]
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", on_screen), sheet.name
        assert set(re.findall(r"var\((--[\w-]+)\)", on_screen)) <= known, sheet.name


def test_every_component_sheet_is_in_the_one_that_pages_load(client: Client) -> None:
    sheet = client.get(address())

    assert sheet["Content-Type"].startswith("text/css")
    assert "immutable" in sheet["Cache-Control"]
    for component in (CSS / "components").glob("*.css"):
        assert component.read_text() in sheet.content.decode()


def test_the_address_of_an_earlier_sheet_leads_to_the_one_of_now(client: Client) -> None:
    assert client.get("/style.000000000000.css")["Location"] == address()
