"""The people of the tests of rights, each by the name that tables give them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from programmes.models import FieldOffice
from tests.factories import OfficeMembershipFactory, OfficeReviewerFactory, RegistrarFactory, UserFactory

MAKERS: dict[str, Callable[[FieldOffice, FieldOffice], Any]] = {
    "viewer": lambda office, elsewhere: UserFactory(viewer=True),
    "registrar": lambda office, elsewhere: RegistrarFactory(office=office),
    "registrar elsewhere": lambda office, elsewhere: RegistrarFactory(office=elsewhere),
    "former registrar": lambda office, elsewhere: (
        OfficeMembershipFactory(office=office, ends_on=date(2001, 12, 31)).user
    ),
    "office reviewer": lambda office, elsewhere: OfficeReviewerFactory(office=office),
    "office reviewer elsewhere": lambda office, elsewhere: OfficeReviewerFactory(office=elsewhere),
    "reviewer": lambda office, elsewhere: UserFactory(reviewer=True),
    "administrator": lambda office, elsewhere: UserFactory(administrator=True),
    "inactive administrator": lambda office, elsewhere: UserFactory(administrator=True, inactive=True),
    "stranger": lambda office, elsewhere: AnonymousUser(),
}
PEOPLE = tuple(MAKERS)


def person(name: str, *, office: FieldOffice, elsewhere: FieldOffice) -> Any:
    """Make the person of this name, whose duty is held in the one office or the other."""
    return MAKERS[name](office, elsewhere)


def people(*, office: FieldOffice, elsewhere: FieldOffice) -> dict[str, Any]:
    """Make everyone."""
    return {name: person(name, office=office, elsewhere=elsewhere) for name in PEOPLE}
