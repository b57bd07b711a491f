"""Changes that an office proposes to an approved partnership: held apart, then applied, refused or withdrawn."""

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from common.history import History
from partnerships.models import (
    ChangeProposal,
    MeanwhileError,
    NotAllowedError,
    NotReadyError,
    Partnership,
    PartnershipArea,
    PartnershipCitation,
    PartnershipRole,
    ReviewError,
    WrongStatusError,
)
from partnerships.proposals import apply_proposal, propose_changes, refuse_proposal, said, withdraw_proposal
from tests import factories as f
from tests.accounts.people import PEOPLE, person
from tests.admin.forms import form_on, opened, words_on
from tests.admin.visits import signed_in
from tests.partnerships.locks import waiting_for_a_lock

pytestmark = pytest.mark.django_db

WHY = "The letter of May says so."


@pytest.fixture
def row() -> Partnership:
    """Return an approved partnership with one role and one area."""
    made: Partnership = f.PartnershipFactory(approved=True, summary="They give shelter.")
    return made


@pytest.fixture
def ana(row: Partnership) -> User:
    """Return a registrar of its office."""
    made: User = f.RegistrarFactory(office=row.office, name="Ana")
    return made


@pytest.fixture
def ben() -> User:
    """Return a reviewer of the whole registry."""
    made: User = f.UserFactory(reviewer=True, name="Ben")
    return made


def summary(row: Partnership, words: str = "They give shelter and advice.") -> Callable[[], None]:
    """Return a save that changes the summary."""

    def save() -> None:
        Partnership.objects.filter(pk=row.pk).update(summary=words)

    return save


def proposal_of(row: Partnership, by: User, save: Callable[[], Any] | None = None) -> ChangeProposal:
    """Propose a change, that of the summary unless another is given."""
    return propose_changes(partnership=row, by=by, words=WHY, save=save or summary(row))


# What is kept of a proposal


def test_a_proposal_changes_nothing_and_keeps_what_would_change(row: Partnership, ana: User) -> None:
    events = row.history.count()

    proposal = proposal_of(row, ana)

    row.refresh_from_db()
    assert row.summary == "They give shelter."
    assert row.history.count() == events
    assert (proposal.status, proposal.by, proposal.words) == ("waiting", ana, WHY)
    assert proposal.changes == [
        {"column": "summary", "before": "They give shelter.", "after": "They give shelter and advice."}
    ]


def test_columns_of_each_kind_and_parts_are_kept_by_their_natural_values(row: Partnership, ana: User) -> None:
    programme = f.ProgrammeFactory()
    role, old = row.roles.get(), row.partnership_areas.get()
    new = f.ActivityAreaFactory()
    citation = f.PartnershipCitationFactory(partnership=row)

    def save() -> None:
        changed = Partnership.objects.get(pk=row.pk)
        changed.programme, changed.countries = programme, ["BD"]
        changed.first_day, changed.last_day, changed.date_precision = date(2001, 1, 1), date(2001, 12, 31), "year"
        changed.save()
        PartnershipRole.objects.filter(pk=role.pk).update(role="donor", capacity="funder")
        old.delete()
        PartnershipArea.objects.create(partnership=row, area=new)
        PartnershipCitation.objects.filter(pk=citation.pk).update(paragraph=23, part="annex")

    proposal = proposal_of(row, ana, save)

    cited = {"document": citation.document.code, "sentence": citation.sentence}
    assert sorted(proposal.changes, key=str) == sorted(
        [
            {"column": "programme", "before": None, "after": programme.code},
            {"column": "countries", "before": [], "after": ["BD"]},
            {"column": "first_day", "before": None, "after": "2001-01-01"},
            {"column": "last_day", "before": None, "after": "2001-12-31"},
            {"column": "date_precision", "before": "", "after": "year"},
            {
                "part": "partnershiprole",
                "before": {"role": "implementer", "capacity": "service_provider"},
                "after": {"role": "donor", "capacity": "funder"},
            },
            {"part": "partnershiparea", "before": {"area": old.area.code}, "after": None},
            {"part": "partnershiparea", "before": None, "after": {"area": new.code}},
            {
                "part": "partnershipcitation",
                "before": {**cited, "part": "body", "paragraph": None},
                "after": {**cited, "part": "annex", "paragraph": 23},
            },
        ],
        key=str,
    )


