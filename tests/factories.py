"""One factory for each model: the least valid row, the same each run; traits bring a row into its states."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, RelatedFactory, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, Password

from accounts.models import (
    AccountRequest,
    ApiKey,
    ApiKeyScope,
    Duty,
    Invitation,
    InvitedDuty,
    Notice,
    NoticeChoice,
    NoticeKind,
    NoticeTiming,
    OfficeMembership,
    OutgoingMail,
    SavedSearch,
    User,
)
from activity_areas.models import ActivityArea, ActivityAreaCitation, PeopleServed, Service
from common.models import DatePrecision, SourceDocument, TickJob
from ngos.models import (
    Contact,
    DialogueEvent,
    DialogueForum,
    Distinction,
    FocalPerson,
    Identifier,
    JournalNote,
    Ngo,
    NgoCitation,
    NgoMerge,
    NgoName,
    NgoRelation,
    ObserverDecision,
    Participation,
)
from partnerships.models import (
    MOVES,
    Agreement,
    AgreementDocument,
    AgreementPartnership,
    AgreementParty,
    Amendment,
    Capacity,
    ChangeProposal,
    MistakeReport,
    OtherParticipant,
    Partnership,
    PartnershipArea,
    PartnershipCitation,
    PartnershipDocument,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
    ProposalReminder,
    ReviewEvent,
    ReviewReminder,
    ReviewStatus,
    Role,
    UnnamedPartners,
    Verb,
)
from programmes.models import (
    FieldOffice,
    FieldOfficeCitation,
    Programme,
    ProgrammeArea,
    ProgrammeCitation,
    ProgrammeOffice,
)

# What everyone whom UserFactory makes signs in with.
PASSWORD = "Geneva, 5 December 1951"


class DatedFactory(DjangoModelFactory):
    """Dates as known: none, unless a trait or a test gives them."""

    class Meta:
        abstract = True

    class Params:
        in_2001 = Trait(first_day=date(2001, 1, 1), last_day=date(2001, 12, 31), date_precision=DatePrecision.YEAR)
        undated = Trait(first_day=None, last_day=None, date_precision="")


class SourceDocumentFactory(DatedFactory):
    """A document without symbol or date, as the Council paper is."""

    class Meta:
        model = SourceDocument

    title = Sequence(lambda n: f"Paper {n}")


class CitationFactory(DjangoModelFactory):
    """A citation of the body of some document, without a paragraph."""

    class Meta:
        abstract = True

    document = SubFactory(SourceDocumentFactory)
    sentence = "The source says so."


class ActivityAreaFactory(DjangoModelFactory):
    """An area in use."""

    class Meta:
        model = ActivityArea

    code = Sequence(lambda n: f"area-{n}")
    name = Sequence(lambda n: f"Area {n}")
    order = Sequence(lambda n: n)


class ActivityAreaCitationFactory(CitationFactory):
    """What a document says of an area."""

    class Meta:
        model = ActivityAreaCitation

    area = SubFactory(ActivityAreaFactory)


class ServiceFactory(CitationFactory):
    """A service in use."""

    class Meta:
        model = Service

    area = SubFactory(ActivityAreaFactory)
    code = Sequence(lambda n: f"service-{n}")
    name = Sequence(lambda n: f"Service {n}")


class PeopleServedFactory(CitationFactory):
    """People served, in use."""

    class Meta:
        model = PeopleServed

    code = Sequence(lambda n: f"people-{n}")
    name = Sequence(lambda n: f"People {n}")


class FieldOfficeFactory(DatedFactory):
    """A country office that reports to nobody."""

    class Meta:
        model = FieldOffice

    name = Sequence(lambda n: f"IOM Town {n}")
    kind = FieldOffice.Kind.COUNTRY
    country = "BD"


class FieldOfficeCitationFactory(CitationFactory):
    """What a document says of an office."""

    class Meta:
        model = FieldOfficeCitation

    office = SubFactory(FieldOfficeFactory)


class ProgrammeFactory(DatedFactory):
    """A programme of which only the title is known."""

    class Meta:
        model = Programme

    title = Sequence(lambda n: f"Programme {n}")


class ProgrammeAreaFactory(DjangoModelFactory):
    """An area that does not lead its programme."""

    class Meta:
        model = ProgrammeArea

    programme = SubFactory(ProgrammeFactory)
    area = SubFactory(ActivityAreaFactory)


class ProgrammeOfficeFactory(DjangoModelFactory):
    """An office of a programme."""

    class Meta:
        model = ProgrammeOffice

    programme = SubFactory(ProgrammeFactory)
    office = SubFactory(FieldOfficeFactory)


class ProgrammeCitationFactory(CitationFactory):
    """What a document says of a programme."""

    class Meta:
        model = ProgrammeCitation

    programme = SubFactory(ProgrammeFactory)


class UserFactory(DjangoModelFactory):
    """A viewer who signs in with `PASSWORD`."""

    class Meta:
        model = User

    class Params:
        viewer = Trait(duty=Duty.VIEWER)
        reviewer = Trait(duty=Duty.REVIEWER)
        administrator = Trait(duty=Duty.ADMINISTRATOR)
        inactive = Trait(is_active=False)

    email = Sequence(lambda n: f"person{n}@iom.example")
    password = Password(PASSWORD)
    created_at = datetime(2001, 1, 1, tzinfo=UTC)


class OfficeMembershipFactory(DjangoModelFactory):
    """A registrar's duty in an office, until further notice."""

    class Meta:
        model = OfficeMembership

    user = SubFactory(UserFactory)
    office = SubFactory(FieldOfficeFactory)
    duty = Duty.REGISTRAR
    starts_on = date(2001, 1, 1)


