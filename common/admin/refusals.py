"""What PostgreSQL refuses when a form is written: all of it is taken back, and the message stands at its row.

Django does not ask the constraints of a part that name its whole; rows of one form can break a rule together that
each keeps alone (two periods that overlap, two leading areas); and two people can save at the same moment. Only
PostgreSQL sees that, when the rows are written.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from unfold.forms import PaginationInlineFormSet

from common.constraints import message_of

# The row of the form itself, which has no prefix.
WHOLE = ""


class RefusedError(Exception):
    """PostgreSQL refused rows of a form; the request knows which."""


def refusal(error: IntegrityError) -> str:
    """Return what a refused write says to people."""
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    rule = str(broken or _("it belongs to something that is there no more")).replace("_", " ")
    return message_of(error) or _("This breaks a rule of the registry: %(rule)s.") % {"rule": rule}


class PartFormSet(PaginationInlineFormSet):
    """The parts of a row; PostgreSQL judges them together, and what it refuses is told at its row."""

    refusals: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: dict[str, str] = {}
        self._again: list[tuple[Any, Callable[[], Any]]] = []

    def _construct_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super()._construct_form(*args, **kwargs)
        # Many a part is named after its whole, which then need not be fetched for each.
        setattr(form.instance, self.fk.name, self.instance)
        return form

    def full_clean(self) -> None:
        """Judge the rows, and say what PostgreSQL said of them when they were last written."""
        super().full_clean()
        for form in self.forms:
            if form.prefix in self.refusals:
                form.add_error(None, self.refusals[form.prefix])

    def validate_unique(self) -> None:
        """Leave it to PostgreSQL, whose constraints have words for it."""

    def save(self, commit: bool = True) -> Any:
        """Write all rows; one that another row stood in the way of is written again after the others."""
        saved = super().save(commit)
        for form, write in self._again:
            try:
                with transaction.atomic():
                    write()
            except IntegrityError as error:
                self.refused[form.prefix] = refusal(error)
        return saved

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Write a new row."""
        return self._written(form, lambda: super(PartFormSet, self).save_new(form, commit))

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        """Write a changed row."""
        return self._written(form, lambda: super(PartFormSet, self).save_existing(form, obj, commit))

    def _written(self, form: Any, write: Callable[[], Any]) -> Any:
        try:
            with transaction.atomic():
                return write()
        except IntegrityError:
            self._again.append((form, write))
            return form.instance


class RefusalMixin:
    """Shows a form again that PostgreSQL refused, with what it said at the row; nothing is written."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show or save the form, and show it once more if it is refused."""
        view: Any = super()
        try:
            with transaction.atomic():
                response: HttpResponse = view.changeform_view(request, object_id, form_url, extra_context)
        except RefusedError:
            response = view.changeform_view(request, object_id, form_url, extra_context)
        return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form; one that was refused says so."""
        view: Any = super()
        form = view.get_form(request, obj, change=change, **kwargs)
        told = _refused(request).get(WHOLE)
        return telling(form, [told]) if told else form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the row itself."""
        view: Any = super()
        try:
            with transaction.atomic():
                view.save_model(request, obj, form, change)
        except IntegrityError as error:
            _refused(request)[WHOLE] = refusal(error)
            raise RefusedError from error

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Write the parts, and remember which were refused."""
        view: Any = super()
        view.save_formset(request, form, formset, change)
        _refused(request).update(getattr(formset, "refused", {}))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write all parts, and take all of it back if one was refused."""
        view: Any = super()
        view.save_related(request, form, formsets, change)
        if _refused(request):
            raise RefusedError


def refusals_of(request: HttpRequest) -> dict[str, str]:
    """Return what was refused when this request was first tried, by prefix of the row's form."""
    return dict(_refused(request))


def _refused(request: HttpRequest) -> dict[str, str]:
    kept: dict[str, str] = request.__dict__.setdefault("_refused", {})
    return kept


def telling(form: Any, faults: list[str]) -> Any:
    """Return a form class that tells the faults and so is not saved this once."""

    class Telling(form):
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(NON_FIELD_ERRORS, ValidationError(faults))
            return cleaned

    return Telling
