"""Changes that an office proposes to an approved partnership, held apart until a reviewer answers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from common import fields
from common.history import tracked
from partnerships.models.partnership import Partnership
from partnerships.querysets import ChangeProposalQuerySet


@tracked()
class ChangeProposal(models.Model):
    """What an office would change of an approved partnership, and what a reviewer made of it."""

    class Status(models.TextChoices):
        """Where the proposal stands."""

        WAITING = "waiting", _("waiting for a reviewer")
        APPLIED = "applied", pgettext_lazy("changes", "applied")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("partnership")
    )
    status = fields.CharField(_("status"), max_length=9, choices=Status, default=Status.WAITING, editable=False)
    # A list of differences, as `partnerships/proposals.py` makes and applies them.
    changes = models.JSONField(_("changes"), editable=False)
    words = fields.TextField(_("why"), max_length=2000, blank=True)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("proposed by"), editable=False
    )
    at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    answer = fields.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals_answered",
        verbose_name=_("answered by"),
        editable=False,
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    objects: ClassVar = ChangeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="changeproposal_one_waits_for_each_partnership",
                fields=["partnership"],
                condition=Q(status="waiting"),
                violation_error_message=_("Changes to this partnership wait for a reviewer already."),
            ),
            models.CheckConstraint(
                name="changeproposal_is_answered_by_somebody_or_waits",
                condition=Q(status="waiting", answered_by=None, answered_at=None)
                | (~Q(status="waiting") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message=_("An answered proposal says who answered it, and when."),
            ),
            models.CheckConstraint(
                name="changeproposal_is_decided_by_another_person",
                condition=Q(answered_by=None) | Q(status="withdrawn") | ~Q(answered_by=F("by")),
                violation_error_message=_("Whoever proposed a change does not decide on it."),
            ),
            models.CheckConstraint(
                name="changeproposal_refused_says_why",
                condition=~Q(status="refused") | ~Q(answer=""),
                violation_error_message=_("Say why, in a sentence, so that the office knows what to do."),
            ),
            models.CheckConstraint(
                name="changeproposal_changes_something",
                condition=~Q(changes=[]),
                violation_error_message=_("Nothing would change."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}, {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the address of the page that shows it, and on which it is answered."""
        return reverse("proposal", args=[self.pk])
