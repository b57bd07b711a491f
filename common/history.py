"""History of every row, written by PostgreSQL triggers, and read back in words.

Each tracked model has an event table: one row for each insert, update and delete, whoever made it and by
whatever means (a form, the API, a bulk update, raw SQL). The context of an event says who and through what.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.fields import CountriesField, CountryField, country_name

ModelT = TypeVar("ModelT", bound=type[models.Model])

# A row with the models whose rows are part of it, each with the name of its link to the row.
Parts = Mapping[type[models.Model], str]


def tracked(*, leave_out: tuple[str, ...] = ()) -> Callable[[ModelT], ModelT]:
    """Record each insert, update and delete of the model's rows, except in the columns left out.

    Generated columns repeat others and are never recorded.
    """

    def track(model: ModelT) -> ModelT:
        generated = [column.name for column in model._meta.local_fields if column.generated]
        wrap: Any = pghistory.track(
            pghistory.InsertEvent(),
            # That a row was saved is no event; that it changed is. `updated_at` alone does not count.
            pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude_auto=True)),
            pghistory.DeleteEvent(),
            obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
            exclude=[*generated, *leave_out],
        )
        wrapped: ModelT = wrap(model)
        return wrapped

    return track


def event_model(model: type[models.Model]) -> Any:
    """Return the model of a tracked model's event table."""
    return model._meta.get_field("history").related_model


@dataclass(frozen=True)
class Change:
    """One column of one event: what it was and what it became, in words."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event in words: when, who, through what, to which row, and what changed."""

    at: datetime
    who: str
    through: str
    kind: str
    row: str
    changes: list[Change] = field(default_factory=list)


class History:
    """All events of a row and of its parts, read with a constant number of queries."""

    def __init__(self, row: models.Model, parts: Parts) -> None:
        self.row = row
        self.links = {**parts}
        self.events: dict[type[models.Model], list[Any]] = {}
        for model, link in [(type(row), "pgh_obj"), *parts.items()]:
            if hasattr(model, "is_passing"):
                continue
            events = event_model(model).objects.filter(**{f"{link}_id": row.pk})
            self.events[model] = list(events.select_related("pgh_context").order_by("pgh_id"))

    def marks(self) -> dict[str, int]:
        """Return the number of the latest event of each model: what somebody who looks now has seen."""
        return {model._meta.label_lower: events[-1].pgh_id for model, events in self.events.items() if events}

    def since(self, marks: Mapping[str, int]) -> dict[type[models.Model], list[Any]]:
        """Return the events that came after the marks."""
        later = {
            model: [event for event in events if event.pgh_id > marks.get(model._meta.label_lower, 0)]
            for model, events in self.events.items()
        }
        return {model: events for model, events in later.items() if events}

    def as_of(self, model: type[models.Model], key: Any, marks: Mapping[str, int]) -> Any:
        """Return the event that shows a row as it was at the marks, or None."""
        mark = marks.get(model._meta.label_lower, 0)
        shown = [event for event in self.events[model] if event.pgh_obj_id == key and event.pgh_id <= mark]
        return shown[-1] if shown else None

    def entries(self, marks: Mapping[str, int] | None = None) -> list[Entry]:
        """Return the events in words, the latest first; with marks, only those that came after them."""
        pairs = [
            (model, before, event) for model, events in self.events.items() for before, event in _with_previous(events)
        ]
        if marks is not None:
            later = self.since(marks)
            pairs = [pair for pair in pairs if pair[2] in later.get(pair[0], [])]
        words = _Words(pairs)
        told = [words.entry(model, before, event) for model, before, event in pairs]
        return sorted(told, key=lambda entry: entry.at, reverse=True)

    def net(self, since: datetime) -> list[Entry]:
        """Return what is otherwise than it was at the time, one entry for each row, whatever happened in between."""
        pairs = []
        for model, events in self.events.items():
            for key in dict.fromkeys(event.pgh_obj_id for event in events):
                of = [event for event in events if event.pgh_obj_id == key]
                earlier = [event for event in of if event.pgh_created_at <= since]
                before = earlier[-1] if earlier and earlier[-1].pgh_label != "delete" else None
                gone = of[-1].pgh_label == "delete"
                if of[-1] not in earlier and not (gone and before is None):
                    pairs.append((model, before, of[-1]))
        words = _Words(pairs)
        told = [words.net(*pair, hidden=self.links.get(pair[0], "")) for pair in pairs]
        return [entry for entry in told if entry.changes]


