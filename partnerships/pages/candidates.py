"""Organizations of the registry that somebody may mean, with what tells them: reasons, place and partnerships."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.fields import country_name
from ngos.matching import Band, Candidate, Described, candidates
from ngos.models import Ngo
from ngos.search import understood
from partnerships.models import Partnership

MOST = 8
OFFICES_NAMED = 3


class Suggestion(NamedTuple):
    """An organization that may be meant, and why."""

    ngo: Ngo
    reasons: list[str]
    partnerships: str
    is_sure: bool
    is_same_identifier: bool

    @property
    def line(self) -> str:
        """Return acronym, country, code and standing, as far as they are known."""
        parts = [self.ngo.acronym, country_name(self.ngo.headquarters) if self.ngo.headquarters else "", self.ngo.code]
        if self.ngo.status != Ngo.Status.ACTIVE:
            parts.append(str(self.ngo.get_status_display()))
        return " · ".join(filter(None, parts))


def suggestions(name: str, country: str, user: Any) -> list[Suggestion]:
    """Return what looks like the name, the likeliest first, and then what the search finds by it."""
    alike = candidates(Described(name=name, countries=(country,) if country else ()))
    found = Ngo.objects.visible_to(user).living().found_by(asked := understood(name)).best_match_first(asked)
    others = [ngo for ngo in found[:MOST] if ngo.pk not in {candidate.ngo.pk for candidate in alike}]
    return told([*alike, *others][:MOST], user)


def told(found: Sequence[Candidate | Ngo], user: Any) -> list[Suggestion]:
    """Return candidates with what tells them."""
    keys = [one.pk if isinstance(one, Ngo) else one.ngo.pk for one in found]
    offices: dict[int, Counter[str]] = {}
    rows = Partnership.objects.visible_to(user).approved().filter(ngo__in=keys).order_by()
    for ngo, office, count in rows.values_list("ngo", "office__name").annotate(Count("pk")):
        offices.setdefault(ngo, Counter())[office or ""] = count
    return [_suggestion(one, offices) for one in found]


def _suggestion(one: Candidate | Ngo, offices: dict[int, Counter[str]]) -> Suggestion:
    if isinstance(one, Ngo):
        return Suggestion(one, [], _in_words(offices.get(one.pk)), False, False)
    words = _in_words(offices.get(one.ngo.pk))
    return Suggestion(one.ngo, list(one.reasons), words, one.band is Band.SURE, one.is_same_identifier)


def _in_words(offices: Counter[str] | None) -> str:
    """Say how many partnerships there are, and of which offices."""
    if not offices:
        return _("No approved partnership yet")
    count = offices.total()
    named = [office for office, _count in offices.most_common() if office][:OFFICES_NAMED]
    words = ngettext("%(count)d partnership", "%(count)d partnerships", count) % {"count": count}
    return (
        _("%(partnerships)s with %(offices)s") % {"partnerships": words, "offices": ", ".join(named)}
        if named
        else words
    )
