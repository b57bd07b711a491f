"""How an account comes about: asked for by a colleague, offered by an administrator, opened by its owner."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail, signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.inviting import accept, approve_request, ask_for_account, invite, invite_again, refuse_request, withdraw
from accounts.models import AccountRequest, Invitation, User
from tests.accounts.people import PEOPLE, person
from tests.factories import (
    AccountRequestFactory,
    FieldOfficeFactory,
    InvitationFactory,
    InvitedDutyFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

Capture = Callable[..., AbstractContextManager[object]]
ANEW = "Bern, 6 June 2002"
CHOSEN = {"password1": ANEW, "password2": ANEW}


@pytest.fixture
def administrator() -> User:
    user: User = UserFactory(administrator=True, name="Head Quarters")
    return user


def offer(by: User, **values: Any) -> Invitation:
    """Invite a viewer."""
    usual = {"email": "rahima@iom.example", "name": "Rahima", "duty": "viewer", "memberships": [], "language": "en"}
    return invite(by=by, **{**usual, **values})


def link_in(letter: Any) -> str:
    """Return the path of the link in a letter."""
    found = re.search(r"https?://[^/\s]+(/accounts/invitation/\S+)", letter.body)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "You are invited to the registry of NGO partnerships"),
        ("fr", "Invitation au registre des partenariats avec les ONG"),
        ("es", "Invitación al registro de alianzas con ONG"),
    ],
)
def test_the_letter_comes_in_the_language_of_the_invited(
    administrator: User, django_capture_on_commit_callbacks: Capture, language: str, subject: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        offer(administrator, language=language)

    letter: Any = mail.outbox[0]
    assert (letter.subject, letter.to) == (subject, ["rahima@iom.example"])
    assert "Head Quarters" in letter.body
    assert link_in(letter) in letter.alternatives[0][0]


def test_no_letter_leaves_when_the_invitation_is_not_kept(
    administrator: User, django_capture_on_commit_callbacks: Capture
) -> None:
    UserFactory(email="rahima@iom.example")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        offer(administrator)

    assert mail.outbox == []


def test_the_link_opens_the_account_with_its_duties_once(
    client: Client, administrator: User, django_capture_on_commit_callbacks: Capture
) -> None:
    office = FieldOfficeFactory()
    with django_capture_on_commit_callbacks(execute=True):
        offer(administrator, memberships=[(office, "registrar")], language="fr", name="Rahima B.")
    link = link_in(mail.outbox[0])

    seen, seen_again = client.get(link), client.get(link)
    opened = client.post(link, CHOSEN)
    again = client.post(link, CHOSEN)

    user = User.objects.get(email="rahima@iom.example")
    assert (seen.status_code, seen_again.status_code, again.status_code) == (200, 200, 410)
    assert opened["Location"] == reverse("account_login")
    assert (user.name, user.language, user.duty) == ("Rahima B.", "fr", "viewer")
    assert user.registrar_offices == {office.pk}
    assert user.invitation.accepted_at
    assert client.post("/accounts/login/", {"login": user.email, "password": ANEW}).status_code == 302


@pytest.mark.parametrize("age", [timedelta(days=7), timedelta(days=400)])
def test_a_link_stops_after_seven_days(client: Client, age: timedelta) -> None:
    invitation = InvitationFactory(sent_at=timezone.now() - age)
    address = reverse("invitation", args=[invitation.token])

    pages = [client.get(address), client.post(address, CHOSEN)]

    assert [page.status_code for page in pages] == [410, 410]
    assert "This link is no longer valid" in pages[0].content.decode()
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_link_works_until_then(client: Client) -> None:
    invitation = InvitationFactory(sent_at=timezone.now() - timedelta(days=6, hours=23))

    assert client.get(reverse("invitation", args=[invitation.token])).status_code == 200


def test_a_link_that_was_changed_or_made_elsewhere_opens_nothing(client: Client) -> None:
    first, second = InvitationFactory.create_batch(2)
    token = first.token
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        signing.dumps([second.pk, 1], salt="another"),
        signing.dumps([second.pk, 1], salt=Invitation.SALT, key="another key"),
        signing.dumps("nonsense", salt=Invitation.SALT),
        signing.dumps([second.pk, 2], salt=Invitation.SALT),
        "none",
    ]

    statuses = [client.get(reverse("invitation", args=[one])).status_code for one in forged]

    assert statuses == [410] * len(forged)


def test_inviting_again_ends_the_link_before_and_gives_seven_days_more(client: Client, administrator: User) -> None:
    invitation = InvitationFactory(expired=True)
    before = invitation.token

    invite_again(invitation, by=administrator)

    invitation.refresh_from_db()
    assert client.get(reverse("invitation", args=[before])).status_code == 410
    assert client.get(reverse("invitation", args=[invitation.token])).status_code == 200


def test_a_withdrawn_invitation_opens_nothing(client: Client, administrator: User) -> None:
    invitation = InvitationFactory()

    withdraw(invitation, by=administrator)

    assert client.get(reverse("invitation", args=[invitation.token])).status_code == 410
    for step in (withdraw, invite_again):
        with pytest.raises(ValidationError, match="accepted or withdrawn already"):
            step(invitation, by=administrator)


@pytest.mark.parametrize(
    ("password", "words"),
    [("12345678", "entirely numeric"), ("short1", "too short"), ("Rahima Begum", "too similar"), ("", "required")],
)
def test_the_password_is_judged_as_every_password_here(client: Client, password: str, words: str) -> None:
    invitation = InvitationFactory(name="Rahima Begum")

    page = client.post(reverse("invitation", args=[invitation.token]), {"password1": password, "password2": password})

    assert page.status_code == 200
    assert words in unescape(page.content.decode())
    assert not User.objects.filter(email=invitation.email).exists()


def test_an_account_that_came_about_otherwise_meanwhile_is_not_opened_twice(client: Client) -> None:
    invitation = InvitationFactory(email="rahima@iom.example")
    UserFactory(email="Rahima@iom.example")

    page = client.post(reverse("invitation", args=[invitation.token]), CHOSEN)

    assert "Somebody has this e-mail address already." in page.content.decode()
    assert User.objects.filter(email="rahima@iom.example").count() == 1


def test_nobody_is_invited_twice_at_a_time(administrator: User) -> None:
    InvitationFactory(email="rahima@iom.example")

    with pytest.raises(ValidationError, match="invited already"):
        offer(administrator, email="Rahima@IOM.example")


def test_whoever_withdrew_or_let_go_may_be_invited_anew(administrator: User) -> None:
    InvitationFactory(email="rahima@iom.example", withdrawn=True)

    assert offer(administrator).pk


def test_administrators_alone_invite(administrator: User) -> None:
    office, elsewhere = FieldOfficeFactory.create_batch(2)
    invitation = InvitationFactory()
    may = set()

    for name in PEOPLE:
        user = person(name, office=office, elsewhere=elsewhere)
        try:
            offer(user, email=f"{len(name)}-{name.replace(' ', '-')}@iom.example")
            may.add(name)
        except PermissionDenied:
            for step in (invite_again, withdraw):
                with pytest.raises(PermissionDenied):
                    step(invitation, by=user)

    assert may == {"administrator"}


def test_an_invitation_is_sent_from_the_page_and_refusals_are_said_in_the_form(
    client: Client, administrator: User, django_capture_on_commit_callbacks: Capture
) -> None:
    client.force_login(administrator)
    office = FieldOfficeFactory()
    form = {
        "email": "rahima@iom.example",
        "name": "Rahima",
        "language": "es",
        "duty": "viewer",
        "office": office.pk,
        "office_duty": "reviewer",
    }

    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(reverse("invitation-add"), form)
    again = client.post(reverse("invitation-add"), form)
    listed = client.get(reverse("people")).content.decode()

    given = Invitation.objects.get().offices.get()
    assert sent["Location"] == reverse("people")
    assert (given.office, given.duty) == (office, "reviewer")
    assert len(mail.outbox) == 1
    assert "This address is invited already" in unescape(again.content.decode())
    assert "rahima@iom.example" in listed


def test_a_colleague_asks_and_an_administrator_who_did_not_gives(
    administrator: User, django_capture_on_commit_callbacks: Capture
) -> None:
    office = FieldOfficeFactory()
    asker = RegistrarFactory(office=office, language="fr", email="asker@iom.example")

    with django_capture_on_commit_callbacks(execute=True):
        asked = ask_for_account(
            name="Rahima", email="rahima@iom.example", office=office, duty="registrar", why="She registers.", by=asker
        )
        invitation = approve_request(asked, by=administrator, answer="Welcome.")

    asked.refresh_from_db()
    user = accept(invitation.token, password=ANEW)
    assert (asked.is_approved, asked.decided_by) == (True, administrator)
    assert user.registrar_offices == {office.pk}
    assert [letter.to for letter in mail.outbox] == [
        [administrator.email],
        ["asker@iom.example"],
        ["rahima@iom.example"],
    ]
    assert invitation.language == "fr"


@pytest.mark.parametrize("step", [approve_request, refuse_request])
def test_whoever_asked_does_not_decide_administrators_included(administrator: User, step: Callable[..., Any]) -> None:
    asked = AccountRequestFactory(by=administrator)

    with pytest.raises(PermissionDenied):
        step(asked, by=administrator, answer="I say so.")

    asked.refresh_from_db()
    assert asked.decided_at is None
    assert not Invitation.objects.exists()


def test_nor_does_the_asker_invite_past_the_others(administrator: User) -> None:
    AccountRequestFactory(by=administrator, email="rahima@iom.example")

    with pytest.raises(ValidationError, match="decide about that request"):
        offer(administrator)


def test_a_request_is_decided_once(administrator: User) -> None:
    asked = AccountRequestFactory()
    refuse_request(asked, by=administrator, answer="The office is closed.")

    with pytest.raises(ValidationError, match="that decision stands"):
        approve_request(asked, by=UserFactory(administrator=True))


def test_a_refusal_needs_words(administrator: User) -> None:
    asked = AccountRequestFactory()

    with pytest.raises(ValidationError, match="Say why the request is refused"):
        refuse_request(asked, by=administrator, answer="  ")

    asked.refresh_from_db()
    assert asked.decided_at is None


def test_who_registers_or_reviews_may_ask_and_nobody_else() -> None:
    office, elsewhere = FieldOfficeFactory.create_batch(2)
    may = set()

    for number, name in enumerate(PEOPLE):
        user = person(name, office=office, elsewhere=elsewhere)
        try:
            ask_for_account(
                name="R", email=f"r{number}@iom.example", office=office, duty="viewer", why="For the map.", by=user
            )
            may.add(name)
        except PermissionDenied:
            pass

    assert may == {
        "registrar",
        "registrar elsewhere",
        "office reviewer",
        "office reviewer elsewhere",
        "reviewer",
        "administrator",
    }


def test_a_request_is_made_and_decided_on_pages(administrator: User) -> None:
    asker, boss, stranger = Client(), Client(), Client()
    office = FieldOfficeFactory()
    asker.force_login(RegistrarFactory(office=office))
    boss.force_login(administrator)
    stranger.force_login(RegistrarFactory())
    form = {"name": "Rahima", "email": "r@iom.example", "office": office.pk, "duty": "registrar", "why": "Registers."}

    asker.post(reverse("account-request-add"), form)
    asked = AccountRequest.objects.get()
    page = reverse("account-request", args=[asked.pk])
    by_asker = asker.post(page, {"approve": "yes", "answer": ""})
    without_words = boss.post(page, {"refuse": "yes", "answer": ""})
    refused = boss.post(page, {"refuse": "yes", "answer": "Ask again in May."})

    asked.refresh_from_db()
    assert stranger.get(page).status_code == 404
    assert by_asker.status_code == 403
    assert "Say why the request is refused." in without_words.content.decode()
    assert refused["Location"] == reverse("account-requests")
    assert asked.is_approved is False
    assert "Ask again in May." in asker.get(page).content.decode()


def test_duties_of_an_invitation_begin_when_it_is_accepted() -> None:
    given = InvitedDutyFactory()

    user = accept(given.invitation.token, password=ANEW)

    assert user.memberships.get().starts_on == timezone.localdate()
