"""Files that come with partnerships: what is taken, how it is kept, who may have it."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from partnerships.documents import LARGEST, DocumentField, add_document
from partnerships.models import NotAllowedError, PartnershipDocument
from tests.factories import (
    FieldOfficeFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    RegistrarFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nwords\n"
KIND = PartnershipDocument.Kind.EVIDENCE


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    """Keep files in a folder of the test."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return tmp_path


@pytest.fixture
def dhaka():
    return FieldOfficeFactory(name="IOM Dhaka")


@pytest.fixture
def rahima(dhaka):
    return RegistrarFactory(office=dhaka)


def upload(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(*members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for member in members:
            made.writestr(member, "words")
    return file.getvalue()


def taken(name: str, content: bytes = PDF):
    return DocumentField().clean(upload(name, content))


def kept(partnership, by, name="letter.pdf", content=PDF):
    return add_document(partnership=partnership, kind=KIND, file=taken(name, content), by=by)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.PDF", PDF),
        ("scan.png", b"\x89PNG\r\n\x1a\n...."),
        ("photo.jpeg", b"\xff\xd8\xff\xe0...."),
        ("report.docx", archive("word/document.xml")),
        ("table.xlsx", archive("xl/workbook.xml")),
        ("report.odt", archive("META-INF/manifest.xml")),
    ],
)
def test_a_file_is_taken_if_it_is_what_its_name_says(name, content):
    assert taken(name, content).kind.ending == Path(name).suffix.lower()


@pytest.mark.parametrize("name", ["run.exe", "page.html", "picture.svg", "letter", "letter.pdf.js"])
def test_other_types_are_refused_with_those_that_are_taken(name):
    form = DocumentField()

    with pytest.raises(Exception, match="PDF, PNG, JPG, JPEG, DOCX, XLSX, ODT"):
        form.clean(upload(name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("program.pdf", b"MZ\x90\x00\x03"),
        ("page.pdf", b"<html><script>alert(1)</script>"),
        ("archive.docx", archive("malware.exe")),
        ("broken.docx", b"PK\x03\x04 and no more"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(Exception, match="is no such file"):
        taken(name, content)


def test_an_empty_file_is_refused():
    with pytest.raises(Exception, match="The file is empty"):
        taken("letter.pdf", b"")


def test_a_file_is_kept_under_a_name_of_ours_whatever_it_is_called(dhaka, rahima, store):
    draft = PartnershipFactory(office=dhaka)

    document = kept(draft, rahima, "../../x.pdf")

    inside = [path.relative_to(store) for path in store.rglob("*") if path.is_file()]
    assert [str(path) for path in inside] == [document.file.name]
    assert document.file.name.startswith("partnerships/")
    assert len(Path(document.file.name).stem) == 32
    assert (document.name, document.size, document.content_type) == ("x.pdf", len(PDF), "application/pdf")


@pytest.mark.parametrize("name", ["আশার সেতু.pdf", "📄.pdf", "(?).pdf", "...pdf", "письмо № 3.pdf"])
def test_a_file_is_called_as_whoever_sent_it_calls_it(client: Client, dhaka, rahima, name):
    document = kept(PartnershipFactory(office=dhaka), rahima, name)
    client.force_login(rahima)

    answer = client.get(reverse("document", args=[document.pk]))

    assert document.name == name
    assert answer["Content-Disposition"].startswith("attachment;")


def test_a_file_of_which_the_row_is_refused_does_not_stay(dhaka, rahima, store, monkeypatch):
    draft = PartnershipFactory(office=dhaka)

    def refused(document, *_given, **_named):
        document.file.save("letter.pdf", document.file, save=False)
        raise IntegrityError

    monkeypatch.setattr(PartnershipDocument, "save", refused)

    with pytest.raises(IntegrityError):
        kept(draft, rahima)

    assert not [path for path in store.rglob("*") if path.is_file()]


def test_the_same_file_twice_is_one_document(dhaka, rahima):
    draft = PartnershipFactory(office=dhaka)

    assert kept(draft, rahima) == kept(draft, rahima, "again.pdf")


def test_nobody_adds_a_file_to_what_is_not_in_their_hands(rahima):
    with pytest.raises(NotAllowedError, match="may not add files"):
        kept(PartnershipFactory(), rahima)


def test_a_deleted_document_takes_its_file_along(dhaka, rahima, store, django_capture_on_commit_callbacks):
    document = kept(PartnershipFactory(office=dhaka), rahima)

    with django_capture_on_commit_callbacks(execute=True):
        document.delete()

    assert not [path for path in store.rglob("*") if path.is_file()]


def test_a_document_is_sent_to_be_saved_and_never_shown(client: Client, dhaka, rahima):
    document = kept(PartnershipFactory(office=dhaka), rahima, "Lettre d'appui.pdf")
    client.force_login(rahima)

    answer = client.get(reverse("document", args=[document.pk]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/pdf"


def test_only_those_who_follow_the_review_have_the_document(client: Client, dhaka, rahima):
    document = kept(
        PartnershipFactory(office=dhaka, approved=True, moves__submitted_by=rahima), UserFactory(reviewer=True)
    )
    address = reverse("document", args=[document.pk])
    readers = {
        "of the office": (rahima, 200),
        "reviewer": (UserFactory(reviewer=True), 200),
        "viewer": (UserFactory(), 404),
        "of another office": (RegistrarFactory(), 404),
    }

    for who, (reader, status) in readers.items():
        client.force_login(reader)
        assert client.get(address).status_code == status, who


def test_a_file_that_is_gone_from_the_store_is_told(client: Client, dhaka, rahima):
    document = PartnershipDocumentFactory(partnership__office=dhaka, name="letter.pdf")
    client.force_login(rahima)

    answer = client.get(reverse("document", args=[document.pk]))

    assert answer.status_code == 404


def test_a_file_that_is_too_large_is_told_at_its_field_and_loses_nothing(client: Client, dhaka, rahima):
    draft = PartnershipFactory(office=dhaka)
    client.force_login(rahima)
    step = reverse("registration-step", args=[draft.code, "evidence"])
    mark = client.get(step).context["form"].mark()

    page = client.post(
        step, {"_seen": mark, "evidence": "A letter.", "file": upload("big.pdf", b"%PDF-" + b"x" * LARGEST)}
    )

    assert page.status_code == 200
    assert "larger than 10 MB" in page.content.decode()
    assert "A letter." in page.content.decode()
    assert not draft.documents.exists()


@pytest.mark.parametrize("typed", [{"evidence": "A\x00letter."}, {"evidence": "Another.", "_seen": "old"}])
def test_a_file_that_came_with_what_was_not_saved_is_asked_for_again(client: Client, dhaka, rahima, typed):
    draft = PartnershipFactory(office=dhaka, evidence="A letter.")
    client.force_login(rahima)
    step = reverse("registration-step", args=[draft.code, "evidence"])
    mark = client.get(step).context["form"].mark()

    page = client.post(step, {"_seen": mark, **typed, "file": upload("letter.pdf")})

    assert "Choose the file again" in page.content.decode()
    assert not draft.documents.exists()
