import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import common.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0001_functions"),
        ("common", "0002_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("code", common.fields.CharField(max_length=40, unique=True, verbose_name="code")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    common.fields.TextField(
                        blank=True, help_text="In plain words, after the sources.", verbose_name="description"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("name"), models.Value(" "), models.F("code"), output_field=models.TextField()
                            ),
                            function="fold",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "name_in_paper",
                    common.fields.CharField(blank=True, max_length=120, verbose_name="name in the Council paper"),
                ),
                (
                    "name_on_page",
                    common.fields.CharField(blank=True, max_length=120, verbose_name="name on the NGO page"),
                ),
                ("order", models.PositiveSmallIntegerField(unique=True, verbose_name="order")),
                (
                    "is_cross_cutting",
                    models.BooleanField(
                        default=False,
                        help_text="A theme in all work rather than an activity of its own.",
                        verbose_name="cross-cutting",
                    ),
                ),
            ],
            options={
                "verbose_name": "area of activity",
                "verbose_name_plural": "areas of activity",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ActivityAreaCitation",
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
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="activity_areas.activityarea",
                        verbose_name="area of activity",
                    ),
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
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["area", "document", "part", "paragraph", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "document", "part", "paragraph"),
                        name="areacitation_cites_a_paragraph_once",
                        nulls_distinct=False,
                        violation_error_message="This paragraph is cited already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityAreaCitationEvent",
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
                        to="activity_areas.activityareacitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityAreaEvent",
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
                ("code", common.fields.CharField(max_length=40, verbose_name="code")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    common.fields.TextField(
                        blank=True, help_text="In plain words, after the sources.", verbose_name="description"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "name_in_paper",
                    common.fields.CharField(blank=True, max_length=120, verbose_name="name in the Council paper"),
                ),
                (
                    "name_on_page",
                    common.fields.CharField(blank=True, max_length=120, verbose_name="name on the NGO page"),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "is_cross_cutting",
                    models.BooleanField(
                        default=False,
                        help_text="A theme in all work rather than an activity of its own.",
                        verbose_name="cross-cutting",
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
                        to="activity_areas.activityarea",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PeopleServed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
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
                ("code", common.fields.CharField(max_length=40, unique=True, verbose_name="code")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    common.fields.TextField(
                        blank=True, help_text="In plain words, after the sources.", verbose_name="description"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("name"), models.Value(" "), models.F("code"), output_field=models.TextField()
                            ),
                            function="fold",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
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
            ],
            options={
                "verbose_name": "people served",
                "verbose_name_plural": "people served",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PeopleServedEvent",
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
                ("code", common.fields.CharField(max_length=40, verbose_name="code")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    common.fields.TextField(
                        blank=True, help_text="In plain words, after the sources.", verbose_name="description"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
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
                        to="activity_areas.peopleserved",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
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
                ("code", common.fields.CharField(max_length=40, unique=True, verbose_name="code")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    common.fields.TextField(
                        blank=True, help_text="In plain words, after the sources.", verbose_name="description"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("name"), models.Value(" "), models.F("code"), output_field=models.TextField()
                            ),
                            function="fold",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="activity_areas.activityarea",
                        verbose_name="area of activity",
                    ),
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
            ],
            options={
                "verbose_name": "service",
                "verbose_name_plural": "services",
                "ordering": ["area__order", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
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
                ("code", common.fields.CharField(max_length=40, verbose_name="code")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    common.fields.TextField(
                        blank=True, help_text="In plain words, after the sources.", verbose_name="description"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
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
                        to="activity_areas.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
