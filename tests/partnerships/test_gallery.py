"""The gallery shows every component, from the templates that the pages use."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from config.environment import BASE_DIR
from partnerships.models import ReviewStatus, Role
from partnerships.views.gallery import SPECIMENS, Specimen
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TEMPLATES = sorted((Path(BASE_DIR) / "templates" / "_components").glob("*.html"))
SHEETS = sorted((Path(BASE_DIR) / "static" / "css" / "components").glob("*.css"))
# What the gallery itself is made of.
ITS_OWN = {"gallery"}


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("gallery")).status_code == 302


def test_whoever_may_not_sign_in_any_more_does_not_see_it(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get(reverse("gallery")).status_code == 302


@pytest.mark.parametrize("template", TEMPLATES, ids=[template.stem for template in TEMPLATES])
def test_every_component_has_its_place(template: Path) -> None:
    assert f"_components/{template.name}" in {specimen.template for specimen in SPECIMENS}


def test_every_style_sheet_is_shown_by_some_component() -> None:
    shown = {sheet for specimen in SPECIMENS for sheet in specimen.sheets}

    assert shown | ITS_OWN == {sheet.stem for sheet in SHEETS}


@pytest.mark.parametrize("specimen", SPECIMENS, ids=[specimen.name for specimen in SPECIMENS])
def test_no_state_of_a_component_is_empty(client: Client, specimen: Specimen) -> None:
    client.force_login(UserFactory())
    request = client.get(reverse("gallery")).wsgi_request

    assert specimen.states
    assert all(state.html.strip() for state in specimen.drawn(request))


def test_the_page_draws_them_all_and_asks_nothing_of_the_records(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(UserFactory())

    # Session, user, the offices of the user, for the button to register, and the unread notices.
    with django_assert_num_queries(4):
        page = client.get(reverse("gallery"))

    used = {template.name for template in page.templates}
    assert {specimen.template for specimen in SPECIMENS} <= used
    for choice in [*Role, *ReviewStatus]:
        assert f"chip--{choice.value}" in page.content.decode()
