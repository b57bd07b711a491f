"""Agreements under which partnerships run."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import fields
from common.history import tracked
from common.models import DatedModel, NaturalKeyModel, Record, SourceDocument
from ngos.merging import only_living_ngos, refuse_merged_ngo
from ngos.models import Ngo
from partnerships.models.partnership import Partnership
from partnerships.querysets import AgreementPartnershipQuerySet, AgreementQuerySet

THREE_CAPITALS = r"^[A-Z]{3}$"


@tracked()
class Agreement(Record, DatedModel):
    """A memorandum, contract or grant between IOM and one or more NGOs."""

    class Kind(models.TextChoices):
        """What sort of agreement it is."""

        MEMORANDUM = "memorandum", _("memorandum of understanding")
        COOPERATION = "cooperation", _("cooperation agreement")
        CONTRACT = "contract", _("contract")
        GRANT = "grant", _("grant")
        IMPLEMENTATION = "implementation", _("project implementation agreement")

    code = fields.CodeField(prefix="AGR")
    kind = fields.CharField(_("kind"), max_length=14, choices=Kind)
    reference = fields.CharField(_("reference"), max_length=80, unique=True)
    title = fields.CharField(_("title"), max_length=250, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = fields.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217, such as CHF."))
    ngos: models.ManyToManyField = models.ManyToManyField(
        Ngo, through="AgreementParty", related_name="agreements", verbose_name=_("NGOs")
    )
    partnerships: models.ManyToManyField = models.ManyToManyField(
        Partnership, through="AgreementPartnership", related_name="agreements", verbose_name=_("partnerships")
    )
    documents: models.ManyToManyField = models.ManyToManyField(
        SourceDocument, through="AgreementDocument", related_name="agreements", verbose_name=_("documents")
    )
    note = fields.TextField(_("note"), blank=True)
    is_proposed = models.BooleanField(
        _("proposed"),
        default=False,
        editable=False,
        help_text=_("An office proposed it with a collaboration that no reviewer has approved yet."),
    )
    search_text = fields.folded("reference", "title", "code")

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-code"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                name="agreement_amount_and_currency_go_together",
                condition=Q(amount=None, currency="") | Q(amount__isnull=False, currency__regex=THREE_CAPITALS),
                violation_error_message=_("Give amount and currency (three capital letters) together, or neither."),
            ),
            models.CheckConstraint(
                name="agreement_amount_is_not_negative",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message=_("The amount cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()


@tracked()
class AgreementParty(NaturalKeyModel):
    """A party to an agreement beside IOM: an NGO, or another by name."""

    part_of = "agreement"
    natural_key_fields = ("agreement", "ngo", "name")

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    ngo = models.ForeignKey(
        Ngo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_parties",
        verbose_name=_("NGO"),
    )
    name = fields.CharField(_("other party"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["agreement", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agreementparty_is_an_ngo_or_has_a_name",
                condition=Q(ngo__isnull=False, name="") | (Q(ngo=None) & ~Q(name="")),
                violation_error_message=_("Choose an NGO, or give the other party's name."),
            ),
            models.UniqueConstraint(
                name="agreementparty_is_named_once",
                fields=["agreement", "ngo", "name"],
                nulls_distinct=False,
                violation_error_message=_("This party is named already."),
            ),
        ]
        triggers = [only_living_ngos("agreementparty_is_a_living_ngo")]

    def __str__(self) -> str:
        return self.name or str(self.ngo)

    def clean(self) -> None:
        """Refuse a merged NGO."""
        super().clean()
        refuse_merged_ngo(self)


@tracked()
class AgreementPartnership(NaturalKeyModel):
    """A partnership that runs under an agreement."""

    part_of = "agreement"
    natural_key_fields = ("agreement", "partnership")

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="agreement_partnerships",
        verbose_name=_("agreement"),
    )
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.PROTECT,
        related_name="agreement_partnerships",
        verbose_name=_("partnership"),
    )

    objects: ClassVar = AgreementPartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership under the agreement")
        verbose_name_plural = _("partnerships under the agreement")
        ordering = ["agreement", "partnership", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="agreementpartnership_is_named_once",
                fields=["agreement", "partnership"],
                violation_error_message=_("This partnership is under the agreement already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.partnership)


@tracked()
class AgreementDocument(NaturalKeyModel):
    """A document that belongs to an agreement."""

    part_of = "agreement"
    natural_key_fields = ("agreement", "document")

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="agreement_documents", verbose_name=_("agreement")
    )
    document = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        related_name="agreement_documents",
        verbose_name=_("document"),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["agreement", "document", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="agreementdocument_is_named_once",
                fields=["agreement", "document"],
                violation_error_message=_("This document is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


@tracked()
class Amendment(NaturalKeyModel):
    """A later change of an agreement."""

    part_of = "agreement"
    natural_key_fields = ("agreement", "number")

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="amendments", verbose_name=_("agreement")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    signed_on = models.DateField(_("signed on"))
    words = fields.TextField(_("what changes"))
    amount = models.DecimalField(
        _("new amount"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("In the same currency."),
    )
    last_day = models.DateField(_("new last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["agreement", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="amendment_number_is_given_once",
                fields=["agreement", "number"],
                violation_error_message=_("The agreement has an amendment of this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} · {self.number}"
