"""The catalogues in `locale/`: what our code and templates say, and how each language says it.

GNU gettext does the work: it finds the messages, merges them into each catalogue, and compiles.
"""

import ast
import gettext
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.utils.translation.template import templatize

from config.environment import BASE_DIR

LOCALE = BASE_DIR / "locale"
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
}
LANGUAGES = ("fr", "es")
PROGRAMS = ("xgettext", "msgmerge", "msgattrib", "msgen", "msgfmt")
ROOMS = ("config", "exchange", "partnerships", "ngos", "accounts", "programmes", "activity_areas", "common")
TAKE_MESSAGES = {
    "_": "",
    "gettext": "",
    "gettext_lazy": "",
    "gettext_noop": "",
    "ngettext": ":1,2",
    "ngettext_lazy": ":1,2",
    "pgettext": ":1c,2",
    "pgettext_lazy": ":1c,2",
    "npgettext": ":1c,2,3",
    "npgettext_lazy": ":1c,2,3",
}
HEADER = """\
# What the registry says, in {language}; how to write it is told in docs/translating.md.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""
MISSING = (
    "GNU gettext is missing, with which the translations are checked: install it (on Debian and Ubuntu the package "
    + "gettext, on macOS `brew install gettext`)."
)

# A message as a compiled catalogue names it; a plural form comes with its number.
Messages = dict[object, str]


class CatalogueError(Exception):
    """Something about messages or catalogues is not as it should be; the message is for people."""


def po_file(language: str) -> Path:
    """Return where translators write."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def gettext_is_installed() -> bool:
    """Say whether the programs are there."""
    return all(map(shutil.which, PROGRAMS))


def template() -> str:
    """Return all messages of our own code and templates, as an empty catalogue, in the order of the files."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for source in _sources():
            copy = place / source.relative_to(BASE_DIR)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_calls_in(source), encoding="utf-8")
        names = sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())
        (place / "names").write_text("\n".join(names), encoding="utf-8")
        keywords = [f"--keyword={word}{arguments}" for word, arguments in TAKE_MESSAGES.items()]
        form = ["--language=Python", "--from-code=UTF-8", "--add-location=file", "--no-wrap"]
        found = _run("xgettext", *form, "--keyword", *keywords, "--files-from=names", "--output=-", within=place)
    # The head that xgettext writes names the minute, which would be a change in every commit.
    _head, messages = found.split("\n\n", 1)
    return f"{_header('en')}\n{messages}"


def update(language: str) -> None:
    """Bring the messages of the code into the catalogue, drop those that are gone, and compile it."""
    po_file(language).parent.mkdir(parents=True, exist_ok=True)
    po_file(language).write_text(_merged(language, template()), encoding="utf-8")
    _mo_file(language).write_bytes(_compiled(po_file(language)))


def faults(language: str) -> Iterator[str]:
    """Yield what is wrong with a language's catalogue, in words."""
    if not po_file(language).exists():
        yield f"{language}: there is no catalogue. Run `make fix`."
        return
    try:
        here = _read(_compiled(po_file(language)))
    except CatalogueError as error:
        yield from (f"{language}: {fault}" for fault in _told_by_msgfmt(str(error), po_file(language)))
        return
    code = _messages_of_code()
    for message in sorted({_shown(key) for key in code if not here.get(key)}):
        yield f"{language}: not translated: {message}"
    for message in sorted({_shown(key) for key in here.keys() - code.keys()}):
        yield f"{language}: no longer in the code (run `make fix`): {message}"
    mo = _mo_file(language)
    if not mo.exists() or _read(mo.read_bytes()) != here:
        yield f"{language}: {mo.relative_to(BASE_DIR)} is not what django.po says. Run `make fix`."


def untranslated(language: str) -> str:
    """Return the entries that wait for a translator, in the form of a catalogue."""
    return _run("msgattrib", "--no-wrap", "--untranslated", "-", given=_merged(language, template()))


def _sources() -> list[Path]:
    modules = [path for room in ROOMS for path in (BASE_DIR / room).rglob("*.py") if "migrations" not in path.parts]
    templates = [path for path in (BASE_DIR / "templates").rglob("*") if path.suffix in {".html", ".txt"}]
    return [*modules, *templates]


