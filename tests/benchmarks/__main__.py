"""`make bench`: how much slower the registry is than the bare SQL that finds the same rows, and what its pages weigh.

The rows are made anew in a throw-away database: BENCH_NGOS organizations (10,000) with five partnerships each; with
100000, which the targets are meant for, it takes some minutes: what a page costs beside its SQL hardly grows, so of
few rows its ratio is higher. BENCH_DATABASE_URL names a database that is filled already, such as one that
`tests.benchmarks.data.fill` filled; nothing is added to it but a reader, a session and an API key.
"""

import os
import tempfile
from importlib import import_module
from pathlib import Path

import django

from config import embedded


def measure(url: str, *, is_filled: bool) -> None:
    """Measure over the database at the address."""
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    import_module("tests.benchmarks.measure").measure(is_filled=is_filled)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="registry-bench-") as folder:
        var = Path(folder)
        var.chmod(0o711)  # the database's own user passes through
        os.environ["REGISTRY_VAR"] = folder
        if filled := os.environ.get("BENCH_DATABASE_URL"):
            measure(filled, is_filled=True)
        else:
            with embedded.running(var / "postgres", careless=True):
                measure(embedded.url(var / "postgres"), is_filled=False)
