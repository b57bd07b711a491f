"""`manage.py loaddata`: a bad row is answered with file, row and field, and nothing is written."""

import json
import os
from collections.abc import Callable
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import MultipleObjectsReturned, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import DatabaseError

from common.constraints import message_of
from config.fixture_rows import FixtureRow, Loaded, in_words


class DatesAsTextLoader(yaml.CSafeLoader):
    """Reads YAML, but leaves dates for their fields to judge."""

    yaml_implicit_resolvers = {
        letter: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:timestamp"]
        for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


READERS: dict[str, Callable[[bytes], Any]] = {
    "json": json.loads,
    "yaml": lambda content: yaml.load(content, Loader=DatesAsTextLoader),  # noqa: S506
}


class Command(loaddata.Command):
    """Django's command, which here judges each row; a row may refer to those before it, not to later ones."""

    def find_fixtures(self, fixture_label: str) -> Any:
        """Find the files of a fixture, or say which fixtures there are."""
        try:
            return super().find_fixtures(fixture_label)
        except CommandError as error:
            names = sorted(path.stem for folder in settings.FIXTURE_DIRS for path in folder.glob("*.yaml"))
            raise CommandError(f"{error} Give a path, or one of these names: {', '.join(names)}.") from error

    def load_label(self, fixture_label: str) -> None:
        """Load the files of a fixture, row by row."""
        if self.ignore:
            raise CommandError("Nothing in a row is ignored: leave --ignorenonexistent out.")
        loaded = Loaded(self.using)
        for path, _, _ in self.find_fixtures(fixture_label):
            file = min(path, os.path.relpath(path), key=len)
            places: dict[str, str] = {}
            for number, content in enumerate(self.read(path, file), 1):
                self.load_row(FixtureRow(content, loaded), f"{file}, row {number}", places)
                self.fixture_object_count += 1
            self.fixture_count += 1

    def read(self, path: str, file: str) -> list[Any]:
        """Return the rows of a file, or name the line that cannot be read."""
        _, form, packing = self.parse_name(os.path.basename(path))
        if form not in READERS:
            raise CommandError(f"{file}: write the rows as YAML or JSON.")
        how: Any = self.compression_formats[packing]  # two parts, of which the stubs know one
        opened, mode = how
        with opened(path, mode) as stream:
            content = stream.read()
        content = content.encode() if isinstance(content, str) else content
        try:
            rows = READERS[form](content)
        except (yaml.YAMLError, ValueError) as error:
            raise CommandError(f"{file}, line {_line(error, content)}: {_reason(error)}.") from error
        if not isinstance(rows, list) or not rows:
            raise CommandError(f"{file} holds no rows; each begins with “- model:”.")
        return rows

    def load_row(self, row: FixtureRow, place: str, places: dict[str, str]) -> None:
        """Judge and save one row, or say where it stands and what is wrong with it."""
        try:
            name = str(row)
            earlier = places.setdefault(name, place)
            if row.key_fields and earlier != place:
                raise ValidationError(f"{name} stands in {earlier} already.")
            place = f"{place}, {name}"
            self.loaded_object_count += self.save_obj(row.judged())
        except ValidationError as fault:
            raise CommandError(f"{place}: {in_words(fault)}") from fault
        except (DatabaseError, MultipleObjectsReturned, ValueError) as error:
            reason = message_of(error) or _reason(error.__cause__ or error)
            raise CommandError(f"{place}: {reason}") from error


def _line(error: Exception, content: bytes) -> int:
    """Return the line at which reading came to an end."""
    mark = getattr(error, "problem_mark", None)
    if mark:
        return int(mark.line) + 1
    place = getattr(error, "position", getattr(error, "start", getattr(error, "pos", 0)))
    return content.count(b"\n", 0, place) + 1


def _reason(error: BaseException) -> str:
    """Return what the reader or the database complains of, without where it was."""
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(said.partition("CONTEXT:")[0].split())
