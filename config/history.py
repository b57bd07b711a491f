"""Who stands behind what a command of `manage.py` writes, as `config/middleware.py` says it of requests."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

import pghistory


def command_context(argv: Sequence[str]) -> AbstractContextManager[object]:
    """Write into history that a command made the changes, and which."""
    name = next((word for word in argv[1:] if not word.startswith("-")), "help")
    context: AbstractContextManager[object] = pghistory.context(through="command", command=name)
    return context
