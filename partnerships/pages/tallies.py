"""How many NGOs and partnerships each area, role and office has, counted over the directory's entries.

Of many NGOs some shares stand for all, and the counts are told as estimates, as in the directory (`facets.py`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from ngos.querysets import SHARES, share_of
from partnerships.models import DirectoryEntry
from partnerships.pages.facets import shares_for, whole

# All entries, and those with each tag of some facets.
TAG_COUNTS = """
WITH entry AS MATERIALIZED (SELECT ngo_id, tags FROM partnerships_directoryentry WHERE share_of(ngo_id) < %s)
SELECT '', count(DISTINCT ngo_id), count(*) FROM entry
UNION ALL
SELECT tag, count(DISTINCT ngo_id), count(*) FROM (SELECT unnest(tags), ngo_id FROM entry) AS one(tag, ngo_id)
WHERE split_part(tag, ':', 1) = ANY(%s) GROUP BY tag
"""
NO_OFFICE = "no office"
WITHOUT_OFFICE = f"""
UNION ALL
SELECT '{NO_OFFICE}', 0, count(*) FROM entry
WHERE NOT EXISTS (SELECT FROM unnest(tags) AS tag WHERE starts_with(tag, 'office:'))
"""  # noqa: S608 - our own words
# So few NGOs in the shares say little of all, who are then not many, and quickly counted.
FEW = 10
NGOS_OF_FEW = """
SELECT tag, (SELECT count(DISTINCT ngo_id) FROM partnerships_directoryentry WHERE tags @> ARRAY[tag])
FROM unnest(%s::text[]) AS one(tag)
"""

# How many NGOs and partnerships each key has.
Counts = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Tallies:
    """What was counted in some shares, for each key of each facet."""

    shares: int
    counted: dict[str, Counts]

    @property
    def is_estimate(self) -> bool:
        """Say whether some shares stand for all."""
        return self.shares < SHARES

    def of(self, facet: str) -> Counts:
        """Return what the shares let expect of all, for each key of the facet."""
        return {
            key: (whole(ngos, self.shares), whole(partnerships, self.shares))
            for key, (ngos, partnerships) in self.counted.get(facet, {}).items()
        }


class NgoCount(NamedTuple):
    """A number of NGOs, and whether it is an estimate."""

    number: int
    is_estimate: bool = False


def tallies(*facets: str) -> Tallies:
    """Count what is approved, by each of the facets."""
    first = DirectoryEntry.objects.alias(share=share_of("ngo")).filter(share=0)
    shares = shares_for(first.aggregate(ngos=Count("ngo", distinct=True))["ngos"] * SHARES)
    counted: dict[str, Counts] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(TAG_COUNTS + (WITHOUT_OFFICE if NO_OFFICE in facets else ""), [shares, [*facets]])
        for tag, ngos, partnerships in cursor.fetchall():
            facet, _colon, key = tag.partition(":")
            counted[facet][key] = ngos, partnerships
    return Tallies(shares, counted)


def ngo_counts(facet: str, keys: Iterable[int]) -> dict[int, NgoCount]:
    """Return how many NGOs each key of the facet has: few exactly, many as an estimate where that is needed."""
    found = tallies(facet)
    counted = found.counted.get(facet, {})
    ngos = {key: counted.get(str(key), (0, 0))[0] for key in keys}
    if not found.is_estimate:
        return {key: NgoCount(number) for key, number in ngos.items()}
    many = {key: NgoCount(whole(number, found.shares), is_estimate=True) for key, number in ngos.items()}
    return {**many, **_all_of(facet, [key for key, number in ngos.items() if number < FEW])}


def _all_of(facet: str, keys: list[int]) -> dict[int, NgoCount]:
    with connection.cursor() as cursor:
        cursor.execute(NGOS_OF_FEW, [[f"{facet}:{key}" for key in keys]])
        return {int(tag.partition(":")[2]): NgoCount(number) for tag, number in cursor.fetchall()}
