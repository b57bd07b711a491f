"""How PostgreSQL keeps the entries of the directory: one row for each approved partnership, whoever changes it.

The facets of the directory count over these rows instead of joining eight tables (docs/decisions/0010).
"""

from hashlib import sha256
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connections, models

from common.triggers import after_changes

# For each facet a SELECT of its values; p is the partnership.
TAGS = {
    "area": "SELECT area_id::text FROM partnerships_partnershiparea WHERE partnership_id = p.id",
    "service": "SELECT service_id::text FROM partnerships_partnershipservice WHERE partnership_id = p.id",
    "people": "SELECT people_id::text FROM partnerships_partnershippeople WHERE partnership_id = p.id",
    "role": "SELECT role FROM partnerships_partnershiprole WHERE partnership_id = p.id",
    "capacity": "SELECT capacity FROM partnerships_partnershiprole WHERE partnership_id = p.id",
    "office": """
        SELECT office_id::text FROM programmes_programmeoffice WHERE programme_id = p.programme_id
        UNION ALL SELECT p.office_id::text""",
    "programme": "SELECT p.programme_id::text",
    "stage": "SELECT p.stage",
}
COLUMNS = "ngo_id, first_day, last_day, certainly_begun_by, certainly_ends_from, tags"
# The rows are locked before they are read, so that of two writers the second sees what the first wrote.
FUNCTION = """
CREATE OR REPLACE FUNCTION index_partnerships(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM partnerships_partnership WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM partnerships_directoryentry AS entry WHERE partnership_id = ANY(ids) AND NOT EXISTS (
        SELECT FROM partnerships_partnership WHERE id = entry.partnership_id AND review_status = 'approved'
    );
    INSERT INTO partnerships_directoryentry AS entry (partnership_id, {columns})
    SELECT p.id, p.ngo_id, p.first_day, p.last_day, p.certainly_begun_by, p.certainly_ends_from,
        ARRAY(SELECT DISTINCT facet || ':' || value FROM ({tags}) AS said(facet, value) WHERE value <> '' ORDER BY 1)
    FROM partnerships_partnership AS p WHERE p.id = ANY(ids) AND p.review_status = 'approved'
    ON CONFLICT (partnership_id) DO UPDATE SET ({columns}) = ROW({fresh})
    WHERE ROW({current}) IS DISTINCT FROM ROW({fresh});
END
$$;
COMMENT ON FUNCTION index_partnerships IS '{mark}';
"""
EVERY_PARTNERSHIP = """
SELECT index_partnerships(array_agg(id ORDER BY id)) FROM (
    SELECT id, (row_number() OVER (ORDER BY id)) / 5000 AS batch FROM partnerships_partnership
) AS numbered GROUP BY batch
"""


def keep_entries() -> None:
    """Let changes of what the entries tell keep them."""
    for name in ("PartnershipRole", "PartnershipArea", "PartnershipService", "PartnershipPeople"):
        columns = {
            "PartnershipRole": "role, capacity",
            "PartnershipArea": "area_id",
            "PartnershipService": "service_id",
        }
        rows = f"SELECT id, partnership_id, {columns.get(name, 'people_id')} FROM {{rows}}"  # noqa: S608 - ours
        _keep(apps.get_model("partnerships", name), rows, "SELECT partnership_id FROM changed")
    _keep(
        apps.get_model("partnerships", "Partnership"),
        """SELECT id, ngo_id, programme_id, office_id, stage, review_status, first_day, last_day, date_precision
        FROM {rows}""",
        "SELECT id FROM changed",
    )
    _keep(
        apps.get_model("programmes", "ProgrammeOffice"),
        "SELECT id, programme_id, office_id FROM {rows}",
        "SELECT id FROM partnerships_partnership WHERE programme_id IN (SELECT programme_id FROM changed)",
    )


def _keep(model: type[models.Model], rows: str, partnerships: str) -> None:
    act = f"PERFORM index_partnerships(ARRAY({{changed}} {partnerships}))"
    pgtrigger.register(*after_changes(f"{model._meta.model_name}_entries", rows=rows, act=act))(model)


def install_entries(plan: Any = None, using: str = "default", **others: Any) -> None:
    """Install the function that keeps entries, once a `migrate` forwards is through, and make those that lack."""
    if plan is None or any(is_backwards for _migration, is_backwards in plan):
        return
    sql, mark = _function()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('index_partnerships'))")
        if cursor.fetchone() == (mark,):
            return
        cursor.execute(sql)
        cursor.execute(EVERY_PARTNERSHIP)


def _function() -> tuple[str, str]:
    tags = " UNION ALL ".join(f"(SELECT '{facet}', value FROM ({tag}) AS one(value))" for facet, tag in TAGS.items())  # noqa: S608 - ours
    names = COLUMNS.split(", ")
    mark = sha256((FUNCTION + tags).encode()).hexdigest()
    told = {
        "columns": COLUMNS,
        "tags": tags,
        "mark": mark,
        "fresh": ", ".join(f"excluded.{name}" for name in names),
        "current": ", ".join(f"entry.{name}" for name in names),
    }
    return FUNCTION.format(**told), mark
