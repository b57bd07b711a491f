"""Two records of one organization become one, and two again: what moves, what stays, who may, and what is refused."""

import threading
from datetime import date

import pghistory
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.forms import model_to_dict
from django.test import Client
from django.utils import timezone

from ngos.actions import merge_ngos, undo_merge
from ngos.merging import STEPS, MergeError
from ngos.models import (
    Contact,
    FocalPerson,
    Identifier,
    JournalNote,
    Ngo,
    NgoMerge,
    NgoRelation,
    ObserverDecision,
    Participation,
)
from tests.admin.forms import form_on, words_on
from tests.admin.visits import page_of, signed_in
from tests.common.constraints import errors_of
from tests.factories import (
    ContactFactory,
    FieldOfficeFactory,
    FocalPersonFactory,
    IdentifierFactory,
    JournalNoteFactory,
    NgoCitationFactory,
    NgoFactory,
    NgoMergeFactory,
    NgoNameFactory,
    NgoRelationFactory,
    ObserverDecisionFactory,
    OfficeReviewerFactory,
    ParticipationFactory,
    PartnershipFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WHY = "Both are the house in Dhaka."
# What an NGO has that stays with the old record, or tells of merges themselves.
# Words, keys and entries of the directory follow by themselves.
STAYS = {
    "ngos.ngoname.ngo",
    "ngos.ngocitation.ngo",
    "ngos.ngowords.ngo",
    "ngos.ngokeys.ngo",
    "ngos.ngomerge.merged",
    "ngos.ngomerge.survivor",
    "partnerships.directoryentry.ngo",
}


def two_records():
    """Return an old record to which something of each kind belongs, and the record that will survive it."""
    old = NgoFactory(dissolved=True, name="Shelter House", acronym="SH")
    NgoNameFactory(ngo=old, name="Ашрам")
    NgoCitationFactory(ngo=old)
    IdentifierFactory(ngo=old)
    ContactFactory(ngo=old)
    NgoRelationFactory(ngo=old)
    NgoRelationFactory(other=old)
    ParticipationFactory(ngo=old)
    ObserverDecisionFactory(ngo=old)
    FocalPersonFactory(ngo=old)
    JournalNoteFactory(ngo=old)
    return old, NgoFactory(active=True, name="House of Shelter")


def merged(old, new, by=None):
    """Merge the records as a reviewer does."""
    return merge_ngos(merged=old, survivor=new, by=by or UserFactory(reviewer=True), words=WHY)


def everything():
    """Return each row of each model that a merge may touch, as it stands, but for when it was last changed."""
    models = {apps.get_model(step.model) for step in STEPS.values()} | {Ngo}
    return {
        model._meta.label: {
            row.pop("id"): {name: value for name, value in row.items() if name != "updated_at"}
            for row in model._base_manager.values()
        }
        for model in models
    }


def test_a_merge_gives_the_survivor_what_belonged_to_the_old_record():
    old, new = two_records()

    merge = merged(old, new)

    for model, field in [
        (Identifier, "ngo"),
        (Contact, "ngo"),
        (NgoRelation, "ngo"),
        (NgoRelation, "other"),
        (Participation, "ngo"),
        (ObserverDecision, "ngo"),
        (FocalPerson, "ngo"),
        (JournalNote, "ngo"),
    ]:
        row = model._base_manager.get(**{field: new})
        assert merge.moved[f"{model._meta.label_lower}.{field}"] == [row.pk]
    assert merge.stayed == {}
    assert (merge.words, merge.previous_status) == (WHY, Ngo.Status.DISSOLVED)


def test_the_old_record_stays_as_a_redirect_with_its_names_citations_and_dates():
    old, new = two_records()

    merged(old, new)

    old.refresh_from_db()
    assert (old.status, old.merged_into, old.survivor) == (Ngo.Status.MERGED, new, new)
    assert old.dissolved_on == date(2001, 12, 31)
    assert (old.names.count(), old.citations.count()) == (1, 1)
    assert not errors_of(old)


@pytest.mark.parametrize("typed", ["Shelter House", "SH", "ashram", "ashram house"])
def test_the_survivor_is_found_by_the_names_of_the_old_record(typed):
    old, new = two_records()
    NgoFactory(name="Somebody Else")

    merged(old, new)

    assert set(Ngo.objects.search(typed)) == {old, new}
    assert list(Ngo.objects.living().search(typed)) == [new]
    assert list(ObserverDecision.objects.search(typed)) == [new.observer_decisions.get()]


def test_the_survivor_is_found_by_the_code_of_the_old_record():
    old, new = two_records()

    merged(old, new)

    assert new in Ngo.objects.search(old.code)


def test_an_undone_merge_gives_back_exactly_what_was():
    old, new = two_records()
    PartnershipFactory.create_batch(2, ngo=old, approved=True)
    IdentifierFactory(ngo=new)
    before = everything()
    merge = merged(old, new)
    assert everything() != before

    undo_merge(merge=merge, by=UserFactory(reviewer=True))

    assert everything() == before
    assert old not in Ngo.objects.search("House of Shelter")
    assert new not in Ngo.objects.search("ashram")


def test_a_merge_that_was_undone_can_be_made_again():
    old, new = two_records()
    before = everything()

    for _time in range(2):
        undo_merge(merge=merged(old, new), by=UserFactory(reviewer=True))

    assert everything() == before
    assert NgoMerge.objects.count() == 2
    assert not NgoMerge.objects.running().exists()


def test_undoing_leaves_what_has_since_been_given_to_another_and_what_is_the_survivors_own():
    old, new, third = *two_records(), NgoFactory()
    merge = merged(old, new)
    Contact.objects.update(ngo=third)
    own = ContactFactory(ngo=new)

    undo_merge(merge=merge, by=UserFactory(reviewer=True))

    assert third.contacts.count() == 1
    assert list(new.contacts.all()) == [own]
    assert old.identifiers.count() == 1


def conflict_of_contacts(old, new):
    return ContactFactory(ngo=old, name=ContactFactory(ngo=new, name="Ana").name)


def conflict_of_participations(old, new):
    return ParticipationFactory(ngo=old, event=ParticipationFactory(ngo=new).event)


def relation_to_the_survivor(old, new):
    return NgoRelationFactory(ngo=old, other=new)


def relation_of_the_survivor(old, new):
    return NgoRelationFactory(ngo=new, other=old, kind="supports")


def relation_that_both_have(old, new):
    return NgoRelationFactory(ngo=old, other=NgoRelationFactory(ngo=new).other)


def relation_that_would_close_a_circle(old, new):
    third = NgoRelationFactory(other=new).ngo
    return NgoRelationFactory(ngo=old, other=third)


@pytest.mark.parametrize(
    ("conflict", "key", "why"),
    [
        (conflict_of_contacts, "ngos.contact.ngo", "The NGO has a contact of this name already."),
        (conflict_of_participations, "ngos.participation.ngo", "The NGO is on this event's list already."),
        (relation_to_the_survivor, "ngos.ngorelation.ngo", "An NGO cannot be related to itself."),
        (relation_of_the_survivor, "ngos.ngorelation.other", "An NGO cannot be related to itself."),
        (
            relation_that_both_have,
            "ngos.ngorelation.ngo",
            "This relation is recorded already for some of these days.",
        ),
        (
            relation_that_would_close_a_circle,
            "ngos.ngorelation.ngo",
            "A rule of the registry stands in the way: ngorelation runs in no circle.",
        ),
    ],
)
def test_what_the_survivor_has_already_stays_and_is_told_and_the_rest_moves(conflict, key, why):
    old, new = two_records()
    row = conflict(old, new)
    before = everything()

    merge = merged(old, new)

    assert merge.stayed == {key: {str(row.pk): why}}
    assert row.pk not in merge.moved.get(key, [])
    assert new.identifiers.count() == 1
    assert new.contacts.exists()
    undo_merge(merge=merge, by=merge.by)
    assert everything() == before


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        (("granted", "renewed"), "The NGO is an observer on some of these days already"),
        (("suspended", "suspended"), "The NGO is suspended on some of these days already."),
    ],
)
def test_observer_periods_that_overlap_are_settled_first(kinds, why):
    old, new = NgoFactory(name="Old"), NgoFactory(name="New")
    ObserverDecisionFactory(ngo=new, kind=kinds[0])
    decision = ObserverDecisionFactory(ngo=old, kind=kinds[1], decided_on=date(2004, 6, 5))
    ContactFactory(ngo=old)
    before = everything()

    with pytest.raises(MergeError) as refused:
        merged(old, new)

    assert decision.code in str(refused.value)
    assert why in str(refused.value)
    assert str(refused.value).endswith("Settle that first.")
    assert everything() == before
    assert not NgoMerge.objects.exists()


