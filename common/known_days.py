"""Days as people know and type them: a year, a month of a year, or a day."""

import re
from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.models import DatePrecision

FORMS = {
    DatePrecision.YEAR: re.compile(r"(?P<year>\d{4})"),
    DatePrecision.MONTH: re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<month_first>\d{1,2})/(?P<its_year>\d{4})"),
    DatePrecision.DAY: re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
}


class KnownDay(NamedTuple):
    """The days that may be meant, from the first to the last, and how exactly that is known."""

    first: date
    last: date
    precision: DatePrecision

    def __str__(self) -> str:
        return typed(self.first, self.precision)


def typed(day: date | None, precision: str) -> str:
    """Return a day as it is typed with this precision: 2026, 2026-03 or 2026-03-14."""
    if day is None:
        return ""
    length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(DatePrecision(precision), 10)
    return day.isoformat()[:length]


def read(text: str) -> KnownDay:
    """Return what a typed day means; a ValueError says that it is none."""
    for precision, form in FORMS.items():
        if found := form.fullmatch(text):
            parts = found.groupdict()
            year = int(parts.get("its_year") or parts["year"])
            month = int(parts.get("month_first") or parts.get("month") or 0)
            if precision == DatePrecision.YEAR:
                return KnownDay(date(year, 1, 1), date(year, 12, 31), precision)
            if precision == DatePrecision.MONTH:
                first = date(year, month, 1)
                return KnownDay(first, first.replace(day=monthrange(year, month)[1]), precision)
            day = date(year, month, int(parts["day"]))
            return KnownDay(day, day, precision)
    raise ValueError(text)


class KnownDayField(forms.CharField):
    """A year, a month or a day, typed as 2026, 2026-03 or 2026-03-14; its value is a `KnownDay` or None."""

    default_error_messages = {
        "invalid": _("Type a year, a month or a day that there is: 2026, 2026-03 or 2026-03-14."),
    }

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", _("As far as you know: 2026, 2026-03 or 2026-03-14."))
        super().__init__(max_length=10, empty_value=None, **given)

    def clean(self, value: Any) -> Any:
        """Return the day as known."""
        text = super().clean(value)
        if text is None:
            return None
        try:
            return read(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], "invalid") from error
