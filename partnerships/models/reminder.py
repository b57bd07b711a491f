"""Reminders of what nobody answered: submissions, and proposals of changes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.history import tracked
from common.models import NaturalKeyModel
from partnerships.models.partnership import ReviewEvent
from partnerships.models.proposal import ChangeProposal

# After so many days without an answer a reviewer's work is brought to mind again, each time further up.
REMINDED_AFTER = (7, 14)


class Reminder(NaturalKeyModel):
    """That something was brought to mind after so many days; each is sent once."""

    is_final = True

    days = models.PositiveSmallIntegerField(_("days without an answer"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_comes_after_one_or_two_weeks",
                condition=Q(days__in=REMINDED_AFTER),
                violation_error_message=_("Reminders come after 7 and after 14 days."),
            ),
        ]


@tracked()
class ReviewReminder(Reminder):
    """That a submission was brought to mind."""

    part_of = "event"
    natural_key_fields = ("event", "days")

    event = models.ForeignKey(
        ReviewEvent, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("submission")
    )

    class Meta(Reminder.Meta):
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["event", "days", "pk"]
        constraints = [
            *Reminder.Meta.constraints,
            models.UniqueConstraint(
                name="reviewreminder_is_sent_once",
                fields=["event", "days"],
                violation_error_message=_("The reviewers were reminded of this already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} · {self.days}"


@tracked()
class ProposalReminder(Reminder):
    """That a proposal of changes was brought to mind."""

    part_of = "proposal"
    natural_key_fields = ("proposal", "days")

    proposal = models.ForeignKey(
        ChangeProposal, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("proposed change")
    )

    class Meta(Reminder.Meta):
        verbose_name = _("reminder of a proposed change")
        verbose_name_plural = _("reminders of proposed changes")
        ordering = ["proposal", "days", "pk"]
        constraints = [
            *Reminder.Meta.constraints,
            models.UniqueConstraint(
                name="proposalreminder_is_sent_once",
                fields=["proposal", "days"],
                violation_error_message=_("The reviewers were reminded of this already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} · {self.days}"
