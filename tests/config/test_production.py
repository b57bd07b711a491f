"""Production refuses to start on settings that are not safe, and says which to change."""

import pytest

from tests.config.servers import manage

SAFE = {
    "REGISTRY_ENV": "production",
    "ALLOWED_HOSTS": "registry.example.org",
    "DATABASE_URL": "postgres://registry@database.example.org/registry",
    "SECRET_KEY": "a-long-secret-for-this-test-alone-0123456789-0123456789",
    "SECURE_COOKIES": "true",
    "EMAIL_URL": "smtp://mail.example.org",
    "REGISTRY_URL": "https://registry.example.org",
}
REFUSED = [
    ("REGISTRY_ENV", "staging", "REGISTRY_ENV is “staging”: set it to production or to trial."),
    ("DATABASE_URL", "", "DATABASE_URL is not set"),
    ("DATABASE_URL", "sqlite:///registry.db", "DATABASE_URL must start with postgres://"),
    ("SECRET_KEY", "", "SECRET_KEY is missing or short"),
    ("SECRET_KEY", "too-short", "SECRET_KEY is missing or short"),
    ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is empty or a wildcard"),
    ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is empty or a wildcard"),
    ("SECURE_COOKIES", "false", "SECURE_COOKIES is off"),
    ("SECURE_COOKIES", "perhaps", "SECURE_COOKIES is “perhaps”: set it to true or to false."),
    ("EMAIL_URL", "", "EMAIL_URL is not set"),
    ("REGISTRY_URL", "", "REGISTRY_URL must start with https://"),
    ("REGISTRY_URL", "http://registry.example.org", "REGISTRY_URL must start with https://"),
    ("REGISTRY_URL", "https://", "REGISTRY_URL must start with https://"),
    ("BEHIND_PROXY", "perhaps", "BEHIND_PROXY is “perhaps”: set it to true or to false."),
]


def test_safe_settings_pass_djangos_own_check_for_deployment():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **SAFE)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_an_unsafe_setting_is_refused_in_one_sentence(name: str, value: str, sentence: str):
    done = manage("check", **SAFE | {name: value})

    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_fault_is_named_at_once():
    unsafe = {
        "DATABASE_URL": "",
        "SECRET_KEY": "",
        "ALLOWED_HOSTS": "",
        "SECURE_COOKIES": "false",
        "EMAIL_URL": "",
        "REGISTRY_URL": "",
    }

    done = manage("serve", **SAFE | unsafe)

    assert done.returncode == 2
    assert [line.split(" ")[0] for line in done.stderr.splitlines()] == list(unsafe)


def test_a_var_folder_that_cannot_be_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()

    done = manage("migrate", REGISTRY_VAR=str(tmp_path / "file" / "var"))

    assert done.returncode == 2
    assert str(tmp_path / "file") in done.stderr
    assert "set REGISTRY_VAR to another folder" in done.stderr
    assert len(done.stderr.splitlines()) == 1
