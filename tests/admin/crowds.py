"""Many rows at once, for the tests that count queries: the factories' rows, written in bulk."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import models

from partnerships.models import CAPACITIES
from tests import factories as f

FIRST = date(2001, 1, 1)


def many(factory: Any, count: int, **each: Any) -> list[Any]:
    """Write this many rows; a function is asked for the value of each, by its number."""
    rows = [
        factory.build(**{name: value(number) if callable(value) else value for name, value in each.items()})
        for number in range(count)
    ]
    written: list[Any] = factory._meta.model.objects.bulk_create(rows)
    return written


def cited(factory: Any, count: int, **owner: Any) -> None:
    """Write citations of as many paragraphs of one document."""
    many(factory, count, document=f.SourceDocumentFactory(), paragraph=lambda number: number + 1, **owner)


def partnerships(count: int, **values: Any) -> list[Any]:
    """Write drafts, each with an area and a role."""
    shared = {"ngo": f.NgoFactory, "office": f.FieldOfficeFactory, "programme": f.ProgrammeFactory}
    rows = many(f.PartnershipFactory, count, **{name: make() for name, make in shared.items()} | values)
    area = f.ActivityAreaFactory()
    many(f.PartnershipAreaFactory, count, partnership=rows.__getitem__, area=area)
    many(f.PartnershipRoleFactory, count, partnership=rows.__getitem__)
    return rows


def ngo(count: int) -> models.Model:
    """Write an NGO with as many rows in each tab of its workbench."""
    row, event_forum = f.NgoFactory(), f.DialogueForumFactory()
    others = many(f.NgoFactory, count)
    many(f.NgoNameFactory, count, ngo=row)
    many(f.IdentifierFactory, count, ngo=row)
    many(f.ContactFactory, count, ngo=row)
    offices, users = many(f.FieldOfficeFactory, count), many(f.UserFactory, count)
    many(f.FocalPersonFactory, count, ngo=row, office=offices.__getitem__, user=users.__getitem__)
    days = [FIRST + timedelta(days=number) for number in range(count)]
    document = f.SourceDocumentFactory()
    many(
        f.ObserverDecisionFactory,
        count,
        ngo=row,
        decided_on=FIRST,
        effective_from=days.__getitem__,
        effective_until=days.__getitem__,
        document=document,
    )
    many(f.NgoRelationFactory, count, ngo=row, kind="supports", other=others.__getitem__)
    many(f.NgoRelationFactory, count, other=row, kind="supports", ngo=others.__getitem__)
    cited(f.NgoCitationFactory, count, ngo=row)
    events = many(f.DialogueEventFactory, count, forum=event_forum)
    many(f.ParticipationFactory, count, ngo=row, event=events.__getitem__)
    partnerships(count, ngo=row)
    return row


def partnership(count: int) -> models.Model:
    """Write a partnership with as many rows in each tab, as far as there are capacities for roles."""
    row = f.PartnershipFactory(review_status="approved")
    area = f.ActivityAreaFactory()
    pairs = [(role, capacity) for role, capacities in CAPACITIES.items() for capacity in capacities]
    few = pairs[: max(5, min(count, len(pairs)) - 1)]
    many(f.PartnershipRoleFactory, len(few), partnership=row, role=lambda n: few[n][0], capacity=lambda n: few[n][1])
    areas = many(f.ActivityAreaFactory, count)
    many(f.PartnershipAreaFactory, count, partnership=row, area=areas.__getitem__)
    services = many(f.ServiceFactory, count, area=area, document=f.SourceDocumentFactory())
    many(f.PartnershipServiceFactory, count, partnership=row, service=services.__getitem__)
    people = many(f.PeopleServedFactory, count, document=f.SourceDocumentFactory())
    many(f.PartnershipPeopleFactory, count, partnership=row, people=people.__getitem__)
    cited(f.PartnershipCitationFactory, count, partnership=row)
    many(f.ReviewEventFactory, count, partnership=row, by=f.UserFactory())
    return row


def programmes(count: int) -> None:
    """Write programmes, each with an area and an office."""
    rows = many(f.ProgrammeFactory, count)
    many(f.ProgrammeAreaFactory, count, programme=rows.__getitem__, area=f.ActivityAreaFactory())
    many(f.ProgrammeOfficeFactory, count, programme=rows.__getitem__, office=f.FieldOfficeFactory())


def programme(count: int) -> models.Model:
    """Write a programme with as many rows in each tab."""
    row = f.ProgrammeFactory()
    areas, offices = many(f.ActivityAreaFactory, count), many(f.FieldOfficeFactory, count)
    many(f.ProgrammeAreaFactory, count, programme=row, area=areas.__getitem__)
    many(f.ProgrammeOfficeFactory, count, programme=row, office=offices.__getitem__)
    cited(f.ProgrammeCitationFactory, count, programme=row)
    many(f.UnnamedPartnersFactory, count, programme=row, document=f.SourceDocumentFactory())
    many(f.OtherParticipantFactory, count, programme=row, document=f.SourceDocumentFactory())
    partnerships(count, programme=row)
    return row


def office(count: int) -> models.Model:
    """Write a field office with as many rows in each tab."""
    row = f.FieldOfficeFactory()
    cited(f.FieldOfficeCitationFactory, count, office=row)
    many(f.FieldOfficeFactory, count, parent=row)
    partnerships(count, office=row)
    return row


def agreement(count: int) -> models.Model:
    """Write an agreement with as many rows in each tab."""
    row = f.AgreementFactory()
    ngos, documents = many(f.NgoFactory, count), many(f.SourceDocumentFactory, count)
    many(f.AgreementPartyFactory, count, agreement=row, ngo=ngos.__getitem__)
    under = partnerships(count, approved=True)
    many(f.AgreementPartnershipFactory, count, agreement=row, partnership=under.__getitem__)
    many(f.AgreementDocumentFactory, count, agreement=row, document=documents.__getitem__)
    many(f.AmendmentFactory, count, agreement=row)
    return row


def area(count: int) -> models.Model:
    """Write an area with as many citations and services."""
    row = f.ActivityAreaFactory()
    cited(f.ActivityAreaCitationFactory, count, area=row)
    many(f.ServiceFactory, count, area=row, document=f.SourceDocumentFactory())
    return row


def forum(count: int) -> models.Model:
    """Write a forum with as many meetings."""
    row: models.Model = f.DialogueForumFactory()
    many(f.DialogueEventFactory, count, forum=row)
    return row


def event(count: int) -> models.Model:
    """Write a meeting with as many NGOs."""
    row, ngos = f.DialogueEventFactory(), many(f.NgoFactory, count)
    many(f.ParticipationFactory, count, event=row, ngo=ngos.__getitem__)
    return row


def user(count: int) -> models.Model:
    """Write a user with as many duties in offices."""
    row, offices = f.UserFactory(), many(f.FieldOfficeFactory, count)
    many(f.OfficeMembershipFactory, count, user=row, office=offices.__getitem__)
    return row


def outgoing_mail(count: int) -> models.Model:
    """Write a mail that tells of as many notices."""
    row = f.OutgoingMailFactory()
    many(f.NoticeFactory, count, user=row.user, mail=row)
    return row


def changed(factory: Any) -> Callable[[int], models.Model]:
    """Return a function that writes a row without tabs, and changes it as often."""

    def write(count: int) -> models.Model:
        row: models.Model = factory()
        for number in range(count):
            type(row)._base_manager.filter(pk=row.pk).update(**{factory_text(row): f"Words {number}"})
        return row

    return write


def factory_text(row: models.Model) -> str:
    """Return the name of a column that holds free text."""
    return next(name for name in ("words", "sentence", "note", "resolution", "name") if hasattr(row, name))
