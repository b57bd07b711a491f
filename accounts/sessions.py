"""Sessions of people who are signed in, and of those who once were."""

from importlib import import_module

from django.conf import settings


def forget_ended() -> None:
    """Remove the sessions that have ended, with what they held."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
