"""The composition room as an app: it brings the commands that start the registry."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, URLs, the embedded database and the commands that run the whole."""

    name = "config"
