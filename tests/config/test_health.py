"""Whoever watches over the server learns whether it lives and whether it may be sent requests."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from django.test import Client
from django.utils import timezone

from common.models import TickJob
from common.tick import ROUND


@pytest.mark.django_db
def test_a_server_that_is_ready_says_so(client: Client):
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, alive.content) == (200, b"ok")
    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "migrations": "applied", "worker": "silent"})


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "said"), [(0, "ok"), (4, "ok"), (6, "silent")])
def test_a_worker_that_has_been_silent_for_five_minutes_is_told(client: Client, minutes: int, said: str):
    TickJob.objects.create(name=ROUND, done_at=timezone.now() - timedelta(minutes=minutes))

    response = client.get("/readyz")

    assert (response.status_code, response.json()["worker"]) == (200, said)


@pytest.mark.django_db
def test_neither_answer_needs_an_account_or_starts_a_session(client: Client):
    for path in "/healthz", "/readyz":
        response = client.get(path)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_makes_the_server_not_ready(client: Client):
    app, name = sorted(MigrationRecorder(connection).applied_migrations())[-1]
    MigrationRecorder(connection).record_unapplied(app, name)

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        503,
        {"database": "ok", "migrations": "unapplied", "worker": "unknown"},
    )


@pytest.mark.django_db
def test_a_database_that_does_not_answer_makes_the_server_not_ready_but_alive(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path
):
    nowhere = {"ENGINE": "django.db.backends.postgresql", "NAME": "registry", "HOST": str(tmp_path)}
    monkeypatch.setattr("config.health.connection", ConnectionHandler({"default": nowhere})["default"])

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "unreachable", "migrations": "unknown", "worker": "unknown"}
    assert client.get("/healthz").status_code == 200
