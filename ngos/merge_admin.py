"""Merging in the admin: two pages that ask first, and what an NGO's form says of its merge."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextareaWidget

from common.admin.widgets import KnownAutocomplete
from ngos.actions import merge_ngos, undo_merge
from ngos.forms import MergeForm, named_with_code
from ngos.merging import STEPS, MergeError
from ngos.models import Ngo, NgoMerge


class SurvivorChoices(AutocompleteJsonView):
    """The living NGOs except the one that is to be merged, with their codes: records of one NGO share their name."""

    def get_queryset(self) -> Any:
        """Return the NGOs that are searched for, without the one in the address."""
        rows: Any = super().get_queryset()
        return rows.living().exclude(pk=self.kwargs["object_id"])

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return a choice as its widget wants it."""
        return {**super().serialize_result(obj, to_field_name), "text": named_with_code(obj)}


class SurvivorAutocomplete(KnownAutocomplete):
    """Asks for them."""

    def __init__(self, ngo: Ngo, admin_site: admin.AdminSite) -> None:
        super().__init__(NgoMerge._meta.get_field("survivor"), admin_site)
        self.ngo = ngo

    def get_url(self) -> str:
        """Return where the choices are asked for."""
        return reverse("admin:ngos_ngo_merge_choices", args=[self.ngo.pk])


class MergeMixin:
    """Merges an NGO into another, and undoes it; wherever an NGO is chosen, living ones alone are offered."""

    admin_site: admin.AdminSite
    change_form_outer_before_template = "admin/ngos/ngo/_merge.html"

    def get_urls(self) -> Any:
        """Add the pages on which a merge, and its undoing, are confirmed."""
        view: Any = super()
        asked = self.admin_site.admin_view
        choices = SurvivorChoices.as_view(admin_site=self.admin_site)
        return [
            path("<int:object_id>/merge/choices/", asked(choices), name="ngos_ngo_merge_choices"),
            path("<int:object_id>/merge/", asked(self.merge_view), name="ngos_ngo_merge"),
            path("<int:object_id>/merge/undo/", asked(self.undo_merge_view), name="ngos_ngo_undo_merge"),
            *view.get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Say what the record was merged into, or which were merged into it, and offer what may be done."""
        ngo = kwargs.get("obj")
        context["may_merge"] = ngo is not None and self._may_merge(request, ngo)
        if ngo is not None and ngo.status == Ngo.Status.MERGED:
            context["merge"] = _running(ngo)
            context["stayed"] = _stayed_in_words(context["merge"]) if context["may_merge"] else []
        elif ngo is not None:
            context["merged_records"] = list(ngo.merged_records.all())
        view: Any = super()
        return view.render_change_form(request, context, *args, **kwargs)

    def merge_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask into which record and why, say what will move, and merge when that is sent."""
        ngo = self._found(request, object_id)
        if not isinstance(ngo, Ngo):
            return ngo
        form = MergeForm(request.POST or None)
        survivor: Any = form.fields["survivor"]
        survivor.widget = SurvivorAutocomplete(ngo, self.admin_site)
        survivor.widget.choices = survivor.choices
        form.fields["words"].widget = UnfoldAdminTextareaWidget({"rows": 4})
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data["survivor"]
            try:
                merge = merge_ngos(merged=ngo, survivor=chosen, by=_user(request), words=form.cleaned_data["words"])
            except MergeError as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("%(ngo)s was merged into %(into)s.") % {"ngo": ngo, "into": chosen})
                for told in _stayed_in_words(merge):
                    messages.warning(request, _("Stayed with the old record: %(rows)s") % {"rows": told})
                return redirect("admin:ngos_ngo_change", chosen.pk)
        counts = [(step.words, step.rows(ngo).count()) for step in STEPS.values()]
        context = {"form": form, "counts": [(words, count) for words, count in counts if count]}
        return self._page(request, ngo, "merge", _("Merge into another NGO"), context)

    def undo_merge_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask once more, and make two records of one again when that is sent."""
        ngo = self._found(request, object_id)
        if not isinstance(ngo, Ngo):
            return ngo
        merge = _running(ngo)
        if merge is None:
            messages.error(request, _("There is no merge of %(ngo)s to undo.") % {"ngo": ngo})
            return redirect("admin:ngos_ngo_change", object_id)
        fault = ""
        if request.method == "POST":
            try:
                undo_merge(merge=merge, by=_user(request))
            except MergeError as refused:
                fault = str(refused)
            else:
                messages.success(request, _("The merge is undone: %(ngo)s is a record of its own.") % {"ngo": ngo})
                return redirect("admin:ngos_ngo_change", object_id)
        return self._page(request, ngo, "undo_merge", _("Undo the merge"), {"merge": merge, "fault": fault})

    def _found(self, request: HttpRequest, object_id: int) -> Ngo | HttpResponse:
        """Return the NGO, or the answer to somebody who asks for one that is not there."""
        view: Any = self
        ngo: Ngo | None = view.get_object(request, str(object_id))
        if ngo is None:
            answer: HttpResponse = view._get_obj_does_not_exist_redirect(request, view.opts, str(object_id))
            return answer
        if not self._may_merge(request, ngo):
            raise PermissionDenied
        return ngo

    def _may_merge(self, request: HttpRequest, ngo: Ngo) -> bool:
        view: Any = self
        return bool(_user(request).is_reviewer and view.has_change_permission(request, ngo))

    def _page(self, request: HttpRequest, ngo: Ngo, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        view: Any = self
        common = {
            **self.admin_site.each_context(request),
            "title": f"{title}: {ngo}",
            "opts": view.opts,
            "original": ngo,
            "media": view.media + context["form"].media if "form" in context else view.media,
        }
        return TemplateResponse(request, f"admin/ngos/ngo/{name}.html", common | context)


def _user(request: HttpRequest) -> Any:
    return request.user


def _running(ngo: Ngo) -> NgoMerge | None:
    merge: NgoMerge | None = (
        NgoMerge.objects.running().filter(merged=ngo).select_related("merged", "survivor", "by").first()
    )
    return merge


def _stayed_in_words(merge: NgoMerge | None) -> list[str]:
    """Say how many rows of each kind stayed, and why; not which, for some are personal."""
    told = []
    for key, refused in merge.stayed.items() if merge is not None else []:
        words = STEPS[key].words if key in STEPS else key
        told.append(f"{words} ({len(refused)}): {' '.join(dict.fromkeys(refused.values()))}")
    return told
