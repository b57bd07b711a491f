"""The registration of a collaboration: each question is written as it is left, and nothing is lost."""

import re
import uuid
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.permissions import Action, may
from ngos.models import Contact, Distinction, Ngo
from partnerships.actions import attach_agreement, begin_registration, choose_ngo, discard_draft, propose_ngo
from partnerships.models import (
    Agreement,
    NotAllowedError,
    Partnership,
    ReviewStatus,
    UnansweredError,
)
from partnerships.registration import kept
from partnerships.registration.organization import NgoStep
from programmes.models import FieldOffice, Programme
from tests.factories import (
    PASSWORD,
    ActivityAreaFactory,
    AgreementFactory,
    AgreementPartnershipFactory,
    AgreementPartyFactory,
    FieldOfficeFactory,
    IdentifierFactory,
    JournalNoteFactory,
    NgoFactory,
    OfficeMembershipFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    ProgrammeFactory,
    RegistrarFactory,
    ServiceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dhaka():
    return FieldOfficeFactory(name="IOM Dhaka")


@pytest.fixture
def rahima(dhaka):
    return RegistrarFactory(office=dhaka, name="Rahima")


@pytest.fixture
def at_work(client: Client, rahima) -> Client:
    """Return a browser in which Rahima is signed in."""
    client.force_login(rahima)
    return client


@pytest.fixture
def draft(dhaka, rahima):
    return begin_registration(ngo=NgoFactory(name="Shelter for All", active=True), office=dhaka, by=rahima)


def address(draft, step: str) -> str:
    return reverse("registration-step", args=[draft.code, step])


def answer(client: Client, draft, step: str, follow: bool = False, **typed):
    """Open a question, and send what is typed with the mark that the page brought."""
    mark = client.get(address(draft, step)).context["form"].mark()
    return client.post(address(draft, step), {"_seen": mark, **typed}, follow=follow)


def words(page) -> str:
    return page.content.decode()


# Which organization.


def test_what_looks_like_the_name_is_offered_with_its_partnerships(at_work, dhaka):
    ngo = NgoFactory(name="Welfare Association of Repatriated Bangladeshi Employees", active=True, headquarters="BD")
    PartnershipFactory(ngo=ngo, office=dhaka, approved=True)

    page = at_work.get(reverse("register"), {"name": "Welfare asociation of repatriated Bangladeshi", "country": "BD"})

    assert [one.ngo for one in page.context["found"]] == [ngo]
    assert "1 partnership with IOM Dhaka" in words(page)


def test_while_typing_the_same_comes_as_a_piece_of_a_page(at_work):
    NgoFactory(name="Shelter for All", active=True)

    page = at_work.get(reverse("registration-found"), {"name": "shelter for al"})

    assert "Shelter for All" in words(page)
    assert "<html" not in words(page)


def test_using_a_known_organization_begins_a_draft_in_ones_own_hands(at_work, rahima, dhaka):
    ngo = NgoFactory(active=True)

    page = at_work.post(reverse("register"), {"ngo": ngo.code, "form": uuid.uuid4()})

    begun = Partnership.objects.get()
    assert (begun.ngo, begun.office, begun.held_by, begun.review_status) == (ngo, dhaka, rahima, "draft")
    assert page["Location"] == address(begun, "programme")


def test_a_form_sent_twice_begins_one_draft(at_work):
    sent = {"ngo": NgoFactory(active=True).code, "form": uuid.uuid4()}

    pages = [at_work.post(reverse("register"), sent) for _press in range(2)]

    assert Partnership.objects.count() == 1
    assert pages[0]["Location"] == pages[1]["Location"]


def test_a_new_organization_sent_twice_is_one(at_work):
    sent = {"name": "Hope Bridge", "headquarters": "BD", "kind": "ngo", "form": uuid.uuid4()}

    for _press in range(2):
        at_work.post(reverse("registration-new"), sent)

    assert Ngo.objects.filter(name="Hope Bridge").count() == Partnership.objects.count() == 1


def test_a_form_that_comes_again_after_its_draft_was_sent_leads_to_that(at_work, rahima):
    sent = {"ngo": NgoFactory(active=True).code, "form": uuid.uuid4()}
    at_work.post(reverse("register"), sent)
    begun = complete(Partnership.objects.get())
    begun.submit(by=rahima)

    page = at_work.post(reverse("register"), sent, follow=True)

    assert page.redirect_chain[-1][0] == begun.get_absolute_url()
    assert Partnership.objects.count() == 1


def test_going_back_and_choosing_another_organization_begins_another_draft(at_work):
    first, second = NgoFactory(active=True), NgoFactory(active=True)
    mark = uuid.uuid4()

    for ngo in (first, second):
        at_work.post(reverse("register"), {"ngo": ngo.code, "form": mark})

    assert {draft.ngo for draft in Partnership.objects.all()} == {first, second}


def test_the_form_of_somebody_else_begins_nothing(dhaka, rahima):
    mark = uuid.uuid4()
    begin_registration(
        ngo=NgoFactory(active=True), office=FieldOfficeFactory(), by=UserFactory(reviewer=True), form=mark
    )

    with pytest.raises(NotAllowedError, match="This form was used before"):
        begin_registration(ngo=NgoFactory(active=True), office=dhaka, by=rahima, form=mark)


@pytest.mark.parametrize("code", ["", "NGO-99999", "NGO\x00", "x" * 5000])
def test_what_is_no_organization_is_told_on_both_pages(at_work, draft, code):
    begun = at_work.post(reverse("register"), {"ngo": code}, follow=True)
    chosen = at_work.post(reverse("registration-candidates", args=[draft.code]), {"use": code}, follow=True)

    for page in (begun, chosen):
        assert "Choose an organization from the list" in words(page)
    assert list(Partnership.objects.all()) == [draft]


def test_the_office_that_was_chosen_goes_along_to_a_new_organization(client, dhaka):
    user = RegistrarFactory(office=dhaka)
    rome = OfficeMembershipFactory(user=user, office__name="IOM Rome").office
    client.force_login(user)

    page = client.get(reverse("register"), {"name": "Hope", "country": "IT", "office": rome.code})

    assert page.context["new"] == f"name=Hope&country=IT&office={rome.code}"
    assert client.get(f"{reverse('registration-new')}?{page.context['new']}").context["office"] == rome


@pytest.mark.parametrize("name", ["register", "registration-found", "registration-new"])
def test_nobody_registers_for_a_closed_office(client, name):
    closed = FieldOfficeFactory(in_2001=True)
    client.force_login(RegistrarFactory(office=closed))

    answer = client.get(reverse(name))

    assert answer.status_code == 403
    assert "no open office" in words(answer)


def test_an_unknown_code_is_told_and_nothing_begun(at_work):
    page = at_work.post(reverse("register"), {"ngo": "NGO-99999", "name": "Hope"}, follow=True)

    assert "Choose an organization from the list" in words(page)
    assert not Partnership.objects.exists()


def test_a_new_organization_is_proposed_with_all_that_was_typed(at_work):
    typed = {
        "name": "Hope Bridge",
        "headquarters": "BD",
        "acronym": "HB",
        "kind": "foundation",
        "other_name": "আশার সেতু",
        "website": "https://hope.example.org",
        "scheme": "XI-LEI",
        "number": "5493001KJTIIGC8Y1R12",
        "contact": "Office",
        "email": "office@hope.example.org",
    }

    at_work.post(reverse("registration-new"), typed)

    ngo = Ngo.objects.get(name="Hope Bridge")
    assert (ngo.status, ngo.headquarters, ngo.acronym, ngo.kind) == ("proposed", "BD", "HB", "foundation")
    assert [name.name for name in ngo.names.all()] == ["আশার সেতু"]
    assert [str(identifier) for identifier in ngo.identifiers.all()] == ["XI-LEI-5493001KJTIIGC8Y1R12"]
    assert [contact.email for contact in ngo.contacts.all()] == ["office@hope.example.org"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "This field is required"),
        ({"headquarters": ""}, "This field is required"),
        ({"headquarters": "ZZ"}, "Select a valid choice"),
        ({"website": "no address"}, "Enter a valid URL"),
        ({"scheme": "XI-LEI", "number": "123"}, "XI-LEI"),
        ({"scheme": "XI-LEI"}, "Give the register and the number together"),
        ({"phone": "+880 1"}, "Say whose address or number it is"),
        ({"name": "x\x00y"}, ""),
    ],
)
def test_what_is_wrong_of_a_new_organization_stands_at_its_field_and_nothing_is_kept(at_work, typed, told):
    sent = {"name": "Hope Bridge", "headquarters": "BD", "kind": "ngo", "acronym": "HBX", **typed}

    page = at_work.post(reverse("registration-new"), sent)

    assert page.status_code in {200, 400}
    assert told in words(page)
    assert not Ngo.objects.exists()
    if page.status_code == 200:
        assert 'value="HBX"' in words(page)


