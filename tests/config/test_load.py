"""Loading a configuration: the values it makes, and every mistake told at once with its line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailfollow import config
from mailfollow.config import Config
from mailfollow.errors import ConfigError
from mailfollow.model import Account

SECRET = "hunter2-canary"

ME = """\
[me]
addresses = ["Robin@Studio.example", "robin@gmail.com", "r@mail.studio.co.uk"]
timezone = "Europe/Berlin"
"""
WORK = """\
[account.work]
host = "imap.studio.example"
user = "robin"
password_command = ["pass", "mail"]
"""

LOCAL = '[account.local]\nkind = "maildir"\npath = "~/Mail"\n'


def load(tmp_path: Path, text: str, mode: int = 0o600) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return config.load(path)


def problems(tmp_path: Path, text: str, mode: int = 0o600) -> list[str]:
    """Return the sentences, without the path in front: "line: sentence"."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, mode)
    assert caught.value.exit_code == 78
    assert all(problem.startswith(f"{tmp_path / 'config.toml'}:") for problem in caught.value.problems)
    return [problem.removeprefix(f"{tmp_path / 'config.toml'}:") for problem in caught.value.problems]


def test_a_short_configuration_is_enough(tmp_path: Path) -> None:
    loaded = load(tmp_path, ME + WORK)

    assert loaded.accounts == (
        Account("work", host="imap.studio.example", user="robin", password_command=("pass", "mail")),
    )
    assert loaded.zone == ZoneInfo("Europe/Berlin")
    assert loaded.source == tmp_path / "config.toml"


def test_everybody_at_my_domains_is_a_colleague_but_not_at_a_mail_provider(tmp_path: Path) -> None:
    """Scenarios 35 and 44."""
    loaded = load(
        tmp_path, ME + WORK + '[detect]\ncolleagues = ["Partner.example"]\nauthserv_id = "mx.studio.example"\n'
    )

    assert loaded.me.addresses == ("robin@studio.example", "robin@gmail.com", "r@mail.studio.co.uk")
    assert loaded.me.domains == {"studio.example", "mail.studio.co.uk", "studio.co.uk", "partner.example"}
    assert loaded.me.authserv_id == "mx.studio.example"


def test_every_value_arrives_where_it_belongs(tmp_path: Path) -> None:
    text = """\
[cadence]
waits = [1, 2]
hours = [9, 17]
holidays = [2026-12-25, "2026-12-26"]
away = [[2026-08-03, 2026-08-21]]
[detect]
threshold = 2
[draft]
fallback = true
[run]
poll = 15
[account.work.folders]
sent = "Gesendet"
watch = ["INBOX", "Kunden/Ängebote"]
"""
    loaded = load(tmp_path, ME + WORK + text)

    assert (loaded.cadence.waits, loaded.cadence.hours) == ((1, 2), (9, 17))
    assert loaded.cadence.holidays == (date(2026, 12, 25), date(2026, 12, 26))
    assert loaded.cadence.away == ((date(2026, 8, 3), date(2026, 8, 21)),)
    assert loaded.calendar.holidays == frozenset(loaded.cadence.holidays)
    assert loaded.calendar.zone == loaded.zone
    assert (loaded.detect.threshold, loaded.drafts.fallback, loaded.poll) == (2.0, True, 15)
    assert (loaded.accounts[0].sent, loaded.accounts[0].drafts) == ("Gesendet", None)
    assert loaded.accounts[0].watch == ("INBOX", "Kunden/Ängebote")


def test_a_local_maildir_needs_nothing_but_its_path(tmp_path: Path) -> None:
    loaded = load(tmp_path, ME + '[account.local]\nkind = "maildir"\npath = "Mail"\n')

    assert loaded.accounts == (Account("local", "maildir", path=str(tmp_path / "Mail")),)


def test_several_accounts_keep_their_order(tmp_path: Path) -> None:
    loaded = load(tmp_path, ME + WORK.replace("work", "zeta") + WORK.replace("work", "alpha").replace("robin", "r"))

    assert [account.name for account in loaded.accounts] == ["zeta", "alpha"]


