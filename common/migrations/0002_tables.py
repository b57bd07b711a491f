import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import common.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0001_functions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "first_day",
                    models.DateField(
                        blank=True, help_text="Of a year or month: its first day.", null=True, verbose_name="first day"
                    ),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True, help_text="Of a year or month: its last day.", null=True, verbose_name="last day"
                    ),
                ),
                (
                    "date_precision",
                    common.fields.CharField(
                        blank=True,
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        help_text="Leave empty without dates.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                (
                    "certainly_begun_by",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("first_day"), models.F("date_precision"), function="last_day_of"
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                (
                    "certainly_ends_from",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("last_day"), models.F("date_precision"), function="first_day_of"
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                ("code", common.fields.CodeField(prefix="DOC")),
                ("title", common.fields.CharField(max_length=300, verbose_name="title")),
                (
                    "symbol",
                    common.fields.CharField(
                        blank=True, help_text="As printed, such as MC/INF/236.", max_length=60, verbose_name="symbol"
                    ),
                ),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("council_paper", "Council paper"),
                            ("information_paper", "information paper"),
                            ("constitution", "constitution"),
                            ("web_page", "web page"),
                            ("agreement", "agreement"),
                            ("report", "report"),
                            ("letter", "letter"),
                            ("other", "other document"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("link", common.fields.URLField(blank=True, max_length=500, verbose_name="link")),
                ("note", common.fields.TextField(blank=True, verbose_name="note")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("title"),
                                models.Value(" "),
                                models.F("symbol"),
                                models.Value(" "),
                                models.F("code"),
                                output_field=models.TextField(),
                            ),
                            function="fold",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "source document",
                "verbose_name_plural": "source documents",
                "ordering": ["code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="sourcedocument_ends_no_earlier_than_it_starts",
                        violation_error_message="The last day is earlier than the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_precision", ""), ("first_day", None), ("last_day", None)),
                            models.Q(
                                models.Q(("first_day", None), ("last_day", None), _negated=True),
                                models.Q(("date_precision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sourcedocument_says_how_exactly_its_dates_are_known",
                        violation_error_message="Say how exactly the dates are known; leave that empty where there are none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_day", None),
                                (
                                    "first_day",
                                    models.Func(
                                        models.F("first_day"), models.F("date_precision"), function="first_day_of"
                                    ),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("last_day", None),
                                (
                                    "last_day",
                                    models.Func(
                                        models.F("last_day"), models.F("date_precision"), function="last_day_of"
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="sourcedocument_dates_fit_their_precision",
                        violation_error_message="Known to the year, the days are 1 January and 31 December; to the month, its first and last day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("symbol", ""), _negated=True),
                        fields=("symbol",),
                        name="sourcedocument_symbol_names_one_document",
                        violation_error_message="Another document has this symbol.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "first_day",
                    models.DateField(
                        blank=True, help_text="Of a year or month: its first day.", null=True, verbose_name="first day"
                    ),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True, help_text="Of a year or month: its last day.", null=True, verbose_name="last day"
                    ),
                ),
                (
                    "date_precision",
                    common.fields.CharField(
                        blank=True,
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        help_text="Leave empty without dates.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("code", common.fields.CodeField(prefix="DOC", unique=False)),
                ("title", common.fields.CharField(max_length=300, verbose_name="title")),
                (
                    "symbol",
                    common.fields.CharField(
                        blank=True, help_text="As printed, such as MC/INF/236.", max_length=60, verbose_name="symbol"
                    ),
                ),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("council_paper", "Council paper"),
                            ("information_paper", "information paper"),
                            ("constitution", "constitution"),
                            ("web_page", "web page"),
                            ("agreement", "agreement"),
                            ("report", "report"),
                            ("letter", "letter"),
                            ("other", "other document"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("link", common.fields.URLField(blank=True, max_length=500, verbose_name="link")),
                ("note", common.fields.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="common.sourcedocument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
