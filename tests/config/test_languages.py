"""The language of a page: who chooses it, where the choice is kept, and what is written differently."""

import re
from datetime import date

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory, modify_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from common.models import SourceDocument
from config.catalogues import ROOMS
from config.environment import BASE_DIR
from config.middleware import language_middleware
from config.stylesheet import address as stylesheet_address
from tests.factories import UserFactory

LOGIN = reverse("account_login")
OWN = reverse("account_change_password")
CHOOSE = reverse("set_language")
# Django itself translates this one, so that the test stands before our catalogues are full.
PASSWORD = {"en": "Password:", "fr": "Mot de passe", "es": "Contraseña"}


def language_of(client: Client, address: str = LOGIN, **headers: str) -> str:
    """Return the language in which a page answers."""
    page = client.get(address, headers=headers)
    assert f'<html lang="{page["Content-Language"]}"' in page.content.decode()
    return page["Content-Language"]


def signed_in(language: str) -> Client:
    """Return the browser of a user who chose a language."""
    client = Client()
    client.force_login(UserFactory(language=language))
    return client


def test_without_a_choice_pages_are_in_english(client: Client) -> None:
    assert language_of(client) == "en"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("fr", "fr"), ("es-CO, en;q=0.5", "es"), ("de, fr-CA;q=0.8", "fr"), ("de", "en"), ("nonsense;;q=x", "en")],
)
def test_a_stranger_reads_in_the_browsers_language_as_far_as_it_is_offered(
    client: Client, asked: str, given: str
) -> None:
    assert language_of(client, **{"accept-language": asked}) == given


def test_a_strangers_choice_outdoes_the_browser_and_is_kept_in_a_cookie_that_scripts_cannot_read(
    client: Client,
) -> None:
    answer = client.post(CHOOSE, {"language": "es", "next": LOGIN})

    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    assert language_of(client, **{"accept-language": "fr"}) == "es"
    cookie = answer.cookies["django_language"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 365 * 24 * 60 * 60)


@pytest.mark.django_db
def test_a_users_own_language_outdoes_cookie_and_browser() -> None:
    client = signed_in("fr")
    client.cookies["django_language"] = "es"

    assert language_of(client, OWN, **{"accept-language": "es"}) == "fr"


@pytest.mark.django_db
def test_a_user_who_chose_none_reads_in_the_cookies_language_then_in_the_browsers() -> None:
    client = signed_in("")

    assert language_of(client, OWN, **{"accept-language": "es"}) == "es"
    client.cookies["django_language"] = "fr"
    assert language_of(client, OWN, **{"accept-language": "es"}) == "fr"


@pytest.mark.django_db
def test_a_users_choice_is_kept_with_the_user_wherever_that_user_signs_in() -> None:
    user = UserFactory()
    here, elsewhere = Client(), Client()
    here.force_login(user)
    elsewhere.force_login(user)

    answer = here.post(CHOOSE, {"language": "fr", "next": OWN})

    assert User.objects.get(pk=user.pk).language == "fr"
    assert "django_language" not in answer.cookies
    assert language_of(elsewhere, OWN) == "fr"


@pytest.mark.parametrize(
    ("following", "place"),
    [
        ("/accounts/login/?next=/ngos/", "/accounts/login/?next=/ngos/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("https:///elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/language", "/"),
        ("http://testserver/language?x", "/"),
        ("", "/"),
    ],
)
def test_the_choice_leads_back_but_never_to_another_host(client: Client, following: str, place: str) -> None:
    answer = client.post(CHOOSE, {"language": "fr", "next": following})

    assert (answer.status_code, answer["Location"]) == (302, place)


def test_a_form_that_names_no_page_leads_back_to_where_it_stood(client: Client) -> None:
    answer = client.post(CHOOSE, {"language": "fr"}, headers={"referer": f"http://testserver{LOGIN}"})

    assert answer["Location"] == f"http://testserver{LOGIN}"


@pytest.mark.parametrize("language", ["de", "", "fr\0", "FR", "x" * 5000])
def test_a_language_that_is_not_offered_is_refused_with_a_sentence(client: Client, language: str) -> None:
    answer = client.post(CHOOSE, {"language": language, "next": LOGIN})

    assert answer.status_code == 400
    assert "not offered" in answer.content.decode()
    assert "English, Français, Español" in answer.content.decode()
    assert "django_language" not in answer.cookies


@pytest.mark.django_db
def test_the_choice_needs_the_forms_token_and_a_post() -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(user := UserFactory())

    assert careful.post(CHOOSE, {"language": "fr"}).status_code == 403
    assert careful.get(CHOOSE, {"language": "fr"}).status_code == 405
    assert User.objects.get(pk=user.pk).language == ""


def test_the_switch_names_each_language_in_its_own_words_and_marks_the_current_one() -> None:
    request = RequestFactory().get("/ngos/?q=a&page=2")
    template = Template("{% load languages %}{% language_switch %}")

    with translation.override("fr"):
        switch = template.render(Context({"request": request, "csrf_token": "token"}))

    assert [f'lang="{code}"' in switch for code in ("en", "fr", "es")] == [True, True, True]
    assert switch.count("aria-current") == 1
    assert 'aria-current="true">Français<' in " ".join(switch.split())
    assert 'name="next" value="/ngos/?q=a&amp;page=2"' in switch
    assert 'name="csrfmiddlewaretoken" value="token"' in switch


def test_caches_are_told_what_the_language_rests_on() -> None:
    request = RequestFactory().get("/", headers={"accept-language": "fr"})
    request.user = AnonymousUser()

    page = language_middleware(lambda _: HttpResponse("Bonjour"))(request)

    assert page["Content-Language"] == "fr"
    assert page["Vary"] == "Accept-Language, Cookie"


@pytest.mark.django_db
@pytest.mark.parametrize("address", [stylesheet_address(), "/favicon.ico", "/healthz"])
def test_what_has_no_words_is_the_same_for_all_and_asks_for_no_user(
    django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client = signed_in("fr")

    with django_assert_num_queries(0):
        answer = client.get(address)

    assert "Content-Language" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.django_db
def test_the_language_costs_no_query() -> None:
    client = signed_in("es")

    with CaptureQueriesContext(connection) as chosen:
        client.get(OWN)
    # A client keeps the middleware that it began with.
    plain = Client()
    plain.cookies = client.cookies
    without_it = modify_settings(MIDDLEWARE={"remove": "config.middleware.language_middleware"})
    with without_it, CaptureQueriesContext(connection) as without:
        assert "Content-Language" not in plain.get(OWN)

    assert len(chosen) == len(without) > 0


@pytest.mark.parametrize("language", PASSWORD)
def test_a_page_speaks_the_language(client: Client, language: str) -> None:
    with translation.override(language):
        label = translation.gettext("Password")

    page = client.get(LOGIN, headers={"accept-language": language}).content.decode()

    assert label in page
    assert PASSWORD[language].startswith(label)


@pytest.mark.django_db
def test_the_admin_speaks_the_users_language_and_offers_the_others() -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True, language="fr"))

    page = client.get(reverse("admin:accounts_user_add")).content.decode()

    assert '<html lang="fr"' in page
    assert "Enregistrer" in page
    assert page.count(f'action="{CHOOSE}"') == 3


