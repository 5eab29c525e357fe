"""On which line of a TOML file a key stands."""

from __future__ import annotations

import tomllib

import pytest

from mailfollow.config.lines import key_lines, line_of

TEXT = '''\
# [not.a.table] not = "a key"
[me]
name = "Anna = [x] # no comment"
signature = """
Anna
[account.fake]
host = "inside a text"
""\\"quoted"""
addresses = [
  "a@x.example", # ] = "
  "b@x.example",
]

[account."my work"]
host='[imap]'  # host = 1
folders = { sent = "Sent", watch = ["A", "B"] }
a.b.c = 1
"quoted key" = \'\'\'
x = 1
\'\'\'
last = 2026-12-24
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("me",), 2),
        (("me", "name"), 3),
        (("me", "signature"), 4),
        (("me", "addresses"), 9),
        (("account", "my work"), 14),
        (("account", "my work", "host"), 15),
        (("account", "my work", "folders", "watch"), 16),
        (("account", "my work", "a", "b", "c"), 17),
        (("account", "my work", "quoted key"), 18),
        (("account", "my work", "last"), 21),
        (("account", "my work", "missing"), 14),
        (("nowhere",), 1),
    ],
)
def test_a_key_has_its_line_and_what_is_missing_that_of_its_table(path: tuple[str, ...], line: int) -> None:
    assert line_of(path, key_lines(TEXT)) == line


def test_what_stands_in_texts_and_comments_is_no_key() -> None:
    assert tomllib.loads(TEXT)["me"].keys() == {"name", "signature", "addresses"}
    assert {path[1] for path in key_lines(TEXT) if path[0] == "me" and len(path) > 1} == {
        "name",
        "signature",
        "addresses",
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "a = 1"])
def test_small_files_have_lines_as_well(text: str) -> None:
    assert set(key_lines(text).values()) <= {1}
