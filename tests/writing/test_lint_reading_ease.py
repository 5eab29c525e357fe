"""Reading ease: syllables as people count them, the published formulas, and which texts are hard to read."""

import pytest

from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.lint import ease, lint_template, template_ease
from mailfollow.writing.lint.reading_ease import syllables
from tests.writing.made_up import shipped, template

COUNTED = {
    "en": """the:1 page:1 pages:2 plan:1 proposal:3 price:1 prices:2 decide:2 decided:3 answered:2 called:1 needed:2
        table:2 tables:2 sales:1 while:1 people:2 year:1 you:1 your:1 beyond:2 buyer:2 idea:3 area:3 create:2 quiet:2
        various:3 decision:3 question:2 special:2 client:2 audience:3 being:2 going:2 value:2 usual:3 situation:4
        simple:2 reply:2 smaller:2 document:3 completely:3 statement:2 careful:2 agreement:3 colleague:2 website:2
        company:3 two-week:2 don't:1 we'll:1 maintenance:3 responsibility:6 implementation:5""",
    "de": """Angebot:3 Preis:1 Termin:2 Seite:2 Sie:1 neue:2 Bauer:2 aktuell:3 Überholung:4 Qualität:3 Rückfrage:3
        Entscheidung:3 Wochen:2 Preise:2 Vorschlag:2 heute:2 bei:1 zwei:1 Träume:2 Maschine:3 Wartung:2 geht:1 See:1
        Dienstag:2 Information:5 Zusammenarbeit:5 Ansprechpartnerin:5 Typ:1 Haus:1 Straße:2 fünfzehn:2 Aufwand:2""",
    "fr": """devis:2 projet:2 page:1 pages:1 votre:1 question:2 client:2 création:3 réunion:3 idée:2 théâtre:2 moyen:2
        priorité:4 oublier:3 eau:1 beaucoup:2 quelque:2 que:1 proposition:4 décision:3 semaine:2 jour:1 l'offre:1
        d'ici:2 réponse:2 simple:1 équipe:2 délai:2 besoin:2 entreprise:3 travail:2 aujourd'hui:3 première:2""",
    "es": """propuesta:3 idea:3 día:2 ciudad:2 leer:2 viaje:2 muy:1 hoy:1 ley:1 reunión:2 que:1 guía:2 quiere:2 aquí:2
        decisión:3 pregunta:3 equipo:3 precio:2 semana:3 página:3 necesidad:4 respuesta:3 cuánto:2 fecha:2 yo:1
        construir:2 país:2 responsabilidad:6 usted:2 siguiente:3""",
    "it": """proposta:3 idea:3 qualità:3 più:1 azienda:3 prezzo:2 domanda:3 pagina:3 settimana:4 decisione:4 giorno:2
        risposta:3 buongiorno:3 chi:1 che:1 quando:2 piano:2 cliente:3 responsabilità:6 lavoro:3 perché:2""",
    "nl": """offerte:3 voorstel:2 bijvoorbeeld:3 vraag:1 pagina:3 beslissing:3 week:1 weken:2 prijs:1 moeite:2 mooie:2
        nieuw:1 uur:1 huis:1 keuze:2 geïnteresseerd:5 onderhoud:3 samenwerking:4 eeuw:1 besluit:2 antwoord:2""",
    "pt": """proposta:3 questão:2 dia:2 água:2 preço:2 página:3 decisão:3 semana:3 resposta:3 quando:2 que:1 empresa:3
        equipa:3 reunião:4 data:2 não:1 mais:1 meu:1 trabalho:3 cliente:3 responsabilidade:7 opções:2""",
}
"""Counted by hand, as spoken with care."""


@pytest.mark.parametrize("code", COUNTED)
def test_syllables_are_counted_as_people_count_them(code):
    """Nineteen words of twenty, and never more than one off: a formula's figure moves by less than one."""
    pairs = [(word, int(count)) for word, count in (one.split(":") for one in COUNTED[code].split())]
    off = {word: syllables(word, LANGUAGES[code]) - count for word, count in pairs}

    wrong = {word: by for word, by in off.items() if by}
    assert len(wrong) <= len(pairs) * 0.05, wrong
    assert max(map(abs, off.values())) <= 1, wrong


