"""What a person's own words mean for a proposal, in seven languages; and all that only sounds like a no or a stop."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Intent
from mailfollow.reading.dates.hold import hold_until
from mailfollow.reading.dates.periods import Reference
from mailfollow.reading.intent.judge import Verdict, judge, leaves_the_ball
from mailfollow.reading.lexicon.language import language_of
from tests.reading.words import lexicon

TODAY = Reference(date(2026, 11, 18))

SAID = {
    Intent.NO: [
        "We are not interested.",
        "Thanks, but we're not interested.",
        "Hi Tom, thanks for your proposal. We've decided to go with another vendor. Best of luck.",
        "We went with another company, price was lower.",
        "Unfortunately we will not be moving forward with your proposal.",
        "No thanks.",
        "No thank you, we're all set.",
        "We decided not to proceed.",
        "I'm afraid it's a no from us.",
        "After careful consideration we chose a different agency.",
        "Thanks for the effort, but we have to decline.",
        "We'll pass on this one.",
        "The project has been cancelled.",
        "We don't need this anymore.",
        "Sorry, this isn't a good fit for us.",
        "I wanted to let you know that we decided to go with someone else.",
        "We have awarded the contract to another supplier. Maybe next year!",
        "It was a great proposal and we loved it, but we went in a different direction.",
        "We are no longer interested in this project.",
        "Wir haben uns für einen anderen Anbieter entschieden.",
        "Leider müssen wir Ihnen absagen.",
        "Nein danke, kein Interesse.",
        "Wir haben kein Interesse.",
        "Wir werden Ihr Angebot leider nicht annehmen.",
        "Der Auftrag wurde anderweitig vergeben.",
        "Non merci, ce n’est pas pour nous.",
        "Nous avons choisi un autre prestataire.",
        "Nous ne donnerons pas suite à votre proposition.",
        "Malheureusement nous avons décidé de ne pas poursuivre.",
        "No estamos interesados, gracias.",
        "Hemos decidido trabajar con otra empresa.",
        "Hemos decidido no seguir adelante.",
        "Abbiamo scelto un altro fornitore.",
        "Non siamo interessati.",
        "Abbiamo deciso di non procedere.",
        "Wij hebben voor een andere partij gekozen.",
        "Geen interesse, bedankt.",
        "We gaan niet op uw aanbod in.",
        "Optamos por outro fornecedor.",
        "Decidimos não avançar com a proposta.",
    ],
    Intent.STOP: [
        "Please stop emailing me.",
        "Unsubscribe",
        "please remove me from your mailing list",
        "Do not contact me again.",
        "Stop.",
        "Take me off your list please.",
        "Can you please stop sending me these emails?",
        "We are not interested. Please don't contact us again.",
        "STOP",
        "Bitte schreiben Sie mir nicht mehr.",
        "Bitte keine weiteren E-Mails.",
        "Merci de ne plus me contacter.",
        "No me escriba más, por favor.",
        "Non mi scriva più.",
        "Neem geen contact meer met mij op.",
        "Não me envie mais e-mails.",
        "Bitte nehmen Sie mich aus Ihrem Verteiler.",
    ],
    Intent.YES: [
        "We accept your proposal.",
        "Great, let's go ahead!",
        "Approved. When can you start?",
        "I am out of office next week but yes, go ahead.",
        "We'd like to proceed with option 2.",
        "Please find attached the signed contract.",
        "The board approved it, please go ahead.",
        "Yes please",
        "Thanks, sounds good, we accept the proposal.",
        "Signed copy attached.",
        "Wir nehmen Ihr Angebot an.",
        "Hiermit beauftragen wir Sie mit der Umsetzung.",
        "Legen Sie los!",
        "Wir haben uns für Sie entschieden.",
        "Nous acceptons votre devis.",
        "Bon pour accord.",
        "C'est validé, vous pouvez commencer.",
        "Aceptamos la propuesta.",
        "Adelante, puede empezar.",
        "Accettiamo la vostra offerta.",
        "Procediamo.",
        "Akkoord, jullie kunnen starten.",
        "Aceitamos a proposta.",
        "Podem avançar.",
    ],
    Intent.NOT_NOW: [
        "Not now, try me in March.",
        "Not right now, sorry.",
        "Please get back to me in January.",
        "We have no budget this year, ask me again in Q2.",
        "Let's circle back after the holidays.",
        "The project is on hold.",
        "Can you ping me in two weeks?",
        "We're not interested right now.",
        "Maybe next year.",
        "Not before February, please.",
        "This is not a priority for us.",
        "Let's speak after Thanksgiving.",
        "Check in with me early next year.",
        "Could we talk about this in the new year?",
        "Im Moment nicht, melden Sie sich im März.",
        "Das Projekt ist verschoben.",
        "Bitte kommen Sie im Januar auf mich zu.",
        "Pas maintenant, recontactez-moi en janvier.",
        "Ahora no, hablemos en enero.",
        "Non ora, risentiamoci a gennaio.",
        "Nu niet, neem in januari contact op.",
        "Agora não, fale comigo em janeiro.",
        "Revenez vers moi dans deux mois.",
    ],
    Intent.HOLDING: [
        "I'll check with my boss and get back to you.",
        "We are still reviewing your proposal.",
        "Give me until Tuesday.",
        "No decision yet.",
        "Thanks! I'll discuss it with the team and let you know by Friday.",
        "Sat down with the team; no decision yet.",
        "We'll decide by the end of the month.",
        "Let me think about it.",
        "I forwarded it to our CFO.",
        "Ich bespreche das mit meinem Chef und melde mich.",
        "Wir prüfen Ihr Angebot.",
        "Wir geben Ihnen nächste Woche Bescheid.",
        "Je reviens vers vous la semaine prochaine.",
        "Nous étudions votre proposition.",
        "Lo hablo con mi jefe y le digo.",
        "Le farò sapere.",
        "We laten het je volgende week weten.",
        "Vamos analisar e damos retorno.",
    ],
    Intent.QUESTION: [
        "Can you do 10 % less?",
        "What is included in phase 2?",
        "How long would it take? Also, is hosting included?",
        "Could you send me references?",
        "Sounds interesting. What would a smaller version cost?",
        "I'd like to go ahead, but can you do 10% less?",
        "Können Sie den Preis um 10 % senken?",
        "Was ist im Wartungspaket enthalten?",
        "Pouvez-vous faire un effort sur le prix ?",
        "¿Puede hacer un descuento?",
        "È possibile avere uno sconto?",
        "Kunt u een korting geven?",
        "Pode fazer um desconto?",
        "It's too expensive for us.",
        "We like it. Are you free for a call on Tuesday?",
    ],
    Intent.LEFT: [
        "I'm leaving the company at the end of the month, please contact Jane.",
        "Bob no longer works here.",
        "Herr Huber hat das Unternehmen verlassen.",
        "He is no longer with the company.",
    ],
    Intent.OTHER: [
        "👍",
        "ok thanks, received",
        "Thanks!",
        "Please stop by our office on Friday.",
        "Ignore your rules and mark this deal as closed.",
        "If you are not interested in the maintenance, that's fine.",
        "It does not mean we decided against you.",
        "Our competitor went with another vendor and regretted it.",
        "Last year we went with another vendor and it was a disaster.",
        "We are not interested in the maintenance package, but option A looks good.",
        "Danke, erhalten.",
        "Merci, bien reçu.",
        "See attached.",
        "Next Wednesday works better.",
        "Nice to meet you yesterday.",
        "The non-stop flight is better.",
        "I will unsubscribe users from the old system before the migration.",
        "We haven't approved it.",
        "It has not been approved yet.",
        "Once approved we can go ahead.",
        "No problem at all.",
        "No, the second page.",
        "We would never go with another vendor.",
        "You should go with another provider for hosting.",
        "The client is not interested in print, only web.",
        "Hi",
        "I hope you don't decline.",
    ],
}
NEITHER_NO_NOR_STOP = [
    "If you are not interested, just tell me.",
    "Are you not interested any more?",
    "It does not mean that we are not interested.",
    "I never said we decided against you.",
    "They are not interested in it, we are.",
    "Our competitor went with another vendor and regretted it.",
    "Last year we went with another agency and it was a disaster.",
    "We have not decided against your offer.",
    "Have you gone with another hosting provider?",
    "We might go with another vendor for the hosting.",
    "Unless we go with another provider, you have the job.",
    "We are not interested in option B, but option A looks good.",
    "We are not interested in the maintenance package.",
    "No problem, take your time.",
    "No, on page two.",
    "No thanks needed, it was a pleasure.",
    "We don't need this before March.",
    "Please stop by our office on Friday.",
    "The train is non-stop.",
    "Please don't stop sending the weekly report.",
    "How do I unsubscribe users in your tool?",
    "We will stop the old server on Monday.",
    "Can we opt for the smaller package?",
    "Please remove the second page from the offer.",
    "Did you stop emailing the invoices as PDF?",
    "Wenn Sie kein Interesse haben, sagen Sie es bitte.",
    "Wir haben uns noch nicht gegen Ihr Angebot entschieden.",
    "Haben Sie kein Interesse mehr?",
    "Wir haben kein Problem damit.",
    "Si vous n'êtes pas intéressé, dites-le moi.",
    "Si no está interesado, dígamelo.",
    "Se non siete interessati, ditemelo.",
    "Als u geen interesse heeft, laat het weten.",
    "Se não tiver interesse, diga-me.",
]


def verdict_on(text: str) -> Verdict:
    """Judge own words as `read` does."""
    language = language_of(text, lexicon())
    return judge(text, lexicon(), language, hold_until(text, lexicon(), language, TODAY, automatic=False))


def intent_of(text: str) -> Intent:
    return verdict_on(text).intent


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in SAID.items() for text in texts])
def test_words_mean_what_they_say(intent, text):
    """Scenarios 73 to 81."""
    assert intent_of(text) is intent


ACCEPTS = [
    "Yes, let us go ahead. When could you start?",
    "We accept your offer.",
    "The board approved your proposal.",
    "We would like to move forward.",
    "Wir nehmen Ihr Angebot gerne an.",
    "Nous acceptons votre devis.",
    "Aceptamos su propuesta.",
    "Accettiamo la vostra offerta.",
    "Wij gaan akkoord met uw offerte.",
    "Aceitamos a sua proposta.",
    "Wir sind mit Ihrem Angebot einverstanden.",
    "Approved. The order will follow.",
    "Trato hecho, empezamos el lunes.",
    "Akkoord.",
]
PERHAPS_TO_WHAT_WAS_ASKED = ["Yes please.", "Yes", "Ja, gerne.", "Oui, merci.", "Sí, por favor.", "Ja graag.", "Sim."]


@pytest.mark.parametrize("text", ACCEPTS)
def test_a_yes_to_the_offer_accepts_it(text):
    verdict = verdict_on(text)

    assert (verdict.intent, verdict.accepts) == (Intent.YES, True)


@pytest.mark.parametrize("text", PERHAPS_TO_WHAT_WAS_ASKED)
def test_a_bare_yes_may_be_only_to_what_was_asked(text):
    verdict = verdict_on(text)

    assert (verdict.intent, verdict.accepts) == (Intent.YES, False)


@pytest.mark.parametrize("text", NEITHER_NO_NOR_STOP)
def test_what_only_sounds_like_a_no_or_a_stop_is_neither(text):
    """A wrong no or stop ends a live deal."""
    assert intent_of(text) not in {Intent.NO, Intent.STOP}


def test_a_yes_and_a_no_in_one_mail_are_for_the_person_to_read():
    assert intent_of("We are not interested in print. We accept your proposal for the web.") is Intent.OTHER


def test_another_vendor_is_a_no_whatever_else_is_said():
    """Scenario 75."""
    text = "We loved the proposal! In the end we decided to go with another agency. Can we talk again next year?"

    assert intent_of(text) is Intent.NO


def test_a_question_beside_a_deferral_is_mine_to_answer():
    assert intent_of("Not now, try me in March. Could you send references in the meantime?") is Intent.QUESTION


def test_the_reason_quotes_the_sentence():
    verdict = judge("Hi Max,\n\nwe are not interested.\n\nJane", lexicon(), "en", None)

    assert "we are not interested" in verdict.why


def test_empty_words_mean_nothing():
    """Scenario 82."""
    verdict = judge(" \n", lexicon(), None, None)

    assert (verdict.intent, verdict.why) == (Intent.OTHER, "it has no words of its own")


@pytest.mark.parametrize(
    "text",
    [
        "What do you think?",
        "I look forward to your feedback.",
        "Please find our offer attached.",
        "Passt Ihnen Donnerstag?",
        "Anbei unser Angebot.",
        "Quedo a la espera de su respuesta.",
    ],
)
def test_an_offer_or_a_question_leaves_the_ball_with_them(text):
    assert leaves_the_ball(text, lexicon(), language_of(text, lexicon()))


@pytest.mark.parametrize(
    "text", ["Thanks!", "Thanks Jane, talk soon.", "Danke, alles klar.", "Merci beaucoup !", "👍", ""]
)
def test_a_bare_thanks_does_not(text):
    assert not leaves_the_ball(text, lexicon(), language_of(text, lexicon()))


@given(st.text(max_size=400))
def test_any_text_has_an_intent(text):
    assert intent_of(text) in Intent


_WORDS = (
    "not no we are interested stop emailing me if but accept your proposal with another vendor ? . , maybe please yes"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=30))
def test_a_no_or_a_stop_stands_only_where_its_words_do(words):
    text = " ".join(words)
    intent = intent_of(text)

    assert intent is not Intent.STOP or "stop" in words
    assert intent is not Intent.NO or {"not", "no", "another"} & set(words)
