"""Thirty proposals of one winter with all that can become of them, and the other mail of these weeks.

`LETTERS` is all of it; `FATES` says what became of each proposal, by its key.
"""

from __future__ import annotations

from tests.replay.letters import ME, NAMED, Letter, answer, proposal

EN = {
    "mill": proposal("mill", 1, "Jane Mill <jane@mill.example>", "website relaunch"),
    "dock": proposal("dock", 2, "Omar Dock <omar@dock.example>", "warehouse labels"),
    "loom": proposal("loom", 3, "Tess Loom <tess@loom.example>", "spring catalogue"),
    "reef": proposal("reef", 7, "Noa Reef <noa@reef.example>", "harbour signs"),
    "moss": proposal("moss", 8, "Ivy Moss <ivy@moss.example>", "garden plan"),
    "lost": proposal("lost", 9, "Ben Lost <ben@lost.example>", "stock list"),
    "big1": proposal("big1", 14, "Ann Big <ann@big.example>", "office kitchen"),
    "big2": proposal("big2", 14.1, "Carl Big <carl@big.example>", "meeting rooms"),
    "old1": proposal("old1", 15, "Dan Olds <dan@olds.example>", "delivery vans"),
    "old2": proposal("old2", 28, "Dan Olds <dan@olds.example>", "delivery vans"),
    "pike": proposal("pike", 16, "Sue Pike <sue@pike.example>", "fishing calendar"),
    "hush": proposal("hush", 21, "Eli Hush <eli@hush.example>", "sound booth"),
    "calm": proposal("calm", 22, "Fay Calm <fay@calm.example>", "quiet room"),
    "glad": proposal("glad", 23, "Gus Glad <gus@glad.example>", "anniversary book"),
    "news": proposal("news", 56, "Hal New <hal@new.example>", "photo workshop"),
    "dale": proposal("dale", 24, "Kit Dale <kit@dale.example>", "trail map"),
}
DE = {
    "amt": proposal("amt", 2.2, "Herr Amt <p.amt@amt.example>", "die neue Ausstellung", "de"),
    "bau": proposal("bau", 4, "Frau Bau <l.bau@bau.example>", "den Messestand", "de"),
    "ofen": proposal("ofen", 8.3, "Herr Ofen <k.ofen@ofen.example>", "die Werkstatt", "de"),
    "tal": proposal("tal", 10, "Frau Tal <m.tal@tal.example>", "das Handbuch", "de"),
    "weg": proposal("weg", 11, "Herr Weg <j.weg@weg.example>", "die Beschilderung", "de"),
    "see": proposal("see", 17, "Frau See <a.see@see.example>", "den Bootssteg", "de"),
    "wald": proposal("wald", 18, "Herr Wald <f.wald@wald.example>", "den Lehrpfad", "de"),
    "neu": proposal("neu", 55, "Frau Neu <s.neu@neu.example>", "das Seminar", "de"),
}
FR = {
    "pont": proposal("pont", 3.1, "Luc Pont <luc@pont.example>", "la nouvelle vitrine", "fr"),
    "mur": proposal("mur", 9.2, "Zoe Mur <zoe@mur.example>", "la fresque", "fr"),
    "port": proposal("port", 10.2, "Max Port <max@port.example>", "le quai", "fr"),
    "lac": proposal("lac", 17.3, "Lea Lac <lea@lac.example>", "le ponton", "fr"),
    "bois": proposal("bois", 24.2, "Guy Bois <guy@bois.example>", "le parquet", "fr"),
    "pre": proposal("pre", 29, "Eve Pre <eve@pre.example>", "la clôture", "fr"),
}
PROPOSALS = EN | DE | FR


def _bounce(key: str, to: Letter) -> Letter:
    """Return what a mail server says of a mail that it could not deliver."""
    address = to.to.partition("<")[2].rstrip(">")
    report = (
        f"This is the mail system at host mx.hale-studio.example.\n\n<{address}>: host mx.example said: 550 5.1.1\n"
        f"    <{address}>: Recipient address rejected: User unknown\n\n"
        f"--=_dsn\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.hale-studio.example\n\nFinal-Recipient: rfc822; {address}\nAction: failed\n"
        f"Status: 5.1.1\n\n--=_dsn\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{to.key}@mail.example>\n"
        f"From: {NAMED}\nTo: {to.to}\nSubject: {to.subject}\n\n--=_dsn--\n"
    )
    return Letter(
        key,
        to.day + 0.01,
        "Mail Delivery System <MAILER-DAEMON@mx.hale-studio.example>",
        ME,
        "Undelivered Mail Returned to Sender",
        f"--=_dsn\nContent-Type: text/plain\n\n{report}",
        kind='multipart/report; report-type=delivery-status; boundary="=_dsn"',
    )


