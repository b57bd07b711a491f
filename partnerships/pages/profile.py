"""An NGO as its page shows it to one reader; as many queries however much is on record."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from common.fields import country_name
from common.models import SourceDocument
from common.permissions import Action, may
from ngos.models import (
    Contact,
    FocalPerson,
    Identifier,
    JournalNote,
    Ngo,
    NgoCitation,
    NgoName,
    NgoRelation,
    ObserverDecision,
)
from partnerships.models import Partnership
from partnerships.pages.engagement import Engagement, engagement_of
from partnerships.pages.observers import unbroken_since
from partnerships.pages.parts import (
    Particular,
    Shown,
    Tab,
    Value,
    documents_of,
    in_words,
    links_to,
    particulars,
    period,
    said,
    shown,
)
from partnerships.querysets import EITHER_OFFICE
from programmes.models import FieldOffice

NOTES_SHOWN = 20
AT_A_GLANCE = 6


@dataclass(frozen=True)
class Standing:
    """Whether an NGO is an observer on the day, since when and by which decision, and all decisions."""

    is_observer: bool
    decisions: list[ObserverDecision]
    # The decision that holds on the day, and the days since when one has followed another without a gap.
    holding: ObserverDecision | None
    since: date | None
    suspension: ObserverDecision | None

    @property
    def words(self) -> str:
        """Say it in a few words."""
        if self.is_observer and self.since:
            return _("Observer since %(day)s") % {"day": in_words(self.since)}
        if self.suspension and self.holding:
            return _("Observer status suspended since %(day)s") % {"day": in_words(self.suspension.effective_from)}
        return _("Not an observer today") if self.decisions else _("No decision on record")


@dataclass(frozen=True)
class OfficeLine:
    """An office, its partnerships with the NGO, and who there looks after it."""

    office: FieldOffice
    count: int
    focal_persons: list[FocalPerson]


class RelationLine(NamedTuple):
    """How an NGO stands to another, or the other to it."""

    label: str
    other: Ngo
    dates: str
    note: str


class NameLine(NamedTuple):
    """Another name, its language by tag, and what is known of it."""

    name: str
    language: str
    terms: list[str]
    reason: str


@dataclass(frozen=True)
class Profile:
    """All that the page of an NGO shows one reader."""

    ngo: Ngo
    line: str
    may_edit: bool
    engagement: Engagement
    standing: Standing
    offices: list[OfficeLine]
    relations: list[RelationLine]
    relations_hidden: int
    dialogue: Shown
    names: list[NameLine]
    identifiers: list[Identifier]
    merged: list[Ngo]
    told: list[NgoCitation]
    contacts: list[Contact]
    notes: Shown
    may_read_notes: bool
    may_note: bool
    glance: list[Particular]

    @property
    def edit_url(self) -> str:
        """Return the address of the form, for those who may change the NGO."""
        return self.ngo.get_edit_url() if self.may_edit else ""

    @property
    def tabs(self) -> list[Tab]:
        """Return the sections, with how much is in each."""
        return tabs_of(
            self.ngo,
            may_edit=self.may_edit,
            counts={
                "partnerships": self.engagement.count,
                "offices": len(self.offices),
                "network": len(self.relations) + self.relations_hidden,
                "dialogue": self.dialogue.count,
                "names": len(self.names) + len(self.identifiers),
                "contacts": len(self.contacts),
                "journal": self.notes.count,
            },
        )

    @property
    def sources(self) -> list[SourceDocument]:
        """Return the documents cited on the page."""
        cited = [citation for entry in self.engagement.entries for citation in entry.partnership.citations.all()]
        return documents_of([*cited, *self.told])


def profile_of(ngo: Any, user: Any, today: date, query: QueryDict) -> Profile:
    """Gather what the reader may see of the NGO, which comes `with_standing()`."""
    engagement = engagement_of(ngo, user, query)
    standing = _standing(ngo, today)
    offices = _offices(ngo, user, today)
    own = list(ngo.relations.select_related("other"))
    others = shown(ngo.relations_from_others.select_related("ngo").order_by("kind", "ngo__sort_key", "pk"))
    names, identifiers = list(ngo.names.all()), list(ngo.identifiers.all())
    return Profile(
        ngo=ngo,
        line=_line(ngo, [relation for relation in own if _runs(relation, today)]),
        may_edit=may(user, Action.CHANGE, ngo),
        engagement=engagement,
        standing=standing,
        offices=offices,
        relations=[*map(_relation_to, own), *map(_relation_from, others.rows)],
        relations_hidden=others.hidden,
        dialogue=shown(
            ngo.participations.select_related("event__forum").order_by(
                F("event__first_day").desc(nulls_last=True), "pk"
            )
        ),
        names=[_name_line(name) for name in names],
        identifiers=identifiers,
        merged=list(ngo.merged_records.prefetch_related("names")),
        told=list(ngo.citations.select_related("document")),
        contacts=list(Contact.objects.visible_to(user).filter(ngo=ngo)),
        notes=shown(notes_of(ngo, user), NOTES_SHOWN),
        may_read_notes=may(user, Action.VIEW, JournalNote),
        may_note=may(user, Action.ADD, JournalNote),
        glance=_glance(ngo, engagement, standing, offices, names, identifiers),
    )


def tabs_of(ngo: Ngo, *, may_edit: bool, counts: dict[str, int] | None = None, here: str = "") -> list[Tab]:
    """Return the sections of an NGO's page and the pages beside it; `here` names the one that is open."""
    counts = counts or {}
    page = "" if counts else ngo.get_absolute_url()
    sections = {
        "partnerships": _("Partnerships"),
        "standing": _("Standing"),
        "offices": _("Offices"),
        "network": _("Network"),
        "dialogue": _("Dialogue"),
        "names": _("Names"),
        **({"contacts": _("Contacts")} if may_edit else {}),
        "journal": _("Journal"),
    }
    tabs = [
        Tab(f"{page}#{name}" if name != here else "", label, counts.get(name), name == here)
        for name, label in sections.items()
    ]
    if may_edit:
        tabs.append(Tab(reverse("ngo-history", args=[ngo.code]), _("History"), None, here == "history"))
    return tabs


