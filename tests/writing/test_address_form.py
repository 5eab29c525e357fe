"""One text, one form of address: what is told apart, what is left alone, and that every shipped text keeps to it."""

import pytest

from mailfollow.writing.languages import LANGUAGES
from mailfollow.writing.languages.address_form import is_familiar, mixed_address
from mailfollow.writing.lint import lint_template
from tests.writing.made_up import template


@pytest.mark.parametrize(
    ("code", "text", "first"),
    [
        ("de", "Ich schicke Ihnen die Seite. Passt dir Dienstag?", "dir"),
        ("de", "Du bekommst zwei Seiten, wenn Sie mögen. Passt dir das?", "Du"),
        ("de", "Ist Ihr Team dabei? Kannst du Dienstag?", "Kannst"),
        ("de", "Wäre Dienstag etwas für euch, wenn Sie Zeit haben? Ihre Wahl.", "euch"),
        ("fr", "Je vous envoie une page. Elle te plaît ?", "te"),
        ("fr", "Tu as ton plan, votre budget et ta date.", "Tu"),
        ("fr", "Vous avez une page. Qu’est-ce que t’en dis ?", "t’"),
        ("fr", "Pouvez-vous me dire ton avis ?", "ton"),
        ("es", "Usted tiene la página. ¿Te sirve a ti?", "Te"),
        ("es", "¿Le parece bien el martes, o prefieres el jueves?", "prefieres"),
        ("it", "Quando Lei vuole, ti mando una pagina.", "ti"),
        ("nl", "Ik stuur u een pagina. Wat vind je ervan?", "je"),
        ("pt", "Você recebe uma página. O teu plano fica.", "teu"),
    ],
)
def test_both_forms_in_one_text_are_found(code, text, first):
    (found,) = mixed_address(text, LANGUAGES[code])

    index, sentence, _ = found
    assert text[index:].startswith(first)
    assert sentence.endswith("address the reader in two ways")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Ich schicke dir die Zahlen. Sie passen auf eine Seite, und sie sind neu."),
        ("de", "Du kennst die Firma. Ihr Angebot liegt bei dir."),
        ("de", "Ich schicke Ihnen die Seite, wenn Sie möchten."),
        ("de", "Du und dein Team: Sie ist neu.\n\nIhre Folgen auch."),
        ("de", "Sie schrieben „kannst du im Juni anrufen“, und ich halte mich daran. Passt Ihnen Dienstag?"),
        ("de", "Der Industrieplatz ist hier. Ihnen gehört er."),
        ("fr", "Un rendez-vous te convient-il mardi ?"),
        ("fr", "Sur le ton de votre choix."),
        ("fr", "Votre tutelle attend, et vous aussi."),
        ("es", "Su plan es claro. ¿Le parece bien?"),
        ("es", "Tu plan es claro. ¿Te va bien el martes?"),
        ("it", "Il tuo piano è chiaro. Lei, la collega, lo conosce."),
        ("nl", "Uw plan is klaar. Wat vindt u ervan?"),
        ("en", "You and your team know it."),
    ],
)
def test_one_form_is_no_mixture_whoever_else_is_spoken_of(code, text):
    if code == "it":
        text = text.replace("Lei, la collega,", "La collega")

    assert list(mixed_address(text, LANGUAGES[code])) == []


def test_a_template_that_forgets_a_place_is_told_only_for_the_form_that_it_spoils():
    body = "{{ greeting }}\n\nIch schicke {{ you('Ihnen', 'dir') }} eine Seite.\n\nPasst Ihnen das?\n\n{{ sign_off }}"

    (found,) = lint_template(template(body, "de/x"))

    assert (found.rule, found.line, found.column) == ("mixed-address", 8, 7)
    assert found.sentence.startswith("with every fact known (familiar): ")
    assert "you(formal, familiar)" in found.hint


