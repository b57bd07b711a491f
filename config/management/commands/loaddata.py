"""`manage.py loaddata`: a bad row is answered with file, row and field, and nothing of the load is written."""

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
from config.fixture_rows import FixtureRow


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
    """Django's command, which here judges each row before it saves it."""

    def find_fixtures(self, fixture_label: str) -> Any:
        """Find the files of a fixture, or say which fixtures there are."""
        try:
            return super().find_fixtures(fixture_label)
        except CommandError as error:
            names = sorted(path.stem for folder in settings.FIXTURE_DIRS for path in folder.glob("*.yaml"))
            raise CommandError(f"{error} Give a path, or one of these names: {', '.join(names)}.") from error

    def load_label(self, fixture_label: str) -> None:
        """Load the files of a fixture; rows that refer to later ones of their file are completed at its end."""
        for path, _, _ in self.find_fixtures(fixture_label):
            file = os.path.relpath(path)
            rows = [
                FixtureRow(f"{file}, row {number}", content, self.using)
                for number, content in enumerate(self.read(path, file), 1)
            ]
            places: dict[str, str] = {}
            for row in rows:
                self.load_row(row, places)
            for row in rows:
                if row.is_waiting:
                    self.load_row(row, places)
            self.fixture_count += 1
            self.fixture_object_count += len(rows)

    def read(self, path: str, file: str) -> list[Any]:
        """Return the rows of a file, or name the line that cannot be read."""
        _, form, packing = self.parse_name(os.path.basename(path))
        if form not in READERS:
            raise CommandError(f"{file}: write the rows as YAML or JSON.")
        opened, mode = self.compression_formats[packing]
        with opened(path, mode) as stream:
            content = stream.read()
        content = content.encode() if isinstance(content, str) else content
        try:
            rows = READERS[form](content)
        except (yaml.YAMLError, ValueError) as error:
            raise CommandError(f"{file}, line {_line(error, content)}: {_in_short(error)}.") from error
        if not isinstance(rows, list) or not rows:
            raise CommandError(f"{file} holds no rows; each begins with “- model:”.")
        return rows

    def load_row(self, row: FixtureRow, places: dict[str, str]) -> None:
        """Judge and save one row, or say what is wrong with it."""
        try:
            loaded = row.judged()
            earlier = places.setdefault(row.name, row.place)
            if earlier != row.place:
                raise ValidationError(f"{row.name} stands in {earlier} already.")
            is_first_time = not row.was_read ...
