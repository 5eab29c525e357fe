"""An export as a mailbox: what counts as sent, what is left out, and that nothing can be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailfollow.errors import CannotWrite, DataError
from mailfollow.mailbox.export import ExportMailbox, Span, Survey, survey
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Me, Role
from tests.replay.letters import ME, NAMED, START, Letter, maildir, mbox

ALWAYS = Span(datetime(1990, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
OURS = Letter("ours", 1, NAMED, "Jane <jane@mill.example>", "Plan", "Hi Jane,\n")
THEIRS = Letter("theirs", 2, "Jane <jane@mill.example>", NAMED, "Re: Plan", "Hi Robin,\n")


def looked(path: Path, *letters: Letter | bytes, me: str = ME, span: Span = ALWAYS) -> Survey:
    """Return what is found in an mbox of `letters`, or in what lies at `path` already."""
    if letters:
        path.write_bytes(mbox(letters))
    return survey([path], Me(addresses=(me,)), span, lambda _done, _total: None)


def subjects(found: Survey) -> dict[str, list[str]]:
    """Return the subjects by folder, as the mailbox shows them."""
    mailbox = ExportMailbox("export", found)
    return {
        folder.role.value: [
            line.partition(b": ")[2].decode()
            for batch in mailbox.headers(folder.name, 1, None)
            for raw in batch
            for line in raw.data.splitlines()
            if line.startswith(b"Subject: ")
        ]
        for folder in mailbox.folders()
    }


def test_what_is_from_the_person_is_sent_and_everything_else_may_be_an_answer(tmp_path: Path) -> None:
    """Whatever folders the export had; plus tags are the same address."""
    tagged = replace(OURS, key="tag", day=3, sender="robin+offers@hale-studio.example", subject="Tagged")

    assert subjects(looked(tmp_path / "all", THEIRS, OURS, tagged)) == {
        "sent": ["Plan", "Tagged"],
        "watch": ["Re: Plan"],
        "drafts": [],
    }


@pytest.mark.parametrize(
    "header",
    [
        ("X-Gmail-Labels", "Important,Drafts"),
        ("X-Gmail-Labels", "=?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?="),
        ("X-Gmail-Labels", '"Brouillons"'),
        ("X-Mozilla-Draft-Info", "internal/draft; vcard=0; receipt=0"),
        ("X-Status", "T"),
    ],
)
def test_drafts_are_left_out(tmp_path: Path, header: tuple[str, str]) -> None:
    """They were not sent, whatever program says so in its own way."""
    found = looked(tmp_path / "all", OURS, replace(OURS, key="draft", headers=(header,)))

    assert len(found.sent) == 1
    assert found.left_out == {"draft": 1}


@pytest.mark.parametrize("header", [("X-Gmail-Labels", "Trash"), ("X-Mozilla-Status", "0009"), ("X-Status", "D")])
def test_what_was_thrown_away_counts_only_if_others_wrote_it(tmp_path: Path, header: tuple[str, str]) -> None:
    """An answer is an answer; what we threw away was perhaps never sent."""
    mine = replace(OURS, key="bin", headers=(header,))
    found = looked(tmp_path / "all", OURS, mine, replace(THEIRS, headers=(header,)))

    assert (len(found.sent), len(found.others)) == (1, 1)
    assert found.left_out == {"thrown away": 1}


def test_a_seen_message_of_thunderbirds_is_not_taken_for_deleted(tmp_path: Path) -> None:
    """The bits of X-Mozilla-Status are hexadecimal."""
    found = looked(tmp_path / "all", OURS, replace(OURS, key="b", headers=(("X-Mozilla-Status", "0011"),)))

    assert len(found.sent) == 2


def test_sent_labels_and_folders_show_an_address_that_was_not_named(tmp_path: Path) -> None:
    """Who writes from an alias need not name it, if the export says what was sent."""
    alias = replace(OURS, sender="Robin <hello@hale.example>", headers=(("X-Gmail-Labels", "Gesendet"),))
    (tmp_path / "Mail").mkdir()
    (tmp_path / "Mail" / "Sent.mbox").write_bytes(mbox([replace(OURS, key="b", sender="info@hale.example")]))
    (tmp_path / "Mail" / "All.mbox").write_bytes(mbox([alias, THEIRS, OURS]))

    assert len(looked(tmp_path / "Mail").sent) == 3


def test_a_maildir_of_any_layout_is_read_with_its_flags(tmp_path: Path) -> None:
    """Folders of drafts are left out, as is what has the flag of a draft."""
    maildir(tmp_path / "mail", [THEIRS])
    maildir(tmp_path / "mail", [OURS], ".INBOX.Sent")
    maildir(tmp_path / "mail", [replace(OURS, key="draft")], ".Drafts")
    maildir(tmp_path / "mail", [replace(OURS, key="flag")], "Archive/2026", flags="DS")
    maildir(tmp_path / "mail", [replace(THEIRS, key="more", subject="More")], "Archive/2026", flags="RS")
    found = looked(tmp_path / "mail")

    assert subjects(found) == {"sent": ["Plan"], "watch": ["Re: Plan", "More"], "drafts": []}
    assert found.left_out == {"draft": 2}


def test_a_directory_of_eml_files_mh_messages_and_mboxes_is_read(tmp_path: Path) -> None:
    """Whatever else lies there is left alone; a single .eml file may be named as well."""
    (tmp_path / "mail" / "deep").mkdir(parents=True)
    (tmp_path / "mail" / "deep" / "1.EML").write_bytes(OURS.bytes())
    (tmp_path / "mail" / "box").write_bytes(mbox([THEIRS]))
    (tmp_path / "mail" / "17").write_bytes(replace(THEIRS, key="mh", day=3, subject="MH").bytes())
    (tmp_path / "mail" / "deep" / "18.").write_bytes(replace(THEIRS, key="mh2", day=4, subject="Dot").bytes())
    (tmp_path / "mail" / "notes.json").write_text("{}")
    (tmp_path / "mail" / "empty").write_bytes(b"")

    assert subjects(looked(tmp_path / "mail")) == {
        "sent": ["Plan"],
        "watch": ["Re: Plan", "MH", "Dot"],
        "drafts": [],
    }
    assert len(looked(tmp_path / "mail" / "deep" / "1.EML").sent) == 1


def test_a_number_may_be_an_mbox_as_well(tmp_path: Path) -> None:
    """Thunderbird archives years so."""
    (tmp_path / "Archives.sbd").mkdir()
    (tmp_path / "Archives.sbd" / "2026").write_bytes(mbox([OURS, THEIRS], dated=False))

    assert subjects(looked(tmp_path)) == {"sent": ["Plan"], "watch": ["Re: Plan"], "drafts": []}


def test_the_inside_of_a_maildir_and_the_folder_one_is_in_may_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of the folders around say what was sent as they do otherwise."""
    alias = replace(OURS, sender="hello@hale.example")
    maildir(tmp_path, [alias], ".Sent")
    monkeypatch.chdir(tmp_path / ".Sent")

    for path in (tmp_path / ".Sent" / "cur", tmp_path / ".Sent", tmp_path, Path(), Path("cur")):
        assert subjects(looked(path))["sent"] == ["Plan"]


