"""The app of this room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from common.triggers import install_triggers


class CommonConfig(AppConfig):
    """What every room uses: codes, dates as known, source documents, history, API manners."""

    name = "common"
    verbose_name = _("Common")

    def ready(self) -> None:
        """Ask to be told of migrations; the signal comes for each app, and one is enough."""
        post_migrate.connect(install_triggers, sender=self)
