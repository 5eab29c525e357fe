"""A server that does not give one message: which one it is, and that the others can be had."""

from __future__ import annotations

import re

import pytest

from mailfollow.errors import ServerUnavailable, Withheld
from mailfollow.mailbox import open_mailbox
from tests.mailbox.test_contract import flat, message, subjects
from tests.servers.between import Ask, Between, Heard
from tests.servers.login import Login

BROKEN = 3


def _no(heard: Heard, ask: Ask) -> bytes:
    """Refuse every FETCH that asks for the broken message, as Gmail does."""
    asked = re.match(r"UID FETCH (\S+) ", heard.words)
    runs = [part.split(":") for part in asked[1].split(",")] if asked else []
    hit = any(int(run[0]) <= BROKEN <= int(run[-1]) for run in runs)
    return heard.answer("NO Some messages could not be FETCHed (Failure)") if hit else ask()


@pytest.fixture
def login(login: Login) -> Login:
    """A mailbox with five mails."""
    for n in range(5):
        login.append("INBOX", message(f"mail {n}"))
    return login


def test_the_message_whose_header_is_not_given_is_named(login: Login) -> None:
    """So that the person can find it: nothing is concluded as long as it is not known what it says."""
    with Between(login.host, login.port, _no) as between:
        account = login.account(host=between.address[0], port=between.address[1])
        with open_mailbox(account, None) as mailbox:
            expected = f"the message with UID {BROKEN} in the folder “INBOX”; move or delete it there"
            with pytest.raises(ServerUnavailable, match=expected):
                flat(mailbox.headers("INBOX", 1, None))
            assert subjects(mailbox.headers("INBOX", BROKEN + 1, None)) == ["mail 3", "mail 4"], (
                "the connection goes on"
            )


def test_a_body_that_is_not_given_is_told_apart_from_a_server_that_is_gone(login: Login) -> None:
    """Then the others can be asked for alone."""
    with Between(login.host, login.port, _no) as between:
        account = login.account(host=between.address[0], port=between.address[1])
        with open_mailbox(account, None) as mailbox:
            with pytest.raises(Withheld, match="refused UID FETCH: Some messages could not be FETCHed"):
                list(mailbox.bodies("INBOX", [1, 2, 3, 4, 5]))
            assert [raw.place.uid for raw in mailbox.bodies("INBOX", [1, 2, 4, 5])] == [1, 2, 4, 5]


def test_what_may_succeed_later_is_no_matter_of_a_message(login: Login) -> None:
    def busy(heard: Heard, ask: Ask) -> bytes:
        return heard.answer("NO [UNAVAILABLE] try later") if heard.words.startswith("UID FETCH") else ask()

    with Between(login.host, login.port, busy) as between:
        account = login.account(host=between.address[0], port=between.address[1])
        with open_mailbox(account, None) as mailbox, pytest.raises(ServerUnavailable) as refused:
            list(mailbox.bodies("INBOX", [1, 2]))
    assert not isinstance(refused.value, Withheld)
