"""Changes that an office proposes to an approved partnership: held apart, and applied when a reviewer says so.

A proposal is a list of differences. That of a column is `{"column", "before", "after"}`; that of a part is
`{"part", "before", "after"}`, where a part is told by its values, an added one has no `before`, and a removed one no
`after`. Values are those of JSON; a linked record is named by its code.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pghistory
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from common.history import Change, in_words, named
from common.refusals import refusal
from partnerships.forms import PARTNERSHIP_PARTS
from partnerships.models import (
    ChangeProposal,
    MeanwhileError,
    NotAllowedError,
    NotReadyError,
    Partnership,
    WrongStatusError,
)

# One column or part that a proposal changes, and all of them.
Difference = dict[str, Any]
# The values of a row, by the names of its columns.
Values = dict[str, Any]

PARTS: dict[str, Any] = {str(kind.model._meta.model_name): kind.model for kind in PARTNERSHIP_PARTS}
FIELDS = {kind.model: kind.fields for kind in PARTNERSHIP_PARTS}

# Sent with the `proposal` when it is made and when it is answered, within the transaction.
proposal_moved = Signal()


@transaction.atomic
def propose_changes(
    *, partnership: Partnership, by: User, words: str = "", save: Callable[[], object]
) -> ChangeProposal:
    """Try the save, note what it would change, take it back, and keep the differences for a reviewer."""
    row = _locked(partnership)
    if not Partnership.objects.proposable_by(by).filter(pk=row.pk).exists():
        raise NotAllowedError(_("The registrars of its office propose changes to an approved partnership."))
    if row.proposals.waiting().exists():
        raise WrongStatusError(_("Changes to this partnership wait for a reviewer already."))
    before = _Snapshot(row)
    with transaction.atomic():
        save()
        after = _Snapshot(Partnership.objects.get(pk=row.pk))
        transaction.set_rollback(True)
    changes = [*before.differences(after)]
    if not changes:
        raise NotReadyError(_("Nothing would change."))
    proposal: ChangeProposal = ChangeProposal.objects.create(
        partnership=row, changes=changes, words=words.strip(), by=by
    )
    proposal_moved.send(sender=ChangeProposal, proposal=proposal)
    return proposal


@transaction.atomic
def apply_proposal(*, proposal: ChangeProposal, by: User, words: str = "") -> None:
    """Make the proposed changes, if nothing of what they change is other than it was; the proposer may not."""
    row = _locked(proposal.partnership)
    _check_open(proposal)
    _check_decides(proposal, by)
    if not Partnership.objects.approved().filter(pk=row.pk).exists():
        raise WrongStatusError(
            _("%(code)s is “%(status)s”: changes are applied to approved partnerships.")
            % {"code": row.code, "status": row.get_review_status_display()}
        )
    if stale := changed_since(proposal):
        raise MeanwhileError(
            _("This was changed meanwhile, so the proposal does not fit any more: %(what)s.")
            % {"what": "; ".join(stale)}
        )
    with pghistory.context(proposal=proposal.pk, proposed_by=proposal.by_id):
        try:
            _make(row, proposal.changes)
        except (ValidationError, IntegrityError, ObjectDoesNotExist) as error:
            raise NotReadyError(_reason(error)) from error
    _answer(proposal, ChangeProposal.Status.APPLIED, by, words)


@transaction.atomic
def refuse_proposal(*, proposal: ChangeProposal, by: User, words: str) -> None:
    """Leave the partnership as it is, saying why; the proposer may not."""
    _locked(proposal.partnership)
    _check_open(proposal)
    _check_decides(proposal, by)
    if not words.strip():
        raise NotReadyError(_("Say why, in a sentence, so that the office knows what to do."))
    _answer(proposal, ChangeProposal.Status.REFUSED, by, words)


@transaction.atomic
def withdraw_proposal(*, proposal: ChangeProposal, by: User, words: str = "") -> None:
    """Take the proposal back; its office may, as long as nobody answered."""
    _locked(proposal.partnership)
    _check_open(proposal)
    if not ChangeProposal.objects.withdrawable_by(by).filter(pk=proposal.pk).exists():
        raise NotAllowedError(_("The registrars of its office take a proposal back."))
    _answer(proposal, ChangeProposal.Status.WITHDRAWN, by, words)


def changed_since(proposal: ChangeProposal) -> list[str]:
    """Return what stands otherwise than the proposal takes it to stand, in words."""
    snapshot = _Snapshot(Partnership.objects.get(pk=proposal.partnership_id))
    return [_label(one) for one in proposal.changes if not snapshot.bears(one)]


def said(proposal: ChangeProposal) -> list[Change]:
    """Return the differences in words, as history tells them; the names of linked records are read once for all."""
    pairs = [(_model(one), one) for one in proposal.changes]
    codes: dict[Any, set[str]] = defaultdict(set)
    for model, one in pairs:
        for values in _sides(one):
            for name, value in values.items():
                if value is not None and (column := model._meta.get_field(name)).is_relation:
                    codes[column.related_model].add(value)
    names = {
        model: {row.code: str(row) for row in named(model).filter(code__in=wanted)} for model, wanted in codes.items()
    }
    return [_said(model, one, names) for model, one in pairs]


def _said(model: Any, one: Difference, names: dict[Any, dict[str, str]]) -> Change:
    def value(name: str, of: Any) -> str:
        column = model._meta.get_field(name)
        if column.is_relation and of is not None:
            return names[column.related_model].get(of, str(of))
        return in_words(column, column.to_python(of))

    if "column" in one:
        name = one["column"]
        return Change(name, _label(one), value(name, one["before"]), value(name, one["after"]))
    before, after = (
        " · ".join(value(name, of) for name, of in values.items() if of not in (None, "", [])) if values else "—"
        for values in (one["before"], one["after"])
    )
    if one["before"] is None:
        kind = pgettext("proposed part", "added")
    elif one["after"] is None:
        kind = pgettext("proposed part", "removed")
    else:
        kind = pgettext("proposed part", "changed")
    return Change(one["part"], f"{_label(one)}, {kind}", before, after)


def _label(one: Difference) -> str:
    """Return what a difference is about."""
    model = _model(one)
    about = model._meta.get_field(one["column"]) if "column" in one else model._meta
    return str(capfirst(about.verbose_name))


class _Snapshot:
    """The values of a partnership and of its parts, as a proposal names them."""

    def __init__(self, row: Partnership) -> None:
        self.values = _values(row, _columns())
        self.parts: dict[str, dict[Any, Values]] = {}
        for name, model in PARTS.items():
            links = [field for field in FIELDS[model] if model._meta.get_field(field).is_relation]
            rows = model._default_manager.filter(partnership=row).select_related(*links).order_by("pk")
            self.parts[name] = {part.pk: _values(part, FIELDS[model]) for part in rows}

    def differences(self, after: "_Snapshot") -> Iterator[Difference]:
        """Yield what is otherwise in the later one."""
        for name, value in self.values.items():
            if value != after.values[name]:
                yield {"column": name, "before": value, "after": after.values[name]}
        for part, rows in self.parts.items():
            later = after.parts[part]
            for pk in [*rows, *(pk for pk in later if pk not in rows)]:
                if rows.get(pk) != later.get(pk):
                    yield {"part": part, "before": rows.get(pk), "after": later.get(pk)}

    def bears(self, one: Difference) -> bool:
        """Say whether a difference still finds what it changes, and does not find what it adds."""
        if "column" in one:
            return bool(self.values[one["column"]] == one["before"])
        rows = self.parts[one["part"]].values()
        return one["before"] in rows if one["before"] is not None else one["after"] not in rows


def _columns() -> list[str]:
    """Return the partnership's own columns that people edit."""
    return [column.name for column in Partnership._meta.local_fields if column.editable and not column.primary_key]


