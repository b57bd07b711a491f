"""Who may do what, in words; the rule itself is in `common/permissions.py` and the querysets."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class DutyInWords(NamedTuple):
    """A duty, where it is held, what it allows and what it does not."""

    name: Any
    where: Any
    may: Any
    may_not: Any


DUTIES = [
    DutyInWords(
        _("viewer"),
        _("the whole registry"),
        _("Read what is approved, export it, save searches, report mistakes."),
        _("See drafts, contacts of NGOs, or change anything."),
    ),
    DutyInWords(
        _("registrar"),
        _("one office or several"),
        _(
            "Register collaborations of the own offices, propose new NGOs and changes to what is approved, keep the "
            + "NGOs that these offices work with up to date, mend what came back."
        ),
        _("Approve, or change a collaboration once it was handed in."),
    ),
    DutyInWords(
        _("reviewer of an office"),
        _("one office or several"),
        _("Change, approve, return, reject and suspend what the own offices register."),
        _("Approve what the same person handed in, or decide for other offices."),
    ),
    DutyInWords(
        _("reviewer"),
        _("the whole registry"),
        _("The same for all offices; keep NGOs, programmes and offices; record observer decisions; merge records."),
        _("Approve what the same person handed in, or delete records other than drafts."),
    ),
    DutyInWords(
        _("administrator"),
        _("the whole registry"),
        _("All that a reviewer may; give out accounts, duties and API keys; delete what nothing rests on."),
        _("Approve what the same person handed in, or change the history."),
    ),
]
