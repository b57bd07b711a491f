"""The app of this room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from ngos.keys import install_keys, keep_keys
from ngos.search import install_search, register_triggers


class NgosConfig(AppConfig):
    """The organization: names, identifiers, contacts, observer status, dialogue."""

    name = "ngos"
    verbose_name = _("NGOs")

    def ready(self) -> None:
        """Let names and numbers keep what NGOs are found by, and ask to be told of migrations."""
        register_triggers(
            self.get_model("Ngo"),
            "ngo",
            rows="SELECT id, name, acronym, code, status = 'merged', merged_into_id FROM {rows}",
            ngos="SELECT id FROM changed UNION SELECT merged_into_id FROM changed",
        )
        register_triggers(
            self.get_model("NgoName"),
            "ngoname",
            rows="SELECT id, ngo_id, name FROM {rows}",
            ngos="SELECT ngo_id FROM changed",
        )
        register_triggers(
            self.get_model("Identifier"),
            "identifier",
            rows="SELECT id, ngo_id, scheme, value FROM {rows}",
            ngos="SELECT ngo_id FROM changed",
        )
        keep_keys()
        post_migrate.connect(install_search, sender=self)
        post_migrate.connect(install_keys, sender=self)
