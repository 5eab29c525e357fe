"""From a resource's file to a `Resource`: TOML front matter between two +++ lines, then the pitch.

As with templates, everything wrong with a file is said at once. A file with a fault is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from mailfollow.errors import DataError
from mailfollow.model import Resource
from mailfollow.writing.facts.clean import fact, one_line
from mailfollow.writing.front_matter import SHORT_NAME, front_matter
from mailfollow.writing.languages import LANGUAGES, base_code
from mailfollow.writing.resource.matter import topical
from mailfollow.writing.template.suggest import did_you_mean

KEYS = ("kind", "title", "url", "file", "topics", "languages", "expires")
"""The front matter's keys; `kind`, `title`, `topics`, and one of `url` and `file` must be there."""
LONGEST_TITLE, LONGEST_PITCH, LONGEST_URL, LONGEST_TOPIC = 120, 400, 500, 60
"""Characters. The first three are those of the facts that a template gets."""
MOST_TOPICS = 40
"""A resource that fits everything fits nothing."""

_URL = re.compile(r"https?://(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::\d{1,5})?(?:[/?#][!-;=?-_a-z~]*)?", re.IGNORECASE)
"""An address of the web without a user name; what is no ASCII is percent-encoded (RFC 3986), but in the host's name."""
_SEPARATOR = re.compile(r"[/\\]")


def parse_resource(text: str, name: str, path: str) -> Resource:
    """Return the resource in `text`; `name` is the file's stem, `path` is kept and named in messages.

    Raises DataError with one "path:line:column: sentence" for each thing that cannot be used.
    """
    front = front_matter(text, path, "a resource")
    fields, pitch = front.fields, fact(front.body, LONGEST_PITCH)
    faults = [f"{path}:{front.line_of(key)}:1: {sentence}" for key, sentence in _faults(fields)]
    if pitch is None:
        faults.append(f"{path}:{front.first_line}:1: {_no_pitch(front.body)}")
    if faults:
        raise DataError(*faults)
    return Resource(
        name=name,
        kind=fields["kind"],
        title=fact(fields["title"], LONGEST_TITLE) or "",
        pitch=pitch or "",
        url=fields.get("url"),
        file=fields.get("file"),
        topics=tuple(" ".join(topic.split()) for topic in fields["topics"]),
        languages=tuple(base_code(code) for code in fields.get("languages", ())),
        expires=fields.get("expires"),
        path=path,
    )


def _no_pitch(body: str) -> str:
    """Say why there is no pitch."""
    if not body.strip():
        return "the pitch is missing: below the second +++, say in a sentence or two what the reader gets out of it"
    if one_line(body, LONGEST_PITCH) is None:
        return f"the pitch has more than {LONGEST_PITCH} characters: a sentence or two are enough"
    return "the pitch holds something that was to be filled in"


def _faults(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield key and sentence of everything wrong with the front matter."""
    for key in fields:
        if key not in KEYS:
            yield key, f'unknown key "{key}"; {did_you_mean(key, KEYS)}'
    kind, title = fields.get("kind"), fields.get("title")
    if not isinstance(kind, str) or not SHORT_NAME.fullmatch(kind):
        yield "kind", 'kind is missing or no short name: write kind = "case-study", as templates name it'
    if not isinstance(title, str) or fact(title, LONGEST_TITLE) is None:
        yield "title", f"title is missing, not filled in, or longer than {LONGEST_TITLE} characters"
    yield from _leads_nowhere(fields)
    yield from _topic_faults(fields.get("topics", []))
    yield from _language_faults(fields.get("languages", []))
    expires = fields.get("expires", date.max)
    if not isinstance(expires, date) or isinstance(expires, datetime):
        yield "expires", "expires is a day without quotes, the last on which it is offered: expires = 2027-06-30"


def _leads_nowhere(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with `url` and `file`."""
    url, file = fields.get("url"), fields.get("file")
    if url is None and file is None:
        yield "url", 'there is nothing to give: add url = "https://…", or file = "name.pdf" of the same folder'
    if url is not None and not (isinstance(url, str) and len(url) <= LONGEST_URL and _URL.fullmatch(url)):
        example = 'url = "https://www.weber-consulting.example/returns"'
        yield "url", f"url is no link that can stand in a mail: {example}; or remove the line, if there is a file"
    if file is not None and not (isinstance(file, str) and one_line(file, 200) == file and _is_inside(file)):
        yield "file", 'file is the name of a file in the folder of resources: file = "returns.pdf"'


def _is_inside(file: str) -> bool:
    """Whether a file's name stays in its folder, as far as the name tells."""
    return not file.startswith("~") and not {"", ".", ".."} & set(_SEPARATOR.split(file)) and ":" not in file


def _topic_faults(topics: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a TOML value, of any type
    """Yield what is wrong with the topics: without one a resource is never offered."""
    if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        yield "topics", 'topics is a list of texts: topics = ["pumps", "maintenance contract"]'
    elif not topics:
        yield "topics", 'topics is missing, so it would never be offered: topics = ["pumps", "maintenance contract"]'
    elif len(topics) > MOST_TOPICS:
        yield "topics", f"there are {len(topics)} topics, and {MOST_TOPICS} are the most: name those it is about"
    else:
        for topic in topics:
            if len(topic) > LONGEST_TOPIC or not topical(topic):
                said = topic[:LONGEST_TOPIC]
                yield "topics", f'the topic "{said}" says nothing of a matter: use words that stand in few proposals'


def _language_faults(languages: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    if not isinstance(languages, list) or not all(isinstance(code, str) for code in languages):
        yield "languages", 'languages is a list of codes: languages = ["en", "de"]'
        return
    for code in languages:
        if base_code(code) not in LANGUAGES:
            yield "languages", f'unknown language "{code}"; {did_you_mean(code, LANGUAGES)}'
