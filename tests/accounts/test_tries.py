"""Too many failed tries: counted for the account and for the address, in a cache that all processes share."""

import re
import time
from html import unescape

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
WRONG = "wrong"
WAITS = re.compile(r"Try again in (\d+) minutes?\.")


def sign_in(email: str, password: str = WRONG, *, address: str = "10.0.0.1", **more: str) -> HttpResponse:
    """Try to sign in from an address on the network."""
    client = Client(REMOTE_ADDR=address, **more)
    return client.post(LOGIN, {"login": email, "password": password})  # type: ignore[return-value]


def minutes_told(page: HttpResponse) -> int:
    """Return for how many minutes the page asks to wait."""
    told = WAITS.search(unescape(page.content.decode()))
    assert told
    return int(told[1])


def test_an_account_is_locked_after_five_failures_wherever_they_come_from() -> None:
    UserFactory(email="rahima@iom.example")
    failures = [sign_in("rahima@iom.example", address=f"10.0.0.{n}").status_code for n in range(5)]

    locked = sign_in("rahima@iom.example", PASSWORD, address="10.0.0.9")
    in_other_letters = sign_in(" Rahima@IOM.example", PASSWORD, address="10.0.0.9")

    assert failures == [200] * 5
    assert (locked.status_code, in_other_letters.status_code) == (429, 429)
    assert "Too many tries" in locked.content.decode()
    assert minutes_told(locked) == 15
    assert locked["Retry-After"] == "900"


def test_others_sign_in_while_an_account_is_locked() -> None:
    UserFactory(email="rahima@iom.example")
    other = UserFactory()
    for _n in range(6):
        sign_in("rahima@iom.example")

    assert sign_in(other.email, PASSWORD).status_code == 302


def test_an_account_that_does_not_exist_is_locked_as_one_that_does() -> None:
    UserFactory(email="rahima@iom.example")

    answers = [
        [sign_in(email, address=address).status_code for _n in range(6)]
        for email, address in (("rahima@iom.example", "10.0.0.1"), ("nobody@iom.example", "10.0.0.2"))
    ]

    assert answers == [[200] * 5 + [429]] * 2


def test_an_address_is_locked_after_thirty_failures_whatever_the_account() -> None:
    user = UserFactory()
    failures = [sign_in(f"person{n}@iom.example").status_code for n in range(1000, 1030)]

    locked, elsewhere = sign_in(user.email, PASSWORD), sign_in(user.email, PASSWORD, address="10.0.0.2")

    assert failures == [200] * 30
    assert (locked.status_code, elsewhere.status_code) == (429, 302)
    assert minutes_told(locked) == 15


def test_successes_are_not_counted() -> None:
    user = UserFactory()

    assert {sign_in(user.email, PASSWORD).status_code for _n in range(8)} == {302}


def test_a_success_does_not_wipe_out_earlier_failures() -> None:
    user = UserFactory()
    for _n in range(4):
        sign_in(user.email)

    success, fifth, locked = sign_in(user.email, PASSWORD), sign_in(user.email), sign_in(user.email, PASSWORD)

    assert [page.status_code for page in (success, fifth, locked)] == [302, 200, 429]


def test_a_lock_opens_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory()
    for _n in range(5):
        sign_in(user.email)
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now + 14 * 60)
    later = sign_in(user.email, PASSWORD)
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60 + 1)
    at_last = sign_in(user.email, PASSWORD)

    assert (later.status_code, minutes_told(later)) == (429, 1)
    assert at_last.status_code == 302


@override_settings(ALLOWED_HOSTS=["*"])
def test_another_host_name_gives_no_more_tries() -> None:
    user = UserFactory()
    for n in range(5):
        sign_in(user.email, SERVER_NAME=f"host{n}.example")

    assert sign_in(user.email, PASSWORD, SERVER_NAME="host9.example").status_code == 429


def test_an_address_that_the_browser_claims_for_itself_does_not_count() -> None:
    for n in range(30):
        sign_in(f"person{n}@iom.example", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")

    assert sign_in("other@iom.example", HTTP_X_FORWARDED_FOR="192.0.2.99").status_code == 429


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_the_address_that_it_was_asked_from_counts() -> None:
    for n in range(30):
        sign_in(f"person{n}@iom.example", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 192.0.2.1")

    same = sign_in("other@iom.example", HTTP_X_FORWARDED_FOR="192.0.2.1")
    other = sign_in("other@iom.example", HTTP_X_FORWARDED_FOR="192.0.2.2")

    assert (same.status_code, other.status_code) == (429, 200)


def test_the_admin_has_no_door_of_its_own() -> None:
    user = UserFactory(administrator=True)
    for _n in range(5):
        sign_in(user.email)

    answer = Client().post(reverse("admin:login"), {"username": user.email, "password": PASSWORD})

    assert answer["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in Client().session


def test_asking_again_and_again_for_a_new_password_is_stopped() -> None:
    asked = [Client().post("/accounts/password/reset/", {"email": "rahima@iom.example"}).status_code for _n in range(4)]

    locked = Client().post("/accounts/password/reset/", {"email": "rahima@iom.example"})

    assert asked == [302, 302, 302, 429]
    assert minutes_told(locked) == 15


def test_a_colleague_who_guesses_the_password_again_at_a_sensitive_step_is_stopped() -> None:
    client = Client()
    client.force_login(UserFactory())

    tries = [client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code for _n in range(6)]

    assert tries == [200] * 5 + [429]


def test_choosing_a_new_password_by_mail_opens_the_lock(client: Client) -> None:
    user = UserFactory()
    for _n in range(5):
        sign_in(user.email)
    client.force_login(user)

    anew = {"oldpassword": PASSWORD, "password1": "Bern, 6 June 2002", "password2": "Bern, 6 June 2002"}
    client.post("/accounts/password/change/", anew)

    assert sign_in(user.email, "Bern, 6 June 2002").status_code == 302


def test_the_wait_is_told_in_the_readers_language() -> None:
    told = []
    for language in ("fr", "es"):
        for _n in range(6):
            page = sign_in(f"{language}@iom.example", HTTP_ACCEPT_LANGUAGE=language)
        told.append(unescape(page.content.decode()))

    assert "Réessayer dans 15 minutes" in told[0]
    assert "Volver a intentarlo dentro de 15 minutos" in told[1]


def test_failures_are_counted_in_a_table_that_all_processes_share() -> None:
    sign_in("rahima@iom.example")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        rows = cursor.fetchone()[0]

    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert rows > 0


@pytest.mark.parametrize("address", ["/", "/ngos/", "/account/"])
def test_ordinary_pages_do_not_ask_the_shared_cache(client: Client, address: str) -> None:
    client.force_login(UserFactory())

    with CaptureQueriesContext(connection) as sent:
        client.get(address)

    assert len(sent) > 0
    assert not [one for one in sent if re.search("shared_cache|usersession|mfa_|INSERT|UPDATE", one["sql"])]


def test_the_cache_keeps_more_than_a_flood_of_tries_brings() -> None:
    cache.set_many({f"flood{n}": n for n in range(400)})

    assert cache.get("flood0") == 0