@pytest.mark.parametrize(("security", "port"), [("tls", 993), ("starttls", 143)])
def test_the_port_follows_from_the_security(tmp_path: Path, security: str, port: int) -> None:
    assert load(tmp_path, f'{ME}{WORK}security = "{security}"\n').accounts[0].port == port


def test_a_port_that_is_given_counts(tmp_path: Path) -> None:
    assert load(tmp_path, f'{ME}{WORK}security = "starttls"\nport = 1143\n').accounts[0].port == 1143


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])
def test_this_machine_may_be_reached_without_encryption(tmp_path: Path, host: str) -> None:
    text = WORK.replace("imap.studio.example", host) + 'security = "none"\n'

    assert load(tmp_path, ME + text).accounts[0].security == "none"


@pytest.mark.parametrize("host", ["imap.studio.example", "128.0.0.1", "127.evil.example", "localhost.evil.example"])
def test_no_other_machine_may_be_reached_without_encryption(tmp_path: Path, host: str) -> None:
    """Promise 23."""
    text = WORK.replace("imap.studio.example", host) + 'security = "none"\n'

    (problem,) = problems(tmp_path, ME + text)
    assert problem.startswith("8: [account.work] security")


def test_a_password_may_stand_in_a_file_that_nobody_else_can_read(tmp_path: Path) -> None:
    text = ME + WORK.replace('password_command = ["pass", "mail"]', f'password = " {SECRET} "')

    assert load(tmp_path, text).accounts[0].password == f" {SECRET} "


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_password_in_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """Promise 22."""
    text = ME + WORK.replace('password_command = ["pass", "mail"]', f'password = "{SECRET}"')

    (problem,) = problems(tmp_path, text, mode)
    assert problem.startswith("7: [account.work] password")
    assert "chmod 600" in problem


def test_a_file_without_a_password_may_be_read_by_others(tmp_path: Path) -> None:
    assert load(tmp_path, ME + WORK, 0o644).accounts


@pytest.mark.parametrize(
    "line",
    [
        f'pasword = "{SECRET}"',
        f'password = ["{SECRET}"]',
        f'password_command = "echo {SECRET}"',
        f'token_command = ["echo", ["{SECRET}"]]',
        f'port = "{SECRET}"',
        f'kind = "{SECRET}"',
        f'host = "{SECRET}@imap.studio.example"',
        f'security = "{SECRET}"',
        f'password = "{SECRET}',
        f"password = {SECRET}",
        f'{{ password = "{SECRET}" }}',
        f'timezone = "{SECRET}"',
    ],
)
def test_a_secret_that_slipped_into_the_wrong_place_is_never_printed(tmp_path: Path, line: str) -> None:
    """Promise 22: secrets stay secret, also in an error."""
    table = "[me]\naddresses = []\n" if line.startswith("timezone") else "[account.work]\n"

    assert SECRET not in str(problems(tmp_path, f"{table}{line}\n", 0o644))


def test_a_password_does_not_show_when_an_account_is_printed(tmp_path: Path) -> None:
    text = ME + WORK.replace('password_command = ["pass", "mail"]', f'password = "{SECRET}"')

    assert SECRET not in repr(load(tmp_path, text))


# What is wrong, and where.


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
[me]
adresses = ["robin@studio.example"]
timezone = "Europe/Berln"

[cadence]
waits = [3, "five"]
daily = 3

[account.work]
host = "imap.studio.example"
port = 70000

