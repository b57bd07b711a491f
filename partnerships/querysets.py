"""Querysets of partnerships and of what stands beside them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import BigIntegerField, Case, Exists, F, Func, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.querysets import DatedQuerySet, RecordQuerySet, Unnest
from partnerships.models.review import AUTHORS_VERBS, MOVES, ReviewStatus, Verb

# What every signed-in user may see; the rest is its office's and the reviewers'.
OPEN_STATUSES = [ReviewStatus.APPROVED, ReviewStatus.SUSPENDED]
# What its own office may still change.
UNFINISHED_STATUSES = [ReviewStatus.DRAFT, ReviewStatus.RETURNED]
# What may yet be approved.
IN_REVIEW_STATUSES = [*UNFINISHED_STATUSES, ReviewStatus.SUBMITTED]

# The office that leads a partnership, and each that runs its programme: the offices that the lists filter by.
EITHER_OFFICE = Unnest(
    Func(F("office"), F("programme__programme_offices__office"), template="ARRAY[%(expressions)s]"),
    output_field=BigIntegerField(),
)


class PartnershipQuerySet(DatedQuerySet):
    """Partnerships between IOM and one NGO each."""

    is_public = True
    search_in = (
        "search_text",
        "ngo__search_text",
        "ngo__names__search_text",
        "ngo__merged_records__search_text",
        "ngo__merged_records__names__search_text",
        "programme__search_text",
        "office__search_text",
    )

    def visible_to(self, user: Any) -> Self:
        """Return what the user may see: approved ones, and drafts and reviews of the own offices."""
        if not user.is_active or user.is_reviewer:
            return super().visible_to(user)
        return self.filter(
            Q(review_status__in=OPEN_STATUSES) | Q(office__in=user.registrar_offices | user.reviewer_offices)
        )

    def published(self) -> Self:
        """Return the partnerships that a visitor may see."""
        return self.approved()

    def changeable_by(self, user: Any) -> Self:
        """Return what the user may change: reviewers all of theirs, registrars what is not yet submitted."""
        if not user.is_active:
            return self.none()
        if user.is_reviewer:
            return self
        if not user.registrar_offices | user.reviewer_offices:
            return self.none()
        return self.filter(
            Q(office__in=user.reviewer_offices)
            | Q(office__in=user.registrar_offices, review_status__in=UNFINISHED_STATUSES)
        )

    def deletable_by(self, user: Any) -> Self:
        """Return what the user may delete: drafts that were never submitted, of those who may change them."""
        return self.changeable_by(user).filter(review_status=ReviewStatus.DRAFT, review_events=None)

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may draft a partnership: reviewers, and registrars for their offices."""
        return bool(user.is_active and (user.is_reviewer or user.registrar_offices or user.reviewer_offices))

    def tying(self, offices: set[int]) -> Self:
        """Return the partnerships by which the offices may change the NGO.

        They are the approved ones; for an NGO that is itself only proposed, the one it was proposed with as well, or
        the next that is under way: whoever merely uses what another office proposed reads it as others do.
        """
        over = [ReviewStatus.REJECTED, ReviewStatus.WITHDRAWN]
        of_it = self.model._default_manager.filter(ngo=OuterRef("ngo"), created_at__gte=OuterRef("ngo__created_at"))
        first = of_it.exclude(review_status__in=over).order_by("pk").values("pk")[:1]
        proposing = Q(ngo__status="proposed", pk=Subquery(first))
        return self.filter(Q(review_status__in=OPEN_STATUSES) | proposing, office__in=offices)

    def approved(self) -> Self:
        """Return what was approved and is not suspended."""
        return self.filter(review_status=ReviewStatus.APPROVED)

    def in_review(self) -> Self:
        """Return what may yet be approved: drafts, and what is submitted or returned."""
        return self.filter(review_status__in=IN_REVIEW_STATUSES)

    def unfinished(self) -> Self:
        """Return what its office still works on: drafts, and what was returned."""
        return self.filter(review_status__in=UNFINISHED_STATUSES)

    def proposable_by(self, user: Any) -> Self:
        """Return the approved partnerships to which the user may propose changes: those of the own offices."""
        return self.approved().filter(office__in=user.registrar_offices) if user.is_active else self.none()

    def confirmable_by(self, user: Any) -> Self:
        """Return the approved partnerships of which the user may say that they are still true."""
        return self.approved().followed_by(user)

    def unconfirmed_since(self, day: date) -> Self:
        """Return what nobody has confirmed on the day or later."""
        return self.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=day))

    def followed_by(self, user: Any) -> Self:
        """Return the partnerships whose review the user may read: reviewers all, others those of the own offices."""
        if not user.is_active:
            return self.none()
        return self if user.is_reviewer else self.filter(office__in=user.registrar_offices | user.reviewer_offices)

    def not_submitted_by(self, user: Any) -> Self:
        """Return the partnerships that somebody else submitted: whoever submits does not approve."""
        return self.exclude(pk__in=self._events().submissions().filter(by=user.pk).order_by().values("partnership"))

    def awaiting_review_by(self, user: Any) -> Self:
        """Return what waits for this reviewer: submitted, by somebody else, in the reviewer's offices."""
        if not user.is_active:
            return self.none()
        rows = self.filter(review_status=ReviewStatus.SUBMITTED).not_submitted_by(user)
        return rows if user.is_reviewer else rows.filter(office__in=user.reviewer_offices)

    def submitted_by(self, user: Any) -> Self:
        """Return what is under review and was submitted by the user, so that somebody else approves it."""
        under_review = self.filter(review_status=ReviewStatus.SUBMITTED)
        return under_review.exclude(pk__in=under_review.not_submitted_by(user).values("pk"))

    def queued_for(self, user: Any) -> Self:
        """Return what waits for this reviewer: what was submitted, and what an office proposes to change."""
        proposals = self._proposals().awaiting_answer_by(user).order_by().values("partnership")
        submitted = self.model._default_manager.awaiting_review_by(user).order_by().values("pk")
        return self.filter(pk__in=submitted.union(proposals, all=True))

    def with_waiting_since(self) -> Self:
        """Add since when each waits for a reviewer, as `waiting_since`: submitted, or changes to it proposed."""
        submissions = self._events().submissions().filter(partnership=OuterRef("pk")).order_by("-at")
        proposed = self._proposals().waiting().filter(partnership=OuterRef("pk")).order_by()
        submitted_at = Case(When(review_status=ReviewStatus.SUBMITTED, then=Subquery(submissions.values("at")[:1])))
        return self.annotate(waiting_since=Coalesce(submitted_at, Subquery(proposed.values("at")[:1]), "created_at"))

    def overdue(self, before: datetime, days: int) -> Self:
        """Return what was submitted before the time, and was not answered nor brought to mind after so many days."""
        reminders = self._events().model._meta.get_field("reminders").related_model._default_manager
        of_this = reminders.filter(
            event__partnership=OuterRef("pk"), event__at__gte=OuterRef("waiting_since"), days=days
        )
        late = self.filter(review_status=ReviewStatus.SUBMITTED).with_waiting_since()
        return late.filter(~Exists(of_this), waiting_since__lte=before)

    def with_waiting(self) -> Self:
        """Fetch along what a queue shows of each: its parties, who submitted it, and the proposal that waits."""
        submissions = self._events().submissions().select_related("by")
        return self.with_parties().prefetch_related(
            "programme__programme_offices__office",
            Prefetch("review_events", submissions, to_attr="submissions"),
            Prefetch("proposals", self._proposals().waiting().select_related("by"), to_attr="waiting_proposals"),
        )

    def awaiting_changes_by(self, user: Any) -> Self:
        """Return what waits for this registrar: drafts and returned ones of the own offices."""
        return self.filter(review_status__in=UNFINISHED_STATUSES, office__in=user.registrar_offices)

    def open_to(self, user: Any, verb: Verb) -> Self:
        """Return the partnerships to which the user may now apply the verb."""
        rows = self.filter(review_status__in=MOVES[verb].sources)
        if not user.is_active:
            return self.none()
        if verb in AUTHORS_VERBS:
            return rows if user.is_reviewer else rows.filter(office__in=user.registrar_offices | user.reviewer_offices)
        if verb == Verb.APPROVE:
            rows = rows.not_submitted_by(user)
        return rows if user.is_reviewer else rows.filter(office__in=user.reviewer_offices)

    def with_name(self) -> Self:
        """Fetch the NGO along."""
        return self.select_related("ngo")

    def with_parties(self) -> Self:
        """Fetch NGO, programme, office, roles and areas along, in as many queries whatever the number of rows."""
        return self.select_related("ngo", "programme", "office").prefetch_related("roles", "partnership_areas__area")

    def with_everything(self) -> Self:
        """Fetch along all that a record shows of itself, in as many queries whatever the number of rows."""
        documents = self.model._meta.get_field("citations").related_model._default_manager.select_related("document")
        return self.with_parties().prefetch_related(
            "partnership_services__service",
            "partnership_people__people",
            "programme__programme_areas__area",
            "programme__programme_offices__office",
            "ngo__names",
            Prefetch("citations", documents),
        )

    def _events(self) -> Any:
        return self.model._meta.get_field("review_events").related_model._default_manager

    def _proposals(self) -> Any:
        return self.model._meta.get_field("proposals").related_model._default_manager


