"""Every key of the configuration, once: what it may be, its default, and what it is for.

`default` is TOML, as a person would write it; a key without one must be given, or is about a choice that has no
default, and shows an `example` instead. The defaults themselves are those of the model; a test compares them.
"""

from __future__ import annotations

from typing import NamedTuple

from mailfollow.config import checks
from mailfollow.config.checks import Check, any_text, flag, list_of, one_of, text, whole


class Key(NamedTuple):
    """A key of a table. `live` keys stand in the example file as they are, the others behind a #."""

    name: str
    check: Check
    doc: str
    default: str = ""
    example: str = ""
    live: bool = False
    required: bool = False


class Table(NamedTuple):
    """A table of the file; `name` is its header, where NAME stands for a name of the person's choice."""

    name: str
    doc: str
    keys: tuple[Key, ...]


ADDRESSES = list_of(checks.address, "mail addresses", 1)
WORDS = list_of(checks.exact, 'words, each in quotes, such as ["pass", "show", "mail"]', 1)
NAMES = list_of(text, "folder names", 1)
DAYS = whole(1, 250)

ME = Table(
    "me",
    "Who you are. Mail from these addresses is yours; everything else may be an answer.",
    (
        Key("name", text, "Your name, as it stands below your mails.", example='"Anna Berger"', live=True),
        Key(
            "addresses",
            ADDRESSES,
            "All your addresses, aliases as well; the first is the one to write from.",
            example='["anna@agency.example", "hello@agency.example"]',
            live=True,
            required=True,
        ),
        Key("company", any_text, "Your company.", '""', example='"Berger Studio"', live=True),
        Key(
            "timezone",
            checks.zone,
            "Your time zone, by its IANA name: business days and hours are counted there.",
            example='"Europe/Berlin"',
            live=True,
            required=True,
        ),
        Key("signature", any_text, 'What stands below your mails; several lines go between """ and """.', '""'),
    ),
)

ACCOUNT = Table(
    "account.NAME",
    "A mailbox. Give each one a name of your choice, and as many tables as you have mailboxes.",
    (
        Key("kind", one_of("imap", "maildir"), '"imap", or "maildir" for a local copy, as mbsync makes one.', '"imap"'),
        Key("path", checks.path, 'The Maildir tree, for kind = "maildir" only.', example='"~/Mail/work"'),
        Key("host", checks.host, "The IMAP server.", example='"imap.agency.example"', live=True),
        Key("port", whole(1, 65535), 'The port; 143 if security is not "tls".', "993"),
        Key(
            "security",
            one_of("tls", "starttls", "none"),
            '"tls", "starttls", or "none" for a server on this machine (a bridge or tunnel).',
            '"tls"',
        ),
        Key("user", text, "The name to log in with.", example='"anna@agency.example"', live=True),
        Key(
            "password_command",
            WORDS,
            "A command that prints the password, word by word; no shell is involved.",
            example='["pass", "show", "mail/anna"]',
            live=True,
        ),
        Key(
            "token_command",
            WORDS,
            "Instead of it: a command that prints an OAuth 2 access token.",
            example='["oama", "access", "anna@agency.example"]',
        ),
        Key(
            "password",
            checks.exact,
            "Instead of both: the password itself, if nobody else can read this file (chmod 600).",
            example='"not-a-real-password"',
        ),
        Key("timeout", checks.number(1, 600), "Seconds without an answer before the connection counts as dead.", "30"),
        Key("deadline", checks.number(10, 7200), "Seconds that a single command may take in all.", "300"),
    ),
)

FOLDERS = Table(
    "account.NAME.folders",
    "Where things lie, if the server does not say so or says it wrong. Names as your mail client shows them.",
    (
        Key("sent", text, "Your sent mail.", example='"Sent"'),
        Key("drafts", text, "Your drafts.", example='"Drafts"'),
        Key("trash", text, "Deleted mail.", example='"Trash"'),
        Key("watch", NAMES, "Where answers may arrive, instead of all folders.", example='["INBOX", "Archive"]'),
    ),
)

CADENCE = Table(
    "cadence",
    "When follow-ups are due. All days are business days.",
    (
        Key(
            "waits", list_of(DAYS, "whole numbers", 1), "Days before each of the first follow-ups.", "[3, 5, 5, 10, 10]"
        ),
        Key("then", DAYS, "Days before each later one: about a month.", "21"),
        Key("most", whole(0, 50), "How many follow-ups at most, before a proposal is given up.", "8"),
        Key("gap", whole(0, 250), "Days that must lie between two follow-ups, whatever else is planned.", "5"),
        Key("hold_days", DAYS, 'Days to wait after "not now" or "I\'ll get back to you" without a date.', "10"),
        Key("away_days", DAYS, "Days to wait after an out-of-office notice without a date.", "5"),
        Key("hours", checks.hours, "When drafts may be written, from and to, as in [9, 17].", "[0, 24]"),
        Key("holidays", list_of(checks.day, "days"), "Days that are no business days, as in [2026-12-25].", "[]"),
        Key(
            "away",
            list_of(checks.days, "pairs of days"),
            "Your own absences, first and last day, as in [[2026-08-03, 2026-08-21]].",
            "[]",
        ),
    ),
)

