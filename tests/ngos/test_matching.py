"""The duplicate check: which NGOs may be the described one, why, and what people answered."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ngos.actions import merge_ngos, tell_apart, undo_merge
from ngos.likeness import sound
from ngos.matching import Band, Described, blocking_identifier, candidates, described, told_apart
from ngos.merging import NotAllowedError, NotReadyError, WrongRecordError
from ngos.models import Distinction, Ngo
from tests.factories import (
    ContactFactory,
    DistinctionFactory,
    IdentifierFactory,
    NgoFactory,
    NgoNameFactory,
    NgoRelationFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def found(name="", **values):
    """Return the NGOs that may be the described one."""
    return [one.ngo for one in candidates(Described(name, **values))]


def only(name="", **values):
    """Return the only candidate."""
    (one,) = candidates(Described(name, **values))
    return one


@pytest.mark.parametrize(
    ("typed", "name", "reason"),
    [
        ("médecins SANS frontieres", "Médecins sans frontières", "The same name: Médecins sans frontières"),
        ("Каритас", "Caritas", "The same name in another script: Caritas"),
        ("Welthungerhilfe e.V.", "Welthungerhilfe", "The name differs by legal form only: Welthungerhilfe"),
        ("Cross of Amber", "Amber Cross", "The same words in another order: Amber Cross"),
        (
            "Mujeres de Cobán, asociación",
            "Women’s Association of Coban",
            "The same name in another language or spelling: Women’s Association of Coban",
        ),
        ("Ockendon Venturre", "Ockenden Venture", "Nearly the same name: Ockenden Venture"),
        ("Ibn-i Sina", "IbniSina", "Nearly the same name: IbniSina"),
        ("Ockenden", "Ockenden Venture", "One name is a part of the other: Ockenden Venture"),
        ("WOREC", "Women’s Rehabilitation Centre Kathmandu", None),
        ("WARBE", "Welfare Association of Repatriated Bangladeshi Employees", "The same acronym, or the first"),
        ("Welfare Association of Repatriated Bangladeshi Employees", "WARBE", "The same acronym, or the first"),
    ],
)
def test_a_name_is_known_again_and_the_check_says_how(typed, name, reason):
    NgoFactory(name=name)
    NgoFactory(name="Somebody Else")

    told = candidates(Described(typed))

    if reason is None:
        assert told == []
    else:
        assert [(one.ngo.name, one.reasons[0].startswith(reason)) for one in told] == [(name, True)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Caritas Bangladesh", "Caritas Sri Lanka"),
        ("World Vision Kenya", "World Vision Uganda"),
        ("Save the Children Iran", "Save the Children Iraq"),
        ("Women's Association of Bamako", "Women's Association of Dakar"),
        ("Women's Association of Dakar", "Youth Association of Dakar"),
        ("Fundación Don Bosco", "Fundación Juan Bosco"),
        ("Community Centre 12", "Community Centre 21"),
        ("Médecins Sans Frontières", "Médecins du Monde"),
        ("MSF", "MSG"),
        ("Esther Waldale Association", "Esther Morbury Association"),
    ],
)
def test_namesakes_are_told_from_each_other(typed, name):
    NgoFactory(name=name)

    assert found(typed) == []


def test_a_country_makes_the_same_name_surer_and_another_country_less_sure():
    NgoFactory(name="Caritas", headquarters="DE")

    at_home, abroad = (only("Caritas", countries=(code,)) for code in ("DE", "CH"))

    assert (at_home.band, abroad.band) == (Band.SURE, Band.PERHAPS)
    assert at_home.score > abroad.score


def test_a_country_that_one_name_leaves_out_counts_little_where_it_is_known_anyway():
    NgoFactory(name="Caritas Bangladesh")

    assert only("Caritas", countries=("BD",)).band is Band.SURE
    assert only("Caritas").band is Band.PERHAPS


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Esther Holdale Association", "Esther Waldale Association"),
        ("Association of Women of Freeton", "Organization of Women of Freeton"),
        ("Refugees of Elmwell", "Refugees of Elmwell for Human Rights"),
    ],
)
def test_what_is_only_somewhat_alike_is_never_almost_sure(typed, name):
    NgoFactory(name=name, headquarters="KE")

    assert [one for one in candidates(Described(typed, countries=("KE",))) if one.band is Band.SURE] == []


def test_among_equals_the_one_in_the_same_country_comes_first():
    far, near = NgoFactory(name="Caritas", headquarters="CH"), NgoFactory(name="Caritas", headquarters="DE")

    assert found("Caritas", countries=("DE",)) == [near, far]


def test_all_names_count_and_the_reason_says_until_when():
    ngo = NgoFactory(name="Refuge")
    NgoNameFactory(ngo=ngo, name="Shelter House", kind="former", ends_on=date(2005, 12, 31))
    NgoNameFactory(ngo=ngo, name="Maison d’accueil", kind="translation")

    assert only("Shelter House").reasons == ("The same name: Shelter House, known under this name until 2005",)
    assert only("maison d'accueil").ngo == ngo
    assert found("Nobody", other_names=("Shelter House",)) == [ngo]


def test_a_shared_acronym_says_much_of_one_who_is_known_by_it_alone_and_little_of_others():
    ngo = NgoFactory(name="International Rescue Committee", acronym="IRC")

    assert found("IRC") == [ngo]
    assert found("I.R.C.") == [ngo]
    assert found("Islamic Relief Centre", acronym="IRC") == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"website": "http://shelter.example.org/about"}, "The same website, shelter.example.org"),
        ({"emails": ("ana@Shelter.example.org",)}, "The same website, shelter.example.org"),
        ({"emails": ("ana@mail.example.com",)}, "An e-mail address at the same host, mail.example.com"),
        ({"phones": ("0041 22/717 91 11",)}, "The same telephone number"),
    ],
)
def test_a_shared_host_or_telephone_makes_a_candidate_of_one_with_another_name(said, reason):
    ngo = NgoFactory(name="Refuge", website="https://www.shelter.example.org")
    ContactFactory(ngo=ngo, email="office@mail.example.com", phone="+41 22 717 9111")

    told = only("Shelter House", **said)

    assert (told.ngo, told.band, told.reasons) == (ngo, Band.PERHAPS, (reason,))


def test_a_shared_website_makes_a_name_surer_but_not_that_of_another_branch():
    NgoFactory(name="Shelter House Trust Fund", website="https://shelter.example.org")
    NgoFactory(name="World Vision Kenya", website="https://wvi.example.org")

    assert only("Shelter House").band is Band.PERHAPS
    assert only("Shelter House", website="https://shelter.example.org").band is Band.SURE
    assert found("World Vision Uganda", website="https://wvi.example.org") == []


@pytest.mark.parametrize("website", ["https://www.facebook.com/refuge", "https://facebook.com/refuge/about"])
def test_on_a_shared_host_the_path_counts(website):
    ngo = NgoFactory(name="Refuge", website="https://facebook.com/Refuge")

    assert found("Shelter", website=website) == [ngo]
    assert found("Shelter", website="https://facebook.com/shelter") == []


def test_an_address_at_a_free_host_says_nothing():
    ContactFactory(ngo=NgoFactory(name="Refuge"), email="refuge@gmail.com")

    assert found("Shelter", emails=("shelter@gmail.com",)) == []


def test_a_shared_number_of_a_register_blocks():
    ngo = NgoFactory(name="Refuge")
    IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1026588")
    same = Described("Shelter", identifiers=(("GB-CHC", " 1026588 "),))

    (told,) = candidates(same)

    assert (told.ngo, told.score, told.band, told.is_same_identifier) == (ngo, 1.0, Band.SURE, True)
    assert told.reasons == ("The same number in a register: GB-CHC 1026588",)
    assert blocking_identifier(same) == ngo
    assert blocking_identifier(described(ngo)) is None


def test_a_retired_number_and_that_of_another_register_do_not_block():
    ngo = NgoFactory(name="Refuge")
    IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1026588", retired_on=date(2001, 1, 1))
    IdentifierFactory(ngo=NgoFactory(), scheme="GB-COH", value="01026588")
    asked = Described("Shelter", identifiers=(("GB-CHC", "1026588"),))

    (told,) = candidates(asked)

    assert (told.ngo, told.is_same_identifier) == (ngo, False)
    assert blocking_identifier(asked) is None
    assert blocking_identifier(Described("Shelter", identifiers=(("nonsense", "1"), ("GB-CHC", "")))) is None


def test_the_names_and_numbers_of_a_merged_record_count_for_its_survivor():
    old, new = NgoFactory(name="Shelter House"), NgoFactory(name="Refuge", active=True)
    NgoNameFactory(ngo=old, name="Ашрам")
    IdentifierFactory(ngo=old, scheme="GB-CHC", value="1026588")

    merge_ngos(merged=old, survivor=new, by=UserFactory(reviewer=True), words="The same.")

    assert only("Shelter House").ngo == new
    assert only("Shelter House").reasons == ("The same name: Shelter House, of a record that was merged into this one",)
    assert only("ashram").ngo == new
    assert blocking_identifier(Described("", identifiers=(("GB-CHC", "1026588"),))) == new


@pytest.mark.parametrize("status", ["proposed", "active", "dormant", "dissolved"])
def test_living_ngos_of_every_status_are_candidates(status):
    ngo = NgoFactory(name="Shelter House", **{status: True})

    assert found("Shelter House") == [ngo]


def test_a_row_is_described_with_all_it_has_and_is_not_its_own_candidate():
    ngo = NgoFactory(
        name="Refuge", acronym="RF", headquarters="CH", countries_of_presence=["BD"], website="https://r.org"
    )
    NgoNameFactory(ngo=ngo, name="Shelter")
    IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1026588")
    ContactFactory(ngo=ngo, email="a@r.org", phone="022 717 91 11")

    asked = described(ngo)

    assert asked == Described(
        "Refuge",
        ("Shelter",),
        "RF",
        ("CH", "BD"),
        (("GB-CHC", "1026588"),),
        "https://r.org",
        ("a@r.org",),
        ("022 717 91 11",),
        ngo.pk,
    )
    assert candidates(asked) == []


def test_ngos_that_were_told_apart_are_no_candidates_in_either_order():
    one, other = NgoFactory(name="Caritas"), NgoFactory(name="Caritas")
    assert candidates(described(one))

    DistinctionFactory(ngo=other, other=one)

    assert candidates(described(one)) == candidates(described(other)) == []
    assert (told_apart(one), told_apart(other)) == ([other], [one])
    assert set(found("Caritas")) == {one, other}


def test_a_branch_is_no_candidate_for_the_ngo_of_which_it_is_one():
    branch, head = NgoFactory(name="Caritas"), NgoFactory(name="Caritas")

    NgoRelationFactory(ngo=branch, other=head)

    assert candidates(described(branch)) == candidates(described(head)) == []


def test_no_more_are_told_than_were_asked_for():
    for _number in range(7):
        NgoFactory(name="Shelter House")

    assert len(candidates(Described("Shelter House"))) == 5
    assert len(candidates(Described("Shelter House"), limit=2)) == 2


@pytest.mark.parametrize("many", [2, 30])
def test_a_check_asks_at_most_three_times(many):
    for number in range(many):
        NgoNameFactory(ngo=NgoFactory(name=f"Shelter House {number}"), name=f"Maison {number}")

    for typed in ("Shelter House", "Shelterr Hause", "Nobody Knows"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            candidates(Described(typed))
        assert len(queries) <= 3


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "—",
        "!?%_\\'\"",
        "a" * 5000,
        "ab " * 2000,
        "a b " * 2000,
        "Shelter\0House",
        "\0",
        "😀🏠",
        "%s {} $$",
        "国" * 3000,
    ],
    ids=range(12),
)
def test_no_text_breaks_the_check(typed):
    NgoFactory(name="Shelter House")

    answer = found(
        typed,
        other_names=(typed,) * 30,
        acronym=typed,
        countries=("XX",),
        identifiers=(("GB-CHC", typed), ("XI-ROR", typed)),
        website=typed,
        emails=(typed, "@", "a@b@c"),
        phones=(typed, "12"),
    )

    assert answer == [] or typed == "Shelter\0House"


def test_the_reasons_are_in_the_language_of_the_reader():
    NgoFactory(name="Caritas")

    with override("fr"):
        assert only("Caritas").reasons == ("Le même nom\u00a0: Caritas",)
        assert str(Band.SURE.words) == "presque sûrement la même"


@pytest.mark.parametrize(
    "word", ["caritas", "action", "xaver", "tschad", "schule", "church", "christ", "night", "zhizn", "ccc"]
)
def test_a_word_sounds_the_same_here_and_in_postgresql(word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sound(%s)", [word])
        assert cursor.fetchone() == (sound(word),)


def test_whoever_may_add_ngos_tells_two_apart():
    one, other, ana = NgoFactory(), NgoFactory(), RegistrarFactory()

    drawn = tell_apart(ngo=one, other=other, reason=" Two towns. ", by=ana)

    assert (drawn.ngo, drawn.other, drawn.reason, drawn.by) == (one, other, "Two towns.", ana)
    assert drawn.history.get().pgh_label == "insert"


def test_what_was_answered_before_stays():
    first = DistinctionFactory()

    again = tell_apart(ngo=first.other, other=first.ngo, reason="Again.", by=UserFactory(reviewer=True))

    assert again == first
    assert Distinction.objects.get().reason == first.reason


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"by": UserFactory}, NotAllowedError),
        ({"reason": lambda: "  "}, NotReadyError),
        ({"other": lambda: None}, WrongRecordError),
        ({"other": lambda: NgoFactory(merged=True)}, WrongRecordError),
    ],
)
def test_telling_apart_is_refused(change, error):
    ngo = NgoFactory()
    values = {"other": NgoFactory(), "reason": "Two towns.", "by": UserFactory(reviewer=True)}
    values |= {name: value() or ngo for name, value in change.items()}

    with pytest.raises(error):
        tell_apart(ngo=ngo, **values)

    assert not Distinction.objects.exists()


def test_distinctions_go_to_the_survivor_of_a_merge_and_come_back_when_it_is_undone():
    old, new, third, fourth = NgoFactory(), NgoFactory(active=True), NgoFactory(name="Third"), NgoFactory(name="Fourth")
    DistinctionFactory(ngo=old, other=third)
    DistinctionFactory(ngo=fourth, other=old)

    merge = merge_ngos(merged=old, survivor=new, by=UserFactory(reviewer=True), words="The same.")
    assert told_apart(new) == [fourth, third]

    undo_merge(merge=merge, by=UserFactory(reviewer=True))
    assert (told_apart(new), told_apart(old)) == ([], [fourth, third])


def test_a_merge_of_two_that_were_told_apart_takes_that_back():
    drawn = DistinctionFactory(ngo=NgoFactory(active=True))

    merge_ngos(merged=drawn.other, survivor=drawn.ngo, by=UserFactory(reviewer=True), words="The same after all.")

    assert not Distinction.objects.exists()
    assert Ngo.objects.living().get() == drawn.ngo
