"""What a partnership is made of: roles, areas, services, people served, and what sources say of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activity_areas.models import ActivityArea, PeopleServed, Service
from common import fields
from common.history import tracked
from common.models import Citation, NaturalKeyModel, citation_constraints
from partnerships.models.partnership import Partnership
from partnerships.models.roles import Capacity, Role, capacity_fits_role


@tracked()
class PartnershipRole(NaturalKeyModel):
    """A role that the NGO has in the partnership, and its capacity in that role."""

    part_of = "partnership"
    natural_key_fields = ("partnership", "capacity")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="roles", verbose_name=_("partnership")
    )
    role = fields.CharField(_("role"), max_length=12, choices=Role)
    capacity = fields.CharField(_("capacity"), max_length=34, choices=Capacity)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["partnership", "role", "capacity", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partnershiprole_is_given_once",
                fields=["partnership", "capacity"],
                violation_error_message=_("The partnership has this role and capacity already."),
            ),
            models.CheckConstraint(
                name="partnershiprole_capacity_fits_its_role",
                condition=capacity_fits_role(),
                violation_error_message=_("This capacity belongs to another role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.get_capacity_display()})"


@tracked()
class PartnershipArea(NaturalKeyModel):
    """An area of activity in which the partnership works."""

    part_of = "partnership"
    natural_key_fields = ("partnership", "area")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="partnership_areas", verbose_name=_("partnership")
    )
    area = models.ForeignKey(
        ActivityArea,
        on_delete=models.PROTECT,
        related_name="partnership_areas",
        verbose_name=_("area of activity"),
    )

    class Meta:
        verbose_name = _("area of activity")
        verbose_name_plural = _("areas of activity")
        ordering = ["partnership", "area__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partnershiparea_is_named_once",
                fields=["partnership", "area"],
                violation_error_message=_("The partnership has this area already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.area)


@tracked()
class PartnershipService(NaturalKeyModel):
    """A service that the NGO gives in the partnership, and in which phase of a return where that is known."""

    part_of = "partnership"
    natural_key_fields = ("partnership", "service", "phase")

    class Phase(models.TextChoices):
        """The three stages of an assisted voluntary return (Council paper, paragraph 12)."""

        PRE_DEPARTURE = "pre_departure", _("before departure")
        TRANSPORTATION = "transportation", _("transportation")
        POST_ARRIVAL = "post_arrival", _("after arrival")

    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        related_name="partnership_services",
        verbose_name=_("partnership"),
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="partnership_services", verbose_name=_("service")
    )
    phase = fields.CharField(_("phase of the return"), max_length=14, choices=Phase, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["partnership", "service__name", "phase", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partnershipservice_is_named_once",
                fields=["partnership", "service", "phase"],
                violation_error_message=_("The partnership has this service already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.service)


@tracked()
class PartnershipPeople(NaturalKeyModel):
    """A group of people whom the partnership serves."""

    part_of = "partnership"
    natural_key_fields = ("partnership", "people")

    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.CASCADE,
        related_name="partnership_people",
        verbose_name=_("partnership"),
    )
    people = models.ForeignKey(
        PeopleServed,
        on_delete=models.PROTECT,
        related_name="partnership_people",
        verbose_name=_("people served"),
    )

    class Meta:
        verbose_name = _("people served")
        verbose_name_plural = _("people served")
        ordering = ["partnership", "people__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partnershippeople_are_named_once",
                fields=["partnership", "people"],
                violation_error_message=_("The partnership has these people already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.people)


@tracked()
class PartnershipCitation(Citation):
    """What a source says of a partnership."""

    part_of = "partnership"
    natural_key_fields = ("partnership", "document", "part", "paragraph")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="citations", verbose_name=_("partnership")
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["partnership", "document", "part", "paragraph", "pk"]
        constraints = [*citation_constraints("partnership")]
