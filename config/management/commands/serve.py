"""`manage.py serve`: the whole registry on this machine, as `make run` starts it."""

import errno
import fcntl
import os
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
# Seconds between two starts of a worker that ends by itself.
PAUSE = 5.0
# Seconds for a mail that is being handed over when we stop.
LONGEST_END = 15.0


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
        """Run the web server, and the worker beside it, until the server ends or we are told to stop."""
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=fd://{door.fileno()}"]
        # Threads, because a browser opens connections in advance, and each would occupy a whole process.
        command += ["--workers=2", "--threads=4", "--log-level=warning", "--no-control-socket"]
        # The longest that gunicorn can be told to take: of a longer address the registry itself can say nothing.
        command.append("--limit-request-line=8190")
        if SHARED_MEMORY.is_dir():
            command.append(f"--worker-tmp-dir={SHARED_MEMORY}")
        # The worker lives as long as somebody holds this leash: we, or the server that outlives us.
        end, leash = os.pipe()
        # The lock goes along: should we be killed, the server that outlives us is still known.
        inherited = (door.fileno(), lock.fileno(), leash)
        # Its own session: Ctrl-C in the terminal is for us, and we stop the server first, then the database.
        server = subprocess.Popen(  # noqa: S603
            command, cwd=BASE_DIR, pass_fds=inherited, start_new_session=True
        )
        lock.write(f" (process {server.pid})")
        lock.flush()
        worker = self.start_worker(end)
        try:
            while server.poll() is None and not self.answers(door.getsockname()[1]):
                time.sleep(0.1)
            if server.poll() is None:
                self.say(f"The registry is at {address}")
                self.say("Stop it with Ctrl-C.")
            while server.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    code = worker.wait(timeout=1)
                    self.say(f"The worker ended by itself, with code {code}; it is started again.")
                    with suppress(subprocess.TimeoutExpired):
                        server.wait(timeout=PAUSE)
                    worker = self.start_worker(end)
            raise CommandError(f"The web server ended by itself, with code {server.wait()}.")
        finally:
            for number in STOP_SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            worker.terminate()
            server.terminate()
            server.wait()
            with suppress(subprocess.TimeoutExpired):
                worker.wait(timeout=LONGEST_END)
            worker.kill()
            worker.wait()

    def start_worker(self, end: int) -> subprocess.Popen[bytes]:
        """Start what does the work that goes by the clock; it ends when nobody holds the other end of its input."""
        command = [sys.executable, str(BASE_DIR / "manage.py"), "worker", "--until-input-ends"]
        return subprocess.Popen(command, cwd=BASE_DIR, stdin=end, start_new_session=True)  # noqa: S603

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