class DirectoryEntryQuerySet(DatedQuerySet):
    """Approved partnerships as the directory counts them, the same for every reader."""

    is_public = True

    def tagged(self, facet: str, keys: Iterable[Any]) -> Self:
        """Return the entries that have one of the values in the facet."""
        return self.filter(tags__overlap=[f"{facet}:{key}" for key in keys])


class BesideQuerySet(RecordQuerySet):
    """Unnamed partners and other participants: part of a programme, seen by whoever sees it."""

    is_public = True

    search_in = ("search_text", "programme__search_text")

    def with_programme(self) -> Self:
        """Fetch the programme with its areas and offices, and the cited document, along."""
        return self.select_related("programme", "document").prefetch_related(
            "programme__programme_areas__area", "programme__programme_offices__office"
        )


class MistakeReportQuerySet(RecordQuerySet):
    """Mistakes that readers reported."""

    search_in = (
        "ngo__search_text",
        "partnership__search_text",
        "programme__search_text",
        "office__search_text",
        "area__search_text",
    )

    def visible_to(self, user: Any) -> Self:
        """Return what the user may see: reviewers all, others what they reported themselves."""
        if not user.is_active:
            return self.none()
        return self if user.is_reviewer else self.filter(by=user.pk)

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may report mistakes: whoever may sign in."""
        return bool(user.is_active)

    def waiting(self) -> Self:
        """Return the reports that nobody has settled."""
        return self.filter(settled_at=None)

    def settled(self) -> Self:
        """Return the reports that were given an answer."""
        return self.exclude(settled_at=None)

    def with_record(self) -> Self:
        """Fetch the records that the reports are about, and who reported, along."""
        return self.select_related("ngo", "partnership__ngo", "programme", "office", "area", "by", "settled_by")


class AgreementPartnershipQuerySet(RecordQuerySet):
    """Partnerships under agreements."""

    def visible_to(self, user: Any) -> Self:
        """Return the links to partnerships that the user may see."""
        partnerships = self.model._meta.get_field("partnership").related_model._default_manager
        return self.filter(partnership__in=partnerships.visible_to(user))


class AgreementQuerySet(DatedQuerySet):
    """Agreements under which partnerships run."""

    def visible_to(self, user: Any) -> Self:
        """Return the agreements the user may see: not those that belong to what others have under review alone."""
        rows = super().visible_to(user)
        if not user.is_active or user.is_reviewer:
            return rows
        links = self._links()
        seen = links.filter(partnership__in=self._partnerships().visible_to(user))
        return rows.filter(Exists(seen) | ~Exists(links))

    def changeable_by(self, user: Any) -> Self:
        """Return what the user may change: reviewers all; registrars those written for their own drafts alone."""
        if not user.is_active or user.is_reviewer:
            return super().changeable_by(user)
        if not user.registrar_offices | user.reviewer_offices:
            return self.none()
        return self._written_for(self._partnerships().changeable_by(user).unfinished())

    def written_for(self, partnership: Any) -> Self:
        """Return the agreements that were proposed with this partnership, and under which no other runs."""
        return self._written_for(self._partnerships().filter(pk=partnership.pk))

    def _written_for(self, partnerships: Any) -> Self:
        links = self._links()
        own, others = links.filter(partnership__in=partnerships), links.exclude(partnership__in=partnerships)
        return self.filter(Exists(own), ~Exists(others), is_proposed=True)

    def accept(self) -> None:
        """Make proposed agreements ones of the registry."""
        self.filter(is_proposed=True).update(is_proposed=False, updated_at=timezone.now())

    def _links(self) -> Any:
        links = self.model._meta.get_field("agreement_partnerships").related_model._base_manager
        return links.filter(agreement=OuterRef("pk"))

    def _partnerships(self) -> Any:
        return self.model._meta.get_field("partnerships").related_model._default_manager


class PartnershipDocumentQuerySet(RecordQuerySet):
    """Files that came with partnerships."""

    def visible_to(self, user: Any) -> Self:
        """Return the files of what the user follows: they may hold personal data."""
        return self.filter(partnership__in=self._partnerships().followed_by(user))

    def changeable_by(self, user: Any) -> Self:
        """Return nothing: another file is another document."""
        return self.none()

    def deletable_by(self, user: Any) -> Self:
        """Return the files of what the user may still change."""
        return self.filter(partnership__in=self._partnerships().changeable_by(user))

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may add files: whoever may register."""
        return bool(self._partnerships().get_queryset().addable_by(user))

    def _partnerships(self) -> Any:
        return self.model._meta.get_field("partnership").related_model._default_manager


