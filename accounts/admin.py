"""Where administrators keep users, their duties and the keys of other systems."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.forms import AdminPasswordChangeForm

from accounts.forms import ApiKeyForm, NewUserForm, UserForm
from accounts.mail_admin import OutgoingMailAdmin
from accounts.models import AccountRequest, ApiKey, Invitation, OfficeMembership, User
from common.admin import PartInline, RegistryAdmin

__all__ = ["OutgoingMailAdmin"]


class OfficeMembershipInline(PartInline):
    """The duties a user holds in offices."""

    model = OfficeMembership
    autocomplete_fields = ("office",)
    fk_name = "user"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show the memberships to whoever sees the user."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave memberships to administrators."""
        return bool(request.user.is_superuser)

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(User)
class UserAdmin(RegistryAdmin, DjangoUserAdmin):  # type: ignore[misc]
    """People who sign in."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("email", "name", "duty", "offices_in_words", "is_active", "last_login")
    ordering = ("email", "pk")
    list_filter = ("duty", "is_active")
    filter_horizontal = ()
    bulk_fields = ("duty",)
    fieldsets = (
        (None, {"fields": ("email", "name", "language", ("duty", "is_active", "leaving"), "password", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "language", "duty", "password1", "password2")}),)
    readonly_fields = ("leaving", "last_login")
    inlines = (OfficeMembershipInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave an open account open here: closing it asks who takes over what its owner holds."""
        fixed = super().get_readonly_fields(request, obj)
        return ("is_active", *fixed) if obj and obj.is_active else fixed

    @admin.display(description=gettext_lazy("leaves"))
    def leaving(self, user: User) -> str:
        """Return the way to the page that closes the account."""
        if not user.is_active:
            return "—"
        return format_html('<a href="{}">{}</a>', reverse("leave", args=[user.pk]), _("Close the account"))

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Return the plain filters of this list, which no other surface has."""
        return self.list_filter

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the users with their offices."""
        held = models.Prefetch("memberships", OfficeMembership.objects.held().select_related("office"))
        return super().get_queryset(request).prefetch_related(held)

    @admin.display(description=gettext_lazy("offices"))
    def offices_in_words(self, user: User) -> str:
        """Return the duties the user holds in offices today."""
        return ", ".join(f"{held.office} ({held.get_duty_display()})" for held in user.memberships.all()) or "—"


@admin.register(ApiKey)
class ApiKeyAdmin(RegistryAdmin):
    """Keys of other systems; the secret is shown once, when the key is made."""

    form = ApiKeyForm
    list_display = ("name", "hint", "user", "scopes_in_words", "expires_on", "last_used_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "hint")
    autocomplete_fields = ("user",)
    actions = ("revoke_selected",)
    fields = ("user", "name", "scopes", "expires_on")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find keys by name or by how they begin."""
        return queryset.filter(
            models.Q(name__icontains=search_term) | models.Q(hint__icontains=search_term)
        ) if search_term else queryset, False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave a key that is in use as it was made, its last day apart."""
        return ("user", "hint", "scopes", "created_at", "last_used_at", "revoked_at") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show what is known of a key that is in use."""
        seen = ("user", "name", "hint", "scopes", "expires_on", "created_at", "last_used_at", "revoked_at")
        return seen if obj else self.fields

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        """Make the key and show its secret, once."""
        if change:
            super().save_model(request, obj, form, change)
            return
        key, secret = ApiKey.issue(
            user=obj.user, name=obj.name, scopes=form.cleaned_data["scopes"], expires_on=obj.expires_on
        )
        obj.pk = key.pk
        messages.warning(request, _("Copy the key now, it is not shown again: %(secret)s") % {"secret": secret})

    @admin.display(description=gettext_lazy("may"))
    def scopes_in_words(self, key: ApiKey) -> str:
        """Return what the key may be used for."""
        return ", ".join(key.scopes)

    @admin.action(description=gettext_lazy("Revoke selected keys"), permissions=["change"])
    def revoke_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Stop the keys for good."""
        keys = list(queryset.changeable_by(request.user))
        for key in keys:
            key.revoke()
        count = len(keys)
        messages.success(
            request, ngettext("%(count)d key revoked.", "%(count)d keys revoked.", count) % {"count": count}
        )


class SettledElsewhereAdmin(RegistryAdmin):
    """Rows that administrators look up here; what is done with them is done on their pages."""

    search_fields = ("name", "email")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to the pages."""
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find rows by name or e-mail address."""
        return queryset.filter(
            models.Q(name__icontains=search_term) | models.Q(email__icontains=search_term)
        ) if search_term else queryset, False


@admin.register(Invitation)
class InvitationAdmin(SettledElsewhereAdmin):
    """Whom administrators invited."""

    list_display = ("email", "name", "duty", "by", "sent_at", "accepted_at", "withdrawn_at")
    list_select_related = ("by",)
    fields = ("email", "name", "language", "duty", "by", "sent_at", "letters", "accepted_at", "withdrawn_at", "user")


@admin.register(AccountRequest)
class AccountRequestAdmin(SettledElsewhereAdmin):
    """For whom colleagues asked an account."""

    list_display = ("email", "name", "office", "duty", "by", "at", "is_approved", "decided_by")
    list_select_related = ("office", "by", "decided_by")
    fields = ("email", "name", "office", "duty", "why", "by", "at", "is_approved", "decided_by", "decided_at", "answer")
