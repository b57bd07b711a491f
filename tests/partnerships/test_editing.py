"""Records edited on pages: who may, what is saved, what others changed meanwhile, and what is wrong."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.conflicts import lock
from common.models import SourceDocument
from ngos.models import Contact, Ngo, NgoName, ObserverDecision
from partnerships.models import ChangeProposal, Partnership
from programmes.models import FieldOffice, Programme, ProgrammeArea
from tests import factories as f
from tests.accounts.people import PEOPLE, person
from tests.admin import crowds
from tests.admin.forms import FormData, form_on, opened, words_on
from tests.admin.visits import page_of, saved, signed_in

pytestmark = pytest.mark.django_db

LONG = "x" * 10_000

# Who gets what: 302 to sign in, 404 where the record is not to be seen, 403 where it is not to be changed.
SEEN = dict.fromkeys(PEOPLE, 403) | {"stranger": 302, "inactive administrator": 302}
UNSEEN = dict.fromkeys(PEOPLE, 404) | {"stranger": 302, "inactive administrator": 302}
REVIEWERS = {"reviewer": 200, "administrator": 200}
OFFICE = {"registrar": 200, "office reviewer": 200}
ACCESS: dict[str, dict[str, int]] = {
    "NGO the office works with": SEEN | REVIEWERS | OFFICE,
    "NGO nobody works with": SEEN | REVIEWERS,
    "draft": UNSEEN | REVIEWERS | OFFICE,
    "submitted": UNSEEN | REVIEWERS | {"registrar": 403, "office reviewer": 200},
    "approved": SEEN | REVIEWERS | OFFICE,
    "programme": SEEN | REVIEWERS,
    "office": SEEN | REVIEWERS,
}
ROWS: dict[str, Callable[[FieldOffice], Any]] = {
    "NGO the office works with": lambda office: f.PartnershipFactory(approved=True, office=office).ngo,
    "NGO nobody works with": lambda office: f.NgoFactory(),
    "draft": lambda office: f.PartnershipFactory(office=office),
    "submitted": lambda office: f.PartnershipFactory(office=office, submitted=True),
    "approved": lambda office: f.PartnershipFactory(office=office, approved=True),
    "programme": lambda office: f.ProgrammeFactory(),
    "office": lambda office: office,
}
TEXT = {Ngo: "note", Partnership: "summary", Programme: "description", FieldOffice: "city"}


@pytest.fixture
def ngo() -> Ngo:
    made: Ngo = f.NgoFactory(name="Shelter", acronym="SH", active=True)
    return made


@pytest.fixture
def ana() -> Client:
    return signed_in(f.UserFactory(reviewer=True, name="Ana"))


@pytest.fixture
def ben() -> Client:
    return signed_in(f.UserFactory(reviewer=True, name="Ben"))


def form_of(client: Client, row: Any) -> FormData:
    """Open the page on which a record is edited, and return its form."""
    return opened(client, row.get_edit_url())


def sent(client: Client, row: Any, form: FormData) -> Any:
    """Send the form of a record, and return the answer."""
    return client.post(row.get_edit_url(), form)


def faults_on(answer: Any) -> dict[str, list[str]]:
    """Return what a form that came back says is wrong, by the anchor of its place; all of it stands on the page."""
    assert answer.status_code == 200
    faults: dict[str, list[str]] = {}
    words, page = words_on(answer), answer.content.decode()
    for fault in answer.context["faults"]:
        assert fault.words in words
        assert f'id="{fault.anchor}"' in page, fault
        faults.setdefault(fault.anchor, []).append(fault.words)
    return faults


def told(answer: Any) -> str:
    """Return what a form that came back tells of others."""
    assert answer.status_code == 200
    assert "Somebody else changed this record meanwhile" in words_on(answer)
    return " ".join(answer.context["told"])


# Who may


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("record", ACCESS)
def test_who_may_edit(record: str, who: str) -> None:
    office, elsewhere = f.FieldOfficeFactory(), f.FieldOfficeFactory()
    row = ROWS[record](office)
    user = person(who, office=office, elsewhere=elsewhere)
    client = signed_in(None if who == "stranger" else user)
    before = type(row).objects.filter(pk=row.pk).values().get()

    answer = client.get(row.get_edit_url())

    assert answer.status_code == ACCESS[record][who]
    if answer.status_code == 200:
        form = form_on(answer, "_seen").fill(**{TEXT[type(row)]: "Other words"})
        assert sent(client, row, form)["Location"] == row.get_absolute_url()
        row.refresh_from_db()
        # What its office changes of an approved partnership waits for a reviewer.
        waits = (record, who) == ("approved", "registrar")
        assert getattr(row, TEXT[type(row)]) == ("" if waits else "Other words")
        assert ChangeProposal.objects.exists() == waits
    else:
        assert sent(client, row, FormData({"_seen": ["{}"]})).status_code == answer.status_code
        assert type(row).objects.filter(pk=row.pk).values().get() == before


def test_the_page_says_why_it_is_refused(ngo: Ngo) -> None:
    answer = signed_in(f.UserFactory()).get(ngo.get_edit_url())

    assert "You may read this record, but not change it." in words_on(answer)


def test_whoever_may_edit_finds_the_way(ngo: Ngo, ana: Client) -> None:
    rows = [ngo, f.PartnershipFactory(approved=True), f.ProgrammeFactory(), f.FieldOfficeFactory()]
    for row in rows:
        page = ana.get(row.get_absolute_url()).content.decode()
        assert f'href="{row.get_edit_url()}"' in page
        assert f'href="{row.get_admin_url()}"' in page
        viewed = signed_in(f.UserFactory()).get(row.get_absolute_url()).content.decode()
        assert row.get_edit_url() not in viewed


def test_a_code_in_small_letters_and_that_of_a_merged_record_lead_to_the_one_address(ana: Client) -> None:
    old = f.NgoFactory(merged=True)

    for path in (old.get_edit_url(), f"/ngos/{old.merged_into.code.lower()}/edit/"):
        assert ana.get(path)["Location"] == old.merged_into.get_edit_url()
    assert ana.post(old.get_edit_url(), {"name": "X"})["Location"] == old.merged_into.get_edit_url()


def test_an_office_changes_neither_status_nor_observer_decisions(ngo: Ngo) -> None:
    office = f.PartnershipFactory(approved=True, ngo=ngo).office
    client = signed_in(f.RegistrarFactory(office=office))
    form = form_of(client, ngo).fill(status="dissolved", acronym="SHL")
    assert "observer_decisions-TOTAL_FORMS" not in form
    given = {"kind": "granted", "decided_on": "2002-06-05", "effective_from": "2002-06-05"}
    form.fill(**{f"observer_decisions-{name}": 1 for name in ("TOTAL_FORMS", "INITIAL_FORMS")})
    form.fill(**{f"observer_decisions-0-{name}": value for name, value in given.items()})

    assert sent(client, ngo, form).status_code == 302

    ngo.refresh_from_db()
    assert (ngo.acronym, ngo.status) == ("SHL", "active")
    assert not ObserverDecision.objects.exists()


def test_a_registrar_gives_a_draft_to_no_other_office() -> None:
    row, other = f.PartnershipFactory(), f.FieldOfficeFactory()
    client = signed_in(f.RegistrarFactory(office=row.office))

    answer = sent(client, row, form_of(client, row).fill(office=other.pk))

    assert [*faults_on(answer)] == ["id_office"]


def test_what_would_leave_the_own_reach_is_taken_back(monkeypatch: pytest.MonkeyPatch, ngo: Ngo, ana: Client) -> None:
    monkeypatch.setattr("common.editing.may_leave", lambda user, row: False)

    answer = sent(ana, ngo, form_of(ana, ngo).fill(acronym="SHL"))

    assert faults_on(answer) == {"record": ["You may not give the record these values."]}
    assert form_on(answer, "_seen")["acronym"] == ["SHL"]
    assert Ngo.objects.get().acronym == "SH"


# What is saved


def test_the_fields_of_a_record_are_saved_and_history_says_through_what(ngo: Ngo, ana: Client) -> None:
    values = {"countries_of_presence": ["NP", "BD"], "founded_on": "2001-02-03", "headquarters": "AT"}

    answer = ana.post(ngo.get_edit_url(), form_of(ana, ngo).fill(**values), follow=True)

    assert "Shelter is saved." in words_on(answer)
    ngo.refresh_from_db()
    assert (ngo.countries_of_presence, ngo.founded_on, ngo.headquarters) == (["BD", "NP"], date(2001, 2, 3), "AT")
    assert ngo.history.latest("pgh_id").pgh_context.metadata["through"] == "page"


def test_a_form_sent_back_untouched_changes_nothing(ana: Client) -> None:
    for row in (crowds.ngo(3), crowds.partnership(3), crowds.programme(3), crowds.office(3)):
        events = row.history.count()
        before = type(row).objects.filter(pk=row.pk).values().get()

        assert sent(ana, row, form_of(ana, row)).status_code == 302

        after = type(row).objects.filter(pk=row.pk).values().get()
        assert after | {"updated_at": None} == before | {"updated_at": None}
        assert row.history.count() == events


# Each kind of part: the record and a part of it, what a new one needs, and what is changed in it.
PARTS: dict[str, tuple[Any, str, Callable[[], dict[str, object]], dict[str, object]]] = {
    "names": (f.NgoNameFactory, "ngo", lambda: {"name": "Abri", "kind": "translation"}, {"language": "fr"}),
    "identifiers": (
        f.IdentifierFactory,
        "ngo",
        lambda: {"scheme": "GB-CHC", "value": "2345678"},
        {"retired_on": "2002-01-01"},
    ),
    "contacts": (f.ContactFactory, "ngo", lambda: {"name": "Cem"}, {"phone": "+43 1"}),
    "focal_persons": (
        f.FocalPersonFactory,
        "ngo",
        lambda: {"office": f.FieldOfficeFactory().pk, "user": f.UserFactory().email, "starts_on": "2002-01-01"},
        {"ends_on": "2040-01-01"},
    ),
    "observer_decisions": (
        f.ObserverDecisionFactory,
        "ngo",
        lambda: {"kind": "applied", "decided_on": "1999-01-01", "effective_from": "1999-01-01"},
        {"resolution": "R 1"},
    ),
    "relations": (
        f.NgoRelationFactory,
        "ngo",
        lambda: {"kind": "supports", "other": f.NgoFactory().code},
        {"note": "As printed."},
    ),
    "citations": (
        f.NgoCitationFactory,
        "ngo",
        lambda: {"document": f.SourceDocumentFactory().code, "part": "annex", "paragraph": 7, "sentence": "Ran it."},
        {"sentence": "Ran all of it."},
    ),
    "roles": (f.PartnershipRoleFactory, "partnership", lambda: {"role": "donor", "capacity": "funder"}, {}),
    "partnership_areas": (
        f.PartnershipAreaFactory,
        "partnership",
        lambda: {"area": f.ActivityAreaFactory().pk},
        {},
    ),
    "partnership_services": (
        f.PartnershipServiceFactory,
        "partnership",
        lambda: {"service": f.ServiceFactory().pk},
        {"phase": "post_arrival"},
    ),
    "partnership_people": (
        f.PartnershipPeopleFactory,
        "partnership",
        lambda: {"people": f.PeopleServedFactory().pk},
        {},
    ),
    "programme_areas": (
        f.ProgrammeAreaFactory,
        "programme",
        lambda: {"area": f.ActivityAreaFactory().pk},
        {"is_lead": True},
    ),
    "programme_offices": (
        f.ProgrammeOfficeFactory,
        "programme",
        lambda: {"office": f.FieldOfficeFactory().pk},
        {},
    ),
    "citations of an office": (
        f.FieldOfficeCitationFactory,
        "office",
        lambda: {"document": f.SourceDocumentFactory().code, "part": "body", "paragraph": 3, "sentence": "Ran it."},
        {"paragraph": 9},
    ),
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_is_added_changed_and_deleted(ana: Client, kind: str) -> None:
    factory, whole, new, change = PARTS[kind]
    part, values, prefix = factory(), new(), kind.partition(" ")[0]
    row, parts = getattr(part, whole), type(part).objects
    form = form_of(ana, row)
    number = int(form[f"{prefix}-INITIAL_FORMS"][0])
    assert number == parts.filter(**{whole: row}).count()

    at = form.number(prefix, part.pk)
    added = sent(ana, row, form.change(prefix, number, **values).change(prefix, at, **change))

    assert added.status_code == 302, faults_on(added)
    assert parts.filter(**{whole: row}).count() == number + 1
    part.refresh_from_db()
    for name, value in change.items():
        assert str(getattr(part, name)) == str(value)
    form = form_of(ana, row)
    assert sent(ana, row, form.change(prefix, form.number(prefix, part.pk), DELETE=True)).status_code == 302
    assert not parts.filter(pk=part.pk).exists()
    assert parts.filter(**{whole: row}).count() == number


def test_one_more_row_is_given_without_saving_or_losing_anything(ngo: Ngo, ana: Client) -> None:
    form = form_of(ana, ngo).fill(acronym="SHL", website="no address", _add="focal_persons")
    form.change("names", 0, name="Abri")
    rows = int(form["focal_persons-TOTAL_FORMS"][0])

    answer = sent(ana, ngo, form)

    assert faults_on(answer) == {}
    again = form_on(answer, "_seen")
    assert again["focal_persons-TOTAL_FORMS"] == [str(rows + 1)]
    assert (again["acronym"], again["website"], again["names-0-name"]) == (["SHL"], ["no address"], ["Abri"])
    assert again["_seen"] == form["_seen"]
    assert Ngo.objects.get().acronym == "SH"
    assert sent(ana, ngo, again.fill(website="")).status_code == 302
    assert Ngo.objects.get().names.get().name == "Abri"


@pytest.mark.parametrize("prefix", ["", "nothing", "observer_decisions-0", "names\0"])
def test_one_more_row_of_nothing_is_none(ngo: Ngo, ana: Client, prefix: str) -> None:
    form = form_of(ana, ngo).fill(_add=prefix, acronym="SHL")

    again = form_on(sent(ana, ngo, form), "_seen")

    assert again["acronym"] == ["SHL"]
    assert again["names-TOTAL_FORMS"] == form["names-TOTAL_FORMS"]


# Two people on one record


def test_the_second_is_told_takes_the_newer_value_and_applies_the_own(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = form_of(ana, ngo)
    sent(ben, ngo, form_of(ben, ngo).fill(acronym="BEN", note="Ben's", countries_of_presence=["NP"]))

    answer = sent(ana, ngo, form.fill(acronym="ANA", website="https://shelter.example"))

    said = told(answer)
    assert "Ben changed the NGO meanwhile" in said
    assert "acronym from “SH” to “BEN”" in said
    assert "You changed this too: Acronym. Your values stand in the form." in said
    assert Ngo.objects.get().acronym == "BEN"
    assert sent(ana, ngo, form_on(answer, "_seen")).status_code == 302
    row = Ngo.objects.get()
    assert (row.acronym, row.note, row.countries_of_presence, row.website) == (
        "ANA",
        "Ben's",
        ["NP"],
        "https://shelter.example",
    )


def test_parts_added_changed_and_deleted_meanwhile_are_merged(ngo: Ngo, ana: Client, ben: Client) -> None:
    kept, gone = (f.NgoNameFactory(ngo=ngo, name=name) for name in ("Abri", "Refugio"))
    form = form_of(ana, ngo)
    bens = form_of(ben, ngo)
    bens.change("names", bens.number("names", kept.pk), language="fr")
    bens.change("names", bens.number("names", gone.pk), DELETE=True)
    bens.change("names", 2, name="Zuflucht", kind="translation")
    sent(ben, ngo, bens)
    form.change("names", form.number("names", kept.pk), source="annex 23")

    answer = sent(ana, ngo, form.change("names", 2, name="Schronisko", kind="translation"))

    assert "Ben deleted the other name meanwhile" in told(answer)
    again = sent(ana, ngo, form_on(answer, "_seen"))
    assert again.status_code == 302, faults_on(again)
    assert set(NgoName.objects.values_list("name", "language", "source")) == {
        ("Abri", "fr", "annex 23"),
        ("Schronisko", "", ""),
        ("Zuflucht", "", ""),
    }


def test_a_record_that_both_named_is_told(ana: Client, ben: Client) -> None:
    row = f.PartnershipFactory()
    own, bens = f.ProgrammeFactory(title="Welcome Home"), f.ProgrammeFactory(title="Way In")
    form = form_of(ana, row)
    sent(ben, row, form_of(ben, row).fill(programme=bens.code))

    answer = sent(ana, row, form.fill(programme="Welcome"))

    assert "You changed this too: Programme." in told(answer)
    assert sent(ana, row, form_on(answer, "_seen")).status_code == 302
    row.refresh_from_db()
    assert row.programme == own


def test_a_record_that_another_named_meanwhile_stands_in_the_form(ana: Client, ben: Client) -> None:
    row, bens = f.PartnershipFactory(), f.ProgrammeFactory(title="Way In")
    form = form_of(ana, row)
    sent(ben, row, form_of(ben, row).fill(programme=bens.code))

    answer = sent(ana, row, form.fill(summary="Ana's"))

    assert "You changed this too" not in told(answer)
    assert form_on(answer, "_seen")["programme"] == [f"{bens.code} Way In"]


def test_page_and_admin_tell_each_other(ngo: Ngo, ana: Client, ben: Client) -> None:
    form = form_of(ana, ngo)
    saved(ben, ngo, opened(ben, page_of(ngo)).fill(acronym="ADM"))

    assert "acronym from “SH” to “ADM”" in told(sent(ana, ngo, form.fill(note="Ana's")))


def test_a_form_that_forgot_what_it_saw_is_shown_once_more(ngo: Ngo, ana: Client) -> None:
    for marks in ("", "[]", "{", '{"ngos.ngo": 1e999}', "[" * 5000):
        answer = sent(ana, ngo, form_of(ana, ngo).fill(_seen=marks, acronym="SHL"))

        assert "This form has lost what it knew of the record" in told(answer)
    assert Ngo.objects.get().acronym == "SH"
    assert sent(ana, ngo, form_on(answer, "_seen")).status_code == 302


def test_whoever_may_no_longer_change_it_is_refused() -> None:
    row = f.PartnershipFactory()
    registrar = f.RegistrarFactory(office=row.office)
    client = signed_in(registrar)
    form = form_of(client, row)
    f.PartnershipRoleFactory(partnership=row)
    f.PartnershipAreaFactory(partnership=row)
    f.PartnershipCitationFactory(partnership=row)
    row.submit(by=registrar)

    assert sent(client, row, form.fill(summary="Late")).status_code == 403


# Naming another record


def test_words_that_find_one_name_it(ngo: Ngo, ana: Client) -> None:
    other = f.NgoFactory(name="Caritas Österreich")
    form = form_of(ana, ngo)

    assert sent(ana, ngo, form.change("relations", 0, kind="supports", other="caritas")).status_code == 302

    assert ngo.relations.get().other == other


def test_words_that_find_several_bring_them_back_to_choose(ngo: Ngo, ana: Client) -> None:
    f.NgoFactory(name="Caritas", headquarters="AT")
    second = f.NgoFactory(name="Caritas Internationalis", headquarters="NP")
    form = form_of(ana, ngo).fill(acronym="SHL").change("relations", 0, kind="supports", other="caritas")

    answer = sent(ana, ngo, form)

    assert [*faults_on(answer)] == ["id_relations-0-other"]
    assert f"{second.code} · Nepal" in words_on(answer)
    again = form_on(answer, "_seen")
    assert (again["acronym"], again["relations-0-other"]) == (["SHL"], ["caritas"])
    assert sent(ana, ngo, again.change("relations", 0, other_ticked=second.code)).status_code == 302
    assert ngo.relations.get().other == second


@pytest.mark.parametrize("words", ["nothing like it", "NGO-99999", "?!", "\0", LONG, "é" * 210])
def test_words_that_find_nothing_stay_and_say_so(ngo: Ngo, ana: Client, words: str) -> None:
    form = form_of(ana, ngo).change("relations", 0, kind="supports", other=words)

    answer = sent(ana, ngo, form)

    assert [*faults_on(answer)] == ["id_relations-0-other"]
    assert not ngo.relations.exists()


def test_a_retired_value_stays_where_it_is_and_is_not_offered_anew(ana: Client) -> None:
    part = f.PartnershipAreaFactory(area__retired_on=date(2001, 1, 1))
    row = part.partnership
    form = form_of(ana, row)
    assert form["partnership_areas-0-area"] == [str(part.area.pk)]

    answer = sent(ana, row, form.change("partnership_areas", 1, area=part.area.pk))

    assert [*faults_on(answer)] == ["id_partnership_areas-1-area"]
    assert sent(ana, row, form_of(ana, row).fill(summary="Kept")).status_code == 302


# What is wrong

WRONG: list[tuple[dict[str, object], str]] = [
    ({"name": ""}, "id_name"),
    ({"name": LONG}, "id_name"),
    ({"name": "\0"}, "id_name"),
    ({"website": "no address"}, "id_website"),
    ({"website": "javascript:alert(1)"}, "id_website"),
    ({"founded_on": "2001-02-31"}, "id_founded_on"),
    ({"founded_on": "9" * 50}, "id_founded_on"),
    ({"founded_on": "2002-01-01", "dissolved_on": "2001-01-01", "status": "dissolved"}, "record"),
    ({"dissolved_on": "2001-01-01"}, "record"),
    ({"status": "merged"}, "id_status"),
    ({"kind": "castle"}, "id_kind"),
    ({"headquarters": "Bangladesh"}, "id_headquarters"),
    ({"countries_of_presence": ["BD", "ZZ"]}, "id_countries_of_presence"),
    ({"countries_of_presence": "\0"}, "id_countries_of_presence"),
    ({"names-0-language": "fr"}, "id_names-0-name"),
    ({"names-0-name": "Abri", "names-0-kind": "editors_correction"}, "names-0-row"),
    ({"identifiers-0-scheme": "XI-ROR", "identifiers-0-value": "nonsense"}, "id_identifiers-0-value"),
    ({"contacts-0-name": "Cem", "contacts-0-email": "nobody"}, "id_contacts-0-email"),
    ({"focal_persons-0-office": "1e9"}, "id_focal_persons-0-office"),
    ({"focal_persons-0-user": "9" * 40}, "id_focal_persons-0-user"),
    ({"citations-0-paragraph": "9" * 40}, "id_citations-0-paragraph"),
    ({"citations-0-paragraph": "-1"}, "id_citations-0-paragraph"),
    ({"names-TOTAL_FORMS": None}, "names"),
    ({"names-TOTAL_FORMS": "x"}, "names"),
    ({"names-TOTAL_FORMS": "-1"}, "names"),
    ({"names-INITIAL_FORMS": "\0"}, "names"),
    ({"names-TOTAL_FORMS": "9" * 30}, "names"),
    ({"names-TOTAL_FORMS": "1001"}, "names"),
]


@pytest.mark.parametrize(("values", "anchor"), WRONG, ids=[str(values)[:60] for values, _anchor in WRONG])
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(
    ngo: Ngo, ana: Client, values: dict[str, object], anchor: str
) -> None:
    form = form_of(ana, ngo).fill(acronym="SHL").fill(**values)

    answer = sent(ana, ngo, form)

    assert anchor in faults_on(answer)
    assert form_on(answer, "_seen")["acronym"] == ["SHL"]
    assert Ngo.objects.get().acronym == "SH"
    assert not NgoName.objects.exists()


def test_several_faults_are_summed_up_first_with_the_focus_on_them(ngo: Ngo, ana: Client) -> None:
    answer = sent(ana, ngo, form_of(ana, ngo).fill(name="", website="no address"))

    page = answer.content.decode()
    assert [*faults_on(answer)] == ["id_name", "id_website"]
    assert page.index("form-faults") < page.index('href="#id_name"') < page.index('<form class="edit"')
    assert re.search(r'<div class="form-faults"[^>]* tabindex="-1" autofocus>', " ".join(page.split()))


def test_a_part_of_another_record_is_out_of_reach(ngo: Ngo, ana: Client) -> None:
    foreign = f.ContactFactory(name="Cem")
    form = form_of(ana, ngo).fill(**{"contacts-INITIAL_FORMS": 1})

    answer = sent(ana, ngo, form.change("contacts", 0, id=foreign.pk, name="Dom"))

    assert [*faults_on(answer)] == ["contacts-0-row"]
    assert Contact.objects.get().name == "Cem"


def test_what_postgresql_alone_refuses_is_said_at_its_row(ngo: Ngo, ana: Client) -> None:
    form = form_of(ana, ngo).fill(acronym="SHL")
    for number, first in enumerate(("2002-06-05", "2004-06-05")):
        form.change("observer_decisions", number, kind="granted", decided_on=first, effective_from=first)

    answer = sent(ana, ngo, form)

    assert [*faults_on(answer)] == ["observer_decisions-1-row"]
    assert form_on(answer, "_seen")["acronym"] == ["SHL"]
    assert not ObserverDecision.objects.exists()
    assert Ngo.objects.get().acronym == "SH"


def test_two_leading_areas_are_refused_and_the_lead_passes_on_in_one_go(ana: Client) -> None:
    first = f.ProgrammeAreaFactory(is_lead=True)
    row = first.programme
    second = f.ProgrammeAreaFactory(programme=row)

    form = form_of(ana, row)
    refused = sent(ana, row, form.change("programme_areas", form.number("programme_areas", second.pk), is_lead=True))
    assert [*faults_on(refused)] == ["programme_areas-1-row"]
    form.change("programme_areas", form.number("programme_areas", first.pk), is_lead=None)
    assert sent(ana, row, form).status_code == 302
    assert ProgrammeArea.objects.get(is_lead=True) == second


@pytest.mark.parametrize("garbage", [{}, {"_seen": "{}"}, {"_add": "names"}, {"name": ["a", "b"], "_seen": "x"}])
def test_garbage_is_answered_with_words(ana: Client, garbage: dict[str, Any]) -> None:
    for row in (f.NgoFactory(), f.PartnershipFactory(), f.ProgrammeFactory(), f.FieldOfficeFactory()):
        events = row.history.count()

        answer = ana.post(row.get_edit_url(), garbage)

        assert answer.status_code == 200
        assert row.history.count() == events


def test_more_fields_than_anybody_types_are_refused(ngo: Ngo, ana: Client) -> None:
    answer = ana.post(ngo.get_edit_url(), {f"names-{number}-name": "x" for number in range(5001)})

    assert answer.status_code == 400


# How much is asked


def queries(client: Client, row: Any, form: FormData | None = None) -> int:
    """Return how many queries show the form of a record, or save it."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(row.get_edit_url()) if form is None else sent(client, row, form)
    assert answer.status_code == (200 if form is None else 302)
    return len(asked)


