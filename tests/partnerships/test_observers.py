"""Who holds observer status on a day, by which decision, and what the sources count."""

import csv
from datetime import date, timedelta
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.models import SourceDocument
from partnerships.pages.observers import SOURCE_COUNTS, cited_counts, observer_list, observers_on, unbroken_since
from tests.factories import NgoFactory, ObserverDecisionFactory, SourceDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2010, 6, 5)


@pytest.fixture
def reader(client: Client) -> User:
    """A viewer who is signed in."""
    user: User = UserFactory()
    client.force_login(user)
    return user


def page(client: Client, **query: str) -> str:
    """Return the page as it is read."""
    response = client.get(reverse("observers"), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def export(client: Client, **query: str) -> list[list[str]]:
    """Return the rows of the CSV file, without its head."""
    response = client.get(reverse("observers-export", args=["csv"]), query)
    return list(csv.reader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))[1:]


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("observers")).status_code == 302
    assert client.get(reverse("observers-export", args=["csv"])).status_code == 302


def test_an_observer_stands_there_with_the_decision_behind_it(client: Client, reader: User) -> None:
    document = SourceDocumentFactory(title="Admission of observers", symbol="MC/2045")
    ObserverDecisionFactory(
        ngo=NgoFactory(name="Caritas"), council_session="83rd session", resolution="1061", document=document
    )

    shown = page(client, on="2010-06-05")

    for words in ("Caritas", "Observer since 5 June 2002", "83rd session", "resolution 1061", "MC/2045"):
        assert words in shown
    assert "until further notice" in shown
    assert "1 NGO with observer status at the IOM Council, as of 5 June 2010" in shown


def test_before_the_grant_and_after_the_withdrawal_nobody_is_an_observer() -> None:
    ngo = NgoFactory()
    ObserverDecisionFactory(ngo=ngo, decided_on=date(2002, 6, 5))
    ObserverDecisionFactory(ngo=ngo, withdrawn=True, decided_on=date(2009, 1, 1))
    user = UserFactory()

    days = {
        day: [one.ngo for one in observers_on(day, user).active] for day in (date(2002, 6, 4), date(2008, 1, 1), DAY)
    }

    assert days == {date(2002, 6, 4): [], date(2008, 1, 1): [ngo], DAY: []}


def test_a_suspended_ngo_stands_apart_and_is_not_counted(client: Client, reader: User) -> None:
    ngo = NgoFactory(name="Caritas")
    ObserverDecisionFactory(ngo=ngo)
    ObserverDecisionFactory(
        ngo=ngo, suspended=True, decided_on=date(2009, 1, 1), effective_until=date(2010, 12, 31), resolution="1200"
    )

    observers = observers_on(DAY, reader)
    shown = page(client, on="2010-06-05")

    assert observers.active == []
    assert [one.ngo for one in observers.suspended] == [ngo]
    assert "0 NGOs with observer status" in shown
    assert "resolution 1200" in shown
    assert [one.ngo for one in observers_on(date(2011, 1, 1), reader).active] == [ngo]


def test_a_renewal_without_a_gap_keeps_the_day_of_the_first_grant() -> None:
    ngo = NgoFactory()
    first = ObserverDecisionFactory(ngo=ngo, decided_on=date(2002, 6, 5), effective_until=date(2005, 12, 31))
    renewed = ObserverDecisionFactory(ngo=ngo, renewed=True, decided_on=date(2006, 1, 1))

    assert unbroken_since(renewed, [renewed, first]) == date(2002, 6, 5)


@pytest.mark.parametrize("broken_by", ["a gap", "a withdrawal"])
def test_a_break_begins_the_status_anew(broken_by: str) -> None:
    ngo = NgoFactory()
    until = date(2005, 12, 30) if broken_by == "a gap" else date(2005, 12, 31)
    rows = [
        ObserverDecisionFactory(ngo=ngo, decided_on=date(2002, 6, 5), effective_until=until),
        ObserverDecisionFactory(ngo=ngo, granted=True, decided_on=date(2006, 1, 1)),
    ]
    if broken_by == "a withdrawal":
        rows.append(ObserverDecisionFactory(ngo=ngo, withdrawn=True, decided_on=date(2004, 1, 1)))

    assert unbroken_since(rows[1], rows) == date(2006, 1, 1)


def test_the_decisions_of_the_last_five_years_are_listed(client: Client, reader: User) -> None:
    ObserverDecisionFactory(ngo=NgoFactory(name="Of late"), applied=True, decided_on=date(2009, 3, 1))
    ObserverDecisionFactory(ngo=NgoFactory(name="Long ago"), applied=True, decided_on=date(2004, 3, 1))
    ObserverDecisionFactory(ngo=NgoFactory(name="Not yet"), applied=True, decided_on=date(2010, 6, 6))

    shown = page(client, on="2010-06-05")

    assert "Of late" in shown
    assert "Long ago" not in shown
    assert "Not yet" not in shown


@pytest.mark.parametrize("given", ["5 June 2010", "2010-02-30", "soon", "99999-01-01"])
def test_what_is_no_day_is_answered_in_words_and_today_is_shown(client: Client, reader: User, given: str) -> None:
    ObserverDecisionFactory(ngo=NgoFactory(name="Caritas"))

    shown = page(client, on=given)

    assert "This is not a day; write it as in 2001-12-31." in shown
    assert "What follows is as of today" in shown
    assert "Caritas" in shown


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_asked(client: Client, reader: User, day: str) -> None:
    ObserverDecisionFactory()

    assert page(client, on=day)


