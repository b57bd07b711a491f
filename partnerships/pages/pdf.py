"""The pages of records on paper: the same facts, from the same functions, for the same reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import bidirectional

from django.http import QueryDict
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.models import SourceDocument
from common.pdf import Colour, PdfChip, PdfDocument, PdfFact, PdfItem, PdfQuote, PdfSection
from ngos.models import Identifier, Ngo, ObserverDecision, Participation
from partnerships.models import Agreement, Partnership, Role
from partnerships.pages.area import area_page
from partnerships.pages.case import Case, case_of
from partnerships.pages.office import office_page
from partnerships.pages.partners import entries_of, seen_by, work_of
from partnerships.pages.parts import Entry, Particular, Shown, documents_of, in_words
from partnerships.pages.profile import NameLine, OfficeLine, RelationLine, Standing, profile_of
from partnerships.pages.programme import ProgrammeLine, programme_page
from partnerships.querysets import PartnershipQuerySet

MOST_PARTNERSHIPS = 500

# The colours of the roles, as in tokens.css.
ROLE_COLOURS: dict[str, Colour] = {
    Role.COLLABORATOR: (0x2F, 0x6F, 0xDE),
    Role.IMPLEMENTER: (0x0F, 0x8A, 0x72),
    Role.DONOR: (0xB7, 0x79, 0x1F),
    Role.GRANTEE: (0x8B, 0x5C, 0xF6),
    Role.RECIPIENT: (0xC2, 0x41, 0x0C),
}
FIRST_PAGE = QueryDict()


@dataclass(frozen=True)
class Edition:
    """For whom a document is made, of which day and when, under which address; `site` stands before addresses."""

    user: Any
    today: date
    made_at: datetime
    address: str
    site: str

    def link(self, address: str) -> str:
        """Return the whole address; nothing for a place on the page itself."""
        return f"{self.site}{address}" if address.startswith("/") else "" if address.startswith("#") else address


def ngo_pdf(ngo: Any, edition: Edition) -> PdfDocument:
    """Return the page of an NGO, which comes `with_standing()`; without its contacts and its journal."""
    profile = profile_of(ngo, edition.user, edition.today, FIRST_PAGE)
    rows = seen_by(edition.user).filter(ngo=ngo)
    work, sources = _work(rows.latest_first(), profile.engagement.count, edition)
    names = [_name(name) for name in profile.names] + [_identifier(one) for one in profile.identifiers]
    merged = [f"{one} · {one.code}" for one in profile.merged]
    return _document(
        ngo,
        edition,
        title=f"{ngo.name} ({ngo.acronym})" if ngo.acronym else ngo.name,
        subtitle=profile.line if ngo.status == Ngo.Status.ACTIVE else f"{profile.line} · {ngo.get_status_display()}",
        glance=profile.glance,
        sections=[
            PdfSection(_("What they do with IOM"), items=work.items, note=work.note, paragraphs=work.paragraphs),
            _standing(profile.standing),
            PdfSection(_("Offices"), lines=[_office(line) for line in profile.offices if line.count]),
            PdfSection(
                _("Network and branches"),
                lines=[_relation(line) for line in profile.relations],
                note=_not_shown(profile.relations_hidden),
            ),
            PdfSection(
                _("Dialogue"),
                items=[_meeting(part) for part in profile.dialogue.rows],
                note=_not_shown(profile.dialogue.hidden),
            ),
            PdfSection(_("Names and identifiers"), lines=names),
            PdfSection(_("Records merged into this one"), lines=merged),
            _told(profile.told),
            _sources([*sources, *documents_of(profile.told)]),
        ],
    )


def partnership_pdf(row: Partnership, edition: Edition) -> PdfDocument:
    """Return the page of a partnership, which comes `with_everything()`; without who moved it through review."""
    case = case_of(row, edition.user)
    return _document(
        row,
        edition,
        title=f"{row.ngo} · {case.entry.title}",
        subtitle=case.line,
        chips=_roles(case.entry),
        glance=case.glance,
        sections=[
            PdfSection(
                _("What they do together"),
                paragraphs=[row.summary] if row.summary else [],
                facts=[_fact(one, edition) for one in case.terms],
            ),
            PdfSection(_("What sources say"), items=_quotes(row.citations.all())),
            PdfSection(_("Agreements"), lines=[_agreement(one) for one in case.agreements]),
            PdfSection(_("Review"), paragraphs=_reviewed(case)),
            _sources(case.sources),
        ],
    )


def programme_pdf(programme: Any, edition: Edition) -> PdfDocument:
    """Return the page of a programme, which comes `with_links()`."""
    page = programme_page(programme, edition.user, FIRST_PAGE)
    work, sources = _work_by_ngo(programme, page.partners.partnerships, edition, named=False)
    unnamed = [
        PdfItem(
            capfirst(str(one)),
            [f"{capfirst(one.get_role_display())}: {one.get_capacity_display()}"],
            quotes=[_quote(one)],
        )
        for one in page.unnamed
    ]
    others = [
        PdfItem(one.name, [capfirst(one.get_kind_display())], paragraphs=[one.words], quotes=[_quote(one)])
        for one in page.others
    ]
    return _document(
        programme,
        edition,
        title=f"{programme} ({programme.acronym})" if programme.acronym else str(programme),
        subtitle=" · ".join(map(str, page.areas)),
        glance=page.glance,
        sections=[
            PdfSection(_("Description"), paragraphs=[programme.description] if programme.description else []),
            work,
            PdfSection(_("Partners without a name"), items=unnamed),
            PdfSection(_("Others who take part"), items=others),
            _told(page.citations),
            _sources([*documents_of([*page.citations, *page.unnamed, *page.others]), *sources]),
        ],
    )


def office_pdf(office: Any, edition: Edition) -> PdfDocument:
    """Return the page of an office, without its focal persons."""
    page = office_page(office, edition.user, FIRST_PAGE)
    work, sources = _work_by_ngo(office, page.partners.partnerships, edition)
    return _document(
        office,
        edition,
        title=office.name,
        glance=page.glance,
        sections=[
            work,
            _programmes(page.programme_lines, page.programmes, edition),
            _told(page.citations),
            _sources([*documents_of(page.citations), *sources]),
        ],
    )


def area_pdf(area: Any, edition: Edition) -> PdfDocument:
    """Return the page of an area of activity."""
    page = area_page(area, edition.user, FIRST_PAGE)
    work, sources = _work_by_ngo(area, page.partners.partnerships, edition)
    services = [PdfItem(str(one), paragraphs=[one.explanation]) for one in page.services]
    return _document(
        area,
        edition,
        title=str(area),
        glance=page.glance,
        sections=[
            PdfSection(_("What it means"), paragraphs=[area.explanation] if area.explanation else []),
            PdfSection(_("Services"), items=services),
            work,
            _programmes(page.programme_lines, page.programmes, edition),
            _told(page.citations),
            _sources([*documents_of([*page.citations, *page.services]), *sources]),
        ],
    )


def _document(
    row: Any,
    edition: Edition,
    *,
    title: str,
    glance: Iterable[Particular],
    sections: Sequence[PdfSection],
    subtitle: str = "",
    chips: Sequence[PdfChip] = (),
) -> PdfDocument:
    return PdfDocument(
        registry=_("International Organization for Migration · NGO partnerships"),
        kind=f"{capfirst(row._meta.verbose_name)} · {row.code}",
        title=title,
        subtitle=subtitle,
        chips=chips,
        address=edition.address,
        day=_("as of %(day)s") % {"day": date_format(edition.today, "DATE_FORMAT")},
        language=get_language() or "en",
        made_at=edition.made_at,
        facts=[_fact(one, edition) for one in glance],
        sections=sections,
    )


def _fact(one: Particular, edition: Edition) -> PdfFact:
    """Return a particular; its address goes along where there is one value."""
    link = edition.link(one.values[0].address) if len(one.values) == 1 else ""
    return PdfFact(one.label, _together([value.words for value in one.values]), link)


def _together(words: list[str]) -> str:
    """Return words with dots between; where some run from right to left, each in a line, else they change places."""
    turns = any(bidirectional(char) in {"R", "AL"} for char in "".join(words))
    return ("\n" if turns else " · ").join(words)


# Partnerships


def _work(rows: PartnershipQuerySet, count: int, edition: Edition) -> tuple[PdfSection, list[SourceDocument]]:
    """Return the partnerships of an NGO, each under what it is, and the documents that they cite."""
    entries = [Entry(row) for row in rows.with_everything()[:MOST_PARTNERSHIPS]]
    items = [_item(entry, entry.title, entry.address, edition) for entry in entries]
    nothing = [] if count else [_("No approved partnership is on record.")]
    note = _first_ones(count, edition)
    return PdfSection("", paragraphs=nothing, items=items, note=note), _cited(entries)


def _work_by_ngo(
    record: Any, count: int, edition: Edition, *, named: bool = True
) -> tuple[PdfSection, list[SourceDocument]]:
    """Return a record's partnerships, each under its NGO and, where it is `named`, its title, and what they cite."""
    rows = work_of(entries_of(record, edition.user))
    entries = [Entry(row) for row in rows.with_everything().order_by("ngo__sort_key", "pk")[:MOST_PARTNERSHIPS]]
    items = []
    for entry in entries:
        ngo = entry.partnership.ngo
        about = entry.title if named else ""
        items.append(_item(entry, str(ngo), ngo.get_absolute_url(), edition, about=about))
    nothing = [] if count else [_("No approved partnership is on record.")]
    return PdfSection(_("Partners"), nothing, items=items, note=_first_ones(count, edition)), _cited(entries)