DETECT = Table(
    "detect",
    "What counts as a proposal, and whose word counts.",
    (
        Key("threshold", checks.number(0.1, 10), "How sure to be: higher finds fewer proposals.", "1.0"),
        Key("lookback_days", whole(1, 3650), "How many days to look back at the very first pass.", "90"),
        Key(
            "colleagues", list_of(checks.domain, "domains"), 'Other domains of your company: ["partner.example"].', "[]"
        ),
        Key("authserv_id", any_text, "Your server's name in Authentication-Results, to hold forged answers.", '""'),
    ),
)

DRAFT = Table(
    "draft",
    "How drafts are made. Nothing is ever sent.",
    (
        Key(
            "daily",
            whole(0, 500),
            "How many a day at most. Twice in a row, mostly unused: no more until `mailfollow resume`.",
            "20",
        ),
        Key("batch", whole(1, 500), "How many overdue ones on a business day, besides what is due today.", "5"),
        Key("words", whole(20, 1000), "How many words at most; a longer text is never saved.", "120"),
        Key("quote", whole(0, 200), "How many lines of your proposal to quote below; 0 for none.", "20"),
        Key("language", checks.language, "The language for threads whose own has no templates.", '"en"'),
        Key("fallback", flag, "Whether such threads get a draft in that language, or none.", "false"),
        Key("signature", flag, "Whether to put your signature below; false if your mail client does.", "true"),
        Key(
            "refresh_after",
            whole(0, 250),
            "After how many business days an untouched draft is written anew, if its dates are stale; 0 for never.",
            "5",
        ),
        Key(
            "familiar",
            flag,
            "Whether to write du, tu or tú, where the proposal says neither that nor Sie, vous or usted.",
            "false",
        ),
        Key(
            "unused",
            whole(0, 100),
            "How many drafts in a row may go unused before no more are written; 0 for any number.",
            "5",
        ),
    ),
)

SLOTS = Table(
    "slots",
    "When you have time to talk. A draft may name two such times; without any, none does.",
    (
        Key(
            "free",
            list_of(checks.free_hours, "weekly hours"),
            'Hours of the week, as in ["Tue 10:00-12:00", "Thu 14:00-16:00"].',
            "[]",
        ),
        Key("minutes", whole(10, 480), "How many minutes a talk takes.", "30"),
        Key(
            "busy",
            checks.path,
            "Your calendar as an iCalendar file (.ics): at times that are taken there, nothing is offered.",
            example='"calendar.ics"',
        ),
    ),
)

CONTROL = Table(
    "control",
    "How to steer from your mail client, besides editing, sending and deleting drafts.",
    (
        Key(
            "folders",
            flag,
            "Whether to make the folders Mailfollow/Track, Stop, Won and so on, and to heed what you put into them.",
            "false",
        ),
        Key("tags", flag, "Whether a Bcc to you+followup@, you+followup-10d@ or you+nofollowup@ counts.", "true"),
        Key("keywords", flag, "Whether the tags followup, followup-10d and nofollowup on sent mail count.", "true"),
        Key("starred", flag, "Whether a star (flag) on sent mail means: follow it.", "false"),
    ),
)

DIGEST = Table(
    "digest",
    "A daily message in your inbox: drafts that wait, who answered, what is held, what could not be read.",
    (
        Key("daily", flag, "Whether to put it there on each business day.", "false"),
        Key("hour", whole(0, 23), "From which hour on, by your clock.", "7"),
        Key("account", any_text, "In whose inbox; the first account's unless given.", '""'),
    ),
)

PATHS = Table(
    "paths",
    "Where things lie on this machine. Relative paths start at the directory of this file.",
    (
        Key("state", checks.path, "The database and the lock.", example='"~/.local/state/mailfollow"'),
        Key("templates", checks.path, "Your own templates, which go before those that came along.", '"templates"'),
        Key("phrases", checks.path, "Your own words for reading mail, as further <language>.toml files.", '"phrases"'),
        Key("resources", checks.path, "What you have to offer: case studies, checklists, articles.", '"resources"'),
    ),
)

RUN = Table(
    "run",
    "How `mailfollow run` goes about it.",
    (Key("poll", whole(1, 1440), "Minutes between two looks at the mailboxes.", "5"),),
)

TABLES = (ME, ACCOUNT, FOLDERS, CADENCE, DETECT, DRAFT, SLOTS, CONTROL, DIGEST, RUN, PATHS)
"""In the order of the example file."""
