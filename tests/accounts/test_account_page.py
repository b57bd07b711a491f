"""One's own account: name and language, where one is signed in, and the way to the rest."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, RegistrarFactory, SavedSearchFactory, UserFactory

pytestmark = pytest.mark.django_db

SESSIONS = "/accounts/sessions/"


def signed_in(user: object, **more: str) -> Client:
    """Return a browser that signed in at the door."""
    client = Client(**more)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})  # type: ignore[attr-defined]
    return client


def test_name_and_language_are_changed_and_the_answer_comes_in_the_new_language(client: Client) -> None:
    user = UserFactory(language="en")
    client.force_login(user)

    page = client.post("/account/", {"name": "Rahima B.", "language": "fr", "duty": "administrator"}, follow=True)

    user.refresh_from_db()
    assert (user.name, user.language, user.duty) == ("Rahima B.", "fr", "viewer")
    assert 'lang="fr"' in page.content.decode()
    assert "Compte modifié." in page.content.decode()


@pytest.mark.parametrize("values", [{"name": "x" * 121, "language": "fr"}, {"name": "R", "language": "xx"}])
def test_what_makes_no_sense_is_refused_at_its_field(client: Client, values: dict[str, str]) -> None:
    user = UserFactory(name="Rahima", language="en")
    client.force_login(user)

    page = client.post("/account/", values)

    user.refresh_from_db()
    assert page.status_code == 200
    assert 'class="field__errors"' in page.content.decode()
    assert (user.name, user.language) == ("Rahima", "en")


def test_the_page_leads_to_all_that_belongs_to_the_account(client: Client) -> None:
    user = RegistrarFactory()
    search = SavedSearchFactory(user=user, name="Partners in Dhaka")
    client.force_login(user)

    page = client.get("/account/").content.decode()

    names = ("account_change_password", "mfa_index", "usersessions_list", "notice-settings", "account-requests")
    assert [name for name in names if f'href="{reverse(name)}"' not in page] == []
    assert f'href="{reverse("saved-search", args=[search.pk])}"' in page
    assert reverse("people") not in page


def test_administrators_find_the_people_there(client: Client) -> None:
    client.force_login(UserFactory(administrator=True))

    assert f'href="{reverse("people")}"' in client.get("/account/").content.decode()


def test_one_sees_where_one_is_signed_in_and_nobody_elses_sessions() -> None:
    user = UserFactory()
    signed_in(user, HTTP_USER_AGENT="Phone", REMOTE_ADDR="192.0.2.7")
    signed_in(UserFactory(), HTTP_USER_AGENT="Other person")

    page = signed_in(user, HTTP_USER_AGENT="Office computer").get(SESSIONS).content.decode()

    assert "192.0.2.7 · Phone" in page
    assert "Office computer" in page
    assert "Other person" not in page


@pytest.mark.parametrize(("sent", "stays_here"), [({}, True), ({"everywhere": "yes"}, False)])
def test_one_signs_out_everywhere_else_or_everywhere(sent: dict[str, str], stays_here: bool) -> None:
    user, colleague = UserFactory(), UserFactory()
    elsewhere, here, other = signed_in(user), signed_in(user), signed_in(colleague)

    here.post(SESSIONS, sent)

    assert elsewhere.get(reverse("home")).status_code == 302
    assert here.get(reverse("home")).status_code == (200 if stays_here else 302)
    assert other.get(reverse("home")).status_code == 200
    assert UserSession.objects.filter(user=user).count() == (1 if stays_here else 0)


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one() -> None:
    user = UserFactory()
    elsewhere, here = signed_in(user), signed_in(user)

    anew = {"oldpassword": PASSWORD, "password1": "Bern, 6 June 2002", "password2": "Bern, 6 June 2002"}
    page = here.post("/accounts/password/change/", anew)

    assert page["Location"] == reverse("account")
    assert (here.get(reverse("home")).status_code, elsewhere.get(reverse("home")).status_code) == (200, 302)
