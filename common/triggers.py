"""Triggers that PostgreSQL needs where no constraint can say it: a tree must stay a tree."""

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.db import connection, models

# `which` narrows the walk to rows of one kind in a table that holds several.
WALK = """
WITH RECURSIVE above(id) AS (
    SELECT {start}
    UNION
    SELECT node.{parent} FROM {table} AS node JOIN above ON node.{child} = above.id
    WHERE node.{parent} IS NOT NULL {which}
)
"""


def install_triggers(plan: Any = None, using: str = "default", **others: Any) -> None:
    """Install the triggers that the models declare, once a `migrate` forwards is through."""
    if plan is not None and not any(is_backwards for _migration, is_backwards in plan):
        pgtrigger.install(database=using)


def after_changes(name: str, *, rows: str, act: str) -> list[pgtrigger.Trigger]:
    """Return triggers that act when rows of a table were added, changed or deleted, one or many at once.

    `rows` is a SELECT of all that counts, FROM {rows}; `act` is a statement that names those that changed as
    {changed}, a WITH clause. An update that changes nothing of what counts changes no rows.
    """
    old, new = rows.format(rows="old_rows"), rows.format(rows="new_rows")
    changes = {
        "added": (pgtrigger.Insert, pgtrigger.Referencing(new="new_rows"), new),
        "changed": (
            pgtrigger.Update,
            pgtrigger.Referencing(old="old_rows", new="new_rows"),
            f"({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})",
        ),
        "deleted": (pgtrigger.Delete, pgtrigger.Referencing(old="old_rows"), old),
    }
    return [
        pgtrigger.Trigger(
            name=f"{name}_{verb}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=f"{act.format(changed=f'WITH changed AS ({changed})')}; RETURN NULL;",
        )
        for verb, (operation, referencing, changed) in changes.items()
    ]


def no_cycle(name: str, *, child: str, parent: str, which: str = "") -> pgtrigger.Trigger:
    """Return a trigger that refuses a row whose parent descends from its child.

    That a row is its own parent is for a check constraint to refuse, by a name of its own.

    `which` is SQL that begins with AND and narrows the walk; it may use NEW. Writers of one tree wait for
    each other, so that two halves of a circle cannot be written at once.
    """
    walk = WALK.format(start=f"NEW.{parent}", parent=parent, child=child, table="{meta.db_table}", which=which)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=pgtrigger.Func(
            f"""
            IF NEW.{parent} <> NEW.{child} THEN
                PERFORM pg_advisory_xact_lock(hashtext('{name}'));
                IF EXISTS ({walk} SELECT FROM above WHERE above.id = NEW.{child}) THEN
                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}',
                        MESSAGE = 'violates constraint "{name}"';
                END IF;
            END IF;
            RETURN NEW;
            """
        ),
    )


def ancestors(
    model: type[models.Model],
    start: int,
    child: str,
    parent: str,
    which: str = "",
    values: Sequence[Any] = (),
) -> set[int]:
    """Return the row's id and those of all above it, by the same walk as the trigger's.

    `which` may hold placeholders, filled with `values`.
    """
    walk = WALK.format(start="%s::bigint", parent=parent, child=child, table=model._meta.db_table, which=which)
    with connection.cursor() as cursor:
        cursor.execute(f"{walk} SELECT id FROM above", [start, *values])  # noqa: S608 - names of columns, ours
        return {row[0] for row in cursor.fetchall()}