class RegistrarFactory(UserFactory):
    """A user who registers collaborations for one office: `RegistrarFactory(office=…)`."""

    class Meta:
        skip_postgeneration_save = True

    class Params:
        office = SubFactory(FieldOfficeFactory)

    membership = RelatedFactory(
        OfficeMembershipFactory,
        factory_related_name="user",
        office=SelfAttribute("..office"),
        duty=Duty.REGISTRAR,
    )


class OfficeReviewerFactory(UserFactory):
    """A user who reviews what one office registers: `OfficeReviewerFactory(office=…)`."""

    class Meta:
        skip_postgeneration_save = True

    class Params:
        office = SubFactory(FieldOfficeFactory)

    membership = RelatedFactory(
        OfficeMembershipFactory,
        factory_related_name="user",
        office=SelfAttribute("..office"),
        duty=Duty.REVIEWER,
    )


class ApiKeyFactory(DjangoModelFactory):
    """A key that reads, under a secret the test may choose: `ApiKeyFactory(secret="iom_known")`."""

    class Meta:
        model = ApiKey

    class Params:
        secret = Sequence(lambda n: f"iom_secret_{n}")
        expired = Trait(expires_on=date(2001, 12, 31))
        revoked = Trait(revoked_at=datetime(2001, 6, 1, tzinfo=UTC))

    user = SubFactory(UserFactory)
    name = Sequence(lambda n: f"System {n}")
    hint = LazyAttribute(lambda key: key.secret[:10])
    hashed_secret = LazyAttribute(lambda key: ApiKey.hash(key.secret))
    scopes = LazyAttribute(lambda key: [ApiKeyScope.READ])
    created_at = datetime(2001, 1, 1, tzinfo=UTC)
    expires_on = date(2999, 12, 31)


class SavedSearchFactory(DjangoModelFactory):
    """A search of the whole directory."""

    class Meta:
        model = SavedSearch

    user = SubFactory(UserFactory)
    name = Sequence(lambda n: f"Search {n}")
    created_at = datetime(2001, 1, 1, tzinfo=UTC)


class InvitationFactory(DjangoModelFactory):
    """An invitation whose link works, of somebody who has not answered yet."""

    class Meta:
        model = Invitation

    class Params:
        expired = Trait(sent_at=datetime(2001, 1, 1, tzinfo=UTC))
        withdrawn = Trait(withdrawn_at=datetime(2001, 1, 2, tzinfo=UTC))
        accepted = Trait(accepted_at=datetime(2001, 1, 2, tzinfo=UTC), user=SubFactory(UserFactory))

    email = Sequence(lambda n: f"invited{n}@iom.example")
    name = Sequence(lambda n: f"Invited {n}")
    by = SubFactory(UserFactory, administrator=True)
    sent_at = LazyFunction(timezone.now)


class InvitedDutyFactory(DjangoModelFactory):
    """The duty of a registrar that comes with an invitation."""

    class Meta:
        model = InvitedDuty

    invitation = SubFactory(InvitationFactory)
    office = SubFactory(FieldOfficeFactory)


