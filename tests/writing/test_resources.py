"""A resource's file: what it becomes, and everything that can be wrong with it, said at once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.errors import DataError
from mailfollow.model import Resource
from mailfollow.writing.front_matter import front_matter
from mailfollow.writing.resource.judge import doubled, judge
from mailfollow.writing.resource.matter import fold, stem, stems
from mailfollow.writing.resource.parse import KEYS, parse_resource
from tests.writing.made_up import TEMPLATES

GOOD = """\
+++
kind = "case-study"
title = "How Acme halved its returns"
url = "https://weber-consulting.example/returns"
file = "returns.pdf"
topics = ["returns", "fashion  shop"]
languages = ["en", "de-AT"]
expires = 2027-06-30
+++
Two pages on what was
changed in the shop.
"""
TODAY = date(2026, 3, 2)


def faults(text: str) -> list[str]:
    with pytest.raises(DataError) as raised:
        parse_resource(text, "returns", "returns.md")
    return list(raised.value.problems)


def judged(text: str) -> list[str]:
    return judge(parse_resource(text, "returns", "returns.md"), front_matter(text, "returns.md", "a resource"), TODAY)


def test_a_file_becomes_a_resource() -> None:
    """Its pitch is one line, its languages have no region."""
    assert parse_resource(GOOD, "returns", "/x/returns.md") == Resource(
        name="returns",
        kind="case-study",
        title="How Acme halved its returns",
        pitch="Two pages on what was changed in the shop.",
        url="https://weber-consulting.example/returns",
        file="returns.pdf",
        topics=("returns", "fashion shop"),
        languages=("en", "de"),
        expires=date(2027, 6, 30),
        path="/x/returns.md",
    )
    assert judged(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("kind =", "kimd =", 'returns.md:2:1: unknown key "kimd"; did you mean "kind"?'),
        ('"case-study"', '"Case Study"', "returns.md:2:1: kind is missing or no short name"),
        ('"How Acme halved its returns"', '""', "returns.md:3:1: title is missing"),
        ('"How Acme halved its returns"', '"[TITLE]"', "returns.md:3:1: title is missing, not filled in"),
        ('"How Acme halved its returns"', "7", "returns.md:3:1: title is missing"),
        ("https://weber", "ftp://weber", "returns.md:4:1: url is no link"),
        ("https://weber", "https://me:secret@weber", "returns.md:4:1: url is no link"),
        ("/returns", "/my returns", "returns.md:4:1: url is no link"),
        ("/returns", "/" + "x" * 500, "returns.md:4:1: url is no link"),
        ('"returns.pdf"', '"../returns.pdf"', "returns.md:5:1: file is the name of a file in the folder"),
        ('"returns.pdf"', '"/etc/passwd"', "returns.md:5:1: file is the name of a file in the folder"),
        ('"returns.pdf"', '"C:\\\\returns.pdf"', "returns.md:5:1: file is the name of a file in the folder"),
        ('"returns.pdf"', '"~/returns.pdf"', "returns.md:5:1: file is the name of a file in the folder"),
        ('["returns", "fashion  shop"]', "[]", "returns.md:6:1: topics is missing, so it would never be offered"),
        ('["returns", "fashion  shop"]', '"returns"', "returns.md:6:1: topics is a list of texts"),
        ('["returns", "fashion  shop"]', '["the offer"]', 'returns.md:6:1: the topic "the offer" says nothing'),
        ('"de-AT"', '"dee"', 'returns.md:7:1: unknown language "dee"; did you mean "de"?'),
        ("2027-06-30", '"2027-06-30"', "returns.md:8:1: expires is a day without quotes"),
        ("2027-06-30", "2027-06-30T10:00:00Z", "returns.md:8:1: expires is a day without quotes"),
        ("Two pages on what was\nchanged in the shop.\n", " \n", "returns.md:10:1: the pitch is missing"),
        ("changed", "x" * 400, "returns.md:10:1: the pitch has more than 400 characters"),
        ("changed", "TODO", "returns.md:10:1: the pitch holds something that was to be filled in"),
    ],
)
def test_each_fault_is_named_with_its_line(before: str, after: str, said: str) -> None:
    assert before in GOOD

    (sentence,) = [one for one in faults(GOOD.replace(before, after)) if one.startswith(said)]

    assert sentence


def test_all_faults_are_said_at_once() -> None:
    """In the order of the rules, each with its place."""
    found = faults('+++\nurl = "x"\ncolour = "red"\n+++\n')

    assert [one.split(":")[1] for one in found] == ["3", "2", "2", "2", "2", "5"]


@pytest.mark.parametrize("text", ["", "kind = 1", "+++\nkind = 1", "+++\nkind = \n+++\nx", "+++\n+++\n"])
def test_what_is_no_resource_at_all_is_one_fault_or_more_and_no_crash(text: str) -> None:
    assert all(one.startswith("returns.md:") for one in faults(text))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_a_resource_or_told_why_not(front: str, body: str) -> None:
    """Nothing but DataError comes of it."""
    text = f"+++\n{front}\n+++\n{body}"
    problems: tuple[str, ...] = ("x.md:1:1: ",)
    try:
        parse_resource(text, "x", "x.md")
    except DataError as error:
        problems = error.problems
    assert problems
    assert all(one.startswith("x.md:") for one in problems)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2027-06-30", "2026-03-01", "returns.md:8:1: it expired on Sun 1 Mar 2026 and is not offered"),
        ("shop.\n", "shop. It is short. It is good.\n", "returns.md:10:1: the pitch has 3 sentences"),
        ('["returns", "fashion  shop"]', '["training"]', 'returns.md:6:1: "training" alone does not say of what'),
        ("Two pages", "**Two** pages", "returns.md:10:1: the pitch is plain text in a mail"),
        ("Two pages", "# Two pages", "returns.md:10:1: the pitch is plain text in a mail"),
        ("shop.\n", "shop. Shall I send more?\n", "returns.md:10:1: the pitch asks"),
        ("Two pages", "Just checking in with two pages", "returns.md:10:1: [banned-phrase]"),
        ("How Acme", "WONDERFUL!! How Acme", "returns.md:3:1: [exclamation]"),
    ],
)
def test_what_can_be_used_is_judged_as_a_reader_meets_it(before: str, after: str, said: str) -> None:
    assert before in GOOD

    assert [one for one in judged(GOOD.replace(before, after)) if one.startswith(said)]


def test_the_last_day_is_still_a_day() -> None:
    assert judged(GOOD.replace("2027-06-30", "2026-03-02")) == []


def test_what_comes_twice_is_told_with_both_names() -> None:
    """By title, link or file, however they are written."""
    first = parse_resource(GOOD, "returns", "returns.md")
    second = parse_resource(GOOD.replace("How Acme", "how  ACME").replace("/returns", "/Returns/"), "again", "again.md")

    assert [one.partition(":1:1: it has the same ")[::2] for one in doubled([first, second])] == [
        ("again.md", f"{what} as returns.md: the same people could get it twice") for what in ("title", "link", "file")
    ]
    assert list(doubled([first])) == []


@pytest.mark.parametrize(
    "forms",
    [
        "pump pumps Pumpe Pumpen pompe pompes",
        "Haus Häuser",
        "server servers",
        "battery batteries",
        "chaudière chaudières",
        "instalación instalaciones",
        "Anlage Anlagen",
        "Preis Preise Preisen",
        "impianto impianti",
        "instalação instalações",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(fold(form)) for form in forms.split()} - {"pomp"}) == 1


@pytest.mark.parametrize("pair", ["data date", "market marketing", "secure security", "chaudière chaude", "plan plant"])
def test_other_words_have_another(pair: str) -> None:
    assert len({stem(fold(word)) for word in pair.split()}) == 2


def test_words_that_say_nothing_are_left_out() -> None:
    """Also with accents, and in other languages."""
    assert stems("Here is our offer für Ihre neue Website, votre devis à l'année") == [stem("website")]


def test_every_key_is_in_the_guide_and_its_example_is_good() -> None:
    """What a newcomer copies has no fault."""
    guide = (TEMPLATES / "README.md").read_text("utf-8").partition("\n## Resources\n")[2].partition("\n## ")[0]
    (example,) = re.findall(r"```\n(.*?)```", guide, re.DOTALL)

    assert tuple(re.findall(r"^\| `(\w+)`", guide, re.MULTILINE)) == KEYS
    assert judged(example) == []
