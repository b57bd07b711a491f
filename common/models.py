"""Bases that the records of every room share, and the documents that facts rest on."""

from typing import Any

from django.contrib.admin import display
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import fields
from common.history import tracked
from common.querysets import RecordQuerySet


class NaturalKeyModel(models.Model):
    """A row that fixtures name by its own values instead of a number."""

    natural_key_fields: tuple[str, ...] = ()

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """Return the values that name this row in a fixture; a relation gives its code."""
        values = [getattr(self, name) for name in self.natural_key_fields]
        return tuple(getattr(value, "code", value) for value in values)


class Record(NaturalKeyModel):
    """A row with a speaking code, which is its name in addresses, fixtures and the API."""

    natural_key_fields = ("code",)
    # The name of the address of its page, where it has one.
    page: str = ""
    # The same of the page on which it is edited.
    edit_page: str = ""
    # The column by which forms of the pages ask for one of too many to choose from a list; words of its name do too.
    named_by: str = ""

    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Return the address of the page on which people read this record; where it has none, of its form."""
        return reverse(self.page, args=[getattr(self, "code")]) if self.page else self.get_admin_url()  # noqa: B009

    def get_edit_url(self) -> str:
        """Return the address of the page on which this record is edited; where it has none, of its form."""
        return reverse(self.edit_page, args=[getattr(self, "code")]) if self.edit_page else self.get_admin_url()  # noqa: B009

    def get_admin_url(self) -> str:
        """Return the address of the form on which staff edit this record."""
        return reverse(f"admin:{self._meta.label_lower.replace('.', '_')}_change", args=[self.pk])


class DatePrecision(models.TextChoices):
    """How exactly the days of a period are known."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


# Languages say “since” in another way before a day than before a month or a year.
SINCE = {
    DatePrecision.DAY: _("since %(day)s"),
    DatePrecision.MONTH: _("since %(month)s"),
    DatePrecision.YEAR: _("since %(year)s"),
}
UNTIL = {
    DatePrecision.DAY: _("until %(day)s"),
    DatePrecision.MONTH: _("until %(month)s"),
    DatePrecision.YEAR: _("until %(year)s"),
}


class DatedModel(models.Model):
    """Dates as known: a first day, a last day, and how exactly they are known.

    A year known alone is its first and last day with precision year, a month likewise. Both days are
    inclusive; a missing last day means "until further notice", a missing first day "not known".
    """

    first_day = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Of a year or month: its first day.")
    )
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("Of a year or month: its last day."))
    date_precision = fields.CharField(
        _("dates known"),
        max_length=5,
        choices=DatePrecision,
        blank=True,
        help_text=_("Leave empty without dates."),
    )
    certainly_begun_by = models.GeneratedField(
        expression=Func(F("first_day"), F("date_precision"), function="last_day_of"),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )
    certainly_ends_from = models.GeneratedField(
        expression=Func(F("last_day"), F("date_precision"), function="first_day_of"),
        output_field=models.DateField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_no_earlier_than_it_starts",
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is earlier than the first day."),
            ),
            models.CheckConstraint(
                name="%(class)s_says_how_exactly_its_dates_are_known",
                condition=Q(first_day=None, last_day=None, date_precision="")
                | (~Q(first_day=None, last_day=None) & ~Q(date_precision="")),
                violation_error_message=_(
                    "Say how exactly the dates are known; leave that empty where there are none."
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_dates_fit_their_precision",
                condition=(
                    Q(first_day=None) | Q(first_day=Func(F("first_day"), F("date_precision"), function="first_day_of"))
                )
                & (Q(last_day=None) | Q(last_day=Func(F("last_day"), F("date_precision"), function="last_day_of"))),
                violation_error_message=_(
                    "Known to the year, the days are 1 January and 31 December; to the month, its first and last day."
                ),
            ),
        ]

    @display(description=_("dates"), ordering="first_day")
    def dates_in_words(self) -> str:
        """Return the period as people say it: “2001”, “March 2001 – 2002”, “since 4 May 2001”, “not dated”."""
        first, last = (_day_in_words(day, self.date_precision) for day in (self.first_day, self.last_day))
        if first and last:
            return first if first == last else f"{first} – {last}"
        if not (first or last):
            return str(_("not dated"))
        words = (SINCE if first else UNTIL)[DatePrecision(self.date_precision)]
        return str(words) % {self.date_precision: first or last}


