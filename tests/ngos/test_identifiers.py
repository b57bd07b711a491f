"""Numbers of registers: brought into form, their shape and check digits verified, one for each living NGO."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ngos.identifiers import SCHEMES
from ngos.models import Identifier
from tests.common.constraints import errors_of
from tests.factories import IdentifierFactory, NgoFactory

pytestmark = pytest.mark.django_db

GOOD = [
    ("XI-ROR", "05asf4e91", "05asf4e91"),
    ("XI-ROR", "03yrm5c26", "03yrm5c26"),
    ("XI-ROR", "https://ror.org/03yrm5c26", "03yrm5c26"),
    ("XI-ROR", "https://ror.org/03YRM5C26/", "03yrm5c26"),
    ("XI-ROR", " 03yrm5c26\n", "03yrm5c26"),
    ("XI-LEI", "INR2EJN1ERAN0W5ZP974", "INR2EJN1ERAN0W5ZP974"),
    ("XI-LEI", "inr2 ejn1 eran 0w5z p974", "INR2EJN1ERAN0W5ZP974"),
    ("XI-WIKIDATA", "https://www.wikidata.org/wiki/Q7164", "Q7164"),
    ("XI-IATI", "GB-CHC-202918", "GB-CHC-202918"),
    ("US-EIN", "53-0196605", "530196605"),
    ("US-EIN", "530196605", "530196605"),
    ("AU-ABN", "51 824 753 556", "51824753556"),
    ("CH-FDJP", "CHE-107.787.577", "CHE107787577"),
    ("GB-CHC", "1026588", "1026588"),
    ("GB-CHC", "202918-1", "202918-1"),
    ("GB-SC", "SC037942", "SC037942"),
    ("BD-NAB", " 0123/F.D.O ", "0123/F.D.O"),
]

LOOKS_WRONG = "“{}” does not look like a number of {}."
CHECK_DIGITS = "The check digits of “{}” are wrong for {}: a digit is mistyped or missing."
BAD = [
    ("XI-ROR", "05asf4e92", CHECK_DIGITS),
    ("XI-ROR", "03yrm5c62", CHECK_DIGITS),
    ("XI-ROR", "13yrm5c26", LOOKS_WRONG),
    ("XI-ROR", "03yrm5c2", LOOKS_WRONG),
    ("XI-ROR", "03yim5c26", LOOKS_WRONG),
    ("XI-LEI", "INR2EJN1ERAN0W5ZP975", CHECK_DIGITS),
    ("XI-LEI", "INR2EJN1ERAN0W5ZP97", LOOKS_WRONG),
    ("XI-WIKIDATA", "7164", LOOKS_WRONG),
    ("XI-WIKIDATA", "Q0", LOOKS_WRONG),
    ("US-EIN", "070196605", CHECK_DIGITS),
    ("US-EIN", "53019660", LOOKS_WRONG),
    ("AU-ABN", "51824753557", CHECK_DIGITS),
    ("AU-ABN", "5182475355", LOOKS_WRONG),
    ("GB-CHC", "12345", LOOKS_WRONG),
    ("GB-SC", "037942", LOOKS_WRONG),
    ("NL-KVK", "1234567A", LOOKS_WRONG),
]


@pytest.mark.parametrize(("scheme", "typed", "stored"), GOOD)
def test_a_number_is_stored_in_the_form_of_its_scheme(scheme, typed, stored):
    identifier = IdentifierFactory.build(ngo=NgoFactory(), scheme=scheme, value=typed)

    identifier.full_clean()
    identifier.save()

    assert identifier.value == stored


@pytest.mark.parametrize(("scheme", "typed", "sentence"), BAD)
def test_a_wrong_number_is_refused_in_words(scheme, typed, sentence):
    identifier = IdentifierFactory.build(ngo=NgoFactory(), scheme=scheme, value=typed)

    with pytest.raises(ValidationError) as refused:
        identifier.full_clean()

    assert refused.value.message_dict == {"value": [sentence.format(typed, scheme)]}


def test_an_unknown_scheme_is_refused():
    identifier = IdentifierFactory.build(ngo=NgoFactory(), scheme="XI-NONE")

    with pytest.raises(ValidationError) as refused:
        identifier.full_clean()

    assert set(refused.value.message_dict) == {"scheme"}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "typed", ["", "٣" * 9, "x", "0" * 60, "A" * 20, "/", "\0", "²²²²²²²²²", "0asf4e9²²", "٠" * 8 + "-" + "٠"]
)
def test_no_number_makes_validation_stumble(scheme, typed):
    identifier = IdentifierFactory.build(ngo=NgoFactory(), scheme=scheme, value=typed)

    errors = errors_of(identifier)

    assert set(errors) <= {"value"}
    if not errors:
        identifier.save()


@pytest.mark.parametrize("typed", ["٠١٢٣٤٥٦٧", "１２３４５６７８"])
def test_digits_of_other_scripts_are_not_the_registers_digits(typed):
    identifier = IdentifierFactory.build(ngo=NgoFactory(), scheme="NL-KVK", value=typed)

    with pytest.raises(ValidationError) as refused:
        identifier.full_clean()

    assert refused.value.message_dict == {"value": [LOOKS_WRONG.format(typed, "NL-KVK")]}


def test_a_number_typed_in_another_way_is_still_the_same_number():
    IdentifierFactory(scheme="US-EIN", value="530196605")
    again = IdentifierFactory.build(ngo=NgoFactory(), scheme="US-EIN", value="53-0196605")

    with pytest.raises(ValidationError) as refused:
        again.full_clean()

    assert refused.value.messages == ["Another NGO, or this one, has this identifier already."]


def test_a_retired_number_may_go_to_another_ngo():
    IdentifierFactory(scheme="GB-CHC", value="1026588", retired_on=date(2001, 12, 31))
    again = IdentifierFactory.build(ngo=NgoFactory(), scheme="GB-CHC", value="1026588")

    again.full_clean()
    again.save()

    assert Identifier.objects.filter(value="1026588").count() == 2


def test_one_number_may_stand_in_two_registers():
    IdentifierFactory(scheme="NL-KVK", value="12345678")
    again = IdentifierFactory.build(ngo=NgoFactory(), scheme="BD-NAB", value="12345678")

    again.full_clean()
    again.save()

    assert Identifier.objects.filter(value="12345678").count() == 2


@pytest.mark.parametrize(
    ("scheme", "value", "link", "is_verified"),
    [
        ("XI-ROR", "03yrm5c26", "https://ror.org/03yrm5c26", True),
        ("XI-WIKIDATA", "Q7164", "https://www.wikidata.org/wiki/Q7164", False),
        ("US-EIN", "530196605", "", True),
        ("GB-CHC", "1026588", "", False),
    ],
)
def test_a_number_leads_to_its_register_and_says_whether_it_can_be_verified(scheme, value, link, is_verified):
    identifier = IdentifierFactory.build(scheme=scheme, value=value)

    assert identifier.link == link
    assert identifier.has_verified_check_digits == is_verified
    assert str(identifier) == f"{scheme}-{value}"