def in_words(column: Any, value: Any) -> str:
    """Return the value of a column, which links to no other row, as people read it; a dash where there is none."""
    if value is None or value in ("", []):
        return "—"
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    said = country_name if isinstance(column, CountryField | CountriesField) else str
    if isinstance(value, list):
        return ", ".join(map(said, value))
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else said(value)


def _with_previous(events: Iterable[Any]) -> list[tuple[Any, Any]]:
    latest: dict[Any, Any] = {}
    pairs = []
    for event in events:
        pairs.append((latest.get(event.pgh_obj_id), event))
        latest[event.pgh_obj_id] = event
    return pairs


class _Words:
    """Says events in words; the names of linked rows and of users are fetched once for all."""

    def __init__(self, pairs: list[tuple[type[models.Model], Any, Any]]) -> None:
        keys: dict[Any, set[Any]] = defaultdict(set)
        for model, _before, event in pairs:
            for column in columns(model):
                if column.is_relation:
                    keys[column.related_model].add(getattr(event, column.attname))
        users: Any = get_user_model()
        keys[users] |= {
            self._metadata(event).get(name) for _model, _before, event in pairs for name in ("user", "proposed_by")
        }
        self.linked = {
            model: named(model).in_bulk([key for key in wanted if key is not None]) for model, wanted in keys.items()
        }
        self.users = self.linked[users]

    def entry(self, model: type[models.Model], before: Any, event: Any) -> Entry:
        context = self._metadata(event)
        user = context.get("user")
        through = " ".join(filter(None, [context.get("through", ""), context.get("command", "")]))
        if proposer := self.users.get(context.get("proposed_by")):
            through = _("%(through)s, proposed by %(who)s") % {"through": through, "who": proposer}
        return Entry(
            at=event.pgh_created_at,
            who=str(self.users.get(user) or (_("A user who is gone") if user else _("Unknown user"))),
            through=through or _("directly in the database"),
            kind={"insert": _("added"), "update": _("changed"), "delete": _("deleted")}[event.pgh_label],
            row=str(model._meta.verbose_name),
            changes=self._changes(model, before, event),
        )

    def net(self, model: type[models.Model], before: Any, event: Any, hidden: str) -> Entry:
        """Return what became of a row between two of its events, in what people fill in; without `before` it is new.

        A part's link to its whole says nothing, and is hidden.
        """
        entry = self.entry(model, before, event)
        changes = entry.changes
        if event.pgh_label == "delete":
            changes = self._changes(model, None, before, gone=True)
        kind = entry.kind if before is not None else _("added")
        filled_in = {one.name for one in model._meta.fields if one.editable and not isinstance(one, models.FileField)}
        told = [change for change in changes if change.column in filled_in - {hidden}]
        return replace(entry, kind=kind, changes=told)

    def _changes(self, model: type[models.Model], before: Any, event: Any, *, gone: bool | None = None) -> list[Change]:
        gone = event.pgh_label == "delete" if gone is None else gone
        changes = []
        for column in columns(model):
            was = getattr(event if gone else before, column.attname, None)
            now = None if gone else getattr(event, column.attname)
            if was != now and not (was in (None, "", []) and now in (None, "", [])):
                label = str(column.verbose_name)
                changes.append(Change(column.name, label, self.value(column, was), self.value(column, now)))
        return changes

    def value(self, column: Any, value: Any) -> str:
        """Return a column's value as people read it; a dash where there is none."""
        if column.is_relation and value is not None:
            return str(self.linked[column.related_model].get(value, value))
        return in_words(column, value)

    @staticmethod
    def _metadata(event: Any) -> dict[str, Any]:
        return event.pgh_context.metadata if event.pgh_context else {}


def named(model: Any) -> Any:
    """Return the model's rows with what their names are made of."""
    rows = model._default_manager.all()
    return rows.with_name() if hasattr(rows, "with_name") else rows


def columns(model: type[models.Model]) -> list[Any]:
    """Return the columns of which history tells: all that a person may have set."""
    recorded = {column.name for column in event_model(model)._meta.fields}
    hidden = {"id", "updated_at", "created_at", getattr(model, "part_of", "")}
    return [column for column in model._meta.fields if column.name in recorded and column.name not in hidden]
