"""Offices report to one another, and in no circle."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from programmes.models import FieldOffice
from tests.factories import FieldOfficeFactory

pytestmark = pytest.mark.django_db

IN_A_CIRCLE = '"fieldoffice_reports_in_no_circle"'


def line(*names):
    """Return the offices of these names, each reporting to the one before it."""
    offices = []
    for name in names:
        offices.append(FieldOfficeFactory(name=name, parent=offices[-1] if offices else None))
    return offices


@pytest.mark.parametrize("names", [("Geneva", "Dhaka"), ("Geneva", "Bangkok", "Dhaka", "Rajshahi")])
def test_a_circle_of_offices_is_refused_in_words_and_by_postgresql(names):
    first, *_, last = line(*names)
    first.parent = last

    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    with pytest.raises(IntegrityError, match=IN_A_CIRCLE), transaction.atomic():
        first.save()

    assert refused.value.message_dict == {"parent": [f"{last.name} already reports to this office."]}


def test_a_circle_of_offices_is_refused_in_a_bulk_update():
    geneva, dhaka = line("Geneva", "Dhaka")
    geneva.parent = dhaka

    with pytest.raises(IntegrityError, match=IN_A_CIRCLE), transaction.atomic():
        FieldOffice.objects.bulk_update([geneva], ["parent"])

    geneva.refresh_from_db()
    assert geneva.parent is None


def test_a_circle_of_offices_is_refused_in_raw_sql():
    geneva, dhaka = line("Geneva", "Dhaka")

    with (
        pytest.raises(IntegrityError, match=IN_A_CIRCLE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE programmes_fieldoffice SET parent_id = %s WHERE id = %s", [dhaka.pk, geneva.pk])

    geneva.refresh_from_db()
    assert geneva.parent is None


def test_an_office_can_move_within_its_tree():
    geneva, bangkok, dhaka = line("Geneva", "Bangkok", "Dhaka")
    dhaka.parent = geneva

    dhaka.full_clean()
    dhaka.save()

    assert set(geneva.sub_offices.all()) == {bangkok, dhaka}


def test_two_offices_cannot_have_one_name():
    FieldOfficeFactory(name="IOM Dhaka")
    again = FieldOfficeFactory.build(name="IOM Dhaka")

    with pytest.raises(ValidationError, match="already exists"):
        again.full_clean()


def test_an_office_is_found_by_city_and_code():
    office = FieldOfficeFactory(name="IOM Mission", city="Dhâkâ")
    FieldOfficeFactory()

    assert list(FieldOffice.objects.search("mission dhaka")) == [office]
    assert list(FieldOffice.objects.search(office.code)) == [office]
