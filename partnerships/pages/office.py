"""The list of offices, and what the page of one shows; as many queries whatever the number of rows."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.fields import country_name
from common.models import SourceDocument
from common.permissions import Action, may
from ngos.models import FocalPerson
from partnerships.pages.listing import Choices, Listing, listing
from partnerships.pages.partners import Partners, partners
from partnerships.pages.parts import Particular, Shown, Tab, documents_of, links_to, particulars, said, shown
from partnerships.pages.programme import ProgrammeLine, programme_lines
from partnerships.pages.tallies import NgoCount, ngo_counts
from programmes.filters import FieldOfficeFilter
from programmes.models import FieldOffice, Programme, ProgrammeOffice

FOCAL_PERSONS_SHOWN = 100


class OfficeLine(NamedTuple):
    """An office in a list, with its numbers of NGOs and programmes."""

    office: FieldOffice
    ngos: NgoCount
    programmes: int


class Country(NamedTuple):
    """A country and the offices in it."""

    name: str
    offices: list[OfficeLine]


@dataclass(frozen=True)
class OfficeList:
    """The offices that an address asks for, country by country."""

    listing: Listing
    countries: list[Country]
    count: int


@dataclass(frozen=True)
class OfficePage:
    """All that the page of an office shows one reader."""

    office: FieldOffice
    partners: Partners
    programmes: Shown
    programme_lines: list[ProgrammeLine]
    focal_persons: Shown
    citations: list[Any]
    glance: list[Particular]
    sources: list[SourceDocument]
    # Empty for those who may not edit it.
    edit_url: str

    @property
    def tabs(self) -> list[Tab]:
        """Return the sections, with how much is in each."""
        return [
            Tab("#partners", _("Partners"), self.partners.ngos),
            Tab("#programmes", _("Programmes"), self.programmes.count),
            Tab("#focal-persons", _("Focal persons"), self.focal_persons.count),
            Tab("#sources", _("Sources"), len(self.citations)),
        ]


def office_list(parameters: QueryDict, user: Any) -> OfficeList:
    """Return the offices that the parameters ask for."""
    rows = FieldOffice.objects.visible_to(user)
    codes = rows.order_by().values_list("country", flat=True).distinct()
    offered: dict[str, Choices] = {
        "country": sorted(((code, country_name(code)) for code in codes), key=lambda named: named[1]),
        "kind": [(value, capfirst(label)) for value, label in FieldOffice.Kind.choices],
    }
    found = listing(FieldOfficeFilter, rows, parameters, offered)
    ngos = ngo_counts("office", [row.pk for row in found.rows])
    programmes = dict(ProgrammeOffice.objects.order_by().values_list("office").annotate(Count("pk")))
    lines = [OfficeLine(row, ngos[row.pk], programmes.get(row.pk, 0)) for row in found.rows]
    lines.sort(key=lambda line: country_name(line.office.country))
    grouped = groupby(lines, key=lambda line: country_name(line.office.country))
    return OfficeList(
        listing=found, countries=[Country(name, list(group)) for name, group in grouped], count=len(lines)
    )


def office_page(office: Any, user: Any, parameters: QueryDict) -> OfficePage:
    """Gather what the reader may see of an office."""
    found = partners(office, user, parameters)
    citations = list(office.citations.select_related("document"))
    programmes = shown(Programme.objects.visible_to(user).filter(programme_offices__office=office).with_links())
    in_charge = FocalPerson.objects.visible_to(user).in_charge(timezone.localdate()).filter(office=office)
    return OfficePage(
        office=office,
        partners=found,
        programmes=programmes,
        programme_lines=programme_lines(programmes.rows, user),
        focal_persons=shown(
            in_charge.select_related("ngo", "user").order_by("user__name", "user", "ngo__sort_key", "pk"),
            FOCAL_PERSONS_SHOWN,
        ),
        citations=citations,
        glance=_glance(office),
        sources=documents_of([*citations, *found.citations]),
        edit_url=office.get_edit_url() if may(user, Action.CHANGE, office) else "",
    )


def _glance(office: FieldOffice) -> list[Particular]:
    dated = bool(office.date_precision)
    return particulars(
        (_("Kind"), said(capfirst(office.get_kind_display()))),
        (_("City"), said(office.city)),
        (_("Country"), said(country_name(office.country))),
        (_("Also covers"), said(*map(country_name, office.countries_covered))),
        (_("Reports to"), links_to([office.parent] if office.parent else [])),
        (_("Offices that report to it"), links_to(office.sub_offices.all())),
        (_("Open"), said(office.dates_in_words() if dated else "")),
    )
