"""Who may open which page: one literal table, and a test that no page is missing from it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.models import User
from config import stylesheet
from exchange import urls as exchange_urls
from ngos.models import JournalNote
from partnerships.models import MistakeReport
from tests.factories import (
    AccountRequestFactory,
    ChangeProposalFactory,
    FieldOfficeFactory,
    InvitationFactory,
    JournalNoteFactory,
    MistakeReportFactory,
    NoticeFactory,
    OfficeReviewerFactory,
    PartnershipAreaFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    ProgrammeFactory,
    RegistrarFactory,
    SavedSearchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Columns: visitor without an account; the same where the registry has a public directory; viewer; registrar of the
# record's office; registrar of another office; reviewer of the record's office; reviewer of all; administrator.
# 302 sends a visitor to sign in. The README says the same for people: FOR_PEOPLE, below.
WHO = (
    "visitor",
    "public visitor",
    "viewer",
    "registrar",
    "elsewhere",
    "office reviewer",
    "reviewer",
    "administrator",
)
VISITORS = WHO[:2]
# What the README calls the columns; which statuses it calls a yes: shown, led on, and what is sent by a button.
FOR_PEOPLE = (
    "page",
    "visitor",
    "viewer",
    "registrar, own office",
    "registrar, another office",
    "reviewer of the office",
    "reviewer of all",
    "administrator",
)
SHOWN, MAY = 200, {200, 302, 405}
# The README leaves out the pages that allauth brings, and says of a record in which state it is.
LIBRARY = ("account_", "mfa_", "socialaccount_", "openid_")
STATES = {"draft", "submit", "suspend", "report on draft"}
PAGES = {
    # name, of what: statuses
    ("home", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("directory", ""): (302, 200, 200, 200, 200, 200, 200, 200),
    ("directory-export", "csv"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("directory-facet", "facet"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("saved-search-add", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("saved-search", "saved"): (302, 302, 302, 302, 302, 302, 302, 302),
    ("saved-search-delete", "saved"): (302, 302, 404, 404, 404, 404, 404, 404),
    ("notices", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("notice-settings", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    # Somebody else's notice, which administrators do not read either.
    ("notice", "notice"): (302, 302, 404, 404, 404, 404, 404, 404),
    ("help", ""): (302, 200, 200, 200, 200, 200, 200, 200),
    ("gallery", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("observers", ""): (302, 200, 200, 200, 200, 200, 200, 200),
    ("observers-export", "csv"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("programmes", ""): (302, 200, 200, 200, 200, 200, 200, 200),
    ("programme", "programme"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("programme-pdf", "programme"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("offices", ""): (302, 200, 200, 200, 200, 200, 200, 200),
    ("office", "office"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("office-pdf", "office"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("areas", ""): (302, 200, 200, 200, 200, 200, 200, 200),
    ("area", "area"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("area-pdf", "area"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("ngo", "ngo"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("ngo-pdf", "ngo"): (302, 200, 200, 200, 200, 200, 200, 200),
    # History and writing are for those who may change the NGO: whose offices work with it, and reviewers.
    ("ngo-history", "ngo"): (302, 302, 403, 200, 403, 200, 200, 200),
    ("ngo-edit", "ngo"): (302, 302, 403, 200, 403, 200, 200, 200),
    # The office of an approved partnership proposes changes to it.
    ("partnership-edit", "partnership"): (302, 302, 403, 200, 403, 200, 200, 200),
    ("partnership-edit", "draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("programme-edit", "programme"): (302, 302, 403, 403, 403, 403, 200, 200),
    ("office-edit", "office"): (302, 302, 403, 403, 403, 403, 200, 200),
    ("ngo-notes", "ngo"): (302, 302, 200, 200, 200, 200, 200, 200),
    ("ngo-note-add", "ngo"): (302, 302, 403, 200, 200, 200, 200, 200),
    # A colleague's note: nobody rewrites it, and administrators alone take it out.
    ("ngo-note", "note"): (302, 302, 403, 403, 403, 403, 403, 403),
    ("ngo-note-delete", "note"): (302, 302, 403, 403, 403, 403, 403, 200),
    ("partnership", "partnership"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("partnership-pdf", "partnership"): (302, 200, 200, 200, 200, 200, 200, 200),
    ("partnership", "draft"): (302, 404, 404, 200, 404, 200, 200, 200),
    ("partnership-pdf", "draft"): (302, 404, 404, 404, 404, 404, 404, 404),
    ("review-queue", ""): (302, 302, 403, 403, 403, 200, 200, 200),
    ("partnership-case", "draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("partnership-case", "partnership"): (302, 302, 403, 200, 403, 200, 200, 200),
    ("proposal", "proposal"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("partnership-review", "submit"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("partnership-review", "suspend"): (302, 302, 403, 403, 403, 200, 200, 200),
    ("my-office", ""): (302, 302, 403, 200, 200, 200, 403, 403),
    ("partnership-confirm", "partnership"): (302, 302, 405, 405, 405, 405, 405, 405),
    ("register", ""): (302, 302, 403, 200, 200, 200, 200, 200),
    ("registration-found", ""): (302, 302, 403, 200, 200, 200, 200, 200),
    ("registration-new", ""): (302, 302, 403, 200, 200, 200, 200, 200),
    ("registration-check", "draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("registration-ngo", "draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    # Nothing looks like the organization, so that the next question follows.
    ("registration-candidates", "draft"): (302, 302, 404, 302, 404, 302, 302, 302),
    ("registration-step", "question"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("registration-discard", "draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("registration-hand-over", "draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("document", "document"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("report-mistake", "report"): (302, 302, 200, 200, 200, 200, 200, 200),
    ("report-mistake", "report on draft"): (302, 302, 404, 200, 404, 200, 200, 200),
    ("reports", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("report-settle", "reported"): (302, 302, 404, 404, 404, 404, 200, 200),
}


# The pages about accounts, allauth's among them, and what stands beside the pages. 405 is what a button alone does; a
# request for an account is shown to whoever made it and to administrators; no other door is configured.
ACCOUNT_PAGES = {
    ("stylesheet", "sheet"): (200, 200, 200, 200, 200, 200, 200, 200),
    ("set_language", ""): (405, 405, 405, 405, 405, 405, 405, 405),
    ("healthz", ""): (200, 200, 200, 200, 200, 200, 200, 200),
    ("readyz", ""): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("usersessions_list", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("people", ""): (302, 302, 403, 403, 403, 403, 403, 200),
    ("invitation-add", ""): (302, 302, 403, 403, 403, 403, 403, 200),
    ("leave", "person"): (302, 302, 403, 403, 403, 403, 403, 200),
    ("second-factor-off", "person"): (302, 302, 403, 403, 403, 403, 403, 405),
    ("invitation-again", "invited"): (302, 302, 403, 403, 403, 403, 403, 405),
    ("invitation-withdraw", "invited"): (302, 302, 403, 403, 403, 403, 403, 405),
    ("invitation", "link"): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account-requests", ""): (302, 302, 403, 200, 200, 200, 200, 200),
    ("account-request-add", ""): (302, 302, 403, 200, 200, 200, 200, 200),
    ("account-request", "asked"): (302, 302, 403, 404, 404, 404, 404, 200),
    ("socialaccount_login_cancelled", ""): (404, 404, 404, 404, 404, 404, 404, 404),
    ("socialaccount_login_error", ""): (404, 404, 404, 404, 404, 404, 404, 404),
    ("openid_connect_login", "door"): (404, 404, 404, 404, 404, 404, 404, 404),
    ("openid_connect_callback", "door"): (404, 404, 404, 404, 404, 404, 404, 404),
    ("mfa_index", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("mfa_authenticate", ""): (302, 302, 302, 302, 302, 302, 302, 302),
    ("mfa_reauthenticate", ""): (302, 302, 302, 302, 302, 302, 302, 302),
    ("mfa_activate_totp", ""): (302, 302, 302, 302, 302, 302, 302, 302),
    ("mfa_deactivate_totp", ""): (302, 302, 404, 404, 404, 404, 404, 404),
    ("mfa_view_recovery_codes", ""): (302, 302, 404, 404, 404, 404, 404, 404),
    ("mfa_generate_recovery_codes", ""): (302, 302, 302, 302, 302, 302, 302, 302),
    ("mfa_download_recovery_codes", ""): (302, 302, 404, 404, 404, 404, 404, 404),
    ("account_login", ""): (200, 200, 302, 302, 302, 302, 302, 302),
    ("account_logout", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("account_inactive", ""): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account_signup", ""): (200, 200, 302, 302, 302, 302, 302, 302),
    ("account_reauthenticate", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("account_email", ""): (404, 404, 404, 404, 404, 404, 404, 404),
    ("account_email_verification_sent", ""): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account_change_password", ""): (302, 302, 200, 200, 200, 200, 200, 200),
    ("account_set_password", ""): (302, 302, 302, 302, 302, 302, 302, 302),
    ("account_reset_password", ""): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account_confirm_login_code", ""): (302, 302, 302, 302, 302, 302, 302, 302),
    ("account_confirm_email", "key"): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account_reset_password_from_key_done", ""): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account_reset_password_from_key", "reset"): (200, 200, 200, 200, 200, 200, 200, 200),
    ("account_reset_password_done", ""): (200, 200, 200, 200, 200, 200, 200, 200),
}
TABLE = PAGES | ACCOUNT_PAGES


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
            "notice": [NoticeFactory().pk],
            "programme": [row.programme.code],
            "office": [self.office.code],
            "area": [area.code],
            "ngo": [row.ngo.code],
            "note": [row.ngo.code, note.pk],
            "partnership": [row.code],
            "draft": [draft.code],
            "submit": [draft.code, "submit"],
            "question": [draft.code, "role"],
            "document": [
                PartnershipDocumentFactory(
                    partnership=draft, content_type="image/png", file=ContentFile(b"\x89PNG", "scan.png")
                ).pk
            ],
            "suspend": [row.code, "suspend"],
            "proposal": [ChangeProposalFactory(partnership__office=self.office).pk],
            "report": ["ngo", row.ngo.code],
            "report on draft": ["partnership", draft.code],
            "reported": [reported.pk],
            "person": [UserFactory().pk],
            "invited": [InvitationFactory().pk],
            "link": [InvitationFactory().token],
            "asked": [AccountRequestFactory(office=self.office).pk],
            "door": ["sso"],
            "key": ["none"],
            "reset": ["1", "none"],
            "sheet": [stylesheet.stylesheet()[1]],
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
def test_each_duty_may_open_what_the_table_says(client: Client, who: str, settings: Any) -> None:
    settings.PUBLIC_DIRECTORY = who == "public visitor"
    world = World()
    if who not in VISITORS:
        client.force_login(world.user(who))

    opened = {page: client.get(reverse(page[0], args=world.named[page[1]])).status_code for page in TABLE}

    assert opened == {page: statuses[WHO.index(who)] for page, statuses in TABLE.items()}


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client: Client) -> None:
    world = World()

    for name, of in PAGES:
        address = reverse(name, args=world.named[of])
        assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}", name


def names_in(patterns: Iterable[Any]) -> Iterator[str]:
    """Yield the names of the addresses, without those of the admin and of the API, which have tables of their own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin" and pattern.urlconf_name is not exchange_urls:
                yield from names_in(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_no_page_is_missing_from_the_table() -> None:
    assert set(names_in(get_resolver().url_patterns)) == {name for name, _of in TABLE}


def for_people() -> str:
    """Return the table as the README has it: pages that the same people may open stand in one row."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for (name, of), statuses in TABLE.items():
        if not name.startswith(LIBRARY):
            visitor = "yes" if statuses[0] == SHOWN else "public directory" if statuses[1] == SHOWN else "—"
            others = ["yes" if status in MAY else "—" for status in statuses[2:]]
            words = name.replace("-", " ").replace("_", " ") + (f" ({of})" if of in STATES else "")
            groups.setdefault((visitor, *others), []).append(words)
    rows = [f"| {', '.join(pages)} | {' | '.join(cells)} |" for cells, pages in groups.items() if "yes" in cells]
    return "\n".join([f"| {' | '.join(FOR_PEOPLE)} |", "|---" * len(FOR_PEOPLE) + "|", *rows])


def test_the_readme_says_the_same_for_people() -> None:
    readme = (ours.BASE_DIR / "README.md").read_text(encoding="utf-8")

    assert for_people() in readme, for_people()
