"""The form of a text that search compares, and the speaking codes of records."""

import pytest
from anyascii import anyascii
from django.db import connection

from common.fields import CodeField
from ngos.models import Ngo
from tests.common.our_models import MODELS
from tests.factories import NgoFactory, ProgrammeFactory, SourceDocumentFactory

pytestmark = pytest.mark.django_db


def fold(text):
    """Return what PostgreSQL makes of the text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fold(%s)", [text])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Médecins Sans Frontières", "medecins sans frontieres"),
        ("Médecins", "medecins"),
        ("Caritas Österreich", "caritas osterreich"),
        ("Straße", "strasse"),
        ("Œuvre d’Afrique", "oeuvre dafrique"),
        ("Women’s Crisis Centre", "womens crisis centre"),
        ("Women's Crisis Centre", "womens crisis centre"),
        ("ACD-Rajshahi", "acd rajshahi"),
        ("  IOM / UNHCR (Geneva): “joint” … 100% ", "iom unhcr geneva joint 100"),
        ("A_B", "a b"),
        ("İstanbul Ilıca", "istanbul ilica"),
        ("Карітас України", "karitas ukraini"),
        ("Ελληνικό", "elliniko"),
        ("საქართველო", "sakartvelo"),
        ("منظمة", "mndhmh"),
        ("ＩＯＭ", "iom"),
        ("平和", "平和"),
        ("", ""),
        ("—", ""),
    ],
)
def test_text_is_folded_to_plain_latin_letters(text, folded):
    assert fold(text) == folded


def test_folding_again_changes_nothing():
    once = fold("Œuvre d’Afrique — Женщины, 2001")

    assert fold(once) == once


@pytest.mark.parametrize("letter", "éßøłđžşığЖщюїґΨωაქუعخقनคខ한")
def test_letters_are_folded_as_anyascii_transliterates_them(letter):
    expected = letter if letter == "한" else anyascii(letter).lower().strip("'` ")

    assert fold(letter) == expected


def test_nothing_is_folded_to_nothing():
    assert fold(None) is None


def test_a_code_is_drawn_by_the_sequence_from_1001_on():
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE ngo_code RESTART")

    codes = [NgoFactory().code, NgoFactory().code]

    assert codes == ["NGO-01001", "NGO-01002"]


def test_a_code_has_six_digits_beyond_99999():
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE prg_code RESTART WITH 99999")

    codes = [ProgrammeFactory().code, ProgrammeFactory().code]

    assert codes == ["PRG-99999", "PRG-100000"]


def test_a_fixture_may_bring_its_own_code():
    document = SourceDocumentFactory(code="DOC-00001")

    document.refresh_from_db()

    assert document.code == "DOC-00001"


def test_raw_sql_draws_a_code_too():
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE ngo_code RESTART")

    rows = Ngo.objects.bulk_create([NgoFactory.build(name="A"), NgoFactory.build(name="B")])

    assert [row.code for row in rows] == ["NGO-01001", "NGO-01002"]


def test_each_kind_of_record_has_a_prefix_of_its_own():
    codes = [field for model in MODELS for field in model._meta.fields if isinstance(field, CodeField)]

    prefixes = [field.prefix for field in codes]

    assert len(prefixes) >= 11
    assert sorted(prefixes) == sorted(set(prefixes))
