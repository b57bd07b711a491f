"""What the pages of accounts share: who may open them, and how a form does what it asks for."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from common.constraints import message_of


class AdministratorMixin(LoginRequiredMixin):
    """A page for administrators."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let administrators in; send strangers to sign in, and others away."""
        if request.user.is_authenticated and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ActionMixin:
    """A form that does something; what is refused is said at its field."""

    def act(self, form: Any) -> None:
        """Do what the form asks for."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, or say why not."""
        view: Any = super()
        try:
            with transaction.atomic():
                self.act(form)
        except ValidationError as error:
            _tell(form, error)
        except IntegrityError as error:
            form.add_error(None, message_of(error) or str(error))
        else:
            answer: HttpResponse = view.form_valid(form)
            return answer
        refused: HttpResponse = view.form_invalid(form)
        return refused


def _tell(form: Any, error: ValidationError) -> None:
    """Say what was refused at the field that it names, or over the form."""
    named = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)
