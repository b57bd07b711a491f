"""Areas, services and people served: retired by a date, never deleted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import override

from activity_areas.models import ActivityArea
from tests.admin.forms import opened
from tests.admin.visits import page_of, saved, signed_in
from tests.factories import (
    ActivityAreaFactory,
    PeopleServedFactory,
    ProgrammeAreaFactory,
    ServiceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

each_kind = pytest.mark.parametrize("factory", [ActivityAreaFactory, ServiceFactory, PeopleServedFactory])
IN_FRENCH = {"name_fr": "Migration de main-d’œuvre", "description_fr": "Migrer pour travailler."}
IN_SPANISH = {"name_es": "Migración laboral", "description_es": "Migrar para trabajar."}
LABOUR = {"name": "Labour migration", "description": "Migrating for work.", **IN_FRENCH, **IN_SPANISH}


@pytest.mark.parametrize(
    ("retired_on", "is_in_use"),
    [(None, True), (date(2026, 5, 5), True), (date(2026, 5, 4), False), (date(2026, 5, 3), False)],
)
def test_an_area_is_in_use_until_the_day_it_is_retired(retired_on, is_in_use):
    ActivityAreaFactory(retired_on=retired_on)

    rows = ActivityArea.objects.in_use(date(2026, 5, 4))

    assert rows.exists() == is_in_use


def test_areas_stand_in_the_order_of_the_page():
    second = ActivityAreaFactory(order=1002)
    first = ActivityAreaFactory(order=1001)

    areas = list(ActivityArea.objects.all())

    assert areas == [first, second]


def test_two_areas_cannot_have_one_code():
    ActivityAreaFactory(code="return")
    again = ActivityAreaFactory.build(code="return")

    with pytest.raises(ValidationError, match="already exists"):
        again.full_clean()
    with pytest.raises(IntegrityError, match="activity_areas_activityarea_code_key"):
        again.save()


@pytest.mark.parametrize("factory", [ProgrammeAreaFactory, ServiceFactory])
def test_an_area_that_something_names_cannot_be_deleted(factory):
    area = ActivityAreaFactory()
    factory(area=area)

    with pytest.raises(ProtectedError):
        area.delete()


def test_an_area_is_found_again_by_its_code():
    area = ActivityAreaFactory(code="counter-trafficking")

    found = ActivityArea.objects.get_by_natural_key("counter-trafficking")

    assert found == area
    assert area.natural_key() == ("counter-trafficking",)


@each_kind
@pytest.mark.parametrize(
    ("language", "name", "explanation"),
    [
        ("en", LABOUR["name"], LABOUR["description"]),
        ("fr", LABOUR["name_fr"], LABOUR["description_fr"]),
        ("es", LABOUR["name_es"], LABOUR["description_es"]),
        (None, LABOUR["name"], LABOUR["description"]),
    ],
)
def test_a_value_speaks_the_language_of_its_reader(factory, language, name, explanation):
    value = factory(**LABOUR)

    with override(language):
        told = (str(value), value.explanation)

    assert told == (name, explanation)


@each_kind
@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_value_without_a_translation_speaks_english(factory, language):
    value = factory(name="Labour migration", description="Migrating for work.")

    with override(language):
        told = (str(value), value.explanation)

    assert told == ("Labour migration", "Migrating for work.")


@each_kind
@pytest.mark.parametrize("words", ["labour", "main d'oeuvre", "MAIN-D’ŒUVRE", "migracion", "Migración laboral"])
def test_a_value_is_found_by_its_name_in_each_language(factory, words):
    value = factory(**LABOUR)
    factory()

    found = type(value).objects.search(words)

    assert list(found) == [value]


@each_kind
def test_staff_keep_the_words_in_other_languages(factory):
    value = factory(name="Labour migration")
    client = signed_in(UserFactory(reviewer=True))
    form = opened(client, page_of(value), "name_fr")

    answer = saved(client, value, form.fill(**IN_FRENCH, **IN_SPANISH))

    assert answer.status_code == 302
    value.refresh_from_db()
    assert {column: getattr(value, column) for column in LABOUR} == {**LABOUR, "description": ""}
