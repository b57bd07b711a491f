"""`make bench`: how much slower the registry is than the bare SQL that finds the same rows.

The rows are made anew in a throw-away database: BENCH_NGOS organizations (10,000) with five partnerships each; with
100000 it takes some minutes.
"""

import os
import tempfile
from importlib import import_module
from pathlib import Path

import django

from config import embedded

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="registry-bench-") as folder:
        var = Path(folder)
        var.chmod(0o711)  # the database's own user passes through
        os.environ["REGISTRY_VAR"] = folder
        with embedded.running(var / "postgres", careless=True):
            os.environ["DATABASE_URL"] = embedded.url(var / "postgres")
            os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
            django.setup()
            import_module("tests.benchmarks.measure").measure()
