"""Who may see, change and delete what: one literal table of rows and people."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from accounts.models import ApiKey, OfficeMembership, User
from common.models import SourceDocument
from common.permissions import Action, may
from ngos.models import Contact, Ngo
from partnerships.models import Agreement, Partnership, PartnershipRole, ReviewStatus
from programmes.models import FieldOffice, Programme
from tests.accounts.people import PEOPLE, people
from tests.factories import (
    ApiKeyFactory,
    ContactFactory,
    FieldOfficeFactory,
    NgoFactory,
    NgoNameFactory,
    OfficeMembershipFactory,
    PartnershipFactory,
    PartnershipRoleFactory,
    ProgrammeFactory,
    RegistrarFactory,
    ReviewEventFactory,
    SourceDocumentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# v: may see, c: may change, d: may delete. Whoever is not named may do nothing.
EVERYONE_SEES = {
    "viewer": "v",
    "registrar": "v",
    "registrar elsewhere": "v",
    "former registrar": "v",
    "office reviewer": "v",
    "office reviewer elsewhere": "v",
    "reviewer": "v",
    "administrator": "v",
}
MAY = {
    "NGO the office works with": EVERYONE_SEES
    | {"registrar": "vc", "office reviewer": "vc", "reviewer": "vc", "administrator": "vcd"},
    "NGO nobody works with": EVERYONE_SEES | {"reviewer": "vc", "administrator": "vcd"},
    "contact of the office's NGO": {
        "registrar": "vcd",
        "office reviewer": "vcd",
        "reviewer": "vcd",
        "administrator": "vcd",
    },
    "contact of nobody's NGO": {"reviewer": "vcd", "administrator": "vcd"},
    "name of the office's NGO": EVERYONE_SEES
    | {"registrar": "vcd", "office reviewer": "vcd", "reviewer": "vcd", "administrator": "vcd"},
    "name of nobody's NGO": EVERYONE_SEES | {"reviewer": "vcd", "administrator": "vcd"},
    "programme": EVERYONE_SEES | {"reviewer": "vc", "administrator": "vcd"},
    "field office": EVERYONE_SEES | {"reviewer": "vc", "administrator": "vcd"},
    "source document": EVERYONE_SEES | {"reviewer": "vc", "administrator": "vcd"},
    "draft": {
        "registrar": "vcd",
        "office reviewer": "vcd",
        "reviewer": "vcd",
        "administrator": "vcd",
    },
    "draft elsewhere": {
        "registrar elsewhere": "vcd",
        "office reviewer elsewhere": "vcd",
        "reviewer": "vcd",
        "administrator": "vcd",
    },
    "draft of no office": {"reviewer": "vcd", "administrator": "vcd"},
    "submitted": {"registrar": "v", "office reviewer": "vc", "reviewer": "vc", "administrator": "vc"},
    "returned": {"registrar": "vc", "office reviewer": "vc", "reviewer": "vc", "administrator": "vc"},
    "approved": EVERYONE_SEES | {"office reviewer": "vc", "reviewer": "vc", "administrator": "vc"},
    "approved elsewhere": EVERYONE_SEES | {"office reviewer elsewhere": "vc", "reviewer": "vc", "administrator": "vc"},
    "role in a draft": {
        "registrar": "vcd",
        "office reviewer": "vcd",
        "reviewer": "vcd",
        "administrator": "vcd",
    },
    "role in an approved one": EVERYONE_SEES | {"office reviewer": "vcd", "reviewer": "vcd", "administrator": "vcd"},
    "somebody's account": {"administrator": "vcd"},
    "somebody's key": {"administrator": "vcd"},
    "somebody's membership": {"administrator": "vcd"},
}

ADDING = {
    "registrar",
    "registrar elsewhere",
    "office reviewer",
    "office reviewer elsewhere",
    "reviewer",
    "administrator",
}
REVIEWERS = {"reviewer", "administrator"}
MAY_ADD = {
    Ngo: ADDING,
    Partnership: ADDING,
    Programme: REVIEWERS,
    FieldOffice: REVIEWERS,
    SourceDocument: REVIEWERS,
    Agreement: REVIEWERS,
    User: {"administrator"},
    ApiKey: {"administrator"},
    OfficeMembership: {"administrator"},
    # A part goes with its whole: who may change some NGO or partnership may add parts to some.
    Contact: ADDING,
    PartnershipRole: ADDING,
}

SEEN_IN_ITS_OFFICE = {"registrar", "office reviewer", "reviewer", "administrator"}
VISIBLE = {
    "draft": SEEN_IN_ITS_OFFICE,
    "submitted": SEEN_IN_ITS_OFFICE,
    "approved": set(EVERYONE_SEES),
    "returned": SEEN_IN_ITS_OFFICE,
    "rejected": SEEN_IN_ITS_OFFICE,
    "withdrawn": SEEN_IN_ITS_OFFICE,
    "suspended": set(EVERYONE_SEES),
}


@pytest.fixture
def office():
    return FieldOfficeFactory()


@pytest.fixture
def elsewhere():
    return FieldOfficeFactory()


@pytest.fixture
def everyone(office, elsewhere):
    return people(office=office, elsewhere=elsewhere)


def make(name, office, elsewhere):
    """Make the row that the table calls by this name."""
    known = PartnershipFactory(approved=True, office=office)
    rows = {
        "NGO the office works with": lambda: known.ngo,
        "NGO nobody works with": NgoFactory,
        "contact of the office's NGO": lambda: ContactFactory(ngo=known.ngo),
        "contact of nobody's NGO": ContactFactory,
        "name of the office's NGO": lambda: NgoNameFactory(ngo=known.ngo),
        "name of nobody's NGO": NgoNameFactory,
        "programme": ProgrammeFactory,
        "field office": FieldOfficeFactory,
        "source document": SourceDocumentFactory,
        "draft": lambda: PartnershipFactory(office=office),
        "draft elsewhere": lambda: PartnershipFactory(office=elsewhere),
        "draft of no office": lambda: PartnershipFactory(office=None, countries=["BD"]),
        "submitted": lambda: PartnershipFactory(submitted=True, office=office),
        "returned": lambda: PartnershipFactory(returned=True, office=office),
        "approved": lambda: known,
        "approved elsewhere": lambda: PartnershipFactory(approved=True, office=elsewhere),
        "role in a draft": lambda: PartnershipRoleFactory(partnership__office=office),
        "role in an approved one": known.roles.get,
        "somebody's account": UserFactory,
        "somebody's key": ApiKeyFactory,
        "somebody's membership": OfficeMembershipFactory,
    }
    return rows[name]()


def letters(user, row):
    """Return what the user may do to the row, as the table writes it."""
    actions = {"v": Action.VIEW, "c": Action.CHANGE, "d": Action.DELETE}
    return "".join(letter for letter, action in actions.items() if may(user, action, row))


@pytest.mark.parametrize(("name", "expected"), MAY.items(), ids=MAY)
def test_who_may_see_change_and_delete_what_stands_in_one_table(name, expected, everyone, office, elsewhere):
    row = make(name, office, elsewhere)

    found = {who: letters(user, row) for who, user in everyone.items()}

    assert found == {who: expected.get(who, "") for who in PEOPLE}


@pytest.mark.parametrize(("model", "expected"), MAY_ADD.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_who_may_add_what_stands_in_one_table(model, expected, everyone, office):
    PartnershipFactory(office=office)

    found = {who for who, user in everyone.items() if may(user, Action.ADD, model)}

    assert found == expected


@pytest.mark.parametrize("action", [Action.CHANGE, Action.DELETE])
@pytest.mark.parametrize("model", MAY_ADD, ids=lambda model: model.__name__)
def test_a_viewer_may_change_and_delete_no_kind_of_row(model, action):
    viewer = UserFactory(viewer=True)

    assert not may(viewer, action, model)


@pytest.mark.parametrize("status", ReviewStatus.values)
def test_who_sees_a_partnership_depends_on_its_status(status, everyone, office):
    partnership = PartnershipFactory(**{status: True}, office=office)

    seen_by = {who for who, user in everyone.items() if partnership in Partnership.objects.visible_to(user)}

    assert seen_by == VISIBLE[status]


@pytest.mark.parametrize("status", ReviewStatus.values)
def test_only_reviewers_of_the_whole_registry_see_what_no_office_leads(status, everyone):
    partnership = PartnershipFactory(**{status: True}, office=None, countries=["BD"])

    seen_by = {who for who, user in everyone.items() if partnership in Partnership.objects.visible_to(user)}

    assert seen_by == (REVIEWERS if VISIBLE[status] == SEEN_IN_ITS_OFFICE else VISIBLE[status])


def test_everyone_sees_the_own_account_the_own_keys_and_the_own_memberships():
    user = RegistrarFactory()
    key = ApiKeyFactory(user=user)
    ApiKeyFactory()
    OfficeMembershipFactory()

    assert letters(user, user) == letters(user, key) == letters(user, user.memberships.get()) == "v"
    assert list(User.objects.visible_to(user)) == [user]
    assert list(ApiKey.objects.visible_to(user)) == [key]
    assert list(OfficeMembership.objects.visible_to(user)) == list(user.memberships.all())


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("model", MAY_ADD, ids=lambda model: model.__name__)
def test_a_stranger_and_a_locked_account_may_do_nothing_to_any_row(action, model):
    PartnershipFactory(approved=True)

    assert not may(AnonymousUser(), action, model)
    assert not may(UserFactory(administrator=True, inactive=True), action, model)


@pytest.mark.parametrize("model", [Ngo, Partnership, Programme, FieldOffice, SourceDocument, User, ApiKey])
def test_a_locked_account_sees_no_rows(model):
    PartnershipFactory(approved=True)
    SourceDocumentFactory()
    user = UserFactory(administrator=True, inactive=True)
    ApiKeyFactory(user=user)

    assert not model.objects.visible_to(user).exists()
    assert not model.objects.changeable_by(user).exists()
    assert not model.objects.deletable_by(user).exists()


def test_a_registrar_may_change_an_ngo_even_if_another_collaboration_with_it_was_rejected(office, elsewhere):
    ngo = PartnershipFactory(approved=True, office=office).ngo
    PartnershipFactory(rejected=True, office=elsewhere, ngo=ngo)
    registrar = RegistrarFactory(office=office)

    assert may(registrar, Action.CHANGE, ngo)


@pytest.mark.parametrize("status", ["rejected", "withdrawn"])
def test_a_collaboration_that_came_to_nothing_gives_no_right_to_the_ngo(status, office):
    ngo = PartnershipFactory(**{status: True}, office=office).ngo
    registrar = RegistrarFactory(office=office)

    assert not may(registrar, Action.CHANGE, ngo)


def test_contacts_are_hidden_from_those_who_may_not_change_their_ngo(everyone, office):
    contact = ContactFactory(ngo=PartnershipFactory(approved=True, office=office).ngo)
    ContactFactory.build(ngo=contact.ngo)

    seen_by = {who for who, user in everyone.items() if contact in Contact.objects.visible_to(user)}

    assert seen_by == {"registrar", "office reviewer", "reviewer", "administrator"}


def test_a_draft_that_was_ever_submitted_is_not_deleted(everyone, office):
    partnership = PartnershipFactory(office=office)
    ReviewEventFactory(partnership=partnership)

    deletable_by = {who for who, user in everyone.items() if may(user, Action.DELETE, partnership)}

    assert deletable_by == set()


@pytest.mark.parametrize("status", ["returned", "approved"])
def test_nobody_may_rewrite_the_moves_of_a_review(status, everyone, office):
    event = PartnershipFactory(**{status: True}, office=office).review_events.first()

    rewriters = {who for who, user in everyone.items() if {*letters(user, event)} & {"c", "d"}}

    assert rewriters == set()


def test_the_whole_registrys_duty_is_never_that_of_a_registrar():
    user = UserFactory.build(duty="registrar")

    with pytest.raises(ValidationError) as refused:
        user.full_clean()

    assert set(refused.value.message_dict) == {"duty"}
