"""The made-up registry of the benchmarks: valid, the same each time, and with its guards on afterwards."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction

from ngos.models import Ngo
from partnerships.models import Partnership
from tests.benchmarks import names
from tests.benchmarks.data import Dice, fill

pytestmark = pytest.mark.django_db
FILLED = [
    *("programmes.FieldOffice", "programmes.Programme", "programmes.ProgrammeArea", "programmes.ProgrammeOffice"),
    *("ngos.Ngo", "ngos.NgoName", "ngos.Identifier", "ngos.NgoRelation", "ngos.ObserverDecision"),
    *("partnerships.Partnership", "partnerships.PartnershipRole", "partnerships.PartnershipArea"),
    *("partnerships.PartnershipService", "partnerships.PartnershipPeople", "partnerships.ReviewEvent"),
]


def test_every_row_is_one_that_a_form_would_take():
    fill(200)

    for model in map(apps.get_model, FILLED):
        rows = list(model.objects.order_by("pk"))
        assert rows, model
        for row in rows[:: len(rows) // 30 + 1]:
            row.full_clean()
    assert Ngo.objects.count() == 200
    assert Partnership.objects.count() == 1000


def test_no_row_points_to_one_that_is_not_there():
    fill(200)

    for model in map(apps.get_model, FILLED):
        for link in (field for field in model._meta.fields if field.is_relation):
            known = link.related_model.objects.values("pk")
            lost = model.objects.filter(**{f"{link.name}__isnull": False}).exclude(**{f"{link.attname}__in": known})
            assert not lost.exists(), link


def test_two_fillings_give_the_same_names():
    found = []
    for _filling in range(2):
        with transaction.atomic():
            fill(200)
            found.append(list(Ngo.objects.order_by("pk").values_list("name", "headquarters", "status")))
            transaction.set_rollback(True)

    assert found[0] == found[1]


def test_history_is_written_again_after_the_filling():
    fill(200)

    ngo = Ngo.objects.create(name="Newcomers’ House")

    assert ngo.history.count() == 1
    assert Ngo.objects.exclude(pk=ngo.pk).first().history.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)


def test_names_are_mostly_distinct_and_a_few_words_are_common():
    namer = names.Namer(Dice(1))

    drawn = [names.said(namer.idea("en", "KE"), "en") for _name in range(2000)]

    words = Counter(word for name in drawn for word in name.split())
    assert len(set(drawn)) > 1900
    assert words["Association"] > 300
    assert sum(count == 1 for count in words.values()) > 500
