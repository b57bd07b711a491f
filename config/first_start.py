"""What an empty registry gets on its first start: the annex and, in a trial, accounts to look around with."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pghistory
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from accounts.actions import DemoAccount, create_demo_accounts
from accounts.models import User
from common.models import Record
from programmes.models import FieldOffice

# In the order in which their rows refer to one another.
FIXTURES = (
    "documents",
    "areas",
    "services",
    "people_served",
    "forums",
    "offices",
    "ngos",
    "programmes",
    "partnerships",
    "beside",
)
REGISTRARS_OFFICE = "IOM Dhaka"


def prepare(write: Callable[[str], None]) -> None:
    """Load the annex into an empty registry; in a trial, see to its demonstration accounts."""
    with pghistory.context(through="command", command="first start"):
        if _is_empty():
            write("Loading the annex …")
            call_command("loaddata", *FIXTURES, verbosity=0)
        if not settings.PRODUCTION:
            _prepare_accounts(settings.VAR_DIR / "demo-accounts.json", write)


def _is_empty() -> bool:
    """Say whether the registry holds no record of any kind."""
    records = (model for model in apps.get_models() if issubclass(model, Record))
    return not any(model._default_manager.exists() for model in records)


def _prepare_accounts(file: Path, write: Callable[[str], None]) -> None:
    """Make the accounts where there are no users yet, and lay them down in the file."""
    if User.objects.exists():
        if file.exists():
            write(f"The demonstration accounts are in {file}")
        return
    office = FieldOffice.objects.filter(name=REGISTRARS_OFFICE).first()
    if office is None:
        write(f"No demonstration accounts were made, as there is no office {REGISTRARS_OFFICE}.")
        return
    with transaction.atomic():  # accounts whose passwords nobody knows would be of no use
        accounts = create_demo_accounts(registrar_office=office)
        _lay_down(file, json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=2))
    write("Demonstration accounts:")
    for line in _table(accounts):
        write(line)
    write(f"They are in {file} too, with an API key each.")


def _lay_down(file: Path, content: str) -> None:
    """Write the file, or replace it, so that at no time anyone else may read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600, exist_ok=False)
    fresh.write_text(f"{content}\n", encoding="utf-8")
    fresh.replace(file)


def _table(accounts: list[DemoAccount]) -> list[str]:
    """Return lines in which e-mail addresses, passwords and duties stand under one another."""
    rows = [(account.email, account.password, " ".join([account.duty, *account.offices])) for account in accounts]
    email, password = (max(len(row[column]) for row in rows) for column in (0, 1))
    return [f"  {row[0]:<{email}}  {row[1]:<{password}}  {row[2]}" for row in rows]
