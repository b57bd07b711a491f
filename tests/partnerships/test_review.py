"""The review of partnerships: which verb leads where, who may apply it, and what it needs."""

import time
from threading import Thread

import pytest
from django.db import InternalError, connection, connections, transaction

from partnerships.models import (
    NotAllowedError,
    NotReadyError,
    Partnership,
    ReviewError,
    ReviewEvent,
    ReviewStatus,
    Verb,
    WrongStatusError,
)
from tests.accounts.people import PEOPLE, person
from tests.factories import (
    FieldOfficeFactory,
    OfficeReviewerFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

VERBS = ("submit", "approve", "return", "reject", "withdraw", "suspend", "resume")
# What becomes of a partnership when a reviewer who did not submit it applies a verb; "-" is refused.
OUTCOMES = {
    #             submit       approve     return      reject      withdraw     suspend      resume
    "draft": ("submitted", "-", "-", "-", "withdrawn", "-", "-"),
    "submitted": ("-", "approved", "returned", "rejected", "withdrawn", "-", "-"),
    "approved": ("-", "-", "-", "-", "-", "suspended", "-"),
    "returned": ("submitted", "-", "-", "-", "withdrawn", "-", "-"),
    "rejected": ("-", "-", "-", "-", "-", "-", "-"),
    "withdrawn": ("-", "-", "-", "-", "-", "-", "-"),
    "suspended": ("-", "-", "-", "-", "-", "-", "approved"),
}
CELLS = [
    (status, verb, outcome)
    for status, outcomes in OUTCOMES.items()
    for verb, outcome in zip(VERBS, outcomes, strict=True)
]

# A status from which each verb leads on, and who may apply it there.
AUTHORS_AND_REVIEWERS = {"registrar", "office reviewer", "reviewer", "administrator"}
REVIEWERS = {"office reviewer", "reviewer", "administrator"}
MAY_APPLY = [
    ("draft", "submit", AUTHORS_AND_REVIEWERS),
    ("returned", "submit", AUTHORS_AND_REVIEWERS),
    ("submitted", "approve", REVIEWERS),
    ("submitted", "return", REVIEWERS),
    ("submitted", "reject", REVIEWERS),
    ("draft", "withdraw", AUTHORS_AND_REVIEWERS),
    ("submitted", "withdraw", AUTHORS_AND_REVIEWERS),
    ("returned", "withdraw", AUTHORS_AND_REVIEWERS),
    ("approved", "suspend", REVIEWERS),
    ("suspended", "resume", REVIEWERS),
]
SIGNED_UP = tuple(name for name in PEOPLE if name != "stranger")

WORDS = "The third paragraph says so."


def ready(status, **values):
    """Return a partnership of this status that lacks nothing."""
    return PartnershipFactory(**{"complete": True, status: True} | values)


@pytest.mark.parametrize(("status", "verb", "outcome"), CELLS)
def test_what_becomes_of_a_partnership_stands_in_one_table(status, verb, outcome):
    partnership = ready(status)
    reviewer = UserFactory(reviewer=True)
    moves = partnership.review_events.count()
    is_open = Verb(verb) in partnership.open_verbs(reviewer)

    if outcome == "-":
        with pytest.raises(WrongStatusError, match=f"{partnership.code} is “"):
            partnership.apply(Verb(verb), by=reviewer, words=WORDS)
    else:
        partnership.apply(Verb(verb), by=reviewer, words=f" {WORDS} ")

    partnership.refresh_from_db()
    assert partnership.review_status == (status if outcome == "-" else outcome)
    assert partnership.review_events.count() == moves + (outcome != "-")
    assert is_open == (outcome != "-")
    if outcome != "-":
        event = partnership.review_events.latest("at")
        assert (event.verb, event.from_status, event.to_status) == (verb, status, outcome)
        assert (event.by, event.words) == (reviewer, WORDS)


@pytest.mark.parametrize("who", SIGNED_UP)
@pytest.mark.parametrize(("status", "verb", "allowed"), MAY_APPLY)
def test_who_may_apply_a_verb_stands_in_one_table(status, verb, allowed, who):
    office, elsewhere = FieldOfficeFactory.create_batch(2)
    partnership = ready(status, office=office)
    user = person(who, office=office, elsewhere=elsewhere)

    is_open = Verb(verb) in partnership.open_verbs(user)
    try:
        partnership.apply(Verb(verb), by=user, words=WORDS)
    except NotAllowedError:
        is_done = False
    else:
        is_done = True

    assert is_done == is_open == (who in allowed)


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_open_to_a_stranger(verb):
    office = FieldOfficeFactory()
    stranger = person("stranger", office=office, elsewhere=office)
    for status in OUTCOMES:
        ready(status, office=office)

    assert not Partnership.objects.open_to(stranger, Verb(verb)).exists()


@pytest.mark.parametrize("trait", ["reviewer", "administrator"])
def test_whoever_submitted_may_not_approve(trait):
    user = UserFactory(**{trait: True})
    partnership = ready("draft")
    partnership.submit(by=user)

    with pytest.raises(NotAllowedError, match="whoever submits does not approve"):
        partnership.approve(by=user)

    partnership.refresh_from_db()
    assert partnership.review_status == ReviewStatus.SUBMITTED
    assert partnership.open_verbs(user) == [Verb.RETURN, Verb.REJECT, Verb.WITHDRAW]


def test_an_office_reviewer_does_not_approve_the_own_submission():
    office = FieldOfficeFactory()
    user, colleague = OfficeReviewerFactory.create_batch(2, office=office)
    partnership = ready("draft", office=office)
    partnership.submit(by=user)

    with pytest.raises(NotAllowedError):
        partnership.approve(by=user)
    partnership.approve(by=colleague)

    assert partnership.review_status == ReviewStatus.APPROVED


def test_whoever_submitted_an_earlier_round_may_not_approve_a_later_one():
    first, second, third = UserFactory.create_batch(3, reviewer=True)
    partnership = ready("draft")
    partnership.submit(by=first)
    partnership.return_(by=second, words=WORDS)
    partnership.submit(by=second)

    for user in (first, second):
        with pytest.raises(NotAllowedError):
            partnership.approve(by=user)
    partnership.approve(by=third)

    assert partnership.review_status == ReviewStatus.APPROVED


def test_what_nobody_submitted_any_reviewer_may_approve():
    partnership = ready("submitted")

    partnership.approve(by=UserFactory(reviewer=True))

    assert partnership.review_status == ReviewStatus.APPROVED


@pytest.mark.parametrize(
    ("status", "verb"), [("submitted", "return"), ("submitted", "reject"), ("approved", "suspend")]
)
@pytest.mark.parametrize("words", ["", " \n"])
def test_a_verb_against_a_partnership_needs_words(status, verb, words):
    partnership = ready(status)

    with pytest.raises(NotReadyError, match="Say why, in a sentence"):
        partnership.apply(Verb(verb), by=UserFactory(reviewer=True), words=words)

    partnership.refresh_from_db()
    assert partnership.review_status == status


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ([], "a role, an area of activity"),
        ([PartnershipRoleFactory], "an area of activity"),
        ([PartnershipAreaFactory], "a role"),
    ],
)
@pytest.mark.parametrize("status", ["draft", "returned"])
def test_a_partnership_without_role_or_area_is_not_ready_to_be_submitted(status, parts, missing):
    partnership = ready(status)
    partnership.roles.all().delete()
    partnership.partnership_areas.all().delete()
    for factory in parts:
        factory(partnership=partnership)

    with pytest.raises(NotReadyError) as refused:
        partnership.submit(by=UserFactory(reviewer=True))

    partnership.refresh_from_db()
    assert str(refused.value) == f"Before it can be submitted, add {missing}."
    assert partnership.review_status == status
    assert partnership.review_events.count() == (2 if status == "returned" else 0)