def _day_in_words(day: Any, precision: str) -> str:
    formats = {DatePrecision.YEAR: "Y", DatePrecision.MONTH: "YEAR_MONTH_FORMAT"}
    return date_format(day, formats.get(DatePrecision(precision), "DATE_FORMAT")) if day and precision else ""


@tracked()
class SourceDocument(Record, DatedModel):
    """A paper, page or other document on which facts of the registry rest."""

    class Kind(models.TextChoices):
        """What sort of document it is."""

        COUNCIL_PAPER = "council_paper", _("Council paper")
        INFORMATION_PAPER = "information_paper", _("information paper")
        CONSTITUTION = "constitution", _("constitution")
        WEB_PAGE = "web_page", _("web page")
        AGREEMENT = "agreement", _("agreement")
        REPORT = "report", _("report")
        LETTER = "letter", _("letter")
        OTHER = "other", _("other document")

    named_by = "code"

    code = fields.CodeField(prefix="DOC")
    title = fields.CharField(_("title"), max_length=300)
    symbol = fields.CharField(_("symbol"), max_length=60, blank=True, help_text=_("As printed, such as MC/INF/236."))
    kind = fields.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    link = fields.URLField(_("link"), max_length=500, blank=True)
    note = fields.TextField(_("note"), blank=True)
    search_text = fields.folded("title", "symbol", "code")

    class Meta(DatedModel.Meta):
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        ordering = ["code"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                name="sourcedocument_symbol_names_one_document",
                fields=["symbol"],
                condition=~Q(symbol=""),
                violation_error_message=_("Another document has this symbol."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}".strip()

    @property
    def called(self) -> str:
        """Return what a citation calls the document: its symbol or what it is; its title where neither says much."""
        return self.symbol or (self.title if self.kind == self.Kind.OTHER else capfirst(self.get_kind_display()))


class Citation(NaturalKeyModel):
    """Where a fact stands: document, paragraph, and what the paragraph says in one sentence of our own."""

    class Part(models.TextChoices):
        """The part of the document in which paragraphs are counted."""

        BODY = "body", _("body")
        ANNEX = "annex", _("annex")
        ITEM = "item", _("numbered item")
        FOOTNOTE = "footnote", _("footnote")
        WHOLE = "whole", _("the document as a whole")

    document = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("document")
    )
    part = fields.CharField(_("part"), max_length=8, choices=Part, default=Part.BODY)
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), null=True, blank=True)
    sentence = fields.TextField(_("what it says"), help_text=_("One sentence in our own words."))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.document}, {self.where}"

    @property
    @display(description=_("cited at"))
    def where(self) -> str:
        """Return the place in the document as exports print it: “annex 23”, “body 18”."""
        return f"{self.part} {self.paragraph}" if self.paragraph else str(self.part)

    @property
    def place(self) -> str:
        """Return the place in the document in words: “annex, paragraph 23”, “paragraph 18”, “as a whole”."""
        if self.part == self.Part.WHOLE:
            return gettext("as a whole")
        if self.paragraph is None:
            return str(self.get_part_display())
        places = {
            self.Part.BODY: gettext("paragraph %(number)d"),
            self.Part.ANNEX: gettext("annex, paragraph %(number)d"),
            self.Part.ITEM: gettext("item %(number)d"),
            self.Part.FOOTNOTE: gettext("footnote %(number)d"),
        }
        return places[self.Part(self.part)] % {"number": self.paragraph}


class TickJob(models.Model):
    """When a job of the tick, or the whole round, was last done; kept by `common/tick.py`."""

    # It tells of the running, not of the domain, and has no history.
    is_passing = True

    name = fields.CharField(_("name"), max_length=60, primary_key=True)
    done_at = models.DateTimeField(_("last done"))

    class Meta:
        verbose_name = _("job of the tick")
        verbose_name_plural = _("jobs of the tick")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def citation_constraints(owner: str) -> list[models.BaseConstraint]:
    """Return the constraint of a citation table: a paragraph is cited once for each owner."""
    return [
        models.UniqueConstraint(
            name=f"{owner}citation_cites_a_paragraph_once",
            fields=[owner, "document", "part", "paragraph"],
            nulls_distinct=False,
            violation_error_message=_("This paragraph is cited already."),
        )
    ]
