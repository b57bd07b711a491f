"""The forgiving search over organizations: by what an NGO is found, and what a typed text means.

PostgreSQL keeps the words of each NGO in a table of their own (`NgoWords`), by triggers on every table that they come
from; the functions that do so, and that understand a typed text, are in `search.sql`.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

import pgtrigger
from anyascii import anyascii
from django.contrib.postgres.search import SearchQueryField
from django.db import connections, models
from django.db.models import F, FloatField, Func, Value

from common.triggers import after_changes

SQL = Path(__file__).with_name("search.sql")
# What a word is worth in a programme's title, in a number or code, in another name, and in the name: {D, C, B, A}.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
# From the first of Chinese, Japanese and Korean letters on, `fold` leaves most letters in their own script.
FIRST_LEFT_BY_FOLD = "\u2e80"
# Small kana that double the next consonant, and the stroke that lengthens a vowel: heard, but no letters.
SILENT = str.maketrans("", "", "っッｯーｰ")

SOURCES: dict[str, str] = {}


def found_by(name: str, select: str) -> None:
    """Let NGOs be found by more words.

    The SELECT returns an NGO's id, a text and its weight (A to D) for all NGOs whose id is in the array `ids`.
    """
    SOURCES[name] = select


found_by("name", "SELECT id, name, 'A' FROM ngos_ngo WHERE id = ANY(ids)")
found_by("acronym", "SELECT id, acronym, 'A' FROM ngos_ngo WHERE id = ANY(ids)")
found_by("code", "SELECT id, code, 'C' FROM ngos_ngo WHERE id = ANY(ids)")
found_by("other names", "SELECT ngo_id, name, 'B' FROM ngos_ngoname WHERE ngo_id = ANY(ids)")
found_by(
    "identifiers",
    """
    SELECT ngo_id, concat_ws(' ', scheme, value, regexp_replace(value, '[^A-Za-z0-9]', '', 'g')), 'C'
    FROM ngos_identifier WHERE ngo_id = ANY(ids)
    """,
)
# A merge leads records that were merged before on to the last survivor, so that one step finds them all.
found_by(
    "names of merged records",
    "SELECT merged_into_id, concat_ws(' ', name, acronym), 'B' FROM ngos_ngo WHERE merged_into_id = ANY(ids)",
)
found_by("codes of merged records", "SELECT merged_into_id, code, 'C' FROM ngos_ngo WHERE merged_into_id = ANY(ids)")
found_by(
    "other names of merged records",
    """
    SELECT merged.merged_into_id, ngos_ngoname.name, 'B'
    FROM ngos_ngoname JOIN ngos_ngo AS merged ON merged.id = ngo_id WHERE merged.merged_into_id = ANY(ids)
    """,
)


def register_triggers(model: type[models.Model], name: str, *, rows: str, ngos: str) -> None:
    """Let changes of the model's rows keep the words of NGOs, whichever room the model belongs to.

    `rows` is a SELECT of all that counts, FROM {rows}; `ngos` one of the ids of the NGOs that `changed` rows concern.
    """
    act = f"PERFORM index_ngos(ARRAY({{changed}} {ngos}))"
    pgtrigger.register(*after_changes(f"{name}_words", rows=rows, act=act))(model)


def install_search(plan: Any = None, using: str = "default", **others: Any) -> None:
    """Install the functions of the search once a `migrate` forwards is through, and index what they would find.

    All NGOs are indexed where the functions changed, and else those that have no words yet.
    """
    if plan is None or any(is_backwards for _migration, is_backwards in plan):
        return
    sql = SQL.read_text().replace("/* sources */", " UNION ALL ".join(SOURCES.values()))
    mark = sha256(sql.encode()).hexdigest()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('index_ngos'))")
        if cursor.fetchone() == (mark,):
            missing = "WHERE NOT EXISTS (SELECT FROM ngos_ngowords WHERE ngo_id = ngos_ngo.id)"
        else:
            missing = ""
            cursor.execute(f"{sql}; COMMENT ON FUNCTION index_ngos IS '{mark}'")
        cursor.execute(f"SELECT index_ngos(ARRAY(SELECT id FROM ngos_ngo {missing}))")  # noqa: S608 - ours


class Kind(Enum):
    """How a typed text was understood."""

    EVERYTHING = "everything"  # nothing was typed
    STRICT = "strict"  # each word as typed, or as the beginning of a longer one
    SIMILAR = "similar"  # each word, or one that is written or sounds alike
    SOME = "some"  # most of the words, or ones alike
    NOTHING = "nothing"


@dataclass(frozen=True)
class Replaced:
    """A typed word, in Latin letters, that no NGO found has, and the word found in its place."""

    typed: str
    by: str


@dataclass(frozen=True)
class Understood:
    """What a typed text means: what it finds, what of that is closest, and how it was read."""

    typed: str
    kind: Kind
    query: str = ""
    closest: str = ""
    replaced: tuple[Replaced, ...] = ()

    def is_found(self, words: str) -> Func:
        """Return the condition that the words at the end of the path are what was asked for."""
        return Func(
            F(words),
            _query(self.query),
            template="(%(expressions)s)",
            arg_joiner=" @@ ",
            output_field=models.BooleanField(),
        )

    def score(self, words: str) -> Any:
        """Return how well the words at the end of the path answer; what is closest counts twice."""
        weights = Value(WEIGHTS)

        def rank(query: str) -> Func:
            return Func(weights, F(words), _query(query), function="ts_rank", output_field=FloatField())

        return rank(self.query) + rank(self.closest) * 2


def _query(query: str) -> Func:
    return Func(Value(query), template="(%(expressions)s)::tsquery", output_field=SearchQueryField())


def understood(text: str, *, similar: bool = False, using: str = "default") -> Understood:
    """Say what a typed text means, in one query; a reader may ask for what is similar outright.

    Each word counts, whatever their order, accents, case or script. Where no NGO has them all, words count that are
    written alike, sound alike or hold a typed one (but nothing stands in for numbers, or for Latin words of up
    to three letters); where that finds nothing either, most of the words are enough.
    """
    if not text.strip():
        return Understood(text, Kind.EVERYTHING)
    if not any(letter.isalnum() for letter in text):
        return Understood(text, Kind.NOTHING)
    with connections[using].cursor() as cursor:
        values: list[Any] = [text, _romanised(text), _is_foreign(text), not similar]
        cursor.execute("SELECT understand(%s, %s, %s, %s)", values)
        (answer,) = cursor.fetchone()
    if isinstance(answer, str):
        answer = json.loads(answer)
    return Understood(
        text,
        Kind(answer["kind"]),
        answer.get("query") or "",
        answer.get("closest") or "",
        tuple(Replaced(*pair) for pair in answer.get("replaced") or ()),
    )


def _romanised(text: str) -> str:
    """Return the text with Latin letters for those that `fold` leaves as they are."""
    heard: Iterable[str] = unicodedata.normalize("NFC", text).translate(SILENT)
    return "".join(anyascii(letter) if letter >= FIRST_LEFT_BY_FOLD else letter for letter in heard)


def _is_foreign(text: str) -> bool:
    """Say whether some letter is of another script than Latin."""
    return any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))
        for letter in text
    )
