"""`status` and `show`: where everything stands, for a person and for programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mailfollow.cli.groups import next_step
from mailfollow.tracking.planning.attempts import GIVEN_UP
from tests.cli.command import Person, arguments, process
from tests.cli.conftest import Call

THREAD = [
    "id",
    "state",
    "close",
    "action",
    "why",
    "subject",
    "contact",
    "company",
    "touch",
    "sent_on",
    "due_on",
    "not_before",
    "answer",
    "draft",
]
EVENT = ["at", "event", "why", "message_id"]
DRAFT = ["touch", "state", "template", "angle", "why", "problem", "text"]


@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["status", "--all"]])
def test_before_the_first_pass_nothing_is_known_and_nothing_is_made(
    person: Person, call: Call, words: list[str]
) -> None:
    """It says so, and how to begin; the state directory is not made by looking."""
    outcome = call("--config", person.config, *words)

    assert (outcome.code, outcome.err) == (0, "")
    assert not person.state.exists()
    if "--json" in words:
        assert outcome.json == {
            "stopped": None,
            "threads": [],
            "said": [],
            "nothing_to_offer": [],
            "unusable": [],
            "coverage": {"complete": False, "folders": [], "messages": 0, "failed": []},
        }
    else:
        assert outcome.out.startswith("No proposals are followed yet.")


def test_the_threads_are_grouped_by_whose_move_it_is(looked: Person, call: Call) -> None:
    """The person's turn first; the closed ones are counted, and listed on demand."""
    short = call("status", "--config", looked.config)
    long = call("status", "--config", looked.config, "--all")

    titles = [
        "Your turn: they answered (1)",
        "In Drafts, waiting for you (1)",
        "Waiting for an answer (2)",
        "Closed (1): `mailfollow status --all` lists them",
    ]
    assert [line for line in short.out.splitlines() if line in titles] == titles
    assert "maintenance contract" not in short.out
    assert "maintenance contract" in long.out
    assert "Last looked Tue 3 Mar 2026 at 10:00: 4 folders, 9 messages." in short.out


def test_status_in_json_has_every_thread_and_what_was_looked_at(looked: Person, call: Call) -> None:
    """The keys and their types are what programs rely on; days are ISO dates."""
    told = call("status", "--config", looked.config, "--json").json

    assert list(told) == ["stopped", "threads", "said", "nothing_to_offer", "unusable", "coverage"]
    assert [list(thread) for thread in told["threads"]] == [THREAD] * 5
    states = ["your_turn", "drafted", "waiting", "waiting", "closed"]
    assert [thread["state"] for thread in told["threads"]] == states
    drafted = told["threads"][1]
    assert drafted["contact"] == {"name": "Jane Miller", "address": "jane@acme.example"}
    assert (drafted["company"], drafted["touch"], drafted["sent_on"]) == ("acme.example", 0, "2026-02-22")
    assert list(drafted["draft"]) == ["touch", "state", "template", "why"]
    assert (drafted["draft"]["touch"], drafted["draft"]["state"]) == (1, "open")
    assert {thread["not_before"] for thread in told["threads"]} == {None, "2026-03-16"}
    assert told["coverage"]["messages"] == 9
    assert told["coverage"]["failed"] == []
    assert told["coverage"]["folders"][0] == {
        "account": "work",
        "folder": "Drafts",
        "read_at": "2026-03-03T09:00:00+00:00",
    }


def test_who_answered_is_told_in_their_own_words(looked: Person, call: Call) -> None:
    """How the answer was matched stands in the story; in the list it would hide what they want."""
    said = '"could you do 500 more?"'
    told = call("status", "--config", looked.config).out
    (row, *_) = call("status", "--json", "--config", looked.config).json["threads"]

    assert row["answer"] == {"by": "Omar Reyes", "words": said}
    assert f"(Omar Reyes; 0 follow-ups)\n          {said}\n" in told
    assert f"{said} (it answers" in row["why"]


