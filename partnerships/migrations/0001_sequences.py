"""The sequences from which partnerships, those beside them and agreements draw their codes."""

from django.db import migrations

NAMES = ["ptn_code", "unp_code", "oth_code", "agr_code"]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0001_functions")]
    operations = [
        migrations.RunSQL(
            [f"CREATE SEQUENCE {name} START 1001" for name in NAMES],
            [f"DROP SEQUENCE {name}" for name in NAMES],
        ),
    ]
