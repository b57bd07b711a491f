"""What the pages of records are put together from: particulars, tabs, rows shown with how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.fields import country_name
from common.models import SourceDocument
from partnerships.models import Partnership
from programmes.models import FieldOffice, Stage

# Rows of one kind that a page shows at most; what is beyond them is counted.
MOST_SHOWN = 50


class Value(NamedTuple):
    """A few words, and the address to which they lead, if any."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Tab:
    """A section of a page, or a page beside it, with how much is in it."""

    address: str
    label: str
    count: int | None = None
    is_here: bool = False


@dataclass(frozen=True)
class Particular:
    """A label and what stands under it."""

    label: str
    values: list[Value]


@dataclass(frozen=True)
class Shown:
    """The first rows of a kind, and how many there are."""

    rows: list[Any]
    count: int

    @property
    def hidden(self) -> int:
        """Return how many rows are not shown."""
        return self.count - len(self.rows)


def shown(rows: Any, most: int = MOST_SHOWN) -> Shown:
    """Read the first rows and count them all."""
    return Shown(rows=list(rows[:most]), count=rows.count())


def links_to(rows: Iterable[Any]) -> list[Value]:
    """Return the name of each record with the address of its page."""
    return [Value(str(row), row.get_absolute_url()) for row in rows]


def said(*words: str) -> list[Value]:
    """Return the words that say something."""
    return [Value(one) for one in words if one]


def particulars(*pairs: tuple[str, list[Value]]) -> list[Particular]:
    """Return the labels under which something is known."""
    return [Particular(label, values) for label, values in pairs if values]


def in_words(day: date) -> str:
    """Return the day as people write it."""
    return date_format(day, "DATE_FORMAT")


def period(first: date | None, last: date | None) -> str:
    """Return the days from one to the other in words; nothing where neither is known."""
    if first and last:
        return in_words(first) if first == last else f"{in_words(first)} – {in_words(last)}"
    if first:
        return _("since %(day)s") % {"day": in_words(first)}
    return _("until %(day)s") % {"day": in_words(last)} if last else ""


def documents_of(citations: Iterable[Any]) -> list[SourceDocument]:
    """Return the documents that the citations name, each once."""
    return list({citation.document_id: citation.document for citation in citations}.values())


@dataclass(frozen=True)
class Entry:
    """One partnership in words; it needs `with_everything()`."""

    partnership: Partnership
    offices: list[FieldOffice] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the offices, the leading one first."""
        row = self.partnership
        lead = [row.office] if row.office else []
        through = [link.office for link in row.programme.programme_offices.all()] if row.programme else []
        object.__setattr__(self, "offices", list({office.pk: office for office in [*lead, *through]}.values()))

    @property
    def title(self) -> str:
        """Return the programme's title; where there is none, with which office or where they work."""
        row = self.partnership
        if row.programme:
            return row.programme.title
        if row.office:
            return _("Work with %(office)s") % {"office": row.office}
        return _("Work in %(places)s") % {"places": ", ".join(self.places)}

    @property
    def address(self) -> str:
        """Return the address of the programme's page or, where there is none, of the partnership's."""
        return (self.partnership.programme or self.partnership).get_absolute_url()

    @property
    def places(self) -> list[str]:
        """Return the countries and places, of the programme where the partnership itself names none."""
        row = self.partnership
        where = row if row.countries or row.places or not row.programme else row.programme
        return list(dict.fromkeys([*map(country_name, where.countries), *where.places]))

    @property
    def areas(self) -> list[Any]:
        """Return the areas of activity."""
        return [link.area for link in self.partnership.partnership_areas.all()]

    @property
    def line(self) -> list[Value]:
        """Return offices, countries and areas, and the code, each with its page."""
        row = self.partnership
        code = Value(row.code, row.get_absolute_url())
        return [*links_to(self.offices), *said(*self.places), *links_to(self.areas), code]

    @property
    def capacities(self) -> list[tuple[str, str, str]]:
        """Return each role with its word, and the capacities in it."""
        labels: dict[str, str] = {}
        held: dict[str, list[str]] = {}
        for role in self.partnership.roles.all():
            labels[role.role] = role.get_role_display()
            held.setdefault(role.role, []).append(role.get_capacity_display())
        return [(role, label, ", ".join(held[role])) for role, label in labels.items()]

    @property
    def roles(self) -> list[tuple[str, str]]:
        """Return each role with the words for it and for the capacities in it."""
        return [(role, f"{label}: {capacities}") for role, label, capacities in self.capacities]

    @property
    def services(self) -> list[str]:
        """Return the services, each with the phases of a return in which it is given."""
        phases: dict[str, list[str]] = {}
        for link in self.partnership.partnership_services.all():
            phases.setdefault(str(link.service), []).extend([link.get_phase_display()] if link.phase else [])
        return [f"{service} ({', '.join(when)})" if when else service for service, when in phases.items()]

    @property
    def people(self) -> list[str]:
        """Return the people served."""
        return [str(link.people) for link in self.partnership.partnership_people.all()]

    @property
    def terms(self) -> list[str]:
        """Return whom it serves, how the two stand to each other, and how far it has come."""
        row = self.partnership
        served = [_("people served: %(people)s") % {"people": ", ".join(self.people)}] if self.people else []
        mode = [row.get_mode_display()] if row.mode else []
        stage = [row.get_stage_display()] if row.stage != Stage.NOT_STATED else []
        return [capfirst(one) if number == 0 else one for number, one in enumerate([*served, *mode, *stage])]
