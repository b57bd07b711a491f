"""A public directory shows visitors without an account what is approved and not personal, and nothing else."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from partnerships.models import Partnership
from tests.clients import program
from tests.factories import (
    AgreementFactory,
    AgreementPartnershipFactory,
    ContactFactory,
    FocalPersonFactory,
    JournalNoteFactory,
    NgoFactory,
    PartnershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Partnership:
    """Return an approved partnership, with all that visitors may not see around it."""
    row = PartnershipFactory(approved=True, ngo=NgoFactory(active=True, name="Shelter"))
    FocalPersonFactory(ngo=row.ngo, office=row.office, user=UserFactory(name="Ana Costa"))
    JournalNoteFactory(ngo=row.ngo, words="Their accounts are late.")
    ContactFactory(ngo=row.ngo, name="Rahima Khatun")
    AgreementPartnershipFactory(partnership=row, agreement=AgreementFactory(reference="AGR/2001/7"))
    PartnershipFactory(draft=True, ngo=row.ngo)
    return row


@override_settings(PUBLIC_DIRECTORY=True)
def test_visitors_see_nobody_and_nothing_that_is_kept_for_staff(client: Client, known: Partnership) -> None:
    addresses = [
        known.get_absolute_url(),
        known.ngo.get_absolute_url(),
        known.office.get_absolute_url(),
        reverse("directory"),
    ]

    for address in addresses:
        page = client.get(address).content.decode()
        assert known.ngo.name in page
        for secret in ("Ana Costa", "accounts are late", "Rahima", "AGR/2001/7", "under review", "@"):
            assert secret not in page, (address, secret)


@override_settings(PUBLIC_DIRECTORY=True)
def test_an_ngo_that_is_only_proposed_is_not_there_for_visitors(client: Client) -> None:
    proposed = NgoFactory(name="Brand New", status="proposed")

    assert client.get(proposed.get_absolute_url()).status_code == 404
    assert "Brand New" not in client.get(reverse("directory")).content.decode()


@override_settings(PUBLIC_DIRECTORY=True)
def test_programs_need_a_key_all_the_same(client: Client, known: Partnership) -> None:
    assert client.get("/api/v1/ngos/").status_code == 401
    assert program().get("/api/v1/ngos/").status_code == 200


@override_settings(PUBLIC_DIRECTORY=True)
def test_the_bar_leads_visitors_to_what_they_may_read_and_to_the_sign_in(client: Client) -> None:
    page = client.get(reverse("directory")).content.decode()

    assert f'href="{reverse("account_login")}"' in page
    assert f'href="{reverse("programmes")}"' in page
    assert "Save search" not in page


def test_without_the_setting_every_page_is_closed(client: Client, known: Partnership) -> None:
    assert client.get(known.ngo.get_absolute_url()).status_code == 302
