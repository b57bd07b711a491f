"""The questions of a registration as forms; each is filled with what the draft says, and writes the answers to it."""

import hashlib
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import OfficeMembership, User
from activity_areas.models import ActivityArea, PeopleServed, Service
from common.editing import CountriesInput
from common.known_days import KnownDayField, typed
from common.models import DatePrecision
from common.permissions import Action, may
from common.record_field import OfferedField, RecordField
from partnerships.actions import choose_programme, propose_programme, set_parts
from partnerships.documents import DocumentField, add_document
from partnerships.models import (
    CAPACITIES,
    Partnership,
    PartnershipArea,
    PartnershipDocument,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
    capacity_choices,
)
from partnerships.pages.glossary import meaning
from programmes.models import FieldOffice, Programme

ROLE_OF = {str(capacity): str(role) for role, capacities in CAPACITIES.items() for capacity in capacities}


class CapacityChoice(NamedTuple):
    """A capacity to tick."""

    value: str
    label: Any
    meaning: Any
    is_ticked: bool


@dataclass(frozen=True)
class AreaChoice:
    """An area to tick, with its services, of which each is ticked or not."""

    area: ActivityArea
    is_ticked: bool
    services: list[tuple[Service, bool]]

    @property
    def is_open(self) -> bool:
        """Say whether its services are shown: it or one of them is ticked."""
        return self.is_ticked or any(is_chosen for _service, is_chosen in self.services)


class RoleChoice(NamedTuple):
    """A role with its capacities."""

    value: str
    label: Any
    meaning: Any
    capacities: list[CapacityChoice]


def column(model: Any, name: str, **given: Any) -> Any:
    """Return the form field of a column, as its model judges it."""
    return model._meta.get_field(name).formfield(**given)


def offices_of(user: Any) -> Any:
    """Return the offices for which the user registers, as far as they are not closed."""
    open_ones = FieldOffice.objects.maybe_in_force(timezone.localdate())
    if user.is_reviewer:
        return open_ones
    return open_ones.filter(pk__in=user.registrar_offices | user.reviewer_offices)


class StepForm(forms.Form):
    """One question about a draft."""

    # The draft; None only while an organization is asked for that begins one.
    partnership: Any

    def __init__(self, partnership: Partnership | None, user: Any, data: Any = None, files: Any = None) -> None:
        self.partnership, self.user = partnership, user
        super().__init__(data, files)
        self.offer()
        self.initial = self.stored()

    def offer(self) -> None:
        """Say what can be chosen, where that depends on the draft or the user."""

    def stored(self) -> dict[str, Any]:
        """Return what the draft answers so far, by field."""
        return {}

    def write(self) -> None:
        """Write the answers to the draft, which is locked."""

    def mark(self) -> str:
        """Return a mark that differs whenever the stored answers differ."""
        return hashlib.sha256(repr(sorted(self.stored().items())).encode()).hexdigest()[:16]


class ColumnsForm(StepForm):
    """A question about columns of the draft itself."""

    columns: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """Return the columns."""
        return {name: getattr(self.partnership, name) for name in self.columns}

    def write(self, *others: str) -> None:
        """Write the columns, and others that are set already, if the model accepts the draft with them."""
        for name in self.columns:
            setattr(self.partnership, name, self.cleaned_data[name])
        self.partnership.full_clean()
        self.partnership.save(update_fields=[*self.columns, *others, "updated_at"])


class ProgrammeStep(StepForm):
    """Part of which programme, known or new."""

    programme = RecordField(
        Programme.objects.all(),
        label=_("A programme that the registry holds"),
        required=False,
        help_text=_("A code, or words of its title. Leave it empty where there is none."),
    )
    title = column(Programme, "title", label=_("Or the title of a new one"), required=False, help_text="")
    kind = column(Programme, "kind", label=_("What the new one is"), required=False)

    def offer(self) -> None:
        """Offer the programmes that the user may see."""
        self.fields["programme"].rows = Programme.objects.visible_to(self.user)  # type: ignore[attr-defined]
        self.fields["programme"].known = self.partnership.programme  # type: ignore[attr-defined]

    def stored(self) -> dict[str, Any]:
        """Return the programme, or the title that was proposed."""
        programme = self.partnership.programme
        if programme is None:
            return {"kind": Programme.Kind.PROGRAMME}
        if programme.is_proposed:
            return {"title": programme.title, "kind": programme.kind}
        return {"programme": programme.pk, "kind": Programme.Kind.PROGRAMME}

    def clean(self) -> dict[str, Any]:
        """Refuse a known programme together with a new one."""
        cleaned = super().clean() or {}
        current = self.partnership.programme
        if cleaned.get("programme") and cleaned.get("title"):
            if current is not None and current.is_proposed and cleaned["title"] == current.title:
                cleaned["title"] = ""  # the known one was chosen in its place
            else:
                self.add_error("title", _("Name a programme that is known, or a new one, not both."))
        return cleaned

    def write(self) -> None:
        """Choose the programme, or propose it."""
        if title := self.cleaned_data["title"]:
            kind = self.cleaned_data["kind"] or Programme.Kind.PROGRAMME
            propose_programme(partnership=self.partnership, title=title, kind=kind, by=self.user)
        else:
            choose_programme(partnership=self.partnership, programme=self.cleaned_data["programme"], by=self.user)


