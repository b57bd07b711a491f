import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
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
        ("common", "0002_tables"),
        ("ngos", "0001_sequences"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="DialogueForum",
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
                ("code", common.fields.CodeField(prefix="FOR")),
                ("name", common.fields.CharField(max_length=160, unique=True, verbose_name="name")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("council", "Council"),
                            ("international_dialogue", "International Dialogue on Migration"),
                            ("annual_consultation", "annual consultation with NGOs"),
                            ("briefing", "briefing"),
                            ("regional_process", "regional consultative process"),
                        ],
                        max_length=22,
                        verbose_name="kind",
                    ),
                ),
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
                "verbose_name": "dialogue forum",
                "verbose_name_plural": "dialogue forums",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DialogueEvent",
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
                ("code", common.fields.CodeField(prefix="DLG")),
                ("title", common.fields.CharField(max_length=250, verbose_name="title")),
                ("place", common.fields.CharField(blank=True, max_length=120, verbose_name="place")),
                ("country", common.fields.CountryField(blank=True, verbose_name="country")),
                ("note", common.fields.TextField(blank=True, verbose_name="note")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("title"),
                                models.Value(" "),
                                models.F("place"),
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
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="ngos.dialogueforum",
                        verbose_name="forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "dialogue event",
                "verbose_name_plural": "dialogue events",
                "ordering": ["-first_day", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="dialogueevent_ends_no_earlier_than_it_starts",
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
                        name="dialogueevent_says_how_exactly_its_dates_are_known",
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
                        name="dialogueevent_dates_fit_their_precision",
                        violation_error_message="Known to the year, the days are 1 January and 31 December; to the month, its first and last day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DialogueEventEvent",
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
                ("code", common.fields.CodeField(prefix="DLG", unique=False)),
                ("title", common.fields.CharField(max_length=250, verbose_name="title")),
                ("place", common.fields.CharField(blank=True, max_length=120, verbose_name="place")),
                ("country", common.fields.CountryField(blank=True, verbose_name="country")),
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
                        to="ngos.dialogueevent",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.dialogueforum",
                        verbose_name="forum",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DialogueForumEvent",
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
                ("code", common.fields.CodeField(prefix="FOR", unique=False)),
                ("name", common.fields.CharField(max_length=160, verbose_name="name")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("council", "Council"),
                            ("international_dialogue", "International Dialogue on Migration"),
                            ("annual_consultation", "annual consultation with NGOs"),
                            ("briefing", "briefing"),
                            ("regional_process", "regional consultative process"),
                        ],
                        max_length=22,
                        verbose_name="kind",
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
                        to="ngos.dialogueforum",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ngo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("code", common.fields.CodeField(prefix="NGO")),
                ("name", common.fields.CharField(max_length=250, verbose_name="name")),
                ("acronym", common.fields.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "scope",
                    common.fields.CharField(
                        blank=True,
                        choices=[
                            ("local", "local"),
                            ("national", "national"),
                            ("regional", "regional"),
                            ("international", "international"),
                        ],
                        help_text="Empty where no source says it.",
                        max_length=13,
                        verbose_name="scope",
                    ),
                ),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("ngo", "NGO"),
                            ("community_based", "community-based organization"),
                            ("red_cross_red_crescent", "Red Cross or Red Crescent society"),
                            ("faith_based", "faith-based organization"),
                            ("foundation", "foundation"),
                            ("migrants_association", "migrants' association"),
                            ("network", "network"),
                            ("consortium", "consortium"),
                            ("research_institute", "research institute"),
                            ("professional_association", "professional association"),
                        ],
                        default="ngo",
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("headquarters", common.fields.CountryField(blank=True, verbose_name="headquarters")),
                (
                    "countries_of_presence",
                    common.fields.CountriesField(size=None, verbose_name="countries of presence"),
                ),
                ("website", common.fields.URLField(blank=True, max_length=300, verbose_name="website")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="dissolved on")),
                (
                    "status",
                    common.fields.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("active", "active"),
                            ("dormant", "dormant"),
                            ("dissolved", "dissolved"),
                            ("merged", "merged into another record"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "note",
                    common.fields.TextField(
                        blank=True, help_text="What a colleague should know of this record.", verbose_name="note"
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
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_records",
                        to="ngos.ngo",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "NGO",
                "verbose_name_plural": "NGOs",
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded_on", None),
                            ("dissolved_on", None),
                            ("dissolved_on__gte", models.F("founded_on")),
                            _connector="OR",
                        ),
                        name="ngo_is_dissolved_no_earlier_than_founded",
                        violation_error_message="An NGO cannot be dissolved before it is founded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("status", "merged")),
                            models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into", None)),
                            _connector="OR",
                        ),
                        name="ngo_merged_names_its_survivor",
                        violation_error_message="A merged record, and no other, names the record it was merged into.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="ngo_is_not_merged_into_itself",
                        violation_error_message="An NGO cannot be merged into itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dissolved_on", None), ("status__in", ["dissolved", "merged"]), _connector="OR"
                        ),
                        name="ngo_with_a_last_day_is_dissolved",
                        violation_error_message="An NGO with a day of dissolution has the status dissolved.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="ngo_has_a_name",
                        violation_error_message="Give the NGO's name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                ("position", common.fields.CharField(blank=True, max_length=120, verbose_name="position")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", common.fields.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("note", common.fields.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["ngo", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ngo", "name"),
                        name="contact_is_recorded_once",
                        violation_error_message="The NGO has a contact of this name already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scheme",
                    common.fields.CharField(
                        choices=[
                            ("XI-ROR", "Research Organization Registry"),
                            ("XI-LEI", "Legal Entity Identifier"),
                            ("XI-ISNI", "International Standard Name Identifier"),
                            ("XI-WIKIDATA", "Wikidata"),
                            ("XI-IATI", "IATI organization identifier"),
                            ("AF-MOE", "Afghanistan: Ministry of Economy"),
                            ("AU-ABN", "Australian Business Number"),
                            ("BD-NAB", "Bangladesh: NGO Affairs Bureau"),
                            ("BE-BCE_KBO", "Belgium: Crossroads Bank for Enterprises"),
                            ("CA-CRA_ACR", "Canada: registered charities"),
                            ("CH-FDJP", "Switzerland: company number (UID)"),
                            ("DE-CR", "Germany: company register"),
                            ("DK-CVR", "Denmark: central business register"),
                            ("FI-PRO", "Finland: business information system"),
                            ("FR-INSEE", "France: SIREN number"),
                            ("GB-CHC", "England and Wales: Charity Commission"),
                            ("GB-COH", "United Kingdom: Companies House"),
                            ("GB-NIC", "Northern Ireland: Charity Commission"),
                            ("GB-SC", "Scotland: charity register"),
                            ("IQ-NGO", "Iraq: NGO directorate"),
                            ("JO-MSD", "Jordan: Ministry of Social Development"),
                            ("KE-NCB", "Kenya: NGOs Co-ordination Board"),
                            ("LB-MOI", "Lebanon: Ministry of Interior"),
                            ("NL-KVK", "Netherlands: Chamber of Commerce"),
                            ("NO-BRC", "Norway: Brønnøysund register"),
                            ("SE-BLV", "Sweden: Companies Registration Office"),
                            ("SS-RRC", "South Sudan: Relief and Rehabilitation Commission"),
                            ("TR-MOI", "Türkiye: Ministry of Interior"),
                            ("UG-NGB", "Uganda: NGO Board"),
                            ("US-EIN", "United States: employer identification number"),
                            ("YE-MOPIC", "Yemen: Ministry of Planning"),
                            ("ZW-PVO", "Zimbabwe: private voluntary organizations"),
                        ],
                        help_text="A list code of org-id.guide.",
                        max_length=20,
                        verbose_name="scheme",
                    ),
                ),
                ("value", common.fields.CharField(max_length=60, verbose_name="number")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("value"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "identifier",
                "verbose_name_plural": "identifiers",
                "ordering": ["ngo", "scheme", "value", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_on", None)),
                        fields=("scheme", "value"),
                        name="identifier_names_one_living_ngo",
                        violation_error_message="Another NGO, or this one, has this identifier already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "scheme",
                    common.fields.CharField(
                        choices=[
                            ("XI-ROR", "Research Organization Registry"),
                            ("XI-LEI", "Legal Entity Identifier"),
                            ("XI-ISNI", "International Standard Name Identifier"),
                            ("XI-WIKIDATA", "Wikidata"),
                            ("XI-IATI", "IATI organization identifier"),
                            ("AF-MOE", "Afghanistan: Ministry of Economy"),
                            ("AU-ABN", "Australian Business Number"),
                            ("BD-NAB", "Bangladesh: NGO Affairs Bureau"),
                            ("BE-BCE_KBO", "Belgium: Crossroads Bank for Enterprises"),
                            ("CA-CRA_ACR", "Canada: registered charities"),
                            ("CH-FDJP", "Switzerland: company number (UID)"),
                            ("DE-CR", "Germany: company register"),
                            ("DK-CVR", "Denmark: central business register"),
                            ("FI-PRO", "Finland: business information system"),
                            ("FR-INSEE", "France: SIREN number"),
                            ("GB-CHC", "England and Wales: Charity Commission"),
                            ("GB-COH", "United Kingdom: Companies House"),
                            ("GB-NIC", "Northern Ireland: Charity Commission"),
                            ("GB-SC", "Scotland: charity register"),
                            ("IQ-NGO", "Iraq: NGO directorate"),
                            ("JO-MSD", "Jordan: Ministry of Social Development"),
                            ("KE-NCB", "Kenya: NGOs Co-ordination Board"),
                            ("LB-MOI", "Lebanon: Ministry of Interior"),
                            ("NL-KVK", "Netherlands: Chamber of Commerce"),
                            ("NO-BRC", "Norway: Brønnøysund register"),
                            ("SE-BLV", "Sweden: Companies Registration Office"),
                            ("SS-RRC", "South Sudan: Relief and Rehabilitation Commission"),
                            ("TR-MOI", "Türkiye: Ministry of Interior"),
                            ("UG-NGB", "Uganda: NGO Board"),
                            ("US-EIN", "United States: employer identification number"),
                            ("YE-MOPIC", "Yemen: Ministry of Planning"),
                            ("ZW-PVO", "Zimbabwe: private voluntary organizations"),
                        ],
                        help_text="A list code of org-id.guide.",
                        max_length=20,
                        verbose_name="scheme",
                    ),
                ),
                ("value", common.fields.CharField(max_length=60, verbose_name="number")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
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
                        to="ngos.identifier",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                ("position", common.fields.CharField(blank=True, max_length=120, verbose_name="position")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", common.fields.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("note", common.fields.CharField(blank=True, max_length=300, verbose_name="note")),
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
                        to="ngos.contact",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NgoCitation",
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
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["ngo", "document", "part", "paragraph", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ngo", "document", "part", "paragraph"),
                        name="ngocitation_cites_a_paragraph_once",
                        nulls_distinct=False,
                        violation_error_message="This paragraph is cited already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NgoCitationEvent",
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
                        to="ngos.ngocitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NgoEvent",
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
                ("code", common.fields.CodeField(prefix="NGO", unique=False)),
                ("name", common.fields.CharField(max_length=250, verbose_name="name")),
                ("acronym", common.fields.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "scope",
                    common.fields.CharField(
                        blank=True,
                        choices=[
                            ("local", "local"),
                            ("national", "national"),
                            ("regional", "regional"),
                            ("international", "international"),
                        ],
                        help_text="Empty where no source says it.",
                        max_length=13,
                        verbose_name="scope",
                    ),
                ),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("ngo", "NGO"),
                            ("community_based", "community-based organization"),
                            ("red_cross_red_crescent", "Red Cross or Red Crescent society"),
                            ("faith_based", "faith-based organization"),
                            ("foundation", "foundation"),
                            ("migrants_association", "migrants' association"),
                            ("network", "network"),
                            ("consortium", "consortium"),
                            ("research_institute", "research institute"),
                            ("professional_association", "professional association"),
                        ],
                        default="ngo",
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("headquarters", common.fields.CountryField(blank=True, verbose_name="headquarters")),
                (
                    "countries_of_presence",
                    common.fields.CountriesField(size=None, verbose_name="countries of presence"),
                ),
                ("website", common.fields.URLField(blank=True, max_length=300, verbose_name="website")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                ("dissolved_on", models.DateField(blank=True, null=True, verbose_name="dissolved on")),
                (
                    "status",
                    common.fields.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("active", "active"),
                            ("dormant", "dormant"),
                            ("dissolved", "dissolved"),
                            ("merged", "merged into another record"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "note",
                    common.fields.TextField(
                        blank=True, help_text="What a colleague should know of this record.", verbose_name="note"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.ngo",
                        verbose_name="merged into",
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
                        to="ngos.ngo",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NgoMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "previous_status",
                    common.fields.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("active", "active"),
                            ("dormant", "dormant"),
                            ("dissolved", "dissolved"),
                            ("merged", "merged into another record"),
                        ],
                        max_length=9,
                        verbose_name="status before",
                    ),
                ),
                ("moved", models.JSONField(blank=True, default=dict, verbose_name="rows that went along")),
                ("stayed", models.JSONField(blank=True, default=dict, verbose_name="rows that stayed, and why")),
                ("words", common.fields.TextField(verbose_name="why they are the same")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ngo_merges",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="ngos.ngo",
                        verbose_name="old record",
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_into_it",
                        to="ngos.ngo",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ngo_merges_undone",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("merged",),
                        name="ngomerge_runs_once_for_a_record",
                        violation_error_message="The record is merged already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged", models.F("survivor")), _negated=True),
                        name="ngomerge_joins_two_records",
                        violation_error_message="A record cannot be merged into itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="ngomerge_is_undone_by_somebody_at_some_time",
                        violation_error_message="Say who undid the merge and when, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="ngomerge_says_why",
                        violation_error_message="Say why the two records are the same organization.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NgoMergeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "previous_status",
                    common.fields.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("active", "active"),
                            ("dormant", "dormant"),
                            ("dissolved", "dissolved"),
                            ("merged", "merged into another record"),
                        ],
                        max_length=9,
                        verbose_name="status before",
                    ),
                ),
                ("moved", models.JSONField(blank=True, default=dict, verbose_name="rows that went along")),
                ("stayed", models.JSONField(blank=True, default=dict, verbose_name="rows that stayed, and why")),
                ("words", common.fields.TextField(verbose_name="why they are the same")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone at")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.ngo",
                        verbose_name="old record",
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
                        to="ngos.ngomerge",
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.ngo",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NgoName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", common.fields.CharField(max_length=250, verbose_name="name")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("as_printed", "as printed in a source"),
                            ("acronym", "acronym"),
                            ("translation", "translation"),
                            ("former", "former name"),
                            ("also_known_as", "also known as"),
                            ("editors_correction", "editor's correction"),
                        ],
                        default="also_known_as",
                        max_length=18,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    common.fields.CharField(
                        blank=True, help_text="Such as fr or uk.", max_length=12, verbose_name="language"
                    ),
                ),
                (
                    "script",
                    common.fields.CharField(
                        blank=True, help_text="Such as Latn, Cyrl or Arab.", max_length=4, verbose_name="script"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "source",
                    common.fields.CharField(
                        blank=True, help_text="Such as: annex 23.", max_length=80, verbose_name="source"
                    ),
                ),
                (
                    "reason",
                    common.fields.CharField(
                        blank=True, help_text="Needed for a correction.", max_length=300, verbose_name="reason"
                    ),
                ),
                (
                    "search_text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "ordering": ["ngo", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ngo", "kind", "name"),
                        name="ngoname_is_recorded_once",
                        violation_error_message="The NGO has this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "editors_correction"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ngoname_correction_gives_its_reason",
                        violation_error_message="Give the reason for the correction.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="ngoname_ends_no_earlier_than_it_starts",
                        violation_error_message="The name cannot end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NgoNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", common.fields.CharField(max_length=250, verbose_name="name")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("as_printed", "as printed in a source"),
                            ("acronym", "acronym"),
                            ("translation", "translation"),
                            ("former", "former name"),
                            ("also_known_as", "also known as"),
                            ("editors_correction", "editor's correction"),
                        ],
                        default="also_known_as",
                        max_length=18,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    common.fields.CharField(
                        blank=True, help_text="Such as fr or uk.", max_length=12, verbose_name="language"
                    ),
                ),
                (
                    "script",
                    common.fields.CharField(
                        blank=True, help_text="Such as Latn, Cyrl or Arab.", max_length=4, verbose_name="script"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "source",
                    common.fields.CharField(
                        blank=True, help_text="Such as: annex 23.", max_length=80, verbose_name="source"
                    ),
                ),
                (
                    "reason",
                    common.fields.CharField(
                        blank=True, help_text="Needed for a correction.", max_length=300, verbose_name="reason"
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
                        to="ngos.ngoname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NgoRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("branch_of", "is a branch of"),
                            ("member_of", "is a member of"),
                            ("supports", "supports"),
                        ],
                        max_length=9,
                        verbose_name="relation",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", common.fields.CharField(blank=True, max_length=300, verbose_name="what the source says")),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_from_others",
                        to="ngos.ngo",
                        verbose_name="other NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation to another NGO",
                "verbose_name_plural": "relations to other NGOs",
                "ordering": ["ngo", "kind", "other", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ngo", models.F("other")), _negated=True),
                        name="ngorelation_joins_two_ngos",
                        violation_error_message="An NGO cannot be related to itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="ngorelation_ends_no_earlier_than_it_starts",
                        violation_error_message="The relation cannot end before it starts.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("starts_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        expressions=[
                            ("ngo", "="),
                            ("kind", "="),
                            ("other", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="ngorelation_does_not_overlap_its_like",
                        violation_error_message="This relation is recorded already for some of these days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NgoRelationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("branch_of", "is a branch of"),
                            ("member_of", "is a member of"),
                            ("supports", "supports"),
                        ],
                        max_length=9,
                        verbose_name="relation",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", common.fields.CharField(blank=True, max_length=300, verbose_name="what the source says")),
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
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.ngo",
                        verbose_name="other NGO",
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
                        to="ngos.ngorelation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObserverDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("code", common.fields.CodeField(prefix="OBS")),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("granted", "granted"),
                            ("renewed", "renewed"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=9,
                        verbose_name="decision",
                    ),
                ),
                ("council_session", common.fields.CharField(blank=True, max_length=60, verbose_name="Council session")),
                ("resolution", common.fields.CharField(blank=True, max_length=60, verbose_name="resolution")),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "effective_from",
                    models.DateField(help_text="Often the day of the decision.", verbose_name="in effect from"),
                ),
                (
                    "effective_until",
                    models.DateField(
                        blank=True, help_text="Empty: until further notice.", null=True, verbose_name="in effect until"
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
                                models.F("council_session"),
                                models.Value(" "),
                                models.F("resolution"),
                                output_field=models.TextField(),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observer_decisions",
                        to="common.sourcedocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observer_decisions",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "observer decision",
                "verbose_name_plural": "observer decisions",
                "ordering": ["-decided_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_from", None),
                            ("effective_until", None),
                            ("effective_until__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="observerdecision_ends_no_earlier_than_it_starts",
                        violation_error_message="The decision cannot end before it takes effect.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("kind__in", ["granted", "renewed"]),
                            models.Q(
                                ("effective_from", None),
                                ("effective_until", None),
                                ("effective_until__gte", models.F("effective_from")),
                                _connector="OR",
                            ),
                        ),
                        expressions=[
                            ("ngo", "="),
                            (
                                models.Func(
                                    "effective_from",
                                    "effective_until",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="observerdecision_periods_of_status_do_not_overlap",
                        violation_error_message="The NGO is an observer on some of these days already: give the earlier one its last day first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("kind", "suspended"),
                            models.Q(
                                ("effective_from", None),
                                ("effective_until", None),
                                ("effective_until__gte", models.F("effective_from")),
                                _connector="OR",
                            ),
                        ),
                        expressions=[
                            ("ngo", "="),
                            (
                                models.Func(
                                    "effective_from",
                                    "effective_until",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="observerdecision_suspensions_do_not_overlap",
                        violation_error_message="The NGO is suspended on some of these days already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObserverDecisionEvent",
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
                ("code", common.fields.CodeField(prefix="OBS", unique=False)),
                (
                    "kind",
                    common.fields.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("granted", "granted"),
                            ("renewed", "renewed"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=9,
                        verbose_name="decision",
                    ),
                ),
                ("council_session", common.fields.CharField(blank=True, max_length=60, verbose_name="Council session")),
                ("resolution", common.fields.CharField(blank=True, max_length=60, verbose_name="resolution")),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "effective_from",
                    models.DateField(help_text="Often the day of the decision.", verbose_name="in effect from"),
                ),
                (
                    "effective_until",
                    models.DateField(
                        blank=True, help_text="Empty: until further notice.", null=True, verbose_name="in effect until"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="common.sourcedocument",
                        verbose_name="document",
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
                        to="ngos.observerdecision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capacity",
                    common.fields.CharField(
                        choices=[
                            ("participant", "participant"),
                            ("speaker", "speaker"),
                            ("observer", "observer"),
                            ("co_organizer", "co-organizer"),
                        ],
                        default="participant",
                        max_length=12,
                        verbose_name="capacity",
                    ),
                ),
                ("note", common.fields.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="ngos.dialogueevent",
                        verbose_name="event",
                    ),
                ),
                (
                    "ngo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="ngos.ngo",
                        verbose_name="NGO",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["event", "ngo__sort_key", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "ngo"),
                        name="participation_is_recorded_once",
                        violation_error_message="The NGO is on this event's list already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "capacity",
                    common.fields.CharField(
                        choices=[
                            ("participant", "participant"),
                            ("speaker", "speaker"),
                            ("observer", "observer"),
                            ("co_organizer", "co-organizer"),
                        ],
                        default="participant",
                        max_length=12,
                        verbose_name="capacity",
                    ),
                ),
                ("note", common.fields.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="ngos.dialogueevent",
                        verbose_name="event",
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
                        to="ngos.participation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="dialogueevent",
            name="ngos",
            field=models.ManyToManyField(
                related_name="dialogue_events", through="ngos.Participation", to="ngos.ngo", verbose_name="NGOs"
            ),
        ),
    ]