def test_what_was_proposed_is_what_is_applied(row: Partnership, ana: User, ben: User) -> None:
    programme, new = f.ProgrammeFactory(), f.ActivityAreaFactory()
    old = row.partnership_areas.get()
    first, second = row.roles.get(), f.PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")

    def save() -> None:
        changed = Partnership.objects.get(pk=row.pk)
        changed.programme, changed.places = programme, ["Umbria"]
        changed.first_day, changed.date_precision = date(2001, 3, 1), "month"
        changed.save()
        old.delete()
        PartnershipArea.objects.create(partnership=row, area=new)
        # The first can only take the capacity that the second has given up.
        PartnershipRole.objects.filter(pk=second.pk).update(role="donor", capacity="co_donor")
        PartnershipRole.objects.filter(pk=first.pk).update(role="donor", capacity="funder")

    proposal = proposal_of(row, ana, save)
    apply_proposal(proposal=proposal, by=ben, words="Thank you.")

    row = Partnership.objects.get(pk=row.pk)
    assert (row.programme, row.places, row.first_day, row.date_precision) == (
        programme,
        ["Umbria"],
        date(2001, 3, 1),
        "month",
    )
    assert [link.area for link in row.partnership_areas.all()] == [new]
    assert set(row.roles.values_list("pk", "capacity")) == {(first.pk, "funder"), (second.pk, "co_donor")}
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answered_by, proposal.answer) == ("applied", ben, "Thank you.")
    assert proposal.answered_at is not None


def test_changes_are_told_in_words(row: Partnership, ana: User) -> None:
    programme = f.ProgrammeFactory(title="Welcome Home")
    role, old = row.roles.get(), row.partnership_areas.get()

    def save() -> None:
        Partnership.objects.filter(pk=row.pk).update(programme=programme, mode="complementary", countries=["BD"])
        PartnershipRole.objects.filter(pk=role.pk).update(role="donor", capacity="funder")
        old.delete()

    told = {change.label: (change.before, change.after) for change in said(proposal_of(row, ana, save))}

    assert told == {
        "Programme": ("—", "Welcome Home"),
        "Countries": ("—", "Bangladesh"),
        "Mode": ("—", "complementary"),
        "Role, changed": ("implementer · service provider", "donor · funder"),
        "Area of activity, removed": (str(old.area), "—"),
    }


def test_words_of_many_changes_ask_for_each_kind_of_record_once(row: Partnership, ana: User) -> None:
    def save() -> None:
        for area in f.ActivityAreaFactory.create_batch(6):
            PartnershipArea.objects.create(partnership=row, area=area)

    proposal = proposal_of(row, ana, save)

    with CaptureQueriesContext(connection) as asked:
        assert len(said(proposal)) == 6
    assert len(asked) == 1


def test_what_would_change_nothing_is_refused(row: Partnership, ana: User) -> None:
    with pytest.raises(NotReadyError, match="Nothing would change"):
        proposal_of(row, ana, lambda: None)

    assert not ChangeProposal.objects.exists()


def test_one_waits_at_a_time(row: Partnership, ana: User, ben: User) -> None:
    first = proposal_of(row, ana)

    with pytest.raises(WrongStatusError, match="wait for a reviewer already"):
        proposal_of(row, ana, summary(row, "Other words."))
    refuse_proposal(proposal=first, by=ben, words=WHY)

    assert proposal_of(row, ana, summary(row, "Other words.")).status == "waiting"


def test_a_save_that_is_refused_leaves_nothing_behind(row: Partnership, ana: User) -> None:
    def save() -> None:
        summary(row)()
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        proposal_of(row, ana, save)

    row.refresh_from_db()
    assert row.summary == "They give shelter."
    assert not ChangeProposal.objects.exists()


# What happened meanwhile


def test_a_value_changed_meanwhile_is_named_and_nothing_is_applied(row: Partnership, ana: User, ben: User) -> None:
    def save() -> None:
        Partnership.objects.filter(pk=row.pk).update(summary="Ana's", stage="ongoing")

    proposal = proposal_of(row, ana, save)
    Partnership.objects.filter(pk=row.pk).update(summary="Ben's")

    with pytest.raises(MeanwhileError, match=r"does not fit any more: Summary\."):
        apply_proposal(proposal=proposal, by=ben)

    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.summary, row.stage, proposal.status) == ("Ben's", "not_stated", "waiting")


def test_other_values_may_change_meanwhile(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)
    Partnership.objects.filter(pk=row.pk).update(stage="ongoing")

    apply_proposal(proposal=proposal, by=ben)

    row.refresh_from_db()
    assert (row.summary, row.stage) == ("They give shelter and advice.", "ongoing")


