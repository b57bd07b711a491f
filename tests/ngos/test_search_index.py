"""What an NGO is found by, and that PostgreSQL keeps it, whatever is changed and by whatever means."""

import threading
from time import monotonic, sleep

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from common.querysets import LONGEST_SEARCH
from ngos.actions import merge_ngos, undo_merge
from ngos.models import KnownWord, Ngo, NgoName, NgoWords
from ngos.search import Kind, Replaced, understood
from partnerships.models import Partnership
from programmes.models import Programme
from tests.factories import (
    FieldOfficeFactory,
    IdentifierFactory,
    NgoFactory,
    NgoNameFactory,
    OfficeReviewerFactory,
    PartnershipFactory,
    ProgrammeFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def words(ngo):
    """Return the words of the NGO with their weights, without its code."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, weights[1] FROM ngos_ngowords, unnest(vector) WHERE ngo_id = %s AND lexeme !~ %s",
            [ngo.pk, "ngo$"],
        )
        return dict(cursor.fetchall())


def run(sql, *values):
    """Run SQL past Django."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def two_records():
    """Return a record and another of the same organization."""
    old = NgoFactory(name="Shelter House", acronym="SH", active=True)
    NgoNameFactory(ngo=old, name="Ашрам")
    IdentifierFactory(ngo=old, scheme="GB-CHC", value="1026588")
    return old, NgoFactory(name="Refuge", active=True)


def test_a_name_weighs_most_then_other_names_then_numbers_then_programmes():
    ngo = NgoFactory(name="Médecins", acronym="MSF")
    NgoNameFactory(ngo=ngo, name="Ärzte")
    IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1026588")
    PartnershipFactory(ngo=ngo, programme=ProgrammeFactory(title="Return", acronym="RTN"), approved=True)

    expected = {
        "medecins": "A",
        "msf": "A",
        "arzte": "B",
        "gb": "C",
        "chc": "C",
        "1026588": "C",
        "return": "D",
        "rtn": "D",
    }
    assert words(ngo) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("M.S.F. Belgium", {"m", "s", "f", "msf", "belgium"}),
        ("Œuvre d’Afrique", {"oeuvre", "dafrique", "d", "afrique"}),
        ("Women's Aid", {"womens", "women", "s", "aid"}),
        ("平和の会", {"平和", "和の", "の会", "会"}),
        ("国境", {"国境", "境"}),
        ("ワールド・ビジョン", {"ワー", "ール", "ルド", "ド", "ビジ", "ジョ", "ョン", "ン"}),
        ("Hope 水", {"hope", "水"}),
        ("A" * 250, {"a" * 100}),
        ("ﷺ" * 250, None),
        ("—", set()),
    ],
)
def test_words_are_folded_split_and_joined(name, expected):
    ngo = NgoFactory(name=name)

    assert expected is None or set(words(ngo)) == expected
    assert expected == set() or list(Ngo.objects.search(name[:LONGEST_SEARCH])) == [ngo]


def test_words_follow_a_changed_name_and_acronym():
    ngo = NgoFactory(name="Old", acronym="O")

    Ngo.objects.update(name="New", acronym="N")

    assert words(ngo) == {"new": "A", "n": "A"}


@pytest.mark.parametrize("factory", [NgoNameFactory, IdentifierFactory])
def test_words_follow_other_names_and_identifiers(factory):
    ngo, other = NgoFactory(name="One"), NgoFactory(name="Other")
    column = "name" if factory is NgoNameFactory else "value"

    row = factory(ngo=ngo, **{column: "1111"})
    assert "1111" in words(ngo)

    setattr(row, column, "2222")
    row.save()
    assert "2222" in words(ngo)
    assert "1111" not in words(ngo)

    row.ngo = other
    row.save()
    assert "2222" not in words(ngo)
    assert "2222" in words(other)

    row.delete()
    assert set(words(other)) == {"other"}


def test_a_number_is_found_with_and_without_its_signs_and_its_scheme():
    ngo = NgoFactory()
    IdentifierFactory(ngo=ngo, scheme="US-EIN", value="13-1685039")

    for typed in ("13-1685039", "131685039", "US-EIN-13-1685039", "13 1685"):
        assert list(Ngo.objects.search(typed)) == [ngo]


def test_words_follow_bulk_changes_and_raw_sql():
    ngos = Ngo.objects.bulk_create(NgoFactory.build(name=f"Bulk {name}") for name in ("Ana", "Ben"))
    NgoName.objects.bulk_create(NgoName(ngo=ngo, name="Both") for ngo in ngos)
    assert [set(words(ngo)) for ngo in ngos] == [{"bulk", "ana", "both"}, {"bulk", "ben", "both"}]

    run("UPDATE ngos_ngoname SET name = 'Ambos'")
    run("UPDATE ngos_ngo SET name = 'Plain ' || name")
    assert [set(words(ngo)) for ngo in ngos] == [{"plain", "bulk", "ana", "ambos"}, {"plain", "bulk", "ben", "ambos"}]

    run("DELETE FROM ngos_ngoname")
    assert set(words(ngos[0])) == {"plain", "bulk", "ana"}