def _item(entry: Entry, heading: str, address: str, edition: Edition, *, about: str = "") -> PdfItem:
    row = entry.partnership
    dates = [capfirst(row.dates_in_words())] if row.date_precision else []
    services = [_("Services: %(services)s") % {"services": ", ".join(entry.services)}] if entry.services else []
    line = [*dates, *(value.words for value in entry.line)]
    return PdfItem(
        heading=heading,
        meta=[one for one in (about, " · ".join(line)) if one],
        chips=_roles(entry),
        paragraphs=[row.summary] if row.summary else [],
        details=" · ".join([*services, *entry.terms]),
        quotes=[_quote(citation) for citation in row.citations.all()],
        link=edition.link(address),
    )


def _roles(entry: Entry) -> list[PdfChip]:
    return [PdfChip(capfirst(label), ROLE_COLOURS[role]) for role, label in entry.roles]


def _first_ones(count: int, edition: Edition) -> str:
    """Say that not all partnerships stand here, and where the others do."""
    if count <= MOST_PARTNERSHIPS:
        return ""
    shown, total = (number_format(number, force_grouping=True) for number in (MOST_PARTNERSHIPS, count))
    words = _("These are the first %(shown)s of %(total)s partnerships. The others stand at %(address)s.")
    return words % {"shown": shown, "total": total, "address": edition.address}


