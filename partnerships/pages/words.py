"""The help page's sections: the words of the glossary, and the reference values that explain themselves."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from activity_areas.models import ActivityArea, PeopleServed, ReferenceValue, Service
from partnerships.models import CAPACITIES
from partnerships.pages.glossary import BY_KEY, TOPICS, Entry, Topic, anchor, entries


class Group(NamedTuple):
    """Words under one heading; the only group of a section has none."""

    name: str
    entries: list[Entry]


class Section(NamedTuple):
    """One topic of the help page."""

    key: str
    name: str
    about: str
    groups: list[Group]


def sections() -> list[Section]:
    """Return all that is explained, as the page shows it."""
    first, rest = [BY_KEY["role"], BY_KEY["capacity"]], [t for t in TOPICS if t.key not in {"role", "capacity"}]
    return [*map(_section, first), *_reference_sections(), *map(_section, rest)]


def _section(topic: Topic) -> Section:
    groups = _by_role(topic) if topic.key == "capacity" else [Group("", list(entries(topic)))]
    return Section(topic.key, str(topic.name), str(topic.about), groups)


def _by_role(topic: Topic) -> list[Group]:
    of = {entry.anchor: entry for entry in entries(topic)}
    return [
        Group(str(role.label), [of[anchor(topic.key, capacity.value)] for capacity in capacities])
        for role, capacities in CAPACITIES.items()
    ]


def _reference_sections() -> list[Section]:
    services: dict[str, list[Service]] = {}
    for service in Service.objects.select_related("area"):
        services.setdefault(str(service.area), []).append(service)
    about_areas = _("The fields of migration management in which IOM works with NGOs, as the two sources name them.")
    about_services = _("What an NGO actually does within an area, where a source names it.")
    about_people = _("Whom the work is for, as the sources name them.")
    return [
        Section("area", _("Areas of activity"), about_areas, [_group("area", "", ActivityArea.objects.all())]),
        Section(
            "service",
            _("Services"),
            about_services,
            [_group("service", area, rows) for area, rows in services.items()],
        ),
        Section("people", _("People served"), about_people, [_group("people", "", PeopleServed.objects.all())]),
    ]


def _group(topic: str, name: str, rows: Iterable[ReferenceValue]) -> Group:
    return Group(name, [Entry(anchor(topic, row.code), str(row), row.explanation) for row in rows])
