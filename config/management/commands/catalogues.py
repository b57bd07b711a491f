"""`manage.py catalogues`: brings the messages of the code into `locale/`, checks them, lists what waits."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import catalogues


class Command(BaseCommand):
    """Keep the catalogues of translations in step with the code."""

    help = "Bring the messages of the code into locale/ and compile. See docs/translating.md."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do instead."""
        other = parser.add_mutually_exclusive_group()
        other.add_argument("--check", action="store_true", help="change nothing; name what is missing or wrong")
        other.add_argument("--untranslated", choices=catalogues.LANGUAGES, help="list what waits in this language")

    def handle(self, *args: Any, **options: Any) -> None:
        """Update, check or list."""
        try:
            if options["check"]:
                self.check_all()
            elif options["untranslated"]:
                self.stdout.write(catalogues.untranslated(options["untranslated"]))
            else:
                for language in catalogues.LANGUAGES:
                    catalogues.update(language)
        except catalogues.CatalogueError as error:
            raise CommandError(str(error)) from error

    def check_all(self) -> None:
        """Name every fault of every language."""
        faults = [fault for language in catalogues.LANGUAGES for fault in catalogues.faults(language)]
        if faults:
            raise CommandError("\n".join([*faults, "How to translate is told in docs/translating.md."]))
