"""The review in the admin: offices draft and submit, reviewers return and approve, and only buttons move a status."""

import pytest
from django.test import Client

from accounts.models import User
from ngos.models import Ngo
from partnerships.models import Partnership, ReviewEvent, ReviewStatus, Verb
from programmes.models import FieldOffice
from tests.admin.forms import faults_on, form_on, opened, words_on
from tests.admin.visits import opened_new, page_of, saved, signed_in
from tests.factories import (
    ActivityAreaFactory,
    FieldOfficeFactory,
    NgoFactory,
    OfficeMembershipFactory,
    OfficeReviewerFactory,
    PartnershipFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> FieldOffice:
    return FieldOfficeFactory(name="IOM Dhaka")


@pytest.fixture
def registrar(office: FieldOffice) -> User:
    return RegistrarFactory(office=office)


def apply(client: Client, row: Partnership, verb: str, words: str = "") -> str:
    """Press the verb's button, fill in the words, send them, and return what the next page says."""
    address = page_of(row, "review", verb)
    form = form_on(client.get(address), "words").fill(words=words)
    return words_on(client.post(address, form, follow=True))


def test_a_collaboration_from_draft_to_approval(office: FieldOffice, registrar: User) -> None:
    ngo, area = NgoFactory(active=True, name="Shelter"), ActivityAreaFactory()
    at_office, reviewer = signed_in(registrar), signed_in(UserFactory(reviewer=True))

    draft = opened_new(at_office, Partnership, "summary").fill(ngo=ngo.pk, summary="They give shelter.")
    draft.add("roles", role="implementer", capacity="service_provider")
    draft.add("partnership_areas", area=area.pk)
    at_office.post(page_of(Partnership, "add"), draft)
    row = Partnership.objects.get()
    assert (row.office, row.review_status) == (office, ReviewStatus.DRAFT)
    assert "submitted for review" in apply(at_office, row, "submit")

    said = apply(reviewer, row, "return", "Which district?")
    assert "returned for changes" in said
    assert "Which district?" in words_on(at_office.get(page_of(row)))

    saved(at_office, row, opened(at_office, page_of(row)).fill(summary="They give shelter in Sylhet."))
    apply(at_office, row, "submit")
    assert "approved" in apply(reviewer, row, "approve")

    row.refresh_from_db()
    assert (row.summary, row.review_status) == ("They give shelter in Sylhet.", ReviewStatus.APPROVED)
    assert [event.verb for event in row.review_events.all()] == ["submit", "return", "submit", "approve"]


def test_a_registrar_drafts_for_the_own_offices_alone(office: FieldOffice, registrar: User) -> None:
    second, foreign = FieldOfficeFactory(), FieldOfficeFactory()
    OfficeMembershipFactory(user=registrar, office=second)
    client = signed_in(registrar)
    page = client.get(page_of(Partnership, "add"))

    offered = {str(key) for key, _label in page.context["adminform"].form.fields["office"].choices}
    refused = client.post(
        page_of(Partnership, "add"), form_on(page, "summary").fill(ngo=NgoFactory().pk, office=foreign.pk)
    )

    assert offered == {"", str(office.pk), str(second.pk)}
    assert "office" in faults_on(refused)
    assert not Partnership.objects.exists()


def test_a_registrar_cannot_move_a_draft_to_a_foreign_office(office: FieldOffice, registrar: User) -> None:
    row, foreign = PartnershipFactory(office=office), FieldOfficeFactory()
    client = signed_in(registrar)

    refused = saved(client, row, opened(client, page_of(row)).fill(office=foreign.pk))

    assert "office" in faults_on(refused)
    assert Partnership.objects.get().office == office


def test_a_registrar_proposes_an_ngo_that_no_office_works_with_yet(registrar: User) -> None:
    client = signed_in(registrar)

    answer = client.post(
        page_of(Ngo, "add"), opened_new(client, Ngo).fill(name="New hope", status="active"), follow=True
    )

    ngo = Ngo.objects.get()
    assert (answer.status_code, ngo.name, ngo.status) == (200, "New hope", Ngo.Status.PROPOSED)


def test_what_is_submitted_is_the_offices_to_read_and_not_to_change(office: FieldOffice, registrar: User) -> None:
    row = PartnershipFactory(submitted=True, office=office, summary="As submitted.")
    client = signed_in(registrar)

    page = client.get(page_of(row))
    answer = client.post(page_of(row), {"summary": "Changed.", "_seen": "{}"})

    assert "As submitted." in words_on(page)
    assert answer.status_code == 403
    assert Partnership.objects.get().summary == "As submitted."


@pytest.mark.parametrize("verb", ["return", "reject"])
def test_a_reviewer_must_say_why(verb: str) -> None:
    row = PartnershipFactory(submitted=True)

    said = apply(signed_in(UserFactory(reviewer=True)), row, verb, "   ")

    assert "Say why, in a sentence" in said
    assert Partnership.objects.get().review_status == ReviewStatus.SUBMITTED


def test_whoever_submitted_may_not_approve() -> None:
    reviewer = UserFactory(reviewer=True)
    row = PartnershipFactory(submitted=True, moves__submitted_by=reviewer)
    client = signed_in(reviewer)

    page = client.get(page_of(row))
    said = apply(client, row, "approve")

    assert page_of(row, "review", "approve") not in page.content.decode()
    assert page_of(row, "review", "return") in page.content.decode()
    assert "whoever submits does not approve" in said
    assert Partnership.objects.get().review_status == ReviewStatus.SUBMITTED


def test_a_draft_that_lacks_something_is_not_submitted_and_says_what_it_lacks(
    office: FieldOffice, registrar: User
) -> None:
    row = PartnershipFactory(office=office)

    said = apply(signed_in(registrar), row, "submit")

    assert "Before it can be submitted, add a role, an area of activity." in said
    assert Partnership.objects.get().review_status == ReviewStatus.DRAFT


def test_the_reviewer_of_an_office_reviews_its_own_and_no_other(office: FieldOffice) -> None:
    reviewer = signed_in(OfficeReviewerFactory(office=office))
    own, foreign = PartnershipFactory(submitted=True, office=office), PartnershipFactory(approved=True)

    apply(reviewer, own, "approve")
    apply(reviewer, foreign, "suspend", "Because.")

    own.refresh_from_db()
    foreign.refresh_from_db()
    assert (own.review_status, foreign.review_status) == (ReviewStatus.APPROVED, ReviewStatus.APPROVED)


@pytest.mark.parametrize("verb", Verb.values)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_a_button_presses_nothing(verb: str, method: str) -> None:
    row = PartnershipFactory(submitted=True)
    events = ReviewEvent.objects.count()

    getattr(signed_in(UserFactory(reviewer=True)), method)(page_of(row, "review", verb), {"words": "Because."})

    assert Partnership.objects.get().review_status == ReviewStatus.SUBMITTED
    assert ReviewEvent.objects.count() == events


@pytest.mark.parametrize("duty", ["reviewer", "administrator"])
def test_the_status_is_words_and_never_a_field(duty: str) -> None:
    row = PartnershipFactory(submitted=True)
    client = signed_in(UserFactory(duty=duty))
    form = opened(client, page_of(row))

    answer = saved(client, row, form.fill(review_status="approved", code="PTN-1", summary="Anew."))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.review_status, row.summary, row.code != "PTN-1") == ("submitted", "Anew.", True)


def test_bulk_editing_offers_no_status() -> None:
    rows = [PartnershipFactory(submitted=True), PartnershipFactory(submitted=True)]
    selected = {"action": "edit_selected", "_selected_action": [row.pk for row in rows]}

    page = signed_in(UserFactory(reviewer=True)).post(page_of(Partnership, "changelist"), selected)

    assert {name for name in form_on(page) if not name.startswith("_")} >= {"stage", "mode"}
    assert "review_status" not in form_on(page)


def test_each_reader_finds_only_the_buttons_that_work(office: FieldOffice, registrar: User) -> None:
    row = PartnershipFactory(submitted=True, office=office)
    people = {"registrar": registrar, "viewer": UserFactory(), "reviewer": UserFactory(reviewer=True)}

    found = {
        name: {verb for verb in Verb.values if page_of(row, "review", verb) in _page(user, row)}
        for name, user in people.items()
    }

    assert found == {
        "registrar": {"withdraw"},
        "viewer": set(),
        "reviewer": {"approve", "return", "reject", "withdraw"},
    }


def _page(user: User, row: Partnership) -> str:
    return signed_in(user).get(page_of(row), follow=True).content.decode()
