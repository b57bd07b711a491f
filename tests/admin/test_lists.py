"""The lists of the admin: filters as the domain knows them, search, sorting, exports, and several rows at once."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from activity_areas.models import ActivityArea
from ngos.models import Ngo
from partnerships.exports import COLUMNS
from partnerships.models import Partnership
from programmes.models import FieldOffice, Programme
from tests import factories as f
from tests.admin.crowds import many
from tests.admin.forms import form_on, words_on
from tests.admin.visits import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(f.UserFactory(reviewer=True))


def found(client: Client, model: type[Any], **query: Any) -> list[str]:
    """Return the names of the rows on a list, in its order."""
    answer = client.get(page_of(model, "changelist"), query)
    assert answer.status_code == 200, answer.get("Location")
    return [str(getattr(row, "ngo", row)) for row in answer.context["cl"].result_list]


def told(client: Client, model: type[Any], query: str, page: str = "changelist") -> tuple[list[str], list[str]]:
    """Return what a list whose address has this query tells in the end, and the names of the rows it then shows."""
    address = page_of(model, page, "csv") if page == "export" else page_of(model, page)
    answer = client.get(f"{address}?{query}", follow=True)
    return [str(one) for one in answer.context["messages"]], [str(row) for row in answer.context["cl"].result_list]


def csv_of(client: Client, model: type[Any], query: str = "") -> list[list[str]]:
    """Return the lines of a list's CSV export."""
    answer = client.get(f"{page_of(model, 'export', 'csv')}?{query}")
    assert answer.status_code == 200
    written = b"".join(answer.streaming_content)
    assert written.startswith(b"\xef\xbb\xbf")
    return [*csv.reader(io.StringIO(written.decode("utf-8-sig")))]


def bulk(client: Client, rows: list[Any], *, across: bool = False, query: str = "", **values: Any) -> str:
    """Edit several rows through the page that asks for the values; return what is said in the end."""
    address = f"{page_of(type(rows[0]), 'changelist')}?{query}"
    ticked = {"_selected_action": [row.pk for row in rows], "action": "edit_selected", "index": "0"}
    asked = client.post(address, ticked | {"select_across": "1" if across else "0"})
    form = form_on(asked, "select_across").fill(apply="1", **values)
    form.fill(**{f"set_{name}": True for name in values})
    return words_on(client.post(address, form, follow=True))


# Filters


@pytest.fixture
def dhaka() -> FieldOffice:
    return f.FieldOfficeFactory(name="IOM Dhaka")


@pytest.fixture
def partnership(dhaka: FieldOffice) -> Partnership:
    """Return a partnership of the NGO Shelter beside one of another NGO that fits no filter."""
    row = f.PartnershipFactory(
        approved=True,
        in_2001=True,
        office=dhaka,
        ngo=f.NgoFactory(name="Shelter", scope="local", kind="network", headquarters="BD", status="dormant"),
        countries=["BD"],
        stage="completed",
        mode="competing",
        with_role=None,
        with_area=None,
    )
    f.PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")
    f.PartnershipAreaFactory(partnership=row, area__code="shelter-area")
    f.PartnershipServiceFactory(partnership=row, service__code="shelter-service")
    f.PartnershipPeopleFactory(partnership=row, people__code="shelter-people")
    Ngo.objects.filter(pk=row.ngo_id).update(countries_of_presence=["NP"])
    f.ObserverDecisionFactory(ngo=row.ngo, effective_until=date(2003, 6, 4))
    f.PartnershipFactory(approved=True, ngo=f.NgoFactory(name="Other", scope="national"))
    return row


ASKED = {
    "area": "shelter-area",
    "role": "donor",
    "capacity": "funder",
    "service": "shelter-service",
    "people": "shelter-people",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *ASKED.items(),
        ("area", "SHELTER-AREA"),
        ("country", "NP"),
        ("headquarters", "bd"),
        ("scope", "local"),
        ("kind", "network"),
        ("status", "dormant"),
        ("observer_on", "2002-06-05"),
        ("observer_on", "2003-06-04"),
    ],
)
def test_ngos_are_narrowed_by(client: Client, partnership: Partnership, name: str, value: str) -> None:
    assert found(client, Ngo, **{name: value}) == ["Shelter"]


def test_ngos_are_narrowed_by_office_and_day(client: Client, partnership: Partnership, dhaka: FieldOffice) -> None:
    assert found(client, Ngo, office=dhaka.code) == ["Shelter"]
    assert found(client, Ngo, observer_on="2003-06-05") == []
    assert found(client, Ngo, scope=["local", "national"]) == ["Other", "Shelter"]
    assert found(client, Ngo, scope="national", role="donor") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *ASKED.items(),
        ("country", "BD"),
        ("stage", "completed"),
        ("mode", "competing"),
        ("in_force_on", "2001-12-31"),
    ],
)
def test_partnerships_are_narrowed_by(client: Client, partnership: Partnership, name: str, value: str) -> None:
    rows = found(client, Partnership, **{name: value})

    # Known to the year, it may have begun on any of its days.
    assert rows == ([] if name == "in_force_on" else ["Shelter"])