def test_observer_periods_that_follow_each_other_become_one_organizations():
    old, new = NgoFactory(), NgoFactory()
    ObserverDecisionFactory(ngo=old, effective_until=date(2004, 6, 4))
    ObserverDecisionFactory(ngo=new, renewed=True, decided_on=date(2004, 6, 5))

    merged(old, new)

    assert list(Ngo.objects.observer(date(2003, 1, 1))) == [new]
    assert list(Ngo.objects.observer(date(2005, 1, 1))) == [new]


@pytest.mark.parametrize("duty", ["viewer", "registrar", "office reviewer", "inactive administrator"])
def test_only_those_who_review_the_whole_registry_merge_and_undo(duty):
    office = FieldOfficeFactory()
    user = {
        "viewer": lambda: UserFactory(viewer=True),
        "registrar": lambda: RegistrarFactory(office=office),
        "office reviewer": lambda: OfficeReviewerFactory(office=office),
        "inactive administrator": lambda: UserFactory(administrator=True, inactive=True),
    }[duty]()
    old, new = (PartnershipFactory(approved=True, office=office).ngo for _ in range(2))
    done = NgoMergeFactory()

    with pytest.raises(MergeError, match="Only those who review the whole registry"):
        merged(old, new, by=user)
    with pytest.raises(MergeError, match="Only those who review the whole registry"):
        undo_merge(merge=done, by=user)

    old.refresh_from_db()
    assert old.status == Ngo.Status.ACTIVE


