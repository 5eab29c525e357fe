"""The phrases: their notation, the tables, a user's own beside them, and what is said where something is wrong."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.errors import DataError
from mailfollow.reading.lexicon import Lexicon
from mailfollow.reading.lexicon.notation import compile_before, compile_phrases, fold
from mailfollow.reading.lexicon.tables import KEYS, merge_tables
from tests.reading.words import PHRASES, lexicon

TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in PHRASES.glob("*.toml")}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("not interested", "we are NOT  interested"),
        ("not interested", "not\ninterested"),
        ("not interested", "not *interested*"),
        ("don't", "I don’t"),
        ("réponse", "la reponse"),
        ("decid*", "decided"),
        ("kind/best regards", "best regards"),
        ("[please] stop", "stop"),
        ("[please] stop", "please stop"),
        ("get [right] back", "get right back"),
        ("get [right] back", "get back"),
        ("back ... monday", "back in the office on monday"),
        ("back ... monday", "back monday"),
        ("the <n>th", "the 9th"),
        ("自动回复", "这是自动回复吗"),
        ("wrote:", "jane wrote:"),
        ("thanks & regards", "thanks & regards"),
    ],
)
def test_a_phrase_is_found_as_people_write_it(phrase, text):
    assert compile_phrases([phrase]).search(fold(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("stop", "nonstop"),
        ("stop", "stops"),
        ("not interested", "not. Interested"),
        ("back ... monday", "back. See you monday"),
        ("back ... monday", "back one two three four five six monday"),
        ("a+b", "aab"),
        ("the <n>th", "the nth"),
    ],
)
def test_a_phrase_is_not_found_in_other_words(phrase, text):
    assert not compile_phrases([phrase]).search(fold(text))


def test_no_phrases_are_never_found():
    assert not compile_phrases([]).search("")
    assert not compile_phrases(["  "]).search("x")


def test_a_phrase_directly_before_something_ends_there():
    pattern = compile_before(["failed recipient"])

    assert pattern.search("failed recipient: <")
    assert not pattern.search("failed recipient: nobody ")


@given(st.text(max_size=200))
def test_folding_keeps_every_position(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=100))
def test_any_phrase_compiles(phrases, text):
    found = compile_phrases(phrases).search(fold(text))

    assert found is None or found.end() <= len(fold(text))


@pytest.mark.parametrize("code", sorted(TABLES))
def test_the_shipped_tables_are_right(code):
    assert Lexicon.of({code: TABLES[code]}).tables


@pytest.mark.parametrize("code", sorted(set(TABLES) - {"und"}))
def test_every_language_fills_every_list_that_english_fills(code):
    optional = {("dates", key) for key in ("month_first", "next_skips", "named", "workday", "through")} | {
        ("structure", "banner")
    }
    missing = [
        f"{section}.{key}"
        for section, keys in TABLES["en"].items()
        for key, value in keys.items()
        if value and (section, key) not in optional and not TABLES[code].get(section, {}).get(key)
    ]

    assert missing == []


@pytest.mark.parametrize("code", sorted(set(TABLES) - {"und"}))
def test_every_language_has_twelve_months_and_seven_days(code):
    dates = lexicon().dates[code]

    assert set(dates.months.values()) == set(range(1, 13))
    assert set(dates.weekdays.values()) == set(range(1, 8))


def test_the_readme_names_every_key():
    described = set(re.findall(r"`(\w+)`", (PHRASES / "README.md").read_text(encoding="utf-8")))

    assert {key for keys in KEYS.values() for key in keys} | set(KEYS) <= described


def test_a_misspelt_name_of_words_is_a_mistake():
    with pytest.raises(AttributeError, match="IntentWords has no stopp"):
        _ = lexicon().intents["en"].stopp


def test_a_users_words_are_added():
    own = {"en": {"intent": {"stop": ["go jump in the lake"]}}, "sv": {"words": {"common": ["och", "att"]}}}
    words = Lexicon.of(merge_tables(TABLES, own))

    assert words.intents["en"].stop.search("go jump in the lake")
    assert words.intents["en"].stop.search("stop emailing")
    assert "sv" in words.languages


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"intents": {}}, "en.toml: there is no section [intents]; did you mean 'intent'?"),
        ({"intent": {"stopp": ["x"]}}, "en.toml: [intent] has no key 'stopp'; did you mean 'stop'?"),
        ({"intent": {"stop": "x"}}, "en.toml: [intent] stop: this must be a list of texts"),
        ({"intent": {"stop": [1]}}, "en.toml: [intent] stop: this must be a list of texts"),
        (
            {"kind": {"away": ["*"]}},
            "en.toml: [kind] away: '*': it fits everywhere; write words, also beside '/' and '*'",
        ),
        ({"intent": ["stop"]}, "en.toml: [intent] must be a section"),
        ({"intent": {"stop": {"me": ["x"]}}}, "en.toml: [intent] stop: this must be a list of texts"),
        ({"intent": {"no": False}}, "en.toml: [intent] no: this must be a list of texts"),
        ({"dates": {"named": {"xmas": 1}}}, "en.toml: [dates] named xmas: this must be a list of texts"),
        (
            {"dates": {"named": ["xmas"]}},
            "en.toml: [dates] named: this must be a section with one list of texts a name",
        ),
        ({"dates": {"month_first": ["yes"]}}, "en.toml: [dates] month_first: this must be true or false"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_place(table, sentence):
    with pytest.raises(DataError) as error:
        Lexicon.of({"en": table})

    assert error.value.problems == (sentence,)


@pytest.mark.parametrize(
    "phrase", ["x ... x ... x ... x ... y", "[a] [a] [a] [a] [a] [a] [a] [a] [a] [a] b", "a ... a ... a ... b"]
)
def test_a_phrase_that_is_slow_to_search_is_a_mistake(phrase):
    with pytest.raises(DataError, match="fits in too many ways"):
        Lexicon.of({"en": {"intent": {"stop": [phrase]}}})


def test_all_mistakes_are_told_at_once():
    with pytest.raises(DataError) as error:
        Lexicon.of({"en": {"x": {}, "y": {}}, "de": {"z": {}}})

    assert len(error.value.problems) == 3


def test_an_empty_lexicon_reads_mail_all_the_same():
    words = Lexicon.of({})

    assert words.languages == ()
    assert not words.kind.away.search("out of office")
