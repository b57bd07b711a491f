"""How an account comes about: a colleague may ask for it, an administrator invites, the invited person opens it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.letters import absolute, send_letter
from accounts.models import AccountRequest, Duty, Invitation, InvitedDuty, OfficeMembership, User
from common.permissions import Action, may
from programmes.models import FieldOffice

# An office and the duty held in it.
Place = tuple[FieldOffice, str]


@transaction.atomic
def invite(*, email: str, name: str, duty: str, memberships: Iterable[Place], language: str, by: User) -> Invitation:
    """Offer somebody an account, and send the letter whose link opens it."""
    _only_administrators(by)
    if AccountRequest.objects.waiting().filter(email=email).exists():
        raise ValidationError({"email": _("An account for this address is asked for: decide about that request.")})
    return _invite(email=email, name=name, duty=duty, memberships=memberships, language=language, by=by)


@transaction.atomic
def invite_again(invitation: Invitation, *, by: User) -> None:
    """Send a new letter, whose link alone works from now on, for seven days more."""
    _only_administrators(by)
    found = _locked_open(invitation)
    found.letters += 1
    found.sent_at = timezone.now()
    found.save(update_fields=["letters", "sent_at"])
    _send(found)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back; its link opens nothing any more."""
    _only_administrators(by)
    found = _locked_open(invitation)
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])


@transaction.atomic
def accept(token: str, *, password: str) -> User:
    """Open the account that the link offers, with the duties of the invitation; the link then opens nothing more."""
    invitation = Invitation.of_token(token, lock=True)
    if invitation is None:
        raise ValidationError(_("This link is no longer valid."))
    user = User(email=invitation.email, name=invitation.name, language=invitation.language, duty=invitation.duty)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    for given in invitation.offices.all():
        OfficeMembership.objects.create(user=user, office_id=given.office_id, duty=given.duty)
    invitation.user, invitation.accepted_at = user, timezone.now()
    invitation.save(update_fields=["user", "accepted_at"])
    return user


@transaction.atomic
def ask_for_account(*, name: str, email: str, office: FieldOffice, duty: str, why: str, by: User) -> AccountRequest:
    """Ask that a colleague be given an account; administrators other than the asker decide."""
    if not may(by, Action.ADD, AccountRequest):
        raise PermissionDenied
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": _("Somebody has this e-mail address already.")})
    asked = AccountRequest(name=name, email=email, office=office, duty=duty, why=why, by=by)
    asked.full_clean()
    asked.save()
    context = {"asked": asked, "address": absolute(reverse("account-request", args=[asked.pk]))}
    for administrator in User.objects.offered().filter(duty=Duty.ADMINISTRATOR).exclude(pk=by.pk):
        send_letter(administrator, "mail/account_asked", context)
    return asked


@transaction.atomic
def approve_request(asked: AccountRequest, *, by: User, answer: str = "") -> Invitation:
    """Give the account that a colleague asked for: invite its owner in the language of whoever asked."""
    found = _decided(asked, by=by, is_approved=True, answer=answer)
    places = [] if found.duty == Duty.VIEWER else [(found.office, found.duty)]
    return _invite(
        email=found.email,
        name=found.name,
        duty=Duty.VIEWER,
        memberships=places,
        language=found.by.language or translation.get_language(),
        by=by,
    )


@transaction.atomic
def refuse_request(asked: AccountRequest, *, by: User, answer: str) -> None:
    """Refuse a request, saying why."""
    _decided(asked, by=by, is_approved=False, answer=answer)


def _decided(asked: AccountRequest, *, by: User, is_approved: bool, answer: str) -> AccountRequest:
    """Lock, check and keep the decision, and tell whoever asked."""
    found: AccountRequest = (
        AccountRequest.objects.select_for_update(of=("self",)).select_related("by", "office").get(pk=asked.pk)
    )
    if found.decided_at:
        raise ValidationError(_("A colleague decided about this request already; that decision stands."))
    if not may(by, Action.CHANGE, found):
        raise PermissionDenied(_("Whoever asked for an account does not decide about it."))
    found.decided_by, found.decided_at = by, timezone.now()
    found.is_approved, found.answer = is_approved, answer.strip()
    found.full_clean()
    found.save(update_fields=["decided_by", "decided_at", "is_approved", "answer"])
    send_letter(found.by, "mail/account_decided", {"asked": found})
    return found


def _invite(*, email: str, name: str, duty: str, memberships: Iterable[Place], language: str, by: User) -> Invitation:
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": _("Somebody has this e-mail address already.")})
    invitation = Invitation(email=email, name=name, duty=duty, language=language, by=by)
    invitation.full_clean()
    invitation.save()
    for office, held in dict.fromkeys(memberships):
        given = InvitedDuty(invitation=invitation, office=office, duty=held)
        given.full_clean()
        given.save()
    _send(invitation)
    return invitation


def _send(invitation: Invitation) -> None:
    context: dict[str, Any] = {
        "invitation": invitation,
        "address": absolute(reverse("invitation", args=[invitation.token])),
    }
    send_letter(invitation.email, "mail/invitation", context, language=invitation.language)


def _locked_open(invitation: Invitation) -> Invitation:
    found: Invitation | None = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    if found is None:
        raise ValidationError(_("This invitation was accepted or withdrawn already."))
    return found


def _only_administrators(user: User) -> None:
    if not may(user, Action.ADD, Invitation):
        raise PermissionDenied
