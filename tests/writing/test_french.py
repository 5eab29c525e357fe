"""What the French texts must get right besides the rules for all languages: typography, elision, beginnings, number."""

import re
from collections import defaultdict

import pytest

from mailfollow.writing.template.render import render
from mailfollow.writing.template.samples import SEEDS, samples
from tests.writing.made_up import shipped

TEMPLATES = [template for template in shipped() if template.language == "fr"]
NAMES = [template.name for template in TEMPLATES]
BREAKS_OFF = re.compile(r"[ \n][?!;:»]|«[ \n]")
"""A mark that could begin a line, or an opening one that could end it: a plain blank stands there."""
UNELIDED = re.compile(r"(?<![\w’'-])(?:[jmtsdnl]e|la|que|jusque|lorsque)\s+[aeiouâàéèêëîïôœùûæ]", re.IGNORECASE)
"""A short word before a vowel, where the vowel takes its last letter: "te irait", "de avril"."""


def said(template):
    """Return all texts of a template: every fact known or few, vous or tu, each option of a pick."""
    return {render(template, facts, seed) for _, facts in samples(template) for seed in SEEDS}


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_no_line_can_break_before_a_french_mark(template):
    for text in said(template):
        assert BREAKS_OFF.findall(text) == [], text


@pytest.mark.parametrize("template", TEMPLATES, ids=NAMES)
def test_no_short_word_keeps_its_vowel_before_another(template):
    for text in said(template):
        assert UNELIDED.findall(text) == [], text


def test_no_two_texts_begin_with_the_same_five_words():
    beginnings = defaultdict(set)
    for template in TEMPLATES:
        for text in said(template):
            beginnings[" ".join(re.findall(r"\w+", text.split("\n\n")[1].lower())[:5])].add(template.name)

    assert [names for names in beginnings.values() if len(names) > 1] == []
