"""Every component of the pages with its states, for those who build and design them; the data are literal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from partnerships.models import ReviewStatus, Role
from partnerships.pages.duties import DUTIES
from partnerships.pages.glossary import BY_KEY, entries
from partnerships.pages.parts import Value
from partnerships.views.gallery_samples import (
    ASKED,
    BARE_ITEM,
    CHOOSING,
    CITATION,
    COUNTS,
    DATED,
    DAY,
    DIRECTORY,
    DORMANT,
    ENTRY,
    FAULTS,
    FILLED,
    GRANTED,
    HISTORY,
    ITEM,
    LINE,
    LINKED,
    LISTING,
    NOTICE,
    OBSERVER,
    PAGE,
    PAGES,
    PAGINATED,
    PAPER,
    PARTICULARS,
    PARTNERS,
    PARTNERSHIP,
    PARTS,
    PROGRAMME_LINE,
    QUEUED,
    QUEUED_CHANGES,
    QUEUED_LONG,
    SUGGESTED,
    SUSPENDED,
    TABS,
    TOLD,
    UNDATED,
    UNTITLED_LINE,
    RadioForm,
    SampleForm,
    Thing,
)

Context = dict[str, Any]


class Drawn(NamedTuple):
    """One state of a component, drawn."""

    name: str
    html: SafeString


@dataclass(frozen=True)
class Specimen:
    """A component: its template, the style sheets that it shows, and the context of each of its states."""

    template: str
    sheets: tuple[str, ...] = ()
    states: dict[str, Context] = field(default_factory=lambda: {"": {}})

    @property
    def name(self) -> str:
        """Return what the component is called."""
        return self.template.removesuffix(".html").rpartition("/")[2]

    def drawn(self, request: HttpRequest) -> Iterator[Drawn]:
        """Yield each state as pages draw it."""
        for name, context in self.states.items():
            yield Drawn(name, render_to_string(self.template, {"request": request, "user": request.user, **context}))


C = "_components"
SPECIMENS = [
    Specimen("gallery/tokens.html"),
    Specimen("gallery/buttons.html", ("button",)),
    Specimen(f"{C}/role.html", ("chip",), {r.value: {"role": r.value, "label": r.label} for r in Role}),
    Specimen(f"{C}/status.html", ("chip",), {s.value: {"status": s.value, "label": s.label} for s in ReviewStatus}),
    Specimen(f"{C}/capacity.html", states={"": {"role": "donor", "label": "donor", "capacities": "funder, co-donor"}}),
    Specimen(f"{C}/chips.html", ("chips",), {"": {"words": ["Return counselling", "transport", "shelter"]}}),
    Specimen(
        f"{C}/term.html",
        ("glossary",),
        {
            "word": {"anchor": "capacity-funder", "label": "funder", "meaning": "Pays for the work."},
            "role": {"anchor": "role-donor", "label": "donor", "meaning": "Gives money or goods.", "role": "donor"},
        },
    ),
    Specimen(f"{C}/field.html", ("field",), {"plain": {"field": SampleForm()["name"]}}),
    Specimen(
        f"{C}/fields.html",
        states={"empty": {"form": SampleForm()}, "with errors": {"form": SampleForm({"name": "", "email": "nobody"})}},
    ),
    Specimen(
        f"{C}/edit_field.html",
        ("editing",),
        {
            "plain": {"field": FILLED["other"]},
            "several": {"field": CHOOSING["other"]},
            "ticks": {"field": FILLED["countries"]},
        },
    ),
    Specimen(f"{C}/part_row.html", states={"": {"form": FILLED, "name": "is a member of Caritas Österreich"}}),
    Specimen(f"{C}/parts.html", states={"": {"parts": PARTS, "add": "_add"}}),
    Specimen(f"{C}/form_faults.html", states={"wrong": {"faults": FAULTS}, "meanwhile": {"told": TOLD}}),
    Specimen(f"{C}/search.html", ("search",), {"empty": {}, "searched": {"q": "caritas"}}),
    Specimen(f"{C}/filters.html", ("filters",), {"": {"address": "", "listing": LISTING, "label": "Any name"}}),
    Specimen(f"{C}/asked.html", states={"": {"chips": ASKED, "address": "?"}}),
    Specimen(
        f"{C}/faults.html", ("notice",), {"": {"faults": ["There is no such page of this list; the first is shown."]}}
    ),
    Specimen(
        f"{C}/messages.html",
        states={
            "": {
                "messages": [
                    Thing(name=f"A notice of the level “{level}”.", level_tag=level)
                    for level in ("info", "success", "warning", "error")
                ]
            }
        },
    ),
    Specimen("gallery/registration.html", ("registration",)),
    Specimen(
        f"{C}/suggestion.html",
        ("suggestion",),
        {
            "almost surely": {"one": SUGGESTED, "name": "ngo"},
            "perhaps": {"one": {**SUGGESTED, "is_sure": False, "reasons": []}, "name": "ngo"},
        },
    ),
    Specimen("gallery/card.html", ("card", "items", "sections")),
    Specimen("gallery/table.html", ("table",), {"": {"duties": DUTIES[:2]}}),
    Specimen(
        f"{C}/counts.html",
        ("counts",),
        {"": {"lines": COUNTS, "caption": "Roles", "name": "Role", "parameter": "role", "as_role": True}},
    ),
    Specimen(
        f"{C}/page_head.html",
        ("record_head",),
        {
            "plain": {
                "parent": "#",
                "parent_label": "Partners",
                "code": "NGO-00031",
                "title": "Caritas",
                "acronym": "CÖ",
                "line": "National",
            },
            "with all": {
                "parent": "#",
                "parent_label": "Partners",
                "code": "NGO-00032",
                "title": str(DORMANT),
                "status": "returned",
                "status_label": "returned",
                "edit_url": "#",
                "pdf_url": "#",
            },
        },
    ),
    Specimen(
        f"{C}/record_actions.html",
        states={
            "": {
                "edit_url": "#",
                "workbench_url": "#",
                "pdf_url": "#",
                "verbs": [Value("Approve", "#"), Value("Return", "#")],
            }
        },
    ),
    Specimen(f"{C}/tabs.html", ("tabs",), {"": {"tabs": TABS}}),
    Specimen("gallery/profile.html", ("profile",)),
    Specimen(
        f"{C}/particulars.html",
        ("particulars",),
        {"narrow": {"particulars": PARTICULARS}, "wide": {"particulars": PARTICULARS, "wide": True}},
    ),
    Specimen(f"{C}/line.html", states={"": {"values": LINE}}),
    Specimen(f"{C}/dates.html", ("timeline",), {"known": {"dated": DATED}, "unknown": {"dated": UNDATED}}),
    Specimen(
        f"{C}/partnership.html", states={"by programme": {"entry": ENTRY}, "by NGO": {"entry": ENTRY, "by_ngo": True}}
    ),
    Specimen(
        f"{C}/citation.html", ("evidence",), {"printed": {"citation": CITATION}, "on the web": {"citation": LINKED}}
    ),
    Specimen(f"{C}/changes.html", ("changes",), {"": {"changes": HISTORY["changes"]}}),
    Specimen(f"{C}/history.html", states={"": {"entries": [HISTORY]}}),
    Specimen(
        f"{C}/how_to_cite.html",
        ("cite",),
        {
            "": {
                "title": "Caritas",
                "code": "NGO-00031",
                "address": "https://registry.example.org/ngos/NGO-00031/",
                "today": DAY,
                "sources": [PAPER, PAGE],
                "report_url": "#",
            }
        },
    ),
    Specimen(
        f"{C}/partners.html",
        states={
            "some": {"partners": PARTNERS, "directory": "#"},
            "none": {"partners": {}, "none": "No NGO is known by name to take part."},
        },
    ),
    Specimen(
        f"{C}/programmes.html",
        states={
            "some": {"lines": [PROGRAMME_LINE], "shown": {"count": 80, "hidden": 30}, "everything": "#"},
            "none": {"lines": [], "shown": {"count": 0}, "none": "No programme is on record."},
        },
    ),
    Specimen(
        f"{C}/programme_item.html", states={"titled": {"line": PROGRAMME_LINE}, "untitled": {"line": UNTITLED_LINE}}
    ),
    Specimen(f"{C}/decision.html", states={"": {"decision": GRANTED}}),
    Specimen(
        f"{C}/observer.html",
        states={"in use": {"observer": OBSERVER}, "suspended": {"observer": {**OBSERVER, "suspension": SUSPENDED}}},
    ),
    Specimen("gallery/by_country.html", ("by_country",)),
    Specimen(
        f"{C}/ngos.html",
        states={"counted": {"count": {"number": 7}}, "estimated": {"count": {"number": 1200, "is_estimate": True}}},
    ),
    Specimen("gallery/directory.html", ("directory", "results", "overview")),
    Specimen(f"{C}/facets.html", ("facet",), {"": {"directory": DIRECTORY}}),
    Specimen(f"{C}/partner.html", states={"full": {"item": ITEM}, "bare": {"item": BARE_ITEM}}),
    Specimen(
        f"{C}/pager.html",
        ("pager",),
        {
            "amid": {"page": PAGES, "total": 140, "first": "?", "previous": "?", "next": "?"},
            "alone": {"page": {"first": 1, "last": 4}, "total": 4},
        },
    ),
    Specimen(f"{C}/pages.html", states={"": {"page": PAGINATED, "address": "?"}}),
    Specimen(
        f"{C}/waiting.html",
        states={
            "some": {
                "heading": "To finish or mend",
                "waiting": {"count": 6, "partnerships": [PARTNERSHIP], "has_more": True},
                "everything": "#",
                "all_label": "All drafts",
            },
            "none": {"heading": "To review", "waiting": {"count": 0}, "none": "Nothing waits for your review."},
        },
    ),
    Specimen(
        f"{C}/queue_item.html",
        ("queue",),
        {
            "submitted": {"line": QUEUED},
            "long ago": {"line": QUEUED_LONG},
            "changes proposed": {"line": QUEUED_CHANGES},
        },
    ),
    Specimen(
        f"{C}/to_review.html",
        states={"some": {"waiting": {"count": 12, "lines": [QUEUED]}}, "none": {"waiting": {"count": 0}}},
    ),
    Specimen(
        f"{C}/news.html",
        states={
            "": {
                "news": {"ending": [PARTNERSHIP], "approved": [{"partnership": PARTNERSHIP, "at": HISTORY["at"]}]},
                "reports": 3,
            }
        },
    ),
    Specimen(f"{C}/empty.html", ("glance",), {"reader": {}, "registrar": {"may_register": True}}),
    Specimen(f"{C}/glossary_entry.html", ("help",), {"": {"entry": next(entries(BY_KEY["scope"]))}}),
    Specimen("gallery/narrow.html", ("narrow",)),
    Specimen(f"{C}/mark.html"),
    Specimen(f"{C}/languages.html", ("languages",), {"": {"languages": settings.LANGUAGES, "address": "/gallery/"}}),
    Specimen(
        f"{C}/header.html",
        ("header",),
        {
            "signed in": {
                "links": [
                    {"address": "#", "label": "Partners", "is_current": True},
                    {"address": "#", "label": "Offices"},
                ],
                "may_register": True,
                "unread": "7",
            },
            "stranger": {"user": None},
        },
    ),
    Specimen(f"{C}/bell.html", ("bell",), {"unread": {"unread": "7"}, "many": {"unread": "99+"}, "none": {}}),
    Specimen(
        f"{C}/notice_item.html",
        ("notice_item",),
        {"unread": {"notice": NOTICE}, "read": {"notice": {**NOTICE, "read_at": HISTORY["at"], "words": ""}}},
    ),
    Specimen(f"{C}/timing.html", ("timing",), {"": {"field": RadioForm()["returned"]}}),
    Specimen(f"{C}/footer.html", ("footer",)),
    Specimen(f"{C}/styles.html"),
]


class Gallery(LoginRequiredMixin, UserPassesTestMixin, TemplateView):
    """All components, for staff."""

    template_name = "gallery/gallery.html"

    def test_func(self) -> bool:
        """Say whether this is one of the staff."""
        return bool(self.request.user.is_staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Draw every state of every component."""
        drawn = [(specimen, list(specimen.drawn(self.request))) for specimen in SPECIMENS]
        return super().get_context_data(specimens=drawn, **kwargs)
