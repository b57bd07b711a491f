"""What a merge of two NGO records moves; each room says which of its rows belong to an NGO and go with it."""

from typing import Any, NamedTuple

import pgtrigger
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MergeError(Exception):
    """A merge, or its undoing, was refused; the message says why, for people."""


class NotAllowedError(MergeError):
    """This user may not merge these records."""


class WrongRecordError(MergeError):
    """The records cannot be merged, or the merge cannot be undone, as they stand."""


class NotReadyError(MergeError):
    """Words that say why are missing."""


class UnsettledError(MergeError):
    """A row stands in the way that people must settle first."""


class Step(NamedTuple):
    """Rows that name an NGO in one of their columns, and go with it."""

    model: str
    field: str
    called: str | Promise
    must_move: bool

    @property
    def key(self) -> str:
        """Return the name under which a merge notes these rows."""
        return f"{self.model}.{self.field}"

    def rows(self, ngo: models.Model) -> Any:
        """Return the rows that belong to the NGO."""
        return apps.get_model(self.model)._base_manager.filter(**{self.field: ngo})

    @property
    def words(self) -> str:
        """Return what people call these rows."""
        return str(self.called or apps.get_model(self.model)._meta.verbose_name_plural)


STEPS: dict[str, Step] = {}


def goes_with_ngo(model: str, field: str = "ngo", *, called: str | Promise = "", must_move: bool = False) -> None:
    """Let rows go with their NGO when it is merged; where one of them must and cannot, there is no merge."""
    step = Step(model, field, called, must_move)
    STEPS[step.key] = step


# Names and citations stay with the old record, through which they are found.
goes_with_ngo("ngos.observerdecision", must_move=True)
goes_with_ngo("ngos.identifier")
goes_with_ngo("ngos.contact")
goes_with_ngo("ngos.ngorelation")
goes_with_ngo("ngos.ngorelation", "other", called=_("relations from others"))
goes_with_ngo("ngos.participation")
goes_with_ngo("ngos.focalperson")
goes_with_ngo("ngos.journalnote")
goes_with_ngo("ngos.distinction")
goes_with_ngo("ngos.distinction", "other", called=_("distinctions from others"))
# So a record merged long ago leads to the last survivor at once, however many merges followed.
goes_with_ngo("ngos.ngo", "merged_into", called=_("records merged into it before"))


def only_living_ngos(name: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses to give a row to a merged NGO; one that has it already keeps it.

    It waits for a merge that is under way.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("ngo_id"),
        declare=[("standing", "text")],
        func=pgtrigger.Func(
            f"""
            IF TG_OP = 'INSERT' OR NEW.ngo_id IS DISTINCT FROM OLD.ngo_id THEN
                SELECT status INTO standing FROM ngos_ngo WHERE id = NEW.ngo_id FOR KEY SHARE;
                IF standing = 'merged' THEN
                    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}',
                        MESSAGE = 'violates constraint "{name}"';
                END IF;
            END IF;
            RETURN NEW;
            """  # noqa: S608 - the name of a trigger, ours
        ),
    )


def refuse_merged_ngo(row: Any, *, told_at: str = "ngo") -> None:
    """Refuse to give a row to a merged NGO, and say which record stands for it now."""
    try:
        ngo = row.ngo
    except ObjectDoesNotExist:
        return
    if ngo is None or ngo.merged_into_id is None:
        return
    if row.pk is None or not type(row)._base_manager.filter(pk=row.pk, ngo=ngo).exists():
        words = _("%(ngo)s (%(old)s) was merged into %(survivor)s (%(code)s): name that record instead.")
        names = {"ngo": ngo, "old": ngo.code, "survivor": ngo.survivor, "code": ngo.survivor.code}
        raise ValidationError({told_at: ValidationError(words, code="merged", params=names)})
