"""A registry as it may be in ten years: many NGOs with five partnerships each, the same at every filling.

The dice are seeded; what they say of a row does not depend on its number.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple, TypeVar

from django.core.management import call_command
from django.db import connection, transaction

from activity_areas.models import ActivityArea, PeopleServed, Service
from ngos.models import Identifier, Ngo, NgoName, NgoRelation, ObserverDecision
from partnerships.models import (
    CAPACITIES,
    MOVES,
    Partnership,
    PartnershipArea,
    PartnershipPeople,
    PartnershipRole,
    PartnershipService,
    ReviewEvent,
    Verb,
)
from programmes.models import FieldOffice, Programme, ProgrammeArea, ProgrammeOffice
from tests.benchmarks import names, numbers
from tests.benchmarks.copying import Row, copy, no_triggers, reserved

SEED = 236
FIXTURES = ("documents", "areas", "services", "people_served", "forums", "offices")
OFFICES = 400
PARTNERSHIPS = 5  # for each NGO
CHUNK = 50_000
TODAY = date(2026, 6, 30)

SCOPES = {"local": 34, "national": 34, "regional": 8, "international": 12, "": 12}
KINDS = {
    "ngo": 62,
    "community_based": 16,
    "faith_based": 8,
    "migrants_association": 5,
    "foundation": 3,
    "research_institute": 2,
    "professional_association": 2,
    "network": 1,
    "consortium": 1,
    "red_cross_red_crescent": 1,
}
STATUSES = {"active": 78, "dormant": 8, "proposed": 7, "dissolved": 6, "merged": 1}
NAME_KINDS = {"translation": 40, "also_known_as": 22, "former": 14, "acronym": 14, "as_printed": 10}
ROLES = {"collaborator": 35, "implementer": 40, "donor": 6, "grantee": 9, "recipient": 10}
MODES = {"": 60, "complementary": 25, "equal_partners": 11, "different_approach": 3, "competing": 1}
PROGRAMME_KINDS = {"programme": 45, "project": 40, "activity": 7, "campaign": 5, "study": 3}
REVIEWS = {"approved": 960, "draft": 12, "submitted": 9, "returned": 6, "rejected": 4, "withdrawn": 5, "suspended": 4}
# How a partnership came to its status; those approved are too many to tell of each.
PATHS = {
    "submitted": [Verb.SUBMIT],
    "returned": [Verb.SUBMIT, Verb.RETURN],
    "rejected": [Verb.SUBMIT, Verb.REJECT],
    "withdrawn": [Verb.WITHDRAW],
    "suspended": [Verb.SUBMIT, Verb.APPROVE, Verb.SUSPEND],
}
COUNTRIES = list(names.TONGUES)
COUNTRY_WEIGHTS = names.by_rank(len(COUNTRIES), 5)

T = TypeVar("T")


class Sketch(NamedTuple):
    """What an NGO's other rows follow from."""

    id: int
    idea: names.Idea
    language: str
    country: str
    presence: list[str]
    scope: str
    kind: str
    status: str


class Piece(NamedTuple):
    """What a programme's partnerships follow from."""

    id: int
    countries: list[str]
    areas: list[int]


class Dice(Random):
    """Seeded dice, with the throws that are needed here."""

    def one(self, weights: dict[T, int]) -> T:
        """Return one of the keys, by its weight."""
        return self.choices(list(weights), weights.values())[0]

    def ranked(self, values: Sequence[T], weights: Sequence[float], most: int) -> list[T]:
        """Return at most so many values, those of a low rank the likelier, each once."""
        return list(dict.fromkeys(self.choices(values, cum_weights=weights, k=most)))

    def day(self, first: int, last: int) -> date:
        """Return a day of the years."""
        return date(first, 1, 1) + timedelta(days=self.randrange(365 * (last - first + 1)))

    def period(self) -> tuple[date | None, date | None, str]:
        """Return two days and how exactly they are known: a third not at all, a third to the year."""
        known = self.randrange(3)
        if known == 0:
            return None, None, ""
        start = 2026 - min(int(self.expovariate(1 / 6)), 35)
        length = int(self.expovariate(1 / 2))
        if known == 1:
            last = None if self.random() < 0.35 else date(start + length, 12, 31)
            return date(start, 1, 1), last, "year"
        first = self.day(start, start)
        return first, None if self.random() < 0.35 else first + timedelta(days=90 + 240 * length), "day"

    def stage(self, first: date | None, last: date | None) -> str:
        """Return a stage that agrees with the dates."""
        if self.random() < 0.2:
            return "not_stated"
        if first and first > TODAY:
            return "foreseen"
        if first is None:
            return self.choice(("not_stated", "ongoing", "completed", "completed", "foreseen"))
        return "completed" if last and last < TODAY else "ongoing"

    def stamps(self) -> tuple[str, str]:
        """Return when a row was made and last changed."""
        made = date(2024, 1, 1) + timedelta(days=self.randrange(500))
        changed = made + timedelta(days=self.randrange(400))
        clock = f"{self.randrange(8, 18):02}:{self.randrange(60):02}:{self.randrange(60):02}.{self.randrange(10**6):06}"
        return f"{made} 07:00:00+00", f"{changed} {clock}+00"


