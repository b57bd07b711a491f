"""What of an NGO passes to a successor when a colleague leaves: the looking after it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.leaving import handed_over_on_leaving
from accounts.models import User
from ngos.models import FocalPerson


def _looked_after(user: User) -> Any:
    rows = FocalPerson.objects.filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate()), user=user)
    return rows.select_related("ngo", "office")


def _hand_over(row: FocalPerson, *, to: User, by: User) -> None:
    """End the leaver's part today, and begin the successor's, who may look after the NGO for that office already."""
    today = timezone.localdate()
    begins, ends = max(row.starts_on, today), row.ends_on
    if row.starts_on > today:
        row.delete()
    else:
        row.ends_on = today
        row.save(update_fields=["ends_on"])
    own = FocalPerson.objects.filter(Q(ends_on=None) | Q(ends_on__gte=begins), ngo=row.ngo, office=row.office, user=to)
    if not (own.filter(starts_on__lte=ends) if ends else own).exists():
        FocalPerson.objects.create(ngo=row.ngo, office=row.office, user=to, starts_on=begins, ends_on=ends)


handed_over_on_leaving(_("NGOs looked after"), _looked_after, _hand_over)
