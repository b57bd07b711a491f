"""The list of areas of activity, and what the page of one shows; as many queries whatever the number of rows."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from activity_areas.models import ActivityArea, Service
from common.models import SourceDocument
from common.permissions import Action, may
from partnerships.pages.partners import Partners, partners
from partnerships.pages.parts import Particular, Shown, Tab, documents_of, in_words, particulars, said, shown
from partnerships.pages.programme import ProgrammeLine, programme_lines
from partnerships.pages.tallies import NgoCount, ngo_counts
from programmes.models import Programme, ProgrammeArea


class AreaLine(NamedTuple):
    """An area in a list, with its numbers of NGOs and programmes."""

    area: ActivityArea
    ngos: NgoCount
    programmes: int


@dataclass(frozen=True)
class AreaPage:
    """All that the page of an area shows one reader."""

    area: ActivityArea
    partners: Partners
    programmes: Shown
    programme_lines: list[ProgrammeLine]
    services: list[Service]
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
            Tab("#services", _("Services"), len(self.services)),
            Tab("#partners", _("Partners"), self.partners.ngos),
            Tab("#programmes", _("Programmes"), self.programmes.count),
        ]


def area_lines() -> list[AreaLine]:
    """Return the areas in use, and the retired ones that partnerships still name."""
    ngos = ngo_counts("area", ActivityArea.objects.values_list("pk", flat=True))
    programmes = dict(ProgrammeArea.objects.order_by().values_list("area").annotate(Count("pk")))
    named = ActivityArea.objects.filter(pk__in=[pk for pk, count in ngos.items() if count.number])
    areas = ActivityArea.objects.in_use(timezone.localdate()) | named
    return [AreaLine(area, ngos[area.pk], programmes.get(area.pk, 0)) for area in areas]


def area_page(area: Any, user: Any, parameters: QueryDict) -> AreaPage:
    """Gather what the reader may see of an area."""
    found = partners(area, user, parameters)
    citations = list(area.citations.select_related("document"))
    services = list(area.services.select_related("document"))
    programmes = shown(Programme.objects.visible_to(user).filter(programme_areas__area=area).with_links())
    return AreaPage(
        area=area,
        partners=found,
        programmes=programmes,
        programme_lines=programme_lines(programmes.rows, user),
        services=services,
        citations=citations,
        glance=_glance(area),
        sources=documents_of([*citations, *services, *found.citations]),
        edit_url=area.get_edit_url() if may(user, Action.CHANGE, area) else "",
    )


def _glance(area: ActivityArea) -> list[Particular]:
    return particulars(
        (_("Name on the NGO page"), said(area.name_on_page or _("not on it"))),
        (_("Name in the Council paper"), said(area.name_in_paper or _("not in it"))),
        (
            _("Cross-cutting"),
            said(_("a theme in all work, not only an activity of its own") if area.is_cross_cutting else ""),
        ),
        (_("Retired"), said(in_words(area.retired_on) if area.retired_on else "")),
    )