def test_messages_are_numbered_by_time(tmp_path: Path) -> None:
    """So that the order in the file makes no difference."""
    letters = [replace(OURS, key=f"k{n}", day=(7 * n) % 5, subject=f"S{(7 * n) % 5}") for n in range(5)]

    assert subjects(looked(tmp_path / "all", *letters))["sent"] == ["S0", "S1", "S2", "S3", "S4"]


def test_copies_and_broken_messages_are_counted(tmp_path: Path) -> None:
    """The same header block twice is one message; without sender and recipients it is none."""
    broken = b"From x@y.example Mon Jan 19 08:00:00 2026\nX-Nothing: at all\n\nWho am I?\n\n"
    found = looked(tmp_path / "all", OURS, OURS, broken)

    assert len(found.sent) == 1
    assert found.left_out == {"copy": 1, "broken": 1}


def test_only_the_time_asked_for_is_looked_at(tmp_path: Path) -> None:
    """By when a message was written."""
    letters = [replace(OURS, key=f"d{day}", day=day, subject=f"D{day}") for day in range(5)]
    span = Span(START + timedelta(days=1), START + timedelta(days=3))
    found = looked(tmp_path / "all", *letters, span=span)

    assert subjects(found)["sent"] == ["D1", "D2", "D3"]
    assert found.left_out == {"too old": 1, "too new": 1}


