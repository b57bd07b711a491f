"""Records on paper: what their pages show, for whoever may see them, and nothing personal."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from partnerships.models import Role
from partnerships.pages import pdf
from partnerships.pages.pdf import ROLE_COLOURS
from tests.common.test_pdf import NOTHING_TO_READ, TOKENS
from tests.factories import (
    ActivityAreaFactory,
    AgreementFactory,
    AgreementPartnershipFactory,
    ContactFactory,
    FieldOfficeFactory,
    NgoFactory,
    NgoNameFactory,
    ObserverDecisionFactory,
    PartnershipAreaFactory,
    PartnershipCitationFactory,
    PartnershipFactory,
    ProgrammeFactory,
    UnnamedPartnersFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    """Return somebody who may read, and no more."""
    return UserFactory()


def get(client: Client, user: User | None, address: str) -> object:
    """Return what the address answers to the user."""
    if user:
        client.force_login(user)
    return client.get(address)


def text_at(client: Client, user: User, name: str, code: str) -> str:
    """Return the words of a record's document."""
    answer = get(client, user, reverse(name, args=[code]))
    assert answer.status_code == 200, answer
    pages = PdfReader(io.BytesIO(answer.content)).pages
    words = "\n".join(page.extract_text() for page in pages)
    return re.sub(r"\s+", " ", words.translate(NOTHING_TO_READ))


def test_an_ngo_is_on_paper_with_its_names_and_what_it_does_with_iom(client, reader):
    ngo = NgoFactory(active=True, name="Червоний Хрест України", acronym="ЧХУ")
    NgoNameFactory(ngo=ngo, name="الصليب الأحمر الأوكراني")
    NgoNameFactory(ngo=ngo, name="東京センター")
    programme = ProgrammeFactory(title="Return from Libya")
    partnership = PartnershipFactory(approved=True, ngo=ngo, programme=programme, summary="They lodge people.")
    PartnershipCitationFactory(partnership=partnership, sentence="Lodged people on arrival.")
    ObserverDecisionFactory(ngo=ngo, council_session="82nd session")

    text = text_at(client, reader, "ngo-pdf", ngo.code)

    for words in (
        ngo.code,
        "Червоний Хрест України (ЧХУ)",
        "الصليب الأحمر الأوكراني",
        "‹DongJing",
        "Return from Libya",
        "They lodge people.",
        "Lodged people on arrival.",
        partnership.code,
        "82nd session",
        f"http://testserver/ngos/{ngo.code}/",
    ):
        assert words in text


def test_a_document_opens_in_the_browser_under_the_name_of_its_record(client, reader):
    ngo = NgoFactory(active=True)

    answer = get(client, reader, f"/ngos/{ngo.code}.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{ngo.code}.pdf"'
    assert answer["Cache-Control"] == "private"


def test_each_kind_of_record_has_its_document(client, reader):
    area, office = ActivityAreaFactory(name="Counter-Trafficking"), FieldOfficeFactory(name="IOM Dhaka")
    programme = ProgrammeFactory(title="Help at the border", description="Food and a bed.")
    partnership = PartnershipFactory(approved=True, programme=programme, office=office, ngo__name="Caritas Dhaka")
    PartnershipAreaFactory(partnership=partnership, area=area)
    UnnamedPartnersFactory(programme=programme, words="Twenty NGOs in Bangladesh")
    agreement = AgreementFactory(reference="MOU/2001/7")
    AgreementPartnershipFactory(agreement=agreement, partnership=partnership)

    programme_text = text_at(client, reader, "programme-pdf", programme.code)
    office_text = text_at(client, reader, "office-pdf", office.code)
    area_text = text_at(client, reader, "area-pdf", area.code)
    partnership_text = text_at(client, reader, "partnership-pdf", partnership.code)

    assert "Food and a bed." in programme_text
    assert "wenty NGOs in Bangladesh" in programme_text
    assert "IOM Dhaka" in office_text
    assert "Counter-Trafficking" in area_text
    assert "MOU/2001/7" in partnership_text
    for text in (programme_text, office_text, area_text, partnership_text):
        assert "Caritas Dhaka" in text


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "rejected", "suspended"])
def test_what_is_not_approved_is_never_on_paper(client, state):
    reviewer = UserFactory(reviewer=True)
    programme = ProgrammeFactory(title="A secret plan")
    partnership = PartnershipFactory(**{state: True}, programme=programme, summary="Nobody knows of this.")
    others = [
        text_at(client, reviewer, "ngo-pdf", partnership.ngo.code),
        text_at(client, reviewer, "programme-pdf", programme.code),
        text_at(client, reviewer, "office-pdf", partnership.office.code),
    ]

    assert get(client, reviewer, reverse("partnership-pdf", args=[partnership.code])).status_code == 404
    assert not any("Nobody knows of this." in text or partnership.code in text for text in others)


