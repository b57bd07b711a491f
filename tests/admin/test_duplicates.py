"""The workbench says of a new NGO which others look like it; a name never blocks."""

import pytest

from ngos.models import Ngo
from tests import factories as f
from tests.admin.forms import words_on
from tests.admin.visits import opened_new, page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "is_told"), [("Shelter Huose Vienna", True), ("Harbour of Peace", False)])
def test_a_new_ngo_is_saved_and_its_likenesses_are_told(name: str, is_told: bool) -> None:
    known = f.NgoFactory(name="Shelter House Vienna", active=True)
    client = signed_in(f.UserFactory(reviewer=True))

    answer = client.post(page_of(Ngo, "add"), opened_new(client, Ngo).fill(name=name), follow=True)

    assert Ngo.objects.filter(name=name).exists()
    assert (f"{known} ({known.code})" in words_on(answer)) == is_told
