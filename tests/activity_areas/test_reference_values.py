"""Areas, services and people served: retired by a date, never deleted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from activity_areas.models import ActivityArea
from tests.factories import ActivityAreaFactory, ProgrammeAreaFactory, ServiceFactory

pytestmark = pytest.mark.django_db


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
