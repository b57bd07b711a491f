"""The directory's searches as bare SQL: what a page shows and counts, by as few statements as will do.

Written by hand and apart from the application, of which it takes the number of shares to look at alone.
"""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from activity_areas.models import ActivityArea, PeopleServed
from partnerships.pages.facets import SHARES, shares_for
from partnerships.pages.listing import PAGE_SIZE
from programmes.models import FieldOffice

OF_PARTNERSHIPS = {"area", "role", "office", "people", "stage"}
KEYS: dict[str, Any] = {"area": ActivityArea, "office": FieldOffice, "people": PeopleServed}

OBSERVER = """
EXISTS (
    SELECT FROM ngos_observerdecision AS given
    WHERE given.ngo_id = n.id AND kind IN ('granted', 'renewed') AND effective_from <= {day}
        AND (effective_until IS NULL OR effective_until >= {day}) AND NOT EXISTS (
            SELECT FROM ngos_observerdecision WHERE ngo_id = given.ngo_id AND kind = 'withdrawn'
                AND effective_from BETWEEN given.effective_from AND {day}
        )
) AND NOT EXISTS (
    SELECT FROM ngos_observerdecision WHERE ngo_id = n.id AND kind = 'suspended' AND effective_from <= {day}
        AND (effective_until IS NULL OR effective_until >= {day})
)
"""
CERTAIN = """
{e}.certainly_begun_by <= {day} AND ({e}.certainly_ends_from IS NULL OR {e}.certainly_ends_from >= {day})
"""
UNDATED = """
({e}.first_day IS NULL OR {e}.first_day <= {day}) AND ({e}.last_day IS NULL OR {e}.last_day >= {day})
AND ({e}.certainly_begun_by IS NULL OR {e}.certainly_begun_by > {day} OR {e}.certainly_ends_from < {day})
"""
# What is closest to the words counts twice.
RANK = """
((ts_rank('{0.1, 0.3, 0.6, 1.0}', w.vector, %(query)s::tsquery)
    + ts_rank('{0.1, 0.3, 0.6, 1.0}', w.vector, %(closest)s::tsquery) * 2) * 1000000)::bigint
"""
# What each NGO of the page has to do with IOM stands in its entries.
PAGE = """
WITH page AS MATERIALIZED (
    SELECT n.id, n.code, n.name, n.acronym, n.scope, n.status, n.headquarters, n.sort_key, {rank} AS rank,
        {observer} AS is_observer
    FROM {ngos} WHERE {where} ORDER BY {order} LIMIT 26
)
SELECT page.*, work.number, work.programmes, work.roles, work.areas, work.offices, relation.others
FROM page
LEFT JOIN LATERAL (
    SELECT count(DISTINCT entry.partnership_id) AS number,
        count(DISTINCT tag) FILTER (WHERE starts_with(tag, 'programme:')) AS programmes,
        array_agg(DISTINCT substr(tag, 6)) FILTER (WHERE starts_with(tag, 'role:')) AS roles,
        array_agg(DISTINCT area.name) FILTER (WHERE area.id IS NOT NULL) AS areas,
        array_agg(DISTINCT office.name) FILTER (WHERE office.id IS NOT NULL) AS offices
    FROM partnerships_directoryentry AS entry
    CROSS JOIN unnest(entry.tags) AS tag
    LEFT JOIN activity_areas_activityarea AS area
        ON area.id = CASE WHEN starts_with(tag, 'area:') THEN substr(tag, 6)::bigint END
    LEFT JOIN programmes_fieldoffice AS office
        ON office.id = CASE WHEN starts_with(tag, 'office:') THEN substr(tag, 8)::bigint END
    WHERE entry.ngo_id = page.id AND {shown}
) AS work ON true
LEFT JOIN LATERAL (
    SELECT array_agg(other.name) AS others
    FROM ngos_ngorelation AS r JOIN ngos_ngo AS other ON other.id = r.other_id
    WHERE r.ngo_id = page.id AND r.ends_on IS NULL AND r.kind <> 'supports'
) AS relation ON true
ORDER BY {page_order}
"""
# Found once, in some shares, and counted from memory.
BY_ENTRIES = """
WITH entry AS MATERIALIZED (SELECT e.ngo_id, e.tags FROM partnerships_directoryentry AS e WHERE {entries}),
ngo AS MATERIALIZED (
    SELECT n.id, n.scope, n.kind, n.headquarters, n.countries_of_presence FROM ngos_ngo AS n
    WHERE n.status <> 'merged' AND n.id IN (SELECT ngo_id FROM entry)
)
"""
BY_NGOS = """
WITH ngo AS MATERIALIZED (
    SELECT n.id, n.scope, n.kind, n.headquarters, n.countries_of_presence FROM {ngos} WHERE {where}
), entry AS (SELECT e.ngo_id, e.tags FROM partnerships_directoryentry AS e WHERE {entries})
"""
NUMBER = "SELECT '' AS tag, count(*) AS number FROM ngo"
ENTRY_TAGS = """
SELECT tag, count(DISTINCT ngo_id) AS number FROM (SELECT unnest(tags) AS tag, ngo_id FROM entry) AS pairs
WHERE {which} GROUP BY tag
"""
NGO_TAGS = """
SELECT tag, count(*) AS number FROM (
    SELECT unnest(ngo_tags(scope, kind, headquarters, countries_of_presence)) AS tag FROM ngo
) AS tags WHERE {which} GROUP BY tag
"""
# With the names by which people read the values that are records.
NAMED = """
SELECT counts.tag, counts.number, coalesce(area.name, office.name, service.name, people.name)
FROM ({counts}) AS counts
LEFT JOIN activity_areas_activityarea AS area ON tag = 'area:' || area.id
LEFT JOIN programmes_fieldoffice AS office ON tag = 'office:' || office.id
LEFT JOIN activity_areas_service AS service ON tag = 'service:' || service.id
LEFT JOIN activity_areas_peopleserved AS people ON tag = 'people:' || people.id
"""


