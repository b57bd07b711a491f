"""The desk of an office: what it shows, of whom, in which order, and the press for what is still true."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnerships.models import Partnership
from partnerships.pages.my_office import SHOWN, MyOffice
from programmes.models import FieldOffice
from tests import factories as f
from tests.accounts.people import PEOPLE, person
from tests.admin.visits import signed_in

pytestmark = pytest.mark.django_db

DESK = reverse("my-office")


@pytest.fixture
def dhaka() -> FieldOffice:
    office: FieldOffice = f.FieldOfficeFactory(name="IOM Dhaka")
    return office


@pytest.fixture
def rahima(dhaka: FieldOffice) -> User:
    user: User = f.RegistrarFactory(office=dhaka, name="Rahima")
    return user


@pytest.fixture
def at_work(rahima: User) -> Client:
    """Return a browser in which Rahima is signed in."""
    return signed_in(rahima)


def desk(client: Client, **asked: Any) -> MyOffice:
    """Return what the page shows."""
    answer = client.get(DESK, asked)
    assert answer.status_code == 200
    shown: MyOffice = answer.context["desk"]
    return shown


def words(client: Client) -> str:
    return client.get(DESK).content.decode()


def ending(days: int, **values: Any) -> dict[str, Any]:
    """Return what says that something ends in so many days."""
    return {"last_day": timezone.localdate() + timedelta(days=days), "date_precision": "day", **values}


def confirmed(row: Partnership, days: int) -> Partnership:
    """Say that the record was confirmed so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    Partnership.objects.filter(pk=row.pk).update(confirmed_on=day, confirmed_by=f.UserFactory())
    return row


# Who


@pytest.mark.parametrize("who", PEOPLE)
def test_who_has_a_desk_and_whose_drafts_lie_on_it(who: str, dhaka: FieldOffice) -> None:
    elsewhere = f.FieldOfficeFactory()
    user = person(who, office=dhaka, elsewhere=elsewhere)
    client = signed_in(None if who == "stranger" else user)
    ours, theirs = f.PartnershipFactory(office=dhaka), f.PartnershipFactory(office=elsewhere)
    seen = {
        "registrar": ours,
        "office reviewer": ours,
        "registrar elsewhere": theirs,
        "office reviewer elsewhere": theirs,
    }

    answer = client.get(DESK)

    if who in seen:
        assert [draft.partnership for draft in answer.context["desk"].drafts.rows] == [seen[who]]
    else:
        assert answer.status_code == (302 if who in {"stranger", "inactive administrator"} else 403)


def test_a_desk_with_nothing_on_it_says_so(at_work: Client) -> None:
    page = words(at_work)

    for said in ("No draft.", "Nothing is with the reviewers.", "All was confirmed within a year."):
        assert said in page


# Drafts, returned, in review


def test_each_registration_lies_where_it_stands(at_work: Client, dhaka: FieldOffice) -> None:
    rows = {
        status: f.PartnershipFactory(office=dhaka, **{status: True})
        for status in ("draft", "returned", "submitted", "approved", "rejected", "withdrawn", "suspended")
    }

    shown = desk(at_work)

    assert [draft.partnership for draft in shown.drafts.rows] == [rows["draft"]]
    assert [draft.partnership for draft in shown.returned.rows] == [rows["returned"]]
    assert shown.in_review.rows == [rows["submitted"]]


def test_ones_own_drafts_come_before_those_of_colleagues(at_work: Client, rahima: User, dhaka: FieldOffice) -> None:
    karim = f.RegistrarFactory(office=dhaka, name="Karim")
    mine = f.PartnershipFactory(office=dhaka, held_by=rahima)
    hers = f.PartnershipFactory(office=dhaka, held_by=karim)
    nobodys = f.PartnershipFactory(office=dhaka)

    shown = desk(at_work).drafts.rows

    assert [draft.partnership for draft in shown] == [mine, nobodys, hers]
    assert "in the hands of Karim" in words(at_work)


def test_ones_own_drafts_are_shown_however_many_colleagues_have(
    at_work: Client, rahima: User, dhaka: FieldOffice
) -> None:
    mine = f.PartnershipFactory(office=dhaka, held_by=rahima)
    f.PartnershipFactory.create_batch(SHOWN + 1, office=dhaka)

    drafts = desk(at_work).drafts

    assert drafts.rows[0].partnership == mine
    assert (len(drafts.rows), drafts.total, drafts.more) == (SHOWN, SHOWN + 2, 2)
    assert "2 more follow once these are done." in words(at_work)