def test_a_register_number_of_another_blocks_and_offers_that_one(at_work):
    known = IdentifierFactory(scheme="XI-LEI", value="5493001KJTIIGC8Y1R12", ngo__active=True).ngo
    number = {"scheme": "XI-LEI", "number": "5493001KJTIIGC8Y1R12"}
    sent = {"name": "Another", "headquarters": "BD", "kind": "ngo", **number}

    page = at_work.post(reverse("registration-new"), sent)

    assert [one.ngo for one in page.context["same"]] == [known]
    assert not Ngo.objects.filter(name="Another").exists()


def test_a_name_never_blocks_but_is_asked_about_once(at_work, rahima, dhaka):
    known = NgoFactory(name="Hope Bridge Bangladesh", active=True, headquarters="BD")
    sent = {"name": "Hope Bridge Bangladesh", "headquarters": "BD", "kind": "ngo"}

    page = at_work.post(reverse("registration-new"), sent)
    begun = Partnership.objects.get()
    asked = at_work.get(page["Location"])
    at_work.post(page["Location"], {"shown": known.code, "reason": "Other founders, other city."})

    assert page["Location"] == reverse("registration-candidates", args=[begun.code])
    assert [one.ngo for one in asked.context["found"]] == [known]
    kept = Distinction.objects.get()
    assert ({kept.ngo, kept.other}, kept.reason, kept.by) == ({begun.ngo, known}, "Other founders, other city.", rahima)
    assert at_work.get(page["Location"])["Location"] == address(begun, "programme")


