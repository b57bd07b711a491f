"""Querysets of organizations and of what belongs to them."""

from datetime import date
from typing import Any, Self

from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, Prefetch, Q, SmallIntegerField
from django.db.models.functions import Cast, Length

from common.querysets import DatedQuerySet, RecordQuerySet
from ngos.search import Kind, Understood, understood

MILLION = 1_000_000
# The order of what a search finds, over the columns of `with_match`.
BEST_MATCH_FIRST = ("-best", "length", "sort_key", "pk")
# Into so many shares all NGOs fall, evenly and for good; some of them stand for all where counting all takes long.
SHARES = 64


def share_of(path: str) -> Func:
    """Return the share, from 0, into which the NGO at the end of the path falls."""
    return Func(F(path), function="share_of", output_field=SmallIntegerField())


class NgoQuerySet(RecordQuerySet):
    """Non-governmental organizations."""

    is_public = True

    def search(self, text: str) -> Self:
        """Return the NGOs that are found by the text, forgivingly (see `ngos/search.py`); PostgreSQL is asked once."""
        return self.found_by(understood(text, using=self.db))

    def found_by(self, asked: Understood) -> Self:
        """Return the NGOs that a text finds, as it was understood."""
        if asked.kind == Kind.EVERYTHING:
            return self
        return self.none() if asked.kind == Kind.NOTHING else self.filter(asked.is_found("words__vector"))

    def with_match(self, asked: Understood) -> Self:
        """Add to each NGO how well it answers, as `best`, and how long its name is, as `length`.

        The first is a whole number, which a cursor can hold without loss.
        """
        best = Cast(asked.score("words__vector") * MILLION, BigIntegerField())
        return self.annotate(best=best, length=Length("name"))

    def best_match_first(self, asked: Understood) -> Self:
        """Order by how well they answer, shorter names first among equals; by name where nothing was asked."""
        return self.with_match(asked).order_by(*BEST_MATCH_FIRST) if asked.query else self.order_by("sort_key", "pk")

    def changeable_by(self, user: Any) -> Self:
        """Return what the user may change: reviewers all; others what their own offices work with."""
        if not user.is_active or user.is_reviewer:
            return super().changeable_by(user)
        offices = user.registrar_offices | user.reviewer_offices
        if not offices:
            return self.none()
        partnerships = self.model._meta.get_field("partnerships").related_model._default_manager
        return self.filter(pk__in=partnerships.tying(offices).values("ngo"))

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may add an NGO: whoever works for an office too, as a proposed one."""
        return bool(user.is_active and (user.is_reviewer or user.registrar_offices or user.reviewer_offices))

    def published(self) -> Self:
        """Return the NGOs that a visitor may see: what is only proposed waits for a reviewer."""
        return self.exclude(status=self.model.Status.PROPOSED)

    def proposed(self) -> Self:
        """Return the NGOs that an office proposed and no reviewer has accepted yet."""
        return self.filter(status=self.model.Status.PROPOSED)

    def offered(self) -> Self:
        """Return the NGOs that a new record may still name."""
        return self.living()

    def living(self) -> Self:
        """Return the NGOs that were not merged into another."""
        return self.exclude(status=self.model.Status.MERGED)

    def observer(self, on: date) -> Self:
        """Return the NGOs that are observers on the day."""
        return self.filter(self._is_observer(on))

    def with_standing(self, on: date) -> Self:
        """Add to each NGO whether it is an observer on the day, as `is_observer`."""
        return self.annotate(is_observer=self._is_observer(on))

    def _is_observer(self, on: date) -> Any:
        """Say when an NGO is an observer: granted or renewed for the day, not withdrawn since, not suspended on it."""
        decisions = self.model._meta.get_field("observer_decisions").related_model._default_manager
        return Exists(decisions.giving_status(on).filter(ngo=OuterRef("pk"))) & ~Exists(
            decisions.suspending(on).filter(ngo=OuterRef("pk"))
        )

    def with_names(self) -> Self:
        """Fetch the other names and identifiers along."""
        return self.prefetch_related("names", "identifiers")


class NgoMergeQuerySet(RecordQuerySet):
    """Merges of one record into another."""

    def running(self) -> Self:
        """Return the merges that were not undone."""
        return self.filter(undone_at=None)

    def with_name(self) -> Self:
        """Fetch both records along."""
        return self.select_related("merged", "survivor")


class DistinctionQuerySet(RecordQuerySet):
    """Answers that two NGOs are not the same."""

    def of(self, ngo: Any) -> Self:
        """Return those that name the NGO, on whichever side."""
        return self.filter(Q(ngo=ngo) | Q(other=ngo))

    def between(self, one: Any, other: Any) -> Self:
        """Return the one that tells these two apart, whichever was named first."""
        return self.filter(Q(ngo=one, other=other) | Q(ngo=other, other=one))

    def with_name(self) -> Self:
        """Fetch both NGOs along."""
        return self.select_related("ngo", "other")


class ObserverDecisionQuerySet(RecordQuerySet):
    """Decisions on observer status."""

    is_public = True
    search_in = (
        "search_text",
        "ngo__search_text",
        "ngo__names__search_text",
        "ngo__merged_records__search_text",
        "ngo__merged_records__names__search_text",
    )

    def covering(self, on: date) -> Self:
        """Return the decisions in effect on the day."""
        return self.filter(Q(effective_until=None) | Q(effective_until__gte=on), effective_from__lte=on)

    def giving_status(self, on: date) -> Self:
        """Return the grants and renewals in effect on the day that no withdrawal has ended since."""
        kinds = self.model.Kind
        withdrawn = self.model._default_manager.filter(
            ngo=OuterRef("ngo"),
            kind=kinds.WITHDRAWN,
            effective_from__gte=OuterRef("effective_from"),
            effective_from__lte=on,
        )
        return self.covering(on).filter(~Exists(withdrawn), kind__in=[kinds.GRANTED, kinds.RENEWED])

    def suspending(self, on: date) -> Self:
        """Return the suspensions in effect on the day."""
        return self.covering(on).filter(kind=self.model.Kind.SUSPENDED)


class ContactQuerySet(RecordQuerySet):
    """Persons at an NGO: personal data, for those who may change the NGO."""

    def visible_to(self, user: Any) -> Self:
        """Return the contacts of the NGOs that the user may change."""
        ngos = self.model._meta.get_field("ngo").related_model._default_manager
        return self.filter(ngo__in=ngos.changeable_by(user).values("pk"))


class FocalPersonQuerySet(RecordQuerySet):
    """Colleagues who look after NGOs."""

    def visible_to(self, user: Any) -> Self:
        """Return the focal persons, whom only staff see."""
        return self if user.is_active else self.none()

    def in_charge(self, on: date) -> Self:
        """Return those who look after their NGO on the day and may still sign in."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True)


class JournalNoteQuerySet(RecordQuerySet):
    """What colleagues noted down about NGOs."""

    def visible_to(self, user: Any) -> Self:
        """Return the notes, which only staff see."""
        return self if user.is_active else self.none()

    def changeable_by(self, user: Any) -> Self:
        """Return the notes that the user wrote: nobody rewrites a colleague's words."""
        return self.filter(by=user.pk) if user.is_active else self.none()

    def deletable_by(self, user: Any) -> Self:
        """Return the notes that the user may take out: the own ones, and for administrators all."""
        return self if user.is_superuser else self.changeable_by(user)

    def addable_by(self, user: Any) -> bool:
        """Say whether the user may note something down: whoever holds a duty of writing."""
        return bool(user.is_active and (user.is_reviewer or user.registrar_offices or user.reviewer_offices))


class DialogueEventQuerySet(DatedQuerySet):
    """Meetings at which IOM and NGOs talk."""

    search_in = ("search_text", "forum__search_text")

    def with_ngos(self) -> Self:
        """Fetch the forum and the NGOs that took part along."""
        participations: Any = self.model._meta.get_field("participations").related_model
        return self.select_related("forum").prefetch_related(
            Prefetch("participations", participations._default_manager.select_related("ngo"))
        )
