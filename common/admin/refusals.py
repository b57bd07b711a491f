"""What PostgreSQL refuses when a form of the admin is written (`common/refusals.py`), told on the form."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from unfold.forms import PaginationInlineFormSet

from common.refusals import WHOLE, JudgedParts, RefusedError, refusal


class PartFormSet(JudgedParts, PaginationInlineFormSet):
    """The parts of a row, in Unfold's dress."""


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