def test_saying_none_without_a_reason_is_told(at_work, dhaka, rahima):
    known = NgoFactory(name="Hope Bridge Bangladesh", active=True, headquarters="BD")
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge Bangladesh", headquarters="BD"), office=dhaka, by=rahima)

    page = at_work.post(reverse("registration-candidates", args=[begun.code]), {"shown": known.code})

    assert "Say why, in a few words" in words(page)
    assert not Distinction.objects.exists()


def test_choosing_a_candidate_takes_the_proposed_one_away(at_work, dhaka, rahima):
    known = NgoFactory(name="Hope Bridge Bangladesh", active=True, headquarters="BD")
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge Bangladesh", headquarters="BD"), office=dhaka, by=rahima)
    proposed = begun.ngo

    at_work.post(reverse("registration-candidates", args=[begun.code]), {"use": known.code})

    begun.refresh_from_db()
    assert begun.ngo == known
    assert not Ngo.objects.filter(pk=proposed.pk).exists()


def test_a_proposed_organization_that_others_use_stays(dhaka, rahima):
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima)
    proposed = begun.ngo
    other = PartnershipFactory(ngo=proposed)

    choose_ngo(partnership=begun, ngo=NgoFactory(active=True), by=rahima)

    assert other.ngo == proposed
    assert Ngo.objects.filter(pk=proposed.pk).exists()


def test_the_same_organization_proposed_by_two_is_shown_to_the_one_who_sends(dhaka, rahima):
    first, second = (
        propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima) for _person in range(2)
    )
    for begun in (first, second):
        PartnershipRoleFactory(partnership=begun)
        PartnershipAreaFactory(partnership=begun)

    with pytest.raises(UnansweredError, match=second.ngo.code):
        first.submit(by=rahima)

    assert Partnership.objects.get(pk=first.pk).review_status == ReviewStatus.DRAFT


def test_a_proposed_organization_can_be_mended(at_work, dhaka, rahima):
    begun = propose_ngo(ngo=Ngo(name="Hope Brige", headquarters="BD"), office=dhaka, by=rahima)
    page = reverse("registration-ngo", args=[begun.code])
    mark = at_work.get(page).context["form"].mark()

    at_work.post(page, {"_seen": mark, "name": "Hope Bridge", "headquarters": "BD", "kind": "ngo"})

    assert Ngo.objects.get(pk=begun.ngo.pk).name == "Hope Bridge"


def test_whoever_uses_what_another_office_proposed_neither_changes_it_nor_sees_its_contacts(client, dhaka, rahima):
    contact = Contact(name="Ana", email="ana@hope.example.org")
    older = PartnershipFactory()
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), parts=[contact], office=dhaka, by=rahima)
    user = RegistrarFactory(office=older.office)
    client.force_login(user)
    client.post(reverse("register"), {"ngo": begun.ngo.code})
    choose_ngo(partnership=older, ngo=begun.ngo, by=user)

    for draft in begun.ngo.partnerships.filter(office=older.office):
        page = reverse("registration-ngo", args=[draft.code])
        assert "ana@hope" not in words(client.get(page))
        assert client.post(page, {"name": "Hope", "headquarters": "BD", "kind": "ngo"}).status_code == 403
    assert may(rahima, Action.CHANGE, begun.ngo)
    assert not may(user, Action.CHANGE, begun.ngo)
    assert not Contact.objects.visible_to(user).exists()


def test_what_an_office_proposed_and_discarded_passes_to_the_next_that_uses_it(dhaka, rahima):
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima)
    ngo, user = begun.ngo, RegistrarFactory()
    begin_registration(ngo=ngo, office=user.memberships.get().office, by=user)

    discard_draft(partnership=begun, by=rahima)

    assert may(user, Action.CHANGE, ngo)
    assert not may(rahima, Action.CHANGE, ngo)


def test_a_proposed_organization_of_which_a_colleague_noted_something_stays(dhaka, rahima):
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima)
    ngo = begun.ngo
    JournalNoteFactory(ngo=ngo)

    discard_draft(partnership=begun, by=rahima)

    assert Ngo.objects.filter(pk=ngo.pk).exists()


def test_what_was_accepted_meanwhile_is_not_overwritten(dhaka, rahima):
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima)
    typed = {"name": "Hope", "headquarters": "BD", "kind": "ngo"}
    form = NgoStep(begun.ngo, rahima, typed)
    assert form.is_valid()
    Ngo.objects.get(pk=begun.ngo.pk).accept()

    with pytest.raises(NotAllowedError):
        form.write()

    stored = Ngo.objects.get(pk=begun.ngo.pk)
    assert (stored.name, stored.status) == ("Hope Bridge", "active")


# Programme, role, areas, work.


