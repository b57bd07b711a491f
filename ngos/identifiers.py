"""Schemes of organization identifiers, by their org-id.guide list codes, and their check digits.

The codes are those of org-id.guide; check digits are python-stdnum's where it knows the scheme, and ROR's own
for ROR: the last two digits are 98 - (n * 100 mod 97), n being the six characters before them read as base 32.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import isni, lei
from stdnum.au import abn
from stdnum.be import vat as be_vat
from stdnum.ca import bn
from stdnum.ch import uid
from stdnum.dk import cvr
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.fi import ytunnus
from stdnum.fr import siren
from stdnum.no import orgnr as no_orgnr
from stdnum.se import orgnr as se_orgnr
from stdnum.us import ein

ROR_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


class Scheme(NamedTuple):
    """A register of organizations: its name, the shape of its numbers, their check and their address."""

    name: str | Promise
    shape: str = r".{1,60}"
    check: Callable[[str], str] | None = None
    link: str = ""


def _check_ror(value: str) -> str:
    number = 0
    for letter in value[1:7]:
        number = number * 32 + ROR_LETTERS.index(letter)
    if int(value[7:]) != 98 - (number * 100) % 97:
        raise WrongNumber
    return value


SCHEMES: dict[str, Scheme] = {
    "XI-ROR": Scheme(
        _("Research Organization Registry"), r"0[0-9a-hjkmnp-tv-z]{6}\d{2}", _check_ror, "https://ror.org/{}"
    ),
    "XI-LEI": Scheme(
        _("Legal Entity Identifier"),
        r"[A-Z0-9]{18}\d{2}",
        lei.validate,
        "https://search.gleif.org/#/record/{}",
    ),
    "XI-ISNI": Scheme(_("International Standard Name Identifier"), r"\d{15}[\dX]", isni.validate),
    "XI-WIKIDATA": Scheme(_("Wikidata"), r"Q[1-9]\d*", link="https://www.wikidata.org/wiki/{}"),
    "XI-IATI": Scheme(_("IATI organization identifier"), r"[^/&|?\s]{3,60}"),
    "AF-MOE": Scheme(_("Afghanistan: Ministry of Economy")),
    "AU-ABN": Scheme(_("Australian Business Number"), r"\d{11}", abn.validate),
    "BD-NAB": Scheme(_("Bangladesh: NGO Affairs Bureau")),
    "BE-BCE_KBO": Scheme(_("Belgium: Crossroads Bank for Enterprises"), r"\d{10}", be_vat.validate),
    "CA-CRA_ACR": Scheme(_("Canada: registered charities"), r"\d{9}(RR\d{4})?", lambda value: str(bn.validate(value))),
    "CH-FDJP": Scheme(_("Switzerland: company number (UID)"), r"CHE\d{9}", uid.validate),
    "DE-CR": Scheme(_("Germany: company register")),
    "DK-CVR": Scheme(_("Denmark: central business register"), r"\d{8}", cvr.validate),
    "FI-PRO": Scheme(_("Finland: business information system"), r"\d{8}", ytunnus.validate),
    "FR-INSEE": Scheme(_("France: SIREN number"), r"\d{9}", siren.validate),
    "GB-CHC": Scheme(_("England and Wales: Charity Commission"), r"\d{6,7}(-\d+)?"),
    "GB-COH": Scheme(_("United Kingdom: Companies House"), r"[A-Z0-9]{2}\d{6}"),
    "GB-NIC": Scheme(_("Northern Ireland: Charity Commission"), r"\d{6}"),
    "GB-SC": Scheme(_("Scotland: charity register"), r"SC\d{6}"),
    "IQ-NGO": Scheme(_("Iraq: NGO directorate")),
    "JO-MSD": Scheme(_("Jordan: Ministry of Social Development")),
    "KE-NCB": Scheme(_("Kenya: NGOs Co-ordination Board")),
    "LB-MOI": Scheme(_("Lebanon: Ministry of Interior")),
    "NL-KVK": Scheme(_("Netherlands: Chamber of Commerce"), r"\d{8}"),
    "NO-BRC": Scheme(_("Norway: Brønnøysund register"), r"\d{9}", no_orgnr.validate),
    "SE-BLV": Scheme(_("Sweden: Companies Registration Office"), r"\d{10}", se_orgnr.validate),
    "SS-RRC": Scheme(_("South Sudan: Relief and Rehabilitation Commission")),
    "TR-MOI": Scheme(_("Türkiye: Ministry of Interior")),
    "UG-NGB": Scheme(_("Uganda: NGO Board")),
    "US-EIN": Scheme(_("United States: employer identification number"), r"\d{9}", ein.validate),
    "YE-MOPIC": Scheme(_("Yemen: Ministry of Planning")),
    "ZW-PVO": Scheme(_("Zimbabwe: private voluntary organizations")),
}
SCHEME_CHOICES = [(code, scheme.name) for code, scheme in SCHEMES.items()]


def normalized(scheme: str, value: str) -> str:
    """Return the number as it is stored: without an address around it, and without spaces where digits count."""
    value = value.strip()
    if scheme in {"XI-ROR", "XI-WIKIDATA"}:
        value = value.rstrip("/").rpartition("/")[2]
    if SCHEMES[scheme].check:
        value = re.sub(r"[\s.\-/]", "", value)
    return value.lower() if scheme == "XI-ROR" else value.upper() if SCHEMES[scheme].check else value


def check(scheme: str, value: str) -> None:
    """Refuse a normalized number that does not have its scheme's shape, or whose check digits are wrong."""
    known = SCHEMES[scheme]
    if not re.fullmatch(known.shape, value, re.ASCII):
        raise ValidationError(
            _("“%(value)s” does not look like a number of %(scheme)s."),
            code="wrong_shape",
            params={"value": value, "scheme": scheme},
        )
    if known.check is None:
        return
    try:
        known.check(value)
    except WrongNumber as wrong:
        raise ValidationError(
            _("The check digits of “%(value)s” are wrong for %(scheme)s: a digit is mistyped or missing."),
            code="wrong_check_digits",
            params={"value": value, "scheme": scheme},
        ) from wrong


def check_field(field: str, scheme: str, value: str) -> None:
    """Refuse as `check` does, with the refusal put at the field."""
    try:
        check(scheme, value)
    except ValidationError as refused:
        raise ValidationError({field: refused}) from refused
