"""The guide for writers of templates says what the code does."""

import re
from datetime import date

import pytest

from mailfollow.model import DraftPolicy
from mailfollow.writing.facts.known import FACTS
from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.lint import RULES, lint_template
from mailfollow.writing.template.filters import FILTERS
from mailfollow.writing.template.parse import KEYS, WHEN, parse_template
from mailfollow.writing.template.sandbox import KEPT_FILTERS, MOST_NESTED, MOST_OUTPUT, MOST_SOURCE
from tests.writing.made_up import TEMPLATES

README = (TEMPLATES / "README.md").read_text("utf-8")


def section(heading):
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text):
    found = [re.split(r"(?<!\\) \| ", line.strip("| ")) for line in text.split("\n") if line.startswith("| `")]
    return [[cell.replace("\\|", "|") for cell in row] for row in found]


def cell(example):
    if isinstance(example, date):
        return example.isoformat()
    if isinstance(example, tuple):
        return ", ".join(one if isinstance(one, str) else f"{one:%Y-%m-%d %H:%M}" for one in example)
    return "" if example is None else str(example).replace("\n", " / ")


def test_every_fact_is_in_the_guide_with_its_type_example_and_meaning():
    lines = [line for line in section("Facts").split("\n") if line.startswith("| `")]

    expected = [
        f"| `{row.path}` | {row.type} | {cell(row.example)} | {row.meaning} | {'yes' if row.always else ''} |"
        for row in FACTS
    ]
    assert [line.replace("| |", "|  |") for line in lines] == [line.replace("| |", "|  |") for line in expected]


def test_every_filter_is_in_the_guide_with_its_example():
    assert rows(section("Filters")) == [[f"`{name}`", f"`{used}`", gives] for name, (used, gives) in FILTERS.items()]
    for name in KEPT_FILTERS:
        assert f"`{name}`" in section("Filters")


def test_every_rule_is_in_the_guide():
    assert rows(section("What the linter checks")) == [[f"`{rule}`", about] for rule, about in RULES.items()]


def test_every_key_and_situation_is_in_the_guide():
    named = [row[0].strip("`") for row in rows(section("Front matter"))]

    assert named == [*KEYS, "when", *WHEN]


def test_the_limits_in_the_guide_are_those_of_the_code():
    assert f"At most {DraftPolicy().words} words" in README
    assert (MOST_OUTPUT, MOST_SOURCE, MOST_NESTED) == (64 * 1024, 16 * 1024, 2)
    assert "nested two deep, a text may have 64 kB, and a template 16 kB" in README


def test_every_language_is_in_the_guide():
    assert all(f"`{code}`" in README for code in LANGUAGES)


def test_the_example_in_the_guide_is_a_good_template():
    block = re.search(r"```jinja\n(   \+\+\+\n.*?)```", README, re.DOTALL)
    assert block
    text = "\n".join(line.removeprefix("   ") for line in block[1].split("\n"))

    template = parse_template(text, "en/two-week-trial", "en/two-week-trial.txt.j2")

    assert lint_template(template) == []


@pytest.mark.parametrize("word", ["include", "macro", "import", "range"])
def test_what_the_guide_calls_unavailable_is(word):
    assert f"`{word}`" in section("Filters")
