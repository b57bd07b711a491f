"""Forms of partnerships, the same in admin and pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.editing import PartKind
from partnerships.models import (
    MistakeReport,
    Partnership,
    PartnershipArea,
    PartnershipCitation,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
    Verb,
    capacity_choices,
)
from partnerships.models.review import MOVES
from programmes.forms import CITATION_FIELDS
from programmes.models import FieldOffice


class PartnershipForm(forms.ModelForm):
    """A partnership; whoever does not review the registry drafts it for an office of their own."""

    user: Any

    class Meta:
        model = Partnership
        fields = [
            "ngo",
            "programme",
            "office",
            "countries",
            "places",
            "mode",
            "stage",
            "first_day",
            "last_day",
            "date_precision",
            "summary",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.held_by = self.user
        office: Any = self.fields.get("office")
        if office is None or self.user.is_reviewer:
            return
        office.queryset = FieldOffice.objects.filter(pk__in=self.user.registrar_offices | self.user.reviewer_offices)
        office.required = True
        office.help_text = _("One of your own offices.")
        if self.instance.pk is None:
            office.initial = office.queryset.first()


class PartnershipRoleForm(forms.ModelForm):
    """A role; its capacities are offered under their roles."""

    class Meta:
        model = PartnershipRole
        fields = ["role", "capacity"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capacity: Any = self.fields.get("capacity")
        if capacity is not None:
            capacity.choices = [("", "—"), *capacity_choices()]


PARTNERSHIP_PARTS = (
    PartKind(PartnershipRole, ("role", "capacity"), form=PartnershipRoleForm),
    PartKind(PartnershipArea, ("area",)),
    PartKind(PartnershipService, ("service", "phase"), grouped_by={"service": "area"}),
    PartKind(PartnershipPeople, ("people",)),
    PartKind(PartnershipCitation, CITATION_FIELDS),
)


class ReviewForm(forms.Form):
    """The words that go with a verb of the review."""

    words = forms.CharField(label=_("Your words"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, verb: Verb, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if MOVES[verb].needs_words:
            self.fields["words"].required = True
            self.fields["words"].error_messages["required"] = _(
                "Say why, in a sentence, so that the office knows what to do."
            )
        else:
            self.fields["words"].label = _("Your words, if any")


class AnswerForm(forms.Form):
    """The words that go with the answer to a proposal."""

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("Whoever proposed it reads them. To refuse, say why."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )


class WhyForm(forms.Form):
    """Why an office proposes changes."""

    why = forms.CharField(
        label=_("Why?"),
        help_text=_("For the reviewer: what happened, and how you know."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class MistakeReportForm(forms.ModelForm):
    """What is wrong on a record's page."""

    class Meta:
        model = MistakeReport
        fields = ["words"]
        labels = {"words": _("What is wrong, and what would be right?")}
        help_texts = {
            "words": _("Say where it stands on the page, and how you know, such as a document or an address.")
        }
        widgets = {"words": forms.Textarea({"rows": 6})}


class SettleForm(forms.Form):
    """The answer with which a reported mistake is settled."""

    answer = forms.CharField(
        label=_("What was done"),
        help_text=_("Whoever reported the mistake reads this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what was done, or that nothing had to be.")},
    )
