"""A mail server of the tests' own, that can be as bad as a real one."""

import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from threading import Thread
from typing import Any

OK = "250 OK"


@dataclass
class MailServer:
    """What it has taken, and how it behaves: how late and with what it greets, and what it answers to a line.

    An answer is named by how the line begins, `END` is the end of a mail; an empty answer hangs up.
    """

    port: int = 0
    taken: list[Message] = field(default_factory=list)
    asked: int = 0
    late: float = 0
    greeting: str = "220 Here"
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Return its address, as EMAIL_URL takes it."""
        return f"smtp://127.0.0.1:{self.port}"

    def answer(self, line: str) -> str:
        """Return what it says to a line; nothing where it hangs up."""
        known = {**self.answers, "DATA": "354 Go on", "QUIT": "221 Bye"}
        return next((said for begins, said in known.items() if line.upper().startswith(begins)), OK)


def _handler(server: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        """One client."""

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            server.asked += 1
            time.sleep(server.late)
            self.say(server.greeting)
            for line in self.rfile:
                answer = server.answer(line.decode().strip())
                if answer:
                    self.say(answer)
                if not answer.startswith(("2", "3", "5")) or answer.startswith("221"):
                    return
                if answer.startswith("354") and not self.take():
                    return

        def take(self) -> bool:
            lines = list(iter(self.rfile.readline, b".\r\n"))
            end = server.answer("END")
            if end.startswith("250"):
                server.taken.append(message_from_bytes(b"".join(lines)))
            if end:
                self.say(end)
            return bool(end)

    return Handler


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run one."""
    server = MailServer()
    with _Server(("127.0.0.1", 0), _handler(server)) as running:
        server.port = running.server_address[1]
        Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        running.shutdown()
