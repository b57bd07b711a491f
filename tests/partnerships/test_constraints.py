"""What PostgreSQL refuses of partnerships, agreements and reports, and what people are told."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from partnerships.models import CAPACITIES, Capacity, Role
from tests.common.constraints import (
    Broken,
    assert_people_are_told,
    assert_postgresql_refuses,
    broken_citation,
    broken_dates,
    errors_of,
    unsaved,
)
from tests.factories import (
    AgreementDocumentFactory,
    AgreementFactory,
    AgreementPartnershipFactory,
    AgreementPartyFactory,
    AmendmentFactory,
    ChangeProposalFactory,
    MistakeReportFactory,
    NgoFactory,
    PartnershipAreaFactory,
    PartnershipCitationFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    PartnershipPeopleFactory,
    PartnershipRoleFactory,
    PartnershipServiceFactory,
    ProgrammeFactory,
    ProposalReminderFactory,
    ReviewReminderFactory,
    UnnamedPartnersFactory,
    UserFactory,
)

AMOUNT = "Give amount and currency (three capital letters) together, or neither."
ONE_RECORD = "A report is about one record."
ANSWERED = "Say what was done, or that nothing had to be."
PARTY = "Choose an NGO, or give the other party's name."


def again(factory, *names, **values):
    """Return the row that is like one the factory saved, in the columns named."""
    first = factory(**values)
    return unsaved(factory, **values, **{name: getattr(first, name) for name in names})


BROKEN = [
    *broken_dates(PartnershipFactory),
    *broken_dates(AgreementFactory),
    *broken_citation(PartnershipCitationFactory, "partnership"),
    Broken(
        "partnership_says_where_it_is",
        "Name at least a programme, an office, a country or a place.",
        lambda: unsaved(PartnershipFactory, office=None),
    ),
    Broken(
        "partnershiprole_is_given_once",
        "The partnership has this role and capacity already.",
        lambda: again(PartnershipRoleFactory, "partnership"),
    ),
    Broken(
        "partnershiprole_capacity_fits_its_role",
        "This capacity belongs to another role.",
        lambda: unsaved(PartnershipRoleFactory, role=Role.DONOR, capacity=Capacity.TRAINER),
    ),
    Broken(
        "partnershiparea_is_named_once",
        "The partnership has this area already.",
        lambda: again(PartnershipAreaFactory, "partnership", "area"),
    ),
    *[
        Broken(
            "partnershipservice_is_named_once",
            "The partnership has this service already.",
            lambda phase=phase: again(PartnershipServiceFactory, "partnership", "service", phase=phase),
        )
        for phase in ("", "post_arrival")
    ],
    Broken(
        "partnershippeople_are_named_once",
        "The partnership has these people already.",
        lambda: again(PartnershipPeopleFactory, "partnership", "people"),
    ),
    Broken(
        "unnamedpartners_capacity_fits_its_role",
        "This capacity belongs to another role.",
        lambda: unsaved(UnnamedPartnersFactory, role=Role.RECIPIENT, capacity=Capacity.GRANT_RECIPIENT),
    ),
    Broken(
        "unnamedpartners_are_one_at_least",
        "Count one partner at least, or leave the count empty.",
        lambda: unsaved(UnnamedPartnersFactory, count=0),
    ),
    *[
        Broken(
            "agreement_amount_and_currency_go_together",
            AMOUNT,
            lambda amount=amount, currency=currency: AgreementFactory.build(amount=amount, currency=currency),
        )
        for amount, currency in [
            (Decimal(100), ""),
            (None, "CHF"),
            (Decimal(100), "chf"),
            (Decimal(100), "CH"),
        ]
    ],
    Broken(
        "agreement_amount_is_not_negative",
        "The amount cannot be negative.",
        lambda: AgreementFactory.build(amount=Decimal("-0.01"), currency="CHF"),
    ),
    Broken("agreementparty_is_an_ngo_or_has_a_name", PARTY, lambda: unsaved(AgreementPartyFactory, ngo=None)),
    Broken("agreementparty_is_an_ngo_or_has_a_name", PARTY, lambda: unsaved(AgreementPartyFactory, name="UNHCR")),
    Broken(
        "agreementparty_is_named_once",
        "This party is named already.",
        lambda: again(AgreementPartyFactory, "agreement", "ngo"),
    ),
    Broken(
        "agreementparty_is_named_once",
        "This party is named already.",
        lambda: again(AgreementPartyFactory, "agreement", ngo=None, name="UNHCR"),
    ),
    Broken(
        "agreementpartnership_is_named_once",
        "This partnership is under the agreement already.",
        lambda: again(AgreementPartnershipFactory, "agreement", "partnership"),
    ),
    Broken(
        "agreementdocument_is_named_once",
        "This document is named already.",
        lambda: again(AgreementDocumentFactory, "agreement", "document"),
    ),
    Broken(
        "amendment_number_is_given_once",
        "The agreement has an amendment of this number already.",
        lambda: again(AmendmentFactory, "agreement", "number"),
    ),
    Broken("mistakereport_is_about_one_record", ONE_RECORD, lambda: unsaved(MistakeReportFactory, ngo=None)),
    Broken(
        "mistakereport_is_about_one_record",
        ONE_RECORD,
        lambda: unsaved(MistakeReportFactory, programme=ProgrammeFactory()),
    ),
    Broken(
        "mistakereport_says_what_is_wrong",
        "This field cannot be blank.",
        lambda: unsaved(MistakeReportFactory, words=""),
    ),
    *[
        Broken(
            "mistakereport_is_settled_by_somebody_with_an_answer",
            ANSWERED,
            lambda half=half: unsaved(MistakeReportFactory, **{name: make() for name, make in half.items()}),
        )
        for half in [
            {"answer": lambda: "Mended."},
            {"settled_at": lambda: datetime(2002, 1, 8, 9, tzinfo=UTC), "settled_by": UserFactory},
            {"settled_at": lambda: datetime(2002, 1, 8, 9, tzinfo=UTC), "answer": lambda: "Mended."},
            {"settled_by": UserFactory, "answer": lambda: "Mended."},
        ]
    ],
]

pytestmark = pytest.mark.django_db


BROKEN += [
    Broken(
        "partnership_is_confirmed_by_somebody_on_a_day",
        "Say who confirmed the record, and on which day.",
        lambda: unsaved(PartnershipFactory, confirmed_by=UserFactory()),
    ),
    Broken(
        "partnershipdocument_is_added_once",
        "The partnership has this very file already.",
        lambda: again(PartnershipDocumentFactory, "partnership", "digest"),
    ),
    Broken(
        "partnershipdocument_has_a_name",
        "This field cannot be blank.",
        lambda: unsaved(PartnershipDocumentFactory, name=""),
    ),
    Broken(
        "changeproposal_one_waits_for_each_partnership",
        "Changes to this partnership wait for a reviewer already.",
        lambda: again(ChangeProposalFactory, "partnership"),
    ),
    Broken(
        "changeproposal_is_answered_by_somebody_or_waits",
        "An answered proposal says who answered it, and when.",
        lambda: unsaved(ChangeProposalFactory, status="applied"),
    ),
    Broken(
        "changeproposal_is_decided_by_another_person",
        "Whoever proposed a change does not decide on it.",
        lambda: unsaved(ChangeProposalFactory, withdrawn=True, status="applied"),
    ),
    Broken(
        "changeproposal_refused_says_why",
        "Say why, in a sentence, so that the office knows what to do.",
        lambda: unsaved(ChangeProposalFactory, refused=True, answer="", answered_by=UserFactory(reviewer=True)),
    ),
    Broken(
        "changeproposal_changes_something",
        "Nothing would change.",
        lambda: unsaved(ChangeProposalFactory, changes=[]),
    ),
    Broken(
        "reviewreminder_is_sent_once",
        "The reviewers were reminded of this already.",
        lambda: again(ReviewReminderFactory, "event", "days"),
    ),
    Broken(
        "reviewreminder_comes_after_one_or_two_weeks",
        "Reminders come after 7 and after 14 days.",
        lambda: unsaved(ReviewReminderFactory, days=8),
    ),
    Broken(
        "proposalreminder_is_sent_once",
        "The reviewers were reminded of this already.",
        lambda: again(ProposalReminderFactory, "proposal", "days"),
    ),
    Broken(
        "proposalreminder_comes_after_one_or_two_weeks",
        "Reminders come after 7 and after 14 days.",
        lambda: unsaved(ProposalReminderFactory, days=8),
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told(broken):
    assert_people_are_told(broken)


@pytest.mark.parametrize(
    "where",
    [{"countries": ["BD"]}, {"places": ["Umbria"]}, {"programme": ProgrammeFactory}],
    ids=lambda where: next(iter(where)),
)
def test_a_country_a_place_or_a_programme_alone_says_where_a_partnership_is(where):
    values = {name: value() if callable(value) else value for name, value in where.items()}
    partnership = unsaved(PartnershipFactory, office=None, **values)

    partnership.full_clean()
    partnership.save()

    assert partnership.pk


def test_every_capacity_belongs_to_one_role():
    belonging = [capacity for capacities in CAPACITIES.values() for capacity in capacities]

    assert sorted(belonging) == sorted(Capacity)


@pytest.mark.parametrize(("role", "capacities"), CAPACITIES.items())
def test_a_role_accepts_its_own_capacities_and_no_others(role, capacities):
    partnership = PartnershipFactory()

    errors = {
        capacity: errors_of(PartnershipRoleFactory.build(partnership=partnership, role=role, capacity=capacity))
        for capacity in Capacity
    }

    refusal = {"__all__": ["This capacity belongs to another role."]}
    assert errors == {capacity: {} if capacity in capacities else refusal for capacity in Capacity}


def test_an_agreement_of_nothing_is_accepted():
    agreement = AgreementFactory.build(amount=Decimal(0), currency="CHF")

    agreement.full_clean()
    agreement.save()

    assert agreement.pk


def test_two_ngos_may_be_parties_to_one_agreement():
    first = AgreementPartyFactory()

    second = AgreementPartyFactory(agreement=first.agreement, ngo=NgoFactory())

    assert set(first.agreement.parties.all()) == {first, second}
