"""The widgets of the admin's forms, in Unfold's dress."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from unfold.widgets import (
    UnfoldAdminSelect2MultipleWidget,
    UnfoldAdminSelect2Widget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from common.fields import CountriesField, CountryField, PlacesField

WIDGETS: dict[Any, Any] = {
    CountryField: {"widget": UnfoldAdminSelect2Widget},
    CountriesField: {"widget": UnfoldAdminSelect2MultipleWidget},
    PlacesField: {"widget": UnfoldAdminTextInputWidget},
    models.TextField: {"widget": UnfoldAdminTextareaWidget({"rows": 4})},
}


def may_be_key(model: type[models.Model], value: Any) -> bool:
    """Say whether this could be the key of a row of the model."""
    try:
        model._meta.pk.to_python(value)
    except ValidationError:
        return False
    return True


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete that asks for the name of its row only where the form's own row did not bring it along."""

    known: Any = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return the one option that is chosen, and an empty one where it may be left empty."""
        if self.known is None or [str(one) for one in value] != [str(self.known.pk)]:
            # Django asks the database for whatever was typed, and fails where that is no number.
            return super().optgroups(
                name, [one for one in value if may_be_key(self.field.remote_field.model, one)], attr
            )
        label = self.choices.field.label_from_instance(self.known)
        options = [self.create_option(name, self.known.pk, label, True, 1)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]
