"""Observer status: the Council's decisions, from which the status on any day follows."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import fields
from common.constraints import in_order, period
from common.history import tracked
from common.models import Record, SourceDocument
from ngos.merging import only_living_ngos, refuse_merged_ngo
from ngos.models.ngo import Ngo
from ngos.querysets import ObserverDecisionQuerySet

PERIOD = period("effective_from", "effective_until")
# A range of reversed dates is an error in PostgreSQL; the check constraint answers for them.
IN_ORDER = in_order("effective_from", "effective_until")


@tracked()
class ObserverDecision(Record):
    """One decision on an NGO's observer status, with session, resolution and the days it holds for."""

    class Kind(models.TextChoices):
        """What was decided."""

        APPLIED = "applied", _("applied")
        GRANTED = "granted", _("granted")
        RENEWED = "renewed", _("renewed")
        SUSPENDED = "suspended", _("suspended")
        WITHDRAWN = "withdrawn", _("withdrawn")

    code = fields.CodeField(prefix="OBS")
    ngo = models.ForeignKey(Ngo, on_delete=models.PROTECT, related_name="observer_decisions", verbose_name=_("NGO"))
    kind = fields.CharField(_("decision"), max_length=9, choices=Kind)
    council_session = fields.CharField(_("Council session"), max_length=60, blank=True)
    resolution = fields.CharField(_("resolution"), max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"))
    effective_from = models.DateField(_("in effect from"), help_text=_("Often the day of the decision."))
    effective_until = models.DateField(
        _("in effect until"), null=True, blank=True, help_text=_("Empty: until further notice.")
    )
    document = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observer_decisions",
        verbose_name=_("document"),
    )

    search_text = fields.folded("code", "council_session", "resolution")

    objects: ClassVar = ObserverDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("observer decision")
        verbose_name_plural = _("observer decisions")
        ordering = ["-decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="observerdecision_ends_no_earlier_than_it_starts",
                condition=IN_ORDER,
                violation_error_message=_("The decision cannot end before it takes effect."),
            ),
            ExclusionConstraint(
                name="observerdecision_periods_of_status_do_not_overlap",
                expressions=[("ngo", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(kind__in=["granted", "renewed"]) & IN_ORDER,
                violation_error_message=_(
                    "The NGO is an observer on some of these days already: give the earlier one its last day first."
                ),
            ),
            ExclusionConstraint(
                name="observerdecision_suspensions_do_not_overlap",
                expressions=[("ngo", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(kind="suspended") & IN_ORDER,
                violation_error_message=_("The NGO is suspended on some of these days already."),
            ),
        ]
        triggers = [only_living_ngos("observerdecision_goes_to_a_living_ngo")]

    def __str__(self) -> str:
        return f"{self.ngo}: {self.get_kind_display()}, {self.decided_on}"

    def clean(self) -> None:
        """Refuse a decision on an NGO that is merged; on the NGO's own form no field could tell it."""
        super().clean()
        refuse_merged_ngo(self, told_at=NON_FIELD_ERRORS)
