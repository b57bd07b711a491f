import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import common.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_notices"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programmes", "0003_proposed_programmes"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                ("email", common.fields.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "duty",
                    common.fields.CharField(
                        choices=[("viewer", "viewer"), ("registrar", "registrar"), ("reviewer", "reviewer")],
                        default="registrar",
                        max_length=13,
                        verbose_name="duty",
                    ),
                ),
                (
                    "why",
                    common.fields.TextField(
                        help_text="What the colleague does in the registry.", max_length=1000, verbose_name="why"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="asked")),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided")),
                ("is_approved", models.BooleanField(blank=True, editable=False, null=True, verbose_name="approved")),
                ("answer", common.fields.TextField(blank=True, max_length=1000, verbose_name="answer")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decided_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_requests",
                        to="programmes.fieldoffice",
                        verbose_name="field office",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for an account",
                "verbose_name_plural": "requests for accounts",
                "ordering": ["-at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AccountRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                ("email", common.fields.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "duty",
                    common.fields.CharField(
                        choices=[("viewer", "viewer"), ("registrar", "registrar"), ("reviewer", "reviewer")],
                        default="registrar",
                        max_length=13,
                        verbose_name="duty",
                    ),
                ),
                (
                    "why",
                    common.fields.TextField(
                        help_text="What the colleague does in the registry.", max_length=1000, verbose_name="why"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="asked")),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided")),
                ("is_approved", models.BooleanField(blank=True, editable=False, null=True, verbose_name="approved")),
                ("answer", common.fields.TextField(blank=True, max_length=1000, verbose_name="answer")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
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
                        to="accounts.accountrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", common.fields.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "language",
                    common.fields.CharField(
                        choices=[("en", "English"), ("fr", "Français"), ("es", "Español")],
                        default="en",
                        help_text="Of the letter, and of the account.",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "duty",
                    common.fields.CharField(
                        choices=[("viewer", "viewer"), ("reviewer", "reviewer"), ("administrator", "administrator")],
                        default="viewer",
                        max_length=13,
                        verbose_name="duty in the whole registry",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="sent"),
                ),
                ("letters", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="letters")),
                ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="accepted")),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-sent_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("email", common.fields.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", common.fields.CharField(max_length=120, verbose_name="name")),
                (
                    "language",
                    common.fields.CharField(
                        choices=[("en", "English"), ("fr", "Français"), ("es", "Español")],
                        default="en",
                        help_text="Of the letter, and of the account.",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "duty",
                    common.fields.CharField(
                        choices=[("viewer", "viewer"), ("reviewer", "reviewer"), ("administrator", "administrator")],
                        default="viewer",
                        max_length=13,
                        verbose_name="duty in the whole registry",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="sent"),
                ),
                ("letters", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="letters")),
                ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="accepted")),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
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
                        to="accounts.invitation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvitedDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "duty",
                    common.fields.CharField(
                        choices=[("registrar", "registrar"), ("reviewer", "reviewer")],
                        default="registrar",
                        max_length=13,
                        verbose_name="duty",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offices",
                        to="accounts.invitation",
                        verbose_name="invitation",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invited",
                        to="programmes.fieldoffice",
                        verbose_name="field office",
                    ),
                ),
            ],
            options={
                "verbose_name": "duty of an invitation",
                "verbose_name_plural": "duties of invitations",
                "ordering": ["invitation", "office", "duty", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InvitedDutyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "duty",
                    common.fields.CharField(
                        choices=[("registrar", "registrar"), ("reviewer", "reviewer")],
                        default="registrar",
                        max_length=13,
                        verbose_name="duty",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.invitation",
                        verbose_name="invitation",
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
                        to="accounts.invitedduty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None), models.Q(("decided_by", models.F("by")), _negated=True), _connector="OR"
                ),
                name="accountrequest_is_decided_by_somebody_else",
                violation_error_message="Whoever asked for an account does not decide about it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("is_approved", None)),
                    models.Q(
                        ("decided_at__isnull", False), ("decided_by__isnull", False), ("is_approved__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="accountrequest_is_decided_in_full",
                violation_error_message="A decision has somebody who made it, a time and an outcome.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_approved", None),
                    ("is_approved", True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="accountrequest_is_refused_in_words",
                violation_error_message="Say why the request is refused.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True),
                name="accountrequest_says_why",
                violation_error_message="Say why the colleague needs an account.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("email",),
                name="accountrequest_waits_once_for_an_address",
                violation_error_message="An account for this address is asked for already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                fields=("email",),
                name="invitation_is_open_once_for_an_address",
                violation_error_message="This address is invited already: send that invitation again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("user", None)),
                    models.Q(("accepted_at__isnull", False), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_opens_an_account_when_it_is_accepted",
                violation_error_message="An invitation is accepted when its account is opened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                name="invitation_is_accepted_or_withdrawn",
                violation_error_message="An invitation that was accepted is not withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="invitation_names_somebody",
                violation_error_message="Say whom you invite.",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitedduty",
            constraint=models.UniqueConstraint(
                fields=("invitation", "office", "duty"),
                name="invitedduty_is_given_once",
                violation_error_message="The invitation gives this duty in this office already.",
            ),
        ),
    ]
