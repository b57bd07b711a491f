"""The question under which agreement a collaboration runs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.models import DatePrecision
from common.record_field import OfferedField
from partnerships.actions import attach_agreement, detach_agreements
from partnerships.documents import DocumentField, add_document
from partnerships.models import Agreement, PartnershipDocument
from partnerships.registration.forms import StepForm, column

COLUMNS = ("kind", "reference", "signed_on", "last_day", "amount", "currency")


class AgreementStep(StepForm):
    """Under which agreement, if any."""

    NONE, KNOWN, NEW = "none", "known", "new"

    which = forms.ChoiceField(
        label=_("Is there an agreement?"),
        choices=[
            (NONE, _("No, or not yet")),
            (KNOWN, _("Yes, one that the registry holds")),
            (NEW, _("Yes, a new one")),
        ],
        widget=forms.RadioSelect,
    )
    agreement = OfferedField(Agreement.objects.none(), label=_("Which one?"), required=False)
    kind = column(Agreement, "kind", label=_("What sort of agreement?"), required=False)
    reference = column(
        Agreement, "reference", label=_("Its reference"), required=False, help_text=_("The number or name on it.")
    )
    signed_on = column(
        Agreement, "signed_on", label=_("Signed on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    last_day = column(
        Agreement,
        "last_day",
        label=_("Runs until"),
        help_text="",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    amount = column(Agreement, "amount", label=_("Amount"), localize=False)
    currency = column(Agreement, "currency", label=_("Currency"))
    file = DocumentField(label=_("The agreement itself"), required=False)

    def offer(self) -> None:
        """Offer the agreements with this NGO that the user may see."""
        with_ngo = Agreement.objects.visible_to(self.user).filter(parties__ngo=self.partnership.ngo).distinct()
        self.fields["agreement"].queryset = with_ngo  # type: ignore[attr-defined]
        if not with_ngo.exists():
            which: Any = self.fields["which"]
            which.choices = [choice for choice in which.choices if choice[0] != self.KNOWN]

    def of_a_new_one(self) -> list[Any]:
        """Return the fields that tell of a new agreement."""
        return [self[name] for name in COLUMNS]

    def own(self) -> Agreement | None:
        """Return the agreement that was written for this draft."""
        own: Agreement | None = Agreement.objects.written_for(self.partnership).first()
        return own

    def stored(self) -> dict[str, Any]:
        """Return the agreement: the draft's own, or one that was there already."""
        if own := self.own():
            return {"which": self.NEW, **{name: getattr(own, name) for name in COLUMNS}}
        known = self.partnership.agreements.first()
        return {"which": self.KNOWN, "agreement": known.pk} if known else {"which": self.NONE}

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer needs."""
        cleaned = super().clean() or {}
        which = cleaned.get("which")
        if which == self.KNOWN and not cleaned.get("agreement") and "agreement" not in self.errors:
            self.add_error("agreement", _("Choose the agreement, or say that there is none."))
        if which == self.NEW:
            for name, words in (
                ("kind", _("Choose what sort of agreement it is.")),
                ("reference", _("Give the number or name that stands on it.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
            self._judge(cleaned)
        return cleaned

    def _judge(self, cleaned: dict[str, Any]) -> None:
        """Let the model judge a new agreement, field by field."""
        if self.errors:
            return
        self.judged = self.own() or Agreement(is_proposed=True)
        for name in COLUMNS:
            setattr(self.judged, name, cleaned[name])
        days = (self.judged.first_day, self.judged.last_day)
        self.judged.date_precision = DatePrecision.DAY if any(days) else ""
        try:
            self.judged.full_clean()
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)

    def write(self) -> None:
        """Attach the agreement, with its file."""
        which = self.cleaned_data["which"]
        if which == self.NONE:
            detach_agreements(partnership=self.partnership, by=self.user)
        else:
            agreement = self.judged if which == self.NEW else self.cleaned_data["agreement"]
            attach_agreement(partnership=self.partnership, agreement=agreement, by=self.user)
        if file := self.cleaned_data["file"]:
            kind = PartnershipDocument.Kind.AGREEMENT
            add_document(partnership=self.partnership, kind=kind, file=file, by=self.user)