BAD = {
    "en": """
        Our team has considerable experience in similar projects and would be delighted to demonstrate how the
        proposed solution could improve the efficiency of your department.

        In order to facilitate an expeditious determination regarding the aforementioned implementation, we
        would respectfully recommend the prioritisation of all outstanding considerations by the responsible
        stakeholders. Additional documentation concerning methodological particulars is available upon
        presentation of a request.

        Our comprehensive solution portfolio enables organisations to accelerate transformation initiatives
        while simultaneously optimising operational efficiency, strengthening organisational resilience and
        delivering measurable improvements across all relevant performance dimensions of your enterprise.
    """,
    "de": """
        Unser Team verfügt über umfangreiche Erfahrungen in vergleichbaren Projekten und unterstützt Sie gerne
        bei der Optimierung Ihrer Prozesse.

        Unter Berücksichtigung der im Rahmen der Angebotserstellung durchgeführten Anforderungsanalyse empfiehlt
        sich die Inanspruchnahme der vorgeschlagenen Dienstleistungskomponenten zur nachhaltigen
        Effizienzsteigerung Ihrer unternehmensinternen Geschäftsprozesse einschließlich der dazugehörigen
        Qualitätssicherungsmaßnahmen.

        Die Durchführung der Implementierungsmaßnahmen erfolgt nach erfolgter Auftragserteilung unter
        Einbeziehung sämtlicher Verantwortlichkeiten sowie unter Zugrundelegung der vereinbarten
        Rahmenbedingungen und der projektspezifischen Abnahmevoraussetzungen.
    """,
    "fr": """
        Nous serions ravis d'avoir l'opportunité de vous présenter de manière détaillée les avantages de notre
        solution pour votre organisation et de répondre à l'ensemble de vos interrogations.

        Dans le cadre de l'optimisation continue de votre organisation, la mise en œuvre de notre accompagnement
        méthodologique permettrait une amélioration significative de la performance opérationnelle de vos
        collaborateurs ainsi qu'une rationalisation durable des processus administratifs et décisionnels.

        Conformément aux préconisations formulées précédemment, l'établissement d'une planification
        prévisionnelle constituerait un préalable indispensable à la contractualisation définitive de la
        prestation proposée.
    """,
    "es": """
        Nuestro equipo dispone de una amplia experiencia en proyectos similares y estaría encantado de
        acompañarle en la optimización de sus procedimientos internos.

        Con el propósito de facilitar la determinación correspondiente respecto de la implementación
        anteriormente mencionada, recomendamos encarecidamente la priorización de las consideraciones pendientes
        por parte de los responsables organizativos, así como la formalización contractual de las condiciones
        económicas establecidas.

        Nuestra plataforma integral posibilita la optimización simultánea de procedimientos administrativos, la
        racionalización de infraestructuras tecnológicas y el fortalecimiento organizacional de su departamento.
    """,
    "it": """
        Saremmo lieti di avere l'opportunità di presentarle in modo dettagliato i vantaggi della nostra
        soluzione per la sua organizzazione e di rispondere a tutte le domande relative all'implementazione.

        Al fine di agevolare la determinazione relativa all'implementazione precedentemente menzionata, si
        raccomanda la prioritizzazione delle considerazioni ancora in sospeso da parte dei responsabili
        organizzativi, nonché la formalizzazione contrattuale delle condizioni economiche precedentemente
        concordate con l'amministrazione.
    """,
    "nl": """
        Graag zouden wij de gelegenheid krijgen om de voordelen van onze oplossing voor uw organisatie
        uitgebreid toe te lichten en eventuele vragen over de implementatie te beantwoorden.

        Teneinde de besluitvorming omtrent de bovengenoemde implementatie te vergemakkelijken, adviseren wij de
        verantwoordelijke belanghebbenden de openstaande overwegingen overeenkomstig de
        organisatiedoelstellingen te prioriteren en de contractvoorwaarden betreffende onderhoudswerkzaamheden
        schriftelijk te formaliseren.
    """,
    "pt": """
        Gostaríamos de ter a oportunidade de apresentar detalhadamente as vantagens da nossa solução para a sua
        organização e de responder a todas as perguntas relacionadas com a implementação.

        Com a finalidade de facilitar a determinação relativa à implementação anteriormente mencionada,
        recomendamos a priorização das considerações pendentes pelos responsáveis organizacionais, bem como a
        formalização contratual das condições económicas previamente estabelecidas com a administração da
        instituição.
    """,
}
"""As brochures and offices really write."""
PLAIN = {
    "en": "Plans are counted forward from today and end too late. It works the other way round. Which day suits?",
    "de": "Zwei Wochen sagen mehr als zehn Seiten. Wir fangen klein an, sehen das Ergebnis an und entscheiden dann.",
    "fr": "Deux semaines en disent plus que dix pages. On commence petit, on regarde le résultat, puis vous décidez.",
    "es": "Dos semanas dicen más que diez páginas. Empezamos por poco, vemos el resultado y luego usted decide.",
    "it": "Due settimane dicono più di dieci pagine. Si comincia in piccolo, si guarda il risultato e poi si decide.",
    "nl": "Twee weken zeggen meer dan tien pagina's. We beginnen klein, kijken naar het resultaat en dan beslist u.",
    "pt": "Duas semanas dizem mais do que dez páginas. Começamos pequeno, vemos o resultado e só depois se decide.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_people_write_is_apart_from_what_offices_write(code):
    """The least that a template may have lies well between both."""
    words = LANGUAGES[code]

    assert max(ease(text, words) for text in BAD[code].split("\n\n")) < words.rhythm.hard - 5
    assert ease(PLAIN[code], words) > words.rhythm.hard + 20


def test_every_shipped_text_is_easier_than_need_be():
    """A text has to get much worse before the rule speaks: it is for mistakes, not for taste."""
    for one in shipped():
        assert (template_ease(one) or 0) > LANGUAGES[one.language].rhythm.hard + 5, one.name


@pytest.mark.parametrize(
    ("code", "text", "count", "formula"),
    [
        ("en", "The plan is on paper. We begin it on Monday.", 13, (206.835, 1.015, 84.6)),
        ("de", "Der Plan ist auf Papier. Wir beginnen im Mai dort.", 13, (180, 1, 58.5)),
        ("fr", "Le plan tient sur papier. On commence le lundi matin.", 14, (207, 1.015, 73.6)),
        ("es", "El plan está en papel. Empezamos juntos el lunes próximo.", 19, (206.84, 1.02, 60)),
        ("it", "Il piano è sulla carta. Si comincia lunedì con calma.", 18, (217, 1.3, 60)),
        ("nl", "Het plan staat op papier. We beginnen er maandag mee.", 14, (206.835, 0.93, 77)),
        ("pt", "O plano está no papel. A obra começa na terça.", 17, (248.835, 1.015, 84.6)),
    ],
)
def test_the_formulas_are_the_published_ones(code, text, count, formula):
    """Two sentences of five words each, their syllables counted by hand."""
    base, sentence, word = formula

    assert ease(text, LANGUAGES[code]) == pytest.approx(base - sentence * 5 - word * count / 10)


def test_what_is_not_prose_does_not_count():
    words = LANGUAGES["en"]
    plain = "We begin on Monday."

    assert ease(plain + " https://weber.example/implementation-considerations", words) == ease(plain, words)
    assert ease(plain + "\n\n-- \nResponsibilities Administration", words) == ease(plain, words)
    assert ease(plain + "\n> institutional responsibilities", words) == ease(plain, words)
    assert ease("1. 2. 3.", words) == 100


def test_the_items_of_a_list_are_sentences_and_a_wrapped_line_is_none():
    words = LANGUAGES["en"]

    assert ease("We begin\non Monday.", words) == ease("We begin on Monday.", words)
    assert ease("- one two\n- one two", words) == ease("One two. One two.", words)


def test_marks_without_an_end_are_read_at_once():
    """Looked at from each mark on to the last, so many would take an hour."""
    words = LANGUAGES["en"]

    assert ease(f"We begin{'.' * 200_000}on Monday", words) == ease("We begin on Monday", words)


def test_a_template_that_is_hard_to_read_is_told_with_the_figure():
    found = lint_template(
        template("{{ greeting }}\n\n" + " ".join(BAD["en"].split("\n\n")[2].split()) + "\n\nShall I?\n\n{{ sign_off }}")
    )

    assert [fault.rule for fault in found] == ["hard-to-read"]
    assert found[0].sentence.startswith("its reading ease is -")
    assert found[0].sentence.endswith("50 is the least")
