"""Mail that never was: people, offers to them, and answers in the layouts of mail clients, each as a whole message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

ME = "Max Berg <max@berg.example>"
PUBLIC = ("gmail.com", "outlook.com", "gmx.de")
"""Domains at which two people have nothing to do with each other; no address there is written to."""

_FIRST = (
    "Anna", "Bruno", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luca", "Maria",
    "Nils", "Olga", "Pedro", "Rosa", "Simon", "Tessa", "Udo",
)  # fmt: skip
_LAST = (
    "Acker", "Bonnet", "Castro", "Dekker", "Engel", "Ferrari", "Gomes", "Hauser", "Iversen", "Jansen", "Keller",
    "Lopes", "Moretti", "Novak", "Okafor",
)  # fmt: skip
_FIRMS = ("alder", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "iris", "juniper", "kestrel")
_ENDINGS = ("example", "de.example", "co.example", "net.example")
_WORK = (
    "the redesign of your shop with search and checkout", "racking for the second hall with assembly and inspection",
    "two days of training for twelve people at your office", "a maintenance plan with four visits a year",
    "the translation of the catalogue into three languages", "photographs of all forty products on white ground",
    "the migration of your mail to the new server over a weekend", "a sound system for the meeting rooms upstairs",
    "new lighting for the showroom, with the old lamps taken away", "the annual report, from layout to print",
)  # fmt: skip
_MONTHS = ("April", "May", "June")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an address."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """Where the address is."""
        return self.address.partition("@")[2]


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal of ours: the name of its thread, and the mail."""

    id: str
    to: Person
    subject: str
    number: str
    text: str
    at: datetime
    mail: bytes


def people(random: Random, count: int) -> list[Person]:
    """Make people, in different companies; every sixth has an address at a public provider."""
    names = random.sample([(first, last) for first in _FIRST for last in _LAST], count)
    return [
        Person(f"{first} {last}", f"{first}.{last}@{_domain(random, number)}".lower())
        for number, (first, last) in enumerate(names)
    ]


def _domain(random: Random, number: int) -> str:
    if number % 6 == 5:
        return random.choice(PUBLIC)
    return f"{random.choice(_FIRMS)}{number}.{random.choice(_ENDINGS)}"


def somebody(random: Random, domain: str) -> Person:
    """Make a person at a domain, whom nothing was written to."""
    local = f"{random.choice(_FIRST)}_{random.choice(_LAST)}{random.randrange(100)}"
    return Person("Sam Sidler", f"{local}@{domain}".lower())


def offer(random: Random, name: str, person: Person, subject: str, at: datetime) -> Offer:
    """Write an offer to a person."""
    number = f"2026-{random.randrange(1_000, 9_999)}"
    price = f"{random.randrange(2, 90)},{random.randrange(100, 999)} EUR"
    text = (
        f"Hello {person.name.split()[0]},\n\nthank you for your time on the phone. As agreed, here is my offer "
        f"{number} for {random.choice(_WORK)}.\nThe price is {price}, and we could begin in "
        f"{random.choice(_MONTHS)}.\n\nWhat do you think?\n\nBest regards\nMax Berg\n"
    )
    mail = written(ME, f"{person.name} <{person.address}>", subject, at, f"{name}@berg.example", text)
    return Offer(name, person, subject, number, text, at, mail)


def quote(random: Random, answered: Offer) -> str:
    """Quote an offer as one of three mail clients does."""
    day = answered.at.strftime("%d.%m.%Y %H:%M")
    marked = "".join(f"\n> {line}" for line in answered.text.splitlines())
    headings = f"From: {ME}\nSent: {day}\nTo: {answered.to.name}\nSubject: {answered.subject}"
    return random.choice(
        (
            f"\n\nOn {answered.at:%a, %b %d, %Y} at {answered.at:%H:%M}, {ME} wrote:{marked}",
            f"\n\n-----Original Message-----\n{headings}\n\n{answered.text}",
            f"\n\nAm {day} schrieb Max Berg:{marked.replace('> ', '>')}",
        )
    )


def forwarded(passed: Offer) -> str:
    """Give an offer below its headings, as it looks when it was passed on: they name whom it went to."""
    return (
        f"\n\n---------- Forwarded message ---------\nFrom: {ME}\nDate: {passed.at:%a, %b %d, %Y at %H:%M}\n"
        f"Subject: {passed.subject}\nTo: {passed.to.name} <{passed.to.address}>\n\n{passed.text}"
    )


def answer(random: Random, sender: Person, subject: str, after: datetime, text: str) -> bytes:
    """Write a mail to us within some weeks, with nothing in its headers that refers to another one."""
    at = after + timedelta(hours=random.randrange(2, 900))
    name = f"{random.randrange(10**12)}@{sender.domain}"
    return written(f"{sender.name} <{sender.address}>", ME, subject, at, name, text)


def written(sender: str, to: str, subject: str, at: datetime, name: str, text: str) -> bytes:
    """Return a message as it is sent."""
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {at:%a, %d %b %Y %H:%M:%S %z}\nMessage-ID: <{name}>\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"
    ).encode()
