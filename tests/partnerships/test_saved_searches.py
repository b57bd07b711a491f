"""Searches of the directory with a name: saved, opened by whoever has the address, forgotten by their owner."""

from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django_countries import countries

from accounts.models import SavedSearch
from tests.factories import ActivityAreaFactory, SavedSearchFactory, UserFactory

pytestmark = pytest.mark.django_db


def signed_in(**user: object) -> Client:
    """Return a client in which a user is signed in."""
    client = Client()
    client.force_login(UserFactory(**user))
    return client


def test_a_search_is_saved_as_it_stands_without_its_place_in_the_list() -> None:
    area, client = ActivityAreaFactory(), signed_in(email="ana@iom.example")
    address = f"{reverse('saved-search-add')}?area={area.code}&search=shelter&cursor=abc&colour=red"

    answer = client.post(address, {"name": "Shelters"})

    saved = SavedSearch.objects.get()
    assert (saved.name, saved.user.email) == ("Shelters", "ana@iom.example")
    assert saved.parameters == f"area={area.code}&search=shelter"
    assert answer["Location"] == reverse("saved-search", args=[saved.pk])
    page = unescape(client.get(reverse("directory")).content.decode())
    assert "Shelters" in page
    assert reverse("saved-search", args=[saved.pk]) in page


def test_a_search_that_is_too_long_to_be_kept_is_refused_in_words() -> None:
    everywhere = urlencode([("country", country.code) for country in countries])

    answer = signed_in().post(f"{reverse('saved-search-add')}?{everywhere}", {"name": "Everywhere"})

    assert "This search is too long to be saved" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_a_saved_search_leads_whoever_opens_it_to_the_directory() -> None:
    saved = SavedSearchFactory(parameters="scope=local&sort=newest")

    answer = signed_in().get(reverse("saved-search", args=[saved.pk]))

    assert answer["Location"] == f"{reverse('directory')}?scope=local&sort=newest&saved={saved.pk}"


def test_a_search_whose_owner_left_says_so_and_opens_all_the_same() -> None:
    saved = SavedSearchFactory(parameters="scope=local", user__name="Ana Costa", user__is_active=False)

    page = signed_in().get(reverse("saved-search", args=[saved.pk]))

    text = unescape(page.content.decode())
    assert page.status_code == 200
    assert "Ana Costa, who saved this search, no longer works with the registry" in text
    assert f"{reverse('directory')}?scope=local" in text
    assert f'href="{reverse("directory")}"' in text


@pytest.mark.parametrize(("name", "said"), [("", "This field is required."), ("x" * 81, "at most 80 characters")])
def test_a_name_that_will_not_do_is_told_at_the_field(name: str, said: str) -> None:
    page = signed_in().post(f"{reverse('saved-search-add')}?scope=local", {"name": name})

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not SavedSearch.objects.exists()


def test_a_name_is_given_once_by_each_user() -> None:
    client = signed_in()
    for parameters in ("scope=local", "scope=national"):
        page = client.post(f"{reverse('saved-search-add')}?{parameters}", {"name": "Mine"})
    signed_in().post(f"{reverse('saved-search-add')}?scope=local", {"name": "Mine"})

    assert "You have a saved search of this name already." in page.content.decode()
    assert SavedSearch.objects.count() == 2


def test_its_owner_forgets_a_search_and_nobody_else_can() -> None:
    saved = SavedSearchFactory()
    address = reverse("saved-search-delete", args=[saved.pk])
    owner = Client()
    owner.force_login(saved.user)

    assert signed_in(administrator=True).post(address).status_code == 404
    assert saved.name in owner.get(address).content.decode()
    assert owner.post(address)["Location"] == reverse("directory")
    assert not SavedSearch.objects.exists()


def test_a_search_that_is_gone_is_not_found() -> None:
    assert signed_in().get(reverse("saved-search", args=[4711])).status_code == 404


def test_a_search_too_long_to_keep_is_refused_in_words() -> None:
    offices = "&".join(f"programme=PRG-{number:05}" for number in range(200))

    page = signed_in().post(f"{reverse('saved-search-add')}?{offices}", {"name": "All"})

    assert page.status_code in {200, 302}
