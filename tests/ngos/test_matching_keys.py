"""What NGOs are looked up by in the duplicate check, and that PostgreSQL keeps it, whatever is changed."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from ngos.actions import merge_ngos, undo_merge
from ngos.models import Contact, Identifier, Ngo, NgoKeys, NgoName
from tests.factories import (
    ContactFactory,
    IdentifierFactory,
    NgoFactory,
    NgoNameFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def keys(ngo, kinds="wjadmpir"):
    """Return the NGO's keys of these kinds."""
    return {key for key in NgoKeys.objects.get(ngo=ngo).keys if key[0] in kinds}


def run(sql, *values):
    """Run SQL past Django."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_ngo_has_the_keys_of_all_that_is_known_of_it():
    ngo = NgoFactory(name="Médecins du Monde", acronym="MdM", website="https://user@www.Example.org:8080/fr/about?x=1")
    NgoNameFactory(ngo=ngo, name="Ärzte")
    IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1026588")
    ContactFactory(ngo=ngo, email="ana@Mail.example.org", phone="+41 (0)22 717 91 11")

    assert keys(ngo) == {
        *("w:medecins", "w:du", "w:monde", "j:medecinsdumonde", "a:mdm"),
        *("w:mdm", "j:mdm", "w:arzte", "j:arzte"),
        *("d:example.org", "d:example.org/fr", "i:GB-CHC:1026588", "m:mail.example.org", "p:27179111"),
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("International Organization for Migration", {"a:iom", "a:iofm"}),
        ("Two Words", set()),
        ("平和の会", set()),
    ],
)
def test_initials_are_those_with_and_without_small_words(name, expected):
    assert keys(NgoFactory(name=name), "a") == expected


def test_keys_follow_every_change():
    ngo = NgoFactory(name="Old", acronym="O", website="https://old.example")
    name, number = NgoNameFactory(ngo=ngo, name="Ancient"), IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1000001")
    contact = ContactFactory(ngo=ngo, email="a@old.example", phone="")

    Ngo.objects.update(name="New", acronym="", website="")
    NgoName.objects.update(name="Novel")
    Identifier.objects.update(retired_on="2001-01-01")
    Contact.objects.update(email="", phone="00 11 22 33 44")
    assert keys(ngo) == {"w:new", "j:new", "w:novel", "j:novel", "r:GB-CHC:1000001", "p:11223344"}

    for row in (name, number, contact):
        row.delete()
    assert keys(ngo) == {"w:new", "j:new"}

    ngo.delete()
    assert not NgoKeys.objects.exists()


def test_keys_follow_raw_sql():
    ngos = Ngo.objects.bulk_create(NgoFactory.build(name=name) for name in ("Ana", "Ben"))

    run("UPDATE ngos_ngo SET name = 'Plain ' || name")
    assert [keys(ngo, "w") for ngo in ngos] == [{"w:plain", "w:ana"}, {"w:plain", "w:ben"}]

    run("DELETE FROM ngos_ngo")
    assert not NgoKeys.objects.exists()


def test_a_change_of_something_else_leaves_the_keys_alone():
    ngo = NgoFactory(name="One")
    written = "SELECT xmin::text, xmax::text FROM ngos_ngokeys WHERE ngo_id = %s"
    with connection.cursor() as cursor:
        cursor.execute(written, [ngo.pk])
        before = cursor.fetchone()

        Ngo.objects.update(note="Called on Monday.", scope="local")
        cursor.execute(written, [ngo.pk])

        assert cursor.fetchone() == before


def test_a_merged_record_gives_its_keys_to_the_survivor_until_the_merge_is_undone():
    old, new = NgoFactory(name="Shelter"), NgoFactory(name="Refuge", active=True)
    NgoNameFactory(ngo=old, name="Ashram")
    ContactFactory(ngo=old, email="a@old.example")

    merge = merge_ngos(merged=old, survivor=new, by=UserFactory(reviewer=True), words="The same.")
    assert keys(old) == set()
    assert keys(new) == {*("w:shelter", "j:shelter", "w:ashram", "j:ashram", "w:refuge", "j:refuge"), "m:old.example"}

    undo_merge(merge=merge, by=UserFactory(reviewer=True))
    assert keys(old, "wm") == {"w:shelter", "w:ashram", "m:old.example"}
    assert keys(new, "wm") == {"w:refuge"}


def test_a_migration_makes_the_keys_that_are_missing():
    ngo = NgoFactory(name="One")
    NgoKeys.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert keys(ngo, "w") == {"w:one"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_one_ngo_at_once_neither_loses_what_the_other_added():
    ngo = NgoFactory(name="One")

    def add_another() -> None:
        try:
            NgoNameFactory(ngo=ngo, name="Three")
        finally:
            connection.close()

    other = threading.Thread(target=add_another)
    with transaction.atomic():
        NgoNameFactory(ngo=ngo, name="Two")
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive()
    other.join()

    assert keys(ngo, "w") == {"w:one", "w:two", "w:three"}
