"""The directory of partners: what an address asks for, the NGOs that fit, and what each has to do with IOM."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity_areas.models import ActivityArea
from common.fields import country_name
from common.filters import SeveralFilter
from common.keyset import CursorError, Page, page_of
from common.querysets import LONGEST_SEARCH
from ngos.filters import Certainty
from ngos.models import Ngo, NgoRelation
from ngos.querysets import BEST_MATCH_FIRST
from ngos.search import Understood, understood
from partnerships.filters import DirectoryFilter
from partnerships.models import DirectoryEntry, Role
from partnerships.pages.facets import BY_NAME, FACETS, UNCOUNTED, Counted, Counter, Facet, chosen_values
from partnerships.pages.listing import PAGE_SIZE, Chip, leave_out_faulty
from programmes.models import FieldOffice

OFFICES_SHOWN = 3

BEST, NAME, NEWEST = "best", "name", "newest"
SORTS = {
    BEST: (gettext_lazy("Best match"), BEST_MATCH_FIRST),
    NAME: (gettext_lazy("Name"), ("sort_key", "pk")),
    NEWEST: (gettext_lazy("Newest first"), ("-pk",)),
}
FILTERS: Any = DirectoryFilter.base_filters  # type: ignore[attr-defined]
# What an address may say beside the filters.
OTHERS = ("sort", "cursor", "spelling", "saved")
SIMILAR = "similar"


@dataclass
class Item:
    """An NGO as the directory shows it, with what its approved partnerships say."""

    ngo: Any
    roles: list[Role] = field(default_factory=list)
    areas: list[ActivityArea] = field(default_factory=list)
    offices: list[FieldOffice] = field(default_factory=list)
    part_of: list[Ngo] = field(default_factory=list)
    partnerships: int = 0
    programmes: int = 0

    @property
    def shown_offices(self) -> list[FieldOffice]:
        """Return the first of the offices."""
        return self.offices[:OFFICES_SHOWN]

    @property
    def further_offices(self) -> int:
        """Return how many offices there are beside those shown."""
        return max(len(self.offices) - OFFICES_SHOWN, 0)

    @property
    def headquarters(self) -> str:
        """Return the country of the headquarters by name."""
        return country_name(self.ngo.headquarters) if self.ngo.headquarters else ""


class Directory:
    """One search of the directory, as an address asks for it; what makes no sense in it is told and left out."""

    def __init__(self, parameters: QueryDict, user: Any) -> None:
        self.user = user
        self.faults: list[str] = []
        self.asked = self._known(parameters)
        self.filterset = self._filterset(self.asked)
        if faults := leave_out_faulty(self.filterset, self.asked):
            self.faults += faults
            self.filterset = self._filterset(self.asked)
        self.text = " ".join(self.asked.get("search", "").split())

    def _filterset(self, asked: QueryDict) -> Any:
        filterset: Any = DirectoryFilter(asked, Ngo.objects.visible_to(self.user).living())
        filterset.is_valid()
        return filterset

    def _known(self, parameters: QueryDict) -> QueryDict:
        """Return the parameters that the directory knows; of the others, say why they are left out."""
        asked = QueryDict(mutable=True)
        for name, values in parameters.lists():
            given = [value.strip() for value in values if value.strip()]
            if name not in FILTERS and name not in OTHERS:
                self.faults.append(_("The directory knows no “%(name)s”; it was left out.") % {"name": name[:40]})
            elif given:
                asked.setlist(name, given if isinstance(FILTERS.get(name), SeveralFilter) else given[-1:])
        text = asked.get("search", "")
        if len(text) > LONGEST_SEARCH:
            asked["search"] = text[:LONGEST_SEARCH]
            self.faults.append(
                _("Search for %(most)d characters at most; the first %(most)d were taken.") % {"most": LONGEST_SEARCH}
            )
        if asked.get("sort", BEST) not in SORTS:
            del asked["sort"]
            self.faults.append(_("There is no such order; the usual one is shown."))
        return asked

    @property
    def day(self) -> Any:
        """Return the day as of which is asked, or None."""
        return self.filterset.form.cleaned_data["on"]

    @property
    def certainty(self) -> str:
        """Return which partnerships count as of that day: those certainly in force, or those that may be."""
        return str(self.filterset.form.cleaned_data["certainty"] or Certainty.CERTAIN)

    @cached_property
    def words(self) -> Understood:
        """Return how the words of the search were understood."""
        return understood(self.text, similar=self.asked.get("spelling") == SIMILAR)

    @cached_property
    def found(self) -> Any:
        """Return the NGOs in which the words occur, whatever the filters say."""
        ngos = self.filterset.queryset
        return ngos.found_by(self.words) if self.text else ngos

    @cached_property
    def counter(self) -> Counter:
        """Return what finds and counts the NGOs of this search."""
        return self._counter(self.filterset)

    def _counter(self, filterset: Any) -> Counter:
        return Counter(filterset, self.found, has_words=bool(self.text))

    @property
    def total(self) -> int:
        """Return how many NGOs fit."""
        return self.counter.total[0]

    @property
    def is_total_estimated(self) -> bool:
        """Say whether the total is an estimate."""
        return self.counter.total[1]

    @cached_property
    def others(self) -> int:
        """Return, as of a day, how many NGOs fit with the other certainty."""
        asked = self.asked.copy()
        asked["certainty"] = Certainty.CERTAIN if self.certainty == Certainty.UNDATED else Certainty.UNDATED
        return self._counter(self._filterset(asked)).total[0]

    @property
    def sort(self) -> str:
        """Return the order: of the best match where words are searched for, else of names, unless one is asked for."""
        asked = self.asked.get("sort") or (BEST if self.text else NAME)
        return NAME if asked == BEST and not self.text else asked

    @property
    def _rows_to_sort(self) -> Any:
        rows = self.counter.ngos().with_standing(self.filterset.day)
        return rows.with_match(self.words) if self.sort == BEST else rows

    @property
    def sorted_rows(self) -> Any:
        """Return all NGOs that fit, in the order asked for, each with its standing."""
        return self._rows_to_sort.order_by(*SORTS[self.sort][1])

    @cached_property
    def page(self) -> Page:
        """Return the page; where the cursor leads nowhere, say so and return the first."""
        rows, order = self._rows_to_sort, SORTS[self.sort][1]
        cursor = self.asked.get("cursor", "")
        try:
            page = page_of(rows, order, size=PAGE_SIZE, cursor=cursor)
        except CursorError:
            page = None
        if page is not None and (page.rows or not cursor):
            return page
        self.faults.append(_("Nothing stands at that place of the list any more; this is its beginning."))
        return page_of(rows, order, size=PAGE_SIZE)

    @cached_property
    def items(self) -> list[Item]:
        """Return the NGOs of the page, with what the directory shows of them."""
        return items(self.page.rows, self.day, self.certainty)

    @cached_property
    def facets(self) -> list[Counted]:
        """Return all facets with their counts."""
        return self.counter.count_all()

    def facet(self, facet: Facet) -> Counted:
        """Return one facet with all its values, counted exactly."""
        return self.counter.count(facet, exactly=True)

    @cached_property
    def chips(self) -> list[Chip]:
        """Return all that is asked beside words, each with the address without it."""
        chips = []
        for facet in (*FACETS, *UNCOUNTED):
            for value, label in chosen_values(self.filterset, facet).items():
                chips.append(Chip(capfirst(str(facet.title)), label, self.without(facet.name, value)))
        given = self.filterset.form.cleaned_data
        if given["observer"] is False:
            chips.append(Chip(capfirst(_("standing")), _("not an observer"), self.address(observer="")))
        if given["observer_on"]:
            title = str(self.filterset.form.fields["observer_on"].label)
            label = f"{title} {date_format(given['observer_on'])}"
            chips.append(Chip(capfirst(title), label, self.address(observer_on="")))
        return chips

    def address(self, **changes: str) -> str:
        """Return the query of this search with some parameters changed or, given as empty, left out; at its start."""
        asked = self.asked.copy()
        for name in ("cursor", "saved", *changes):
            asked.pop(name, None)
        for name, value in changes.items():
            if value:
                asked[name] = value
        return f"?{asked.urlencode()}" if asked else "?"

    def without(self, name: str, value: str) -> str:
        """Return the query without one value of a parameter."""
        asked = self.asked.copy()
        asked.pop("cursor", None)
        asked.setlist(name, [kept for kept in asked.getlist(name) if kept.lower() != value.lower()])
        return f"?{asked.urlencode()}" if asked else "?"

    def _carried(self, left_out: set[str]) -> Iterator[tuple[str, str]]:
        for name, values in self.asked.lists():
            if name not in left_out:
                for value in values:
                    yield name, value

    @property
    def hidden(self) -> Iterator[tuple[str, str]]:
        """Return what the form of the search carries along, as it has no control for it."""
        controlled = {*BY_NAME}
        if self.filterset.form.cleaned_data["observer"] is False:
            controlled.remove("observer")  # its box can be ticked for observers alone
        return self._carried({"search", "cursor", "spelling", "on", "saved", *controlled})

    def everything_but(self, facet: Facet) -> Iterator[tuple[str, str]]:
        """Return what the form of one facet carries along: all that is asked of others."""
        return self._carried({"cursor", facet.name})

    @property
    def has_estimates(self) -> bool:
        """Say whether some counts are estimates."""
        return any(counted.is_estimate for counted in self.facets)

    @property
    def certain(self) -> int:
        """Return, as of a day, how many NGOs fit by a partnership certainly in force."""
        return self.others if self.certainty == Certainty.UNDATED else self.total

    @property
    def undated(self) -> int:
        """Return, as of a day, how many NGOs fit only by partnerships not dated well enough."""
        return self.total if self.certainty == Certainty.UNDATED else self.others

    @property
    def addresses(self) -> dict[str, str]:
        """Return the queries to which the list of results leads."""
        page = self.page
        return {
            "certain": self.address(certainty=""),
            "undated": self.address(certainty=Certainty.UNDATED),
            "similar": self.address(spelling=SIMILAR),
            "words_alone": self._only("search", "on", "sort"),
            "next": self.address(cursor=page.next),
            "previous": self.address(cursor=page.previous),
        }

    def _only(self, *names: str) -> str:
        return self.address(**{name: "" for name in self.asked if name not in names})


def items(ngos: list[Any], day: Any = None, certainty: str = Certainty.CERTAIN) -> list[Item]:
    """Return the NGOs with what their approved partnerships say, as of a day where one is given."""
    told = {ngo.pk: Item(ngo) for ngo in ngos}
    entries = DirectoryEntry.objects.filter(ngo__in=told)
    if day is not None:
        entries = entries.in_force(day) if certainty == Certainty.CERTAIN else entries.undecided_in_force(day)
    said: dict[int, dict[str, set[str]]] = {pk: defaultdict(set) for pk in told}
    for ngo, tags in entries.values_list("ngo", "tags"):
        told[ngo].partnerships += 1
        for tag in tags:
            facet, _colon, key = tag.partition(":")
            said[ngo][facet].add(key)
    named = {key for keys in said.values() for key in keys["office"]}
    areas = {str(area.pk): area for area in ActivityArea.objects.order_by("order")}
    offices = {str(office.pk): office for office in FieldOffice.objects.filter(pk__in=named).order_by("name", "pk")}
    for ngo, item in told.items():
        item.programmes = len(said[ngo]["programme"])
        item.roles = [role for role in Role if role in said[ngo]["role"]]
        item.areas = [area for key, area in areas.items() if key in said[ngo]["area"]]
        item.offices = [office for key, office in offices.items() if key in said[ngo]["office"]]
    relations = NgoRelation.objects.filter(ngo__in=told, ends_on=None).exclude(kind=NgoRelation.Kind.SUPPORTS)
    for relation in relations.select_related("other"):
        told[relation.ngo_id].part_of.append(relation.other)
    return list(told.values())
