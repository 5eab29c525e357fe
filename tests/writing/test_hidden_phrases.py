"""Worn-out phrases however they are hidden, each at its line and column; and sentences that only look like them."""

import unicodedata

import pytest

from mailfollow.writing.lint import lint, lint_template
from tests.writing.made_up import template

HIDDEN = [
    # case, blanks, line breaks
    ("en", "I'm @just checking in.", "just checking in"),
    ("en", "I'm @JUST Checking IN.", "JUST Checking IN"),
    ("en", "I'm @just\u00a0checking\u202fin.", "just checking in"),
    ("en", "I'm @just\u2009checking\u3000in.", "just checking in"),
    ("en", "I'm @just checking\nin.", "just checking in"),
    ("en", "Two lines,\r\nthen @just\r\n\r\nchecking in.", "just checking in"),
    ("en", "I'm @just\tchecking\x0bin.", "just checking in"),
    ("en", "I'm @justcheckingin today.", "justcheckingin"),
    # invisible characters
    ("en", "I'm @just check\u200bing in.", None),
    ("en", "I'm @just\u2060 check\u00ading\ufeff in.", None),
    ("en", "I'm @just chec\u200dk\u180eing in.", None),
    ("en", "I'm @just\u2800checking\u3164in.", None),
    ("en", "I'm @just \u202echecking\u202c in.", None),
    ("en", "I'm @just che\u034fcking in.", None),
    # quotation marks, apostrophes, hyphens
    ("en", "We @haven’t heard from you.", "haven’t heard"),
    ("en", "I @hope you‘re well.", "hope you‘re well"),
    ("en", "I @hope youre well.", "hope youre well"),
    ("en", "I'm “@just” ‘checking’ in.", None),
    ("en", "I'm @just‑checking‐in.", "just‑checking‐in"),
    ("en", "I'm @just—checking–in.", "just—checking–in"),
    ("en", "I'm @just check-ing in.", "just check-ing in"),
    ("en", "I'm @just (checking) in.", None),
    # markup
    ("en", "I'm *@just* _checking_ in.", None),
    ("en", "I'm **@just** ~~checking~~ `in`.", None),
    ("en", "I'm @just <b>checking</b> in.", "just <b>checking</b> in"),
    ("en", "I'm @just check<i></i>ing in.", None),
    ("en", "I'm @just<br>checking<br/>in.", None),
    ("en", "I'm @just&nbsp;checking&#160;in.", None),
    ("en", "I'm @just check&shy;ing&#x2011;in.", None),
    ("en", "I'm @just [checking](https://weber.example) in.", None),
    ("en", "I'm @just <!-- so -->checking in.", None),
    # other letters
    ("en", "I'm @ｊｕｓｔ ｃｈｅｃｋｉｎｇ ｉｎ.", None),
    ("en", "I'm @just chеcking in.", None),
    ("en", "I'm @јust сhесkіng іn.", None),
    ("en", "I'm @JUST СНЕСΚΙΝG IN.", None),
    ("en", "I'm @𝗷𝘂𝘀𝘁 𝓬𝓱𝓮𝓬𝓴𝓲𝓷𝓰 𝚒𝚗.", None),
    ("en", "I'm @just ⓒⓗⓔⓒⓚⓘⓝⓖ in.", None),
    ("en", "I'm @just chécking ìn.", None),
    ("en", "I'm @just che\u0301cki\u0308ng in.", None),
    ("en", "I'm @just checking 🙂 in.", None),
    # letters apart
    ("en", "I'm @just c h e c k i n g in.", "just c h e c k i n g in"),
    ("en", "Now @c h e c k i n g  i n today.", None),
    ("en", "I'm @just c.h.e.c.k.i.n.g in.", None),
    ("en", "I'm @just c-h-e-c-k-i-n-g in.", None),
    # where they stand, and what surrounds them
    ("en", "Hello Anna, @hope you are well,\n\na page.", "hope you are well"),
    ("en", "- one\n- two, @touching base\n- three", "touching base"),
    ("en", "Fine, @any updates", "any updates"),
    ("en", "(@Circling back.)", "Circling back"),
    # the other languages, with and without their accents
    ("de", "Ich wollte @nur kurz nachfragen.", "nur kurz nachfragen"),
    ("de", "Ich @freue mich auf Ihre Rückmeldung.", None),
    ("de", "Ich @freue mich auf Ihre Ruckmeldung.", None),
    ("de", "Ich @freue mich auf Ihre Rueckmeldung.", None),
    ("de", "Ich weiß, hier: @STÖRE-ICH", "STÖRE-ICH"),
    ("de", unicodedata.normalize("NFD", "Ich @freue mich auf Ihre Rückmeldung."), None),
    ("fr", "@Désolé de vous déranger.", "Désolé de vous déranger"),
    ("fr", "@Desole de vous deranger.", "Desole de vous deranger"),
    ("fr", unicodedata.normalize("NFD", "Eh bien, @désolé de vous déranger."), None),
    ("fr", "@J’espère que vous allez bien.", "J’espère que vous allez bien"),
    ("es", "¡@Tuvo oportunidad de verlo!", "Tuvo oportunidad"),
    ("es", "Es @mi ultimo correo.", "mi ultimo correo"),
    ("it", "@È ancora interessato.", "È ancora interessato"),
    ("it", "Mi scusi, @ci sono novita.", "ci sono novita"),
    ("nl", "@Nog steeds geinteresseerd.", "Nog steeds geinteresseerd"),
    ("nl", "Een @vriendelijke herinnering.", "vriendelijke herinnering"),
    ("pt", "@Nao recebi resposta.", "Nao recebi resposta"),
    ("pt", "@Só para saber.", "Só para saber"),
    # a phrase of one language in a text of another
    ("de", "Ich bin @just checking in.", "just checking in"),
    ("fr", "Un petit mot, @touching base.", "touching base"),
    ("en", "A quick mail, @nur kurz nachfragen.", "nur kurz nachfragen"),
    ("es", "Hola, @petit rappel.", "petit rappel"),
]
"""Language, a text with @ before the phrase, and how it is quoted where that is easily said."""

