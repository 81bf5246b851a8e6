"""What came back: only those who got a letter answer, nobody disappears, and the pool is who accepts.

Checks 6.5 and 6.6: without them an organiser could put a friend into the pool who was never drawn. A pool
that no answers precede is of nobody who accepted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from ...kernel import Files, Inapplicable, Table, Unusable
from ...primitives.held import digest_of
from ...reading.documents import Malformed, header_of, rows, told
from ...reading.journal import kinds
from ...reading.pack import absence
from ...report import Said, faulty, judged, skipped
from ..record.journal import Entry, first
from .letters import drawn_file, waves
from .rules import Rules

ANSWERS = Table()
"""Checks 6.5 and 6.6."""
POOL = "guarantors/pool.csv"
STATUS = re.compile(r"accepted|late|incomplete|undelivered|refused(:[a-z][a-z0-9-]{0,29})?")
_PEOPLE = re.compile(r"guarantors/responses-[1-9][0-9]*\.csv")
Answers = dict[str, tuple[str, ...]]
"""pid → status and features."""


@dataclass(frozen=True, slots=True)
class Round:
    """The answers of one round, and what they answer."""

    number: int
    criteria: list[str]
    answers: Answers
    written: Mapping[str, str]
    """pid → stratum of everyone to whom a letter had been drawn by then."""


def has_answers(files: Files) -> bool:
    """Whether answers are on record, or at hand."""
    return "responses" in kinds(files) or any(map(_PEOPLE.fullmatch, files))


def has_pool_of_answers(files: Files) -> bool:
    """Whether there is a pool, in a dossier that begins with a roll."""
    return "pool" in kinds(files)


def people_file(number: int) -> str:
    """Where the answers of a round are."""
    return f"guarantors/responses-{number}.csv"


@ANSWERS.fact("responses.letters")
def recorded(journal: list[Entry], files: Files) -> list[int]:
    """Numbers of the rounds on record, of which every list is at hand."""
    numbers = [entry.body["round"] for entry in journal if entry.type == "responses"]
    if not numbers:
        raise Inapplicable
    names = [people_file(number) for number in numbers]
    letters = [drawn_file(wave) for wave in waves(journal)]
    if not any(name in files for name in letters) or not all(name in files for name in names):
        why = absence(files, names[-1])
        raise Unusable(skipped(why, names[-1]), skipped(why))
    return numbers


@ANSWERS.fact()
def pooled(journal: list[Entry], files: Files) -> bool:
    """Whether there is a pool; Malformed where nobody had answered."""
    if POOL not in files and not any(entry.type == "pool" for entry in journal):
        raise Inapplicable
    if not any(entry.type == "responses" for entry in journal):
        raise Malformed("absent", "responses")
    return True


@ANSWERS.fact("responses.letters")
def rounds(recorded: list[int], journal: list[Entry], files: Files) -> list[Round]:
    """The rounds on record, in order."""
    written: dict[str, str] = {}
    strata: dict[str, str] = {}
    found = []
    try:
        for entry in journal:
            if entry.type == "letters":
                name = f"guarantors/{entry.act.replace('/', '-')}.csv"
                written = dict(written)
                for pid, stratum in rows(files.get(name, b""), ["pid", "stratum"]):
                    written[pid] = strata.setdefault(stratum, stratum)
            elif entry.type == "responses":
                number = entry.body["round"]
                found.append(Round(number, *_read(files[people_file(number)]), written))
    except Malformed as fault:
        said = judged(False, got=fault.shown, file=people_file(recorded[-1]))
        raise Unusable(said, skipped("blocked", "")) from None
    return found


@ANSWERS.check("responses.letters", due=has_answers)
def check_answers(rounds: list[Round], rules: Rules | None = None) -> Said:
    """Only those who got a letter answer, nobody disappears, and a refusal has a cause of the rules."""
    last = rounds[-1]
    faults = list(_faults(rounds))
    if rules is not None:
        for each in rounds:
            statuses = {answer[0] for answer in each.answers.values()}
            faults += (f"{each.number}: {status}" for status in uncaused(statuses, rules))
    return faulty(faults, checked=len(last.answers), file=people_file(last.number))


def uncaused(statuses: Iterable[str], rules: Rules) -> list[str]:
    """The statuses, ascending, with a cause that the rules do not have."""
    return sorted(each for each in statuses if ":" in each and each.partition(":")[2] not in rules.causes)


@ANSWERS.fact()
def taken_out(journal: list[Entry]) -> list[Entry]:
    """What is said, before there is a pool, of those who cannot be drawn any more."""
    begun = next((i for i, entry in enumerate(journal) if entry.type == "pool"), len(journal))
    return [entry for entry in journal[:begun] if entry.type == "unavailable"]


@ANSWERS.check("responses.pool", POOL, due=has_pool_of_answers)
def check_pool(
    pooled: bool, rounds: list[Round], taken_out: list[Entry], journal: list[Entry], files: Files
) -> Said:
    """The pool is who accepted, with the same features, but for those taken out; so are its counts."""
    if POOL not in files:
        raise Inapplicable
    out = {entry.body["pid"] for entry in taken_out}
    # Those who answer later may join the pool, and are not in this one.
    begun = next((i for i, entry in enumerate(journal) if entry.type == "pool"), len(journal))
    last = rounds[max(1, [entry.type for entry in journal[:begun]].count("responses")) - 1]
    faults = list(_strangers(files[POOL], last, out))
    act = first(journal, "pool")
    if act is not None:
        faults += miscounted(act, last, out, digest_of(files, people_file(last.number)))
    return faulty(faults)


def _read(data: bytes) -> tuple[list[str], Answers]:
    """Criteria, and answers by pid."""
    # The criteria are those of the file itself: the pool is compared with them, name by name.
    names = header_of(data)
    if names[:2] != ["pid", "status"]:
        raise Malformed("header", ",".join(names)[:30])
    answers: Answers = {}
    # What many say alike is held once.
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}
    last = ""
    for pid, *rest in rows(data, names):
        if pid <= last:
            raise Malformed("not-ascending", pid)
        if not STATUS.fullmatch(rest[0]):
            raise Malformed("wrong-value", rest[0][:30])
        said = tuple(rest)
        answers[pid] = alike.setdefault(said, said)
        last = pid
    return names[2:], answers


def _faults(rounds: list[Round]) -> Iterator[str]:
    numbers = [each.number for each in rounds]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"rounds {told(numbers)}"
    before: AbstractSet[str] = frozenset()
    for each in rounds:
        # They may be as many as the file has lines: counted, and not gathered.
        if strangers := sum(pid not in each.written for pid in each.answers):
            first_one = min(pid for pid in each.answers if pid not in each.written)
            yield f"{each.number}: {first_one} (+{strangers - 1})"
        gone = sorted(before - each.answers.keys())
        if gone:
            yield f"{each.number}: {gone[0]} absent"
        before = each.answers.keys()


def _strangers(pool: bytes, last: Round, out: set[str]) -> Iterator[str]:
    """People of the pool who did not accept, accepted with other features, or are missing from it."""
    accepted = {
        pid: answer[1:] for pid, answer in last.answers.items() if answer[0] == "accepted" and pid not in out
    }
    try:
        there = {
            pid: tuple(features) for pid, _, *features in rows(pool, ["pid", "household", *last.criteria])
        }
    except Malformed as fault:
        yield fault.shown
        return
    for pid in sorted(there.keys() | accepted.keys()):
        if there.get(pid) != accepted.get(pid):
            yield pid


def miscounted(
    act: Mapping[str, Any], last: Round, out: set[str], source: str, known: Collection[str] = frozenset()
) -> Iterator[str]:
    """What the record says of a pool, against the answers that it was made from; `known`: in it before."""
    answers = {pid: answer for pid, answer in last.answers.items() if pid not in known}
    causes = Counter(answer[0].partition(":")[0] for answer in answers.values())
    del causes["accepted"]
    gone = sum(answers.get(pid, ("",))[0] == "accepted" for pid in out)
    if gone:
        causes["unavailable"] = gone
    if act["read"] != len(answers) or act["causes"] != dict(causes):
        yield f"{act['read']}, {told(act['causes'])} ≠ {len(answers)}, {told(dict(causes))}"
    if act["source"] != source or act["encoding"] != "utf-8":
        yield f"{act['source']}, {act['encoding']} ≠ {source}, utf-8"
