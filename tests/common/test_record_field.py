"""A record named on a form by its code or by words, and a choice from a short list."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from activity_areas.models import Service
from common.record_field import MOST_CANDIDATES, OfferedField, RecordField, in_full
from ngos.models import Ngo
from programmes.models import Programme
from tests.factories import NgoFactory, ProgrammeFactory, ServiceFactory, UserFactory

pytestmark = pytest.mark.django_db


def named(words: str | None, rows: Any = None) -> Any:
    """Return the record that the words name."""
    return RecordField(Programme.objects.all() if rows is None else rows).clean(words)


def refused(field: RecordField, words: str) -> str:
    """Return why the words name nothing."""
    with pytest.raises(ValidationError) as error:
        field.clean(words)
    return str(error.value.code)


def test_a_code_or_code_and_name_name_the_record_whatever_the_case() -> None:
    row = ProgrammeFactory(title="Welcome Home")

    for words in (row.code, row.code.lower(), f"  {row.code} ", in_full(row), in_full(row).upper()):
        assert named(words) == row


def test_a_person_is_named_by_the_address_whatever_its_case_with_or_without_a_name() -> None:
    ana = UserFactory(name="Ana Perera", email="ana.p@iom.example")
    nameless = UserFactory(name="", email="ben@iom.example")

    for words in ("ana.p@iom.example", "Ana.P@IOM.example", "ana.p@iom.example Ana Perera", "perera"):
        assert named(words, User.objects.all()) == ana
    assert in_full(nameless) == "ben@iom.example"
    assert named(in_full(nameless), User.objects.all()) == nameless


def test_words_of_one_name_name_it_whatever_the_accents() -> None:
    row = ProgrammeFactory(title="Réinsertion au Mali")
    ProgrammeFactory(title="Another")

    assert named("mali reinsertion") == row


def test_a_code_with_words_of_another_record_names_neither() -> None:
    row = ProgrammeFactory(title="Welcome Home")
    ProgrammeFactory(title="Way In")

    assert refused(RecordField(Programme.objects.all()), f"{row.code} Way In") == "unknown"


def test_several_are_offered_and_counted_beyond_those() -> None:
    for number in range(MOST_CANDIDATES + 3):
        ProgrammeFactory(title=f"Return {number}")
    field = RecordField(Programme.objects.all())

    assert refused(field, "return") == "several"
    assert (len(field.widget.candidates), field.widget.hidden_candidates) == (MOST_CANDIDATES, 3)
    assert "3 more are found" in field.widget.render("programme", "return", {"id": "id_programme"})


def test_a_candidate_counts_until_other_words_are_typed() -> None:
    field = RecordField(Programme.objects.all())
    sent = {"a": "return", "a_found_by": "return", "a_ticked": "PRG-01001"}

    assert field.widget.value_from_datadict(sent, {}, "a") == "PRG-01001"
    assert field.widget.value_from_datadict(sent | {"a": "home"}, {}, "a") == "home"
    assert field.widget.value_from_datadict({"a": "return"}, {}, "a") == "return"


def test_the_name_of_a_merged_record_names_the_one_that_stands_for_it() -> None:
    old = NgoFactory(name="Old House", merged=True)

    assert named("old house", Ngo.objects.all()) == old.merged_into


def test_what_the_row_brought_is_not_asked_for_again(django_assert_num_queries: Any) -> None:
    row = ProgrammeFactory(title="Welcome Home")
    field = RecordField(Programme.objects.all(), required=False)
    field.known = row

    with django_assert_num_queries(0):
        assert field.prepare_value(row.pk) == in_full(row)
        assert not field.has_changed(row.pk, in_full(row))
        assert field.clean(in_full(row)) == row
    assert field.clean("") is None
    assert field.has_changed(row.pk, "")
    assert not field.has_changed(None, " ")


def test_a_list_is_read_once_for_many_forms_and_grouped() -> None:
    first, second = ServiceFactory(name="Shelter"), ServiceFactory(name="Transport")

    class Row(forms.Form):
        service = OfferedField(Service.objects.offered(), grouped_by="area")

    with CaptureQueriesContext(connection) as asked:
        pages = [Row({"service": str(first.pk)}, prefix="").as_p() for _number in range(3)]
        assert Row({"service": str(second.pk)}).is_valid()
        assert not Row({"service": "0"}).is_valid()

    assert len(asked) == 1
    assert f'<optgroup label="{first.area}">' in pages[2]
