"""`stats`: what became of the follow-ups, counted honestly, for a person and for programs."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import click
import pytest

from mailfollow.cli.stats.groups import group, grouped, most_discarded, never_chosen
from mailfollow.cli.stats.habits import habits, sentence
from mailfollow.cli.stats.text import lines, rate
from mailfollow.cli.stats.told import Told
from mailfollow.model import Became, Edit, Outcome, Tally
from tests.cli.command import NOW, Person, arguments, process
from tests.cli.conftest import Call

WITHIN = timedelta(days=14)
LONG_AGO = NOW - timedelta(days=60)
TEXT = "Hello Jane,\n\nPlans are usually counted forward, and end too late.\n\nBy when must it be ready?\n\nBest\nRobin"
AS_IS, GONE = Edit(0.0, paragraphs=3), Became.DISCARDED
GROUP = [
    *("name", "drafts", "sent_as_is", "sent_edited", "sent_words_unknown", "discarded", "withdrawn", "open"),
    *("otherwise", "changed", "answers"),
]
ANSWERS = ["answered", "counted", "too_recent", "too_few_to_tell", "rate", "low", "high"]


def outcome(became: Became = Became.AS_IS, **fields: object) -> Outcome:
    """Return an outcome of sixty days ago, unless told otherwise."""
    sent = LONG_AGO if became in {Became.AS_IS, Became.EDITED} else None
    usual = {
        "draft_id": 1,
        "thread_id": "t",
        "template": "en/x",
        "angle": "x",
        "language": "en",
        "touch": 1,
        "resource": "",
        "written_at": LONG_AGO,
        "became": became,
        "sent_at": sent,
        "edit": AS_IS if sent else None,
        "text": TEXT,
    }
    return Outcome(**usual | fields)  # type: ignore[arg-type]


def edited(**fields: object) -> Outcome:
    return outcome(Became.EDITED, edit=Edit(**{"changed": 0.2, "paragraphs": 3} | fields))  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Counting.


def test_a_group_counts_what_became_of_each() -> None:
    """Every draft in one place, and the usual change among those that were changed."""
    outcomes = [
        *[outcome()] * 3,
        *[edited(changed=share) for share in (0.1, 0.2, 0.6)],
        outcome(Became.SENT),
        *[outcome(GONE)] * 2,
        outcome(Became.WITHDRAWN),
        outcome(Became.OPEN),
        outcome(Became.OTHERWISE),
    ]

    found = group("all", outcomes, NOW, WITHIN)

    assert found.became == Counter({
        Became.AS_IS: 3, Became.EDITED: 3, Became.SENT: 1, GONE: 2,
        Became.WITHDRAWN: 1, Became.OPEN: 1, Became.OTHERWISE: 1,
    })  # fmt: skip
    assert found.drafts == 12
    assert found.changed == 0.2
    assert found.tally == Tally(6, 0)


def test_what_was_sent_lately_is_neither_answered_nor_unanswered() -> None:
    """An answer may come yet; those answered already would make the share too good."""
    lately = outcome(sent_at=NOW - timedelta(days=13, hours=23), answered_at=NOW)
    ripe = outcome(sent_at=NOW - WITHIN, answered_at=NOW)

    found = group("all", [lately, ripe, outcome()], NOW, WITHIN)

    assert (found.tally, found.recent) == (Tally(2, 1), 1)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("angle", ["a", "b", "(not known)"]),
        ("template", ["en/a", "(not known)", "de/b", "en/b"]),
        ("touch", ["1", "2", "10"]),
        ("language", ["en", "(not known)", "de"]),
        ("resource", ["(none)", "pump-care"]),
    ],
)
def test_groups_come_by_size_and_touches_by_number(by: str, names: list[str]) -> None:
    """Never by the share of answers, which may be chance."""
    outcomes = [
        *[outcome(angle="a", template="en/a", touch=2)] * 3,
        outcome(angle="b", template="en/b", touch=10, answered_at=NOW),
        outcome(angle="b", template="de/b", language="de", touch=10),
        outcome(angle="", template="", language="", resource="pump-care"),
    ]
    expected = names if by != "template" else ["en/a", "(not known)", "de/b", "en/b"]

    assert [one.name for one in grouped(outcomes, by, NOW, WITHIN)] == expected


def test_templates_that_nobody_wants_are_named() -> None:
    """Thrown away more than once, by how often; and never chosen, in a language that was written in."""
    outcomes = [
        *[outcome(GONE, template="en/a")] * 3,
        *[outcome(template="en/a")] * 5,
        *[outcome(GONE, template="en/b")] * 2,
        outcome(GONE, template="en/c"),
        outcome(Became.OPEN, template="en/b"),
    ]

    assert most_discarded(outcomes) == [("en/a", 3, 8), ("en/b", 2, 2)]
    assert never_chosen(outcomes, [("en/d", "en"), ("en/a", "en"), ("de/e", "de")]) == ["en/d"]


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(0, 0), "0 of 0: too few to tell (0 of 20)"),
        (Tally(7, 2), "2 of 7: too few to tell (7 of 20)"),
        (Tally(19, 19), "19 of 19: too few to tell (19 of 20)"),
        (Tally(31, 8), "8 of 31: 26 %, likely 15 to 40 %"),
        (Tally(20, 0), "0 of 20: 0 %, likely 0 to 12 %"),
        (Tally(20, 20), "20 of 20: 100 %, likely 88 to 100 %"),
        (Tally(1000, 100), "100 of 1000: 10 %, likely 9 to 12 %"),
    ],
    ids=str,
)
def test_a_share_is_told_from_twenty_on_with_its_range(tally: Tally, told: str) -> None:
    """Whole per cent are as exact as it gets; the range is that of `Tally.interval`."""
    assert rate(tally) == told


# What people edit.


def test_a_habit_is_told_with_its_counts() -> None:
    """In 7 of 9 the second paragraph was removed."""
    outcomes = [*[edited(removed=(2,))] * 7, *[outcome()] * 2]

    (found,) = habits(outcomes)

    assert sentence(found) == (
        'in 7 of 9 you removed the second paragraph of en/x ("Plans are usually counted forward, and ...")'
    )


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"removed": (1,)}, "in 5 of 5 you removed the greeting of en/x"),
        ({"removed": (3,)}, 'in 5 of 5 you removed the last paragraph of en/x ("By when must it be ready? ...")'),
        ({"rewritten": (1,)}, "in 5 of 5 you rewrote the greeting of en/x"),
        ({"added": (0,)}, "in 5 of 5 you added a paragraph before the greeting of en/x"),
        ({"added": (1,)}, "in 5 of 5 you added a paragraph behind the greeting of en/x"),
        ({"added": (2, 2)}, "in 5 of 5 you added a paragraph behind the second paragraph of en/x"),
        ({"length": 2 / 3}, "you shorten en/x by a third (half of 5 by that or more)"),
        ({"length": 0.6}, "you shorten en/x by 40 % (half of 5 by that or more)"),
        ({"length": 1.5}, "you lengthen en/x by half (half of 5 by that or more)"),
    ],
    ids=str,
)
def test_each_kind_of_habit_has_its_sentence(what: dict[str, object], told: str) -> None:
    """As a person would say it."""
    assert [sentence(one) for one in habits([edited(**what)] * 5)] == [told]


def test_nothing_is_called_a_habit_below_five_sent_or_half_of_them() -> None:
    """Drafts that were thrown away, or whose sent words are not known, do not count."""
    removed = edited(removed=(2,))

    assert habits([*[removed] * 4, *[outcome(GONE), outcome(Became.SENT)] * 3]) == []
    assert habits([*[removed] * 2, *[outcome()] * 3]) == []
    assert len(habits([*[removed] * 3, *[outcome()] * 3])) == 1
    assert habits([edited(length=0.9)] * 9) == []


def test_habits_belong_to_a_template_and_the_most_frequent_come_first() -> None:
    """Two templates with one paragraph removed each are no habit of both."""
    one = Edit(0.2, removed=(2,), paragraphs=3)
    outcomes = [
        *[outcome(Became.EDITED, template="en/a", edit=one)] * 5,
        *[outcome(Became.EDITED, template="en/b", edit=one)] * 6,
        *[outcome(Became.EDITED, template="", edit=one)] * 6,
    ]

    assert [(found.template, found.times) for found in habits(outcomes)] == [("en/b", 6), ("en/a", 5)]


def test_a_paragraph_that_goes_is_not_told_a_second_time_as_a_shorter_text() -> None:
    """One habit, one sentence."""
    assert [one.what for one in habits([edited(removed=(2,), length=0.6)] * 5)] == ["removed"]
    assert [one.what for one in habits([edited(rewritten=(2,), length=0.6)] * 5)] == ["rewritten", "shortened"]


# The command.


@pytest.mark.parametrize("words", [[], ["--days", "30"], ["--json"]])
def test_before_the_first_draft_it_says_so_and_makes_nothing(person: Person, call: Call, words: list[str]) -> None:
    """A sentence, or empty lists."""
    outcome = call("--config", person.config, "stats", *words)

    assert (outcome.code, outcome.err) == (0, "")
    assert not person.state.exists()
    if words == ["--json"]:
        assert (outcome.json["groups"], outcome.json["edits"], outcome.json["never_chosen"]) == ([], [], [])
        assert outcome.json["total"]["drafts"] == 0
    else:
        assert outcome.out in {
            "No follow-up was drafted yet: there is nothing to count.\n",
            "No follow-up was drafted in the last 30 days.\n",
        }


def test_the_json_has_the_keys_that_programs_rely_on(looked: Person, call: Call) -> None:
    """One draft lies there and waits."""
    told = call("--config", looked.config, "stats", "--json", "--by", "touch").json

    keys = ["by", "days", "within_days", "enough", "groups", "total", "edits", "discarded_most", "never_chosen"]
    assert list(told) == keys
    assert (told["by"], told["days"], told["within_days"], told["enough"]) == ("touch", None, 14, 20)
    (only,) = told["groups"]
    assert list(only) == GROUP
    assert list(only["answers"]) == ANSWERS
    assert {key: only[key] for key in GROUP[:-2]} == {
        "name": "1", "drafts": 1, "sent_as_is": 0, "sent_edited": 0, "sent_words_unknown": 0, "discarded": 0,
        "withdrawn": 0, "open": 1, "otherwise": 0,
    }  # fmt: skip
    assert told["total"] == only | {"name": "all"}
    assert all(name.startswith("en/") for name in told["never_chosen"])


def test_the_text_has_no_colour_in_a_pipe_and_fits_eighty_columns(looked: Person) -> None:
    """In a process of its own, where the output can show ASCII only."""
    before = contents(looked.folder)
    outcome = process(
        arguments("--config", looked.config, "stats", "--by", "template"),
        looked.folder,
        COLUMNS="80",
        NO_COLOR="1",
        PYTHONIOENCODING="ascii",
    )

    assert (outcome.code, outcome.err) == (0, "")
    assert "\x1b" not in outcome.out
    assert outcome.out.isascii()
    assert outcome.out.startswith("1 follow-up by template, since ")
    assert "0 of 0: too few to tell (0 of 20)" in outcome.out
    assert contents(looked.folder) == before


def test_an_unknown_way_to_count_names_those_there_are(person: Person, call: Call) -> None:
    """As click says it, with the exit code of a wrong call."""
    outcome = call("--config", person.config, "stats", "--by", "mood")

    assert outcome.code == 2
    assert "'angle', 'template', 'touch', 'language', 'resource'" in outcome.err


def test_the_whole_text_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Table, shares with their range, habits, and what nobody wants."""
    monkeypatch.setattr("mailfollow.cli.stats.text.marks", lambda: ("#", "=", "."))
    monkeypatch.setattr("mailfollow.cli.chart.marks", lambda: ("#", "=", "."))
    outcomes = [
        *[outcome(answered_at=LONG_AGO)] * 8,
        *[outcome()] * 9,
        *[edited(removed=(2,))] * 18,
        *[outcome(GONE, angle="y", template="en/y")] * 2,
        outcome(Became.OPEN, angle="y", template="en/y"),
        outcome(angle="y", template="en/y", sent_at=NOW),
    ]
    told = Told.of(outcomes, "angle", NOW, WITHIN, [("en/x", "en"), ("en/y", "en"), ("en/z", "en"), ("de/x", "de")])

    text = click.unstyle("\n".join(lines(told, None, LONG_AGO.date()))).splitlines()

    assert text == [
        "39 follow-ups by angle, since Fri 2 Jan 2026",
        "     drafts  sent as is  sent edited  changed  thrown away",
        "x        35          17           18     20 %            0",
        "y         4           1            0        -            2",
        "all      39          18           18     20 %            2",
        "Besides: 1 still in Drafts.",
        '"Changed" is the share of words changed in a usual edited one (the median).',
        "",
        "Answered within 14 days and before your next message",
        "x    ###.........  8 of 35: 23 %, likely 13 to 36 %",
        "y                  0 of 0: too few to tell (0 of 20)",
        "all  ###.........  8 of 35: 23 %, likely 13 to 36 %",
        '# answered, . not. In 9 of 10 such cases the true share lies where "likely" says.',
        "1 more was sent too recently to be counted here.",
        "",
        "What you change most",
        '  In 18 of 35 you removed the second paragraph of en/x ("Plans are usually counted forward, and',
        '    ...").',
        "",
        "Thrown away most",
        "  en/y 2 of 3.",
        "",
        "Never chosen (1 of 3)",
        "  en/z.",
    ]


