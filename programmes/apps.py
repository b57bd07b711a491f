"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """IOM's offices, and the programmes they run."""

    name = "programmes"
    verbose_name = _("Field offices and programmes")
