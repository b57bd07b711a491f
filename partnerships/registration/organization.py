"""The question what is known of an NGO that the registry does not hold yet."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.identifiers import SCHEME_CHOICES
from ngos.models import Contact, Identifier, Ngo, NgoName
from partnerships.models import NotAllowedError
from partnerships.registration.forms import StepForm, column


class NgoStep(StepForm):
    """What is known of an NGO that the registry does not hold yet; the name and the country are enough."""

    name = column(Ngo, "name", label=_("Name"), help_text=_("As the organization writes it, in any script."))
    headquarters = column(Ngo, "headquarters", label=_("Country of headquarters"), required=True)
    acronym = column(Ngo, "acronym", label=_("Acronym"))
    other_name = column(
        NgoName, "name", label=_("Another name"), required=False, help_text=_("In another language, or a former one.")
    )
    kind = column(Ngo, "kind", label=_("What sort of organization?"))
    website = column(Ngo, "website", label=_("Website"))
    scheme = forms.ChoiceField(label=_("Official register"), choices=[("", "—"), *SCHEME_CHOICES], required=False)
    number = column(Identifier, "value", label=_("Number in that register"), required=False)
    contact = column(Contact, "name", label=_("Whom to speak to"), required=False)
    email = column(Contact, "email", label=_("E-mail address"))
    phone = column(Contact, "phone", label=_("Telephone"))

    ALWAYS = ("name", "headquarters")
    COLUMNS = ("name", "headquarters", "acronym", "kind", "website")

    def __init__(self, ngo: Ngo, user: User, data: Any = None, files: Any = None, **first: Any) -> None:
        self.ngo, self.first = ngo, first
        super().__init__(None, user, data, files)

    def stored(self) -> dict[str, Any]:
        """Return what the NGO's row and the first of its parts say."""
        if self.ngo.pk is None:
            return {name: getattr(self.ngo, name) for name in self.COLUMNS} | self.first
        stored: dict[str, Any] = Ngo.objects.values(*self.COLUMNS).get(pk=self.ngo.pk)
        name, identifier, contact = (rows.first() for rows in self._parts())
        if name:
            stored["other_name"] = name.name
        if identifier:
            stored |= {"scheme": identifier.scheme, "number": identifier.value}
        if contact:
            stored |= {"contact": contact.name, "email": contact.email, "phone": contact.phone}
        return stored

    def _parts(self) -> tuple[Any, Any, Any]:
        return (
            self.ngo.names.order_by("pk"),
            self.ngo.identifiers.order_by("pk"),
            self.ngo.contacts.order_by("pk"),
        )

    def rest(self) -> list[Any]:
        """Return the fields that may stay empty."""
        return [self[name] for name in self.fields if name not in self.ALWAYS]

    def has_rest(self) -> bool:
        """Say whether one of them is filled or wrong, so that they are not folded up."""
        return any(self.errors.get(bound.name) or (bound.value() and bound.name != "kind") for bound in self.rest())

    def clean(self) -> dict[str, Any]:
        """Let the models judge the NGO and its parts, field by field."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("scheme")) != bool(cleaned.get("number")):
            self.add_error(
                "number" if cleaned.get("scheme") else "scheme", _("Give the register and the number together.")
            )
        if (cleaned.get("email") or cleaned.get("phone")) and not cleaned.get("contact"):
            self.add_error("contact", _("Say whose address or number it is, such as “Office”."))
        if not self.errors:
            self._judge(cleaned)
        return cleaned

    def _judge(self, cleaned: dict[str, Any]) -> None:
        for name in self.COLUMNS:
            setattr(self.ngo, name, cleaned[name])
        self.parts: list[Any] = []
        others, identifiers, contacts = self._parts() if self.ngo.pk else (None, None, None)
        if cleaned["other_name"]:
            self._judged(NgoName, others, {"name": "other_name"}, cleaned)
        if cleaned["scheme"]:
            self._judged(Identifier, identifiers, {"scheme": "scheme", "value": "number"}, cleaned)
        if cleaned["contact"]:
            self._judged(Contact, contacts, {"name": "contact", "email": "email", "phone": "phone"}, cleaned)

    def _judged(self, model: Any, rows: Any, names: dict[str, str], cleaned: dict[str, Any]) -> None:
        """Keep a part with what was typed of it; what the model says of its columns is told at the fields."""
        part = (rows.first() if rows is not None else None) or model(ngo=self.ngo)
        for name, typed_in in names.items():
            setattr(part, name, cleaned[typed_in])
        try:
            part.full_clean(exclude=["ngo"])
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                self.add_error(names.get(name), messages)
        self.parts.append(part)

    def write(self) -> None:
        """Write the NGO and its parts, if it is still only proposed; parts whose fields were emptied go."""
        open_ones = Ngo.objects.proposed().changeable_by(self.user).select_for_update(of=("self",))
        if open_ones.filter(pk=self.ngo.pk).first() is None:
            raise NotAllowedError(gettext("You may read this record, but not change it."))
        self.ngo.full_clean()
        self.ngo.save(update_fields=[*self.COLUMNS, "updated_at"])
        for rows, part_model in zip(self._parts(), (NgoName, Identifier, Contact), strict=True):
            part: Any = next((part for part in self.parts if isinstance(part, part_model)), None)
            if part is None:
                rows.filter(pk__in=rows.values("pk")[:1]).delete()
            else:
                part.ngo = self.ngo
                part.full_clean()
                part.save()
