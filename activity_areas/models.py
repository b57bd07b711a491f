"""The areas of migration management, the services within them, and the people they serve."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common import fields
from common.history import tracked
from common.models import Citation, Record, citation_constraints
from common.querysets import RecordQuerySet


class RetirableQuerySet(RecordQuerySet):
    """Reference values, which are retired by a date and never deleted."""

    is_public = True

    def offered(self) -> Self:
        """Return the values that a new record may name today."""
        return self.in_use(timezone.localdate())

    def in_use(self, on: date) -> Self:
        """Return the values that new records may still name on the day."""
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=on))


def in_language(value: "ReferenceValue", column: str) -> str:
    """Return a column's text in the reader's language, or in English where it has none in that."""
    translated: str = getattr(value, f"{column}_{(get_language() or '')[:2]}", "")
    return translated or getattr(value, column)


class ReferenceValue(Record):
    """A value that records choose from: named, explained, ordered, retired by a date."""

    code = fields.CharField(_("code"), max_length=40, unique=True)
    name = fields.CharField(_("name"), max_length=120)
    name_fr = fields.CharField(_("name in French"), max_length=120, blank=True)
    name_es = fields.CharField(_("name in Spanish"), max_length=120, blank=True)
    description = fields.TextField(_("description"), blank=True, help_text=_("In plain words, after the sources."))
    description_fr = fields.TextField(_("description in French"), blank=True)
    description_es = fields.TextField(_("description in Spanish"), blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    search_text = fields.folded("name", "name_fr", "name_es", "code")

    objects: ClassVar = RetirableQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return in_language(self, "name")

    @property
    def explanation(self) -> str:
        """Return the description in the reader's language, or in English where there is none."""
        return in_language(self, "description")


@tracked()
class ActivityArea(ReferenceValue):
    """One of the areas of migration management in which IOM works with NGOs."""

    page = "area"

    name_in_paper = fields.CharField(_("name in the Council paper"), max_length=120, blank=True)
    name_on_page = fields.CharField(_("name on the NGO page"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    is_cross_cutting = models.BooleanField(
        _("cross-cutting"),
        default=False,
        help_text=_("A theme in all work rather than an activity of its own."),
    )

    class Meta:
        verbose_name = _("area of activity")
        verbose_name_plural = _("areas of activity")
        ordering = ["order", "pk"]


@tracked()
class ActivityAreaCitation(Citation):
    """What a source says of an area."""

    part_of = "area"
    natural_key_fields = ("area", "document", "part", "paragraph")

    area = models.ForeignKey(
        ActivityArea, on_delete=models.CASCADE, related_name="citations", verbose_name=_("area of activity")
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["area", "document", "part", "paragraph", "pk"]
        constraints = [*citation_constraints("area")]


@tracked()
class Service(ReferenceValue, Citation):
    """What an NGO actually does within an area, such as shelter or return counselling."""

    natural_key_fields = ("code",)

    area = models.ForeignKey(
        ActivityArea, on_delete=models.PROTECT, related_name="services", verbose_name=_("area of activity")
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["area__order", "name", "pk"]

    __str__ = ReferenceValue.__str__


@tracked()
class PeopleServed(ReferenceValue, Citation):
    """A group of people whom a partnership serves, such as victims of trafficking."""

    natural_key_fields = ("code",)

    class Meta:
        verbose_name = _("people served")
        verbose_name_plural = _("people served")
        ordering = ["name", "pk"]

    __str__ = ReferenceValue.__str__
