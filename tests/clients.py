"""Programs that ask the API, as tests need them."""

from rest_framework.test import APIClient

from accounts.models import ApiKeyScope, User
from tests.factories import ApiKeyFactory, UserFactory


def program(user: User | None = None, *, scopes: tuple[str, ...] = (ApiKeyScope.READ,), **key: object) -> APIClient:
    """Return a client with a key of the user, a viewer if none is given."""
    secret = "iom_a_secret_of_this_test"
    ApiKeyFactory(user=user or UserFactory(), secret=secret, scopes=list(scopes), **key)
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def codes(response: object) -> list[str]:
    """Return the codes of the records on a page."""
    return [record["code"] for record in response.json()["results"]]  # type: ignore[attr-defined]
