"""Signing in and out, and every page that allauth may show."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
Capture = Callable[..., AbstractContextManager[object]]


def words(page: HttpResponse) -> str:
    """Return the page's text as it was written."""
    return unescape(page.content.decode())


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Fill in the sign-in form and send it."""
    return client.post(LOGIN, {"login": email, "password": password, **more})  # type: ignore[return-value]


def test_the_right_password_leads_home_whatever_the_case_of_the_address(client: Client) -> None:
    UserFactory(email="rahima@iom.example")

    page = sign_in(client, "Rahima@IOM.example")

    assert page["Location"] == reverse("home")
    assert "rahima@iom.example" in words(client.get(reverse("home")))  # type: ignore[arg-type]


def test_the_wrong_password_is_said_in_the_form_and_keeps_the_address(client: Client) -> None:
    UserFactory(email="rahima@iom.example")

    page = sign_in(client, "rahima@iom.example", "not the password")

    assert page.status_code == 200
    assert re.search(r'role="alert">[^<]*password[^<]*not correct', words(page))
    assert 'value="rahima@iom.example"' in words(page)
    assert "not the password" not in words(page)


def test_an_unknown_address_is_answered_as_a_wrong_password_is(client: Client) -> None:
    UserFactory(email="rahima@iom.example")

    known, unknown = (sign_in(client, email, "wrong") for email in ("rahima@iom.example", "nobody@iom.example"))

    alerts = [re.findall(r'role="alert">([^<]*)', words(page)) for page in (known, unknown)]
    assert alerts[0] == alerts[1] != []


def test_a_closed_account_is_told_so(client: Client) -> None:
    UserFactory(email="gone@iom.example", inactive=True)

    page = client.post(LOGIN, {"login": "gone@iom.example", "password": PASSWORD}, follow=True)

    assert "This account may not sign in" in words(page)  # type: ignore[arg-type]
    assert "_auth_user_id" not in client.session


def test_whoever_was_on_the_way_somewhere_arrives_there(client: Client) -> None:
    user = UserFactory()

    page = sign_in(client, user.email, next="/admin/")

    assert page["Location"] == "/admin/"


def test_the_way_does_not_lead_to_another_host(client: Client) -> None:
    user = UserFactory()

    page = sign_in(client, user.email, next="https://elsewhere.example/")

    assert page["Location"] == reverse("home")


def test_signing_out_says_so_and_offers_to_sign_in(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.post("/accounts/logout/", follow=True)

    assert page.redirect_chain == [(LOGIN, 302)]
    assert "You have signed out." in words(page)  # type: ignore[arg-type]
    assert 'name="password"' in words(page)  # type: ignore[arg-type]
    assert "_auth_user_id" not in client.session


def test_signing_out_is_a_post_alone(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get("/accounts/logout/")

    assert "Sign out?" in words(page)  # type: ignore[arg-type]
    assert "_auth_user_id" in client.session


def test_nobody_opens_an_account(client: Client) -> None:
    page = client.post("/accounts/signup/", {"email": "new@iom.example", "password1": PASSWORD})

    assert "Accounts are given, not opened" in words(page)  # type: ignore[arg-type]
    assert not User.objects.exists()


def test_signing_in_begins_a_session_of_another_name(client: Client) -> None:
    user = UserFactory()
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = planted

    sign_in(client, user.email)

    assert client.session.session_key != planted
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "_auth_user_id" not in Session.objects.filter(pk=planted).values_list("session_data", flat=True)


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        r"/\elsewhere.example/",
        "javascript:alert(1)",
        "https:elsewhere.example",
        " //elsewhere.example",
    ],
)
@pytest.mark.parametrize("where", ["post", "get"])
def test_no_way_leads_to_another_host(client: Client, address: str, where: str) -> None:
    user = UserFactory()
    typed = {"login": user.email, "password": PASSWORD}

    if where == "post":
        page = client.post(LOGIN, {**typed, "next": address})
    else:
        page = client.post(f"{LOGIN}?{urlencode({'next': address})}", typed)

    assert page["Location"] == reverse("home")


@pytest.mark.parametrize(
    "address",
    [
        LOGIN,
        "/accounts/logout/",
        "/accounts/password/reset/",
        "/accounts/password/change/",
        "/accounts/sessions/",
        "/account/",
        "/accounts/people/invite/",
        "/accounts/requests/new/",
        "/accounts/2fa/totp/activate/",
    ],
)
def test_no_other_site_sends_a_form_in_somebodys_name(address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    if address not in {LOGIN, "/accounts/password/reset/"}:
        browser.force_login(UserFactory(administrator=True))

    page = browser.post(address, {"login": "a@iom.example", "email": "a@iom.example"})

    assert page.status_code == 403
    assert not mail.outbox


def forget(client: Client, email: str, capture: Capture) -> HttpResponse:
    """Ask for a new password."""
    with capture(execute=True):
        return client.post("/accounts/password/reset/", {"email": email}, follow=True)  # type: ignore[return-value]


def test_a_forgotten_password_is_chosen_anew_by_mail(
    client: Client, django_capture_on_commit_callbacks: Capture
) -> None:
    UserFactory(email="rahima@iom.example")

    sent = forget(client, "rahima@iom.example", django_capture_on_commit_callbacks)
    link = re.search(rf"{settings.SITE_ADDRESS}(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    anew = {"password1": "Bern, 6 June 2002", "password2": "Bern, 6 June 2002"}
    client.post(form.redirect_chain[-1][0], anew, follow=True)
    again = Client().get(link[1], follow=True)

    assert "Look into your mail" in words(sent)
    assert "Choose a new password" in words(form)  # type: ignore[arg-type]
    assert sign_in(Client(), "rahima@iom.example", "Bern, 6 June 2002").status_code == 302
    assert "This link is no longer valid" in words(again)  # type: ignore[arg-type]


def test_a_new_password_ends_the_sessions_that_the_old_one_opened(
    client: Client, django_capture_on_commit_callbacks: Capture
) -> None:
    user = UserFactory(email="rahima@iom.example")
    thief = Client()
    thief.force_login(user)

    forget(client, "rahima@iom.example", django_capture_on_commit_callbacks)
    link = re.search(r"(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "Bern, 6 June 2002", "password2": "Bern, 6 June 2002"})

    assert thief.get(reverse("home")).status_code == 302


def test_an_unknown_or_closed_address_is_answered_as_a_known_one_is(
    django_capture_on_commit_callbacks: Capture,
) -> None:
    UserFactory(email="known@iom.example")
    UserFactory(email="closed@iom.example", inactive=True)

    answers = [
        forget(Client(), email, django_capture_on_commit_callbacks)
        for email in ("known@iom.example", "unknown@iom.example", "closed@iom.example")
    ]

    tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert len({(page.status_code, tokens.sub("", words(page))) for page in answers}) == 1
    assert [letter.to for letter in mail.outbox] == [
        ["known@iom.example"],
        ["unknown@iom.example"],
        ["closed@iom.example"],
    ]
    assert ["/accounts/password/reset/key/" in str(letter.body) for letter in mail.outbox] == [True, False, False]


@pytest.mark.parametrize(
    ("language", "subject", "phrase"),
    [
        ("en", "Choose a new password", "The link works once"),
        ("fr", "Choisir un nouveau mot de passe", "Le lien fonctionne une seule fois"),
        ("es", "Elegir una contraseña nueva", "El enlace funciona una sola vez"),
    ],
)
def test_the_letter_is_in_the_readers_language_as_text_and_as_html(
    client: Client, django_capture_on_commit_callbacks: Capture, language: str, subject: str, phrase: str
) -> None:
    UserFactory(email="rahima@iom.example", language=language)

    forget(client, "rahima@iom.example", django_capture_on_commit_callbacks)

    letter = mail.outbox[0]
    html, kind = letter.alternatives[0]  # type: ignore[attr-defined]
    assert letter.subject == subject
    assert phrase in letter.body
    assert kind == "text/html"
    assert f'<html lang="{language}">' in html
    assert phrase in html
    assert re.search(r'<a class="button" href="http\S+/accounts/password/reset/key/', html)


STRANGERS_PAGES = [
    LOGIN,
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/none/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-none/",
    "/accounts/password/reset/key/done/",
    "/accounts/invitation/none/",
]
USERS_PAGES = [
    "/account/",
    "/accounts/logout/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/requests/new/",
    "/accounts/people/invite/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
]


@pytest.mark.parametrize("address", STRANGERS_PAGES + USERS_PAGES)
def test_every_page_is_in_the_look_without_inline_style_or_script(client: Client, address: str) -> None:
    if address in USERS_PAGES:
        client.force_login(UserFactory(administrator=True))

    page = client.get(address, follow=True)

    text = words(page)  # type: ignore[arg-type]
    assert 'class="site-header"' in text
    assert 'class="narrow__card"' in text
    assert text.count("<h1") == 1
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", text)