@pytest.mark.parametrize("crowd", [crowds.ngo, crowds.partnership, crowds.programme, crowds.office])
def test_a_form_asks_as_much_however_many_parts_it_has(ana: Client, crowd: Callable[[int], Any]) -> None:
    few, many = crowd(6), crowd(20)

    assert queries(ana, few) == queries(ana, many)
    assert queries(ana, few, form_of(ana, few)) == queries(ana, many, form_of(ana, many))


def test_a_record_is_locked_while_it_is_saved(ngo: Ngo, ana: Client) -> None:
    form = form_of(ana, ngo).fill(acronym="SHL")

    with CaptureQueriesContext(connection) as asked:
        sent(ana, ngo, form)

    statements = [query["sql"] for query in asked]
    locked = next(number for number, sql in enumerate(statements) if "FOR UPDATE" in sql)
    looked = next(number for number, sql in enumerate(statements) if 'FROM "ngos_ngoevent"' in sql)
    written = next(number for number, sql in enumerate(statements) if 'UPDATE "ngos_ngo"' in sql)
    assert locked < looked < written


def test_a_record_that_is_deleted_while_its_form_is_sent_is_not_found(ngo: Ngo) -> None:
    Ngo.objects.filter(pk=ngo.pk).delete()

    with pytest.raises(Http404, match="deleted"):
        lock(ngo)