class AccountRequestFactory(DjangoModelFactory):
    """A registrar's request for a colleague of the office, which waits."""

    class Meta:
        model = AccountRequest

    class Params:
        approved = Trait(
            is_approved=True,
            decided_by=SubFactory(UserFactory, administrator=True),
            decided_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
        )
        refused = Trait(
            is_approved=False,
            answer="The office is closed.",
            decided_by=SubFactory(UserFactory, administrator=True),
            decided_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
        )

    name = Sequence(lambda n: f"Colleague {n}")
    email = Sequence(lambda n: f"colleague{n}@iom.example")
    office = SubFactory(FieldOfficeFactory)
    why = "Registers what the office does."
    by = SubFactory(UserFactory)
    at = datetime(2002, 1, 7, 9, tzinfo=UTC)


class OutgoingMailFactory(DjangoModelFactory):
    """A mail that was due in 2001; traits bring it to where it has come since."""

    class Meta:
        model = OutgoingMail

    class Params:
        daily = Trait(bundled_on=date(2001, 1, 1))
        later = Trait(next_attempt_at=datetime(2999, 1, 1, tzinfo=UTC))
        delayed = Trait(later=True, attempts=3, last_error="SMTPConnectError: (421, b'Busy')")
        perhaps = Trait(handed_over_at=datetime(2001, 1, 1, tzinfo=UTC))
        sent = Trait(perhaps=True, sent_at=datetime(2001, 1, 1, tzinfo=UTC))

    user = SubFactory(UserFactory)
    created_at = due_at = next_attempt_at = datetime(2001, 1, 1, tzinfo=UTC)


class NoticeFactory(DjangoModelFactory):
    """An unread notice of an approval, that no mail tells of."""

    class Meta:
        model = Notice

    class Params:
        read = Trait(read_at=datetime(2001, 1, 2, tzinfo=UTC))

    user = SubFactory(UserFactory)
    kind = NoticeKind.APPROVED
    record = Sequence(lambda n: f"PTN-{n:05d}")
    name = Sequence(lambda n: f"Ngo {n}")
    address = LazyAttribute(lambda notice: f"/partnerships/{notice.record}/")
    timing = NoticeTiming.NONE
    created_at = datetime(2001, 1, 1, tzinfo=UTC)


class NoticeChoiceFactory(DjangoModelFactory):
    """A wish for one mail a day about approvals."""

    class Meta:
        model = NoticeChoice

    user = SubFactory(UserFactory)
    kind = NoticeKind.APPROVED
    timing = NoticeTiming.DAILY


class TickJobFactory(DjangoModelFactory):
    """A job that was done in 2001."""

    class Meta:
        model = TickJob

    name = Sequence(lambda n: f"job {n}")
    done_at = datetime(2001, 1, 1, tzinfo=UTC)


class NgoFactory(DjangoModelFactory):
    """A proposed NGO of which only the name is known."""

    class Meta:
        model = Ngo

    class Params:
        proposed = Trait(status=Ngo.Status.PROPOSED)
        active = Trait(status=Ngo.Status.ACTIVE)
        dormant = Trait(status=Ngo.Status.DORMANT)
        dissolved = Trait(status=Ngo.Status.DISSOLVED, dissolved_on=date(2001, 12, 31))
        merged = Trait(status=Ngo.Status.MERGED, merged_into=SubFactory("tests.factories.NgoFactory", active=True))

    name = Sequence(lambda n: f"Ngo {n}")


class NgoMergeFactory(DjangoModelFactory):
    """A merge of two records to which nothing belonged."""

    class Meta:
        model = NgoMerge

    class Params:
        undone = Trait(
            undone_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
            undone_by=SubFactory(UserFactory, reviewer=True),
        )

    survivor = SubFactory(NgoFactory, active=True)
    merged = SubFactory(NgoFactory, merged=True, merged_into=SelfAttribute("..survivor"))
    previous_status = Ngo.Status.ACTIVE
    words = "One organization under two names."
    by = SubFactory(UserFactory, reviewer=True)
    at = datetime(2002, 1, 7, 9, tzinfo=UTC)


