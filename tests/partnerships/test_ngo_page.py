"""The page of an NGO: what it does with IOM, its standing, who works with it, and what only some may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from ngos.forms import NGO_HISTORY
from ngos.models import JournalNote, Ngo
from partnerships.pages.engagement import PARTNERSHIPS_A_PAGE, WORTH_A_TABLE
from partnerships.pages.profile import NOTES_SHOWN, Profile
from programmes.models import FieldOffice
from tests import factories as f
from tests.accounts.people import person
from tests.admin.crowds import many
from tests.admin.crowds import ngo as crowded
from tests.admin.forms import opened as form_opened
from tests.admin.forms import words_on
from tests.admin.visits import page_of, saved, signed_in

pytestmark = pytest.mark.django_db


def opened(ngo: Ngo, user: User | None = None, **query: Any) -> Any:
    """Return the page of the NGO as the user, a viewer if none is given, gets it."""
    return signed_in(user or f.UserFactory()).get(f"/ngos/{ngo.code}/", query)


def shown_on(answer: Any) -> Profile:
    """Return what the page was made of."""
    assert answer.status_code == 200
    profile: Profile = answer.context["profile"]
    return profile


def work(ngo: Ngo, **values: Any) -> Any:
    """Make an approved partnership of the NGO."""
    return f.PartnershipFactory(approved=True, ngo=ngo, **values)


@pytest.fixture
def ngo() -> Ngo:
    made: Ngo = f.NgoFactory(active=True, name="Shelter House", acronym="SH")
    return made


@pytest.fixture
def office() -> FieldOffice:
    made: FieldOffice = f.FieldOfficeFactory(name="IOM Dhaka")
    return made


# Finding the page


def test_a_stranger_is_asked_to_sign_in(client: Client, ngo: Ngo) -> None:
    assert client.get(f"/ngos/{ngo.code}/")["Location"] == f"/accounts/login/?next=/ngos/{ngo.code}/"


def test_a_code_in_small_letters_leads_to_the_one_address(ngo: Ngo) -> None:
    answer = signed_in(f.UserFactory()).get(f"/ngos/{ngo.code.lower()}/")

    assert (answer.status_code, answer["Location"]) == (301, f"/ngos/{ngo.code}/")


@pytest.mark.parametrize("path", ["", "history/", "notes/"])
def test_a_merged_code_leads_to_the_survivor_which_says_so(path: str) -> None:
    old = f.NgoFactory(merged=True, name="Old House")
    client = signed_in(f.UserFactory(reviewer=True))

    answer = client.get(f"/ngos/{old.code}/{path}", follow=True)

    assert answer.redirect_chain == [(f"/ngos/{old.merged_into.code}/", 301)]
    assert f"{old.code}, Old House, was merged into this record." in words_on(answer)
    assert list(shown_on(answer).merged) == [old]


def test_an_unknown_code_gives_a_page_with_words() -> None:
    answer = signed_in(f.UserFactory()).get("/ngos/NGO-99999/")

    assert answer.status_code == 404
    assert "There is nothing here" in words_on(answer)


# What they do with IOM


def test_a_partnership_stands_there_with_roles_services_people_summary_and_citation(ngo: Ngo) -> None:
    row = work(
        ngo, in_2001=True, mode="complementary", summary="Runs the house.", programme=f.ProgrammeFactory(title="Way In")
    )
    f.PartnershipServiceFactory(partnership=row, service__name="Legal aid", phase="post_arrival")
    f.PartnershipPeopleFactory(partnership=row, people__name="Returnees")
    paper = f.SourceDocumentFactory(kind="council_paper", title="Partnership in managing migration")
    f.PartnershipCitationFactory(partnership=row, document=paper, part="annex", paragraph=23, sentence="It runs it.")

    answer = opened(ngo)

    words = words_on(answer)
    for part in [
        "2001",
        "Way In",
        row.office.name,
        row.areas.get().name,
        row.code,
        "implementer · service provider",
        "Legal aid (after arrival)",
        "People served: Returnees · complementary",
        "Runs the house.",
        "It runs it.",
        ", annex, paragraph 23",
        "Partnership in managing migration",
    ]:
        assert part in words
    assert f'href="/programmes/{row.programme.code}/"' in answer.content.decode()
    assert f'href="/partnerships/{row.code}/"' in answer.content.decode()


def test_the_latest_stands_first_and_what_is_not_dated_last(ngo: Ngo) -> None:
    undated, old = work(ngo), work(ngo, in_2001=True)
    late = work(ngo, first_day=date(2005, 5, 4), date_precision="day")

    entries = shown_on(opened(ngo)).engagement.entries

    assert [entry.partnership for entry in entries] == [late, old, undated]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
def test_what_is_not_approved_is_not_shown(ngo: Ngo, status: str) -> None:
    row = f.PartnershipFactory(**{status: True}, ngo=ngo, summary="Secret words.")

    answer = opened(ngo, f.UserFactory(administrator=True))

    assert shown_on(answer).engagement.entries == []
    assert "Secret words." not in words_on(answer)
    assert row.code not in words_on(answer)


@pytest.mark.parametrize(
    ("name", "seen"),
    [("viewer", 0), ("registrar elsewhere", 0), ("registrar", 2), ("office reviewer", 2), ("reviewer", 3)],
)
def test_who_may_see_drafts_is_told_how_many_there_are(ngo: Ngo, office: FieldOffice, name: str, seen: int) -> None:
    f.PartnershipFactory(draft=True, ngo=ngo, office=office)
    f.PartnershipFactory(submitted=True, ngo=ngo, office=office)
    f.PartnershipFactory(returned=True, ngo=ngo)
    user = person(name, office=office, elsewhere=f.FieldOfficeFactory())

    answer = opened(ngo, user)

    told = shown_on(answer).engagement.in_review
    assert (told.count if told else 0) == seen
    if told:
        listed = signed_in(user).get(told.address)
        assert listed.context["cl"].result_count == seen


def test_areas_and_roles_narrow_the_list_and_can_be_taken_off(ngo: Ngo) -> None:
    shelter, health = f.ActivityAreaFactory(code="SHE", name="Shelter"), f.ActivityAreaFactory(code="HEA")
    rows = [work(ngo, with_area=None, with_role=None) for _ in range(3)]
    for row, area, capacity in zip(rows, [shelter, shelter, health], ["funder", "trainer", "trainer"], strict=True):
        f.PartnershipAreaFactory(partnership=row, area=area)
        role = "donor" if capacity == "funder" else "implementer"
        f.PartnershipRoleFactory(partnership=row, role=role, capacity=capacity)

    both = shown_on(opened(ngo, area="SHE", role="donor")).engagement
    area = shown_on(opened(ngo, area="SHE")).engagement

    assert [entry.partnership for entry in both.entries] == [rows[0]]
    assert [entry.partnership for entry in area.entries] == rows[:2]
    assert [(str(one.words), one.address) for one in both.picked] == [
        ("Shelter", f"/ngos/{ngo.code}/?role=donor"),
        ("donor", f"/ngos/{ngo.code}/?area=SHE"),
    ]
    assert both.count == 3


@pytest.mark.parametrize("query", [{"area": "NONE"}, {"role": "friend"}, {"area": "%s'"}, {"page": "x"}, {"page": "9"}])
def test_an_area_role_or_page_that_there_is_not_does_no_harm(ngo: Ngo, query: dict[str, str]) -> None:
    work(ngo)

    answer = opened(ngo, **query)

    assert len(shown_on(answer).engagement.entries) == ("page" in query)
    assert ("Show all of them" in words_on(answer)) == ("page" not in query)


def test_a_long_list_comes_with_a_table_whose_numbers_lead_to_what_they_count(ngo: Ngo) -> None:
    area = f.ActivityAreaFactory()
    for _ in range(WORTH_A_TABLE):
        f.PartnershipAreaFactory(partnership=work(ngo, with_area=None), area=area)
    f.PartnershipRoleFactory(partnership=work(ngo, with_area=None), role="donor", capacity="funder")

    overview = shown_on(opened(ngo)).engagement.overview

    assert overview is not None
    assert [(role, cell.count) for role, _label, cell in overview.roles] == [("implementer", 5), ("donor", 1)]
    assert [(line.all.count, [cell.count for cell in line.cells]) for line in overview.areas] == [(4, [4, 0])]
    answer = signed_in(f.UserFactory()).get(overview.areas[0].cells[0].address)
    assert len(shown_on(answer).engagement.entries) == 4


def test_a_few_partnerships_need_no_table(ngo: Ngo) -> None:
    work(ngo)

    assert shown_on(opened(ngo)).engagement.overview is None


def test_a_page_holds_so_many_and_the_next_the_rest(ngo: Ngo) -> None:
    crowd = many(f.PartnershipFactory, PARTNERSHIPS_A_PAGE + 2, ngo=ngo, office=f.FieldOfficeFactory(), approved=True)

    first, second = opened(ngo), opened(ngo, page=2)

    assert len(shown_on(first).engagement.entries) == PARTNERSHIPS_A_PAGE
    assert len(shown_on(second).engagement.entries) == len(crowd) - PARTNERSHIPS_A_PAGE
    assert 'rel="next"' in first.content.decode()
    assert 'rel="prev"' in second.content.decode()


# Standing, offices, network, names


def test_standing_tells_since_when_and_by_which_decision(ngo: Ngo) -> None:
    f.ObserverDecisionFactory(ngo=ngo, granted=True, effective_until=date(2010, 6, 4))
    paper = f.SourceDocumentFactory(title="Resolution on observers")
    f.ObserverDecisionFactory(
        ngo=ngo,
        renewed=True,
        decided_on=date(2010, 6, 1),
        effective_from=date(2010, 6, 5),
        council_session="99th session",
        resolution="1200",
        document=paper,
    )

    answer = opened(ngo)

    standing = shown_on(answer).standing
    assert (standing.is_observer, standing.since) == (True, date(2002, 6, 5))
    assert len(standing.decisions) == 2
    for part in ["Observer since 5 June 2002", "99th session", "1200", "Resolution on observers"]:
        assert part in words_on(answer)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "No decision on record"),
        (["applied"], "Not an observer today"),
        (["granted", "suspended"], "Observer status suspended since 5 June 2002"),
        (["granted", "withdrawn"], "Not an observer today"),
    ],
)
def test_who_is_no_observer_is_told_why(ngo: Ngo, kinds: list[str], words: str) -> None:
    for kind in kinds:
        f.ObserverDecisionFactory(ngo=ngo, kind=kind)

    standing = shown_on(opened(ngo)).standing

    assert (standing.is_observer, standing.words) == (False, words)


def test_offices_come_by_lead_and_by_programme_with_their_focal_persons(ngo: Ngo, office: FieldOffice) -> None:
    programme = f.ProgrammeOfficeFactory(office=office).programme
    work(ngo, office=office, programme=programme)
    other = work(ngo, programme=programme).office
    today = timezone.localdate()
    f.FocalPersonFactory(ngo=ngo, office=office, user__name="Ana Perera", user__email="ana@iom.example")
    f.FocalPersonFactory(ngo=ngo, office=office, user__name="Gone", ends_on=date(2001, 12, 31))
    f.FocalPersonFactory(ngo=ngo, office=office, user__name="To come", starts_on=today.replace(year=today.year + 1))
    f.FocalPersonFactory(ngo=ngo, office=office, user__name="Left IOM", user__is_active=False)

    answer = opened(ngo)

    lines = shown_on(answer).offices
    assert [(line.office, line.count) for line in lines] == [(office, 2), (other, 1)]
    assert [str(one.user) for one in lines[0].focal_persons] == ["Ana Perera"]
    assert 'href="mailto:ana@iom.example"' in answer.content.decode()


def test_a_focal_person_named_on_the_form_stands_on_the_page(ngo: Ngo, office: FieldOffice) -> None:
    client, ana = signed_in(f.UserFactory(reviewer=True)), f.UserFactory(name="Ana Perera")
    form = form_opened(client, page_of(ngo))
    form.add("focal_persons", office=office.pk, user=ana.pk, starts_on="2001-01-01")

    saved(client, ngo, form)

    assert "Ana Perera" in words_on(opened(ngo))


def test_without_an_office_the_page_says_what_to_do(ngo: Ngo) -> None:
    words = words_on(opened(ngo, f.UserFactory(reviewer=True)))

    assert "No office works with them as yet." in words
    assert "Name a focal person" in words


def test_relations_are_told_from_both_sides_with_their_dates(ngo: Ngo) -> None:
    f.NgoRelationFactory(ngo=ngo, kind="member_of", other__name="The Network", starts_on=date(2001, 5, 4))
    f.NgoRelationFactory(ngo__name="House in Khulna", other=ngo, ends_on=date(2002, 5, 4))
    f.NgoRelationFactory(ngo=ngo, kind="branch_of", other__name="Former Mother", ends_on=date(1999, 5, 4))

    profile = shown_on(opened(ngo))

    assert {(line.label, str(line.other), line.dates) for line in profile.relations} == {
        ("Member of", "The Network", "since 4 May 2001"),
        ("Branch of", "Former Mother", "until 4 May 1999"),
        ("Its branch", "House in Khulna", "until 4 May 2002"),
    }
    assert profile.line.endswith("part of The Network")


def test_names_numbers_and_meetings_stand_there_with_what_is_known_of_them(ngo: Ngo) -> None:
    f.NgoNameFactory(ngo=ngo, name="Schutzhaus", kind="translation", language="de", ends_on=date(1999, 12, 31))
    f.NgoNameFactory(ngo=ngo, name="Shelter Huose", kind="editors_correction", reason="Letters are turned round.")
    f.IdentifierFactory(ngo=ngo, scheme="XI-WIKIDATA", value="Q42")
    f.ParticipationFactory(ngo=ngo, event__title="Consultation", capacity="speaker")

    answer = opened(ngo)

    for part in [
        "Schutzhaus",
        "translation · German · until 31 December 1999",
        "Letters are turned round.",
        "Wikidata (XI-WIKIDATA)",
        "Consultation",
        "speaker",
    ]:
        assert part in words_on(answer)
    assert 'href="https://www.wikidata.org/wiki/Q42"' in answer.content.decode()


def test_the_foot_says_how_to_cite_and_where_to_report_a_mistake(ngo: Ngo) -> None:
    answer = opened(ngo)

    assert f"http://testserver/ngos/{ngo.code}/" in words_on(answer)
    assert f'href="/report/ngo/{ngo.code}/"' in answer.content.decode()


# Who sees what


@pytest.mark.parametrize(
    ("name", "may_edit"),
    [
        ("viewer", False),
        ("registrar elsewhere", False),
        ("former registrar", False),
        ("registrar", True),
        ("office reviewer", True),
        ("reviewer", True),
        ("administrator", True),
    ],
)
def test_who_may_change_the_record_sees_contacts_history_and_the_form(
    ngo: Ngo, office: FieldOffice, name: str, may_edit: bool
) -> None:
    work(ngo, office=office)
    f.ContactFactory(ngo=ngo, name="Secret Person", email="secret@ngo.example")
    user = person(name, office=office, elsewhere=f.FieldOfficeFactory())

    answer = opened(ngo, user)

    page = answer.content.decode()
    assert ("Secret Person" in page, "secret@ngo.example" in page) == (may_edit, may_edit)
    assert (f'href="{ngo.get_admin_url()}"' in page) == may_edit
    assert (f"/ngos/{ngo.code}/history/" in page) == may_edit
    assert signed_in(user).get(f"/ngos/{ngo.code}/history/").status_code == (200 if may_edit else 403)


def test_the_history_is_that_of_the_workbench(ngo: Ngo) -> None:
    request = RequestFactory().get("/")
    request.user = f.UserFactory(reviewer=True)
    workbench: Any = admin.site.get_model_admin(Ngo)

    assert workbench.get_history_parts(request, ngo) == NGO_HISTORY


def test_the_history_tells_in_words_who_changed_what(ngo: Ngo) -> None:
    Ngo.objects.filter(pk=ngo.pk).update(acronym="SHH")
    f.ContactFactory(ngo=ngo, name="Secret Person")

    answer = signed_in(f.UserFactory(reviewer=True)).get(f"/ngos/{ngo.code}/history/")

    words = words_on(answer)
    for part in ["changed NGO", "before: SH → after: SHH", "added contact", "Secret Person"]:
        assert part in words


# Journal


def note_of(ngo: Ngo, **values: Any) -> JournalNote:
    made: JournalNote = f.JournalNoteFactory(ngo=ngo, **values)
    return made


FORM = {"kind": "visit", "happened_on": "2002-06-05", "words": "They have moved."}


def test_a_note_is_written_shown_changed_and_taken_out(ngo: Ngo) -> None:
    ana = f.RegistrarFactory()
    client = signed_in(ana)

    added = client.post(f"/ngos/{ngo.code}/notes/new/", FORM, follow=True)
    note = JournalNote.objects.get()
    changed = client.post(f"/ngos/{ngo.code}/notes/{note.pk}/", FORM | {"words": "They stayed."}, follow=True)
    removed = client.post(f"/ngos/{ngo.code}/notes/{note.pk}/delete/", follow=True)

    assert added.redirect_chain == [(f"/ngos/{ngo.code}/#journal", 302)]
    assert (note.ngo, note.by, note.kind, note.words) == (ngo, ana, "visit", "They have moved.")
    assert "They have moved." in words_on(added)
    assert "They stayed." in words_on(changed)
    assert "The note is taken out of the journal." in words_on(removed)
    assert [event.pgh_label for event in note.history.model.objects.order_by("pgh_id")] == [
        "insert",
        "update",
        "delete",
    ]


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"words": ""}, "words", "This field is required."),
        ({"happened_on": "2999-01-01"}, "happened_on", "This day has not come yet."),
        ({"happened_on": "yesterday"}, "happened_on", "Enter a valid date."),
        ({"kind": "rumour"}, "kind", "Select a valid choice. rumour is not one of the available choices."),
    ],
)
def test_a_wrong_note_comes_back_with_what_was_typed(ngo: Ngo, wrong: dict[str, str], field: str, told: str) -> None:
    answer = signed_in(f.RegistrarFactory()).post(f"/ngos/{ngo.code}/notes/new/", FORM | wrong)

    assert answer.context["form"].errors == {field: [told]}
    assert told in words_on(answer)
    assert all(value in answer.content.decode() for key, value in (FORM | wrong).items() if key != "kind")
    assert not JournalNote.objects.exists()


@pytest.mark.parametrize(
    ("name", "may_add", "may_change", "may_delete"),
    [
        ("viewer", 403, 403, 403),
        ("registrar", 200, 403, 403),
        ("reviewer", 200, 403, 403),
        ("administrator", 200, 403, 200),
        ("author", 200, 200, 200),
    ],
)
def test_a_note_is_its_authors_and_an_administrator_may_take_it_out(
    ngo: Ngo, office: FieldOffice, name: str, may_add: int, may_change: int, may_delete: int
) -> None:
    author = f.RegistrarFactory(office=office)
    note = note_of(ngo, by=author)
    user = author if name == "author" else person(name, office=office, elsewhere=f.FieldOfficeFactory())
    client, base = signed_in(user), f"/ngos/{ngo.code}/notes/"

    found = [client.get(f"{base}{page}").status_code for page in ("new/", f"{note.pk}/", f"{note.pk}/delete/")]
    page = client.get(f"/ngos/{ngo.code}/").content.decode()

    assert found == [may_add, may_change, may_delete]
    offered = [f'href="{base}{path}"' in page for path in ("new/", f"{note.pk}/", f"{note.pk}/delete/")]
    assert offered == [status == 200 for status in found]
    assert "They called." in page


def test_a_note_answers_under_its_own_ngo_alone(ngo: Ngo) -> None:
    note = note_of(f.NgoFactory(), by=f.UserFactory(administrator=True))

    assert signed_in(note.by).get(f"/ngos/{ngo.code}/notes/{note.pk}/").status_code == 404


def test_the_newest_notes_stand_on_the_page_and_the_others_on_one_of_their_own(ngo: Ngo) -> None:
    many(f.JournalNoteFactory, NOTES_SHOWN + 3, ngo=ngo, by=f.UserFactory(), words=lambda number: f"Call {number}.")

    answer = opened(ngo)
    rest = signed_in(f.UserFactory()).get(f"/ngos/{ngo.code}/notes/", {"page": 2})

    assert (len(shown_on(answer).notes.rows), shown_on(answer).notes.hidden) == (NOTES_SHOWN, 3)
    assert "3 earlier notes" in words_on(answer)
    assert len(rest.context["page"].object_list) == 3


# Speed


def with_more(count: int) -> Ngo:
    """Return an NGO with as many rows of each kind, its partnerships approved."""
    ngo: Any = crowded(count)
    programme, document = f.ProgrammeFactory(), f.SourceDocumentFactory()
    f.ProgrammeOfficeFactory(programme=programme)
    ngo.partnerships.update(programme=programme, review_status="submitted")
    ngo.partnerships.update(review_status="approved")
    rows = list(ngo.partnerships.all())
    many(f.PartnershipCitationFactory, count, partnership=rows.__getitem__, document=document)
    service, people = f.ServiceFactory(), f.PeopleServedFactory()
    many(f.PartnershipServiceFactory, count, partnership=rows.__getitem__, service=service)
    many(f.PartnershipPeopleFactory, count, partnership=rows.__getitem__, people=people)
    users = many(f.UserFactory, count)
    many(f.JournalNoteFactory, count, ngo=ngo, by=users.__getitem__)
    old = many(f.NgoFactory, count, status="merged", merged_into=ngo)
    many(f.NgoNameFactory, count, ngo=old.__getitem__)
    assert isinstance(ngo, Ngo)
    return ngo


def asked(call: Callable[[], Any]) -> int:
    """Return how many queries the page asks."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        assert call().status_code == 200
    return len(queries)


@pytest.mark.parametrize(("path", "pinned"), [("", 44), ("history/", 17), ("notes/", 7)])
def test_a_page_asks_as_much_however_much_is_on_record(path: str, pinned: int) -> None:
    client = signed_in(f.UserFactory(reviewer=True))
    addresses = [f"/ngos/{with_more(count).code}/{path}" for count in (5, 40)]

    counts = [asked(lambda address=address: client.get(address)) for address in addresses]  # type: ignore[misc]

    assert counts == [pinned, pinned]
