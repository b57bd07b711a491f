"""Pages on which records are edited: the same forms and rules as in the admin, without script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from common.conflicts import SEEN, changed_meanwhile, lock, seen
from common.editing import PartKind, RecordForms
from common.history import History
from common.permissions import Action, may
from common.refusals import RefusedError
from ngos.forms import NGO_PARTS, NgoForm
from ngos.models import Ngo
from partnerships.forms import PARTNERSHIP_PARTS, PartnershipForm
from partnerships.models import Partnership
from partnerships.pages.parts import Tab
from partnerships.views.reading import RecordPage
from programmes.forms import OFFICE_PARTS, PROGRAMME_PARTS, FieldOfficeForm, ProgrammeForm
from programmes.models import FieldOffice, Programme

# The button that asks for one more empty row; its value is the prefix of the parts.
ADD = "_add"


class RecordEdit(RecordPage):
    """A record and its parts as one form, for those who may change it."""

    template_name = "partnerships/record_form.html"
    form_class: Any
    kinds: tuple[PartKind, ...]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.moved() or self.shown(self.forms())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was typed, or show it again with what is wrong, was refused or was changed meanwhile."""
        if moved := self.moved():
            return moved
        if ADD in request.POST:
            return self.with_another_row(request.POST.copy(), request.POST[ADD])
        try:
            with transaction.atomic():
                return self.saved(request.POST)
        except RefusedError as refused:
            del self.object  # which holds what was taken back
            forms = self.forms(request.POST, refused.said)
            forms.is_valid()
            return self.shown(forms)

    def moved(self) -> HttpResponse | None:
        """Lead a code in other letters, and that of a merged record, to the one address."""
        row = self.get_object()
        survivor = getattr(row, "survivor", row)
        return None if survivor.code == self.kwargs["code"] else redirect(survivor.get_edit_url(), permanent=True)

    def saved(self, sent: QueryDict) -> HttpResponse:
        """Save what makes sense and tells of nothing that the user has not seen, with the record locked."""
        lock(self.get_object())
        forms = self.forms()
        history = History(self.object, forms.history_parts)
        meanwhile = changed_meanwhile(self.object, history, sent, forms.typed)
        forms = self.forms(meanwhile.typed)
        if not forms.is_valid() or meanwhile.told:
            return self.shown(forms, meanwhile.told, history)
        forms.save()
        messages.success(self.request, _("%(row)s is saved.") % {"row": self.object})
        return redirect(self.object)

    def with_another_row(self, typed: QueryDict, prefix: str) -> HttpResponse:
        """Show what was typed, with one more empty row among the parts with this prefix; save nothing."""
        forms = self.forms(typed)
        parts = next((parts for parts in forms.parts if parts.prefix == prefix and parts.is_bound), None)
        if parts is not None:
            parts.ask_for_another(typed)
            forms = self.forms(typed)
        forms.unjudged(prefix)
        return self.shown(forms, marks=typed.get(SEEN, ""))

    def forms(self, typed: QueryDict | None = None, refused: dict[str, str] | None = None) -> RecordForms:
        """Return the forms of the record, if the user may change it."""
        row = self.get_object()
        if not may(self.request.user, Action.CHANGE, row):
            raise PermissionDenied(_("You may read this record, but not change it."))
        return RecordForms(self.form_class, self.kinds, row, self.request.user, typed, refused)

    def shown(
        self,
        forms: RecordForms,
        told: list[str] | None = None,
        history: History | None = None,
        marks: str | None = None,
    ) -> HttpResponse:
        """Show the forms, with the marks of what their reader has now seen."""
        if marks is None:
            marks = seen(history or History(self.object, forms.history_parts))
        sections = [Tab("#record", _("The record"))]
        sections += [Tab(f"#{parts.prefix}", parts.title(), parts.initial_form_count()) for parts in forms.parts]
        context = {"forms": forms, "faults": forms.faults(), "told": told, "seen": marks, "tabs": sections, "add": ADD}
        return self.render_to_response(self.get_context_data(**context))

    def get_queryset(self) -> Any:
        """Fetch the records that the form names along."""
        fields = map(self.model._meta.get_field, self.form_class._meta.fields)
        return super().get_queryset().select_related(*[field.name for field in fields if field.is_relation])


class NgoEdit(RecordEdit):
    """An NGO as a form."""

    model = Ngo
    form_class = NgoForm
    kinds = NGO_PARTS

    def get_queryset(self) -> Any:
        """Fetch what it was merged into along."""
        return super().get_queryset().select_related("merged_into")


class PartnershipEdit(RecordEdit):
    """A partnership as a form; its review has verbs of its own."""

    model = Partnership
    form_class = PartnershipForm
    kinds = PARTNERSHIP_PARTS


class ProgrammeEdit(RecordEdit):
    """A programme as a form."""

    model = Programme
    form_class = ProgrammeForm
    kinds = PROGRAMME_PARTS


class OfficeEdit(RecordEdit):
    """An office as a form."""

    model = FieldOffice
    form_class = FieldOfficeForm
    kinds = OFFICE_PARTS