def test_many_templates_that_were_never_chosen_are_counted_and_not_named() -> None:
    """Three hundred names would push all the rest off the screen."""
    templates = [("en/x", "en"), ("de/x", "de"), *((f"de/{number}", "de") for number in range(31))]
    outcomes = [outcome(), outcome(template="de/x", language="de")]
    told = Told.of(outcomes, "angle", NOW, WITHIN, templates)

    text = click.unstyle("\n".join(lines(told, None, LONG_AGO.date()))).splitlines()

    assert text[-2:] == ["Never chosen (31 of 33)", "  31 in de; --json names them."]
    assert len(told.unchosen) == 31


def test_variants_of_a_template_are_told_apart() -> None:
    """Their names are long, and differ at the end."""
    variants = ("en/decision-checklist-meeting", "en/decision-checklist-too-early")
    told = Told.of([outcome(template=name) for name in variants], "template", NOW, WITHIN, [])

    text = click.unstyle("\n".join(lines(told, None, LONG_AGO.date()))).splitlines()

    assert [row.split()[0] for row in text[2:4]] == ["en/decision-..st-meeting", "en/decision-..-too-early"]


def test_the_longest_rows_fit_eighty_columns() -> None:
    """Long names are cut, and large numbers have room."""
    long = [outcome(angle="x" * 60, answered_at=LONG_AGO)] * 600 + [outcome(GONE, angle="x" * 60)] * 12_000
    told = Told.of([*long, outcome(Became.EDITED, angle="y", edit=Edit(1.0))], "angle", NOW, WITHIN, [])
    text = click.unstyle("\n".join(lines(told, None, LONG_AGO.date()))).splitlines()

    rows = [line for line in text if line.startswith(("xxx", "y ", "all ", "   "))]
    assert len(rows) == 7
    assert max(map(len, rows)) <= 80
