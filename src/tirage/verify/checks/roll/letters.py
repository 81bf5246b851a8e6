"""Waves of letters: the plan, its chance, and that those drawn are the first of the order (SPEC §4, §5).

Checks 2.5, 3, 5 and 6.3, 6.4, for each wave. A wave is drawn anew here from the frame: nobody is added to
the list of those who got a letter, nobody is left out of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ...kernel import Absent, Files, Known, Table, Unusable
from ...primitives.held import digest_of
from ...primitives.lines import hash_of, line
from ...reading.acts import LETTERS
from ...reading.documents import Malformed, natural, parse_json, rows
from ...reading.journal import has_letters, is_of_seats
from ...reading.pack import absence
from ...reading.shapes import exactly, is_count, is_field, is_hash, list_of, record, shaped
from ...report import Check, Said, faulty, judged, skipped
from ..chance.act_plan import HEAD, ActPlan, act_plan
from ..chance.beacon import BEACON
from ..chance.contributions import CONTRIBUTIONS
from ..chance.draw import SEED
from ..record.journal import Entry
from ..record.marks import Marks
from .frame import PIDS, Frame
from .promised import COLUMNS, PROMISED, WEIGHED, Roll, allocation_of, is_allocation, is_weighed
from .rules import FILE as RULES
from .weighing import in_order

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
def check_plan(plan: ActPlan, files: Files, entries: list[Entry], wave: int) -> Said:
    """The record means this plan and no other, and the plan these files."""
    return faulty(_disagreements(files, entries, plan, wave), wanted=plan.digest, file=plan.file)


@WAVE.fact()
def listed(plan: ActPlan, files: Files, wave: int, frame: Frame | None = None) -> Frame:
    """The frame, where it is at hand."""
    if frame is None:
        raise Absent(absence(files, PIDS), drawn_file(wave))
    return frame


@dataclass(frozen=True, slots=True)
class Strata:
    """The strata of a wave: whose letters there are how many, and what everyone weighs."""

    group: Mapping[str, str]
    """Stratum → whose letters it shares in: the stratum's own, the stream's where people weigh."""
    weight: Mapping[str, int]
    """Of each of the people of a stratum; 1 where nobody weighs more than another."""
    letters: Mapping[str, int]
    """By group."""
    faults: list[str]
    """The figures that are not those of the frame."""


@WAVE.fact("letters.strata")
def strata(plan: ActPlan, listed: Frame, files: Files, wave: int, written: frozenset[str]) -> Strata:
    """Letters by stratum or stream, and the figures that are not those of the frame."""
    data = files.get(strata_file(wave), b"")
    return _read_strata(data, listed, written, weighed=is_weighed(plan.inputs))


@WAVE.check("letters.strata", "public/letters-{wave}-strata.csv")
def check_strata(strata: Strata) -> Said:
    """People and letters by stratum, as the frame has them."""
    return faulty(strata.faults, checked=len(strata.group))


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
    return select(listed, strata, written, str(drawn["stage_seed"]))


@WAVE.check("letters.drawn", "guarantors/letters-{wave}.csv")
def check_drawn(chosen: list[tuple[str, str]], drawn: dict[str, Any], files: Files, wave: int) -> Said:
    """Those written to are the first of the order."""
    text = "".join(f"{pid},{stratum}\n" for pid, stratum in chosen)
    own = hash_of(f"pid,stratum\n{text}".encode("ascii"))
    got = hash_of(files.get(drawn_file(wave), b""))
    right = got == own == drawn["sha256"] and len(chosen) == drawn["count"]
    return faulty([] if right else [got], wanted=f"{len(chosen)}, {own}")


@WAVE.check("letters.planned", "public/letters-{wave}-strata.csv")
def check_planned(plan: ActPlan, drawn: dict[str, Any] | None, files: Files, wave: int) -> Said:
    """As many drawn as were planned, or fewer and the record says so."""
    if drawn is None:
        raise Absent("not-drawn")
    name = strata_file(wave)
    if name not in files:
        raise Absent(absence(files, name), name)
    weighed = is_weighed(plan.inputs)
    found = rows(files[name], list(WEIGHED if weighed else COLUMNS))
    planned = sum({row[4 if weighed else 0]: natural(row[3]) for row in found}.values())
    count, said = drawn["count"], drawn.get("planned", drawn["count"])
    right = said == planned and (count < planned if "planned" in drawn else count == planned)
    return faulty([] if right else [f"{count}, {said}"], wanted=f"{count}, {planned}")


WHOLE_WAVE = Table(WAVE, PROMISED, BEACON, CONTRIBUTIONS, SEED)
"""Every check of a wave, given `files`, `entries`, `wave`, `written` and what is known of the `roll`."""


def check_letters(files: Files, entries: list[Entry], roll: Roll, marks: Marks) -> Iterator[Check]:
    """Every wave, in order."""
    if not waves(entries) and has_letters(files):
        # Acts of a wave are there that cannot be read; of a panel, chance is checked in any case.
        yield from (WAVE if is_of_seats(files) else WHOLE_WAVE).unsaid(files)
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
        PIDS: plan.inputs["frame"],
        RULES: plan.inputs["rules"],
        strata_file(wave): plan.inputs["strata"],
        **{drawn_file(n): digest for n, digest in enumerate(plan.inputs["before"], 1)},
    }
    faults += [name for name, digest in wanted.items() if name in files and digest_of(files, name) != digest]
    if len(plan.inputs["before"]) != wave - 1:
        faults.append(f"before: {len(plan.inputs['before'])} ≠ {wave - 1}")
    return faults


def _read_strata(data: bytes, frame: Frame, before: Collection[str], *, weighed: bool) -> Strata:
    """The strata of a wave; Malformed where they are not those of the frame."""
    found = list(rows(data, list(WEIGHED if weighed else COLUMNS)))
    if [row[0] for row in found] != list(frame.strata):
        raise Malformed("rows")
    eligible = Counter(frame.stratum[place] for place in _eligible(frame, before))
    group = {row[0]: row[4] if weighed else row[0] for row in found}
    weight = {row[0]: natural(row[5]) if weighed else 1 for row in found}
    room: Counter[str] = Counter()
    for code, name in group.items():
        room[name] += eligible[code]
    letters: dict[str, int] = {}
    faults = []
    for code, people, could, count, *_ in found:
        mine = natural(count)
        said, own = (natural(people), natural(could)), (frame.strata[code], eligible[code])
        if said != own:
            faults.append(f"{code}: {said[0]}, {said[1]} ≠ {own[0]}, {own[1]}")
        elif mine > room[group[code]]:
            faults.append(f"{code}: {mine} > {room[group[code]]}")
        elif letters.setdefault(group[code], mine) != mine or not weight[code]:
            faults.append(f"{code}: {mine}, {weight[code]}")
        letters[group[code]] = mine
    return Strata(group, weight, letters, faults)


def _eligible(frame: Frame, before: Collection[str]) -> Iterator[int]:
    """Places in the frame of those to whom nobody wrote, at home neither."""
    homes = {home for pid, home in zip(frame.pids, frame.household, strict=True) if home and pid in before}
    for place, (pid, home) in enumerate(zip(frame.pids, frame.household, strict=True)):
        if pid not in before and home not in homes:
            yield place


def select(frame: Frame, strata: Strata, before: Collection[str], stage_seed: str) -> list[tuple[str, str]]:
    """(pid, stratum) of those whom a wave writes to, by ascending pid.

    Down the order of tickets, or of keys where people weigh; a household is met once, by its first member; in
    each stratum, or stream, the first.
    """
    if not all(strata.weight.values()):
        raise Absent("blocked")
    start = f"{line('ticket', stage_seed)}|".encode("ascii")
    pids = frame.pids
    of_weight: defaultdict[int, list[bytes]] = defaultdict(list)
    # People are in ascending pid, so that of equal tickets the place decides as the pid does.
    for place in _eligible(frame, before):
        ticket = sha256(start + pids[place].encode("ascii")).digest()
        of_weight[strata.weight[frame.stratum[place]]].append(ticket + place.to_bytes(4, "big"))
    met: set[str] = set()
    taken: defaultdict[str, int] = defaultdict(int)
    drawn: list[tuple[str, str]] = []
    total = sum(strata.letters.values())
    for _, each in in_order(of_weight):
        if len(drawn) == total:
            break
        place = int.from_bytes(each[-4:], "big")
        stratum, home = frame.stratum[place], frame.household[place]
        if home in met:
            continue
        if home:
            met.add(home)
        group = strata.group[stratum]
        if taken[group] < strata.letters[group]:
            taken[group] += 1
            drawn.append((pids[place], stratum))
    return sorted(drawn)
