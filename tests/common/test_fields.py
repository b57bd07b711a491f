"""The fields that every room uses: countries by code, places, and text without NUL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from common.fields import CountriesField, CountryField, country_name
from tests.common.constraints import errors_of
from tests.common.our_models import MODELS
from tests.factories import (
    FieldOfficeFactory,
    NgoFactory,
    PartnershipFactory,
    ProgrammeFactory,
    SourceDocumentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NUL_REFUSED = "Null characters are not allowed."


@pytest.mark.parametrize("code", ["BD", "YU", "XK", "TP", "CS"])
def test_a_country_may_be_a_present_or_a_historic_one(code):
    office = FieldOfficeFactory.build(country=code, countries_covered=[code])

    assert errors_of(office) == {}


@pytest.mark.parametrize("code", ["XX", "bd", "B", "ZZ"])
def test_a_code_that_is_no_country_is_refused(code):
    office = FieldOfficeFactory.build(country=code)

    errors = errors_of(office)

    assert errors == {
        "country": [f"“{code}” is not a country code; give two capital letters of ISO 3166-1, such as BD."]
    }


def test_what_yaml_makes_of_norway_is_refused():
    office = FieldOfficeFactory.build(country="False")

    errors = errors_of(office)

    assert "“False” is not a country code; give two capital letters of ISO 3166-1, such as BD." in errors["country"]


@pytest.mark.parametrize("code", ["XX", "False", ""])
def test_a_list_of_countries_with_one_that_is_none_is_refused(code):
    programme = ProgrammeFactory.build(countries=["BD", code])

    errors = errors_of(programme)

    assert set(errors) == {"countries"}
    assert errors["countries"][0].startswith("Item 2 in the array did not validate:")


def test_a_country_is_listed_once():
    programme = ProgrammeFactory.build(countries=["BD", "IN", "BD"])

    errors = errors_of(programme)

    assert set(errors) == {"countries"}


def test_countries_keep_the_order_in_which_they_are_given():
    programme = ProgrammeFactory(countries=["YU", "BD", "AF"])

    programme.refresh_from_db()

    assert programme.countries == ["YU", "BD", "AF"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BD", "Bangladesh"),
        ("XK", "Kosovo"),
        ("YU", "Federal Republic of Yugoslavia (until 2003)"),
        ("TP", "East Timor (until 2002)"),
        ("XX", "XX"),
    ],
)
def test_a_country_is_named_for_people(code, name):
    assert country_name(code) == name


def test_forms_offer_countries_by_name():
    one, several = CountryField(blank=True).formfield(), CountriesField().formfield()

    assert one.choices[0] == ("", "—")
    assert ("BD", "Bangladesh") in one.choices
    assert ("YU", "Federal Republic of Yugoslavia (until 2003)") in several.choices


@pytest.mark.parametrize(
    ("factory", "field", "value"),
    [
        (NgoFactory, "name", "IOM\0"),
        (NgoFactory, "acronym", "I\0M"),
        (NgoFactory, "note", "\0"),
        (NgoFactory, "website", "https://iom.example/\0"),
        (SourceDocumentFactory, "link", "https://iom.example/?q=\0"),
        (ProgrammeFactory, "title", "\0title"),
        (UserFactory, "name", "Ana\0"),
        (UserFactory, "email", "ana\0@iom.example"),
        (PartnershipFactory, "summary", "Together\0."),
    ],
)
def test_a_nul_character_is_refused_in_words(factory, field, value):
    row = factory.build(**{field: value})

    errors = errors_of(row)

    assert errors.get(field)


def test_a_nul_character_in_a_place_is_refused_in_words():
    programme = ProgrammeFactory.build(places=["Umbria", "Masl\0akh"])

    errors = errors_of(programme)

    assert errors["places"] == [f"Item 2 in the array did not validate: {NUL_REFUSED}"]


# Of a password only the hash is stored.
TEXT_FIELDS = [
    field
    for model in MODELS
    for field in model._meta.local_concrete_fields
    if isinstance(field, (models.CharField, models.TextField))
    and field.name != "password"
    and field.editable
    and not field.choices
]


@pytest.mark.parametrize("field", TEXT_FIELDS, ids=str)
def test_every_text_that_people_write_refuses_a_nul_character(field):
    texts = {models.URLField: "https://iom.example/\0", models.EmailField: "ana@iom.example\0"}

    with pytest.raises(ValidationError):
        field.run_validators(texts.get(type(field), "te\0xt"))