def test_partnerships_perhaps_in_force_are_those_that_no_date_rules_out(
    client: Client, partnership: Partnership
) -> None:
    Partnership.objects.filter(pk=partnership.pk).update(last_day=None)

    assert found(client, Partnership, in_force_on="2002-01-01") == ["Shelter"]
    assert set(found(client, Partnership, maybe_in_force_on="2002-01-01")) == {"Shelter", "Other"}
    assert found(client, Partnership, maybe_in_force_on="2000-12-31") == ["Other"]


def test_partnerships_are_narrowed_by_where_they_stand_in_review(client: Client, partnership: Partnership) -> None:
    f.PartnershipFactory(submitted=True, ngo__name="Waiting")

    assert found(client, Partnership, review_status="submitted") == ["Waiting"]


def test_each_filter_that_a_list_shows_answers(client: Client) -> None:
    for model in (Ngo, Partnership, Programme, FieldOffice):
        page = client.get(page_of(model, "changelist"))
        for spec in page.context["cl"].filter_specs:
            (name,) = spec.expected_parameters()
            assert client.get(page_of(model, "changelist"), {name: ""}).status_code == 200


@pytest.mark.parametrize("model", [Ngo, Partnership, Programme, FieldOffice])
def test_a_list_is_no_longer_when_it_is_looked_at_again(client: Client, model: type[Any]) -> None:
    first, second = (len(client.get(page_of(model, "changelist")).content) for _ in range(2))

    assert first == second


def test_users_are_narrowed_by_duty_and_whether_they_may_sign_in() -> None:
    administrator = f.UserFactory(administrator=True, name="Ana")
    f.UserFactory(inactive=True, name="Ben")
    client = signed_in(administrator)

    assert found(client, User, duty__exact="administrator") == ["Ana"]
    assert found(client, User, is_active__exact="0") == ["Ben"]


# What makes no sense


@pytest.mark.parametrize("page", ["changelist", "export"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("nonsense=1", "This list has no filter “nonsense”."),
        ("scope=galactic", "“galactic” is none of these: local, national, regional, international."),
        ("area=nowhere", "with the code “nowhere”."),
        ("country=Atlantis", "“ATLANTIS” is not a country code"),
        ("observer_on=yesterday", "This is not a day; write it as in 2001-12-31."),
        ("observer_on=2001-02-30", "This is not a day; write it as in 2001-12-31."),
        ("q=" + "a" * 300, "Search for 200 characters at most."),
    ],
)
def test_a_list_names_what_it_is_asked_in_vain(client: Client, page: str, query: str, words: str) -> None:
    f.NgoFactory(name="Shelter")

    messages, rows = told(client, Ngo, query, page)

    assert len(messages) == 1
    assert words in messages[0]
    assert rows == (["Shelter"] if "nonsense" in query else [])


def test_an_unknown_filter_takes_nothing_from_the_others(client: Client) -> None:
    f.NgoFactory(name="Shelter", scope="local")
    f.NgoFactory(name="Elsewhere")

    messages, rows = told(client, Ngo, "nonsense=1&scope=local")

    assert messages == ["This list has no filter “nonsense”."]
    assert rows == ["Shelter"]


@pytest.mark.parametrize("page", ["3", "999999999", "-1", "0"])
def test_a_page_beyond_the_end_is_told(client: Client, page: str) -> None:
    many(f.NgoFactory, 51)

    messages, rows = told(client, Ngo, f"p={page}")

    assert messages == ["There is no such page or value here. This is the whole list."]
    assert len(rows) == 50


# Search and order


@pytest.mark.parametrize(
    "words",
    ["osterreich", "ÖSTERREICH", "Caritas Österreich", "osterreich caritas", "CRTS", "refugio", "1000001", "code"],
)
def test_search_forgives(client: Client, words: str) -> None:
    ngo = f.NgoFactory(name="Caritas Österreich", acronym="CRTS")
    f.NgoNameFactory(ngo=ngo, name="Refúgio")
    f.IdentifierFactory(ngo=ngo, scheme="GB-CHC", value="1000001")
    f.NgoFactory(name="Other")

    assert found(client, Ngo, q=ngo.code if words == "code" else words) == ["Caritas Österreich"]


