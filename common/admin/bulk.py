"""Several rows of a list given the same values at once: all of them or, if one refuses, none."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action

from common.admin.widgets import may_be_key
from common.refusals import refusal


class BulkEditMixin:
    """Edits the selected rows of a list."""

    bulk_fields: ClassVar[tuple[str, ...]] = ()
    actions: Any = ("edit_selected",)
    model: Any

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer bulk editing where there is something to edit and the user may."""
        admin: Any = self
        view: Any = super()
        actions = view.get_actions(request)
        if not self.bulk_fields or not admin.has_change_permission(request):
            actions.pop("edit_selected", None)
        if not admin.has_delete_permission(request):
            actions.pop("delete_selected", None)
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Leave out of what was ticked whatever cannot be a key, of which the database could make nothing."""
        view: Any = super()
        if helpers.ACTION_CHECKBOX_NAME in request.POST:
            posted = request.POST.copy()
            ticked = posted.getlist(helpers.ACTION_CHECKBOX_NAME)
            posted.setlist(helpers.ACTION_CHECKBOX_NAME, [key for key in ticked if may_be_key(self.model, key)])
            request.POST = posted  # type: ignore[assignment]
        return view.changelist_view(request, extra_context)

    @action(description=gettext_lazy("Edit selected rows"))
    def edit_selected(self, request: HttpRequest, queryset: Any) -> Any:
        """Ask which fields get which values, and give them."""
        admin: Any = self
        rows = queryset.changeable_by(request.user)
        form, names = self._bulk_form(request)
        chosen = [name for name in names if f"set_{name}" in request.POST]
        for name, field in form.fields.items():
            field.required = field.required and name in chosen
        faults: list[str] = []
        if "apply" in request.POST and chosen:
            form.is_valid()
            given = {name: form.cleaned_data[name] for name in chosen if name in form.cleaned_data}
            faults = [f"{form[name].label}: {fault}" for name in chosen for fault in form[name].errors]
            # The rows may leave the list by what they are given, so they are counted while they are in it.
            count = rows.count()
            faults = faults or self._give(request, rows, given)
            if not faults:
                told = ngettext("%(count)d row changed.", "%(count)d rows changed.", count)
                messages.success(request, told % {"count": count})
                return None
        elif "apply" in request.POST:
            faults = [_("Tick at least one field to change.")]
        context = {
            **admin.admin_site.each_context(request),
            "title": _("Edit several: %(name)s") % {"name": admin.opts.verbose_name_plural},
            "opts": admin.opts,
            "form": [(form[name], name in chosen) for name in names],
            "media": admin.media + form.media,
            "rows": rows,
            "left_out": queryset.count() - rows.count(),
            "faults": faults,
            "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
            "across": request.POST.get("select_across", "0"),
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/registry/bulk_edit.html", context)

    def _bulk_form(self, request: HttpRequest) -> tuple[Any, list[str]]:
        """Return the row's own form with these fields alone, and those of them that the user may fill in."""
        admin: Any = self
        form_class: Any = modelform_factory(
            admin.model,
            form=admin.form,
            fields=self.bulk_fields,
            formfield_callback=lambda field, **kwargs: admin.formfield_for_dbfield(field, request, **kwargs),
        )
        form_class.user = request.user
        form = form_class(request.POST if "apply" in request.POST else None)
        return form, [name for name in self.bulk_fields if not form.fields[name].disabled]

    def _give(self, request: HttpRequest, rows: Any, values: dict[str, Any]) -> list[str]:
        faults: list[str] = []
        with transaction.atomic():
            given = list(rows.select_for_update(of=("self",)))
            for row in given:
                for name, value in values.items():
                    setattr(row, name, value)
                faults += _saved(row, [*values])
            allowed = type(rows)(rows.model).changeable_by(request.user).filter(pk__in=[row.pk for row in given])
            kept = set() if faults else set(allowed.values_list("pk", flat=True))
            if not faults:
                refused = _("You may not give the record these values.")
                faults = [f"{row}: {refused}" for row in given if row.pk not in kept]
            if faults:
                transaction.set_rollback(True)
        return faults


def _saved(row: Any, given: list[str]) -> list[str]:
    """Save the row, or return what it refuses, each with the row's name and the field's."""
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as refused:
        return [
            f"{row}, {_labels(row, given if name == NON_FIELD_ERRORS else [name])}: {' '.join(faults)}"
            for name, faults in refused.message_dict.items()
        ]
    except IntegrityError as error:
        return [f"{row}, {_labels(row, given)}: {refusal(error)}"]
    return []


def _labels(row: Any, names: list[str]) -> str:
    return ", ".join(str(row._meta.get_field(name).verbose_name) for name in names)
