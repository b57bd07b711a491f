"""Letters about accounts: plain text and HTML out of one template of words, in the reader's language."""

import re
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User

ADDRESS = re.compile(r"https?://\S+\Z")


class Part(NamedTuple):
    """A paragraph of a letter; one that ends in an address on a line of its own becomes a button."""

    words: str
    address: str


def absolute(path: str) -> str:
    """Return the whole address of a page."""
    return f"{settings.SITE_ADDRESS}{path}"


def send_letter(to: User | str, template: str, context: dict[str, Any], *, language: str = "") -> None:
    """Send the words of `<template>_subject.txt` and `<template>_message.txt` once what was changed is kept.

    A mail server that is down is logged; whoever wrote the letter can send it again.
    """
    address = to if isinstance(to, str) else to.email
    own = language or ("" if isinstance(to, str) else to.language) or translation.get_language()
    with translation.override(own):
        letter = _written(address, template, {**context, "reader": to})
    transaction.on_commit(partial(letter.send), robust=True)


def parts(text: str) -> list[Part]:
    """Return the paragraphs of a letter."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        words, _line, last = paragraph.rpartition("\n")
        found.append(Part(words.rstrip(":\xa0 "), last) if ADDRESS.match(last) else Part(paragraph, ""))
    return found


def _written(address: str, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """Render the letter in the language that is spoken."""
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    text = render_to_string(f"{template}_message.txt", context).strip()
    home = absolute("/")
    frame = {"subject": subject, "text": text, "parts": parts(text), "home": home, "host": urlsplit(home).netloc}
    letter = EmailMultiAlternatives(subject, render_to_string("mail/letter.txt", frame), to=[address])
    letter.attach_alternative(render_to_string("mail/letter.html", frame), "text/html")
    return letter