def test_what_came_back_shows_the_last_words_of_its_reviewer(at_work: Client, rahima: User, dhaka: FieldOffice) -> None:
    row = f.PartnershipFactory(office=dhaka, returned=True)
    row.submit(by=rahima)
    row.return_(by=f.UserFactory(reviewer=True), words="Which airport?")

    page = words(at_work)

    assert "Came back from review" in page
    assert "Which airport?" in page
    assert "The office knows why." not in page


def test_a_draft_is_gone_on_with_at_what_it_lacks(at_work: Client, dhaka: FieldOffice) -> None:
    empty = f.PartnershipFactory(office=dhaka)
    full = f.PartnershipFactory(office=dhaka, complete=True)

    places = {draft.partnership: draft.address for draft in desk(at_work).drafts.rows}

    assert places == {
        empty: reverse("registration-step", args=[empty.code, "programme"]),
        full: reverse("registration-check", args=[full.code]),
    }


def test_what_waits_longest_for_a_reviewer_comes_first(at_work: Client, dhaka: FieldOffice) -> None:
    late, early = (f.PartnershipFactory(office=dhaka, complete=True) for _row in range(2))
    for row, days in ((late, 1), (early, 9)):
        f.ReviewEventFactory(partnership=row, verb="submit", at=timezone.now() - timedelta(days=days))
        Partnership.objects.filter(pk=row.pk).update(review_status="submitted")

    assert desk(at_work).in_review.rows == [early, late]


# What ends


@pytest.mark.parametrize(
    ("days", "within"), [(-1, None), (0, 30), (30, 30), (31, 60), (60, 60), (61, 90), (90, 90), (91, None)]
)
def test_a_partnership_that_ends_is_named_ninety_sixty_and_thirty_days_before(
    at_work: Client, dhaka: FieldOffice, days: int, within: int | None
) -> None:
    f.PartnershipFactory(office=dhaka, approved=True, **ending(days))

    assert [soon.days for soon in desk(at_work).soon if soon.rows] == ([within] if within else [])


def test_an_agreement_of_ours_that_ends_is_named_with_its_kind(at_work: Client, dhaka: FieldOffice) -> None:
    agreement = f.AgreementFactory(reference="MOU 7", **ending(40))
    for _partnership in range(2):
        f.AgreementPartnershipFactory(
            agreement=agreement, partnership=f.PartnershipFactory(office=dhaka, approved=True)
        )

    (only,) = [one for soon in desk(at_work).soon for one in soon.rows]

    assert (only.row, only.what) == (agreement, "memorandum of understanding")
    assert "MOU 7" in words(at_work)


def test_what_ends_first_comes_first_whatever_it_is(at_work: Client, dhaka: FieldOffice) -> None:
    second = f.PartnershipFactory(office=dhaka, approved=True, **ending(20))
    first = f.AgreementFactory(**ending(10))
    f.AgreementPartnershipFactory(agreement=first, partnership=second)

    assert [one.row for one in desk(at_work).soon[0].rows] == [first, second]


def test_what_ends_of_others_or_of_a_draft_is_not_named(at_work: Client, dhaka: FieldOffice) -> None:
    f.PartnershipFactory(approved=True, **ending(10))
    f.PartnershipFactory(office=dhaka, **ending(10))
    for partnership in (f.PartnershipFactory(approved=True), f.PartnershipFactory(office=dhaka)):
        f.AgreementPartnershipFactory(agreement=f.AgreementFactory(**ending(10)), partnership=partnership)

    assert not any(soon.rows for soon in desk(at_work).soon)


# Still true


def test_what_nobody_confirmed_for_a_year_is_asked_about_the_longest_ago_first(
    at_work: Client, dhaka: FieldOffice
) -> None:
    rows = {days: f.PartnershipFactory(office=dhaka, approved=True) for days in (1, 365, 366, 800)}
    for days, row in rows.items():
        confirmed(row, days)
    never = f.PartnershipFactory(office=dhaka, approved=True)
    f.PartnershipFactory(approved=True)

    unconfirmed = desk(at_work).unconfirmed

    assert unconfirmed.rows == [rows[800], rows[366], never]
    assert unconfirmed.total == 3