ASKED = {
    "en": "Would that help?", "de": "Hilft das?", "fr": "Cela aide ?", "es": "¿Ayuda?", "it": "Aiuta?",
    "nl": "Helpt dat?", "pt": "Ajuda?",
}  # fmt: skip


def at(text):
    """Return the text without its @, and the line and column where that stood."""
    index = text.index("@")
    return text.replace("@", ""), (text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


@pytest.mark.parametrize(("code", "marked", "said"), HIDDEN)
def test_a_worn_out_phrase_is_found_where_it_stands_however_it_is_hidden(code, marked, said):
    """Scenario 99."""
    text, place = at(marked)

    found = [fault for fault in lint(f"{text}\n\n{ASKED[code]}", code) if fault.rule == "banned-phrase"]

    assert [(fault.line, fault.column) for fault in found] == [place]
    assert said is None or found[0].sentence == f'"{said}" is worn out'


def test_there_are_more_than_sixty_of_them():
    assert len(HIDDEN) >= 60


INNOCENT = [
    ("en", "I followed the plan."),
    ("en", "The check-in desk is at the left."),
    ("en", "Reminder letters are part of the offer."),
    ("en", "The base touches the wall."),
    ("en", "Guests checking in after ten get a code."),
    ("en", "Any updates to the software are included."),
    ("en", "There are many updates to come."),
    ("en", "Checking inventory takes a week."),
    ("en", "The basement needs a touching-up."),
    ("en", "We can preach out loud."),
    ("en", "I will follow your advice up there."),
    ("en", "The newspaper prints any newsletter."),
    ("en", "The circle backs onto a square."),
    ("en", "The software sends a reminder that the filter is due."),
    ("en", "Following upstream water, the pump is smaller."),
    ("en", "The tool is for following up on leads."),
    ("en", "It hopes for nothing and waits for nobody."),
    ("en", "We measure the ping. You see the result."),
    ("de", "Hätten Sie schon nächste Woche Zeit für den Aufbau, wäre er im Mai fertig."),
    ("de", "Könnten Sie schon im Juni beginnen, sparen wir einen Monat."),
    ("de", "Der Stand ist aus Holz."),
    ("de", "Mahnschreiben und Erinnerungen sind im Angebot enthalten."),
    ("de", "Die Tafel zur Erinnerung an das Jubiläum ist im Preis enthalten."),
    ("de", "Das Werkzeug entspricht dem aktuellen Stand der Technik."),
    ("de", "Die Sonne ist untergegangen, die Lampen gehen an."),
    ("de", "Der Haken nach dem Fassen ist neu."),
    ("fr", "Les lettres de relance sont comprises."),
    ("fr", "Le logiciel envoie une relance automatique à vos clients."),
    ("fr", "Le bureau des relances est au rez-de-chaussée."),
    ("fr", "Les rappels de produits sont rares."),
    ("es", "Los recordatorios a sus clientes están incluidos."),
    ("es", "El sistema envía un recordatorio a cada cliente."),
    ("es", "El programa sirve para dar seguimiento a los pedidos."),
    ("es", "Las novedades de la feria caben en una página."),
    ("it", "Le lettere di sollecito sono comprese nel prezzo."),
    ("it", "Il sistema invia un promemoria a ogni cliente."),
    ("it", "La novità è il prezzo."),
    ("nl", "De herinneringen aan uw klanten zitten in de prijs."),
    ("nl", "Het rapport bevat de stand van zaken per week."),
    ("nl", "De balie om in te checken is links."),
    ("pt", "As cartas de cobrança estão incluídas."),
    ("pt", "O sistema envia um lembrete a cada cliente."),
    ("pt", "O relatório traz o ponto de situação da obra."),
]


@pytest.mark.parametrize(("code", "sentence"), INNOCENT)
def test_a_sentence_that_only_looks_like_one_is_left_alone(code, sentence):
    """Scenario 99."""
    assert lint(f"{sentence}\n\n{ASKED[code]}", code) == []


def test_there_are_more_than_forty_of_those():
    assert len(INNOCENT) >= 40


QUOTED = [
    "On 12 May 2025, Jonas wrote:\n> I'm just checking in\n> any updates?",
    "Am 12. Mai 2025 schrieb Jonas:\n\n> nur kurz nachfragen",
    "-- \nJonas, touching base since 1990",
    "-- \nJonas\n\nOn 12 May 2025, Jonas Weber wrote:\n> just *checking*\n> in",
]


@pytest.mark.parametrize("rest", QUOTED)
def test_in_the_quoted_original_and_the_signature_nothing_is_found(rest):
    """Scenario 99."""
    assert lint(f"A page.\n\nWould that help?\n\n{rest}", "en") == []
    assert len(lint(f"Just checking in.\n\nWould that help?\n\n{rest}", "en")) == 1


IN_TEMPLATES = [
    ("{{ pick('a page', '@touching base') }}.", "touching base"),
    ('{{ pick("a page", "@touching\u00a0BASE") }}.', "touching BASE"),
    ("I am @just {# not really #}checking in.", None),
    ("I am @just check{# x #}ing in.", None),
    ("A page.\nI am @just {% if company %}checking{% endif %} in.", None),
    ("I am {{ pick('near the', '@touching') }} base.", None),
    ("I am {% set it = '@checking in' %}{{ it }}.", None),
    ("{% for one in ['@touching base'] %}{{ one }}{% endfor %}", None),
    ("{{ '@any updates' if company else 'a page' }}.", None),
    ("{{ company or '@any news' }}.", None),
    ("{{ you('@just checking in', 'a page') }}.", None),
]


@pytest.mark.parametrize(("marked", "said"), IN_TEMPLATES)
def test_in_a_template_it_is_found_in_every_wording_and_however_it_is_put_together(marked, said):
    """Scenario 99."""
    body, (line, column) = at("{{ greeting }}\n\n" + marked + "\n\nWhich one?\n\n{{ sign_off }}\n")

    found = [fault for fault in lint_template(template(body)) if fault.rule == "banned-phrase"]

    assert [(fault.line - 3, fault.column) for fault in found] == [(line, column)]
    assert said is None or f'"{said}" is worn out' in found[0].sentence
