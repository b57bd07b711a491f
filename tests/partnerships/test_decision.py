"""The page on which a reviewer decides: what it shows, what it does, and what happens when others act too."""

from threading import Thread
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from ngos.models import Distinction
from partnerships.models import Partnership, ReviewEvent
from partnerships.pages.decision import Decision
from tests import factories as f
from tests.admin.forms import FormData, form_on, words_on
from tests.admin.visits import signed_in
from tests.partnerships.locks import waiting_for_a_lock

pytestmark = pytest.mark.django_db

WORDS = "The third paragraph says so."


@pytest.fixture
def row() -> Partnership:
    made: Partnership = f.PartnershipFactory(submitted=True, moves__submitted_by=f.UserFactory(name="Ana"))
    return made


@pytest.fixture
def ben() -> Client:
    return signed_in(f.UserFactory(reviewer=True, name="Ben"))


@pytest.fixture
def cem() -> Client:
    return signed_in(f.UserFactory(reviewer=True, name="Cem"))


def case(row: Partnership) -> str:
    """Return the address of the page."""
    return reverse("partnership-case", args=[row.code])


def shown(client: Client, row: Partnership) -> Decision:
    """Return what the page shows."""
    answer = client.get(case(row))
    assert answer.status_code == 200
    decision: Decision = answer.context["decision"]
    return decision


def form_of(client: Client, row: Partnership) -> FormData:
    """Open the page, and return its form."""
    return form_on(client.get(case(row)), "_last_move")


def send(client: Client, row: Partnership, form: FormData, verb: str, words: str = "") -> Any:
    """Press a button of the form."""
    return client.post(case(row), form.fill(verb=verb, words=words))


# What is decided


@pytest.mark.parametrize(
    ("verb", "words", "status"),
    [("approve", "", "approved"), ("return", WORDS, "returned"), ("reject", WORDS, "rejected")],
)
def test_a_button_decides_and_leads_back_to_the_queue(
    row: Partnership, ben: Client, verb: str, words: str, status: str
) -> None:
    answer = ben.post(case(row), form_of(ben, row).fill(verb=verb, words=words), follow=True)

    row.refresh_from_db()
    assert row.review_status == status
    assert row.review_events.latest("pk").words == words
    assert answer.redirect_chain[0][0] == reverse("review-queue")
    assert f"{row}: {row.get_review_status_display()}." in words_on(answer)


@pytest.mark.parametrize("verb", ["return", "reject"])
def test_without_words_nothing_is_returned_or_rejected(row: Partnership, ben: Client, verb: str) -> None:
    answer = send(ben, row, form_of(ben, row), verb, " ")

    assert answer.status_code == 200
    assert "Say why, in a sentence" in words_on(answer)
    assert form_on(answer, "_last_move")
    row.refresh_from_db()
    assert row.review_status == "submitted"


def test_too_many_words_come_back_as_they_were_typed(row: Partnership, ben: Client) -> None:
    answer = send(ben, row, form_of(ben, row), "return", "x" * 2001)

    assert form_on(answer, "_last_move")["words"] == ["x" * 2001]
    assert not row.review_events.filter(verb="return").exists()


@pytest.mark.parametrize("verb", ["suspend", "burn", ""])
def test_another_step_is_not_found_here(row: Partnership, ben: Client, verb: str) -> None:
    assert send(ben, row, form_of(ben, row), verb, WORDS).status_code == 404


# Who


def test_whoever_submitted_sees_why_there_is_no_button_to_approve() -> None:
    office = f.FieldOfficeFactory()
    ana = f.RegistrarFactory(office=office)
    row = f.PartnershipFactory(submitted=True, office=office, moves__submitted_by=ana)
    reviewer = f.UserFactory(reviewer=True)
    own = f.PartnershipFactory(submitted=True, moves__submitted_by=reviewer)

    for user, mine, verbs in ((ana, row, []), (reviewer, own, ["return", "reject"])):
        decision = shown(signed_in(user), mine)
        assert decision.verbs == verbs
        assert decision.why_not.startswith("You submitted this yourself, so somebody else approves it.")
    colleague = shown(signed_in(f.RegistrarFactory(office=office)), row)
    assert (colleague.verbs, colleague.why_not[:34]) == ([], "The reviewers of its office decide")


def test_the_page_is_for_its_office_and_for_reviewers(row: Partnership) -> None:
    approved = f.PartnershipFactory(approved=True)

    for user in (f.UserFactory(), f.RegistrarFactory(), f.OfficeReviewerFactory()):
        assert signed_in(user).get(case(row)).status_code == 404
        assert signed_in(user).get(case(approved)).status_code == 403


# What others do meanwhile


