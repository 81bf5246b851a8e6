"""What came back: only those who got a letter answer, nobody disappears, and the pool is who accepts.

Checks 6.5 and 6.6: without them an organiser could put a friend into the pool who was never drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ...kernel import Files, Inapplicable, Table, Unusable
from ...reading.documents import Malformed, header_of, parse_json, rows, told
from ...reading.journal import kinds
from ...reading.pack import absence
from ...reading.shapes import exactly, is_count, is_text, list_of, mapping_of, record, shaped
from ...report import Said, faulty, judged, skipped
from ..record.journal import Entry
from .letters import drawn_file, waves

ANSWERS = Table()
"""Checks 6.5 and 6.6."""
POOL = "guarantors/pool.csv"
_STATUS = re.compile(r"accepted|late|incomplete|undelivered|refused(:[a-z0-9-]{1,30})?")
_ROUND = {
    "spec": exactly("tirage/2"),
    "round": is_count,
    "letters": is_count,
    "answers": mapping_of(is_count),
    "streams": list_of(record({"stream": is_text, "letters": is_count, "accepted": is_count})),
}
Answers = dict[str, tuple[str, ...]]
"""pid → status and features."""
Round = tuple[list[str], Answers]
"""Criteria, and answers by pid."""


def has_answers(files: Files) -> bool:
    """Whether answers are on record."""
    return "responses" in kinds(files)


def has_pool_of_answers(files: Files) -> bool:
    """Whether a pool follows from answers."""
    return {"responses", "pool"} <= set(kinds(files))


@ANSWERS.fact("responses.letters")
def rounds(journal: list[Entry], files: Files) -> list[int]:
    """Numbers of the rounds on record, of which every list is at hand."""
    numbers = [entry.body["round"] for entry in journal if entry.type == "responses"]
    if not numbers:
        raise Inapplicable
    names = [f"guarantors/responses-{number}.csv" for number in numbers]
    letters = [drawn_file(wave) for wave in waves(journal)]
    if not any(name in files for name in letters) or not all(name in files for name in names):
        why = absence(files, names[-1])
        pooled = POOL in files or any(entry.type == "pool" for entry in journal)
        raise Unusable(skipped(why, names[-1]), skipped(why) if pooled else None)
    return numbers


@ANSWERS.fact("responses.letters")
def answered(rounds: list[int], journal: list[Entry], files: Files) -> tuple[list[Round], list[str]]:
    """The answers of each round, and what is wrong with them."""
    name = f"guarantors/responses-{rounds[-1]}.csv"
    letters = [drawn_file(wave) for wave in waves(journal) if drawn_file(wave) in files]
    try:
        written = {pid for each in letters for pid, _ in rows(files[each], ["pid", "stratum"])}
        found = [_read(files[f"guarantors/responses-{number}.csv"]) for number in rounds]
        return found, list(_faults(files, rounds, found, written))
    except Malformed as fault:
        raise Unusable(judged(False, got=fault.shown, file=name), None) from None


@ANSWERS.check("responses.letters", due=has_answers)
def check_answers(answered: tuple[list[Round], list[str]], rounds: list[int]) -> Said:
    """Only those who got a letter answer, and nobody disappears."""
    found, faults = answered
    return faulty(faults, checked=len(found[-1][1]), file=f"guarantors/responses-{rounds[-1]}.csv")


@ANSWERS.check("responses.pool", POOL, due=has_pool_of_answers)
def check_pool(answered: tuple[list[Round], list[str]], files: Files) -> Said:
    """The pool is who accepted, with the same features."""
    if POOL not in files:
        raise Inapplicable
    return faulty(list(_strangers(files[POOL], *answered[0][-1])))


def _read(data: bytes) -> Round:
    """Criteria, and answers by pid."""
    # The criteria are those of the file itself: the pool is compared with them, name by name.
    names = header_of(data)
    if names[:2] != ["pid", "status"]:
        raise Malformed("header", ",".join(names)[:30])
    answers: Answers = {}
    last = ""
    for pid, *rest in rows(data, names):
        if pid <= last:
            raise Malformed("not-ascending", pid)
        if not _STATUS.fullmatch(rest[0]):
            raise Malformed("wrong-value", rest[0][:30])
        answers[pid] = tuple(rest)
        last = pid
    return names[2:], answers


def _faults(
    files: Mapping[str, bytes], numbers: list[int], found: list[Round], written: set[str]
) -> Iterator[str]:
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"rounds {told(numbers)}"
    before: set[str] = set()
    for number, (_, answers) in zip(numbers, found, strict=True):
        strangers = sorted(answers.keys() - written)
        if strangers:
            yield f"{number}: {strangers[0]} (+{len(strangers) - 1})"
        gone = sorted(before - answers.keys())
        if gone:
            yield f"{number}: {gone[0]} absent"
        before = set(answers)
        document = shaped(parse_json(files.get(f"public/responses-{number}.json", b"")), _ROUND)
        counted = dict(Counter(answer[0] for answer in answers.values()))
        if document["answers"] != counted or document["round"] != number:
            yield f"{number}: {told(document['answers'])} ≠ {told(counted)}"


def _strangers(pool: bytes, criteria: list[str], answers: Answers) -> Iterator[str]:
    """People of the pool who did not accept, accepted with other features, or are missing from it."""
    accepted = {pid: answer[1:] for pid, answer in answers.items() if answer[0] == "accepted"}
    try:
        there = {pid: tuple(features) for pid, _, *features in rows(pool, ["pid", "household", *criteria])}
    except Malformed as fault:
        yield fault.shown
        return
    for pid in sorted(there.keys() | accepted.keys()):
        if there.get(pid) != accepted.get(pid):
            yield pid
