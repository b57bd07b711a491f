"""An NGO is found by any of its names, however it is typed."""

import pytest

from ngos.models import Ngo
from partnerships.models import Partnership
from tests.factories import (
    FieldOfficeFactory,
    IdentifierFactory,
    NgoFactory,
    NgoNameFactory,
    PartnershipFactory,
    ProgrammeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Médecins Sans Frontières", "medecins sans frontieres"),
        ("Médecins Sans Frontières", "MEDECINS"),
        ("Médecins Sans Frontières", "médecins frontières"),
        ("Médecins Sans Frontières", "frontieres sans medecins"),
        ("Médecins Sans Frontières", "front med"),
        ("Caritas Österreich", "caritas osterreich"),
        ("Caritas Osterreich", "Caritas Österreich"),
        ("ACD-Rajshahi", "acd rajshahi"),
        ("ACD-Rajshahi", "ACD-Rajshahi"),
        ("ACD Rajshahi", "acd-rajshahi"),
        ("Women’s Crisis Centre", "womens crisis"),
        ("Women’s Crisis Centre", "women's crisis"),
        ("Women's Crisis Centre", "Women’s Crisis"),
        ("Союз женщин", "soyuz zhenshchin"),
        ("Союз женщин", "СОЮЗ"),
        ("Карітас України", "karitas"),
        ("منظمة", "mndhmh"),
        ("ქალთა კავშირი", "kalta kavshiri"),
        ("Soyuz Zhenshchin", "Союз Женщин"),
        ("平和の会", "平和"),
        ("50% Plus_One", "50% plus_one"),
    ],
)
def test_an_ngo_is_found_however_its_name_is_typed(name, typed):
    ngo = NgoFactory(name=name)
    NgoFactory(name="Somebody Else")

    found = Ngo.objects.search(typed)

    assert list(found) == [ngo]


@pytest.mark.parametrize("typed", ["medicins", "Médecins _ Frontières x", "MSFX", "sans caritas"])
def test_an_ngo_that_lacks_a_word_is_found_only_where_none_has_them_all(typed):
    without = NgoFactory(name="Médecins Sans Frontières", acronym="MSF")

    assert list(Ngo.objects.search(typed)) == [without]

    having = NgoFactory(name=typed)
    assert list(Ngo.objects.search(typed)) == [having]


@pytest.mark.parametrize(
    "typed", ["%", "— ’ …", "caritas", "MSG", "1951", "sans croix rouge", "médecins caritas oxfam"]
)
def test_an_ngo_is_not_found_by_words_that_it_lacks(typed):
    NgoFactory(name="Médecins Sans Frontières", acronym="MSF")

    assert not Ngo.objects.search(typed)


def test_an_ngo_is_found_by_its_acronym_and_by_its_code():
    ngo = NgoFactory(name="Médecins Sans Frontières", acronym="MSF")
    NgoFactory()

    assert list(Ngo.objects.search("msf")) == [ngo]
    assert list(Ngo.objects.search(ngo.code)) == [ngo]
    assert list(Ngo.objects.search(ngo.code.lower())) == [ngo]


def test_an_ngo_is_found_by_another_of_its_names_and_by_a_number():
    ngo = NgoFactory(name="Union of Women")
    NgoNameFactory(ngo=ngo, name="Союз женщин")
    NgoNameFactory(ngo=ngo, name="Sojuz")
    IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1026588")
    NgoFactory()

    assert list(Ngo.objects.search("zhenshchin")) == [ngo]
    assert list(Ngo.objects.search("union zhenshchin")) == [ngo]
    assert list(Ngo.objects.search("1026588")) == [ngo]
    assert Ngo.objects.search("so").count() == 1


def test_searching_for_nothing_finds_everything():
    NgoFactory.create_batch(2)

    assert Ngo.objects.search("  ").count() == 2


def test_ngos_stand_in_the_order_of_their_folded_names():
    names = ["Élan", "Zonta", "’Amal", "caritas", "Österreich Hilft"]
    for name in names:
        NgoFactory(name=name)

    ordered = [ngo.name for ngo in Ngo.objects.all()]

    assert ordered == ["’Amal", "caritas", "Élan", "Österreich Hilft", "Zonta"]


def test_a_partnership_is_found_by_ngo_other_name_programme_and_office():
    partnership = PartnershipFactory(
        ngo=NgoFactory(name="Médecins Sans Frontières"),
        programme=ProgrammeFactory(title="Return to Umbria"),
        office=FieldOfficeFactory(name="IOM Dhaka"),
        summary="They counsel.",
    )
    NgoNameFactory(ngo=partnership.ngo, name="Ärzte ohne Grenzen")
    PartnershipFactory()

    for typed in ("medecins", "arzte grenzen", "umbria dhaka", partnership.code, "counsel medecins"):
        assert list(Partnership.objects.search(typed)) == [partnership]
