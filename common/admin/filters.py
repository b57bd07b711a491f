"""Admin list filters made from the model's one FilterSet."""

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from unfold.views import ChangeList
from unfold.widgets import INPUT_CLASSES, UnfoldAdminSelectMultipleWidget, UnfoldAdminSelectWidget

SELECT = {"data-theme": "admin-autocomplete", "class": "unfold-admin-autocomplete admin-autocomplete"}


class FilterSetListFilter(admin.ListFilter):
    """Shows one filter of the FilterSet; the change list applies them all together."""

    template = "unfold/filters/filters_field.html"
    name: str
    is_shown: bool

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        self.form_field = model_admin.get_filterset(request).form.fields[self.name]
        self.title = capfirst(str(self.form_field.label))
        super().__init__(request, params, model, model_admin)
        self.values = [value for value in params.pop(self.name, []) if value]
        if self.values:
            self.used_parameters[self.name] = self.values

    def has_output(self) -> bool:
        """Show the filters that the list names; the others still answer in the address."""
        return self.is_shown

    def expected_parameters(self) -> list[str | None]:
        """Name the parameter of the address that this filter reads."""
        return [self.name]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Leave the narrowing to the change list, where filters can speak of one and the same partnership."""
        return queryset

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield the form of this one filter, in Unfold's dress."""
        shown = copy.copy(self.form_field)
        shown.label, shown.help_text = self.title, ""
        several = isinstance(shown, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        if hasattr(shown, "choices"):
            # The widget writes its own classes into what it is given, so it gets a copy.
            widget: Any = (UnfoldAdminSelectMultipleWidget if several else UnfoldAdminSelectWidget)({**SELECT})
            choices = shown.choices
            shown.widget = widget
            shown.choices = choices
        else:
            kind = "date" if isinstance(shown, forms.DateField) else "text"
            shown.widget = forms.TextInput({"class": " ".join(INPUT_CLASSES), "type": kind})
        form = type("FilterForm", (forms.Form,), {self.name: shown})
        yield {"form": form(data={self.name: self.values if several else "".join(self.values[:1])})}


@cache
def list_filters(filterset_class: Any, shown: tuple[str, ...]) -> tuple[type[FilterSetListFilter], ...]:
    """Return an admin filter for each filter of the FilterSet, those that the list shows in its order first."""
    others = [name for name in filterset_class.base_filters if name not in {*shown, "search"}]
    return tuple(
        type(f"{name.title()}Filter", (FilterSetListFilter,), {"name": name, "is_shown": name in shown})
        for name in [*shown, *others]
    )


class FilteredChangeList(ChangeList):
    """A change list narrowed by the model's FilterSet, as the API and the pages are."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        """Return the rows that all filters let through; a value that makes no sense is named, and nothing shown."""
        rows = super().get_queryset(request, exclude_parameters)
        filterset = self.model_admin.get_filterset(request, rows)
        if filterset is None:
            return rows
        if not filterset.is_valid():
            for name, faults in filterset.form.errors.items():
                label = filterset.form.fields[name].label if name in filterset.form.fields else name
                messages.error(request, f"{label}: {' '.join(map(str, faults))}")
            return rows.none()
        return filterset.qs