def test_the_second_reviewer_is_told_who_did_what_and_keeps_the_words(
    row: Partnership, ben: Client, cem: Client
) -> None:
    form = form_of(cem, row)
    send(ben, row, form_of(ben, row), "return", "Which shelter?")

    answer = send(cem, row, form, "approve", "Well done.")

    said = " ".join(answer.context["told"])
    assert "Ben, " in said
    assert "returned for changes. “Which shelter?”" in said
    assert "Well done." in answer.content.decode()
    row.refresh_from_db()
    assert row.review_status == "returned"
    assert row.review_events.filter(by__name="Cem").count() == 0


def test_what_was_returned_and_came_again_is_not_decided_on_as_it_was_seen(
    row: Partnership, ben: Client, cem: Client
) -> None:
    form = form_of(cem, row)
    send(ben, row, form_of(ben, row), "return", "Which shelter?")
    Partnership.objects.get(pk=row.pk).submit(by=f.UserFactory(reviewer=True, name="Dom"))

    answer = send(cem, row, form, "approve", "Well done.")

    assert "Dom, " in " ".join(answer.context["told"])
    again = form_on(answer, "_last_move")
    assert again["words"] == ["Well done."]
    assert Partnership.objects.get(pk=row.pk).review_status == "submitted"
    assert send(cem, row, again, "approve").status_code == 302


def test_what_was_changed_meanwhile_is_told_before_it_is_approved(row: Partnership, ben: Client, cem: Client) -> None:
    form = form_of(cem, row)
    Partnership.objects.filter(pk=row.pk).update(summary="Other words.")
    f.PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")

    answer = send(cem, row, form, "approve", "Well done.")

    said = " ".join(answer.context["told"])
    assert "summary from “—” to “Other words.”" in said
    assert "capacity from “—” to “funder”" in said
    assert Partnership.objects.get(pk=row.pk).review_status == "submitted"
    assert send(cem, row, form_on(answer, "_last_move"), "approve").status_code == 302


def test_a_button_pressed_twice_is_told_that_it_is_done(row: Partnership, ben: Client) -> None:
    form = form_of(ben, row)
    send(ben, row, form, "return", WORDS)

    answer = ben.post(case(row), form, follow=True)

    assert "You did this already." in words_on(answer)
    assert row.review_events.filter(verb="return").count() == 1


@pytest.mark.parametrize("marks", ["", "x", "9" * 40, "-1", "1e9"])
def test_a_form_that_forgot_what_it_saw_is_shown_once_more(row: Partnership, ben: Client, marks: str) -> None:
    answer = send(ben, row, form_of(ben, row).fill(_last_move=marks, _seen=marks), "approve")

    assert answer.context["told"]
    assert Partnership.objects.get(pk=row.pk).review_status == "submitted"
    assert send(ben, row, form_on(answer, "_last_move"), "approve").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_the_same_moment_one_decides_and_the_other_is_told() -> None:
    row = f.PartnershipFactory(submitted=True)
    people = [f.UserFactory(reviewer=True, name=name) for name in ("Ben", "Cem")]
    forms = [(signed_in(user), form_of(signed_in(user), row)) for user in people]
    answers: list[Any] = []

    def press(client: Client, form: FormData, verb: str) -> None:
        try:
            answers.append(send(client, row, form, verb, WORDS))
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=[*one, verb]) for one, verb in zip(forms, ("approve", "reject"), strict=True)]
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=row.pk)
        for thread in threads:
            thread.start()
        assert waiting_for_a_lock(2)
    for thread in threads:
        thread.join(timeout=20)

    done = ReviewEvent.objects.filter(partnership=row).exclude(verb="submit").get()
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    told = next(answer for answer in answers if answer.status_code == 200)
    assert str(done.by) in told.context["told"][0]
    assert WORDS in told.content.decode()


# What is shown


def test_it_shows_what_was_registered_and_what_it_rests_on(ben: Client) -> None:
    row = f.PartnershipFactory(submitted=True, summary="They run a shelter.", evidence="A letter of May.")
    document = f.PartnershipDocumentFactory(partnership=row, name="Letter of May.pdf", size=2048)
    f.PartnershipServiceFactory(partnership=row, service__name="Shelter")

    answer = ben.get(case(row))

    page = words_on(answer)
    for words in ("They run a shelter.", "A letter of May.", "Letter of May.pdf", "2.0 KB", "Shelter", "provider"):
        assert words in page
    assert reverse("document", args=[document.pk]) in answer.content.decode()


def test_what_rests_on_nothing_is_said_to(row: Partnership, ben: Client) -> None:
    assert "Neither words nor a document nor a source came with it." in words_on(ben.get(case(row)))


