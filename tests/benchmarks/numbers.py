"""Numbers under which registers know an NGO, with check digits that are right."""

from random import Random

from django.core.exceptions import ValidationError

from ngos.identifiers import ROR_LETTERS, SCHEMES, check

WORLDWIDE = {"XI-WIKIDATA": 40, "XI-IATI": 30, "XI-ROR": 15, "XI-ISNI": 10, "XI-LEI": 5}
NATIONAL: dict[str, list[str]] = {}
for _scheme in SCHEMES.keys() - WORLDWIDE.keys():
    NATIONAL.setdefault(_scheme.partition("-")[0], []).append(_scheme)

# `#` is a digit, `@` a letter or digit, `~` a letter of ROR; a scheme not named here has the last form.
FORMS = {
    "XI-ROR": "0~~~~~~##",
    "XI-LEI": "5493@@@@@@@@@@@@@@##",
    "XI-ISNI": "00000004########",
    "XI-WIKIDATA": "Q1#######",
    "XI-IATI": "XM-DAC-#####-####",
    "AU-ABN": "###########",
    "BE-BCE_KBO": "04########",
    "CA-CRA_ACR": "8########",
    "CH-FDJP": "CHE1########",
    "DE-CR": "VR ######",
    "DK-CVR": "########",
    "FI-PRO": "########",
    "FR-INSEE": "4########",
    "GB-CHC": "1######",
    "GB-COH": "0#######",
    "GB-NIC": "10####",
    "GB-SC": "SC0#####",
    "NL-KVK": "########",
    "NO-BRC": "9########",
    "SE-BLV": "80########",
    "US-EIN": "#########",
}
OTHER_FORM = "NGO/####/####"
LETTERS = {"#": "0123456789", "@": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "~": ROR_LETTERS}


def scheme_for(country: str, random: Random) -> str:
    """Return one of the country's registers, or a worldwide one."""
    if country in NATIONAL and random.random() < 0.7:
        return random.choice(sorted(NATIONAL[country]))
    return random.choices(list(WORLDWIDE), WORLDWIDE.values())[0]


def number(scheme: str, random: Random) -> str:
    """Draw numbers until one has right check digits."""
    form = FORMS.get(scheme, OTHER_FORM)
    while True:
        value = "".join(random.choice(LETTERS[sign]) if sign in LETTERS else sign for sign in form)
        try:
            check(scheme, value)
        except ValidationError:
            continue
        return value