@pytest.mark.parametrize(
    ("state", "advice"),
    [
        ("your_turn", "Answer them in your mail client."),
        ("drafted", "Send the draft, edit it or delete it, in your mail client"),
        ("waiting", "Nothing: a draft is written when it is due. `mailfollow snooze {id} 2w` puts it off"),
        ("closed", "Nothing. `mailfollow reopen {id}` takes it up again."),
    ],
)
def test_the_story_ends_with_what_the_person_can_do(
    looked: Person, call: Call, thread_id: Callable[[str], str], state: str, advice: str
) -> None:
    name = thread_id(state)
    wanted = advice.format(id=name)

    told = call("show", name, "--config", looked.config).out

    assert wanted in " ".join(told.partition("\nWhat you can do\n")[2].split())
    assert call("show", name, "--json", "--config", looked.config).json["next"].startswith(wanted)


@pytest.mark.parametrize(
    ("group", "row", "stopped", "advice"),
    [
        ("unwritten", {"why": f"the draft of follow-up 1: {GIVEN_UP}"}, "", "Write this one yourself"),
        ("unwritten", {"why": "no template fits"}, "", "Once that is mended"),
        ("waiting", {"why": "you write a draft of your own", "action": "leave"}, "", "Nothing, if that is right."),
        ("waiting", {"why": "no new drafts"}, "Say `mailfollow resume`.", "Say `mailfollow resume`. Then a draft"),
    ],
)
def test_what_the_person_can_do_follows_from_the_reason(
    group: str, row: dict[str, str], stopped: str, advice: str
) -> None:
    assert next_step({"id": "abc234", "action": "wait"} | row, group, stopped).startswith(advice)


BOUNCE = b"""\
From: MAILER-DAEMON@mail.example
To: robin@hale-studio.example
Subject: Undelivered Mail Returned to Sender
Date: Tue, 03 Mar 2026 08:30:00 +0000
Message-ID: <bounce@mail.example>
In-Reply-To: <fresh@mail.example>

Your message could not be delivered.

<ida@lumen.example>: host mx.lumen.example said: 550 5.1.1 User unknown

Message-ID: <fresh@mail.example>
"""


def test_a_proposal_that_did_not_arrive_is_listed_until_the_person_decides(looked: Person, call: Call) -> None:
    """Scenario 66: it is closed, but nobody else would ever say that the only address failed."""
    looked.deliver("bounce", BOUNCE)
    call("once", "--config", looked.config)

    rows = call("status", "--json", "--config", looked.config).json["threads"]
    (row,) = (row for row in rows if row["close"] == "bounced")
    assert (row["state"], row["close"], row["contact"]["address"]) == ("closed", "bounced", "ida@lumen.example")
    told = call("status", "--config", looked.config).out
    title = "Did not arrive: no address is left to write to (1)"
    assert told.index(title) < told.index(f"  {row['id']}  ") < told.index("Waiting for an answer (1)")
    assert "Closed (1): " in told
    assert title in call("status", "--all", "--config", looked.config).out

    call("lost", row["id"], "--config", looked.config)

    told = call("status", "--config", looked.config).out
    assert "Did not arrive" not in told
    assert "Closed (2): " in told


def test_a_snoozed_draft_is_forgotten_as_soon_as_it_is_taken_back(
    looked: Person, call: Call, thread_id: Callable[[str], str]
) -> None:
    """Scenario 89: until then it is not offered for sending; then the snooze is why nothing happens, not a draft."""
    drafted = thread_id("drafted")
    call("snooze", drafted, "1w", "--config", looked.config)
    before = call("status", "--config", looked.config).out
    assert "In Drafts, waiting for you" not in before
    assert f"Taken back at the next pass: do not send (1)\n  {drafted}" in before

    call("once", "--config", looked.config)

    assert looked.drafts() == []
    rows = call("status", "--json", "--config", looked.config).json["threads"]
    (row,) = (row for row in rows if row["id"] == drafted)
    assert (row["state"], row["action"], row["due_on"]) == ("waiting", "wait", "2026-03-10")
    assert "you snoozed it" in row["why"]


def test_what_could_not_be_read_is_told_with_its_time(looked: Person, call: Call) -> None:
    """Not knowing is not "no reply": the failed pass is in status, for people and for programs."""
    (looked.folder / "Maildir").rename(looked.folder / "elsewhere")
    assert call("once", "--config", looked.config).code == 78

    (failed,) = call("status", "--config", looked.config, "--json").json["coverage"]["failed"]

    assert (failed["account"], failed["folder"], failed["since"]) == ("work", None, "2026-03-03T09:00:00+00:00")
    assert "there is no Maildir at" in failed["problem"]
    assert (
        "Could not look since Tue 3 Mar 2026 at 10:00: Account “work”: there is no Maildir"
        in call("status", "--config", looked.config).out
    )


