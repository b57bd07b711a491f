"""Model fields that every room uses."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

if TYPE_CHECKING:
    PlainCharField = models.CharField[str | Combinable, str]
    PlainTextField = models.TextField[str | Combinable, str]
else:
    PlainCharField, PlainTextField = models.CharField, models.TextField


class CharField(PlainCharField):
    """A line of text; PostgreSQL cannot store NUL, so it is refused in words."""

    default_validators = [ProhibitNullCharactersValidator()]


class TextField(PlainTextField):
    """A text of several lines, without NUL."""

    default_validators = [ProhibitNullCharactersValidator()]


class EmailField(models.EmailField):
    """An e-mail address, kept in lower case: no two differ by case alone, and it is found however it is typed."""

    def to_python(self, value: Any) -> Any:
        """Return the address in lower case."""
        given = super().to_python(value)
        return given.strip().lower() if isinstance(given, str) else given

    def get_prep_value(self, value: Any) -> Any:
        """Return the address as it is stored and looked for."""
        return self.to_python(value)


class URLField(models.URLField):
    """An address on the web, without NUL; typed without a scheme, it is taken for https."""

    default_validators = [*models.URLField.default_validators, ProhibitNullCharactersValidator()]

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class CodeField(PlainCharField):
    """The short speaking code of a record, such as `NGO-01001`, drawn by PostgreSQL from the sequence `ngo_code`."""

    def __init__(self, *, prefix: str, unique: bool = True, **kwargs: Any) -> None:
        self.prefix = prefix
        kwargs |= {
            "max_length": 16,
            "editable": False,
            "db_default": Func(Value(prefix), function="next_code"),
        }
        super().__init__(_("code"), unique=unique, **kwargs)

    def deconstruct(self) -> Any:
        """Say what a migration must repeat: the prefix, and that a code in history is not unique."""
        name, path, _args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable", "db_default", "verbose_name"):
            kwargs.pop(fixed, None)
        return name, path, [], kwargs | {"prefix": self.prefix} | ({} if self.unique else {"unique": False})


def validate_country(code: str) -> None:
    """Refuse a code that is neither ISO 3166-1 alpha-2 nor one of the registry's historic ones."""
    if code not in dict(countries):
        raise ValidationError(
            _("“%(code)s” is not a country code; give two capital letters of ISO 3166-1, such as BD."),
            code="unknown_country",
            params={"code": code},
        )


def validate_once(values: list[str]) -> None:
    """Refuse a list in which a value stands twice."""
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValidationError(
            _("%(values)s stands there twice; name each once."), code="twice", params={"values": ", ".join(twice)}
        )


def country_name(code: str) -> str:
    """Return the country's name in the reader's language, or the code itself where it is not known."""
    return _country_names(get_language()).get(code, code)


@cache
def _country_names(language: str | None) -> dict[str, str]:
    return {code: str(name) for code, name in countries}


class CountryField(CharField):
    """A country by its two-letter code; historic ones (YU, CS, TP) and Kosovo (XK) included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 2
        super().__init__(*args, **kwargs)
        self.validators.append(validate_country)

    def deconstruct(self) -> Any:
        """Say what a migration must repeat."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Offer the countries by name."""
        nothing = [("", "—")] if self.blank else []
        said: dict[str, Any] = {
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
        }
        said |= {key: value for key, value in kwargs.items() if key in {*said, "widget"}}
        # Asked anew for each page: the field may be made once, before anybody's language is known.
        return forms.ChoiceField(choices=lambda: [*nothing, *countries], **said)


class CountriesFormField(forms.MultipleChoiceField):
    """Several countries, chosen by name; their order says nothing, so it is that of their codes."""

    def clean(self, value: Any) -> list[str]:
        """Return the codes, each once, in their order."""
        return sorted(set(super().clean(value)))


class CountriesField(ArrayField):
    """Several countries by code, each once and in the order of their codes."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        base = CharField(max_length=2, validators=[validate_country])
        fixed = {"base_field": base, "verbose_name": verbose_name, "blank": True, "default": list}
        super().__init__(**kwargs | fixed)
        self.validators.append(validate_once)

    def deconstruct(self) -> Any:
        """Say what a migration must repeat."""
        return _without_fixed(super().deconstruct())

    def formfield(self, **kwargs: Any) -> Any:
        """Offer the countries by name, several at a time."""
        return CountriesFormField(
            choices=lambda: list(countries),
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            **{key: value for key, value in kwargs.items() if key == "widget"},
        )


class PlacesField(ArrayField):
    """Places as a source prints them: a region, a camp, a subregion."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        base = CharField(max_length=120)
        super().__init__(**kwargs | {"base_field": base, "verbose_name": verbose_name, "blank": True, "default": list})

    def deconstruct(self) -> Any:
        """Say what a migration must repeat."""
        return _without_fixed(super().deconstruct())


def _without_fixed(parts: Any) -> Any:
    name, path, args, kwargs = parts
    return (
        name,
        path,
        args,
        {key: value for key, value in kwargs.items() if key not in {"base_field", "blank", "default"}},
    )


def folded(*fields: str) -> models.GeneratedField:
    """Return a stored column with the fields' text as search and sorting see it.

    Transliterated to Latin, lower case, without accents, apostrophes or punctuation; kept by PostgreSQL
    itself (function `fold`), so that raw SQL and bulk updates cannot leave it behind.
    """
    source: Any = F(fields[0]) if len(fields) == 1 else Concat(*_spaced(fields), output_field=models.TextField())
    return models.GeneratedField(
        expression=Func(source, function="fold", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )


def _spaced(fields: tuple[str, ...]) -> list[Any]:
    parts: list[Any] = [F(fields[0])]
    for name in fields[1:]:
        parts += [Value(" "), F(name)]
    return parts
