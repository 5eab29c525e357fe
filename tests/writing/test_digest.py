"""The digest: its text as a golden value, and a message that is plainly a machine's."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from mailfollow.errors import DataError
from mailfollow.model import Address, Blind, Line, Looked, Overview
from mailfollow.writing.notice.message import digest_id, digest_message, subject_of
from mailfollow.writing.notice.text import text_of

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 6, tzinfo=UTC)
ROBIN = Address("Robin Häle", "robin@hale.example")
FULL = Overview(
    TODAY,
    drafts=(
        Line("2puyuz", date(2026, 2, 27), "Jane Miller", "Proposal: new website", "follow-up 2"),
        Line(
            "aa23bc",
            date(2026, 3, 1),
            "王小明",
            "Angebot für eine sehr lange Sache mit viel Text",
            "follow-up 1, edited by you",
        ),
    ),
    your_turn=(Line("fbkt4n", TODAY, "Omar Reyes", "Proposal: labels", 'your turn: "How long would it take?"'),),
    held=(Line("c3vzqa", date(2026, 2, 20), "", "", "probably an answer"),),
    dates=(Line("d77aaa", date(2026, 3, 5), "Noa Reef", "Proposal: reef", "you promised to call on Thu 5 Mar"),),
    dropped=(Line("e5xxzz", date(2026, 2, 28), "Max Orr", "Proposal: orr", "you moved it to the trash"),),
    unwritten=(Line("f6yyyy", None, "Ola Nowak", "Oferta", "there are no templates in Polish"),),
    later=3,
    next_on=date(2026, 3, 4),
    followed=1_009,
    looked=Looked(MORNING, 6, 1_204, (Blind("home", datetime(2026, 3, 1, 6, tzinfo=UTC), "The server is down."),)),
)
TEXT = """\
In Drafts: send, edit or delete them (2)
  3 days      Jane Miller             Proposal: new website             2puyuz
              follow-up 2
  yesterday   王小明                  Angebot für eine sehr lange Sac…  aa23bc
              follow-up 1, edited by you

Your turn: they answered (1)
  today       Omar Reyes              Proposal: labels                  fbkt4n
              your turn: "How long would it take?"

Held, and why (1)
  10 days     nobody                  (no subject)                      c3vzqa
              probably an answer

Dates within a week (1)
  Thu 5 Mar   Noa Reef                Proposal: reef                    d77aaa
              you promised to call on Thu 5 Mar

Thrown away, withdrawn or over (1)
  2 days      Max Orr                 Proposal: orr                     e5xxzz
              you moved it to the trash

Due, but no draft could be written (1)
              Ola Nowak               Oferta                            f6yyyy
              there are no templates in Polish

1,009 proposals followed in all. 3 more follow-ups due within a week, the
first on Wed 4 Mar.

Could not look, so silence there means nothing
  home (since Sun 1 Mar 07:00): The server is down.