def test_a_template_that_asks_each_time_has_no_fault():
    body = (
        "{{ greeting }}\n\nIch schicke {{ you('Ihnen', 'dir') }} eine Seite.\n\nPasst {{ you('Ihnen', 'dir') }} das?\n"
    )

    assert lint_template(template(f"{body}\n{{{{ sign_off }}}}", "de/x")) == []


@pytest.mark.parametrize(
    ("code", "text", "familiar"),
    [
        ("de", "Hallo Anna,\n\nwie besprochen schicke ich dir mein Angebot.", True),
        ("de", "Guten Tag Frau Berg,\n\nanbei erhalten Sie das Angebot für Ihre Seite.", False),
        ("de", "Anbei das Angebot. Sie ist kurz, die Seite.", None),
        ("de", "Ich schicke Ihnen den Entwurf. Gib mir Bescheid, was du denkst.", None),
        ("de", 'Ihr Motto "Mach dein Ding" steht vorn; passt Ihnen das?', False),
        ("fr", "Voici mon devis, dis-moi ce que tu en penses.", True),
        ("fr", "Veuillez trouver votre devis.", False),
        ("es", "Te mando la propuesta. ¿Qué te parece?", True),
        ("es", "Le envío la propuesta. ¿Le parece bien, o usted prefiere otra?", False),
        ("en", "Here is your offer.", None),
    ],
)
def test_a_text_shows_whether_it_is_familiar(code, text, familiar):
    assert is_familiar(text, LANGUAGES[code]) is familiar


@pytest.mark.parametrize(
    ("text", "familiar"),
    [
        ("Hallo Jonas,\n\nwie besprochen schicke ich dir mein Angebot.\nSag mir, ob es dir so passt.\n\nLG\nMia", True),
        ("Hallo Jonas,\n\nanbei dein Angebot für deine neue Website.\nMelde dich, wenn etwas fehlt.", True),
        ("Liebes Team,\n\nanbei unser Angebot. Wenn Ihr Fragen habt, sagt Euch bitte vorher ab.\n\nGruß\nMia", True),
        ("Hallo zusammen,\n\nkönnt Ihr am Dienstag? Ihr bekommt dann alles auf einer Seite.\n\nViele Grüße", True),
        ("Hi Jonas,\n\nich schicke dir die Seite. Wenn Sie dir passt, lege ich los.", True),
        ("Hallo Jonas,\n\ndu kennst die Entwürfe. Sie liegen bei dir, und ich kann dich anrufen.", True),
        ("Hallo Frau Berg,\n\nwir sind ja per du: Hast du die Liste, die ich dir gab? Passt dir Dienstag?", True),
        ("HALLO JONAS,\n\nICH SCHICKE DIR MEIN ANGEBOT. WAS DENKST DU?", True),
        (
            "Sehr geehrte Frau Berg,\n\nanbei das Angebot für die Kampagne »Dein Zuhause«.\n\nMit freundlichen Grüßen",
            False,
        ),
        (
            "Sehr geehrte Frau Berg,\n\nunser Motto: Mach dein Ding. Sie erhalten zwei Seiten. Ihre Fragen kläre ich.",
            False,
        ),
        (
            "Guten Tag, Herr Dr. von Stein,\n\ndas Angebot für Dein Zuhause, Dein Garten und Dein Balkon.\n\nGruß",
            False,
        ),
        ("Guten Tag Frau Berg,\n\nanbei das Angebot zur Umsetzung der DU in DIR.\n\nViele Grüße\nMia", False),
        ("Sehr geehrte Damen und Herren,\n\nanbei das Angebot.\n\nMit freundlichen Grüßen", False),
        ("Guten Tag,\n\nanbei das Angebot. Sie erhalten es auch per Post. Ihre Fragen kläre ich gern.", False),
        (
            "Guten Tag,\n\nich schicke Ihnen das Angebot.\n\nViele Grüße\nStudio Lang - wir gestalten deinen Auftritt",
            False,
        ),
        ("Guten Tag,\n\nanbei das Angebot.\n\nBeste Grüße aus Köln\nMia\nDu hast Ideen, wir machen dich groß", None),
        ("Guten Tag,\n\nanbei das Angebot für Mach dein Ding.\n\nViele Grüße", None),
        ("Guten Tag,\n\nanbei das Angebot. Mach dein Ding! Sie erhalten es per Post, passend für Ihre Seite.", False),
        ("Guten Tag,\n\nanbei das Angebot zu DU und DIR.", None),
        ("Hallo Jonas,\n\nFrau Berg sagte mir, dass du ein Angebot brauchst. Hier ist es.", True),
    ],
)
def test_a_german_proposal_shows_whether_it_says_du(text, familiar):
    assert is_familiar(text, LANGUAGES["de"]) is familiar


