"""The lines of a report: what a check says, its number in SPEC §10, and all of it together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from .data import specified

Status = Literal["ok", "failed", "not-checked"]

NUMBERS: dict[str, str] = {each["code"]: each["number"] for each in specified("checks")["checks"]}
"""SPEC §10 number of each check, by code."""


def only(kind: str) -> frozenset[str]:
    """Codes of the checks that only some dossiers have: those with a `frame`, a `pack`, an `end`, …"""
    return frozenset(each["code"] for each in specified("checks")["checks"] if each.get("only") == kind)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist."""

    number: str
    """Number in SPEC §10, as `NUMBERS` has it."""
    code: str
    """Stable name; its sentence says it in words."""
    status: Status
    expected: str = ""
    """A value, or a word of the texts; empty where the sentence says it all."""
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a check says: a line without its number and code."""

    status: Status
    expected: str = ""
    got: str = ""
    file: str | None = None
    """None: the file that the table has for the check."""


def judged(passed: bool, *, expected: object = "", got: object = "", file: str | None = None) -> Said:
    """Passed or failed."""
    return Said("ok" if passed else "failed", str(expected), str(got), file)


def compared(got: object, expected: object, file: str | None = None) -> Said:
    """Passed when the two are equal."""
    return judged(got == expected, expected=expected, got=got, file=file)


def faulty(
    faults: Iterable[str], *, checked: int | None = None, wanted: str = "no-fault", file: str | None = None
) -> Said:
    """Passed when there is no fault; then it shows how many things were checked, or `wanted`.

    The first faults are shown and the others counted: a file may have one in each of its million lines.
    """
    found = iter(faults)
    shown = list(islice(found, 3))
    if not shown:
        fine = wanted if checked is None else checked
        return compared(fine, fine, file)
    more = sum(1 for _ in found)
    return judged(False, expected=wanted, got="; ".join(shown) + (f" (+{more})" if more else ""), file=file)


def skipped(why: str, file: str | None = None) -> Said:
    """Not checked, and why."""
    return Said("not-checked", got=why, file=file)


BLOCKED = Said("not-checked", got="blocked")
"""Something before it failed."""


def line(code: str, said: Said, file: str = "") -> Check:
    """A line of the checklist; `file` where `said` names none."""
    return Check(
        NUMBERS[code], code, said.status, said.expected, said.got, file if said.file is None else said.file
    )
