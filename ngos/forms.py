"""Forms of NGOs, the same in admin and pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.editing import PartKind
from common.history import Parts
from ngos.models import (
    Contact,
    FocalPerson,
    Identifier,
    JournalNote,
    Ngo,
    NgoCitation,
    NgoName,
    NgoRelation,
    ObserverDecision,
)
from programmes.forms import CITATION_FIELDS


class NgoForm(forms.ModelForm):
    """An NGO; whoever does not review the registry proposes it, and a reviewer makes it active."""

    user: Any

    class Meta:
        model = Ngo
        fields = [
            "name",
            "acronym",
            "scope",
            "kind",
            "headquarters",
            "countries_of_presence",
            "website",
            "founded_on",
            "dissolved_on",
            "status",
            "note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status: Any = self.fields.get("status")
        if status is None:
            return
        current = self.instance.status
        status.choices = [
            choice for choice in Ngo.Status.choices if choice[0] != Ngo.Status.MERGED or current == Ngo.Status.MERGED
        ]
        if current == Ngo.Status.MERGED:
            status.disabled = True
            status.help_text = _("Undo the merge to give the record its status back.")
        elif not self.user.is_reviewer:
            status.disabled = True
            status.help_text = _("A reviewer changes this.")


# The parts of an NGO on its form; observer decisions are for those who may record them.
NGO_PARTS = (
    PartKind(NgoName, ("name", "kind", "language", "script", "starts_on", "ends_on", "source", "reason")),
    PartKind(Identifier, ("scheme", "value", "retired_on")),
    PartKind(Contact, ("name", "position", "email", "phone", "note")),
    PartKind(FocalPerson, ("office", "user", "starts_on", "ends_on")),
    PartKind(
        ObserverDecision,
        ("kind", "decided_on", "effective_from", "effective_until", "council_session", "resolution", "document"),
        link="ngo",
    ),
    PartKind(NgoRelation, ("kind", "other", "starts_on", "ends_on", "note"), link="ngo"),
    PartKind(NgoCitation, CITATION_FIELDS),
)

# The parts whose history stands with the NGO's, for those who may change it.
NGO_HISTORY: Parts = {kind.model: kind.whole for kind in NGO_PARTS}


def named_with_code(ngo: Ngo) -> str:
    """Return the NGO's name and code: two records of one organization may share the name."""
    return f"{ngo} ({ngo.code})"


class NgoChoiceField(forms.ModelChoiceField):
    """An NGO, told by name and code."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what stands for the NGO."""
        return named_with_code(obj)


class MergeForm(forms.Form):
    """Into which record an NGO is merged, and why."""

    survivor = NgoChoiceField(label=_("Merge into"), queryset=Ngo.objects.all())
    words = forms.CharField(
        label=_("Why they are the same organization"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )


class JournalNoteForm(forms.ModelForm):
    """A note for colleagues: what it was, when, and what was said or seen."""

    class Meta:
        model = JournalNote
        fields = ["kind", "happened_on", "words"]
        widgets = {
            "happened_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "words": forms.Textarea({"rows": 6}),
        }
