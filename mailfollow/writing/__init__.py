"""A due touch becomes the bytes of a draft. Pure: values in, values out.

`write` makes the text (choose, render, lint), `letter_for` says to whom and in answer to what, `compose` makes the
bytes. `parse_template` and `lint_template` are for the library, which reads templates from disk.
"""

from mailfollow.writing.choice.sameness import fold_text, similarity
from mailfollow.writing.follow_up import write
from mailfollow.writing.letter.address import Post, identity_of, letter_for
from mailfollow.writing.letter.compose import compose
from mailfollow.writing.letter.ids import message_id_for, token_for
from mailfollow.writing.lint import Fault, lint, lint_template
from mailfollow.writing.occasion import Task, Told, occasion_for
from mailfollow.writing.template.parse import parse_template
from mailfollow.writing.written import Written

__all__ = [
    "Fault",
    "Post",
    "Task",
    "Told",
    "Written",
    "compose",
    "fold_text",
    "identity_of",
    "letter_for",
    "lint",
    "lint_template",
    "message_id_for",
    "occasion_for",
    "parse_template",
    "similarity",
    "token_for",
    "write",
]
