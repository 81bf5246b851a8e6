"""One check, its number in SPEC §10, and the report that holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "failed", "not-checked"]

NUMBERS = {
    "files.known": "1.1",
    "files.present": "1.2",
    "documents.canonical": "1.3",
    "documents.shape": "1.4",
    "journal.names": "1.5",
    "journal.chain": "1.6",
    "journal.times": "1.7",
    "hash": "1.8",
    "counts.balance": "1.9",
    "frame.counts": "1.10",
    "frame.people": "1.11",
    "frame.root": "1.12",
    "quotas.changes": "1.13",
    "pack.files": "1.14",
    "pack.reader": "1.15",
    "order.types": "2.1",
    "order.once": "2.2",
    "order.plan": "2.3",
    "order.agree": "2.4",
    "order.letters": "2.5",
    "order.end": "2.6",
    "anchors": "2.7",
    "stamps": "2.8",
    "contributions.who": "3.1",
    "contributions.value": "3.2",
    "contributions.hash": "3.3",
    "contributions.fresh": "3.4",
    "contributions.commit": "3.5",
    "contributions.order": "3.6",
    "beacon": "4.1",
    "beacon.time": "4.2",
    "beacon.round": "4.3",
    "beacon.signature": "4.4",
    "seed.stage": "5.1",
    "seed.seed": "5.2",
    "seed.stage-seed": "5.3",
    "tickets.panels": "6.1",
    "tickets.rings": "6.2",
    "letters.strata": "6.3",
    "letters.drawn": "6.4",
    "responses.letters": "6.5",
    "responses.pool": "6.6",
    "pool.form": "7.1",
    "pool.counts": "7.2",
    "pool.volunteers": "7.3",
    "lottery.form": "7.4",
    "lottery.pool": "7.5",
    "lottery.quotas": "7.6",
    "lottery.households": "7.7",
    "chances.panels": "7.8",
    "chances.sum": "7.9",
    "chances.quotas": "7.10",
    "chances.profile": "7.11",
    "chances.slot": "7.12",
    "certificate.form": "8.1",
    "certificate.levels": "8.2",
    "certificate.proof": "8.3",
    "certificate.chances": "8.4",
    "certificate.achieved": "8.5",
    "certificate.ends": "8.6",
    "certificate.best": "8.7",
    "certificate.range": "8.8",
    "certificate.objective": "8.9",
    "panel.number": "9.1",
    "panel.line": "9.2",
    "panel.seats": "9.3",
    "panel.counted": "9.4",
    "later": "10.1",
    "life.members": "10.2",
    "life.vacancies": "10.3",
    "life.once": "10.4",
    "life.sitting": "10.5",
    "life.quotas": "10.6",
    "life.pool": "10.7",
    "life.nobody": "10.8",
    "life.draw": "10.9",
    "life.term": "10.10",
    "life.cohorts": "10.11",
    "life.alternates": "10.12",
    "life.tickets": "10.13",
    "next.link": "10.14",
    "next.one": "10.15",
    "next.cooling": "10.16",
    "beyond.head": "11.1",
    "beyond.times": "11.2",
    "beyond.chance": "11.3",
    "beyond.digits": "11.4",
    "beyond.pool": "11.5",
    "beyond.received": "11.6",
    "beyond.guarantors": "11.7",
    "beyond.gap": "11.8",
    "beyond.private": "11.9",
    "beyond.objective": "11.10",
    "beyond.announced": "11.11",
    "beyond.dropped": "11.12",
    "beyond.left-out": "11.13",
    "beyond.void": "11.14",
    "beyond.contested": "11.15",
    "beyond.erase": "11.16",
    "beyond.keys": "11.17",
    "beyond.vacant": "11.18",
    "beyond.unmet": "11.19",
    "beyond.alternates": "11.20",
    "beyond.litter": "11.21",
    "proof.form": "12.1",
    "proof.head": "12.2",
    "proof.hat": "12.3",
    "proof.stratum": "12.4",
    "proof.letters": "12.5",
    "proof.drawn": "12.6",
    "proof.chance": "12.7",
    "proof.seat": "12.8",
    "proof.identity": "12.9",
}
"""SPEC §10 number of each check, by code."""
OF_A_FRAME = frozenset(
    {
        "frame.counts",
        "frame.people",
        "frame.root",
        "order.letters",
        "letters.strata",
        "letters.drawn",
        "responses.letters",
        "responses.pool",
        "beyond.announced",
    }
)
"""Checks that only a dossier which begins with a roll has."""
OF_A_PACK = frozenset({"pack.files", "pack.reader", "beyond.left-out"})
"""Checks that only a pack has."""
OF_A_PROOF = frozenset(code for code in NUMBERS if code.startswith("proof."))
"""Checks that only a citizen's proof has, when it is given with the dossier."""
OF_AN_END = frozenset({"order.end", "beyond.void", "beyond.contested", "beyond.erase"})
"""Checks that only a dossier has in which something was declared void, contested or erased."""
OF_AN_ANCHOR = frozenset({"anchors", "stamps", "beyond.keys"})
"""Checks that only a dossier has whose head somebody signed or time-stamped."""
OF_A_CEREMONY = frozenset(
    {
        "contributions.commit",
        "contributions.order",
        "beacon.time",
        "beacon.round",
        "beacon.signature",
        "beyond.dropped",
    }
)
"""Checks that only an act to which more is brought than the public roll has."""

