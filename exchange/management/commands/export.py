"""`manage.py export partnerships --format csv area=CT role=donor > partnerships.csv`."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.http import QueryDict

from common.exports import csv_stream, json_stream, xlsx_file
from partnerships import exports
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership

STREAMS = {"csv": csv_stream, "json": json_stream}
FORMATS = [*STREAMS, "xlsx"]


class Command(BaseCommand):
    """Writes what is approved as a table: to the standard output, or into a file."""

    help = "Write the approved partnerships, with what stands beside them, as CSV, XLSX or JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to export, in which format, narrowed by which filters, and where to."""
        parser.add_argument("what", choices=["partnerships"])
        parser.add_argument("filters", nargs="*", metavar="NAME=VALUE", help="A filter of the API, such as area=CT.")
        parser.add_argument("--format", choices=FORMATS, default="csv")
        parser.add_argument("--output", type=Path, help="The file to write; else the standard output.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the table."""
        filters = self._filters(options["filters"])
        narrowed: Any = PartnershipFilter(filters, Partnership.objects.approved())
        if not narrowed.is_valid():
            wrong = [f"{name}: {' '.join(messages)}" for name, messages in narrowed.errors.items()]
            raise CommandError("\n".join(wrong))
        lines = exports.lines(narrowed.qs, filters)
        if options["output"] is None:
            # Whoever reads may have enough after some lines, as `head` has.
            with suppress(BrokenPipeError):
                self._write(options["format"], lines, self._standard_output(options["format"]))
                return
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        try:
            with options["output"].open("wb") as file:
                self._write(options["format"], lines, file)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error

    def _filters(self, given: list[str]) -> QueryDict:
        filters = QueryDict(mutable=True)
        known: Iterable[str] = PartnershipFilter.base_filters  # type: ignore[attr-defined]
        for one in given:
            name, _equals, value = one.partition("=")
            if name not in known:
                raise CommandError(f"There is no filter “{name}”. There are: {', '.join(sorted(known))}.")
            filters.appendlist(name, value)
        return filters

    def _standard_output(self, form: str) -> Any:
        if form == "xlsx" and (self.stdout.isatty() or not hasattr(self.stdout, "buffer")):
            raise CommandError("A workbook is nothing to read on a screen: name a file with --output.")
        return getattr(self.stdout, "buffer", _Encoded(self.stdout))

    def _write(self, form: str, lines: Iterable[exports.Line], out: Any) -> None:
        if form in STREAMS:
            out.writelines(STREAMS[form](exports.COLUMNS, lines))
        else:
            with xlsx_file(exports.COLUMNS, lines) as file:
                shutil.copyfileobj(file, out)


class _Encoded:
    """Takes bytes for an output that takes only text."""

    def __init__(self, text: OutputWrapper) -> None:
        self.text = text

    def writelines(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self.text.write(part.decode(), ending="")
