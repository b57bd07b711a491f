"""Sign-in through another server (OpenID Connect), played by a small server of the test's own."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from accounts.models import User
from config import environment
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

DOOR = "/accounts/oidc/sso/login/"
CLIENT = "registry"


class Issuer(ThreadingHTTPServer):
    """An OpenID Connect server that knows one person."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.person: dict[str, Any] = {"sub": "1", "email": "rahima@iom.example", "email_verified": True}
        self.asked: list[dict[str, list[str]]] = []


class Answers(BaseHTTPRequestHandler):
    """What the server answers."""

    server: Issuer

    def do_GET(self) -> None:
        """Tell where everything is, or who the person is."""
        here = self.server.address
        if self.path.startswith("/.well-known/"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self.answer({"issuer": here, **{name: f"{here}/{name}" for name in names}})
        else:
            self.answer(self.server.person)

    def do_POST(self) -> None:
        """Give a token for a code."""
        size = int(self.headers["Content-Length"])
        self.server.asked.append(parse_qs(self.rfile.read(size).decode()))
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.server.person}
        token = jwt.encode(claims, "a key of the test, which is long enough", algorithm="HS256")
        self.answer({"access_token": "access", "token_type": "Bearer", "id_token": token})

    def answer(self, words: dict[str, Any]) -> None:
        """Send it as JSON."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(words).encode())

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    """Run the other server, and name it in the settings."""
    server = Issuer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OPENID_CONNECT = {
        "issuer": server.address,
        "client_id": CLIENT,
        "secret": "a secret",
        "name": "IOM",
    }
    yield server
    server.shutdown()
    server.server_close()


def come_in(client: Client, *, then: str = "", state: str | None = None) -> Any:
    """Go to the other server and come back with a code."""
    away = client.get(DOOR, {"process": "login", **({"next": then} if then else {})})
    sent = parse_qs(urlsplit(away["Location"]).query)
    return client.get(f"{DOOR}callback/", {"code": "a code", "state": sent["state"][0] if state is None else state})


def test_without_configuration_nothing_of_it_is_shown(client: Client) -> None:
    pages = [DOOR, f"{DOOR}callback/", "/accounts/oidc/cancelled/", "/accounts/oidc/failed/"]

    words = client.get("/accounts/login/").content.decode()

    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert "oidc" not in words


def test_with_it_the_sign_in_page_offers_the_other_door(client: Client, issuer: Issuer) -> None:
    words = client.get("/accounts/login/?next=/ngos/").content.decode()

    assert "Sign in with IOM" in words
    assert f'href="{DOOR}?process=login&amp;next=%2Fngos%2F"' in words


def test_the_way_there_is_guarded_by_a_state_and_a_proof_key(client: Client, issuer: Issuer) -> None:
    sent = parse_qs(urlsplit(client.get(DOOR)["Location"]).query)

    assert sent["code_challenge_method"] == ["S256"]
    assert sent["client_id"] == [CLIENT]
    assert sent["redirect_uri"] == [f"http://testserver{DOOR}callback/"]
    assert len(sent["state"][0]) >= 16


def test_whoever_has_an_account_under_the_verified_address_comes_in(client: Client, issuer: Issuer) -> None:
    user = UserFactory(email="Rahima@IOM.example")
    password = user.password

    page = come_in(client, then="/ngos/")

    user.refresh_from_db()
    assert page["Location"] == "/ngos/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.password == password
    assert issuer.asked[0]["code_verifier"]


def test_the_second_time_the_person_is_known_by_the_servers_own_number(client: Client, issuer: Issuer) -> None:
    user = UserFactory(email="rahima@iom.example")
    come_in(Client())
    issuer.person = {"sub": "1", "email": "other@iom.example", "email_verified": True}
    UserFactory(email="other@iom.example")

    come_in(client)

    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "2", "email": "nobody@iom.example", "email_verified": True},
        {"sub": "2", "email": "rahima@iom.example", "email_verified": False},
        {"sub": "2", "email": "rahima@iom.example", "email_verified": "false"},
        {"sub": "2", "email": "rahima@iom.example"},
        {"sub": "2"},
        {"sub": "2", "email": "closed@iom.example", "email_verified": True},
    ],
)
def test_others_do_not_come_in_and_no_account_is_opened(client: Client, issuer: Issuer, person: dict[str, Any]) -> None:
    UserFactory(email="rahima@iom.example")
    UserFactory(email="closed@iom.example", inactive=True)
    issuer.person = person

    page = come_in(client)

    assert page.status_code == 403
    assert "There is no account for you here" in page.content.decode()
    assert "_auth_user_id" not in client.session
    assert (User.objects.count(), SocialAccount.objects.count()) == (2, 0)


def test_a_closed_account_stays_closed_to_who_came_in_before(client: Client, issuer: Issuer) -> None:
    user = UserFactory(email="rahima@iom.example")
    come_in(Client())
    User.objects.filter(pk=user.pk).update(is_active=False)

    page = come_in(client)

    assert page["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_a_second_factor_is_asked_for_at_this_door_too(client: Client, issuer: Issuer) -> None:
    TOTP.activate(UserFactory(email="rahima@iom.example"), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    page = come_in(client)

    assert page["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_an_answer_that_nobody_asked_for_opens_nothing(client: Client, issuer: Issuer) -> None:
    UserFactory(email="rahima@iom.example")

    page = come_in(client, state="somebody else's")

    assert page.status_code == 401
    assert "Signing in did not work" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_ties_another_identity_to_the_account(client: Client, issuer: Issuer) -> None:
    user = UserFactory(email="rahima@iom.example")
    client.force_login(user)
    away = client.get(DOOR, {"process": "connect"})
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]

    page = client.get(f"{DOOR}callback/", {"code": "a code", "state": state})

    assert page.status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_way_back_does_not_lead_to_another_host(client: Client, issuer: Issuer) -> None:
    UserFactory(email="rahima@iom.example")

    page = come_in(client, then="https://elsewhere.example/")

    assert page["Location"] == reverse("home")


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"OIDC_ISSUER": "https://login.example.org"}, "set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too"),
        ({"OIDC_CLIENT_SECRET": "s"}, "set OIDC_ISSUER and OIDC_CLIENT_ID too"),
        (
            {"OIDC_ISSUER": "http://login.example.org", "OIDC_CLIENT_ID": "r", "OIDC_CLIENT_SECRET": "s"},
            "OIDC_ISSUER is “http://login.example.org”",
        ),
    ],
)
def test_half_a_configuration_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=words):
        environment.openid_connect()
