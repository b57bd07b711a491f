"""The directory: what an address finds, how it is narrowed, sorted, paged and taken along, and what bad ones say."""

import csv
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from partnerships.exports import NGO_COLUMNS
from partnerships.models import Capacity, Role
from partnerships.pages import facets
from partnerships.pages.directory import Directory
from partnerships.pages.facets import BY_NAME, FACETS, SHOWN
from partnerships.pages.listing import PAGE_SIZE
from tests.factories import (
    ActivityAreaFactory,
    FieldOfficeFactory,
    NgoFactory,
    NgoNameFactory,
    NgoRelationFactory,
    ObserverDecisionFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    PartnershipPeopleFactory,
    PartnershipRoleFactory,
    PartnershipServiceFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ALL_OF_2001 = {"first_day": date(2001, 1, 1), "last_day": date(2001, 12, 31), "date_precision": "day"}


def asked(**parameters: object) -> Directory:
    """Return what a viewer's address asks for."""
    return Directory(QueryDict(urlencode(parameters, doseq=True)), UserFactory())


def names(directory: Directory) -> list[str]:
    """Return the names on the page."""
    return [item.ngo.name for item in directory.items]


def counts(directory: Directory, facet: str) -> dict[str, int]:
    """Return what the values of a facet would leave."""
    counted = next(one for one in directory.facets if one.facet.name == facet)
    return {value.value: value.count for value in counted.values if value.count}


def text(page: object) -> str:
    """Return a page as people read it, without the marks that keep the direction of a name to itself."""
    return unescape(page.content.decode()).translate({0x2068: None, 0x2069: None})  # type: ignore[attr-defined]


@pytest.fixture
def reader(client: Client) -> Client:
    """Return a client in which a viewer is signed in."""
    client.force_login(UserFactory())
    return client


class TestFacets:
    """The filters of the directory and what each of their values would leave."""

    def test_what_is_asked_of_partnerships_is_asked_of_one(self) -> None:
        both, apart = NgoFactory(name="Both"), NgoFactory(name="Apart")
        area = ActivityAreaFactory()
        for ngo, role_goes_with_area in [(both, True), (apart, False)]:
            one = PartnershipFactory(approved=True, ngo=ngo, with_area=None, with_role=None)
            PartnershipAreaFactory(partnership=one, area=area)
            other = one if role_goes_with_area else PartnershipFactory(approved=True, ngo=ngo, with_role=None)
            PartnershipRoleFactory(partnership=other, role=Role.DONOR, capacity=Capacity.FUNDER)

        assert names(asked(area=area.code, role="donor")) == ["Both"]
        assert counts(asked(area=area.code), "role") == {"donor": 1}

    def test_values_of_a_facet_widen_and_are_counted_as_if_nothing_were_chosen_in_it(self) -> None:
        first, second = FieldOfficeFactory(), FieldOfficeFactory()
        PartnershipFactory(approved=True, office=first)
        PartnershipFactory(approved=True, office=second)

        one = asked(office=first.code)

        assert one.total == 1
        assert counts(one, "office") == {first.code: 1, second.code: 1}
        assert asked(office=[first.code, second.code]).total == 2

    def test_every_facet_counts_what_choosing_its_value_finds(self) -> None:
        for number in range(4):
            ngo = NgoFactory(
                active=True,
                scope=["local", "national"][number % 2],
                headquarters=["BD", "KE"][number % 2],
                countries_of_presence=["BD", "NP"][: 1 + number % 2],
            )
            row = PartnershipFactory(approved=True, ngo=ngo, stage=["ongoing", "foreseen"][number % 2])
            PartnershipServiceFactory(partnership=row)
            PartnershipPeopleFactory(partnership=row)
            PartnershipFactory(approved=True, ngo=ngo, programme=ProgrammeOfficeFactory().programme)
        ObserverDecisionFactory(ngo=ngo)
        everything = asked()

        for counted in everything.facets:
            assert counted.values, counted.facet.name
            for value in counted.values:
                found = asked(**{counted.facet.name: value.value})
                assert found.faults == []
                assert found.total == value.count, (counted.facet.name, value)

    def test_an_ngo_with_two_partnerships_in_an_area_counts_once(self) -> None:
        ngo, area = NgoFactory(), ActivityAreaFactory()
        for _ in range(2):
            row = PartnershipFactory(approved=True, ngo=ngo, with_area=None)
            PartnershipAreaFactory(partnership=row, area=area)

        assert counts(asked(), "area") == {area.code: 1}

    @pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
    def test_only_what_is_approved_counts_even_for_an_administrator(self, status: str) -> None:
        office = PartnershipFactory(**{status: True}).office

        directory = Directory(QueryDict(f"office={office.code}"), UserFactory(administrator=True))

        assert directory.total == 0
        assert counts(directory, "office") == {}

    def test_a_merged_record_is_not_listed_beside_its_survivor(self) -> None:
        merged = NgoFactory(merged=True)

        assert names(asked()) == [merged.merged_into.name]

    def test_observers_are_those_of_the_day(self) -> None:
        ObserverDecisionFactory(
            ngo=NgoFactory(name="Once"), decided_on=date(2002, 6, 5), effective_until=date(2005, 12, 31)
        )
        PartnershipFactory(approved=True, ngo=NgoFactory(name="Now"), in_2001=True)
        ObserverDecisionFactory(ngo=NgoFactory(name="Still"), decided_on=date(2002, 6, 5))

        assert names(asked(observer="true")) == ["Still"]
        assert counts(asked(), "observer") == {"true": 1}

    def test_each_of_what_is_asked_can_be_taken_off(self) -> None:
        area, office = ActivityAreaFactory(), FieldOfficeFactory()

        directory = asked(area=area.code, office=office.code, role=["donor", "grantee"], scope="local")

        assert [chip.label for chip in directory.chips] == [area.name, "donor", "grantee", office.name, "local"]
        without_donor = QueryDict(directory.chips[1].without[1:])
        assert without_donor.getlist("role") == ["grantee"]
        assert without_donor["area"] == area.code
        assert directory.addresses["words_alone"] == "?"

    def test_values_of_what_is_no_facet_widen_too_and_can_each_be_taken_off(self) -> None:
        rows = [PartnershipFactory(approved=True, programme=ProgrammeFactory()) for _ in range(3)]
        first, second = rows[0].programme, rows[1].programme

        directory = asked(programme=[first.code, second.code], status=["active", "dormant"])

        assert names(directory) == [rows[0].ngo.name, rows[1].ngo.name]
        assert [chip.label for chip in directory.chips] == [str(first), str(second), "active", "dormant"]
        assert QueryDict(directory.chips[0].without[1:]).getlist("programme") == [second.code]

    def test_that_observers_are_left_out_is_told_kept_and_can_be_taken_off(self) -> None:
        ObserverDecisionFactory(ngo=NgoFactory(name="Observer"))
        NgoFactory(name="Other")

        directory = asked(observer="false")

        assert names(directory) == ["Other"]
        assert [(chip.label, chip.without) for chip in directory.chips] == [("not an observer", "?")]
        assert ("observer", "false") in directory.hidden
        assert list(asked(observer="true").hidden) == []

    def test_observers_on_a_day_are_told_with_the_day(self) -> None:
        directory = asked(observer_on="2002-06-05", scope="local")

        assert [(chip.label, chip.without) for chip in directory.chips][1:] == [
            ("observer on 5 June 2002", "?scope=local")
        ]

    def test_an_unknown_headquarters_is_no_country(self) -> None:
        NgoFactory(headquarters="")
        NgoFactory(headquarters="KE")

        assert counts(asked(), "headquarters") == {"KE": 1}
        assert [value.value for value in asked().facet(BY_NAME["headquarters"]).values] == ["KE"]

    def test_of_very_many_the_counts_are_estimates_and_say_so(
        self, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(facets, "EXACT_UP_TO", 10)
        office = FieldOfficeFactory()
        # Of these numbers some are in every share.
        for number in range(1_000_000, 1_000_090):
            PartnershipFactory(approved=True, office=office, ngo=NgoFactory(pk=number, scope="local"))

        directory = asked()
        counted = {one.facet.name: one for one in directory.facets}

        assert counted["office"].is_estimate
        assert counted["scope"].is_estimate
        assert 30 <= counts(directory, "office")[office.code] <= 270
        assert (directory.total, directory.is_total_estimated) == (90, False)
        assert asked(office=office.code).is_total_estimated
        assert directory.facet(BY_NAME["office"]).values[0].count == 90
        assert "estimates" in text(reader.get(reverse("directory")))

    def test_a_long_facet_shows_its_first_values_and_leads_to_all(self, reader: Client) -> None:
        for number in range(SHOWN + 2):
            PartnershipFactory(approved=True, office=FieldOfficeFactory(name=f"IOM {number}"))

        page = text(reader.get(reverse("directory")))
        whole = text(reader.get(reverse("directory-facet", args=["office"])))

        assert sum(f"IOM {number}" in page for number in range(SHOWN + 2)) >= SHOWN
        assert all(f"IOM {number}" in whole for number in range(SHOWN + 2))
        assert f'href="{reverse("directory-facet", args=["office"])}?"' in page

    def test_a_facets_own_page_carries_along_what_else_is_asked(self, reader: Client) -> None:
        area = ActivityAreaFactory()

        page = reader.get(reverse("directory-facet", args=["office"]), {"area": area.code, "search": "shelter"})

        assert f'name="area" value="{area.code}"' in text(page)
        assert 'name="search" value="shelter"' in text(page)

    def test_a_facet_that_there_is_not_is_not_found(self, reader: Client) -> None:
        assert reader.get(reverse("directory-facet", args=["colour"])).status_code == 404


class TestAsOf:
    """What was so on a day: certain and undated are told apart."""

    @pytest.fixture(autouse=True)
    def partners(self) -> None:
        PartnershipFactory(approved=True, **ALL_OF_2001, ngo=NgoFactory(name="Certain"))
        PartnershipFactory(approved=True, undated=True, ngo=NgoFactory(name="Undated"))
        both = NgoFactory(name="Both")
        PartnershipFactory(approved=True, **ALL_OF_2001, ngo=both)
        PartnershipFactory(approved=True, undated=True, ngo=both)
        NgoFactory(name="None at all")

    def test_certain_and_undated_stand_apart(self) -> None:
        certain, undated = asked(on="2001-06-01"), asked(on="2001-06-01", certainty="undated")

        assert names(certain) == ["Both", "Certain"]
        assert names(undated) == ["Undated"]
        assert (certain.certain, certain.undated) == (undated.certain, undated.undated) == (2, 1)

    def test_on_another_day_only_the_undated_are_left(self) -> None:
        assert names(asked(on="2010-01-01")) == []
        assert names(asked(on="2010-01-01", certainty="undated")) == ["Both", "Undated"]

    def test_facets_count_what_is_in_force(self) -> None:
        PartnershipFactory(approved=True, **ALL_OF_2001, ngo=NgoFactory(name="Wide", scope="regional"))

        assert counts(asked(on="2001-06-01"), "role") == {"implementer": 3}
        assert counts(asked(on="2001-06-01", certainty="undated"), "role") == {"implementer": 1}
        assert counts(asked(on="2001-06-01"), "scope") == {"regional": 1}
        assert counts(asked(on="2001-06-01", certainty="undated"), "scope") == {}

    def test_the_export_holds_what_is_shown_and_says_how_sure_it_is(self, reader: Client) -> None:
        address = reverse("directory-export", args=["csv"])

        certain = table(reader.get(address, {"on": "2001-06-01"}))
        undated = table(reader.get(address, {"on": "2001-06-01", "certainty": "undated"}))

        assert [(row["name"], row["as_of"], row["in_force"]) for row in certain] == [
            ("Both", "2001-06-01", "certain"),
            ("Certain", "2001-06-01", "certain"),
        ]
        assert [(row["name"], row["in_force"]) for row in undated] == [("Undated", "undated")]

    def test_the_page_says_of_which_day_it_tells(self, reader: Client) -> None:
        page = text(reader.get(reverse("directory"), {"on": "2001-06-01"}))

        assert "1 June 2001" in page
        assert "2 certainly in force" in page
        assert "1 not dated well enough to say" in page


def table(response: object) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    content = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(StringIO(content)))


class TestSearch:
    """Words, and how they were understood."""

    def test_the_page_says_when_nothing_is_written_exactly_so(self, reader: Client) -> None:
        NgoFactory(name="Médecins Sans Frontières")

        page = text(reader.get(reverse("directory"), {"search": "Medicins sans frontier"}))

        assert "Médecins Sans Frontières" in page
        assert "Nothing is written exactly so" in page

    def test_similar_spellings_can_be_asked_for_outright(self, reader: Client) -> None:
        NgoFactory(name="Oxfan Trust")
        NgoFactory(name="Oxfam")
        strict = text(reader.get(reverse("directory"), {"search": "oxfan"}))
        assert ">Oxfam<" not in strict
        assert "Include similar spellings" in strict

        similar = text(reader.get(reverse("directory"), {"search": "oxfan", "spelling": "similar"}))

        assert ">Oxfam<" in similar
        assert similar.index(">Oxfan Trust<") < similar.index(">Oxfam<")

    @pytest.mark.parametrize("spelling", ["", "similar"])
    def test_similar_spellings_are_not_offered_where_they_found_nothing_either(
        self, reader: Client, spelling: str
    ) -> None:
        NgoFactory(name="Oxfam")

        page = text(reader.get(reverse("directory"), {"search": "zzqqxx", "spelling": spelling}))

        assert "No partner fits all that is asked." in page
        assert "Include similar spellings" not in page

    def test_a_name_comes_before_a_programme_of_that_name(self) -> None:
        programme = ProgrammeFactory(title="Welcome Home")
        PartnershipFactory(approved=True, programme=programme, ngo=NgoFactory(name="Aid"))
        NgoFactory(name="Welcome Home")

        assert names(asked(search="welcome home")) == ["Welcome Home", "Aid"]
        assert names(asked(search="welcome home", sort="name")) == ["Aid", "Welcome Home"]

    def test_words_and_facets_narrow_one_another(self) -> None:
        area = ActivityAreaFactory()
        row = PartnershipFactory(approved=True, ngo=NgoFactory(name="Shelter Dhaka"), with_area=None)
        PartnershipAreaFactory(partnership=row, area=area)
        PartnershipFactory(approved=True, ngo=NgoFactory(name="Shelter Nairobi"))

        assert names(asked(search="shelter", area=area.code)) == ["Shelter Dhaka"]
        assert counts(asked(search="nairobi"), "area").get(area.code) is None
        assert counts(asked(search="shelter"), "area")[area.code] == 1


class TestPage:
    """What stands on the page, how it is sorted and paged."""

    def test_an_item_tells_role_area_office_network_and_standing(self, reader: Client) -> None:
        ngo = NgoFactory(name="Caritas Österreich", acronym="CÖ", active=True, scope="national", headquarters="AT")
        NgoRelationFactory(ngo=ngo, kind="member_of", other=NgoFactory(name="Caritas Internationalis"))
        ObserverDecisionFactory(ngo=ngo)
        office, area = FieldOfficeFactory(name="IOM Vienna"), ActivityAreaFactory(name="Assisted Voluntary Returns")
        programme = ProgrammeOfficeFactory(office=FieldOfficeFactory(name="IOM Bern")).programme
        row = PartnershipFactory(approved=True, ngo=ngo, office=office, programme=programme, with_area=None)
        PartnershipAreaFactory(partnership=row, area=area)

        page = text(reader.get(reverse("directory"), {"search": "caritas osterreich"}))

        for said in (
            "National",
            "Austria",
            ngo.code,
            "part of <bdi>Caritas Internationalis</bdi>",
            "Observer",
            "Implementer",
        ):
            assert said in page
        for said in ("Assisted Voluntary Returns", "IOM Vienna", "IOM Bern", "1 programme"):
            assert said in page
        assert f'href="{ngo.get_absolute_url()}"' in page

    def test_pages_follow_one_another_to_the_end_and_back(self, reader: Client) -> None:
        for number in range(PAGE_SIZE * 2 + 1):
            NgoFactory(name=f"Name {number:03}")
        first = asked()
        second = Directory(QueryDict(first.addresses["next"][1:]), UserFactory())
        third = Directory(QueryDict(second.addresses["next"][1:]), UserFactory())

        assert names(first)[0] == "Name 000"
        assert names(second)[0] == f"Name {PAGE_SIZE:03}"
        assert names(third) == [f"Name {PAGE_SIZE * 2:03}"]
        assert third.page.next == ""
        back = Directory(QueryDict(third.addresses["previous"][1:]), UserFactory())
        assert names(back) == names(second)
        assert f"{PAGE_SIZE + 1} to {PAGE_SIZE * 2} of {PAGE_SIZE * 2 + 1}" in text(
            reader.get(reverse("directory") + first.addresses["next"])
        )

    def test_the_newest_come_first_where_asked_for(self) -> None:
        NgoFactory(name="Older")
        NgoFactory(name="Newer")

        assert names(asked(sort="newest")) == ["Newer", "Older"]

    def test_a_stranger_is_asked_to_sign_in(self, client: Client) -> None:
        for address in (reverse("directory"), reverse("directory-export", args=["csv"])):
            assert client.get(address)["Location"].startswith(reverse("account_login"))

    @pytest.mark.parametrize("size", [2, 20])
    def test_the_page_asks_as_many_queries_for_twenty_ngos_as_for_two(
        self, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
    ) -> None:
        area = ActivityAreaFactory()
        for number in range(size):
            ngo = NgoFactory(name=f"Shelter {number}")
            NgoRelationFactory(ngo=ngo, kind="member_of")
            programme = ProgrammeOfficeFactory().programme
            row = PartnershipFactory(approved=True, ngo=ngo, programme=programme, with_area=None)
            PartnershipAreaFactory(partnership=row, area=area)
            PartnershipServiceFactory(partnership=row)
            PartnershipPeopleFactory(partnership=row)
        address = f"{reverse('directory')}?search=shelter&area={area.code}&on=2001-06-01&certainty=undated"

        with django_assert_num_queries(QUERIES):
            reader.get(address)


# Session and user; the area, checked thrice; the words; shares and totals; the page; what its NGOs do, in six;
# facets, three by themselves and the others together, with the names of four; saved searches; duties; unread notices.
QUERIES = 24


class TestExport:
    """The table of what is shown."""

    @pytest.fixture(autouse=True)
    def partner(self) -> None:
        ngo = NgoFactory(name="=Shelter", acronym="SH", active=True, headquarters="BD")
        NgoNameFactory(ngo=ngo, name="Abri")
        row = PartnershipFactory(approved=True, ngo=ngo, office=FieldOfficeFactory(name="IOM Dhaka"), with_area=None)
        PartnershipAreaFactory(partnership=row, area=ActivityAreaFactory(name="Counter-Trafficking"))
        NgoFactory(name="Other")

    def test_it_holds_what_the_page_shows_in_its_order(self, reader: Client) -> None:
        rows = table(reader.get(reverse("directory-export", args=["csv"]), {"search": "shelter"}))

        assert len(rows) == 1
        row = rows[0]
        assert tuple(row) == NGO_COLUMNS
        assert row["name"] == "'=Shelter"
        assert (row["other_names"], row["offices"], row["areas"]) == ("Abri", "IOM Dhaka", "Counter-Trafficking")
        assert (row["roles"], row["partnerships"], row["is_observer"]) == ("implementer", "1", "false")

    def test_a_workbook_holds_the_same(self, reader: Client) -> None:
        response = reader.get(reverse("directory-export", args=["xlsx"]))

        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        assert [cell.value for cell in sheet[1]] == list(NGO_COLUMNS)
        assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Other", "'=Shelter"]

    def test_another_format_is_not_found(self, reader: Client) -> None:
        assert reader.get(reverse("directory-export", args=["pdf"])).status_code == 404


BAD = {
    "a value that is gone": ("area=GONE", "There is no area of activity with the code “GONE”"),
    "a role that there is not": ("role=king", "“king” is none of these"),
    "a date that is none": ("on=2001-02-30", "This is not a day; write it as in 2001-12-31."),
    "a forged cursor": ("cursor=bogus", "Nothing stands at that place"),
    "a page past the end": ("cursor=WzAsMjUsInp6enoiLDk5OTldCg", "Nothing stands at that place"),
    "a long search": (f"search={'word ' * 1000}", "Search for 200 characters at most"),
    "a parameter nobody knows": ("colour=red", "The directory knows no “colour”"),
    "an order nobody knows": ("sort=worst", "There is no such order"),
    "a certainty nobody knows": ("on=2001-01-01&certainty=maybe", "“maybe” is none of these"),
    "a country that is none": ("country=Bangladesh", "is not a country code"),
}


@pytest.mark.parametrize(("address", "said"), BAD.values(), ids=BAD)
def test_what_makes_no_sense_is_told_and_left_out(reader: Client, address: str, said: str) -> None:
    NgoFactory(name="Shelter", countries_of_presence=["BD"])

    page = reader.get(f"{reverse('directory')}?{address}")

    assert page.status_code == 200
    assert said in text(page)


def test_of_several_values_only_those_that_are_gone_are_left_out() -> None:
    kept = PartnershipFactory(approved=True)
    PartnershipFactory(approved=True)

    directory = asked(office=["GONE", kept.office.code, "LOST"], country=["Kenya", "bd"], on="2001-02-30")

    assert directory.address() == f"?office={kept.office.code}&country=bd"
    assert [chip.label for chip in directory.chips] == [kept.office.name, "Bangladesh"]
    assert len(directory.faults) == 4
    assert all(any(gone in fault for fault in directory.faults) for gone in ("GONE", "LOST", "KENYA", "not a day"))


def test_only_punctuation_finds_nothing_and_says_what_to_do(reader: Client) -> None:
    NgoFactory(name="Shelter")

    page = text(reader.get(reverse("directory"), {"search": "?!… —"}))

    assert "0 partners" in page
    assert "Search for fewer words" in page
    assert f'href="{reverse("directory")}"' in page


@pytest.mark.parametrize("name", [facet.name for facet in FACETS])
@pytest.mark.parametrize("value", ["'%", "x" * 3000, "١"])
def test_no_value_of_any_facet_breaks_the_page(reader: Client, name: str, value: str) -> None:
    assert reader.get(reverse("directory"), {name: value}).status_code == 200


def test_a_registrar_sees_no_draft_of_the_own_office_here() -> None:
    draft = PartnershipFactory(draft=True)

    directory = Directory(QueryDict(f"office={draft.office.code}"), RegistrarFactory(office=draft.office))

    assert directory.total == 0
