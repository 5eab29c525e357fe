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
