"""Which folder is for what, from lists of folders as servers and clients in many languages make them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from mailfollow.errors import ConfigError
from mailfollow.mailbox.folders import Listed, other_drafts, resolve
from mailfollow.model import Account, Role


def plain(*names: str) -> list[Listed]:
    """Return a list of folders without any mark."""
    return [Listed(name) for name in names]


def roles(listing: Iterable[Listed], *foreign: str, **settings: Any) -> dict[str, list[str]]:
    """Return the names per role, in order."""
    found: dict[str, list[str]] = {}
    for folder in resolve(list(listing), Account("work", **settings), foreign):
        found.setdefault(folder.role.value, []).append(folder.name)
    return found


@pytest.mark.parametrize(
    ("sent", "drafts", "trash"),
    [
        ("Sent", "Drafts", "Trash"),
        ("Sent Items", "Drafts", "Deleted Items"),
        ("Sent Messages", "Drafts", "Deleted Messages"),
        ("Gesendet", "Entwürfe", "Papierkorb"),
        ("Gesendete Elemente", "Entwürfe", "Gelöschte Elemente"),
        ("Envoyés", "Brouillons", "Corbeille"),
        ("Éléments envoyés", "Brouillons", "Éléments supprimés"),
        ("Enviados", "Borradores", "Papelera"),
        ("Elementos enviados", "Borradores", "Elementos eliminados"),
        ("Posta inviata", "Bozze", "Cestino"),
        ("Verzonden items", "Concepten", "Verwijderde items"),
        ("Itens enviados", "Rascunhos", "Lixeira"),
        ("Skickat", "Utkast", "Papperskorgen"),
        ("Sendt post", "Kladder", "Slettet post"),
        ("Lähetetyt", "Luonnokset", "Roskakori"),
        ("Wysłane", "Kopie robocze", "Kosz"),
        ("Odeslaná pošta", "Koncepty", "Koš"),
        ("Отправленные", "Черновики", "Корзина"),
        ("已发送", "草稿", "已删除"),
        ("送信済み", "下書き", "ごみ箱"),
    ],
)
def test_folders_are_recognised_by_their_names_in_many_languages(sent: str, drafts: str, trash: str) -> None:
    """Scenario 17."""
    found = roles(plain("INBOX", "Projects", drafts, sent, trash))
    assert found == {"sent": [sent], "watch": ["INBOX", "Projects"], "drafts": [drafts], "trash": [trash]}


@pytest.mark.parametrize("separator", [".", "/", "\\"])
def test_a_prefix_and_another_separator_change_nothing(separator: str) -> None:
    """Scenario 106."""
    sent, drafts, deep = (f"INBOX{separator}{name}" for name in ("Sent", "drafts", f"Sent{separator}2023"))
    found = roles(plain("INBOX", drafts, sent, deep))
    assert (found["sent"], found["drafts"], found["watch"]) == ([sent], [drafts], ["INBOX", deep])


def test_what_the_server_says_comes_before_names_in_any_case() -> None:
    """Cyrus writes the marks in lower case; LIST has them in lower case here."""
    listing = [
        *plain("INBOX"),
        Listed("Ausgang", frozenset({"\\sent", "\\hasnochildren"})),
        Listed("Notizen", frozenset({"\\drafts"})),
        *plain("Drafts"),
    ]
    found = roles(listing)
    assert (found["sent"], found["drafts"], found["watch"]) == (["Ausgang"], ["Notizen"], ["INBOX"])
    assert other_drafts(listing, resolve(listing, Account("work"))) == ("Drafts",)


def test_several_sent_folders_are_all_read() -> None:
    """Dovecot's example configuration marks two; a phone in another language makes its own."""
    marked = frozenset({"\\sent"})
    listing = [*plain("INBOX", "Drafts", "Gesendet"), Listed("Sent Messages", marked), Listed("Sent", marked)]
    assert roles(listing)["sent"] == ["Sent Messages", "Sent", "Gesendet"]
    assert roles(listing, sent="Gesendet")["sent"] == ["Gesendet"]


