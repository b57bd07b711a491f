"""What PostgreSQL refuses of NGOs and of what belongs to them, and what people are told."""

from datetime import UTC, date, datetime

import pytest

from ngos.models import Ngo
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
    ContactFactory,
    DialogueEventFactory,
    DistinctionFactory,
    FocalPersonFactory,
    IdentifierFactory,
    JournalNoteFactory,
    NgoCitationFactory,
    NgoFactory,
    NgoMergeFactory,
    NgoNameFactory,
    NgoRelationFactory,
    ObserverDecisionFactory,
    ParticipationFactory,
    UserFactory,
)

MERGED_WRONGLY = "A merged record, and no other, names the record it was merged into."
OBSERVER_ALREADY = "The NGO is an observer on some of these days already: give the earlier one its last day first."
SUSPENDED_ALREADY = "The NGO is suspended on some of these days already."
UNDONE_BY_HALVES = "Say who undid the merge and when, or neither."
RELATED_ALREADY = "This relation is recorded already for some of these days."


def ngo_merged_into_itself():
    ngo = NgoFactory()
    ngo.status, ngo.merged_into = Ngo.Status.MERGED, ngo
    return ngo


def name_recorded_twice():
    first = NgoNameFactory()
    return unsaved(NgoNameFactory, ngo=first.ngo, name=first.name)


def ngo_related_to_itself(kind):
    ngo = NgoFactory()
    return unsaved(NgoRelationFactory, ngo=ngo, other=ngo, kind=kind)


def relation_recorded_twice(first_days, second_days):
    first = NgoRelationFactory(starts_on=first_days[0], ends_on=first_days[1])
    return unsaved(
        NgoRelationFactory, ngo=first.ngo, other=first.other, starts_on=second_days[0], ends_on=second_days[1]
    )


def identifier_of_another():
    return unsaved(IdentifierFactory, value=IdentifierFactory(value="1000001").value)


def contact_recorded_twice():
    first = ContactFactory()
    return unsaved(ContactFactory, ngo=first.ngo, name=first.name)


def participation_recorded_twice():
    first = ParticipationFactory()
    return unsaved(ParticipationFactory, ngo=first.ngo, event=first.event)


def focal_person_twice():
    first = FocalPersonFactory(ends_on=date(2001, 12, 31))
    again = {"ngo": first.ngo, "office": first.office, "user": first.user}
    return unsaved(FocalPersonFactory, **again, starts_on=date(2001, 12, 31))


def distinction_drawn_twice(*, other_way_round):
    first = DistinctionFactory()
    pair = (first.other, first.ngo) if other_way_round else (first.ngo, first.other)
    return unsaved(DistinctionFactory, ngo=pair[0], other=pair[1])


def ngo_apart_from_itself():
    ngo = NgoFactory()
    return unsaved(DistinctionFactory, ngo=ngo, other=ngo)


def merged_twice():
    first = NgoMergeFactory()
    return unsaved(NgoMergeFactory, merged=first.merged)


def record_merged_into_itself():
    ngo = NgoFactory()
    return unsaved(NgoMergeFactory, merged=ngo, survivor=ngo)


def second_decision(first_kind, first_until, second_kind, second_from):
    first = ObserverDecisionFactory(kind=first_kind, decided_on=date(2002, 6, 5), effective_until=first_until)
    return unsaved(ObserverDecisionFactory, ngo=first.ngo, kind=second_kind, decided_on=second_from)


