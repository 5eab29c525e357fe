"""`templates preview`: the mail as the draft would have it, and notes on it."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.cli.command import ROOT, Person
from tests.cli.conftest import Call

KEYS = [
    *(
        "template",
        "with",
        "from",
        "to",
        "subject",
        "text",
        "problem",
        "chosen",
        "why",
        "faults",
        "words",
        "ease",
        "facts",
    ),
    *("when", "touches", "needs", "resource"),
]
SHIPPED = len(list((ROOT / "templates").rglob("*.txt.j2")))
OWN = """\
+++
angle = "trial"
needs = ["proposal.topic"]
+++
{{ greeting }}

A trial of {{ proposal.topic }}?

{{ sign_off }}
"""


PROMISED = OWN.replace('"trial"', '"only-promised"\nwhen = ["promised"]').replace("proposal.topic", "promise.text")
LATE = OWN.replace('"trial"', '"only-late"\ntouches = [7]')
CLOSING = OWN.replace('"trial"', '"only-closing"\nwhen = ["closing"]')


def test_it_shows_the_mail_and_notes(person: Person, call: Call) -> None:
    """From, To and Subject; below it the words, where it fits, and the facts with their values."""
    person.template("en/trial", OWN)

    outcome = call("templates", "preview", "en/trial", "--config", person.config)

    assert (outcome.code, outcome.err) == (0, "")
    first = outcome.out.split("\n\n\n")[0]
    for told in (
        "From: Jonas Weber <jonas@weber-consulting.example>",
        "To: Anna Berger <anna.berger@acme.example>",
        "Subject: Re: Website relaunch",
        "| Hello Anna,",
        "10 of 120 words; reading ease ",
        "No fault.",
        "Fits: when waiting; touches any; needs proposal.topic.",
        "proposal.topic “Website relaunch”",
    ):
        assert told in first


def test_for_a_proposal_it_says_whether_it_would_be_chosen(
    looked: Person, call: Call, thread_id: Callable[[str], str]
) -> None:
    """And why not; the one that the draft has says so."""
    drafted, waiting = thread_id("drafted"), thread_id("waiting")
    for name, text in (("trial", OWN), ("only-promised", PROMISED), ("only-late", LATE)):
        looked.template(f"en/{name}", text)

    def why(name: str, thread: str, *more: str) -> object:
        told = call("templates", "preview", name, "--thread", thread, *more, "--json", "--config", looked.config).json
        (proof,) = told
        assert proof["chosen"] == (proof["why"].startswith("The draft "))
        return proof["why"]

    shown = call("show", drafted, "--json", "--config", looked.config).json
    assert why(shown["draft"]["template"], drafted) == "The draft that lies in Drafts has this text."
    assert why("en/trial", drafted) == f"It fits, and the draft that lies in Drafts has {shown['draft']['template']}."
    assert why("en/only-promised", waiting) == "Not for this proposal now: it is for another situation."
    assert why("en/only-late", waiting) == "Not for this proposal now: it is for other touches."
    all_of_them = call("templates", "preview", "--all", "--thread", waiting, "--json", "--config", looked.config).json
    (chosen,) = [one for one in all_of_them if one["chosen"]]
    assert chosen["why"].startswith('The draft would have this text: angle "')
    second = [one for one in all_of_them if one["why"] == "It fits; one other comes before it."]
    assert len(second) == 1


def test_what_is_chosen_is_what_a_pass_drafts(person: Person, call: Call) -> None:
    """The preview is no promise of its own: the same text, to the letter."""
    (draft,) = call("once", "--dry-run", "--json", "--config", person.config).json["drafts"]
    call("once", "--config", person.config)

    (proof,) = call(
        "templates", "preview", draft["template"], "--thread", draft["id"], "--json", "--config", person.config
    ).json

    assert (proof["text"], proof["subject"], proof["chosen"]) == (draft["text"], draft["subject"], True)


def test_a_touch_brings_its_own_situation(looked: Person, call: Call, thread_id: Callable[[str], str]) -> None:
    """The last one closes, so what is made for closing fits."""
    looked.template("en/only-closing", CLOSING)
    words = ("--thread", thread_id("drafted"), "--touch", "8", "--json", "--config", looked.config)

    (close,) = call("templates", "preview", "en/only-closing", *words).json

    assert "situation" not in close["why"]


def test_everything_can_be_shown(looked: Person, call: Call, thread_id: Callable[[str], str]) -> None:
    """Those that have no text for the proposal say what they lack; the exit code is 0."""
    looked.template("en/only-promised", PROMISED)
    samples = call("templates", "preview", "--all", "--json", "--config", looked.config)
    proposal = call(
        "templates", "preview", "--all", "--thread", thread_id("drafted"), "--json", "--config", looked.config
    )

    assert (samples.code, proposal.code) == (0, 0)
    assert len({one["template"] for one in samples.json}) == SHIPPED + 1
    assert all(one["text"] and one["faults"] == [] for one in samples.json)
    assert [list(one) for one in proposal.json] == [KEYS] * (SHIPPED + 1)
    promised = next(one for one in proposal.json if one["template"] == "en/only-promised")
    assert (promised["text"], promised["problem"]) == (None, "It needs promise.text, which is unknown here.")


def test_one_that_has_no_text_here_ends_with_an_error(
    looked: Person, call: Call, thread_id: Callable[[str], str]
) -> None:
    """Exit code 65, and what it lacks; the notes are shown all the same."""
    looked.template("en/only-promised", PROMISED)
    outcome = call(
        "templates", "preview", "en/only-promised", "--thread", thread_id("drafted"), "--config", looked.config
    )

    assert outcome.code == 65
    assert outcome.sentence == "There is no text of en/only-promised: It needs promise.text, which is unknown here."
    assert "Fits: when promised" in outcome.out


def test_faults_are_shown_with_their_places(person: Person, call: Call) -> None:
    path = person.template("en/trial", OWN.replace("A trial", "I am just checking in. A trial"))

    outcome = call("templates", "preview", "en/trial", "--config", person.config)

    told = "".join(f'- {path}:7:6: [banned-phrase] "just checking in" is worn out'.split())
    assert told in "".join(outcome.out.split()), "wherever the path is wrapped"


def test_a_proposal_that_is_closed_can_be_tried_as_well(looked: Person, call: Call) -> None:
    """With what is known of it; no draft would come."""
    looked.template("en/trial", OWN)
    (closed,) = [
        one
        for one in call("status", "--all", "--json", "--config", looked.config).json["threads"]
        if one["state"] == "closed"
    ]

    outcome = call("templates", "preview", "en/trial", "--thread", closed["id"], "--config", looked.config)

    assert outcome.code == 0
    assert "| Hello Tom," in outcome.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Name a template, such as en/three-options, or give --all: one of the two."),
        (("en/timeline", "--all"), "Name a template, such as en/three-options, or give --all: one of the two."),
        (("en/timeline", "--sample", "--thread", "x"), "Give --thread or --sample, not both."),
    ],
)
def test_what_makes_no_sense_together_is_told(call: Call, words: tuple[str, ...], told: str) -> None:
    """Exit code 2."""
    outcome = call("templates", "preview", *words)

    assert (outcome.code, outcome.out, outcome.sentence) == (2, "", told)


def test_the_ending_of_a_file_does_no_harm(call: Call) -> None:
    """People complete names in the shell."""
    assert call("templates", "preview", "en/timeline.txt.j2").code == 0


def test_a_hostile_subject_steers_no_terminal(person: Person, call: Call) -> None:
    """What came by mail is shown, and neither obeyed nor worked out."""
    (path,) = (person.folder / "Maildir/.Sent/cur").glob("silent*")
    hostile = b"Subject: =?utf-8?q?Proposal:_=1B[31mnew_{{_7*7_}}_website?="
    received = path.stat().st_mtime
    path.write_bytes(path.read_bytes().replace(b"Subject: Proposal: new website", hostile))
    os.utime(path, (received, received))
    assert call("once", "--config", person.config).code == 0
    (thread,) = [
        one
        for one in call("status", "--json", "--config", person.config).json["threads"]
        if "website" in one["subject"]
    ]

    outcome = call("templates", "preview", "en/timeline", "--thread", thread["id"], "--config", person.config)

    assert "\x1b" not in outcome.out
    assert "49" not in outcome.out
