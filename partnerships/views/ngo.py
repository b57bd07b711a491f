"""The page of an NGO, its history, and the journal that colleagues keep on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DeleteView, UpdateView

from common.history import History
from common.permissions import Action, may
from ngos.forms import NGO_HISTORY, JournalNoteForm
from ngos.models import JournalNote, Ngo
from partnerships.pages.profile import NOTES_SHOWN, notes_of, profile_of, tabs_of
from partnerships.views.reading import ReaderMixin, RecordPage

EVENTS_A_PAGE = 50


class NgoRecord(RecordPage):
    """A page about one NGO; one that was merged leads to the record that stands for it."""

    model = Ngo

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the NGO, or lead to its survivor."""
        ngo: Ngo = self.get_object()
        if ngo.survivor == ngo:
            return super().get(request, *args, **kwargs)
        messages.info(request, _("%(code)s, %(name)s, was merged into this record.") % {"code": ngo.code, "name": ngo})
        return redirect(ngo.survivor, permanent=True)

    def get_queryset(self) -> Any:
        """Return the NGOs with their standing today, and what they were merged into."""
        return super().get_queryset().with_standing(timezone.localdate()).select_related("merged_into")


class NgoPage(NgoRecord):
    """What an NGO does with IOM, its standing, and all else on record of it."""

    for_visitors = True
    template_name = "ngos/ngo_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the profile."""
        profile = profile_of(self.object, self.request.user, timezone.localdate(), self.request.GET)
        return super().get_context_data(profile=profile, **kwargs)


class NgoHistory(NgoRecord):
    """What was changed on an NGO's record, by whom; for those who may change it."""

    template_name = "ngos/ngo_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the history, in words."""
        if not may(self.request.user, Action.CHANGE, self.object):
            raise PermissionDenied
        history = History(self.object, NGO_HISTORY)
        page = Paginator(history.entries(), EVENTS_A_PAGE).get_page(self.request.GET.get("page"))
        tabs = tabs_of(self.object, may_edit=True, here="history")
        return super().get_context_data(page=page, tabs=tabs, edit_url=self.object.get_edit_url(), **kwargs)


class NgoNotes(NgoRecord):
    """All that colleagues noted down about an NGO."""

    template_name = "ngos/ngo_notes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the notes."""
        user = self.request.user
        may_edit, may_note = may(user, Action.CHANGE, self.object), may(user, Action.ADD, JournalNote)
        page = Paginator(notes_of(self.object, user), NOTES_SHOWN).get_page(self.request.GET.get("page"))
        tabs = tabs_of(self.object, may_edit=may_edit, here="journal")
        edit_url = self.object.get_edit_url() if may_edit else ""
        return super().get_context_data(page=page, tabs=tabs, may_note=may_note, edit_url=edit_url, **kwargs)


class NoteMixin(ReaderMixin):
    """A step with one note on the NGO that the address names; it leads back to the journal."""

    model = JournalNote
    action: Action
    told: Any = ""
    kwargs: dict[str, Any]

    @cached_property
    def ngo(self) -> Ngo:
        """Return the NGO, which is not merged."""
        ngo: Ngo = get_object_or_404(Ngo.objects.visible_to(self.request.user).living(), code=self.kwargs["code"])
        return ngo

    def get_object(self, queryset: Any = None) -> JournalNote:
        """Return the note, if the user may do this to it."""
        notes = JournalNote.objects.visible_to(self.request.user).filter(ngo=self.ngo)
        note: JournalNote = get_object_or_404(notes, pk=self.kwargs["pk"])
        if not may(self.request.user, self.action, note):
            raise PermissionDenied
        return note

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, and say so."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        messages.success(self.request, self.told)
        return answer

    def get_success_url(self) -> str:
        """Return the address of the journal."""
        return self.ngo.get_absolute_url() + "#journal"


class NoteNew(NoteMixin, CreateView):
    """Notes down a visit, a call or a concern."""

    form_class = JournalNoteForm
    template_name = "ngos/journalnote_form.html"
    told = gettext_lazy("Your note is in the journal.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form a note of this user on this NGO."""
        if not may(self.request.user, Action.ADD, JournalNote):
            raise PermissionDenied
        author: Any = self.request.user
        return {**super().get_form_kwargs(), "instance": JournalNote(ngo=self.ngo, by=author)}


class NoteEdit(NoteMixin, UpdateView):
    """Changes a note, which its author alone may."""

    form_class = JournalNoteForm
    template_name = "ngos/journalnote_form.html"
    action = Action.CHANGE
    told = gettext_lazy("Your note is changed.")


class NoteDelete(NoteMixin, DeleteView):
    """Takes a note out of the journal."""

    template_name = "ngos/journalnote_delete.html"
    action = Action.DELETE
    told = gettext_lazy("The note is taken out of the journal.")