def fill(ngos: int) -> None:
    """Fill a migrated database with so many NGOs and what belongs to them."""
    call_command("loaddata", *FIXTURES, verbosity=0)
    dice = Dice(SEED)
    with transaction.atomic(), no_triggers():
        offices = _fill_offices(dice)
        programmes = _fill_programmes(dice, ngos // 5, offices)
        sketches = _sketches(dice, ngos)
        _fill_ngos(dice, sketches)
        _fill_names(dice, sketches)
        _fill_identifiers(dice, sketches)
        _fill_relations(dice, sketches)
        living = [sketch for sketch in sketches if sketch.status != "merged"]
        _fill_decisions(dice, living)
        _fill_partnerships(dice, ngos * PARTNERSHIPS, living, programmes, offices)
    _index([sketch.id for sketch in sketches])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")


def _index(ids: list[int]) -> None:
    """Fill what the search and the duplicate check look into, where there is such a thing: its triggers slept."""
    with connection.cursor() as cursor:
        for function in ("index_ngos", "key_ngos"):
            cursor.execute(f"SELECT to_regprocedure('{function}(bigint[])') IS NOT NULL")
            if cursor.fetchone() == (True,):
                for start in range(0, len(ids), 5_000):
                    cursor.execute(f"SELECT {function}(%s)", [ids[start : start + 5_000]])


def _fill_offices(dice: Dice) -> dict[str, list[int]]:
    """Add towns' offices to those of the fixture, and return all of them by country."""
    by_country: dict[str, list[int]] = {}
    known = set()
    for office in FieldOffice.objects.order_by("pk"):
        by_country.setdefault(office.country, []).append(office.pk)
        known.add(office.name)
    towns = [(country, town) for country, towns in names.TOWNS.items() for town in towns if f"IOM {town}" not in known]
    towns = dice.sample(towns, OFFICES - len(known))
    rows: list[Row] = []
    for number, (country, town) in zip(reserved(FieldOffice, len(towns)), towns, strict=True):
        head = by_country.setdefault(country, [])
        kind = "sub_office" if head else "country"
        rows.append((number, *dice.stamps(), f"IOM {town}", kind, town, country, [], head[0] if head else None, ""))
        head.append(number)
    copy(
        FieldOffice,
        "id created_at updated_at name kind city country countries_covered parent_id date_precision",
        rows,
    )
    return by_country


def _fill_programmes(dice: Dice, count: int, offices: dict[str, list[int]]) -> list[Piece]:
    areas = list(ActivityArea.objects.order_by("order").values_list("pk", flat=True))
    area_weights = names.by_rank(len(areas), 2)
    pieces, rows = [], []
    for number in reserved(Programme, count):
        countries = sorted(dice.ranked(COUNTRIES, COUNTRY_WEIGHTS, dice.choice((1, 1, 1, 2, 4))))
        piece = Piece(number, countries, dice.ranked(areas, area_weights, dice.choice((1, 1, 2, 3))))
        pieces.append(piece)
        rows.append((*_programme_row(dice, piece), False))
    copy(
        Programme,
        "id created_at updated_at title is_untitled acronym kind countries places stage objective description "
        + "first_day last_day date_precision is_proposed",
        rows,
    )
    copy(
        ProgrammeArea,
        "programme_id area_id is_lead",
        [(piece.id, area, rank == 0) for piece in pieces for rank, area in enumerate(piece.areas)],
    )
    copy(
        ProgrammeOffice,
        "programme_id office_id",
        [
            (piece.id, office)
            for piece in pieces
            for country in piece.countries[:2]
            for office in offices.get(country, [])[dice.randrange(3) : 3]
        ],
    )
    return pieces


def _programme_row(dice: Dice, piece: Piece) -> Row:
    country = piece.countries[0]
    language = next((one for one in names.TONGUES[country] if one in names.TITLES), "en")
    words = names.WORDS[language]
    place = dice.choice(names.TOWNS[country])
    title = dice.choice(names.TITLES[language]).format(
        aim=dice.choices(words.aims, cum_weights=names.AIMS)[0],
        second=dice.choice(words.aims),
        people=dice.choices(words.people, cum_weights=names.PEOPLE)[0],
        place=place,
        number=dice.randrange(1, 5),
    )
    first, last, precision = dice.period()
    return (
        piece.id,
        *dice.stamps(),
        title,
        dice.random() < 0.1,
        names.acronym(title) if dice.random() < 0.25 else "",
        dice.one(PROGRAMME_KINDS),
        piece.countries,
        [place] if dice.random() < 0.3 else [],
        dice.stage(first, last),
        dice.choice(("services", "services", "policy", "")),
        "",
        first,
        last,
        precision,
    )


def _sketches(dice: Dice, count: int) -> list[Sketch]:
    """Draw the NGOs; shuffled, since words drawn early are the commonest."""
    namer = names.Namer(dice)
    drawn = []
    for _ in range(count):
        country = dice.choices(COUNTRIES, cum_weights=COUNTRY_WEIGHTS)[0]
        language = dice.choice(names.TONGUES[country])
        drawn.append((namer.idea(language, country), language, country))
    dice.shuffle(drawn)
    return [_sketch(dice, number, *one) for number, one in zip(reserved(Ngo, count), drawn, strict=True)]


def _sketch(dice: Dice, number: int, idea: names.Idea, language: str, country: str) -> Sketch:
    scope, kind = dice.one(SCOPES), dice.one(KINDS)
    if idea.thing == 2 and kind == "ngo":
        kind = "foundation"
    elsewhere = {"international": dice.randrange(2, 40), "regional": dice.randrange(1, 6)}.get(scope, 0)
    if elsewhere or dice.random() < 0.85:
        presence = {country, *dice.choices(COUNTRIES, cum_weights=COUNTRY_WEIGHTS, k=elsewhere)}
    else:
        presence = set()
    return Sketch(number, idea, language, country, sorted(presence), scope, kind, dice.one(STATUSES))


def _fill_ngos(dice: Dice, sketches: list[Sketch]) -> None:
    living = [sketch.id for sketch in sketches if sketch.status != "merged"]
    copy(
        Ngo,
        "id created_at updated_at name acronym scope kind headquarters countries_of_presence website founded_on "
        + "dissolved_on status merged_into_id note",
        (_ngo_row(dice, sketch, dice.choice(living)) for sketch in sketches),
    )


def _ngo_row(dice: Dice, sketch: Sketch, survivor: int) -> Row:
    name = names.said(sketch.idea, sketch.language)
    acronym = names.acronym(name) if dice.random() < 0.45 else ""
    slug = "".join(names.romanized(sketch.idea.name).lower().split())
    founded = dice.day(*[max(1890, 2024 - int(dice.expovariate(1 / 18)))] * 2) if dice.random() < 0.7 else None
    dissolved = sketch.status == "dissolved" and dice.random() < 0.8
    return (
        sketch.id,
        *dice.stamps(),
        name,
        acronym,
        sketch.scope,
        sketch.kind,
        "" if dice.random() < 0.08 else sketch.country,
        sketch.presence,
        f"https://www.{slug}.org" if slug.isascii() and slug.isalnum() and dice.random() < 0.5 else "",
        founded,
        dice.day(2025, 2025) if dissolved else None,
        sketch.status,
        survivor if sketch.status == "merged" else None,
        "Works with volunteers from the neighbourhood." if dice.random() < 0.05 else "",
    )


def _fill_names(dice: Dice, sketches: list[Sketch]) -> None:
    """Give as many other names as there are NGOs: some have several, some none."""
    seen: set[tuple[int, str, str]] = set()
    rows: list[Row] = []
    while len(rows) < len(sketches):
        sketch, kind = dice.choice(sketches), dice.one(NAME_KINDS)
        name, language = _other_name(dice, sketch, kind)
        ended = dice.day(1980, 2024) if kind == "former" else None
        if name and (sketch.id, kind, name) not in seen:
            seen.add((sketch.id, kind, name))
            script = names.LANGUAGES[language].script if language and kind in {"translation", "former"} else ""
            source = f"report {dice.randrange(1, 300)}" if kind == "as_printed" else ""
            rows.append((sketch.id, name, kind, language, script, ended, source, ""))
    copy(NgoName, "ngo_id name kind language script ends_on source reason", rows)


def _other_name(dice: Dice, sketch: Sketch, kind: str) -> tuple[str, str]:
    """Return another name of an NGO, and its language where that is clear."""
    idea, language = sketch.idea, sketch.language
    is_latin = names.LANGUAGES[language].script == names.LATIN
    name = names.said(idea, language)
    if kind == "translation":
        other = dice.choice([one for one in names.LATIN_LANGUAGES if one != language])
        proper = idea.name if is_latin else names.romanized(idea.name)
        return names.said(idea._replace(name=proper, form=-1), other), other
    if kind == "former":
        idea = idea._replace(thing=(idea.thing + 1) % 8, people=dice.randrange(12), aim=dice.randrange(16), form=-1)
        return names.said(idea, language), language
    if kind == "acronym":
        return names.acronym(name), ""
    if kind == "as_printed":
        place = dice.randrange(len(name) - 2)
        slipped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        return (name.upper() if dice.random() < 0.5 else slipped), language
    return (names.said(idea._replace(pattern=4, form=-1), language) if is_latin else names.romanized(name)), language


def _fill_identifiers(dice: Dice, sketches: list[Sketch]) -> None:
    """Give a third of the NGOs numbers, a fifth of these two."""
    seen, rows = set(), []
    for sketch in dice.sample(sketches, len(sketches) // 3):
        for _ in range(dice.choice((1, 1, 1, 1, 2))):
            scheme = numbers.scheme_for(sketch.country, dice)
            value = numbers.number(scheme, dice)
            if (scheme, value) not in seen:
                seen.add((scheme, value))
                rows.append((sketch.id, scheme, value))
    copy(Identifier, "ngo_id scheme value", rows)


def _fill_relations(dice: Dice, sketches: list[Sketch]) -> None:
    """Make NGOs members of networks and branches of international ones, in no circle."""
    networks = [sketch.id for sketch in sketches if sketch.kind in {"network", "consortium"}]
    others = [sketch for sketch in sketches if sketch.kind not in {"network", "consortium"}]
    heads = [sketch.id for sketch in others if sketch.scope == "international"][: len(others) // 50]
    branches = [sketch.id for sketch in others if sketch.scope != "international"]
    rows: list[Row] = []
    if networks:
        weights = names.by_rank(len(networks), 20)
        members = dice.sample(others, len(others) // 7)
        for member in members:
            chosen = dice.ranked(networks, weights, dice.choice((1, 1, 2)))
            since = dice.day(1990, 2024) if dice.random() < 0.4 else None
            rows += [(member.id, "member_of", network, since, "") for network in chosen]
    if heads:
        rows += [
            (branch, "branch_of", dice.choice(heads), None, "") for branch in dice.sample(branches, len(branches) // 30)
        ]
    copy(NgoRelation, "ngo_id kind other_id starts_on note", rows)


def _fill_decisions(dice: Dice, living: list[Sketch]) -> None:
    """Make one NGO in a hundred an observer; some no longer are, and some are suspended."""
    rows: list[Row] = []
    for sketch in dice.sample(living, max(1, len(living) // 100)):
        year = dice.randrange(1990, 2025)
        day = date(year, 11, dice.randrange(20, 31))
        end = day + timedelta(days=365 * dice.randrange(1, 20)) if dice.random() < 0.1 else None
        told = (f"Council, session {year - 1930}", f"No. {dice.randrange(700, 1500)}")
        if dice.random() < 0.3:
            applied = day - timedelta(days=200)
            rows.append((*dice.stamps(), sketch.id, "applied", "", "", applied, applied, None))
        rows.append((*dice.stamps(), sketch.id, "granted", *told, day, day, end))
        if end is None and dice.random() < 0.05:
            start = day + timedelta(days=100)
            rows.append((*dice.stamps(), sketch.id, "suspended", "", "", start, start, start + timedelta(days=300)))
    copy(
        ObserverDecision,
        "created_at updated_at ngo_id kind council_session resolution decided_on effective_from effective_until",
        rows,
    )


class _Choices:
    """What partnerships choose from, and the rows of one chunk of them."""

    def __init__(self, dice: Dice, programmes: list[Piece], offices: dict[str, list[int]]) -> None:
        self.dice, self.programmes, self.offices = dice, programmes, offices
        self.areas = list(ActivityArea.objects.order_by("order").values_list("pk", flat=True))
        self.area_weights = names.by_rank(len(self.areas), 2)
        self.services: dict[int, list[tuple[int, str]]] = {area: [] for area in self.areas}
        for area, number, name in Service.objects.values_list("area", "pk", "name").order_by("pk"):
            self.services[area].append((number, name.lower()))
        self.people = list(PeopleServed.objects.values_list("pk", "name").order_by("pk"))
        dice.shuffle(self.people)
        self.people_weights = names.by_rank(len(self.people), 2)
        self.capacities = [(role.value, one.value) for role, some in CAPACITIES.items() for one in some]
        self.capacity_weights = list(
            accumulate(ROLES[role] / (rank + 1) for role, some in CAPACITIES.items() for rank in range(len(some)))
        )
        self.programme_of = self._by_country()
        self.children: dict[Any, list[Row]] = {}

    def _by_country(self) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for piece in self.programmes:
            for country in piece.countries:
                found.setdefault(country, []).append(piece)
        return found

    def row(self, number: int, ngo: Sketch) -> Row:
        """Draw a partnership, and put its parts among the children."""
        dice = self.dice
        country = dice.choice(ngo.presence or [ngo.country])
        pieces = self.programme_of.get(country)
        piece = dice.choice(pieces) if pieces and dice.random() < 0.55 else None
        office = dice.choice(self.offices[country]) if country in self.offices and dice.random() < 0.8 else None
        place = dice.choice(names.TOWNS[country])
        status = dice.one(REVIEWS)
        first, last, precision = dice.period()
        return (
            number,
            *dice.stamps(),
            ngo.id,
            piece.id if piece else None,
            office,
            sorted({country, *dice.sample(ngo.presence, min(len(ngo.presence), dice.choice((0, 0, 0, 0, 2))))}),
            [place] if dice.random() < 0.15 else [],
            dice.one(MODES),
            dice.stage(first, last),
            self._parts(number, piece, place, status),
            status,
            first,
            last,
            precision,
        )

    def _parts(self, number: int, piece: Piece | None, place: str, status: str) -> str:
        """Add the parts of a partnership, and return a summary that agrees with them."""
        dice, add = self.dice, self.children
        for role, capacity in dice.ranked(self.capacities, self.capacity_weights, dice.choice((1, 1, 2))):
            add[PartnershipRole].append((number, role, capacity))
        areas = dice.ranked(self.areas, self.area_weights, dice.choice((1, 1, 2)))
        if piece and dice.random() < 0.8:
            areas = piece.areas[:2]
        add[PartnershipArea] += [(number, area) for area in areas]
        offered = [service for area in areas for service in self.services[area]]
        services = dice.sample(offered, min(len(offered), dice.choice((0, 1, 1, 2, 3))))
        add[PartnershipService] += [(number, service, "") for service, _name in services]
        people = dice.ranked(self.people, self.people_weights, dice.choice((0, 1, 1, 2)))
        add[PartnershipPeople] += [(number, group) for group, _name in people]
        self._tell(number, status)
        if dice.random() < 0.3:
            return ""
        return dice.choice(names.SUMMARIES).format(
            service=services[0][1] if services else "information",
            people=people[0][1].lower() if people else "migrants",
            place=place,
        )

    def _tell(self, number: int, status: str) -> None:
        """Add the moves that led to a status."""
        source, day = "draft", date(2025, 1, 1) + timedelta(days=self.dice.randrange(400))
        for verb in PATHS.get(status, []):
            move = MOVES[verb]
            words = "The dates are missing." if move.needs_words else ""
            day += timedelta(days=3)
            self.children[ReviewEvent].append((number, verb.value, source, move.target.value, f"{day} 09:00+00", words))
            source = move.target.value


PARTS = {
    PartnershipRole: "partnership_id role capacity",
    PartnershipArea: "partnership_id area_id",
    PartnershipService: "partnership_id service_id phase",
    PartnershipPeople: "partnership_id people_id",
    ReviewEvent: "partnership_id verb from_status to_status at words",
}


def _fill_partnerships(
    dice: Dice, count: int, living: list[Sketch], programmes: list[Piece], offices: dict[str, list[int]]
) -> None:
    """Deal the partnerships out to the living NGOs in turn, a chunk at a time."""
    choices = _Choices(dice, programmes, offices)
    numbers_left, dealt = reserved(Partnership, count), _in_turn(dice, living)
    for start in range(0, count, CHUNK):
        choices.children = {model: [] for model in PARTS}
        copy(
            Partnership,
            "id created_at updated_at ngo_id programme_id office_id countries places mode stage summary review_status "
            + "first_day last_day date_precision evidence",
            ((*choices.row(number, next(dealt)), "") for number in numbers_left[start : start + CHUNK]),
        )
        for model, columns in PARTS.items():
            copy(model, columns, choices.children[model])


def _in_turn(dice: Dice, living: list[Sketch]) -> Iterator[Sketch]:
    """Yield every NGO once in each round, the rounds in different order."""
    while True:
        yield from dice.sample(living, len(living))
