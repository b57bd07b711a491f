"""Reminders of submissions that nobody answered."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.history import tracked
from common.models import NaturalKeyModel
from partnerships.models.partnership import ReviewEvent

# After so many days without an answer a submission is brought to mind again, each time further up.
REMINDED_AFTER = (7, 14)


@tracked()
class ReviewReminder(NaturalKeyModel):
    """That a submission was brought to mind after so many days; each is sent once."""

    part_of = "event"
    is_final = True
    natural_key_fields = ("event", "days")

    event = models.ForeignKey(
        ReviewEvent, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("submission")
    )
    days = models.PositiveSmallIntegerField(_("days without an answer"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["event", "days", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reviewreminder_is_sent_once",
                fields=["event", "days"],
                violation_error_message=_("The reviewers were reminded of this already."),
            ),
            models.CheckConstraint(
                name="reviewreminder_comes_after_one_or_two_weeks",
                condition=Q(days__in=REMINDED_AFTER),
                violation_error_message=_("Reminders come after 7 and after 14 days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} · {self.days}"
