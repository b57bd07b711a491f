"""The export of partnerships, by command and by API."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.models import Citation, DatePrecision
from partnerships.exports import COLUMNS
from partnerships.models import Capacity, Role
from programmes.models import Stage
from tests import factories
from tests.clients import program
from tests.factories import (
    NgoFactory,
    OtherParticipantFactory,
    PartnershipFactory,
    RegistrarFactory,
    UnnamedPartnersFactory,
)

pytestmark = pytest.mark.django_db


def lines(content: bytes) -> list[dict[str, str]]:
    """Read an exported CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def exported(client, **filters: object) -> list[dict[str, str]]:
    """Return the lines that the API exports."""
    response = client.get("/api/v1/partnerships/", {"format": "csv", **filters})
    assert response.status_code == 200
    return lines(b"".join(response))


def commanded(*arguments: str) -> bytes:
    """Return what the command writes on its standard output."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    call_command("export", "partnerships", *arguments, stdout=out)
    out.flush()
    return out.buffer.getvalue()


@pytest.fixture
def full_partnership():
    """A partnership of which everything is known."""
    programme = factories.ProgrammeFactory(title="Return to Kosovo")
    lead, second = (factories.FieldOfficeFactory(name=name) for name in ("IOM Pristina", "IOM Skopje"))
    for office in (lead, second):
        factories.ProgrammeOfficeFactory(programme=programme, office=office)
    ngo = NgoFactory(name="Caritas Ukraine", acronym="CU")
    factories.NgoNameFactory(ngo=ngo, name="Карітас України")
    factories.NgoNameFactory(ngo=ngo, name="CU", kind="acronym")
    partnership = PartnershipFactory(
        ngo=ngo,
        programme=programme,
        office=lead,
        countries=["XK", "AL"],
        places=["Umbria", "Maslakh"],
        stage=Stage.ONGOING,
        first_day=date(2001, 5, 1),
        last_day=date(2002, 5, 31),
        date_precision=DatePrecision.MONTH,
        review_status="approved",
    )
    factories.PartnershipRoleFactory(partnership=partnership)
    factories.PartnershipRoleFactory(partnership=partnership, role=Role.DONOR, capacity=Capacity.CO_DONOR)
    for number, name in enumerate(("Counter-Trafficking", "Migration Health"), start=7000):
        area = factories.ActivityAreaFactory(name=name, order=number)
        factories.PartnershipAreaFactory(partnership=partnership, area=area)
    service = factories.ServiceFactory(name="Shelter")
    factories.PartnershipServiceFactory(partnership=partnership, service=service)
    paper = factories.SourceDocumentFactory(title="The paper")
    for part, paragraph, sentence in (("annex", 23, "It pays."), ("body", 18, "It works.")):
        factories.PartnershipCitationFactory(
            partnership=partnership, document=paper, part=part, paragraph=paragraph, sentence=sentence
        )
    return partnership


def test_a_line_tells_all_that_is_known(full_partnership):
    (line,) = exported(program())

    assert line == {
        "code": full_partnership.code,
        "kind": "partnership",
        "ngo_code": full_partnership.ngo.code,
        "ngo": "Caritas Ukraine",
        "other_names": "CU | Карітас України",
        "roles": "donor | implementer",
        "capacities": "co_donor | service_provider",
        "programme_code": full_partnership.programme.code,
        "programme": "Return to Kosovo",
        "areas": "Counter-Trafficking | Migration Health",
        "services": "Shelter",
        "offices": "IOM Pristina | IOM Skopje",
        "countries": "XK | AL",
        "places": "Umbria | Maslakh",
        "stage": "ongoing",
        "first_day": "2001-05-01",
        "last_day": "2002-05-31",
        "source_document": "The paper",
        "source_paragraph": "annex 23 | body 18",
        "evidence": "It pays. | It works.",
    }


def test_who_stands_beside_has_a_line_without_an_ngo():
    programme = factories.ProgrammeOfficeFactory(programme__countries=["BD"]).programme
    area = factories.ProgrammeAreaFactory(programme=programme).area
    cited = {"part": Citation.Part.ANNEX, "paragraph": 43, "sentence": "They help."}
    UnnamedPartnersFactory(programme=programme, **cited)
    OtherParticipantFactory(programme=programme, name="ICRC", **cited)

    unnamed, other = exported(program())

    assert (unnamed["kind"], other["kind"]) == ("unnamed partners", "other participant")
    assert (unnamed["roles"], other["roles"]) == ("grantee", "")
    assert (unnamed["other_names"], other["other_names"]) == ("one local NGO", "ICRC")
    for line in (unnamed, other):
        assert line["ngo"] == line["ngo_code"] == line["services"] == ""
        assert line["areas"] == area.name
        assert line["offices"] == programme.offices.get().name
        assert line["countries"] == "BD"
        assert line["source_paragraph"] == "annex 43"
        assert line["evidence"] == "They help."


def test_the_columns_stand_in_the_order_promised():
    first = commanded().decode("utf-8-sig").splitlines()[0]

    assert first.split(",") == [
        *("code", "kind", "ngo_code", "ngo", "other_names", "roles", "capacities", "programme_code", "programme"),
        *("areas", "services", "offices", "countries", "places", "stage", "first_day", "last_day"),
        *("source_document", "source_paragraph", "evidence"),
    ]


def test_filters_and_search_narrow_the_export():
    kept = PartnershipFactory(approved=True, stage=Stage.ONGOING, ngo__name="Caritas Ukraine")
    PartnershipFactory(approved=True, stage=Stage.COMPLETED, ngo__name="Caritas Bern")
    UnnamedPartnersFactory(programme__stage=Stage.ONGOING, words="friends of Caritas")
    OtherParticipantFactory(programme__stage=Stage.ONGOING, name="ICRC")
    client = program()

    by_stage = [line["kind"] for line in exported(client, stage="ongoing")]
    by_words = [line["kind"] for line in exported(client, stage="ongoing", search="cáritas")]
    by_ngo = [line["code"] for line in exported(client, ngo=kept.ngo.code)]
    by_role = [line["kind"] for line in exported(client, role="grantee")]

    assert by_stage == ["partnership", "unnamed partners", "other participant"]
    assert by_words == ["partnership", "unnamed partners"]
    assert by_ngo == [kept.code]
    assert by_role == ["unnamed partners"]


def test_everyone_exports_what_they_may_see():
    office = factories.FieldOfficeFactory()
    approved, suspended = PartnershipFactory(approved=True), PartnershipFactory(suspended=True)
    draft = PartnershipFactory(office=office)
    registrar = RegistrarFactory(office=office)

    by_viewer = {line["code"] for line in exported(program())}
    factories.ApiKey.objects.all().delete()
    by_registrar = {line["code"] for line in exported(program(registrar))}
    by_command = {line["code"] for line in lines(commanded())}

    assert by_viewer == {approved.code, suspended.code}
    assert by_registrar == {approved.code, suspended.code, draft.code}
    assert by_command == {approved.code}


def test_command_and_api_write_the_same_file(full_partnership):
    UnnamedPartnersFactory()

    response = program().get("/api/v1/partnerships/?format=csv")

    assert b"".join(response) == commanded("--format", "csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="partnerships-')


def test_the_workbook_holds_the_same(full_partnership):
    response = program().get("/api/v1/partnerships/?format=xlsx")

    head, row = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active.values
    assert head == COLUMNS
    assert row[0] == full_partnership.code
    assert row[4] == "CU | Карітас України"


def test_json_by_command_keeps_several_values_apart(full_partnership):
    (record,) = json.loads(commanded("--format", "json"))

    assert record["ngo"] == "Caritas Ukraine"
    assert record["roles"] == ["donor", "implementer"]


def test_json_by_api_is_the_list_as_ever(full_partnership):
    client = program()

    assert client.get("/api/v1/partnerships/?format=json").json() == client.get("/api/v1/partnerships/").json() | {}


def test_a_name_that_begins_like_a_formula_is_made_harmless():
    PartnershipFactory(approved=True, ngo__name="=HYPERLINK(1)")

    (line,) = exported(program())

    assert line["ngo"] == "'=HYPERLINK(1)"


def test_the_command_takes_filters_and_a_file(tmp_path):
    kept = PartnershipFactory(approved=True, stage=Stage.ONGOING)
    PartnershipFactory(approved=True)

    for form in ("csv", "json", "xlsx"):
        call_command("export", "partnerships", "stage=ongoing", format=form, output=tmp_path / f"out.{form}")

    assert [line["code"] for line in lines((tmp_path / "out.csv").read_bytes())] == [kept.code]
    assert [record["code"] for record in json.loads((tmp_path / "out.json").read_text())] == [kept.code]
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active["A2"].value == kept.code


def test_the_command_writes_into_an_output_of_text():
    out = io.StringIO()

    call_command("export", "partnerships", stdout=out)

    assert out.getvalue().startswith("\ufeffcode,kind")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch=1"], "There is no filter “nosuch”"),
        (["area=NOSUCH"], "no area of activity with the code “NOSUCH”"),
        (["--output", "/nosuch/folder/file"], "cannot be written"),
        (["--format", "pdf"], "invalid choice"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], words: str):
    with pytest.raises(CommandError, match=words):
        call_command("export", "partnerships", *arguments)


def test_a_workbook_is_not_written_on_a_screen():
    with pytest.raises(CommandError, match="--output"):
        call_command("export", "partnerships", "--format", "xlsx", stdout=io.StringIO())


def test_the_export_asks_as_many_queries_for_40_lines_as_for_4():
    client, counts = program(), []

    for more in (4, 36):
        for _ in range(more):
            partnership = PartnershipFactory(approved=True, programme=factories.ProgrammeOfficeFactory().programme)
            factories.PartnershipCitationFactory(partnership=partnership)
            factories.NgoNameFactory(ngo=partnership.ngo)
            UnnamedPartnersFactory(programme=factories.ProgrammeAreaFactory().programme)
            OtherParticipantFactory()
        exported(client)
        with CaptureQueriesContext(connection) as queries:
            exported(client)
        counts.append(len(queries))

    assert counts[0] == counts[1]