@dataclass(frozen=True)
class Search:
    """One search, as an address asks for it and as bare SQL does."""

    title: str
    chosen: dict[str, str] = field(default_factory=dict)
    words: str = ""
    day: str = ""
    is_undated: bool = False
    # The sort key and the id of the last NGO of the page before.
    after: tuple[str, int] | None = None
    cursor: str = ""
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return the query of the directory's address."""
        asked = {**self.chosen, "search": self.words, "on": self.day, "cursor": self.cursor}
        asked["certainty"] = "undated" if self.is_undated else ""
        return urlencode({name: value for name, value in asked.items() if value})

    def prepared(self) -> "Search":
        """Return the search with the tags of what is chosen: records are known by their ids there."""
        return replace(self, tags={name: self._tag(name, code) for name, code in self.chosen.items()})

    def _tag(self, name: str, code: str) -> str:
        return f"{name}:{KEYS[name].objects.get(code=code).pk if name in KEYS else code}"

    def asks_of_partnerships(self, without: str = "") -> bool:
        """Say whether partnerships narrow the NGOs, one facet left out."""
        return bool(self.day or self.chosen.keys() & OF_PARTNERSHIPS - {without})

    def of_ngos(self, without: str = "") -> list[str]:
        """Return the conditions on the NGO alone, one facet left out."""
        columns = {
            "country": "n.countries_of_presence && '{{{}}}'",
            "scope": "n.scope = '{}'",
            "kind": "n.kind = '{}'",
            "headquarters": "n.headquarters = '{}'",
        }
        given = [columns[name].format(code) for name, code in self.chosen.items() if name in {*columns} - {without}]
        if "observer" in self.chosen.keys() - {without}:
            given.append(self.observer)
        return [*(["w.vector @@ %(query)s::tsquery"] if self.words else []), *given]

    def of_entries(self, without: str = "", shares: int = SHARES) -> list[str]:
        """Return the conditions on the entry alone, one facet left out."""
        asked = [name for name in self.chosen if name in OF_PARTNERSHIPS - {without}]
        given = [f"e.tags && '{{{self.tags[name]}}}'" for name in asked]
        if self.day and self.is_undated:
            tagged = "".join(f" AND c.tags && '{{{self.tags[name]}}}'" for name in asked)
            certain = CERTAIN.format(e="c", day=self.on) + tagged
            given.append(UNDATED.format(e="e", day=self.on))
            given.append(
                f"NOT EXISTS (SELECT FROM partnerships_directoryentry AS c WHERE c.ngo_id = e.ngo_id AND {certain})"
            )
        elif self.day:
            given.append(CERTAIN.format(e="e", day=self.on))
        return given + ([f"share_of(e.ngo_id) < {shares}"] if shares < SHARES else [])

    @property
    def on(self) -> str:
        """Return the day that counts, as SQL."""
        return f"DATE '{self.day}'" if self.day else "CURRENT_DATE"

    @property
    def observer(self) -> str:
        """Return the condition that the NGO is an observer on that day."""
        return OBSERVER.format(day=self.on)

    @property
    def ngos(self) -> str:
        """Return from where NGOs are read."""
        return "ngos_ngo AS n" + (" JOIN ngos_ngowords AS w ON w.ngo_id = n.id" if self.words else "")

    def page(self) -> str:
        """Return the statement for the page."""
        where = ["n.status <> 'merged'", *self.of_ngos()]
        if self.asks_of_partnerships():
            entries = " AND ".join(self.of_entries())
            where.append(f"n.id IN (SELECT e.ngo_id FROM partnerships_directoryentry AS e WHERE {entries})")
        if self.after:
            where.append("(n.sort_key, n.id) > (%(sort_key)s, %(id)s)")
        shown = (UNDATED if self.is_undated else CERTAIN).format(e="entry", day=self.on) if self.day else "true"
        return PAGE.format(
            rank=RANK if self.words else "0",
            observer=self.observer,
            ngos=self.ngos,
            where=" AND ".join(where),
            order="rank DESC, n.sort_key, n.id" if self.words else "n.sort_key, n.id",
            page_order="page.rank DESC, page.sort_key, page.id",
            shown=shown,
        )

    def found(self, without: str = "", shares: int = SHARES, extra: str = "true") -> str:
        """Return the beginning of a statement that counts: the NGOs and the entries that fit, in some shares."""
        of_ngos = self.of_ngos(without) + ([extra] if extra != "true" else [])
        ngos = ["n.status <> 'merged'", *of_ngos]
        if of_ngos or not self.asks_of_partnerships(without):
            ngos += [f"share_of(n.id) < {shares}"] if shares < SHARES else []
        where = " AND ".join(ngos)
        if not self.asks_of_partnerships(without):
            entries = "e.ngo_id IN (SELECT id FROM ngo)" if of_ngos else f"share_of(e.ngo_id) < {shares}"
            return BY_NGOS.format(ngos=self.ngos, where=where, entries=entries)
        given = self.of_entries(without, SHARES if of_ngos else shares)
        if of_ngos:
            given.append(f"e.ngo_id IN (SELECT n.id FROM {self.ngos} WHERE {where})")
        return BY_ENTRIES.format(entries=" AND ".join(given))

    def number(self, without: str = "", shares: int = SHARES, extra: str = "true") -> str:
        """Return the statement for how many NGOs fit in some shares."""
        if self.asks_of_partnerships(without):
            return f"{self.found(without, shares, extra)} {NUMBER}"
        where = ["n.status <> 'merged'", *self.of_ngos(without), extra]
        where += [f"share_of(n.id) < {shares}"] if shares < SHARES else []
        return f"SELECT '' AS tag, count(*) AS number FROM {self.ngos} WHERE {' AND '.join(where)}"