@pytest.mark.parametrize("what", ["the changed part is gone", "the added part is there"])
def test_parts_changed_meanwhile_are_named(row: Partnership, ana: User, ben: User, what: str) -> None:
    area, role = f.ActivityAreaFactory(), row.roles.get()

    def save() -> None:
        PartnershipRole.objects.filter(pk=role.pk).update(role="donor", capacity="funder")
        PartnershipArea.objects.create(partnership=row, area=area)

    proposal = proposal_of(row, ana, save)
    if what == "the changed part is gone":
        role.delete()
    else:
        PartnershipArea.objects.create(partnership=row, area=area)

    with pytest.raises(MeanwhileError, match="Role" if "gone" in what else "Area of activity"):
        apply_proposal(proposal=proposal, by=ben)


def test_what_the_registry_refuses_by_now_is_told(row: Partnership, ana: User, ben: User) -> None:
    ngo = f.NgoFactory(active=True)
    proposal = proposal_of(row, ana, lambda: Partnership.objects.filter(pk=row.pk).update(ngo=ngo))
    ngo.status, ngo.merged_into = "merged", f.NgoFactory(active=True)
    ngo.save()

    with pytest.raises(NotReadyError, match="merged"):
        apply_proposal(proposal=proposal, by=ben)

    row.refresh_from_db()
    assert row.ngo != ngo


def test_nothing_is_applied_to_what_is_suspended(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)
    row.suspend(by=ben, words=WHY)

    with pytest.raises(WrongStatusError, match="suspended"):
        apply_proposal(proposal=proposal, by=ben)
    refuse_proposal(proposal=proposal, by=ben, words=WHY)

    assert proposal.status == "refused"


# Who may

PROPOSE = {"registrar"}
DECIDE = {"office reviewer", "reviewer", "administrator"}
SIGNED_UP = tuple(name for name in PEOPLE if name != "stranger")


@pytest.mark.parametrize("who", SIGNED_UP)
def test_who_may_propose(row: Partnership, who: str) -> None:
    user = person(who, office=row.office, elsewhere=f.FieldOfficeFactory())

    if who in PROPOSE:
        assert proposal_of(row, user).by == user
    else:
        with pytest.raises(NotAllowedError):
            proposal_of(row, user)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
def test_changes_are_proposed_to_what_is_approved_alone(status: str) -> None:
    row = f.PartnershipFactory(**{status: True})

    with pytest.raises(NotAllowedError):
        proposal_of(row, f.RegistrarFactory(office=row.office))


@pytest.mark.parametrize("answer", [apply_proposal, refuse_proposal])
@pytest.mark.parametrize("who", SIGNED_UP)
def test_who_may_decide(row: Partnership, ana: User, who: str, answer: Callable[..., None]) -> None:
    user = person(who, office=row.office, elsewhere=f.FieldOfficeFactory())
    proposal = proposal_of(row, ana)

    if who in DECIDE:
        answer(proposal=proposal, by=user, words=WHY)
        assert proposal.answered_by == user
    else:
        with pytest.raises(NotAllowedError):
            answer(proposal=proposal, by=user, words=WHY)
        assert ChangeProposal.objects.waiting().exists()


def test_nobody_decides_on_the_own_proposal(row: Partnership, ana: User) -> None:
    proposal = proposal_of(row, ana)
    f.OfficeMembershipFactory(user=ana, office=row.office, duty="reviewer")
    ana = User.objects.get(pk=ana.pk)

    for answer in (apply_proposal, refuse_proposal):
        with pytest.raises(NotAllowedError, match="nobody on the own ones"):
            answer(proposal=proposal, by=ana, words=WHY)
    assert not ChangeProposal.objects.awaiting_answer_by(ana).exists()


def test_its_office_takes_it_back_and_nobody_else(row: Partnership, ana: User, ben: User) -> None:
    colleague = f.RegistrarFactory(office=row.office)
    proposal = proposal_of(row, ana)

    for other in (ben, f.RegistrarFactory(), f.UserFactory()):
        with pytest.raises(NotAllowedError):
            withdraw_proposal(proposal=proposal, by=other)
    withdraw_proposal(proposal=proposal, by=colleague)

    assert (proposal.status, proposal.answered_by) == ("withdrawn", colleague)


def test_a_refusal_says_why(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)

    with pytest.raises(NotReadyError, match="Say why"):
        refuse_proposal(proposal=proposal, by=ben, words=" ")

    assert ChangeProposal.objects.waiting().exists()


