"""What the lists of this room can be narrowed by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import OutgoingMail
from common.filters import ChoicesFilter, RecordFilterSet
from common.outbox import OutgoingState


class StateFilter(ChoicesFilter):
    """How far something on its way has come."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Keep the rows that have come this far."""
        return qs.in_state(value) if value else qs


class OutgoingMailFilter(RecordFilterSet):
    """Narrows outgoing mails, in which nobody searches."""

    search = None  # type: ignore[assignment]  # so a filter of the base is left out
    state = StateFilter("state", choices=OutgoingState.choices, label=_("state"))

    class Meta:
        model = OutgoingMail
        fields: list[str] = []
