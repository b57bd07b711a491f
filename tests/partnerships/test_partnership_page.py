"""The page of one partnership: what it rests on, who sees it and its review, and the steps of the review."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from partnerships.models import Partnership, ReviewStatus, Verb
from partnerships.pages.case import Case
from programmes.models import FieldOffice
from tests import factories as f
from tests.accounts.people import person
from tests.admin.crowds import many
from tests.admin.crowds import partnership as crowded
from tests.admin.forms import words_on
from tests.admin.visits import signed_in

pytestmark = pytest.mark.django_db


def opened(row: Partnership, user: User | None = None) -> Any:
    """Return the page of the partnership as the user, a viewer if none is given, gets it."""
    return signed_in(user or f.UserFactory()).get(f"/partnerships/{row.code}/")


def shown_on(answer: Any) -> Case:
    """Return what the page was made of."""
    assert answer.status_code == 200
    case: Case = answer.context["case"]
    return case


@pytest.fixture
def office() -> FieldOffice:
    made: FieldOffice = f.FieldOfficeFactory(name="IOM Dhaka")
    return made


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    row = f.PartnershipFactory(approved=True)

    assert client.get(f"/partnerships/{row.code}/").status_code == 302


def test_the_page_shows_what_they_do_and_on_what_evidence(office: FieldOffice) -> None:
    row = f.PartnershipFactory(approved=True, in_2001=True, office=office, summary="Runs the house.", countries=["BD"])
    f.PartnershipServiceFactory(partnership=row, service__name="Legal aid")
    f.PartnershipPeopleFactory(partnership=row, people__name="Returnees")
    paper = f.SourceDocumentFactory(symbol="MC/INF/236")
    f.PartnershipCitationFactory(partnership=row, document=paper, part="body", paragraph=18, sentence="It runs it.")

    answer = opened(row)

    for part in [
        row.ngo.name,
        "2001",
        "Bangladesh",
        "Runs the house.",
        "Legal aid",
        "Returnees",
        "service provider",
        "It runs it.",
        "MC/INF/236",
        ", paragraph 18",
        f"http://testserver/partnerships/{row.code}/",
    ]:
        assert part in words_on(answer)
    assert f'href="/ngos/{row.ngo.code}/"' in answer.content.decode()
    assert f'href="/report/partnership/{row.code}/"' in answer.content.decode()


@pytest.mark.parametrize("where", [{"office": None, "places": ["Umbria"]}, {}])
def test_without_a_programme_the_title_says_where(office: FieldOffice, where: dict[str, Any]) -> None:
    row = f.PartnershipFactory(approved=True, **{"office": office} | where)

    title = shown_on(opened(row)).entry.title

    assert title == ("Work in Umbria" if where else "Work with IOM Dhaka")


def test_the_agreements_it_runs_under_are_named() -> None:
    row = f.PartnershipFactory(approved=True)
    agreement = f.AgreementFactory(
        reference="MOU-7", signed_on=date(2002, 6, 5), amount=Decimal("12500.00"), currency="CHF"
    )
    f.AgreementPartnershipFactory(agreement=agreement, partnership=row)
    f.AgreementFactory(reference="MOU-OTHER")

    words = words_on(opened(row))

    assert "MOU-7" in words
    assert "CHF 12,500.00" in words
    assert "signed on 5 June 2002" in words
    assert "MOU-OTHER" not in words


PEOPLE = ("viewer", "registrar elsewhere", "registrar", "office reviewer", "reviewer", "administrator")
#                      viewer elsewhere registrar office-rev. reviewer administrator
SEEN = {
    "draft":          (404, 404, 200, 200, 200, 200),
    "submitted":      (404, 404, 200, 200, 200, 200),
    "returned":       (404, 404, 200, 200, 200, 200),
    "rejected":       (404, 404, 200, 200, 200, 200),
    "withdrawn":      (404, 404, 200, 200, 200, 200),
    "approved":       (200, 200, 200, 200, 200, 200),
    "suspended":      (200, 200, 200, 200, 200, 200),
}  # fmt: skip
FOLLOWING = {"registrar", "office reviewer", "reviewer", "administrator"}


@pytest.mark.parametrize("status", SEEN)
def test_who_sees_the_page_and_who_follows_the_review(office: FieldOffice, status: str) -> None:
    row = f.PartnershipFactory(**{status: True}, office=office)
    f.ReviewEventFactory(partnership=row, from_status=status, words="Secret words.", verb="return")
    elsewhere = f.FieldOfficeFactory()

    pages = {name: opened(row, person(name, office=office, elsewhere=elsewhere)) for name in PEOPLE}

    assert tuple(page.status_code for page in pages.values()) == SEEN[status]
    for name, page in pages.items():
        assert ("Secret words." in page.content.decode()) == (name in FOLLOWING and page.status_code == 200)


def test_who_does_not_follow_is_told_since_when_it_is_approved(office: FieldOffice) -> None:
    row = f.PartnershipFactory(approved=True, office=office, moves__reviewed_by=f.UserFactory(name="Secret Reviewer"))

    words = words_on(opened(row))

    assert "Approved since 7 January 2002." in words
    assert "Secret Reviewer" not in words


VERBS = {
    ("draft", "viewer"): None,
    ("draft", "registrar"): ["submit", "withdraw"],
    ("submitted", "registrar"): ["withdraw"],
    # What a reviewer decides is decided on the page that shows all that was handed in.
    ("submitted", "office reviewer"): ["", "withdraw"],
    ("approved", "viewer"): [],
    ("approved", "registrar"): [],
    ("approved", "reviewer"): ["suspend"],
    ("suspended", "reviewer"): ["resume"],
    ("rejected", "reviewer"): [],
}


@pytest.mark.parametrize(("status", "name"), VERBS)
def test_the_steps_that_this_reader_may_take_now_are_offered(office: FieldOffice, status: str, name: str) -> None:
    row = f.PartnershipFactory(**{status: True}, office=office)

    answer = opened(row, person(name, office=office, elsewhere=f.FieldOfficeFactory()))

    expected = VERBS[status, name]
    page = answer.content.decode()
    steps = {verb: f"review/{verb}/" for verb in Verb.values} | {"": "review/"}
    offered = [step for step, path in steps.items() if f'href="/partnerships/{row.code}/{path}"' in page]
    assert answer.status_code == (404 if expected is None else 200)
    assert set(offered) == set(expected or [])


def review(row: Partnership, verb: str, user: User, words: str = "") -> Any:
    """Confirm a step of the review."""
    return signed_in(user).post(f"/partnerships/{row.code}/review/{verb}/", {"words": words}, follow=True)


def test_a_step_is_confirmed_with_words_and_told(office: FieldOffice) -> None:
    row, user = f.PartnershipFactory(submitted=True, office=office), f.OfficeReviewerFactory(office=office)

    asked = signed_in(user).get(f"/partnerships/{row.code}/review/return/")
    answer = review(row, "return", user, "Name the area.")

    row.refresh_from_db()
    event = row.review_events.latest("at")
    assert "Return for changes" in words_on(asked)
    assert answer.redirect_chain == [(f"/partnerships/{row.code}/", 302)]
    assert (row.review_status, event.by, event.words) == (ReviewStatus.RETURNED, user, "Name the area.")
    assert f"{row}: returned for changes." in words_on(answer)


@pytest.mark.parametrize(
    ("status", "verb", "name", "words", "told"),
    [
        ("submitted", "return", "reviewer", "", "Say why, in a sentence, so that the office knows what to do."),
        ("approved", "approve", "reviewer", "", "it cannot be moved by “approve”"),
        ("approved", "suspend", "viewer", "It ended.", "You may not apply “suspend”"),
        ("draft", "submit", "registrar", "Kept words.", "Before it can be submitted, add a role, an area of activity."),
    ],
)
def test_a_refusal_stands_on_the_form_and_what_was_typed_is_kept(
    office: FieldOffice, status: str, verb: str, name: str, words: str, told: str
) -> None:
    row = f.PartnershipFactory(**{status: True}, office=office)

    answer = review(row, verb, person(name, office=office, elsewhere=f.FieldOfficeFactory()), words)

    row.refresh_from_db()
    assert (answer.status_code, answer.redirect_chain, row.review_status) == (200, [], status)
    assert told in words_on(answer)
    assert words in answer.content.decode()


def test_whoever_submitted_does_not_approve(office: FieldOffice) -> None:
    user = f.OfficeReviewerFactory(office=office)
    row = f.PartnershipFactory(submitted=True, office=office, moves__submitted_by=user)

    answer = review(row, "approve", user)

    assert "whoever submits does not approve" in words_on(answer)
    assert Partnership.objects.get(pk=row.pk).review_status == "submitted"


@pytest.mark.parametrize(("verb", "name"), [("nonsense", "reviewer"), ("submit", "viewer"), ("submit", "elsewhere")])
def test_a_step_that_is_none_or_on_what_one_may_not_see_is_not_there(office: FieldOffice, verb: str, name: str) -> None:
    row = f.PartnershipFactory(draft=True, office=office)
    user = f.RegistrarFactory() if name == "elsewhere" else f.UserFactory(duty=name)

    assert signed_in(user).get(f"/partnerships/{row.code}/review/{verb}/").status_code == 404
    assert review(row, verb, user).status_code == 404


def test_an_unknown_code_and_one_in_small_letters() -> None:
    row, client = f.PartnershipFactory(approved=True), signed_in(f.UserFactory())

    assert client.get("/partnerships/PTN-99999/").status_code == 404
    assert client.get(f"/partnerships/{row.code.lower()}/")["Location"] == f"/partnerships/{row.code}/"


def queries(count: int, client: Client) -> int:
    """Return how many queries the page of a partnership with as many rows of each kind asks."""
    row = crowded(count)
    agreements = many(f.AgreementFactory, count)
    many(f.AgreementPartnershipFactory, count, agreement=agreements.__getitem__, partnership=row)
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/partnerships/{row.code}/").status_code == 200  # type: ignore[attr-defined]
    return len(asked)


def test_the_page_asks_as_much_however_much_is_on_record() -> None:
    client = signed_in(f.UserFactory(reviewer=True))

    assert [queries(count, client) for count in (5, 40)] == [19, 19]
