"""The export of partnerships: one line for each, and for each party that stands beside them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import QueryDict

from partnerships.filters import OtherParticipantFilter, PartnershipFilter, UnnamedPartnersFilter
from partnerships.models import OtherParticipant, Partnership, UnnamedPartners
from partnerships.pages.directory import Directory, Item, items
from programmes.models import FieldOffice, Programme

COLUMNS = (
    "code",
    "kind",
    "ngo_code",
    "ngo",
    "other_names",
    "roles",
    "capacities",
    "programme_code",
    "programme",
    "areas",
    "services",
    "offices",
    "countries",
    "places",
    "stage",
    "first_day",
    "last_day",
    "source_document",
    "source_paragraph",
    "evidence",
)
NGO_COLUMNS = (
    "code",
    "name",
    "acronym",
    "other_names",
    "scope",
    "kind",
    "status",
    "headquarters",
    "countries_of_presence",
    "is_observer",
    "part_of",
    "partnerships",
    "programmes",
    "roles",
    "areas",
    "offices",
    "as_of",
    "in_force",
)
ROWS_AT_ONCE = 500

Line = list[object]


def lines(partnerships: Any, filters: QueryDict, request: Any = None) -> Iterator[Line]:
    """Yield the lines of the partnerships given, then of what stands beside them and fits the same filters.

    What stands beside partnerships is left out where a filter is given that it cannot have, such as an NGO.
    """
    complete = partnerships.prefetch_related(None).with_everything().order_by("code")
    for row in complete.iterator(chunk_size=ROWS_AT_ONCE):
        yield partnership_line(row)
    for row in _beside(UnnamedPartnersFilter, filters, request):
        yield unnamed_line(row)
    for row in _beside(OtherParticipantFilter, filters, request):
        yield participant_line(row)


def _beside(filterset_class: Any, filters: QueryDict, request: Any) -> Iterable[Any]:
    known: Iterable[str] = PartnershipFilter.base_filters  # type: ignore[attr-defined]
    given = {name for name in known if any(map(str.strip, filters.getlist(name)))}
    if not given <= set(filterset_class.base_filters):
        return []
    rows = filterset_class._meta.model.objects.all()
    if request is not None:
        rows = rows.visible_to(request.user)
    kept: Any = filterset_class(filters, rows, request=request).qs
    return kept.with_programme().order_by("code").iterator(chunk_size=ROWS_AT_ONCE)  # type: ignore[no-any-return]


def partnership_line(row: Partnership) -> Line:
    """Return the line of a partnership, with every name its NGO has on record."""
    citations = list(row.citations.all())
    offices = [row.office] if row.office else []
    return [
        row.code,
        "partnership",
        row.ngo.code,
        row.ngo.name,
        _once([row.ngo.acronym, *(other.name for other in row.ngo.names.all())], besides=row.ngo.name),
        _once(role.role for role in row.roles.all()),
        _once(role.capacity for role in row.roles.all()),
        row.programme.code if row.programme else "",
        row.programme.title if row.programme else "",
        _once(through.area.name for through in row.partnership_areas.all()),
        _once(through.service.name for through in row.partnership_services.all()),
        _once(office.name for office in [*offices, *_programme_offices(row.programme)]),
        row.countries,
        row.places,
        row.stage,
        row.first_day,
        row.last_day,
        _once(str(citation.document) for citation in citations),
        _once(citation.where for citation in citations),
        [citation.sentence for citation in citations],
    ]


def ngo_lines(directory: Directory) -> Iterator[Line]:
    """Yield a line for each NGO that the directory shows, in its order.

    As of a day, “in_force” says whether their partnerships certainly are, or are not dated well enough to say.
    """
    rows = directory.sorted_rows.prefetch_related("names")
    found = rows.iterator(chunk_size=ROWS_AT_ONCE)
    while some := list(islice(found, ROWS_AT_ONCE)):
        for item in items(some, directory.day, directory.certainty):
            yield ngo_line(item, directory)


def ngo_line(item: Item, directory: Directory) -> Line:
    """Return the line of an NGO with what its approved partnerships say."""
    ngo = item.ngo
    return [
        ngo.code,
        ngo.name,
        ngo.acronym,
        _once((name.name for name in ngo.names.all()), besides=ngo.name),
        ngo.scope,
        ngo.kind,
        ngo.status,
        ngo.headquarters,
        ngo.countries_of_presence,
        ngo.is_observer,
        [other.name for other in item.part_of],
        item.partnerships,
        item.programmes,
        [role.value for role in item.roles],
        [area.name for area in item.areas],
        [office.name for office in item.offices],
        directory.day,
        directory.certainty if directory.day else "",
    ]


def unnamed_line(row: UnnamedPartners) -> Line:
    """Return the line of partners without a name; the words for them stand where other names stand."""
    return _line_beside(row, "unnamed partners", called=row.words, role=row.role, capacity=row.capacity)


def participant_line(row: OtherParticipant) -> Line:
    """Return the line of a party that is no NGO; its name stands where other names stand."""
    return _line_beside(row, "other participant", called=row.name)


def _line_beside(
    row: UnnamedPartners | OtherParticipant, kind: str, *, called: str, role: str = "", capacity: str = ""
) -> Line:
    programme = row.programme
    return [
        row.code,
        kind,
        "",
        "",
        [called],
        _once([role]),
        _once([capacity]),
        programme.code,
        programme.title,
        _once(through.area.name for through in programme.programme_areas.all()),
        [],
        _once(office.name for office in _programme_offices(programme)),
        programme.countries,
        programme.places,
        programme.stage,
        programme.first_day,
        programme.last_day,
        [str(row.document)],
        [row.where],
        [row.sentence],
    ]


def _programme_offices(programme: Programme | None) -> list[FieldOffice]:
    return [through.office for through in programme.programme_offices.all()] if programme else []


def _once(values: Iterable[str], besides: str = "") -> list[str]:
    """Return the values that say something new, in their order."""
    return [value for value in dict.fromkeys(values) if value and value != besides]
