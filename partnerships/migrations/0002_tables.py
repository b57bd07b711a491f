import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import common.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("activity_areas", "0001_tables"),
        ("common", "0002_tables"),
        ("ngos", "0002_tables"),
        ("partnerships", "0001_sequences"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programmes", "0002_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                ("code", common.fields.CodeField(prefix="AGR")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("memorandum", "memorandum of understanding"),
                            ("cooperation", "cooperation agreement"),
                            ("contract", "contract"),
                            ("grant", "grant"),
                            ("implementation", "project implementation agreement"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("reference", common.fields.CharField(max_length=80, unique=True, verbose_name="reference")),
                ("title", common.fields.CharField(blank=True, max_length=250, verbose_name="title")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="amount"),
                ),
                (
                    "currency",
                    common.fields.CharField(
                        blank=True, help_text="ISO 4217, such as CHF.", max_length=3, verbose_name="currency"
                    ),
                ),
                ("note", common.fields.TextField(blank=True, verbose_name="note")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("reference"),
                                models.Value(" "),
                                models.F("title"),
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
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ["-code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="agreement_ends_no_earlier_than_it_starts",
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
                        name="agreement_says_how_exactly_its_dates_are_known",
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
                        name="agreement_dates_fit_their_precision",
                        violation_error_message="Known to the year, the days are 1 January and 31 December; to the month, its first and last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", None), ("currency", "")),
                            models.Q(("amount__isnull", False), ("currency__regex", "^[A-Z]{3}$")),
                            _connector="OR",
                        ),
                        name="agreement_amount_and_currency_go_together",
                        violation_error_message="Give amount and currency (three capital letters) together, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                        name="agreement_amount_is_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreement_documents",
                        to="partnerships.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_documents",
                        to="common.sourcedocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["agreement", "document", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "document"),
                        name="agreementdocument_is_named_once",
                        violation_error_message="This document is named already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.agreement",
                        verbose_name="agreement",
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
                        to="partnerships.agreementdocument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
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
                ("code", common.fields.CodeField(prefix="AGR", unique=False)),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("memorandum", "memorandum of understanding"),
                            ("cooperation", "cooperation agreement"),
                            ("contract", "contract"),
                            ("grant", "grant"),
                            ("implementation", "project implementation agreement"),
                        ],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("reference", common.fields.CharField(max_length=80, verbose_name="reference")),
                ("title", common.fields.CharField(blank=True, max_length=250, verbose_name="title")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="amount"),
                ),
                (
                    "currency",
                    common.fields.CharField(
                        blank=True, help_text="ISO 4217, such as CHF.", max_length=3, verbose_name="currency"
                    ),
                ),
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
                        to="partnerships.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", common.fields.CharField(blank=True, max_length=200, verbose_name="other party")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="partnerships.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_parties",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "party",
                "verbose_name_plural": "parties",
                "ordering": ["agreement", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), ("ngo__isnull", False)),
                            models.Q(("ngo", None), models.Q(("name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="agreementparty_is_an_ngo_or_has_a_name",
                        violation_error_message="Choose an NGO, or give the other party's name.",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "ngo", "name"),
                        name="agreementparty_is_named_once",
                        nulls_distinct=False,
                        violation_error_message="This party is named already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementPartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", common.fields.CharField(blank=True, max_length=200, verbose_name="other party")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.ngo",
                        verbose_name="NGO",
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
                        to="partnerships.agreementparty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("words", common.fields.TextField(verbose_name="what changes")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="In the same currency.",
                        max_digits=16,
                        null=True,
                        verbose_name="new amount",
                    ),
                ),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="new last day")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendments",
                        to="partnerships.agreement",
                        verbose_name="agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "amendment",
                "verbose_name_plural": "amendments",
                "ordering": ["agreement", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "number"),
                        name="amendment_number_is_given_once",
                        violation_error_message="The agreement has an amendment of this number already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AmendmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("words", common.fields.TextField(verbose_name="what changes")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="In the same currency.",
                        max_digits=16,
                        null=True,
                        verbose_name="new amount",
                    ),
                ),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="new last day")),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.agreement",
                        verbose_name="agreement",
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
                        to="partnerships.amendment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OtherParticipant",
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
                ("code", common.fields.CodeField(prefix="OTH")),
                ("name", common.fields.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("un_agency", "United Nations agency"),
                            ("government", "government body"),
                            ("intergovernmental", "intergovernmental organization"),
                            ("red_cross_movement", "International Committee of the Red Cross"),
                            ("media", "media"),
                            ("company", "company or employers"),
                            ("local_authority", "local authority"),
                            ("community", "community or church group"),
                            ("training_institution", "training institution"),
                            ("other", "other party"),
                        ],
                        max_length=20,
                        verbose_name="what it is",
                    ),
                ),
                ("words", common.fields.CharField(blank=True, max_length=300, verbose_name="what it does")),
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
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_participants",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "other participant",
                "verbose_name_plural": "other participants",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="OtherParticipantEvent",
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
                ("code", common.fields.CodeField(prefix="OTH", unique=False)),
                ("name", common.fields.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("un_agency", "United Nations agency"),
                            ("government", "government body"),
                            ("intergovernmental", "intergovernmental organization"),
                            ("red_cross_movement", "International Committee of the Red Cross"),
                            ("media", "media"),
                            ("company", "company or employers"),
                            ("local_authority", "local authority"),
                            ("community", "community or church group"),
                            ("training_institution", "training institution"),
                            ("other", "other party"),
                        ],
                        max_length=20,
                        verbose_name="what it is",
                    ),
                ),
                ("words", common.fields.CharField(blank=True, max_length=300, verbose_name="what it does")),
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
                        to="partnerships.otherparticipant",
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
            name="Partnership",
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
                ("code", common.fields.CodeField(prefix="PTN")),
                ("countries", common.fields.CountriesField(size=None, verbose_name="countries")),
                (
                    "places",
                    common.fields.PlacesField(
                        help_text="As printed, with commas between: Umbria, Maslakh.", size=None, verbose_name="places"
                    ),
                ),
                (
                    "mode",
                    common.fields.CharField(
                        blank=True,
                        choices=[
                            ("equal_partners", "equal partners"),
                            ("complementary", "complementary"),
                            ("competing", "competing"),
                            ("different_approach", "different approach"),
                        ],
                        max_length=18,
                        verbose_name="mode",
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
                    "summary",
                    common.fields.TextField(
                        blank=True, help_text="What they do together, in our own words.", verbose_name="summary"
                    ),
                ),
                (
                    "review_status",
                    common.fields.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted for review"),
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="review status",
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("code"),
                                models.Value(" "),
                                models.F("summary"),
                                output_field=models.TextField(),
                            ),
                            function="fold",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="programmes.fieldoffice",
                        verbose_name="lead office",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "partnership",
                "verbose_name_plural": "partnerships",
                "ordering": ["-code", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="partnership_ends_no_earlier_than_it_starts",
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
                        name="partnership_says_how_exactly_its_dates_are_known",
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
                        name="partnership_dates_fit_their_precision",
                        violation_error_message="Known to the year, the days are 1 January and 31 December; to the month, its first and last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programme__isnull", False),
                            ("office__isnull", False),
                            models.Q(("countries", []), _negated=True),
                            models.Q(("places", []), _negated=True),
                            _connector="OR",
                        ),
                        name="partnership_says_where_it_is",
                        violation_error_message="Name at least a programme, an office, a country or a place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementPartnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreement_partnerships",
                        to="partnerships.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_partnerships",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "partnership under the agreement",
                "verbose_name_plural": "partnerships under the agreement",
                "ordering": ["agreement", "partnership", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "partnership"),
                        name="agreementpartnership_is_named_once",
                        violation_error_message="This partnership is under the agreement already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementPartnershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.agreement",
                        verbose_name="agreement",
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
                        to="partnerships.agreementpartnership",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnership_areas",
                        to="activity_areas.activityarea",
                        verbose_name="area of activity",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnership_areas",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "area of activity",
                "verbose_name_plural": "areas of activity",
                "ordering": ["partnership", "area__order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "area"),
                        name="partnershiparea_is_named_once",
                        violation_error_message="The partnership has this area already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipAreaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
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
                        to="partnerships.partnershiparea",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipCitation",
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
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["partnership", "document", "part", "paragraph", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "document", "part", "paragraph"),
                        name="partnershipcitation_cites_a_paragraph_once",
                        nulls_distinct=False,
                        violation_error_message="This paragraph is cited already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipCitationEvent",
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
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
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
                        to="partnerships.partnershipcitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipEvent",
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
                ("code", common.fields.CodeField(prefix="PTN", unique=False)),
                ("countries", common.fields.CountriesField(size=None, verbose_name="countries")),
                (
                    "places",
                    common.fields.PlacesField(
                        help_text="As printed, with commas between: Umbria, Maslakh.", size=None, verbose_name="places"
                    ),
                ),
                (
                    "mode",
                    common.fields.CharField(
                        blank=True,
                        choices=[
                            ("equal_partners", "equal partners"),
                            ("complementary", "complementary"),
                            ("competing", "competing"),
                            ("different_approach", "different approach"),
                        ],
                        max_length=18,
                        verbose_name="mode",
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
                    "summary",
                    common.fields.TextField(
                        blank=True, help_text="What they do together, in our own words.", verbose_name="summary"
                    ),
                ),
                (
                    "review_status",
                    common.fields.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted for review"),
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="review status",
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programmes.fieldoffice",
                        verbose_name="lead office",
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
                        to="partnerships.partnership",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
            name="PartnershipPeople",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnership_people",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "people",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnership_people",
                        to="activity_areas.peopleserved",
                        verbose_name="people served",
                    ),
                ),
            ],
            options={
                "verbose_name": "people served",
                "verbose_name_plural": "people served",
                "ordering": ["partnership", "people__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "people"),
                        name="partnershippeople_are_named_once",
                        violation_error_message="The partnership has these people already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipPeopleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "people",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activity_areas.peopleserved",
                        verbose_name="people served",
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
                        to="partnerships.partnershippeople",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    common.fields.CharField(
                        choices=[
                            ("collaborator", "collaborator"),
                            ("implementer", "implementer"),
                            ("donor", "donor"),
                            ("grantee", "grantee"),
                            ("recipient", "recipient"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "capacity",
                    common.fields.CharField(
                        choices=[
                            ("cooperation_partner", "cooperation partner"),
                            ("referral_partner", "referral partner"),
                            ("placement_employer", "placement employer"),
                            ("expert_contributor", "expert contributor"),
                            ("information_partner", "information partner"),
                            ("research_partner", "research partner"),
                            ("project_implementer", "project implementer"),
                            ("service_provider", "service provider"),
                            ("trainer", "trainer"),
                            ("consultant", "consultant"),
                            ("media_producer", "media producer"),
                            ("outreach_partner", "outreach partner"),
                            ("interviewer", "interviewer"),
                            ("funder", "funder"),
                            ("co_donor", "co-donor"),
                            ("in_kind_donor", "in-kind donor"),
                            ("grant_recipient", "grant recipient"),
                            ("technical_cooperation_beneficiary", "beneficiary of technical cooperation"),
                            ("service_recipient", "service recipient"),
                            ("information_recipient", "recipient of information"),
                            ("training_recipient", "recipient of training"),
                            ("requester", "requester"),
                        ],
                        max_length=34,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "ordering": ["partnership", "role", "capacity", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "capacity"),
                        name="partnershiprole_is_given_once",
                        violation_error_message="The partnership has this role and capacity already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "capacity__in",
                                    [
                                        "cooperation_partner",
                                        "referral_partner",
                                        "placement_employer",
                                        "expert_contributor",
                                        "information_partner",
                                        "research_partner",
                                    ],
                                ),
                                ("role", "collaborator"),
                            ),
                            models.Q(
                                (
                                    "capacity__in",
                                    [
                                        "project_implementer",
                                        "service_provider",
                                        "trainer",
                                        "consultant",
                                        "media_producer",
                                        "outreach_partner",
                                        "interviewer",
                                    ],
                                ),
                                ("role", "implementer"),
                            ),
                            models.Q(("capacity__in", ["funder", "co_donor", "in_kind_donor"]), ("role", "donor")),
                            models.Q(("capacity__in", ["grant_recipient"]), ("role", "grantee")),
                            models.Q(
                                (
                                    "capacity__in",
                                    [
                                        "technical_cooperation_beneficiary",
                                        "service_recipient",
                                        "information_recipient",
                                        "training_recipient",
                                        "requester",
                                    ],
                                ),
                                ("role", "recipient"),
                            ),
                            _connector="OR",
                        ),
                        name="partnershiprole_capacity_fits_its_role",
                        violation_error_message="This capacity belongs to another role.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipRoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    common.fields.CharField(
                        choices=[
                            ("collaborator", "collaborator"),
                            ("implementer", "implementer"),
                            ("donor", "donor"),
                            ("grantee", "grantee"),
                            ("recipient", "recipient"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "capacity",
                    common.fields.CharField(
                        choices=[
                            ("cooperation_partner", "cooperation partner"),
                            ("referral_partner", "referral partner"),
                            ("placement_employer", "placement employer"),
                            ("expert_contributor", "expert contributor"),
                            ("information_partner", "information partner"),
                            ("research_partner", "research partner"),
                            ("project_implementer", "project implementer"),
                            ("service_provider", "service provider"),
                            ("trainer", "trainer"),
                            ("consultant", "consultant"),
                            ("media_producer", "media producer"),
                            ("outreach_partner", "outreach partner"),
                            ("interviewer", "interviewer"),
                            ("funder", "funder"),
                            ("co_donor", "co-donor"),
                            ("in_kind_donor", "in-kind donor"),
                            ("grant_recipient", "grant recipient"),
                            ("technical_cooperation_beneficiary", "beneficiary of technical cooperation"),
                            ("service_recipient", "service recipient"),
                            ("information_recipient", "recipient of information"),
                            ("training_recipient", "recipient of training"),
                            ("requester", "requester"),
                        ],
                        max_length=34,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
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
                        to="partnerships.partnershiprole",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    common.fields.CharField(
                        blank=True,
                        choices=[
                            ("pre_departure", "before departure"),
                            ("transportation", "transportation"),
                            ("post_arrival", "after arrival"),
                        ],
                        max_length=14,
                        verbose_name="phase of the return",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnership_services",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnership_services",
                        to="activity_areas.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "verbose_name_plural": "services",
                "ordering": ["partnership", "service__name", "phase", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "service", "phase"),
                        name="partnershipservice_is_named_once",
                        violation_error_message="The partnership has this service already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnershipServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "phase",
                    common.fields.CharField(
                        blank=True,
                        choices=[
                            ("pre_departure", "before departure"),
                            ("transportation", "transportation"),
                            ("post_arrival", "after arrival"),
                        ],
                        max_length=14,
                        verbose_name="phase of the return",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
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
                        to="partnerships.partnershipservice",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="activity_areas.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    common.fields.CharField(
                        choices=[
                            ("submit", "submit for review"),
                            ("approve", "approve"),
                            ("return", "return for changes"),
                            ("reject", "reject"),
                            ("withdraw", "withdraw"),
                            ("suspend", "suspend"),
                            ("resume", "resume"),
                        ],
                        max_length=8,
                        verbose_name="verb",
                    ),
                ),
                (
                    "from_status",
                    common.fields.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted for review"),
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        max_length=9,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_status",
                    common.fields.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted for review"),
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        max_length=9,
                        verbose_name="to",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("words", common.fields.TextField(blank=True, verbose_name="words")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody, where the source itself stands for the approval.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_events",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_events",
                        to="partnerships.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "review event",
                "verbose_name_plural": "review events",
                "ordering": ["partnership", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewEventEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verb",
                    common.fields.CharField(
                        choices=[
                            ("submit", "submit for review"),
                            ("approve", "approve"),
                            ("return", "return for changes"),
                            ("reject", "reject"),
                            ("withdraw", "withdraw"),
                            ("suspend", "suspend"),
                            ("resume", "resume"),
                        ],
                        max_length=8,
                        verbose_name="verb",
                    ),
                ),
                (
                    "from_status",
                    common.fields.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted for review"),
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        max_length=9,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_status",
                    common.fields.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted for review"),
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        max_length=9,
                        verbose_name="to",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("words", common.fields.TextField(blank=True, verbose_name="words")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Nobody, where the source itself stands for the approval.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partnerships.partnership",
                        verbose_name="partnership",
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
                        to="partnerships.reviewevent",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnnamedPartners",
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
                ("code", common.fields.CodeField(prefix="UNP")),
                (
                    "role",
                    common.fields.CharField(
                        choices=[
                            ("collaborator", "collaborator"),
                            ("implementer", "implementer"),
                            ("donor", "donor"),
                            ("grantee", "grantee"),
                            ("recipient", "recipient"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "capacity",
                    common.fields.CharField(
                        choices=[
                            ("cooperation_partner", "cooperation partner"),
                            ("referral_partner", "referral partner"),
                            ("placement_employer", "placement employer"),
                            ("expert_contributor", "expert contributor"),
                            ("information_partner", "information partner"),
                            ("research_partner", "research partner"),
                            ("project_implementer", "project implementer"),
                            ("service_provider", "service provider"),
                            ("trainer", "trainer"),
                            ("consultant", "consultant"),
                            ("media_producer", "media producer"),
                            ("outreach_partner", "outreach partner"),
                            ("interviewer", "interviewer"),
                            ("funder", "funder"),
                            ("co_donor", "co-donor"),
                            ("in_kind_donor", "in-kind donor"),
                            ("grant_recipient", "grant recipient"),
                            ("technical_cooperation_beneficiary", "beneficiary of technical cooperation"),
                            ("service_recipient", "service recipient"),
                            ("information_recipient", "recipient of information"),
                            ("training_recipient", "recipient of training"),
                            ("requester", "requester"),
                        ],
                        max_length=34,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        blank=True, help_text="Only where the source counts them.", null=True, verbose_name="how many"
                    ),
                ),
                ("words", common.fields.CharField(max_length=250, verbose_name="who they are")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("words"), models.Value(" "), models.F("code"), output_field=models.TextField()
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
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unnamed_partners",
                        to="programmes.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "unnamed partners",
                "verbose_name_plural": "unnamed partners",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "capacity__in",
                                    [
                                        "cooperation_partner",
                                        "referral_partner",
                                        "placement_employer",
                                        "expert_contributor",
                                        "information_partner",
                                        "research_partner",
                                    ],
                                ),
                                ("role", "collaborator"),
                            ),
                            models.Q(
                                (
                                    "capacity__in",
                                    [
                                        "project_implementer",
                                        "service_provider",
                                        "trainer",
                                        "consultant",
                                        "media_producer",
                                        "outreach_partner",
                                        "interviewer",
                                    ],
                                ),
                                ("role", "implementer"),
                            ),
                            models.Q(("capacity__in", ["funder", "co_donor", "in_kind_donor"]), ("role", "donor")),
                            models.Q(("capacity__in", ["grant_recipient"]), ("role", "grantee")),
                            models.Q(
                                (
                                    "capacity__in",
                                    [
                                        "technical_cooperation_beneficiary",
                                        "service_recipient",
                                        "information_recipient",
                                        "training_recipient",
                                        "requester",
                                    ],
                                ),
                                ("role", "recipient"),
                            ),
                            _connector="OR",
                        ),
                        name="unnamedpartners_capacity_fits_its_role",
                        violation_error_message="This capacity belongs to another role.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count", None), ("count__gte", 1), _connector="OR"),
                        name="unnamedpartners_are_one_at_least",
                        violation_error_message="Count one partner at least, or leave the count empty.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnnamedPartnersEvent",
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
                ("code", common.fields.CodeField(prefix="UNP", unique=False)),
                (
                    "role",
                    common.fields.CharField(
                        choices=[
                            ("collaborator", "collaborator"),
                            ("implementer", "implementer"),
                            ("donor", "donor"),
                            ("grantee", "grantee"),
                            ("recipient", "recipient"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "capacity",
                    common.fields.CharField(
                        choices=[
                            ("cooperation_partner", "cooperation partner"),
                            ("referral_partner", "referral partner"),
                            ("placement_employer", "placement employer"),
                            ("expert_contributor", "expert contributor"),
                            ("information_partner", "information partner"),
                            ("research_partner", "research partner"),
                            ("project_implementer", "project implementer"),
                            ("service_provider", "service provider"),
                            ("trainer", "trainer"),
                            ("consultant", "consultant"),
                            ("media_producer", "media producer"),
                            ("outreach_partner", "outreach partner"),
                            ("interviewer", "interviewer"),
                            ("funder", "funder"),
                            ("co_donor", "co-donor"),
                            ("in_kind_donor", "in-kind donor"),
                            ("grant_recipient", "grant recipient"),
                            ("technical_cooperation_beneficiary", "beneficiary of technical cooperation"),
                            ("service_recipient", "service recipient"),
                            ("information_recipient", "recipient of information"),
                            ("training_recipient", "recipient of training"),
                            ("requester", "requester"),
                        ],
                        max_length=34,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "count",
                    models.PositiveIntegerField(
                        blank=True, help_text="Only where the source counts them.", null=True, verbose_name="how many"
                    ),
                ),
                ("words", common.fields.CharField(max_length=250, verbose_name="who they are")),
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
                        to="partnerships.unnamedpartners",
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
            model_name="agreement",
            name="documents",
            field=models.ManyToManyField(
                related_name="agreements",
                through="partnerships.AgreementDocument",
                to="common.sourcedocument",
                verbose_name="documents",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ngos",
            field=models.ManyToManyField(
                related_name="agreements", through="partnerships.AgreementParty", to="ngos.ngo", verbose_name="NGOs"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="partnerships",
            field=models.ManyToManyField(
                related_name="agreements",
                through="partnerships.AgreementPartnership",
                to="partnerships.partnership",
                verbose_name="partnerships",
            ),
        ),
        migrations.AddField(
            model_name="partnership",
            name="areas",
            field=models.ManyToManyField(
                related_name="partnerships",
                through="partnerships.PartnershipArea",
                to="activity_areas.activityarea",
                verbose_name="areas of activity",
            ),
        ),
        migrations.AddField(
            model_name="partnership",
            name="people_served",
            field=models.ManyToManyField(
                related_name="partnerships",
                through="partnerships.PartnershipPeople",
                to="activity_areas.peopleserved",
                verbose_name="people served",
            ),
        ),
        migrations.AddField(
            model_name="partnership",
            name="services",
            field=models.ManyToManyField(
                related_name="partnerships",
                through="partnerships.PartnershipService",
                to="activity_areas.service",
                verbose_name="services",
            ),
        ),
    ]
