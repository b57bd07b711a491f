"""Whom to speak to at an NGO is told to those who may edit that NGO, and to nobody else, on no surface whatever."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import ApiKeyScope
from ngos.models import Contact, Ngo
from tests.clients import program
from tests.factories import ContactFactory
from tests.partnerships.test_page_access import PAGES, VISITORS, WHO, World

pytestmark = pytest.mark.django_db

NAME, EMAIL, PHONE, BEFORE = "Zulfiqar Quenby", "zquenby@secret.example", "+41 79 555 01 23", "+41 79 555 99 88"
POSITION, NOTE = "Quaestor of Xylo", "Speaks Wolof on Tuesdays"
SECRETS = (NAME, EMAIL, PHONE, BEFORE, POSITION, NOTE)
EDITORS = {"registrar", "office reviewer", "reviewer", "administrator"}


class Around(World):
    """The world of the access table, with a person to speak to at its NGO, whose number has changed once."""

    def __init__(self) -> None:
        super().__init__()
        self.ngo = Ngo.objects.get(code=self.named["ngo"][0])
        Ngo.objects.filter(pk=self.ngo.pk).update(name="Xanthippe Shelter")
        values = {"name": NAME, "email": EMAIL, "position": POSITION, "note": NOTE}
        contact = ContactFactory(ngo=self.ngo, phone=BEFORE, **values)
        Contact.objects.filter(pk=contact.pk).update(phone=PHONE)

    @property
    def addresses(self) -> Iterator[str]:
        """Yield every address under which something of the NGO may be told."""
        for name, of in PAGES:
            yield reverse(name, args=self.named[of])
        for kind in ("csv", "xlsx"):
            yield reverse("directory-export", args=[kind])
        for model in ("ngo", "partnership", "user", "observerdecision"):
            app = {"partnership": "partnerships", "user": "accounts"}.get(model, "ngos")
            yield reverse(f"admin:{app}_{model}_changelist")
            for kind in ("csv", "xlsx"):
                yield reverse(f"admin:{app}_{model}_export", args=[kind])
        for page in ("change", "history", "delete"):
            yield reverse(f"admin:ngos_ngo_{page}", args=[self.ngo.pk])
        for name in ("ngos", "partnerships", "offices", "programmes", "observer-decisions"):
            yield f"/api/v1/{name}/"
        yield f"/api/v1/ngos/{self.ngo.code}/"
        yield "/api/v1/schema/"


def said(answer: Any) -> str:
    """Return all that an answer says, in whatever form it comes."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.get("Content-Type", "")
    if kind == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            content = b"".join(sheet.read(name) for name in sheet.namelist())
    return unescape(content.decode("utf-8", "replace"))


def told(text: str) -> list[str]:
    """Return the secrets that a text gives away, however a number is spaced."""
    squeezed = re.sub(r"[\s\xa0-]", "", text).casefold()
    return [secret for secret in SECRETS if re.sub(r"[\s-]", "", secret).casefold() in squeezed]


@pytest.mark.parametrize("who", WHO)
def test_no_surface_tells_contacts_to_who_may_not_edit_the_ngo(who: str, settings: Any) -> None:
    settings.PUBLIC_DIRECTORY = who == "public visitor"
    world, client = Around(), Client()
    if who not in VISITORS:
        client.force_login(world.user(who))

    found = {address: told(said(client.get(address))) for address in world.addresses}

    leaks = {address: secrets for address, secrets in found.items() if secrets}
    if who in EDITORS:
        profile, history = world.ngo.get_absolute_url(), reverse("ngo-history", args=[world.ngo.code])
        assert {NAME, EMAIL, PHONE} <= set(leaks[profile])
        assert {PHONE, BEFORE} <= set(leaks[history])
        assert {NAME, EMAIL, PHONE} <= set(leaks[f"/api/v1/ngos/{world.ngo.code}/"])
    else:
        assert leaks == {}


@pytest.mark.parametrize("who", [who for who in WHO if who not in VISITORS])
@pytest.mark.parametrize("scopes", [(ApiKeyScope.READ,), (ApiKeyScope.READ, ApiKeyScope.CONTACTS)])
def test_a_key_tells_contacts_with_that_scope_and_to_editors_alone(who: str, scopes: tuple[str, ...]) -> None:
    world = Around()
    system = program(world.user(who), scopes=scopes)

    found = told(said(system.get(f"/api/v1/ngos/{world.ngo.code}/")) + said(system.get("/api/v1/ngos/")))

    assert bool(found) == (who in EDITORS and ApiKeyScope.CONTACTS in scopes)


@pytest.mark.parametrize("secret", [NAME, EMAIL, PHONE, POSITION, NOTE])
@pytest.mark.parametrize("who", ["public visitor", "viewer", "elsewhere", "registrar", "administrator"])
def test_nobody_finds_an_ngo_by_its_contacts(who: str, secret: str, settings: Any) -> None:
    settings.PUBLIC_DIRECTORY = who == "public visitor"
    world, client = Around(), Client()
    if who not in VISITORS:
        client.force_login(world.user(who))
    lists = [("directory", "search"), ("admin:ngos_ngo_changelist", "q"), ("api-ngo-list", "search")]

    for name, parameter in lists[:1] if who in VISITORS else lists:
        by_name, by_contact = (said(client.get(reverse(name), {parameter: text})) for text in ("Xanthippe", secret))
        assert ("Xanthippe Shelter" in by_name, "Xanthippe Shelter" in by_contact) == (True, False), name


def test_no_index_of_words_holds_contacts() -> None:
    Around()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
            + " AND table_schema = 'public' AND table_name ~ '(word|entry|search)'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        held = {}
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(row_to_json(t)::text, ' '), '') FROM {table} AS t")
            held[table] = cursor.fetchone()[0].lower()

    assert "ngos_ngowords" in tables
    assert [table for table, words in held.items() if re.search("quenby|secret.example|555 ?01 ?23|xylo", words)] == []
