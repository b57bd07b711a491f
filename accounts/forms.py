"""Forms of users and keys."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordMixin, UserChangeForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AccountRequest, ApiKey, ApiKeyScope, Invitation, SavedSearch, User
from accounts.models.invitation import OFFICE_DUTIES
from programmes.models import FieldOffice


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
        return super()._get_validation_exclusions() - {"user"}  # type: ignore[misc,no-any-return]

    def clean(self) -> dict[str, Any]:
        """Refuse a search that is too long to keep, for which the form has no field."""
        longest: Any = SavedSearch._meta.get_field("parameters").max_length
        if len(self.instance.parameters) > longest:
            self.add_error(None, _("This search is too long to be saved: take some of its values off."))
        cleaned: dict[str, Any] = super().clean()  # type: ignore[assignment]
        return cleaned


class AccountForm(forms.ModelForm):
    """What people say of themselves."""

    class Meta:
        model = User
        fields = ["name", "language"]


class InvitationForm(forms.ModelForm):
    """Whom an administrator invites, and to what; a duty in one office may be given along."""

    office = forms.ModelChoiceField(label=_("Field office"), queryset=FieldOffice.objects.none(), required=False)
    office_duty = forms.ChoiceField(label=_("Duty in that office"), choices=OFFICE_DUTIES, required=False)

    class Meta:
        model = Invitation
        fields = ["email", "name", "language", "duty"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = FieldOffice.objects.offered().order_by("name")  # type: ignore[attr-defined]

    @property
    def memberships(self) -> list[tuple[FieldOffice, str]]:
        """Return the office with the duty in it, if one was chosen."""
        office = self.cleaned_data["office"]
        return [(office, self.cleaned_data["office_duty"])] if office else []


class AcceptForm(SetPasswordMixin, forms.Form):
    """The password of a new account, twice."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any] | None:
        """Judge the password as every password here is judged."""
        self.validate_passwords()
        self.validate_password_for_user(self.user)
        return super().clean()


class AccountRequestForm(forms.ModelForm):
    """For whom an account is asked, and why."""

    class Meta:
        model = AccountRequest
        fields = ["name", "email", "office", "duty", "why"]
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = FieldOffice.objects.offered().order_by("name")  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What an administrator answers to a request; a refusal needs words."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is sent to whoever asked. A refusal needs one."),
    )


class LeaveForm(forms.Form):
    """Who takes over what a leaver holds: colleagues of the same offices come first."""

    successor = forms.ModelChoiceField(label=_("Successor"), queryset=User.objects.none())

    def __init__(self, *args: Any, leaver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = User.objects.successors_of(leaver)  # type: ignore[attr-defined]
