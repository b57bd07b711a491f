"""What the words of the registry mean: one sentence for every choice that a record can have, after the two sources.

Areas, services and people served are explained where they stand, in the database; all other words here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from common.models import DatePrecision
from ngos.models import Ngo, NgoName, NgoRelation, ObserverDecision
from partnerships.models import Agreement, Capacity, Partnership, PartnershipService, ReviewStatus, Role
from programmes.models import FieldOffice, Programme, Stage

# A text that is translated when it is shown.
Words = Any


class Topic(NamedTuple):
    """One kind of word: what it is about, its choices, and what each of them means."""

    key: str
    name: Words
    about: Words
    choices: type[TextChoices]
    meanings: Mapping[Any, Words]


class Entry(NamedTuple):
    """One word with its place on the help page and its meaning."""

    anchor: str
    name: Words
    meaning: Words


TOPICS: list[Topic] = [
    Topic(
        "role",
        _("Roles"),
        _("What an NGO is in a piece of IOM's work. It can have several roles at once."),
        Role,
        {
            Role.COLLABORATOR: _("Works beside IOM towards the same end, each with means of its own."),
            Role.IMPLEMENTER: _("Carries out the work or a part of it."),
            Role.DONOR: _("Gives money or goods to the work."),
            Role.GRANTEE: _("Is given money by IOM for work that it does itself."),
            Role.RECIPIENT: _("Is given something other than money by IOM: support, a service, knowledge."),
        },
    ),
    Topic(
        "capacity",
        _("Capacities"),
        _("What exactly the NGO is within its role. Each capacity belongs to one role."),
        Capacity,
        {
            Capacity.COOPERATION_PARTNER: _("Shares the work with IOM, without a narrower part in it being named."),
            Capacity.REFERRAL_PARTNER: _("Sends people on to IOM, or takes in those whom IOM sends."),
            Capacity.PLACEMENT_EMPLOYER: _("Employs people whom IOM brings to a post."),
            Capacity.EXPERT_CONTRIBUTOR: _("Lends its experts, or speaks from its experience."),
            Capacity.INFORMATION_PARTNER: _("Helps to gather or to spread information."),
            Capacity.RESEARCH_PARTNER: _("Does research together with IOM."),
            Capacity.PROJECT_IMPLEMENTER: _("Runs the project, or a whole part of it."),
            Capacity.SERVICE_PROVIDER: _("Serves people directly, with shelter, advice, care or the like."),
            Capacity.TRAINER: _("Teaches others what they need for the work."),
            Capacity.CONSULTANT: _("Gives IOM its advice."),
            Capacity.MEDIA_PRODUCER: _("Makes what is printed, broadcast or shown."),
            Capacity.OUTREACH_PARTNER: _("Finds the people concerned and speaks to them where they live."),
            Capacity.INTERVIEWER: _("Asks the questions of a survey or study."),
            Capacity.FUNDER: _("Pays for the work."),
            Capacity.CO_DONOR: _("Pays for the work together with others."),
            Capacity.IN_KIND_DONOR: _("Gives goods rather than money."),
            Capacity.GRANT_RECIPIENT: _("Receives a grant from IOM."),
            Capacity.TECHNICAL_COOPERATION_BENEFICIARY: _(
                "Is helped by IOM to grow: in skills, in means, in its standing."
            ),
            Capacity.SERVICE_RECIPIENT: _("Is served by IOM for its own work, for instance with transport."),
            Capacity.INFORMATION_RECIPIENT: _("Is kept informed by IOM of what its own work needs to know."),
            Capacity.TRAINING_RECIPIENT: _("Has its people trained by IOM."),
            Capacity.REQUESTER: _("Asked IOM for the work."),
        },
    ),
    Topic(
        "mode",
        _("Modes"),
        _("How IOM and the NGO stand to each other in the work, where a source says so."),
        Partnership.Mode,
        {
            Partnership.Mode.EQUAL_PARTNERS: _("They share the work on the same footing."),
            Partnership.Mode.COMPLEMENTARY: _("Each does what the other does not."),
            Partnership.Mode.COMPETING: _("Both offer the same to the same people or governments."),
            Partnership.Mode.DIFFERENT_APPROACH: _("They want different answers to the same question of policy."),
        },
    ),
    Topic(
        "scope",
        _("Scopes"),
        _("How far an NGO's work reaches; empty where no source says it."),
        Ngo.Scope,
        {
            Ngo.Scope.LOCAL: _("A town, a district, a community."),
            Ngo.Scope.NATIONAL: _("One country."),
            Ngo.Scope.REGIONAL: _("Several countries of one part of the world."),
            Ngo.Scope.INTERNATIONAL: _("Several parts of the world."),
        },
    ),
    Topic(
        "kind",
        _("Kinds of NGO"),
        _("What sort of organization it is, as far as its name or a source tells."),
        Ngo.Kind,
        {
            Ngo.Kind.NGO: _("An NGO of which nothing more exact is known."),
            Ngo.Kind.COMMUNITY_BASED: _("Founded and run by the people of one place or community."),
            Ngo.Kind.RED_CROSS_RED_CRESCENT: _("The national society of one country, not the International Committee."),
            Ngo.Kind.FAITH_BASED: _("Belongs to a church or religious body, or grew out of one."),
            Ngo.Kind.FOUNDATION: _("Works from money that was set aside for its purpose."),
            Ngo.Kind.MIGRANTS_ASSOCIATION: _("Migrants, or former migrants, who joined together."),
            Ngo.Kind.NETWORK: _("Several organizations that stay apart and work together for long."),
            Ngo.Kind.CONSORTIUM: _("Several organizations that joined for one piece of work."),
            Ngo.Kind.RESEARCH_INSTITUTE: _("Studies migration or what touches it."),
            Ngo.Kind.PROFESSIONAL_ASSOCIATION: _("People of one profession who joined together."),
        },
    ),
    Topic(
        "status",
        _("Status of an NGO's record"),
        _("Where the record stands in its life."),
        Ngo.Status,
        {
            Ngo.Status.PROPOSED: _(
                "An office named it with its first collaboration; no reviewer has confirmed it yet."
            ),
            Ngo.Status.ACTIVE: _("Confirmed, and at work as far as is known."),
            Ngo.Status.DORMANT: _("Exists, but nothing has been heard of it for long."),
            Ngo.Status.DISSOLVED: _("No longer exists; what it did stays on record."),
            Ngo.Status.MERGED: _(
                "Was a second record of the same organization; its address leads to the one that stays."
            ),
        },
    ),
    Topic(
        "standing",
        _("Standing"),
        _("What the Council decided on an NGO's observer status. The standing on a day follows from these decisions."),
        ObserverDecision.Kind,
        {
            ObserverDecision.Kind.APPLIED: _("The NGO asked for observer status; this alone gives none."),
            ObserverDecision.Kind.GRANTED: _("The NGO is an observer from the day given."),
            ObserverDecision.Kind.RENEWED: _("The NGO stays an observer for a further time."),
            ObserverDecision.Kind.SUSPENDED: _("The NGO keeps its status but may not use it in the meantime."),
            ObserverDecision.Kind.WITHDRAWN: _("The NGO is no longer an observer from the day given."),
        },
    ),
    Topic(
        "relation",
        _("Relations between NGOs"),
        _("How one NGO belongs to another, read from the first to the second."),
        NgoRelation.Kind,
        {
            NgoRelation.Kind.BRANCH_OF: _("It is a part of the other, for one country or region."),
            NgoRelation.Kind.MEMBER_OF: _("It is an organization of its own within the other, a network."),
            NgoRelation.Kind.SUPPORTS: _("It gives the other money, staff or a roof."),
        },
    ),
    Topic(
        "name",
        _("Kinds of name"),
        _("Why an NGO has a second name. All names are searched."),
        NgoName.Kind,
        {
            NgoName.Kind.AS_PRINTED: _("So a source spells it, right or wrong."),
            NgoName.Kind.ACRONYM: _("The short form, made of first letters."),
            NgoName.Kind.TRANSLATION: _("The name in another language."),
            NgoName.Kind.FORMER: _("The name that it once had."),
            NgoName.Kind.ALSO_KNOWN_AS: _("Another name in use."),
            NgoName.Kind.EDITORS_CORRECTION: _("What we take the printed name to mean, with our reason."),
        },
    ),
    Topic(
        "programme-kind",
        _("Kinds of programme"),
        _("What IOM calls the piece of work."),
        Programme.Kind,
        {
            Programme.Kind.PROGRAMME: _("Work with a name, of some size, often in several projects."),
            Programme.Kind.PROJECT: _("Work with an aim, a beginning and an end."),
            Programme.Kind.CAMPAIGN: _("Makes something known to the public, or to those concerned."),
            Programme.Kind.STUDY: _("Finds something out by research."),
            Programme.Kind.ACTIVITY: _("Work to which the source gives no name of its own."),
        },
    ),
    Topic(
        "objective",
        _("Objectives"),
        _("Which of the two aims of IOM's work with NGOs it serves, where that can be told."),
        Programme.Objective,
        {
            Programme.Objective.SERVICES: _("Migrants in need are helped better, above all where they are."),
            Programme.Objective.POLICY: _("NGOs have a say where policies on migration are made."),
        },
    ),
    Topic(
        "stage",
        _("Stages"),
        _("How far the work had come when its source was written. It is not updated by the clock."),
        Stage,
        {
            Stage.FORESEEN: _("Planned. It is not shown as work of today."),
            Stage.ONGOING: _("Begun and not finished."),
            Stage.COMPLETED: _("Finished."),
            Stage.NOT_STATED: _("The source does not tell."),
        },
    ),
    Topic(
        "phase",
        _("Phases of a return"),
        _("When in an assisted voluntary return a service is given."),
        PartnershipService.Phase,
        {
            PartnershipService.Phase.PRE_DEPARTURE: _("While the person prepares to leave."),
            PartnershipService.Phase.TRANSPORTATION: _("On the journey."),
            PartnershipService.Phase.POST_ARRIVAL: _("When the person is home and settles again."),
        },
    ),
    Topic(
        "precision",
        _("Dates as known"),
        _("How exactly the dates of a record are known. Where nothing is known, it says “not dated”."),
        DatePrecision,
        {
            DatePrecision.DAY: _("The days are known."),
            DatePrecision.MONTH: _("Only the months are known: “March 2001” may be any of its days."),
            DatePrecision.YEAR: _("Only the years are known: “2001” may be any day of that year."),
        },
    ),
    Topic(
        "agreement",
        _("Kinds of agreement"),
        _("What IOM and the NGO signed."),
        Agreement.Kind,
        {
            Agreement.Kind.MEMORANDUM: _("Says in general that and how the two will work together."),
            Agreement.Kind.COOPERATION: _("Says who does what in one field of work."),
            Agreement.Kind.CONTRACT: _("Buys a service at a price."),
            Agreement.Kind.GRANT: _("Gives money for work of the NGO's own."),
            Agreement.Kind.IMPLEMENTATION: _("Hands a project, or a part of one, to the NGO to carry out."),
        },
    ),
    Topic(
        "office-kind",
        _("Kinds of office"),
        _("What sort of IOM office it is."),
        FieldOffice.Kind,
        {
            FieldOffice.Kind.HEADQUARTERS: _("The seat of the Organization."),
            FieldOffice.Kind.REGIONAL: _("Looks after offices in several countries."),
            FieldOffice.Kind.COUNTRY: _("Works in the country in which it stands, and sometimes in others."),
            FieldOffice.Kind.SUB_OFFICE: _("Belongs to another office of the same country."),
            FieldOffice.Kind.COORDINATION: _("Holds one programme together across countries."),
            FieldOffice.Kind.PLACEMENT: _("Finds posts for people who return."),
        },
    ),
    Topic(
        "review",
        _("Review"),
        _("How a registered collaboration becomes known to all readers. That it has ended is a date, not a status."),
        ReviewStatus,
        {
            ReviewStatus.DRAFT: _("Being written; seen by its office and by reviewers."),
            ReviewStatus.SUBMITTED: _("Handed in; a reviewer decides, never the person who handed it in."),
            ReviewStatus.APPROVED: _("Shown to every reader, in lists, profiles, exports and the API."),
            ReviewStatus.RETURNED: _("Given back with a sentence that says what to change."),
            ReviewStatus.REJECTED: _("Refused for good, with the reason."),
            ReviewStatus.WITHDRAWN: _("Taken back by its office before a decision."),
            ReviewStatus.SUSPENDED: _("Was approved and is left out of lists for the time being, with the reason."),
        },
    ),
]
BY_KEY = {topic.key: topic for topic in TOPICS}


def anchor(topic: str, value: str) -> str:
    """Return the place of a word on the help page."""
    return f"{topic}-{value}"


def meaning(topic: str, value: str) -> Words:
    """Return what a word means; nothing where the topic or the word is not explained."""
    return BY_KEY[topic].meanings.get(value, "") if topic in BY_KEY else ""


def entries(topic: Topic) -> Iterator[Entry]:
    """Yield the words of a topic with their meanings, in the order of the choices."""
    for choice in topic.choices:
        yield Entry(anchor(topic.key, choice.value), choice.label, topic.meanings[choice])