def test_every_refusal_is_a_review_error():
    assert all(issubclass(error, ReviewError) for error in (WrongStatusError, NotAllowedError, NotReadyError))


def test_a_verb_looks_at_the_database_and_not_at_a_stale_row():
    partnership = ready("submitted")
    stale = Partnership.objects.get(pk=partnership.pk)
    partnership.reject(by=UserFactory(reviewer=True), words=WORDS)

    with pytest.raises(WrongStatusError):
        stale.approve(by=UserFactory(reviewer=True))

    assert stale.review_status == ReviewStatus.REJECTED


def test_each_reader_has_a_list_of_what_waits():
    office = FieldOfficeFactory()
    author, reviewer = UserFactory(reviewer=True), UserFactory(reviewer=True)
    registrar, colleague = RegistrarFactory(office=office), OfficeReviewerFactory(office=office)
    draft, returned = ready("draft", office=office), ready("returned", office=office)
    ready("draft")
    own = ready("draft", office=office)
    own.submit(by=author)
    foreign = ready("submitted", moves__submitted_by=author)
    ready("approved", office=office)
    partnerships = Partnership.objects.all()

    assert set(partnerships.awaiting_review_by(reviewer)) == {own, foreign}
    assert set(partnerships.awaiting_review_by(colleague)) == {own}
    assert set(partnerships.awaiting_review_by(author)) == set()
    assert set(partnerships.awaiting_review_by(registrar)) == set()
    assert set(partnerships.awaiting_changes_by(registrar)) == {draft, returned}
    assert set(partnerships.awaiting_changes_by(reviewer)) == set()