def notes_of(ngo: Ngo, user: Any) -> Any:
    """Return the notes on the NGO that the user may read, each with whether it may be changed or taken out."""
    notes = JournalNote.objects.visible_to(user).filter(ngo=ngo).select_related("by")
    this = {"pk": OuterRef("pk")}
    return notes.annotate(
        may_change=Exists(JournalNote.objects.changeable_by(user).filter(**this)),
        may_delete=Exists(JournalNote.objects.deletable_by(user).filter(**this)),
    )


def _line(ngo: Ngo, relations: list[NgoRelation]) -> str:
    """Return scope, kind, headquarters and networks in one line."""
    networks = [relation.other.name for relation in relations if relation.kind != NgoRelation.Kind.SUPPORTS]
    seat = country_name(ngo.headquarters)
    parts = [
        ngo.get_scope_display(),
        ngo.get_kind_display(),
        _("headquarters in %(country)s") % {"country": seat} if seat else "",
        _("part of %(networks)s") % {"networks": ", ".join(networks)} if networks else "",
    ]
    return capfirst(" · ".join(filter(None, parts)))


def _runs(relation: NgoRelation, on: date) -> bool:
    return (relation.starts_on or on) <= on <= (relation.ends_on or on)


def _standing(ngo: Any, today: date) -> Standing:
    decisions = list(ngo.observer_decisions.select_related("document"))
    holding = ngo.observer_decisions.giving_status(today).first()
    return Standing(
        is_observer=ngo.is_observer,
        decisions=decisions,
        holding=holding,
        since=unbroken_since(holding, decisions) if holding else None,
        suspension=ngo.observer_decisions.suspending(today).first(),
    )


