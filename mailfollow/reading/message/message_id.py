"""Message-IDs out of raw header text, without their angle brackets, however a mailer has damaged them.

Folding inside an id and encoded words around it (Python's own library writes those for long ids) are undone, because a
lost id is a lost answer.
"""

from __future__ import annotations

import re

from mailfollow.reading.message.encoded_word import decode_words

# 998 is the longest line RFC 5322 section 2.1.1 allows, so no id that travelled is longer.
_BRACKETED = re.compile(r"<([^<>]{1,998})>")
_PLAIN = re.compile(r"<[^<>\s=]{1,998}>")
_BARE = re.compile(r"[^\s<>,;\"()]{1,998}@[^\s<>,;\"()]{1,998}")


def ids(value: str) -> tuple[str, ...]:
    """Give the ids of a References or In-Reply-To value in their order, each once."""
    if "=?" in value:
        value = decode_words(value)
    found = _BRACKETED.findall(value)
    if found and " " not in value:
        return tuple(dict.fromkeys(found))
    whole = dict.fromkeys("".join(one.split()) for one in found or _bare(value))
    whole.pop("", None)
    return tuple(whole)


def first_id(value: str) -> str | None:
    """Give the first id of a Message-ID or In-Reply-To value; without brackets and "@" a single word will do."""
    if value[:1] == "<" and value[-1:] == ">" and _PLAIN.fullmatch(value):
        return value[1:-1]
    found = ids(value)
    if found:
        return found[0]
    word = value.strip().strip("<>").strip()
    return word[:998] if word and not any(sign.isspace() for sign in word) else None


def _bare(value: str) -> list[str]:
    """Find ids without brackets, word by word, so that a long value costs no more than its length."""
    return [match[0] for word in value.split() if "@" in word and (match := _BARE.search(word))]
