"""The keys with which other systems ask."""

import hashlib
import secrets
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.querysets import ApiKeyQuerySet
from common import fields
from common.history import tracked


class ApiKeyScope(models.TextChoices):
    """What a key may be used for, never more than its user may do."""

    READ = "read", _("read the registry")
    CONTACTS = "contacts", _("read contacts, where the user may")


@tracked(leave_out=("hashed_secret", "last_used_at"))
class ApiKey(models.Model):
    """A key with which a program acts for a user; only its hash is kept."""

    PREFIX = "iom_"
    LAST_USE_STEP = timedelta(minutes=1)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys", verbose_name=_("acts for"))
    name = fields.CharField(_("name"), max_length=80, help_text=_("The system that uses it."))
    hint = fields.CharField(_("begins with"), max_length=12, editable=False)
    hashed_secret = fields.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(fields.CharField(max_length=10, choices=ApiKeyScope), verbose_name=_("may"), default=list)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_on = models.DateField(_("expires on"), help_text=_("The last day on which the key works."))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["user", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="apikey_may_do_something",
                condition=~Q(scopes=[]),
                violation_error_message=_("Choose at least one thing the key may be used for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @staticmethod
    def hash(secret: str) -> str:
        """Return what is stored of a secret: the secrets are random and long, so a plain SHA-256 is safe."""
        return hashlib.sha256(secret.encode()).hexdigest()

    @classmethod
    def issue(cls, *, user: User, name: str, scopes: list[str], expires_on: date) -> tuple["ApiKey", str]:
        """Make a key and return it with its secret, which cannot be read again."""
        secret = cls.PREFIX + secrets.token_urlsafe(32)
        key = cls(
            user=user,
            name=name,
            scopes=scopes,
            expires_on=expires_on,
            hint=secret[:10],
            hashed_secret=cls.hash(secret),
        )
        key.full_clean()
        key.save()
        return key, secret

    def revoke(self) -> None:
        """Stop the key for good, and save it."""
        self.revoked_at = self.revoked_at or timezone.now()
        self.save(update_fields=["revoked_at"])

    def note_use(self) -> None:
        """Remember that the key was used, at most once a minute."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at >= self.LAST_USE_STEP:
            ApiKey.objects.filter(pk=self.pk).update(last_used_at=now)
