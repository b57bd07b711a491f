"""The page of changes that an office proposes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from partnerships.forms import AnswerForm
from partnerships.models import ChangeProposal, ReviewError
from partnerships.pages.proposal import ANSWERS, proposed
from partnerships.views.reading import ReaderMixin


class ProposalPage(ReaderMixin, FormView):
    """What would change, before and after, and under it what may be said to it."""

    form_class = AnswerForm
    template_name = "partnerships/changeproposal_detail.html"

    @cached_property
    def proposal(self) -> ChangeProposal:
        """Return the proposal, if the user follows the review of its partnership."""
        rows = ChangeProposal.objects.visible_to(self.request.user).with_record()
        proposal: ChangeProposal = get_object_or_404(rows, pk=self.kwargs["pk"])
        return proposal

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Do what the pressed button says; a refusal stands on the page, with the words that were typed."""
        pressed = self.request.POST.get("verb", "")
        if pressed not in ANSWERS:
            raise Http404(_("There is no such answer to a proposal."))
        try:
            ANSWERS[pressed][1](proposal=self.proposal, by=self.request.user, words=form.cleaned_data["words"])
        except ReviewError as refused:
            if self.proposal.answered_by == self.request.user:  # a button pressed twice
                messages.info(self.request, str(refused))
                return super().form_valid(form)
            form.add_error(None, str(refused))
            del self.proposal
            return self.form_invalid(form)
        told = {"row": self.proposal.partnership, "status": self.proposal.get_status_display()}
        messages.success(self.request, _("Changes to %(row)s: %(status)s.") % told)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """Return the address of the partnership."""
        return self.proposal.partnership.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is proposed."""
        return super().get_context_data(proposed=proposed(self.proposal, self.request.user), **kwargs)
