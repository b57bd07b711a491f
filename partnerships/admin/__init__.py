"""Where staff keep partnerships, move them through review, and keep what stands beside them."""

from partnerships.admin.agreement import AgreementAdmin
from partnerships.admin.beside import OtherParticipantAdmin, UnnamedPartnersAdmin
from partnerships.admin.partnership import PartnershipAdmin
from partnerships.admin.report import MistakeReportAdmin

__all__ = [
    "AgreementAdmin",
    "MistakeReportAdmin",
    "OtherParticipantAdmin",
    "PartnershipAdmin",
    "UnnamedPartnersAdmin",
]
