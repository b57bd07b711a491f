"""The help page: every word of the registry is explained, at an address of its own."""

from html import unescape
from inspect import getmembers, isclass

import pytest
from django.db.models import TextChoices
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

import ngos.models
import partnerships.models
import programmes.models
from accounts.models import Duty
from partnerships.models import Capacity, Role
from partnerships.pages.duties import DUTIES
from partnerships.pages.glossary import TOPICS, Topic, anchor, meaning
from tests.factories import ActivityAreaFactory, PeopleServedFactory, ServiceFactory, UserFactory

pytestmark = pytest.mark.django_db


def helped(client: Client) -> str:
    """Return the help page as a viewer reads it."""
    client.force_login(UserFactory())
    return unescape(client.get(reverse("help")).content.decode())


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("help")).status_code == 302


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.key for topic in TOPICS])
def test_every_choice_has_its_sentence_and_no_sentence_lacks_its_choice(topic: Topic) -> None:
    assert set(topic.meanings) == set(topic.choices)
    assert all(str(words).endswith(".") for words in topic.meanings.values())


def test_no_two_words_share_a_place_on_the_page() -> None:
    anchors = [anchor(topic.key, choice.value) for topic in TOPICS for choice in topic.choices]

    assert len(set(anchors)) == len(anchors)


def test_every_choice_that_a_profile_shows_belongs_to_a_topic() -> None:
    explained = {topic.choices for topic in TOPICS}
    elsewhere = {
        "ChangeProposal.Status",
        "Citation.Part",
        "DialogueForum.Kind",
        "JournalNote.Kind",
        "OtherParticipant.Kind",
        "Participation.Capacity",
        "PartnershipDocument.Kind",
        "Verb",
    }
    for module in (ngos.models, partnerships.models, programmes.models):
        for _name, one in getmembers(module, isclass):
            inner = [choices for _key, choices in getmembers(one, isclass) if issubclass(choices, TextChoices)]
            for choices in [one, *inner] if issubclass(one, TextChoices) else inner:
                assert choices in explained or choices.__qualname__ in elsewhere, choices.__qualname__


def test_each_word_stands_at_its_own_address(client: Client) -> None:
    page = helped(client)

    for topic in TOPICS:
        for choice in topic.choices:
            assert page.count(f'id="{anchor(topic.key, choice.value)}"') == 1
            assert str(topic.meanings[choice]) in page


def test_areas_services_and_people_explain_themselves(client: Client) -> None:
    area = ActivityAreaFactory(code="CT", name="Counter-Trafficking", description="Work against trafficking.")
    ServiceFactory(code="CT-SHELTER", name="Shelter", description="A safe place.", area=area)
    PeopleServedFactory(code="minors", name="Minors", description="Under eighteen.")

    page = helped(client)

    for place, words in {
        "area-CT": "Work against trafficking.",
        "service-CT-SHELTER": "A safe place.",
        "people-minors": "Under eighteen.",
    }.items():
        assert f'id="{place}"' in page
        assert words in page


def test_the_page_says_what_each_duty_may_do(client: Client) -> None:
    page = helped(client)

    assert {str(duty.label) for duty in Duty} <= {str(duty.name) for duty in DUTIES}
    assert all(str(duty.may) in page and str(duty.may_not) in page for duty in DUTIES)


def test_a_term_leads_to_its_place_and_is_read_out_with_its_meaning() -> None:
    capacity, area = Capacity.CO_DONOR, ActivityAreaFactory(code="CT", description="Work against trafficking.")
    words = '{% term "capacity" capacity capacity.label %} {% term "area" area %} {% term "role" role "donor" %}'
    drawn = Template(f"{{% load terms %}}{words}").render(
        Context({"capacity": capacity, "area": area, "role": Role.DONOR})
    )

    assert f'href="{reverse("help")}#capacity-co_donor"' in drawn
    assert str(meaning("capacity", capacity)) in drawn
    assert f'href="{reverse("help")}#area-CT"' in drawn
    assert "Work against trafficking." in drawn
    assert "chip--donor" in drawn
    assert "title=" not in drawn


def test_a_word_that_nobody_explained_stands_without_a_meaning() -> None:
    assert meaning("role", "unheard of") == ""
    assert meaning("unheard of", "role") == ""


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_asks_as_many_queries_for_twelve_of_everything_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    for _ in range(size):
        ServiceFactory()
        PeopleServedFactory()
    client.force_login(UserFactory())

    # Session and user; the user's offices, for the button to register; areas, services, people served; unread notices.
    with django_assert_num_queries(7):
        client.get(reverse("help"))
