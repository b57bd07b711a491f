"""SQL functions that search and counting rest on: how a word sounds, and into which share an NGO falls."""

from django.db import migrations

# The consonants of a word, alike ones as one, so that a name sounds alike whatever script it went through:
# Caritas, Karitas and kryts (the Arabic letters) are all `krt`. It names no other function of ours, because a
# restored dump fills the column that rests on it before it looks into our schema.
SOUND = r"""
CREATE FUNCTION sound(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT rtrim(
        regexp_replace(
            translate(
                regexp_replace(
                    regexp_replace(
                        replace(replace(replace(replace(word, 'tion', 'sion'), 'ght', 't'), 'chr', 'kr'), 'x', 'ks'),
                        'tsch|tch|sch|sh|ch|zh', 's', 'g'
                    ),
                    'c([eiy])', 's\1', 'g'
                ),
                'cgqbfvdzjlaeiouywh', 'kkkppptssr'
            ),
            '(.)\1+', '\1', 'g'
        ),
        's'
    )
$$;
"""
SHARE = """
CREATE FUNCTION share_of(ngo bigint) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (hashint8(ngo) & 63)::smallint
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0002_tables")]
    operations = [
        migrations.RunSQL(SOUND, "DROP FUNCTION sound(text)"),
        migrations.RunSQL(SHARE, "DROP FUNCTION share_of(bigint)"),
    ]
