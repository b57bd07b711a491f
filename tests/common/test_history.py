"""History of every row: who changed what, from what to what, whatever the means."""

import pghistory
import pytest
from django.apps import apps
from django.contrib.auth.models import update_last_login
from django.db import InternalError, connection, transaction
from django.db.models import F
from pghistory.models import Events

from accounts.models import User
from ngos.models import Ngo
from partnerships.models import Partnership
from programmes.models import Programme
from tests import factories
from tests.common.our_models import MODELS, TRACKED, label
from tests.factories import (
    PASSWORD,
    ActivityAreaFactory,
    ApiKeyFactory,
    NgoFactory,
    PartnershipFactory,
    ProgrammeFactory,
    SourceDocumentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Columns that history leaves out: secrets, and what changes with every use.
LEFT_OUT = {
    User: {"password", "last_login"},
    apps.get_model("accounts.ApiKey"): {"hashed_secret", "last_used_at"},
    Partnership: {"begun_with"},
}

FACTORY_OF = {
    factory._meta.model: factory
    for name, factory in vars(factories).items()
    if name.endswith("Factory") and getattr(factory, "_meta", None)
}


def event_model(model):
    """Return the model of the table that holds the model's history."""
    return model._meta.get_field("history").related_model


def labels(row):
    """Return what happened to the row, first to last."""
    events = event_model(type(row)).objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    return [event.pgh_label for event in events]


def changes(row):
    """Return the last event's changes, from what to what, without the time of the change."""
    last = Events.objects.tracks(row).order_by("pgh_created_at", "pgh_id").last()
    return {name: tuple(values) for name, values in last.pgh_diff.items() if name != "updated_at"}


def test_the_life_of_a_row_is_recorded_from_first_to_last():
    ngo = NgoFactory(name="Médecins Sans Frontieres")
    pk = ngo.pk

    ngo.name = "Médecins Sans Frontières"
    ngo.save()
    ngo.delete()

    events = event_model(Ngo).objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert [(event.pgh_label, event.name) for event in events] == [
        ("insert", "Médecins Sans Frontieres"),
        ("update", "Médecins Sans Frontières"),
        ("delete", "Médecins Sans Frontières"),
    ]
    assert len({event.code for event in events}) == 1


def test_history_says_from_what_to_what():
    ngo = NgoFactory(acronym="MFS", active=True)

    ngo.acronym, ngo.status = "MSF", Ngo.Status.DORMANT
    ngo.save()

    assert changes(ngo) == {"acronym": ("MFS", "MSF"), "status": ("active", "dormant")}


def test_a_row_can_be_changed_many_times():
    programme = ProgrammeFactory(title="First")

    for title in ("Second", "Third", "First"):
        programme.title = title
        programme.save()

    assert labels(programme) == ["insert", "update", "update", "update"]
    assert changes(programme) == {"title": ("Third", "First")}


def test_a_bulk_update_is_recorded_for_each_row():
    ngos = NgoFactory.create_batch(3, acronym="MFS")

    Ngo.objects.update(acronym="MSF")

    for ngo in ngos:
        assert labels(ngo) == ["insert", "update"]
        assert changes(ngo) == {"acronym": ("MFS", "MSF")}


def test_a_bulk_insert_and_a_bulk_delete_are_recorded():
    ngos = Ngo.objects.bulk_create(NgoFactory.build_batch(2))

    Ngo.objects.all().delete()

    assert [labels(ngo) for ngo in ngos] == [["insert", "delete"]] * 2


def test_raw_sql_is_recorded():
    ngo = NgoFactory(acronym="MFS")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE ngos_ngo SET acronym = 'MSF' WHERE id = %s", [ngo.pk])

    assert labels(ngo) == ["insert", "update"]
    assert changes(ngo) == {"acronym": ("MFS", "MSF")}


@pytest.mark.parametrize(("name", "through"), [("areas", "ProgrammeArea"), ("offices", "ProgrammeOffice")])
def test_a_link_between_two_rows_is_recorded(name, through):
    programme = ProgrammeFactory()
    field = Programme._meta.get_field(name)
    other = ActivityAreaFactory() if name == "areas" else PartnershipFactory().office
    events = event_model(apps.get_model("programmes", through)).objects.filter(programme_id=programme.pk)

    getattr(programme, name).add(other)
    getattr(programme, name).remove(other)

    assert field.remote_field.through.__name__ == through
    assert [event.pgh_label for event in events.order_by("pgh_id")] == ["insert", "delete"]


def test_a_verb_is_recorded_with_the_status_it_left_and_the_one_it_reached():
    author = UserFactory(reviewer=True)
    partnership = PartnershipFactory(complete=True, held_by=author)

    partnership.submit(by=author)

    assert changes(partnership) == {"review_status": ("draft", "submitted")}


@pytest.mark.django_db(transaction=True)
def test_a_change_carries_who_made_it_and_through_what():
    ngo = NgoFactory(acronym="MFS")
    user = UserFactory()

    with pghistory.context(user=user.pk, through="API"):
        Ngo.objects.filter(pk=ngo.pk).update(acronym="MSF")
    Ngo.objects.filter(pk=ngo.pk).update(acronym="M.S.F.")

    events = ngo.history.select_related("pgh_context").order_by("pgh_id")
    assert [event.pgh_context and event.pgh_context.metadata for event in events] == [
        None,
        {"user": user.pk, "through": "API"},
        None,
    ]


def test_changes_of_one_request_share_one_context():
    with pghistory.context(user=1, through="page"):
        ngo = NgoFactory()
        document = SourceDocumentFactory()

    assert ngo.history.get().pgh_context_id == document.history.get().pgh_context_id is not None


@pytest.mark.parametrize("statement", ["UPDATE {table} SET pgh_label = 'x'", "DELETE FROM {table}"])
@pytest.mark.parametrize("model", TRACKED, ids=label)
def test_history_itself_cannot_be_changed(model, statement):
    table = event_model(model)._meta.db_table
    FACTORY_OF[model]()

    with (
        pytest.raises(InternalError, match="Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table))

    assert event_model(model).objects.exists()


@pytest.mark.parametrize("model", TRACKED, ids=label)
def test_every_model_is_tracked_by_triggers_for_insert_update_and_delete(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [model._meta.db_table],
        )
        triggers = dict(cursor.fetchall())

    for event in ("insert_insert", "update_update", "delete_delete"):
        found = [state for name, state in triggers.items() if name.startswith(f"pgtrigger_{event}_")]
        assert found == ["O"]


@pytest.mark.parametrize("model", TRACKED, ids=label)
def test_history_keeps_every_column_but_those_left_out(model):
    columns = {field.name for field in model._meta.local_concrete_fields if not field.generated}

    kept = {field.name for field in event_model(model)._meta.local_concrete_fields}

    assert columns - kept == LEFT_OUT.get(model, set())


@pytest.mark.parametrize("model", TRACKED, ids=label)
def test_no_rule_of_the_table_binds_its_history(model):
    fields = event_model(model)._meta.local_concrete_fields

    bound = [field.name for field in fields if field.unique and not field.primary_key]

    assert bound == []
    assert not event_model(model)._meta.constraints


@pytest.mark.parametrize(
    "factory", [ActivityAreaFactory, NgoFactory, ProgrammeFactory, PartnershipFactory, UserFactory]
)
def test_saving_without_a_change_writes_no_history(factory):
    row = factory()

    row.save()

    assert labels(row) == ["insert"]


def test_a_bulk_update_without_a_change_writes_no_history():
    ngo = NgoFactory()

    Ngo.objects.update(acronym=F("acronym"))

    assert labels(ngo) == ["insert"]


def test_signing_in_and_using_a_key_write_no_history():
    user, key = UserFactory(), ApiKeyFactory()

    update_last_login(None, user)
    key.note_use()

    assert labels(user) == labels(key) == ["insert"]


def test_a_password_is_never_in_history():
    user = UserFactory()
    first = user.password

    user.set_password(PASSWORD + "!")
    user.name = "Ana"
    user.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(e)::text, '') FROM accounts_userevent AS e")
        events = cursor.fetchone()[0]
    assert labels(user) == ["insert", "update"]
    assert "Ana" in events
    assert not [secret for secret in (first, user.password, PASSWORD) if secret in events]
    assert "password" not in events


def test_what_only_passes_has_no_history_and_nothing_else_has_none():
    without = {model._meta.label for model in MODELS if not hasattr(model, "history")}

    assert without == {"accounts.Notice", "accounts.OutgoingMail", "common.TickJob"}


def test_a_change_undone_with_its_transaction_leaves_no_history():
    partnership = PartnershipFactory()

    with transaction.atomic():
        Partnership.objects.update(summary="For a moment.")
        transaction.set_rollback(True)

    assert labels(partnership) == ["insert"]
