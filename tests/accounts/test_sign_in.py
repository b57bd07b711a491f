"""Signing in and out, and every page that allauth may show."""

import re
from html import unescape

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


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


def test_a_forgotten_password_is_chosen_anew_by_mail(client: Client) -> None:
    UserFactory(email="rahima@iom.example")

    sent = client.post("/accounts/password/reset/", {"email": "rahima@iom.example"}, follow=True)
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True)
    anew = {"password1": "Bern, 6 June 2002", "password2": "Bern, 6 June 2002"}
    client.post(form.redirect_chain[-1][0], anew, follow=True)

    assert "Look into your mail" in words(sent)  # type: ignore[arg-type]
    assert "Choose a new password" in words(form)  # type: ignore[arg-type]
    assert sign_in(Client(), "rahima@iom.example", "Bern, 6 June 2002").status_code == 302


def test_too_many_tries_are_answered_in_words(client: Client, settings: object) -> None:
    tries = [client.post("/accounts/password/reset/", {"email": f"{n}@iom.example"}) for n in range(25)]

    last = tries[-1]
    assert last.status_code == 429
    assert "Too many tries" in words(last)  # type: ignore[arg-type]


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
]
USERS_PAGES = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
]


@pytest.mark.parametrize("address", STRANGERS_PAGES + USERS_PAGES)
def test_every_page_is_in_the_look_without_inline_style_or_script(client: Client, address: str) -> None:
    if address in USERS_PAGES:
        client.force_login(UserFactory())

    page = client.get(address, follow=True)

    text = words(page)  # type: ignore[arg-type]
    assert 'class="site-header"' in text
    assert 'class="narrow__card"' in text
    assert text.count("<h1") == 1
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", text)