@pytest.mark.django_db
def test_an_administrator_gives_a_user_a_language(client: Client) -> None:
    client.force_login(UserFactory(administrator=True))
    anew = {"email": "a@iom.example", "duty": "viewer", "language": "es"}
    secret = {"password1": "Bern, 6 June 2002", "password2": "Bern, 6 June 2002"}
    none = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}

    client.post(reverse("admin:accounts_user_add"), {**anew, **secret, **none})

    assert User.objects.get(email="a@iom.example").language == "es"


@pytest.mark.django_db
def test_a_page_of_an_error_and_a_refused_address_speak_the_users_language() -> None:
    client = signed_in("es")

    assert '<html lang="es"' in client.get("/nothing/here").content.decode()
    assert '<html lang="es"' in client.get("/?q=%00").content.decode()


def test_a_file_that_is_made_while_it_is_sent_keeps_the_language() -> None:
    request = RequestFactory().get("/", headers={"accept-language": "fr"})
    request.user = AnonymousUser()
    respond = language_middleware(lambda _: StreamingHttpResponse(str(translation.get_language()) for _ in range(2)))

    answer = respond(request)

    assert b"".join(answer) == b"frfr"
    assert translation.get_language() == "en"


def test_no_language_is_left_behind_for_the_next_request(client: Client) -> None:
    client.get(LOGIN, headers={"accept-language": "fr"})

    assert translation.get_language() == "en"


@pytest.mark.parametrize(
    ("language", "first", "last", "precision", "words"),
    [
        ("en", "2001-05-04", "2001-05-04", "day", "4 May 2001"),
        ("fr", "2001-05-04", "2001-05-04", "day", "4 mai 2001"),
        ("es", "2001-05-04", "2001-05-04", "day", "4 de mayo de 2001"),
        ("en", "2001-05-01", "2001-05-31", "month", "May 2001"),
        ("fr", "2001-05-01", "2001-05-31", "month", "mai 2001"),
        ("es", "2001-05-01", "2001-05-31", "month", "mayo de 2001"),
        ("es", "2001-01-01", "2001-12-31", "year", "2001"),
    ],
)
def test_days_are_written_as_each_language_writes_them(
    language: str, first: str, last: str, precision: str, words: str
) -> None:
    document = SourceDocument(
        first_day=date.fromisoformat(first), last_day=date.fromisoformat(last), date_precision=precision
    )

    with translation.override(language):
        assert document.dates_in_words() == words


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [
        ("en", "12,345", "2 November 2026"),
        ("fr", "12\u202f345", "2 novembre 2026"),
        ("es", "12\u202f345", "2 de noviembre de 2026"),
    ],
)
def test_templates_write_numbers_and_days_as_each_language_does(language: str, number: str, day: str) -> None:
    template = Template('{{ number|floatformat:"0g" }} {{ day|date:"DATE_FORMAT" }}')

    with translation.override(language):
        assert template.render(Context({"number": 12345, "day": date(2026, 11, 2)})) == f"{number} {day}"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_fields_show_days_as_the_browsers_own_date_field_needs_them(language: str) -> None:
    with translation.override(language):
        shown = str(forms.DateField().widget.render("day", date(2026, 11, 2)))
        assert forms.DateField().clean("2026-11-02") == date(2026, 11, 2)

    assert 'value="2026-11-02"' in shown


def test_no_template_and_no_module_has_a_date_format_of_its_own() -> None:
    places = [path for room in ROOMS for path in (BASE_DIR / room).rglob("*.py") if "formats" not in path.parts]
    places += (BASE_DIR / "templates").rglob("*.html")
    own = re.compile(r"""["'](?:[jd] )?[FMN] Y""")

    assert [str(path) for path in places if own.search(path.read_text(encoding="utf-8"))] == []
