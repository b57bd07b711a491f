"""Who is told of a review's moves, and who is reminded of what waits too long."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.models import Notice, User
from partnerships.models import ChangeProposal, Partnership, ProposalReminder, ReviewReminder
from partnerships.proposals import apply_proposal, propose_changes, refuse_proposal, withdraw_proposal
from partnerships.reminders import remind
from programmes.models import FieldOffice
from tests import factories as f

pytestmark = pytest.mark.django_db

WORDS = "The third paragraph says so."
SUBMITTED_AT = datetime(2002, 1, 7, 9, tzinfo=UTC)


@pytest.fixture
def office() -> FieldOffice:
    made: FieldOffice = f.FieldOfficeFactory()
    return made


@pytest.fixture
def ana(office: FieldOffice) -> User:
    made: User = f.RegistrarFactory(office=office, name="Ana")
    return made


def told() -> set[tuple[User, str]]:
    """Return who was told of what."""
    return {(notice.user, notice.kind) for notice in Notice.objects.select_related("user")}


def deputy(office: FieldOffice) -> User:
    """Return somebody who stands in for the reviewers of the office."""
    made: User = f.OfficeMembershipFactory(office=office, duty="reviewer", is_deputy=True).user
    return made


def draft(office: FieldOffice, **values: Any) -> Partnership:
    """Return a draft that lacks nothing."""
    made: Partnership = f.PartnershipFactory(complete=True, office=office, **values)
    return made


# To whom a submission goes


def test_a_submission_goes_to_the_reviewers_of_its_office(office: FieldOffice, ana: User) -> None:
    first, second = f.OfficeReviewerFactory.create_batch(2, office=office)
    deputy(office)
    f.OfficeReviewerFactory()
    f.UserFactory(reviewer=True)
    f.OfficeMembershipFactory(office=office, duty="reviewer", ends_on=datetime(2001, 12, 31, tzinfo=UTC).date())
    f.OfficeMembershipFactory(office=office, duty="reviewer", user__is_active=False)
    row = draft(office)

    row.submit(by=ana, words=WORDS)

    assert told() == {(first, "submitted"), (second, "submitted")}
    notice = Notice.objects.filter(user=first).get()
    assert (notice.record, notice.name, notice.words, notice.by) == (row.code, str(row.ngo), WORDS, ana)
    assert notice.address == f"/partnerships/{row.code}/review/"


def test_where_an_office_has_no_reviewer_it_goes_to_the_deputies(office: FieldOffice, ana: User) -> None:
    standing_in = deputy(office)
    f.UserFactory(reviewer=True)

    draft(office).submit(by=ana)

    assert told() == {(standing_in, "submitted")}


def test_where_there_are_neither_it_goes_to_the_reviewers_of_the_registry(office: FieldOffice, ana: User) -> None:
    reviewers = f.UserFactory.create_batch(2, reviewer=True)
    f.UserFactory(administrator=True)

    draft(office).submit(by=ana)

    assert told() == {(reviewer, "submitted") for reviewer in reviewers}


def test_where_nobody_reviews_it_goes_to_the_administrators(office: FieldOffice, ana: User) -> None:
    administrator = f.UserFactory(administrator=True)

    draft(office).submit(by=ana)

    assert told() == {(administrator, "submitted")}


def test_it_never_goes_to_whoever_submitted_it_even_earlier(office: FieldOffice) -> None:
    first, second = f.OfficeReviewerFactory.create_batch(2, office=office)
    chief = f.UserFactory(reviewer=True)
    row = draft(office)
    row.submit(by=first)
    row.return_(by=second, words=WORDS)
    Notice.objects.all().delete()

    row.submit(by=second)

    assert told() == {(chief, "submitted")}


# What its author hears


@pytest.mark.parametrize(("verb", "kind"), [("approve", "approved"), ("return", "returned"), ("reject", "rejected")])
def test_author_and_holder_hear_what_was_decided_with_the_words(
    office: FieldOffice, ana: User, verb: str, kind: str
) -> None:
    colleague, ben = f.RegistrarFactory(office=office), f.UserFactory(reviewer=True)
    row = draft(office)
    row.submit(by=ana)
    Partnership.objects.filter(pk=row.pk).update(held_by=colleague)
    Notice.objects.all().delete()

    row.apply(verb, by=ben, words=WORDS)

    assert told() == {(ana, kind), (colleague, kind)}
    assert set(Notice.objects.values_list("words", "by", "address")) == {(WORDS, ben.pk, row.get_absolute_url())}


def test_nobody_is_told_of_a_move_that_did_not_happen(office: FieldOffice, ana: User) -> None:
    f.OfficeReviewerFactory(office=office)

    with transaction.atomic():
        draft(office).submit(by=ana)
        assert Notice.objects.exists()
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_whoever_is_handed_a_draft_is_told(office: FieldOffice, ana: User) -> None:
    colleague = f.RegistrarFactory(office=office)
    row = draft(office, held_by=ana)

    row.hand_over(to=colleague, by=ana)

    assert told() == {(colleague, "handed_over")}
    assert Notice.objects.get().by == ana


# Proposals


def proposal_of(row: Partnership, by: User) -> ChangeProposal:
    """Propose another summary."""

    def save() -> None:
        Partnership.objects.filter(pk=row.pk).update(summary="They give advice.")

    return propose_changes(partnership=row, by=by, words=WORDS, save=save)


def test_a_proposal_goes_to_the_reviewers_and_its_answer_to_whoever_made_it(office: FieldOffice, ana: User) -> None:
    reviewer = f.OfficeReviewerFactory(office=office)
    proposal = proposal_of(f.PartnershipFactory(approved=True, office=office), ana)
    assert told() == {(reviewer, "submitted")}
    assert Notice.objects.get().address == proposal.get_absolute_url()
    Notice.objects.all().delete()

    apply_proposal(proposal=proposal, by=reviewer, words="Thank you.")

    assert told() == {(ana, "changed")}
    assert Notice.objects.get().words == "Applied. Thank you."


def test_an_answer_is_told_in_the_language_of_whoever_proposed(office: FieldOffice, ana: User) -> None:
    User.objects.filter(pk=ana.pk).update(language="fr")
    proposal = proposal_of(f.PartnershipFactory(approved=True, office=office), User.objects.get(pk=ana.pk))

    refuse_proposal(proposal=proposal, by=f.UserFactory(reviewer=True), words="Non.")

    words = Notice.objects.get(user=ana).words
    assert words.endswith(" Non.")
    assert not words.startswith("Refused.")


def test_a_proposal_taken_back_is_told_to_nobody(office: FieldOffice, ana: User) -> None:
    proposal = proposal_of(f.PartnershipFactory(approved=True, office=office), ana)
    Notice.objects.all().delete()

    withdraw_proposal(proposal=proposal, by=ana)

    assert not Notice.objects.exists()


# Reminders


@pytest.fixture
def people(office: FieldOffice) -> dict[str, User]:
    """Return those who may be reminded."""
    return {
        "reviewer": f.OfficeReviewerFactory(office=office),
        "deputy": deputy(office),
        "chief": f.UserFactory(reviewer=True),
        "administrator": f.UserFactory(administrator=True),
    }


def after(**time: int) -> None:
    """Remind so long after the submission."""
    remind(SUBMITTED_AT + timedelta(**time))


def names(people: dict[str, User]) -> set[str]:
    """Return who has a reminder."""
    reminded = {user for user, kind in told() if kind == "waiting"}
    return {name for name, user in people.items() if user in reminded}


def test_reminders_go_up_and_each_is_sent_once(office: FieldOffice, people: dict[str, User]) -> None:
    row = f.PartnershipFactory(submitted=True, office=office)

    after(days=6, hours=23)
    assert names(people) == set()
    after(days=7)
    assert names(people) == {"reviewer", "deputy"}
    after(days=13, hours=23)
    assert Notice.objects.count() == 2
    after(days=14)
    after(days=60)

    assert names(people) == {"reviewer", "deputy", "administrator"}
    assert Notice.objects.count() == 3
    assert list(ReviewReminder.objects.values_list("event__partnership", "days")) == [(row.pk, 7), (row.pk, 14)]


def test_what_nobody_saw_for_long_is_told_to_both_at_once(office: FieldOffice, people: dict[str, User]) -> None:
    f.PartnershipFactory(submitted=True, office=office)

    after(days=30)

    assert names(people) == {"reviewer", "deputy", "administrator"}


def test_where_an_office_has_nobody_the_reviewers_of_the_registry_are_reminded(people: dict[str, User]) -> None:
    f.PartnershipFactory(submitted=True)

    after(days=8)

    assert names(people) == {"chief"}


def test_whoever_submitted_is_never_reminded_of_it(office: FieldOffice, people: dict[str, User]) -> None:
    f.PartnershipFactory(submitted=True, office=office, moves__submitted_by=people["reviewer"])

    after(days=8)

    assert names(people) == {"deputy"}


@pytest.mark.parametrize("status", ["draft", "approved", "returned", "rejected", "withdrawn", "suspended"])
def test_what_was_answered_is_not_brought_to_mind(office: FieldOffice, people: dict[str, User], status: str) -> None:
    f.PartnershipFactory(office=office, **{status: True})

    after(days=60)

    assert not Notice.objects.exists()


def test_what_was_submitted_again_has_reminders_of_its_own(office: FieldOffice, people: dict[str, User]) -> None:
    row = f.PartnershipFactory(submitted=True, office=office)
    after(days=8)
    f.ReviewEventFactory(partnership=row, verb="submit", at=SUBMITTED_AT + timedelta(days=10))

    after(days=16)
    assert Notice.objects.count() == 2
    after(days=17)

    assert Notice.objects.count() == 4
    assert ReviewReminder.objects.count() == 2


def test_proposals_are_brought_to_mind_in_the_same_way(office: FieldOffice, people: dict[str, User]) -> None:
    proposal = f.ChangeProposalFactory(partnership__office=office, by=people["reviewer"])
    f.ChangeProposalFactory(partnership__office=office, applied=True)

    after(days=7)
    assert names(people) == {"deputy"}
    after(days=14)
    after(days=15)

    assert names(people) == {"deputy", "administrator"}
    assert set(ProposalReminder.objects.values_list("proposal", "days")) == {(proposal.pk, 7), (proposal.pk, 14)}
    assert set(Notice.objects.values_list("address", flat=True)) == {proposal.get_absolute_url()}
