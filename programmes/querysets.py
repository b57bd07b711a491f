"""Querysets of field offices and programmes."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from common.querysets import DatedQuerySet


class FieldOfficeQuerySet(DatedQuerySet):
    """IOM's offices."""

    is_public = True


class ProgrammeQuerySet(DatedQuerySet):
    """IOM's programmes, projects, campaigns and activities."""

    is_public = True

    search_in = ("search_text", "programme_offices__office__search_text")

    def published(self) -> Self:
        """Return the programmes that a visitor may see: what is only proposed waits for a reviewer."""
        return self.filter(is_proposed=False)

    def proposed(self) -> Self:
        """Return the programmes that an office proposed and no reviewer has accepted yet."""
        return self.filter(is_proposed=True)

    def proposed_for(self, partnership: Any) -> Self:
        """Return the programmes that were proposed with this partnership, and of which no other is part."""
        others = self._partnerships().filter(programme=OuterRef("pk")).exclude(pk=partnership.pk)
        return self.proposed().filter(~Exists(others), partnerships=partnership)

    def visible_to(self, user: Any) -> Self:
        """Return what the user may see: of what is only proposed, what belongs to a partnership that the user sees."""
        rows = super().visible_to(user)
        if not user.is_active or user.is_reviewer:
            return rows
        seen = self._partnerships().visible_to(user).filter(programme=OuterRef("pk"))
        return rows.filter(Q(is_proposed=False) | Exists(seen))

    def changeable_by(self, user: Any) -> Self:
        """Return what the user may change: reviewers all; registrars what they proposed with their own drafts."""
        if not user.is_active or user.is_reviewer:
            return super().changeable_by(user)
        if not user.registrar_offices | user.reviewer_offices:
            return self.none()
        drafts = self._partnerships().changeable_by(user).unfinished()
        return self.proposed().filter(Exists(drafts.filter(programme=OuterRef("pk"))))

    def with_approved_partners(self) -> Self:
        """Return the programmes in which some NGO has an approved part."""
        return self.filter(Exists(self._partnerships().approved().filter(programme=OuterRef("pk"))))

    def with_links(self) -> Self:
        """Fetch areas and offices along, in as many queries whatever the number of rows."""
        return self.prefetch_related("programme_areas__area", "programme_offices__office")

    def _partnerships(self) -> Any:
        # They are a higher room's, and are reached by the relation that room gives the programme.
        partnerships: Any = self.model._meta.get_field("partnerships").related_model
        return partnerships.objects.all()
