"""Branches, networks and support: who may stand to whom, without going in a circle."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from ngos.models import Ngo, NgoRelation
from tests.factories import NgoFactory, NgoRelationFactory

pytestmark = pytest.mark.django_db

IN_A_CIRCLE = '"ngorelation_runs_in_no_circle"'
WORDS = {"branch_of": "is a branch of", "member_of": "is a member of"}


def chain(kind, *names):
    """Return the NGOs of these names, each related to the one after it."""
    ngos = [NgoFactory(name=name) for name in names]
    for ngo, other in pairwise(ngos):
        NgoRelationFactory(ngo=ngo, kind=kind, other=other)
    return ngos


@pytest.mark.parametrize("kind", ["branch_of", "member_of"])
@pytest.mark.parametrize("names", [("Ana", "Bea"), ("Ana", "Bea", "Cleo"), ("Ana", "Bea", "Cleo", "Dana")])
def test_a_circle_is_refused_in_words_and_by_postgresql(kind, names):
    first, *_, last = chain(kind, *names)
    closing = NgoRelationFactory.build(ngo=last, kind=kind, other=first)

    with pytest.raises(ValidationError) as refused:
        closing.full_clean()
    with pytest.raises(IntegrityError, match=IN_A_CIRCLE), transaction.atomic():
        closing.save()

    assert refused.value.message_dict == {
        "other": [f"Ana already {WORDS[kind]} {last.name}, directly or through others."]
    }


def test_a_circle_is_refused_in_a_bulk_insert():
    ana, bea, cleo = NgoFactory.create_batch(3)
    rows = [NgoRelationFactory.build(ngo=ngo, other=other) for ngo, other in [(ana, bea), (bea, cleo), (cleo, ana)]]

    with pytest.raises(IntegrityError, match=IN_A_CIRCLE), transaction.atomic():
        NgoRelation.objects.bulk_create(rows)

    assert not NgoRelation.objects.exists()


def test_a_circle_is_refused_in_a_bulk_update():
    ana, bea = chain("branch_of", "Ana", "Bea")
    elsewhere = NgoRelationFactory(ngo=bea, other=NgoFactory())

    with pytest.raises(IntegrityError, match=IN_A_CIRCLE), transaction.atomic():
        NgoRelation.objects.filter(pk=elsewhere.pk).update(other=ana)

    elsewhere.refresh_from_db()
    assert elsewhere.other != ana


def test_a_circle_is_refused_in_raw_sql_that_changes_the_kind():
    ana, bea = chain("branch_of", "Ana", "Bea")
    back = NgoRelationFactory(ngo=bea, kind="supports", other=ana)

    with (
        pytest.raises(IntegrityError, match=IN_A_CIRCLE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE ngos_ngorelation SET kind = 'branch_of' WHERE id = %s", [back.pk])

    back.refresh_from_db()
    assert back.kind == "supports"


def test_two_ngos_may_support_each_other():
    ana, bea = chain("supports", "Ana", "Bea")
    back = NgoRelationFactory.build(ngo=bea, kind="supports", other=ana)

    back.full_clean()
    back.save()

    assert back.pk


def test_a_branch_may_lead_the_network_of_its_own_headquarters():
    ana, bea = chain("branch_of", "Ana", "Bea")
    back = NgoRelationFactory.build(ngo=bea, kind="member_of", other=ana)

    back.full_clean()
    back.save()

    assert back.pk


def test_an_ngo_may_be_a_member_of_several_networks_that_belong_to_one():
    ana, bea, top = chain("member_of", "Ana", "Bea", "Top")
    cleo = NgoFactory(name="Cleo")
    NgoRelationFactory(ngo=ana, kind="member_of", other=cleo)
    last = NgoRelationFactory.build(ngo=cleo, kind="member_of", other=top)

    last.full_clean()
    last.save()

    assert set(Ngo.objects.filter(relations_from_others__ngo=ana)) == {bea, cleo}


def test_a_relation_can_be_turned_around():
    ana, bea = chain("branch_of", "Ana", "Bea")
    relation = NgoRelation.objects.get()
    relation.ngo, relation.other = bea, ana

    relation.full_clean()
    relation.save()

    assert str(relation) == "Bea is a branch of Ana"


def test_a_relation_that_stands_can_be_saved_again():
    chain("branch_of", "Ana", "Bea", "Cleo")
    relation = NgoRelation.objects.first()
    relation.note = "As the annex says."

    relation.full_clean()
    relation.save()

    assert NgoRelation.objects.filter(note="As the annex says.").exists()


def test_two_records_cannot_be_merged_into_each_other():
    survivor = NgoFactory(active=True)
    merged = NgoFactory(merged=True, merged_into=survivor)
    survivor.status, survivor.merged_into = Ngo.Status.MERGED, merged

    with pytest.raises(IntegrityError, match="merge"), transaction.atomic():
        survivor.save()

    survivor.refresh_from_db()
    assert survivor.status == Ngo.Status.ACTIVE


def test_living_ngos_are_those_not_merged():
    living = {NgoFactory(**{status: True}) for status in ("proposed", "active", "dormant", "dissolved")}
    merged = NgoFactory(merged=True)

    rows = set(Ngo.objects.living())

    assert rows == {*living, merged.merged_into}
