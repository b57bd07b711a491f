"""The entries of the directory: PostgreSQL keeps them, whoever changes what they tell and by whatever means."""

from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from partnerships.entries import install_entries
from partnerships.models import DirectoryEntry, Partnership, PartnershipRole
from tests.factories import (
    ActivityAreaFactory,
    FieldOfficeFactory,
    NgoFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    PartnershipPeopleFactory,
    PartnershipRoleFactory,
    PartnershipServiceFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def tags(partnership: Partnership) -> set[str]:
    """Return the tags of the partnership's entry; none where it has no entry."""
    entry = DirectoryEntry.objects.filter(partnership=partnership).first()
    return set(entry.tags) if entry else set()


def test_an_entry_tells_all_that_is_counted() -> None:
    programme = ProgrammeFactory()
    run_by = ProgrammeOfficeFactory(programme=programme).office
    row = PartnershipFactory(
        approved=True, with_area=None, with_role=None, programme=programme, stage="ongoing", in_2001=True
    )
    area = PartnershipAreaFactory(partnership=row).area
    service = PartnershipServiceFactory(partnership=row).service
    people = PartnershipPeopleFactory(partnership=row).people
    PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")

    entry = DirectoryEntry.objects.get(partnership=row)

    assert set(entry.tags) == {
        f"area:{area.pk}",
        f"service:{service.pk}",
        f"people:{people.pk}",
        "role:donor",
        "capacity:funder",
        f"office:{row.office_id}",
        f"office:{run_by.pk}",
        f"programme:{programme.pk}",
        "stage:ongoing",
    }
    row.refresh_from_db()
    assert entry.ngo == row.ngo
    for name in ("first_day", "last_day", "certainly_begun_by", "certainly_ends_from"):
        assert getattr(entry, name) == getattr(row, name)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
def test_what_is_not_approved_has_no_entry(status: str) -> None:
    assert not DirectoryEntry.objects.filter(partnership=PartnershipFactory(**{status: True})).exists()


def test_an_entry_comes_with_approval_goes_with_suspension_and_comes_back() -> None:
    row, reviewer = PartnershipFactory(submitted=True), UserFactory(reviewer=True)
    row.approve(by=reviewer)
    assert "role:implementer" in tags(row)

    row.suspend(by=reviewer, words="A complaint is looked into.")
    assert tags(row) == set()

    row.resume(by=reviewer)
    assert "role:implementer" in tags(row)


def test_an_entry_follows_every_part_that_comes_changes_or_goes() -> None:
    row = PartnershipFactory(approved=True, with_area=None, with_role=None)
    area, other = ActivityAreaFactory(), ActivityAreaFactory()
    part = PartnershipAreaFactory(partnership=row, area=area)
    assert f"area:{area.pk}" in tags(row)

    part.area = other
    part.save()
    assert {tag for tag in tags(row) if tag.startswith("area:")} == {f"area:{other.pk}"}

    part.delete()
    assert not {tag for tag in tags(row) if tag.startswith("area:")}


def test_an_entry_follows_office_programme_days_and_ngo() -> None:
    row = PartnershipFactory(approved=True)
    office, programme, ngo = FieldOfficeFactory(), ProgrammeFactory(), NgoFactory()

    Partnership.objects.filter(pk=row.pk).update(
        office=office, programme=programme, ngo=ngo, first_day=date(2003, 1, 2), date_precision="day"
    )

    assert {f"office:{office.pk}", f"programme:{programme.pk}"} <= tags(row)
    entry = DirectoryEntry.objects.get(partnership=row)
    assert (entry.ngo, entry.first_day) == (ngo, date(2003, 1, 2))


def test_an_entry_follows_the_offices_of_its_programme() -> None:
    row = PartnershipFactory(approved=True, programme=ProgrammeFactory())
    through = ProgrammeOfficeFactory(programme=row.programme)
    assert f"office:{through.office_id}" in tags(row)

    through.delete()

    assert f"office:{through.office_id}" not in tags(row)


def test_many_rows_changed_in_one_statement_each_have_their_entry() -> None:
    rows = [PartnershipFactory(approved=True) for _ in range(3)]

    PartnershipRole.objects.filter(partnership__in=rows).update(role="donor", capacity="funder")

    assert all({"role:donor", "capacity:funder"} <= tags(row) for row in rows)


def test_a_change_of_what_is_not_counted_writes_no_entry() -> None:
    row = PartnershipFactory(approved=True)
    before = _version(row)

    row.summary = "Other words."
    row.save()

    assert _version(row) == before


def _version(row: Partnership) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM partnerships_directoryentry WHERE partnership_id = %s", [row.pk])
        return str(cursor.fetchone()[0])


def test_entries_that_lack_are_made_when_the_function_is_new() -> None:
    row = PartnershipFactory(approved=True)
    DirectoryEntry.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION index_partnerships IS 'of old'")

    install_entries(plan=[])

    assert "role:implementer" in tags(row)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_a_partnership_at_once_the_entry_knows_both() -> None:
    row = PartnershipFactory(approved=True, with_area=None, with_role=None)
    written = Event()

    def elsewhere() -> None:
        written.wait(10)
        PartnershipRoleFactory(partnership_id=row.pk, partnership=None, role="donor", capacity="funder")
        connection.close()

    other = Thread(target=elsewhere)
    other.start()
    with transaction.atomic():
        PartnershipRoleFactory(partnership=row, role="grantee", capacity="grant_recipient")
        written.set()
        _await_lock()
    other.join()

    assert {"role:donor", "role:grantee"} <= tags(row)


def _await_lock() -> None:
    """Wait until another session waits for a lock of ours."""
    with connection.cursor() as cursor:
        for _round in range(1000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    pytest.fail("Nobody waits.")