def test_without_any_decision_the_page_says_what_to_do(client: Client, reader: User) -> None:
    assert "No decision on observer status is on record yet" in page(client)
    assert reverse("admin:ngos_observerdecision_add") not in page(client)

    client.force_login(UserFactory(reviewer=True))
    assert reverse("admin:ngos_observerdecision_add") in page(client)


def test_a_day_without_observers_is_told_from_a_registry_without_decisions(client: Client, reader: User) -> None:
    ObserverDecisionFactory(decided_on=date(2002, 6, 5))

    shown = page(client, on="2001-01-01")

    assert "no NGO's observer status is in use on this day" in shown
    assert "No decision on observer status is on record yet" not in shown


def test_the_counts_of_the_sources_are_cited_and_no_rows(client: Client, reader: User) -> None:
    page_of_iom, paper = (
        SourceDocumentFactory(code="DOC-00002", title="Our page", kind=SourceDocument.Kind.WEB_PAGE),
        SourceDocumentFactory(code="DOC-00001", title="Our paper"),
    )

    shown = page(client)

    assert [one.citation.document for one in cited_counts()] == [page_of_iom, paper]
    assert "Over 60" in shown
    assert "paragraph 2" in shown
    assert "0 NGOs with observer status" in shown


def test_a_count_whose_document_is_not_in_the_registry_is_left_out(client: Client, reader: User) -> None:
    SourceDocumentFactory(code="DOC-00002")

    assert len(SOURCE_COUNTS) == 2
    assert [one.count for one in cited_counts()] == ["over 60"]


def test_the_export_holds_what_the_page_shows(client: Client, reader: User) -> None:
    active, suspended = NgoFactory(name="=Caritas"), NgoFactory(name="Diakonie")
    ObserverDecisionFactory(ngo=active, resolution="1061", effective_until=date(2012, 12, 31))
    ObserverDecisionFactory(ngo=suspended)
    ObserverDecisionFactory(ngo=suspended, suspended=True, decided_on=date(2009, 1, 1))
    ObserverDecisionFactory(ngo=NgoFactory(), decided_on=date(2011, 1, 1))

    rows = export(client, on="2010-06-05")

    assert [row[0] for row in rows] == [active.code, suspended.code]
    assert [row[1] for row in rows] == ["'=Caritas", "Diakonie"]
    assert [row[3] for row in rows] == ["observer", "suspended"]
    assert rows[0][4:11] == ["2002-06-05", "granted", "2002-06-05", "", "1061", "2002-06-05", "2012-12-31"]
    assert rows[1][12] == "2009-01-01"


def test_the_workbook_holds_the_same(client: Client, reader: User) -> None:
    ngo = ObserverDecisionFactory().ngo

    response = client.get(reverse("observers-export", args=["xlsx"]), {"on": "2010-06-05"})

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert response["Content-Disposition"] == 'attachment; filename="observers-2010-06-05.xlsx"'
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [ngo.code]


def test_an_export_of_no_day_leads_to_the_page_that_says_so(client: Client, reader: User) -> None:
    response = client.get(reverse("observers-export", args=["csv"]), {"on": "soon"})

    assert response["Location"] == f"{reverse('observers')}?on=soon"
    assert client.get(reverse("observers-export", args=["doc"])).status_code == 404


def test_the_list_is_paged_and_the_export_is_whole(client: Client, reader: User) -> None:
    for number in range(27):
        ObserverDecisionFactory(ngo=NgoFactory(name=f"Caritas {number:02}"))
    suspended = ObserverDecisionFactory(ngo=NgoFactory(name="Abri")).ngo
    ObserverDecisionFactory(ngo=suspended, suspended=True, decided_on=date(2009, 1, 1))

    first = observer_list(DAY, reader, QueryDict("on=2010-06-05"))
    second = observer_list(DAY, reader, QueryDict(first.paged.next.removeprefix("?")))

    assert [one.ngo.name for one in first.active] == [f"Caritas {number:02}" for number in range(25)]
    assert [one.ngo.name for one in second.active] == ["Caritas 25", "Caritas 26"]
    assert [one.ngo for one in second.suspended] == [suspended]
    assert "27 NGOs with observer status" in page(client, on="2010-06-05")
    assert "26 to 27 of 27" in page(client, **QueryDict(first.paged.next.removeprefix("?")).dict())
    assert "on=2010-06-05" in first.paged.next
    assert len(export(client, on="2010-06-05")) == 28


def test_a_page_that_is_none_is_told_and_the_first_is_shown(client: Client, reader: User) -> None:
    ObserverDecisionFactory(ngo=NgoFactory(name="Caritas"))

    shown = page(client, cursor="nonsense")

    assert "There is no such page of this list; the first is shown." in shown
    assert "Caritas" in shown


@pytest.mark.parametrize("size", [1, 30])
def test_the_page_asks_as_many_queries_for_thirty_observers_as_for_one(
    client: Client, reader: User, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    for _ in range(size):
        ngo = NgoFactory()
        ObserverDecisionFactory(ngo=ngo, document=SourceDocumentFactory(), effective_until=date(2009, 12, 31))
        ObserverDecisionFactory(ngo=ngo, renewed=True, decided_on=date(2010, 1, 1), document=SourceDocumentFactory())
        halted = ObserverDecisionFactory().ngo
        ObserverDecisionFactory(ngo=halted, suspended=True, decided_on=DAY - timedelta(days=9))

    # Session and user; the user's offices; suspensions, a page of those whose status is in use and how many there are,
    # the suspended ones, what came before, decisions of the last years; the sources' documents; unread notices.
    with django_assert_num_queries(11):
        page(client, on="2010-06-05")
