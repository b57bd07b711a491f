"""The registry's own models, as tests over all of them find them."""

from django.apps import apps
from django.db import models

APPS = ("common", "activity_areas", "programmes", "accounts", "ngos", "partnerships", "exchange")
EVERY_MODEL = [model for app in APPS for model in apps.get_app_config(app).get_models()]
# Event tables hold history; pghistory makes them, one for each model that is tracked. Derived tables hold what
# PostgreSQL works out of others: nobody writes them, so they have neither history nor factory.
MODELS: list[type[models.Model]] = [
    model for model in EVERY_MODEL if not hasattr(model, "pgh_tracked_model") and not hasattr(model, "is_derived")
]
# Passing rows tell somebody of what has a history of its own, or of the running: they have none, and go again.
TRACKED = [model for model in MODELS if not hasattr(model, "is_passing")]


def label(model: type[models.Model]) -> str:
    """Return the model's name as a test id."""
    return model._meta.label
