"""Filtering for API, admin and pages: one FilterSet per model, and no parameter is ignored."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from common.models import SourceDocument
from common.problems import ParameterError
from common.querysets import LONGEST_SEARCH

# A schema of OpenAPI: nested dictionaries, as that standard says.
Schema = dict[str, Any]
Choices = Iterable[tuple[str, Any]]

# Parameters of a list that are no filters.
PAGING = frozenset({"cursor", "page_size"})
FORMAT = "format"


def narrowed(rows: models.QuerySet, path: str, values: Any) -> models.QuerySet:
    """Return the rows from which the path leads to one of the values.

    A relation on the way is asked in a subquery, so that no row comes twice.
    """
    first, _dots, rest = path.partition("__")
    field: Any = rows.model._meta.get_field(first)
    if not field.is_relation or (not rest and not field.one_to_many):
        return rows.filter(**{f"{first}__{'overlap' if isinstance(field, ArrayField) else 'in'}": values})
    related = field.related_model._base_manager.all()
    related = narrowed(related, rest, values) if rest else related.filter(pk__in=values)
    if field.one_to_many:
        return rows.filter(pk__in=related.values(field.field.name))
    return rows.filter(**{f"{first}__in": related.values("pk")})


class SeveralField(forms.MultipleChoiceField):
    """Several of some choices; what is left empty does not count."""

    def to_python(self, value: Any) -> list[str]:
        """Return the values given, in the form in which they are stored."""
        given = [value] if isinstance(value, str) else value or []
        return [self.as_stored(str(one).strip()) for one in given if str(one).strip()]

    def as_stored(self, value: str) -> str:
        """Return the value in the case in which it is stored."""
        return value.lower()

    def validate(self, value: Any) -> None:
        """Refuse what is none of the choices, and name them."""
        for one in value:
            if not self.valid_value(one):
                raise ValidationError(self.refusal(one), code="invalid_choice")

    def refusal(self, value: str) -> str:
        """Say what may be given instead."""
        choices: Any = self.choices
        known = ", ".join(str(choice) for choice, _label in choices)
        return _("“%(value)s” is none of these: %(known)s.") % {"value": value, "known": known}


class CountriesFormField(SeveralField):
    """Several countries by code."""

    def as_stored(self, value: str) -> str:
        """Return the code in capital letters."""
        return value.upper()

    def refusal(self, value: str) -> str:
        """Say what a country code looks like."""
        return _("“%(value)s” is not a country code; give two capital letters of ISO 3166-1, such as BD.") % {
            "value": value
        }


class CodesField(forms.ModelMultipleChoiceField):
    """Several records by code, whatever the case of its letters; what is left empty does not count."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, to_field_name="code", **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the records, found in one query; refuse a code that no record has."""
        given = [value] if isinstance(value, str) else value or []
        codes = [str(one).strip() for one in given if str(one).strip()]
        if not codes:
            return []
        spelled = {spelling for code in codes for spelling in (code, code.upper(), code.lower())}
        found: dict[str, Any] = {row.code.lower(): row for row in self.queryset.filter(code__in=spelled)}  # type: ignore[union-attr]
        for code in codes:
            if code.lower() not in found:
                raise ValidationError(
                    _("There is no %(kind)s with the code “%(code)s”."),
                    code="unknown_code",
                    params={"kind": self.queryset.model._meta.verbose_name, "code": code},  # type: ignore[union-attr]
                )
        return [found[code.lower()] for code in codes]


class RecordFilter(django_filters.Filter):
    """A filter that tells the API's description what it takes."""

    schema: Schema = {"type": "string"}

    def described(self) -> Schema:
        """Return the schema of one value."""
        return dict(self.schema)


class SearchFilter(RecordFilter):
    """Words of which each must occur somewhere in the record, as its queryset's `search` finds them."""

    field_class = forms.CharField
    schema = {"type": "string", "maxLength": LONGEST_SEARCH}

    def filter(self, qs: Any, value: str) -> Any:
        """Keep the rows in which each word occurs."""
        return qs.search(value) if value else qs


class SeveralFilter(RecordFilter):
    """A filter that may be given several times: a row is kept if one of the values fits."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Keep the rows that one of the values fits."""
        return narrowed(qs, self.field_name, value) if value else qs


class OfChoices:
    """A filter over the values of a choice; a function gives the choices where they are known only later."""

    extra: Any

    def __init__(self, field_name: str, *, choices: Choices | Callable[[], Choices], **kwargs: Any) -> None:
        super().__init__(field_name, choices=choices, **kwargs)  # type: ignore[call-arg]

    def described(self) -> Schema:
        """Return the values as an enumeration."""
        choices = self.extra["choices"]
        known = choices() if callable(choices) else getattr(choices, "choices", choices)
        return {"type": "string", "enum": [str(value) for value, _label in known]}


class ChoicesFilter(OfChoices, SeveralFilter):
    """Values of a choice, such as a stage."""

    field_class = SeveralField


class OneChoiceField(SeveralField):
    """One of some choices."""

    def clean(self, value: Any) -> Any:
        """Return the value, or nothing where none is given."""
        return next(iter(super().clean(value)), "")


class OneChoiceFilter(OfChoices, RecordFilter):
    """One value of a choice, given once only."""

    field_class = OneChoiceField


