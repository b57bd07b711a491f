"""Where IOM and NGOs talk: forums, their meetings, and who took part."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import fields
from common.history import tracked
from common.models import Citation, DatedModel, NaturalKeyModel, Record
from ngos.merging import only_living_ngos, refuse_merged_ngo
from ngos.models.ngo import Ngo
from ngos.querysets import DialogueEventQuerySet


@tracked()
class DialogueForum(Record, Citation):
    """A standing place of dialogue, such as the Council or the annual consultation with NGOs."""

    natural_key_fields = ("code",)

    class Kind(models.TextChoices):
        """What sort of forum it is."""

        COUNCIL = "council", _("Council")
        INTERNATIONAL_DIALOGUE = "international_dialogue", _("International Dialogue on Migration")
        ANNUAL_CONSULTATION = "annual_consultation", _("annual consultation with NGOs")
        BRIEFING = "briefing", _("briefing")
        REGIONAL_PROCESS = "regional_process", _("regional consultative process")

    code = fields.CodeField(prefix="FOR")
    name = fields.CharField(_("name"), max_length=160, unique=True)
    kind = fields.CharField(_("kind"), max_length=22, choices=Kind)
    search_text = fields.folded("name", "code")

    class Meta:
        verbose_name = _("dialogue forum")
        verbose_name_plural = _("dialogue forums")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class DialogueEvent(Record, DatedModel):
    """One meeting of a forum."""

    code = fields.CodeField(prefix="DLG")
    forum = models.ForeignKey(DialogueForum, on_delete=models.PROTECT, related_name="events", verbose_name=_("forum"))
    title = fields.CharField(_("title"), max_length=250)
    place = fields.CharField(_("place"), max_length=120, blank=True)
    country = fields.CountryField(_("country"), blank=True)
    ngos: models.ManyToManyField = models.ManyToManyField(
        Ngo, through="Participation", related_name="dialogue_events", verbose_name=_("NGOs")
    )
    note = fields.TextField(_("note"), blank=True)
    search_text = fields.folded("title", "place", "code")

    objects: ClassVar = DialogueEventQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("dialogue event")
        verbose_name_plural = _("dialogue events")
        ordering = ["-first_day", "pk"]

    def __str__(self) -> str:
        return self.title


@tracked()
class Participation(NaturalKeyModel):
    """An NGO's part in a meeting."""

    part_of = "event"
    natural_key_fields = ("event", "ngo")

    class Capacity(models.TextChoices):
        """How it took part."""

        PARTICIPANT = "participant", _("participant")
        SPEAKER = "speaker", _("speaker")
        OBSERVER = "observer", _("observer")
        CO_ORGANIZER = "co_organizer", _("co-organizer")

    event = models.ForeignKey(
        DialogueEvent, on_delete=models.CASCADE, related_name="participations", verbose_name=_("event")
    )
    ngo = models.ForeignKey(Ngo, on_delete=models.PROTECT, related_name="participations", verbose_name=_("NGO"))
    capacity = fields.CharField(_("capacity"), max_length=12, choices=Capacity, default=Capacity.PARTICIPANT)
    note = fields.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["event", "ngo__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="participation_is_recorded_once",
                fields=["event", "ngo"],
                violation_error_message=_("The NGO is on this event's list already."),
            ),
        ]
        triggers = [only_living_ngos("participation_is_of_a_living_ngo")]

    def __str__(self) -> str:
        return f"{self.ngo} · {self.event}"

    def clean(self) -> None:
        """Refuse a merged NGO."""
        super().clean()
        refuse_merged_ngo(self)
