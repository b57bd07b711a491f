"""The factories of the tests: one for each model, each making a valid row."""

import pytest
from factory.django import DjangoModelFactory

from partnerships.models import ReviewStatus
from tests import factories
from tests.common.our_models import MODELS, label

FACTORIES = [
    factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, DjangoModelFactory) and factory._meta.model
]
TRAITS = [
    (factory, name)
    for factory in FACTORIES
    for name, parameter in factory._meta.parameters.items()
    if type(parameter).__name__ == "Trait"
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_factory_makes_a_row_that_the_model_accepts(factory):
    row = factory()

    row.refresh_from_db()
    row.full_clean()


@pytest.mark.parametrize(("factory", "trait"), TRAITS, ids=lambda value: getattr(value, "__name__", value))
def test_a_trait_makes_a_row_that_the_model_accepts(factory, trait):
    row = factory(**{trait: True})

    row.refresh_from_db()
    row.full_clean()


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_model_has_a_factory(model):
    assert model in {factory._meta.model for factory in FACTORIES}


@pytest.mark.parametrize("status", ReviewStatus.values)
def test_a_partnership_in_a_status_has_the_moves_that_led_there(status):
    partnership = factories.PartnershipFactory(**{status: True})

    moves = list(partnership.review_events.order_by("at").values_list("from_status", "to_status"))

    assert partnership.review_status == status
    assert [start for start, _ in moves] == ["draft", *(end for _, end in moves)][: len(moves)]
    assert [end for _, end in moves][-1:] == ([status] if status != "draft" else [])
