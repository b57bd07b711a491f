"""The duplicate check against the bare trigram query on the same rows; asked in turn, so that load hits both.

Half of what is typed are names of the registry with a letter left out, half are new names of the same kind.
"""

import time
from collections.abc import Callable
from statistics import median, quantiles

from django.db import connection, transaction

from ngos.matching import Described, candidates
from ngos.models import Ngo, NgoName
from tests.benchmarks import names, pages
from tests.benchmarks.data import COUNTRIES, COUNTRY_WEIGHTS, Dice

SEED = 5
MANY = 100
INDEXES = """
CREATE INDEX ON ngos_ngo USING gin (name gin_trgm_ops);
CREATE INDEX ON ngos_ngoname USING gin (name gin_trgm_ops);
"""
BARE = (
    "SELECT id FROM ngos_ngo WHERE name %% %(typed)s UNION ALL SELECT ngo_id FROM ngos_ngoname WHERE name %% %(typed)s"
)


def measure() -> None:
    """Print the median and the 95th percentile of both, in milliseconds; the indexes of the bare query go again."""
    pages.say(f"The duplicate check among {Ngo.objects.count():,} NGOs and {NgoName.objects.count():,} further names")
    typed = _typed(Dice(SEED))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INDEXES)

        def bare(name: str, _country: str) -> None:
            cursor.execute(BARE, {"typed": name})
            cursor.fetchall()

        of_check, of_bare = _in_turn(typed, _check, bare)
        transaction.set_rollback(True)
    for what, times, others, most in (
        ("median", median(of_check), median(of_bare), 1),
        ("95th percentile, over the median of bare SQL", _slowest(of_check), median(of_bare), 2),
    ):
        ratio = times / others
        pages.say(
            f"{ratio:8.2f}  {times:6.0f} / {others:4.0f}  {what}; target {most}{'' if ratio <= most else '  ABOVE'}"
        )
    pages.say(f"{_slowest(of_bare):24.0f}  the 95th percentile of bare SQL")


def _typed(dice: Dice) -> list[tuple[str, str]]:
    """Return names to type, each with a country."""
    living = list(Ngo.objects.living().order_by("pk").values_list("name", "headquarters"))
    typed = []
    for name, country in dice.sample(living, MANY // 2):
        place = dice.randrange(1, len(name) - 1)
        typed.append((name[:place] + name[place + 1 :], country))
    namer = names.Namer(dice)
    for country in dice.choices(COUNTRIES, cum_weights=COUNTRY_WEIGHTS, k=MANY // 2):
        language = dice.choice(names.TONGUES[country])
        typed.append((names.said(namer.idea(language, country), language), country))
    return typed


def _check(name: str, country: str) -> None:
    candidates(Described(name, countries=(country,) if country else ()))


def _in_turn(typed: list[tuple[str, str]], *acts: Callable[[str, str], None]) -> list[list[float]]:
    """Return the milliseconds that each act took for each name, after one that does not count."""
    taken: list[list[float]] = [[] for _act in acts]
    for number, (name, country) in enumerate([typed[0], *typed]):
        for act, times in zip(acts, taken, strict=True):
            start = time.perf_counter()
            act(name, country)
            if number:
                times.append((time.perf_counter() - start) * 1000)
    return taken


def _slowest(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
