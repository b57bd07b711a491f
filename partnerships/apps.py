"""The app of this room."""

from datetime import timedelta

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from common.tick import every_tick
from ngos.merging import goes_with_ngo
from partnerships.entries import install_entries, keep_entries
from partnerships.search import let_programmes_be_searched


class PartnershipsConfig(AppConfig):
    """Partnership, roles, agreement, registration and review."""

    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        """Let what partnerships have of an NGO go with it when it is merged, and be found with it; have people told."""
        goes_with_ngo("partnerships.partnership")
        goes_with_ngo("partnerships.agreementparty", called=_("parts in agreements"))
        goes_with_ngo("partnerships.mistakereport")
        keep_entries()
        post_migrate.connect(install_entries, sender=self)
        let_programmes_be_searched(self.get_model("Partnership"), apps.get_model("programmes", "Programme"))
        import_string("partnerships.notices.keep_told")()
        import_string("partnerships.documents.keep_files")()
        every_tick("partnerships.reminders.remind", name="reminders", every=timedelta(minutes=15))
