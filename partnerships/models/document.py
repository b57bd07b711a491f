"""Files that come with a partnership: its agreement, or what it rests on."""

from pathlib import PurePath
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import fields
from common.history import tracked
from common.models import NaturalKeyModel
from partnerships.models.partnership import Partnership
from partnerships.querysets import PartnershipDocumentQuerySet


def place_of(document: "PartnershipDocument", name: str) -> str:
    """Return where the file is kept: under a name of ours, whatever it was called by whoever sent it."""
    return f"partnerships/{uuid4().hex}{PurePath(name).suffix.lower()}"


@tracked()
class PartnershipDocument(NaturalKeyModel):
    """A file that came with a partnership, for those who follow its review."""

    natural_key_fields = ("partnership", "digest")

    class Kind(models.TextChoices):
        """What the file shows."""

        AGREEMENT = "agreement", _("agreement")
        EVIDENCE = "evidence", _("evidence")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="documents", verbose_name=_("partnership")
    )
    kind = fields.CharField(_("kind"), max_length=9, choices=Kind)
    file = models.FileField(_("file"), upload_to=place_of, max_length=120)
    name = fields.CharField(_("name of the file"), max_length=150)
    content_type = fields.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    digest = fields.CharField(_("SHA-256"), max_length=64, editable=False)
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="documents", verbose_name=_("added by"), editable=False
    )
    added_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)

    objects: ClassVar = PartnershipDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a partnership")
        verbose_name_plural = _("documents of a partnership")
        ordering = ["partnership", "kind", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partnershipdocument_is_added_once",
                fields=["partnership", "digest"],
                violation_error_message=_("The partnership has this very file already."),
            ),
            models.CheckConstraint(
                name="partnershipdocument_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the file a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