def test_a_record_is_not_merged_into_itself():
    ngo = NgoFactory(name="Ana")

    with pytest.raises(MergeError) as refused:
        merged(ngo, Ngo.objects.get(pk=ngo.pk))

    assert str(refused.value) == f"Ana ({ngo.code}) cannot be merged into itself: choose the other record."


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_merge_says_why(words):
    old, new = NgoFactory.create_batch(2)

    with pytest.raises(MergeError) as refused:
        merge_ngos(merged=old, survivor=new, by=UserFactory(reviewer=True), words=words)

    assert str(refused.value) == "Say in a sentence why the two records are the same organization."


def test_a_merged_record_is_neither_merged_again_nor_merged_into():
    old, new, third = NgoFactory(name="Old"), NgoFactory(name="New"), NgoFactory()
    merged(old, new)
    sentence = f"Old ({old.code}) was merged into New ({new.code}) already."

    for pair in [(old, third), (third, old), (old, new)]:
        with pytest.raises(MergeError) as refused:
            merged(*pair)
        assert str(refused.value) == sentence


def test_an_undone_merge_is_not_undone_again():
    old, new = NgoFactory(name="Old"), NgoFactory()
    merge, user = merged(old, new), UserFactory(administrator=True)
    undo_merge(merge=NgoMerge.objects.get(), by=user)

    with pytest.raises(MergeError) as refused:
        undo_merge(merge=merge, by=user)

    assert str(refused.value) == f"The merge of Old ({old.code}) was undone already."
    assert (merge.undone_by, merge.undone_at is None) == (user, False)


def test_a_merge_is_not_undone_while_a_row_stands_in_the_way():
    old, new = NgoFactory(name="Old"), NgoFactory()
    contact = ContactFactory(ngo=old, name="Ana")
    merge = merged(old, new)
    ContactFactory(ngo=old, name="Ana")

    with pytest.raises(MergeError) as refused:
        undo_merge(merge=merge, by=merge.by)

    assert str(refused.value) == (
        f"Ana cannot go to Old ({old.code}). The NGO has a contact of this name already. Settle that first."
    )
    contact.refresh_from_db()
    assert contact.ngo == new
    assert NgoMerge.objects.running().exists()


def test_a_merge_is_not_undone_into_a_status_that_its_dates_forbid():
    old, new = NgoFactory(active=True), NgoFactory()
    merge = merged(old, new)
    Ngo.objects.filter(pk=old.pk).update(dissolved_on=date(2002, 1, 1))

    with pytest.raises(MergeError, match="An NGO with a day of dissolution has the status dissolved"):
        undo_merge(merge=merge, by=merge.by)


