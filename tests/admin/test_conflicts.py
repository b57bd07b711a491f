"""Two people on one record: the second to save is told what changed, keeps what was typed, and may apply it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ngos.models import Ngo, NgoName, ObserverDecision
from partnerships.models import Partnership, PartnershipRole
from tests.admin.forms import FormData, faults_on, form_on, opened, words_on
from tests.admin.visits import page_of, saved, signed_in
from tests.factories import (
    FieldOfficeFactory,
    NgoFactory,
    NgoNameFactory,
    ObserverDecisionFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOTHING_SAVED = "Nothing is saved yet. What you typed is kept: look it over, and save again to apply it."


@pytest.fixture
def ngo() -> Ngo:
    return NgoFactory(name="Shelter", acronym="SH", active=True)


@pytest.fixture
def ana() -> Client:
    return signed_in(UserFactory(reviewer=True, name="Ana"))


@pytest.fixture
def ben() -> Client:
    return signed_in(UserFactory(reviewer=True, name="Ben"))


def told(answer: Any) -> str:
    """Return what the form that came back tells."""
    assert answer.status_code == 200
    words = words_on(answer)
    assert NOTHING_SAVED in words
    return words


def save_meanwhile(client: Client, row: Any, **values: object) -> None:
    """Change a record as somebody else does in between."""
    assert saved(client, row, opened(client, page_of(row)).fill(**values)).status_code == 302


def test_who_saves_alone_is_not_stopped(ngo: Ngo, ana: Client) -> None:
    answer = saved(ana, ngo, opened(ana, page_of(ngo)).fill(acronym="SHL"))

    assert answer.status_code == 302
    assert Ngo.objects.get().acronym == "SHL"


def test_another_field_takes_its_newer_value_and_the_second_is_told(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = opened(ana, page_of(ngo))
    save_meanwhile(ben, ngo, acronym="SHL", countries_of_presence=["BD", "NP"], founded_on="2001-02-03")

    answer = saved(ana, ngo, form.fill(website="https://shelter.example"))

    said = told(answer)
    assert "Ben changed the NGO meanwhile" in said
    assert "acronym from “SH” to “SHL”" in said
    assert "You changed this too" not in said
    assert Ngo.objects.get().website == ""
    again = saved(ana, ngo, form_on(answer, "_seen"))
    assert again.status_code == 302
    row = Ngo.objects.get()
    assert (row.acronym, row.website, row.countries_of_presence, row.founded_on) == (
        "SHL",
        "https://shelter.example",
        ["BD", "NP"],
        date(2001, 2, 3),
    )


def test_the_same_field_keeps_what_was_typed(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = opened(ana, page_of(ngo))
    save_meanwhile(ben, ngo, acronym="BEN")

    answer = saved(ana, ngo, form.fill(acronym="ANA"))

    assert "You changed this too: Acronym. Your values stand in the form." in told(answer)
    assert form_on(answer, "_seen")["acronym"] == ["ANA"]
    assert Ngo.objects.get().acronym == "BEN"
    assert saved(ana, ngo, form_on(answer, "_seen")).status_code == 302
    assert Ngo.objects.get().acronym == "ANA"


def test_the_same_value_typed_by_both_is_no_contradiction(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = opened(ana, page_of(ngo))
    save_meanwhile(ben, ngo, acronym="SHL")

    said = told(saved(ana, ngo, form.fill(acronym="SHL")))

    assert "You changed this too" not in said


def test_a_third_change_between_is_told_once_more(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = opened(ana, page_of(ngo))
    save_meanwhile(ben, ngo, acronym="B1")
    first = saved(ana, ngo, form.fill(note="Ana's"))
    save_meanwhile(ben, ngo, acronym="B2")

    second = saved(ana, ngo, form_on(first, "_seen"))

    assert "acronym from “B1” to “B2”" in told(second)
    assert "from “SH”" not in told(second)


def test_a_part_added_meanwhile_is_told_and_stays(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = opened(ana, page_of(ngo))
    bens = opened(ben, page_of(ngo))
    bens.add("names", name="Abri", kind="translation")
    saved(ben, ngo, bens)
    form.add("names", name="Refugio", kind="translation")

    answer = saved(ana, ngo, form)

    assert "Ben added the other name meanwhile" in told(answer)
    assert saved(ana, ngo, form_on(answer, "_seen")).status_code == 302
    assert set(NgoName.objects.values_list("name", flat=True)) == {"Abri", "Refugio"}


def test_a_part_changed_meanwhile_takes_its_newer_value(ngo: Ngo, ana: Client, ben: Client) -> None:
    name = NgoNameFactory(ngo=ngo, name="Abri", kind="translation")
    form = opened(ana, page_of(ngo))
    bens = opened(ben, page_of(ngo))
    saved(ben, ngo, bens.change("names", 0, language="fr", name="L'Abri"))

    answer = saved(ana, ngo, form.change("names", 0, source="annex 23", name="Abris"))

    said = told(answer)
    assert "language from “—” to “fr”" in said
    assert "You changed this too: Name." in said
    saved(ana, ngo, form_on(answer, "_seen"))
    name.refresh_from_db()
    assert (name.name, name.language, name.source) == ("Abris", "fr", "annex 23")


def test_a_part_deleted_meanwhile_is_told_and_does_not_come_back(ngo: Ngo, ana: Client, ben: Client) -> None:
    for name in ("Abri", "Refugio", "Zuflucht"):
        NgoNameFactory(ngo=ngo, name=name)
    form = opened(ana, page_of(ngo))
    form.add("names", name="Schronisko", kind="translation")
    saved(ben, ngo, opened(ben, page_of(ngo)).change("names", 1, DELETE=True))

    answer = saved(ana, ngo, form.change("names", 2, language="de"))

    said = told(answer)
    assert "Ben deleted the other name meanwhile: name from “Refugio” to “—”" in said
    assert "You changed this too" not in said
    assert saved(ana, ngo, form_on(answer, "_seen")).status_code == 302
    assert set(NgoName.objects.values_list("name", "language")) == {
        ("Abri", ""),
        ("Zuflucht", "de"),
        ("Schronisko", ""),
    }


def test_what_was_typed_into_a_part_deleted_meanwhile_stands_as_a_new_part(ngo: Ngo, ana: Client, ben: Client) -> None:
    NgoNameFactory(ngo=ngo, name="Abri")
    form = opened(ana, page_of(ngo))
    saved(ben, ngo, opened(ben, page_of(ngo)).change("names", 0, DELETE=True))

    answer = saved(ana, ngo, form.change("names", 0, name="Abris"))

    assert "You changed this too: Name." in told(answer)
    assert not NgoName.objects.exists()
    assert saved(ana, ngo, form_on(answer, "_seen")).status_code == 302
    assert NgoName.objects.get().name == "Abris"


def test_a_part_deleted_while_somebody_else_changed_it_is_told(ngo: Ngo, ana: Client, ben: Client) -> None:
    NgoNameFactory(ngo=ngo, name="Abri")
    form = opened(ana, page_of(ngo))
    saved(ben, ngo, opened(ben, page_of(ngo)).change("names", 0, language="fr"))

    answer = saved(ana, ngo, form.change("names", 0, DELETE=True))

    assert "language from “—” to “fr”" in told(answer)
    assert NgoName.objects.exists()
    saved(ana, ngo, form_on(answer, "_seen"))
    assert not NgoName.objects.exists()


def test_a_bulk_update_is_told_too(ngo: Ngo, ana: Client) -> None:
    form = opened(ana, page_of(ngo))
    Ngo.objects.filter(pk=ngo.pk).update(scope="local")

    said = told(saved(ana, ngo, form.fill(acronym="SHL")))

    assert "scope from “—” to “local”" in said
    assert "Unknown user changed the NGO meanwhile" in said


def test_raw_sql_is_told_too(ngo: Ngo, ana: Client) -> None:
    form = opened(ana, page_of(ngo))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ngos_ngo SET acronym = 'SQL' WHERE id = %s", [ngo.pk])

    said = told(saved(ana, ngo, form.fill(acronym="SHL")))

    assert "acronym from “SH” to “SQL”" in said
    assert "You changed this too: Acronym." in said


def test_moves_of_the_review_are_told_to_whoever_still_edits(ana: Client) -> None:
    row = PartnershipFactory(submitted=True)
    PartnershipRole.objects.all().delete()
    kept = PartnershipRoleFactory(partnership=row)
    form = opened(ana, page_of(row))
    Partnership.objects.get().approve(by=UserFactory(reviewer=True, name="Cem"))

    answer = saved(ana, row, form.change("roles", 0, role="donor", capacity="funder"))

    assert "review status from “submitted for review” to “approved”" in told(answer)
    assert saved(ana, row, form_on(answer, "_seen")).status_code == 302
    kept.refresh_from_db()
    assert kept.capacity == "funder"


def test_an_office_is_not_said_to_have_changed_what_it_may_not_change(ana: Client) -> None:
    office = FieldOfficeFactory()
    ngo = PartnershipFactory(approved=True, office=office).ngo
    decision = ObserverDecisionFactory(ngo=ngo)
    registrar = signed_in(RegistrarFactory(office=office))
    form = opened(registrar, page_of(ngo))
    Ngo.objects.filter(pk=ngo.pk).update(status="dormant")
    ObserverDecision.objects.update(resolution="R 1")

    answer = saved(registrar, ngo, form.fill(acronym="SHL"))

    said = told(answer)
    assert "status from “active” to “dormant”" in said
    assert "You changed this too" not in said
    assert saved(registrar, ngo, form_on(answer, "_seen")).status_code == 302
    ngo.refresh_from_db()
    decision.refresh_from_db()
    assert (ngo.acronym, ngo.status, decision.resolution) == ("SHL", "dormant", "R 1")


def test_what_was_typed_wrong_is_named_along_with_what_changed(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = opened(ana, page_of(ngo))
    save_meanwhile(ben, ngo, acronym="SHL")

    answer = saved(ana, ngo, form.fill(website="no address"))

    told(answer)
    assert faults_on(answer)["website"] == ["Enter a valid URL."]


@pytest.mark.parametrize(
    "seen", ["", "{", "[]", "1", "null", '{"ngos.ngo": "x"}', '{"ngos.ngo": null}', "<b>", '{"ngos.ngo": {}}']
)
def test_a_form_that_forgot_what_it_saw_is_shown_once_more(ngo: Ngo, ana: Client, seen: str) -> None:
    answer = saved(ana, ngo, opened(ana, page_of(ngo)).fill(_seen=seen, acronym="SHL"))

    assert "This form has lost what it knew of the record" in told(answer)
    assert saved(ana, ngo, form_on(answer, "_seen")).status_code == 302
    assert Ngo.objects.get().acronym == "SHL"


def test_a_form_without_marks_overwrites_nothing_silently(ngo: Ngo, ana: Client) -> None:
    form: FormData = opened(ana, page_of(ngo)).fill(_seen=None, acronym="SHL")

    told(saved(ana, ngo, form))

    assert Ngo.objects.get().acronym == "SH"
