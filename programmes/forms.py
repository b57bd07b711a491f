"""Forms of offices and programmes, the same in admin and pages."""

from django import forms

from common.editing import PartKind
from programmes.models import (
    FieldOffice,
    FieldOfficeCitation,
    Programme,
    ProgrammeArea,
    ProgrammeCitation,
    ProgrammeOffice,
)

CITATION_FIELDS = ("document", "part", "paragraph", "sentence")


class FieldOfficeForm(forms.ModelForm):
    """An office of IOM."""

    class Meta:
        model = FieldOffice
        fields = [
            "name",
            "kind",
            "parent",
            "city",
            "country",
            "countries_covered",
            "first_day",
            "last_day",
            "date_precision",
        ]


class ProgrammeForm(forms.ModelForm):
    """A programme, project, campaign, study or activity."""

    class Meta:
        model = Programme
        fields = [
            "title",
            "acronym",
            "is_untitled",
            "kind",
            "stage",
            "objective",
            "countries",
            "places",
            "first_day",
            "last_day",
            "date_precision",
            "description",
        ]


OFFICE_PARTS = (PartKind(FieldOfficeCitation, CITATION_FIELDS),)
PROGRAMME_PARTS = (
    PartKind(ProgrammeArea, ("area", "is_lead")),
    PartKind(ProgrammeOffice, ("office",)),
    PartKind(ProgrammeCitation, CITATION_FIELDS),
)
