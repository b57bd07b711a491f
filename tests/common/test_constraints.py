"""What PostgreSQL refuses of source documents; and that every constraint of every room is tested."""

import pytest
from django.db.models.constraints import BaseConstraint

from tests.accounts.test_constraints import BROKEN as BROKEN_ACCOUNTS
from tests.activity_areas.test_constraints import BROKEN as BROKEN_ACTIVITY_AREAS
from tests.common.constraints import (
    Broken,
    assert_people_are_told,
    assert_postgresql_refuses,
    broken_dates,
    unsaved,
)
from tests.common.our_models import MODELS
from tests.factories import SourceDocumentFactory
from tests.ngos.test_constraints import BROKEN as BROKEN_NGOS
from tests.partnerships.test_constraints import BROKEN as BROKEN_PARTNERSHIPS
from tests.programmes.test_constraints import BROKEN as BROKEN_PROGRAMMES

BROKEN = [
    *broken_dates(SourceDocumentFactory),
    Broken(
        "sourcedocument_symbol_names_one_document",
        "Another document has this symbol.",
        lambda: unsaved(SourceDocumentFactory, symbol=SourceDocumentFactory(symbol="MC/INF/236").symbol),
    ),
]
TESTED = [
    *BROKEN,
    *BROKEN_ACTIVITY_AREAS,
    *BROKEN_PROGRAMMES,
    *BROKEN_ACCOUNTS,
    *BROKEN_NGOS,
    *BROKEN_PARTNERSHIPS,
]
CONSTRAINTS: list[BaseConstraint] = [constraint for model in MODELS for constraint in model._meta.constraints]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_postgresql_refuses_a_broken_document(broken):
    assert_postgresql_refuses(broken)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.constraint)
def test_people_are_told_what_is_wrong_with_a_document(broken):
    assert_people_are_told(broken)


def test_several_documents_may_have_no_symbol():
    first = SourceDocumentFactory(symbol="")

    second = SourceDocumentFactory(symbol="")

    assert first.symbol == second.symbol == ""


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda constraint: constraint.name)
def test_every_constraint_has_a_row_that_breaks_it(constraint):
    assert constraint.name in {broken.constraint for broken in TESTED}


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda constraint: constraint.name)
def test_every_constraint_has_a_sentence_for_people(constraint):
    assert str(constraint.violation_error_message) != str(constraint.default_violation_error_message)