def test_records_merged_one_after_the_other_lead_to_the_last(django_assert_num_queries):
    first, second, third = NgoFactory(name="First"), NgoFactory(name="Second"), NgoFactory(name="Third")
    ContactFactory(ngo=first)
    earlier = merged(first, second)
    before = everything()

    later = merged(second, third)

    first.refresh_from_db()
    assert first.merged_into == first.survivor == third
    assert third.contacts.count() == 1
    assert set(Ngo.objects.search("First")) == {first, third}
    with django_assert_num_queries(1):
        assert {ngo.survivor for ngo in Ngo.objects.select_related("merged_into")} == {third}
    with pytest.raises(MergeError) as refused:
        undo_merge(merge=earlier, by=earlier.by)
    sentence = f"Second ({second.code}) was itself merged into Third ({third.code}): undo that merge first."
    assert str(refused.value) == sentence

    undo_merge(merge=later, by=later.by)
    assert everything() == before
    undo_merge(merge=earlier, by=earlier.by)
    assert set(Ngo.objects.living()) == {first, second, third}
    assert first.contacts.count() == 1


def test_a_chain_that_was_written_by_other_means_leads_to_its_end():
    last = NgoFactory(active=True)
    middle = NgoFactory(merged=True, merged_into=last)
    first = NgoFactory(merged=True, merged_into=middle)

    assert (first.survivor, middle.survivor, last.survivor) == (last, last, last)


def test_a_merge_moves_any_number_of_rows_with_the_same_number_of_queries(django_assert_num_queries):
    user = UserFactory(reviewer=True)
    small, large, new = NgoFactory.create_batch(3)
    IdentifierFactory(ngo=small)
    IdentifierFactory.create_batch(30, ngo=large)

    with django_assert_num_queries(28):
        merged(small, new, by=user)
    with django_assert_num_queries(28):
        merged(large, new, by=user)

    assert new.identifiers.count() == 31


def test_everything_that_names_an_ngo_goes_with_it_or_stays_on_purpose():
    named = {
        f"{link.related_model._meta.label_lower}.{link.field.name}"
        for link in Ngo._meta.related_objects
        if not link.many_to_many and not hasattr(link.related_model, "pgh_tracked_model")
    }

    assert named == {*STEPS} | STAYS


@pytest.mark.parametrize(
    ("factory", "words_at"),
    [(ObserverDecisionFactory, "__all__"), (ParticipationFactory, "ngo")],
    ids=["observer decision", "participation"],
)
def test_a_merged_ngo_is_given_nothing_new_and_keeps_what_stayed(factory, words_at):
    kept = factory(ngo=NgoFactory(name="Old"))
    old, new = kept.ngo, NgoFactory(name="New")
    Ngo.objects.filter(pk=old.pk).update(status="merged", merged_into=new)
    elsewhere = factory()
    given = factory._meta.model._base_manager.get(pk=elsewhere.pk)
    given.ngo = Ngo.objects.get(pk=old.pk)

    with pytest.raises(ValidationError) as refused:
        given.full_clean()
    with pytest.raises(IntegrityError, match="living_ngo"), transaction.atomic():
        given.save()

    sentence = f"Old ({old.code}) was merged into New ({new.code}): name that record instead."
    assert refused.value.message_dict[words_at][0] == sentence
    kept.refresh_from_db()
    kept.full_clean()
    kept.save()


def test_history_tells_of_a_merge_and_its_undoing_with_who():
    reviewer, second = UserFactory(reviewer=True), UserFactory(reviewer=True)
    old, new = two_records()
    contact = Contact.objects.get()

    with pghistory.context(user=reviewer.pk):
        merge = merged(old, new, by=reviewer)
    with pghistory.context(user=second.pk):
        undo_merge(merge=merge, by=second)

    def told(row, column):
        events = row.history.select_related("pgh_context").order_by("pgh_id")
        return [
            (getattr(event, column), (event.pgh_context.metadata if event.pgh_context else {}).get("user"))
            for event in events
        ][-2:]

    assert told(old, "merged_into_id") == [(new.pk, reviewer.pk), (None, second.pk)]
    assert told(contact, "ngo_id") == [(new.pk, reviewer.pk), (old.pk, second.pk)]
    assert told(merge, "undone_by_id") == [(None, reviewer.pk), (second.pk, second.pk)]


