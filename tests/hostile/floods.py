"""Text that a careless pattern reads for minutes, in each language: what a trigger needs, again and again."""

# ruff: noqa: E501 - payloads are data, and stand side by side
from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.case import ANY, Aim, Build, Case, answer

ATTRIBUTIONS = {
    "en": "On Mon, 5 Jan 2026 at 10:11, Jane Miller wrote: ", "de": "Am 5. Januar 2026 um 10:11 schrieb Jane Miller: ",
    "fr": "Le lun. 5 janv. 2026 à 10:11, Jane Miller a écrit : ", "es": "El lun, 5 ene 2026 a las 10:11, Jane Miller escribió: ",
    "it": "Il giorno lun 5 gen 2026 alle ore 10:11 Jane Miller ha scritto: ", "nl": "Op ma 5 jan 2026 om 10:11 schreef Jane Miller: ",
    "pt": "Em seg., 5 de jan. de 2026 às 10:11, Jane Miller escreveu: ",
}  # fmt: skip
BLOCKS = {
    "en": "From: a\r\nSent: b\r\nTo: c\r\nSubject: d\r\n", "de": "Von: a\r\nGesendet: b\r\nAn: c\r\nBetreff: d\r\n",
    "fr": "De : a\r\nEnvoyé : b\r\nÀ : c\r\nObjet : d\r\n", "es": "De: a\r\nEnviado: b\r\nPara: c\r\nAsunto: d\r\n",
    "it": "Da: a\r\nInviato: b\r\nA: c\r\nOggetto: d\r\n", "nl": "Van: a\r\nVerzonden: b\r\nAan: c\r\nOnderwerp: d\r\n",
    "pt": "De: a\r\nEnviada: b\r\nPara: c\r\nAssunto: d\r\n",
}  # fmt: skip
DATES = {
    "en": "not before the 1st of January, next Monday until after ", "de": "nicht vor dem 1. Januar, nächsten Montag bis nach ",
    "fr": "pas avant le 1er janvier, lundi prochain jusqu'après ", "es": "no antes del 1 de enero, el próximo lunes hasta después ",
    "it": "non prima del 1 gennaio, lunedì prossimo fino a dopo ", "nl": "niet vóór 1 januari, volgende maandag tot na ",
    "pt": "não antes de 1 de janeiro, próxima segunda até depois ",
}  # fmt: skip
REFUSALS = {
    "en": "we are not not interested in not ", "de": "wir haben kein kein Interesse nicht ", "fr": "nous ne sommes pas pas intéressés ",
    "es": "no no estamos interesados no ", "it": "non siamo non interessati non ", "nl": "wij zijn niet niet geïnteresseerd ",
    "pt": "não não temos interesse não ",
}  # fmt: skip
AWAY = {
    "en": "I am out of the office until ", "de": "ich bin nicht im Büro bis ", "fr": "je suis absent du bureau jusqu'au ",
    "es": "estoy fuera de la oficina hasta el ", "it": "sono fuori ufficio fino al ", "nl": "ik ben afwezig tot ",
    "pt": "estou fora do escritório até ",
}  # fmt: skip
ANYWHERE = {
    "quote marks": "> " * 60_000, "digits": "1" * 120_000, "dates": "1/1/1/" * 30_000, "dots": "1." * 60_000, "blanks": " " * 120_000,
    "blank lines": "\r\n" * 60_000, "dashes": "-" * 120_000, "underscores": "_" * 120_000, "at signs": "a@" * 60_000, "addresses": "a@b.example " * 12_000,
    "links": "http://a.example/" * 9_000, "amounts": "EUR 1.000.000," * 9_000, "signatures": "-- \r\n" * 30_000, "commas": "a," * 60_000,
    "brackets": "[" * 120_000, "one word": "a" * 250_000, "capitals": "A " * 60_000, "colons": "On :" * 40_000, "greetings": "Hi Jane,\r\n" * 15_000,
    "words": "wrote: " * 20_000, "stars": "*" * 120_000, "tabs": "\t>" * 60_000, "non-breaking": "\u00a0" * 60_000, "quotes": "«»" * 40_000,
}  # fmt: skip
TIMES = 3_000
PER_LANGUAGE = {
    "attributions": ATTRIBUTIONS,
    "header blocks": BLOCKS,
    "dates": DATES,
    "refusals": REFUSALS,
    "absences": AWAY,
}


def builds() -> Iterator[Build]:
    """Yield the cases, as an answer of the buyer."""
    for what, words in PER_LANGUAGE.items():
        for language, text in words.items():
            yield partial(_flood, f"{what} in {language}", text * TIMES)
            yield partial(_flood, f"{what} in {language}, a line each", f"{text}\r\n" * TIMES)
    for what, text in ANYWHERE.items():
        yield partial(_flood, what, text)


def _flood(name: str, text: str, aim: Aim) -> Case:
    fields = {"Auto_Submitted": "auto-replied"} if "absences" in name else {}
    return Case(f"flood: {name}", ANY, (answer(aim, text[:250_000], **fields),))
