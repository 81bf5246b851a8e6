"""What an attacker can do to a dossier, and what the verifier must answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from support.dossiers import Files, acts_of, canon, rechained, sha
from tirage.verify import Report, verify


def failures(files: Mapping[str, bytes]) -> set[str]:
    """Codes of the failed checks."""
    return {check.code for check in verify(files).checks if check.status == "failed"}


def caught(files: Mapping[str, bytes], *codes: str) -> Report:
    """Assert that at least these checks fail; the report."""
    report = verify(files)
    found = {check.code for check in report.checks if check.status == "failed"}
    assert set(codes) <= found and found, f"wanted {codes}, found {sorted(found)}"
    assert not report.ok
    return report


def edited(files: Mapping[str, bytes], name: str, edit: Callable[[Any], None]) -> Files:
    """The dossier with one JSON document changed, nothing else."""
    value = json.loads(files[name])
    edit(value)
    return {**files, name: canon(value)}


def retold(files: Mapping[str, bytes], edit: Callable[[list[tuple[str, dict[str, Any]]]], None]) -> Files:
    """The dossier with its acts changed and the journal chained again around them."""
    acts = acts_of(files)
    edit(acts)
    return rechained(files, acts)


def body(acts: list[tuple[str, dict[str, Any]]], kind: str) -> dict[str, Any]:
    """Body of the first act of that type."""
    return next(found for type_, found in acts if type_ == kind)


def rehashed(files: Mapping[str, bytes]) -> Files:
    """The journal and the plan name the files as they are now; seed, number and panel stay as they were."""
    plan = json.loads(files["public/plan.json"])
    plan["inputs"]["pool"] = sha(files["guarantors/pool.csv"])
    plan["inputs"]["quotas"] = sha(files["public/quotas.json"])
    for key, name in _PLANNED.items():
        plan[key] = sha(files[name])
    whole = {**files, "public/plan.json": canon(plan)}
    names = {**_PLANNED, "panel": "public/panel.csv", "seats": "public/seats.csv"}

    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        for kind, found in acts:
            if kind in _NAMED:
                found["sha256"] = sha(whole[_NAMED[kind]])
            if "plan" in found:
                found["plan"] = sha(whole["public/plan.json"])
            found.update(
                {key: sha(whole[name]) for key, name in names.items() if key in found and key != "counts"}
            )

    return retold(whole, edit)


_PLANNED = {
    "counts": "public/counts.csv",
    "lottery": "public/lottery.csv",
    "certificate": "public/certificate.json",
    "chances": "guarantors/chances.csv",
}
_NAMED = {
    "quotas": "public/quotas.json",
    "pool": "guarantors/pool.csv",
    "lottery": "public/lottery.csv",
    "plan": "public/plan.json",
}