@pytest.mark.parametrize(
    ("text", "familiar"),
    [
        ("Salut Marc,\n\nvoici mon devis. Dis-moi ce que tu en penses.\n\nÀ bientôt\nLéa", True),
        ("Bonjour Marc,\n\nje t’envoie le devis. Ça te va ?\n\nBien à toi\nLéa", True),
        ("Salut Marc,\n\nvoici ton devis. Tu me dis si ça te va ? Je peux venir voir votre équipe.\n\nLéa", True),
        ("Salut Marc,\n\nle prix vaut pour vous deux. Tu me dis ce que tu en penses ?", True),
        ("Bonjour Marc,\n\nvoici le devis pour ton site et ta boutique.\n\nAmicalement\nLéa", True),
        ("Bonjour,\n\nvoici mon devis pour un autre ton, plus direct, dans vos lettres.\n\nCordialement\nLéa", False),
        ("Bonjour,\n\nje vous envoie le devis. Le même ton, le bon ton.\n\nBien à vous\nLéa", False),
        ("Bonjour,\n\nvoici le devis pour donner à votre ton plus de force.\n\nCordialement", False),
        ("Madame, Monsieur,\n\nci-joint le devis de la campagne Prends soin de toi.\n\nCordialement\nLéa", False),
        ("Bonjour Madame Petit,\n\nvoici le devis : audit et tests unitaires TU.\n\nCordialement\nLéa", False),
        ("Chère Madame,\n\nci-joint le devis de la campagne »Ta ville, tes choix«.\n\nCordialement", False),
        ("Bonjour M. Petit,\n\nci-joint le devis.", False),
        ("Bonjour,\n\nveuillez trouver ci-joint le devis.\n\nCordialement\nLéa\nTu rêves, je dessine", False),
        ("Bonjour,\n\nvoici le devis : tests unitaires TU et recette.\n\nCordialement\nLéa", None),
        ("Bonjour,\n\nvoici le devis pour un ton plus direct.\n\nBien cordialement\nLéa\nTon site, ta vie", None),
        ("Bonjour,\n\nje vous envoie le devis. Tu me dis ?", None),
    ],
)
def test_a_french_proposal_shows_whether_it_says_tu(text, familiar):
    assert is_familiar(text, LANGUAGES["fr"]) is familiar