class DistinctionFactory(DjangoModelFactory):
    """Somebody's answer that two NGOs are not the same."""

    class Meta:
        model = Distinction

    ngo = SubFactory(NgoFactory)
    other = SubFactory(NgoFactory)
    reason = "They work in two countries."
    by = SubFactory(UserFactory)
    at = datetime(2002, 1, 7, 9, tzinfo=UTC)


class NgoNameFactory(DjangoModelFactory):
    """Another name of an NGO."""

    class Meta:
        model = NgoName

    ngo = SubFactory(NgoFactory)
    name = Sequence(lambda n: f"Other name {n}")


class NgoRelationFactory(DjangoModelFactory):
    """A branch of another NGO, with no dates."""

    class Meta:
        model = NgoRelation

    ngo = SubFactory(NgoFactory)
    kind = NgoRelation.Kind.BRANCH_OF
    other = SubFactory(NgoFactory)


class NgoCitationFactory(CitationFactory):
    """What a document says of an NGO."""

    class Meta:
        model = NgoCitation

    ngo = SubFactory(NgoFactory)


class IdentifierFactory(DjangoModelFactory):
    """A number of the Charity Commission, which has no check digits."""

    class Meta:
        model = Identifier

    class Params:
        retired = Trait(retired_on=date(2001, 12, 31))

    ngo = SubFactory(NgoFactory)
    scheme = "GB-CHC"
    value = Sequence(lambda n: str(1_000_000 + n))


class ContactFactory(DjangoModelFactory):
    """A person at an NGO, known by name alone."""

    class Meta:
        model = Contact

    ngo = SubFactory(NgoFactory)
    name = Sequence(lambda n: f"Person {n}")


class FocalPersonFactory(DjangoModelFactory):
    """A colleague who looks after an NGO for an office, until further notice."""

    class Meta:
        model = FocalPerson

    ngo = SubFactory(NgoFactory)
    office = SubFactory(FieldOfficeFactory)
    user = SubFactory(UserFactory)
    starts_on = date(2001, 1, 1)


class JournalNoteFactory(DjangoModelFactory):
    """A call, noted down on the day."""

    class Meta:
        model = JournalNote

    ngo = SubFactory(NgoFactory)
    kind = JournalNote.Kind.CALL
    happened_on = date(2002, 6, 5)
    words = "They called."
    by = SubFactory(UserFactory)
    created_at = datetime(2002, 6, 5, 9, tzinfo=UTC)


class ObserverDecisionFactory(DjangoModelFactory):
    """Observer status granted on 5 June 2002, until further notice."""

    class Meta:
        model = ObserverDecision

    class Params:
        applied = Trait(kind=ObserverDecision.Kind.APPLIED)
        granted = Trait(kind=ObserverDecision.Kind.GRANTED)
        renewed = Trait(kind=ObserverDecision.Kind.RENEWED)
        suspended = Trait(kind=ObserverDecision.Kind.SUSPENDED)
        withdrawn = Trait(kind=ObserverDecision.Kind.WITHDRAWN)

    ngo = SubFactory(NgoFactory)
    kind = ObserverDecision.Kind.GRANTED
    decided_on = date(2002, 6, 5)
    effective_from = SelfAttribute("decided_on")


class DialogueForumFactory(CitationFactory):
    """A briefing, as a standing place of dialogue."""

    class Meta:
        model = DialogueForum

    name = Sequence(lambda n: f"Forum {n}")
    kind = DialogueForum.Kind.BRIEFING


class DialogueEventFactory(DatedFactory):
    """A meeting of which neither day nor place is known."""

    class Meta:
        model = DialogueEvent

    forum = SubFactory(DialogueForumFactory)
    title = Sequence(lambda n: f"Meeting {n}")


class ParticipationFactory(DjangoModelFactory):
    """An NGO at a meeting."""

    class Meta:
        model = Participation

    event = SubFactory(DialogueEventFactory)
    ngo = SubFactory(NgoFactory)


class PartnershipRoleFactory(DjangoModelFactory):
    """The role of an implementer, in the capacity of a service provider."""

    class Meta:
        model = PartnershipRole

    partnership = SubFactory("tests.factories.PartnershipFactory")
    role = Role.IMPLEMENTER
    capacity = Capacity.SERVICE_PROVIDER


class PartnershipAreaFactory(DjangoModelFactory):
    """An area of a partnership."""

    class Meta:
        model = PartnershipArea

    partnership = SubFactory("tests.factories.PartnershipFactory")
    area = SubFactory(ActivityAreaFactory)


