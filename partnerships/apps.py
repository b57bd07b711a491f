"""The app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ngos.merging import goes_with_ngo


class PartnershipsConfig(AppConfig):
    """Partnership, roles, agreement, registration and review."""

    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        """Let what partnerships have of an NGO go with it when it is merged."""
        goes_with_ngo("partnerships.partnership")
        goes_with_ngo("partnerships.agreementparty", called=_("parts in agreements"))
