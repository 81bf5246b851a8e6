"""Genuine dossiers, made by hand-sized code of their own: nothing of tirage is imported here.

A `Case` is a tiny pool whose fair lottery and whose proofs were found with a pencil. `contents` gives the six
files that come before any chance, `seal` the plan, the journal and the draw around them. So an attack that
changes a file and calls `seal` again is one by somebody who re-hashes everything that can be re-hashed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from support import seating
from support.proofs import hoisted

TOOL = "tirage 0.1.0 " + "0" * 64 + " ortools 9.15.6755"
"""A program that is none."""
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
Files = dict[str, bytes]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def h(*fields: str) -> str:
    return sha("|".join(("tirage1", *fields)).encode())


def canon(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def table(*rows: tuple[object, ...]) -> bytes:
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()


@dataclass(frozen=True)
class Case:
    """A pool, its quotas, its lottery and the proofs that it is fair."""

    people: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(pid, household, features), by pid."""
    quotas: tuple[tuple[str, tuple[tuple[str, int, int], ...]], ...]
    seats: int
    crossings: tuple[tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], int, int], ...]], ...] = ()
    """Of which criteria, and the cells with their bounds."""
    panels: tuple[tuple[str, ...], ...] = ()
    """Panels by pid, unnumbered, for the profiles in them; or none, and `turns` makes them."""
    turns: tuple[Mapping[tuple[str, ...], int], ...] = ()
    """For each panel, how many of each profile: seated by SPEC §6."""
    levels: tuple[dict[str, Any], ...] = ()
    """value, profiles, people, proof; `bound` where it is not the value."""
    objective: Mapping[str, Any] | None = None
    """What the certificate claims beyond its levels."""
    cuts: tuple[Mapping[str, Any], ...] = ()
    """What its proofs name by number; those that stand within a proof come after them."""
    chances: Mapping[int, str] = field(default_factory=dict)
    """Chance by profile where no level says it."""
    fairness: str = "leximin"
    method: str = "polytope"
    rehearsal: bool = False
    text: str | None = DICE
    """What was rolled; None for a number drawn by hand."""
    number: int = 3
    """The number drawn by hand."""
    drawn: bool = True
    extra: dict[str, Any] = field(default_factory=dict)
    """Keys of the plan to put in place of its own."""

    @property
    def m(self) -> int:
        return len(self.panels or self.turns)


# --- Before chance ---------------------------------------------------------------------------------


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text


def _quota_rows(case: Case) -> list[tuple[set[tuple[int, str]], str, str, int, int]]:
    """Whom a row counts (all of these features), its names and its bounds."""
    names = [name for name, _ in case.quotas]
    rows = [({(c, row[0])}, name, *row) for c, (name, rows) in enumerate(case.quotas) for row in rows]
    for of, cells in case.crossings:
        for categories, low, high in cells:
            where = set(zip(map(names.index, of), categories, strict=True))
            rows.append((where, " × ".join(of), " × ".join(categories), low, high))
    return rows


def inputs(case: Case, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "fairness": case.fairness,
        "household": ["address"] if any(home for _, home, _ in case.people) else [],
        "panels": case.m,
        "pool": sha(files["guarantors/pool.csv"]),
        "quotas": sha(files["public/quotas.json"]),
        "seats": case.seats,
    }


def ring_seed(case: Case, files: Mapping[str, bytes]) -> str:
    return h("stage", h("inputs", sha(canon(inputs(case, files)))), "rings")


def numbered(panels: list[tuple[str, ...]], seed: str) -> bytes:
    """The lottery file of these panels: pids ascending, panels by ticket."""
    lines = [",".join(sorted(panel)) for panel in panels]
    lines.sort(key=lambda line: h("ticket", seed, sha(line.encode())))
    return "".join(line + "\n" for line in lines).encode()


def contents(case: Case) -> Files:
    """Quotas, pool, counts, lottery, chances and certificate."""
    quotas = [
        {"name": name, "categories": [{"name": n, "minimum": a, "maximum": b} for n, a, b in rows]}
        for name, rows in case.quotas
    ]
    crossings = [
        {"of": of, "cells": [{"categories": c, "minimum": a, "maximum": b} for c, a, b in cells]}
        for of, cells in case.crossings
    ]
    crossed = {"crossings": crossings} if crossings else {}
    files = {"public/quotas.json": canon({"spec": "tirage/2", "criteria": quotas, **crossed})}
    header = ("pid", "household", *(_cell(name) for name, _ in case.quotas))
    people = [(pid, home, *map(_cell, features)) for pid, home, features in case.people]
    files["guarantors/pool.csv"] = table(header, *people)
    counts = [
        (name, _cell(value), sum(where <= set(enumerate(f)) for _, _, f in case.people), low, high)
        for where, name, value, low, high in _quota_rows(case)
    ]
    files["public/counts.csv"] = table(("criterion", "category", "volunteers", "minimum", "maximum"), *counts)
    files["public/lottery.csv"] = numbered(_panels(case, files), ring_seed(case, files))
    return {**files, **promises(case, files["public/lottery.csv"])}


