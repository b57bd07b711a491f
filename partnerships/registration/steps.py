"""The questions of a registration in their order, and what the draft answers to each, for looking it over."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.fields import country_name
from partnerships.models import Partnership
from partnerships.registration.agreement import AgreementStep
from partnerships.registration.forms import (
    AreasStep,
    EvidenceStep,
    ProgrammeStep,
    RoleStep,
    StepForm,
    WhenStep,
    WhereStep,
    WorkStep,
)


class Step(NamedTuple):
    """One question: its place in the address, its words, its form, what is said of it, and what was answered."""

    slug: str
    question: Any
    about: Any
    form: type[StepForm]
    answers: Callable[[Partnership], list[str]]
    template: str = "registration/step.html"


def _programme(row: Partnership) -> list[str]:
    if row.programme is None:
        return []
    new = [_("New; the reviewer looks at it too.")] if row.programme.is_proposed else []
    return [str(row.programme), *new]


def _roles(row: Partnership) -> list[str]:
    return [f"{capfirst(role.get_role_display())} · {role.get_capacity_display()}" for role in row.roles.all()]


def _areas(row: Partnership) -> list[str]:
    services: dict[int, list[str]] = {}
    for link in row.partnership_services.select_related("service"):
        services.setdefault(link.service.area_id, []).append(str(link.service))
    return [
        " · ".join(filter(None, [str(link.area), ", ".join(dict.fromkeys(services.get(link.area_id, [])))]))
        for link in row.partnership_areas.select_related("area")
    ]


def _work(row: Partnership) -> list[str]:
    people = ", ".join(str(link.people) for link in row.partnership_people.select_related("people"))
    return [*filter(None, [row.summary, people and _("For: %(people)s") % {"people": people}])]


def _where(row: Partnership) -> list[str]:
    places = [*map(country_name, row.countries), *row.places]
    return [*filter(None, [str(row.office or ""), ", ".join(places)])]


def _when(row: Partnership) -> list[str]:
    return [row.dates_in_words(), capfirst(row.get_stage_display())]


def _agreement(row: Partnership) -> list[str]:
    agreements = [f"{capfirst(one.get_kind_display())} {one.reference}" for one in row.agreements.all()]
    return [*agreements, *_files(row, "agreement")]


def _evidence(row: Partnership) -> list[str]:
    return [*filter(None, [row.evidence]), *_files(row, "evidence")]


def _files(row: Partnership, kind: str) -> list[str]:
    return [document.name for document in row.documents.all() if document.kind == kind]


STEPS = [
    Step(
        "programme",
        gettext_lazy("Which programme?"),
        gettext_lazy("The piece of IOM's work that the organization has a part in. It can be found by a few words."),
        ProgrammeStep,
        _programme,
    ),
    Step(
        "role",
        gettext_lazy("In which role?"),
        gettext_lazy("What the organization is in this work. It can be several things at once."),
        RoleStep,
        _roles,
        "registration/role.html",
    ),
    Step(
        "areas",
        gettext_lazy("In which areas?"),
        gettext_lazy("Tick the areas of migration management, and what the organization does in them."),
        AreasStep,
        _areas,
        "registration/areas.html",
    ),
    Step(
        "work",
        gettext_lazy("What do you do together?"),
        gettext_lazy("So that a colleague who has never heard of it understands."),
        WorkStep,
        _work,
    ),
    Step(
        "where",
        gettext_lazy("Where?"),
        gettext_lazy("The office that answers for it, and where the work is done."),
        WhereStep,
        _where,
    ),
    Step("when", gettext_lazy("When?"), gettext_lazy("As far as it is known."), WhenStep, _when),
    Step(
        "agreement",
        gettext_lazy("Under which agreement?"),
        gettext_lazy("A memorandum, a contract, a grant. It may follow later."),
        AgreementStep,
        _agreement,
        "registration/agreement.html",
    ),
    Step(
        "evidence",
        gettext_lazy("How do you know?"),
        gettext_lazy("For the reviewer alone: other readers see neither the words nor the document."),
        EvidenceStep,
        _evidence,
    ),
]
BY_SLUG = {step.slug: step for step in STEPS}
# Without an answer to these nothing can be sent.
NEEDED = frozenset({"role", "areas"})


class Answer(NamedTuple):
    """A question with what was answered, and where to change it."""

    question: Any
    lines: list[str]
    address: str
    is_missing: bool


def address_of(row: Partnership, slug: str) -> str:
    """Return the address of a question about the draft."""
    return reverse("registration-step", args=[row.code, slug])


def after(slug: str, row: Partnership) -> str:
    """Return the address that follows a question: the next one, and after the last the page to look it over."""
    slugs = [step.slug for step in STEPS]
    following = slugs[slugs.index(slug) + 1 :]
    return address_of(row, following[0]) if following else reverse("registration-check", args=[row.code])


def before(slug: str, row: Partnership) -> str:
    """Return the address of the question before, or of the organization before the first."""
    slugs = [step.slug for step in STEPS]
    place = slugs.index(slug)
    return address_of(row, slugs[place - 1]) if place else reverse("registration-ngo", args=[row.code])


def answers_of(row: Partnership) -> list[Answer]:
    """Return all questions with what the draft answers."""
    organization = [str(row.ngo), *([_("New; the reviewer looks at it too.")] if row.ngo.status == "proposed" else [])]
    answers = [Answer(_("Which organization?"), organization, reverse("registration-ngo", args=[row.code]), False)]
    for step in STEPS:
        lines = step.answers(row)
        answers.append(Answer(step.question, lines, address_of(row, step.slug), not lines and step.slug in NEEDED))
    return answers


def resumed_at(row: Partnership) -> str:
    """Return where somebody goes on with a draft: at the first question it lacks an answer to, or to look it over."""
    if not row.roles.exists():
        return address_of(row, "role" if row.programme else "programme")
    return (
        reverse("registration-check", args=[row.code]) if row.partnership_areas.exists() else address_of(row, "areas")
    )
