"""What is done to partnerships beyond the filling in of a form: how offices register them.

Each action asks whether the user may do it, locks the draft, and writes all or nothing. Pages call it, and whatever
else registers.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from accounts.models import User
from common.constraints import broken_by
from common.permissions import Action, may
from ngos.matching import Candidate, candidates, described
from ngos.models import Ngo
from partnerships.models import Agreement, AgreementPartnership, AgreementParty, NotAllowedError, Partnership
from programmes.models import FieldOffice, Programme

BEGUN_ONCE = "partnerships_partnership_begun_with"


@transaction.atomic
def begin_registration(*, ngo: Ngo, office: FieldOffice, by: User, form: UUID | None = None) -> Partnership:
    """Draft a partnership of the NGO with the office, in the hands of whoever begins it.

    The same form sent twice, even at the same moment, begins one partnership, which both are given.
    """
    if begun := _begun(form, by):
        return begun
    partnership = Partnership(ngo=ngo.survivor, office=office, held_by=by, begun_with=form)
    try:
        with transaction.atomic():
            partnership.save()
    except IntegrityError as error:
        if not str(broken_by(error)).startswith(BEGUN_ONCE):
            raise
        if begun := _begun(form, by):
            return begun
        raise NotAllowedError(_("This form was used before. Load its page again, and begin anew.")) from error
    if not may(by, Action.CHANGE, partnership):
        told = _("You register collaborations for your own offices; %(office)s is none of them.")
        raise NotAllowedError(told % {"office": office})
    return partnership


@transaction.atomic
def propose_ngo(
    *, ngo: Ngo, parts: Iterable[models.Model] = (), office: FieldOffice, by: User, form: UUID | None = None
) -> Partnership:
    """Save a new NGO as a proposed one, with names, identifiers and contacts, and draft its first partnership.

    What the models refuse is raised as a ValidationError, and nothing is kept.
    """
    if begun := _begun(form, by):
        return begun
    ngo.status = Ngo.Status.PROPOSED
    ngo.full_clean()
    ngo.save()
    for part in parts:
        part.ngo = ngo  # type: ignore[attr-defined]
        part.full_clean()
        part.save()
    partnership = begin_registration(ngo=ngo, office=office, by=by, form=form)
    if partnership.ngo != ngo:  # the same form came twice at one moment
        ngo.delete()
    return partnership


def _begun(form: UUID | None, by: User) -> Partnership | None:
    """Return the partnership that the form began already, wherever it stands by now."""
    rows = Partnership.objects.followed_by(by)
    begun: Partnership | None = None if form is None else rows.filter(begun_with=form).first()
    return begun


def open_candidates(ngo: Ngo) -> list[Candidate]:
    """Return the NGOs that a proposed one may be, and of which nobody has said that they are not."""
    return candidates(described(ngo)) if ngo.status == Ngo.Status.PROPOSED else []


@transaction.atomic
def choose_ngo(*, partnership: Partnership, ngo: Ngo, by: User) -> None:
    """Let the draft be about another NGO; a proposed one that nothing else rests on goes.

    An agreement written for the draft goes with it; one that the registry holds stays as it is, and the draft runs
    under it no more, unless the other NGO is a party too.
    """
    lock_draft(partnership, by)
    left, partnership.ngo = partnership.ngo, ngo.survivor
    if left == partnership.ngo:
        return
    partnership.save(update_fields=["ngo", "updated_at"])
    own = Agreement.objects.written_for(partnership)
    AgreementParty.objects.filter(agreement__in=own, ngo=left).update(ngo=partnership.ngo)
    partnership.agreement_partnerships.exclude(agreement__parties__ngo=partnership.ngo).delete()
    _drop_if_unused(left, _untouched_ngos())


@transaction.atomic
def choose_programme(*, partnership: Partnership, programme: Programme | None, by: User) -> None:
    """Let the draft be part of another programme, or of none; a proposed one that nothing else rests on goes."""
    lock_draft(partnership, by)
    left, partnership.programme = partnership.programme, programme
    if left == programme:
        return
    partnership.save(update_fields=["programme", "updated_at"])
    if left is not None:
        _drop_if_unused(left, Programme.objects.proposed())


@transaction.atomic
def propose_programme(*, partnership: Partnership, title: str, kind: str, by: User) -> Programme:
    """Let the draft be part of a programme that the registry does not hold yet, or rename the one it alone proposed."""
    lock_draft(partnership, by)
    own = Programme.objects.proposed_for(partnership).first()
    programme = own or Programme(is_proposed=True)
    programme.title, programme.kind = title, kind
    programme.full_clean()
    programme.save()
    choose_programme(partnership=partnership, programme=programme, by=by)
    return programme


@transaction.atomic
def attach_agreement(*, partnership: Partnership, agreement: Agreement, by: User) -> None:
    """Let the draft run under an agreement: a new one, which is proposed with it, or a known one with its NGO.

    What is written here of one that the registry holds is that the draft runs under it, and nothing else.
    """
    lock_draft(partnership, by)
    if agreement.pk is None or Agreement.objects.written_for(partnership).filter(pk=agreement.pk).exists():
        agreement.is_proposed = True
        agreement.full_clean()
        agreement.save()
        AgreementParty.objects.get_or_create(agreement=agreement, ngo=partnership.ngo, name="")
    elif not Agreement.objects.visible_to(by).filter(pk=agreement.pk, parties__ngo=partnership.ngo).exists():
        raise NotAllowedError(_("Choose an agreement with %(ngo)s.") % {"ngo": partnership.ngo})
    AgreementPartnership.objects.get_or_create(agreement=agreement, partnership=partnership)
    detach_agreements(partnership=partnership, by=by, but=agreement)


@transaction.atomic
def detach_agreements(*, partnership: Partnership, by: User, but: Agreement | None = None) -> None:
    """Let the draft run under no agreement but the given one; one written for this draft alone goes."""
    lock_draft(partnership, by)
    own = list(Agreement.objects.written_for(partnership).exclude(pk=but and but.pk))
    partnership.agreement_partnerships.exclude(agreement=but).delete()
    for agreement in own:
        agreement.delete()


@transaction.atomic
def discard_draft(*, partnership: Partnership, by: User) -> None:
    """Take a draft away, with the NGO and the programme proposed for it alone; what was once submitted is withdrawn."""
    lock_draft(partnership, by)
    if not may(by, Action.DELETE, partnership):
        partnership.withdraw(by=by)
        return
    detach_agreements(partnership=partnership, by=by)
    ngo, programme = partnership.ngo, partnership.programme
    partnership.delete()
    _drop_if_unused(ngo, _untouched_ngos())
    if programme is not None:
        _drop_if_unused(programme, Programme.objects.proposed())


def lock_draft(partnership: Partnership, by: User) -> None:
    """Read the draft anew and let nobody else write it until the transaction ends; refuse who may not go on with it."""
    partnership.refresh_from_db(from_queryset=Partnership.objects.select_for_update())
    if not Partnership.objects.changeable_by(by).unfinished().filter(pk=partnership.pk).exists():
        raise NotAllowedError(
            _("%(code)s is “%(status)s”: only drafts and what was returned are changed here, by their office.")
            % {"code": partnership.code, "status": partnership.get_review_status_display()}
        )


def set_parts(partnership: Partnership, model: Any, link: str, values: Iterable[Any], **more: Any) -> None:
    """Let the draft's parts of one kind be these values; those that stay keep what else is known of them."""
    wanted = list(values)
    rows = model.objects.filter(partnership=partnership)
    rows.exclude(**{f"{link}__in": wanted}).delete()
    there = set(rows.values_list(link, flat=True))
    for value in wanted:
        if getattr(value, "pk", value) not in there:
            part = model(partnership=partnership, **{link: value}, **{name: of(value) for name, of in more.items()})
            part.full_clean()
            part.save()


def _untouched_ngos() -> Any:
    """Return the proposed NGOs with which nothing would go that colleagues wrote of them."""
    return Ngo.objects.proposed().filter(journal_notes=None, focal_persons=None, mistake_reports=None)


def _drop_if_unused(row: Any, proposed: Any) -> None:
    """Delete a row that was only proposed, if nothing else of the registry rests on it."""
    if not proposed.filter(pk=row.pk, partnerships=None).exists():
        return
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError, IntegrityError):
        return