def test_contacts_and_those_who_reviewed_are_not_on_paper_even_for_who_sees_them_on_the_page(client):
    reviewer = UserFactory(administrator=True, name="Rita Reviewer")
    partnership = PartnershipFactory(approved=True, moves__reviewed_by=reviewer)
    ContactFactory(ngo=partnership.ngo, name="Carla Contact", email="carla@ngo.example")

    ngo_text = text_at(client, reviewer, "ngo-pdf", partnership.ngo.code)
    partnership_text = text_at(client, reviewer, "partnership-pdf", partnership.code)

    assert "Carla" not in ngo_text + partnership_text
    assert "carla@ngo.example" not in ngo_text + partnership_text
    assert "Rita" not in ngo_text + partnership_text


@pytest.mark.parametrize("name", ["ngo-pdf", "partnership-pdf", "programme-pdf", "office-pdf", "area-pdf"])
def test_a_stranger_is_asked_to_sign_in_and_an_unknown_code_is_not_found(client, reader, name):
    address = reverse(name, args=["NO-01001"])

    assert get(client, None, address).status_code == 302
    assert get(client, reader, address).status_code == 404


def test_a_merged_record_and_a_code_in_small_letters_lead_to_the_one_document(client, reader):
    merged = NgoFactory(merged=True)
    address = f"/ngos/{merged.merged_into.code}.pdf"

    by_merged = get(client, reader, f"/ngos/{merged.code}.pdf")
    by_small_letters = get(client, reader, f"/ngos/{merged.merged_into.code.lower()}.pdf")

    assert (by_merged.status_code, by_merged["Location"]) == (301, address)
    assert (by_small_letters.status_code, by_small_letters["Location"]) == (301, address)


def test_an_ngo_with_very_many_partnerships_says_how_many_are_left_out(client, reader, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PARTNERSHIPS", 2)
    ngo = NgoFactory(active=True)
    rows = [PartnershipFactory(approved=True, ngo=ngo) for _ in range(3)]

    text = text_at(client, reader, "ngo-pdf", ngo.code)

    assert "These are the first 2 of 3 partnerships." in text
    assert sum(row.code in text for row in rows) == 2


def test_a_document_asks_as_many_questions_whatever_the_number_of_partnerships(
    client, reader, django_assert_num_queries
):
    ngo = NgoFactory(active=True)
    PartnershipFactory(approved=True, ngo=ngo)
    client.force_login(reader)
    address = reverse("ngo-pdf", args=[ngo.code])
    client.get(address)
    with django_assert_num_queries(100, exact=False) as few:
        client.get(address)

    for _ in range(3):
        PartnershipFactory(approved=True, ngo=ngo)

    with django_assert_num_queries(len(few.captured_queries)):
        client.get(address)


@pytest.mark.parametrize("role", Role.values)
def test_the_colours_of_the_roles_are_those_of_the_pages(role):
    (value,) = re.findall(rf"^  --role-{role}: #(\w+);", TOKENS.read_text().split("@media")[0], re.MULTILINE)

    assert bytes.fromhex(value) == bytes(ROLE_COLOURS[role])
