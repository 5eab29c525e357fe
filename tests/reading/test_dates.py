"""Until when somebody does not want to be disturbed: phrases in seven languages, and sentences that name no such day.

All are read as written on Wednesday, 18 November 2026.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.reading.dates.hold import FURTHEST, hold_until
from mailfollow.reading.dates.periods import Reference
from tests.reading.words import lexicon

TODAY = Reference(date(2026, 11, 18))

ABSENCES = [
    ("en", "I will be out of the office from December 21 through January 4 and will respond then.", "2027-01-04"),
    ("en", "I am out of office and will be back on Tuesday, 1 December 2026.", "2026-12-01"),
    ("en", "I'm on annual leave, returning Mon 30th Nov. For urgent matters call Bob on 555-1234.", "2026-11-30"),
    ("en", "I am out of the office with no access to email. I will return on 8th December.", "2026-12-08"),
    ("en", "I'm away from 20 to 27 November.", "2026-11-27"),
    ("en", "I'm away Nov 20-27.", "2026-11-27"),
    ("en", "I am away from the 20th to the 27th.", "2026-11-27"),
    ("en", "I'll be back in the office on 2026-12-01.", "2026-12-01"),
    ("en", "I will be back tomorrow.", "2026-11-19"),
    ("en", "I am on maternity leave until the end of March 2027.", "2027-03-31"),
    ("en", "I'm on PTO this week and return Monday.", "2026-11-23"),
    ("en", "I am out of the office this week, back on Monday the 23rd.", "2026-11-23"),
    ("en", "I'll be out for the next three days.", "2026-11-21"),
    ("en", "I am attending a conference until Friday.", "2026-11-20"),
    ("en", "Our offices close for Thanksgiving on November 26 and 27, reopening Monday, November 30.", "2026-11-30"),
    ("en", "I am out of the office until Monday 1 March.", "2027-03-01"),
    ("de", "Ich bin bis einschließlich 27.11.2026 nicht im Büro.", "2026-11-27"),
    ("de", "Ich bin vom 23. bis 27. November im Urlaub.", "2026-11-27"),
    ("de", "Vielen Dank für Ihre Nachricht. Ich bin am 1.12. wieder erreichbar.", "2026-12-01"),
    ("de", "Ab Montag, 30.11.2026, bin ich wieder für Sie da.", "2026-11-30"),
    ("de", "Ich bin derzeit nicht im Hause und kehre am 7. Dezember zurück.", "2026-12-07"),
    ("de", "Ich bin in Elternzeit und ab März 2027 wieder erreichbar.", "2027-03-01"),
    ("de", "Vom 20.11. bis 04.12. bin ich im Urlaub.", "2026-12-04"),
    ("de", "Ich bin ab 30.11. wieder im Büro.", "2026-11-30"),
    ("fr", "Je suis absente jusqu'au 27 novembre inclus.", "2026-11-27"),
    ("fr", "Je suis en congés du 23 au 27 novembre.", "2026-11-27"),
    ("fr", "Je serai de retour au bureau lundi 30 novembre.", "2026-11-30"),
    ("fr", "Absent jusqu'au 1er décembre", "2026-12-01"),
    ("fr", "Absent du 20/11/2026 au 04/12/2026 inclus.", "2026-12-04"),
    ("es", "Estaré de vacaciones del 23 al 27 de noviembre.", "2026-11-27"),
    ("es", "Vuelvo el lunes 30 de noviembre.", "2026-11-30"),
    ("es", "Estoy de baja, regreso el 07/12/2026.", "2026-12-07"),
    ("it", "Sono in ferie dal 23 al 27 novembre.", "2026-11-27"),
    ("it", "Rientro il 30/11.", "2026-11-30"),
    ("nl", "Ik ben op 30 november weer op kantoor.", "2026-11-30"),
    ("nl", "Van 23 november t/m 27 november ben ik met vakantie.", "2026-11-27"),
    ("nl", "Ik ben vanaf maandag 30 november weer bereikbaar.", "2026-11-30"),
    ("pt", "Estarei de férias de 23 a 27 de novembro.", "2026-11-27"),
    ("pt", "Retorno ao escritório no dia 30 de novembro.", "2026-11-30"),
]
DEFERRALS = [
    ("en", "Not now, try me in March.", "2027-03-01"),
    ("en", "Could you get back to me after the 14th?", "2026-12-15"),
    ("en", "We're slammed, can we revisit in Q1?", "2027-01-01"),
    ("en", "Let's talk again in the new year.", "2027-01-01"),
    ("en", "Please contact me again in the second quarter of 2027.", "2027-04-01"),
    ("en", "We will decide next week.", "2026-11-23"),
    ("en", "I will get back to you by Friday.", "2026-11-20"),
    ("en", "Give me a few days to review this.", "2026-11-21"),
    ("en", "Budget is frozen until the next fiscal year.", "2027-01-01"),
    ("en", "Please follow up in early February.", "2027-02-01"),
    ("en", "Let's reconnect mid-January.", "2027-01-15"),
    ("en", "Let's pick this up in a month.", "2026-12-18"),
    ("en", "I'll have an answer for you by the end of next week.", "2026-11-27"),
    ("en", "Can we talk on Tuesday?", "2026-11-24"),
    ("en", "Circle back with me after Easter.", "2027-03-30"),
    ("en", "We are on hold until late summer.", "2027-08-31"),
    ("en", "I'm travelling till the 30th - let's speak then.", "2026-11-30"),
    ("en", "We won't make a decision before mid December.", "2026-12-15"),
    ("en", "The board meets on the 9th; ask me after that.", "2026-12-10"),
    ("en", "Let's circle back after the holidays.", "2027-01-02"),
    ("en", "Next Wednesday works better.", "2026-11-25"),
    ("en", "Check in with me next Friday.", "2026-11-27"),
    ("de", "Bitte kommen Sie im Januar noch einmal auf mich zu.", "2027-01-01"),
    ("de", "Wir entscheiden Ende nächster Woche.", "2026-11-27"),
    ("de", "Lassen Sie uns nach den Feiertagen sprechen.", "2027-01-02"),
    ("de", "Ich melde mich in zwei Wochen.", "2026-12-02"),
    ("de", "Das Budget ist erst ab dem 2. Quartal verfügbar.", "2027-04-01"),
    ("de", "Das Thema ist bis Anfang Februar verschoben.", "2027-02-01"),
    ("de", "Vor Weihnachten schaffen wir das nicht, melden Sie sich gern im neuen Jahr.", "2027-01-01"),
    ("fr", "Revenez vers moi en janvier.", "2027-01-01"),
    ("fr", "Recontactez-moi dans deux mois.", "2027-01-18"),
    ("fr", "Pouvons-nous en reparler après les fêtes ?", "2027-01-02"),
    ("fr", "Nous prendrons une décision fin novembre.", "2026-11-30"),
    ("fr", "Rappelez-moi la semaine prochaine.", "2026-11-23"),
    ("es", "Contácteme de nuevo en enero.", "2027-01-01"),
    ("es", "Volvamos a hablar después de Navidad.", "2026-12-27"),
    ("es", "Llámame la próxima semana.", "2026-11-23"),
    ("es", "Lo decidiremos a finales de mes.", "2026-11-30"),
    ("it", "Ci risentiamo a gennaio.", "2027-01-01"),
    ("it", "La ricontatto tra due settimane.", "2026-12-02"),
    ("it", "Possiamo riparlarne dopo le feste?", "2027-01-02"),
    ("nl", "Neem in januari weer contact met mij op.", "2027-01-01"),
    ("nl", "Volgende maand beslissen we.", "2026-12-01"),
    ("nl", "Laten we na de feestdagen overleggen.", "2027-01-02"),
    ("pt", "Fale comigo em janeiro.", "2027-01-01"),
    ("pt", "Vamos conversar daqui a duas semanas.", "2026-12-02"),
    ("pt", "Podemos retomar depois do Natal?", "2026-12-27"),
]
WITHOUT = [
    ("en", "The 3rd option looks best."),
    ("en", "We may decide differently."),
    ("en", "I will march into the meeting."),
    ("en", "March on!"),
    ("en", "We were founded in 2019 and have 40 people."),
    ("en", "Call me on 555 12 12."),
    ("en", "The price of 12.5 EUR is fine."),
    ("en", "We have used the old system since May 2019."),
    ("en", "It is a second-hand Monday-morning car."),
    ("en", "Your proposal of 3 March was good."),
    ("en", "I received your email of 12 November."),
    ("en", "The ratio is 3/4, see section 12/3."),
    ("en", "One of the two weeks was lost."),
    ("en", "Thanks for your message from last Tuesday."),
    ("en", "I spoke to him yesterday, all good."),
    ("en", "Can you do 10 % less?"),
    ("en", "The offer includes 24/7 support and 99.9 % uptime."),
    ("en", "We need 5 licences for 12 months."),
    ("en", "We will need 3 days of training for 5 people."),
    ("en", "Please use PO 4500012345 dated 01.10.2026."),
    ("en", "Our PO number is 2026-4411."),
    ("en", "May I ask what is included in phase 2?"),
    ("en", "I sat next to him at the fair, and the sun was out."),
    ("en", "Please send the invoice to accounts, they pay within 30 days."),
    ("en", "April from accounting will sign."),
    ("en", "We had the kick-off with August Bauer."),
    ("de", "Im Angebot vom 3. November fehlt Position 4."),
    ("de", "Version 2.10 gefällt uns."),
    ("de", "Nein danke, kein Interesse."),
    ("fr", "Votre devis du 3 novembre est trop cher."),
    ("es", "Somos 12 personas."),
    ("it", "Il preventivo n. 12/2026 va bene."),
    ("nl", "De offerte van 3 november is te duur."),
    ("pt", "A proposta de 3 de novembro ficou cara."),
]


def day(text: str, language: str | None, automatic: bool, reference: Reference = TODAY) -> str | None:
    """Return the day that a text names, as ISO 8601."""
    hold = hold_until(text, lexicon(), language, reference, automatic=automatic)
    return hold.day.isoformat() if hold else None


@pytest.mark.parametrize(("language", "text", "expected"), ABSENCES)
def test_an_absence_notice_tells_the_return(language, text, expected):
    """Scenario 59."""
    assert day(text, language, automatic=True) == expected


@pytest.mark.parametrize(("language", "text", "expected"), DEFERRALS)
def test_a_person_tells_when_to_speak_again(language, text, expected):
    """Scenarios 74 and 78."""
    assert day(text, language, automatic=False) == expected


@pytest.mark.parametrize(("language", "text"), WITHOUT)
def test_numbers_and_names_are_no_days(language, text):
    """A wrong day silences a live deal."""
    assert day(text, language, automatic=False) is None


def test_the_day_is_found_without_knowing_the_language():
    assert day("Melden Sie sich bitte im März.", None, automatic=False) == "2027-03-01"


@pytest.mark.parametrize(
    ("month_first", "expected"),
    [(True, "2027-08-09"), (False, "2027-09-08"), (None, "2027-09-08")],
)
def test_day_and_month_follow_the_senders_habit_and_else_the_later_counts(month_first, expected):
    """Scenario 59."""
    assert day("I am back on 8/9.", "en", automatic=True, reference=Reference(TODAY.day, month_first)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I was away until 6 November 2026.",
        "I am away until 10 November.",
        "I am away until 1 June 2028.",
        "Ich bin bis 17.11. im Urlaub.",
    ],
)
def test_a_past_or_far_day_is_none(text):
    """Scenario 59."""
    assert day(text, None, automatic=True) is None


@pytest.mark.parametrize(("today", "expected"), [(date(2026, 11, 18), "2028-05-21"), (date(2026, 11, 17), None)])
def test_eighteen_months_are_the_furthest(today, expected):
    text = "I am away until 21 May 2028."

    assert day(text, "en", automatic=True, reference=Reference(today)) == expected


def test_a_return_counts_more_than_a_later_end():
    assert day("I am away until 15 December.\n\nBack on 1 December.", "en", automatic=True) == "2026-12-01"


def test_a_range_of_two_dates_counts_to_its_end_and_other_neighbours_stay_apart():
    assert day("I am away 20 November - 4 December.", "en", automatic=False) == "2026-12-04"
    assert day("20 November - 4 December.", "en", automatic=True) == "2026-12-04"
    assert day("I was away 2 November, 4 December.", "en", automatic=False) is None


def test_today_is_no_day_to_wait_for():
    assert day("I am away until 18 November.", "en", automatic=True) is None


def test_a_hold_tells_its_words_how_far_it_is_and_whether_it_is_an_absence():
    hold = hold_until("Thanks.\n\nI am away\nuntil 20 November!", lexicon(), "en", TODAY, automatic=False)

    assert hold
    assert (hold.words, hold.days, hold.away) == ("I am away until 20 November!", 2, True)
    asked = hold_until("Call me on 20 November.", lexicon(), "en", TODAY, automatic=False)
    assert asked
    assert not asked.away


def test_what_stands_far_down_is_not_looked_for():
    assert day("word " * 2_000 + "\n\nI am away until 20 November.", "en", automatic=True) is None


def test_a_notice_is_read_in_any_language_and_a_person_in_the_likely_ones():
    """The subject of a notice is often in another language than its text."""
    text = "Torno martedì."

    assert day(text, "en", automatic=True) == "2026-11-24"
    assert day(text, "en", automatic=False) is None


def test_a_day_in_january_that_was_in_december_is_past():
    """In January, "until 20 December" speaks of last month."""
    january = Reference(date(2027, 1, 5))

    assert day("I am out of the office until 20 December.", "en", automatic=True, reference=january) is None


def test_the_return_counts_and_not_the_start():
    text = "Out of office starting 11/20/2026, returning 11/30/2026."

    assert day(text, "en", automatic=True) == "2026-11-30"


def test_a_start_alone_says_nothing():
    assert day("I am on vacation starting 1 December.", "en", automatic=True) is None


@given(st.text(max_size=300), st.booleans())
def test_any_text_gives_a_coming_day_or_none(text, automatic):
    hold = hold_until(text, lexicon(), None, TODAY, automatic=automatic)

    assert hold is None or TODAY.day < hold.day <= TODAY.day + FURTHEST


_WORDS = (
    "until back on from to in the next 3 12 31 30. 2/3 1.12. March May Monday week weeks Q3 Easter 2027 - – and after"
)


_MANY = (
    "bis zum ab wieder KW im nächsten jusqu'au retour semaine du prochain hasta vuelvo el dentro de fino al rientro "
    "tot en met terug over até volto no dia 3. 14.8. 24-12 2027 März mai maio Woche jours 1/12 Ostern rentrée - und à a"
)


@given(
    st.lists(st.sampled_from(_MANY.split()), max_size=40), st.sampled_from(["de", "fr", "es", "it", "nl", "pt", None])
)
def test_any_heap_of_foreign_date_words_gives_a_coming_day_or_none(words, language):
    hold = hold_until(" ".join(words), lexicon(), language, TODAY, automatic=True)

    assert hold is None or TODAY.day < hold.day <= TODAY.day + FURTHEST


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=40))
def test_any_heap_of_date_words_gives_a_coming_day_or_none(words):
    hold = hold_until(" ".join(words), lexicon(), "en", TODAY, automatic=True)

    assert hold is None or TODAY.day < hold.day <= TODAY.day + FURTHEST
