"""The pages on which an office registers a collaboration: one question a page, each saved as it is left."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from accounts.models import User
from common.permissions import Action, may
from partnerships.actions import discard_draft
from partnerships.documents import choose_again, too_large
from partnerships.models import Partnership, ReviewError, UnansweredError, Verb
from partnerships.registration import kept
from partnerships.registration.forms import HandOverForm, StepForm, SubmitForm
from partnerships.registration.steps import BY_SLUG, STEPS, Step, after, answers_of, before
from partnerships.registration.writing import write
from partnerships.views.reading import ReaderMixin


@method_decorator(never_cache, name="dispatch")
class RegistrationPage(ReaderMixin, TemplateView):
    """A page for those who register; what is sent after the session ended is kept for after signing in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let those in who register for some office."""
        if not request.user.is_authenticated and request.method == "POST":
            kept.keep(request)
        elif request.user.is_authenticated and not may(request.user, Action.ADD, Partnership):
            raise PermissionDenied(_("Collaborations are registered by registrars, for their offices."))
        elif request.method == "POST":
            kept.forget(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        """Return who registers."""
        user: Any = self.request.user
        return user  # type: ignore[no-any-return]

    @property
    def desk(self) -> str:
        """Return the address of the user's desk: the office's, or the home page."""
        return reverse("my-office" if self.person.registrar_offices | self.person.reviewer_offices else "home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many questions there are; the organization is the first."""
        return super().get_context_data(places=len(STEPS) + 1, desk=self.desk, **kwargs)

    def typed_before(self) -> QueryDict | None:
        """Return what was typed on this page when nobody was signed in, and say that it is that."""
        typed = kept.kept(self.request)
        if typed is None:
            return None
        messages.info(
            self.request,
            _("You were signed out meanwhile. What you typed is here: look it over, choose files again, and go on."),
        )
        return typed


class DraftPage(RegistrationPage):
    """A page about a draft that the user may go on with."""

    @cached_property
    def draft(self) -> Partnership:
        """Return the draft."""
        draft: Partnership = self._found
        return draft

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the draft; one that was sent meanwhile leads to its page."""
        if request.user.is_authenticated:
            rows = Partnership.objects.visible_to(request.user).select_related("ngo", "programme", "office", "held_by")
            found = rows.filter(code=kwargs["code"].upper()).first()
            if found is None:
                raise Http404(_("There is no draft with the code “%(code)s”.") % {"code": kwargs["code"]})
            if not Partnership.objects.changeable_by(request.user).unfinished().filter(pk=found.pk).exists():
                status = found.get_review_status_display()
                messages.info(request, _("%(row)s: %(status)s.") % {"row": found, "status": status})
                return redirect(found)
            self._found = found
        try:
            return super().dispatch(request, *args, **kwargs)
        except Partnership.DoesNotExist as gone:
            raise Http404(_("There is no draft with the code “%(code)s”.") % {"code": kwargs["code"]}) from gone

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the draft, with the words with which it was returned."""
        returned = self.draft.review_events.filter(verb=Verb.RETURN).select_related("by").order_by("-at").first()
        return super().get_context_data(draft=self.draft, returned=returned, **kwargs)


class RegistrationStep(DraftPage):
    """One question about a draft."""

    @cached_property
    def step(self) -> Step:
        """Return the question that the address names."""
        if self.kwargs["step"] not in BY_SLUG:
            raise Http404(_("There is no such question in a registration."))
        return BY_SLUG[self.kwargs["step"]]

    def get_template_names(self) -> list[str]:
        """Return the question's own template."""
        return [self.step.template]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask the question."""
        return self.shown(self.form(self.typed_before()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write the answer, and lead on; what is wrong, or was changed meanwhile, is told and nothing is lost."""
        form = self.form(request.POST, request.FILES)
        too_large(request, form)
        if refused := write(form, self.draft, request, lambda: self.step.answers(self.draft)):
            choose_again(form)
            return self.shown(form, refused.told)
        if "later" in request.POST:
            messages.success(
                request, _("%(code)s is saved as a draft. Go on with it whenever you like.") % {"code": self.draft.code}
            )
            return redirect(self.desk)
        if "check" in request.GET:
            return redirect("registration-check", self.draft.code)
        return redirect(after(self.step.slug, self.draft))

    def form(self, typed: Any = None, files: Any = None) -> StepForm:
        """Return the question as a form."""
        return self.step.form(self.draft, self.person, typed, files)

    def shown(self, form: StepForm, told: str = "") -> HttpResponse:
        """Show the form, with its place among the questions."""
        context = {"place": STEPS.index(self.step) + 2, "before": before(self.step.slug, self.draft)}
        return self.render_to_response(self.get_context_data(form=form, step=self.step, told=told, **context))


class RegistrationCheck(DraftPage):
    """All answers, to look over and to send to the reviewers."""

    template_name = "registration/check.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Submit the draft."""
        form = SubmitForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self.draft.submit(by=self.person, words=form.cleaned_data["words"])
        except UnansweredError as refused:
            messages.warning(request, str(refused))
            return redirect("registration-candidates", self.draft.code)
        except ReviewError as refused:
            messages.error(request, str(refused))
            return redirect("registration-check", self.draft.code)
        messages.success(request, _("Sent. The reviewers are told, and you are told what they decide."))
        return redirect(self.draft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers."""
        answers = answers_of(self.draft)
        is_ready = not any(answer.is_missing for answer in answers)
        form = kwargs.pop("form", None) or SubmitForm(self.typed_before())
        return super().get_context_data(answers=answers, is_ready=is_ready, form=form, **kwargs)


class RegistrationDiscard(DraftPage):
    """Asks whether a draft shall go."""

    template_name = "registration/discard.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Discard it."""
        try:
            discard_draft(partnership=self.draft, by=self.person)
        except ReviewError as refused:
            messages.error(request, str(refused))
            return redirect(self.draft)
        messages.success(request, _("%(code)s is discarded.") % {"code": self.kwargs["code"].upper()})
        return redirect(self.desk)


class RegistrationHandOver(DraftPage):
    """Puts a draft into the hands of a colleague."""

    template_name = "registration/hand_over.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it over."""
        form = HandOverForm(self.draft, self.person, request.POST)
        if form.is_valid():
            try:
                self.draft.hand_over(to=form.cleaned_data["to"], by=self.person)
            except ReviewError as refused:
                form.add_error("to", str(refused))
            else:
                named = {"code": self.draft.code, "colleague": form.cleaned_data["to"]}
                messages.success(request, _("%(code)s is in the hands of %(colleague)s.") % named)
                return redirect(self.desk)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        form = kwargs.pop("form", None) or HandOverForm(self.draft, self.person, self.typed_before())
        return super().get_context_data(form=form, **kwargs)
