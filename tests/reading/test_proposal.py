"""Proposals: what counts for and against one, and the facts it states."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Me, Proposal
from mailfollow.reading import read
from mailfollow.reading.dates.periods import Reference
from mailfollow.reading.lexicon.sentences import sentences
from mailfollow.reading.own_words.greeting import greeting_name
from mailfollow.reading.proposal.amounts import amounts, main_amount
from mailfollow.reading.proposal.facts import number_of, promise_of, topic_of, valid_until
from tests.reading.words import lexicon

ME = Me(name="Max Berg", addresses=("max@berg.example", "sales@berg.example"), domains=frozenset({"berg.example"}))
TODAY = Reference(date(2026, 11, 10))


def proposal(subject: str, text: str, to: str = "jane@hill.example", headers: str = "") -> Proposal:
    """Read a mail that I sent."""
    head = f"From: Max Berg <max@berg.example>\nTo: {to}\nSubject: {subject}\nDate: Tue, 10 Nov 2026 09:12:00 +0100\n"
    return read(f"{head}{headers}Content-Type: text/plain; charset=utf-8\n\n{text}".encode(), ME, lexicon()).proposal


PROPOSALS = [
    ("Proposal", "Hi Jane,\n\nplease find our proposal attached. Let me know what you think.\n\nMax"),
    ("Your website", "Hi Jane,\n\nhere is our quote: the relaunch comes to EUR 4,800. Shall we start in May?\n\nMax"),
    (
        "Offer 2026-17",
        "Dear Ms Hill,\n\nas requested, our offer for the cleaning of your offices: £380 per month.\n\nMax",
    ),
    ("Re: Website", "Hi Jane,\n\nattached you will find the quotation we talked about, USD 12k in total.\n\nMax"),
    (
        "Estimate for the roof",
        "Hello,\n\nI have put together an estimate for the roof: $9,400, valid for 30 days.\n\nMax",
    ),
    ("Angebot", "Hallo Petra,\n\nanbei mein Angebot für die Fotos, 1.200 EUR pauschal. Passt das so?\n\nMax"),
    ("Devis", "Bonjour,\n\nveuillez trouver notre devis en pièce jointe : 1 200 € HT.\n\nMax"),
    ("Presupuesto", "Hola Ana:\n\nadjunto nuestro presupuesto, 1.200 € más IVA. ¿Qué le parece?\n\nMax"),
    ("Preventivo sito", "Buongiorno,\n\nin allegato il nostro preventivo per il sito, 1.200 € oltre IVA.\n\nMax"),
    ("Offerte website", "Beste Piet,\n\nbijgaand onze offerte voor de website, € 1.200 excl. btw. Wat vindt u?\n\nMax"),
    ("Proposta comercial", "Olá Rui,\n\nsegue em anexo a nossa proposta, 1.200 €. O que acha?\n\nMax"),
]
OTHER_MAIL = [
    ("Saturday", "dinner on Saturday?"),
    ("Photos", "Hi Jane, you owe me 20 EUR for the cake. When do we meet?"),
    ("Re: Proposal", "Thanks, received!"),
    ("Invoice 2026-31", "Please find attached the invoice for our offer, EUR 4,800."),
    ("Rechnung 2026-31", "Anbei die Rechnung zu unserem Angebot, 4.800 EUR."),
    ("Application", "Please find attached my CV. My salary expectation is EUR 60,000."),
    ("Your offer", "Thank you for your offer, but EUR 300 is too much for us."),
    ("Request for quote", "Could you send us a quote for 500 flyers?"),
    ("Re: Proposal: website relaunch", "Have you had a chance to look at the proposal I sent?"),
    ("Meeting", "I'll send you a proposal tomorrow."),
    ("Re: Angebot", "Vielen Dank für Ihr Angebot, 300 EUR passen uns."),
    ("Anfrage", "Könnten Sie uns ein Angebot für 500 Flyer machen?"),
    ("Special offer in December", "Our special offers from EUR 9. Unsubscribe here."),
    ("Newsletter", "Read about our new offices. Unsubscribe here."),
]


@pytest.mark.parametrize(("subject", "text"), PROPOSALS)
def test_a_proposal_is_one_also_without_attachment(subject, text):
    found = proposal(subject, text)

    assert found.is_proposal, found.reasons


@pytest.mark.parametrize(("subject", "text"), OTHER_MAIL)
def test_other_mail_is_none(subject, text):
    found = proposal(subject, text)

    assert not found.is_proposal, found.reasons


def test_private_mail_scores_nothing():
    assert proposal("Saturday", "dinner on Saturday? It costs EUR 30. What do you think?").score <= 0


def test_a_plain_proposal_scores_well_above_the_threshold():
    assert proposal(*PROPOSALS[1]).score >= 1.5


@pytest.mark.parametrize(
    ("to", "headers"),
    [
        ("tom@berg.example", ""),
        ("max@berg.example", ""),
        ("noreply@hill.example", ""),
        ("jane@hill.example", "List-Unsubscribe: <mailto:u@berg.example>\n"),
        ("jane@hill.example", "Auto-Submitted: auto-replied\n"),
    ],
)
def test_to_nobody_outside_or_by_a_machine_it_is_none(to, headers):
    """Scenario 32."""
    assert not proposal(*PROPOSALS[1], to=to, headers=headers).is_proposal


def test_a_colleague_in_copy_changes_nothing():
    assert proposal(*PROPOSALS[1], to="jane@hill.example, tom@berg.example").is_proposal


def test_somebody_elses_proposal_is_none_of_mine():
    data = b"From: bob@stone.example\nTo: max@berg.example\nSubject: Proposal\n\nOur proposal is attached, EUR 90."

    assert not read(data, ME, lexicon()).proposal.is_proposal


def test_what_is_quoted_does_not_count():
    text = "Thanks!\n\nOn Mon, Jane wrote:\n> please find attached our proposal, EUR 4,800, valid until 1 December.\n"

    assert not proposal("Re: Website", text).is_proposal


def test_the_threshold_is_the_callers():
    data = b"From: max@berg.example\nTo: jane@hill.example\nSubject: Proposal\n\nPlease find attached our proposal."

    assert read(data, ME, lexicon(), threshold=0.5).proposal.is_proposal
    assert not read(data, ME, lexicon(), threshold=9.0).proposal.is_proposal


def test_every_reason_has_its_weight():
    found = proposal(*PROPOSALS[1])

    assert round(sum(float(reason.split()[0]) for reason in found.reasons), 2) == found.score


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EUR 4,800", [("4,800", "EUR")]),
        ("4.800,00 €", [("4.800,00", "EUR")]),
        ("$12,500.00", [("12,500.00", "USD")]),
        ("CHF 9'600.-", [("9'600", "CHF")]),
        ("1 200 €", [("1 200", "EUR")]),
        ("£380 per month", [("380", "GBP")]),
        ("USD 12k", [("12k", "USD")]),
        ("12 people, 3 offices, 10 %", []),
        ("EURO 2024 was fun", []),
        ("PO-EUR-2026", []),
    ],
)
def test_an_amount_is_kept_as_written(text, expected):
    assert [(one.text, one.currency) for one in amounts(text)] == expected


def test_the_total_counts_and_else_the_largest():
    words = "Design EUR 9,000 list price, set-up EUR 800. The total is EUR 4,800."

    assert getattr(main_amount(words, lexicon()), "text", None) == "4,800"
    assert getattr(main_amount("Design EUR 900 and text EUR 4,000", lexicon()), "text", None) == "4,000"


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("Proposal: website relaunch", "website relaunch"),
        ("Proposal for the website relaunch", "website relaunch"),
        ("Re: Proposal: website relaunch", "website relaunch"),
        ("Our proposal - website relaunch", "website relaunch"),
        ("Website relaunch: proposal", "Website relaunch"),
        ("Quote Q-2026-041: online shop", "online shop"),
        ("[EXT] Offer no. 17/2026 for new windows", "new windows"),
        ("Angebot für die neue Webseite", "neue Webseite"),
        ("Angebot Nr. 123 - Wartung", "Wartung"),
        ("Devis n° 2026-12 pour la refonte du site", "refonte du site"),
        ("Propuesta: tienda online", "tienda online"),
        ("Preventivo per il nuovo sito", "nuovo sito"),
        ("Offerte voor de website", "website"),
        ("Proposta para o novo site", "novo site"),
        ("Website", "Website"),
        ("Proposal", None),
        ("", None),
    ],
)
def test_the_topic_is_what_one_would_say(subject, topic):
    number = number_of(subject, "", lexicon())

    assert topic_of(subject, "", number, lexicon()) == topic


def test_the_topic_takes_the_case_of_the_text():
    assert topic_of("Proposal: Website relaunch", "the website relaunch", None, lexicon()) == "website relaunch"


def test_a_subject_without_topic_leaves_it_to_the_text():
    text = "Please find attached our proposal for the website relaunch. Best, Max"

    assert topic_of("Proposal", text, None, lexicon()) == "website relaunch"


@pytest.mark.parametrize(
    ("subject", "text", "number"),
    [
        ("Quote Q-2026-041", "", "Q-2026-041"),
        ("Angebot Nr. 123", "", "123"),
        ("Angebot Nr. 2026-117", "", "2026-117"),
        ("Devis n° 2026-12", "", "2026-12"),
        ("Website", "see our quotation no. 4711/26 attached", "4711/26"),
        ("Website AN-2026-17", "", "AN-2026-17"),
        ("Proposal for 3 sites", "our proposal 12.11.2026", None),
        ("Proposal 2027", "", None),
    ],
)
def test_the_number_is_kept_as_written(subject, text, number):
    assert number_of(subject, text, lexicon()) == number


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "It is valid until 15 December 2026.", "2026-12-15"),
        ("en", "This quote is valid for 30 days.", "2026-12-10"),
        ("en", "The offer expires on Dec 1.", "2026-12-01"),
        ("de", "Das Angebot ist gültig bis 15.12.2026.", "2026-12-15"),
        ("de", "Unser Angebot gilt bis zum 1. Dezember.", "2026-12-01"),
        ("fr", "Ce devis est valable jusqu'au 15 décembre.", "2026-12-15"),
        ("es", "El presupuesto es válido hasta el 15 de diciembre.", "2026-12-15"),
        ("it", "L'offerta è valida fino al 15 dicembre.", "2026-12-15"),
        ("nl", "De offerte is geldig tot 15 december.", "2026-12-15"),
        ("pt", "A proposta é válida até 15 de dezembro.", "2026-12-15"),
        ("en", "We are open until 6.", None),
        ("en", "It was valid until 1 March 2025.", None),
    ],
)
def test_the_validity_is_a_day_to_come(language, text, day):
    found = valid_until(sentences(text, lexicon()), lexicon(), language, TODAY)

    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "I'll call you on Thursday.", "2026-11-12"),
        ("en", "I will get back to you next week.", "2026-11-16"),
        ("en", "I'll follow up in two weeks", "2026-11-24"),
        ("de", "Ich melde mich am Donnerstag bei Ihnen.", "2026-11-12"),
        ("fr", "Je vous appellerai jeudi.", "2026-11-12"),
        ("es", "Le llamaré el jueves.", "2026-11-12"),
        ("it", "La chiamerò giovedì.", "2026-11-12"),
        ("nl", "Ik bel u donderdag.", "2026-11-12"),
        ("pt", "Vou ligar na quinta-feira.", "2026-11-12"),
        ("en", "I'll call you some day.", None),
        ("en", "Shall I call you on Thursday?", None),
        ("en", "Thursday is a holiday.", None),
    ],
)
def test_a_promise_has_its_day_and_its_words(language, text, day):
    found = promise_of(sentences(text, lexicon()), lexicon(), language, TODAY)

    assert (found.day.isoformat() if found else None) == day
    assert found is None or found.words == text.rstrip(".")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Hi Jane,", "Jane"),
        ("Hello Jane!", "Jane"),
        ("Dear Ms Hill,", "Ms Hill"),
        ("Dear Dr. Hill:", "Dr. Hill"),
        ("Good morning Jane,", "Jane"),
        ("Hi Jane, thanks for the call.", "Jane"),
        ("Sehr geehrte Frau Krause,", "Frau Krause"),
        ("Sehr geehrter Herr Dr. Weber,", "Herr Dr. Weber"),
        ("Hallo Petra,", "Petra"),
        ("Guten Tag Frau Krause,", "Frau Krause"),
        ("Bonjour Luc,", "Luc"),
        ("Chère Madame Moreau,", "Madame Moreau"),
        ("Hola Ana:", "Ana"),
        ("Estimado señor Ruiz:", "señor Ruiz"),
        ("Gentile dott. Neri,", "dott. Neri"),
        ("Beste Piet,", "Piet"),
        ("Geachte heer De Wit,", "heer De Wit"),
        ("Olá Rui,", "Rui"),
        ("Hi Jane and Bob,", "Jane and Bob"),
        ("Hi all,", None),
        ("Hello,", None),
        ("Dear Sir or Madam,", None),
        ("Sehr geehrte Damen und Herren,", None),
        ("Bonjour,", None),
        ("Hi there,", None),
        ("please find attached", None),
        ("High prices, Jane,", None),
    ],
)
def test_the_greeting_tells_how_we_call_them(line, name):
    assert greeting_name(f"{line}\n\ntext", lexicon()) == name


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_mail_has_a_score(subject, text):
    data = f"From: max@berg.example\nTo: jane@hill.example\nSubject: {' '.join(subject.split())}\n\n{text}"

    found = read(data.encode("utf-8", "replace"), ME, lexicon()).proposal

    assert found.is_proposal is (found.score >= 1.0)


def test_an_enquiry_is_no_proposal_of_mine():
    """Scenario 45."""
    data = (
        b"From: jane@hill.example\nTo: max@berg.example\nSubject: Proposal\n\nCould you send us a quote for EUR 4,000?"
    )

    assert not read(data, ME, lexicon()).proposal.is_proposal


def test_a_colleagues_word_in_the_thread_is_no_proposal_either():
    """Scenario 44."""
    data = b"From: tom@berg.example\nTo: max@berg.example\nSubject: Re: Proposal\n\nIs our offer of EUR 4,000 out?"

    assert not read(data, ME, lexicon()).proposal.is_proposal