def test_a_programme_is_found_by_words(at_work, draft):
    programme = ProgrammeFactory(title="Safe journeys home")

    answer(at_work, draft, "programme", programme="safe journeys", kind="programme")

    draft.refresh_from_db()
    assert draft.programme == programme


def test_a_new_programme_is_proposed_and_renamed_not_doubled(at_work, draft):
    answer(at_work, draft, "programme", title="Safe jurneys", kind="project")
    answer(at_work, draft, "programme", title="Safe journeys", kind="project")

    programme = Programme.objects.get()
    assert (programme.title, programme.kind, programme.is_proposed) == ("Safe journeys", "project", True)


def test_a_proposed_programme_that_another_draft_is_part_of_is_not_renamed(at_work, draft, dhaka):
    answer(at_work, draft, "programme", title="Safe journeys", kind="project")
    shared = Programme.objects.get()
    other = PartnershipFactory(office=dhaka, programme=shared)

    answer(at_work, other, "programme", title="Safe returns", kind="project")

    shared.refresh_from_db()
    other.refresh_from_db()
    assert (shared.title, other.programme.title) == ("Safe journeys", "Safe returns")


def test_choosing_a_known_programme_takes_the_proposed_one_away(at_work, draft):
    known = ProgrammeFactory(title="Safe journeys home")
    answer(at_work, draft, "programme", title="Safe jurneys", kind="project")

    answer(at_work, draft, "programme", programme=known.code, title="Safe jurneys", kind="project")

    assert list(Programme.objects.all()) == [known]


def test_a_known_and_a_new_programme_together_are_refused(at_work, draft):
    known = ProgrammeFactory(title="Safe journeys home")

    page = answer(at_work, draft, "programme", programme=known.code, title="Another", kind="project")

    assert "not both" in words(page)
    assert Programme.objects.count() == 1


def test_each_capacity_brings_its_role(at_work, draft):
    answer(at_work, draft, "role", capacities=["service_provider", "co_donor"])

    assert {(role.role, role.capacity) for role in draft.roles.all()} == {
        ("implementer", "service_provider"),
        ("donor", "co_donor"),
    }


def test_unticking_takes_a_role_away_and_leaves_the_others_as_they_were(at_work, draft):
    answer(at_work, draft, "role", capacities=["service_provider", "co_donor"])
    kept = draft.roles.get(capacity="co_donor")

    answer(at_work, draft, "role", capacities=["co_donor"])

    assert list(draft.roles.all()) == [kept]


def test_a_service_brings_its_area(at_work, draft):
    service = ServiceFactory()

    answer(at_work, draft, "areas", services=[service.pk])

    assert [link.area for link in draft.partnership_areas.all()] == [service.area]
    assert [link.service for link in draft.partnership_services.all()] == [service]


@pytest.mark.parametrize("step", ["role", "areas"])
def test_what_is_needed_is_asked_for(at_work, draft, step):
    assert "Tick at least one." in words(answer(at_work, draft, step))


def test_a_retired_area_is_not_offered_but_kept_where_it_was_named(at_work, draft):
    old = ActivityAreaFactory(retired_on=date(2001, 1, 1))
    PartnershipAreaFactory(partnership=draft, area=old)
    retired = ActivityAreaFactory(retired_on=date(2001, 1, 1))

    page = at_work.get(address(draft, "areas"))

    areas = [choice.area for choice in page.context["form"].groups()]
    assert old in areas
    assert retired not in areas


# Where and when.


def test_places_and_countries_are_kept(at_work, draft, dhaka):
    answer(at_work, draft, "where", office=dhaka.pk, countries=["BD", "IN"], places="Dhaka, Benapole")

    draft.refresh_from_db()
    assert (draft.countries, draft.places) == (["BD", "IN"], ["Dhaka", "Benapole"])


def test_another_office_is_refused(at_work, draft, dhaka):
    page = answer(at_work, draft, "where", office=FieldOfficeFactory().pk)

    draft.refresh_from_db()
    assert page.status_code == 200
    assert draft.office == dhaka


def test_a_draft_given_to_another_office_is_held_by_somebody_of_it(client, draft, dhaka, rahima):
    user = RegistrarFactory(office=dhaka)
    rome = OfficeMembershipFactory(user=user).office
    client.force_login(user)

    answer(client, draft, "where", office=rome.pk, places="Rome")

    draft.refresh_from_db()
    assert (draft.office, draft.held_by) == (rome, user)


def test_whoever_has_a_duty_in_both_offices_goes_on_holding_it(at_work, draft, rahima):
    rome = OfficeMembershipFactory(user=rahima).office
    user = RegistrarFactory(office=draft.office)
    OfficeMembershipFactory(user=user, office=rome)
    at_work.force_login(user)

    answer(at_work, draft, "where", office=rome.pk, places="Rome")

    draft.refresh_from_db()
    assert (draft.office, draft.held_by) == (rome, rahima)


def test_a_draft_of_an_office_that_closed_is_still_filled_in(at_work, draft, dhaka):
    FieldOffice.objects.filter(pk=dhaka.pk).update(last_day=date(2001, 12, 31), date_precision="year")

    page = answer(at_work, draft, "where", office=dhaka.pk, places="Dhaka")

    draft.refresh_from_db()
    assert page.status_code == 302
    assert draft.places == ["Dhaka"]


