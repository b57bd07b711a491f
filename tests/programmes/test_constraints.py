"""What PostgreSQL refuses of offices and programmes, and what people are told."""

import pytest

from tests.common.constraints import (
    Broken,
    assert_people_are_told,
    assert_postgresql_refuses,
    broken_citation,
    broken_dates,
    unsaved,
)
from tests.factories import (
    FieldOfficeCitationFactory,
    FieldOfficeFactory,
    ProgrammeAreaFactory,
    ProgrammeCitationFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
)


def office_that_reports_to_itself():
    office = FieldOfficeFactory()
    office.parent = office
    return office


def area_named_twice():
    first = ProgrammeAreaFactory()
    return unsaved(ProgrammeAreaFactory, programme=first.programme, area=first.area)


def second_leading_area():
    first = ProgrammeAreaFactory(is_lead=True)
    return unsaved(ProgrammeAreaFactory, programme=first.programme, is_lead=True)


def office_named_twice():
    first = ProgrammeOfficeFactory()
    return unsaved(ProgrammeOfficeFactory, programme=first.programme, office=first.office)


BROKEN = [
    *broken_dates(FieldOfficeFactory),
    *broken_dates(ProgrammeFactory),
    *broken_citation(FieldOfficeCitationFactory, "office"),
    *broken_citation(ProgrammeCitationFactory, "programme"),
    Broken(
        "fieldoffice_does_not_report_to_itself",
        "An office cannot report to itself.",
        office_that_reports_to_itself,
    ),
    Broken("programmearea_is_named_once", "The programme has this area already.", area_named_twice),
    Broken("programmearea_one_leads", "Only one area of a programme can lead.", second_leading_area),
    Broken("programmeoffice_is_named_once", "The programme has this office already.", office_named_twice),
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told(broken):
    assert_people_are_told(broken)
