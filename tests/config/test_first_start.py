"""What the first start gives an empty registry, and what later starts leave alone."""

import json
import stat
from datetime import timedelta

import pghistory.models
import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from accounts.models import ApiKey, ApiKeyScope, Duty, User
from config import first_start
from config.history import command_context
from programmes.models import FieldOffice
from tests.factories import FieldOfficeFactory, NgoFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts_file(settings, tmp_path):
    """The place of the file with the accounts, in a var folder that is not there yet."""
    settings.VAR_DIR = tmp_path / "var"
    settings.PRODUCTION = False
    return settings.VAR_DIR / "demo-accounts.json"


@pytest.fixture
def office():
    """A registry that is not empty: it has the registrar's office."""
    return FieldOfficeFactory(name=first_start.REGISTRARS_OFFICE)


@pytest.fixture
def loaded(monkeypatch):
    """What was loaded, without loading it."""
    calls = []
    monkeypatch.setattr(first_start, "call_command", lambda *words, **options: calls.append(words))
    return calls


def start():
    """Start once, and return what was said."""
    said = []
    first_start.prepare(said.append)
    return said


def test_an_empty_registry_gets_its_first_data_and_history_says_through_what(accounts_file, monkeypatch):
    monkeypatch.setattr(first_start, "FIXTURES", ("documents", "offices"))  # the whole annex takes its time

    said = start()

    assert said[0] == "Loading the annex …"
    assert FieldOffice.objects.filter(name="IOM Dhaka").exists()
    assert ApiKey.objects.count() == len(Duty)
    assert [context.metadata for context in pghistory.models.Context.objects.all()] == [
        {"through": "command", "command": "first start"}
    ]
    assert json.loads(accounts_file.read_text(encoding="utf-8"))[1]["offices"] != []


def test_a_registry_with_any_record_in_it_is_left_as_it_is(accounts_file, loaded):
    NgoFactory()

    said = start()

    assert loaded == []
    assert said == ["No demonstration accounts were made, as there is no office IOM Dhaka."]


def test_what_staff_edited_survives_a_restart(accounts_file, office, loaded):
    start()
    office.name = "IOM Dhaka and Cox's Bazar"
    office.save()

    start()

    office.refresh_from_db()
    assert office.name == "IOM Dhaka and Cox's Bazar"
    assert loaded == []


def test_there_is_one_account_for_each_duty_and_its_secrets_open_it(accounts_file, office):
    start()

    accounts = json.loads(accounts_file.read_text(encoding="utf-8"))
    assert [account["duty"] for account in accounts] == ["viewer", "registrar", "reviewer", "administrator"]
    for account in accounts:
        key = ApiKey.objects.for_secret(account["api_token"])
        user = authenticate(None, email=account["email"], password=account["password"])
        assert account["email"] == f"{account['duty']}@demo.example"
        assert account["offices"] == ([office.code] if account["duty"] == "registrar" else [])
        assert set(account) == {"email", "password", "duty", "offices", "api_token"}
        assert user == key.user == User.objects.get(email=account["email"])
        assert set(key.scopes) == {ApiKeyScope.READ, ApiKeyScope.CONTACTS}
        assert key.expires_on == timezone.localdate() + timedelta(days=365)


def test_the_accounts_can_do_what_their_duties_say(accounts_file, office):
    start()

    users = {user.email.partition("@")[0]: user for user in User.objects.all()}

    assert {name: user.registrar_offices for name, user in users.items() if user.registrar_offices} == {
        "registrar": {office.pk}
    }
    assert {name for name, user in users.items() if user.is_reviewer} == {"reviewer", "administrator"}
    assert {name for name, user in users.items() if user.is_superuser} == {"administrator"}


def test_the_file_is_for_its_owner_only_and_what_lay_there_is_replaced(accounts_file, office):
    accounts_file.parent.mkdir()
    accounts_file.write_text("of another database", encoding="utf-8")
    accounts_file.chmod(0o644)

    start()

    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600
    assert len(json.loads(accounts_file.read_text(encoding="utf-8"))) == len(Duty)
    assert [file.name for file in accounts_file.parent.iterdir()] == [accounts_file.name]


def test_the_accounts_are_told_in_lines_under_one_another(accounts_file, office):
    said = start()

    accounts = json.loads(accounts_file.read_text(encoding="utf-8"))
    table = said[1:-1]
    assert said[0] == "Demonstration accounts:"
    assert [line.split() for line in table] == [
        [account["email"], account["password"], account["duty"], *account["offices"]] for account in accounts
    ]
    assert len({line.index(f" {account['duty']}") for line, account in zip(table, accounts, strict=True)}) == 1
    assert str(accounts_file) in said[-1]


def test_a_second_start_says_where_the_accounts_are_and_changes_nothing(accounts_file, office):
    start()
    before = accounts_file.read_bytes(), list(User.objects.values()), list(ApiKey.objects.values())

    said = start()

    assert said == [f"The demonstration accounts are in {accounts_file}"]
    assert (accounts_file.read_bytes(), list(User.objects.values()), list(ApiKey.objects.values())) == before


def test_where_there_are_users_no_accounts_are_made(accounts_file, office):
    UserFactory()

    assert start() == []
    assert User.objects.count() == 1
    assert not accounts_file.exists()


def test_production_has_no_demonstration_accounts(accounts_file, loaded, settings):
    settings.PRODUCTION = True

    said = start()

    assert loaded == [("loaddata", *first_start.FIXTURES)]
    assert said == ["Loading the annex …"]
    assert not User.objects.exists()
    assert not accounts_file.exists()


def test_accounts_whose_file_cannot_be_written_are_not_made(accounts_file, office):
    accounts_file.parent.write_text("not a folder", encoding="utf-8")

    with pytest.raises(FileExistsError):
        start()

    assert not User.objects.exists()


def test_history_says_which_command_made_a_change():
    with command_context("loaddata"):
        ngo = NgoFactory()

    assert ngo.history.get().pgh_context.metadata == {"through": "command", "command": "loaddata"}