def test_the_approved_are_those_not_suspended():
    approved = ready("approved")
    for status in OUTCOMES:
        if status != "approved":
            ready(status)

    assert list(Partnership.objects.approved()) == [approved]


@pytest.mark.parametrize("target", OUTCOMES)
@pytest.mark.parametrize("source", OUTCOMES)
def test_postgresql_lets_a_status_change_only_along_the_verbs(source, target):
    partnership = ready(source)
    leads_there = target in OUTCOMES[source] or target == source

    def write():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE partnerships_partnership SET review_status = %s WHERE id = %s",
                [target, partnership.pk],
            )

    if leads_there:
        write()
    else:
        with pytest.raises(InternalError, match="Invalid transition"):
            write()

    partnership.refresh_from_db()
    assert partnership.review_status == (target if leads_there else source)


@pytest.mark.parametrize(
    ("status", "is_kept"),
    [
        ("draft", False),
        ("submitted", True),
        ("approved", True),
        ("returned", True),
        ("rejected", True),
        ("withdrawn", True),
        ("suspended", True),
    ],
)
def test_postgresql_keeps_what_went_into_review(status, is_kept):
    partnership = ready(status)

    def delete():
        with transaction.atomic(), connection.cursor() as cursor:
            for table in ("partnershiprole", "partnershiparea", "reviewevent"):
                cursor.execute(f"DELETE FROM partnerships_{table} WHERE partnership_id = %s", [partnership.pk])
            cursor.execute("DELETE FROM partnerships_partnership WHERE id = %s", [partnership.pk])

    if is_kept:
        with pytest.raises(InternalError, match="Cannot delete"):
            delete()
    else:
        delete()

    assert Partnership.objects.filter(pk=partnership.pk).exists() == is_kept


def test_what_was_approved_cannot_be_deleted_through_django_either():
    partnership = ready("approved")

    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        Partnership.objects.filter(pk=partnership.pk).delete()

    assert Partnership.objects.filter(pk=partnership.pk, roles__isnull=False).exists()


def test_a_draft_is_deleted_with_its_parts():
    partnership = ready("draft")

    partnership.delete()

    assert not Partnership.objects.exists()


def waiting_for_a_lock():
    """Count the connections to this database that wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_the_same_time_one_is_refused():
    partnership = ready("submitted")
    reviewers = UserFactory.create_batch(2, reviewer=True)
    outcomes = []

    def approve(reviewer):
        try:
            Partnership.objects.get(pk=partnership.pk).approve(by=reviewer)
        except ReviewError as refused:
            outcomes.append(type(refused))
        else:
            outcomes.append("approved")
        finally:
            connections.close_all()

    threads = [Thread(target=approve, args=[reviewer]) for reviewer in reviewers]
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 10
        while (waiting := waiting_for_a_lock()) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
    for thread in threads:
        thread.join(timeout=10)

    assert waiting == 2
    assert sorted(outcomes, key=str) == [WrongStatusError, "approved"]
    assert ReviewEvent.objects.filter(partnership=partnership, verb=Verb.APPROVE).count() == 1