class CountriesFilter(SeveralFilter):
    """Countries by code."""

    field_class = CountriesFormField
    schema = {"type": "string", "minLength": 2, "maxLength": 2, "example": "BD"}

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, choices=lambda: list(countries), **kwargs)


class CodesFilter(SeveralFilter):
    """Related records by code; `of` gives those that the asking user may name."""

    field_class = CodesField

    def __init__(self, field_name: str, *, of: Callable[[Any], models.QuerySet], **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.of = of

    @property
    def field(self) -> Any:
        """Return the form field, over the records that may be named in this request."""
        self.extra["queryset"] = self.of(self.parent.request)  # type: ignore[attr-defined]
        return super().field


class DayField(forms.DateField):
    """A day as ISO 8601 writes it."""

    input_formats = ["%Y-%m-%d"]
    default_error_messages = {"invalid": gettext_lazy("This is not a day; write it as in 2001-12-31.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayFilter(RecordFilter):
    """A day that is given to a method of the queryset (`verb`), or compared with a column."""

    field_class = DayField
    schema = {"type": "string", "format": "date"}

    def __init__(self, field_name: str = "", *, verb: str = "", **kwargs: Any) -> None:
        super().__init__(field_name or verb, **kwargs)
        self.verb = verb

    def filter(self, qs: Any, value: date | None) -> Any:
        """Keep what the queryset's method keeps, or what compares well."""
        if value is None:
            return qs
        if self.verb:
            return getattr(qs, self.verb)(value)
        return qs.filter(**{f"{self.field_name}__{self.lookup_expr}": value})


class YesOrNoField(forms.TypedChoiceField):
    """The word true or the word false."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "—"), ("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))]
        super().__init__(choices=choices, coerce=lambda word: word == "true", empty_value=None, **kwargs)
        self.error_messages["invalid_choice"] = gettext_lazy("Give true or false.")

    def to_python(self, value: Any) -> str:
        """Return the word in lower case."""
        return str(super().to_python(value)).lower()


class YesOrNoFilter(RecordFilter):
    """Something that is so or is not so."""

    field_class = YesOrNoField
    schema = {"type": "boolean"}

    def filter(self, qs: Any, value: bool | None) -> Any:
        """Keep the rows in which it is, or is not, so."""
        return qs if value is None else qs.filter(**{self.field_name: value})


class RecordFilterSet(django_filters.FilterSet):
    """What the list of every kind of record can be narrowed by."""

    search = SearchFilter(
        label=gettext_lazy("search"),
        help_text=gettext_lazy("Words that must all occur, whatever their accents, case or script."),
        max_length=LONGEST_SEARCH,
    )


class DatedFilterSet(RecordFilterSet):
    """What the list of records with dates as known can be narrowed by."""

    in_force_on = DayFilter(
        verb="in_force",
        label=gettext_lazy("in force on"),
        help_text=gettext_lazy("A day on which it is certainly in force."),
    )
    maybe_in_force_on = DayFilter(
        verb="maybe_in_force",
        label=gettext_lazy("perhaps in force on"),
        help_text=gettext_lazy("A day on which no known date rules out that it is in force."),
    )


class SourceDocumentFilter(RecordFilterSet):
    """Narrows source documents."""

    kind = ChoicesFilter("kind", choices=SourceDocument.Kind.choices, label=gettext_lazy("kind"))

    class Meta:
        model = SourceDocument
        fields: list[str] = []


class StrictFilterBackend(BaseFilterBackend):
    """Filters by the view's FilterSet, and refuses what the FilterSet does not know."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        """Return the rows that the parameters ask for, or refuse the parameters by name."""
        if view.detail:
            refuse_unknown(request, {FORMAT})
            return queryset
        filters: dict[str, RecordFilter] = view.filterset_class.base_filters
        refuse_unknown(request, {*filters, *PAGING, FORMAT})
        refuse_repeated(request, {name for name, one in filters.items() if isinstance(one, SeveralFilter)})
        filterset = view.filterset_class(request.query_params, queryset, request=request)
        if not filterset.is_valid():
            raise ParameterError(filterset.errors)
        return filterset.qs

    def get_schema_operation_parameters(self, view: Any) -> list[Schema]:
        """Describe the filters for the API's documentation."""
        filters: dict[str, RecordFilter] = view.filterset_class.base_filters
        return [_parameter(name, one) for name, one in filters.items()]


def _parameter(name: str, one: RecordFilter) -> Schema:
    schema, more = one.described(), {}
    if isinstance(one, SeveralFilter):
        schema, more = {"type": "array", "items": schema}, {"explode": True, "style": "form"}
    description = str(one.extra.get("help_text") or one.label)
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
        **more,
    }


def refuse_unknown(request: Request, known: set[str]) -> None:
    """Refuse the parameters that the address does not know, each by name, and list those it knows."""
    message = _("There is no parameter “%(name)s” here. There are: %(known)s.")
    names = {"known": ", ".join(sorted(known))}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise ParameterError({name: [message % {"name": name, **names}] for name in unknown})


def refuse_repeated(request: Request, repeatable: set[str]) -> None:
    """Refuse a second value where only one can count."""
    given = dict(request.query_params.lists())
    repeated = sorted(name for name, values in given.items() if len(values) > 1 and name not in repeatable)
    if repeated:
        raise ParameterError({name: [_("Give this parameter once only.")] for name in repeated})
