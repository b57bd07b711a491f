"""The sequences from which NGOs, decisions, forums and meetings draw their codes."""

from django.db import migrations

NAMES = ["ngo_code", "obs_code", "for_code", "dlg_code"]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0001_functions")]
    operations = [
        migrations.RunSQL(
            [f"CREATE SEQUENCE {name} START 1001" for name in NAMES],
            [f"DROP SEQUENCE {name}" for name in NAMES],
        ),
    ]
