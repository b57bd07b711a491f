"""What partnerships and agreements do when the records of their NGOs are merged."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from ngos.actions import merge_ngos, undo_merge
from ngos.models import Ngo
from partnerships.models import AgreementParty, Partnership
from tests.admin.forms import faults_on
from tests.admin.visits import opened_new, page_of, signed_in
from tests.common.constraints import errors_of
from tests.factories import (
    AgreementPartyFactory,
    FieldOfficeFactory,
    NgoFactory,
    NgoMergeFactory,
    PartnershipFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def merged(old, new):
    """Merge the records as a reviewer does."""
    return merge_ngos(merged=old, survivor=new, by=UserFactory(reviewer=True), words="They are one.")


def test_partnerships_in_every_status_and_parts_in_agreements_go_to_the_survivor_and_back():
    old, new = NgoFactory(active=True), NgoFactory(active=True)
    rows = {PartnershipFactory(ngo=old, **{status: True}) for status in ("draft", "approved", "suspended", "rejected")}
    party = AgreementPartyFactory(ngo=old)

    merge = merged(old, new)
    assert set(new.partnerships.all()) == rows
    assert list(new.agreement_parties.all()) == [party]
    assert set(merge.moved) == {"partnerships.partnership.ngo", "partnerships.agreementparty.ngo"}

    undo_merge(merge=merge, by=merge.by)
    assert set(old.partnerships.all()) == rows
    assert list(old.agreement_parties.all()) == [party]


def test_partnerships_made_since_stay_with_the_survivor():
    old, new = NgoFactory(active=True), NgoFactory(active=True)
    merge = merged(old, new)
    since = PartnershipFactory(ngo=new)

    undo_merge(merge=merge, by=merge.by)

    assert list(new.partnerships.all()) == [since]


def test_a_party_to_an_agreement_of_both_stays_with_the_old_record_and_is_told():
    old, new = NgoFactory(), NgoFactory()
    party = AgreementPartyFactory(ngo=old, agreement=AgreementPartyFactory(ngo=new).agreement)

    merge = merged(old, new)

    assert merge.stayed == {"partnerships.agreementparty.ngo": {str(party.pk): "This party is named already."}}
    party.refresh_from_db()
    assert party.ngo == old
    assert not errors_of(party)


def test_a_partnership_is_found_by_the_name_of_the_old_record():
    old, new = NgoFactory(name="Shelter House"), NgoFactory(name="Haven")
    row = PartnershipFactory(ngo=old)
    PartnershipFactory(ngo=NgoFactory(name="Other"))

    merged(old, new)

    assert list(Partnership.objects.search("shelter house")) == [row]


def test_whose_office_worked_with_the_old_record_may_now_change_the_survivor():
    office = FieldOfficeFactory()
    registrar = RegistrarFactory(office=office)
    old, new = NgoFactory(active=True), NgoFactory(active=True)
    PartnershipFactory(ngo=old, office=office, approved=True)

    merged(old, new)

    assert list(Ngo.objects.changeable_by(registrar)) == [new]


@pytest.mark.parametrize(
    ("factory", "rule"),
    [
        (PartnershipFactory, "partnership_is_of_a_living_ngo"),
        (AgreementPartyFactory, "agreementparty_is_a_living_ngo"),
    ],
)
def test_a_merged_ngo_is_refused_for_a_new_row_naming_its_survivor(factory, rule):
    merge = NgoMergeFactory(merged__name="Old", survivor__name="New")
    elsewhere = factory()
    elsewhere.ngo = merge.merged

    with pytest.raises(ValidationError) as refused:
        elsewhere.full_clean()
    with pytest.raises(IntegrityError, match=f'"{rule}"'), transaction.atomic():
        factory(ngo=merge.merged)
    with pytest.raises(IntegrityError, match=f'"{rule}"'), transaction.atomic():
        factory._meta.model.objects.filter(pk=elsewhere.pk).update(ngo=merge.merged)

    old, new = merge.merged, merge.survivor
    sentence = f"Old ({old.code}) was merged into New ({new.code}): name that record instead."
    assert refused.value.message_dict == {"ngo": [sentence]}


def test_a_party_without_an_ngo_is_none_of_this():
    party = AgreementPartyFactory(ngo=None, name="City of Dhaka")

    party.full_clean()

    assert AgreementParty.objects.get() == party


def test_the_form_of_a_new_partnership_refuses_a_merged_ngo_and_names_the_survivor():
    merge = NgoMergeFactory(merged__name="Old", survivor__name="New")
    client = signed_in(UserFactory(reviewer=True))
    form = opened_new(client, Partnership, "summary").fill(ngo=merge.merged.pk, office=FieldOfficeFactory().pk)

    answer = client.post(page_of(Partnership, "add"), form)

    assert faults_on(answer)["ngo"] == [
        f"Old ({merge.merged.code}) was merged into New ({merge.survivor.code}): name that record instead."
    ]
    assert not Partnership.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_partnership_drafted_while_its_ngo_is_being_merged_waits_and_is_refused():
    old, new = NgoFactory(active=True), NgoFactory(active=True)
    office, user = FieldOfficeFactory(), UserFactory(reviewer=True)
    told = []

    def draft():
        try:
            Partnership.objects.create(ngo_id=old.pk, office_id=office.pk)
        except IntegrityError as refused:
            told.append(str(refused))
        finally:
            connection.close()

    thread = threading.Thread(target=draft)
    with transaction.atomic():
        merge_ngos(merged=old, survivor=new, by=user, words="They are one.")
        thread.start()
        thread.join(timeout=1)
        assert thread.is_alive()
    thread.join(timeout=30)

    assert len(told) == 1
    assert "partnership_is_of_a_living_ngo" in told[0]
    assert not Partnership.objects.exists()