@pytest.mark.parametrize("answer", [apply_proposal, refuse_proposal, withdraw_proposal])
def test_what_was_answered_is_not_answered_again(
    row: Partnership, ana: User, ben: User, answer: Callable[..., None]
) -> None:
    proposal = proposal_of(row, ana)
    stale = ChangeProposal.objects.get(pk=proposal.pk)
    refuse_proposal(proposal=proposal, by=ben, words=WHY)

    with pytest.raises(WrongStatusError, match="Ben answered this proposal already: refused"):
        answer(proposal=stale, by=ana if answer is withdraw_proposal else f.UserFactory(reviewer=True), words=WHY)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_time_one_is_refused() -> None:
    row = f.PartnershipFactory(approved=True)
    proposal = proposal_of(row, f.RegistrarFactory(office=row.office))
    reviewers = f.UserFactory.create_batch(2, reviewer=True)
    outcomes = []

    def apply(reviewer: User) -> None:
        try:
            apply_proposal(proposal=ChangeProposal.objects.get(pk=proposal.pk), by=reviewer)
        except ReviewError as refused:
            outcomes.append(type(refused).__name__)
        else:
            outcomes.append("applied")
        finally:
            connections.close_all()

    threads = [Thread(target=apply, args=[reviewer]) for reviewer in reviewers]
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=row.pk)
        for thread in threads:
            thread.start()
        assert waiting_for_a_lock(2)
    for thread in threads:
        thread.join(timeout=10)

    assert sorted(outcomes) == ["WrongStatusError", "applied"]


# On the pages


def test_the_history_names_the_reviewer_and_the_proposer(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)

    answer = signed_in(ben).post(proposal.get_absolute_url(), {"verb": "apply", "words": ""})

    assert answer["Location"] == row.get_absolute_url()
    entry = next(one for one in History(row, {}).entries() if one.kind == "changed")
    assert (entry.who, entry.through) == ("Ben", "page, proposed by Ana")


def edit(client: Client, row: Partnership, **values: object) -> Any:
    """Send the form of a partnership with other values."""
    return client.post(row.get_edit_url(), opened(client, row.get_edit_url()).fill(**values))


def test_the_form_of_an_approved_partnership_makes_a_proposal_for_its_office(row: Partnership, ana: User) -> None:
    client = signed_in(ana)
    page = client.get(row.get_edit_url())
    assert "goes to a reviewer" in words_on(page)
    assert "Send to a reviewer" in words_on(page)

    answer = edit(client, row, summary="They give advice.", why=f" {WHY}")

    assert answer["Location"] == row.get_absolute_url()
    assert "wait for a reviewer" in words_on(client.get(row.get_absolute_url()))
    proposal = ChangeProposal.objects.get()
    assert (proposal.by, proposal.words) == (ana, WHY)
    assert proposal.changes == [{"column": "summary", "before": "They give shelter.", "after": "They give advice."}]
    row.refresh_from_db()
    assert row.summary == "They give shelter."


def test_its_office_finds_the_way_to_propose(row: Partnership, ana: User, ben: User) -> None:
    def offered(user: User) -> bool:
        page = signed_in(user).get(row.get_absolute_url())
        return "Propose changes" in words_on(page) and row.get_edit_url() in page.content.decode()

    assert offered(ana)
    assert not any(offered(user) for user in (ben, f.UserFactory(), f.RegistrarFactory()))


def test_what_is_wrong_on_the_form_comes_back_with_what_was_typed(row: Partnership, ana: User) -> None:
    client = signed_in(ana)
    other = f.FieldOfficeFactory()

    for values in ({"office": other.pk}, {"first_day": "2001-01-01"}, {"why": "x" * 2001}):
        answer = edit(client, row, **{"summary": "They give advice.", "why": WHY, **values})

        assert answer.status_code == 200
        assert answer.context["faults"]
        assert form_on(answer, "_seen")["summary"] == ["They give advice."]
        assert form_on(answer, "_seen")["why"] == [values.get("why", WHY)]
    assert not ChangeProposal.objects.exists()


def test_a_form_sent_untouched_is_told_that_nothing_would_change(row: Partnership, ana: User) -> None:
    answer = edit(signed_in(ana), row, why=WHY)

    assert "Nothing would change." in words_on(answer)


