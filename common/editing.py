"""The form of a record together with the forms of its parts, as the pages show, judge and save them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.db import IntegrityError, models, transaction
from django.forms.formsets import DEFAULT_MAX_NUM
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.conflicts import Typed
from common.fields import CountriesField
from common.form_merging import put
from common.history import Parts
from common.permissions import OUT_OF_REACH, Action, may, may_leave
from common.record_field import OfferedField, choice_of
from common.refusals import WHOLE, JudgedParts, RefusedError, refusal

EMPTY_ROWS = 2


class CountriesInput(forms.CheckboxSelectMultiple):
    """All countries to tick, folded up under those that are ticked."""

    template_name = "_widgets/countries.html"


@dataclass(frozen=True)
class PartKind:
    """A kind of parts on the form of a record: which fields of them are edited, and how."""

    model: type[models.Model]
    fields: tuple[str, ...]
    form: type[forms.ModelForm] = forms.ModelForm
    # The link to the record, where the part has two to its kind of records.
    link: str = ""
    # The link by which the choices of another are grouped.
    grouped_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """Return the name of the link to the record of which it is a part."""
        return self.link or str(getattr(self.model, "part_of"))  # noqa: B009 - models say it loosely


class Fault(NamedTuple):
    """Something wrong with a form: where, what, and the anchor that leads there."""

    place: str
    words: str
    anchor: str


class Row(NamedTuple):
    """One part on the form: its form, and what it is called."""

    form: Any
    name: str


class PartsForm(JudgedParts):
    """The parts of one kind on a page; rows that nobody touched are not judged again."""

    # What Django's own class says loosely, or not at all.
    model: Any
    prefix: Any
    forms: Any
    initial_forms: Any
    extra_forms: Any
    _pk_field: Any
    _errors: Any
    _non_form_errors: Any
    # Parts of a form that did not say how many it brings are shown as they are stored.
    was_cut_off = False
    has_new_row = False

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.name = str(form.instance) if form.instance.pk else ""
        form.empty_permitted = True
        know(form)
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add key and link; keys are compared with the rows at hand, without asking for each."""
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        given = {"initial": key.initial, "required": False, "widget": forms.HiddenInput}
        form.fields[self._pk_field.name] = OfferedField(self.get_queryset(), **given)

    def says_how_many(self) -> bool:
        """Say whether what was typed tells how many parts it brings, and a number that can be."""
        if not self.management_form.is_valid():
            return False
        counts: Any = self.management_form.cleaned_data
        return bool(0 <= counts["INITIAL_FORMS"] <= counts["TOTAL_FORMS"] <= self.absolute_max)

    def ask_for_another(self, typed: QueryDict) -> None:
        """Add a row to what was typed, with what a new part begins with."""
        number = self.total_form_count()
        typed[f"{self.prefix}-TOTAL_FORMS"] = str(min(number + 1, self.absolute_max))
        for bound in self.empty_form:
            names = [bound.html_name, *([bound.html_initial_name] if bound.field.show_hidden_initial else [])]
            for name in names:
                put(typed, name.replace("__prefix__", str(number)), bound.field.prepare_value(bound.initial))

    def title(self) -> str:
        """Return what the section is called."""
        return capfirst(str(self.model._meta.verbose_name_plural))

    def what(self) -> str:
        """Return what one part is called."""
        return str(self.model._meta.verbose_name)

    @cached_property
    def typed_rows(self) -> list[Row]:
        """Return the stored parts, and the new ones into which something was typed."""
        new = [form for form in self.extra_forms if self.is_bound and form.has_changed()]
        called_new = _("New: %(what)s") % {"what": self.what()}
        return [Row(form, form.name or called_new) for form in [*self.initial_forms, *new]]

    @cached_property
    def empty_rows(self) -> list[Any]:
        """Return the rows into which nothing was typed."""
        typed = [row.form for row in self.typed_rows]
        return [form for form in self.forms if form not in typed]

    def faults(self) -> Iterator[Fault]:
        """Yield all that is wrong, row by row."""
        if self.was_cut_off:
            words = _("This part of the form did not arrive, and is shown as it is stored.")
            yield Fault(self.title(), words, self.prefix)
        for fault in self.non_form_errors() if self.is_bound else []:
            yield Fault(self.title(), str(fault), self.prefix)
        for form in self.forms:
            name = f"{capfirst(self.what())} {form.name}".strip()
            yield from _faults(form, name, f"{form.prefix}-row")


