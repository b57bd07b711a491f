"""What the check of translations finds, and what bringing messages into the catalogues keeps."""

from pathlib import Path

import pytest
import unfold

from config import catalogues, library_words
from config.catalogues import CatalogueError, faults, po_file, untranslated, update

MODULE = """
from django.utils.translation import gettext as _, ngettext, pgettext

first = _("One long message " + "in two pieces")
second = ngettext("one partner", "several partners", 2)
third = pgettext("office", "regional")
"""
PAGE = "{% load i18n %}{% blocktranslate with day=now %}last changed {{ day }}{% endblocktranslate %}"
FRENCH = {
    'msgid "One long message in two pieces"\nmsgstr ""': "Un long message en deux parties",
    'msgid "regional"\nmsgstr ""': "régional",
    'msgid "last changed %(day)s"\nmsgstr ""': "modifié le %(day)s",
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one module and one template."""
    monkeypatch.setattr(catalogues, "BASE_DIR", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(catalogues, "ROOMS", ("room",))
    (tmp_path / "room").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "room" / "module.py").write_text(MODULE)
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def written() -> str:
    """Return the French catalogue as it is."""
    return po_file("fr").read_text(encoding="utf-8")


def rewrite(old: str, new: str) -> None:
    """Change the French catalogue as a translator does."""
    assert old in written()
    po_file("fr").write_text(written().replace(old, new), encoding="utf-8")


def translate() -> None:
    """Translate all messages into French, and compile."""
    update("fr")
    for entry, words in FRENCH.items():
        rewrite(entry, entry.removesuffix('""') + f'"{words}"')
    rewrite('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "un partenaire"\nmsgstr[1] "plusieurs partenaires"')
    update("fr")


def test_a_full_catalogue_has_no_fault() -> None:
    translate()

    assert list(faults("fr")) == []
    assert untranslated("fr") == ""


def test_every_message_without_a_translation_is_named_with_its_language() -> None:
    update("fr")

    assert list(faults("fr")) == [
        "fr: not translated: 'One long message in two pieces'",
        "fr: not translated: 'last changed %(day)s'",
        "fr: not translated: 'office: regional'",
        "fr: not translated: 'one partner'",
    ]
    assert untranslated("fr").count("msgstr") == 6


def test_half_a_plural_and_a_guess_are_no_translations() -> None:
    translate()
    rewrite('msgstr[1] "plusieurs partenaires"', 'msgstr[1] ""')
    rewrite('msgctxt "office"', '#, fuzzy\nmsgctxt "office"')

    named = "\n".join(faults("fr"))

    assert "not translated: 'one partner'" in named
    assert "not translated: 'office: regional'" in named
    assert "One long message" not in named


def test_a_message_that_was_never_brought_in_is_missing_too(project: Path) -> None:
    translate()
    (project / "room" / "other.py").write_text('gettext_lazy("Quite new")')

    assert list(faults("fr")) == ["fr: not translated: 'Quite new'"]


def test_a_placeholder_that_differs_is_named() -> None:
    translate()
    rewrite("modifié le %(day)s", "modifié le %(jour)s")

    [*named] = faults("fr")

    assert all(fault.startswith("fr: ") for fault in named)
    assert "argument 'day'" in named[0]
    assert '"last changed %(day)s"' in named[0]


def test_a_compiled_catalogue_that_says_something_else_is_named() -> None:
    translate()
    rewrite("Un long message", "Un bien long message")

    assert list(faults("fr")) == ["fr: locale/fr/LC_MESSAGES/django.mo is not what django.po says. Run `make fix`."]


def test_a_message_that_left_the_code_is_named_and_dropped(project: Path) -> None:
    translate()
    (project / "templates" / "page.html").write_text("")

    assert list(faults("fr")) == ["fr: no longer in the code (run `make fix`): 'last changed %(day)s'"]
    update("fr")
    assert "last changed" not in written()
    assert list(faults("fr")) == []


def test_a_language_without_a_catalogue_is_named() -> None:
    assert list(faults("es")) == ["es: there is no catalogue. Run `make fix`."]


def test_bringing_messages_in_again_changes_nothing_and_names_no_machine_nor_minute(project: Path) -> None:
    translate()
    before = written()

    update("fr")

    assert written() == before
    assert "#: room/module.py\n" in before
    assert str(project) not in before
    assert "Date" not in before
    assert "plural=(n > 1)" in before


def test_a_message_with_a_value_in_it_is_refused(project: Path) -> None:
    (project / "room" / "module.py").write_text('\n_(f"{count} partners")')

    with pytest.raises(CatalogueError, match=r"room/module.py:2: write out what _\(\) says"):
        update("fr")


def test_without_gettext_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(CatalogueError, match=r"^GNU gettext is missing.*install it") as refused:
        update("fr")

    assert "\n" not in str(refused.value)


def test_what_we_translate_for_unfold_is_said_by_unfold() -> None:
    place = Path(unfold.__file__).parent
    said = "\n".join(path.read_text() for kind in ("*.py", "*.html") for path in place.rglob(kind))

    assert [words for words in library_words.UNFOLD if words not in said] == []
