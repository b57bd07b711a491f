"""Observer status on a day follows from the Council's decisions."""

from datetime import date

import pytest

from ngos.models import Ngo, ObserverDecision
from tests.factories import NgoFactory, ObserverDecisionFactory

pytestmark = pytest.mark.django_db

GRANT = ("granted", "2002-06-05", None)
GRANT_OF_TWO_YEARS = ("granted", "2002-06-05", "2004-06-04")
RENEWAL = ("renewed", "2004-06-05", "2006-06-04")
SUSPENSION = ("suspended", "2003-01-01", "2003-06-30")
SUSPENSION_WITHOUT_END = ("suspended", "2003-01-01", None)
WITHDRAWAL = ("withdrawn", "2003-05-01", None)
GRANT_UNTIL_THE_WITHDRAWAL = ("granted", "2002-06-05", "2003-04-30")
SECOND_GRANT = ("granted", "2005-01-01", None)

OBSERVER = [
    ("no decision", [], "2002-06-05", False),
    ("application alone", [("applied", "2001-01-01", None)], "2002-06-05", False),
    ("day before the grant", [GRANT], "2002-06-04", False),
    ("day of the grant", [GRANT], "2002-06-05", True),
    ("long after the grant", [GRANT], "2026-01-01", True),
    ("last day of the grant", [GRANT_OF_TWO_YEARS], "2004-06-04", True),
    ("day after the grant", [GRANT_OF_TWO_YEARS], "2004-06-05", False),
    ("first day of the renewal", [GRANT_OF_TWO_YEARS, RENEWAL], "2004-06-05", True),
    ("day after the renewal", [GRANT_OF_TWO_YEARS, RENEWAL], "2006-06-05", False),
    ("day before the suspension", [GRANT, SUSPENSION], "2002-12-31", True),
    ("first day of the suspension", [GRANT, SUSPENSION], "2003-01-01", False),
    ("last day of the suspension", [GRANT, SUSPENSION], "2003-06-30", False),
    ("day after the suspension", [GRANT, SUSPENSION], "2003-07-01", True),
    ("under a suspension without end", [GRANT, SUSPENSION_WITHOUT_END], "2026-01-01", False),
    ("day before the withdrawal", [GRANT, WITHDRAWAL], "2003-04-30", True),
    ("day of the withdrawal", [GRANT, WITHDRAWAL], "2003-05-01", False),
    ("long after the withdrawal", [GRANT, WITHDRAWAL], "2026-01-01", False),
    (
        "between withdrawal and second grant",
        [GRANT_UNTIL_THE_WITHDRAWAL, WITHDRAWAL, SECOND_GRANT],
        "2004-12-31",
        False,
    ),
    ("day of the second grant", [GRANT_UNTIL_THE_WITHDRAWAL, WITHDRAWAL, SECOND_GRANT], "2005-01-01", True),
    ("after the second grant", [GRANT_UNTIL_THE_WITHDRAWAL, WITHDRAWAL, SECOND_GRANT], "2026-01-01", True),
    ("renewal of a withdrawn grant", [GRANT_OF_TWO_YEARS, WITHDRAWAL, RENEWAL], "2004-06-05", True),
    ("suspended and withdrawn", [GRANT, SUSPENSION, WITHDRAWAL], "2003-07-01", False),
]


def decide(ngo, decisions):
    """Record the decisions on the NGO."""
    for kind, start, until in decisions:
        ObserverDecisionFactory(
            ngo=ngo,
            kind=kind,
            decided_on=date.fromisoformat(start),
            effective_until=date.fromisoformat(until) if until else None,
        )


@pytest.mark.parametrize(
    ("decisions", "on", "is_observer"), [row[1:] for row in OBSERVER], ids=[row[0] for row in OBSERVER]
)
def test_who_is_an_observer_on_a_day_follows_from_the_decisions(decisions, on, is_observer):
    ngo = NgoFactory(active=True)
    decide(ngo, decisions)
    decide(NgoFactory(active=True), [WITHDRAWAL, SUSPENSION_WITHOUT_END])

    observers = Ngo.objects.observer(on=date.fromisoformat(on))

    assert list(observers) == ([ngo] if is_observer else [])


def test_a_decision_takes_effect_later_than_the_day_it_is_taken():
    decision = ObserverDecisionFactory(decided_on=date(2002, 6, 5), effective_from=date(2003, 1, 1))

    assert not Ngo.objects.observer(on=date(2002, 12, 31)).exists()
    assert Ngo.objects.observer(on=date(2003, 1, 1)).get() == decision.ngo


def test_another_ngos_withdrawal_and_suspension_take_nothing_away():
    ngo = NgoFactory()
    decide(ngo, [GRANT])
    decide(NgoFactory(), [GRANT, WITHDRAWAL])
    decide(NgoFactory(), [GRANT, SUSPENSION_WITHOUT_END])

    observers = Ngo.objects.observer(on=date(2010, 1, 1))

    assert list(observers) == [ngo]


def test_the_decisions_of_a_day_are_those_in_effect_on_it():
    ngo = NgoFactory()
    decide(ngo, [GRANT, SUSPENSION, WITHDRAWAL])

    decisions = ObserverDecision.objects.covering(on=date(2003, 1, 1))

    assert sorted(decision.kind for decision in decisions) == ["granted", "suspended"]
