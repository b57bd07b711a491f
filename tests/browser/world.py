"""A small registry in which every page of the pages has something to show, with names as long as names get."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.urls import reverse

from accounts.models import Notice, NoticeKind, SavedSearch, User
from activity_areas.models import ActivityArea
from ngos.models import JournalNote, Ngo, NgoRelation
from partnerships.models import Capacity, ChangeProposal, MistakeReport, Partnership, Role
from programmes.models import FieldOffice, Programme
from tests.factories import (
    ActivityAreaCitationFactory,
    ActivityAreaFactory,
    AgreementFactory,
    AgreementPartnershipFactory,
    ChangeProposalFactory,
    ContactFactory,
    DialogueEventFactory,
    DistinctionFactory,
    FieldOfficeCitationFactory,
    FieldOfficeFactory,
    FocalPersonFactory,
    IdentifierFactory,
    JournalNoteFactory,
    MistakeReportFactory,
    NgoCitationFactory,
    NgoFactory,
    NgoNameFactory,
    NgoRelationFactory,
    NoticeFactory,
    ObserverDecisionFactory,
    OtherParticipantFactory,
    ParticipationFactory,
    PartnershipAreaFactory,
    PartnershipCitationFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    PartnershipPeopleFactory,
    PartnershipRoleFactory,
    PartnershipServiceFactory,
    PeopleServedFactory,
    ProgrammeAreaFactory,
    ProgrammeCitationFactory,
    ProgrammeFactory,
    ProgrammeOfficeFactory,
    RegistrarFactory,
    ReviewEventFactory,
    SavedSearchFactory,
    ServiceFactory,
    UnnamedPartnersFactory,
    UserFactory,
)

LONG_NAME = "Association internationale pour la réinsertion socio-économique des personnes déplacées et rapatriées"
LONG_WORD = "Migrantenselbsthilfeorganisationenzusammenarbeitsverband"
# Each ends in a sign that stands at the wrong end where the direction of the name is lost.
ARABIC = "جمعية الأمل (لبنان)"
HEBREW = "קו לעובד!"


@dataclass(frozen=True)
class World:
    """The records that the pages are about, and who looks at them."""

    staff: User
    ngo: Ngo
    arabic: Ngo
    programme: Programme
    office: FieldOffice
    area: ActivityArea
    approved: Partnership
    submitted: Partnership
    note: JournalNote
    report: MistakeReport
    saved: SavedSearch
    left: SavedSearch
    again: Partnership
    proposal: ChangeProposal
    answered: ChangeProposal
    notice: Notice
    draft: Partnership

    @property
    def pages(self) -> dict[str, list[str]]:
        """Return the addresses of each page under its name: of more than one where a page has more than one face."""
        ngo, row = self.ngo.code, self.submitted.code
        note = [ngo, self.note.pk]
        record = {
            "ngo": ngo,
            "partnership": self.approved.code,
            "programme": self.programme.code,
            "office": self.office.code,
            "area": self.area.code,
        }
        directory, save = reverse("directory"), reverse("saved-search-add")
        return {
            "home": [reverse("home")],
            "directory": [
                directory,
                f"{directory}?search=carritas&area={self.area.code}&role=implementer&on=2001-06-05",
                f"{directory}?search=zzqqxx&colour=red",
            ],
            "directory-facet": [reverse("directory-facet", args=["office"])],
            "saved-search-add": [f"{save}?search=caritas&on=2001-06-05&role=donor"],
            "saved-search": [reverse("saved-search", args=[self.left.pk])],
            "saved-search-delete": [reverse("saved-search-delete", args=[self.saved.pk])],
            "notices": [reverse("notices"), f"{reverse('notices')}?cursor=none"],
            "notice-settings": [reverse("notice-settings")],
            "notice": [self.notice.get_absolute_url()],
            "help": [reverse("help")],
            "gallery": [reverse("gallery")],
            "observers": [reverse("observers"), f"{reverse('observers')}?on=never"],
            "programmes": [reverse("programmes"), f"{reverse('programmes')}?search=zzqqxx"],
            "offices": [reverse("offices")],
            "areas": [reverse("areas")],
            **{name: [reverse(name, args=[code])] for name, code in record.items()},
            "partnership": [self.approved.get_absolute_url(), self.submitted.get_absolute_url()],
            "ngo": [self.ngo.get_absolute_url(), self.arabic.get_absolute_url()],
            **{
                f"{name}-edit": [reverse(f"{name}-edit", args=[code])]
                for name, code in record.items()
                if name != "area"
            },
            "ngo-history": [reverse("ngo-history", args=[self.arabic.code])],
            "ngo-notes": [reverse("ngo-notes", args=[ngo])],
            "ngo-note-add": [reverse("ngo-note-add", args=[self.arabic.code])],
            "ngo-note": [reverse("ngo-note", args=note)],
            "ngo-note-delete": [reverse("ngo-note-delete", args=note)],
            "review-queue": [reverse("review-queue"), f"{reverse('review-queue')}?age=14&office=none"],
            "partnership-case": [reverse("partnership-case", args=[code]) for code in (row, self.again.code)],
            "proposal": [self.proposal.get_absolute_url(), self.answered.get_absolute_url()],
            "partnership-review": [reverse("partnership-review", args=[row, "return"])],
            "my-office": [reverse("my-office")],
            "partnership-confirm": [],
            "register": [reverse("register"), f"{reverse('register')}?name=caritas+austria&country=AT"],
            "registration-found": [],
            "registration-new": [f"{reverse('registration-new')}?name=Caritas&country=AT"],
            **{
                name: [reverse(name, args=[self.draft.code])]
                for name in (
                    "registration-check",
                    "registration-ngo",
                    "registration-candidates",
                    "registration-discard",
                    "registration-hand-over",
                )
            },
            "registration-step": [
                reverse("registration-step", args=[self.draft.code, step])
                for step in ("programme", "role", "areas", "work", "where", "when", "agreement", "evidence")
            ],
            "document": [],
            "report-mistake": [reverse("report-mistake", args=["ngo", self.arabic.code])],
            "reports": [reverse("reports"), f"{reverse('reports')}?settled=yes"],
            "report-settle": [reverse("report-settle", args=[self.report.pk])],
            "account": [
                reverse(name)
                for name in (
                    "account",
                    "account_change_password",
                    "account_logout",
                    "account-requests",
                    "account-request-add",
                    "mfa_index",
                    "usersessions_list",
                )
            ],
        }

    @property
    def addresses(self) -> list[str]:
        """Return the addresses of all pages."""
        return [address for addresses in self.pages.values() for address in addresses]


def made() -> World:
    """Make it."""
    office = FieldOfficeFactory(name="IOM Dhaka", city="Dhaka")
    FieldOfficeFactory(name=f"IOM {LONG_WORD}", country="DE")
    area = ActivityAreaFactory(code="CT", name="Counter-Trafficking", description="Work against trafficking.")
    staff = RegistrarFactory(office=office, reviewer=True, email=f"{LONG_WORD.lower()}@iom.example")
    programme = _programme(office, area)
    ngo, arabic = _ngo(office, staff), _arabic_ngo()
    approved = _partnership(ngo, programme, office, area)
    PartnershipAreaFactory(partnership=PartnershipFactory(approved=True, ngo=ngo, in_2001=True), area=area)
    PartnershipFactory(approved=True, ngo=arabic, programme=programme, office=office)
    submitted = PartnershipFactory(
        submitted=True, office=office, ngo=NgoFactory(name="Caritas Österreich", active=True)
    )
    PartnershipFactory(returned=True, office=office, ngo=NgoFactory(name=LONG_NAME))
    PartnershipFactory(approved=True, ngo=NgoFactory(name="Caritas Italiana", active=True), in_2001=True, office=office)
    return World(
        staff=staff,
        ngo=ngo,
        arabic=arabic,
        programme=programme,
        office=office,
        area=area,
        approved=approved,
        submitted=submitted,
        note=JournalNoteFactory(ngo=ngo, by=staff, words=f"They called. {LONG_WORD}"),
        report=MistakeReportFactory(ngo=arabic),
        saved=SavedSearchFactory(user=staff, name=f"{ARABIC}, {LONG_WORD}", parameters="scope=local"),
        again=_submitted_again(office, staff),
        proposal=ChangeProposalFactory(
            partnership=approved,
            words=f"They moved. {LONG_WORD}",
            changes=[
                {"column": "summary", "before": "", "after": f"They give shelter. {LONG_WORD}"},
                {"column": "programme", "before": None, "after": programme.code},
                {"part": "partnershiparea", "before": {"area": area.code}, "after": None},
            ],
        ),
        answered=ChangeProposalFactory(partnership__office=office, refused=True),
        left=SavedSearchFactory(user=UserFactory(inactive=True), parameters="scope=local"),
        notice=_notices(staff, approved),
        draft=PartnershipFactory(office=office, held_by=staff, ngo=NgoFactory(name="Caritas Osterreich")),
    )


def _notices(staff: User, approved: Partnership) -> Notice:
    values = {"user": staff, "record": approved.code, "address": approved.get_absolute_url()}
    NoticeFactory(**values, name=ARABIC, words=f"Which paragraph says so? {LONG_WORD}", kind=NoticeKind.RETURNED)
    NoticeFactory(**values, name=LONG_NAME, read=True, by=UserFactory(name=HEBREW))
    notice: Notice = NoticeFactory(**values, name=LONG_WORD * 2, by=UserFactory(name=LONG_WORD))
    return notice


def _submitted_again(office: FieldOffice, staff: User) -> Partnership:
    """Return a partnership of a new NGO with a new programme that was returned, mended and submitted again."""
    row: Partnership = PartnershipFactory(
        returned=True,
        office=office,
        ngo=NgoFactory(name=f"{HEBREW} {LONG_WORD}", acronym="KLO", headquarters="DE", website="https://ngo.example/"),
        programme=ProgrammeFactory(title=LONG_WORD, is_proposed=True),
        evidence=f"A letter of May. {LONG_WORD}",
        held_by=staff,
    )
    other = NgoFactory(name=LONG_NAME, active=True)
    DistinctionFactory(ngo=row.ngo, other=other, reason=f"Another town. {LONG_WORD}")
    PartnershipDocumentFactory(partnership=row, name=f"{LONG_WORD}.pdf")
    PartnershipFactory(approved=True, ngo=row.ngo, office=office)
    PartnershipServiceFactory(partnership=row, service=ServiceFactory(name="Shelter"))
    ReviewEventFactory(partnership=row, verb="submit", words="It is mended.", at=datetime(2002, 1, 8, 9, tzinfo=UTC))
    Partnership.objects.filter(pk=row.pk).update(review_status="submitted")
    return row


def _programme(office: FieldOffice, area: ActivityArea) -> Programme:
    programme: Programme = ProgrammeFactory(
        title=f"{LONG_NAME} {LONG_WORD}",
        acronym="RSE",
        is_untitled=True,
        description="They give shelter.",
        countries=["BD", "DE"],
        places=[LONG_WORD],
        in_2001=True,
    )
    ProgrammeAreaFactory(programme=programme, area=area)
    ProgrammeOfficeFactory(programme=programme, office=office)
    ProgrammeCitationFactory(programme=programme)
    UnnamedPartnersFactory(programme=programme, count=20)
    OtherParticipantFactory(programme=programme, name=LONG_WORD)
    FieldOfficeCitationFactory(office=office)
    ActivityAreaCitationFactory(area=area)
    return programme


def _ngo(office: FieldOffice, staff: User) -> Ngo:
    ngo: Ngo = NgoFactory(
        name=f"{LONG_NAME} {LONG_WORD * 2}",
        acronym="AIRSE",
        active=True,
        scope="international",
        headquarters="DE",
        countries_of_presence=["BD", "DE"],
        website="https://ngo.example/",
    )
    NgoNameFactory(ngo=ngo, name=HEBREW, language="he")
    NgoNameFactory(ngo=ngo, name=LONG_WORD * 2)
    NgoCitationFactory(ngo=ngo)
    IdentifierFactory(ngo=ngo)
    ContactFactory(ngo=ngo, email=f"{LONG_WORD.lower()}@ngo.example", phone="+41 22 000 00 00")
    ObserverDecisionFactory(ngo=ngo, council_session="84th session", resolution="1074")
    NgoRelationFactory(ngo=ngo, kind=NgoRelation.Kind.MEMBER_OF, other=NgoFactory(name=LONG_WORD, active=True))
    FocalPersonFactory(ngo=ngo, office=office, user=staff)
    ParticipationFactory(ngo=ngo, event=DialogueEventFactory(title="Annual consultation", in_2001=True))
    MistakeReportFactory(ngo=ngo, settled=True)
    NgoFactory(name=f"{LONG_WORD} e. V.", merged=True, merged_into=ngo)
    return ngo


def _arabic_ngo() -> Ngo:
    ngo: Ngo = NgoFactory(name=ARABIC, acronym="أمل", active=True)
    NgoNameFactory(ngo=ngo, name=HEBREW, language="he")
    NgoRelationFactory(ngo=NgoFactory(name="Branch of hope", active=True), other=ngo)
    ObserverDecisionFactory(ngo=ngo, decided_on=date(2001, 6, 5))
    return ngo


def _partnership(ngo: Ngo, programme: Programme, office: FieldOffice, area: ActivityArea) -> Partnership:
    row: Partnership = PartnershipFactory(
        approved=True, ngo=ngo, programme=programme, office=office, summary=f"They give shelter. {LONG_WORD}"
    )
    PartnershipAreaFactory(partnership=row, area=area)
    PartnershipRoleFactory(partnership=row, role=Role.DONOR, capacity=Capacity.CO_DONOR)
    PartnershipServiceFactory(partnership=row, service=ServiceFactory(area=area, name=f"Shelter for {LONG_WORD}"))
    PartnershipPeopleFactory(partnership=row, people=PeopleServedFactory(name="Victims of trafficking"))
    PartnershipCitationFactory(partnership=row, sentence=f"It says so of {LONG_WORD}.")
    agreement = AgreementFactory(reference=LONG_WORD)
    AgreementPartnershipFactory(agreement=agreement, partnership=row)
    return row