def test_one_press_confirms_and_leads_back_to_the_desk(at_work: Client, rahima: User, dhaka: FieldOffice) -> None:
    row = f.PartnershipFactory(office=dhaka, approved=True)
    back = f"{DESK}?office={dhaka.code}"

    answer = at_work.post(reverse("partnership-confirm", args=[row.code]), {"back": back}, follow=True)

    row.refresh_from_db()
    assert (row.confirmed_on, row.confirmed_by) == (timezone.localdate(), rahima)
    assert answer.redirect_chain == [(back, 302)]
    assert "confirmed as still true" in answer.content.decode()
    assert answer.context["desk"].unconfirmed.total == 0


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\x01//evil.example",
        "",
    ],
)
def test_a_press_leads_to_no_other_host(at_work: Client, dhaka: FieldOffice, back: str) -> None:
    row = f.PartnershipFactory(office=dhaka, approved=True)

    answer = at_work.post(reverse("partnership-confirm", args=[row.code]), {"back": back})

    assert answer["Location"] == row.get_absolute_url()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("registrar", 302),
        ("office reviewer", 302),
        ("reviewer", 302),
        ("administrator", 302),
        ("viewer", 403),
        ("registrar elsewhere", 403),
        ("office reviewer elsewhere", 403),
        ("former registrar", 403),
    ],
)
def test_who_says_that_a_record_is_still_true(who: str, status: int, dhaka: FieldOffice) -> None:
    row = f.PartnershipFactory(office=dhaka, approved=True)
    client = signed_in(person(who, office=dhaka, elsewhere=f.FieldOfficeFactory()))

    answer = client.post(reverse("partnership-confirm", args=[row.code]))

    row.refresh_from_db()
    assert answer.status_code == status
    assert (row.confirmed_on is not None) is (status == 302)


@pytest.mark.parametrize("state", ["draft", "submitted", "suspended"])
def test_only_what_is_approved_is_confirmed(at_work: Client, dhaka: FieldOffice, state: str) -> None:
    row = f.PartnershipFactory(office=dhaka, **{state: True})

    assert at_work.post(reverse("partnership-confirm", args=[row.code])).status_code == 403


def test_looking_at_the_address_of_the_press_confirms_nothing(at_work: Client, dhaka: FieldOffice) -> None:
    row = f.PartnershipFactory(office=dhaka, approved=True)

    assert at_work.get(reverse("partnership-confirm", args=[row.code])).status_code == 405


# Several offices


def test_with_several_offices_one_is_chosen_and_others_are_not_offered(rahima: User, dhaka: FieldOffice) -> None:
    rome = f.OfficeMembershipFactory(user=rahima, office__name="IOM Rome").office
    paris = f.FieldOfficeFactory(name="IOM Paris")
    here, there = (f.PartnershipFactory(office=office) for office in (dhaka, rome))
    f.PartnershipFactory(office=paris)
    client = signed_in(rahima)

    shown = {code: desk(client, office=code) for code in ("", dhaka.code, rome.code, paris.code, "nonsense")}

    drafts = {code: {draft.partnership for draft in one.drafts.rows} for code, one in shown.items()}
    assert shown[""].offices == [dhaka, rome]
    assert drafts == {
        "": {here, there},
        dhaka.code: {here},
        rome.code: {there},
        paris.code: {here, there},
        "nonsense": {here, there},
    }


def test_partners_are_counted_once_however_many_collaborations_they_have(at_work: Client, dhaka: FieldOffice) -> None:
    ngo = f.NgoFactory(active=True)
    f.PartnershipFactory.create_batch(2, ngo=ngo, office=dhaka, approved=True)
    f.PartnershipFactory(office=dhaka)

    assert desk(at_work).partners == 1
    assert "1 partner in approved collaborations" in words(at_work)


# Speed


def test_a_full_desk_takes_as_many_queries_as_one_with_little(
    at_work: Client, rahima: User, dhaka: FieldOffice
) -> None:
    def lay_out() -> None:
        for status in ("draft", "returned", "submitted", "approved"):
            f.PartnershipFactory(
                office=dhaka,
                held_by=f.RegistrarFactory(office=dhaka),
                programme=f.ProgrammeFactory(),
                **{status: True},
                **ending(10),
            )
        agreement = f.AgreementFactory(**ending(10))
        f.AgreementPartnershipFactory(
            agreement=agreement, partnership=f.PartnershipFactory(office=dhaka, approved=True)
        )

    lay_out()
    at_work.get(DESK)
    with CaptureQueriesContext(connection) as little:
        at_work.get(DESK)
    for _more in range(6):
        lay_out()
    with CaptureQueriesContext(connection) as much:
        at_work.get(DESK)

    assert len(much) == len(little)
