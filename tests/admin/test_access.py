"""Who gets which page of the admin: one literal table, and what must not be seen is not told either."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ApiKey, OutgoingMail, User
from common.models import SourceDocument
from ngos.models import Ngo, ObserverDecision
from partnerships.models import Partnership
from programmes.models import FieldOffice, Programme
from tests import factories as f
from tests.accounts.people import person
from tests.admin.forms import words_on
from tests.admin.visits import page_of, registered, signed_in

pytestmark = pytest.mark.django_db

PEOPLE = ("visitor", "viewer", "registrar", "registrar elsewhere", "office reviewer", "reviewer", "administrator")
# The rows of the table, each with a name that no other page has.
ROWS: dict[str, Callable[[FieldOffice], Any]] = {
    "NGO of the office": lambda office: f.PartnershipFactory(approved=True, office=office, ngo__name="Secret A").ngo,
    "NGO of nobody": lambda office: f.NgoFactory(name="Secret B"),
    "draft": lambda office: f.PartnershipFactory(office=office, ngo__name="Secret C"),
    "submitted": lambda office: f.PartnershipFactory(submitted=True, office=office, ngo__name="Secret D"),
    "approved": lambda office: f.PartnershipFactory(approved=True, office=office, ngo__name="Secret E"),
    "programme": lambda office: f.ProgrammeFactory(title="Secret F"),
    "office": lambda office: f.FieldOfficeFactory(name="Secret G"),
    "observer decision": lambda office: f.ObserverDecisionFactory(ngo__name="Secret H"),
    "document": lambda office: f.SourceDocumentFactory(title="Secret I"),
    "agreement": lambda office: f.AgreementFactory(reference="Secret J"),
    "user": lambda office: f.UserFactory(name="Secret K"),
    "invitation": lambda office: f.InvitationFactory(name="Secret Y"),
    "account request": lambda office: f.AccountRequestFactory(name="Secret Z"),
    "api key": lambda office: f.ApiKeyFactory(name="Secret L"),
    "outgoing mail": lambda office: f.OutgoingMailFactory(perhaps=True, last_error="Secret U"),
    "area": lambda office: f.ActivityAreaFactory(name="Secret M"),
    "service": lambda office: f.ServiceFactory(name="Secret N"),
    "people": lambda office: f.PeopleServedFactory(name="Secret O"),
    "forum": lambda office: f.DialogueForumFactory(name="Secret P"),
    "meeting": lambda office: f.DialogueEventFactory(title="Secret Q"),
    "unnamed": lambda office: f.UnnamedPartnersFactory(words="Secret R"),
    "participant": lambda office: f.OtherParticipantFactory(name="Secret S"),
    "mistake": lambda office: f.MistakeReportFactory(words="Secret T"),
}
# Page of a row × person. 302 sends a visitor to sign in; others, to whom the row does not exist, to the index.
#                                       visitor viewer registrar elsewhere office-rev. reviewer administrator
ROW_PAGES = {
    ("NGO of the office", "change"):        (302, 200, 200, 200, 200, 200, 200),
    ("NGO of the office", "history"):       (302, 403, 200, 403, 200, 200, 200),
    ("NGO of the office", "delete"):        (302, 403, 403, 403, 403, 403, 200),
    ("NGO of nobody", "change"):            (302, 200, 200, 200, 200, 200, 200),
    ("NGO of nobody", "history"):           (302, 403, 403, 403, 403, 200, 200),
    ("draft", "change"):                    (302, 302, 200, 302, 200, 200, 200),
    ("draft", "history"):                   (302, 302, 200, 302, 200, 200, 200),
    ("draft", "delete"):                    (302, 403, 200, 302, 200, 200, 200),
    ("draft", "review/submit"):             (302, 302, 200, 302, 200, 200, 200),
    ("submitted", "change"):                (302, 302, 200, 302, 200, 200, 200),
    ("submitted", "history"):               (302, 302, 403, 302, 200, 200, 200),
    ("submitted", "delete"):                (302, 403, 403, 302, 403, 403, 403),
    ("submitted", "review/approve"):        (302, 302, 200, 302, 200, 200, 200),
    ("submitted", "review/nonsense"):       (302, 302, 404, 302, 404, 404, 404),
    ("approved", "change"):                 (302, 200, 200, 200, 200, 200, 200),
    ("approved", "history"):                (302, 403, 403, 403, 200, 200, 200),
    ("approved", "delete"):                 (302, 403, 403, 403, 403, 403, 403),
    ("approved", "review/suspend"):         (302, 200, 200, 200, 200, 200, 200),
    ("programme", "change"):                (302, 200, 200, 200, 200, 200, 200),
    ("programme", "history"):               (302, 403, 403, 403, 403, 200, 200),
    ("programme", "delete"):                (302, 403, 403, 403, 403, 403, 200),
    ("office", "change"):                   (302, 200, 200, 200, 200, 200, 200),
    ("office", "history"):                  (302, 403, 403, 403, 403, 200, 200),
    ("observer decision", "change"):        (302, 200, 200, 200, 200, 200, 200),
    ("observer decision", "history"):       (302, 403, 403, 403, 403, 200, 200),
    ("observer decision", "delete"):        (302, 403, 403, 403, 403, 403, 200),
    ("document", "change"):                 (302, 200, 200, 200, 200, 200, 200),
    ("agreement", "change"):                (302, 200, 200, 200, 200, 200, 200),
    ("agreement", "delete"):                (302, 403, 403, 403, 403, 403, 200),
    ("area", "change"):                     (302, 200, 200, 200, 200, 200, 200),
    ("service", "change"):                  (302, 200, 200, 200, 200, 200, 200),
    ("people", "change"):                   (302, 200, 200, 200, 200, 200, 200),
    ("forum", "change"):                    (302, 200, 200, 200, 200, 200, 200),
    ("meeting", "change"):                  (302, 200, 200, 200, 200, 200, 200),
    ("unnamed", "change"):                  (302, 200, 200, 200, 200, 200, 200),
    ("participant", "change"):              (302, 200, 200, 200, 200, 200, 200),
    ("mistake", "change"):                  (302, 302, 302, 302, 302, 200, 200),
    ("mistake", "delete"):                  (302, 403, 403, 403, 403, 403, 403),
    ("user", "change"):                     (302, 302, 302, 302, 302, 302, 200),
    ("user", "history"):                    (302, 302, 302, 302, 302, 302, 200),
    ("user", "delete"):                     (302, 403, 403, 403, 403, 403, 200),
    ("user", "password"):                   (302, 403, 403, 403, 403, 403, 200),
    ("outgoing mail", "change"):            (302, 403, 403, 403, 403, 403, 200),
    ("outgoing mail", "history"):           (302, 302, 302, 302, 302, 302, 403),
    ("outgoing mail", "delete"):            (302, 403, 403, 403, 403, 403, 403),
    ("invitation", "change"):               (302, 403, 403, 403, 403, 403, 200),
    ("invitation", "delete"):               (302, 403, 403, 403, 403, 403, 403),
    ("account request", "change"):          (302, 302, 302, 302, 302, 302, 200),
    ("account request", "delete"):          (302, 403, 403, 403, 403, 403, 403),
    ("api key", "change"):                  (302, 302, 302, 302, 302, 302, 200),
    ("api key", "history"):                 (302, 302, 302, 302, 302, 302, 200),
    ("api key", "delete"):                  (302, 403, 403, 403, 403, 403, 200),
}  # fmt: skip
LIST_PAGES = {
    (Ngo, "changelist"):                    (302, 200, 200, 200, 200, 200, 200),
    (Ngo, "export"):                        (302, 200, 200, 200, 200, 200, 200),
    (Ngo, "add"):                           (302, 403, 200, 200, 200, 200, 200),
    (Partnership, "changelist"):            (302, 200, 200, 200, 200, 200, 200),
    (Partnership, "export"):                (302, 200, 200, 200, 200, 200, 200),
    (Partnership, "add"):                   (302, 403, 200, 200, 200, 200, 200),
    (Programme, "changelist"):              (302, 200, 200, 200, 200, 200, 200),
    (Programme, "export"):                  (302, 200, 200, 200, 200, 200, 200),
    (Programme, "add"):                     (302, 403, 403, 403, 403, 200, 200),
    (FieldOffice, "add"):                   (302, 403, 403, 403, 403, 200, 200),
    (SourceDocument, "add"):                (302, 403, 403, 403, 403, 200, 200),
    (ObserverDecision, "changelist"):       (302, 200, 200, 200, 200, 200, 200),
    (ObserverDecision, "add"):              (302, 403, 403, 403, 403, 200, 200),
    (User, "changelist"):                   (302, 200, 200, 200, 200, 200, 200),
    (User, "export"):                       (302, 200, 200, 200, 200, 200, 200),
    (User, "add"):                          (302, 403, 403, 403, 403, 403, 200),
    (OutgoingMail, "changelist"):           (302, 403, 403, 403, 403, 403, 200),
    (OutgoingMail, "export"):               (302, 403, 403, 403, 403, 403, 200),
    (OutgoingMail, "add"):                  (302, 403, 403, 403, 403, 403, 403),
    (ApiKey, "changelist"):                 (302, 200, 200, 200, 200, 200, 200),
    (ApiKey, "export"):                     (302, 200, 200, 200, 200, 200, 200),
    (ApiKey, "add"):                        (302, 403, 403, 403, 403, 403, 200),
}  # fmt: skip


@pytest.fixture
def office() -> FieldOffice:
    return f.FieldOfficeFactory()


def visitor(name: str, office: FieldOffice) -> Client:
    """Return the browser of the person of this name."""
    elsewhere = f.FieldOfficeFactory()
    return signed_in(None if name == "visitor" else person(name, office=office, elsewhere=elsewhere))


def address_of(row: Any, page: str) -> str:
    """Return the address of a page of a row, as the table calls it."""
    if page == "password":
        return reverse("admin:auth_user_password_change", args=[row.pk])
    name, _slash, verb = page.partition("/")
    return page_of(row, name, verb) if verb else page_of(row, name)


@pytest.mark.parametrize(("row", "page"), ROW_PAGES)
def test_a_row_answers_as_the_table_says(row: str, page: str, office: FieldOffice) -> None:
    target = ROWS[row](office)
    statuses, told = [], []

    for name in PEOPLE:
        client = visitor(name, office)
        answer = client.get(address_of(target, page))
        statuses.append(answer.status_code)
        if answer.status_code != 200:
            told.append(answer.content.decode() + words_on(client.get(reverse("admin:index"), follow=True)))

    assert tuple(statuses) == ROW_PAGES[row, page]
    assert not any("Secret" in words for words in told)


@pytest.mark.parametrize(("model", "page"), LIST_PAGES)
def test_a_list_answers_as_the_table_says(model: type[Any], page: str, office: FieldOffice) -> None:
    address = page_of(model, page, "csv") if page == "export" else page_of(model, page)

    found = tuple(visitor(name, office).get(address).status_code for name in PEOPLE)

    assert found == LIST_PAGES[model, page]


def test_every_model_of_the_admin_is_in_the_table(office: FieldOffice) -> None:
    in_table = {ROWS[name](office)._meta.label_lower for name in {name for name, _page in ROW_PAGES}}

    assert in_table == set(registered())


def test_a_row_that_may_not_be_seen_answers_as_one_that_is_not_there(office: FieldOffice) -> None:
    hidden = f.PartnershipFactory(office=office)
    client = signed_in(f.UserFactory())

    for page in ("change/", "history/", "delete/", "review/approve/"):
        addresses = [f"{page_of(Partnership, 'changelist')}{key}/{page}" for key in (hidden.pk, 999999)]
        answers = [client.get(address, follow=True) for address in addresses]
        said = [words_on(answer).replace(str(hidden.pk), "999999").replace(hidden.code, "") for answer in answers]
        assert answers[0].status_code == answers[1].status_code
        assert said[0] == said[1]


@pytest.mark.parametrize("model", [Partnership, User, ApiKey])
def test_lists_and_exports_leave_out_what_may_not_be_seen(model: type[Any], office: FieldOffice) -> None:
    for make in ROWS.values():
        make(office)
    client = signed_in(f.RegistrarFactory())

    found = words_on(client.get(page_of(model, "changelist")))
    export = b"".join(client.get(page_of(model, "export", "csv")).streaming_content).decode()

    hidden = {Partnership: ("Secret C", "Secret D"), User: ("Secret K",), ApiKey: ("Secret L",)}[model]
    for name in hidden:
        assert name not in found
        assert name not in export


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("viewer", False),
        ("registrar", True),
        ("registrar elsewhere", False),
        ("office reviewer", True),
        ("reviewer", True),
        ("administrator", True),
    ],
)
def test_contacts_are_for_those_who_may_change_the_ngo(name: str, sees: bool, office: FieldOffice) -> None:
    ngo = f.PartnershipFactory(approved=True, office=office).ngo
    f.ContactFactory(ngo=ngo, name="Ana Secret", email="ana@shelter.example")

    page = visitor(name, office).get(page_of(ngo))

    assert ("Ana Secret" in page.content.decode()) is sees
    assert ("contacts" in {one.formset.prefix for one in page.context["inline_admin_formsets"]}) is sees


@pytest.mark.parametrize(
    ("name", "sees"), [("viewer", False), ("registrar", True), ("registrar elsewhere", False), ("reviewer", True)]
)
def test_history_is_for_those_who_may_change_the_row(name: str, sees: bool, office: FieldOffice) -> None:
    ngo = f.PartnershipFactory(approved=True, office=office, ngo__name="Shelter").ngo
    Ngo.objects.update(note="Former note")
    Ngo.objects.update(note="")

    page = visitor(name, office).get(page_of(ngo)).content.decode()

    assert ("Former note" in page) is sees


def test_a_draft_under_an_agreement_is_not_shown_to_those_who_may_not_see_it(office: FieldOffice) -> None:
    link = f.AgreementPartnershipFactory(partnership__office=office, partnership__ngo__name="Secret draft")

    seen = {name: visitor(name, office).get(page_of(link.agreement)).content.decode() for name in PEOPLE[1:]}

    shown = {name for name, page in seen.items() if "Secret draft" in page or link.partnership.code in page}
    assert shown == {"registrar", "office reviewer", "reviewer", "administrator"}


def test_a_draft_is_not_among_the_partnerships_of_its_ngo_for_others(office: FieldOffice) -> None:
    draft = f.PartnershipFactory(office=office)

    assert draft.code not in visitor("viewer", office).get(page_of(draft.ngo)).content.decode()
    assert draft.code in visitor("registrar", office).get(page_of(draft.ngo)).content.decode()


@pytest.mark.parametrize("name", ["viewer", "registrar", "registrar elsewhere"])
def test_what_is_only_shown_cannot_be_sent(name: str, office: FieldOffice) -> None:
    target = f.ProgrammeFactory(title="As it was")
    client = visitor(name, office)

    answer = client.post(page_of(target), {"title": "Changed", "_seen": "{}"})
    added = client.post(page_of(Programme, "add"), {"title": "New"})
    deleted = client.post(page_of(target, "delete"), {"post": "yes"})

    assert {answer.status_code, added.status_code, deleted.status_code} == {403}
    assert Programme.objects.get().title == "As it was"


@pytest.mark.parametrize("field", ["ngo", "programme"])
def test_autocompletes_offer_what_may_be_seen(field: str, office: FieldOffice) -> None:
    f.NgoFactory(name="Secret B")
    query = f"?app_label=partnerships&model_name=partnership&field_name={field}&term=secret"

    assert visitor("visitor", office).get(f"/admin/autocomplete/{query}").status_code == 302
    assert visitor("registrar", office).get(f"/admin/autocomplete/{query}").status_code == 200


def test_the_hash_of_a_key_is_told_nowhere() -> None:
    key = f.ApiKeyFactory()
    ApiKey.objects.update(hashed_secret="0" * 64)
    client = signed_in(f.UserFactory(administrator=True))

    for page in (page_of(key), page_of(key, "history")):
        words = client.get(page).content.decode()
        assert key.hashed_secret not in words
        assert "0" * 64 not in words


def test_the_admin_s_own_door_leads_to_the_one_sign_in() -> None:
    answer = Client().get(reverse("admin:login"))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))
