"""The keys of NGOs, which the duplicate check looks up (`ngos/matching.py`); PostgreSQL keeps them, by triggers.

The functions that make keys, and that find the NGOs that share the most telling ones, are in `matching.sql`.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connections

from common.triggers import after_changes
from ngos.names import small_words

SQL = Path(__file__).with_name("matching.sql")
# What counts of each table, and the NGOs whose keys it makes.
KEPT = {
    "Ngo": (
        "SELECT id, name, acronym, website, status = 'merged', merged_into_id FROM {rows}",
        "SELECT id FROM changed UNION SELECT merged_into_id FROM changed",
    ),
    "NgoName": ("SELECT id, ngo_id, name FROM {rows}", "SELECT ngo_id FROM changed"),
    "Identifier": ("SELECT id, ngo_id, scheme, value, retired_on FROM {rows}", "SELECT ngo_id FROM changed"),
    "Contact": ("SELECT id, ngo_id, email, phone FROM {rows}", "SELECT ngo_id FROM changed"),
}


def keep_keys() -> None:
    """Let changes of what keys are made of keep them."""
    for name, (rows, ngos) in KEPT.items():
        act = f"PERFORM key_ngos(ARRAY({{changed}} {ngos}))"
        triggers = after_changes(f"{name.lower()}_keys", rows=rows, act=act)
        pgtrigger.register(*triggers)(apps.get_model("ngos", name))


def install_keys(plan: Any = None, using: str = "default", **others: Any) -> None:
    """Install the functions once a `migrate` forwards is through, and make the keys that are missing.

    All are made anew where the functions changed.
    """
    if plan is None or any(is_backwards for _migration, is_backwards in plan):
        return
    sql = SQL.read_text().replace("/* small words */", "|".join(small_words()))
    mark = sha256(sql.encode()).hexdigest()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('key_ngos'))")
        if cursor.fetchone() == (mark,):
            missing = "WHERE NOT EXISTS (SELECT FROM ngos_ngokeys WHERE ngo_id = ngos_ngo.id)"
        else:
            missing = ""
            cursor.execute(f"{sql}; COMMENT ON FUNCTION key_ngos IS '{mark}'")
        cursor.execute(f"SELECT key_ngos(ARRAY(SELECT id FROM ngos_ngo {missing}))")  # noqa: S608 - ours
