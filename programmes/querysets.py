"""Querysets of field offices and programmes."""

from typing import Self

from common.querysets import DatedQuerySet


class FieldOfficeQuerySet(DatedQuerySet):
    """IOM's offices."""


class ProgrammeQuerySet(DatedQuerySet):
    """IOM's programmes, projects, campaigns and activities."""

    search_in = ("search_text", "programme_offices__office__search_text")

    def with_links(self) -> Self:
        """Fetch areas and offices along, in as many queries whatever the number of rows."""
        return self.prefetch_related("programme_areas__area", "programme_offices__office")