def _offices(ngo: Ngo, user: Any, today: date) -> list[OfficeLine]:
    """Return the offices that lead a partnership or run its programme, or whose staff look after the NGO."""
    rows = Partnership.objects.filter(ngo=ngo).approved().visible_to(user).order_by()
    counted = rows.annotate(value=EITHER_OFFICE).values_list("value").annotate(Count("pk", distinct=True))
    counts: dict[int, int] = {office: count for office, count in counted if office is not None}
    persons: dict[int, list[FocalPerson]] = defaultdict(list)
    for person in FocalPerson.objects.visible_to(user).in_charge(today).filter(ngo=ngo).select_related("user"):
        persons[person.office_id].append(person)
    offices = FieldOffice.objects.filter(pk__in={*counts, *persons})
    lines = [OfficeLine(office, counts.get(office.pk, 0), persons.get(office.pk, [])) for office in offices]
    return sorted(lines, key=lambda line: (-line.count, line.office.name))


def _relation_to(row: NgoRelation) -> RelationLine:
    """Return how the NGO stands to another."""
    kinds = NgoRelation.Kind
    labels = {kinds.BRANCH_OF: _("Branch of"), kinds.MEMBER_OF: _("Member of"), kinds.SUPPORTS: _("Supports")}
    return RelationLine(labels[kinds(row.kind)], row.other, period(row.starts_on, row.ends_on), row.note)


def _relation_from(row: NgoRelation) -> RelationLine:
    """Return how another stands to the NGO."""
    kinds = NgoRelation.Kind
    labels = {kinds.BRANCH_OF: _("Its branch"), kinds.MEMBER_OF: _("Its member"), kinds.SUPPORTS: _("Supported by")}
    return RelationLine(labels[kinds(row.kind)], row.ngo, period(row.starts_on, row.ends_on), row.note)


def _name_line(name: NgoName) -> NameLine:
    terms = [name.get_kind_display(), _language(name.language), period(name.starts_on, name.ends_on), name.source]
    return NameLine(name.name, name.language, [term for term in terms if term], name.reason)


def _language(tag: str) -> str:
    """Return the language's name in the reader's own, or the tag where Django does not know it."""
    try:
        return str(get_language_info(tag)["name_translated"]) if tag else ""
    except KeyError:
        return tag


def _glance(
    ngo: Ngo,
    engagement: Engagement,
    standing: Standing,
    offices: list[OfficeLine],
    names: list[NgoName],
    identifiers: list[Identifier],
) -> list[Particular]:
    called = dict.fromkeys(filter(None, [ngo.acronym, *(name.name for name in names)]))
    called.pop(ngo.name, None)
    return particulars(
        (_("Observer status"), [Value(standing.words, "#standing" if standing.decisions else "")]),
        (_("Areas"), links_to(engagement.areas)),
        (_("Works with"), _few(links_to(line.office for line in offices if line.count), "#offices")),
        (_("Also known as"), _few(said(*called), "#names")),
        (_("Present in"), said(", ".join(map(country_name, ngo.countries_of_presence)))),
        (_("Website"), [Value(ngo.website, ngo.website)] if ngo.website else []),
        (_("Founded"), [Value(in_words(ngo.founded_on))] if ngo.founded_on else []),
        (_("Dissolved"), [Value(in_words(ngo.dissolved_on))] if ngo.dissolved_on else []),
        (_("Identifiers"), _few([Value(str(one), one.link) for one in identifiers if not one.retired_on], "#names")),
        (_("Last changed"), [Value(in_words(ngo.updated_at.date()))]),
    )


def _few(values: list[Value], more: str) -> list[Value]:
    """Return the first values and, where there are more, where those stand."""
    if len(values) <= AT_A_GLANCE:
        return values
    rest = _("and %(count)d more") % {"count": len(values) - AT_A_GLANCE}
    return [*values[:AT_A_GLANCE], Value(rest, more)]
