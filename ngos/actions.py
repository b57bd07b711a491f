"""What is done to NGOs beyond the filling in of a form."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.constraints import broken_by, message_of
from common.permissions import Action, may
from ngos.merging import STEPS, NotAllowedError, NotReadyError, UnsettledError, WrongRecordError
from ngos.models import Distinction, Ngo, NgoMerge

# Why rows could not go, by their keys, which JSON makes strings.
Refusals = dict[str, str]


@transaction.atomic
def merge_ngos(*, merged: Ngo, survivor: Ngo, by: User, words: str) -> NgoMerge:
    """Make one record of two: the survivor takes what the other has, which stays as a redirect with its names."""
    _lock(merged, survivor)
    _check_mergeable(merged, survivor, by, words)
    Distinction.objects.between(merged, survivor).delete()
    moved: dict[str, list[int]] = {}
    stayed: dict[str, Refusals] = {}
    for key, step in STEPS.items():
        went, refused = _give(step.model, step.field, _locked_keys(step.rows(merged)), survivor)
        if refused and step.must_move:
            raise UnsettledError(_unsettled(step.model, refused, survivor))
        moved |= {key: went} if went else {}
        stayed |= {key: refused} if refused else {}
    previous = merged.status
    merged.status, merged.merged_into = Ngo.Status.MERGED, survivor
    merged.save(update_fields=["status", "merged_into", "updated_at"])
    survivor.save(update_fields=["updated_at"])
    return NgoMerge.objects.create(
        merged=merged,
        survivor=survivor,
        previous_status=previous,
        moved=moved,
        stayed=stayed,
        words=words.strip(),
        by=by,
    )


@transaction.atomic
def undo_merge(*, merge: NgoMerge, by: User) -> None:
    """Make two records of one again: the old one gets back its status and what is still the survivor's of it."""
    merged, survivor = merge.merged, merge.survivor
    _lock(merged, survivor)
    merge.refresh_from_db(from_queryset=NgoMerge.objects.select_for_update())
    _check_undoable(merge, merged, survivor, by)
    merged.status, merged.merged_into = Ngo.Status(merge.previous_status), None
    try:
        with transaction.atomic():
            merged.save(update_fields=["status", "merged_into", "updated_at"])
    except IntegrityError as error:
        raise UnsettledError(_why(error)) from error
    for key, keys in merge.moved.items():
        model, _dot, field = key.rpartition(".")
        rows = apps.get_model(model)._base_manager.filter(**{"pk__in": keys, field: survivor})
        _went, refused = _give(model, field, _locked_keys(rows), merged)
        if refused:
            raise UnsettledError(_unsettled(model, refused, merged))
    survivor.save(update_fields=["updated_at"])
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def tell_apart(*, ngo: Ngo, other: Ngo, reason: str, by: User) -> Distinction:
    """Note that two NGOs, however alike, are not the same; what somebody noted of them before stays as it is."""
    if not may(by, Action.ADD, Ngo):
        raise NotAllowedError(_("Only those who may add NGOs tell two of them apart."))
    if ngo.pk == other.pk:
        raise WrongRecordError(_("%(ngo)s cannot be told apart from itself: choose the other record.") % _named(ngo))
    for one in (ngo, other):
        if one.status == Ngo.Status.MERGED:
            told = _("%(ngo)s was merged into %(survivor)s already.")
            raise WrongRecordError(told % {**_named(one), "survivor": _named(one.survivor)["ngo"]})
    if not reason.strip():
        raise NotReadyError(_("Say in a sentence why the two are not the same."))
    try:
        with transaction.atomic():
            return Distinction.objects.create(ngo=ngo, other=other, reason=reason.strip(), by=by)
    except IntegrityError:
        known: Distinction = Distinction.objects.between(ngo, other).get()
        return known


def _lock(*ngos: Ngo) -> None:
    """Lock the records, the lower number first, and read them anew; merges wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ngo_merges'))")
    for ngo in sorted(ngos, key=lambda ngo: ngo.pk):
        ngo.refresh_from_db(from_queryset=Ngo.objects.select_for_update())


def _check_allowed(by: User, *ngos: Ngo) -> None:
    if not (by.is_reviewer and all(may(by, Action.CHANGE, ngo) for ngo in ngos)):
        raise NotAllowedError(_("Only those who review the whole registry merge records, or undo a merge."))


def _check_mergeable(merged: Ngo, survivor: Ngo, by: User, words: str) -> None:
    _check_allowed(by, merged, survivor)
    if merged.pk == survivor.pk:
        raise WrongRecordError(_("%(ngo)s cannot be merged into itself: choose the other record.") % _named(merged))
    for ngo in (merged, survivor):
        if ngo.status == Ngo.Status.MERGED:
            told = _("%(ngo)s was merged into %(survivor)s already.")
            raise WrongRecordError(told % {**_named(ngo), "survivor": _named(ngo.survivor)["ngo"]})
    if not words.strip():
        raise NotReadyError(_("Say in a sentence why the two records are the same organization."))


def _check_undoable(merge: NgoMerge, merged: Ngo, survivor: Ngo, by: User) -> None:
    _check_allowed(by, merged, survivor)
    if merge.undone_at is not None:
        raise WrongRecordError(_("The merge of %(ngo)s was undone already.") % _named(merged))
    if survivor.status == Ngo.Status.MERGED:
        told = _("%(ngo)s was itself merged into %(survivor)s: undo that merge first.")
        raise WrongRecordError(told % {**_named(survivor), "survivor": _named(survivor.survivor)["ngo"]})


def _locked_keys(rows: Any) -> list[int]:
    return list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def _give(model: str, field: str, keys: list[int], ngo: Ngo) -> tuple[list[int], Refusals]:
    """Give the rows to the NGO, all at once or, where PostgreSQL refuses, one by one.

    Return which went, and why the others did not.
    """
    rows: Any = apps.get_model(model)
    values: dict[str, Any] = {field: ngo}
    if "updated_at" in {column.name for column in rows._meta.fields}:
        values["updated_at"] = timezone.now()

    def give(some: list[int]) -> Exception | None:
        try:
            with transaction.atomic():
                rows._base_manager.filter(pk__in=some).update(**values)
        except IntegrityError as error:
            return error
        return None

    if not keys or give(keys) is None:
        return keys, {}
    refused = {str(key): _why(error) for key in keys if (error := give([key])) is not None}
    return [key for key in keys if str(key) not in refused], refused


def _why(error: Exception) -> str:
    rule = str(broken_by(error) or "").replace("_", " ")
    return message_of(error) or _("A rule of the registry stands in the way: %(rule)s.") % {"rule": rule}


def _named(ngo: Ngo) -> dict[str, str]:
    return {"ngo": f"{ngo} ({ngo.code})"}


def _unsettled(model: str, refused: Refusals, ngo: Ngo) -> str:
    """Say which rows stand in the way, and why."""
    rows: dict[int, models.Model] = apps.get_model(model)._base_manager.in_bulk([int(key) for key in refused])
    told = [
        _("%(row)s cannot go to %(ngo)s. %(why)s")
        % {"row": " ".join(filter(None, [getattr(row, "code", ""), str(row)])), "why": refused[str(key)], **_named(ngo)}
        for key, row in rows.items()
    ]
    return " ".join([*told, _("Settle that first.")])
