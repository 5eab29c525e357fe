"""The shape of a language's words. In the patterns, {name}, {day}, {month} and so on are put in as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a language's reading ease is counted: the numbers of its formula, and how its syllables are told.

    Ease = `base` - `sentence` x words per sentence - `word` x syllables per word: 100 is easy, 0 is hard. A word has as
    many syllables as `nucleus` is found in it, once `silent` is taken out and a word is parted where `apart` says.
    """

    base: float
    sentence: float
    word: float
    hard: float
    """Below this a template is hard to read: between brochures (9 to 35) and the hardest texts that ship (56)."""
    nucleus: str
    silent: str = r"(?!)"
    apart: str = r"(?!)"


@dataclass(frozen=True, slots=True)
class FormOfAddress:
    """What else shows how a mail of our own addresses its reader, beside `Language.formal` and `Language.familiar`.

    People write more freely than templates do, so this is for mails only. Words are in lower case, but for those that
    only their capital tells apart.
    """

    courteous: tuple[str, ...] = ()
    """Words that make a salutation formal, whatever follows."""
    titles: tuple[str, ...] = ()
    """Words that make a salutation formal before a name, or at its end."""
    sign_offs: tuple[str, ...] = ()
    """How a line begins below which nothing is addressed to the reader any more, beside the language's own sign-off."""
    formal: tuple[str, ...] = ()
    familiar: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Words, of any of the lists, that may be a slogan's or a noun, or are said to several: they count half."""
    opening: str = r"(?!)"
    """A formal word at the beginning of a sentence, where its capital says little: it counts half."""
    others: str = r"(?!)"
    """What holds a formal word and yet speaks of somebody else, or to several people at once."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: how to greet, sign, date and price, and which phrases the linter looks for.

    Phrases are compared without regard to case, apostrophes, hyphens, markup and line breaks, so each is written
    once, in lower case, with plain blanks.
    """

    code: str
    name: str
    """Its English name, for explanations."""
    greeting: str
    """With {name}."""
    greeting_unnamed: str
    greets_full_name: bool
    """Whether a name that comes from an address header is used in full: first names alone would be too familiar."""
    sign_off: str
    """With {name}, on a line of its own."""
    sign_off_unnamed: str
    signs_full_name: bool
    weekdays: tuple[str, ...]
    """Monday first, as in `date.weekday`."""
    months: tuple[str, ...]
    day: str
    """With {day} and {month}."""
    day_with_year: str
    weekday: str
    """With {weekday} and {date}."""
    slot: str
    """With {date} and {time}."""
    first_of_month: str
    """How the number of a month's first day is written."""
    conjunction: str
    """Between the last two of a list."""
    quotation_marks: tuple[str, str]
    thousands: str
    decimal: str
    money: str
    """With {sign} (of the currency) and {figure}."""
    attribution: str
    """The line above a quoted mail, with {date} and {who}; mail clients recognise it by its words."""
    rhythm: Rhythm
    requests: tuple[str, ...]
    """Phrases that make a sentence without a question mark an ask."""
    banned: tuple[str, ...]
    """Phrases that say nothing but "you have not answered"."""
    spam: tuple[str, ...]
    """Phrases that spam filters and busy readers know too well."""
    greeting_familiar: str = ""
    """With {name}; for people addressed as du, tu or tú. Empty where the language has one way only."""
    formal: tuple[str, ...] = ()
    """Words that address the reader as Sie, vous or usted; with a capital where only that tells them apart."""
    familiar: tuple[str, ...] = ()
    """Words that address the reader as du, tu or tú."""
    form_of_address: FormOfAddress = FormOfAddress()
    letters: str = ""
    """The letters with accents that the language tells apart from the bare ones."""
    clock: str = "{hour:02}:{minute:02}"
    """How a time of day is written, with {hour} and {minute}."""
    conjunction_before_i: str = ""
    """The one before a word that begins with the sound of i, where it differs: "Ana e Inés"."""
    innocent: tuple[str, ...] = ()
    """Phrases that hold a banned one, or spam, and yet mean what they say: "any updates to the software"."""


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a comma-separated text, which may go over several lines."""
    return tuple(item for part in text.split(",") if (item := " ".join(part.split())))