@pytest.mark.parametrize("words", ["osterreich", "dhaka", "the bridge", "PRG"])
def test_partnerships_are_found_by_ngo_office_and_programme(client: Client, words: str) -> None:
    row = f.PartnershipFactory(
        ngo__name="Caritas Österreich", office__name="IOM Dhaka", programme=f.ProgrammeFactory(title="The Bridge")
    )
    f.PartnershipFactory(office__name="IOM Quito")

    assert found(client, Partnership, q=row.programme.code if words == "PRG" else words) == ["Caritas Österreich"]


def test_an_autocomplete_finds_by_other_name_acronym_and_code(client: Client) -> None:
    ngo = f.NgoNameFactory(name="Refúgio", ngo__name="Shelter", ngo__acronym="SHL").ngo
    f.NgoFactory(name="Other")
    query = "app_label=partnerships&model_name=partnership&field_name=ngo"

    for term in ("refugio", "shl", ngo.code.lower(), "helt"):
        results = client.get(f"/admin/autocomplete/?{query}&term={term}").json()["results"]
        assert [one["text"] for one in results] == ["Shelter"]


def test_a_list_is_sorted_by_its_columns(client: Client) -> None:
    for name in ("Émile", "Zoe", "adam"):
        f.NgoFactory(name=name)

    assert found(client, Ngo) == ["adam", "Émile", "Zoe"]
    assert found(client, Ngo, o="-1") == ["Zoe", "Émile", "adam"]


# Exports


def test_an_export_holds_what_the_filtered_list_shows_in_its_order(client: Client) -> None:
    for name, scope in (("B", "local"), ("A", "local"), ("C", "national")):
        f.NgoFactory(name=name, scope=scope, headquarters="BD", countries_of_presence=["BD", "NP"])

    titles, *lines = csv_of(client, Ngo, "scope=local&o=-1")

    assert titles[:4] == ["code", "name", "acronym", "scope"]
    assert [line[1] for line in lines] == ["B", "A"]
    assert [line[3] for line in lines] == ["local", "local"]
    assert lines[0][titles.index("countries of presence")] == "BD | NP"


def test_the_page_of_the_list_does_not_narrow_its_export(client: Client) -> None:
    f.NgoFactory.create_batch(3)

    assert len(csv_of(client, Ngo, "p=99")) == 4


