"""The first pages of a registration: which organization it is about."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_countries import countries

from accounts.models import User
from common.permissions import Action, may
from ngos.actions import tell_apart
from ngos.matching import Candidate, Described, blocking_identifier
from ngos.merging import MergeError
from ngos.models import Ngo
from partnerships.actions import begin_registration, choose_ngo, open_candidates, propose_ngo
from partnerships.models import NotReadyError, ReviewError
from partnerships.pages.candidates import Suggestion, suggestions, told
from partnerships.registration.forms import ApartForm, offices_of
from partnerships.registration.organization import NgoStep
from partnerships.registration.steps import STEPS, resumed_at
from partnerships.registration.writing import in_words, mark_of, refuse, write
from partnerships.views.registration import DraftPage, RegistrationPage
from programmes.models import FieldOffice


class OfficePage(RegistrationPage):
    """A page on which a draft is begun, for one of the user's offices."""

    @cached_property
    def offices(self) -> list[FieldOffice]:
        """Return the offices for which the user registers."""
        offices = list(offices_of(self.request.user))
        if not offices:
            raise PermissionDenied(_("There is no open office for which you could register a collaboration."))
        return offices

    @property
    def office(self) -> FieldOffice:
        """Return the office that was chosen, or the user's first."""
        chosen = self.request.POST.get("office") or self.request.GET.get("office")
        return next((office for office in self.offices if office.code == chosen), self.offices[0])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the office, those to choose from, and the mark by which the form is known if it comes twice."""
        context = {"offices": self.offices, "office": self.office, "form_mark": uuid4()}
        return super().get_context_data(**{**context, **kwargs})


class RegistrationStart(OfficePage):
    """Which organization: found in the registry, or a new one."""

    template_name = "registration/start.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin a draft about an organization that the registry holds."""
        try:
            ngo = chosen_ngo(request.POST.get("ngo", ""), self.person)
            mark = mark_of(request.POST, about=ngo.code)
            draft = begin_registration(ngo=ngo, office=self.office, by=self.person, form=mark)
        except (ReviewError, IntegrityError) as refused:
            messages.error(request, in_words(refused))
            return redirect(f"{reverse('register')}?{urlencode(self.asked(request.POST))}")
        return redirect("registration-step", draft.code, STEPS[0].slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what looks like the organization that was asked for."""
        asked = asked_for(self.request.GET)
        found = suggestions(asked["name"], asked["country"], self.person) if asked["name"] else []
        context = {"found": found, "countries": list(countries), "new": urlencode(self.asked(self.request.GET))}
        return super().get_context_data(**asked, **context, **kwargs)

    def asked(self, sent: QueryDict) -> dict[str, str]:
        """Return what was asked for, and for which office."""
        return {**asked_for(sent), "office": self.office.code}


class RegistrationFound(RegistrationStart):
    """What looks like the organization whose name is being typed, as a piece of a page."""

    http_method_names = ["get"]
    template_name = "registration/_found.html"


class RegistrationNew(OfficePage):
    """What is known of an organization that the registry does not hold; it is proposed with the draft."""

    template_name = "registration/organization.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for it, beginning with what was typed before."""
        typed = self.typed_before()
        return self.shown(self.form(typed), typed)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Propose the organization and begin the draft; what is wrong stands at its field."""
        form, mark = self.form(request.POST), mark_of(request.POST)
        if not form.is_valid():
            return self.shown(form, request.POST)
        try:
            draft = propose_ngo(ngo=form.ngo, parts=form.parts, office=self.office, by=self.person, form=mark)
        except (ValidationError, IntegrityError, ReviewError) as refused:
            refuse(form, refused)
            return self.shown(form, request.POST)
        return redirect("registration-candidates", draft.code)

    def form(self, typed: QueryDict | None) -> NgoStep:
        """Return the form."""
        asked = asked_for(self.request.GET)
        return NgoStep(Ngo(), self.person, typed, name=asked["name"], headquarters=asked["country"])

    def shown(self, form: NgoStep, typed: QueryDict | None) -> HttpResponse:
        """Show the form, with the organization that bears its register number, if there is one."""
        context = {"form": form, "same": same_number(form, self.person), "form_mark": mark_of(typed) or uuid4()}
        return self.render_to_response(self.get_context_data(**context))


class RegistrationNgo(DraftPage):
    """The organization of a draft: a proposed one can be mended, another can be chosen."""

    template_name = "registration/organization.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is known of it."""
        return self.shown(self.form(self.typed_before()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write what was typed of a proposed organization."""
        form = self.form(request.POST)
        if form is None:
            raise PermissionDenied(_("You may read this record, but not change it."))
        if refused := write(form, self.draft, request):
            return self.shown(form, refused.told)
        return redirect("registration-candidates", self.draft.code)

    def form(self, typed: Any) -> NgoStep | None:
        """Return the form of an organization that was proposed, and that the user may change."""
        ngo = self.draft.ngo
        is_open = ngo.status == Ngo.Status.PROPOSED and may(self.person, Action.CHANGE, ngo)
        return NgoStep(ngo, self.person, typed) if is_open else None

    def shown(self, form: NgoStep | None, told: str = "") -> HttpResponse:
        """Show the form, or what organization it is."""
        same = same_number(form, self.request.user) if form else []
        return self.render_to_response(self.get_context_data(form=form, same=same, told=told))


class RegistrationCandidates(DraftPage):
    """Organizations that look like the proposed one: it is one of them, or the reason why it is none is kept."""

    template_name = "registration/candidates.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, unless nothing looks alike; or show what looks like another name."""
        asked = asked_for(request.GET)
        if asked["name"]:
            others = suggestions(asked["name"], asked["country"], request.user)
            return self.render_to_response(self.get_context_data(found=others, name=asked["name"]))
        found = open_candidates(self.draft.ngo)
        return self.shown(found, ApartForm(self.typed_before())) if found else self.onward()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Use the organization that was chosen, or keep why it is none of those shown."""
        if "use" in request.POST:
            return self.use(request.POST["use"])
        found, form = open_candidates(self.draft.ngo), ApartForm(request.POST)
        shown = [candidate.ngo for candidate in found if candidate.ngo.code in request.POST.getlist("shown")]
        if not form.is_valid():
            return self.shown(found, form)
        try:
            with transaction.atomic():
                for other in shown:
                    tell_apart(ngo=self.draft.ngo, other=other, reason=form.cleaned_data["reason"], by=self.person)
        except MergeError as refused:
            refuse(form, refused)
            return self.shown(found, form)
        return redirect("registration-candidates", self.draft.code)  # where others that came meanwhile are shown

    def use(self, code: str) -> HttpResponse:
        """Let the draft be about the organization that was chosen."""
        try:
            choose_ngo(partnership=self.draft, ngo=chosen_ngo(code, self.person), by=self.person)
        except (ReviewError, IntegrityError) as refused:
            messages.error(self.request, in_words(refused))
            return redirect("registration-ngo", self.draft.code)
        return self.onward()

    def onward(self) -> HttpResponse:
        """Lead to where the draft is gone on with."""
        return redirect(resumed_at(self.draft))

    def shown(self, found: list[Candidate], form: ApartForm) -> HttpResponse:
        """Show the candidates."""
        return self.render_to_response(self.get_context_data(found=told(found, self.request.user), form=form))


def chosen_ngo(code: str, user: User) -> Ngo:
    """Return the organization that was chosen, as far as the user may see it."""
    rows = Ngo.objects.visible_to(user).living()
    ngo: Ngo | None = rows.filter(code=code.replace("\0", "").upper()).first()
    if ngo is None:
        raise NotReadyError(_("Choose an organization from the list, or register it as a new one."))
    return ngo


def asked_for(sent: QueryDict) -> dict[str, str]:
    """Return the name and country that were typed, as far as they can be ones."""
    name = sent.get("name", "").strip()[: Ngo._meta.get_field("name").max_length]
    return {"name": name, "country": sent.get("country", "").strip().upper()[:2]}


def same_number(form: NgoStep, user: Any) -> list[Suggestion]:
    """Return the organization that bears the register number that was typed, to be used in place of a new one."""
    if not form.is_bound or not form.errors:
        return []
    numbers = ((form.data.get("scheme", ""), form.data.get("number", "")),)
    bearer = blocking_identifier(Described(name="", identifiers=numbers, pk=form.ngo.pk))
    return told([bearer], user) if bearer is not None else []
