"""The people of the tests of rights, each by the name that tables give them."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from programmes.models import FieldOffice
from tests.factories import OfficeMembershipFactory, OfficeReviewerFactory, RegistrarFactory, UserFactory

PEOPLE = (
    "viewer",
    "registrar",
    "registrar elsewhere",
    "former registrar",
    "office reviewer",
    "office reviewer elsewhere",
    "reviewer",
    "administrator",
    "inactive administrator",
    "stranger",
)


def person(name: str, *, office: FieldOffice, elsewhere: FieldOffice) -> Any:
    """Make the person of this name, whose duty is held in the one office or the other."""
    match name:
        case "viewer":
            return UserFactory(viewer=True)
        case "registrar":
            return RegistrarFactory(office=office)
        case "registrar elsewhere":
            return RegistrarFactory(office=elsewhere)
        case "former registrar":
            return OfficeMembershipFactory(office=office, ends_on=date(2001, 12, 31)).user
        case "office reviewer":
            return OfficeReviewerFactory(office=office)
        case "office reviewer elsewhere":
            return OfficeReviewerFactory(office=elsewhere)
        case "reviewer":
            return UserFactory(reviewer=True)
        case "administrator":
            return UserFactory(administrator=True)
        case "inactive administrator":
            return UserFactory(administrator=True, inactive=True)
        case "stranger":
            return AnonymousUser()
    raise KeyError(name)


def people(*, office: FieldOffice, elsewhere: FieldOffice) -> dict[str, User]:
    """Make everyone."""
    return {name: person(name, office=office, elsewhere=elsewhere) for name in PEOPLE}
