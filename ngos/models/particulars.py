"""Identifiers and contacts of an NGO."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import fields
from common.history import tracked
from common.models import NaturalKeyModel
from ngos import identifiers
from ngos.models.ngo import Ngo
from ngos.querysets import ContactQuerySet


@tracked()
class Identifier(NaturalKeyModel):
    """A number under which a register knows the NGO; unique among those not retired."""

    part_of = "ngo"
    natural_key_fields = ("ngo", "scheme", "value")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="identifiers", verbose_name=_("NGO"))
    scheme = fields.CharField(
        _("scheme"),
        max_length=20,
        choices=identifiers.SCHEME_CHOICES,
        help_text=_("A list code of org-id.guide."),
    )
    value = fields.CharField(_("number"), max_length=60)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    search_text = fields.folded("value")

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["ngo", "scheme", "value", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="identifier_names_one_living_ngo",
                fields=["scheme", "value"],
                condition=Q(retired_on=None),
                violation_error_message=_("Another NGO, or this one, has this identifier already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"

    def clean_fields(self, exclude: Any = None) -> None:
        """Bring the number into its scheme's form before it is judged."""
        if self.scheme in identifiers.SCHEMES and isinstance(self.value, str):
            self.value = identifiers.normalized(self.scheme, self.value)
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Refuse a number without its scheme's shape or with wrong check digits."""
        super().clean()
        if self.scheme in identifiers.SCHEMES and self.value:
            identifiers.check_field("value", self.scheme, self.value)

    @property
    def has_verified_check_digits(self) -> bool:
        """Say whether the scheme has check digits; a number with wrong ones is never stored."""
        return identifiers.SCHEMES[self.scheme].check is not None

    @property
    def link(self) -> str:
        """Return the register's page of this NGO, or nothing where the register has none."""
        pattern = identifiers.SCHEMES[self.scheme].link
        return pattern.format(self.value) if pattern else ""


@tracked()
class Contact(NaturalKeyModel):
    """A person to speak to at an NGO; personal data, seen only by those who may change the NGO."""

    part_of = "ngo"
    is_personal = True
    natural_key_fields = ("ngo", "name")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("NGO"))
    name = fields.CharField(_("name"), max_length=120)
    position = fields.CharField(_("position"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = fields.CharField(_("telephone"), max_length=40, blank=True)
    note = fields.CharField(_("note"), max_length=300, blank=True)

    objects: ClassVar = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["ngo", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="contact_is_recorded_once",
                fields=["ngo", "name"],
                violation_error_message=_("The NGO has a contact of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