class RecordForms:
    """The form of a record and those of its parts, as one user fills them in."""

    def __init__(
        self,
        form: type[forms.ModelForm],
        kinds: Iterable[PartKind],
        row: Any,
        user: Any,
        typed: QueryDict | None = None,
        refused: Mapping[str, str] | None = None,
    ) -> None:
        self.row, self.user, self.refused = row, user, dict(refused or {})
        self.name = str(row)
        filled_in: Any = forms.modelform_factory(type(row), form=form, formfield_callback=self._field)
        filled_in.user = user
        self.form: Any = filled_in(typed, instance=row)
        know(self.form)
        self.parts = [self._parts(kind, typed) for kind in kinds if may(user, Action.ADD, kind.model)]

    @property
    def history_parts(self) -> Parts:
        """Return the models of the parts, each with its link to the row."""
        return {parts.model: parts.fk.name for parts in self.parts}

    def typed(self) -> Iterator[Typed]:
        """Yield the fields of all forms, for `common.conflicts`."""
        yield Typed(self.form.fields)
        for parts in self.parts:
            yield Typed(parts.form.base_fields, parts.prefix, parts.model)

    def unjudged(self, prefix: str) -> None:
        """Show what was typed as it is, with another empty row among the parts with this prefix."""
        for parts in self.parts:
            parts.has_new_row = parts.prefix == prefix
            parts._errors, parts._non_form_errors = [ErrorDict() for _form in parts.forms], parts.error_class()
        for form in [self.form, *(form for parts in self.parts for form in parts.forms)]:
            form._errors, form.cleaned_data = ErrorDict(), {}
        for parts in self.parts:
            if parts.has_new_row:
                parts.forms[-1].visible_fields()[0].field.widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Say whether all that was typed makes sense; each form is judged."""
        if WHOLE in self.refused:
            self.form.add_error(None, self.refused[WHOLE])
        judged = [self.form.is_valid(), *(parts.is_valid() and not parts.was_cut_off for parts in self.parts)]
        return all(judged)

    def faults(self) -> list[Fault]:
        """Return all that is wrong, in the order of the page."""
        return [*_faults(self.form, "", "record"), *(fault for parts in self.parts for fault in parts.faults())]

    def save(self) -> None:
        """Write the row and its parts; what PostgreSQL or the rules of reach refuse is raised once all is tried."""
        try:
            with transaction.atomic():
                self.form.save()
        except IntegrityError as error:
            raise RefusedError({WHOLE: refusal(error)}) from error
        refused: dict[str, str] = {}
        for parts in self.parts:
            parts.save()
            refused |= parts.refused
        if not refused and not self.may_leave():
            refused[WHOLE] = str(OUT_OF_REACH)
        if refused:
            raise RefusedError(refused)

    def may_leave(self) -> bool:
        """Say whether the user may leave the row as it is now saved."""
        return may_leave(self.user, self.form.instance)

    def _parts(self, kind: PartKind, typed: QueryDict | None) -> PartsForm:
        made: Any = forms.inlineformset_factory(
            type(self.row),
            kind.model,
            form=kind.form,
            formset=PartsForm,
            fk_name=kind.link or None,
            fields=kind.fields,
            extra=EMPTY_ROWS,
            can_delete_extra=False,
            absolute_max=DEFAULT_MAX_NUM,
            formfield_callback=lambda column, **given: self._field(column, kind.grouped_by, **given),
        )
        made.refusals = self.refused
        links = [name for name in kind.fields if kind.model._meta.get_field(name).is_relation]
        rows = kind.model._default_manager.select_related(*links) if links else kind.model._default_manager.all()
        parts = made(typed, instance=self.row, queryset=rows)
        if typed is not None and not parts.says_how_many():
            parts = made(instance=self.row, queryset=rows)
            parts.was_cut_off = True
        return parts  # type: ignore[no-any-return]

    def _field(self, column: Any, grouped_by: Mapping[str, str] | None = None, **given: Any) -> Any:
        """Return the form field of a column, as pages show it."""
        if column.is_relation:
            return choice_of(column, self.user, (grouped_by or {}).get(column.name, ""))
        if isinstance(column, CountriesField):
            given["widget"] = CountriesInput
        elif isinstance(column, models.DateField):
            given["widget"] = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        elif isinstance(column, models.TextField):
            given["widget"] = forms.Textarea({"rows": 4})
        return column.formfield(**given)


def know(form: Any) -> None:
    """Tell the choices of a form which records came along with its row."""
    for name, one in form.fields.items():
        if hasattr(one, "known") and form.instance.pk and form.instance._meta.get_field(name).is_relation:
            one.known = getattr(form.instance, name)


def _faults(form: Any, row: str, anchor: str) -> Iterator[Fault]:
    errors: Mapping[str, Sequence[str]] = form.errors if form.is_bound else {}
    for name, messages in errors.items():
        bound = form[name] if name in form.fields else None
        place = ", ".join(filter(None, [row, str(bound.label) if bound is not None and not bound.is_hidden else ""]))
        for words in messages:
            yield Fault(place, str(words), bound.auto_id if bound is not None and not bound.is_hidden else anchor)
