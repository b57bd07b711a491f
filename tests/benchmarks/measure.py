"""What `make bench` measures, once a database answers: each figure is a ratio of two medians of one run."""

import os
import secrets
import time
from collections.abc import Callable
from statistics import median

from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from ngos.models import Ngo
from partnerships.models import Partnership
from tests import factories as f
from tests.benchmarks import browser, matching, pages, server
from tests.benchmarks.data import fill

NGOS = int(os.environ.get("BENCH_NGOS", "10000"))
ROUNDS = 15
WORDS = ("association", "refugees")
FIRST_PAGE = """
SELECT json_agg(page) FROM (
    SELECT p.code, p.summary, p.stage, n.code AS ngo, n.name,
        (SELECT json_agg(r.capacity) FROM partnerships_partnershiprole r WHERE r.partnership_id = p.id) AS roles,
        (SELECT json_agg(a.area_id) FROM partnerships_partnershiparea a WHERE a.partnership_id = p.id) AS areas
    FROM partnerships_partnership p JOIN ngos_ngo n ON n.id = p.ngo_id
    WHERE p.review_status = 'approved' AND p.code > %s ORDER BY p.code LIMIT 50
) AS page
"""
SEARCH = """
SELECT id, name FROM ngos_ngo
WHERE search_text LIKE '%%' || fold(%s) || '%%' AND search_text LIKE '%%' || fold(%s) || '%%'
ORDER BY code LIMIT 50
"""


def timed(act: Callable[[], object]) -> float:
    """Return the median time of an act, in seconds, after one round that does not count."""
    act()
    rounds = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        act()
        rounds.append(time.perf_counter() - start)
    return median(rounds)


def measure(*, is_filled: bool) -> None:
    """Fill the database unless it is filled already, and print what each part measures."""
    if not is_filled:
        call_command("migrate", verbosity=0)
        fill(NGOS)
    pages.say(f"{Ngo.objects.count():,} NGOs, {Partnership.objects.count():,} partnerships")
    _measure_api()
    matching.measure()
    session = server.signed_in()
    with server.running() as port:
        pages.measure(port, session)
        browser.measure(port, session)


def _measure_api() -> None:
    user = User.objects.filter(email=server.READER).first() or f.UserFactory(email=server.READER)
    secret = f"iom_{secrets.token_hex(16)}"
    f.ApiKeyFactory(secret=secret, user=user, name="benchmark " + secret[-6:])
    client = Client(headers={"Authorization": f"Bearer {secret}"}, SERVER_NAME="localhost")

    def page(address: str) -> Callable[[], object]:
        def ask() -> object:
            answer = client.get(address)
            assert answer.status_code == 200, answer.content
            return answer.json()

        return ask

    def sql(statement: str, *values: object) -> Callable[[], object]:
        def ask() -> object:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall()

        return ask

    deep = "/api/v1/partnerships/?page_size=200"
    for _step in range(50):
        deep = client.get(deep).json()["next"] or deep
    deep = deep.replace("page_size=200", "page_size=50")
    first = timed(page("/api/v1/partnerships/"))
    lines = [
        ("first page of 50 partnerships, API / bare SQL", first / timed(sql(FIRST_PAGE, ""))),
        ("a deep page / the first page, API", timed(page(deep)) / first),
        (
            "search for two words among NGOs, API / bare SQL",
            timed(page(f"/api/v1/ngos/?search={'+'.join(WORDS)}")) / timed(sql(SEARCH, *WORDS)),
        ),
    ]
    pages.say(f"The API; medians of {ROUNDS} rounds")
    for what, ratio in lines:
        pages.say(f"{ratio:8.2f}  {what}")
