"""The text with which a new template begins: complete, commented, without a fault, and not in use yet."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from mailfollow.model import Template

NOT_YET = (99,)
"""The touches of a template that is not in use yet: the 99th follow-up never comes."""

NEEDS = {
    "waiting": ("proposal.topic",),
    "after-holidays": ("proposal.topic",),
    "promised": ("promise.on",),
    "asked-to-wait": ("their_date",),
    "expiring": ("proposal.valid_until",),
    "lapsed": ("proposal.valid_until",),
    "closing": ("proposal.topic",),
    "several": ("proposal.topic", "others"),
    "declined": (),
}
"""The situations, and the facts that a starter for each cannot do without."""

ENDS = frozenset({"closing", "declined"})
"""The situations in which nothing is offered any more."""

_TOPIC = "{{ proposal.topic | quoted }}"
_LIST = f"\n\n- {_TOPIC}\n{{% for topic in others %}}\n- {{{{ topic | quoted }}}}\n{{% endfor %}}"


def starter(language: str, angle: str, when: str) -> str:
    """Return a new template's file: in that language, for that situation."""
    words = _words()[language]
    end = "_end" if when in ENDS else ""
    opening = words[when].replace("TOPIC", _TOPIC) + (_LIST if when == "several" else "")
    body = f"""\
{{# Remarks like this one never reach the reader. #}}
{{{{ greeting }}}}

{{# Begin with what the reader gets out of it: an answer, a smaller step, a list to decide by. #}}
{opening} {words[f"value{end}"]}

{{# One question, easy to answer from a phone. #}}
{words[f"ask{end}"]}

{{{{ sign_off }}}}
""".replace("{% endfor %} ", "{% endfor %}\n\n")
    return front_matter(angle, [when], NEEDS[when]) + body


def copied(template: Template, angle: str, when: Sequence[str]) -> str:
    """Return a new template's file that begins with another one's text; `when` are its situations."""
    return front_matter(angle, when, template.needs, template.resource, template.touches) + template.body


def front_matter(
    angle: str, when: Sequence[str], needs: Sequence[str], resource: str | None = None, touches: Sequence[int] = ()
) -> str:
    """Return the lines before the text, with a remark on each; `touches` are those that it might have."""
    offered = f'# The kind of resource it offers.\nresource = "{resource}"\n' if resource else ""
    return f"""\
+++
# The kind of value it gives: nobody gets the same angle twice.
angle = "{angle}"
# Which follow-ups it fits, 1 for the first, such as {_list(touches or (2, 3))}. The 99th never comes: nothing is
# drafted with this text before you change the line, or delete it so that it fits any.
touches = {_list(NOT_YET)}
# The situation it is for; templates/README.md lists them.
when = {_list(when)}
# Facts it cannot do without: where one is unknown, it is not chosen.
needs = {_list(needs)}
{offered}+++
"""


def _list(items: Iterable[object]) -> str:
    return json.dumps(list(items), ensure_ascii=False)  # a list of texts or numbers is the same in TOML


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "assets" / "starters.toml").read_text("utf-8"))
