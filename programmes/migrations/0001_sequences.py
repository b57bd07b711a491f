"""The sequences from which offices and programmes draw their codes."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0001_functions")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE off_code START 1001; CREATE SEQUENCE prg_code START 1001",
            "DROP SEQUENCE off_code; DROP SEQUENCE prg_code",
        ),
    ]
