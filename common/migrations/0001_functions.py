"""SQL functions that columns of every room rest on: speaking codes, folded text, dates as known."""

import json

from anyascii import anyascii
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

# Every script but Han, Hangul and private use, which `fold` leaves as they are.
CHARACTERS = [*range(0x80, 0x2E80), *range(0xA640, 0xAC00), *range(0xFB00, 0xFE00), *range(0xFE20, 0xFFF0)]


def fold_function():
    """Return the SQL that makes `fold(text)`: the form of a text that search and sorting compare."""
    latin = {chr(point): anyascii(chr(point)) for point in CHARACTERS}
    return f"""
    CREATE FUNCTION fold(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $fold$
    DECLARE
        latin text := value;
    BEGIN
        IF octet_length(value) <> char_length(value) THEN
            SELECT string_agg(coalesce($map${json.dumps(latin, ensure_ascii=False)}$map$::jsonb ->> letter, letter), '' ORDER BY place)
            INTO latin
            FROM regexp_split_to_table(normalize(value, NFC), '') WITH ORDINALITY AS letters(letter, place);
        END IF;
        latin := replace(replace(lower(latin), '''', ''), '`', '');
        RETURN btrim(regexp_replace(latin, '[\\x01-\\x2f:-@\\[-_{{-\\x7f]+', ' ', 'g'));
    END
    $fold$;
    """  # noqa: S608 - the table is anyascii's


CODES = """
CREATE FUNCTION next_code(prefix text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT prefix || '-' || lpad(number::text, greatest(5, length(number::text)), '0')
    FROM nextval((lower(prefix) || '_code')::regclass) AS number
$$;
CREATE SEQUENCE doc_code START 1001;
"""

DAYS = """
CREATE FUNCTION first_day_of(day date, unit text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE unit
        WHEN 'year' THEN date_trunc('year', day::timestamp)::date
        WHEN 'month' THEN date_trunc('month', day::timestamp)::date
        ELSE day
    END
$$;
CREATE FUNCTION last_day_of(day date, unit text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE unit
        WHEN 'year' THEN (date_trunc('year', day::timestamp) + interval '1 year - 1 day')::date
        WHEN 'month' THEN (date_trunc('month', day::timestamp) + interval '1 month - 1 day')::date
        ELSE day
    END
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(fold_function(), "DROP FUNCTION fold(text)"),
        migrations.RunSQL(CODES, "DROP SEQUENCE doc_code; DROP FUNCTION next_code(text)"),
        migrations.RunSQL(DAYS, "DROP FUNCTION first_day_of(date, text); DROP FUNCTION last_day_of(date, text)"),
    ]
