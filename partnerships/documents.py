"""Files that people send with a registration: what is taken, how it is kept, and what is refused in which words."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.permissions import Action, may
from partnerships.models import NotAllowedError, Partnership, PartnershipDocument

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 150


class FileType(NamedTuple):
    """A kind of file that is taken: its ending, what it is called in HTTP, and how its content is known."""

    ending: str
    content_type: str
    is_it: Callable[[IO[bytes]], bool]


def _begins(*marks: bytes) -> Callable[[IO[bytes]], bool]:
    def begins(file: IO[bytes]) -> bool:
        file.seek(0)
        return file.read(16).startswith(marks)

    return begins


def _holds(member: str) -> Callable[[IO[bytes]], bool]:
    def holds(file: IO[bytes]) -> bool:
        try:
            with zipfile.ZipFile(file) as archive:
                return member in archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return False

    return holds


OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = [
    FileType(".pdf", "application/pdf", _begins(b"%PDF-")),
    FileType(".png", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    FileType(".jpg", "image/jpeg", _begins(b"\xff\xd8\xff")),
    FileType(".jpeg", "image/jpeg", _begins(b"\xff\xd8\xff")),
    FileType(".docx", f"{OFFICE}.wordprocessingml.document", _holds("word/document.xml")),
    FileType(".xlsx", f"{OFFICE}.spreadsheetml.sheet", _holds("xl/workbook.xml")),
    FileType(".odt", "application/vnd.oasis.opendocument.text", _holds("META-INF/manifest.xml")),
]
TAKEN = ", ".join(dict.fromkeys(kind.ending.removeprefix(".").upper() for kind in TYPES))


def type_of(name: str, content: IO[bytes]) -> FileType:
    """Return the type of a file, by its ending and by what is in it; refuse another in words."""
    ending = PurePath(name).suffix.lower()
    kind = next((kind for kind in TYPES if kind.ending == ending), None)
    if kind is None:
        raise ValidationError(_("Send a file of one of these types: %(types)s.") % {"types": TAKEN}, "type")
    if not kind.is_it(content):
        told = _("“%(name)s” is called %(type)s, but is no such file. Save it as %(type)s, and send that.")
        raise ValidationError(told % {"name": name, "type": ending.removeprefix(".").upper()}, "content")
    return kind


class LimitedUpload(FileUploadHandler):
    """Lets go of a file once it is larger than what is taken, and notes its field in `request.too_large`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what came, unless it is too much."""
        self.received += len(raw_data)
        if self.received > LARGEST:
            noted: set[Any] = getattr(self.request, "too_large", set())
            self.request.too_large = {*noted, self.field_name}  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that keep it."""


class DocumentField(forms.FileField):
    """A file of a type that is taken; a second look at its content."""

    default_error_messages = {
        "too_large": gettext_lazy("The file is larger than %(most)d MB. Send a smaller one, such as a scan in grey."),
        "empty": gettext_lazy("The file is empty. Choose it again."),
    }

    def __init__(self, **given: Any) -> None:
        accept = ",".join(kind.ending for kind in TYPES)
        given.setdefault("widget", forms.FileInput({"accept": accept}))
        given.setdefault("help_text", gettext_lazy("PDF, photograph or text file, of 10 MB at most."))
        super().__init__(**given)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file with the type that it has as `kind`."""
        file = super().clean(data, initial)
        if data:
            if file.size > LARGEST:
                raise ValidationError(self.error_messages["too_large"], "too_large", {"most": LARGEST // MEGABYTE})
            file.kind = type_of(file.name, file.file)
        return file


def too_large(request: Any, form: forms.BaseForm) -> None:
    """Say at its field that a file was too large to be taken."""
    for name in getattr(request, "too_large", ()):
        if name in form.fields:
            words = DocumentField.default_error_messages["too_large"] % {"most": LARGEST // MEGABYTE}
            form.add_error(name, words)


def choose_again(form: forms.BaseForm) -> None:
    """Say at their fields which files are to be chosen again: a page that comes back cannot hold them."""
    for name in form.files:
        if name in form.fields and not form.has_error(name):
            form.add_error(name, _("Choose the file again: the page could not keep it."))


@transaction.atomic
def add_document(*, partnership: Partnership, kind: str, file: Any, by: User) -> PartnershipDocument:
    """Keep a file that `DocumentField` took; the very file that is there already is not kept twice."""
    if not may(by, Action.CHANGE, partnership):
        raise NotAllowedError(_("You may not add files to this record."))
    file.seek(0)
    digest = hashlib.file_digest(file.file, "sha256").hexdigest()
    known: PartnershipDocument | None = partnership.documents.filter(digest=digest).first()
    if known is not None:
        return known
    stem, ending = PurePath(file.name).stem, file.kind.ending
    document = PartnershipDocument(
        partnership=partnership,
        kind=kind,
        file=file,
        name=f"{stem[: LONGEST_NAME - len(ending)]}{ending}",
        content_type=file.kind.content_type,
        size=file.size,
        digest=digest,
        added_by=by,
    )
    document.full_clean()
    try:
        document.save()
    except IntegrityError:
        document.file.delete(save=False)
        raise
    return document


def forget_file(instance: PartnershipDocument, **_given: Any) -> None:
    """Take away the file of a document that was deleted, once that is certain."""
    transaction.on_commit(lambda: instance.file.delete(save=False))


def keep_files() -> None:
    """Let a document's file go with its row."""
    models.signals.post_delete.connect(forget_file, sender=PartnershipDocument)