BROKEN = [
    *broken_dates(DialogueEventFactory),
    *broken_citation(NgoCitationFactory, "ngo"),
    Broken(
        "ngo_is_dissolved_no_earlier_than_founded",
        "An NGO cannot be dissolved before it is founded.",
        lambda: NgoFactory.build(dissolved=True, founded_on=date(2002, 1, 1)),
    ),
    Broken("ngo_merged_names_its_survivor", MERGED_WRONGLY, lambda: NgoFactory.build(status="merged")),
    Broken("ngo_merged_names_its_survivor", MERGED_WRONGLY, lambda: NgoFactory.build(merged_into=NgoFactory())),
    Broken("ngo_is_not_merged_into_itself", "An NGO cannot be merged into itself.", ngo_merged_into_itself),
    Broken(
        "ngo_with_a_last_day_is_dissolved",
        "An NGO with a day of dissolution has the status dissolved.",
        lambda: NgoFactory.build(active=True, dissolved_on=date(2002, 1, 1)),
    ),
    Broken("ngo_has_a_name", "This field cannot be blank.", lambda: NgoFactory.build(name="")),
    Broken("ngoname_is_recorded_once", "The NGO has this name already.", name_recorded_twice),
    Broken(
        "ngoname_correction_gives_its_reason",
        "Give the reason for the correction.",
        lambda: unsaved(NgoNameFactory, kind="editors_correction"),
    ),
    Broken(
        "ngoname_ends_no_earlier_than_it_starts",
        "The name cannot end before it starts.",
        lambda: unsaved(NgoNameFactory, starts_on=date(2002, 1, 2), ends_on=date(2002, 1, 1)),
    ),
    *[
        Broken(
            "ngorelation_joins_two_ngos",
            "An NGO cannot be related to itself.",
            lambda kind=kind: ngo_related_to_itself(kind),
        )
        for kind in ("branch_of", "member_of", "supports")
    ],
    Broken(
        "ngorelation_ends_no_earlier_than_it_starts",
        "The relation cannot end before it starts.",
        lambda: unsaved(NgoRelationFactory, starts_on=date(2002, 1, 2), ends_on=date(2002, 1, 1)),
    ),
    *[
        Broken(
            "ngorelation_does_not_overlap_its_like",
            RELATED_ALREADY,
            lambda first=first, second=second: relation_recorded_twice(first, second),
        )
        for first, second in [
            ((None, None), (None, None)),
            ((date(2001, 1, 1), None), (date(2005, 1, 1), None)),
            ((None, date(2001, 12, 31)), (date(2001, 12, 31), None)),
        ]
    ],
    Broken(
        "identifier_names_one_living_ngo",
        "Another NGO, or this one, has this identifier already.",
        identifier_of_another,
    ),
    Broken("contact_is_recorded_once", "The NGO has a contact of this name already.", contact_recorded_twice),
    Broken(
        "participation_is_recorded_once",
        "The NGO is on this event's list already.",
        participation_recorded_twice,
    ),
    *[
        Broken(
            "observerdecision_ends_no_earlier_than_it_starts",
            "The decision cannot end before it takes effect.",
            lambda kind=kind: unsaved(ObserverDecisionFactory, kind=kind, effective_until=date(2002, 6, 4)),
        )
        for kind in ("applied", "granted", "renewed", "suspended", "withdrawn")
    ],
    *[
        Broken(
            "observerdecision_periods_of_status_do_not_overlap",
            OBSERVER_ALREADY,
            lambda first=first, until=until, second=second: second_decision(first, until, second, date(2004, 6, 5)),
        )
        for first, until, second in [
            ("granted", None, "granted"),
            ("granted", None, "renewed"),
            ("renewed", date(2004, 6, 5), "renewed"),
        ]
    ],
    Broken(
        "observerdecision_suspensions_do_not_overlap",
        SUSPENDED_ALREADY,
        lambda: second_decision("suspended", date(2004, 6, 5), "suspended", date(2004, 6, 5)),
    ),
    Broken(
        "focalperson_ends_no_earlier_than_it_starts",
        "Nobody can stop looking after an NGO before having begun.",
        lambda: unsaved(FocalPersonFactory, starts_on=date(2001, 1, 2), ends_on=date(2001, 1, 1)),
    ),
    Broken(
        "focalperson_does_not_overlap_its_like",
        "This person looks after the NGO for this office already.",
        focal_person_twice,
    ),
    Broken("journalnote_has_words", "This field cannot be blank.", lambda: unsaved(JournalNoteFactory, words="")),
    *[
        Broken(
            "distinction_is_drawn_once",
            "Somebody told the two apart already.",
            lambda other_way_round=other_way_round: distinction_drawn_twice(other_way_round=other_way_round),
        )
        for other_way_round in (False, True)
    ],
    Broken("distinction_is_between_two_ngos", "An NGO cannot be told apart from itself.", ngo_apart_from_itself),
    Broken("distinction_says_why", "This field cannot be blank.", lambda: unsaved(DistinctionFactory, reason="")),
    Broken("ngomerge_runs_once_for_a_record", "The record is merged already.", merged_twice),
    Broken("ngomerge_joins_two_records", "A record cannot be merged into itself.", record_merged_into_itself),
    Broken(
        "ngomerge_is_undone_by_somebody_at_some_time",
        UNDONE_BY_HALVES,
        lambda: unsaved(NgoMergeFactory, undone_at=datetime(2002, 1, 8, 9, tzinfo=UTC)),
    ),
    Broken(
        "ngomerge_is_undone_by_somebody_at_some_time",
        UNDONE_BY_HALVES,
        lambda: unsaved(NgoMergeFactory, undone_by=UserFactory()),
    ),
    Broken("ngomerge_says_why", "This field cannot be blank.", lambda: unsaved(NgoMergeFactory, words="")),
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told(broken):
    assert_people_are_told(broken)


@pytest.mark.parametrize(
    ("first", "until", "second"),
    [
        ("granted", date(2004, 6, 4), "renewed"),
        ("granted", None, "suspended"),
        ("granted", None, "withdrawn"),
        ("applied", None, "granted"),
        ("suspended", date(2004, 6, 4), "suspended"),
    ],
)
def test_decisions_that_follow_each_other_or_differ_in_kind_are_accepted(first, until, second):
    decision = second_decision(first, until, second, date(2004, 6, 5))

    decision.full_clean()
    decision.save()

    assert decision.pk


def test_a_relation_may_be_taken_up_again_after_its_end():
    relation = relation_recorded_twice((None, date(2001, 12, 31)), (date(2002, 1, 1), None))

    relation.full_clean()
    relation.save()

    assert relation.pk


def test_two_colleagues_may_look_after_one_ngo_for_one_office():
    first = FocalPersonFactory()

    second = FocalPersonFactory(ngo=first.ngo, office=first.office)

    assert set(first.ngo.focal_persons.all()) == {first, second}


def test_a_note_on_a_day_that_has_not_come_is_refused():
    note = unsaved(JournalNoteFactory, happened_on=date(2999, 1, 1))

    assert errors_of(note) == {"happened_on": ["This day has not come yet."]}
