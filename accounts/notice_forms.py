"""Forms of notices."""

from typing import Any

from django import forms
from django.utils.text import capfirst

from accounts.models import NoticeKind, NoticeTiming

LARGEST_KEY = 2**63 - 1


class NoticeReadForm(forms.Form):
    """Which notice was read, or up to which all were."""

    notice = forms.IntegerField(required=False, max_value=LARGEST_KEY)
    until = forms.IntegerField(required=False, max_value=LARGEST_KEY)


class NoticeChoicesForm(forms.Form):
    """When a mail tells of each kind of notice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=capfirst(kind.label), choices=NoticeTiming.choices, widget=forms.RadioSelect
            )
