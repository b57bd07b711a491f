"""How an answer of a registration is written: all or nothing, and never over what others changed unseen."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from common.refusals import refusal
from partnerships.actions import lock_draft
from partnerships.models import Partnership, ReviewError
from partnerships.registration.forms import StepForm

SEEN = "_seen"


class Refused(NamedTuple):
    """Why an answer was not written: what others changed meanwhile, in words; nothing where the form says it."""

    told: str = ""


def write(
    form: StepForm, draft: Partnership, request: HttpRequest, stored: Callable[[], list[str]] | None = None
) -> Refused | None:
    """Write an answer to its draft; where that cannot be, say why.

    A form whose answer others changed since it was shown comes back once; sent again, what was typed counts.
    """
    if not form.is_valid():
        return Refused()
    try:
        with transaction.atomic():
            lock_draft(draft, form.user)
            form.initial = form.stored()
            if not form.has_changed():
                return None
            if request.POST.get(SEEN) != form.mark():
                return Refused(_changed_meanwhile(stored() if stored else []))
            form.write()
    except (ValidationError, IntegrityError, ReviewError) as refused:
        draft.refresh_from_db()
        refuse(form, refused)
        return Refused()
    return None


def refuse(form: Any, refused: Exception) -> None:
    """Say on the form what a model, PostgreSQL or a rule of the review refused, at the field it is about."""
    if isinstance(refused, ValidationError) and hasattr(refused, "error_dict"):
        for name, messages in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, messages)
    else:
        form.add_error(None, refused if isinstance(refused, ValidationError) else in_words(refused))


def in_words(refused: Exception) -> str:
    """Return what PostgreSQL or a rule of the review refused."""
    return refusal(refused) if isinstance(refused, IntegrityError) else str(refused)


def mark_of(typed: QueryDict | None, about: str = "") -> UUID | None:
    """Return the mark that a form was given when it was shown, so that sent twice it is known again.

    A page with several answers, to which the back button leads again, has a mark for what each is about.
    """
    try:
        mark = UUID(typed.get("form", "")) if typed else None
    except ValueError:
        return None
    return uuid5(mark, about) if mark and about else mark


def _changed_meanwhile(stored: list[str]) -> str:
    words = _("This answer was changed meanwhile, by a colleague or on another device.")
    now = _("Stored is: %(answer)s.") % {"answer": "; ".join(stored)} if stored else ""
    return " ".join(filter(None, [words, now, _("What you typed stands here: send it again to keep it instead.")]))
