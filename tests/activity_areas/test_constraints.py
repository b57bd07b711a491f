"""What PostgreSQL refuses of areas, and what people are told."""

import pytest

from tests.common.constraints import assert_people_are_told, assert_postgresql_refuses, broken_citation
from tests.factories import ActivityAreaCitationFactory

BROKEN = [*broken_citation(ActivityAreaCitationFactory, "area")]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told(broken):
    assert_people_are_told(broken)
