"""What the search over organizations looks into; PostgreSQL keeps it, by the triggers of `ngos/search.py`."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func

from common import fields
from ngos.models.ngo import Ngo


class NgoWords(models.Model):
    """All words under which an NGO is found: its names, numbers and code, and the titles of its programmes."""

    is_derived = True

    ngo = models.OneToOneField(Ngo, on_delete=models.CASCADE, primary_key=True, related_name="words")
    vector: Any = SearchVectorField()

    class Meta:
        indexes = [GinIndex(name="ngowords_vector", fields=["vector"], fastupdate=False)]

    def __str__(self) -> str:
        return str(self.ngo)


class KnownWord(models.Model):
    """One word that occurs in some NGO's words, by which a misspelt one is understood.

    A word may stand here twice, and may stay when the last NGO that had it is gone: neither does harm, and
    so no two writers ever wait for each other.
    """

    is_derived = True

    word = fields.CharField(max_length=120)
    # How the word sounds: its consonants, alike ones as one (function `sound`).
    sound: Any = models.GeneratedField(
        expression=Func(F("word"), function="sound", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        indexes = [
            models.Index(name="knownword_word", fields=["word"]),
            models.Index(name="knownword_sound", fields=["sound"]),
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="knownword_trigrams"),
        ]

    def __str__(self) -> str:
        return self.word
