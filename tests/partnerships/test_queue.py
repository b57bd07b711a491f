"""The list of what waits for a reviewer: whose, in which order, narrowed by what, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnerships.models import ChangeProposal, Partnership
from partnerships.pages.queue import Queue
from programmes.models import FieldOffice
from tests import factories as f
from tests.accounts.people import PEOPLE, person
from tests.admin.forms import words_on
from tests.admin.visits import signed_in

pytestmark = pytest.mark.django_db

QUEUE = reverse("review-queue")


def submitted(days: int = 0, by: User | None = None, **values: Any) -> Partnership:
    """Return a partnership that was submitted so many days ago, by nobody unless somebody is named."""
    row: Partnership = f.PartnershipFactory(complete=True, **values)
    at = timezone.now() - timedelta(days=days)
    f.ReviewEventFactory(partnership=row, verb="submit", by=by, at=at)
    Partnership.objects.filter(pk=row.pk).update(review_status="submitted")
    row.refresh_from_db()
    return row


def proposed(days: int = 0, **values: Any) -> ChangeProposal:
    """Return changes that were proposed so many days ago."""
    made: ChangeProposal = f.ChangeProposalFactory(at=timezone.now() - timedelta(days=days), **values)
    return made


def queue(client: Client, **asked: Any) -> Queue:
    """Return what the page shows."""
    answer = client.get(QUEUE, asked)
    assert answer.status_code == 200
    shown: Queue = answer.context["queue"]
    return shown


def rows(client: Client, **asked: Any) -> list[Partnership]:
    """Return the partnerships that the page shows, in its order."""
    return [line.partnership for line in queue(client, **asked).lines]


@pytest.fixture
def ben() -> Client:
    return signed_in(f.UserFactory(reviewer=True, name="Ben"))


# Whose


@pytest.mark.parametrize("who", PEOPLE)
def test_who_has_a_queue_and_what_stands_in_it(who: str) -> None:
    office, elsewhere = f.FieldOfficeFactory(), f.FieldOfficeFactory()
    user = person(who, office=office, elsewhere=elsewhere)
    client = signed_in(None if who == "stranger" else user)
    ours, theirs = submitted(office=office), submitted(office=elsewhere)
    change = proposed(partnership__office=office).partnership
    for status in ("draft", "approved", "returned", "rejected", "withdrawn", "suspended"):
        f.PartnershipFactory(office=office, **{status: True})
    seen = {
        "office reviewer": {ours, change},
        "office reviewer elsewhere": {theirs},
        "reviewer": {ours, theirs, change},
        "administrator": {ours, theirs, change},
    }

    if who in seen:
        assert set(rows(client)) == seen[who]
    else:
        refused = 302 if who in {"stranger", "inactive administrator"} else 403
        assert client.get(QUEUE).status_code == refused


def test_submissions_and_proposals_stand_in_one_list_the_oldest_first(ben: Client) -> None:
    second, fourth = submitted(9), submitted(1)
    first, third = proposed(20), proposed(3)

    assert rows(ben) == [first.partnership, second, third.partnership, fourth]


def test_what_was_submitted_again_waits_since_then(ben: Client) -> None:
    again, other = submitted(30), submitted(5)
    f.ReviewEventFactory(partnership=again, verb="submit", at=timezone.now() - timedelta(days=1))

    lines = queue(ben).lines

    assert [line.partnership for line in lines] == [other, again]
    assert [line.is_again for line in lines] == [False, True]
    assert lines[1].age.days == 1


def test_what_the_reader_handed_in_is_named_and_does_not_wait_for_the_reader() -> None:
    ben = f.UserFactory(reviewer=True)
    own, other = submitted(2, by=ben), submitted(1)
    proposed(by=ben)
    client = signed_in(ben)

    page = words_on(client.get(QUEUE))

    assert rows(client) == [other]
    assert "1 registration that you submitted yourself waits for somebody else to decide" in page
    assert own.code in page


def test_an_answered_proposal_waits_no_more(ben: Client) -> None:
    for answer in ("applied", "refused", "withdrawn"):
        f.ChangeProposalFactory(**{answer: True})

    assert "Nothing waits for your review." in words_on(ben.get(QUEUE))


# What a line says


def test_a_line_says_who_where_what_and_since_when(ben: Client) -> None:
    ana = f.RegistrarFactory(name="Ana Lima")
    area = f.ActivityAreaFactory(name="Counter-Trafficking")
    office = f.FieldOfficeFactory(name="IOM Dhaka")
    row = submitted(3, by=ana, office=office, countries=["BD"], ngo__name="Shelter")
    f.PartnershipAreaFactory(partnership=row, area=area)
    change = proposed(0, by=ana, words="They moved.")

    page = words_on(ben.get(QUEUE))

    for words in ("Shelter", row.code, "IOM Dhaka", "Bangladesh", "mplementer", "Counter-Trafficking", "Ana Lima"):
        assert words in page
    for words in ("3 days ago", "Submitted", "Changes proposed", "They moved.", "today"):
        assert words in page
    addresses = {line.address for line in queue(ben).lines}
    assert addresses == {reverse("partnership-case", args=[row.code]), change.get_absolute_url()}


@pytest.mark.parametrize(
    ("days", "mark", "words"),
    [(0, "", ""), (7, "", ""), (8, "look", "over 7 days"), (14, "look", "over 7 days"), (15, "bad", "over 14 days")],
)
def test_what_waits_long_is_marked_in_words_and_colour(ben: Client, days: int, mark: str, words: str) -> None:
    submitted(days)

    (line,) = queue(ben).lines

    assert (line.age.days, line.age.mark, line.age.mark_words) == (days, mark, words)
    page = ben.get(QUEUE).content.decode()
    assert [style for style in ("look", "bad") if f"chip--{style}" in page] == [mark] * bool(mark)


# Narrowed


def test_it_is_narrowed_by_office_country_area_and_age(ben: Client) -> None:
    office, area = f.FieldOfficeFactory(), f.ActivityAreaFactory()
    led, there = submitted(1, office=office), submitted(2, countries=["NP"])
    through = submitted(3, programme=f.ProgrammeFactory(countries=["NP"]))
    within = submitted(4)
    f.PartnershipAreaFactory(partnership=within, area=area)
    late, later = submitted(8), proposed(15).partnership

    assert rows(ben, office=office.code) == [led]
    assert rows(ben, country="np") == [through, there]
    assert rows(ben, area=area.code) == [within]
    assert rows(ben, age="7") == [later, late]
    assert rows(ben, age="14") == [later]
    assert rows(ben, search=led.ngo.name) == [led]


def test_an_address_says_what_it_narrows_by_and_each_can_be_taken_off(ben: Client) -> None:
    row = submitted(9)

    page = queue(ben, office=row.office.code, age="7")

    assert [(chip.title, chip.label) for chip in page.listing.chips] == [
        ("Lead office", row.office.name),
        ("Waiting", "over 7 days"),
    ]
    assert page.listing.chips[1].without == f"?office={row.office.code}"


def test_selects_offer_what_stands_in_the_queue(ben: Client) -> None:
    row = submitted(countries=["BD"])
    f.PartnershipFactory(approved=True, countries=["NP"])

    offered = {one.name: [option.value for option in one.options] for one in queue(ben).listing.selects}

    assert offered == {
        "office": [row.office.code],
        "country": ["BD"],
        "area": [row.partnership_areas.get().area.code],
        "age": ["7", "14"],
    }


@pytest.mark.parametrize(
    "asked",
    [{"age": "8"}, {"office": "OFF-1"}, {"country": "Nepal"}, {"colour": "red"}, {"cursor": "x"}],
)
def test_what_makes_no_sense_is_told_and_left_out(ben: Client, asked: dict[str, str]) -> None:
    row = submitted()

    answer = ben.get(QUEUE, asked)

    assert answer.context["queue"].faults
    assert [line.partnership for line in answer.context["queue"].lines] == [row]


def test_a_queue_that_is_narrowed_to_nothing_says_so(ben: Client) -> None:
    submitted(1)

    assert "Nothing that waits for you fits all of this." in words_on(ben.get(QUEUE, {"age": "14"}))


# Page by page


def test_pages_go_on_where_the_last_ended_while_the_first_are_answered(ben: Client) -> None:
    made = [submitted(60 - number) for number in range(30)]
    first = queue(ben)

    made[0].approve(by=f.UserFactory(reviewer=True))
    second = ben.get(QUEUE + first.paged.next).context["queue"]

    assert [line.partnership for line in first.lines] == made[:25]
    assert [line.partnership for line in second.lines] == made[25:]
    assert (second.paged.first, second.paged.last) == (26, 30)


def test_two_that_came_at_the_same_moment_both_have_their_place(ben: Client) -> None:
    made = f.PartnershipFactory.create_batch(27, submitted=True)
    assert len({one.review_events.get().at for one in made}) == 1

    first = queue(ben)
    second = ben.get(QUEUE + first.paged.next).context["queue"]

    assert [line.partnership for line in [*first.lines, *second.lines]] == made


def test_it_asks_as_much_however_much_waits(ben: Client) -> None:
    def crowd(count: int, office: FieldOffice) -> None:
        for number in range(count):
            programme = f.ProgrammeOfficeFactory().programme
            row = submitted(number, by=f.UserFactory(), office=office, programme=programme, countries=["BD"])
            f.PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")
            proposed(number, partnership__office=office)

    def asked() -> int:
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert ben.get(QUEUE).status_code == 200
        return len(queries)

    crowd(2, f.FieldOfficeFactory())
    few = asked()
    crowd(6, f.FieldOfficeFactory())

    assert asked() == few