def _panels(case: Case, files: Mapping[str, bytes]) -> list[tuple[str, ...]]:
    """The panels as SPEC §6 seats them; those of the case as they stand, where no lottery may have them."""
    person = {each[0]: each for each in case.people}
    if not all(_is_panel(panel, person) for panel in case.panels):
        return list(case.panels)
    rows = [Counter(seating.profile(case.people, person[pid]) for pid in panel) for panel in case.panels]
    turns = [Counter({(features, ()): seats for features, seats in turn.items()}) for turn in case.turns]
    return seating.seated(case.people, rows or turns, ring_seed(case, files))


def _is_panel(panel: tuple[str, ...], person: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> bool:
    homes = [person[pid][1] or pid for pid in panel if pid in person]
    return len(set(homes)) == len(panel)


def counted(lottery: bytes) -> dict[str, int]:
    """Panels by pid."""
    pids = lottery.decode().replace("\n", ",").split(",")
    return {pid: pids.count(pid) for pid in pids}


def promises(case: Case, lottery: bytes) -> Files:
    """`chances.csv` and `certificate.json` that tell the truth about a lottery."""
    panels = counted(lottery)
    profiles = sorted({seating.profile(case.people, person) for person in case.people})
    number = {person[0]: profiles.index(seating.profile(case.people, person)) for person in case.people}
    values = _values(case)
    chances = [(pid, panels.get(pid, 0), values[number[pid]]) for pid, _, _ in case.people]
    levels = []
    for level in case.levels:
        least = min(panels.get(pid, 0) for pid, t in number.items() if t in level["profiles"])
        levels.append({"bound": level["value"], **level, "achieved": f"{least}/{case.m}"})
    certificate = {
        "spec": "tirage/2",
        "fairness": case.fairness,
        "method": case.method,
        "seats": case.seats,
        "panels": case.m,
        "levels": levels,
        "never": sum(panels.get(pid, 0) == 0 for pid in number),
        "always": sum(panels.get(pid, 0) == case.m for pid in number),
    }
    if case.objective is not None:
        certificate["objective"] = dict(case.objective)
    return {
        "guarantors/chances.csv": table(("pid", "panels", "chance"), *chances),
        "public/certificate.json": canon(hoisted(certificate, case.cuts)),
    }


def _values(case: Case) -> dict[int, str]:
    """Chance by profile; maximin leaves the others what is left, here the same for all of them."""
    values = {t: level["value"] for level in case.levels for t in level["profiles"]} | dict(case.chances)
    rest = case.seats - sum(Fraction(level["value"]) * level["people"] for level in case.levels)
    others = len(case.people) - sum(level["people"] for level in case.levels)
    for t in range(len(case.people)):
        values.setdefault(t, str(rest / others) if others else "0")
    return values


# --- Chance and what follows -------------------------------------------------------------------------


def seal(case: Case, files: Mapping[str, bytes]) -> Files:
    """Plan, journal and draw around the files that come before chance."""
    whole = {name: data for name, data in files.items() if name in _BEFORE}
    plan: dict[str, Any] = {
        "spec": "tirage/2",
        "act": "panel",
        "stage": "test/panel" if case.rehearsal else "panel",
        "rehearsal": case.rehearsal,
        "inputs": inputs(case, whole),
        "people": len(case.people),
        "counts": sha(whole["public/counts.csv"]),
        "lottery": sha(whole["public/lottery.csv"]),
        "certificate": sha(whole["public/certificate.json"]),
        "chances": sha(whole["guarantors/chances.csv"]),
        "contributors": [{"id": "public", "kind": "public", "form": "20d6" if case.text else "hand"}],
        "beacon": None,
        "later": {
            "fairness": case.fairness,
            "panels": None,
            "policy": "residual",
            "roll": "20d6",
            "batch": None,
            "cohorts": 1,
        },
        **case.extra,
    }
    whole["public/plan.json"] = canon(plan)
    acts = _acts(case, whole)
    if case.drawn:
        acts += _draw(case, whole, plan["stage"])
    return {**whole, **journal(acts)}


_BEFORE = (
    "public/quotas.json",
    "guarantors/pool.csv",
    "public/counts.csv",
    "public/lottery.csv",
    "public/certificate.json",
    "guarantors/chances.csv",
)


def _acts(case: Case, whole: Files) -> list[tuple[str, dict[str, Any]]]:
    people = len(case.people)
    return [
        ("open", {"spec": "tirage/2", "rehearsal": case.rehearsal}),
        ("quotas", {"sha256": sha(whole["public/quotas.json"]), "source": sha(b"quotas")}),
        (
            "pool",
            {
                "sha256": sha(whole["guarantors/pool.csv"]),
                "source": sha(b"pool"),
                "encoding": "utf-8",
                "ids": "published",
                **dict.fromkeys(("root", "rules", "recoding"), ""),
                "read": people + 1,
                "kept": people,
                "excluded": 1,
                "causes": {"minor": 1},
            },
        ),
        (
            "lottery",
            {
                "sha256": sha(whole["public/lottery.csv"]),
                "certificate": sha(whole["public/certificate.json"]),
                "chances": sha(whole["guarantors/chances.csv"]),
                "panels": case.m,
            },
        ),
        ("plan", {"act": "panel", "sha256": sha(whole["public/plan.json"])}),
    ]


def _draw(case: Case, whole: Files, stage: str) -> list[tuple[str, dict[str, Any]]]:
    plan = sha(whole["public/plan.json"])
    number, before, chance = _chance(case, plan, stage)
    panel = whole["public/lottery.csv"].decode().split("\n")[number].split(",")
    features = {pid: f for pid, _, f in case.people}
    seats = [
        (name, _cell(value), low, sum(where <= set(enumerate(features.get(pid, ()))) for pid in panel), high)
        for where, name, value, low, high in _quota_rows(case)
    ]
    whole["public/panel.csv"] = table(("pid",), *((pid,) for pid in panel))
    whole["public/seats.csv"] = table(("criterion", "category", "minimum", "seats", "maximum"), *seats)
    body = {
        "act": "panel",
        "plan": plan,
        **chance,
        "number": number,
        "panel": sha(whole["public/panel.csv"]),
        "seats": sha(whole["public/seats.csv"]),
    }
    return [*before, ("panel", body)]


def _chance(
    case: Case, plan: str, stage: str
) -> tuple[int, list[tuple[str, dict[str, Any]]], dict[str, Any]]:
    if case.text is None:
        return case.number, [], {"by": "hand"}
    value = "".join(case.text.split()).ljust(64, "0")
    contributions = sha(f"public|{value}\n".encode())
    seed = h("seed", plan, contributions, "none", "0", "none")
    ss = h("stage", seed, stage)
    body = {"act": "panel", "plan": plan, "id": "public", "kind": "public", "text": case.text, "value": value}
    chance = {"by": "seed", "contributions": contributions, "seed": seed, "stage_seed": ss}
    # m is far below 2^256: the first attempt is accepted.
    return int(h("int", ss, "0"), 16) % case.m, [("contribution", body)], chance


def journal(acts: list[tuple[str, dict[str, Any]]]) -> Files:
    """The chain of these acts, a minute apart."""
    files: Files = {}
    prev = "0" * 64
    for i, (kind, body) in enumerate(acts, 1):
        data = canon(
            {
                "v": 1,
                "i": i,
                "prev": prev,
                "type": kind,
                "time": f"2026-11-23T09:{i:02}:00Z",
                "tool": TOOL,
                "body": body,
            }
        )
        files[f"journal/{i:04}-{kind}.json"] = data
        prev = sha(data)
    return files


def acts_of(files: Mapping[str, bytes]) -> list[tuple[str, dict[str, Any]]]:
    """The acts of a journal, for an attacker to edit and chain again with `journal`."""
    names = sorted(name for name in files if name.startswith("journal/"))
    entries = [json.loads(files[name]) for name in names]
    return [(entry["type"], entry["body"]) for entry in entries]


def rechained(files: Mapping[str, bytes], acts: list[tuple[str, dict[str, Any]]]) -> Files:
    """The dossier with another journal, its chain made good."""
    rest = {name: data for name, data in files.items() if not name.startswith("journal/")}
    return {**rest, **journal(acts)}


def dossier(case: Case) -> Files:
    """The whole dossier of a case."""
    return seal(case, contents(case))