@pytest.mark.parametrize(
    ("begins", "ends", "stored"),
    [
        ("2026", "2027", (date(2026, 1, 1), date(2027, 12, 31), "year")),
        ("2026-03", "", (date(2026, 3, 1), None, "month")),
        ("", "2026-03-14", (None, date(2026, 3, 14), "day")),
        ("", "", (None, None, "")),
    ],
)
def test_days_are_kept_as_exactly_as_they_are_known(at_work, draft, begins, ends, stored):
    answer(at_work, draft, "when", begins=begins, ends=ends, stage="ongoing")

    draft.refresh_from_db()
    assert (draft.first_day, draft.last_day, draft.date_precision) == stored


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [
        ("2027", "2026", "cannot end before it began"),
        ("2026-03", "2027", "Give both in the same way"),
        ("14 March", "", "2026, 2026-03 or 2026-03-14"),
    ],
)
def test_days_that_make_no_sense_are_told_and_kept_on_the_page(at_work, draft, begins, ends, told):
    page = answer(at_work, draft, "when", begins=begins, ends=ends, stage="ongoing")

    assert told in words(page)
    assert f'value="{begins}"' in words(page)
    draft.refresh_from_db()
    assert draft.first_day is None


# Agreement and evidence.


def test_a_new_agreement_is_written_with_the_draft_and_its_file(at_work, draft):
    file = SimpleUploadedFile("mou.pdf", b"%PDF-1.7")
    amount = {"amount": "100", "currency": "CHF"}

    answer(at_work, draft, "agreement", which="new", kind="memorandum", reference="MOU 7", file=file, **amount)

    agreement = Agreement.objects.get()
    assert agreement.reference == "MOU 7"
    assert list(agreement.partnerships.all()) == [draft]
    assert [party.ngo for party in agreement.parties.all()] == [draft.ngo]
    assert [document.kind for document in draft.documents.all()] == ["agreement"]


def test_a_draft_s_agreement_is_not_seen_by_others(at_work, draft, client):
    answer(at_work, draft, "agreement", which="new", kind="memorandum", reference="MOU 7")

    readers = {"viewer": UserFactory(), "other": RegistrarFactory(), "reviewer": UserFactory(reviewer=True)}
    seen = {who: Agreement.objects.visible_to(user).exists() for who, user in readers.items()}

    assert seen == {"viewer": False, "other": False, "reviewer": True}


def test_a_proposed_programme_is_seen_by_those_who_see_its_draft(at_work, draft, rahima):
    answer(at_work, draft, "programme", title="Safe journeys", kind="project")

    readers = {
        "own": rahima,
        "viewer": UserFactory(),
        "other": RegistrarFactory(),
        "reviewer": UserFactory(reviewer=True),
    }
    seen = {who: Programme.objects.visible_to(user).exists() for who, user in readers.items()}

    assert seen == {"own": True, "viewer": False, "other": False, "reviewer": True}


def test_a_known_agreement_is_attached_and_outlives_the_draft(at_work, draft, rahima):
    agreement = AgreementFactory(reference="MOU 1")
    AgreementPartyFactory(agreement=agreement, ngo=draft.ngo)
    answer(at_work, draft, "agreement", which="known", agreement=agreement.pk)
    assert list(draft.agreements.all()) == [agreement]

    answer(at_work, draft, "agreement", which="none")

    assert not draft.agreements.exists()
    assert Agreement.objects.filter(pk=agreement.pk).exists()


def test_saying_none_takes_the_draft_s_own_agreement_away(at_work, draft):
    answer(at_work, draft, "agreement", which="new", kind="memorandum", reference="MOU 7")

    answer(at_work, draft, "agreement", which="none")

    assert not Agreement.objects.exists()


def test_another_organization_leaves_the_agreements_of_the_registry_as_they_are(draft, rahima):
    known, shared = AgreementFactory(), AgreementFactory()
    first, second = draft.ngo, NgoFactory(active=True)
    for agreement, ngo in ((known, first), (shared, first), (shared, second)):
        AgreementPartyFactory(agreement=agreement, ngo=ngo)
    for agreement in (known, shared):
        AgreementPartnershipFactory(agreement=agreement, partnership=draft)

    choose_ngo(partnership=draft, ngo=second, by=rahima)

    assert [party.ngo for party in known.parties.all()] == [first]
    assert {party.ngo for party in shared.parties.all()} == {first, second}
    assert list(draft.agreements.all()) == [shared]


def test_another_organization_takes_the_draft_s_own_agreement_over(at_work, draft, rahima):
    answer(at_work, draft, "agreement", which="new", kind="memorandum", reference="MOU 7")
    other = NgoFactory(active=True)

    choose_ngo(partnership=draft, ngo=other, by=rahima)

    assert [party.ngo for party in draft.agreements.get().parties.all()] == [other]


