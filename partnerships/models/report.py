"""Mistakes that readers report, kept for the reviewers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity_areas.models import ActivityArea
from common import fields
from common.history import tracked
from ngos.models import Ngo
from partnerships.models.partnership import Partnership
from partnerships.querysets import MistakeReportQuerySet
from programmes.models import FieldOffice, Programme

# The columns of which exactly one names the record that a report is about.
ABOUT = ("ngo", "partnership", "programme", "office", "area")


def about_one_record() -> Q:
    """Return the condition that exactly one of the columns names a record."""
    one = Q()
    for name in ABOUT:
        one |= Q(**{f"{other}__isnull": other != name for other in ABOUT})
    return one


@tracked()
class MistakeReport(models.Model):
    """What a reader found wrong on a record's page, and what a reviewer made of it."""

    ngo = models.ForeignKey(
        Ngo, on_delete=models.CASCADE, null=True, blank=True, related_name="mistake_reports", verbose_name=_("NGO")
    )
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mistake_reports",
        verbose_name=_("partnership"),
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mistake_reports",
        verbose_name=_("programme"),
    )
    office = models.ForeignKey(
        FieldOffice,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mistake_reports",
        verbose_name=_("field office"),
    )
    area = models.ForeignKey(
        ActivityArea,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mistake_reports",
        verbose_name=_("area of activity"),
    )
    words = fields.TextField(_("what is wrong"), max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mistake_reports", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    answer = fields.TextField(_("what was done"), max_length=2000, blank=True)
    settled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mistake_reports_settled",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects: ClassVar = MistakeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("reported mistakes")
        ordering = ["-at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="mistakereport_is_about_one_record",
                condition=about_one_record(),
                violation_error_message=_("A report is about one record."),
            ),
            models.CheckConstraint(
                name="mistakereport_says_what_is_wrong",
                condition=~Q(words=""),
                violation_error_message=_("Say what is wrong, and what would be right if you know it."),
            ),
            models.CheckConstraint(
                name="mistakereport_is_settled_by_somebody_with_an_answer",
                condition=Q(settled_at=None, settled_by=None, answer="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(answer="")),
                violation_error_message=_("Say what was done, or that nothing had to be."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}, {self.at:%Y-%m-%d}"

    @property
    def record(self) -> models.Model:
        """Return the record that the report is about."""
        record: models.Model = next(filter(None, (getattr(self, name) for name in ABOUT)))
        return record

    def settle(self, *, by: User, answer: str) -> bool:
        """Close the report with an answer, and save it; say whether it was open, for a settled one stays as it is."""
        settled = {"settled_by": by, "settled_at": timezone.now(), "answer": answer}
        was_open = MistakeReport.objects.waiting().filter(pk=self.pk).update(**settled) == 1
        self.refresh_from_db()
        return was_open
