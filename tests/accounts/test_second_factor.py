"""The second factor: set up, asked for, replaced by a recovery code, required of who decides, and taken off."""

import base64
import re
import time
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.second_factor import take_off
from tests.clients import program
from tests.factories import PASSWORD, OfficeReviewerFactory, RegistrarFactory, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
ACTIVATE = "/accounts/2fa/totp/activate/"
AUTHENTICATE = "/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET, *, ago: int = 0) -> str:
    """Return what an authenticator app shows, now or some steps ago."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago)))


def with_second_factor(**values: object) -> object:
    """Make a user whose second factor is set up."""
    user = UserFactory(**values)
    TOTP.activate(user, SECRET)
    return user


def sign_in(client: Client, user: object) -> str:
    """Give the password, and return where it leads."""
    page = client.post(LOGIN, {"login": user.email, "password": PASSWORD})  # type: ignore[attr-defined]
    return str(page["Location"])


def set_up(client: Client, user: object) -> str:
    """Set up a second factor as a person does: password again, key, code; return the key."""
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": ACTIVATE})
    page = unescape(client.get(ACTIVATE).content.decode())
    found = re.search(r'class="narrow__code">(\w+)<', page)
    assert found
    client.post(ACTIVATE, {"code": code_now(found[1])})
    return found[1]


def test_the_second_factor_is_set_up_with_a_picture_that_the_content_policy_allows(client: Client) -> None:
    user = UserFactory()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": ACTIVATE})

    page = client.get(ACTIVATE)

    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page.content.decode())
    assert picture
    assert b"<svg" in base64.b64decode(picture[1])
    assert re.search(r"img-src[^;]* data:", page["Content-Security-Policy"])


def test_the_key_is_asked_for_with_the_password_once_more(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get(ACTIVATE)

    assert page["Location"].startswith(reverse("account_reauthenticate"))


def test_setting_it_up_gives_recovery_codes_and_a_letter(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    user = UserFactory(email="rahima@iom.example")

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        set_up(client, user)
    codes = client.get("/accounts/2fa/recovery-codes/")

    assert codes.content.decode().count('class="narrow__code"') == 10
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert [letter.subject for letter in mail.outbox] == ["Your second factor is set up"]


def test_the_database_does_not_give_the_key_away(client: Client) -> None:
    secret = set_up(client, UserFactory())

    kept = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in kept
    assert len(kept) > 60


def test_with_a_second_factor_the_password_alone_opens_nothing(client: Client) -> None:
    user = with_second_factor()

    way = sign_in(client, user)

    assert way == AUTHENTICATE
    assert client.get(reverse("home")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_code_opens_once(client: Client) -> None:
    user = with_second_factor()
    code = code_now()
    sign_in(client, user)

    page = client.post(AUTHENTICATE, {"code": code})
    again = Client()
    sign_in(again, user)
    repeated = again.post(AUTHENTICATE, {"code": code})

    assert page["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    assert repeated.status_code == 200
    assert "_auth_user_id" not in again.session


@pytest.mark.parametrize("code", ["000000", "", "abc", "0" * 500, "\0"])
def test_a_wrong_code_opens_nothing(client: Client, code: str) -> None:
    user = with_second_factor()
    sign_in(client, user)

    page = client.post(AUTHENTICATE, {"code": code})

    assert page.status_code == 200
    assert "_auth_user_id" not in client.session


def test_codes_cannot_be_guessed_without_end(client: Client) -> None:
    user = with_second_factor()
    sign_in(client, user)

    tries = [client.post(AUTHENTICATE, {"code": "000000"}).status_code for _n in range(6)]
    locked = client.post(AUTHENTICATE, {"code": code_now()})

    assert tries == [200] * 5 + [429]
    assert locked.status_code == 429
    assert "Try again in 15 minutes." in locked.content.decode()


def test_a_recovery_code_opens_once(client: Client) -> None:
    user = UserFactory()
    set_up(client, user)
    codes = re.findall(r'class="narrow__code">(\w+)<', client.get("/accounts/2fa/recovery-codes/").content.decode())
    first, second = Client(), Client()
    sign_in(first, user)
    sign_in(second, user)

    opened, repeated = (browser.post(AUTHENTICATE, {"code": codes[0]}) for browser in (first, second))

    assert opened.status_code == 302
    assert repeated.status_code == 200


def test_the_admin_asks_for_the_code_too() -> None:
    user = with_second_factor(administrator=True)
    client = Client()

    client.get(reverse("admin:login"))
    way = sign_in(client, user)

    assert way == AUTHENTICATE
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_key_that_was_locked_with_a_secret_that_is_gone_fits_no_code(client: Client) -> None:
    with override_settings(SECRET_KEY="another-secret-of-the-registry-that-is-gone-now-0123456789"):
        user = with_second_factor()

    sign_in(client, user)
    page = client.post(AUTHENTICATE, {"code": code_now()})

    assert page.status_code == 200
    assert "Incorrect code." in page.content.decode()


@override_settings(SECRET_KEY_FALLBACKS=["another-secret-of-the-registry-that-is-older-0123456789"])
def test_a_key_that_was_locked_with_an_older_secret_still_opens(client: Client) -> None:
    with override_settings(SECRET_KEY="another-secret-of-the-registry-that-is-older-0123456789"):
        user = with_second_factor()

    sign_in(client, user)

    assert client.post(AUTHENTICATE, {"code": code_now()}).status_code == 302


@override_settings(SECOND_FACTOR="off")
def test_where_it_is_off_nothing_of_it_is_shown_or_asked() -> None:
    user = with_second_factor()
    client = Client()

    way = sign_in(client, user)

    assert way == reverse("home")
    assert [client.get(address).status_code for address in ("/accounts/2fa/", ACTIVATE)] == [404, 404]
    assert reverse("mfa_index") not in client.get(reverse("account")).content.decode()


WHO_MUST = {
    "administrator": (lambda: UserFactory(administrator=True), True),
    "reviewer": (lambda: UserFactory(reviewer=True), True),
    "office reviewer": (OfficeReviewerFactory, True),
    "registrar": (RegistrarFactory, False),
    "viewer": (UserFactory, False),
}


@override_settings(SECOND_FACTOR="required")
@pytest.mark.parametrize("who", WHO_MUST)
def test_where_it_is_required_reviewers_and_administrators_set_it_up_before_they_go_on(who: str) -> None:
    make, must = WHO_MUST[who]
    client = Client()
    client.force_login(make())

    ways = [client.get(address).status_code for address in ("/", "/ngos/", "/admin/", "/account/")]
    told = client.get("/api/v1/ngos/")

    assert ways == ([302] * 4 if must else [200] * 4)
    assert told.status_code == (403 if must else 200)
    if must:
        assert client.get("/ngos/")["Location"] == ACTIVATE
        assert "Set it up to go on" in told.json()["detail"]
        assert client.get("/accounts/logout/").status_code == 200


@override_settings(SECOND_FACTOR="required")
def test_whoever_has_set_it_up_goes_on_and_is_looked_up_once_in_a_session() -> None:
    client = Client()
    set_up(client, UserFactory(reviewer=True))

    first = client.get("/help/")
    with CaptureQueriesContext(connection) as sent:
        again = client.get("/help/")

    assert (first.status_code, again.status_code) == (200, 200)
    assert not [one for one in sent if "mfa_authenticator" in one["sql"]]


@override_settings(SECOND_FACTOR="required")
def test_what_is_required_is_not_put_away() -> None:
    client = Client()
    set_up(client, UserFactory(reviewer=True))

    page = client.post("/accounts/2fa/totp/deactivate/")

    assert page.status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()


@override_settings(SECOND_FACTOR="required")
def test_keys_of_programs_are_not_asked_for_a_second_factor() -> None:
    assert program(UserFactory(administrator=True)).get("/api/v1/ngos/").status_code == 200


def test_a_lost_second_factor_is_taken_off_by_an_administrator_alone() -> None:
    user = with_second_factor()
    address = reverse("second-factor-off", args=[user.pk])  # type: ignore[attr-defined]
    statuses = []
    for duty in ({"viewer": True}, {"reviewer": True}, {"administrator": True}):
        browser = Client()
        browser.force_login(UserFactory(**duty))
        statuses.append(browser.post(address).status_code)

    client = Client()
    assert statuses == [403, 403, 302]
    assert sign_in(client, user) == reverse("home")
    assert take_off(user) == 0  # type: ignore[arg-type]
