"""Tables for other programs."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from common.exports import BYTE_ORDER_MARK, csv_stream, json_stream, xlsx_file

COLUMNS = ["code", "names", "day", "count"]


def read_back(parts: object) -> list[list[str]]:
    """Read a CSV stream as a spreadsheet program would."""
    text = b"".join(parts).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_is_utf_8_with_a_byte_order_mark():
    written = b"".join(csv_stream(["nom"], [["Médecins"]]))

    assert written.startswith(BYTE_ORDER_MARK)
    assert written == "\ufeffnom\r\nMédecins\r\n".encode()


def test_several_values_stand_in_one_cell():
    rows = [["NGO-01001", ["Caritas", "Карітас"], date(2001, 5, 4), None]]

    assert read_back(csv_stream(COLUMNS, rows))[1] == ["NGO-01001", "Caritas | Карітас", "2001-05-04", ""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_begins_like_a_formula(text: str):
    rows = [[text, [text, "second"], None, 7]]

    _head, in_csv = read_back(csv_stream(COLUMNS, rows))
    with xlsx_file(COLUMNS, rows) as file:
        first = openpyxl.load_workbook(file).active["A2"]

    assert in_csv[0] == f"'{text}"
    assert in_csv[1].startswith("'")
    assert first.value.startswith("'")
    assert first.data_type == "s"


def test_a_number_below_zero_stays_a_number():
    assert read_back(csv_stream(["n"], [[-5]]))[1] == ["-5"]


def test_a_row_of_lines_and_quotes_comes_back_whole():
    row = ['say "yes"', "first\nsecond", "a,b", ""]

    assert read_back(csv_stream(COLUMNS, [row]))[1] == row


def test_csv_is_written_while_rows_are_read():
    read = []

    def rows():
        for number in range(1000):
            read.append(number)
            yield [number]

    parts = csv_stream(["n"], rows())
    next(parts)
    next(parts)

    assert len(read) < 1000


def test_a_workbook_holds_rows_without_what_xml_cannot_hold():
    with xlsx_file(COLUMNS, [["a\x0bb", ["x", "y"], date(2001, 1, 2), 3]]) as file:
        head, row = openpyxl.load_workbook(file).active.values

    assert head == tuple(COLUMNS)
    assert (row[0], row[1], row[2].date(), row[3]) == ("ab", "x | y", date(2001, 1, 2), 3)


@pytest.mark.parametrize("count", [0, 1, 450])
def test_json_is_one_array_of_objects(count: int):
    rows = [[f"NGO-{number}", ["a", "b"], date(2001, 1, 2), None] for number in range(count)]

    read = json.loads(b"".join(json_stream(COLUMNS, rows)))

    assert len(read) == count
    assert all(list(one) == COLUMNS for one in read)
    assert not read or read[0] == {"code": "NGO-0", "names": ["a", "b"], "day": "2001-01-02", "count": None}
