"""A row of a fixture, judged by its model before it is saved, so that each fault is named with its field."""

from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.serializers.base import DeserializedObject
from django.db import models

UNFIT = "“{}” does not fit: texts and dates need quotes (an unquoted NO is read as false), lists brackets."


class Loaded:
    """The rows that others name by natural key, each asked for once."""

    def __init__(self, using: str) -> None:
        self.using = using
        self.rows: dict[tuple[type[models.Model], str], models.Model] = {}

    def find(self, model: Any, name: Any) -> Any:
        """Return the row with this natural key (a list) or number, or None where there is none."""
        key = (model, repr(name))
        if key not in self.rows:
            stored = model._default_manager.db_manager(self.using)
            try:
                found = stored.get_by_natural_key(*name) if isinstance(name, list) else stored.get(pk=name)
            except (ObjectDoesNotExist, TypeError, ValueError, ValidationError):
                return None
            self.rows[key] = found
        return self.rows[key]


class FixtureRow:
    """What stands in a file for one object."""

    def __init__(self, content: Any, loaded: Loaded) -> None:
        self.content = content
        self.loaded = loaded

    def __str__(self) -> str:
        """Return model and natural key: “ngos.ngo NGO-00007”."""
        model = self.model._meta.label_lower
        key = [self.given.get(name) for name in self.key_fields] or [self.content.get("pk")]
        words = [part[0] if isinstance(part, list) and part else part for part in key]
        return " ".join([model, *(str(word) for word in words if word or word == 0)])

    @cached_property
    def model(self) -> Any:
        """Return the row's model; refuse what is no row."""
        if not isinstance(self.content, dict) or not isinstance(self.content.get("fields"), dict):
            raise ValidationError("A row has a model, and fields with their values.")
        try:
            return apps.get_model(str(self.content.get("model")))
        except (LookupError, ValueError) as error:
            raise ValidationError({"model": f"There is no model “{self.content.get('model')}”."}) from error

    @property
    def given(self) -> dict[str, Any]:
        """Return the values that the row gives."""
        fields: dict[str, Any] = self.content["fields"]
        return fields

    @property
    def key_fields(self) -> tuple[str, ...]:
        """Return the names of the fields by which rows of this kind are known."""
        return getattr(self.model, "natural_key_fields", ())

    def judged(self) -> DeserializedObject:
        """Return the object to be saved, or refuse it with what its fields say."""
        needed = [name for name in self.key_fields if not self.model._meta.get_field(name).blank]
        missing = [name for name in needed if self.given.get(name) is None]
        if missing:
            raise ValidationError(dict.fromkeys(missing, "The row has no name without it."))
        row = self.model(**{name: self._value(name, value) for name, value in self.given.items()})
        row.pk = self._number(row)
        _judge(row)
        return DeserializedObject(row)

    def _number(self, row: Any) -> Any:
        """Return the number of this row where it is stored already; a new one is drawn on saving."""
        if self.content.get("pk") is not None:
            return row._meta.pk.to_python(self.content["pk"])
        if not self.key_fields:
            return None
        key = list(row.natural_key())
        same = self.loaded.find(self.model, key)
        self.loaded.rows[self.model, repr(key)] = row
        return same and same.pk

    def _value(self, name: str, value: Any) -> Any:
        """Return the value as its field takes it, or refuse it in the field's words."""
        try:
            field: Any = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            field = None
        if not getattr(field, "concrete", False) or field.generated:
            raise ValidationError({name: f"{self.model._meta.label_lower} has no such field."})
        if value is None:
            return value
        if field.is_relation:
            return self._named(field, value)
        if not _fits(field, value):
            raise ValidationError({name: UNFIT.format(value)})
        try:
            return field.to_python(value)
        except ValidationError as fault:
            raise ValidationError({name: fault}) from fault

    def _named(self, field: Any, value: Any) -> Any:
        """Return the row that the value names, which must have been loaded before."""
        found = self.loaded.find(field.related_model, value)
        if found is None:
            words = " ".join(map(str, value)) if isinstance(value, list) else f"{value} (without brackets)"
            kind = field.related_model._meta.label_lower
            raise ValidationError({field.name: f"There is no {kind} {words}, or not before this row."})
        return found


def in_words(fault: ValidationError) -> str:
    """Return what a refusal says, each message after the name of its field."""
    if not hasattr(fault, "error_dict"):
        return " ".join(fault.messages)
    return " ".join(
        " ".join(messages) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(messages)}"
        for name, messages in fault.message_dict.items()
    )


def _fits(field: models.Field, value: Any) -> bool:
    """Say whether the value is of the field's kind; YAML makes others of what lacks its quotes."""
    if isinstance(field, ArrayField):
        return isinstance(value, list) and all(_fits(field.base_field, item) for item in value)
    if isinstance(field, models.CharField | models.TextField | models.DateField):
        return isinstance(value, str)
    return isinstance(field, models.BooleanField) or not isinstance(value, bool)


def _judge(row: models.Model) -> None:
    """Refuse what the model refuses, but for references and constraints, which answer for themselves."""
    columns = [field for field in row._meta.concrete_fields if not (field.generated or field.primary_key)]
    empty = [field for field in columns if not field.null and getattr(row, field.attname) is None]
    if empty:
        raise ValidationError({field.name: str(field.error_messages["null"]) for field in empty})
    references = {field.name for field in columns if field.is_relation}
    row.full_clean(exclude=references, validate_unique=False, validate_constraints=False)