OF_A_LIFE = frozenset(
    {code for code in NUMBERS if code.startswith("life.")}
    | {"beyond.vacant", "beyond.unmet", "beyond.alternates"}
)
"""Checks that only a dossier has in which something was recorded after the panel."""

OF_A_SUCCESSION = frozenset({"next.link", "next.one", "next.cooling"})
"""Checks that only an assembly has which another follows, or which follows another."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist."""

    number: str
    """Number in SPEC §10 and, after the point, in `NUMBERS`."""
    code: str
    """Stable name; `sentences` says it in words."""
    status: Status
    expected: str = ""
    """A value, or a word of `texts.WORDS`; empty where the sentence says it all."""
    got: str = ""
    """Likewise; for `not-checked`, why."""
    file: str = ""
    """Path inside the dossier, or empty."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found."""

    checks: tuple[Check, ...]
    """In the order of their numbers."""
    head: str
    """SHA-256 of the journal's last entry, the one figure that commits to all the rest."""
    rehearsal: bool
    """Whether anything in the record says that this is a rehearsal."""
    drawn: bool
    """Whether a panel has been drawn."""

    @property
    def ok(self) -> bool:
        """Whether no check failed."""
        return all(check.status != "failed" for check in self.checks)


def judged(code: str, passed: bool, *, expected: object = "", got: object = "", file: str = "") -> Check:
    """A check that passed or failed."""
    return Check(NUMBERS[code], code, "ok" if passed else "failed", str(expected), str(got), file)


def compared(code: str, got: object, expected: object, file: str = "") -> Check:
    """A check that passes when the two are equal."""
    return judged(code, got == expected, expected=expected, got=got, file=file)


def faulty(
    code: str, faults: list[str], *, checked: int | None = None, wanted: str = "no-fault", file: str = ""
) -> Check:
    """A check that passes when there is no fault; then it shows how many things were checked, or `wanted`."""
    if not faults:
        fine = wanted if checked is None else checked
        return compared(code, fine, fine, file)
    more = f" (+{len(faults) - 3})" if len(faults) > 3 else ""
    return judged(code, False, expected=wanted, got="; ".join(faults[:3]) + more, file=file)


def skipped(code: str, why: str, file: str = "") -> Check:
    """A check that was not made, and why."""
    return Check(NUMBERS[code], code, "not-checked", got=why, file=file)
