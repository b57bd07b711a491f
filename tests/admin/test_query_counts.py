"""How many queries each list and each change page asks: as many with 60 rows as with 10, and no more than pinned.

`UPDATE_QUERY_COUNTS=1` writes the baseline file anew; the difference is for the reviewer to judge.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from tests.admin import crowds
from tests.admin.crowds import changed, many
from tests.admin.visits import page_of, registered, signed_in

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 60
BASELINE = Path(__file__).with_name("query_counts.json")

# How each list gets its rows.
LISTS: dict[str, Callable[[int], Any]] = {
    "accounts.accountrequest": lambda count: many(
        f.AccountRequestFactory, count, by=f.UserFactory(), office=f.FieldOfficeFactory()
    ),
    "accounts.apikey": lambda count: many(f.ApiKeyFactory, count, user=f.UserFactory()),
    "accounts.invitation": lambda count: many(f.InvitationFactory, count, by=f.UserFactory()),
    "accounts.outgoingmail": lambda count: many(
        f.OutgoingMailFactory, count, user=many(f.UserFactory, count).__getitem__
    ),
    "accounts.user": lambda count: many(
        f.OfficeMembershipFactory, count, user=many(f.UserFactory, count).__getitem__, office=f.FieldOfficeFactory()
    ),
    "activity_areas.activityarea": lambda count: many(f.ActivityAreaFactory, count),
    "activity_areas.peopleserved": lambda count: many(f.PeopleServedFactory, count, document=f.SourceDocumentFactory()),
    "activity_areas.service": lambda count: many(
        f.ServiceFactory, count, document=f.SourceDocumentFactory(), area=f.ActivityAreaFactory()
    ),
    "common.sourcedocument": lambda count: many(f.SourceDocumentFactory, count),
    "ngos.dialogueevent": crowds.forum,
    "ngos.dialogueforum": lambda count: many(f.DialogueForumFactory, count, document=f.SourceDocumentFactory()),
    "ngos.ngo": lambda count: many(
        f.NgoCitationFactory, count, ngo=many(f.NgoFactory, count).__getitem__, document=f.SourceDocumentFactory()
    ),
    "ngos.observerdecision": lambda count: many(
        f.ObserverDecisionFactory, count, ngo=f.NgoFactory(), kind="applied", effective_from=crowds.FIRST
    ),
    "partnerships.agreement": lambda count: many(
        f.AgreementPartyFactory, count, agreement=many(f.AgreementFactory, count).__getitem__, ngo=f.NgoFactory()
    ),
    "partnerships.mistakereport": lambda count: many(
        f.MistakeReportFactory, count, ngo=many(f.NgoFactory, count).__getitem__, by=f.UserFactory()
    ),
    "partnerships.otherparticipant": lambda count: many(
        f.OtherParticipantFactory, count, document=f.SourceDocumentFactory(), programme=f.ProgrammeFactory()
    ),
    "partnerships.partnership": crowds.partnerships,
    "partnerships.unnamedpartners": lambda count: many(
        f.UnnamedPartnersFactory, count, document=f.SourceDocumentFactory(), programme=f.ProgrammeFactory()
    ),
    "programmes.fieldoffice": crowds.office,
    "programmes.programme": crowds.programmes,
}
# How each change page gets rows in its tabs, or events in its history.
PAGES: dict[str, Callable[[int], models.Model]] = {
    "accounts.accountrequest": changed(f.AccountRequestFactory),
    "accounts.apikey": changed(f.ApiKeyFactory),
    "accounts.invitation": changed(f.InvitationFactory),
    "accounts.outgoingmail": crowds.outgoing_mail,
    "accounts.user": crowds.user,
    "activity_areas.activityarea": crowds.area,
    "activity_areas.peopleserved": changed(f.PeopleServedFactory),
    "activity_areas.service": changed(f.ServiceFactory),
    "common.sourcedocument": changed(f.SourceDocumentFactory),
    "ngos.dialogueevent": crowds.event,
    "ngos.dialogueforum": crowds.forum,
    "ngos.ngo": crowds.ngo,
    "ngos.observerdecision": changed(f.ObserverDecisionFactory),
    "partnerships.agreement": crowds.agreement,
    "partnerships.mistakereport": changed(f.MistakeReportFactory),
    "partnerships.otherparticipant": changed(f.OtherParticipantFactory),
    "partnerships.partnership": crowds.partnership,
    "partnerships.unnamedpartners": changed(f.UnnamedPartnersFactory),
    "programmes.fieldoffice": crowds.office,
    "programmes.programme": crowds.programme,
}
# Pages with tabs, as those see them who may change nothing on them; fewer rows are enough to tell.
FEWER_THAN_MANY = 50
READ = [
    (label, "viewer")
    for label in ("ngos.ngo", "partnerships.partnership", "partnerships.agreement", "programmes.programme")
]


def pinned(page: str, found: int) -> int:
    """Return the number in the baseline file; where asked to, write what was found there first."""
    numbers = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        numbers[page] = found
        BASELINE.write_text(json.dumps(numbers, indent=2, sort_keys=True) + "\n")
    return int(numbers.get(page, 0))


def queries(client: Client, address: str) -> list[str]:
    """Return what is asked of the database to show a page."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("label", LISTS)
def test_a_list_asks_as_much_however_long_it_is(label: str) -> None:
    client = signed_in(f.UserFactory(administrator=True))
    address = page_of(registered()[label], "changelist") + "?all="
    LISTS[label](FEW)
    few = queries(client, address)

    LISTS[label](MANY - 2 * FEW)

    assert len(queries(client, address)) == len(few)
    assert len(few) == pinned(f"list of {label}", len(few))


@pytest.mark.parametrize(("label", "user"), [*((label, "administrator") for label in PAGES), *READ])
def test_a_change_page_asks_as_much_however_many_rows_are_in_its_tabs(label: str, user: str) -> None:
    client = signed_in(f.UserFactory(duty=user))
    counts = (FEW, MANY if user == "administrator" else FEWER_THAN_MANY)
    pages = [queries(client, page_of(PAGES[label](count))) for count in counts]

    assert len(pages[1]) == len(pages[0])
    assert len(pages[0]) == pinned(f"page of {label}, {user}", len(pages[0]))


def test_every_list_and_change_page_is_counted() -> None:
    assert set(LISTS) == set(PAGES) == set(registered())
