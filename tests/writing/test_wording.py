"""Days, prices, names and greetings in seven languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mailfollow.errors import DataError
from mailfollow.writing.facts import wording
from mailfollow.writing.facts.known import facts
from mailfollow.writing.languages import LANGUAGES, language
from tests.writing.made_up import situation

DAY, TODAY = date(2025, 6, 12), date(2025, 5, 20)


@pytest.mark.parametrize(
    ("code", "day", "weekday"),
    [
        ("en", "12 June", "Thursday, 12 June"),
        ("de", "12. Juni", "Donnerstag, 12. Juni"),
        ("fr", "12 juin", "jeudi 12 juin"),
        ("es", "12 de junio", "jueves 12 de junio"),
        ("it", "12 giugno", "giovedì 12 giugno"),
        ("nl", "12 juni", "donderdag 12 juni"),
        ("pt", "12 de junho", "quinta-feira, 12 de junho"),
    ],
)
def test_days_are_written_as_the_language_writes_them(code, day, weekday):
    words = language(code)

    assert (day, weekday) == (wording.day(DAY, words, TODAY), wording.weekday(DAY, words, TODAY))


def test_the_year_is_named_only_where_it_is_another():
    words = language("en")

    assert wording.day(date(2026, 1, 2), words, TODAY) == "2 January 2026"
    assert wording.full_day(DAY, words) == "12 June 2025"


def test_the_first_of_a_month_is_special_in_french_and_italian():
    first = date(2025, 6, 1)

    assert wording.day(first, language("fr"), TODAY) == "1er juin"
    assert wording.day(first, language("it"), TODAY) == "1º giugno"
    assert wording.day(first, language("de"), TODAY) == "1. Juni"


@pytest.mark.parametrize(
    ("code", "amount", "currency", "price"),
    [
        ("en", "4,800", "EUR", "€4,800"),
        ("en", "4,800", "$", "$4,800"),
        ("en", "4,800", "CHF", "CHF 4,800"),
        ("en", "4,800", None, "4,800"),
        ("de", "4.800,00", "EUR", "4.800,00 €"),
        ("nl", "4.800", "eur", "€ 4.800"),
        ("fr", "4 800", "CHF", "4 800\u00a0CHF"),
        ("en", "4.800", "EUR", "€4.800"),
        ("en", 4800, "GBP", "£4,800"),
        ("de", Decimal("4800.5"), "EUR", "4.800,50 €"),
    ],
)
def test_a_price_keeps_its_figure_and_gets_its_sign_where_it_belongs(code, amount, currency, price):
    """A figure in words of the proposal is never reinterpreted, not even one with foreign separators."""
    assert wording.money(amount, currency, language(code)) == price


def test_names_are_joined_as_in_speech():
    assert wording.names(["Anna", "Tom", "Lee"], language("en")) == "Anna, Tom and Lee"
    assert wording.names(["Anna", "Tom"], language("de")) == "Anna und Tom"
    assert wording.names(["Anna"], language("en")) == "Anna"
    assert wording.names([], language("en")) == ""


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Inés", "Ana e Inés"),
        ("Íñigo", "Ana e Íñigo"),
        ("Hilda", "Ana e Hilda"),
        ("Yvonne", "Ana e Yvonne"),
        ("Yolanda", "Ana y Yolanda"),
        ("Hierro", "Ana y Hierro"),
        ("Hugo", "Ana y Hugo"),
    ],
)
def test_spanish_says_e_before_the_sound_of_i(last, joined):
    assert wording.names(["Ana", last], language("es")) == joined


def test_a_quotation_within_a_quotation_gets_single_marks():
    assert wording.quoted('the "big" one', language("en")) == "\"the 'big' one\""
    assert wording.quoted("Projekt", language("de")) == "„Projekt“"


def test_a_time_is_written_with_its_day():
    time = datetime(2025, 6, 12, 9, 5, tzinfo=UTC)
    assert wording.slot(time, language("fr"), TODAY) == "jeudi 12 juin à 9h05"
    assert wording.slot(time, language("es"), TODAY) == "jueves 12 de junio a las 9:05"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_leaves_a_hole_where_a_name_is_unknown(code):
    """Scenario 94."""
    words = LANGUAGES[code]

    for line in (wording.greeting(None, None, None, words), wording.sign_off(None, None, words)):
        assert line
        assert " ," not in line
        assert "{" not in line
        assert not line.endswith(" ")


def test_a_reader_is_addressed_as_in_the_proposal_else_as_the_language_does():
    assert wording.greeting("Frau Berger", "Anna Berger", "Anna", language("de")) == "Guten Tag Frau Berger,"
    assert wording.greeting(None, "Anna Berger", "Anna", language("de")) == "Guten Tag Anna Berger,"
    assert wording.greeting(None, "Anna Berger", "Anna", language("en")) == "Hello Anna,"
    assert wording.greeting(None, "J. Berger", None, language("en")) == "Hello,"


@pytest.mark.parametrize("code", ["de", "fr", "it"])
def test_who_says_du_or_tu_signs_with_the_first_name_alone(code):
    words = language(code)

    assert wording.sign_off("Jonas Weber", "Jonas", words).endswith("\nJonas Weber")
    assert wording.sign_off("Jonas Weber", "Jonas", words, familiar=True).endswith("\nJonas")
    assert wording.sign_off("Weber GmbH", None, words, familiar=True).endswith("\nWeber GmbH")


@pytest.mark.parametrize(("familiar", "line"), [(False, "Viele Grüße\nJonas Weber"), (True, "Viele Grüße\nJonas")])
def test_the_sign_off_of_a_thread_goes_with_its_form_of_address(familiar, line):
    assert facts(situation(familiar=familiar), language("de"))["sign_off"] == line


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_complete(code):
    words = LANGUAGES[code]

    assert words.code == code
    assert (len(words.weekdays), len(words.months)) == (7, 12)
    assert min(len(words.requests), len(words.banned), len(words.spam)) >= 10
    for phrases in (words.requests, words.banned, words.spam):
        assert len(set(phrases)) == len(phrases)
        assert all(phrase == phrase.lower().strip() and phrase for phrase in phrases)


def test_a_region_does_not_matter_and_an_unknown_language_is_named():
    assert language("de-AT") is language("DE_ch") is LANGUAGES["de"]
    with pytest.raises(DataError, match=r'"xx".*en, de, fr, es, it, nl, pt'):
        language("xx")
