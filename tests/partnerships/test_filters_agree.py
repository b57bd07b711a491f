"""The directory, which asks its entries, finds what the filters of API and workbench find in the tables."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict

from accounts.models import User
from activity_areas.models import ActivityArea
from ngos.actions import merge_ngos, undo_merge
from ngos.filters import NgoFilter
from ngos.models import Ngo
from partnerships.entries import TAGS
from partnerships.models import DirectoryEntry, Partnership, ReviewStatus
from partnerships.pages.directory import Directory
from partnerships.pages.facets import FACETS
from programmes.models import Programme
from tests import annex
from tests import factories as f

pytestmark = pytest.mark.django_db
DAYS = ("", "1999-06-30", "2001-06-15", "2026-01-01")
# As sure as can be asked for, on each of the days.
TIMES = [
    {"on": day, "certainty": certainty} if day else {}
    for day in DAYS
    for certainty in (["certain", "undated"] if day else [""])
]
PERIODS = (
    {},
    {"first_day": date(2001, 6, 15), "last_day": date(2001, 6, 15), "date_precision": "day"},
    {"first_day": date(2001, 6, 1), "last_day": date(2001, 6, 30), "date_precision": "month"},
    {"first_day": date(2001, 1, 1), "last_day": date(2001, 12, 31), "date_precision": "year"},
    {"first_day": date(1998, 1, 1), "last_day": date(1999, 12, 31), "date_precision": "day"},
    {"first_day": date(2000, 1, 1), "date_precision": "year"},
    {"last_day": date(2001, 12, 31), "date_precision": "day"},
    {"first_day": date(2030, 1, 1), "date_precision": "day"},
)
PLACES = ["area", "role", "capacity", "service", "people", "office", "programme", "stage"]


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: None, django_db_blocker: pytest.FixtureDef[object]) -> Iterator[None]:
    """Load the annex, and add what it has no example of; the tests of this module change nothing."""
    with django_db_blocker.unblock(), annex.loaded():  # type: ignore[attr-defined]
        add_rows()
        connection.cursor().execute("ANALYZE")
        yield


def add_rows() -> None:
    """Add partnerships of every status and every kind of date, in every part of a programme, of NGOs of all kinds."""
    area, people = f.ActivityAreaFactory(order=101), f.PeopleServedFactory()
    retired = f.ActivityAreaFactory(order=102, retired_on=date(2000, 1, 1))
    service = f.ServiceFactory(area=area)
    programme = f.ProgrammeOfficeFactory().programme
    f.ProgrammeOfficeFactory(programme=programme)
    for number, (status, period) in enumerate(product(ReviewStatus, PERIODS)):
        stage = ["ongoing", "completed"][number % 2]
        row = partnership(str(status), **period, programme=programme, stage=stage)
        for one in (area, retired):
            f.PartnershipAreaFactory(partnership=row, area=one)
        for phase in ("", "post_arrival"):
            f.PartnershipServiceFactory(partnership=row, service=service, phase=phase)
        f.PartnershipPeopleFactory(partnership=row, people=people)
        f.PartnershipRoleFactory(partnership=row, role="donor", capacity="funder")
    _add_ngos_with_two(area)
    _add_ngos_of_all_kinds()


def partnership(status: str = "approved", **values: object) -> Partnership:
    """Return a partnership without an area, as those of the annex stand in the places that factories give areas."""
    return f.PartnershipFactory(**{status: True, "with_area": None, **values})


def _add_ngos_with_two(area: ActivityArea) -> None:
    """Add NGOs of which no single partnership has all, and of which one is dated and another is not."""
    apart, both = f.NgoFactory(active=True), f.NgoFactory(active=True)
    f.PartnershipAreaFactory(partnership=partnership(ngo=apart, with_role=None), area=area)
    f.PartnershipRoleFactory(partnership=partnership(ngo=apart), role="grantee", capacity="grant_recipient")
    for status, period in product(("approved", "suspended"), PERIODS[:2]):
        partnership(status, ngo=both, **period)


def _add_ngos_of_all_kinds() -> None:
    """Add NGOs in every status, with every standing, merged ones, and one of which the merge was undone."""
    reviewer = f.UserFactory(reviewer=True)
    for status in ("proposed", "active", "dormant", "dissolved"):
        ngo = f.NgoFactory(**{status: True}, scope="local", countries_of_presence=["BD", "YU"], headquarters="YU")
        partnership(ngo=ngo)
    for decisions in (["granted"], ["granted", "suspended"], ["granted", "withdrawn"], ["applied"]):
        ngo = partnership(in_2001=True).ngo
        for kind in decisions:
            f.ObserverDecisionFactory(ngo=ngo, kind=kind, decided_on=date(2001, 3, 1))
    for is_undone in (False, True):
        old, new = f.NgoFactory(active=True, scope="national"), f.NgoFactory(active=True)
        partnership(ngo=old, in_2001=True)
        merge = merge_ngos(merged=old, survivor=new, by=reviewer, words="They are one.")
        if is_undone:
            undo_merge(merge=merge, by=reviewer)
    resumed = partnership()
    resumed.suspend(by=reviewer, words="A complaint is looked into.")
    resumed.resume(by=reviewer)


def by_tables(asked: str, user: User | None = None) -> set[str]:
    """Return the NGOs that the filter of the API finds among living ones, of what is approved or a user may see."""
    request = SimpleNamespace(user=user) if user else None
    filterset = NgoFilter(QueryDict(asked), Ngo.objects.living(), request=request)
    assert filterset.is_valid(), filterset.errors
    return set(filterset.qs.values_list("code", flat=True))


def by_entries(asked: str) -> set[str]:
    """Return the NGOs that the directory finds, once it is sure that it counts them right."""
    directory = Directory(QueryDict(asked), f.UserFactory.build())
    assert directory.faults == []
    found = set(directory.sorted_rows.values_list("code", flat=True))
    assert directory.total == len(found), asked
    return found


def values_of(name: str) -> dict[str, int]:
    """Return how many NGOs each value of a facet has; of what is no facet, its values."""
    if name == "programme":
        return dict.fromkeys(Programme.objects.values_list("code", flat=True), 0)
    if name == "status":
        return dict.fromkeys(Ngo.Status.values, 0)
    facet = next(facet for facet in FACETS if facet.name == name)
    counted = Directory(QueryDict(), f.UserFactory.build()).facet(facet)
    return {value.value: value.count for value in counted.values}


def asking(values: dict[str, object], time: dict[str, str]) -> str:
    """Return an address."""
    return urlencode({**values, **time}, doseq=True)


def test_what_is_asked_of_partnerships_stands_in_the_entries() -> None:
    assert set(TAGS) == set(NgoFilter.OF_ONE_PARTNERSHIP) == set(PLACES)


def test_they_agree_on_days_alone() -> None:
    for time in TIMES:
        found = by_entries(asking({}, time))
        assert found == by_tables(asking({}, time)), time
        assert found


@pytest.mark.parametrize("name", [*(facet.name for facet in FACETS), "programme", "status"])
def test_they_agree_on_every_value_and_the_facets_count_what_both_find(name: str) -> None:
    values = values_of(name)

    assert values
    for value, count in values.items():
        found = by_entries(asking({name: value}, {}))
        assert found == by_tables(asking({name: value}, {})), value
        assert len(found) == count or name in {"programme", "status"}, value


@pytest.mark.parametrize("name", [*(facet.name for facet in FACETS), "programme", "status"])
def test_they_agree_on_values_as_of_a_day(name: str) -> None:
    values = [*values_of(name)]
    # The first have the most NGOs, among the last are those that were added.
    for value in {*values[:2], *values[-2:]}:
        for time in TIMES[1:]:
            asked = asking({name: value}, time)
            assert by_entries(asked) == by_tables(asked), asked


@pytest.mark.parametrize("name", [*(facet.name for facet in FACETS if facet.name != "observer"), "programme", "status"])
def test_they_agree_on_several_values_of_one_filter(name: str) -> None:
    values = [*values_of(name)]
    for several in ([values[0], values[-1]], values[:5], values[1::3]):
        assert by_entries(asking({name: several}, {})) == by_tables(asking({name: several}, {})), several


@pytest.mark.parametrize("time", [TIMES[0], *TIMES[3:5]], ids=lambda time: "-".join(time.values()) or "any day")
def test_they_agree_on_what_one_partnership_has_together(time: dict[str, str]) -> None:
    for row in Partnership.objects.filter(pk__in=DirectoryEntry.objects.values("pk")).order_by("pk")[::9]:
        has = told_by(row)
        for names in [*combinations(has, 2), tuple(has)][row.pk % 3 :: 3]:
            asked = asking({name: has[name] for name in names}, time)
            assert by_entries(asked) == by_tables(asked), asked


def told_by(row: Partnership) -> dict[str, object]:
    """Return a value of the partnership in each filter in which it has one."""
    offices = [*row.programme.programme_offices.all()] if row.programme else []
    first = {
        "area": [part.area.code for part in row.partnership_areas.all()],
        "role": [part.role for part in row.roles.all()],
        "service": [part.service.code for part in row.partnership_services.all()],
        "office": [office.office.code for office in offices] + ([row.office.code] if row.office else []),
        "stage": [row.stage],
        "scope": [row.ngo.scope] if row.ngo.scope else [],
        "country": row.ngo.countries_of_presence,
    }
    return {name: values[-1] for name, values in first.items() if values}


def test_observers_and_others_are_told_apart_by_both() -> None:
    for time in TIMES:
        for observer in ("true", "false"):
            asked = asking({"observer": observer, "role": "implementer"}, time)
            assert by_entries(asked) == by_tables(asked), asked


def test_a_viewer_finds_suspended_partnerships_in_the_api_and_a_registrar_the_own_drafts() -> None:
    suspended, draft = partnership("suspended"), partnership("draft")
    viewer, registrar = f.UserFactory(), f.RegistrarFactory(office=draft.office)

    for row, found_by_viewer, found_by_registrar in [
        (suspended, {suspended.ngo.code}, {suspended.ngo.code}),
        (draft, set(), {draft.ngo.code}),
    ]:
        asked = f"office={row.office.code}"
        assert by_tables(asked, viewer) == found_by_viewer
        assert by_tables(asked, registrar) == found_by_registrar
        assert by_entries(asked) == set()
