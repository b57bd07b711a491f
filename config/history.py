"""Who stands behind what a command of `manage.py` writes, as `config/middleware.py` says it of requests."""

from contextlib import AbstractContextManager, nullcontext

import pghistory

# `serve` and each job of the tick open contexts of their own, and migrations send SQL that is not to be touched.
WITHOUT_CONTEXT = frozenset({"migrate", "serve", "tick", "worker"})


def command_context(name: str) -> AbstractContextManager[object]:
    """Write into history that a command made the changes, and which."""
    if name in WITHOUT_CONTEXT:
        return nullcontext()
    context: AbstractContextManager[object] = pghistory.context(through="command", command=name)
    return context
