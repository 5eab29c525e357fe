"""A story from beginning to end: the draft is written, a client is started, and the person does what they do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from tests.end_to_end.stage import Stage
from tests.real_clients.client import MailClient
from tests.real_clients.copies import Copy, copies, token_of
from tests.real_clients.play import Row, play, prepare, workday
from tests.real_clients.sink import Sink, sink
from tests.real_clients.stories import Step


def perform(client: str, steps: tuple[Step, ...], stage: Stage, files: Path) -> Iterator[tuple[Row, Copy]]:
    """Play a story on an empty mailbox: yields what was found after each step, and the draft as mailfollow wrote it."""
    stage.now = workday()
    draft = prepare(stage)
    with sink() as posted, started(client, stage, posted.port) as person:
        try:
            for row in play(person, steps, stage, draft, files):
                yield replace(row, wrong=(*row.wrong, *_misdirected(row, posted))), draft
        except Exception as fault:  # noqa: BLE001 - a client may fail in any way; the other stories go on
            yield _failed(repr(fault), person, copies(stage.login, token_of(draft.message)), files), draft


def started(client: str, stage: Stage, smtp_port: int) -> AbstractContextManager[MailClient]:
    """Start a client; what drives it is imported only now, for it may be there for one of them alone."""
    if client == "thunderbird":
        from tests.real_clients.thunderbird import thunderbird

        return thunderbird(stage.login, smtp_port)
    from tests.real_clients.roundcube import roundcube

    return roundcube(stage.login, smtp_port)


def _failed(fault: str, person: MailClient, found: tuple[Copy, ...], files: Path) -> Row:
    picture = files.with_name(f"{files.name}-failed.png")
    picture.write_bytes(person.picture())
    return Row("failed", found, False, "", "", picture.name, (fault,))


def _misdirected(row: Row, posted: Sink) -> list[str]:
    """Say so if anything but the draft, once it lies in Sent, was sent, or to anybody but the prospect."""
    sent = [copy.data for copy in row.copies if copy.folder == "Sent"]
    expected = [(["jane@acme.example"], data) for data in sent]
    return [] if posted.posted == expected else [f"sent was: {posted.posted}"]
