"""In which role, and in which capacity, an NGO takes part: one table says which capacity belongs to which role."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The five roles of an NGO in IOM's work, and no others."""

    COLLABORATOR = "collaborator", _("collaborator")
    IMPLEMENTER = "implementer", _("implementer")
    DONOR = "donor", _("donor")
    GRANTEE = "grantee", _("grantee")
    RECIPIENT = "recipient", _("recipient")


class Capacity(models.TextChoices):
    """What exactly the NGO is within its role."""

    COOPERATION_PARTNER = "cooperation_partner", _("cooperation partner")
    REFERRAL_PARTNER = "referral_partner", _("referral partner")
    PLACEMENT_EMPLOYER = "placement_employer", _("placement employer")
    EXPERT_CONTRIBUTOR = "expert_contributor", _("expert contributor")
    INFORMATION_PARTNER = "information_partner", _("information partner")
    RESEARCH_PARTNER = "research_partner", _("research partner")
    PROJECT_IMPLEMENTER = "project_implementer", _("project implementer")
    SERVICE_PROVIDER = "service_provider", _("service provider")
    TRAINER = "trainer", _("trainer")
    CONSULTANT = "consultant", _("consultant")
    MEDIA_PRODUCER = "media_producer", _("media producer")
    OUTREACH_PARTNER = "outreach_partner", _("outreach partner")
    INTERVIEWER = "interviewer", _("interviewer")
    FUNDER = "funder", _("funder")
    CO_DONOR = "co_donor", _("co-donor")
    IN_KIND_DONOR = "in_kind_donor", _("in-kind donor")
    GRANT_RECIPIENT = "grant_recipient", _("grant recipient")
    TECHNICAL_COOPERATION_BENEFICIARY = (
        "technical_cooperation_beneficiary",
        _("beneficiary of technical cooperation"),
    )
    SERVICE_RECIPIENT = "service_recipient", _("service recipient")
    INFORMATION_RECIPIENT = "information_recipient", _("recipient of information")
    TRAINING_RECIPIENT = "training_recipient", _("recipient of training")
    REQUESTER = "requester", _("requester")


CAPACITIES: dict[Role, list[Capacity]] = {
    Role.COLLABORATOR: [
        Capacity.COOPERATION_PARTNER,
        Capacity.REFERRAL_PARTNER,
        Capacity.PLACEMENT_EMPLOYER,
        Capacity.EXPERT_CONTRIBUTOR,
        Capacity.INFORMATION_PARTNER,
        Capacity.RESEARCH_PARTNER,
    ],
    Role.IMPLEMENTER: [
        Capacity.PROJECT_IMPLEMENTER,
        Capacity.SERVICE_PROVIDER,
        Capacity.TRAINER,
        Capacity.CONSULTANT,
        Capacity.MEDIA_PRODUCER,
        Capacity.OUTREACH_PARTNER,
        Capacity.INTERVIEWER,
    ],
    Role.DONOR: [Capacity.FUNDER, Capacity.CO_DONOR, Capacity.IN_KIND_DONOR],
    Role.GRANTEE: [Capacity.GRANT_RECIPIENT],
    Role.RECIPIENT: [
        Capacity.TECHNICAL_COOPERATION_BENEFICIARY,
        Capacity.SERVICE_RECIPIENT,
        Capacity.INFORMATION_RECIPIENT,
        Capacity.TRAINING_RECIPIENT,
        Capacity.REQUESTER,
    ],
}


def capacity_fits_role() -> Q:
    """Return the table as a condition, from which every constraint on role and capacity is made."""
    fits = Q()
    for role, capacities in CAPACITIES.items():
        fits |= Q(role=role.value, capacity__in=[capacity.value for capacity in capacities])
    return fits


def capacity_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the capacities grouped under their roles, for forms."""
    return [
        (str(role.label), [(capacity.value, str(capacity.label)) for capacity in capacities])
        for role, capacities in CAPACITIES.items()
    ]