def test_config_may_stand_before_or_behind_the_command(looked: Person, call: Call) -> None:
    """Behind it, also in an inner command; the one behind counts where both are given."""
    before = call("--config", looked.config, "status")
    behind = call("status", "--config", looked.config)
    both = call("--config", "/nowhere.toml", "status", "--config", looked.config)

    assert before == behind == both
    assert before.code == 0
    for words in (["templates", "list"], ["templates", "--config", looked.config, "list"]):
        assert call("--config", "/nowhere.toml", *words).code == (0 if "--config" in words else 78)
    assert call("templates", "list", "--config", looked.config).code == 0


def test_the_usual_place_is_looked_at_without_config(looked: Person, call: Call) -> None:
    """~/.config/mailfollow/config.toml, as the system's rules have it."""
    usual = looked.folder / ".config" / "mailfollow" / "config.toml"
    usual.parent.mkdir(parents=True)
    usual.write_text(looked.config.read_text().replace('"Maildir"', '"~/Maildir"').replace('"state"', '"~/state"'))

    assert call("status") == call("status", "--config", looked.config)


def test_the_story_of_a_thread_is_told_with_every_reason(
    looked: Person, call: Call, thread_id: Callable[[str], str]
) -> None:
    """By day, event by event, and the draft as it was written; a part of the id is enough, in any case."""
    drafted = thread_id("drafted")

    outcome = call("show", drafted[:4].upper(), "--config", looked.config)

    assert outcome.code == 0
    assert outcome.out.startswith(f"{drafted}  Proposal: new website\n")
    assert "  Sun 22 Feb 2026 10:00  sent\n" in outcome.out
    assert "  Tue 3 Mar 2026  10:00  draft saved\n" in outcome.out
    assert "Follow-up 1: open, from template en/" in outcome.out
    assert "    | Hello Jane,\n" in outcome.out


def test_show_in_json_is_status_with_events_and_drafts(
    looked: Person, call: Call, thread_id: Callable[[str], str]
) -> None:
    """The same keys, and the story behind them."""
    drafted = thread_id("drafted")
    in_status = call("status", "--config", looked.config, "--json").json["threads"][1]

    told = call("show", drafted, "--config", looked.config, "--json").json

    assert list(told) == [*THREAD, "next", "events", "drafts"]
    assert {key: told[key] for key in THREAD} == in_status
    assert [list(event) for event in told["events"]] == [EVENT] * 2
    assert [event["event"] for event in told["events"]] == ["sent", "draft_saved"]
    assert told["events"][0]["message_id"] == "silent@mail.example"
    (draft,) = told["drafts"]
    assert list(draft) == DRAFT
    assert draft["text"].startswith("Hello Jane,\n")


@pytest.mark.parametrize("command", ["show", "stop", "won", "lost", "reopen", "track"])
def test_an_unknown_id_is_answered_with_those_there_are(looked: Person, call: Call, command: str) -> None:
    """Exit code 2, and examples to choose from."""
    outcome = call(command, "nosuch", "--config", looked.config)

    assert (outcome.code, outcome.out) == (2, "")
    assert "'nosuch'" in outcome.sentence
    assert "Proposal: new website" in outcome.sentence


def test_an_id_that_fits_several_is_answered_with_them(looked: Person, call: Call) -> None:
    """No thread is closed by a guess."""
    outcome = call("stop", "", "--config", looked.config)

    assert outcome.code == 2
    assert "Give more of the id." in outcome.sentence


def test_status_needs_no_more_than_it_must(looked: Person, call: Call) -> None:
    """It is typed often: what it imports is checked in a process of its own."""
    code = (
        "import sys; from mailfollow.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    words = ["status", "--all", "--config", str(looked.config)]

    outcome = process([arguments()[0], "-c", code, *words], looked.folder)

    loaded = set(outcome.err.split())
    assert "Your turn" in outcome.out
    assert "mailfollow.cli.status" in loaded
    heavy = {"pydantic", "imapclient", "jinja2", "sqlite_utils", "bs4", "lxml", "schedule"}
    assert not loaded & heavy
