"""What was sent after a session had ended: kept for whoever signs in next in that browser, until it is sent again."""

from allauth.core import ratelimit
from django.http import HttpRequest, QueryDict

KEPT = "typed_while_signed_out"
# Characters, as a browser sends them; what is longer, or comes too often from one address, is not kept.
MOST = 100_000
ACTION = "typed_while_signed_out"


def keep(request: HttpRequest) -> None:
    """Keep what was typed, as far as nobody can fill the store of sessions with it."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    sent = typed.urlencode()
    if len(sent) <= MOST and ratelimit.consume(request, action=ACTION):
        request.session[KEPT] = {"path": request.path, "typed": sent}


def kept(request: HttpRequest) -> QueryDict | None:
    """Return what was typed on this page when nobody was signed in."""
    found = request.session.get(KEPT)
    return QueryDict(found["typed"]) if found and found["path"] == request.path else None


def forget(request: HttpRequest) -> None:
    """Let go of what was typed on this page: it is sent again."""
    if kept(request) is not None:
        del request.session[KEPT]
