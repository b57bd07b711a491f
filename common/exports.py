"""Tables for other programs, written row by row: CSV, XLSX and JSON."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

# Spreadsheet programs take what begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
SEPARATOR = " | "
ROWS_AT_ONCE = 200
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def csv_stream(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8 with a byte-order mark, some rows at a time."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow([neutral(column) for column in columns])
    yield BYTE_ORDER_MARK + lines.taken()
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield lines.taken()
    yield lines.taken()


def xlsx_file(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> IO[bytes]:
    """Return an open temporary file with a workbook of one sheet; it vanishes when it is closed."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append([neutral(column) for column in columns])
    length = 1
    for row in rows:
        sheet.append([_sheet_cell(value) for value in row])
        length += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{length}"
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    workbook.save(file)
    file.seek(0)
    return file


def json_stream(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a JSON array with one object for each row, some rows at a time; several values stay a list."""
    written = "["
    for number, row in enumerate(rows, start=1):
        record = dict(zip(columns, row, strict=True))
        written += ("," if number > 1 else "") + "\n" + json.dumps(record, ensure_ascii=False, default=str)
        if number % ROWS_AT_ONCE == 0:
            yield written.encode()
            written = ""
    yield f"{written}\n]\n".encode()


def neutral(text: str) -> str:
    """Return the text so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return neutral(SEPARATOR.join(_plain(one) for one in value))
    return str(value) if isinstance(value, (int, float)) else neutral(str(value))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _sheet_cell(value: object) -> Any:
    """Return numbers and days as they are, the rest as text without what XML cannot hold."""
    if value is None or isinstance(value, (bool, int, float)) or type(value) is date:
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", _cell(value))


class _Lines:
    """What a CSV writer has written since it was last taken away."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, line: str) -> None:
        self.written.append(line)

    def taken(self) -> bytes:
        taken, self.written = "".join(self.written), []
        return taken.encode()
