"""The list of programmes, and what the page of one shows; as many queries whatever the number of rows."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activity_areas.models import ActivityArea
from common.fields import country_name
from common.models import SourceDocument
from common.permissions import Action, may
from common.querysets import Unnest
from partnerships.models import OtherParticipant, UnnamedPartners
from partnerships.pages.listing import Listing, Paged, listing, paged
from partnerships.pages.partners import Partners, partners, seen_by
from partnerships.pages.parts import Particular, Tab, documents_of, links_to, particulars, said
from programmes.filters import ProgrammeFilter
from programmes.models import FieldOffice, Programme, Stage


class ProgrammeLine(NamedTuple):
    """A programme in a list, where it works, and how many NGOs are known by name to take part."""

    programme: Programme
    areas: list[ActivityArea]
    offices: list[FieldOffice]
    places: list[str]
    ngos: int

    @property
    def words(self) -> list[str]:
        """Return what is known of it in one line."""
        row = self.programme
        stage = [row.get_stage_display()] if row.stage != Stage.NOT_STATED else []
        dates = [row.dates_in_words()] if row.date_precision else []
        kind = str(capfirst(row.get_kind_display()))
        return [kind, row.code, *stage, *dates, *map(str, self.offices), *self.places]


@dataclass(frozen=True)
class ProgrammeList:
    """The programmes that an address asks for."""

    listing: Listing
    paged: Paged
    lines: list[ProgrammeLine]

    @property
    def faults(self) -> list[str]:
        """Return what in the address made no sense."""
        return [*self.listing.faults, *([self.paged.fault] if self.paged.fault else [])]


@dataclass(frozen=True)
class ProgrammePage:
    """All that the page of a programme shows one reader."""

    programme: Programme
    areas: list[ActivityArea]
    partners: Partners
    unnamed: list[UnnamedPartners]
    others: list[OtherParticipant]
    citations: list[Any]
    glance: list[Particular]
    sources: list[SourceDocument]
    # Empty for those who may not edit it.
    edit_url: str

    @property
    def tabs(self) -> list[Tab]:
        """Return the sections, with how much is in each."""
        return [
            Tab("#about", _("About")),
            Tab("#partners", _("Partners"), self.partners.ngos),
            *([Tab("#unnamed", _("Without a name"), len(self.unnamed))] if self.unnamed else []),
            *([Tab("#others", _("Other parties"), len(self.others))] if self.others else []),
        ]


def programme_list(parameters: QueryDict, user: Any) -> ProgrammeList:
    """Return the programmes that the parameters ask for, a page of them."""
    rows = Programme.objects.visible_to(user)
    found = listing(ProgrammeFilter, rows, parameters, _offered(rows))
    page = paged(found.rows.with_links(), ("sort_key", "pk"), parameters)
    return ProgrammeList(listing=found, paged=page, lines=programme_lines(page.page.rows, user))


def _offered(rows: Any) -> dict[str, Any]:
    """Return what the list can be narrowed by; of countries, those in which a programme works."""
    codes = rows.order_by().annotate(value=Unnest(F("countries"), output_field=CharField()))
    countries = [(code, country_name(code)) for code in codes.values_list("value", flat=True).distinct()]
    return {
        "area": [(area.code, area) for area in ActivityArea.objects.all()],
        "office": [(office.code, office) for office in FieldOffice.objects.all()],
        "country": sorted(countries, key=lambda named: named[1]),
        "stage": [(value, capfirst(label)) for value, label in Stage.choices],
        "kind": [(value, capfirst(label)) for value, label in Programme.Kind.choices],
    }


def programme_lines(programmes: list[Any], user: Any) -> list[ProgrammeLine]:
    """Return the programmes, which need `with_links()`, with their areas, offices and numbers of partners."""
    counted = seen_by(user).filter(programme__in=[row.pk for row in programmes]).order_by()
    ngos = dict(counted.values_list("programme").annotate(Count("ngo", distinct=True)))
    return [
        ProgrammeLine(
            programme=row,
            areas=[link.area for link in row.programme_areas.all()],
            offices=[link.office for link in row.programme_offices.all()],
            places=places_of(row),
            ngos=ngos.get(row.pk, 0),
        )
        for row in programmes
    ]


def places_of(programme: Programme) -> list[str]:
    """Return the countries by name, and the places as printed."""
    return [*map(country_name, programme.countries), *programme.places]


def programme_page(programme: Any, user: Any, parameters: QueryDict) -> ProgrammePage:
    """Gather what the reader may see of a programme; it needs `with_links()`."""
    named = partners(programme, user, parameters)
    citations = list(programme.citations.select_related("document"))
    unnamed = list(UnnamedPartners.objects.visible_to(user).filter(programme=programme).select_related("document"))
    others = list(OtherParticipant.objects.visible_to(user).filter(programme=programme).select_related("document"))
    return ProgrammePage(
        programme=programme,
        areas=[link.area for link in programme.programme_areas.all()],
        partners=named,
        unnamed=unnamed,
        others=others,
        citations=citations,
        glance=_glance(programme),
        sources=documents_of([*citations, *named.citations, *unnamed, *others]),
        edit_url=programme.get_edit_url() if may(user, Action.CHANGE, programme) else "",
    )


def _glance(programme: Programme) -> list[Particular]:
    offices = [link.office for link in programme.programme_offices.all()]
    return particulars(
        (_("Kind"), said(capfirst(programme.get_kind_display()))),
        (_("Stage"), said(capfirst(programme.get_stage_display()))),
        (_("Dates"), said(capfirst(programme.dates_in_words()))),
        (_("Objective"), said(capfirst(programme.get_objective_display()))),
        (_("Offices"), links_to(offices)),
        (_("Countries"), said(*map(country_name, programme.countries))),
        (_("Places as printed"), said(*programme.places)),
    )
