"""A silent proposal's whole life: `python -m tests.end_to_end.life [LANGUAGE...]` prints every draft of it.

Eight follow-ups to one person, then the life of a second proposal, to a colleague in the same company. The person has a
few things to offer and sends every draft. It is played on a real server, with injected time; at the end it says
whether an angle, a resource or an opening came twice.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from mailfollow.cli.common import read_store
from mailfollow.model import Draft
from mailfollow.writing.choice.sameness import fold_text
from tests.end_to_end.stage import MONDAY, Stage
from tests.servers.dovecot import dovecot

MOST_DAYS = 200
START = MONDAY - timedelta(weeks=100)
"""Long enough ago: a server files nothing under a day that has not come yet."""
PEOPLE = {
    "en": ("Jane Miller <jane@acme.example>", "Omar Reyes <omar@acme.example>"),
    "de": ("Katrin Vogel <katrin.vogel@acme.example>", "Lukas Stein <lukas.stein@acme.example>"),
    "fr": ("Claire Morel <claire@acme.example>", "Hugo Petit <hugo@acme.example>"),
    "es": ("Lucía Vega <lucia@acme.example>", "Diego Ramos <diego@acme.example>"),
}
SUBJECTS = {
    "en": "Proposal: maintenance of your pumps",
    "de": "Angebot: Wartung Ihrer Pumpen",
    "fr": "Devis : entretien de vos pompes",
    "es": "Propuesta: mantenimiento de sus bombas",
}
BODIES = {
    "en": """Dear {name},

thank you for the good talk. This is our proposal for the maintenance of your pumps: EUR 9,600 a year, parts included.

Does the first visit in May suit you?

Best regards
Robin Hale
""",
    "de": """Guten Tag {name},

vielen Dank für das gute Gespräch. Hier ist unser Angebot für die Wartung Ihrer Pumpen: 9.600 EUR im Jahr, mit Teilen.

Passt Ihnen der erste Besuch im Mai?

Viele Grüße
Robin Hale
""",
    "fr": """Bonjour {name},

merci pour cet échange. Voici notre devis pour l'entretien de vos pompes : 9 600 EUR par an, pièces comprises.

Une première visite en mai vous convient-elle ?

Bien cordialement
Robin Hale
""",
    "es": """Hola, {name}:

muchas gracias por la conversación. Esta es nuestra propuesta para el mantenimiento de sus bombas: 9.600 EUR al año.

¿Le viene bien la primera visita en mayo?

Un saludo
Robin Hale
""",
}
RESOURCES = {
    "en": (("case-study", "A brewery without a standstill"), ("checklist", "Seven questions before you sign")),
    "de": (("case-study", "Eine Brauerei ohne Stillstand"), ("checklist", "Sieben Fragen vor der Unterschrift")),
    "fr": (("case-study", "Une brasserie sans arrêt"), ("checklist", "Sept questions avant de signer")),
    "es": (("case-study", "Una cervecera sin paradas"), ("checklist", "Siete preguntas antes de firmar")),
}
TOPICS = {"en": "pumps", "de": "Pumpen", "fr": "pompes", "es": "bombas"}
PITCHES = {
    "en": "Two pages that you can read over a coffee.",
    "de": "Zwei Seiten, die in eine Kaffeepause passen.",
    "fr": "Deux pages, le temps d'un café.",
    "es": "Dos páginas que se leen con un café.",
}


@dataclass(frozen=True)
class Touch:
    """A draft as it lay in Drafts, on which day and as what."""

    day: str
    draft: Draft
    text: str


def shelve(stage: Stage, language: str) -> None:
    """Put the person's resources into their folder."""
    folder = stage.folder / "resources"
    folder.mkdir(exist_ok=True)
    for number, (kind, title) in enumerate(RESOURCES[language], start=1):
        front = f'kind = "{kind}"\ntitle = "{title}"\nurl = "https://hale-studio.example/{language}/{number}"\n'
        front += f'topics = ["{TOPICS[language]}"]\nlanguages = ["{language}"]\n'
        (folder / f"{language}-{number}.md").write_text(f"+++\n{front}+++\n{PITCHES[language]}\n")


def live(stage: Stage, who: str, language: str) -> Iterator[Touch]:
    """Send `who` a proposal, let time pass, and send every draft that comes, until there are none."""
    stage.send(who, SUBJECTS[language], BODIES[language].format(name=who.split(maxsplit=1)[0]))
    for _ in range(MOST_DAYS):
        stage.at(days=1)
        stage.look()
        if stage.drafts():
            with read_store(stage.config) as store:
                (draft,) = [thread.draft for thread in store.threads.all() if thread.draft]
            yield Touch(f"{stage.now:%a %d %b}", draft, draft.text)
            stage.send_draft()


def play(stage: Stage, language: str) -> dict[str, list[Touch]]:
    """Return the touches of two people at one company, one after the other."""
    shelve(stage, language)
    stage.now = START
    return {who: list(live(stage, who, language)) for who in PEOPLE[language]}


def repeated(touches: list[Touch]) -> list[str]:
    """Return what came twice: angles, resources and openings."""
    things = [f"angle {one.draft.angle}" for one in touches]
    things += [f"resource {one.draft.resource}" for one in touches if one.draft.resource]
    things += [f'opening "{" ".join(fold_text(one.text.split(chr(10) * 2)[1]).split()[:4])}"' for one in touches]
    return [thing for thing, count in Counter(things).items() if count > 1]


def main(languages: list[str]) -> int:
    """Print the lives in each language; return 1 if anything came twice."""
    twice = []
    with dovecot() as server:
        for language in languages or ["en", "de"]:
            with tempfile.TemporaryDirectory() as folder:
                lives = play(Stage(server.user(f"life-{language}"), Path(folder)), language)
            for who, touches in lives.items():
                _print(language, who, touches)
            twice += repeated([touch for touches in lives.values() for touch in touches])
    print("\nCame twice: " + ("; ".join(twice) or "no angle, no resource, no opening."))
    return 1 if twice else 0


def _print(language: str, who: str, touches: list[Touch]) -> None:
    print(f"\n{'=' * 100}\n{language}: {who}, {len(touches)} follow-ups\n{'=' * 100}")
    for touch in touches:
        print(f"\n--- {touch.day}, touch {touch.draft.touch}: {touch.draft.template}  {touch.draft.resource}")
        print(f"    {touch.draft.why}\n")
        print("\n".join(f"    {line}" for line in touch.text.split("\n")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
