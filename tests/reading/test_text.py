"""Own words, quoted history and signature: mails of many clients in seven languages, and the rules one by one.

Each mail in `mail/own_words` stands beside a JSON file: "own" is what its author wrote (white space folded), "quoted"
and "signature" are words that must be found there.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.reading.message.parts import parse
from mailfollow.reading.own_words.split import OwnWords, split
from tests.reading.words import lexicon

MAILS = sorted((Path(__file__).parent / "mail" / "own_words").glob("*.eml"))

OWN = [
    "Yes, please go ahead.",
    "Hi Max,\n\nwe met on 5 March 2024 at 10:30:\n\n- Does the price of 4,800 include hosting?\n- Who signs?\n\nJane",
    "Danke.\nPasst so.\n\nWann geht es los?\n\nVG Johanna",
    "Nous sommes d'accord.\n\nDe notre côté, le contrat est prêt : envoyez-le, s'il vous plaît.",
    "No, gracias. El lunes le llamo.\n\nUn saludo,\nJuana",
    "Please write to bob@client.example from now on:\nhe decides.\n\nFrom: our side all is clear.",
    "👍",
]
ENGLISH = "Dear Jane,\n\nour offer comes to 4,800 euros.\n\nBest regards\nMax\n\n-- \nMax Muster\nAgency Ltd"
MARKED = "\n".join(f"> {line}".rstrip() for line in ENGLISH.split("\n"))
ATTRIBUTIONS = [
    "On Tue, 5 Mar 2024 at 10:11, Max Muster <max@agency.example> wrote:",
    "On Tue, 5 Mar 2024 at 10:11, Max Muster <\nmax@agency.example> wrote:",
    "On 5 Mar 2024, at 10:11, Max Muster\n<max@agency.example>\nwrote:",
    "On Mar 5, 2024, at 10:11 AM, Max Muster wrote:",
    'On 3/5/24, 10:11 AM, "Max Muster" <max@agency.example> wrote:',
    "On 2024-03-05 10:11, Max Muster wrote:",
    "Max Muster <max@agency.example> wrote:",
    "Max Muster <max@agency.example> wrote on 05/03/2024 10:11:12:",
    "Am 05.03.2024 um 10:11 schrieb Max Muster <max@agency.example>:",
    "Am Dienstag, den 05.03.2024, 10:11 +0100 schrieb Max Muster:",
    "Am Di., 5. März 2024 um 10:11 Uhr schrieb Max Muster <\nmax@agency.example>:",
    "Max Muster schrieb am 05.03.2024 um 10:11:",
    "Le mar. 5 mars 2024 à 10:11, Max Muster <max@agency.example> a écrit :",
    "Le 5 mars 2024 à 10:11, Max Muster a écrit :",
    "El mar, 5 mar 2024 a las 10:11, Max Muster (<max@agency.example>)\nescribió:",
    "El 05/03/2024 a las 10:11, Max Muster escribió:",
    "Il giorno mar 5 mar 2024 alle ore 10:11 Max Muster <max@agency.example>\nha scritto:",
    "Il 05/03/2024 10:11, Max Muster ha scritto:",
    "Op di 5 mrt 2024 om 10:11 schreef Max Muster <max@agency.example>:",
    "Op 5 mrt. 2024 om 10:11 heeft Max Muster <max@agency.example> het volgende geschreven:",
    "Em ter., 5 de mar. de 2024 às 10:11, Max Muster <max@agency.example> escreveu:",
    "Em 05/03/2024 10:11, Max Muster escreveu:",
    "2024-03-05 10:11 GMT+01:00 Max Muster <max@agency.example>:",
    '05.03.2024, 10:11, "Max Muster" <max@agency.example>:',
    "2024年3月5日(火) 10:11 Max Muster <max@agency.example>:",
]
MARKED_ATTRIBUTIONS = [
    "Max Muster writes:",
    "According to Max Muster:",
    "Thus spake Max Muster (max@agency.example):",
    'Quoting "Max Muster" <max@agency.example>:',
    "* Max Muster <max@agency.example> [2024-03-05 10:11]:",
    "Max Muster <max@agency.example> wrote in message\nnews:17@news.example...",
    "At 10:11 AM 3/5/2024, you wrote:",
    "On Tue, 5 Mar 2024 10:11:12 +0100\nMax Muster <max@agency.example> wrote:",
    "--- Max Muster <max@agency.example> wrote:",
    "---- Max Muster wrote ----",
    "2024/3/5 Max Muster <max@agency.example>",
    "Am Di, 5. Mär 2024, um 10:11, schrieb Max Muster:",
    "Max Muster <max@agency.example>, 5 Mar 2024 Sal, 10:11 tarihinde şunu yazdı:",
    "Max Muster <max@agency.example> 于2024年3月5日周二 上午10:11写道:",
    "From: Max Muster <max@agency.example>\nDate: Tue, 5 Mar 2024 10:11:12 +0100",
]
BLOCKS = [
    "From: Max Muster <max@agency.example>\nSent: Tuesday, March 5, 2024 10:11 AM\nTo: Jane\nSubject: Offer",
    "*From:* Max Muster <max@agency.example>\n*Date:* Tuesday, March 5, 2024\n*To:* Jane\n*Subject:* Offer",
    "-----Original Message-----\nFrom: Max Muster\nSent: 05 March 2024\nTo: Jane\nSubject: Offer",
    "________________________________\nFrom: Max Muster\nSent: 05 March 2024\nTo: Jane\nSubject: Offer",
    "---------- Forwarded message ---------\nFrom: Max Muster <max@agency.example>\nDate: x\nSubject: Offer\nTo: <j@x>",
    "-------- Forwarded Message --------\nSubject: \tOffer\nDate: \tTue, 5 Mar 2024\nFrom: \tMax\nTo: \tJane",
    "Begin forwarded message:\n\nFrom: Max Muster <max@agency.example>\nSubject: Offer\nDate: 5 March 2024\nTo: Jane",
    "Von: Max Muster\nGesendet: Dienstag, 5. März 2024 10:11\nAn: Johanna\nBetreff: Angebot",
    "-----Ursprüngliche Nachricht-----\nVon: Max Muster\nGesendet: 5. März 2024\nAn: Johanna\nBetreff: Angebot",
    "-------- Weitergeleitete Nachricht --------\nBetreff: \tAngebot\nDatum: \t5.3.2024\nVon: \tMax\nAn: \tJohanna",
    "De : Max Muster <max@agency.example>\nEnvoyé : mardi 5 mars 2024 10:11\nÀ : Jeanne\nObjet : Offre",
    "De: Max Muster\nEnviado el: martes, 5 de marzo de 2024 10:11\nPara: Juana\nAsunto: Oferta",
    "Da: Max Muster\nInviato: martedì 5 marzo 2024 10:11\nA: Gianna\nOggetto: Offerta",
    "Van: Max Muster\nVerzonden: dinsdag 5 maart 2024 10:11\nAan: Janneke\nOnderwerp: Offerte",
    "De: Max Muster\nEnviada em: terça-feira, 5 de março de 2024 10:11\nPara: Joana\nAssunto: Proposta",
    "From:\nMax Muster <max@agency.example>\nTo:\nJane\nDate:\n05/03/2024\nSubject:\nOffer",
    "Max Muster\nSent by: Erika\n03/05/2024 10:11 AM\nTo: Jane Doe/CLIENT@CLIENT\ncc: \nSubject: Offer",
    "\tMax Muster\n\t03/05/2024 10:11 AM\n\t\n\t To: Jane Doe/CLIENT@CLIENT\n\t cc: \n\t Subject: Offer",
    '"Max" <max@agency.example> on 03/05/2024 10:11:12 AM\nPlease respond to max\nTo: j@x.example\ncc:\nSubject: Offer',
    "From:\tMax Muster\n03/05/2024 10:11 AM\nTo:\tJane Doe/CLIENT@CLIENT\ncc:\t\nSubject:\tOffer",
    "Max Muster@AGENCY 03/05/2024 10:11 AM To: Jane Doe/CLIENT@CLIENT cc: (bcc: Bob) Subject: Offer",
    "Max Muster <max@agency.example>\n05.03.2024 10:11\n\nAn\nJohanna/KUNDE@KUNDE\nKopie\n\nThema\nAngebot",
    "----Original Message Follows----\nFrom: Max Muster\nTo: jane@client.example\nSubject: Offer\nDate: 5 Mar 2024",
    "\\-------- Original Message --------\nOn 5 Mar 2024, 10:11, Max Muster < max@agency.example> wrote:",
    "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn 5 Mar 2024, 10:11, Max Muster <max@agency.example> wrote:",
    "----- Begin Included Message -----",
    "##- Please type your reply above this line -##",
]
SIGNATURES = [
    "-- \nJane Doe\nClient Ltd",
    "Best regards,\n\nJane Doe\nHead of Marketing\nTel. +44 20 7946 0000",
    "Kind regards\nJane Doe | Client Ltd\njane@client.example",
    "Mit freundlichen Grüßen\n\nJohanna Beispiel\nEinkauf\n\nKunde GmbH\nMusterweg 1",
    "Cordialement,\nJeanne Exemple\nDirectrice des achats",
    "Saludos cordiales,\n\nJuana Ejemplo\nCompras",
    "Distinti saluti\nGianna Esempio\nUfficio acquisti",
    "Met vriendelijke groet,\n\nJanneke Voorbeeld\nInkoop",
    "Atenciosamente,\nJoana Exemplo\nCompras",
    "Sent from my iPhone",
    "Von meinem iPad gesendet",
    "Get Outlook for iOS<https://aka.example/ios>",
    "Envoyé de mon iPhone",
    "Enviado desde mi iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Enviado do meu iPhone",
    "This e-mail is confidential and may be privileged. If you are not the intended recipient, delete it.",
    "Sent from my mobile telephone, please excuse typing errors",
    "Virus-free. www.avast.example",
    "---\nThis email has been checked for viruses by Avast antivirus software.",
    "_________________________________________\nGet your FREE download of something at http://msn.example",
    "--\nYou received this message because you are subscribed to the group.\nTo unsubscribe, write to it.",
]


def fold(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def own(text: str) -> str:
    """The own words of a text, white space folded."""
    return fold(split(text, lexicon()).own)


@pytest.mark.parametrize("path", MAILS, ids=[path.stem for path in MAILS])
def test_a_mail_of_the_corpus_is_split_as_its_json_says(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = split(parse(path.read_bytes()).text, lexicon())

    assert fold(found.own) == fold(wanted["own"])
    assert fold(wanted.get("quoted", "")) in fold(found.quoted)
    assert wanted.get("signature", "") in found.signature


@pytest.mark.parametrize("words", OWN)
def test_a_mail_without_a_quote_is_left_as_it_is(words: str) -> None:
    assert split(words, lexicon()) == OwnWords(words, said=words)


@pytest.mark.parametrize("words", OWN)
@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_words_above_an_attribution_line_are_own_and_all_below_is_quoted(words: str, attribution: str) -> None:
    for text in (f"{words}\n\n{attribution}\n\n{MARKED}\n", f"{words}\n\n\n{attribution}\n{MARKED}"):
        found = split(text, lexicon())
        assert fold(found.own) == fold(words)
        assert "4,800 euros" in found.quoted


@pytest.mark.parametrize("words", OWN)
@pytest.mark.parametrize("attribution", [line for line in ATTRIBUTIONS if "wrote:" in line or "@" in line])
def test_a_quote_without_marks_is_known_by_its_attribution_line(words: str, attribution: str) -> None:
    assert own(f"{words}\n\n{attribution}\n\n{ENGLISH}\n") == fold(words)


@pytest.mark.parametrize("words", OWN)
@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_words_below_and_between_quoted_lines_are_own(words: str, attribution: str) -> None:
    below = f"{attribution}\n{MARKED}\n\n{words}\n"
    between = f"{attribution}\n> Do you accept?\n\n{words}\n\n{MARKED}"

    assert own(below) == own(between) == fold(words)


@pytest.mark.parametrize("words", OWN)
@pytest.mark.parametrize("block", BLOCKS)
def test_words_above_a_header_block_are_own_and_all_below_is_quoted(words: str, block: str) -> None:
    found = split(f"{words}\n\n{block}\n\n{ENGLISH}\n", lexicon())

    assert fold(found.own) == fold(words)
    assert "4,800 euros" in found.quoted


@pytest.mark.parametrize("words", OWN)
@pytest.mark.parametrize("attribution", MARKED_ATTRIBUTIONS)
def test_an_attribution_line_of_a_rarer_form_is_known_by_the_quote_marks_below(words: str, attribution: str) -> None:
    assert own(f"{words}\n\n{attribution}\n\n{MARKED}\n") == fold(words)


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "JD> ", "    JD> ", "Max> ", "| ", "} ", ": "])
def test_quote_marks_of_all_kinds_are_known_below_an_attribution_line(mark: str) -> None:
    quote = "\n".join(mark + line for line in ("Do you accept?", "Or not?"))

    assert own(f"Max Muster wrote:\n{quote}\n\nWe do.") == "We do."


def test_words_on_the_line_of_the_attribution_are_own() -> None:
    assert own(f"Yes, we do. {ATTRIBUTIONS[0]}\n{MARKED}") == "Yes, we do."
    assert own(f"Yes, we do--- {ATTRIBUTIONS[0]}\n{MARKED}") == "Yes, we do"


@pytest.mark.parametrize("block", [block for block in BLOCKS if not block.startswith("##-")])
def test_a_bare_forward_has_no_own_words(block: str) -> None:
    assert own(f"{block}\n\n{ENGLISH}\n") == ""


def test_a_ticket_system_writes_below_the_line_above_which_others_reply() -> None:
    assert own("##- Please type your reply above this line -##\n\nWe fixed it.") == "We fixed it."


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("words", ["Yes, please go ahead.", "Hi Max,\n\nnot this year, sorry.\nMaybe next year?"])
def test_a_signature_is_none_of_the_words_also_above_a_quote(words: str, signature: str) -> None:
    for below in (f"\n\n{ATTRIBUTIONS[0]}\n\n{MARKED}\n", f"\n\n{BLOCKS[0]}\n\n{ENGLISH}"):
        found = split(f"{words}\n\n{signature}{below}", lexicon())
        assert fold(found.own) == fold(found.said) == fold(words)
        assert fold(found.signature) == fold(signature)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_letter_without_a_quote_keeps_its_sign_off_from_which_no_meaning_is_read(signature: str) -> None:
    found = split(f"Yes, please go ahead.\n\n{signature}", lexicon())

    assert found.said == "Yes, please go ahead."
    assert fold(f"{found.own} {found.signature}") == fold(f"{found.said} {signature}")


def test_the_words_of_our_own_quoted_footer_are_not_theirs() -> None:
    """Scenario 77."""
    quoted = "> We are glad to help.\n>\n> -- \n> To unsubscribe, reply with STOP."

    assert own(f"Please send the contract.\n\n{ATTRIBUTIONS[0]}\n{quoted}\n") == "Please send the contract."


def test_an_empty_mail_has_no_words() -> None:
    """Scenario 82."""
    assert split("", lexicon()) == OwnWords("")
    assert split("\n \n", lexicon()) == OwnWords("")


def test_a_short_sign_off_with_a_name_stays_with_the_words() -> None:
    assert own("We accept.\n\nThanks,\nJane") == "We accept. Thanks, Jane"


def test_a_postscript_below_the_signature_is_own() -> None:
    words = "We accept.\n\nBest regards\nJane Doe\nClient Ltd\n\nP.S. The invoice goes to accounting."

    assert own(words) == fold(words)
    assert own(f"{words}\n\n{BLOCKS[0]}\n\n{ENGLISH}") == "We accept. P.S. The invoice goes to accounting."


@pytest.mark.parametrize(
    "words",
    [
        "On Monday we decide. On Tuesday, 5 March 2024 we tell you.",
        "At 10:30 please write to bob@client.example, he knows.",
        "Our lawyer wrote:\n\nclause 4 must go.\n\nCan you change it?",
        "Thank you!\n\nWe take option B, and we would like to begin in May.",
        "Regards to your colleague, too. She was a great help.\nAnd yes, we accept.",
        "Best\nRegards\nare for letters, I know. Do call me.",
        "We have 100 > 50 visitors.",
        "Date: any Tuesday works.\nTo be clear: we accept.",
        "Questions:\n\n1. Price?\n2. Date?\n\n---\n\nThat is all.",
        "Sent from my desk, which is easier than from my telephone.",
        "The original message got lost.\nCould you send it again?",
        "This e-mail is short: yes.",
        "Disclaimer: I have not read it all yet.\n\nBut I like it.",
        "This message is not confidential, feel free to share it.\n\nThe contents of this box are yours.",
        "TO: All\nFROM: The office\nDATE: March 5, 2024 10:30\nSUBJECT: Holidays\n\nWe are closed.",
        "From: 1 May\nTo: 31 May\nPrice: 4:50\nSubject: to credit\n\nDo you agree?",
        "Am 05.03.2024 habe ich Ihnen geschrieben:\n\nDie Stühle fehlen.",
        "Le 5 mars 2024 à 10:30, Marc a écrit une lettre au maire :\nil veut un banc.",
        "On Monday, March 5, John wrote a memo:\nthe launch has to wait.",
        "1) The lease, signed on 3/5/2024 at 10:30.\n2) Your letter of Monday, March 4, where you wrote:\n\nnever.",
        "Three things:\n\n> the budget\n> the texts\n\nSee you.",
        ">> Big sale <<\n\nCome today.",
        "| Plan | Price |\n|------|-------|\n| Basic | 100 |",
        "The draft is attached.\n\n<<draft.doc>>\n << File: prices.xls >>",
        "M>YQS>[5K>[UCE)Q[>X2$A+UKA)Q[E*5\nMK>>EM=ZMK",
        "Look:\n--\nNumbers\n\nWe sold 40 units.",
        "The log says:\n\n5.3.2024 10:11:12 error from: a@b.example to: c@d.example subject: none\n\nWhy?",
    ],
)
def test_what_only_looks_like_a_quote_or_a_signature_stays_own(words: str) -> None:
    assert own(words) == fold(words)


def test_more_lines_than_anyone_writes_count_as_quoted() -> None:
    found = split("We accept.\n" + "line\n" * 10_000, lexicon())

    assert found.own.startswith("We accept.")
    assert len(found.own.split("\n")) <= 5_000


LINES = [
    "",
    "Hello Max,",
    "> quoted",
    ">> more",
    "On 5 Mar 2024 at 10:11, Max <m@x.example> wrote:",
    "From: Max <m@x.example>",
    "To: Jane",
    "Subject: Offer",
    "Best regards,",
    "Jane Doe",
    "--",
    "_____",
    "Sent from my iPhone",
    "Thanks",
    "-----Original Message-----",
    "wrote:",
    "<a@b.example",
    ">:",
    "PS: yes",
    "Von: Max",
    "       To",
    "€ 5",
    "-- ",
    "\t",
]


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_every_line_ends_up_in_exactly_one_of_the_three(lines: list[str]) -> None:
    found = split("\n".join(lines), lexicon())
    parts = f"{found.own}\n{found.quoted}\n{found.signature}".split("\n")

    assert sorted(filter(None, map(str.strip, parts))) == sorted(filter(None, map(str.strip, lines)))


@given(st.text(max_size=400))
def test_any_text_is_split(text: str) -> None:
    assert isinstance(split(text, lexicon()), OwnWords)