def test_a_change_of_something_else_leaves_the_words_alone():
    ngo = NgoFactory(name="One")
    written = "SELECT xmin::text, xmax::text FROM ngos_ngowords"
    with connection.cursor() as cursor:
        cursor.execute(written)
        before = cursor.fetchone()

        Ngo.objects.update(note="Called on Monday.", website="https://one.example")
        NgoNameFactory(ngo=NgoFactory(name="Other"))
        cursor.execute(f"{written} WHERE ngo_id = %s", [ngo.pk])

        assert cursor.fetchone() == before


@pytest.mark.parametrize("how", ["one", "many", "sql"])
def test_words_go_with_their_ngo(how):
    ngo = NgoFactory()
    NgoNameFactory(ngo=ngo)

    if how == "one":
        ngo.delete()
    elif how == "many":
        Ngo.objects.all().delete()
    else:
        run("DELETE FROM ngos_ngoname; DELETE FROM ngos_ngo")

    assert not NgoWords.objects.exists()
    run("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_merged_record_is_found_through_its_survivor_until_the_merge_is_undone():
    old, new = two_records()
    before = words(old), words(new)

    merge = merge_ngos(merged=old, survivor=new, by=UserFactory(reviewer=True), words="The same.")

    of_the_old = {"shelter": "B", "house": "B", "sh": "B", "ashram": "B", "gb": "C", "chc": "C", "1026588": "C"}
    assert words(new) == {"refuge": "A", **of_the_old}
    for typed in ("shelter house", "SH", "Ашрам", "1026588", old.code, "refuge shelter"):
        assert list(Ngo.objects.living().search(typed)) == [new]
    assert set(words(old)) >= {"shelter", "house"}

    undo_merge(merge=merge, by=UserFactory(reviewer=True))

    assert (words(old), words(new)) == before


def test_words_follow_the_names_of_a_merged_record():
    survivor = NgoFactory(name="Refuge", active=True)
    old = NgoFactory(name="Shelter", merged=True, merged_into=survivor)
    name = NgoNameFactory(ngo=old, name="Ashram")
    assert set(words(survivor)) == {"refuge", "shelter", "ashram"}

    Ngo.objects.filter(pk=old.pk).update(name="Home")
    name.delete()
    assert set(words(survivor)) == {"refuge", "home"}

    old.delete()
    assert set(words(survivor)) == {"refuge"}


def test_titles_count_from_the_approval_of_a_partnership_until_it_is_suspended():
    office = FieldOfficeFactory()
    partnership = PartnershipFactory(office=office, programme=ProgrammeFactory(title="Umbria"), complete=True)
    ngo = partnership.ngo
    registrar, reviewer = RegistrarFactory(office=office), OfficeReviewerFactory(office=office)

    partnership.submit(by=registrar)
    assert "umbria" not in words(ngo)

    partnership.approve(by=reviewer)
    assert words(ngo)["umbria"] == "D"

    partnership.suspend(by=reviewer, words="For now.")
    assert "umbria" not in words(ngo)

    partnership.resume(by=reviewer)
    assert "umbria" in words(ngo)


def test_titles_follow_a_partnership_to_another_ngo_and_another_programme():
    partnership = PartnershipFactory(programme=ProgrammeFactory(title="Umbria"), approved=True)
    ngo, other = partnership.ngo, NgoFactory(active=True)

    Partnership.objects.update(ngo=other)
    assert ("umbria" in words(ngo), "umbria" in words(other)) == (False, True)

    Partnership.objects.update(programme=ProgrammeFactory(title="Mekong"))
    assert ("umbria" in words(other), "mekong" in words(other)) == (False, True)

    Partnership.objects.update(programme=None)
    assert "mekong" not in words(other)


def test_titles_follow_a_programme_that_is_given_another():
    programme = ProgrammeFactory(title="Umbria")
    partnerships = PartnershipFactory.create_batch(2, programme=programme, approved=True)
    draft = PartnershipFactory(programme=programme)

    Programme.objects.update(title="Perugia", acronym="PRG")

    for partnership in partnerships:
        assert {"perugia", "prg"} < set(words(partnership.ngo))
        assert "umbria" not in words(partnership.ngo)
    assert "perugia" not in words(draft.ngo)


def test_words_are_known_once_they_occur_but_numbers_and_codes_are_not():
    NgoFactory(name="Médecins 1971 Q 平和")
    NgoFactory(name="Médecins")

    assert list(KnownWord.objects.values_list("word", "sound")) == [("medecins", "mtsn")]


def test_migrate_indexes_the_ngos_that_have_no_words():
    ngo = NgoFactory(name="Médecins")
    run("DELETE FROM ngos_ngowords; DELETE FROM ngos_knownword")

    call_command("migrate", verbosity=0, skip_checks=True)

    assert set(words(ngo)) == {"medecins"}
    assert KnownWord.objects.count() == 1


def test_migrate_indexes_every_ngo_where_the_functions_changed():
    ngo = NgoFactory(name="Médecins")
    run("UPDATE ngos_ngowords SET vector = 'wrong'; COMMENT ON FUNCTION index_ngos IS 'of an earlier release'")

    call_command("migrate", verbosity=0, skip_checks=True)

    assert set(words(ngo)) == {"medecins"}


class Meanwhile(threading.Thread):
    """Somebody else's transaction, which runs while the test's own is open, up to where it must wait for it."""

    def __init__(self, deed):
        super().__init__()
        self.deed = deed

    def run(self):
        """Do it in one transaction, on a connection of its own."""
        try:
            with transaction.atomic():
                self.deed()
        finally:
            connection.close()

    def start_and_wait(self):
        """Start, and return when it waits for a lock."""
        self.start()
        until = monotonic() + 20
        with connection.cursor() as cursor:
            waiting = False
            while not waiting and monotonic() < until:
                sleep(0.02)
                cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid())")
                (waiting,) = cursor.fetchone()
        assert waiting