def test_marks_name_only_what_the_form_shows(ngo: Ngo, ana: Client) -> None:
    f.NgoNameFactory(ngo=ngo)
    f.ParticipationFactory(ngo=ngo)

    marks = json.loads(form_of(ana, ngo)["_seen"][0])

    assert set(marks) == {"ngos.ngo", "ngos.ngoname"}


def test_a_focal_person_is_found_by_words_of_the_name_among_colleagues_who_may_sign_in(ngo: Ngo) -> None:
    office = f.PartnershipFactory(approved=True, ngo=ngo).office
    client = signed_in(f.RegistrarFactory(office=office, name="Rita"))
    chosen = f.UserFactory(name="Ana Perera", email="ana.p@iom.example")
    other = f.UserFactory(name="Ana Silva", email="ana.s@iom.example")
    gone = f.UserFactory(name="Ana Gone", email="gone@iom.example", is_active=False)
    form = form_of(client, ngo).change("focal_persons", 0, office=office.pk, user="ana", starts_on="2002-01-01")

    answer = sent(client, ngo, form)

    assert [*faults_on(answer)] == ["id_focal_persons-0-user"]
    page = answer.content.decode()
    assert all(one.email in page for one in (chosen, other))
    assert gone.email not in page
    again = form_on(answer, "_seen").change("focal_persons", 0, user_ticked=chosen.email)
    assert sent(client, ngo, again).status_code == 302
    assert ngo.focal_persons.get().user == chosen
    unchanged = form_of(client, ngo)
    assert unchanged["focal_persons-0-user"] == [f"{chosen.email} Ana Perera"]
    assert [*faults_on(sent(client, ngo, unchanged.change("focal_persons", 0, user=gone.email)))] == [
        "id_focal_persons-0-user"
    ]


def test_the_form_says_as_much_of_ten_colleagues_as_of_none(ngo: Ngo, ana: Client) -> None:
    few = len(ana.get(ngo.get_edit_url()).content)

    f.UserFactory.create_batch(10)

    assert abs(len(ana.get(ngo.get_edit_url()).content) - few) < 100


def test_documents_are_named_by_their_symbol_too(ngo: Ngo, ana: Client) -> None:
    paper = f.SourceDocumentFactory(symbol="MC/INF/236")
    form = form_of(ana, ngo).change("citations", 0, document="mc/inf/236", sentence="Ran it.")

    assert sent(ana, ngo, form).status_code == 302
    assert SourceDocument.objects.get(ngocitations__ngo=ngo) == paper
