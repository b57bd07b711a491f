"""FilterSets: one per model, strict, and no row comes twice."""

from datetime import date

import pytest
from django.http import QueryDict

from activity_areas.filters import ServiceFilter
from common.filters import (
    CodesFilter,
    CountriesFilter,
    DayFilter,
    OfChoices,
    RecordFilterSet,
    SearchFilter,
    YesOrNoFilter,
)
from ngos.filters import NgoFilter
from partnerships.filters import PartnershipFilter, QueueFilter
from partnerships.models import Partnership
from programmes.filters import FieldOfficeFilter, ProgrammeFilter
from programmes.models import FieldOffice, Programme
from tests import factories
from tests.factories import (
    ActivityAreaFactory,
    FieldOfficeFactory,
    PartnershipFactory,
    ProgrammeAreaFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db
VALUES = {SearchFilter: "word", CountriesFilter: "BD", DayFilter: "2001-05-04", YesOrNoFilter: "true"}
MAKERS = {maker._meta.model: maker for maker in vars(factories).values() if hasattr(maker, "_meta")}


def filtersets(above: type[RecordFilterSet] = RecordFilterSet) -> list[type[RecordFilterSet]]:
    """Return every FilterSet that narrows a model."""
    below = [one for child in above.__subclasses__() for one in filtersets(child)]
    return below + ([above] if above._meta.model else [])


def some_value(one: object) -> str:
    """Return a value that the filter takes, and make the record for it where it takes a code."""
    if isinstance(one, CodesFilter):
        model = one.of(None).model
        return MAKERS[model](**({"approved": True} if model is Partnership else {})).code
    if isinstance(one, OfChoices):
        return one.described()["enum"][0]
    return next(value for kind, value in VALUES.items() if isinstance(one, kind))


def test_each_model_has_one_set_of_filters():
    # What waits for a reviewer are partnerships and proposals in one list, which is narrowed in its own way.
    first = [one for one in filtersets() if one.__base__._meta.model is None and one is not QueueFilter]
    models = [one._meta.model for one in first]

    assert len(models) >= 14
    assert len(models) == len(set(models))
    others = {*filtersets()} - {*first, QueueFilter}
    assert all(one.base_filters.keys() == one.__base__.base_filters.keys() for one in others)


@pytest.mark.parametrize("filterset", filtersets(), ids=lambda one: one.__name__)
def test_every_filter_can_be_asked_of_its_model(filterset: type[RecordFilterSet]):
    rows = Partnership.objects.with_waiting_since() if filterset is QueueFilter else None
    for name, one in filterset.base_filters.items():
        asked = filterset({name: some_value(one)}, rows)

        assert asked.is_valid(), asked.errors
        assert list(asked.qs) == [], name


def test_describing_the_filters_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        for filterset in filtersets():
            for one in filterset.base_filters.values():
                one.described()


def test_values_of_one_filter_widen_and_filters_narrow():
    ukraine = FieldOfficeFactory(country="UA")
    kenya = FieldOfficeFactory(country="KE", kind=FieldOffice.Kind.REGIONAL)
    FieldOfficeFactory(country="BD")

    both = FieldOfficeFilter(QueryDict("country=UA&country=KE")).qs
    one = FieldOfficeFilter(QueryDict("country=UA&country=KE&kind=regional")).qs

    assert set(both) == {ukraine, kenya}
    assert list(one) == [kenya]


def test_a_row_that_fits_twice_comes_once():
    programme = ProgrammeFactory()
    areas = [ProgrammeAreaFactory(programme=programme).area.code for _ in range(2)]

    found = ProgrammeFilter(QueryDict(f"area={areas[0]}&area={areas[1]}")).qs

    assert list(found) == [programme]


def test_codes_and_choices_are_read_whatever_their_case():
    area = ActivityAreaFactory(code="CT")
    service = ServiceFactory(area=area)
    office = FieldOfficeFactory(country="UA")

    assert list(ServiceFilter(QueryDict("area=ct")).qs) == [service]
    assert list(FieldOfficeFilter(QueryDict("country=ua&kind=COUNTRY")).qs) == [office]


def test_an_empty_value_does_not_count():
    programme = ProgrammeFactory(is_untitled=True)

    found = ProgrammeFilter(QueryDict("area=&search=&kind=&is_untitled=&in_force_on="))

    assert found.is_valid()
    assert list(found.qs) == [programme]


def test_a_filter_costs_one_query_for_its_codes(django_assert_num_queries):
    areas = [ProgrammeAreaFactory().area.code for _ in range(5)]
    asked = ProgrammeFilter(QueryDict("&".join(f"area={code}" for code in areas)))

    with django_assert_num_queries(2):
        assert len(asked.qs) == 5


def test_certain_and_possible_dates_are_told_apart():
    certain = ProgrammeFactory(in_2001=True)
    undated = ProgrammeFactory()
    day = date(2001, 12, 31)

    assert list(ProgrammeFilter({"in_force_on": "2001-06-30"}, Programme.objects.all()).qs) == []
    assert certain in ProgrammeFilter({"maybe_in_force_on": str(day)}).qs
    assert undated in ProgrammeFilter({"maybe_in_force_on": str(day)}).qs


def test_an_office_has_its_partnerships_and_those_of_its_programmes():
    office = FieldOfficeFactory()
    led = PartnershipFactory(office=office)
    run = PartnershipFactory(programme=ProgrammeOfficeFactory(office=office).programme)
    PartnershipFactory()

    found = PartnershipFilter(QueryDict(f"office={office.code}")).qs

    assert set(found) == {led, run}


def test_without_a_request_only_approved_partnerships_count():
    draft, approved = PartnershipFactory(), PartnershipFactory(approved=True)
    asked = f"office={draft.office.code}&office={approved.office.code}"

    assert list(NgoFilter(QueryDict(asked)).qs) == [approved.ngo]
