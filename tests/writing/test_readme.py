"""The guide for writers of templates says what the code does."""

import re
from datetime import date

import pytest

from mailfollow.model import DraftPolicy
from mailfollow.writing.facts.table import FACTS
from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.languages.address_form import mixed_address
from mailfollow.writing.lint import RULES, lint_template
from mailfollow.writing.template.filters import FILTERS
from mailfollow.writing.template.parse import KEYS, WHEN, parse_template
from mailfollow.writing.template.sandbox import KEPT_FILTERS, MOST_NESTED, MOST_OUTPUT, MOST_SOURCE
from tests.writing.made_up import TEMPLATES, template

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

    example = parse_template(text, "en/two-week-trial", "en/two-week-trial.txt.j2")

    assert lint_template(example) == []


@pytest.mark.parametrize("word", ["include", "macro", "import", "range"])
def test_what_the_guide_calls_unavailable_is(word):
    assert f"`{word}`" in section("Filters")


def test_the_resource_example_in_the_guide_is_good():
    block = re.search(r"```jinja\n(\{\{ resource\.pitch \}\}.*?)\n```", README, re.DOTALL)
    assert block
    text = f"{{{{ greeting }}}}\n\n{block[1]}\n\nDoes it fit?\n\n{{{{ sign_off }}}}"

    assert lint_template(template(text, resource="any")) == []


@pytest.mark.parametrize("forms", re.findall(r'you\("([^"]+)", "([^"]+)"\)', README))
def test_the_forms_of_address_in_the_guide_are_told_apart(forms):
    text = f"Xx, {' '.join(forms)} xx."

    assert any(list(mixed_address(text, words)) for words in LANGUAGES.values())


def test_the_least_reading_ease_in_the_guide_is_that_of_the_code():
    least = {code: words.rhythm.hard for code, words in LANGUAGES.items()}

    assert "50 in English, 45 in French and Spanish, 40 in German, Italian and Dutch, and 35 in Portuguese" in README
    assert least == {"en": 50, "fr": 45, "es": 45, "de": 40, "it": 40, "nl": 40, "pt": 35}
