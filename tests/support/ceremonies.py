"""Genuine ceremonies, made by hand-sized code: nothing of tirage is imported here.

`Ceremony` says who committed, what was brought when and which round of the beacon; `held` writes the dossier
around `EVEN`. An attack that changes a field and calls `held` again is one by somebody who re-hashes all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from support.dossier_cases import EVEN
from support.dossiers import DICE, TOOL, Files, canon, contents, h, seal, sha
from support.witnesses import anchor, policy

DRAND = json.loads(
    (Path(__file__).parents[2] / "src/tirage/spec/vectors/drand-vectors.json").read_text(encoding="utf-8")
)
QUICKNET = DRAND["quicknet"]
ROUNDS = {each["round"]: each["signature"] for each in QUICKNET["rounds"]}
ROUND = 5555555
DUE = "2024-03-03T12:47:09Z"
BEFORE, EARLY, LATER = "2024-03-03T12:00:00Z", "2024-03-03T12:30:00Z", "2024-03-03T12:48:00Z"
SECRETS = {"amina": "a1" * 32, "bruno": "b2" * 32, "chloe": "c3" * 32}
Act = tuple[str, dict[str, Any] | Callable[[list[bytes]], dict[str, Any]], str]
"""Type, body (or how it follows from the entries before) and time."""


def beacon_of(number: int) -> dict[str, Any]:
    """What a plan says of a round."""
    return {"chain": QUICKNET["chain_hash"], "public_key": QUICKNET["public_key"], "round": number}


@dataclass(frozen=True)
class Ceremony:
    """Who brings chance to the draw of `EVEN`."""

    commits: Mapping[str, str] = field(
        default_factory=lambda: {name: h("commit", name, value) for name, value in SECRETS.items()}
    )
    revealed: tuple[str, ...] = ("amina", "bruno", "chloe")
    dropped: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: SECRETS)
    dice: str | None = DICE
    form: str = "20d6"
    dice_first: bool = False
    beacon: Mapping[str, Any] | None = field(default_factory=lambda: beacon_of(ROUND))
    signature: str = ROUNDS[ROUND]
    randomness: str | None = None
    """Beside the signature; None for the one that follows from it."""
    times: Mapping[str, str] = field(
        default_factory=lambda: {"plan": BEFORE, "brought": EARLY, "dropped": DUE, "beacon": DUE}
    )
    rehearsal: bool = False
    witnessed: str = ""
    """When a witness cosigns the plan; empty for nobody."""

    def at(self, **times: str) -> Ceremony:
        return replace(self, times={**self.times, **times})


NO_BEACON = Ceremony(beacon=None, signature="").at(dropped=EARLY)


def held(ceremony: Ceremony = Ceremony(), *, upto: int | None = None) -> Files:
    """The dossier of a ceremony; `upto` leaves out acts from that one on, with their files."""
    contributors = [{"id": n, "kind": "sealed", "commit": c} for n, c in ceremony.commits.items()]
    if ceremony.dice is not None or ceremony.dropped:
        contributors.append({"id": "public", "kind": "public", "form": ceremony.form})
    extra = {"contributors": sorted(contributors, key=lambda each: each["id"]), "beacon": ceremony.beacon}
    case = replace(EVEN, rehearsal=ceremony.rehearsal, extra=extra, drawn=False)
    files = seal(case, contents(case))
    plan, stage = sha(files["public/plan.json"]), json.loads(files["public/plan.json"])["stage"]
    before = [json.loads(files[name]) for name in sorted(files) if name.startswith("journal/")]
    acts: list[Act] = [(entry["type"], entry["body"], ceremony.times["plan"]) for entry in before]
    if ceremony.witnessed:
        acts += witnessing(len(acts) + 1, ceremony.witnessed, ceremony.times["plan"])
    own = {"act": "panel", "plan": plan}
    brought, values = _brought(ceremony, own)
    acts += brought
    pulse = ("none", "0", "none")
    if ceremony.beacon is not None and ceremony.signature:
        pulse = (ceremony.beacon["chain"], str(ceremony.beacon["round"]), ceremony.signature)
        randomness = ceremony.randomness or sha(bytes.fromhex(ceremony.signature))
        body = {"chain": pulse[0], "round": int(pulse[1]), "signature": pulse[2], "randomness": randomness}
        acts.append(("beacon", {**own, **body}, ceremony.times["beacon"]))
    contributions = sha("".join(f"{n}|{values[n]}\n" for n in sorted(values)).encode())
    seed = h("seed", plan, contributions, *pulse)
    ss = h("stage", seed, stage)
    number = int(h("int", ss, "0"), 16) % EVEN.m
    by_hand = seal(replace(case, drawn=True, text=None, number=number), contents(case))
    results = {name: by_hand[name] for name in ("public/panel.csv", "public/seats.csv")}
    drawn = {"contributions": contributions, "seed": seed, "stage_seed": ss, "number": number}
    hashes = {"panel": sha(results["public/panel.csv"]), "seats": sha(results["public/seats.csv"])}
    acts.append(("panel", {**own, "by": "seed", **drawn, **hashes}, LATER))
    whole = files | (results if upto is None else {})
    rest = {name: data for name, data in whole.items() if not name.startswith("journal/")}
    return {**rest, **chained(acts[:upto])}


def _brought(ceremony: Ceremony, own: Mapping[str, Any]) -> tuple[list[Act], dict[str, str]]:
    time = ceremony.times["brought"]
    values = {name: ceremony.values[name] for name in ceremony.revealed}
    acts: list[Act] = [
        ("contribution", {**own, "id": name, "kind": "sealed", "value": value}, time)
        for name, value in values.items()
    ]
    dropped: list[Act] = [
        ("contribution", {**own, "id": name, "kind": "dropped"}, ceremony.times["dropped"])
        for name in ceremony.dropped
    ]
    dice: list[Act] = []
    if ceremony.dice is not None:
        digits = "".join(ceremony.dice.split()).ljust(64, "0")
        values["public"] = sha(ceremony.dice.encode()) if ceremony.form == "words" else digits
        body = {"id": "public", "kind": "public", "text": ceremony.dice, "value": values["public"]}
        dice = [("contribution", {**own, **body}, time)]
    if ceremony.beacon is not None:
        return [*acts, *dice, *dropped], values
    return [*dice, *acts, *dropped] if ceremony.dice_first else [*acts, *dropped, *dice], values


def witnessing(size: int, signed: str, recorded: str) -> list[Act]:
    """A witness is named, and cosigns the journal of so many entries."""
    return [
        ("witnesses", policy(), recorded),
        ("anchor", lambda before: anchor(before[:size], signed), max(signed, recorded)),
    ]


def chained(acts: list[Act]) -> Files:
    """The journal of these acts at their times."""
    files: Files = {}
    prev = "0" * 64
    for i, (kind, body, time) in enumerate(acts, 1):
        if callable(body):
            body = body(list(files.values()))
        entry = {
            "v": 1,
            "i": i,
            "prev": prev,
            "type": kind,
            "time": time,
            "tool": TOOL,
            "body": body,
        }
        files[f"journal/{i:04}-{kind}.json"] = data = canon(entry)
        prev = sha(data)
    return files


def told(files: Files) -> list[Act]:
    """The acts of a journal, for an attacker to edit and chain again."""
    entries = [json.loads(files[name]) for name in sorted(files) if name.startswith("journal/")]
    return [(entry["type"], entry["body"], entry["time"]) for entry in entries]


def retold(files: Files, acts: list[Act]) -> Files:
    """The dossier with another journal, its chain made good."""
    return {name: data for name, data in files.items() if not name.startswith("journal/")} | chained(acts)
