"""What the directory counts by; PostgreSQL keeps it, by the triggers of `partnerships/entries.py`."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ngos.models import Ngo
from ngos.querysets import share_of
from partnerships.models.partnership import Partnership
from partnerships.querysets import DirectoryEntryQuerySet


class DirectoryEntry(models.Model):
    """An approved partnership in one row: its NGO, its days, and a tag for each value by which it is counted.

    A tag names a facet and a value: `area:4` an area by its id, `role:donor` a role.
    """

    is_derived = True

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, primary_key=True, related_name="directory_entry"
    )
    ngo = models.ForeignKey(Ngo, on_delete=models.CASCADE, related_name="directory_entries")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    certainly_begun_by = models.DateField(null=True)
    certainly_ends_from = models.DateField(null=True)
    tags: Any = ArrayField(models.TextField())

    objects: ClassVar = DirectoryEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(name="directoryentry_tags", fields=["tags"], fastupdate=False),
            models.Index(share_of("ngo"), name="directoryentry_share"),
            models.Index(name="directoryentry_last_day", fields=["last_day"]),
        ]

    def __str__(self) -> str:
        return str(self.partnership_id)
