"""People who sign in, and the duties they hold in offices from a day to a day."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Duty, OfficeMembership, User
from tests.factories import (
    PASSWORD,
    FieldOfficeFactory,
    OfficeMembershipFactory,
    OfficeReviewerFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["ana@iom.example", "ANA@IOM.EXAMPLE", "Ana@iom.example"])
@pytest.mark.parametrize("stored", ["ana@iom.example", "Ana@IOM.example"])
def test_a_user_signs_in_whatever_the_case_of_the_address(stored, typed, rf):
    user = UserFactory(email=stored)

    found = authenticate(rf.post("/"), email=typed, password=PASSWORD)

    assert found == user


@pytest.mark.parametrize(
    ("values", "typed"),
    [({}, "Geneva, 6 December 1951"), ({"is_active": False}, PASSWORD), ({}, "")],
)
def test_a_user_does_not_sign_in_with_a_wrong_password_or_a_locked_account(values, typed, rf):
    UserFactory(email="ana@iom.example", **values)

    found = authenticate(rf.post("/"), email="ana@iom.example", password=typed)

    assert found is None


def test_a_user_is_made_with_a_tidy_address_and_a_hashed_password():
    user = User.objects.create_user(" Ana@IOM.Example ", PASSWORD, name="Ana")

    user.refresh_from_db()

    assert user.email == "ana@iom.example"
    assert PASSWORD not in user.password
    assert user.check_password(PASSWORD)
    assert (user.duty, str(user)) == (Duty.VIEWER, "Ana")


def test_a_user_without_a_password_cannot_sign_in(rf):
    user = User.objects.create_user("ana@iom.example")

    found = authenticate(rf.post("/"), email="ana@iom.example", password="")

    assert found is None
    assert not user.has_usable_password()


def test_a_second_user_with_the_same_address_is_refused_in_words():
    UserFactory(email="ana@iom.example")

    with pytest.raises(ValidationError) as refused:
        User.objects.create_user("ANA@iom.example", PASSWORD)

    assert refused.value.messages == ["Somebody has this e-mail address already."]


@pytest.mark.parametrize("email", ["", "ana", "ana@", None])
def test_a_user_without_a_proper_address_is_refused(email):
    with pytest.raises(ValidationError):
        User.objects.create_user(email, PASSWORD)


@pytest.mark.parametrize(
    ("trait", "is_reviewer", "is_superuser", "is_staff"),
    [
        ("viewer", False, False, True),
        ("reviewer", True, False, True),
        ("administrator", True, True, True),
    ],
)
def test_a_duty_in_the_whole_registry_says_what_a_user_is(trait, is_reviewer, is_superuser, is_staff):
    user = UserFactory(**{trait: True})
    locked = UserFactory(**{trait: True}, inactive=True)

    assert (user.is_reviewer, user.is_superuser, user.is_staff) == (is_reviewer, is_superuser, is_staff)
    assert (locked.is_reviewer, locked.is_superuser, locked.is_staff) == (False, False, False)
    assert user.has_perm("ngos.view_ngo") == user.has_perms(["ngos.view_ngo"]) == is_superuser
    assert user.has_module_perms("ngos")
    assert not locked.has_module_perms("ngos")


def test_an_administrator_is_made_from_the_command_line():
    user = User.objects.create_superuser("ana@iom.example", PASSWORD)

    assert user.is_superuser
    assert user.is_reviewer


@pytest.mark.parametrize(
    ("starts", "ends", "is_held"),
    [(0, None, True), (-1, 0, True), (0, 0, True), (-2, -1, False), (1, None, False), (1, 2, False)],
)
def test_a_duty_is_held_from_its_first_day_to_its_last(starts, ends, is_held):
    today = timezone.localdate()
    membership = OfficeMembershipFactory(
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )

    held = membership.user.registrar_offices

    assert held == ({membership.office_id} if is_held else set())
    assert OfficeMembership.objects.held().exists() == is_held


@pytest.mark.parametrize(
    ("on", "is_held"),
    [("2000-12-31", False), ("2001-01-01", True), ("2001-12-31", True), ("2002-01-01", False)],
)
def test_who_held_a_duty_on_a_day_can_be_asked(on, is_held):
    OfficeMembershipFactory(starts_on=date(2001, 1, 1), ends_on=date(2001, 12, 31))

    held = OfficeMembership.objects.held(on=date.fromisoformat(on))

    assert held.exists() == is_held


def test_duties_are_told_apart_by_office_and_by_kind():
    registered, reviewed = FieldOfficeFactory.create_batch(2)
    user = RegistrarFactory(office=registered)
    OfficeMembershipFactory(user=user, office=reviewed, duty=Duty.REVIEWER)
    OfficeReviewerFactory(office=registered)

    assert user.registrar_offices == {registered.pk}
    assert user.reviewer_offices == {reviewed.pk}


def test_the_duties_are_asked_for_once(django_assert_num_queries):
    user = User.objects.get(pk=RegistrarFactory().pk)

    with django_assert_num_queries(1):
        offices = user.registrar_offices | user.reviewer_offices | user.registrar_offices

    assert len(offices) == 1


@pytest.mark.parametrize(("duty", "starts_on"), [(Duty.REVIEWER, date(2001, 6, 1)), (Duty.REGISTRAR, date(2002, 1, 1))])
def test_another_duty_or_a_later_time_does_not_overlap(duty, starts_on):
    first = OfficeMembershipFactory(ends_on=date(2001, 12, 31))
    second = OfficeMembershipFactory.build(user=first.user, office=first.office, duty=duty, starts_on=starts_on)

    second.full_clean()
    second.save()

    assert first.user.memberships.count() == 2


@pytest.mark.parametrize("duty", [Duty.VIEWER, Duty.ADMINISTRATOR])
def test_a_duty_of_the_whole_registry_is_not_held_in_an_office(duty):
    membership = OfficeMembershipFactory()
    membership.duty = duty

    with pytest.raises(ValidationError) as refused:
        membership.full_clean()

    assert set(refused.value.message_dict) == {"duty"}


def test_users_are_found_by_name_and_address():
    user = UserFactory(name="Zoë Müller", email="zm@iom.example")
    UserFactory()

    assert list(User.objects.search("zoe muller")) == [user]
    assert list(User.objects.search("zm@iom.example")) == [user]
