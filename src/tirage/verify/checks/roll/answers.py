"""What came back: only those who got a letter answer, nobody disappears, and the pool is who accepts.

Checks 6.5 and 6.6: without them an organiser could put a friend into the pool who was never drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping

from ...legacy import Check, faulty, judged, skipped
from ...reading.documents import Malformed, header_of, parse_json, rows
from ...reading.pack import absence
from ...reading.shapes import exactly, is_count, is_text, list_of, mapping_of, record, shaped
from ..record.journal import Entry
from .letters import drawn_file, waves

POOL = "guarantors/pool.csv"
_STATUS = re.compile(r"accepted|late|incomplete|undelivered|refused(:[a-z0-9-]{1,30})?")
_ROUND = {
    "spec": exactly("tirage/1"),
    "round": is_count,
    "letters": is_count,
    "answers": mapping_of(is_count),
    "streams": list_of(record({"stream": is_text, "letters": is_count, "accepted": is_count})),
}
Answers = dict[str, tuple[str, ...]]
"""pid → status and features."""


def check_answers(files: Mapping[str, bytes], entries: list[Entry]) -> Generator[Check, None, None]:
    """Every round, then the pool against the last one."""
    acts = [entry for entry in entries if entry.type == "responses"]
    if not acts:
        return
    names = [f"guarantors/responses-{entry.body['round']}.csv" for entry in acts]
    letters = [drawn_file(wave) for wave in waves(entries) if drawn_file(wave) in files]
    if not all(name in files for name in (*names, *letters)) or not letters:
        yield skipped("responses.letters", absence(files, names[-1]), names[-1])
        if POOL in files or any(entry.type == "pool" for entry in entries):
            yield skipped("responses.pool", absence(files, names[-1]), POOL)
        return
    try:
        written = {pid for name in letters for pid, _ in rows(files[name], ["pid", "stratum"])}
        found = [_read(files[name]) for name in names]
        faults = list(_faults(files, [entry.body["round"] for entry in acts], found, written))
    except Malformed as fault:
        yield judged("responses.letters", False, got=fault.shown, file=names[-1])
        return
    yield faulty("responses.letters", faults, checked=len(found[-1][1]), file=names[-1])
    if POOL in files:
        yield faulty(
            "responses.pool", list(_strangers(files[POOL], *found[-1])), wanted="no-fault", file=POOL
        )


def _read(data: bytes) -> tuple[list[str], Answers]:
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
    files: Mapping[str, bytes], numbers: list[int], found: list[tuple[list[str], Answers]], written: set[str]
) -> Iterator[str]:
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"rounds {numbers}"
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
            yield f"{number}: {document['answers']} ≠ {dict(sorted(counted.items()))}"


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
