from django.db import migrations

MAKE = """
CREATE TABLE shared_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""


class Migration(migrations.Migration):
    """Make the table of Django's database cache, so that all processes count failed tries together."""

    dependencies = [("accounts", "0004_invitations")]

    operations = [migrations.RunSQL(MAKE, "DROP TABLE shared_cache")]
