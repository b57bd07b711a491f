"""The page of one partnership, and the steps of its review."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from partnerships.forms import ReviewForm
from partnerships.models import MOVES, Partnership, ReviewError, Verb
from partnerships.pages.case import case_of
from partnerships.views.reading import ReaderMixin, RecordPage


class PartnershipPage(RecordPage):
    """One NGO's part in IOM's work, what it rests on, and where it stands in review."""

    for_visitors = True
    model = Partnership
    template_name = "partnerships/partnership_detail.html"

    def get_queryset(self) -> Any:
        """Return the partnerships with all that a record shows of itself."""
        return super().get_queryset().with_everything()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the partnership in words."""
        return super().get_context_data(case=case_of(self.object, self.request.user), **kwargs)


class PartnershipReview(ReaderMixin, FormView):
    """Asks for the words that go with a verb of the review, and applies it when they are sent."""

    form_class = ReviewForm
    template_name = "partnerships/partnership_review.html"

    @cached_property
    def partnership(self) -> Partnership:
        """Return the partnership, if the user may see it."""
        rows = Partnership.objects.visible_to(self.request.user).with_parties()
        partnership: Partnership = get_object_or_404(rows, code=self.kwargs["code"])
        return partnership

    @cached_property
    def verb(self) -> Verb:
        """Return the verb that the address names."""
        if self.kwargs["verb"] not in Verb.values:
            raise Http404(_("There is no such step in a review."))
        return Verb(self.kwargs["verb"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the words; who may not apply the verb is told at once, whoever came too late when it is sent."""
        stands_open = self.partnership.review_status in MOVES[self.verb].sources
        if stands_open and self.verb not in self.partnership.open_verbs(request.user):
            raise PermissionDenied(_("This step is for others: reviewers decide, and nobody on what they submitted."))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know which verb it confirms."""
        return {**super().get_form_kwargs(), "verb": self.verb}

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        """Apply the verb; a refusal stands on the form."""
        try:
            self.partnership.apply(self.verb, by=self.request.user, words=form.cleaned_data["words"])  # type: ignore[arg-type]
        except ReviewError as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        status = self.partnership.get_review_status_display()
        messages.success(self.request, _("%(row)s: %(status)s.") % {"row": self.partnership, "status": status})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """Return the address of the partnership; it may have left the reader's sight."""
        seen = Partnership.objects.visible_to(self.request.user).filter(pk=self.partnership.pk).exists()
        return self.partnership.get_absolute_url() if seen else self.partnership.ngo.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the partnership and the verb."""
        return super().get_context_data(partnership=self.partnership, verb=self.verb, **kwargs)
