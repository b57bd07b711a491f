"""What IOM's staff keep about an NGO for one another: who looks after it, and what was said and seen."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import fields
from common.constraints import in_order, period
from common.history import tracked
from common.models import NaturalKeyModel
from ngos.models.ngo import Ngo
from ngos.querysets import FocalPersonQuerySet, JournalNoteQuerySet
from programmes.models import FieldOffice


@tracked()
class FocalPerson(NaturalKeyModel):
    """The colleague who looks after an NGO for one office, from a day and until another."""

    part_of = "ngo"
    natural_key_fields = ("ngo", "office", "user", "starts_on")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="focal_persons", verbose_name=_("NGO"))
    office = models.ForeignKey(
        FieldOffice, on_delete=models.PROTECT, related_name="focal_persons", verbose_name=_("field office")
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="looks_after", verbose_name=_("focal person"))
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = FocalPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal person")
        verbose_name_plural = _("focal persons")
        ordering = ["ngo", "office__name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="focalperson_ends_no_earlier_than_it_starts",
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("Nobody can stop looking after an NGO before having begun."),
            ),
            ExclusionConstraint(
                name="focalperson_does_not_overlap_its_like",
                expressions=[
                    ("ngo", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("This person looks after the NGO for this office already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.office}"


@tracked()
class JournalNote(models.Model):
    """A visit, a call or a concern about an NGO, noted down by a colleague; never shown outside the staff."""

    class Kind(models.TextChoices):
        """What it was."""

        VISIT = "visit", _("visit")
        CALL = "call", _("call")
        MEETING = "meeting", _("meeting")
        CONCERN = "concern", _("concern")
        OTHER = "other", _("other")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="journal_notes", verbose_name=_("NGO"))
    kind = fields.CharField(_("kind"), max_length=7, choices=Kind)
    happened_on = models.DateField(_("day"), default=timezone.localdate)
    words = fields.TextField(_("what was said or seen"), max_length=4000)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="journal_notes", verbose_name=_("by"), editable=False
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects: ClassVar = JournalNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal note")
        verbose_name_plural = _("journal notes")
        ordering = ["-happened_on", "-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="journalnote_has_words",
                condition=~Q(words=""),
                violation_error_message=_("Say what was said or seen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_on}"

    def clean(self) -> None:
        """Refuse a day that has not come yet."""
        super().clean()
        if self.happened_on and self.happened_on > timezone.localdate():
            raise ValidationError({"happened_on": _("This day has not come yet.")})
