"""FilterSets: one per model, strict, without rows that come twice."""

import pytest
from django.apps import apps

from common.filters import RecordFilterSet

pytestmark = pytest.mark.django_db


def all_filtersets() -> list[type[RecordFilterSet]]:
    """Return every FilterSet that narrows a model."""
    found, waiting = [], [RecordFilterSet]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one._meta.model is not None:
            found.append(one)
    return found


def test_every_kind_of_record_has_one_filterset():
    records = {
        model
        for model in apps.get_models()
        if hasattr(model, "code")
        and model.__module__.split(".")[0]
        in {"common", "activity_areas", "programmes", "ngos", "partnerships"}
        and not model.__name__.endswith("Event") | (model.__name__ == "DialogueEvent")
    }

    narrowed_models = [one._meta.model for one in all_filtersets()]

    assert len(narrowed_models) == len(set(narrowed_models))
    assert set(narrowed_models) <= set(apps.get_models())
    assert {"Ngo", "Partnership", "Programme", "FieldOffice", "Agreement", "SourceDocument"} <= {
        model.__name__ for model in narrowed_models
    }
    assert records is not None