class ReviewEventQuerySet(RecordQuerySet):
    """Moves of reviews."""

    def submissions(self) -> Self:
        """Return the moves by which something was handed to reviewers, the earliest first."""
        return self.filter(verb=Verb.SUBMIT).order_by("at", "pk")

    def returns(self) -> Self:
        """Return the moves by which something was given back to its office, the earliest first."""
        return self.filter(verb=Verb.RETURN).order_by("at", "pk")


class ChangeProposalQuerySet(models.QuerySet):
    """Changes that offices propose."""

    def visible_to(self, user: Any) -> Self:
        """Return the proposals on what the user follows."""
        partnerships = self.model._meta.get_field("partnership").related_model._default_manager
        return self.filter(partnership__in=partnerships.followed_by(user))

    def changeable_by(self, user: Any) -> Self:
        """Return nothing: a proposal is answered by verbs."""
        return self.none()

    deletable_by = changeable_by

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may propose changes: whoever works for an office."""
        return bool(user.is_active and (user.is_reviewer or user.registrar_offices or user.reviewer_offices))

    def waiting(self) -> Self:
        """Return the proposals that nobody has answered."""
        return self.filter(status=self.model.Status.WAITING)

    def overdue(self, before: datetime, days: int) -> Self:
        """Return what was proposed before the time, and was not answered nor brought to mind after so many days."""
        return self.waiting().filter(at__lte=before).exclude(reminders__days=days)

    def withdrawable_by(self, user: Any) -> Self:
        """Return the waiting proposals that the user may take back: those of the own offices."""
        if not user.is_active:
            return self.none()
        return self.waiting().filter(Q(by=user.pk) | Q(partnership__office__in=user.registrar_offices))

    def awaiting_answer_by(self, user: Any) -> Self:
        """Return the proposals that wait for this reviewer: somebody else's, in the reviewer's offices."""
        if not user.is_active:
            return self.none()
        rows = self.waiting().exclude(by=user.pk)
        return rows if user.is_reviewer else rows.filter(partnership__office__in=user.reviewer_offices)

    def with_record(self) -> Self:
        """Fetch the partnership with its names, and who proposed and answered, along."""
        return self.select_related(
            "partnership__ngo", "partnership__office", "partnership__programme", "by", "answered_by"
        )
