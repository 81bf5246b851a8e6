"""The plan: everything but chance, fixed before it (SPEC §4). Checks 1.8, 2.3 and 2.4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...kernel import Files, Inapplicable, Table
from ...primitives.held import digest_of
from ...primitives.lines import hash_of
from ...primitives.rolls import is_form
from ...reading.acts import brought, steps
from ...reading.bodies import BEFORE, BEFORE_BESIDES, is_rate
from ...reading.documents import canonical, parse_json, remembered
from ...reading.journal import is_begun, is_of_seats
from ...reading.pack import absence, left_out
from ...reading.shapes import (
    Shape,
    exactly,
    is_count,
    is_fairness,
    is_hash,
    is_text,
    list_of,
    mapping_of,
    one_of,
    record,
    record_with,
    shaped,
)
from ...report import Said, compared, faulty, skipped
from ..record.journal import Entry, first
from .act_plan import HEAD
from .beacon import Beacon
from .contributions import Contributors, form_of, read_contributors

FILE = "public/plan.json"
PLAN = Table()
"""Checks 2.3 and 2.4 of a draw of seats."""
HASHES = Table()
"""Check 1.8, of a whole record or of one draw."""
_INPUTS = {
    "fairness": is_fairness,
    "household": list_of(is_text),
    "panels": is_count,
    "pool": is_hash,
    "quotas": is_hash,
    "seats": is_count,
}
_PLAN = {
    **HEAD,
    "act": exactly("panel"),
    "stage": one_of("panel", "test/panel"),
    "inputs": record(_INPUTS),
    "people": is_count,
    "counts": is_hash,
    "lottery": is_hash,
    "certificate": is_hash,
    "chances": is_hash,
}


def is_some(value: object) -> bool:
    """A whole number from 1 on."""
    return is_count(value) and value != 0


LATER: dict[str, Shape] = {
    "fairness": is_fairness,
    "panels": lambda value: value is None or is_count(value),
    "policy": one_of("residual", "cumulated", "like-for-like", "alternates-first"),
    "roll": is_form,
    "batch": lambda value: value is None or is_some(value),
    "cohorts": is_some,
}
"""What is fixed beforehand of how seats are drawn."""
_LIST: dict[str, Shape] = {
    "count": lambda value: value is None or is_some(value),
    "confidence": is_rate,
    "dropout": is_rate,
}


def is_alternates(value: object) -> bool:
    """What lists of alternates are made for: a count of people, or a share of departures."""
    return (
        isinstance(value, dict)
        and record(_LIST)(value)
        and (value["count"] is None) == bool(value["confidence"])
    )


def is_room(value: object) -> bool:
    """Seats of tolerance: no assembly has so many as to need more."""
    return isinstance(value, int) and is_count(value) and value <= MOST_ROOM


MOST_ROOM = 10**6
LATER_BESIDES: dict[str, Shape] = {
    "tolerance": lambda value: mapping_of(is_room)(value) and bool(value),
    "alternates": is_alternates,
    "standby": record({"seats": is_some, "months": is_some, "order": one_of("hidden", "published")}),
    "prefer": one_of("diverse", "repairable"),
}
"""What may be fixed besides."""
is_later = record_with(LATER, LATER_BESIDES)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a panel, once it is well formed."""

    stage: str
    rehearsal: bool
    fairness: str
    household: list[str]
    panels: int
    seats: int
    people: int
    contributors: Contributors
    form: str
    """Of the public roll; empty where there is none."""
    beacon: Beacon | None
    files: dict[str, str]
    """Hash of each file that the plan fixes, by path."""
    inputs_hash: str
    digest: str
    """SHA-256 of the file."""
    act: str = "panel"
    file: str = FILE
    later: dict[str, Any] = field(default_factory=dict)
    """Of a panel: what every later draw keeps to."""
    before: dict[str, Any] = field(default_factory=dict)
    """What a later draw follows from: the values of `journal.BEFORE`."""