def test_attaching_an_agreement_of_the_registry_writes_nothing_of_it(draft, rahima):
    agreement = AgreementFactory(reference="MOU 1")
    AgreementPartyFactory(agreement=agreement, ngo=draft.ngo)
    stale = Agreement.objects.get()
    Agreement.objects.update(title="Changed meanwhile")

    attach_agreement(partnership=draft, agreement=stale, by=rahima)

    agreement.refresh_from_db()
    assert (agreement.title, agreement.is_proposed) == ("Changed meanwhile", False)


@pytest.mark.parametrize("hidden", [False, True])
def test_an_agreement_of_others_is_not_attached(draft, rahima, hidden):
    agreement = AgreementFactory()
    if hidden:
        AgreementPartyFactory(agreement=agreement, ngo=draft.ngo)
        AgreementPartnershipFactory(agreement=agreement)

    with pytest.raises(NotAllowedError, match="Choose an agreement with"):
        attach_agreement(partnership=draft, agreement=agreement, by=rahima)

    assert not draft.agreements.exists()


def test_a_new_agreement_is_proposed_whoever_attaches_it(draft):
    new = Agreement(kind="memorandum", reference="MOU 7")

    attach_agreement(partnership=draft, agreement=new, by=UserFactory(reviewer=True))

    assert Agreement.objects.get().is_proposed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"which": "new"}, "Give the number or name that stands on it."),
        ({"which": "new", "kind": "memorandum", "reference": "MOU 1"}, "already exists"),
        ({"which": "new", "kind": "memorandum", "reference": "X", "amount": "5"}, "Give amount and currency"),
        ({"which": "new", "kind": "nonsense", "reference": "X"}, "Select a valid choice"),
        ({}, "This field is required"),
    ],
)
def test_what_is_wrong_with_an_agreement_is_told(at_work, draft, typed, told):
    AgreementFactory(reference="MOU 1")

    page = answer(at_work, draft, "agreement", **typed)

    assert told in words(page)
    assert Agreement.objects.count() == 1


def test_evidence_is_for_those_who_follow_the_review(at_work, draft, client):
    answer(at_work, draft, "evidence", evidence="A letter of 3 March.")

    draft.refresh_from_db()
    assert draft.evidence == "A letter of 3 March."


# Looking it over, sending, coming back.


def complete(draft):
    PartnershipRoleFactory(partnership=draft)
    PartnershipAreaFactory(partnership=draft)
    return draft


def test_what_is_missing_is_marked_and_cannot_be_sent(at_work, draft):
    check = reverse("registration-check", args=[draft.code])

    page = at_work.get(check)
    refused = at_work.post(check, follow=True)

    assert [answer.is_missing for answer in page.context["answers"]].count(True) == 2
    assert "add a role, an area of activity" in words(refused)
    draft.refresh_from_db()
    assert draft.review_status == "draft"


def test_a_complete_draft_is_sent_once_however_often_it_is_pressed(at_work, draft):
    complete(draft)
    check = reverse("registration-check", args=[draft.code])

    pages = [at_work.post(check, {"words": "Please look."}, follow=True) for _press in range(2)]

    assert draft.review_events.count() == 1
    assert [page.status_code for page in pages] == [200, 200]
    assert draft.review_events.get().words == "Please look."


@pytest.mark.parametrize("typed", ["a\x00b", "x" * 2001])
def test_words_to_the_reviewer_that_cannot_be_kept_come_back(at_work, draft, typed):
    page = at_work.post(reverse("registration-check", args=[complete(draft).code]), {"words": typed})

    assert page.context["form"].errors["words"]
    assert typed.replace("\x00", "\ufffd") in words(page) or typed in words(page)
    draft.refresh_from_db()
    assert draft.review_status == "draft"


def test_whoever_sends_it_answers_for_it(draft, dhaka):
    karim = RegistrarFactory(office=dhaka)

    complete(draft).submit(by=karim)

    draft.refresh_from_db()
    assert draft.held_by == karim


def test_what_came_back_shows_the_reviewers_words_on_every_page(at_work, draft, rahima):
    complete(draft).submit(by=rahima)
    draft.return_(by=UserFactory(reviewer=True, name="Claire"), words="Which airport?")

    for page in (reverse("registration-check", args=[draft.code]), address(draft, "where")):
        assert "Which airport?" in words(at_work.get(page))


def test_approval_makes_what_was_proposed_known(at_work, dhaka, rahima):
    begun = complete(propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima))
    answer(at_work, begun, "programme", title="Safe journeys", kind="project")
    answer(at_work, begun, "agreement", which="new", kind="memorandum", reference="MOU 7")
    begun.refresh_from_db()
    begun.submit(by=rahima)

    begun.approve(by=UserFactory(reviewer=True))

    begun.refresh_from_db()
    proposed = [begun.programme.is_proposed, Agreement.objects.get().is_proposed]
    assert (begun.ngo.status, proposed) == ("active", [False, False])
    assert begun.confirmed_on == timezone.localdate()


# Two at once, sessions that end, drafts of others.


def test_a_press_that_comes_twice_changes_nothing(at_work, draft):
    mark = at_work.get(address(draft, "role")).context["form"].mark()
    sent = {"_seen": mark, "capacities": ["co_donor"]}

    pages = [at_work.post(address(draft, "role"), sent) for _press in range(2)]

    assert [page.status_code for page in pages] == [302, 302]
    assert draft.roles.count() == 1


