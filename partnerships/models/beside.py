"""Who stands beside the named NGOs in a programme: partners without a name, and parties that are no NGOs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import fields
from common.history import tracked
from common.models import Citation, Record
from partnerships.models.roles import Capacity, Role, capacity_fits_role
from partnerships.querysets import BesideQuerySet
from programmes.models import Programme


@tracked()
class UnnamedPartners(Record, Citation):
    """NGOs that a source counts or mentions without naming them."""

    natural_key_fields = ("code",)

    code = fields.CodeField(prefix="UNP")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="unnamed_partners", verbose_name=_("programme")
    )
    role = fields.CharField(_("role"), max_length=12, choices=Role)
    capacity = fields.CharField(_("capacity"), max_length=34, choices=Capacity)
    count = models.PositiveIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Only where the source counts them.")
    )
    words = fields.CharField(_("who they are"), max_length=250)
    search_text = fields.folded("words", "code")

    objects: ClassVar = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = _("unnamed partners")
        verbose_name_plural = _("unnamed partners")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="unnamedpartners_capacity_fits_its_role",
                condition=capacity_fits_role(),
                violation_error_message=_("This capacity belongs to another role."),
            ),
            models.CheckConstraint(
                name="unnamedpartners_are_one_at_least",
                condition=models.Q(count=None) | models.Q(count__gte=1),
                violation_error_message=_("Count one partner at least, or leave the count empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.words


@tracked()
class OtherParticipant(Record, Citation):
    """A party beside the NGOs that is none itself: a UN agency, a government body, the ICRC, a company."""

    natural_key_fields = ("code",)

    class Kind(models.TextChoices):
        """What the party is."""

        UN_AGENCY = "un_agency", _("United Nations agency")
        GOVERNMENT = "government", _("government body")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organization")
        RED_CROSS_MOVEMENT = "red_cross_movement", _("International Committee of the Red Cross")
        MEDIA = "media", _("media")
        COMPANY = "company", _("company or employers")
        LOCAL_AUTHORITY = "local_authority", _("local authority")
        COMMUNITY = "community", _("community or church group")
        TRAINING_INSTITUTION = "training_institution", _("training institution")
        OTHER = "other", _("other party")

    code = fields.CodeField(prefix="OTH")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="other_participants", verbose_name=_("programme")
    )
    name = fields.CharField(_("name"), max_length=200)
    kind = fields.CharField(_("what it is"), max_length=20, choices=Kind)
    words = fields.CharField(_("what it does"), max_length=300, blank=True)
    search_text = fields.folded("name", "code")

    objects: ClassVar = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = _("other participant")
        verbose_name_plural = _("other participants")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