def test_an_empty_form_that_became_a_proposal_keeps_its_parts(row: Partnership, ana: User, ben: User) -> None:
    client = signed_in(ana)
    form = opened(client, row.get_edit_url())
    form.change("roles", 1, role="donor", capacity="funder")

    assert client.post(row.get_edit_url(), form).status_code == 302
    assert row.roles.count() == 1
    apply_proposal(proposal=ChangeProposal.objects.get(), by=ben)

    assert set(row.roles.values_list("capacity", flat=True)) == {"service_provider", "funder"}


def test_while_changes_wait_the_form_shows_them_and_they_can_be_taken_back(row: Partnership, ana: User) -> None:
    client = signed_in(ana)
    form = opened(client, row.get_edit_url()).fill(summary="Second")
    proposal = proposal_of(row, ana)

    page = client.get(row.get_edit_url())
    late = client.post(row.get_edit_url(), form)
    taken_back = client.post(proposal.get_absolute_url(), {"verb": "withdraw"})

    assert "They give shelter and advice." in words_on(page)
    assert "Withdraw them to propose others." in words_on(page)
    assert late.status_code == 200
    assert "wait for a reviewer" in words_on(late)
    assert taken_back.status_code == 302
    assert not ChangeProposal.objects.waiting().exists()


def test_those_who_follow_the_review_alone_see_that_changes_wait(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)

    for user in (ana, ben):
        assert proposal.get_absolute_url() in signed_in(user).get(row.get_absolute_url()).content.decode()
    for user in (f.UserFactory(), f.RegistrarFactory()):
        page = signed_in(user).get(row.get_absolute_url()).content.decode()
        assert proposal.get_absolute_url() not in page
        assert "and advice" not in page
        assert signed_in(user).get(proposal.get_absolute_url()).status_code == 404


def test_the_page_of_a_proposal_offers_what_its_reader_may_do(row: Partnership, ana: User, ben: User) -> None:
    address = proposal_of(row, ana).get_absolute_url()

    def offered(user: User) -> list[str]:
        return [name for name, _words in signed_in(user).get(address).context["proposed"].answers]

    assert offered(ben) == ["apply", "refuse"]
    assert offered(ana) == ["withdraw"]
    assert offered(f.OfficeReviewerFactory(office=row.office)) == ["apply", "refuse"]
    assert "You proposed this yourself" in words_on(signed_in(ana).get(address))


def test_a_refusal_without_words_comes_back(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)

    answer = signed_in(ben).post(proposal.get_absolute_url(), {"verb": "refuse", "words": " "})

    assert "Say why, in a sentence" in words_on(answer)
    assert ChangeProposal.objects.waiting().exists()


def test_whoever_comes_too_late_is_told_and_keeps_the_words(row: Partnership, ana: User, ben: User) -> None:
    proposal = proposal_of(row, ana)
    refuse_proposal(proposal=proposal, by=ben, words=WHY)

    answer = signed_in(f.UserFactory(reviewer=True)).post(
        proposal.get_absolute_url(), {"verb": "apply", "words": "Well found."}
    )

    assert "Ben answered this proposal already: refused." in words_on(answer)
    assert "Well found." in answer.content.decode()
    assert WHY in words_on(answer)


def test_a_button_pressed_twice_is_told_kindly(row: Partnership, ana: User, ben: User) -> None:
    client, sent = signed_in(ben), {"verb": "apply", "words": ""}
    address = proposal_of(row, ana).get_absolute_url()
    client.post(address, sent)

    again = client.post(address, sent, follow=True)

    assert again.redirect_chain[0][0] == row.get_absolute_url()
    assert "Ben answered this proposal already: applied." in words_on(again)


def test_an_answer_that_does_not_exist_is_not_found(row: Partnership, ana: User, ben: User) -> None:
    answer = signed_in(ben).post(proposal_of(row, ana).get_absolute_url(), {"verb": "burn"})

    assert answer.status_code == 404


def test_the_page_asks_as_much_however_much_would_change(ana: User, ben: User) -> None:
    client = signed_in(ben)

    def asked(count: int) -> int:
        row = f.PartnershipFactory(approved=True, office=ana.memberships.get().office)

        def save() -> None:
            for area in f.ActivityAreaFactory.create_batch(count):
                PartnershipArea.objects.create(partnership=row, area=area)
            Partnership.objects.filter(pk=row.pk).update(programme=f.ProgrammeFactory())

        proposal = proposal_of(row, ana, save)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(proposal.get_absolute_url()).status_code == 200
        return len(queries)

    assert asked(2) == asked(8)