def test_of_two_tabs_the_second_is_told_and_may_still_be_kept(at_work, draft):
    mark = at_work.get(address(draft, "work")).context["form"].mark()
    at_work.post(address(draft, "work"), {"_seen": mark, "summary": "From the phone."})

    told = at_work.post(address(draft, "work"), {"_seen": mark, "summary": "From the desk."})
    draft.refresh_from_db()
    stored = draft.summary
    at_work.post(address(draft, "work"), {"_seen": told.context["form"].mark(), "summary": "From the desk."})

    assert "changed meanwhile" in words(told)
    assert "From the phone." in words(told)
    assert "From the desk." in words(told)
    assert stored == "From the phone."
    draft.refresh_from_db()
    assert draft.summary == "From the desk."


def test_two_tabs_on_different_questions_do_not_meet(at_work, draft, dhaka):
    marks = {step: at_work.get(address(draft, step)).context["form"].mark() for step in ("work", "where")}

    at_work.post(address(draft, "work"), {"_seen": marks["work"], "summary": "A shelter."})
    at_work.post(address(draft, "where"), {"_seen": marks["where"], "office": dhaka.pk, "places": "Dhaka"})

    draft.refresh_from_db()
    assert (draft.summary, draft.places) == ("A shelter.", ["Dhaka"])


def test_what_was_typed_after_the_session_ended_is_there_after_signing_in(client, draft, rahima):
    typed = {"_seen": "", "summary": "Typed on a train."}

    sent_away = client.post(address(draft, "work"), typed)
    client.post(sent_away["Location"], {"login": rahima.email, "password": PASSWORD})
    page = client.get(address(draft, "work"))

    assert "Typed on a train." in words(page)
    assert "You were signed out meanwhile" in words(page)
    draft.refresh_from_db()
    assert draft.summary == ""
    client.post(address(draft, "work"), {"_seen": page.context["form"].mark(), "summary": "Typed on a train."})
    draft.refresh_from_db()
    assert draft.summary == "Typed on a train."


@pytest.mark.parametrize("pages_looked_at", [1, 3])
def test_what_was_typed_then_stays_until_it_is_sent_again(client, draft, rahima, pages_looked_at):
    client.post(address(draft, "work"), {"summary": "Typed on a train."})
    client.force_login(rahima)

    pages = [client.get(address(draft, "work")) for _look in range(pages_looked_at)]
    other = client.get(address(draft, "evidence"))
    client.post(address(draft, "work"), {"summary": "Typed on a train."})

    assert all("Typed on a train." in words(page) for page in pages)
    assert "Typed on a train." not in words(other)
    assert "You were signed out meanwhile" not in words(client.get(address(draft, "work")))


def test_words_to_the_reviewer_outlive_the_session_too(client, draft, rahima):
    check = reverse("registration-check", args=[complete(draft).code])
    client.post(check, {"words": "Please look at the dates."})
    client.force_login(rahima)

    assert "Please look at the dates." in words(client.get(check))


def test_strangers_do_not_fill_the_store_of_sessions(client, draft, settings):
    client.post(address(draft, "work"), {"summary": "x" * kept.MOST})
    kept_too_long = Session.objects.count()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, kept.ACTION: "2/m/ip"}
    for _stranger in range(4):
        Client().post(address(draft, "work"), {"summary": "short"})

    assert (kept_too_long, Session.objects.count()) == (0, 2)


def test_saving_for_later_leads_to_the_desk(at_work, draft):
    page = answer(at_work, draft, "work", summary="Half a sentence", later="yes")

    assert page["Location"] == reverse("my-office")
    draft.refresh_from_db()
    assert draft.summary == "Half a sentence"


def test_coming_from_the_overview_one_goes_back_there(at_work, draft):
    mark = at_work.get(address(draft, "work")).context["form"].mark()

    page = at_work.post(f"{address(draft, 'work')}?check=yes", {"_seen": mark, "summary": "A shelter."})

    assert page["Location"] == reverse("registration-check", args=[draft.code])


def test_a_colleague_goes_on_where_one_stopped(client, draft, dhaka):
    client.force_login(RegistrarFactory(office=dhaka))

    answer(client, draft, "work", summary="From a colleague.")

    draft.refresh_from_db()
    assert draft.summary == "From a colleague."


def test_a_draft_is_handed_to_a_colleague_of_the_office(at_work, draft, dhaka):
    karim = RegistrarFactory(office=dhaka, name="Karim")

    at_work.post(reverse("registration-hand-over", args=[draft.code]), {"to": karim.pk})

    draft.refresh_from_db()
    assert draft.held_by == karim


def test_a_draft_is_not_handed_to_strangers(at_work, draft, rahima):
    page = at_work.post(reverse("registration-hand-over", args=[draft.code]), {"to": RegistrarFactory().pk})

    draft.refresh_from_db()
    assert page.status_code == 200
    assert draft.held_by == rahima
    with pytest.raises(NotAllowedError):
        draft.hand_over(to=UserFactory(), by=rahima)