def test_at_gmail_three_folders_hold_every_answer() -> None:
    """Scenario 112. All Mail, the inbox and Spam; labels would only repeat them."""
    gmail = {"All Mail": "\\all", "Drafts": "\\drafts", "Important": "\\important", "Sent Mail": "\\sent"}
    gmail |= {"Spam": "\\junk", "Starred": "\\flagged", "Trash": "\\trash"}
    listing = [Listed(f"[Gmail]/{name}", frozenset({mark})) for name, mark in gmail.items()]
    listing += [Listed("[Gmail]", frozenset({"\\noselect"})), *plain("INBOX", "Customers")]
    assert roles(listing) == {
        "sent": ["[Gmail]/Sent Mail"],
        "watch": ["INBOX", "[Gmail]/All Mail", "[Gmail]/Spam"],
        "drafts": ["[Gmail]/Drafts"],
        "trash": ["[Gmail]/Trash"],
    }


@pytest.mark.parametrize("watch", [("Sent",), ("Drafts", "Trash", "sent"), ()])
def test_where_answers_could_arrive_nowhere_is_a_mistake(watch: tuple[str, ...]) -> None:
    """Else everybody's silence would count as no answer."""
    with pytest.raises(ConfigError, match="no folder in which answers could arrive: name your inbox under `watch`"):
        resolve(plain("INBOX", "Sent", "Drafts", "Trash"), Account("work", watch=watch))


def test_folders_that_hold_no_answers_are_not_watched() -> None:
    """Templates, the outbox, a second folder for drafts, and views that only repeat others."""
    listing = plain("INBOX", "Sent", "Drafts", "Templates", "Outbox", "Vorlagen", "Entwürfe", "Archive", "Spam")
    listing += [Listed("Starred", frozenset({"\\flagged"})), Listed("Parent", frozenset({"\\noselect"}))]
    assert roles(listing)["watch"] == ["INBOX", "Archive", "Spam"]


def test_a_folder_deeper_down_is_not_the_sent_folder() -> None:
    """A wrong guess is worse than none."""
    with pytest.raises(ConfigError, match="clearly Sent"):
        resolve(plain("INBOX", "Clients/Sent", "Drafts"), Account("work"))


def test_other_peoples_folders_are_read_only_where_the_settings_say_so() -> None:
    """A colleague's Sent folder is not ours."""
    listing = [
        *plain("INBOX", "Drafts", "shared/sales"),
        Listed("user/bob/Sent", frozenset({"\\sent"})),
        Listed("Sent"),
    ]
    assert roles(listing, "user/", "shared/") == {"sent": ["Sent"], "watch": ["INBOX"], "drafts": ["Drafts"]}
    assert roles(listing, "user/", "shared/", watch=("inbox", "shared/sales"))["watch"] == ["INBOX", "shared/sales"]


def test_all_missing_folders_are_named_at_once() -> None:
    """Scenario 17. One sentence each, with the setting and what is there."""
    with pytest.raises(ConfigError) as caught:
        resolve(plain("INBOX", "Stuff"), Account("work", trash="Bin", watch=("INBOX", "Clients")))
    seen = "; set `{}` in its settings to one of the folders seen: “INBOX”, “Stuff”."
    assert caught.value.problems == (
        "Account “work” has no folder that is clearly Sent" + seen.format("sent"),
        "Account “work” has no folder that is clearly Drafts" + seen.format("drafts"),
        "Account “work” has no folder “Bin”" + seen.format("trash"),
        "Account “work” has no folder “Clients”" + seen.format("watch"),
    )


def test_a_folder_has_one_role() -> None:
    """Where the settings name Sent among the watched ones, it is Sent."""
    found = roles(plain("INBOX", "Sent", "Drafts"), watch=("INBOX", "Sent", "INBOX", "Drafts"))
    assert found == {"sent": ["Sent"], "watch": ["INBOX"], "drafts": ["Drafts"]}


def test_without_trash_there_is_no_such_role() -> None:
    """It is needed only to see that a draft was thrown away."""
    folders = resolve(plain("INBOX", "Sent", "Drafts"), Account("work"))
    assert Role.TRASH not in {folder.role for folder in folders}
