"""`manage.py serve`: the whole registry on this machine, as `make run` starts it."""

import errno
import fcntl
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_server, socket
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections

from config import embedded, first_start
from config.environment import BASE_DIR, env

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (where a heartbeat never waits for a disk)
HOST = "127.0.0.1"  # for this machine only; other machines are served through a web server of their own
HIGHEST_PORT = 65535
STOP_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


class Command(BaseCommand):
    """Bring the database up to date, load the first data, and serve until told to stop."""

    help = "Run the registry: its database, its first data and the web server, at the port that PORT names."

    def handle(self, **options: object) -> None:
        """Refuse what would disturb a running registry before anything is touched, then run."""
        for number in STOP_SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` asks
                signal.signal(number, signal.default_int_handler)
        port = self.port()
        address = f"http://{HOST}:{port}"
        with (
            suppress(KeyboardInterrupt),
            self.only_one(address) as lock,
            self.listen(port) as door,
            embedded.as_configured(),
        ):
            self.prepare()
            self.serve(door, lock, address)

    def port(self) -> int:
        """Read PORT."""
        given = env.str("PORT", default="8000")
        if not given.isdecimal() or not 0 < int(given) <= HIGHEST_PORT:
            raise CommandError(f"PORT is “{given}”: set it to a number from 1 to {HIGHEST_PORT}.")
        return int(given)

    @contextmanager
    def only_one(self, address: str) -> Iterator[IO[str]]:
        """Hold the lock of the var folder, with our address in it; refuse if another registry holds it."""
        path = settings.VAR_DIR / "serve.lock"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written ({error.strerror}).") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                running = f"The registry over {settings.VAR_DIR} already runs at {lock.read()}"
                raise CommandError(f"{running}: use that one, or stop it first.") from None
            lock.truncate(0)
            lock.write(address)
            lock.flush()
            yield lock

    def listen(self, port: int) -> socket:
        """Open the port now, so that a taken one is known before the database is touched."""
        try:
            return create_server((HOST, port), backlog=256)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                hint = f"PORT={port + 1 if port < HIGHEST_PORT else port - 1} make run"
                raise CommandError(f"Port {port} is taken. Choose another: {hint}") from error
            raise CommandError(f"Port {port} cannot be opened ({error.strerror}).") from error

    def prepare(self) -> None:
        """Bring database and static files to this version; an empty registry gets its first data."""
        self.say("Bringing the database up to date …")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            raise CommandError(f"The database cannot be brought up to date: {error}") from error
        first_start.prepare(self.say)
        call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()

    def serve(self, door: socket, lock: IO[str], address: str) -> None:
        """Run the web server until it ends or we are told to stop."""
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=fd://{door.fileno()}"]
        # Threads, because a browser opens connections in advance, and each would occupy a whole process.
        command += ["--workers=2", "--threads=4", "--log-level=warning", "--no-control-socket"]
        if SHARED_MEMORY.is_dir():
            command.append(f"--worker-tmp-dir={SHARED_MEMORY}")
        # The lock goes along: should we be killed, the server that outlives us is still known.
        inherited = (door.fileno(), lock.fileno())
        # Its own session: Ctrl-C in the terminal is for us, and we stop the server first, then the database.
        server = subprocess.Popen(  # noqa: S603
            command, cwd=BASE_DIR, pass_fds=inherited, start_new_session=True
        )
        lock.write(f" (process {server.pid})")
        lock.flush()
        try:
            while server.poll() is None and not self.answers(door.getsockname()[1]):
                time.sleep(0.1)
            if server.poll() is None:
                self.say(f"The registry is at {address}")
                self.say("Stop it with Ctrl-C.")
            raise CommandError(f"The web server ended by itself, with code {server.wait()}.")
        finally:
            for number in STOP_SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            server.terminate()
            server.wait()

    def answers(self, port: int) -> bool:
        """Say whether a worker answers at our own door."""
        name = next(iter(settings.ALLOWED_HOSTS), HOST).strip("*.") or HOST
        server = HTTPConnection(HOST, port, timeout=5)
        with suppress(OSError, HTTPException), closing(server):
            server.request("GET", "/healthz", headers={"Host": name})
            return bool(server.getresponse().status)
        return False

    def say(self, line: str) -> None:
        """Tell whoever started us, at once."""
        self.stdout.write(line)
        self.stdout.flush()