def _calls_in(source: Path) -> str:
    """Return what a file says as calls that xgettext reads; it would lose what stands after a plus."""
    text = source.read_text(encoding="utf-8")
    if source.suffix != ".py":
        return str(templatize(text, origin=str(source.relative_to(BASE_DIR))))
    lines = []
    for call in ast.walk(ast.parse(text)):
        name = _name_of(call.func) if isinstance(call, ast.Call) else ""
        if isinstance(call, ast.Call) and name in TAKE_MESSAGES:
            said = [_literal(one) for one in call.args[: TAKE_MESSAGES[name].count(",") + 1]]
            if None in said:
                place = f"{source.relative_to(BASE_DIR)}:{call.lineno}"
                raise CatalogueError(f"{place}: write out what {name}() says: text, and nothing to be put into it.")
            quoted = ", ".join(json.dumps(words, ensure_ascii=False) for words in said)
            lines.append((call.lineno, call.col_offset, f"{name}({quoted})"))
    return "\n".join(line for _line, _column, line in sorted(lines))


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literal(said: ast.expr) -> str | None:
    """Return text that is written out, in one piece or in several with a plus between them; else None."""
    if isinstance(said, ast.BinOp) and isinstance(said.op, ast.Add):
        left, right = _literal(said.left), _literal(said.right)
        return None if left is None or right is None else left + right
    return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else None


def _header(language: str) -> str:
    return HEADER.format(language=language, plurals=PLURALS[language])


def _merged(language: str, messages: str) -> str:
    po = po_file(language)
    known = po.read_text(encoding="utf-8") if po.exists() else _header(language)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "known.po").write_text(known, encoding="utf-8")
        (place / "code.pot").write_text(messages, encoding="utf-8")
        # A near miss is more often wrong than of help: what changed is translated anew.
        form = ["--quiet", "--no-wrap", "--no-fuzzy-matching"]
        merged = _run("msgmerge", *form, "known.po", "code.pot", within=place)
    return _run("msgattrib", "--no-wrap", "--no-obsolete", "-", given=merged)


def _messages_of_code() -> Messages:
    """Return the messages of the code as if each was translated by itself."""
    with tempfile.TemporaryDirectory() as name:
        english = Path(name) / "english.po"
        english.write_text(_run("msgen", "-", given=template()), encoding="utf-8")
        return _read(_compiled(english, check=False))


def _compiled(po: Path, *, check: bool = True) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        mo = Path(name) / "django.mo"
        checks = ["--check-format"] if check else []
        _run("msgfmt", *checks, f"--output-file={mo}", str(po))
        return mo.read_bytes()


def _told_by_msgfmt(errors: str, po: Path) -> Iterator[str]:
    """Yield what msgfmt says about lines of a catalogue, each with the message that stands there."""
    lines = po.read_text(encoding="utf-8").splitlines()
    told = re.findall(r"django\.po:(\d+):(?:\d+:)? (.+)", errors)
    if not told:
        yield errors
    for number, words in told:
        entry = [line for line in lines[: int(number)] if line.startswith("msgid ")][-1:]
        yield f"{words}: {po.relative_to(BASE_DIR)}, line {number}: {' '.join(entry).removeprefix('msgid ')}"


def _mo_file(language: str) -> Path:
    return po_file(language).with_suffix(".mo")


def _read(compiled: bytes) -> Messages:
    messages: Messages = dict(gettext.GNUTranslations(BytesIO(compiled))._catalog)  # type: ignore[attr-defined]
    return messages


def _shown(message: object) -> str:
    said = message[0] if isinstance(message, tuple) else message
    return repr(str(said).replace("\4", ": "))


def _run(program: str, *arguments: str, within: Path = BASE_DIR, given: str | None = None) -> str:
    if not gettext_is_installed():
        raise CatalogueError(MISSING)
    done = subprocess.run(  # noqa: S603 - programs and arguments are written above
        [program, *arguments], cwd=within, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CatalogueError(done.stderr.strip())
    return done.stdout
