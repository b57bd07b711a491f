"""Who reads a public directory without an account."""

from django.contrib.auth.models import AnonymousUser


class Visitor(AnonymousUser):
    """Somebody without an account, who holds no duty anywhere."""

    is_reviewer = False
    registrar_offices: frozenset[int] = frozenset()
    reviewer_offices: frozenset[int] = frozenset()
