"""Searches of the directory that people keep."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.querysets import SavedSearchQuerySet
from common import fields
from common.history import tracked


@tracked()
class SavedSearch(models.Model):
    """A search of the directory that a user gave a name; whoever knows its address may open it."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_searches", verbose_name=_("saved by"), editable=False
    )
    name = fields.CharField(_("name"), max_length=80)
    parameters = fields.CharField(_("search"), max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["user", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="savedsearch_name_is_given_once",
                fields=["user", "name"],
                violation_error_message=_("You have a saved search of this name already."),
            ),
            models.CheckConstraint(
                name="savedsearch_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the search a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