def test_a_date_in_the_future_is_corrected_by_when_the_message_was_delivered(tmp_path: Path) -> None:
    """As in a mailbox, where INTERNALDATE says so; here it is the topmost Received, or else the separator.

    Python's mailbox module and others put the moment of the export into the separators.
    """
    future = replace(THEIRS, day=3_000)
    stamp = b"From jane@mill.example Tue Jan  6 10:00:00 2026\n"
    data = stamp + mbox([future]).partition(b"\n")[2]
    received = b"From - \nReceived: from a by b; Tue, 6 Jan 2026 11:00:00 +0100\n" + future.bytes() + b"\n"
    written_now = received.replace(b"From - ", b"From MAILER-DAEMON Sun Nov 22 10:00:00 2026")
    for number, raw in enumerate((data, received, written_now)):
        found = looked(tmp_path / f"all{number}", OURS, raw)
        assert datetime.fromtimestamp(found.others[0].at, UTC) == datetime(2026, 1, 6, 10, tzinfo=UTC)


def test_bodies_are_cut_and_unescaped(tmp_path: Path) -> None:
    """The first bytes, without the separator; unknown UIDs are left out."""
    found = looked(tmp_path / "all", replace(OURS, body="From here on.\n" + "x" * 60_000))
    mailbox: Mailbox = ExportMailbox("export", found)
    (raw,) = mailbox.bodies("Sent", [2, 1, 9], 30_000)

    assert len(raw.data) == 30_000
    assert b"\n\nFrom here on." in raw.data
    assert raw.data.startswith(b"From: Robin Hale")
    assert mailbox.uids("Sent") == {1}
    assert mailbox.cursors()["Sent"].messages == 1
    mailbox.close()


def test_nothing_can_be_written(tmp_path: Path) -> None:
    """Neither a draft saved nor anything removed: both are errors."""
    mailbox = ExportMailbox("export", looked(tmp_path / "all", OURS))

    assert [folder.name for folder in mailbox.folders() if folder.role is Role.DRAFTS] == ["Drafts"]
    with pytest.raises(CannotWrite):
        mailbox.save_draft(b"", "", 1)
    with pytest.raises(CannotWrite):
        mailbox.withdraw(1, 1, b"")


def test_nothing_of_the_persons_is_told_with_who_writes_most(tmp_path: Path) -> None:
    """Most likely the address is another one."""
    others = [replace(THEIRS, key=f"t{n}") for n in range(3)]
    with pytest.raises(DataError, match=r"no message from me@else\.example among the 4 .* jane@mill\.example \(3\)"):
        looked(tmp_path / "all", *others, OURS, me="me@else.example")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("gone", None, "there is no such file or directory"),
        ("empty", b"", "it is empty"),
        ("text", b"Dear diary,\n", "it is not an mbox"),
        ("cut.eml", b"", "it is empty"),
        ("all.mbox.gz", b"\x1f\x8b\x08\x00", "it is compressed; unpack it with gunzip first"),
        ("takeout.zip", b"PK\x03\x04\x14", "it is an archive; unpack it first"),
        ("mail.pst", b"!BDN\x00", "it is an Outlook data file; turn it into an mbox with readpst"),
    ],
)
def test_what_is_no_export_is_told_in_a_sentence(tmp_path: Path, name: str, data: bytes | None, sentence: str) -> None:
    """With the path in it."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DataError, match=f"{name}: {sentence}"):
        looked(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 700), gone=st.integers(0, 60), instead=st.binary(max_size=40))
def test_any_damage_to_a_file_is_survived(tmp_path: Path, at: int, gone: int, instead: bytes) -> None:
    """Whatever is missing or stands there instead: what is left is read, or a sentence says what is wrong."""
    whole = mbox([OURS, THEIRS, OURS])
    (tmp_path / "all").write_bytes(whole[:at] + instead + whole[at + gone :])
    try:
        found = looked(tmp_path / "all")
    except DataError:
        return
    mailbox = ExportMailbox("export", found)
    for folder in ("Sent", "INBOX"):
        headers = [raw for batch in mailbox.headers(folder, 1, None) for raw in batch]
        bodies = list(mailbox.bodies(folder, sorted(mailbox.uids(folder))))
        assert len(headers) == len(bodies) == mailbox.cursors()[folder].messages


def test_a_directory_without_mail_is_told(tmp_path: Path) -> None:
    """Rather than found to have no proposals."""
    with pytest.raises(DataError, match="there is no mail in it"):
        looked(tmp_path)
