"""What every test of constraints needs: rows that break one, and the two judges that must refuse them."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from factory import SubFactory
from factory.django import DjangoModelFactory

from common.models import DatePrecision
from tests.factories import CitationFactory, DatedFactory, SourceDocumentFactory

NOT_IN_ORDER = "The last day is earlier than the first day."
NOT_SAID_HOW_EXACTLY = "Say how exactly the dates are known; leave that empty where there are none."
NOT_FITTING = "Known to the year, the days are 1 January and 31 December; to the month, its first and last day."


class Broken(NamedTuple):
    """An unsaved row, the one constraint that it breaks, and the sentence that people are told."""

    constraint: str
    sentence: str
    row: Callable[[], models.Model]


def broken_dates(factory: type[DatedFactory]) -> list[Broken]:
    """Return the ways in which dates as known can be wrong; each dated model refuses them all."""
    model = factory._meta.model._meta.model_name
    day, month, year = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR
    wrong = [
        ("ends_no_earlier_than_it_starts", NOT_IN_ORDER, date(2002, 5, 4), date(2002, 5, 3), day),
        ("says_how_exactly_its_dates_are_known", NOT_SAID_HOW_EXACTLY, date(2002, 5, 4), None, ""),
        ("says_how_exactly_its_dates_are_known", NOT_SAID_HOW_EXACTLY, None, date(2002, 5, 4), ""),
        ("says_how_exactly_its_dates_are_known", NOT_SAID_HOW_EXACTLY, None, None, year),
        ("dates_fit_their_precision", NOT_FITTING, date(2002, 5, 1), None, year),
        ("dates_fit_their_precision", NOT_FITTING, None, date(2002, 5, 31), year),
        ("dates_fit_their_precision", NOT_FITTING, date(2002, 5, 2), None, month),
        ("dates_fit_their_precision", NOT_FITTING, date(2004, 2, 1), date(2004, 2, 28), month),
    ]
    return [
        Broken(
            f"{model}_{rule}",
            sentence,
            lambda first=first, last=last, precision=precision: unsaved(
                factory, first_day=first, last_day=last, date_precision=precision
            ),
        )
        for rule, sentence, first, last, precision in wrong
    ]


def broken_citation(factory: type[CitationFactory], owner: str) -> list[Broken]:
    """Return the citation that its owner has already, with a paragraph and without."""

    def again(paragraph: int | None) -> models.Model:
        first = factory(document=SourceDocumentFactory(), paragraph=paragraph)
        return unsaved(factory, **{owner: getattr(first, owner)}, document=first.document, paragraph=paragraph)

    name = f"{owner}citation_cites_a_paragraph_once"
    return [
        Broken(name, "This paragraph is cited already.", lambda paragraph=paragraph: again(paragraph))
        for paragraph in (23, None)
    ]


def unsaved(factory: type[DjangoModelFactory], **values: object) -> models.Model:
    """Return the factory's row unsaved, with everything it rests on saved."""
    for name, declaration in factory._meta.pre_declarations.as_dict().items():
        if isinstance(declaration, SubFactory) and name not in values:
            values[name] = declaration.get_factory()()
    return factory.build(**values)


def errors_of(row: models.Model) -> dict[str, list[str]]:
    """Return what validation says of each field, nothing if it says nothing."""
    try:
        row.full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def assert_postgresql_refuses(broken: Broken) -> None:
    """Assert that the row cannot be saved, because of this constraint and no other."""
    row = broken.row()

    with pytest.raises(IntegrityError, match=f'"{broken.constraint}"'), transaction.atomic():
        row.save()


def assert_people_are_told(broken: Broken) -> None:
    """Assert that validation says the sentence, and nothing beside it."""
    row = broken.row()

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert refused.value.messages == [broken.sentence]
