"""The keys with which programs act for users: hashed, scoped, and stopped by any of four things."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.test import APIRequestFactory

from accounts.authentication import ApiKeyAuthentication
from accounts.models import ApiKey, ApiKeyScope
from tests.factories import ApiKeyFactory, UserFactory

pytestmark = pytest.mark.django_db


def issue(**values):
    """Issue a key that reads, until the end of 2999."""
    return ApiKey.issue(
        **{
            "user": UserFactory(),
            "name": "Statistics",
            "scopes": [ApiKeyScope.READ],
            "expires_on": date(2999, 12, 31),
        }
        | values
    )


def test_a_key_is_issued_with_a_secret_that_is_nowhere_in_the_database():
    key, secret = issue()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM accounts_apikey AS k WHERE id = %s", [key.pk])
        row = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(row_to_json(k)::text, '') FROM accounts_apikeyevent AS k")
        events = cursor.fetchone()[0]

    assert secret.startswith("iom_")
    assert len(secret) > 40
    assert secret not in row + events
    assert key.hashed_secret == ApiKey.hash(secret)
    assert secret.startswith(key.hint)
    assert len(key.hint) <= 12


def test_two_keys_have_two_secrets():
    secrets = {issue()[1] for _ in range(3)}

    assert len(secrets) == 3


def test_a_working_key_is_found_by_its_secret_with_its_user(django_assert_num_queries):
    key = ApiKeyFactory(secret="iom_known")

    with django_assert_num_queries(1):
        found = ApiKey.objects.for_secret("iom_known")
        user = found.user

    assert (found, user) == (key, key.user)


@pytest.mark.parametrize(
    "values",
    [{"expired": True}, {"revoked": True}, {"user__is_active": False}, {"secret": "iom_other"}],
    ids=["expired", "revoked", "user locked", "another secret"],
)
def test_a_key_that_is_stopped_opens_nothing(values):
    ApiKeyFactory(**{"secret": "iom_known"} | values)

    found = ApiKey.objects.for_secret("iom_known")

    assert found is None


@pytest.mark.parametrize("secret", ["", "iom_", ApiKey.hash("iom_known"), "IOM_KNOWN", "iom_known ", "\0"])
def test_nothing_but_the_secret_opens(secret):
    ApiKeyFactory(secret="iom_known")

    found = ApiKey.objects.for_secret(secret)

    assert found is None


@pytest.mark.parametrize(("days", "works"), [(-1, False), (0, True), (1, True)])
def test_a_key_works_until_the_end_of_its_last_day(days, works):
    ApiKeyFactory(secret="iom_known", expires_on=timezone.localdate() + timedelta(days=days))

    found = ApiKey.objects.for_secret("iom_known")

    assert (found is not None) == works


def test_a_revoked_key_keeps_the_time_at_which_it_was_first_revoked():
    key = ApiKeyFactory(secret="iom_known")

    key.revoke()
    first = key.revoked_at
    key.revoke()

    key.refresh_from_db()
    assert key.revoked_at == first
    assert ApiKey.objects.for_secret("iom_known") is None


@pytest.mark.parametrize(
    ("used_ago", "is_noted"),
    [(None, True), (timedelta(seconds=30), False), (timedelta(seconds=61), True), (timedelta(days=1), True)],
)
def test_the_use_of_a_key_is_noted_at_most_once_a_minute(used_ago, is_noted, django_assert_num_queries):
    before = None if used_ago is None else timezone.now() - used_ago
    key = ApiKeyFactory(last_used_at=before)

    with django_assert_num_queries(1 if is_noted else 0):
        key.note_use()

    key.refresh_from_db()
    assert (key.last_used_at != before) == is_noted


@pytest.mark.parametrize("scopes", [[], None, ["write"], [""], ["read", "everything"]])
def test_a_key_is_for_something_and_for_nothing_unknown(scopes):
    with pytest.raises(ValidationError) as refused:
        issue(scopes=scopes)

    assert set(refused.value.message_dict) == {"scopes"}


def test_a_request_with_a_key_acts_for_the_keys_user():
    key = ApiKeyFactory(secret="iom_known", last_used_at=datetime(2001, 1, 1, tzinfo=UTC))
    request = APIRequestFactory().get("/", headers={"Authorization": "Bearer iom_known"})

    user, auth = ApiKeyAuthentication().authenticate(request)

    key.refresh_from_db()
    assert (user, auth) == (key.user, key)
    assert key.last_used_at > datetime(2001, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("header", ["Bearer", "Bearer iom_wrong", "Bearer iom known", "bearer \xff\xfe"])
def test_a_request_with_a_key_that_opens_nothing_is_refused(header):
    ApiKeyFactory(secret="iom_known")
    request = APIRequestFactory().get("/", headers={"Authorization": header})

    with pytest.raises(AuthenticationFailed, match="This API key is not known, has expired or was revoked"):
        ApiKeyAuthentication().authenticate(request)


@pytest.mark.parametrize("header", ["", "Basic YW5hOmFuYQ=="])
def test_a_request_without_a_key_is_left_to_the_session(header):
    request = APIRequestFactory().get("/", headers={"Authorization": header})

    assert ApiKeyAuthentication().authenticate(request) is None
