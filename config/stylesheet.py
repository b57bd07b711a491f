"""The one style sheet of the pages: the files of `static/css`, joined; its address changes with its content.

One request instead of twenty is what a slow link can bear; no build, as the files are joined when a process starts.
"""

from functools import lru_cache
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config.environment import BASE_DIR

CSS = BASE_DIR / "static" / "css"


@lru_cache(maxsize=1)
def stylesheet() -> tuple[str, str]:
    """Return the joined sheets, tokens and base first, and the digest that names them."""
    sheets = [CSS / "tokens.css", CSS / "base.css", *sorted((CSS / "components").glob("*.css"))]
    joined = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return joined, sha256(joined.encode()).hexdigest()[:12]


def address() -> str:
    """Return the address of the style sheet as it is now."""
    return reverse("stylesheet", args=[stylesheet()[1]])


def serve(request: HttpRequest, digest: str) -> HttpResponse:
    """Return the style sheet, to be kept for good; an address of an earlier one leads to it."""
    content, current = stylesheet()
    if digest != current:
        return HttpResponseRedirect(address())
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(content, content_type="text/css; charset=utf-8", headers=headers)
