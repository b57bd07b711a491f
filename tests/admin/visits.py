"""Visits to the admin: who signs in, and where the pages of a record are."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.admin.forms import FormData, opened


def registered() -> dict[str, type[models.Model]]:
    """Return the models that the admin keeps, by label."""
    import_module(settings.ROOT_URLCONF)  # takes out what libraries brought
    return {model._meta.label_lower: model for model in admin.site._registry}


def signed_in(user: User | None) -> Client:
    """Return a browser in which the user is signed in; nobody, if none is given."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def page_of(target: models.Model | type[models.Model], page: str = "change", *more: object) -> str:
    """Return the address of a record's page, or of a page of its kind: its list, the form of a new one, an export."""
    named = target._meta
    keys = [target.pk, *more] if isinstance(target, models.Model) else [*more]
    return reverse(f"admin:{named.app_label}_{named.model_name}_{page}", args=keys)


def saved(client: Client, row: models.Model, form: FormData) -> Any:
    """Send a record's form, and return the answer."""
    return client.post(page_of(row), form)


def opened_new(client: Client, model: type[models.Model], holding: str = "name") -> FormData:
    """Open the form of a new record, which has a field of this name."""
    return opened(client, page_of(model, "add"), holding)
