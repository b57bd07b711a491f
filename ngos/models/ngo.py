"""The organization, its names, its relations to others, and what sources say of it."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import fields
from common.constraints import in_order, period
from common.history import tracked
from common.models import Citation, NaturalKeyModel, Record, citation_constraints
from common.triggers import ancestors, no_cycle
from ngos.querysets import NgoQuerySet, share_of

# SQL for the walk from branch to branch: each kind of relation is a tree of its own, and support is none.
SAME_KIND = "AND node.kind = {kind} AND node.kind <> 'supports' AND node.id <> {id}"


@tracked()
class Ngo(Record):
    """A non-governmental organization with which IOM works or talks."""

    class Scope(models.TextChoices):
        """How far its work reaches."""

        LOCAL = "local", _("local")
        NATIONAL = "national", _("national")
        REGIONAL = "regional", _("regional")
        INTERNATIONAL = "international", _("international")

    class Kind(models.TextChoices):
        """What sort of organization it is."""

        NGO = "ngo", _("NGO")
        COMMUNITY_BASED = "community_based", _("community-based organization")
        RED_CROSS_RED_CRESCENT = "red_cross_red_crescent", _("Red Cross or Red Crescent society")
        FAITH_BASED = "faith_based", _("faith-based organization")
        FOUNDATION = "foundation", _("foundation")
        MIGRANTS_ASSOCIATION = "migrants_association", _("migrants' association")
        NETWORK = "network", _("network")
        CONSORTIUM = "consortium", _("consortium")
        RESEARCH_INSTITUTE = "research_institute", _("research institute")
        PROFESSIONAL_ASSOCIATION = "professional_association", _("professional association")

    class Status(models.TextChoices):
        """Where the record stands in its life."""

        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("dormant")
        DISSOLVED = "dissolved", _("dissolved")
        MERGED = "merged", _("merged into another record")

    page = "ngo"
    edit_page = "ngo-edit"
    named_by = "code"
    # A registrar proposes one with which no office works as yet.
    is_proposed_freely = True

    code = fields.CodeField(prefix="NGO")
    name = fields.CharField(_("name"), max_length=250)
    acronym = fields.CharField(_("acronym"), max_length=40, blank=True)
    scope = fields.CharField(
        _("scope"), max_length=13, choices=Scope, blank=True, help_text=_("Empty where no source says it.")
    )
    kind = fields.CharField(_("kind"), max_length=24, choices=Kind, default=Kind.NGO)
    headquarters = fields.CountryField(_("headquarters"), blank=True)
    countries_of_presence = fields.CountriesField(_("countries of presence"))
    website = fields.URLField(_("website"), max_length=300, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    status = fields.CharField(_("status"), max_length=9, choices=Status, default=Status.PROPOSED)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_records",
        verbose_name=_("merged into"),
        editable=False,
    )
    note = fields.TextField(_("note"), blank=True, help_text=_("What a colleague should know of this record."))
    search_text = fields.folded("name", "acronym", "code")
    sort_key = fields.folded("name")

    objects: ClassVar = NgoQuerySet.as_manager()

    class Meta:
        verbose_name = _("NGO")
        verbose_name_plural = _("NGOs")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="ngo_is_dissolved_no_earlier_than_founded",
                condition=in_order("founded_on", "dissolved_on"),
                violation_error_message=_("An NGO cannot be dissolved before it is founded."),
            ),
            models.CheckConstraint(
                name="ngo_merged_names_its_survivor",
                condition=Q(status="merged", merged_into__isnull=False) | (~Q(status="merged") & Q(merged_into=None)),
                violation_error_message=_("A merged record, and no other, names the record it was merged into."),
            ),
            models.CheckConstraint(
                name="ngo_is_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                violation_error_message=_("An NGO cannot be merged into itself."),
            ),
            models.CheckConstraint(
                name="ngo_with_a_last_day_is_dissolved",
                condition=Q(dissolved_on=None) | Q(status__in=["dissolved", "merged"]),
                violation_error_message=_("An NGO with a day of dissolution has the status dissolved."),
            ),
            models.CheckConstraint(
                name="ngo_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the NGO's name."),
            ),
        ]
        indexes = [
            models.Index(share_of("id"), name="ngo_share"),
            models.Index(fields=["id"], name="ngo_living", condition=~Q(status="merged")),
            models.Index(fields=["sort_key", "id"], name="ngo_by_name"),
        ]
        triggers = [no_cycle("ngo_merges_in_no_circle", child="id", parent="merged_into_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def survivor(self) -> "Ngo":
        """Return the record that stands for this one: itself or, where it is merged, the last in the chain."""
        ngo = self
        # No circle: PostgreSQL refuses one. A merge leads earlier ones to its survivor, so this is mostly one step.
        while ngo.merged_into is not None:
            ngo = ngo.merged_into
        return ngo

    def accept(self) -> None:
        """Make a proposed NGO active, and save it; others stay as they are."""
        if Ngo.objects.proposed().filter(pk=self.pk).update(status=Ngo.Status.ACTIVE, updated_at=timezone.now()):
            self.refresh_from_db(fields=["status", "updated_at"])


@tracked()
class NgoName(NaturalKeyModel):
    """Another name of an NGO: former, translated, shortened, or as some source prints it."""

    part_of = "ngo"
    natural_key_fields = ("ngo", "kind", "name")

    class Kind(models.TextChoices):
        """Why the organization has this name."""

        AS_PRINTED = "as_printed", _("as printed in a source")
        ACRONYM = "acronym", _("acronym")
        TRANSLATION = "translation", _("translation")
        FORMER = "former", _("former name")
        ALSO_KNOWN_AS = "also_known_as", _("also known as")
        EDITORS_CORRECTION = "editors_correction", _("editor's correction")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="names", verbose_name=_("NGO"))
    name = fields.CharField(_("name"), max_length=250)
    kind = fields.CharField(_("kind"), max_length=18, choices=Kind, default=Kind.ALSO_KNOWN_AS)
    language = fields.CharField(_("language"), max_length=12, blank=True, help_text=_("Such as fr or uk."))
    script = fields.CharField(_("script"), max_length=4, blank=True, help_text=_("Such as Latn, Cyrl or Arab."))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    source = fields.CharField(_("source"), max_length=80, blank=True, help_text=_("Such as: annex 23."))
    reason = fields.CharField(_("reason"), max_length=300, blank=True, help_text=_("Needed for a correction."))
    search_text = fields.folded("name")

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["ngo", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="ngoname_is_recorded_once",
                fields=["ngo", "kind", "name"],
                violation_error_message=_("The NGO has this name already."),
            ),
            models.CheckConstraint(
                name="ngoname_correction_gives_its_reason",
                condition=~Q(kind="editors_correction") | ~Q(reason=""),
                violation_error_message=_("Give the reason for the correction."),
            ),
            models.CheckConstraint(
                name="ngoname_ends_no_earlier_than_it_starts",
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("The name cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class NgoRelation(NaturalKeyModel):
    """How one NGO stands to another: branch, member of a network, supporter."""

    part_of = "ngo"
    natural_key_fields = ("ngo", "kind", "other")

    class Kind(models.TextChoices):
        """Read from the first NGO to the other."""

        BRANCH_OF = "branch_of", _("is a branch of")
        MEMBER_OF = "member_of", _("is a member of")
        SUPPORTS = "supports", _("supports")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="relations", verbose_name=_("NGO"))
    kind = fields.CharField(_("relation"), max_length=9, choices=Kind)
    other = models.ForeignKey(
        Ngo, on_delete=models.PROTECT, related_name="relations_from_others", verbose_name=_("other NGO")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = fields.CharField(_("what the source says"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("relation to another NGO")
        verbose_name_plural = _("relations to other NGOs")
        ordering = ["ngo", "kind", "other", "pk"]
        constraints = [
            models.CheckConstraint(
                name="ngorelation_joins_two_ngos",
                condition=~Q(ngo=F("other")),
                violation_error_message=_("An NGO cannot be related to itself."),
            ),
            models.CheckConstraint(
                name="ngorelation_ends_no_earlier_than_it_starts",
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("The relation cannot end before it starts."),
            ),
            ExclusionConstraint(
                name="ngorelation_does_not_overlap_its_like",
                expressions=[
                    ("ngo", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("other", RangeOperators.EQUAL),
                    (
                        period("starts_on", "ends_on"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=in_order("starts_on", "ends_on"),
                violation_error_message=_("This relation is recorded already for some of these days."),
            ),
        ]
        triggers = [
            no_cycle(
                "ngorelation_runs_in_no_circle",
                child="ngo_id",
                parent="other_id",
                which=SAME_KIND.format(kind="NEW.kind", id="NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ngo} {self.get_kind_display()} {self.other}"

    def clean(self) -> None:
        """Refuse a circle: a branch of its own branch, a member of its own member."""
        super().clean()
        if not (self.ngo_id and self.other_id):
            return
        which = SAME_KIND.format(kind="%s", id="%s")
        above = ancestors(NgoRelation, self.other_id, "ngo_id", "other_id", which, [self.kind, self.pk or 0])
        if self.ngo_id in above and self.ngo_id != self.other_id:
            raise ValidationError(
                {"other": _("%(other)s already %(relation)s %(ngo)s, directly or through others.") % self._in_words()}
            )

    def _in_words(self) -> dict[str, Any]:
        return {"other": self.other, "relation": self.get_kind_display(), "ngo": self.ngo}


@tracked()
class NgoCitation(Citation):
    """What a source says of an NGO."""

    part_of = "ngo"
    natural_key_fields = ("ngo", "document", "part", "paragraph")

    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="citations", verbose_name=_("NGO"))

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["ngo", "document", "part", "paragraph", "pk"]
        constraints = [*citation_constraints("ngo")]
