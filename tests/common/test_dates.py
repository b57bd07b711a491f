"""Dates as known: what is certainly in force on a day, what may be, and how people read it."""

from datetime import date

import pytest
from django.db import connection
from django.utils.translation import override

from programmes.models import Programme
from tests.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

CERTAIN, UNDECIDED, NOT = "certain", "undecided", "not"

IN_FORCE = [
    # Known to the day, both days included.
    ("2001-05-04", "2002-03-01", "day", "2001-05-03", NOT),
    ("2001-05-04", "2002-03-01", "day", "2001-05-04", CERTAIN),
    ("2001-05-04", "2002-03-01", "day", "2002-03-01", CERTAIN),
    ("2001-05-04", "2002-03-01", "day", "2002-03-02", NOT),
    ("2001-05-04", "2001-05-04", "day", "2001-05-04", CERTAIN),
    # Known to the month: begun at its end at the latest, ended at its beginning at the earliest.
    ("2001-05-01", "2002-03-31", "month", "2001-04-30", NOT),
    ("2001-05-01", "2002-03-31", "month", "2001-05-01", UNDECIDED),
    ("2001-05-01", "2002-03-31", "month", "2001-05-30", UNDECIDED),
    ("2001-05-01", "2002-03-31", "month", "2001-05-31", CERTAIN),
    ("2001-05-01", "2002-03-31", "month", "2002-03-01", CERTAIN),
    ("2001-05-01", "2002-03-31", "month", "2002-03-02", UNDECIDED),
    ("2001-05-01", "2002-03-31", "month", "2002-03-31", UNDECIDED),
    ("2001-05-01", "2002-03-31", "month", "2002-04-01", NOT),
    ("2004-02-01", "2004-02-29", "month", "2004-02-15", UNDECIDED),
    # Known to the year.
    ("2001-01-01", "2003-12-31", "year", "2000-12-31", NOT),
    ("2001-01-01", "2003-12-31", "year", "2001-01-01", UNDECIDED),
    ("2001-01-01", "2003-12-31", "year", "2001-12-30", UNDECIDED),
    ("2001-01-01", "2003-12-31", "year", "2001-12-31", CERTAIN),
    ("2001-01-01", "2003-12-31", "year", "2003-01-01", CERTAIN),
    ("2001-01-01", "2003-12-31", "year", "2003-01-02", UNDECIDED),
    ("2001-01-01", "2003-12-31", "year", "2003-12-31", UNDECIDED),
    ("2001-01-01", "2003-12-31", "year", "2004-01-01", NOT),
    ("2001-01-01", "2001-12-31", "year", "2001-06-15", UNDECIDED),
    # Without a last day it goes on; without a first day nobody knows whether it had begun.
    ("2001-05-04", None, "day", "2001-05-03", NOT),
    ("2001-05-04", None, "day", "2001-05-04", CERTAIN),
    ("2001-05-04", None, "day", "2999-01-01", CERTAIN),
    ("2001-01-01", None, "year", "2001-06-15", UNDECIDED),
    ("2001-01-01", None, "year", "2002-01-01", CERTAIN),
    (None, "2002-03-01", "day", "1951-01-01", UNDECIDED),
    (None, "2002-03-01", "day", "2002-03-01", UNDECIDED),
    (None, "2002-03-01", "day", "2002-03-02", NOT),
    (None, None, "", "2001-06-15", UNDECIDED),
]


def day(text):
    """Return the day, or None where there is none."""
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("first", "last", "precision", "on", "expected"), IN_FORCE)
def test_what_is_in_force_on_a_day_follows_from_the_dates_as_known(first, last, precision, on, expected):
    ProgrammeFactory(first_day=day(first), last_day=day(last), date_precision=precision)

    programmes = Programme.objects.all()

    assert programmes.in_force(on=day(on)).exists() == (expected == CERTAIN)
    assert programmes.maybe_in_force(on=day(on)).exists() == (expected != NOT)
    assert programmes.undecided_in_force(on=day(on)).exists() == (expected == UNDECIDED)


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2001-01-01", "2001-12-31", "year", "2001"),
        ("2001-01-01", "2002-12-31", "year", "2001 – 2002"),
        ("2001-01-01", None, "year", "since 2001"),
        (None, "2001-12-31", "year", "until 2001"),
        ("2001-03-01", "2001-03-31", "month", "March 2001"),
        ("2001-03-01", "2002-02-28", "month", "March 2001 – February 2002"),
        ("2001-03-01", None, "month", "since March 2001"),
        ("2001-05-04", "2001-05-04", "day", "4 May 2001"),
        ("2001-05-04", "2002-11-30", "day", "4 May 2001 – 30 November 2002"),
        ("2001-05-04", None, "day", "since 4 May 2001"),
        (None, "2001-05-04", "day", "until 4 May 2001"),
        (None, None, "", "not dated"),
    ],
)
def test_dates_are_told_as_people_say_them(first, last, precision, words):
    programme = ProgrammeFactory.build(first_day=day(first), last_day=day(last), date_precision=precision)

    assert programme.dates_in_words() == words


@pytest.mark.parametrize(
    ("language", "precision", "first", "last", "words"),
    [
        ("fr", "day", "2006-05-03", None, "depuis le 3 mai 2006"),
        ("fr", "month", "2006-05-01", None, "depuis mai 2006"),
        ("fr", "year", "2006-01-01", None, "depuis 2006"),
        ("fr", "day", None, "2006-05-03", "jusqu’au 3 mai 2006"),
        ("fr", "month", None, "2006-05-31", "jusqu’en mai 2006"),
        ("es", "day", "2006-05-03", None, "desde el 3 de mayo de 2006"),
        ("es", "month", "2006-05-01", None, "desde mayo de 2006"),
        ("es", "year", "2006-01-01", None, "desde 2006"),
        ("es", "day", None, "2006-05-03", "hasta el 3 de mayo de 2006"),
        ("es", "year", None, "2006-12-31", "hasta 2006"),
    ],
)
def test_a_day_a_month_and_a_year_are_told_as_each_language_does(language, precision, first, last, words):
    programme = ProgrammeFactory(first_day=day(first), last_day=day(last), date_precision=precision)

    with override(language):
        assert programme.dates_in_words() == words


def test_the_latest_come_first_and_the_undated_last():
    undated = ProgrammeFactory(undated=True)
    old = ProgrammeFactory(first_day=date(1999, 5, 4), date_precision="day")
    new = ProgrammeFactory(in_2001=True)

    programmes = list(Programme.objects.latest_first())

    assert programmes == [new, old, undated]


def test_raw_sql_cannot_leave_the_certain_days_behind():
    programme = ProgrammeFactory(in_2001=True)

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programmes_programme SET first_day = '2000-01-01', last_day = '2002-12-31' WHERE id = %s",
            [programme.pk],
        )

    assert Programme.objects.in_force(on=date(2001, 6, 15)).get() == programme
