"""What PostgreSQL refuses of users, memberships, searches and keys, and what people are told."""

from datetime import date

import pytest

from tests.common.constraints import Broken, assert_people_are_told, assert_postgresql_refuses, unsaved
from tests.factories import ApiKeyFactory, OfficeMembershipFactory, SavedSearchFactory, UserFactory


def email_in_another_case():
    UserFactory(email="ana@iom.example")
    return UserFactory.build(email="Ana@IOM.example")


def overlapping_membership():
    first = OfficeMembershipFactory(starts_on=date(2001, 1, 1), ends_on=date(2001, 12, 31))
    return unsaved(OfficeMembershipFactory, user=first.user, office=first.office, starts_on=date(2001, 12, 31))


def search_named_twice():
    first = SavedSearchFactory()
    return unsaved(SavedSearchFactory, user=first.user, name=first.name)


BROKEN = [
    Broken(
        "user_email_is_one_whatever_its_case",
        "Somebody has this e-mail address already.",
        email_in_another_case,
    ),
    Broken(
        "officemembership_ends_no_earlier_than_it_starts",
        "The membership cannot end before it starts.",
        lambda: unsaved(OfficeMembershipFactory, starts_on=date(2001, 1, 2), ends_on=date(2001, 1, 1)),
    ),
    Broken(
        "officemembership_does_not_overlap_its_like",
        "The user holds this duty in this office on some of these days already.",
        overlapping_membership,
    ),
    Broken("savedsearch_name_is_given_once", "You have a saved search of this name already.", search_named_twice),
    Broken("savedsearch_has_a_name", "This field cannot be blank.", lambda: unsaved(SavedSearchFactory, name="")),
    Broken("apikey_may_do_something", "This field cannot be blank.", lambda: unsaved(ApiKeyFactory, scopes=[])),
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told(broken):
    assert_people_are_told(broken)
