"""In which language a text is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.reading.lexicon.language import language_of
from tests.reading.words import lexicon

TEXTS = {
    "en": "Hi Max, thanks for the proposal. We will have a look at it next week and get back to you.",
    "de": "Hallo Max, vielen Dank für das Angebot. Wir sehen es uns an und melden uns nächste Woche.",
    "fr": "Bonjour Max, merci pour votre devis. Nous allons l'étudier et nous reviendrons vers vous.",
    "es": "Hola Max, gracias por la propuesta. La vamos a revisar y le diremos algo la próxima semana.",
    "it": "Buongiorno Max, grazie per la proposta. La guardiamo e le faremo sapere la prossima settimana.",
    "nl": "Beste Max, bedankt voor de offerte. We bekijken hem en laten het je volgende week weten.",
    "pt": "Olá Max, obrigado pela proposta. Vamos analisar e damos uma resposta na próxima semana.",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_few_lines_tell_the_language(code):
    assert language_of(TEXTS[code], lexicon()) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nl", "Bel me na 14 december even."),
        ("nl", "We sluiten de maand af, bel me na de 30e."),
        ("pt", "Na sexta me ligue, por favor."),
    ],
)
def test_short_dutch_mail_is_no_portuguese(code, text):
    assert language_of(text, lexicon()) == code


@pytest.mark.parametrize("text", ["", "ok", "👍", "4711", "Max Berg"])
def test_too_few_words_tell_nothing(text):
    assert language_of(text, lexicon()) is None


def test_the_language_most_of_the_words_are_in_counts():
    assert language_of(f"{TEXTS['de']} {TEXTS['de']} We are the best.", lexicon()) == "de"


@given(st.text(max_size=300))
def test_any_text_has_a_known_language_or_none(text):
    assert language_of(text, lexicon()) in {None, *lexicon().languages}