@pytest.mark.django_db(transaction=True)
def test_two_people_who_name_one_ngo_at_once_both_count():
    ngo = NgoFactory(name="Refuge")
    other = Meanwhile(lambda: NgoName.objects.create(ngo_id=ngo.pk, name="Second"))

    with transaction.atomic():
        NgoName.objects.create(ngo=ngo, name="First")
        other.start_and_wait()
    other.join()

    assert set(words(ngo)) == {"refuge", "first", "second"}


@pytest.mark.django_db(transaction=True)
def test_a_name_given_to_a_record_while_it_is_merged_counts_for_its_survivor():
    old, new = two_records()
    other = Meanwhile(lambda: NgoName.objects.create(ngo_id=old.pk, name="Late"))

    with transaction.atomic():
        Ngo.objects.filter(pk=old.pk).update(status="merged", merged_into=new)
        other.start_and_wait()
    other.join()

    assert "late" in words(new)


@pytest.mark.parametrize(
    ("typed", "kind", "replaced"),
    [
        ("", Kind.EVERYTHING, []),
        ("  ", Kind.EVERYTHING, []),
        ("— %", Kind.NOTHING, []),
        ("sans medec", Kind.STRICT, []),
        ("medcins sans frontiers", Kind.SIMILAR, [("medcins", "medecins"), ("frontiers", "frontieres")]),
        ("медсен сан фронтьер", Kind.SIMILAR, [("medsen", "medecins"), ("san", "sans"), ("fronter", "frontieres")]),
        ("welt hunger", Kind.SIMILAR, [("hunger", "welthungerhilfe")]),
        ("sans hilfe", Kind.SOME, [("hilfe", "welthungerhilfe")]),
        ("medcins sans oxfam", Kind.SOME, [("medcins", "medecins")]),
        ("oxfam", Kind.NOTHING, []),
        ("MSG", Kind.NOTHING, []),
        ("МСГ", Kind.NOTHING, []),
        ("1972", Kind.NOTHING, []),
    ],
)
def test_it_is_told_how_a_text_was_understood_and_what_was_replaced(
    typed, kind, replaced, django_assert_max_num_queries
):
    NgoFactory(name="Médecins Sans Frontières", acronym="MSF")
    NgoFactory(name="Welthungerhilfe 1971")

    with django_assert_max_num_queries(1):
        asked = understood(typed)

    assert asked.kind == kind
    assert asked.replaced == tuple(Replaced(*pair) for pair in replaced)


def test_what_is_similar_can_be_asked_for_outright():
    exact, alike = NgoFactory(name="Karitas"), NgoFactory(name="Caritas")
    assert list(Ngo.objects.search("karitas")) == [exact]

    asked = understood("karitas", similar=True)

    assert asked.kind == Kind.SIMILAR
    assert list(Ngo.objects.found_by(asked).best_match_first(asked)) == [exact, alike]


def test_the_best_match_comes_first():
    by_title = PartnershipFactory(
        ngo__name="Zonta", programme=ProgrammeFactory(title="Care for All"), approved=True
    ).ngo
    by_other_name = NgoNameFactory(ngo=NgoFactory(name="Action"), name="Care").ngo
    longer = NgoFactory(name="Care of the Elderly")
    by_beginning = NgoFactory(name="Careers")
    same = [NgoFactory(name="CARE"), NgoFactory(name="Care")]

    asked = understood("care")

    found = Ngo.objects.found_by(asked).best_match_first(asked)
    assert list(found) == [*same, longer, by_other_name, by_beginning, by_title]


def test_where_nothing_was_asked_names_give_the_order():
    last, first = NgoFactory(name="Zonta"), NgoFactory(name="Amel")

    asked = understood("")

    assert list(Ngo.objects.found_by(asked).best_match_first(asked)) == [first, last]


@pytest.mark.parametrize(
    "typed", ["' | !a:* & \\ <-> (", "a b c d e f g h i j k l m n", "é" * 200, "水 " * 100, "ab " * 66, "\U0001f600 a"]
)
def test_whatever_is_typed_is_borne(typed):
    NgoFactory(name="Médecins Sans Frontières")

    assert list(Ngo.objects.search(typed)) == []