Last read Mon 2 Mar 07:00: 6 folders, 1,204 messages.
"""


def test_the_text_has_a_small_table_for_each_thing_that_waits() -> None:
    assert text_of(FULL, BERLIN) == TEXT


def test_nobody_to_follow_up_is_not_could_not_look() -> None:
    """Three different mornings: all was read and nothing waits; not all could be read; nothing was ever read."""
    calm = Overview(TODAY, looked=Looked(MORNING, 6, 12))
    blind = replace(calm, looked=FULL.looked)
    never = Overview(TODAY)

    assert text_of(calm, BERLIN).startswith("Nobody is to be followed up now: everything was read")
    assert "Nobody" not in text_of(blind, BERLIN)
    assert "Could not look" in text_of(blind, BERLIN)
    assert "Nobody" not in text_of(never, BERLIN)
    assert "No folder has been read yet." in text_of(never, BERLIN)
    assert "Nobody" not in text_of(replace(calm, due=1), BERLIN)
    assert "1 follow-up due now" in text_of(replace(calm, due=1), BERLIN)


def test_what_did_not_arrive_and_what_shall_not_be_sent_have_groups_of_their_own() -> None:
    """With what to do about it in the title; both keep the digest from saying that nothing waits."""
    one = (Line("g7zzzz", TODAY, "Old Box", "Proposal: box", "user unknown"),)
    two = (Line("h8yyyy", TODAY, "Max Orr", "Proposal: orr", "you said: lost"),)
    overview = Overview(TODAY, undelivered=one, unwanted=two, looked=Looked(MORNING, 6, 12))
    text = text_of(overview, BERLIN)

    assert "Did not arrive: write to another address, or say stop (1)\n  today       Old Box" in text
    assert "Taken back at the next look: do not send them (1)\n  today       Max Orr" in text
    assert "In Drafts" not in text
    assert "Nobody" not in text
    assert max(map(len, text.splitlines())) <= 78
    assert subject_of(overview) == "Follow-ups: 1 did not arrive (Mon 2 Mar 2026)"


def test_that_no_new_drafts_are_written_comes_first() -> None:
    stopped = replace(FULL, stopped="No new drafts: the last 5 drafts went unused. Say `mailfollow resume`.")

    assert text_of(stopped, BERLIN) == f"{stopped.stopped}\n\n{TEXT}"
    assert "no new drafts" in subject_of(stopped)


def test_hundreds_of_proposals_make_no_endless_mail() -> None:
    many = tuple(Line(f"t{n:05}", TODAY, "Jane Miller", "Proposal " * 20, "why " * 60) for n in range(300))
    text = text_of(Overview(TODAY, held=many, looked=FULL.looked), BERLIN)

    assert "Held, and why (300)" in text
    assert "… and 275 more: `mailfollow status` lists all" in text
    assert text.count("Jane Miller") == 25
    assert max(map(len, text.splitlines())) <= 78


def test_the_subject_says_what_there_is_to_do() -> None:
    assert (
        subject_of(FULL)
        == "Follow-ups: 2 drafts to send, 1 answer for you, 1 held, 1 not written, could not look everywhere "
        "(Mon 2 Mar 2026)"
    )
    assert subject_of(Overview(TODAY)) == "Follow-ups: nothing waits for you (Mon 2 Mar 2026)"


def test_the_message_is_marked_as_a_machines_and_goes_from_the_person_to_the_person() -> None:
    """RFC 3834 section 5 and RFC 2919; no program shall answer it."""
    data = digest_message(FULL, BERLIN, ROBIN, digest_id("ab" * 16, ROBIN.address), MORNING)
    message = email.message_from_bytes(data, policy=email.policy.default)

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "mailfollow <digest.mailfollow.hale.example>"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Message-ID"] == f"<mailfollow.digest.{'ab' * 16}@hale.example>"
    assert [one.addr_spec for one in message["From"].addresses] == ["robin@hale.example"]
    assert [one.addr_spec for one in message["To"].addresses] == ["robin@hale.example"]
    assert message["Subject"] == subject_of(FULL)
    assert message["Date"] == "Mon, 02 Mar 2026 07:00:00 +0100"
    text = message.get_content().replace("\r\n", "\n")
    assert text.startswith(TEXT)
    assert text.count("\n-- \n") == 1


@pytest.mark.parametrize("name", ["Bob\r\nBcc: eve@evil.example", "Bob\u202egnp.exe", "\x1b]0;owned\x07Bob"])
def test_no_name_or_subject_from_a_mail_steers_the_digest(name: str) -> None:
    overview = Overview(TODAY, your_turn=(Line("abc234", TODAY, name, name, name),), looked=FULL.looked)
    data = digest_message(overview, BERLIN, ROBIN, digest_id("cd" * 16, ROBIN.address), MORNING)
    message = email.message_from_bytes(data, policy=email.policy.default)

    assert "Bcc" not in message
    assert not any(letter in message.get_content() for letter in ("\u202e", "\x1b", "\x07"))
    assert "\nBcc:" not in message.get_content().replace("\r", "")


def test_an_address_that_no_header_can_carry_is_refused() -> None:
    with pytest.raises(DataError, match="cannot be written"):
        digest_message(FULL, BERLIN, Address("", "röbin@hale.example"), digest_id("ab" * 16, "a@b.example"), MORNING)
