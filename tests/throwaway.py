"""A pytest plugin that comes before Django: one throw-away database and var folder for the session."""

import os
import signal
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

GIVEN_DATABASE = os.environ.get("DATABASE_URL")  # read before config.environment adds what stands in .env

from config import embedded  # noqa: E402


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Start what the session needs; its workers find it in the environment that they inherit."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that `kill` cleans up like Ctrl-C
        session = ExitStack()
        early_config.add_cleanup(session.close)
        var = Path(session.enter_context(tempfile.TemporaryDirectory(prefix="registry-tests-")))
        var.chmod(0o711)  # the database's own user passes through
        os.environ["REGISTRY_VAR"] = str(var)
        if not GIVEN_DATABASE:
            session.enter_context(embedded.running(var / "postgres", careless=True))
            os.environ["DATABASE_URL"] = embedded.url(var / "postgres")
    return (yield)
