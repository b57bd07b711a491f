"""What the user is told, and how the user wants to be told."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from accounts.models import Notice
from accounts.notice_forms import NoticeChoicesForm, NoticeReadForm
from accounts.notices import choices_of, choose
from partnerships.pages.listing import paged
from partnerships.views.reading import ReaderMixin


class OwnNotices(ReaderMixin):
    """A page about the user's own notices."""

    def notices(self) -> Any:
        """Return them."""
        return Notice.objects.visible_to(self.request.user)


class NoticeList(OwnNotices, TemplateView):
    """The user's notices, newest first."""

    template_name = "accounts/notice_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of them."""
        listed = paged(self.notices().select_related("by"), ("-pk",), self.request.GET)
        latest = self.notices().unread().order_by("-pk").values_list("pk", flat=True).first()
        return super().get_context_data(listed=listed, latest_unread=latest, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Mark one notice as read, or all up to the latest that the page has shown."""
        form = NoticeReadForm(request.POST)
        if form.is_valid():
            one, until = form.cleaned_data["notice"], form.cleaned_data["until"]
            self.notices().filter(Q(pk=one) | Q(pk__lte=until or 0)).mark_read()
        return redirect(request.get_full_path())


class NoticeOpen(OwnNotices, View):
    """Marks a notice as read, and leads on to what it tells of."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go there; never to another host."""
        notice = get_object_or_404(self.notices(), pk=pk)
        self.notices().filter(pk=pk).mark_read()
        is_ours = url_has_allowed_host_and_scheme(notice.address, allowed_hosts=None)
        return redirect(notice.address if is_ours else reverse("notices"))


class NoticeSettings(ReaderMixin, FormView):
    """Asks when a mail is to tell of each kind of notice."""

    form_class = NoticeChoicesForm
    template_name = "accounts/notice_settings.html"
    success_url = reverse_lazy("notice-settings")

    def get_initial(self) -> dict[str, Any]:
        """Return what the user chose before."""
        return dict(choices_of(self.request.user))

    def form_valid(self, form: NoticeChoicesForm) -> HttpResponse:
        """Keep the choices."""
        choose(user=self.request.user, timings=form.cleaned_data)  # type: ignore[arg-type]
        messages.success(self.request, _("Saved. It holds for what comes from now on."))
        return super().form_valid(form)
