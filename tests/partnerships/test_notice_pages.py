"""The pages of notices: a user's own, read one by one or all, and mailed as chosen."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Notice, NoticeChoice, NoticeKind, User
from accounts.notices import choices_of
from tests.factories import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST, SETTINGS, HELP = reverse("notices"), reverse("notice-settings"), reverse("help")


@pytest.fixture
def reader(client: Client) -> User:
    """Somebody who has signed in."""
    user: User = UserFactory()
    client.force_login(user)
    return user


def page(client: Client, address: str = LIST) -> str:
    """Return what a page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def unread(user: User) -> list[str]:
    """Return the records of the user's unread notices."""
    return list(Notice.objects.visible_to(user).unread().order_by("pk").values_list("record", flat=True))


def test_a_user_sees_the_own_notices_newest_first_with_words_and_way(client: Client, reader: User):
    old = NoticeFactory(user=reader, record="PTN-00001", name="Shelter", read=True, words="Which <i>year</i>?")
    new = NoticeFactory(user=reader, record="PTN-00002", by=UserFactory(name="Ana"))
    NoticeFactory(record="PTN-00003")

    shown = page(client)

    assert "PTN-00003" not in shown
    assert shown.index("Ana approved PTN-00002.") < shown.index("PTN-00001 was approved.")
    assert f'href="{new.get_absolute_url()}"' in shown
    assert f'href="{old.get_absolute_url()}"' in shown
    assert "Which &lt;i&gt;year&lt;/i&gt;?" in shown
    assert shown.count("(unread)") == 1


def test_somebody_without_notices_is_told_what_stands_there_one_day(client: Client, reader: User):
    assert "Nothing yet." in page(client)


def test_opening_a_notice_marks_it_and_leads_to_its_record(client: Client, reader: User):
    notice, other = NoticeFactory(user=reader), NoticeFactory(user=reader)

    answer = client.get(notice.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (302, notice.address)
    assert unread(reader) == [other.record]


def test_an_opened_notice_keeps_the_time_at_which_it_was_first_read(client: Client, reader: User):
    notice = NoticeFactory(user=reader, read=True)

    client.get(notice.get_absolute_url())

    assert Notice.objects.get().read_at == notice.read_at


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_another_s_notice_does_not_exist_and_stays_unread(client: Client, who: str):
    notice = NoticeFactory()
    client.force_login(UserFactory(**{who: True}))

    assert client.get(notice.get_absolute_url()).status_code == 404
    for sent in ({"notice": notice.pk}, {"until": notice.pk}):
        assert client.post(LIST, sent).status_code == 302

    assert unread(notice.user) == [notice.record]


@pytest.mark.parametrize("address", [LIST, SETTINGS, "/notices/1/"])
def test_a_stranger_is_asked_to_sign_in_even_where_the_directory_is_public(
    client: Client, settings: pytest.FixtureRequest, address: str
):
    settings.PUBLIC_DIRECTORY = True  # type: ignore[attr-defined]

    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_one_notice_is_marked_as_read_by_a_press(client: Client, reader: User):
    notice, other = NoticeFactory(user=reader), NoticeFactory(user=reader)

    answer = client.post(f"{LIST}?cursor=none", {"notice": notice.pk})

    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?cursor=none")
    assert unread(reader) == [other.record]


def test_all_are_marked_as_read_but_one_that_came_meanwhile(client: Client, reader: User):
    NoticeFactory.create_batch(30, user=reader)
    until = re.search(r'name="until"\s+value="(\d+)"', page(client))
    later = NoticeFactory(user=reader)

    assert until
    client.post(LIST, {"until": until[1]})

    assert unread(reader) == [later.record]


@pytest.mark.parametrize(
    "sent", [{}, {"notice": "x"}, {"notice": "9" * 40}, {"until": "9" * 5000}, {"until": "-1"}, {"notice": "\0"}]
)
def test_a_press_that_makes_no_sense_marks_nothing(client: Client, reader: User, sent: dict[str, str]):
    NoticeFactory(user=reader)

    assert client.post(LIST, sent).status_code == 302

    assert len(unread(reader)) == 1


def test_the_list_has_pages(client: Client, reader: User):
    for number in range(30):
        NoticeFactory(user=reader, record=f"PTN-{number:05d}")

    first = page(client)
    following = re.search(r'href="(\?cursor=[^"]+)" rel="next"', first)
    assert following
    second = page(client, LIST + following[1])

    assert ("PTN-00029" in first, "PTN-00005" in first, "PTN-00004" in first) == (True, True, False)
    assert ("PTN-00005 " in second, "PTN-00004 " in second, "PTN-00000 " in second) == (False, True, True)


@pytest.mark.parametrize("size", [1, 25])
def test_the_list_asks_as_much_however_long_it_is(
    client: Client, reader: User, django_assert_num_queries: DjangoAssertNumQueries, size: int
):
    for _ in range(size):
        NoticeFactory(user=reader, by=UserFactory())

    # Session, user; the notices, how many they are, the latest unread; the offices of the user, and the bar's count.
    with django_assert_num_queries(7):
        client.get(LIST)


@pytest.mark.parametrize(("count", "said"), [(0, None), (3, "3"), (120, "99+")])
def test_the_bar_of_every_page_says_how_many_are_unread(client: Client, reader: User, count: int, said: str | None):
    Notice.objects.bulk_create(NoticeFactory.build(user=reader) for _ in range(count))

    shown = re.search(r'class="bell__count">([^<]+)<', page(client, HELP))

    assert (shown[1] if shown else None) == said


def test_what_is_mailed_when_is_chosen_with_one_press(client: Client, reader: User):
    shown = page(client, SETTINGS)
    assert shown.count('value="at_once"') == shown.count("checked") == len(NoticeKind)
    chosen = dict.fromkeys(NoticeKind.values, "daily") | {"waiting": "none"}

    answer = client.post(SETTINGS, chosen, follow=True)

    assert "Saved." in answer.content.decode()
    assert choices_of(reader) == chosen
    assert answer.content.decode().count('value="daily"') == len(NoticeKind)


@pytest.mark.parametrize("wrong", [{"returned": "hourly"}, {"returned": ""}])
def test_a_choice_that_is_none_is_told_and_nothing_is_kept(client: Client, reader: User, wrong: dict[str, str]):
    answer = client.post(SETTINGS, dict.fromkeys(NoticeKind.values, "daily") | wrong)

    assert answer.status_code == 200
    assert answer.content.decode().count('role="alert"') == 1
    assert not NoticeChoice.objects.exists()


def test_a_choice_is_the_user_s_own(client: Client, reader: User):
    client.post(SETTINGS, dict.fromkeys(NoticeKind.values, "none"))

    assert set(NoticeChoice.objects.values_list("user", flat=True)) == {reader.pk}
