"""What an empty registry gets on its first start."""

from collections.abc import Callable


def prepare(write: Callable[[str], None]) -> None:
    """Load the annex and make the demonstration accounts, if the registry is empty."""
