import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import common.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activity_areas", "0001_tables"),
        ("common", "0002_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programmes", "0001_sequences"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
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
                ("code", common.fields.CodeField(prefix="PRG")),
                ("title", common.fields.CharField(max_length=250, verbose_name="title")),
                (
                    "is_untitled",
                    models.BooleanField(
                        default=False,
                        help_text="The title is then a description of ours.",
                        verbose_name="untitled in its source",
                    ),
                ),
                ("acronym", common.fields.CharField(blank=True, max_length=30, verbose_name="acronym")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("programme", "programme"),
                            ("project", "project"),
                            ("campaign", "campaign"),
                            ("study", "study"),
                            ("activity", "activity"),
                        ],
                        default="programme",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("countries", common.fields.CountriesField(size=None, verbose_name="countries")),
                (
                    "places",
                    common.fields.PlacesField(
                        help_text="As printed, with commas between: Umbria, Maslakh.", size=None, verbose_name="places"
                    ),
                ),
                (
                    "stage",
                    common.fields.CharField(
                        choices=[
                            ("foreseen", "foreseen"),
                            ("ongoing", "ongoing"),
                            ("completed", "completed"),
                            ("not_stated", "not stated"),
                        ],
                        default="not_stated",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "objective",
                    common.fields.CharField(
                        blank=True,
                        choices=[("services", "services to migrants"), ("policy", "participation in policy")],
                        max_length=8,
                        verbose_name="objective served",
                    ),
                ),
                ("description", common.fields.TextField(blank=True, verbose_name="description")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("title"),
                                models.Value(" "),
                                models.F("acronym"),
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
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["sort_key", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="programme_ends_no_earlier_than_it_starts",
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
                        name="programme_says_how_exactly_its_dates_are_known",
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
                        name="programme_dates_fit_their_precision",
                        violation_error_message="Known to the year, the days are 1 January and 31 December; to the month, its first and last day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldOffice",
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
                ("code", common.fields.CodeField(prefix="OFF")),
                (
                    "name",
                    common.fields.CharField(
                        help_text="As IOM prints it: IOM Dhaka.", max_length=120, unique=True, verbose_name="name"
                    ),
                ),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("headquarters", "headquarters"),
                            ("regional", "regional office"),
                            ("country", "country office"),
                            ("sub_office", "sub-office"),
                            ("coordination", "coordination office"),
                            ("placement", "placement office"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("city", common.fields.CharField(blank=True, max_length=80, verbose_name="city")),
                ("country", common.fields.CountryField(verbose_name="country")),
                (
                    "countries_covered",
                    common.fields.CountriesField(
                        help_text="Beyond the country in which the office stands.",
                        size=None,
                        verbose_name="countries covered",
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("name"),
                                models.Value(" "),
                                models.F("city"),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_offices",
                        to="programmes.fieldoffice",
                        verbose_name="reports to",
                    ),
                ),
            ],
            options={
                "verbose_name": "field office",
                "verbose_name_plural": "field offices",
                "ordering": ["name", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="fieldoffice_ends_no_earlier_than_it_starts",
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
                        name="fieldoffice_says_how_exactly_its_dates_are_known",
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
                        name="fieldoffice_dates_fit_their_precision",
                        violation_error_message="Known to the year, the days are 1 January and 31 December; to the month, its first and last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="fieldoffice_does_not_report_to_itself",
                        violation_error_message="An office cannot report to itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldOfficeCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    common.fields.CharField(
                        choices=[
                            ("body", "body"),
                            ("annex", "annex"),
                            ("item", "numbered item"),
                            ("footnote", "footnote"),
                            ("whole", "the document as a whole"),
                        ],
                        default="body",
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph")),
                (
                    "sentence",
                    common.fields.TextField(help_text="One sentence in our own words.", verbose_name="what it says"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="common.sourcedocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="programmes.fieldoffice",
                        verbose_name="field office",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["office", "document", "part", "paragraph", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "document", "part", "paragraph"),
                        name="officecitation_cites_a_paragraph_once",
                        nulls_distinct=False,
                        violation_error_message="This paragraph is cited already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldOfficeCitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "part",
                    common.fields.CharField(
                        choices=[
                            ("body", "body"),
                            ("annex", "annex"),
                            ("item", "numbered item"),
                            ("footnote", "footnote"),
                            ("whole", "the document as a whole"),
                        ],
                        default="body",
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph")),
                (
                    "sentence",
                    common.fields.TextField(help_text="One sentence in our own words.", verbose_name="what it says"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="common.sourcedocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.fieldoffice",
                        verbose_name="field office",
                    ),
                ),
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
                        to="programmes.fieldofficecitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FieldOfficeEvent",
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
                ("code", common.fields.CodeField(prefix="OFF", unique=False)),
                (
                    "name",
                    common.fields.CharField(
                        help_text="As IOM prints it: IOM Dhaka.", max_length=120, verbose_name="name"
                    ),
                ),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("headquarters", "headquarters"),
                            ("regional", "regional office"),
                            ("country", "country office"),
                            ("sub_office", "sub-office"),
                            ("coordination", "coordination office"),
                            ("placement", "placement office"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("city", common.fields.CharField(blank=True, max_length=80, verbose_name="city")),
                ("country", common.fields.CountryField(verbose_name="country")),
                (
                    "countries_covered",
                    common.fields.CountriesField(
                        help_text="Beyond the country in which the office stands.",
                        size=None,
                        verbose_name="countries covered",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.fieldoffice",
                        verbose_name="reports to",
                    ),
                ),
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
                        to="programmes.fieldoffice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_lead", models.BooleanField(default=False, verbose_name="leading area")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_areas",
                        to="activity_areas.activityarea",
                        verbose_name="area of activity",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_areas",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "area of a programme",
                "verbose_name_plural": "areas of a programme",
                "ordering": ["programme", "-is_lead", "area__order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "area"),
                        name="programmearea_is_named_once",
                        violation_error_message="The programme has this area already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_lead", True)),
                        fields=("programme",),
                        name="programmearea_one_leads",
                        violation_error_message="Only one area of a programme can lead.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeAreaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("is_lead", models.BooleanField(default=False, verbose_name="leading area")),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activity_areas.activityarea",
                        verbose_name="area of activity",
                    ),
                ),
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
                        to="programmes.programmearea",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    common.fields.CharField(
                        choices=[
                            ("body", "body"),
                            ("annex", "annex"),
                            ("item", "numbered item"),
                            ("footnote", "footnote"),
                            ("whole", "the document as a whole"),
                        ],
                        default="body",
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph")),
                (
                    "sentence",
                    common.fields.TextField(help_text="One sentence in our own words.", verbose_name="what it says"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="common.sourcedocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["programme", "document", "part", "paragraph", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "document", "part", "paragraph"),
                        name="programmecitation_cites_a_paragraph_once",
                        nulls_distinct=False,
                        violation_error_message="This paragraph is cited already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeCitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "part",
                    common.fields.CharField(
                        choices=[
                            ("body", "body"),
                            ("annex", "annex"),
                            ("item", "numbered item"),
                            ("footnote", "footnote"),
                            ("whole", "the document as a whole"),
                        ],
                        default="body",
                        max_length=8,
                        verbose_name="part",
                    ),
                ),
                ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paragraph")),
                (
                    "sentence",
                    common.fields.TextField(help_text="One sentence in our own words.", verbose_name="what it says"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="common.sourcedocument",
                        verbose_name="document",
                    ),
                ),
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
                        to="programmes.programmecitation",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
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
                ("code", common.fields.CodeField(prefix="PRG", unique=False)),
                ("title", common.fields.CharField(max_length=250, verbose_name="title")),
                (
                    "is_untitled",
                    models.BooleanField(
                        default=False,
                        help_text="The title is then a description of ours.",
                        verbose_name="untitled in its source",
                    ),
                ),
                ("acronym", common.fields.CharField(blank=True, max_length=30, verbose_name="acronym")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("programme", "programme"),
                            ("project", "project"),
                            ("campaign", "campaign"),
                            ("study", "study"),
                            ("activity", "activity"),
                        ],
                        default="programme",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("countries", common.fields.CountriesField(size=None, verbose_name="countries")),
                (
                    "places",
                    common.fields.PlacesField(
                        help_text="As printed, with commas between: Umbria, Maslakh.", size=None, verbose_name="places"
                    ),
                ),
                (
                    "stage",
                    common.fields.CharField(
                        choices=[
                            ("foreseen", "foreseen"),
                            ("ongoing", "ongoing"),
                            ("completed", "completed"),
                            ("not_stated", "not stated"),
                        ],
                        default="not_stated",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "objective",
                    common.fields.CharField(
                        blank=True,
                        choices=[("services", "services to migrants"), ("policy", "participation in policy")],
                        max_length=8,
                        verbose_name="objective served",
                    ),
                ),
                ("description", common.fields.TextField(blank=True, verbose_name="description")),
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
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeOffice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_offices",
                        to="programmes.fieldoffice",
                        verbose_name="field office",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_offices",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "office of a programme",
                "verbose_name_plural": "offices of a programme",
                "ordering": ["programme", "office__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "office"),
                        name="programmeoffice_is_named_once",
                        violation_error_message="The programme has this office already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeOfficeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.fieldoffice",
                        verbose_name="field office",
                    ),
                ),
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
                        to="programmes.programmeoffice",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="programme",
            name="areas",
            field=models.ManyToManyField(
                related_name="programmes",
                through="programmes.ProgrammeArea",
                to="activity_areas.activityarea",
                verbose_name="areas of activity",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="offices",
            field=models.ManyToManyField(
                related_name="programmes",
                through="programmes.ProgrammeOffice",
                to="programmes.fieldoffice",
                verbose_name="field offices",
            ),
        ),
    ]