def _values(row: models.Model, names: Any) -> Values:
    return {name: _value(getattr(row, name)) for name in names}


def _value(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, models.Model):
        return getattr(value, "code", value.pk)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _make(row: Partnership, changes: list[Difference]) -> None:
    """Write the differences: first what goes, then what changes, then what comes."""
    columns = [one for one in changes if "column" in one]
    for one in columns:
        setattr(row, one["column"], _stored(Partnership, one["column"], one["after"]))
    if columns:
        row.full_clean()
        row.save()
    parts = [one for one in changes if "part" in one]
    for one in parts:
        if one["after"] is None:
            _found(row, one).delete()
    later = [one for one in parts if one["after"] is not None and one["before"] is not None]
    later += [one for one in parts if one["before"] is None]
    # A row may stand in the way of another that is changed after it: what is refused is tried again.
    while later:
        refused = [(one, error) for one in later if (error := _write(row, one)) is not None]
        if len(refused) == len(later):
            raise refused[0][1]
        later = [one for one, _error in refused]


def _write(row: Partnership, one: Difference) -> Exception | None:
    """Write one part, and return why it cannot be written."""
    model = _model(one)
    part = _found(row, one) if one["before"] is not None else model(partnership=row)
    for name, value in one["after"].items():
        setattr(part, name, _stored(model, name, value))
    try:
        with transaction.atomic():
            part.full_clean()
            part.save()
    except (ValidationError, IntegrityError) as error:
        return error
    return None


def _found(row: Partnership, one: Difference) -> Any:
    """Return the part that the difference is about."""
    model = _model(one)
    lookups = {name: _stored(model, name, value) for name, value in one["before"].items()}
    return model._default_manager.get(partnership=row, **lookups)


def _stored(model: Any, name: str, value: Any) -> Any:
    """Return a value as the column holds it."""
    column = model._meta.get_field(name)
    if not column.is_relation:
        return column.to_python(value)
    return None if value is None else column.related_model._default_manager.get(code=value)


def _model(one: Difference) -> Any:
    return PARTS[one["part"]] if "part" in one else Partnership


def _sides(one: Difference) -> list[Values]:
    sides = (one["before"], one["after"])
    return [{one["column"]: side} for side in sides] if "column" in one else [side for side in sides if side]


def _locked(partnership: Partnership) -> Partnership:
    row: Partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    return row


def _check_open(proposal: ChangeProposal) -> None:
    """Refuse what was answered already; the partnership's lock keeps others from answering meanwhile."""
    proposal.refresh_from_db()
    if proposal.status != ChangeProposal.Status.WAITING:
        raise WrongStatusError(
            _("%(who)s answered this proposal already: %(status)s.")
            % {"who": proposal.answered_by, "status": proposal.get_status_display()}
        )


def _check_decides(proposal: ChangeProposal, by: User) -> None:
    if not ChangeProposal.objects.awaiting_answer_by(by).filter(pk=proposal.pk).exists():
        raise NotAllowedError(_("A reviewer decides on proposed changes, and nobody on the own ones."))


def _answer(proposal: ChangeProposal, status: str, by: User, words: str) -> None:
    proposal.status, proposal.answer = status, words.strip()
    proposal.answered_by, proposal.answered_at = by, timezone.now()
    proposal.save()
    proposal_moved.send(sender=ChangeProposal, proposal=proposal)


def _reason(error: Exception) -> str:
    """Return why the registry refuses the changes, for people."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError):
        return refusal(error)
    return _("A record that the proposal names is there no more.")
