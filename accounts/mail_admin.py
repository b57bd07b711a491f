"""Where administrators see what became of the mails."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.filters import OutgoingMailFilter
from accounts.models import OutgoingMail
from common.admin import RegistryAdmin
from common.outbox import OutgoingState
from common.tick import is_silent


@admin.register(OutgoingMail)
class OutgoingMailAdmin(RegistryAdmin):
    """Mails on their way: nobody edits one; of one that was perhaps not sent, a person decides."""

    filterset_class = OutgoingMailFilter
    filter_names = ("state",)
    list_display = ("user", "due_at", "state_in_words", "attempts", "next_attempt_at", "sent_at", "last_error")
    list_select_related = ("user",)
    fields = readonly_fields = (
        "user",
        "told",
        "state_in_words",
        "due_at",
        "attempts",
        "next_attempt_at",
        "handed_over_at",
        "sent_at",
        "last_error",
    )
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the mails with how far they have come."""
        return super().get_queryset(request).with_state()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find mails by whom they are to."""
        found = models.Q(user__email__icontains=search_term) | models.Q(user__name__icontains=search_term)
        return queryset.filter(found) if search_term else queryset, False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the list; say so where nobody sends what waits in it."""
        if is_silent():
            fault = _("No worker has been at work for five minutes, so no mail is sent: start “manage.py worker”.")
            messages.warning(request, fault)
        return super().changelist_view(request, extra_context)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_in_words(self, mail: Any) -> str:
        """Return how far the mail has come."""
        return str(OutgoingState(mail.state).label)

    @admin.display(description=gettext_lazy("tells of"))
    def told(self, mail: OutgoingMail) -> str:
        """Return the kinds of the notices in the mail, and their records, and nothing that others wrote in them."""
        notices = [(notice.record, notice.get_kind_display()) for notice in mail.notices.all()]
        return format_html_join("; ", "{}: {}", notices) or "—"

    @admin.action(description=gettext_lazy("Send again what was perhaps not sent"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        """Send the mails again; those of which it is known whether they were sent stay as they are."""
        count = OutgoingMail.objects.filter(pk__in=queryset.values("pk")).send_again()
        messages.success(
            request,
            ngettext("%(count)d mail is sent again.", "%(count)d mails are sent again.", count) % {"count": count},
        )
