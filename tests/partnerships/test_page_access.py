"""Who may open which page: one literal table, and a test that no page is missing from it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from ngos.models import JournalNote
from partnerships.models import MistakeReport
from partnerships.urls import urlpatterns
from tests.factories import (
    FieldOfficeFactory,
    JournalNoteFactory,
    MistakeReportFactory,
    OfficeReviewerFactory,
    PartnershipAreaFactory,
    PartnershipFactory,
    ProgrammeFactory,
    RegistrarFactory,
    SavedSearchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# To a stranger every page says “sign in” (302). Columns: viewer, registrar of the record's office, registrar of another
# office, reviewer of the record's office, reviewer of all, administrator.
WHO = ("viewer", "registrar", "elsewhere", "office reviewer", "reviewer", "administrator")
PAGES = {
    # name, of what: statuses
    ("home", ""): (200, 200, 200, 200, 200, 200),
    ("directory", ""): (200, 200, 200, 200, 200, 200),
    ("directory-export", "csv"): (200, 200, 200, 200, 200, 200),
    ("directory-facet", "facet"): (200, 200, 200, 200, 200, 200),
    ("saved-search-add", ""): (200, 200, 200, 200, 200, 200),
    ("saved-search", "saved"): (302, 302, 302, 302, 302, 302),
    ("saved-search-delete", "saved"): (404, 404, 404, 404, 404, 404),
    ("help", ""): (200, 200, 200, 200, 200, 200),
    ("gallery", ""): (200, 200, 200, 200, 200, 200),
    ("observers", ""): (200, 200, 200, 200, 200, 200),
    ("observers-export", "csv"): (200, 200, 200, 200, 200, 200),
    ("programmes", ""): (200, 200, 200, 200, 200, 200),
    ("programme", "programme"): (200, 200, 200, 200, 200, 200),
    ("programme-pdf", "programme"): (200, 200, 200, 200, 200, 200),
    ("offices", ""): (200, 200, 200, 200, 200, 200),
    ("office", "office"): (200, 200, 200, 200, 200, 200),
    ("office-pdf", "office"): (200, 200, 200, 200, 200, 200),
    ("areas", ""): (200, 200, 200, 200, 200, 200),
    ("area", "area"): (200, 200, 200, 200, 200, 200),
    ("area-pdf", "area"): (200, 200, 200, 200, 200, 200),
    ("ngo", "ngo"): (200, 200, 200, 200, 200, 200),
    ("ngo-pdf", "ngo"): (200, 200, 200, 200, 200, 200),
    # History and writing are for those who may change the NGO: whose offices work with it, and reviewers.
    ("ngo-history", "ngo"): (403, 200, 403, 200, 200, 200),
    ("ngo-edit", "ngo"): (403, 200, 403, 200, 200, 200),
    ("partnership-edit", "partnership"): (403, 403, 403, 200, 200, 200),
    ("partnership-edit", "draft"): (404, 200, 404, 200, 200, 200),
    ("programme-edit", "programme"): (403, 403, 403, 403, 200, 200),
    ("office-edit", "office"): (403, 403, 403, 403, 200, 200),
    ("ngo-notes", "ngo"): (200, 200, 200, 200, 200, 200),
    ("ngo-note-add", "ngo"): (403, 200, 200, 200, 200, 200),
    # A colleague's note: nobody rewrites it, and administrators alone take it out.
    ("ngo-note", "note"): (403, 403, 403, 403, 403, 403),
    ("ngo-note-delete", "note"): (403, 403, 403, 403, 403, 200),
    ("partnership", "partnership"): (200, 200, 200, 200, 200, 200),
    ("partnership-pdf", "partnership"): (200, 200, 200, 200, 200, 200),
    ("partnership", "draft"): (404, 200, 404, 200, 200, 200),
    ("partnership-pdf", "draft"): (404, 404, 404, 404, 404, 404),
    ("partnership-review", "submit"): (404, 200, 404, 200, 200, 200),
    ("partnership-review", "suspend"): (403, 403, 403, 200, 200, 200),
    ("report-mistake", "report"): (200, 200, 200, 200, 200, 200),
    ("report-mistake", "report on draft"): (404, 200, 404, 200, 200, 200),
    ("reports", ""): (200, 200, 200, 200, 200, 200),
    ("report-settle", "reported"): (404, 404, 404, 404, 200, 200),
}


class World:
    """One record of each kind, all of one office, and a user of each duty."""

    def __init__(self) -> None:
        self.office = FieldOfficeFactory()
        row = PartnershipFactory(approved=True, office=self.office, programme=ProgrammeFactory())
        draft = PartnershipFactory(complete=True, office=self.office)
        area = PartnershipAreaFactory(partnership=row).area
        note: JournalNote = JournalNoteFactory(ngo=row.ngo)
        reported: MistakeReport = MistakeReportFactory(ngo=row.ngo)
        self.named: dict[str, list[object]] = {
            "": [],
            "csv": ["csv"],
            "facet": ["area"],
            "saved": [SavedSearchFactory().pk],
            "programme": [row.programme.code],
            "office": [self.office.code],
            "area": [area.code],
            "ngo": [row.ngo.code],
            "note": [row.ngo.code, note.pk],
            "partnership": [row.code],
            "draft": [draft.code],
            "submit": [draft.code, "submit"],
            "suspend": [row.code, "suspend"],
            "report": ["ngo", row.ngo.code],
            "report on draft": ["partnership", draft.code],
            "reported": [reported.pk],
        }

    def user(self, who: str) -> User:
        """Return a user of a duty."""
        makers = {
            "viewer": UserFactory,
            "registrar": lambda: RegistrarFactory(office=self.office),
            "elsewhere": RegistrarFactory,
            "office reviewer": lambda: OfficeReviewerFactory(office=self.office),
            "reviewer": lambda: UserFactory(reviewer=True),
            "administrator": lambda: UserFactory(administrator=True),
        }
        made: User = makers[who]()
        return made


@pytest.mark.parametrize("who", WHO)
def test_each_duty_may_open_what_the_table_says(client: Client, who: str) -> None:
    world = World()
    client.force_login(world.user(who))

    opened = {page: client.get(reverse(page[0], args=world.named[page[1]])).status_code for page in PAGES}

    assert opened == {page: statuses[WHO.index(who)] for page, statuses in PAGES.items()}


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client: Client) -> None:
    world = World()

    for name, of in PAGES:
        address = reverse(name, args=world.named[of])
        assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}", name


def test_no_page_is_missing_from_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == {name for name, _of in PAGES}
