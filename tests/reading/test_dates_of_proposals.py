"""Until when our proposals are valid and what we promised in them, in seven languages, as of 18 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from mailfollow.reading.dates.periods import Reference
from mailfollow.reading.lexicon.sentences import sentences
from mailfollow.reading.proposal.facts import promise_of, valid_until
from tests.reading.words import lexicon

TODAY = Reference(date(2026, 11, 18))
VALIDITIES = [
    ("en", "The offer is valid until 31 December 2026.", "2026-12-31"),
    ("en", "This quote is valid for 30 days.", "2026-12-18"),
    ("de", "Das Angebot ist bis 31.12.2026 gültig.", "2026-12-31"),
    ("de", "Gültig bis: 31. Dezember", "2026-12-31"),
    ("de", "Unser Angebot vom 20.11. ist gültig bis 31.12.2026.", "2026-12-31"),
    ("de", "Das Angebot ist 30 Tage gültig.", "2026-12-18"),
    ("fr", "Offre valable jusqu'au 31 décembre.", "2026-12-31"),
    ("fr", "Devis valable 30 jours.", "2026-12-18"),
    ("es", "Oferta válida hasta el 31 de diciembre.", "2026-12-31"),
    ("es", "La oferta es válida por 30 días.", "2026-12-18"),
    ("it", "Offerta valida fino al 31 dicembre.", "2026-12-31"),
    ("it", "L'offerta è valida 30 giorni.", "2026-12-18"),
    ("nl", "De offerte is geldig tot 31 december.", "2026-12-31"),
    ("nl", "Deze offerte is 30 dagen geldig.", "2026-12-18"),
    ("pt", "Proposta válida até 31 de dezembro.", "2026-12-31"),
    ("pt", "A proposta é válida por 30 dias.", "2026-12-18"),
]
PROMISES = [
    ("en", "I'll call you on Thursday.", "2026-11-19"),
    ("en", "I will follow up next week.", "2026-11-23"),
    ("de", "Ich rufe Sie am Donnerstag an.", "2026-11-19"),
    ("de", "Ich melde mich nächste Woche bei Ihnen.", "2026-11-23"),
    ("fr", "Je vous appelle jeudi.", "2026-11-19"),
    ("fr", "Je vous rappellerai la semaine prochaine.", "2026-11-23"),
    ("es", "Le llamaré el jueves.", "2026-11-19"),
    ("es", "Le llamo la próxima semana.", "2026-11-23"),
    ("it", "La chiamo giovedì.", "2026-11-19"),
    ("it", "La richiamerò la prossima settimana.", "2026-11-23"),
    ("nl", "Ik bel u donderdag.", "2026-11-19"),
    ("nl", "Ik bel u volgende week.", "2026-11-23"),
    ("pt", "Ligo-lhe na quinta-feira.", "2026-11-19"),
    ("pt", "Ligarei na próxima semana.", "2026-11-23"),
]


@pytest.mark.parametrize(("language", "text", "day"), VALIDITIES)
def test_a_proposal_says_until_when_it_is_valid(language, text, day):
    found = valid_until(sentences(text, lexicon()), lexicon(), language, TODAY)

    assert found == date.fromisoformat(day)


@pytest.mark.parametrize(("language", "text", "day"), PROMISES)
def test_a_promise_has_its_day(language, text, day):
    found = promise_of(sentences(text, lexicon()), lexicon(), language, TODAY)

    assert found is not None
    assert found.day == date.fromisoformat(day)
