"""Two answers for whoever watches over the server: does it live, and may requests be sent to it."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.tick import is_silent


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers and has every migration of this version, and whether a worker is at work.

    Requests are answered without a worker too, so one that is silent does not change the status.
    """
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
        worker = "unknown" if behind else "silent" if is_silent() else "ok"
    except Error:
        return JsonResponse({"database": "unreachable", "migrations": "unknown", "worker": "unknown"}, status=503)
    states = {"database": "ok", "migrations": "unapplied" if behind else "applied", "worker": worker}
    return JsonResponse(states, status=503 if behind else 200)
