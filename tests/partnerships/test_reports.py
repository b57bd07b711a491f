"""Mistakes that readers report on a record, and what reviewers make of them."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ngos.actions import merge_ngos
from partnerships.models import MistakeReport
from tests import factories as f
from tests.admin.crowds import many
from tests.admin.forms import words_on
from tests.admin.visits import page_of, signed_in

pytestmark = pytest.mark.django_db

RECORDS = {
    "ngo": lambda: f.NgoFactory(active=True),
    "partnership": lambda: f.PartnershipFactory(approved=True),
    "programme": f.ProgrammeFactory,
    "office": f.FieldOfficeFactory,
    "area": f.ActivityAreaFactory,
}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_reader_reports_a_mistake_on_any_kind_of_record_and_is_thanked(kind: str) -> None:
    record, reader = RECORDS[kind](), f.UserFactory()
    client, address = signed_in(reader), f"/report/{kind}/{record.code}/"

    asked = client.get(address)
    answer = client.post(address, {"words": "The name is mistyped."}, follow=True)

    report = MistakeReport.objects.get()
    assert str(record) in words_on(asked)
    assert (report.record, report.by, report.words) == (record, reader, "The name is mistyped.")
    assert answer.redirect_chain == [(f"{record.get_absolute_url()}", 302)]
    assert "Thank you." in words_on(answer)


@pytest.mark.parametrize(
    ("words", "told"), [("", "This field is required."), ("x" * 2001, "Ensure this value has at most 2000 characters")]
)
def test_a_report_without_words_or_with_too_many_comes_back(words: str, told: str) -> None:
    ngo = f.NgoFactory()

    answer = signed_in(f.UserFactory()).post(f"/report/ngo/{ngo.code}/", {"words": words})

    assert told in words_on(answer)
    assert words in answer.content.decode()
    assert not MistakeReport.objects.exists()


def test_only_on_what_one_may_see_a_mistake_can_be_reported() -> None:
    draft, ngo = f.PartnershipFactory(draft=True), f.NgoFactory()
    client = signed_in(f.UserFactory())

    for address in [f"/report/partnership/{draft.code}/", f"/report/user/{ngo.code}/", "/report/ngo/NGO-99999/"]:
        assert client.get(address).status_code == 404
        assert client.post(address, {"words": "Wrong."}).status_code == 404
    assert not MistakeReport.objects.exists()


def test_a_stranger_reports_nothing(client: Client) -> None:
    ngo = f.NgoFactory()

    assert client.post(f"/report/ngo/{ngo.code}/", {"words": "Wrong."}).status_code == 302
    assert client.get("/reports/").status_code == 302
    assert not MistakeReport.objects.exists()


def test_reviewers_see_all_that_wait_and_others_their_own_with_the_answer() -> None:
    reader = f.UserFactory()
    own = f.MistakeReportFactory(by=reader, words="Own and waiting.")
    settled = f.MistakeReportFactory(by=reader, settled=True, words="Own and settled.", answer="It is mended.")
    other = f.MistakeReportFactory(words="Of somebody else.")

    def listed(user: Any, query: str = "") -> list[MistakeReport]:
        return list(signed_in(user).get(f"/reports/{query}").context["page"].object_list)

    reviewer = f.UserFactory(reviewer=True)
    assert listed(reader) == [own]
    assert listed(reader, "?settled=yes") == [settled]
    assert set(listed(reviewer)) == {own, other}
    assert listed(reviewer, "?settled=yes") == [settled]
    assert "It is mended." in words_on(signed_in(reader).get("/reports/?settled=yes"))


def test_a_reviewer_settles_a_report_with_an_answer() -> None:
    report, reviewer = f.MistakeReportFactory(), f.UserFactory(reviewer=True)
    client = signed_in(reviewer)
    offered = client.get("/reports/").content.decode()

    answer = client.post(f"/reports/{report.pk}/", {"answer": "The name is mended."}, follow=True)

    report.refresh_from_db()
    assert f'href="/reports/{report.pk}/"' in offered
    assert (report.settled_by, report.answer) == (reviewer, "The name is mended.")
    assert report.settled_at is not None
    assert "The report is settled" in words_on(answer)
    assert [event.pgh_label for event in report.history.order_by("pgh_id")] == ["insert", "update"]


def test_without_an_answer_nothing_is_settled() -> None:
    report = f.MistakeReportFactory()

    answer = signed_in(f.UserFactory(reviewer=True)).post(f"/reports/{report.pk}/", {"answer": "  "})

    assert "Say what was done, or that nothing had to be." in words_on(answer)
    assert MistakeReport.objects.waiting().get() == report


def test_the_answer_of_the_first_reviewer_stands() -> None:
    report = f.MistakeReportFactory(settled=True, answer="First.")

    answer = signed_in(f.UserFactory(reviewer=True)).post(f"/reports/{report.pk}/", {"answer": "Second."}, follow=True)

    report.refresh_from_db()
    assert report.answer == "First."
    assert "A colleague settled this report already; that answer stands." in words_on(answer)


@pytest.mark.parametrize(
    ("who", "expected"), [("reporter", 403), ("viewer", 404), ("office reviewer", 404), ("reviewer", 200)]
)
def test_reviewers_of_the_registry_alone_settle(who: str, expected: int) -> None:
    report = f.MistakeReportFactory()
    users: dict[str, Any] = {
        "reporter": lambda: report.by,
        "viewer": f.UserFactory,
        "office reviewer": f.OfficeReviewerFactory,
        "reviewer": lambda: f.UserFactory(reviewer=True),
    }
    client = signed_in(users[who]())

    assert client.get(f"/reports/{report.pk}/").status_code == expected
    client.post(f"/reports/{report.pk}/", {"answer": "Mended."})
    assert MistakeReport.objects.settled().exists() == (expected == 200)


def test_a_report_goes_with_its_ngo_when_that_is_merged() -> None:
    report, survivor = f.MistakeReportFactory(), f.NgoFactory(active=True)

    merge_ngos(merged=report.ngo, survivor=survivor, by=f.UserFactory(reviewer=True), words="The same.")

    report.refresh_from_db()
    assert report.record == survivor


def test_the_admin_lists_reports_and_leads_to_where_they_are_settled() -> None:
    waiting, settled = f.MistakeReportFactory(), f.MistakeReportFactory(settled=True)
    client = signed_in(f.UserFactory(reviewer=True))

    everything = client.get(page_of(MistakeReport, "changelist"))
    narrowed = client.get(page_of(MistakeReport, "changelist"), {"waiting": "true"})
    form = client.get(page_of(waiting))

    assert set(everything.context["cl"].result_list) == {waiting, settled}
    assert list(narrowed.context["cl"].result_list) == [waiting]
    assert f'href="/reports/{waiting.pk}/"' in form.content.decode()
    assert client.get(page_of(MistakeReport, "add")).status_code == 403
    assert client.post(page_of(waiting), {"answer": "Mended."}).status_code == 403


def test_the_list_asks_as_much_however_many_reports_there_are() -> None:
    client, counts = signed_in(f.UserFactory(reviewer=True)), []

    for number in (3, 20):
        many(f.MistakeReportFactory, number, ngo=f.NgoFactory(), by=f.UserFactory())
        row = f.PartnershipFactory(approved=True)
        many(f.MistakeReportFactory, 2, ngo=None, partnership=row, by=f.UserFactory())
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/reports/").status_code == 200
        counts.append(len(asked))

    assert counts == [7, 7]
