"""Administrators see what became of each mail, and have a doubtful one sent again; nobody edits one."""

import pytest
from django.core import mail as post
from django.test import Client
from django.utils import timezone

from accounts.mailing import move_mail
from accounts.models import OutgoingMail
from common.models import TickJob
from common.tick import ROUND
from tests import factories as f
from tests.admin.forms import words_on
from tests.admin.visits import page_of, signed_in

pytestmark = pytest.mark.django_db

STATES = {
    "waiting": {"later": True},
    "delayed": {"delayed": True},
    "sent": {"sent": True},
    "perhaps": {"perhaps": True},
}


@pytest.fixture
def client() -> Client:
    return signed_in(f.UserFactory(administrator=True))


@pytest.fixture
def mails() -> dict[str, OutgoingMail]:
    """Return a mail in each state."""
    return {state: f.OutgoingMailFactory(user__email=f"{state}@iom.example", **how) for state, how in STATES.items()}


def listed(client: Client, query: str = "") -> set[str]:
    """Return to whom the mails on the list are."""
    answer = client.get(f"{page_of(OutgoingMail, 'changelist')}?{query}")
    return {mail.user.email.partition("@")[0] for mail in answer.context["cl"].result_list}


@pytest.mark.parametrize("state", STATES)
def test_mails_are_narrowed_by_how_far_they_have_come(client: Client, mails: dict[str, OutgoingMail], state: str):
    assert listed(client, f"state={state}") == {state}
    assert listed(client) == set(STATES)


def test_mails_are_found_by_whom_they_are_to(client: Client, mails: dict[str, OutgoingMail]):
    assert listed(client, "q=DELAYED@iom") == {"delayed"}


def test_a_mail_shows_why_it_waits_and_of_what_it_tells_but_not_what_was_written(
    client: Client, mails: dict[str, OutgoingMail]
):
    f.NoticeFactory(mail=mails["delayed"], record="PTN-01001", words="For her alone.")

    page = client.get(page_of(mails["delayed"]))

    assert "SMTPConnectError" in words_on(page)
    assert "PTN-01001: approved" in words_on(page)
    assert "For her alone." not in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert client.post(page_of(mails["delayed"]), {"attempts": 0}).status_code == 403


def test_what_was_perhaps_not_sent_is_sent_again_and_nothing_else_is(client: Client, mails: dict[str, OutgoingMail]):
    chosen = {"action": "send_again", "_selected_action": [mail.pk for mail in mails.values()]}

    answer = client.post(page_of(OutgoingMail, "changelist"), chosen, follow=True)
    move_mail()

    assert "1 mail is sent again." in words_on(answer)
    assert [mail.to for mail in post.outbox] == [["perhaps@iom.example"]]


def test_a_list_that_no_worker_empties_says_so(client: Client):
    warning = "No worker has been at work for five minutes"

    assert warning in words_on(client.get(page_of(OutgoingMail, "changelist")))
    TickJob.objects.create(name=ROUND, done_at=timezone.now())
    assert warning not in words_on(client.get(page_of(OutgoingMail, "changelist")))