@pytest.mark.parametrize("change", [{"words": "Because."}, {"moved": {}}, {"undone_at": None, "undone_by": None}])
def test_a_merge_that_is_undone_stays_as_it_is(change):
    merge = NgoMergeFactory(undone=True, moved={"ngos.contact.ngo": [1]})

    with pytest.raises(InternalError), transaction.atomic():
        NgoMerge.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        NgoMerge.objects.all().delete()

    assert model_to_dict(NgoMerge.objects.get()) == model_to_dict(merge)


def test_a_running_merge_changes_only_by_being_undone():
    NgoMergeFactory()

    with pytest.raises(InternalError), transaction.atomic():
        NgoMerge.objects.update(words="Because.")
    NgoMerge.objects.update(undone_at=timezone.now(), undone_by=UserFactory())

    assert not NgoMerge.objects.running().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("crosswise", [False, True])
def test_of_two_merges_at_once_one_wins_and_the_other_is_told(crosswise):
    first, second = NgoFactory(name="First"), NgoFactory(name="Second")
    ContactFactory.create_batch(3, ngo=first)
    users = UserFactory.create_batch(2, reviewer=True)
    pairs = [(first.pk, second.pk), (second.pk, first.pk) if crosswise else (first.pk, second.pk)]
    ready, told = threading.Barrier(2), []

    def work(pair, user):
        try:
            old, new = (Ngo.objects.get(pk=pk) for pk in pair)
            ready.wait(timeout=10)
            told.append(merged(old, new, by=user))
        except MergeError as refused:
            told.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[pair, user]) for pair, user in zip(pairs, users, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    merges = [one for one in told if isinstance(one, NgoMerge)]
    refusals = [one for one in told if isinstance(one, str)]
    assert (len(merges), len(refusals), NgoMerge.objects.count()) == (1, 1, 1)
    assert refusals[0].endswith("already.")
    assert Contact.objects.filter(ngo=merges[0].survivor).count() == 3


# In the admin.


@pytest.fixture
def reviewer() -> Client:
    return signed_in(UserFactory(reviewer=True, name="Rita"))


def test_a_reviewer_merges_two_records_and_undoes_it_by_buttons(reviewer):
    old, new = two_records()
    conflict_of_contacts(old, new)
    before = everything()
    assert page_of(old, "merge") in reviewer.get(page_of(old)).content.decode()

    page = reviewer.get(page_of(old, "merge"))
    said = words_on(page)
    assert "Contacts: 2" in said
    assert "Relations from others: 1" in said
    assert "Participations: 1" in said
    assert page_of(old, "merge_choices") in page.content.decode()
    answer = reviewer.post(page_of(old, "merge"), form_on(page, "words").fill(survivor=new.pk, words=WHY), follow=True)

    said = words_on(answer)
    assert "Shelter House was merged into House of Shelter." in said
    assert "Stayed with the old record: contacts (1): The NGO has a contact of this name already." in said
    assert f"Merged into this record: Shelter House ({old.code})" in words_on(reviewer.get(page_of(new)))
    shown = reviewer.get(page_of(old))
    assert f"Merged into House of Shelter ({new.code})" in words_on(shown)
    assert f"by Rita: {WHY}" in words_on(shown)
    assert "Stayed with this record: contacts (1)" in words_on(shown)
    assert page_of(old, "undo_merge") in shown.content.decode()

    page = reviewer.get(page_of(old, "undo_merge"))
    assert WHY in words_on(page)
    answer = reviewer.post(page_of(old, "undo_merge"), form_on(page), follow=True)

    assert "The merge is undone: Shelter House is a record of its own." in words_on(answer)
    assert everything() == before
    assert NgoMerge.objects.get().undone_by.name == "Rita"


@pytest.mark.parametrize(
    ("survivor", "words", "fault"),
    [
        ("itself", WHY, "cannot be merged into itself"),
        ("merged", WHY, "already."),
        ("other", "  ", "This field is required."),
        ("", WHY, "This field is required."),
        ("9" * 30, WHY, "Select a valid choice."),
        ("x", WHY, "Select a valid choice."),
    ],
)
def test_what_is_wrong_with_a_merge_stands_at_its_form(reviewer, survivor, words, fault):
    ngo = NgoFactory()
    chosen = {"itself": ngo.pk, "merged": NgoFactory(merged=True).pk, "other": NgoFactory().pk}.get(survivor, survivor)

    answer = reviewer.post(page_of(ngo, "merge"), {"survivor": chosen, "words": words})

    assert answer.status_code == 200
    assert fault in words_on(answer)
    assert not NgoMerge.objects.exists()


def test_looking_at_the_pages_changes_nothing(reviewer):
    old, new = NgoFactory(), NgoFactory()
    merge = NgoMergeFactory()
    before = everything()

    for method in ("get", "head", "options"):
        getattr(reviewer, method)(page_of(old, "merge"), {"survivor": new.pk, "words": WHY})
        getattr(reviewer, method)(page_of(merge.merged, "undo_merge"))

    assert everything() == before
    assert NgoMerge.objects.running().count() == 1


@pytest.mark.parametrize("duty", ["viewer", "registrar"])
def test_nobody_else_is_offered_a_merge_or_finds_its_page(duty):
    office = FieldOfficeFactory()
    user = UserFactory(viewer=True) if duty == "viewer" else RegistrarFactory(office=office)
    ngo = PartnershipFactory(approved=True, office=office).ngo
    merge, client = NgoMergeFactory(), signed_in(user)

    assert page_of(ngo, "merge") not in client.get(page_of(ngo)).content.decode()
    shown = client.get(page_of(merge.merged))
    assert merge.words in words_on(shown)
    assert page_of(merge.merged, "undo_merge") not in shown.content.decode()
    for address in (page_of(ngo, "merge"), page_of(merge.merged, "undo_merge")):
        assert client.get(address).status_code == 403
        assert client.post(address, {"survivor": merge.survivor.pk, "words": WHY}).status_code == 403


def test_there_is_nothing_to_undo_of_a_record_that_is_not_merged(reviewer):
    ngo = NgoFactory(name="Ana")

    said = words_on(reviewer.post(page_of(ngo, "undo_merge"), follow=True))

    assert "There is no merge of Ana to undo." in said
    assert reviewer.get("/admin/ngos/ngo/999999/merge/", follow=True).status_code == 200


def offered(client, field, *, address="/admin/autocomplete/", term=""):
    """Return the NGOs that an autocomplete offers: what stands for each, by its key."""
    model, name = field.rsplit(".", 1)
    app, model = model.split(".")
    answer = client.get(address, {"app_label": app, "model_name": model, "field_name": name, "term": term})
    return {int(choice["id"]): choice["text"] for choice in answer.json()["results"]}


def test_where_an_ngo_is_chosen_living_ones_alone_are_offered(reviewer):
    merge = NgoMergeFactory()
    living = {merge.survivor.pk, NgoFactory().pk}

    for field in ("partnerships.partnership.ngo", "ngos.participation.ngo"):
        assert set(offered(reviewer, field)) == living
    assert set(offered(reviewer, "partnerships.partnership.ngo", term=merge.merged.code)) == {merge.survivor.pk}


def test_the_record_to_merge_into_is_another_living_one_and_is_told_by_its_code(reviewer):
    merge, other = NgoMergeFactory(survivor__name="Ana"), NgoFactory(name="Ana")

    found = offered(reviewer, "ngos.ngomerge.survivor", address=page_of(other, "merge_choices"), term="ana")

    assert found == {merge.survivor.pk: f"Ana ({merge.survivor.code})"}
    assert signed_in(None).get(page_of(other, "merge_choices")).status_code == 302


def test_the_list_shows_merged_records_too(reviewer):
    merge = NgoMergeFactory()

    page = reviewer.get(page_of(Ngo, "changelist"))

    assert {row.pk for row in page.context["cl"].result_list} == {merge.merged.pk, merge.survivor.pk}


def test_the_status_of_a_merged_record_is_not_a_field(reviewer):
    merge = NgoMergeFactory()
    form = form_on(reviewer.get(page_of(merge.merged)), "_seen")

    answer = reviewer.post(page_of(merge.merged), form.fill(status="active", note="A redirect."))

    assert answer.status_code == 302
    old = Ngo.objects.get(pk=merge.merged.pk)
    assert (old.status, old.note) == (Ngo.Status.MERGED, "A redirect.")
