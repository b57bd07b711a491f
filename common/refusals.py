"""What PostgreSQL refuses when a form is written: all of it is taken back, and the message stands at its row.

Django does not ask the constraints of a part that name its whole; rows of one form can break a rule together that
each keeps alone (two periods that overlap, two leading areas); and two people can save at the same moment. Only
PostgreSQL sees that, when the rows are written. The admin and the pages both ask here.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from common.constraints import broken_by, message_of

# The row of the form itself, which has no prefix.
WHOLE = ""


class RefusedError(Exception):
    """Rows of a form were refused when they were written: what was said, by prefix of the row's form."""

    def __init__(self, said: dict[str, str] | None = None) -> None:
        super().__init__(said)
        self.said = said or {}


def refusal(error: IntegrityError) -> str:
    """Return what a refused write says to people."""
    if isinstance(error, ProtectedError | RestrictedError):
        return _("Other records rest on this, so it cannot be deleted.")
    rule = str(broken_by(error) or _("it belongs to something that is there no more")).replace("_", " ")
    return message_of(error) or _("This breaks a rule of the registry: %(rule)s.") % {"rule": rule}


class JudgedParts(BaseInlineFormSet):
    """The parts of a row; PostgreSQL judges them together, and what it refuses is told at its row."""

    refusals: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: dict[str, str] = {}
        self._again: list[tuple[Any, Callable[[], Any]]] = []

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
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
        return self._written(form, lambda: super(JudgedParts, self).save_new(form, commit))

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        """Write a changed row."""
        return self._written(form, lambda: super(JudgedParts, self).save_existing(form, obj, commit))

    def delete_existing(self, obj: Any, commit: bool = True) -> Any:
        """Delete a row."""
        form = next(form for form in self.initial_forms if form.instance is obj)
        return self._written(form, lambda: super(JudgedParts, self).delete_existing(obj, commit))

    def _written(self, form: Any, write: Callable[[], Any]) -> Any:
        try:
            with transaction.atomic():
                return write()
        except IntegrityError:
            self._again.append((form, write))
            return form.instance
