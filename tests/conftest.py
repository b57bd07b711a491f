"""What every test shares: quick settings, and a browser where this machine has one."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *BROWSERS])), None)
NO_CHROMIUM = "No Chromium was found, so the browser tests are left out: install one, or name it in CHROMIUM."

# Playwright keeps an event loop running in the thread in which the tests use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a session in which the tests would write into the real var folder and database."""
    if not config.pluginmanager.hasplugin("tests.throwaway"):
        raise pytest.UsageError("The throw-away database is missing: run pytest with -p tests.throwaway")


def pytest_report_header() -> str | None:
    """Say so where the browser tests cannot run."""
    return None if CHROMIUM else NO_CHROMIUM


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser."""
    if not CHROMIUM:
        out = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives as long as the session: the code, and the tests themselves."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Launch the machine's own Chromium, which talks to nobody but the test server."""
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def playwright(request: pytest.FixtureRequest) -> Iterator[object]:
    """Start and stop Playwright with no connection open: inside its event loop Django opens connections of its own."""
    connections.close_all()
    yield request.getfixturevalue("playwright")
    connections.close_all()


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Take static files from where they lie, without `collectstatic`, and hash passwords fast."""
    static_root = tmp_path_factory.mktemp("static")
    with override_settings(
        STATIC_ROOT=static_root,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield static_root
