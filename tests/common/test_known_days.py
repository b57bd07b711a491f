"""Days as people know and type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from common.known_days import KnownDay, KnownDayField, typed
from common.models import DatePrecision

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), YEAR),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), MONTH),
        ("2024-2", date(2024, 2, 1), date(2024, 2, 29), MONTH),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29), MONTH),
        (" 2026-03-14 ", date(2026, 3, 14), date(2026, 3, 14), DAY),
    ],
)
def test_a_typed_day_means_the_days_that_it_may_be(text, first, last, precision):
    assert KnownDayField().clean(text) == KnownDay(first, last, precision)


@pytest.mark.parametrize("text", ["yesterday", "0000", "2026-13", "2026-02-30", "14/03/2026", "20261", "٢٠٢٦-٠٢-٣٠"])
def test_what_is_no_day_is_told_with_what_would_be_one(text):
    with pytest.raises(ValidationError, match="2026, 2026-03 or 2026-03-14"):
        KnownDayField().clean(text)


def test_nothing_typed_is_no_day():
    assert KnownDayField(required=False).clean("") is None


@pytest.mark.parametrize(("precision", "words"), [(DAY, "2026-03-01"), (MONTH, "2026-03"), (YEAR, "2026")])
def test_a_stored_day_is_shown_as_it_would_be_typed(precision, words):
    assert typed(date(2026, 3, 1), precision) == words
    assert typed(None, precision) == ""
