"""What the German texts must get right besides the rules for all languages: capitals, dates, beginnings, number."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime

import pytest

from mailfollow.writing.facts import wording
from mailfollow.writing.languages import language
from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import SEEDS, samples
from tests.writing.made_up import shipped

TEMPLATES = [template for template in shipped() if template.language == "de"]
NAMES = [template.name for template in TEMPLATES]
NOUNS = {"Angebote", "Gründe", "Streichen", "Termine"}
"""What a text may begin with in capitals, besides Sie: the greeting ends in a comma, and the sentence goes on."""


def said(template):
    """Return all texts of a template: every fact known or few, Sie or du, each option of a pick."""
    return {render(template, facts, seed) for _, facts in samples(template) for seed in SEEDS}


def first_words(text, number):
    return re.findall(r"\w+", text.split("\n\n")[1])[:number]


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_after_the_comma_of_the_greeting_only_a_noun_has_a_capital(template):
    for text in said(template):
        (first,) = first_words(text, 1)
        assert first.islower() or first in {*NOUNS, "Sie"}, text


def test_a_day_and_a_time_read_well_after_am():
    words, today = language("de"), date(2025, 5, 20)

    assert wording.weekday(date(2025, 6, 12), words, today) == "Donnerstag, 12. Juni"
    assert wording.slot(datetime(2025, 6, 12, 9, 5, tzinfo=UTC), words, today) == "Donnerstag, 12. Juni, um 09:05 Uhr"


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_a_weekday_within_a_sentence_ends_with_a_comma(template):
    """One lacks it: "am Montag, 30. Juni aus"; one does not: "bis Montag, 30. Juni."."""
    for text in said(template):
        assert not re.search(r"tag, \d+\. \w+ (?!oder|und)\w", text), text


def test_no_two_texts_begin_with_the_same_five_words():
    beginnings = defaultdict(set)
    for template in TEMPLATES:
        for text in said(template):
            beginnings[" ".join(first_words(text, 5)).lower()].add(template.name)

    assert [names for names in beginnings.values() if len(names) > 1] == []


def test_only_the_texts_for_it_speak_of_validity():
    """After the terms lapsed, nothing may sound as if they still held."""
    for template in TEMPLATES:
        if not {"expiring", "lapsed"} & set(template.when):
            assert not re.search(r"\bgültig|gilt bis|Frist\b|Bedingungen", template.body), template.name
