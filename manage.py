#!/usr/bin/env python
"""Run a command of the registry; where DATABASE_URL is not set, with the embedded database meanwhile."""

import os
import sys
from contextlib import nullcontext

from django.conf import settings
from django.core.management import execute_from_command_line

from config import embedded
from config.environment import RefusesToStartError
from config.history import command_context

NEED_NO_DATABASE = frozenset(
    [
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "serve",  # starts the database itself, once it knows that it may
        "spectacular",
        "version",
    ]
)


def main() -> None:
    """Run the command line; a refusal to start is said in its own words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "help")
    try:
        load_settings()
        database = nullcontext() if command in NEED_NO_DATABASE else embedded.as_configured()
        with database, command_context(command):
            execute_from_command_line(sys.argv)
    except (RefusesToStartError, embedded.EmbeddedDatabaseError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(2)


def load_settings() -> None:
    """Load the settings before anything is started; a trial's first start writes into the var folder."""
    try:
        _ = settings.VAR_DIR
    except OSError as error:
        raise RefusesToStartError(
            f"{error.filename} cannot be used ({error.strerror}): "
            + "give this user the right to write there, or set REGISTRY_VAR to another folder."
        ) from error


if __name__ == "__main__":
    main()