@pytest.mark.parametrize(
    "page", ["registration-check", "registration-ngo", "registration-candidates", "registration-discard"]
)
def test_the_drafts_of_others_do_not_exist(client, draft, page):
    client.force_login(RegistrarFactory())

    assert client.get(reverse(page, args=[draft.code])).status_code == 404


def test_viewers_do_not_register(client):
    client.force_login(UserFactory())

    assert client.get(reverse("register")).status_code == 403


def test_what_is_with_the_reviewers_leads_to_its_page(at_work, draft, rahima):
    complete(draft).submit(by=rahima)

    page = at_work.post(address(draft, "work"), {"summary": "Too late."})

    assert page["Location"] == draft.get_absolute_url()
    draft.refresh_from_db()
    assert draft.summary == ""


def test_an_unknown_question_is_not_found(at_work, draft):
    assert at_work.get(address(draft, "nonsense")).status_code == 404


# Discarding.


def test_a_discarded_draft_takes_along_what_was_proposed_for_it_alone(at_work, dhaka, rahima):
    begun = propose_ngo(ngo=Ngo(name="Hope Bridge", headquarters="BD"), office=dhaka, by=rahima)
    answer(at_work, begun, "programme", title="Safe journeys", kind="project")
    answer(at_work, begun, "agreement", which="new", kind="memorandum", reference="MOU 7")

    at_work.post(reverse("registration-discard", args=[begun.code]))

    assert not any(model.objects.exists() for model in (Partnership, Ngo, Programme, Agreement))


def test_what_was_once_sent_is_withdrawn_instead(dhaka, rahima, draft):
    complete(draft).submit(by=rahima)
    draft.return_(by=UserFactory(reviewer=True), words="Which airport?")

    discard_draft(partnership=draft, by=rahima)

    draft.refresh_from_db()
    assert draft.review_status == "withdrawn"


def test_what_is_sent_to_a_draft_that_goes_at_that_moment_is_not_found(at_work, draft, monkeypatch):
    complete(draft)

    def gone(**_given):
        Partnership.objects.filter(pk=draft.pk).delete()
        draft.refresh_from_db()

    monkeypatch.setattr("partnerships.views.registration.discard_draft", gone)

    assert at_work.post(reverse("registration-discard", args=[draft.code])).status_code == 404


def test_a_draft_that_was_sent_at_that_moment_is_not_discarded(at_work, draft, monkeypatch):
    def refused(**_given):
        raise NotAllowedError("It was sent meanwhile.")

    monkeypatch.setattr("partnerships.views.registration.discard_draft", refused)

    page = at_work.post(reverse("registration-discard", args=[draft.code]))

    assert page["Location"] == draft.get_absolute_url()


def test_nobody_discards_the_draft_of_another_office(draft):
    with pytest.raises(NotAllowedError):
        discard_draft(partnership=draft, by=RegistrarFactory())


def test_nobody_begins_for_another_office(rahima):
    with pytest.raises(NotAllowedError, match="your own offices"):
        begin_registration(ngo=NgoFactory(active=True), office=FieldOfficeFactory(), by=rahima)


def test_with_several_offices_one_is_chosen(client, dhaka):
    user = RegistrarFactory(office=dhaka)
    rome = OfficeMembershipFactory(user=user, office__name="IOM Rome").office
    client.force_login(user)

    client.post(reverse("register"), {"ngo": NgoFactory(active=True).code, "office": rome.code})

    assert Partnership.objects.get().office == rome


# What helps those who do not see the page.


@pytest.mark.parametrize(("step", "field"), [("role", "capacities"), ("areas", "areas"), ("when", "stage")])
def test_what_is_wrong_is_tied_to_what_it_is_about(at_work, draft, step, field):
    page = words(answer(at_work, draft, step, begins="14 March"))

    assert f'id="id_{field}_error"' in page
    assert re.search(rf'<fieldset[^>]*aria-describedby="[^"]*id_{field}_error', page)


def test_services_that_are_ticked_are_not_folded_away(at_work, draft):
    service = ServiceFactory()
    ServiceFactory()

    page = answer(at_work, draft, "areas", services=[service.pk], areas=["nonsense"])

    choices = {choice.area: choice for choice in page.context["form"].groups()}
    assert [area for area, choice in choices.items() if choice.is_open] == [service.area]


# Speed.


@pytest.mark.parametrize("step", ["programme", "role", "areas", "work", "where", "when", "agreement", "evidence"])
def test_a_question_takes_few_queries(at_work, draft, step, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        at_work.get(address(draft, step))


def test_looking_it_over_takes_as_many_queries_for_much_as_for_little(at_work, draft, django_assert_num_queries):
    check = reverse("registration-check", args=[draft.code])
    complete(draft)
    at_work.get(check)
    with CaptureQueriesContext(connection) as few:
        at_work.get(check)
    for _more in range(8):
        complete_more = ServiceFactory()
        draft.partnership_services.create(service=complete_more)
        draft.partnership_areas.create(area=complete_more.area)

    with django_assert_num_queries(len(few)):
        at_work.get(check)
