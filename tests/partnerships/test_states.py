"""Every status, every verb, every duty: what the model does, and what the pages offer, against one table."""

import json
from typing import Any

import pytest
from django.urls import reverse

from common.history import History
from partnerships.forms import PARTNERSHIP_PARTS
from partnerships.models import DECISIONS, NotAllowedError, Partnership, Verb, WrongStatusError
from programmes.models import FieldOffice
from tests.accounts.people import person
from tests.admin.visits import signed_in
from tests.factories import FieldOfficeFactory, PartnershipFactory

pytestmark = pytest.mark.django_db

WHO = (
    "viewer",
    "registrar",
    "registrar elsewhere",
    "office reviewer",
    "office reviewer elsewhere",
    "reviewer",
    "administrator",
)
# For each status and verb: "status" where the verb does not lead on from it, whoever asks; else for each of WHO
# whether it is done: yes, no, or by those alone who never submitted it (o for others).
STATUS = "status"
#                              viewer registrar elsewhere office-reviewer elsewhere reviewer administrator
AUTHORS = "no    yes       no        yes             no        yes      yes"
REVIEWERS = "no  no        no        yes             no        yes      yes"
OTHERS = "no     no        no        o               no        o        o"
TABLE = {
    #            submit   approve    return     reject     withdraw  suspend    resume
    "draft": (AUTHORS, STATUS, STATUS, STATUS, AUTHORS, STATUS, STATUS),
    "submitted": (STATUS, OTHERS, REVIEWERS, REVIEWERS, AUTHORS, STATUS, STATUS),
    "approved": (STATUS, STATUS, STATUS, STATUS, STATUS, REVIEWERS, STATUS),
    "returned": (AUTHORS, STATUS, STATUS, STATUS, AUTHORS, STATUS, STATUS),
    "rejected": (STATUS, STATUS, STATUS, STATUS, STATUS, STATUS, STATUS),
    "withdrawn": (STATUS, STATUS, STATUS, STATUS, STATUS, STATUS, STATUS),
    "suspended": (STATUS, STATUS, STATUS, STATUS, STATUS, STATUS, REVIEWERS),
}
VERBS = tuple(Verb)
# Before a draft is submitted, and after a withdrawal of one, there is nobody who submitted it.
CASES = [
    (status, who, submitted)
    for status in TABLE
    for who in WHO
    for submitted in ((False,) if status in {"draft", "withdrawn"} else (False, True))
]
WORDS = "The third paragraph says so."


def expected(status: str, verb: Verb, who: str, *, submitted: bool) -> str:
    """Return what the table says: done, status, or not allowed."""
    cell = TABLE[status][VERBS.index(verb)]
    if cell == STATUS:
        return "wrong status"
    said = cell.split()[WHO.index(who)]
    return "done" if said == "yes" or (said == "o" and not submitted) else "not allowed"


def made(status: str, office: FieldOffice, user: Any, *, submitted: bool) -> Partnership:
    """Return a partnership of the office, submitted by the user or by nobody known."""
    by = {"moves__submitted_by": user} if submitted else {}
    row: Partnership = PartnershipFactory(complete=True, office=office, **{status: True}, **by)
    return row


def outcome(row: Partnership, verb: Verb, user: Any) -> str:
    """Apply the verb, and return what came of it."""
    try:
        row.apply(verb, by=user, words=WORDS)
    except WrongStatusError:
        return "wrong status"
    except NotAllowedError:
        return "not allowed"
    return "done"


@pytest.mark.parametrize(("status", "who", "submitted"), CASES)
def test_the_verbs_of_the_model_do_what_the_table_says(status: str, who: str, submitted: bool) -> None:
    office, elsewhere = FieldOfficeFactory(), FieldOfficeFactory()
    user = person(who, office=office, elsewhere=elsewhere)

    done = {}
    for verb in VERBS:
        row = made(status, office, user, submitted=submitted)
        moves = row.review_events.count()
        done[verb] = outcome(row, verb, user)
        row.refresh_from_db()
        assert (row.review_status != status) == (done[verb] == "done")
        assert row.review_events.count() == moves + (done[verb] == "done")

    assert done == {verb: expected(status, verb, who, submitted=submitted) for verb in VERBS}


@pytest.mark.parametrize(("status", "who", "submitted"), CASES)
def test_the_pages_offer_what_the_table_says(status: str, who: str, submitted: bool) -> None:
    office, elsewhere = FieldOfficeFactory(), FieldOfficeFactory()
    user = person(who, office=office, elsewhere=elsewhere)
    row = made(status, office, user, submitted=submitted)
    client = signed_in(user)
    open_verbs = [verb for verb in VERBS if expected(status, verb, who, submitted=submitted) == "done"]

    record = client.get(row.get_absolute_url())
    decision = client.get(reverse("partnership-case", args=[row.code]))

    assert row.open_verbs(user) == open_verbs
    if record.status_code == 404:
        assert not open_verbs
        assert decision.status_code == 404
        return
    leads_to = {step.address for step in record.context["case"].verbs}
    for verb in VERBS:
        page = reverse("partnership-review", args=[row.code, verb])
        assert (page in leads_to) == (verb in open_verbs and verb not in DECISIONS)
    assert (reverse("partnership-case", args=[row.code]) in leads_to) == bool({*DECISIONS} & {*open_verbs})
    if decision.status_code == 403:
        assert not open_verbs
        return
    shown = decision.context["decision"]
    assert shown.verbs == [verb for verb in DECISIONS if verb in open_verbs]
    assert bool(shown.why_not) == (Verb.APPROVE not in open_verbs)


@pytest.mark.parametrize("submitted", [False, True])
@pytest.mark.parametrize("who", WHO)
def test_what_is_sent_without_being_offered_does_what_the_table_says(who: str, submitted: bool) -> None:
    office, elsewhere = FieldOfficeFactory(), FieldOfficeFactory()
    user = person(who, office=office, elsewhere=elsewhere)
    client = signed_in(user)

    for verb in DECISIONS:
        row = made("submitted", office, user, submitted=submitted)
        sent = {
            "verb": verb,
            "words": WORDS,
            "_last_move": row.review_events.latest("pk").pk,
            "_seen": json.dumps(History(row, {kind.model: "partnership" for kind in PARTNERSHIP_PARTS}).marks()),
        }
        client.post(reverse("partnership-case", args=[row.code]), sent)
        is_done = expected("submitted", verb, who, submitted=submitted) == "done"
        assert row.review_events.filter(verb=verb).exists() == is_done