def _cited(entries: Iterable[Entry]) -> list[SourceDocument]:
    return documents_of(citation for entry in entries for citation in entry.partnership.citations.all())


# The other sections


def _reviewed(case: Case) -> list[str]:
    since, status = case.standing_since, capfirst(case.partnership.get_review_status_display())
    words = _("%(status)s since %(day)s.")
    return [words % {"status": status, "day": in_words(since.at.date())}] if since else []


def _agreement(one: Agreement) -> str:
    terms = [str(one), capfirst(one.get_kind_display()), one.dates_in_words()]
    if one.signed_on:
        terms.append(_("signed on %(day)s") % {"day": in_words(one.signed_on)})
    if one.amount is not None:
        terms.append(f"{one.currency} {number_format(one.amount, 2, force_grouping=True)}")
    return " · ".join(terms)


def _standing(standing: Standing) -> PdfSection:
    if not standing.decisions:
        return PdfSection(_("Standing"), paragraphs=[_("No decision on record.")])
    return PdfSection(_("Standing"), paragraphs=[standing.words], lines=list(map(_decision, standing.decisions)))


def _decision(one: ObserverDecision) -> str:
    until = _("until %(day)s") % {"day": in_words(one.effective_until)} if one.effective_until else ""
    terms = [
        _("%(decision)s on %(day)s") % {"decision": capfirst(one.get_kind_display()), "day": in_words(one.decided_on)},
        one.council_session,
        _("resolution %(number)s") % {"number": one.resolution} if one.resolution else "",
        str(one.document or ""),
        _("in effect from %(day)s") % {"day": in_words(one.effective_from)},
        until,
    ]
    return " · ".join(filter(None, terms))


def _office(line: OfficeLine) -> str:
    words = ngettext("%(count)s partnership", "%(count)s partnerships", line.count)
    return f"{line.office} · {words % {'count': number_format(line.count, force_grouping=True)}}"


def _relation(line: RelationLine) -> str:
    return " · ".join(filter(None, [f"{line.label}: {line.other}", line.dates, line.note]))


def _meeting(part: Participation) -> PdfItem:
    event = part.event
    line = [capfirst(event.dates_in_words()), str(event.forum), event.place, part.get_capacity_display()]
    return PdfItem(str(event), [" · ".join(filter(None, line))], paragraphs=[part.note])


def _name(line: NameLine) -> str:
    return " · ".join(filter(None, [line.name, *line.terms, line.reason]))


def _identifier(one: Identifier) -> str:
    retired = _("retired on %(day)s") % {"day": in_words(one.retired_on)} if one.retired_on else ""
    return " · ".join(filter(None, [one.value, f"{one.get_scheme_display()} ({one.scheme})", retired]))


def _programmes(lines: Iterable[ProgrammeLine], shown: Shown, edition: Edition) -> PdfSection:
    items = [
        PdfItem(
            str(line.programme),
            [" · ".join([*map(str, line.offices), *line.places])],
            link=edition.link(line.programme.get_absolute_url()),
        )
        for line in lines
    ]
    return PdfSection(_("Programmes"), items=items, note=_not_shown(shown.hidden))


def _told(citations: Iterable[Any]) -> PdfSection:
    return PdfSection(_("What sources say"), items=_quotes(citations))


def _quotes(citations: Iterable[Any]) -> list[PdfItem]:
    return [PdfItem("", quotes=[_quote(citation)]) for citation in citations]


def _quote(citation: Any) -> PdfQuote:
    return PdfQuote(citation.sentence, f"{citation.document.called}, {citation.place}")


def _sources(documents: Iterable[SourceDocument]) -> PdfSection:
    """Return the documents, each once."""
    named = {one.pk: one for one in documents}
    return PdfSection(_("Sources"), lines=[" · ".join(filter(None, [str(one), one.link])) for one in named.values()])


def _not_shown(hidden: int) -> str:
    words = ngettext("%(count)s more is not shown here.", "%(count)s more are not shown here.", hidden)
    return words % {"count": number_format(hidden, force_grouping=True)} if hidden else ""
