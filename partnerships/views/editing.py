"""Pages on which records are edited: the same forms and rules as in the admin, without script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from common.conflicts import SEEN, changed_meanwhile, lock, seen
from common.editing import PartKind, RecordForms
from common.history import History
from common.permissions import Action, may
from common.refusals import WHOLE, RefusedError
from ngos.forms import NGO_PARTS, NgoForm
from ngos.models import Ngo
from partnerships.forms import PARTNERSHIP_PARTS, PartnershipForm, WhyForm
from partnerships.models import ChangeProposal, Partnership, ReviewError
from partnerships.pages.parts import Tab
from partnerships.pages.proposal import proposed
from partnerships.proposals import propose_changes
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
        messages.success(self.request, self.keep(forms))
        return redirect(self.object)

    def keep(self, forms: RecordForms) -> str:
        """Save what was typed, and return what is said of it."""
        forms.save()
        return _("%(row)s is saved.") % {"row": self.object}

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


class ProposedForms(RecordForms):
    """The forms of an approved partnership, as its office fills them in for a reviewer."""

    def may_leave(self) -> bool:
        """Say whether the partnership would still be one of the user's offices."""
        return bool(Partnership.objects.proposable_by(self.user).filter(pk=self.row.pk).exists())


class PartnershipEdit(RecordEdit):
    """A partnership as a form; its review has verbs of its own.

    What its office changes of an approved one goes to a reviewer.
    """

    model = Partnership
    form_class = PartnershipForm
    kinds = PARTNERSHIP_PARTS
    template_name = "partnerships/partnership_edit.html"

    @cached_property
    def proposes(self) -> bool:
        """Say whether the user proposes changes, and does not make them."""
        row, user = self.get_object(), self.request.user
        is_open = Partnership.objects.proposable_by(user).filter(pk=row.pk).exists()
        return is_open and not may(user, Action.CHANGE, row)

    @property
    def waiting(self) -> ChangeProposal | None:
        """Return the changes that wait for a reviewer."""
        proposals = ChangeProposal.objects.visible_to(self.request.user).waiting().with_record()
        return proposals.filter(partnership=self.get_object()).first()

    def forms(self, typed: QueryDict | None = None, refused: dict[str, str] | None = None) -> RecordForms:
        """Return the forms of the record, if the user may change it or propose to."""
        if not self.proposes:
            return super().forms(typed, refused)
        return ProposedForms(self.form_class, self.kinds, self.get_object(), self.request.user, typed, refused)

    def keep(self, forms: RecordForms) -> str:
        """Save what was typed, or propose it."""
        if not self.proposes:
            return super().keep(forms)
        user, why = self.request.user, WhyForm(self.request.POST)
        if not why.is_valid():
            raise RefusedError({WHOLE: why.errors.as_text()})
        words = why.cleaned_data["why"]
        try:
            propose_changes(partnership=self.object, by=user, words=words, save=forms.save)  # type: ignore[arg-type]
        except ReviewError as refused:
            raise RefusedError({WHOLE: str(refused)}) from refused
        return _("Your changes to %(row)s wait for a reviewer, and are not shown before.") % {"row": forms.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the changes that wait, and the field that asks why others are wanted."""
        waiting, typed = self.waiting, self.request.POST if self.request.method == "POST" else None
        shown = proposed(waiting, self.request.user) if waiting is not None else None
        return super().get_context_data(
            proposes=self.proposes, proposed=shown, why=WhyForm(typed) if self.proposes else None, **kwargs
        )


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
