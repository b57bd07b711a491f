"""One NGO's part in IOM's work, and how it moves through review."""

from typing import Any, ClassVar

import pgtrigger
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity_areas.models import ActivityArea, PeopleServed, Service
from common import fields
from common.history import tracked
from common.models import DatedModel, NaturalKeyModel, Record
from ngos.matching import candidates, described
from ngos.merging import only_living_ngos, refuse_merged_ngo
from ngos.models import Ngo
from ngos.querysets import share_of
from partnerships.models.review import (
    MOVES,
    NotAllowedError,
    NotReadyError,
    ReviewStatus,
    UnansweredError,
    Verb,
    WrongStatusError,
    handed_over,
    review_moved,
)
from partnerships.querysets import OPEN_STATUSES, PartnershipQuerySet, ReviewEventQuerySet
from programmes.models import FieldOffice, Programme, Stage

TRANSITIONS = [(str(source), str(move.target)) for move in MOVES.values() for source in sorted(move.sources)]


@tracked(leave_out=("begun_with",))
class Partnership(Record, DatedModel):
    """One NGO's part in IOM's work, from first draft to last day."""

    class Mode(models.TextChoices):
        """How IOM and the NGO stand to each other in it (Council paper, paragraph 4)."""

        EQUAL_PARTNERS = "equal_partners", _("equal partners")
        COMPLEMENTARY = "complementary", _("complementary")
        COMPETING = "competing", _("competing")
        DIFFERENT_APPROACH = "different_approach", _("different approach")

    page = "partnership"
    edit_page = "partnership-edit"

    code = fields.CodeField(prefix="PTN")
    ngo = models.ForeignKey(Ngo, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("NGO"))
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("programme"),
    )
    office = models.ForeignKey(
        FieldOffice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("lead office"),
    )
    countries = fields.CountriesField(_("countries"))
    places = fields.PlacesField(_("places"), help_text=_("As printed, with commas between: Umbria, Maslakh."))
    areas: models.ManyToManyField = models.ManyToManyField(
        ActivityArea,
        through="PartnershipArea",
        related_name="partnerships",
        verbose_name=_("areas of activity"),
    )
    services: models.ManyToManyField = models.ManyToManyField(
        Service, through="PartnershipService", related_name="partnerships", verbose_name=_("services")
    )
    people_served: models.ManyToManyField = models.ManyToManyField(
        PeopleServed,
        through="PartnershipPeople",
        related_name="partnerships",
        verbose_name=_("people served"),
    )
    mode = fields.CharField(_("mode"), max_length=18, choices=Mode, blank=True)
    stage = fields.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.NOT_STATED)
    summary = fields.TextField(_("summary"), blank=True, help_text=_("What they do together, in our own words."))
    review_status = fields.CharField(
        _("review status"),
        max_length=9,
        choices=ReviewStatus,
        default=ReviewStatus.DRAFT,
        editable=False,
    )
    evidence = fields.TextField(
        _("evidence in words"),
        max_length=2000,
        blank=True,
        help_text=_("How the office knows of it, for the reviewer: a letter, a visit, a report."),
    )
    held_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_partnerships",
        verbose_name=_("in the hands of"),
        help_text=_("The colleague who answers for it in its office."),
        editable=False,
    )
    begun_with = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text=_("The form with which it was begun: sent twice, it begins one partnership."),
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmed_partnerships",
        verbose_name=_("confirmed by"),
        editable=False,
    )
    search_text = fields.folded("code", "summary")

    objects: ClassVar = PartnershipQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["-code", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(
                name="partnership_says_where_it_is",
                condition=Q(programme__isnull=False) | Q(office__isnull=False) | ~Q(countries=[]) | ~Q(places=[]),
                violation_error_message=_("Name at least a programme, an office, a country or a place."),
            ),
            models.CheckConstraint(
                name="partnership_is_confirmed_by_somebody_on_a_day",
                condition=Q(confirmed_on=None, confirmed_by=None)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("Say who confirmed the record, and on which day."),
            ),
        ]
        indexes = [
            models.Index(share_of("ngo"), name="partnership_share_of_its_ngo"),
            models.Index(name="partnership_submitted", fields=["office"], condition=Q(review_status="submitted")),
        ]
        triggers = [
            only_living_ngos("partnership_is_of_a_living_ngo"),
            pgtrigger.FSM(name="partnership_moves_only_by_verbs", field="review_status", transitions=TRANSITIONS),
            pgtrigger.Protect(
                name="partnership_once_approved_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(
                    f"OLD.review_status IN ({', '.join(repr(str(status)) for status in OPEN_STATUSES)})"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.ngo}"

    def clean(self) -> None:
        """Refuse a merged NGO."""
        super().clean()
        refuse_merged_ngo(self)

    def submit(self, *, by: User, words: str = "") -> None:
        """Hand this draft to the reviewers; whoever does so answers for it."""
        self._move(Verb.SUBMIT, by, words)

    @transaction.atomic
    def approve(self, *, by: User, words: str = "") -> None:
        """Make this partnership known to every reader, with the NGO and the programme that were proposed for it.

        Whoever submitted it may not.
        """
        self._move(Verb.APPROVE, by, words)
        self._confirm(by)
        self.ngo.accept()
        if self.programme is not None:
            self.programme.accept()
        self.agreements.accept()

    def return_(self, *, by: User, words: str) -> None:
        """Give this partnership back to its office, saying what to change."""
        self._move(Verb.RETURN, by, words)

    def reject(self, *, by: User, words: str) -> None:
        """Refuse this partnership for good, saying why."""
        self._move(Verb.REJECT, by, words)

    def withdraw(self, *, by: User, words: str = "") -> None:
        """Take this partnership out of review."""
        self._move(Verb.WITHDRAW, by, words)

    def suspend(self, *, by: User, words: str) -> None:
        """Take this partnership's approval away for the time being, saying why."""
        self._move(Verb.SUSPEND, by, words)

    def resume(self, *, by: User, words: str = "") -> None:
        """Give this partnership its approval back."""
        self._move(Verb.RESUME, by, words)

    @transaction.atomic
    def confirm(self, *, by: User) -> None:
        """Note that somebody of its office, or a reviewer, says that the record is still true."""
        self.refresh_from_db(from_queryset=Partnership.objects.select_for_update())
        if not Partnership.objects.confirmable_by(by).filter(pk=self.pk).exists():
            raise NotAllowedError(_("Only its office and the reviewers confirm that an approved record is still true."))
        self._confirm(by)

    @transaction.atomic
    def hand_over(self, *, to: User, by: User) -> None:
        """Put this draft into the hands of a colleague who may go on with it."""
        self.refresh_from_db(from_queryset=Partnership.objects.select_for_update())
        if not Partnership.objects.changeable_by(by).unfinished().filter(pk=self.pk).exists():
            raise NotAllowedError(_("Only drafts and what was returned are handed over, by those who may change them."))
        if not Partnership.objects.changeable_by(to).filter(pk=self.pk).exists():
            raise NotAllowedError(_("%(colleague)s may not change what this office registers.") % {"colleague": to})
        self.held_by = to
        self.save(update_fields=["held_by", "updated_at"])
        handed_over.send(sender=Partnership, partnership=self, to=to, by=by)

    def apply(self, verb: Verb, *, by: User, words: str = "") -> None:
        """Do what the verb says, for callers that hold it as data."""
        getattr(self, "return_" if verb == Verb.RETURN else str(verb))(by=by, words=words)

    def open_verbs(self, user: Any) -> list[Verb]:
        """Return the verbs that this user may apply now, in the order of the review."""
        rows = Partnership.objects.filter(pk=self.pk)
        return [
            verb
            for verb, move in MOVES.items()
            if self.review_status in move.sources and rows.open_to(user, verb).exists()
        ]

    @transaction.atomic
    def _move(self, verb: Verb, by: User, words: str) -> None:
        """Lock, check, save, and record who moved it and with what words."""
        self.refresh_from_db(from_queryset=Partnership.objects.select_for_update())
        source, move = self.review_status, MOVES[verb]
        if source not in move.sources:
            raise WrongStatusError(
                _("%(code)s is “%(status)s”: it cannot be moved by “%(verb)s”.")
                % {"code": self.code, "status": self.get_review_status_display(), "verb": verb.label}
            )
        if not Partnership.objects.filter(pk=self.pk).open_to(by, verb).exists():
            raise NotAllowedError(
                _("You may not apply “%(verb)s” to %(code)s; whoever submits does not approve.")
                % {"code": self.code, "verb": verb.label}
            )
        self._check_ready(verb, words)
        self.review_status = move.target
        if verb == Verb.SUBMIT:
            self.held_by = by
        self.save(update_fields=["review_status", "held_by", "updated_at"])
        event = ReviewEvent.objects.create(
            partnership=self, verb=verb, from_status=source, to_status=move.target, by=by, words=words.strip()
        )
        review_moved.send(sender=Partnership, event=event)

    def _confirm(self, by: User) -> None:
        self.confirmed_on, self.confirmed_by = timezone.localdate(), by
        self.save(update_fields=["confirmed_on", "confirmed_by", "updated_at"])

    def _check_ready(self, verb: Verb, words: str) -> None:
        if MOVES[verb].needs_words and not words.strip():
            raise NotReadyError(_("Say why, in a sentence, so that the office knows what to do."))
        if verb == Verb.SUBMIT:
            missing = [
                str(name)
                for name, rows in (
                    (_("a role"), self.roles),
                    (_("an area of activity"), self.partnership_areas),
                )
                if not rows.exists()
            ]
            if missing:
                raise NotReadyError(_("Before it can be submitted, add %(what)s.") % {"what": ", ".join(missing)})
            self._check_told_apart()

    def _check_told_apart(self) -> None:
        """Refuse a proposed NGO that may be one of the registry; of two that are proposed at once, one is seen."""
        if self.ngo.status != Ngo.Status.PROPOSED:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ngo_proposals'))")
        if alike := candidates(described(self.ngo)):
            told = _("First say whether %(ngo)s is the same as %(others)s.")
            others = ", ".join(f"{candidate.ngo} ({candidate.ngo.code})" for candidate in alike)
            raise UnansweredError(told % {"ngo": self.ngo, "others": others})


@tracked()
class ReviewEvent(NaturalKeyModel):
    """One move of a review: which verb, by whom, when, in what words; nobody changes it afterwards."""

    part_of = "partnership"
    is_final = True
    natural_key_fields = ("partnership", "at", "verb")

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="review_events", verbose_name=_("partnership")
    )
    verb = fields.CharField(_("verb"), max_length=8, choices=Verb)
    from_status = fields.CharField(_("from"), max_length=9, choices=ReviewStatus)
    to_status = fields.CharField(_("to"), max_length=9, choices=ReviewStatus)
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_events",
        verbose_name=_("by"),
        help_text=_("Nobody, where the source itself stands for the approval."),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    words = fields.TextField(_("words"), blank=True)

    objects: ClassVar = ReviewEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("review event")
        verbose_name_plural = _("review events")
        ordering = ["partnership", "at", "pk"]
        triggers = [
            pgtrigger.ReadOnly(name="reviewevent_is_never_changed"),
            pgtrigger.Protect(name="reviewevent_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}, {self.at:%Y-%m-%d}"
