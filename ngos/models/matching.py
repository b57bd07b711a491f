"""What the duplicate check rests on: the keys under which an NGO is found, and what people said of pairs."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import fields
from common.history import tracked
from ngos.models.ngo import Ngo
from ngos.querysets import DistinctionQuerySet


class NgoKeys(models.Model):
    """What a record of the same organization would share with a living NGO; a merged one has no keys.

    A key is a letter for its kind, a colon and a value: the words of the names (w), a whole name without spaces (j),
    the initials of a name (a), the website's host (d), an e-mail address's (m), the last digits of a telephone
    number (p), and a number of a register, in force (i) or retired (r).
    """

    is_derived = True

    ngo = models.OneToOneField(Ngo, on_delete=models.CASCADE, primary_key=True, related_name="keys")
    keys: Any = ArrayField(models.TextField())

    class Meta:
        indexes = [GinIndex(name="ngokeys_keys", fields=["keys"], fastupdate=False)]

    def __str__(self) -> str:
        return str(self.ngo)


@tracked()
class Distinction(models.Model):
    """Somebody's answer that two NGOs, however alike, are not the same; their order means nothing."""

    part_of = "ngo"

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="distinctions", verbose_name=_("NGO"))
    other = models.ForeignKey(
        Ngo, on_delete=models.CASCADE, related_name="distinctions_from_others", verbose_name=_("is not")
    )
    reason = fields.CharField(_("why they are not the same"), max_length=300)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="distinctions", verbose_name=_("by"), editable=False
    )
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    objects: ClassVar = DistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("distinction")
        verbose_name_plural = _("distinctions")
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(
                Least("ngo", "other"),
                Greatest("ngo", "other"),
                name="distinction_is_drawn_once",
                violation_error_message=_("Somebody told the two apart already."),
            ),
            models.CheckConstraint(
                name="distinction_is_between_two_ngos",
                condition=~Q(ngo=F("other")),
                violation_error_message=_("An NGO cannot be told apart from itself."),
            ),
            models.CheckConstraint(
                name="distinction_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the two are not the same."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ngo} ≠ {self.other}"
