"""A colleague leaves: what the person held passes to a successor, and the account is closed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.leaving import held_by, leave
from accounts.models import ApiKey, User
from ngos.models import FocalPerson
from tests.accounts.test_account_page import signed_in
from tests.admin.forms import opened
from tests.admin.visits import page_of, saved
from tests.clients import program
from tests.factories import (
    ApiKeyFactory,
    FieldOfficeFactory,
    FocalPersonFactory,
    OfficeMembershipFactory,
    PartnershipFactory,
    RegistrarFactory,
    SavedSearchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    user: User = UserFactory(administrator=True)
    return user


@pytest.fixture
def office() -> Any:
    return FieldOfficeFactory()


@pytest.fixture
def leaver(office: Any) -> User:
    user: User = RegistrarFactory(office=office, name="Rahima")
    return user


@pytest.fixture
def successor(office: Any) -> User:
    user: User = RegistrarFactory(office=office, name="Tomas")
    return user


def test_drafts_partners_and_searches_pass_to_the_successor(
    leaver: User, successor: User, administrator: User, office: Any
) -> None:
    draft = PartnershipFactory(office=office, held_by=leaver)
    returned = PartnershipFactory(returned=True, office=office, held_by=leaver)
    handed_in = PartnershipFactory(submitted=True, office=office, held_by=leaver)
    focal = FocalPersonFactory(user=leaver, office=office)
    search = SavedSearchFactory(user=leaver, name="Mine")
    SavedSearchFactory(user=successor, name="Mine")

    passed = leave(user=leaver, successor=successor, by=administrator)

    for row in (draft, returned, handed_in, focal, search):
        row.refresh_from_db()
    follower = FocalPerson.objects.get(ngo=focal.ngo, user=successor)
    today = timezone.localdate()
    assert passed == 4
    assert (draft.held_by, returned.held_by, handed_in.held_by) == (successor, successor, leaver)
    assert (focal.ends_on, follower.starts_on, follower.ends_on, follower.office) == (today, today, None, office)
    assert (search.user, search.name) == (successor, "Mine (2)")
    assert held_by(leaver) == []


def test_a_successor_who_looks_after_the_ngo_already_goes_on_doing_so(
    leaver: User, successor: User, administrator: User
) -> None:
    focal = FocalPersonFactory(user=leaver)
    FocalPersonFactory(user=successor, ngo=focal.ngo, office=focal.office)

    leave(user=leaver, successor=successor, by=administrator)

    assert FocalPerson.objects.filter(ngo=focal.ngo, user=successor).count() == 1


def test_what_was_to_begin_later_begins_with_the_successor(leaver: User, successor: User, administrator: User) -> None:
    later = timezone.localdate() + timedelta(days=30)
    focal = FocalPersonFactory(user=leaver, starts_on=later)

    leave(user=leaver, successor=successor, by=administrator)

    assert list(FocalPerson.objects.filter(ngo=focal.ngo).values_list("user", "starts_on")) == [(successor.pk, later)]


def test_the_account_is_closed_with_its_duties_keys_and_sessions(
    leaver: User, administrator: User, office: Any
) -> None:
    browser, key = signed_in(leaver), program(leaver)
    later = timezone.localdate() + timedelta(days=30)
    OfficeMembershipFactory(user=leaver, starts_on=later)
    past = OfficeMembershipFactory(user=leaver, ends_on=date(2001, 12, 31))

    leave(user=leaver, successor=None, by=administrator)

    leaver.refresh_from_db()
    past.refresh_from_db()
    ends = set(leaver.memberships.values_list("ends_on", flat=True))
    assert not leaver.is_active
    assert ends == {timezone.localdate(), date(2001, 12, 31)}
    assert not ApiKey.objects.filter(user=leaver, revoked_at=None).exists()
    assert browser.get(reverse("home")).status_code == 302
    assert key.get("/api/v1/ngos/").status_code == 401
    assert signed_in(leaver).get(reverse("home")).status_code == 302


def test_whoever_holds_something_does_not_leave_without_a_successor(leaver: User, administrator: User) -> None:
    SavedSearchFactory(user=leaver)

    with pytest.raises(ValidationError, match="Say who takes over"):
        leave(user=leaver, successor=None, by=administrator)

    leaver.refresh_from_db()
    assert leaver.is_active


def test_a_successor_who_may_not_go_on_with_a_draft_is_refused_and_nothing_is_handed_over(
    leaver: User, administrator: User, office: Any
) -> None:
    search = SavedSearchFactory(user=leaver)
    draft = PartnershipFactory(office=office, held_by=leaver)
    elsewhere = RegistrarFactory()

    with pytest.raises(ValidationError) as refused:
        leave(user=leaver, successor=elsewhere, by=administrator)

    for row in (leaver, search, draft):
        row.refresh_from_db()
    assert set(refused.value.message_dict) == {"successor"}
    assert (leaver.is_active, search.user, draft.held_by) == (True, leaver, leaver)


def test_administrators_alone_close_accounts_and_never_their_own(leaver: User, administrator: User) -> None:
    for by in (leaver, UserFactory(reviewer=True), UserFactory()):
        with pytest.raises(PermissionDenied):
            leave(user=leaver, successor=None, by=by)
    with pytest.raises(ValidationError, match="Nobody closes the own account"):
        leave(user=administrator, successor=None, by=administrator)


@pytest.mark.parametrize("wrong", ["leaver", "closed"])
def test_the_successor_is_another_who_may_sign_in(leaver: User, administrator: User, wrong: str) -> None:
    who = leaver if wrong == "leaver" else UserFactory(inactive=True)

    with pytest.raises(ValidationError, match="Choose a colleague who may sign in"):
        leave(user=leaver, successor=who, by=administrator)


def test_the_page_shows_what_is_held_offers_colleagues_first_and_hands_over(
    client: Client, leaver: User, successor: User, administrator: User, office: Any
) -> None:
    UserFactory(name="Aaron of elsewhere")
    draft = PartnershipFactory(office=office, held_by=leaver, ngo__name="Shushilan")
    ApiKeyFactory(user=leaver, name="Statistics")
    client.force_login(administrator)
    address = reverse("leave", args=[leaver.pk])

    page = client.get(address).content.decode()
    without = client.post(address, {})
    done = client.post(address, {"successor": successor.pk}, follow=True)

    draft.refresh_from_db()
    assert "Shushilan" in page
    assert "Statistics" in page
    assert page.index("Tomas") < page.index("Aaron of elsewhere")
    assert without.status_code == 200
    assert 'class="field__errors"' in without.content.decode()
    assert "The account of Rahima is closed; 1 thing was handed over." in done.content.decode()
    assert draft.held_by == successor


def test_whoever_holds_nothing_leaves_at_once(client: Client, leaver: User, administrator: User) -> None:
    client.force_login(administrator)
    address = reverse("leave", args=[leaver.pk])

    page = client.get(address).content.decode()
    client.post(address, {})

    leaver.refresh_from_db()
    assert "Nobody has to take anything over." in page
    assert 'name="successor"' not in page
    assert not leaver.is_active
    assert client.get(address).status_code == 404


def test_the_admin_leads_to_the_page_and_opens_the_account_again(
    client: Client, leaver: User, administrator: User
) -> None:
    client.force_login(administrator)
    page = client.get(page_of(leaver)).content.decode()
    saved(client, leaver, opened(client, page_of(leaver), "email").fill(is_active=None))
    leaver.refresh_from_db()
    is_still_open = leaver.is_active
    leave(user=leaver, successor=None, by=administrator)
    saved(client, leaver, opened(client, page_of(leaver), "email").fill(is_active=True))

    leaver.refresh_from_db()
    assert reverse("leave", args=[leaver.pk]) in page
    assert 'name="is_active"' not in page
    assert is_still_open
    assert leaver.is_active