@pytest.mark.parametrize(
    ("text", "familiar"),
    [
        ("Hola, Marta:\n\nTe mando la propuesta. ¿Qué te parece?\n\nUn abrazo\nLuz", True),
        ("Hola, Marta:\n\nTe paso el presupuesto. Si a tu jefa le parece bien, empezamos.\n\nSaludos\nLuz", True),
        ("Hola, Marta:\n\nAquí tienes la propuesta. Si le parece bien a tu jefa, llámame.\n\nUn saludo", True),
        ("Hola a todos:\n\nOs mando la propuesta. Decidme si encaja en vuestro plan.\n\nSaludos\nLuz", True),
        ("Hola, Marta:\n\nAquí va el presupuesto. Cuéntame y avísame si falta algo.\n\nUn saludo", True),
        ("Saludos, Marta:\n\nMira, ya está la propuesta. Dime si encaja.", True),
        ("Estimada Marta:\n\nTe mando la propuesta. ¿Qué te parece? Llámame cuando quieras.\n\nUn saludo", True),
        ("Estimada Sra. Ruiz:\n\nAdjunto el presupuesto de la campaña Cuida tu salud.\n\nAtentamente\nLuz Gil", False),
        ("Hola, Don Pedro:\n\nAdjunto el presupuesto de la campaña Tu salud.\n\nUn saludo", False),
        ("Buenos días:\n\nLe adjunto el presupuesto. Quedo a su disposición.\n\nLe saluda\nLuz Gil", False),
        (
            "Buenos días:\n\nLe agradezco su interés. Adjunto la propuesta.\n\nUn saludo\nLuz\nTu web en buenas manos",
            False,
        ),
        ("Buenos días:\n\nAdjunto el presupuesto. Indíquenos qué fecha prefiere.\n\nAtentamente", False),
        ("Muy señores míos:\n\nAdjunto la oferta.\n\nAtentamente\nLuz Gil", None),
        ("Buenos días:\n\nAdjunto el presupuesto de la consultoría de TI.\n\nSaludos cordiales\nLuz Gil", None),
        ("Buenos días:\n\nAdjunto el presupuesto.\n\nUn saludo\nLuz\nTu web en buenas manos, cuando tú quieras", None),
        ("Hola:\n\nTe mando el presupuesto. Quedo a su disposición.", None),
    ],
)
def test_a_spanish_proposal_shows_whether_it_says_tu(text, familiar):
    assert is_familiar(text, LANGUAGES["es"]) is familiar


@pytest.mark.parametrize(
    ("code", "text", "familiar"),
    [
        ("it", "Ciao Marco,\n\nti mando il preventivo. Dimmi se va bene.\n\nA presto\nLia", True),
        ("it", "Gentile Dott.ssa Bianchi,\n\nallego il preventivo per La tua casa.\n\nCordiali saluti", False),
        ("it", "Buongiorno Sig. Rossi,\n\nallego il preventivo.\n\nCordiali saluti\nLia\nIl tuo sito, da noi", False),
        ("it", "Buongiorno,\n\nallego il preventivo.\n\nCordiali saluti\nLia\nIl tuo sito, la tua voce", None),
        ("nl", "Hoi Kim,\n\nhier is de offerte die je vroeg. Wat vind jij ervan?\n\nGroetjes\nFem", True),
        ("nl", "Geachte heer De Vries,\n\nhierbij de offerte voor Jouw huis.\n\nMet vriendelijke groet\nFem", False),
        ("nl", "Goedendag,\n\nik stuur u de offerte. Zo weet je wat het kost.\n\nMet vriendelijke groet", False),
        ("nl", "Goedendag,\n\nhierbij de offerte.\n\nMet vriendelijke groet,\nFem\nJij droomt, wij bouwen", None),
        ("pt", "Olá, Rui,\n\nenvio o orçamento que querias para ti. O que achas do teu plano?\n\nAbraço\nEva", True),
        ("pt", "Exmo. Senhor Silva,\n\nenvio o orçamento da campanha Cuida da tua saúde.\n\nAtenciosamente", False),
        ("pt", "Prezada Ana,\n\nsegue a proposta. Você pode responder até terça?\n\nAtenciosamente", False),
        ("pt", "Bom dia,\n\nsegue a proposta de TI.\n\nAtenciosamente\nEva\nO teu site, contigo", None),
    ],
)
def test_other_proposals_show_their_form_of_address_too(code, text, familiar):
    assert is_familiar(text, LANGUAGES[code]) is familiar


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Ich schicke Ihnen die Seite zum Programm DIR."),
        ("es", "¿Le parece bien la consultoría de TI?"),
        ("fr", "Votre plan : tests unitaires TU, et un autre ton, plus direct."),
        ("de", "Passt Ihnen die Kampagne »Dein Zuhause«?"),
    ],
)
def test_an_acronym_or_a_quotation_is_no_mixture(code, text):
    assert list(mixed_address(text, LANGUAGES[code])) == []
