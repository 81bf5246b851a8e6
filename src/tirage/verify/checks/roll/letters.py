"""Waves of letters: the plan, its chance, and that those drawn are the first of the order (SPEC §4, §5).

Checks 2.5, 3, 5 and 6.3, 6.4, for each wave. A wave is drawn anew here from the frame: nobody is added to
the list of those who got a letter, nobody is left out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ...kernel import Absent, Files, Known, Table, Unusable
from ...primitives.held import digest_of
from ...primitives.lines import hash_of
from ...reading.acts import LETTERS
from ...reading.documents import Malformed, natural, parse_json, remembered, rows
from ...reading.journal import has_letters, is_of_seats
from ...reading.pack import absence
from ...reading.shapes import exactly, is_count, is_field, is_hash, list_of, record, shaped
from ...report import Check, Said, faulty, judged, skipped
from ..chance.act_plan import HEAD, ActPlan, act_plan
from ..chance.beacon import BEACON
from ..chance.contributions import CONTRIBUTIONS
from ..chance.draw import SEED
from ..people.parts import missing_of, people_files, people_hash, shown_file
from ..people.people import Frame
from ..people.tickets import Shares
from ..record.journal import Entry, first
from ..record.marks import Marks
from .promised import (
    COLUMNS,
    PROMISED,
    WEIGHED,
    Roll,
    allocation_of,
    is_allocation,
    is_weighed,
    strata_rows,
)
from .rules import FILE as RULES

WAVE = Table()
"""Checks 2.5, 6.3 and 6.4 of one wave; `written`: everyone who had a letter of a wave before."""
_INPUTS = {
    **dict.fromkeys(("frame", "rules", "strata"), is_hash),
    "before": list_of(is_hash),
    "allocation": is_allocation,
}
_PLAN = {
    **HEAD,
    "act": exactly("letters"),
    "wave": is_count,
    "stage": is_field,
    "inputs": record(_INPUTS),
}


def plan_file(wave: int) -> str:
    """Where the plan of a wave is."""
    return f"public/letters-{wave}-plan.json"


def strata_file(wave: int) -> str:
    """Where the letters of a wave are counted by stratum."""
    return f"public/letters-{wave}-strata.csv"


def drawn_file(wave: int) -> str:
    """Where the people drawn in a wave are."""
    return f"guarantors/letters-{wave}.csv"


@remembered
def read_plan(data: bytes, wave: int) -> ActPlan:
    """The plan of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    plan = shaped(parse_json(data), _PLAN)
    if plan["wave"] != wave:
        raise Malformed("wrong-value", "wave")
    allocation_of(plan["inputs"])
    return act_plan(plan, data, f"letters/{wave}", plan_file(wave))


def waves(entries: list[Entry]) -> list[int]:
    """The numbers of the waves on the record, ascending."""
    found = {match[1] for entry in entries if (match := LETTERS.fullmatch(entry.act))}
    return sorted(map(int, found))


@WAVE.fact("order.letters")
def plan(files: Files, wave: int) -> ActPlan:
    """The plan of the wave."""
    name = plan_file(wave)
    try:
        return read_plan(files.get(name, b""), wave)
    except Malformed as fault:
        raise Unusable(judged(False, got=fault.shown, file=name), skipped("blocked", name)) from None


@WAVE.check("order.letters")
def check_plan(plan: ActPlan, files: Files, entries: list[Entry], journal: list[Entry], wave: int) -> Said:
    """The record means this plan and no other, and the plan these files."""
    faults = _disagreements(files, entries, plan, wave)
    people = people_files(first(journal, "frame") or {})
    if all(name in files for name in people) and people_hash(files, people) != plan.inputs["frame"]:
        faults.append(shown_file(people))
    return faulty(faults, wanted=plan.digest, file=plan.file)


@WAVE.fact()
def listed(plan: ActPlan, files: Files, journal: list[Entry], wave: int, frame: Frame | None = None) -> Frame:
    """The frame, where it is at hand."""
    if frame is None:
        raise Absent(absence(files, missing_of(files, first(journal, "frame") or {})), drawn_file(wave))
    return frame


@dataclass(frozen=True, slots=True)
class Strata:
    """The strata of a wave."""

    shares: Shares
    faults: list[str]
    """The figures that are not those of the frame."""


@WAVE.fact("letters.strata")
def strata(plan: ActPlan, listed: Frame, files: Files, wave: int, written: frozenset[str]) -> Strata:
    """Letters by stratum or stream, and the figures that are not those of the frame."""
    data = files.get(strata_file(wave), b"")
    weighed = is_weighed(plan.inputs)
    return _read_strata(data, listed, listed.eligible(written), weighed=weighed)


@WAVE.check("letters.strata", "public/letters-{wave}-strata.csv")
def check_strata(strata: Strata) -> Said:
    """People and letters by stratum, as the frame has them."""
    return faulty(strata.faults, checked=len(strata.shares.group))


@WAVE.fact()
def chosen(
    strata: Strata,
    drawn: dict[str, Any] | None,
    listed: Frame,
    written: frozenset[str],
) -> list[tuple[str, str]]:
    """(pid, stratum) of those whom the seed on record writes to."""
    if drawn is None:
        raise Absent("not-drawn")
    if not all(strata.shares.weight.values()):
        raise Absent("blocked")
    return listed.select(strata.shares, written, str(drawn["stage_seed"]))


@WAVE.check("letters.drawn", "guarantors/letters-{wave}.csv")
def check_drawn(chosen: list[tuple[str, str]], drawn: dict[str, Any], files: Files, wave: int) -> Said:
    """Those written to are the first of the order."""
    text = "".join(f"{pid},{stratum}\n" for pid, stratum in chosen)
    own = hash_of(f"pid,stratum\n{text}".encode("ascii"))
    got = hash_of(files.get(drawn_file(wave), b""))
    right = got == own == drawn["sha256"] and len(chosen) == drawn["count"]
    return faulty([] if right else [got], wanted=f"{len(chosen)}, {own}")