def test_a_workbook_holds_the_same_as_the_csv(client: Client) -> None:
    f.ProgrammeAreaFactory(programme=f.ProgrammeFactory(in_2001=True, is_untitled=True))
    f.ProgrammeFactory()

    answer = client.get(page_of(Programme, "export", "xlsx"))
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active

    def text(value: Any) -> str:
        if value is None:
            return ""
        return str(value).lower() if isinstance(value, bool) else str(value).removesuffix(" 00:00:00")

    assert [[text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == csv_of(client, Programme)
    assert any(cell == "2001-01-01" for line in csv_of(client, Programme) for cell in line)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(client: Client, kind: str) -> None:
    f.NgoFactory(name='=HYPERLINK("https://evil.example")', acronym="+1", note="@x")

    answer = client.get(page_of(Ngo, "export", kind))
    written = b"".join(answer.streaming_content)

    if kind == "csv":
        (line,) = [*csv.reader(io.StringIO(written.decode("utf-8-sig")))][1:]
    else:
        line = [cell.value for cell in load_workbook(io.BytesIO(written)).active[2]]
        assert {cell.data_type for cell in load_workbook(io.BytesIO(written)).active[2]} <= {"s", "n", "inlineStr"}
    assert line[1:3] == ['\'=HYPERLINK("https://evil.example")', "'+1"]


def test_partnerships_are_exported_in_the_columns_that_every_export_has(client: Client) -> None:
    f.PartnershipFactory(approved=True, ngo__name="Shelter", stage="ongoing")
    f.PartnershipFactory(approved=True, stage="foreseen")

    titles, *lines = csv_of(client, Partnership, "stage=ongoing")

    assert tuple(titles) == COLUMNS
    assert [line[titles.index("ngo")] for line in lines] == ["Shelter"]


def test_a_search_narrows_the_export_too(client: Client) -> None:
    f.NgoFactory(name="Caritas Österreich")
    f.NgoFactory()

    assert [line[1] for line in csv_of(client, Ngo, "q=osterreich")[1:]] == ["Caritas Österreich"]


def test_an_export_of_an_unknown_kind_is_not_there(client: Client) -> None:
    assert client.get(page_of(Ngo, "export", "exe")).status_code == 404


def test_the_links_to_the_exports_carry_the_filters(client: Client) -> None:
    page = client.get(page_of(Ngo, "changelist"), {"scope": "local", "q": "a&b"}).content.decode()

    assert f"{page_of(Ngo, 'export', 'csv')}?scope=local&amp;q=a%26b" in page


# Several rows at once


def test_rows_ticked_get_the_values(client: Client) -> None:
    rows, left = f.NgoFactory.create_batch(2), f.NgoFactory()

    said = bulk(client, rows, scope="local", headquarters="BD")

    assert "2 rows changed." in said
    assert {*Ngo.objects.filter(pk__in=[row.pk for row in rows]).values_list("scope", "headquarters")} == {
        ("local", "BD")
    }
    assert Ngo.objects.get(pk=left.pk).scope == ""


def test_rows_that_leave_the_list_by_their_new_values_are_counted(client: Client) -> None:
    rows = f.NgoFactory.create_batch(2, scope="local")

    assert "2 rows changed." in bulk(client, rows, across=True, query="scope=local", scope="national")
    assert Ngo.objects.filter(scope="national").count() == 2


def test_one_row_that_refuses_keeps_all_as_they_were_and_is_named(client: Client) -> None:
    rows = [f.NgoFactory(name="Good"), f.NgoFactory(name="Gone", dissolved=True)]

    said = bulk(client, rows, status="active", scope="local")

    assert "Gone, status, scope: An NGO with a day of dissolution has the status dissolved." in said.replace(
        "scope, status", "status, scope"
    )
    assert {*Ngo.objects.values_list("name", "status", "scope")} == {
        ("Good", "proposed", ""),
        ("Gone", "dissolved", ""),
    }


def test_a_circle_of_offices_is_refused_with_row_and_field(client: Client) -> None:
    head = f.FieldOfficeFactory(name="IOM Head")
    branch = f.FieldOfficeFactory(name="IOM Branch", parent=head)

    said = bulk(client, [head], parent=branch.pk)

    assert "IOM Head, reports to: IOM Branch already reports to this office." in said
    assert FieldOffice.objects.get(pk=head.pk).parent is None


def test_a_value_that_is_none_is_named_with_its_field(client: Client) -> None:
    said = bulk(client, [f.NgoFactory()], scope="galactic")

    assert "Scope: Select a valid choice." in said
    assert Ngo.objects.get().scope == ""


def test_nothing_ticked_changes_nothing(client: Client) -> None:
    assert "Tick at least one field to change." in bulk(client, [f.NgoFactory()])


def test_rows_that_are_not_the_user_s_stay(dhaka: FieldOffice) -> None:
    client = signed_in(f.RegistrarFactory(office=dhaka))
    own, submitted, foreign = (
        f.PartnershipFactory(office=dhaka),
        f.PartnershipFactory(office=dhaka, submitted=True),
        f.PartnershipFactory(approved=True),
    )

    said = bulk(client, [own, submitted, foreign], stage="ongoing")

    assert "1 row changed." in said
    assert [row.stage for row in Partnership.objects.order_by("pk")] == ["ongoing", "not_stated", "not_stated"]


def test_a_registrar_cannot_give_drafts_to_a_foreign_office(dhaka: FieldOffice) -> None:
    client, foreign = signed_in(f.RegistrarFactory(office=dhaka)), f.FieldOfficeFactory()
    draft = f.PartnershipFactory(office=dhaka)

    said = bulk(client, [draft], office=foreign.pk)

    assert "Lead office: Select a valid choice." in said
    assert Partnership.objects.get().office == dhaka


def test_a_registrar_is_not_offered_what_reviewers_alone_change(dhaka: FieldOffice) -> None:
    client = signed_in(f.RegistrarFactory(office=dhaka))
    ngo = f.PartnershipFactory(approved=True, office=dhaka, ngo=f.NgoFactory()).ngo

    bulk(client, [ngo], status="active", scope="local")

    ngo.refresh_from_db()
    assert (ngo.status, ngo.scope) == ("proposed", "local")


def test_who_may_change_nothing_is_offered_no_action() -> None:
    f.ProgrammeFactory()
    client = signed_in(f.UserFactory())

    assert "edit_selected" not in client.get(page_of(Programme, "changelist")).content.decode()


def test_a_viewer_cannot_revoke_keys() -> None:
    key = f.ApiKeyFactory()
    client = signed_in(key.user)

    page = client.get(page_of(type(key), "changelist"))
    client.post(page_of(type(key), "changelist"), {"action": "revoke_selected", "_selected_action": [key.pk]})

    assert "revoke_selected" not in page.content.decode()
    key.refresh_from_db()
    assert key.revoked_at is None


def test_an_autocomplete_offers_no_value_that_is_retired() -> None:
    used, retired = f.ActivityAreaFactory(), f.ActivityAreaFactory(retired_on=date(2001, 1, 1))
    client = signed_in(f.UserFactory(reviewer=True))

    query = "app_label=partnerships&model_name=partnershiparea&field_name=area"
    offered = client.get(f"/admin/autocomplete/?{query}&term=").json()["results"]

    assert [row["id"] for row in offered] == [str(used.pk)]
    assert retired in ActivityArea.objects.all()
