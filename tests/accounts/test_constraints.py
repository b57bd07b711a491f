"""What PostgreSQL refuses of users, memberships, searches, keys, notices and mails, and what people are told."""

from datetime import UTC, date, datetime

import pytest

from tests.common.constraints import Broken, assert_people_are_told, assert_postgresql_refuses, unsaved
from tests.factories import (
    AccountRequestFactory,
    ApiKeyFactory,
    InvitationFactory,
    InvitedDutyFactory,
    NoticeChoiceFactory,
    NoticeFactory,
    OfficeMembershipFactory,
    OutgoingMailFactory,
    SavedSearchFactory,
    UserFactory,
)

NOON = datetime(2002, 6, 5, 12, tzinfo=UTC)


def email_in_another_case():
    UserFactory(email="ana@iom.example")
    return UserFactory.build(email="Ana@IOM.example")


def overlapping_membership():
    first = OfficeMembershipFactory(starts_on=date(2001, 1, 1), ends_on=date(2001, 12, 31))
    return unsaved(OfficeMembershipFactory, user=first.user, office=first.office, starts_on=date(2001, 12, 31))


def search_named_twice():
    first = SavedSearchFactory()
    return unsaved(SavedSearchFactory, user=first.user, name=first.name)


def choice_made_twice():
    first = NoticeChoiceFactory()
    return unsaved(NoticeChoiceFactory, user=first.user, kind=first.kind)


def daily_mail_of_one_day_twice():
    first = OutgoingMailFactory(daily=True)
    return unsaved(OutgoingMailFactory, user=first.user, bundled_on=first.bundled_on)


def duty_given_twice():
    first = InvitedDutyFactory()
    return unsaved(InvitedDutyFactory, invitation=first.invitation, office=first.office)


def decided_by_the_asker():
    asker = UserFactory(administrator=True)
    return unsaved(AccountRequestFactory, by=asker, decided_by=asker, decided_at=NOON, is_approved=True)


BROKEN = [
    *(
        Broken(
            "notice_leads_to_a_page_of_the_registry",
            "A notice leads to a page of the registry: give its path.",
            lambda address=address: unsaved(NoticeFactory, address=address),
        )
        for address in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/\t/x", "ngos/")
    ),
    Broken("noticechoice_is_one_for_each_kind", "The user has chosen for this kind already.", choice_made_twice),
    Broken(
        "outgoingmail_is_one_a_day_where_it_is_daily",
        "The user has a daily mail of this day already.",
        daily_mail_of_one_day_twice,
    ),
    Broken(
        "outgoingmail_is_handed_over_before_it_is_sent",
        "What was sent was handed over before.",
        lambda: unsaved(OutgoingMailFactory, sent_at=datetime(2001, 1, 1, tzinfo=UTC)),
    ),
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
    Broken(
        "officemembership_deputy_is_a_reviewer",
        "A deputy stands in for reviewers: choose the duty “reviewer”.",
        lambda: unsaved(OfficeMembershipFactory, is_deputy=True),
    ),
    Broken("savedsearch_name_is_given_once", "You have a saved search of this name already.", search_named_twice),
    Broken("savedsearch_has_a_name", "This field cannot be blank.", lambda: unsaved(SavedSearchFactory, name="")),
    Broken("apikey_may_do_something", "This field cannot be blank.", lambda: unsaved(ApiKeyFactory, scopes=[])),
    Broken(
        "invitation_is_open_once_for_an_address",
        "This address is invited already: send that invitation again.",
        lambda: unsaved(InvitationFactory, email=InvitationFactory().email),
    ),
    Broken(
        "invitation_opens_an_account_when_it_is_accepted",
        "An invitation is accepted when its account is opened.",
        lambda: unsaved(InvitationFactory, accepted_at=NOON),
    ),
    Broken(
        "invitation_is_accepted_or_withdrawn",
        "An invitation that was accepted is not withdrawn.",
        lambda: unsaved(InvitationFactory, accepted_at=NOON, user=UserFactory(), withdrawn_at=NOON),
    ),
    Broken("invitation_names_somebody", "This field cannot be blank.", lambda: unsaved(InvitationFactory, name="")),
    Broken(
        "invitedduty_is_given_once",
        "The invitation gives this duty in this office already.",
        duty_given_twice,
    ),
    Broken(
        "accountrequest_is_decided_by_somebody_else",
        "Whoever asked for an account does not decide about it.",
        decided_by_the_asker,
    ),
    Broken(
        "accountrequest_is_decided_in_full",
        "A decision has somebody who made it, a time and an outcome.",
        lambda: unsaved(AccountRequestFactory, decided_by=UserFactory(), decided_at=NOON),
    ),
    Broken(
        "accountrequest_is_refused_in_words",
        "Say why the request is refused.",
        lambda: unsaved(AccountRequestFactory, decided_by=UserFactory(), decided_at=NOON, is_approved=False, answer=""),
    ),
    Broken("accountrequest_says_why", "This field cannot be blank.", lambda: unsaved(AccountRequestFactory, why="")),
    Broken(
        "accountrequest_waits_once_for_an_address",
        "An account for this address is asked for already.",
        lambda: unsaved(AccountRequestFactory, email=AccountRequestFactory().email),
    ),
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told(broken):
    assert_people_are_told(broken)
