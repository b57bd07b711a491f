"""Sessions that have ended are forgotten, and no others."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.sessions import forget_ended

pytestmark = pytest.mark.django_db


def test_sessions_that_have_ended_are_forgotten_and_others_stay() -> None:
    for name, days in (("ended", -1), ("running", 1)):
        Session.objects.create(session_key=name, session_data="", expire_date=timezone.now() + timedelta(days=days))

    forget_ended()

    assert [session.session_key for session in Session.objects.all()] == ["running"]