class ReviewEventFactory(DjangoModelFactory):
    """A submission by nobody, as a fixture's rows have it."""

    class Meta:
        model = ReviewEvent

    partnership = SubFactory("tests.factories.PartnershipFactory")
    verb = Verb.SUBMIT
    from_status = ReviewStatus.DRAFT
    to_status = LazyAttribute(lambda event: MOVES[event.verb].target)
    at = datetime(2002, 1, 7, 9, tzinfo=UTC)


# How a partnership came into each status: the shortest way.
PASTS = {
    ReviewStatus.DRAFT: [],
    ReviewStatus.SUBMITTED: [Verb.SUBMIT],
    ReviewStatus.APPROVED: [Verb.SUBMIT, Verb.APPROVE],
    ReviewStatus.RETURNED: [Verb.SUBMIT, Verb.RETURN],
    ReviewStatus.REJECTED: [Verb.SUBMIT, Verb.REJECT],
    ReviewStatus.WITHDRAWN: [Verb.WITHDRAW],
    ReviewStatus.SUSPENDED: [Verb.SUBMIT, Verb.APPROVE, Verb.SUSPEND],
}


class PartnershipFactory(DatedFactory):
    """A draft that names an NGO and an office; `complete` makes it ready to be submitted.

    Each status comes with its review events: `PartnershipFactory(approved=True, moves__submitted_by=ana)`.
    """

    class Meta:
        model = Partnership
        skip_postgeneration_save = True

    class Params:
        complete = Trait(
            with_role=RelatedFactory(PartnershipRoleFactory, factory_related_name="partnership"),
            with_area=RelatedFactory(PartnershipAreaFactory, factory_related_name="partnership"),
        )
        draft = Trait(review_status=ReviewStatus.DRAFT)
        submitted = Trait(complete=True, review_status=ReviewStatus.SUBMITTED)
        approved = Trait(complete=True, review_status=ReviewStatus.APPROVED)
        returned = Trait(complete=True, review_status=ReviewStatus.RETURNED)
        rejected = Trait(complete=True, review_status=ReviewStatus.REJECTED)
        withdrawn = Trait(review_status=ReviewStatus.WITHDRAWN)
        suspended = Trait(complete=True, review_status=ReviewStatus.SUSPENDED)

    ngo = SubFactory(NgoFactory, active=True)
    office = SubFactory(FieldOfficeFactory)

    @factory.post_generation
    def moves(
        self,
        create: bool,
        extracted: object,
        submitted_by: User | None = None,
        reviewed_by: User | None = None,
    ) -> None:
        """Record the moves that led to the status, an hour apart, with words where they need them."""
        if not create:
            return
        status = ReviewStatus.DRAFT
        for hours, verb in enumerate(PASTS[ReviewStatus(self.review_status)]):
            ReviewEventFactory(
                partnership=self,
                verb=verb,
                from_status=status,
                by=submitted_by if verb in {Verb.SUBMIT, Verb.WITHDRAW} else reviewed_by,
                at=datetime(2002, 1, 7, 9, tzinfo=UTC) + timedelta(hours=hours),
                words="The office knows why." if MOVES[verb].needs_words else "",
            )
            status = MOVES[verb].target


class PartnershipServiceFactory(DjangoModelFactory):
    """A service of a partnership, in no phase of a return."""

    class Meta:
        model = PartnershipService

    partnership = SubFactory(PartnershipFactory)
    service = SubFactory(ServiceFactory)


class PartnershipPeopleFactory(DjangoModelFactory):
    """People whom a partnership serves."""

    class Meta:
        model = PartnershipPeople

    partnership = SubFactory(PartnershipFactory)
    people = SubFactory(PeopleServedFactory)


class PartnershipCitationFactory(CitationFactory):
    """What a document says of a partnership."""

    class Meta:
        model = PartnershipCitation

    partnership = SubFactory(PartnershipFactory)


class UnnamedPartnersFactory(CitationFactory):
    """Grantees whom the source does not count."""

    class Meta:
        model = UnnamedPartners

    programme = SubFactory(ProgrammeFactory)
    role = Role.GRANTEE
    capacity = Capacity.GRANT_RECIPIENT
    words = "one local NGO"


