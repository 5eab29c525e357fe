"""How fast a replay is: `python -m tests.benchmarks.replay`. An mbox looked through, understood, its days gone by.

The mbox is made up: of a thousand messages about five are proposals, a quarter are other mail by the same person, many
are newsletters, and every tenth has an attachment, so that 100,000 of them have about 1 GB. The floor is reading the
file once.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from mailfollow import clock
from mailfollow.library import load_lexicon, load_templates
from mailfollow.mailbox.export import Span
from mailfollow.replay.run import Request, replay
from mailfollow.replay.settings import settings
from tests.replay.letters import ME, NAMED, START, Letter, answer, mbox, proposal

YEARS = 5
LINE = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\n"
ATTACHED = f"""
--=_part
Content-Type: application/pdf; name="plan.pdf"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="plan.pdf"

{LINE * 1_200}
--=_part--
"""
"""An attachment of about 90 kB, as it stands in a message."""

MESSAGE = """\
From {key}@xxx {stamp}
Received: from mx.firm.example (mx.firm.example [192.0.2.7])
\tby mail.hale-studio.example (Postfix) with ESMTPS id {key}; {date}
Authentication-Results: mail.hale-studio.example; dkim=pass header.d=firm.example; dmarc=pass
Message-ID: <{key}@mail.example>
{more}From: {sender}
To: {to}
Subject: Item {key}
Date: {date}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_part"

--=_part
Content-Type: text/plain; charset=utf-8

Hello,

{body}

Best regards
{attached}
"""

SENTENCES = (
    "the numbers for the second quarter are in the shared folder, have a look when you find the time.",
    "could we move our meeting to the afternoon? The morning has filled up in the meantime.",
    "the printer on the third floor is broken again, somebody will come on Thursday.",
    "thank you for your help with the drawings; the architect was happy with them.",
    "I have attached the photographs of the site, the ones at the end are the most interesting.",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    count = parser.parse_args().messages
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.mbox"
        with path.open("wb") as file:
            file.writelines(_letters(count))
        floor = _floor(path)
        with get_context("spawn").Pool(1) as pool:  # so that the peak memory is that of the replay alone
            spent, peak, phases, proposals = pool.apply(_replayed, (path,))
        size = path.stat().st_size / 1e6
    print(f"mbox of {count:7,} messages, {size:,.0f} MB, read once   {floor:8.2f} s   1.00 x")
    print(
        f"whole replay, {proposals:,} proposals                  {spent:8.2f} s {spent / floor:6.2f} x "
        f"{count / spent:9,.0f} a second, peak memory {peak:,} MiB"
    )
    for phase, seconds in phases.items():
        print(f"    {phase:<34} {seconds:8.2f} s {seconds / spent:6.0%}")


def _floor(path: Path) -> float:
    start = perf_counter()
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass
    return perf_counter() - start


def _replayed(path: Path) -> tuple[float, int, dict[str, float], int]:
    """Return seconds, peak memory (MiB), the seconds of each phase by what it says of itself, and the proposals."""
    config = settings(None, [ME])
    library, lexicon = load_templates(), load_lexicon()
    phases: dict[str, float] = {}
    last = start = perf_counter()

    def watch(what: str, _done: int, _total: int | None) -> None:
        nonlocal last
        now = perf_counter()
        phases[what] = phases.get(what, 0.0) + now - last
        last = now

    span = Span(START - timedelta(days=1), clock.now() + timedelta(days=365 * YEARS))
    found = replay(Request([path], span), config, library, lexicon, watch)
    spent = perf_counter() - start
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, phases, len(found.stories)


def _letters(count: int) -> Iterator[bytes]:
    """Yield made-up mail as it stands in an mbox, the same each time."""
    chance = Random(1)
    waiting: list[Letter] = []
    for number in range(count):
        day = number * YEARS * 365 / count
        if waiting and waiting[0].day <= day:
            yield mbox([waiting.pop(0)])
        elif chance.random() < 0.005:
            language = chance.choice(("en", "de", "fr"))
            offer = proposal(f"p{number}", day, _person(number), f"work package {number}", language)
            if chance.random() < 0.7:
                waiting.append(answer(offer, day + chance.randint(1, 20), f"Hi Robin,\n\n{chance.choice(SENTENCES)}\n"))
                waiting.sort(key=lambda letter: letter.day)
            yield mbox([offer])
        else:
            yield _ordinary(number, START + timedelta(days=day), chance).encode()


def _ordinary(number: int, at: datetime, chance: Random) -> str:
    mine, news = chance.random() < 0.25, chance.random() < 0.35
    return MESSAGE.format(
        key=f"m{number}",
        stamp=f"{at:%a %b %d %H:%M:%S %Y}",
        date=format_datetime(at),
        sender=NAMED if mine else _person(number % 5_000),
        to=_person(number) if mine else NAMED,
        more="List-Unsubscribe: <https://news.example/out>\nPrecedence: bulk\n" if news and not mine else "",
        body="\n".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 20))),
        attached=ATTACHED if chance.random() < 0.1 else "--=_part--",
    )


def _person(number: int) -> str:
    return f"Person {number} <person{number}@firm{number}.example>"


if __name__ == "__main__":
    main()