@WAVE.check("letters.planned", "public/letters-{wave}-strata.csv")
def check_planned(
    plan: ActPlan, drawn: dict[str, Any] | None, files: Files, journal: list[Entry], wave: int
) -> Said:
    """As many drawn as were planned, or fewer and the record says so; addresses put right of no others."""
    if drawn is None:
        raise Absent("not-drawn")
    name = strata_file(wave)
    if name not in files:
        raise Absent(absence(files, name), name)
    weighed = is_weighed(plan.inputs)
    listed = rows(files[name], list(WEIGHED if weighed else COLUMNS))
    planned = sum({row[4 if weighed else 0]: natural(row[3]) for row in listed}.values())
    count, said = drawn["count"], drawn.get("planned", drawn["count"])
    right = said == planned and (count < planned if "planned" in drawn else count == planned)
    faults = [] if right else [f"{count}, {said}"]
    put_right = [entry for entry in journal if entry.type == "addresses" and entry.body["wave"] == wave]
    faults += [
        f"{entry.file}: {entry.body['round']}, {entry.body['rows']}"
        for number, entry in enumerate(put_right, 1)
        if entry.body["round"] != number or entry.body["rows"] > count
    ]
    return faulty(faults, wanted=f"{count}, {planned}")


WHOLE_WAVE = Table(WAVE, PROMISED, BEACON, CONTRIBUTIONS, SEED)
"""Every check of a wave, given `files`, `entries`, `wave`, `written` and what is known of the `roll`."""


def check_letters(files: Files, entries: list[Entry], roll: Roll, marks: Marks) -> Iterator[Check]:
    """Every wave, in order."""
    if not waves(entries) and has_letters(files):
        # Acts of a wave are there that cannot be read; of a panel, chance is checked in any case.
        yield from (WAVE if is_of_seats(files) else WHOLE_WAVE).unsaid(files)
    if roll.frame is not None:
        roll.frame.foresee(_foreseen(files, entries, roll.frame))
    written: frozenset[str] = frozenset()
    for wave in waves(entries):
        mine = [entry for entry in entries if entry.act == f"letters/{wave}" or entry.type == "open"]
        known: Known = {"files": files, "entries": mine, "journal": entries, "wave": wave, "written": written}
        known |= {"frame": roll.frame, "roll": roll, "marks": marks}
        yield from WHOLE_WAVE.run(known)
        written |= {pid for pid, _ in WHOLE_WAVE.derive(known, "chosen", [])}


def _disagreements(files: Mapping[str, bytes], entries: list[Entry], plan: ActPlan, wave: int) -> list[str]:
    """Where the record means another plan, or the plan means other files."""
    named = {entry.body["sha256"] for entry in entries if entry.type == "plan"}
    named |= {entry.body["plan"] for entry in entries if "plan" in entry.body}
    faults = sorted(named - {plan.digest})
    wanted = {
        RULES: plan.inputs["rules"],
        strata_file(wave): plan.inputs["strata"],
        **{drawn_file(n): digest for n, digest in enumerate(plan.inputs["before"], 1)},
    }
    faults += [name for name, digest in wanted.items() if name in files and digest_of(files, name) != digest]
    if len(plan.inputs["before"]) != wave - 1:
        faults.append(f"before: {len(plan.inputs['before'])} ≠ {wave - 1}")
    return faults


def _read_strata(data: bytes, frame: Frame, eligible: Mapping[str, int], *, weighed: bool) -> Strata:
    """The strata of a wave; Malformed where they are not those of the frame."""
    found = strata_rows(data, frame.strata, weighed=weighed)
    shares, said = _shares(found, weighed=weighed)
    room: Counter[str] = Counter()
    for code, name in shares.group.items():
        room[name] += eligible[code]
    letters: dict[str, int] = {}
    faults = []
    for code, people, could, *_ in found:
        mine, group = said[code], shares.group[code]
        counts, own = (natural(people), natural(could)), (frame.strata[code], eligible[code])
        if counts != own:
            faults.append(f"{code}: {counts[0]}, {counts[1]} ≠ {own[0]}, {own[1]}")
        elif mine > room[group]:
            faults.append(f"{code}: {mine} > {room[group]}")
        elif letters.setdefault(group, mine) != mine or not shares.weight[code]:
            faults.append(f"{code}: {mine}, {shares.weight[code]}")
        letters[group] = mine
    return Strata(shares, faults)


def _shares(found: list[list[str]], *, weighed: bool) -> tuple[Shares, dict[str, int]]:
    """Whose letters there are how many; and the letters that each row says."""
    group = {row[0]: row[4] if weighed else row[0] for row in found}
    weight = {row[0]: natural(row[5]) if weighed else 1 for row in found}
    said = {row[0]: natural(row[3]) for row in found}
    return Shares(group, weight, {group[code]: mine for code, mine in said.items()}), said


def _foreseen(files: Files, entries: list[Entry], frame: Frame) -> Iterator[tuple[str, Shares]]:
    """Stage seed and shares of the waves that are drawn, as far as they can be read without being checked."""
    for entry in entries:
        if entry.type != "letters":
            continue
        with suppress(Malformed):
            wave = int(entry.act.partition("/")[2])
            weighed = is_weighed(read_plan(files.get(plan_file(wave), b""), wave).inputs)
            data = files.get(strata_file(wave), b"")
            shares, _ = _shares(strata_rows(data, frame.strata, weighed=weighed), weighed=weighed)
            if all(shares.weight.values()):
                yield str(entry.body["stage_seed"]), shares
