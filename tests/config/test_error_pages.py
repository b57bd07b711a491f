"""What is shown when something is refused, missing or broken."""

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import Client, override_settings
from django.urls import path, reverse

from config import urls
from tests.factories import UserFactory


def refused(request: HttpRequest) -> HttpResponse:
    """Refuse, as a page does whose step needs a duty."""
    raise PermissionDenied("Only a reviewer approves.")


def broken(request: HttpRequest) -> HttpResponse:
    """Break."""
    raise RuntimeError("secret words")


urlpatterns = [path("refused", refused), path("broken", broken), *urls.urlpatterns]
with_faults = override_settings(ROOT_URLCONF="tests.config.test_error_pages")


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_a_search_and_the_way_home(client: Client) -> None:
    client.force_login(UserFactory())

    page = client.get("/nothing/here")

    assert page.status_code == 404
    assert f'action="{reverse("directory")}"' in page.content.decode()
    assert f'href="{reverse("home")}"' in page.content.decode()


def test_a_stranger_at_a_missing_page_is_offered_to_sign_in(client: Client) -> None:
    page = client.get("/nothing/here")

    assert page.status_code == 404
    assert f'href="{reverse("account_login")}"' in page.content.decode()
    assert 'type="search"' not in page.content.decode()


@pytest.mark.django_db
@with_faults
def test_a_refusal_says_why_which_duty_is_missing_and_where_to_go(client: Client) -> None:
    client.force_login(UserFactory(email="staff@iom.example"))

    page = client.get("/refused")

    text = page.content.decode()
    assert page.status_code == 403
    assert "Only a reviewer approves." in text
    assert "Registrar of an office" in text
    assert "staff@iom.example" in text
    assert f'href="{reverse("home")}"' in text


@pytest.mark.django_db
@with_faults
def test_a_breakdown_says_that_it_is_ours_and_nothing_of_its_cause() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    page = client.get("/broken")

    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
    assert "Nothing of this step was saved" in page.content.decode()
    assert "secret words" not in page.content.decode()


@override_settings(
    STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}},
    STATIC_ROOT="/nowhere",
)
def test_the_page_of_a_breakdown_needs_no_database_no_context_and_no_collected_files() -> None:
    text = get_template("500.html").render()

    sheets = re.findall(r'href="/static/([^"]+\.(?:css|svg))"', text)
    assert "css/tokens.css" in sheets
    assert all(finders.find(sheet) for sheet in sheets)


def test_an_address_with_nul_is_refused_in_the_look(client: Client) -> None:
    page = client.get("/?q=%00")

    assert page.status_code == 400
    assert "NUL" in page.content.decode()
    assert 'class="site-header"' in page.content.decode()


def test_a_foreign_host_name_is_refused_in_the_look(client: Client) -> None:
    page = client.get("/", headers={"host": "elsewhere.example"})

    assert page.status_code == 400
    assert "This request cannot be read" in page.content.decode()


def test_a_form_without_its_token_is_explained() -> None:
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a", "password": "b"})

    assert page.status_code == 403
    assert "This form is out of date" in page.content.decode()


@pytest.mark.django_db
@with_faults
@pytest.mark.parametrize("address", ["/nothing", "/refused", "/broken"])
def test_error_pages_keep_the_strict_content_policy_and_need_nothing_inline(address: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    page = client.get(address)

    assert "script-src 'self'; " in page["Content-Security-Policy"] + "; "
    assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=", unescape(page.content.decode()))


def test_the_address_that_browsers_ask_for_an_icon_leads_to_it(client: Client) -> None:
    page = client.get("/favicon.ico")

    assert page["Location"] == "/static/img/favicon.svg"
    assert finders.find("img/favicon.svg")