@dataclass
class Answer:
    """What bare SQL found: the codes on the page, the total and the counts, as counted in some of the shares."""

    codes: list[str]
    total: tuple[int, int]
    counts: dict[str, tuple[int, int]]


def answer(cursor: Any, search: Search) -> Answer:
    """Ask for all that the page of a search shows."""
    values: dict[str, Any] = dict(zip(("sort_key", "id"), search.after or (), strict=False))
    if search.words:
        cursor.execute("SELECT understand(%s, %s, false, true)", [search.words, search.words])
        ((said,),) = cursor.fetchall()
        values |= {"query": said["query"], "closest": said["closest"]}
    chosen = [name for name in search.chosen if name != "observer"]
    shares, exact = _shares(cursor, search, chosen, values)
    counts: dict[str, tuple[int, int]] = {}
    for name in ["", *chosen]:
        cursor.execute(_counting(search, name, shares[name]), values)
        for tag, number, _name in cursor.fetchall():
            if name or tag.partition(":")[0] not in chosen:
                counts[tag] = number, shares[name]
    total = counts.pop("")
    cursor.execute(search.number("observer", extra=search.observer), values)
    counts["observer:true"] = cursor.fetchone()[1], SHARES
    if search.day:
        _number_otherwise_in_force(cursor, search, values)
    cursor.execute(search.page(), values)
    codes = [row[1] for row in cursor.fetchall()[:PAGE_SIZE]]
    return Answer(codes, total if search.asks_of_partnerships() else (exact, SHARES), counts)


def _shares(cursor: Any, search: Search, chosen: list[str], values: dict[str, Any]) -> tuple[dict[str, int], int]:
    """Return for all facets together, and for each in which something is chosen, how many shares to look at.

    Beside that, how many NGOs fit, where partnerships narrow nothing: this is counted exactly.
    """
    is_exact = not search.asks_of_partnerships()
    asked = [search.number("", SHARES if is_exact else 1), *(search.number(name, 1) for name in chosen)]
    cursor.execute("SELECT " + ", ".join(f"(SELECT number FROM ({sql}) AS one)" for sql in asked), values)
    total, *of_one_share = cursor.fetchone()
    whole = [total if is_exact else total * SHARES, *(number * SHARES for number in of_one_share)]
    return {name: shares_for(number) for name, number in zip(["", *chosen], whole, strict=True)}, total


def _number_otherwise_in_force(cursor: Any, search: Search, values: dict[str, Any]) -> tuple[int, int]:
    """Return how many NGOs fit as surely as is not asked, which the page shows beside; counted in some shares."""
    other = replace(search, is_undated=not search.is_undated)
    cursor.execute(other.number("", 1), values)
    shares = shares_for(cursor.fetchone()[1] * SHARES)
    cursor.execute(other.number("", shares), values)
    return cursor.fetchone()[1], shares


def _counting(search: Search, name: str, shares: int) -> str:
    """Return the statement that counts all facets, or the one of this name, as if nothing were chosen in it."""
    if name:
        counts = (ENTRY_TAGS if name in OF_PARTNERSHIPS else NGO_TAGS).format(which=f"starts_with(tag, '{name}:')")
    else:
        of_entries = ENTRY_TAGS.format(which="NOT starts_with(tag, 'programme:')")
        counts = f"{NUMBER} UNION ALL {of_entries} UNION ALL {NGO_TAGS.format(which='true')}"
    return search.found(name, shares) + NAMED.format(counts=counts)
