"""Forms of users and keys."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiKey, ApiKeyScope, SavedSearch, User


class NewUserForm(BaseUserCreationForm):
    """A new user with a first password."""

    class Meta:
        model = User
        fields = ["email", "name", "language", "duty"]


class UserForm(UserChangeForm):
    """A user; the password has a form of its own."""

    class Meta:
        model = User
        fields = ["email", "name", "language", "duty", "is_active", "password"]


class ApiKeyForm(forms.ModelForm):
    """A new key; it works for a year unless said otherwise."""

    scopes = forms.MultipleChoiceField(
        label=_("may"),
        choices=ApiKeyScope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[ApiKeyScope.READ],
    )

    class Meta:
        model = ApiKey
        fields = ["user", "name", "scopes", "expires_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "expires_on" in self.fields:
            self.fields["expires_on"].initial = lambda: timezone.localdate() + timedelta(days=365)


class SavedSearchForm(forms.ModelForm):
    """The name of a search."""

    class Meta:
        model = SavedSearch
        fields = ["name"]

    def _get_validation_exclusions(self) -> set[str]:
        """Judge the owner too: a name is given once by each."""
        return super()._get_validation_exclusions() - {"user", "parameters"}  # type: ignore[misc,no-any-return]