def test_a_proposed_ngo_stands_beside_those_that_may_be_the_same(ben: Client) -> None:
    row = f.PartnershipFactory(submitted=True, ngo=f.NgoFactory(name="Caritas Bangladesch", headquarters="BD"))
    twin = f.NgoFactory(name="Caritas Bangladesh", active=True, headquarters="BD")
    other = f.NgoFactory(name="Caritas Bangladesh Dhaka", active=True)
    Distinction.objects.create(ngo=other, other=row.ngo, reason="Another town.", by=f.UserFactory(name="Ana"))

    card = shown(ben, row).ngo
    page = words_on(ben.get(case(row)))

    assert [candidate.ngo for candidate in card.unanswered] == [twin]
    assert [(one.ngo, one.reason, one.who) for one in card.told_apart] == [(other, "Another town.", "Ana")]
    assert "Another town." in page
    assert str(card.unanswered[0].reasons[0]) in page


def test_a_known_ngo_stands_with_what_it_does_already(row: Partnership, ben: Client) -> None:
    for _number in range(7):
        f.PartnershipFactory(approved=True, ngo=row.ngo)

    card = shown(ben, row).ngo

    assert (len(card.others.rows), card.others.count, card.line) == (5, 7, "7 other partnerships")
    assert "and 2 more" in words_on(ben.get(case(row)))
    assert not card.unanswered


def test_a_proposed_programme_is_shown(ben: Client) -> None:
    programme = f.ProgrammeFactory(title="Welcome Home", is_proposed=True, description="They come back.")
    row = f.PartnershipFactory(submitted=True, programme=programme)

    assert "They come back." in words_on(ben.get(case(row)))
    assert not shown(ben, f.PartnershipFactory(submitted=True, programme=f.ProgrammeFactory())).programme


@pytest.mark.django_db(transaction=True)
def test_what_changed_since_the_return_is_told_once_from_before_to_after(client: Client) -> None:
    ana, ben = f.UserFactory(reviewer=True, name="Ana"), f.UserFactory(reviewer=True, name="Ben")
    programme = f.ProgrammeFactory(is_proposed=True, description="One.")
    row = f.PartnershipFactory(complete=True, ngo=f.NgoFactory(name="Shelter"), programme=programme, summary="First.")
    role = row.roles.get()
    row.submit(by=ana)
    row.return_(by=ben, words="Which shelter?")

    for words in ("Second.", "Third."):
        Partnership.objects.filter(pk=row.pk).update(summary=words)
    role.delete()
    f.PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")
    gone = f.PartnershipAreaFactory(partnership=row)
    gone.delete()
    f.NgoNameFactory(ngo=row.ngo, name="Abri")
    type(programme).objects.filter(pk=programme.pk).update(description="Two.")
    document = f.PartnershipDocumentFactory(partnership=row, name="Letter.pdf")
    Partnership.objects.get(pk=row.pk).submit(by=ana, words="It is the first.")

    client.force_login(User.objects.get(pk=ben.pk))
    decision = shown(client, row)

    told = {
        (entry.row, entry.kind, change.column): (change.before, change.after)
        for entry in decision.changed
        for change in entry.changes
    }
    assert told == {
        ("partnership", "changed", "summary"): ("First.", "Third."),
        ("role", "deleted", "role"): ("implementer", "—"),
        ("role", "deleted", "capacity"): ("service provider", "—"),
        ("role", "added", "role"): ("—", "donor"),
        ("role", "added", "capacity"): ("—", "funder"),
        ("document of a partnership", "added", "kind"): ("—", "evidence"),
        ("document of a partnership", "added", "name"): ("—", document.name),
        **{key: value for key, value in told.items() if key[0] == "other name"},
        ("programme", "changed", "description"): ("One.", "Two."),
    }
    assert told["other name", "added", "name"] == ("—", "Abri")
    page = words_on(client.get(case(row)))
    assert page.index("Which shelter?") < page.index("It is the first.") < page.index("Third.")


def test_it_asks_as_much_however_much_there_is(ben: Client) -> None:
    def made(count: int) -> Partnership:
        row: Partnership = f.PartnershipFactory(returned=True, ngo=f.NgoFactory(name=f"Only one {count}"))
        row.submit(by=f.UserFactory(reviewer=True))
        for _number in range(count):
            f.PartnershipServiceFactory(partnership=row)
            f.PartnershipDocumentFactory(partnership=row)
            f.PartnershipCitationFactory(partnership=row)
            f.PartnershipAreaFactory(partnership=row)
            f.NgoNameFactory(ngo=row.ngo)
            other = f.PartnershipFactory(approved=True, ngo=row.ngo, programme=f.ProgrammeOfficeFactory().programme)
            f.PartnershipPeopleFactory(partnership=other)
        return row

    def asked(row: Partnership) -> int:
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert ben.get(case(row)).status_code == 200
        return len(queries)

    few, many = made(2), made(5)

    assert asked(few) == asked(many)