class RoleStep(StepForm):
    """In which role and capacity the NGO takes part."""

    capacities = forms.MultipleChoiceField(
        label=_("Tick all that it is"),
        choices=capacity_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one.")},
    )

    def roles(self) -> list[RoleChoice]:
        """Return the roles with their capacities, each explained, and ticked or not."""
        ticked = set(self["capacities"].value() or ())
        return [
            RoleChoice(
                role,
                role.label,
                meaning("role", role),
                [CapacityChoice(one, one.label, meaning("capacity", one), one in ticked) for one in capacities],
            )
            for role, capacities in CAPACITIES.items()
        ]

    def stored(self) -> dict[str, Any]:
        """Return the capacities."""
        return {"capacities": sorted(role.capacity for role in self.partnership.roles.all())}

    def write(self) -> None:
        """Set the roles."""
        set_parts(
            self.partnership, PartnershipRole, "capacity", self.cleaned_data["capacities"], role=ROLE_OF.__getitem__
        )


class AreasStep(StepForm):
    """In which areas it works, and what it does there."""

    areas = forms.ModelMultipleChoiceField(
        ActivityArea.objects.all(), label=_("Areas of activity"), required=False, widget=forms.CheckboxSelectMultiple
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.all(), label=_("Services"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self) -> None:
        """Offer what is in use, and what the draft names already."""
        named = Q(pk__in=self.partnership.partnership_areas.values("area"))
        self.fields["areas"].queryset = ActivityArea.objects.offered() | ActivityArea.objects.filter(named)  # type: ignore[attr-defined]
        named = Q(pk__in=self.partnership.partnership_services.values("service"))
        services = Service.objects.offered() | Service.objects.filter(named)
        self.fields["services"].queryset = services.select_related("area")  # type: ignore[attr-defined]

    def stored(self) -> dict[str, Any]:
        """Return the areas and services."""
        return {
            "areas": sorted(self.partnership.partnership_areas.values_list("area_id", flat=True)),
            "services": sorted(set(self.partnership.partnership_services.values_list("service_id", flat=True))),
        }

    def groups(self) -> list[AreaChoice]:
        """Return the areas with their services."""
        ticked = {name: set(map(str, self[name].value() or ())) for name in ("areas", "services")}
        services: Any = list(self.fields["services"].queryset)  # type: ignore[attr-defined]
        return [
            AreaChoice(
                area,
                str(area.pk) in ticked["areas"],
                [(one, str(one.pk) in ticked["services"]) for one in services if one.area_id == area.pk],
            )
            for area in self.fields["areas"].queryset  # type: ignore[attr-defined]
        ]

    def clean(self) -> dict[str, Any]:
        """A service stands for its area, ticked or not."""
        cleaned = super().clean() or {}
        services = cleaned.get("services", ())
        areas = {*cleaned.get("areas", ()), *(service.area for service in services)}
        if not areas and not self.errors:
            self.add_error("areas", _("Tick at least one."))
        cleaned["areas"] = sorted(areas, key=lambda area: area.order)
        return cleaned

    def write(self) -> None:
        """Set areas and services."""
        set_parts(self.partnership, PartnershipArea, "area", self.cleaned_data["areas"])
        set_parts(self.partnership, PartnershipService, "service", self.cleaned_data["services"])


class WorkStep(ColumnsForm):
    """What they do together, and for whom."""

    columns = ("summary",)

    summary = column(
        Partnership,
        "summary",
        label=_("In a sentence or two"),
        help_text=_("In your language. Everyone who signed in reads it once it is approved."),
        widget=forms.Textarea({"rows": 4}),
    )
    people = forms.ModelMultipleChoiceField(
        PeopleServed.objects.all(), label=_("Whom does it serve?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self) -> None:
        """Offer what is in use, and what the draft names already."""
        named = Q(pk__in=self.partnership.partnership_people.values("people"))
        self.fields["people"].queryset = PeopleServed.objects.offered() | PeopleServed.objects.filter(named)  # type: ignore[attr-defined]

    def stored(self) -> dict[str, Any]:
        """Return the summary and the people."""
        people = sorted(self.partnership.partnership_people.values_list("people_id", flat=True))
        return {**super().stored(), "people": people}

    def write(self, *others: str) -> None:
        """Write the summary and set the people."""
        super().write(*others)
        set_parts(self.partnership, PartnershipPeople, "people", self.cleaned_data["people"])


class WhereStep(ColumnsForm):
    """For which office, and where."""

    columns = ("office", "countries", "places")

    office = OfferedField(FieldOffice.objects.all(), label=_("Your office"), empty_label=None)
    countries = column(Partnership, "countries", label=_("In which countries?"), widget=CountriesInput)
    places = column(Partnership, "places", label=_("In which places?"), help_text=_("With commas between."))

    def offer(self) -> None:
        """Offer the user's offices, and the draft's."""
        self.fields["office"].queryset = offices_of(self.user)  # type: ignore[attr-defined]
        self.fields["office"].known = self.partnership.office  # type: ignore[attr-defined]

    def write(self, *others: str) -> None:
        """Write the columns; a draft whose holder has no duty in its office is held by whoever gave it there."""
        super().write(*others)
        holder = self.partnership.held_by
        if holder is not None and not may(holder, Action.CHANGE, self.partnership):
            self.partnership.held_by = self.user
            self.partnership.save(update_fields=["held_by", "updated_at"])


class WhenStep(ColumnsForm):
    """From when until when, and how far it has come."""

    columns = ("stage",)

    begins = KnownDayField(label=_("It began, or begins"), required=False)
    ends = KnownDayField(
        label=_("It ended, or ends"), required=False, help_text=_("Leave it empty where no end is foreseen.")
    )
    stage = column(Partnership, "stage", label=_("How far has it come?"), widget=forms.RadioSelect)

    def stored(self) -> dict[str, Any]:
        """Return the days as they are typed, and the stage."""
        row = self.partnership
        precision = row.date_precision or DatePrecision.DAY
        days = {"begins": typed(row.first_day, precision), "ends": typed(row.last_day, precision)}
        return {**super().stored(), **days}

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, and days of which one is known more exactly than the other."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends:
            if begins.precision != ends.precision:
                self.add_error("ends", _("Give both in the same way: two days, two months or two years."))
            elif ends.last < begins.first:
                self.add_error("ends", _("It cannot end before it began."))
        return cleaned

    def write(self, *others: str) -> None:
        """Write the days with how exactly they are known, and the stage."""
        begins, ends = self.cleaned_data["begins"], self.cleaned_data["ends"]
        row, known = self.partnership, begins or ends
        row.first_day, row.last_day = begins and begins.first, ends and ends.last
        row.date_precision = known.precision if known else ""
        super().write("first_day", "last_day", "date_precision", *others)


class EvidenceStep(ColumnsForm):
    """How the office knows of it."""

    columns = ("evidence",)

    evidence = column(
        Partnership,
        "evidence",
        label=_("In your words"),
        help_text=_("A letter, a visit, a report: what the reviewer can rely on."),
        widget=forms.Textarea({"rows": 4}),
    )
    file = DocumentField(label=_("A document that shows it, if there is one"), required=False)

    def write(self, *others: str) -> None:
        """Write the words, and keep the file."""
        super().write(*others)
        if file := self.cleaned_data["file"]:
            kind = PartnershipDocument.Kind.EVIDENCE
            add_document(partnership=self.partnership, kind=kind, file=file, by=self.user)


class SubmitForm(forms.Form):
    """What the office says with a registration that it sends."""

    words = forms.CharField(
        label=_("A word to the reviewer, if you like"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


class HandOverForm(forms.Form):
    """Into whose hands a draft goes."""

    to = OfferedField(User.objects.none(), label=_("Colleague"), empty_label="—")

    def __init__(self, partnership: Partnership, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        memberships: Any = OfficeMembership.objects.held().filter(office=partnership.office)
        colleagues = User.objects.offered().filter(pk__in=memberships.values("user"))
        self.fields["to"].queryset = colleagues.exclude(pk=user.pk)  # type: ignore[attr-defined]


class ApartForm(forms.Form):
    """Why an organization is none of those that look like it."""

    reason = forms.CharField(
        label=_("Why is it none of these?"),
        max_length=300,
        help_text=_("Such as: another city and other founders. You are not asked again."),
        error_messages={"required": _("Say why, in a few words; or choose the organization.")},
    )
