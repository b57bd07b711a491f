"""The page on which a reviewer decides on a submission."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from common.conflicts import lock
from partnerships.forms import ReviewForm
from partnerships.models import DECISIONS, Partnership, ReviewError, Verb
from partnerships.pages.decision import decision_on, done_already, happened_meanwhile
from partnerships.pages.glance import reviews
from partnerships.views.reading import ReaderMixin


class PartnershipCase(ReaderMixin, FormView):
    """A submission beside what is already known, and under it what a reviewer says to it."""

    form_class = ReviewForm
    template_name = "partnerships/partnership_case.html"

    @cached_property
    def partnership(self) -> Partnership:
        """Return the partnership, if the user follows its review."""
        rows = Partnership.objects.visible_to(self.request.user).with_everything().select_related("held_by")
        partnership: Partnership = get_object_or_404(rows, code=self.kwargs["code"])
        if not Partnership.objects.followed_by(self.request.user).filter(pk=partnership.pk).exists():
            raise PermissionDenied(_("This page is for its office and for reviewers."))
        return partnership

    @cached_property
    def verb(self) -> Verb:
        """Return the verb of the button that was pressed; that of the first where none was."""
        pressed = self.request.POST.get("verb", DECISIONS[0])
        if pressed not in DECISIONS:
            raise Http404(_("There is no such step in a review."))
        return Verb(pressed)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know which verb it confirms."""
        return {**super().get_form_kwargs(), "verb": self.verb}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says; one pressed twice is told that it is done."""
        if done_already(self.partnership, self.verb, request.user, request.POST):
            status = self.partnership.get_review_status_display()
            messages.info(request, _("You did this already. %(row)s: %(status)s.") % self.told(status))
            return redirect(self.get_success_url())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        """Apply the verb to what was seen; a refusal, and what others did meanwhile, stand on the page."""
        told: list[str] = []
        try:
            with transaction.atomic():
                lock(self.partnership)
                told = happened_meanwhile(self.partnership, self.request.POST)
                if not told:
                    self.partnership.apply(self.verb, by=self.request.user, words=form.cleaned_data["words"])  # type: ignore[arg-type]
        except ReviewError as refused:
            form.add_error(None, str(refused))
        if told or form.errors:
            return self.shown_again(form, told)
        messages.success(self.request, _("%(row)s: %(status)s.") % self.told())
        return super().form_valid(form)

    def form_invalid(self, form: ReviewForm) -> HttpResponse:
        """Show the page again, with what is wrong and the words that were typed."""
        return self.shown_again(form, [])

    def shown_again(self, form: ReviewForm, told: list[str]) -> HttpResponse:
        """Show the page as things stand, with the words that were typed."""
        del self.partnership  # which holds what was taken back
        return self.render_to_response(self.get_context_data(form=form, told=told))

    def told(self, status: str = "") -> dict[str, Any]:
        """Return what a message names."""
        return {"row": self.partnership, "status": status or self.partnership.get_review_status_display()}

    def get_success_url(self) -> str:
        """Return the address of the queue, for those who have one; of the partnership for others."""
        return reverse("review-queue") if reviews(self.request.user) else self.partnership.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the submission."""
        decision = decision_on(self.partnership, self.request.user)
        return super().get_context_data(partnership=self.partnership, decision=decision, **kwargs)
