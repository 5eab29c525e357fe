"""Sentences as people write them in answers and absence notices, in seven languages: `days/<language>.txt`.

Each line has who writes ("notice": an automatic reply), the day it is written, the day it names or "none", the words.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mailfollow.reading.dates.hold import hold_until
from mailfollow.reading.dates.periods import Reference
from tests.reading.words import lexicon

FOLDER = Path(__file__).parent / "days"
LINE = re.compile(r"(notice|person) {2}(\S+) {2}(\S+) +(.+)")


def lines() -> list[tuple[str, ...]]:
    """Return the language, writer, day of writing, day named and words of every line."""
    files = sorted(FOLDER.glob("*.txt"))
    texts = [(file.stem, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    found = [(language, LINE.fullmatch(line)) for language, line in texts if not line.startswith("#")]
    return [(language, *match.groups()) for language, match in found if match]


@pytest.mark.parametrize(("language", "writer", "written", "named", "words"), lines())
def test_a_sentence_names_its_day(language, writer, written, named, words):
    """Scenarios 59, 74 and 78."""
    reference = Reference(date.fromisoformat(written), month_first=False)

    hold = hold_until(words, lexicon(), language, reference, automatic=writer == "notice")

    assert (hold.day.isoformat() if hold else "none") == named


def test_every_language_has_sentences_with_and_without_a_day():
    assert {language for language, *_ in lines()} == set(lexicon().languages)
    for language in lexicon().languages:
        named = [day for code, _, _, day, _ in lines() if code == language]

        assert named.count("none") >= 20
        assert len(named) - named.count("none") >= 40
