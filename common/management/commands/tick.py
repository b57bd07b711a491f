"""`manage.py tick`: one round of what goes by the clock, for a machine whose cron takes the place of the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.tick import run_round


class Command(BaseCommand):
    """Do what is due, once."""

    help = "Do what is due by the clock, once: mails, reminders and the like. `worker` does it each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one round, and say which jobs failed; why is in the log."""
        failed = run_round()
        if failed is None:
            self.stdout.write("Somebody else is doing a round; nothing was done.")
        elif failed:
            raise CommandError(f"These jobs failed, and are tried again in the next round: {', '.join(failed)}.")
