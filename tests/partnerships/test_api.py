"""Partnerships, what stands beside them, and agreements in the API."""

import pytest

from accounts.models import ApiKey
from tests import factories
from tests.clients import codes, program
from tests.factories import (
    AgreementFactory,
    AgreementPartnershipFactory,
    PartnershipFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_partnership_tells_who_does_what_and_on_what_evidence():
    partnership = PartnershipFactory(approved=True, places=["Umbria"], countries=["IT"])
    factories.PartnershipServiceFactory(partnership=partnership, phase="pre_departure")
    factories.PartnershipCitationFactory(partnership=partnership, part="annex", paragraph=5, sentence="It does.")

    told = program().get(f"/api/v1/partnerships/{partnership.code}/").json()

    assert told["ngo"]["code"] == partnership.ngo.code
    assert told["office"]["name"] == partnership.office.name
    assert told["programme"] is None
    assert told["roles"] == [{"role": "implementer", "capacity": "service_provider"}]
    assert told["services"][0]["phase"] == "pre_departure"
    assert (told["countries"], told["places"]) == (["IT"], ["Umbria"])
    assert told["dates_in_words"] == "not dated"
    assert told["citations"][0]["where"] == "annex 5"
    assert told["review_status"] == "approved"


SEEN = {
    "draft": False,
    "submitted": False,
    "returned": False,
    "rejected": False,
    "withdrawn": False,
    "approved": True,
    "suspended": True,
}


@pytest.mark.parametrize(("status", "is_seen"), SEEN.items())
def test_what_is_not_approved_does_not_exist_for_a_viewer(status: str, is_seen: bool):
    partnership = PartnershipFactory(**{status: True})
    client = program()

    assert codes(client.get("/api/v1/partnerships/")) == ([partnership.code] if is_seen else [])
    assert client.get(f"/api/v1/partnerships/{partnership.code}/").status_code == (200 if is_seen else 404)


def test_an_office_and_a_reviewer_see_drafts():
    draft = PartnershipFactory()

    for user in (RegistrarFactory(office=draft.office), UserFactory(reviewer=True)):
        ApiKey.objects.all().delete()
        assert codes(program(user).get("/api/v1/partnerships/?review_status=draft")) == [draft.code]


def test_an_agreement_tells_only_of_partnerships_that_may_be_seen():
    agreement = AgreementFactory()
    approved = AgreementPartnershipFactory(agreement=agreement, partnership=PartnershipFactory(approved=True))
    draft = AgreementPartnershipFactory(agreement=agreement)
    client = program()

    told = client.get(f"/api/v1/agreements/{agreement.code}/").json()

    assert [one["code"] for one in told["partnerships"]] == [approved.partnership.code]
    assert codes(client.get(f"/api/v1/agreements/?partnership={approved.partnership.code}")) == [agreement.code]
    assert client.get(f"/api/v1/agreements/?partnership={draft.partnership.code}").status_code == 400


def test_an_agreement_tells_its_parties_documents_and_amendments():
    agreement = AgreementFactory(amount="1500.50", currency="CHF")
    party = factories.AgreementPartyFactory(agreement=agreement)
    factories.AgreementPartyFactory(agreement=agreement, ngo=None, name="A ministry")
    document = factories.AgreementDocumentFactory(agreement=agreement).document
    factories.AmendmentFactory(agreement=agreement, number=1)
    client = program()

    told = client.get(f"/api/v1/agreements/?ngo={party.ngo.code}").json()["results"][0]

    assert [(one["ngo"] and one["ngo"]["code"], one["name"]) for one in told["parties"]] == [
        (party.ngo.code, ""),
        (None, "A ministry"),
    ]
    assert (told["amount"], told["currency"]) == ("1500.50", "CHF")
    assert [one["code"] for one in told["documents"]] == [document.code]
    assert [one["number"] for one in told["amendments"]] == [1]


def test_partnerships_are_narrowed_by_what_people_ask():
    partnership = PartnershipFactory(
        approved=True,
        programme=factories.ProgrammeFactory(),
        countries=["UA"],
        mode="competing",
        stage="ongoing",
        in_2001=True,
        ngo__name="Médecins Sans Frontières",
    )
    area = partnership.areas.get()
    PartnershipFactory(approved=True, in_2001=False, with_role=None)
    client = program()

    for asked in (
        f"ngo={partnership.ngo.code}",
        f"office={partnership.office.code}",
        f"programme={partnership.programme.code}",
        f"area={area.code}",
        "country=UA",
        "mode=competing",
        "stage=ongoing",
        "role=implementer&capacity=service_provider",
        "search=medecins frontieres",
    ):
        assert codes(client.get(f"/api/v1/partnerships/?{asked}")) == [partnership.code], asked


def test_what_stands_beside_is_told_too():
    unnamed, other = factories.UnnamedPartnersFactory(count=20), factories.OtherParticipantFactory()
    client = program()

    told = client.get(f"/api/v1/unnamed-partners/?programme={unnamed.programme.code}").json()["results"]

    assert [(one["code"], one["count"], one["role"]) for one in told] == [(unnamed.code, 20, "grantee")]
    assert codes(client.get("/api/v1/other-participants/?kind=un_agency")) == [other.code]