[drafts]
words = 100
"""
    assert problems(tmp_path, text) == [
        "1: [me] addresses is missing: All your addresses, aliases as well; the first is the one to write from.",
        "2: [me] has no key 'adresses'; did you mean 'addresses'?",
        "3: [me] timezone must be a time zone such as Europe/Berlin; did you mean Europe/Berlin?",
        "6: [cadence] waits must be a list of whole numbers; entry 2 must be a whole number from 1 to 250.",
        "7: [cadence] has no key 'daily'; it belongs to [draft].",
        "9: [account.work] needs one of password_command, token_command, password; it has none.",
        "9: [account.work] needs user.",
        "11: [account.work] port must be a whole number from 1 to 65535.",
        "13: There is no table [drafts]; did you mean 'draft'?",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('kind = "pop3"', 'must be one of "imap", "maildir"'),
        ("port = 0", "from 1 to 65535"),
        ("port = true", "from 1 to 65535"),
        ('host = "imaps://imap.studio.example"', "host name alone"),
        ('host = "imap.studio.example:993"', "host name alone"),
        ('user = ""', "text in quotes, and not empty"),
        ("password_command = []", "with at least one"),
        ("timeout = 0", "from 1 to 600"),
        ("timeout = nan", "from 1 to 600"),
        ("deadline = inf", "from 10 to 7200"),
        ("folders = 3", "must be a table"),
        ('folders = { sent = "" }', "[account.work.folders] sent must be text"),
        ('folders = { watch = "INBOX" }', "must be a list of folder names"),
        ('folders = { inbox = "INBOX" }', "has no key 'inbox'"),
        ('path = "~nobody-of-that-name/Mail"', "does not exist"),
        ('folder = "x"', "did you mean 'folders'?"),
    ],
)
def test_a_mistake_in_an_account_is_told(tmp_path: Path, line: str, told: str) -> None:
    key = line.partition(" ")[0]
    rest = "".join(one for one in WORK.splitlines(keepends=True) if not one.startswith(f"{key} "))

    assert told in "\n".join(problems(tmp_path, ME + rest + line + "\n"))


@pytest.mark.parametrize(
    ("table", "line", "told"),
    [
        ("me", 'addresses = ["Robin <robin@studio.example>"]', "entry 1 must be a bare mail address"),
        ("me", "addresses = []", "with at least one"),
        ("me", 'addresses = ["robin"]', "must be a bare mail address"),
        ("me", 'addresses = ["robin@localhost"]', "must be a bare mail address"),
        ("me", 'timezone = "Mars/Phobos"', "must be a time zone"),
        ("me", 'timezone = "Europe"', "must be a time zone"),
        ("me", 'timezone = "/etc/localtime"', "must be a time zone"),
        ("me", 'timezone = "america/new york"', "did you mean America/New_York?"),
        ("cadence", "waits = []", "with at least one"),
        ("cadence", "hours = [17, 9]", "must be two hours, from and to"),
        ("cadence", "hours = [9, 25]", "from 0 to 24"),
        ("cadence", "holidays = [2026-12-25T00:00:00]", "entry 1 must be a day"),
        ("cadence", "away = [[2026-08-21, 2026-08-03]]", "must be the first and the last day"),
        ("cadence", "away = [2026-08-21, 2026-08-03]", "entry 1 must be a list of days"),
        ("detect", "lookback_days = 0", "from 1 to 3650"),
        ("detect", 'colleagues = ["robin@studio.example"]', "must be a domain"),
        ("draft", 'signature = "yes"', "must be true or false"),
        ("draft", 'language = "English"', "two letters"),
        ("paths", "state = 3", "must be text"),
        ("digest", 'account = "wrok"', "[digest] account names none of your accounts; did you mean 'work'?"),
        ("run", "poll = 0.5", "from 1 to 1440"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_it_must_be(
    tmp_path: Path, table: str, line: str, told: str
) -> None:
    given = ME if table != "me" else ""
    if table == "me" and not line.startswith("addresses"):
        line += '\naddresses = ["robin@studio.example"]'

    found = "\n".join(problems(tmp_path, f"{given}{WORK}[{table}]\n{line}\n"))

    assert f"[{table}] {line.partition(' ')[0]}" in found
    assert told in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ME, "1: No mailbox is configured"),
        (f"{ME}[account]\n", "4: No mailbox is configured"),
        (f'{ME}[account]\nhost = "imap.studio.example"\n', "4: An account needs a name"),
        (f"{ME}[[account]]\n", "4: An account needs a name"),
        (ME + WORK.replace("account.work", "account.'my work'"), "4: The name of an account may have"),
        (f"cadence = 3\n{ME}{WORK}", "1: cadence must be a table"),
        (f'{ME}{WORK}token_command = ["x"]\n', "it has password_command and token_command"),
        (f'{ME}[account.x]\nkind = "maildir"\n', "4: [account.x] needs path"),
        (f'{ME}[account.x]\nkind = "maildir"\npath = "x"\nhost = "y"\n', "7: [account.x] host has no meaning for"),
        (ME + WORK + WORK.replace("work", "more"), "8: [account.more] is the mailbox of [account.work] once more"),
        (
            f"{ME}{LOCAL}{LOCAL.replace('local', 'more')}",
            "7: [account.more] is the mailbox of [account.local] once more",
        ),
        (f'{ME}{WORK}path = "x"\n', '8: [account.work] path has no meaning for kind = "imap"'),
    ],
)
def test_what_does_not_fit_together_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert any(told in problem for problem in problems(tmp_path, text))


def test_a_wrong_value_is_not_called_missing_as_well(tmp_path: Path) -> None:
    text = ME + WORK.replace('"imap.studio.example"', "3").replace('["pass", "mail"]', '"pass mail"')

    assert [problem.partition(" must")[0] for problem in problems(tmp_path, text)] == [
        "5: [account.work] host",
        "7: [account.work] password_command",
    ]


# The file itself.


def test_a_missing_file_says_where_it_was_looked_for_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml: copy config\.example\.toml there"):
        config.load(tmp_path / "config.toml")


def test_a_file_that_is_a_directory_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"), [("[me\n", 1), ('[me]\nname = "A\n', 2), ("[me]\n\nname = [1,\n", 4), ("a = 1\na = 2\n", 2)]
)
def test_text_that_is_not_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (problem,) = problems(tmp_path, text)

    assert problem.startswith(f"{line}: This is not TOML: ")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('[me]\nname = "Jörg"\n'.encode("latin-1"))

    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff" + ME + WORK).accounts


def test_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes((ME + WORK + "[cadense]\n").replace("\n", "\r\n").encode())

    with pytest.raises(ConfigError, match="toml:8: There is no table"):
        config.load(path)


# Where things lie.


def test_the_persons_texts_lie_beside_the_file(tmp_path: Path) -> None:
    paths = load(tmp_path, ME + WORK).paths

    assert paths.templates == tmp_path / "templates"
    assert paths.resources == tmp_path / "resources"
    assert paths.phrases == tmp_path / "phrases"


def test_paths_may_be_absolute_relative_or_in_the_home_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    text = '[paths]\nstate = "~/state"\ntemplates = "mine"\nresources = "/srv/resources"\n'
    paths = load(tmp_path, ME + WORK + text).paths

    assert paths.state == tmp_path / "home" / "state"
    assert paths.templates == tmp_path / "mine"
    assert paths.resources == Path("/srv/resources")


def test_a_relative_name_of_the_file_makes_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(tmp_path, ME + WORK)
    monkeypatch.chdir(tmp_path)
    loaded = config.load(Path("config.toml"))

    assert loaded.source == tmp_path / "config.toml"
    assert loaded.paths.templates == tmp_path / "templates"


def test_the_usual_places_follow_the_rules_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    assert config.default_path() == tmp_path / "config" / "mailfollow" / "config.toml"
    assert load(tmp_path, ME + WORK).paths.state == tmp_path / "state" / "mailfollow"


def test_the_usual_places_are_those_of_the_readme_on_macos_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    assert config.default_path() == tmp_path / ".config" / "mailfollow" / "config.toml"
    assert load(tmp_path, ME + WORK).paths.state == tmp_path / ".local" / "state" / "mailfollow"


def test_loading_changes_nothing_on_disk(tmp_path: Path) -> None:
    load(tmp_path, ME + WORK)

    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]