ANSWERS = (
    answer(EN["mill"], 4, "Hi Robin,\n\ncould you also do the online shop?\n\nJane\n"),
    answer(EN["dock"], 3, "Hello Robin,\n\nis delivery included?\n\nOmar\n", answers=None),  # ids were stripped
    answer(EN["loom"], 6, "Hello,\n\nthank you, but we have decided to go with another vendor.\n\nTess\n"),
    answer(
        EN["reef"],
        7.01,
        "I am out of the office until 19 January 2026 and will answer then.\n",
        key="away-reef",
        subject="Automatic reply: Proposal: harbour signs",
        headers=(("Auto-Submitted", "auto-replied"),),
    ),
    answer(EN["reef"], 16, "Hi Robin,\n\nback again. How long would it take?\n\nNoa\n"),
    answer(EN["moss"], 10, "Hi Robin,\n\nnot now, please get back to me in March.\n\nIvy\n"),
    _bounce("back-lost", EN["lost"]),
    Letter(
        "again-pike",
        24.3,
        NAMED,
        EN["pike"].to,
        f"Re: {EN['pike'].subject}",
        "Hi Sue,\n\nwould a smaller edition be easier? Shall I send you a sample?\n\nRobin\n",
        answers="pike",
    ),
    answer(EN["pike"], 27, "Hi Robin,\n\nyes, please send one. Which paper is it?\n\nSue\n", answers="again-pike"),
    answer(EN["glad"], 25, "Hi Robin,\n\nwe accept your proposal, let's go ahead.\n\nGus\n"),
    answer(
        EN["dale"],
        24.2,
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1@dale.example\nATTENDEE;PARTSTAT=ACCEPTED:MAILTO:kit@dale.example\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        key="cal-dale",
        subject="Accepted: Trail map walk",
        kind="text/calendar; charset=utf-8; method=REPLY",
    ),
    answer(DE["amt"], 5, "Guten Tag Herr Hale,\n\nkönnen Sie auch die Tafeln liefern?\n\nP. Amt\n"),
    answer(
        DE["bau"],
        7,
        "Guten Tag,\n\nich habe eine Frage zum Angebot: ist der Aufbau enthalten?\n\nT. Kran\n",
        sender="Tim Kran <t.kran@bau.example>",
    ),
    answer(
        DE["ofen"],
        11,
        "Guten Tag,\n\nvielen Dank, aber wir haben uns für einen anderen Anbieter entschieden.\n\nK. Ofen\n",
    ),
    answer(
        DE["tal"],
        10.01,
        "Ich bin bis zum 30.01.2026 nicht im Büro.\n",
        key="away-tal",
        subject="Automatische Antwort: Angebot: das Handbuch",
        headers=(("Auto-Submitted", "auto-replied"),),
    ),
    _bounce("back-weg", DE["weg"]),
    answer(FR["pont"], 7, "Bonjour Robin,\n\npouvez-vous aussi fournir l'éclairage ?\n\nLuc\n"),
    answer(FR["mur"], 12, "Bonjour,\n\nmerci, mais nous avons choisi un autre prestataire.\n\nZoé\n"),
    answer(FR["port"], 13, "Bonjour Robin,\n\npas maintenant, revenez vers nous en mars.\n\nMax\n"),
    answer(
        FR["bois"],
        26,
        "Bonjour,\n\nje reprends ce dossier. Le montant comprend-il la pose ?\n\nPaul Pin\n",
        sender="Paul Pin <paul@bois.example>",
        answers=None,
    ),
)

NOISE = (
    *(
        Letter(
            f"letter{week}",
            7 * week + 2.5,
            "The Weekly <news@weekly.example>",
            ME,
            f"Proposal of the week {week}",
            "Read all about it.\n\nUnsubscribe here.\n",
            headers=(("List-Unsubscribe", "<https://weekly.example/out>"),),
        )
        for week in range(8)
    ),
    Letter("lunch", 20, NAMED, "Kim Hale <kim@family.example>", "Saturday", "Shall I bring the salad?\n"),
    Letter("team", 20.1, "Pat Hale <pat@hale-studio.example>", ME, "Plan", "The plan is in the folder.\n"),
    Letter("last", 57, "Pat Hale <pat@hale-studio.example>", ME, "Tuesday", "See you on Tuesday.\n"),
    Letter(
        "half", 30, NAMED, EN["hush"].to, "Proposal: half of it", "Hi Eli,\n", headers=(("X-Gmail-Labels", "Drafts"),)
    ),
    Letter(
        "bin",
        31,
        NAMED,
        "Zed Zig <zed@zig.example>",
        "Proposal: thrown away",
        "Hi Zed,\n\nplease find our proposal attached, EUR 900.\n",
        headers=(("X-Gmail-Labels", "=?UTF-8?Q?Papierkorb,Ge=C3=B6ffnet?="),),
    ),
)

LETTERS: tuple[Letter, ...] = (*PROPOSALS.values(), *ANSWERS, *NOISE)

BROKEN = b"From broken@xxx Mon Jan 19 08:00:00 2026\nX-Nothing: of any use\n\nwho wrote this, and to whom?\n\n"

FATES = {
    "answered": {"mill", "dock", "reef", "moss", "pike", "glad", "amt", "bau", "pont", "port"},
    "declined": {"loom", "ofen", "mur"},
    "bounced": {"lost", "weg"},
    "replaced": {"old1"},
    "unclear": {"bois"},
    "open": {"news", "neu"},
    "quiet": {"big1", "big2", "old2", "hush", "calm", "dale", "tal", "see", "wald", "lac", "pre"},
}
