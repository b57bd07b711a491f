"""Merges: two records of one and the same organization become one, and can become two again."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import fields
from common.history import tracked
from ngos.models.ngo import Ngo
from ngos.querysets import NgoMergeQuerySet


@tracked()
class NgoMerge(models.Model):
    """One record merged into another: why, by whom, and which rows went along; it can be undone once."""

    part_of = "merged"
    is_final = True

    merged = models.ForeignKey(Ngo, on_delete=models.PROTECT, related_name="merges", verbose_name=_("old record"))
    survivor = models.ForeignKey(
        Ngo, on_delete=models.PROTECT, related_name="merges_into_it", verbose_name=_("merged into")
    )
    previous_status = fields.CharField(_("status before"), max_length=9, choices=Ngo.Status)
    moved = models.JSONField(_("rows that went along"), default=dict, blank=True)
    stayed = models.JSONField(_("rows that stayed, and why"), default=dict, blank=True)
    words = fields.TextField(_("why they are the same"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="ngo_merges", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ngo_merges_undone",
        verbose_name=_("undone by"),
    )

    objects: ClassVar = NgoMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="ngomerge_runs_once_for_a_record",
                fields=["merged"],
                condition=Q(undone_at=None),
                violation_error_message=_("The record is merged already."),
            ),
            models.CheckConstraint(
                name="ngomerge_joins_two_records",
                condition=~Q(merged=F("survivor")),
                violation_error_message=_("A record cannot be merged into itself."),
            ),
            models.CheckConstraint(
                name="ngomerge_is_undone_by_somebody_at_some_time",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                violation_error_message=_("Say who undid the merge and when, or neither."),
            ),
            models.CheckConstraint(
                name="ngomerge_says_why",
                condition=~Q(words=""),
                violation_error_message=_("Say why the two records are the same organization."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="ngomerge_changes_only_by_being_undone", exclude=["undone_at", "undone_by"]),
            pgtrigger.Protect(
                name="ngomerge_is_undone_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
            ),
            pgtrigger.Protect(name="ngomerge_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.survivor}"