class OtherParticipantFactory(CitationFactory):
    """A UN agency beside the NGOs."""

    class Meta:
        model = OtherParticipant

    programme = SubFactory(ProgrammeFactory)
    name = Sequence(lambda n: f"Agency {n}")
    kind = OtherParticipant.Kind.UN_AGENCY


class AgreementFactory(DatedFactory):
    """A memorandum without an amount."""

    class Meta:
        model = Agreement

    kind = Agreement.Kind.MEMORANDUM
    reference = Sequence(lambda n: f"MOU-{n}")


class AgreementPartyFactory(DjangoModelFactory):
    """An NGO as a party."""

    class Meta:
        model = AgreementParty

    agreement = SubFactory(AgreementFactory)
    ngo = SubFactory(NgoFactory)


class AgreementPartnershipFactory(DjangoModelFactory):
    """A partnership under an agreement."""

    class Meta:
        model = AgreementPartnership

    agreement = SubFactory(AgreementFactory)
    partnership = SubFactory(PartnershipFactory)


class AgreementDocumentFactory(DjangoModelFactory):
    """A document of an agreement."""

    class Meta:
        model = AgreementDocument

    agreement = SubFactory(AgreementFactory)
    document = SubFactory(SourceDocumentFactory)


class AmendmentFactory(DjangoModelFactory):
    """The change of an agreement's words."""

    class Meta:
        model = Amendment

    agreement = SubFactory(AgreementFactory)
    number = Sequence(lambda n: n + 1)
    signed_on = date(2002, 6, 5)
    words = "The agreement runs on."


class MistakeReportFactory(DjangoModelFactory):
    """A mistake on the record of an NGO, which waits; `settled` gives it an answer."""

    class Meta:
        model = MistakeReport

    class Params:
        settled = Trait(
            settled_by=SubFactory(UserFactory, reviewer=True),
            settled_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
            answer="The name is mended.",
        )

    ngo = SubFactory(NgoFactory)
    words = "The name is mistyped."
    by = SubFactory(UserFactory)
    at = datetime(2002, 1, 7, 9, tzinfo=UTC)


class PartnershipDocumentFactory(DjangoModelFactory):
    """A file that stands as evidence; its content is not stored unless a test does so."""

    class Meta:
        model = PartnershipDocument

    partnership = SubFactory(PartnershipFactory)
    kind = PartnershipDocument.Kind.EVIDENCE
    file = Sequence(lambda n: f"partnerships/file{n}.pdf")
    name = Sequence(lambda n: f"Letter {n}.pdf")
    content_type = "application/pdf"
    size = 1024
    digest = Sequence(lambda n: f"{n:064x}")
    added_by = SubFactory(UserFactory)
    added_at = datetime(2002, 1, 7, 9, tzinfo=UTC)


class ChangeProposalFactory(DjangoModelFactory):
    """A proposal to change the summary, which waits; traits bring it to its answers."""

    class Meta:
        model = ChangeProposal

    class Params:
        applied = Trait(
            status=ChangeProposal.Status.APPLIED,
            answered_by=SubFactory(UserFactory, reviewer=True),
            answered_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
        )
        refused = Trait(
            status=ChangeProposal.Status.REFUSED,
            answered_by=SubFactory(UserFactory, reviewer=True),
            answered_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
            answer="The paper says otherwise.",
        )
        withdrawn = Trait(
            status=ChangeProposal.Status.WITHDRAWN,
            answered_by=SelfAttribute("by"),
            answered_at=datetime(2002, 1, 8, 9, tzinfo=UTC),
        )

    partnership = SubFactory(PartnershipFactory, approved=True)
    changes = LazyAttribute(lambda _proposal: [{"column": "summary", "before": "", "after": "They run a shelter."}])
    by = SubFactory(UserFactory)
    at = datetime(2002, 1, 7, 9, tzinfo=UTC)


class ProposalReminderFactory(DjangoModelFactory):
    """The first reminder of a proposal of changes."""

    class Meta:
        model = ProposalReminder

    proposal = SubFactory(ChangeProposalFactory)
    days = 7
    at = datetime(2002, 1, 14, 9, tzinfo=UTC)


class ReviewReminderFactory(DjangoModelFactory):
    """The first reminder of a submission."""

    class Meta:
        model = ReviewReminder

    event = SubFactory(ReviewEventFactory)
    days = 7
    at = datetime(2002, 1, 14, 9, tzinfo=UTC)
