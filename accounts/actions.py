"""What is done to accounts."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import ApiKey, ApiKeyScope, Duty, OfficeMembership, User
from programmes.models import FieldOffice

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class DemoAccount:
    """An account to look around with, and the secrets that open it, which are stored nowhere else."""

    email: str
    password: str
    duty: str
    offices: list[str]
    api_token: str


@transaction.atomic
def create_demo_accounts(*, registrar_office: FieldOffice) -> list[DemoAccount]:
    """Make one account for each duty, with random passwords; the registrar's is in the given office."""
    return [_create_demo_account(duty, registrar_office) for duty in Duty]


def _create_demo_account(duty: Duty, registrar_office: FieldOffice) -> DemoAccount:
    is_registrar = duty == Duty.REGISTRAR
    email, password = f"{duty}@demo.example", secrets.token_urlsafe(12)
    user = User.objects.create_user(
        email, password, name=f"Demonstration {duty.label}", duty=Duty.VIEWER if is_registrar else duty
    )
    if is_registrar:
        OfficeMembership.objects.create(user=user, office=registrar_office, duty=duty)
    _, token = ApiKey.issue(
        user=user,
        name="Demonstration",
        scopes=[ApiKeyScope.READ, ApiKeyScope.CONTACTS],
        expires_on=timezone.localdate() + A_YEAR,
    )
    return DemoAccount(
        email=email,
        password=password,
        duty=str(duty),
        offices=[registrar_office.code] if is_registrar else [],
        api_token=token,
    )