def read_plan(data: bytes, act: str = "panel") -> Plan:
    """The plan of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    return _read(data, act)


@remembered
def _read(data: bytes, act: str) -> Plan:
    shape = {**_PLAN, "later": is_later}
    if act != "panel":
        stages = one_of(act, f"test/{act}")
        shape = {
            **_PLAN,
            "act": exactly(act),
            "stage": stages,
            "inputs": record_with({**_INPUTS, **BEFORE}, BEFORE_BESIDES),
        }
    plan = shaped(parse_json(data), shape)
    inputs = plan["inputs"]
    before = {name: inputs[name] for name in (*BEFORE, *BEFORE_BESIDES) if name in inputs}
    return Plan(
        plan["stage"],
        plan["rehearsal"],
        inputs["fairness"],
        inputs["household"],
        inputs["panels"],
        inputs["seats"],
        plan["people"],
        read_contributors(plan["contributors"]),
        form_of(plan["contributors"]),
        Beacon(**plan["beacon"]) if plan["beacon"] else None,
        {
            "guarantors/pool.csv": inputs["pool"],
            "public/quotas.json": inputs["quotas"],
            "public/counts.csv": plan["counts"],
            "public/lottery.csv": plan["lottery"],
            "public/certificate.json": plan["certificate"],
            "guarantors/chances.csv": plan["chances"],
            **({"public/sitting.csv": before["sitting"]} if before else {}),
        },
        hash_of(canonical(inputs)),
        hash_of(data),
        act,
        later=plan.get("later", {}),
        before=before,
    )


@PLAN.fact("order.plan")
def plan(files: Files, act: str) -> Plan:
    """The plan of a draw of seats, where the record has come to one."""
    if not is_of_seats(files):
        raise Inapplicable
    return read_plan(files.get(FILE, b""), act)


@PLAN.check("order.plan", FILE, due=is_of_seats)
def check_plan(plan: Plan, entries: list[Entry]) -> Said:
    """The record means this plan and no other."""
    named = [entry.body["sha256"] for entry in entries if entry.type == "plan"]
    named += [entry.body["plan"] for entry in entries if "plan" in entry.body]
    return faulty(sorted(set(named) - {plan.digest}) if named else ["absent"], wanted=plan.digest)


@PLAN.check("order.agree", FILE, due=is_of_seats)
def check_agreement(plan: Plan, entries: list[Entry]) -> Said:
    """The plan and the record fix the same files and figures."""
    faults = [
        f"{path} ({plan.files[path]} ≠ {digest})"
        for path, digest in _named_by_journal(entries)
        if path in plan.files and plan.files[path] != digest
    ]
    pool, lottery = first(entries, "pool"), first(entries, "lottery")
    if pool and pool["kept"] != plan.people:
        faults.append(f"people ({plan.people} ≠ {pool['kept']})")
    if lottery and lottery["panels"] != plan.panels:
        faults.append(f"panels ({plan.panels} ≠ {lottery['panels']})")
    if not 1 <= plan.seats <= plan.people:
        faults.append(f"seats ({plan.seats} / {plan.people})")
    return faulty(faults)


@HASHES.check("hash", due=is_begun)
def check_hashes(files: Files, journal: list[Entry], plan: Plan | None = None) -> Iterator[Said]:
    """Every file that the journal or the plan names has the hash that they give it."""
    claims: dict[str, list[str]] = {}
    for path, digest in [*_named_by_journal(journal), *(plan.files.items() if plan else ())]:
        claims.setdefault(path, []).append(digest)
    for path, digests in sorted(claims.items()):
        if path in files:
            own = digest_of(files, path)
            yield compared(own, next((digest for digest in digests if digest != own), own), path)
        elif path.startswith("guarantors/") or path in left_out(files):
            # That any other is absent is check 1.2.
            yield skipped(absence(files, path), path)


def _named_by_journal(entries: list[Entry]) -> list[tuple[str, str]]:
    """(path, hash) of each file that an entry names."""
    at = steps([(entry.type, entry.body) for entry in entries])
    return [
        (path, entry.body[key])
        for entry, step in zip(entries, at, strict=True)
        for path, key in brought(step, entry.body)
        if key
    ]
