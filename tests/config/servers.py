"""How the tests of the start look at a server, and do something as another user."""

import os
import pwd
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.db import connection

from config import embedded
from config.environment import BASE_DIR, env

AsUser = Callable[[Callable[[], None]], None]


def as_ordinary_user(work: Callable[[], None]) -> None:
    """Do this as ourselves, or as `nobody` in a child process if we are root; what fails there fails here."""
    if os.getuid() != 0:
        work()
        return
    child = os.fork()
    if child == 0:
        nobody, code = pwd.getpwnam("nobody"), 1
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


def socket_folder(data: Path) -> Path:
    """Return the folder of the socket, by the address that the settings would use."""
    return Path(env.db_url_config(embedded.url(data))["HOST"])


def ask(data: Path, statement: str = "SELECT current_database()") -> list[tuple[object, ...]]:
    """Send one statement to the address that the settings would use, and return its rows, if it has any."""
    address = env.db_url_config(embedded.url(data))
    place = {"host": address["HOST"], "user": address["USER"], "dbname": address["NAME"]}
    with closing(psycopg2.connect(**place)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def server_process(data: Path) -> int:
    """Return the number of the server's process."""
    return int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])


def running(word: str, folder: Path) -> list[int]:
    """Return the processes over this var folder that have this word in their command."""
    found = []
    for place in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            command = (place / "cmdline").read_bytes().split(b"\0")
            if word.encode() in command and str(folder).encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
    return found


def command_environment(**changes: str) -> dict[str, str]:
    """Return our environment as a command would find it on a machine where only these variables are set."""
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    # Set, though to nothing, so that a developer's .env does not set them.
    usual = {
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": "",
        "REGISTRY_ENV": "trial",
        "SECRET_KEY": "",
        "SECURE_COOKIES": "false",
    }
    return inherited | usual | changes


def database_of_test() -> str:
    """Return the address of the database of this test, for a command that works in it."""
    place = connection.settings_dict
    who = f"{place['USER']}:{place['PASSWORD']}" if place["PASSWORD"] else place["USER"]
    if place["HOST"].startswith("/"):  # a socket, as `embedded.url` writes it
        return f"postgres://{who}@/{quote(place['HOST'], safe='')}/{place['NAME']}"
    port = f":{place['PORT']}" if place["PORT"] else ""
    return f"postgres://{who}@{place['HOST']}{port}/{place['NAME']}"


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py to its end."""
    return subprocess.run(
        [sys.executable, BASE_DIR / "manage.py", *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=command_environment(**environment),
    )
