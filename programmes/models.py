"""IOM's field offices, and the programmes in which it works with NGOs."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity_areas.models import ActivityArea
from common import fields
from common.history import tracked
from common.models import Citation, DatedModel, NaturalKeyModel, Record, citation_constraints
from common.triggers import ancestors, no_cycle
from programmes.querysets import FieldOfficeQuerySet, ProgrammeQuerySet


@tracked()
class FieldOffice(Record, DatedModel):
    """An office of IOM, under the name IOM prints."""

    class Kind(models.TextChoices):
        """What sort of office it is."""

        HEADQUARTERS = "headquarters", _("headquarters")
        REGIONAL = "regional", _("regional office")
        COUNTRY = "country", _("country office")
        SUB_OFFICE = "sub_office", _("sub-office")
        COORDINATION = "coordination", _("coordination office")
        PLACEMENT = "placement", _("placement office")

    page = "office"
    edit_page = "office-edit"

    code = fields.CodeField(prefix="OFF")
    name = fields.CharField(_("name"), max_length=120, unique=True, help_text=_("As IOM prints it: IOM Dhaka."))
    kind = fields.CharField(_("kind"), max_length=15, choices=Kind)
    city = fields.CharField(_("city"), max_length=80, blank=True)
    country = fields.CountryField(_("country"))
    countries_covered = fields.CountriesField(
        _("countries covered"), help_text=_("Beyond the country in which the office stands.")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_offices",
        verbose_name=_("reports to"),
    )
    search_text = fields.folded("name", "city", "code")

    objects: ClassVar = FieldOfficeQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("field office")
        verbose_name_plural = _("field offices")
        ordering = ["name", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                name="fieldoffice_does_not_report_to_itself",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message=_("An office cannot report to itself."),
            ),
        ]
        triggers = [no_cycle("fieldoffice_reports_in_no_circle", child="id", parent="parent_id")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a circle of offices that report to one another."""
        super().clean()
        if self.pk is None or self.parent_id in {None, self.pk}:
            return
        if self.pk in ancestors(FieldOffice, self.parent_id, "id", "parent_id"):
            raise ValidationError({"parent": _("%(parent)s already reports to this office.") % {"parent": self.parent}})


@tracked()
class FieldOfficeCitation(Citation):
    """What a source says of an office."""

    part_of = "office"
    natural_key_fields = ("office", "document", "part", "paragraph")

    office = models.ForeignKey(
        FieldOffice, on_delete=models.CASCADE, related_name="citations", verbose_name=_("field office")
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["office", "document", "part", "paragraph", "pk"]
        constraints = [*citation_constraints("office")]


class Stage(models.TextChoices):
    """How far a piece of work has come, as its source says."""

    FORESEEN = "foreseen", _("foreseen")
    ONGOING = "ongoing", _("ongoing")
    COMPLETED = "completed", _("completed")
    NOT_STATED = "not_stated", _("not stated")


@tracked()
class Programme(Record, DatedModel):
    """A programme, project, campaign, study or other piece of IOM's work, titled or not."""

    class Kind(models.TextChoices):
        """What IOM calls it."""

        PROGRAMME = "programme", _("programme")
        PROJECT = "project", _("project")
        CAMPAIGN = "campaign", _("campaign")
        STUDY = "study", _("study")
        ACTIVITY = "activity", _("activity")

    class Objective(models.TextChoices):
        """Which of the two objectives of IOM's work with NGOs it serves (Council paper, paragraph 5)."""

        SERVICES = "services", _("services to migrants")
        POLICY = "policy", _("participation in policy")

    page = "programme"
    edit_page = "programme-edit"
    named_by = "code"

    code = fields.CodeField(prefix="PRG")
    title = fields.CharField(_("title"), max_length=250)
    is_untitled = models.BooleanField(
        _("untitled in its source"), default=False, help_text=_("The title is then a description of ours.")
    )
    acronym = fields.CharField(_("acronym"), max_length=30, blank=True)
    kind = fields.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PROGRAMME)
    areas: models.ManyToManyField = models.ManyToManyField(
        ActivityArea, through="ProgrammeArea", related_name="programmes", verbose_name=_("areas of activity")
    )
    offices: models.ManyToManyField = models.ManyToManyField(
        FieldOffice, through="ProgrammeOffice", related_name="programmes", verbose_name=_("field offices")
    )
    countries = fields.CountriesField(_("countries"))
    places = fields.PlacesField(_("places"), help_text=_("As printed, with commas between: Umbria, Maslakh."))
    stage = fields.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.NOT_STATED)
    objective = fields.CharField(_("objective served"), max_length=8, choices=Objective, blank=True)
    description = fields.TextField(_("description"), blank=True)
    is_proposed = models.BooleanField(
        _("proposed"),
        default=False,
        editable=False,
        help_text=_("An office proposed it with a collaboration that no reviewer has approved yet."),
    )
    search_text = fields.folded("title", "acronym", "code")
    sort_key = fields.folded("title")

    objects: ClassVar = ProgrammeQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.title

    def accept(self) -> None:
        """Make a proposed programme one of IOM's, and save it; others stay as they are."""
        if Programme.objects.proposed().filter(pk=self.pk).update(is_proposed=False, updated_at=timezone.now()):
            self.refresh_from_db(fields=["is_proposed", "updated_at"])


@tracked()
class ProgrammeArea(NaturalKeyModel):
    """An area that a programme works in; one of them may lead."""

    part_of = "programme"
    natural_key_fields = ("programme", "area")

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="programme_areas", verbose_name=_("programme")
    )
    area = models.ForeignKey(
        ActivityArea,
        on_delete=models.PROTECT,
        related_name="programme_areas",
        verbose_name=_("area of activity"),
    )
    is_lead = models.BooleanField(_("leading area"), default=False)

    class Meta:
        verbose_name = _("area of a programme")
        verbose_name_plural = _("areas of a programme")
        ordering = ["programme", "-is_lead", "area__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="programmearea_is_named_once",
                fields=["programme", "area"],
                violation_error_message=_("The programme has this area already."),
            ),
            models.UniqueConstraint(
                name="programmearea_one_leads",
                fields=["programme"],
                condition=Q(is_lead=True),
                violation_error_message=_("Only one area of a programme can lead."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.area)


@tracked()
class ProgrammeOffice(NaturalKeyModel):
    """An office that runs a programme."""

    part_of = "programme"
    natural_key_fields = ("programme", "office")

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="programme_offices", verbose_name=_("programme")
    )
    office = models.ForeignKey(
        FieldOffice,
        on_delete=models.PROTECT,
        related_name="programme_offices",
        verbose_name=_("field office"),
    )

    class Meta:
        verbose_name = _("office of a programme")
        verbose_name_plural = _("offices of a programme")
        ordering = ["programme", "office__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="programmeoffice_is_named_once",
                fields=["programme", "office"],
                violation_error_message=_("The programme has this office already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.office)


@tracked()
class ProgrammeCitation(Citation):
    """What a source says of a programme."""

    part_of = "programme"
    natural_key_fields = ("programme", "document", "part", "paragraph")

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="citations", verbose_name=_("programme")
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["programme", "document", "part", "paragraph", "pk"]
        constraints = [*citation_constraints("programme")]
