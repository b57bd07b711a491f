"""`manage.py worker`: a round of what goes by the clock each minute, until told to stop."""

import logging
import os
import select
import signal
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connection

from common import stopping
from common.tick import INTERVAL, run_round

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Do what is due, each minute."""

    help = "Do what is due by the clock, each minute, until SIGTERM or SIGINT: mails, reminders and the like."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the end of the standard input means stop too."""
        parser.add_argument(
            "--until-input-ends", action="store_true", help="Stop also when the standard input ends, as serve does."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do rounds until told to stop; one that is going on has a second to end."""
        self.bell, self.rope = os.pipe()
        watched = [self.bell, *([sys.stdin.fileno()] if options["until_input_ends"] else [])]
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        try:
            while not stopping.is_stopping():
                begun = time.monotonic()
                self.round()
                left = INTERVAL.total_seconds() - (time.monotonic() - begun)
                if select.select(watched, [], [], max(left, 0))[0]:
                    return
        except stopping.StoppedError:
            logger.warning("What was going on took too long to end, and was broken off.")
        finally:
            stopping.is_done()

    def round(self) -> None:
        """Do one round; a database that is away for a while is no reason to end."""
        try:
            close_old_connections()
            run_round()
        except Error:
            logger.exception("The round could not be done; the next begins in a minute.")
            connection.close()

    def stop(self, number: int, frame: object) -> None:
        """Ask what is going on to end, and wake up from waiting."""
        stopping.ask()
        os.write(self.rope, b".")
