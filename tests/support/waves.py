"""Genuine dossiers that begin with a roll, made by hand-sized code: nothing of tirage is imported here.

`Hat` says who is in the frame and how many letters each wave has; `sealed` writes everything around it, so an
attack that changes a file and seals again is one by somebody who re-hashes all that can be re-hashed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from support.dossiers import DICE, Files, acts_of, canon, h, journal, rechained, sha, table

QUOTAS = canon(
    {
        "criteria": [
            {
                "name": "genre",
                "categories": [{"name": name, "minimum": 2, "maximum": 5} for name in ("F", "M")],
            }
        ],
        "spec": "tirage/2",
    }
)
SEATS = {"roll": 4, "cards": 3}
ROLLS = "public/rolls.csv"
Row = tuple[object, ...]
"""Seats of each stream, and so its share of the letters as long as nobody has answered."""
STREAM = {"ages": "18+", "nationality": "any"}
LISTED = {"rows": 4, "matched": 3, "decided": 1, "people": 2}
"""The figures of the list of exclusion: one of three who are somebody is on another list too."""
LETTERS = {"total": 7, "alpha": "0", "response": "1/10", "undeliverable": "9/100", "prior": 100, "rates": []}
RULES = canon(
    {
        "spec": "tirage/2",
        "name": "Test",
        **dict.fromkeys(("organiser", "city", "timezone")),
        "seats": 7,
        "reference_date": "2027-03-01",
        "streams": [{"name": name, "seats": n, "sources": [name], **STREAM} for name, n in SEATS.items()],
        "criteria": [
            {
                "name": "genre",
                "from": "sex",
                "geography": None,
                "categories": [{"name": name, "means": name} for name in ("F", "M")],
            }
        ],
        "strata": ["genre"],
        "household": ["address", "surname"],
        "exclusions": ["deceased"],
        "causes": ["time", "work"],
        "letters": LETTERS,
        "draws": {
            "fairness": "leximin",
            "panels": None,
            "policy": "residual",
            "roll": "20d6",
            "batch": None,
            "cohorts": 1,
        },
    }
)


def someone(i: int) -> str:
    return sha(f"person {i}".encode())[:32]


def _people() -> tuple[tuple[str, str, str], ...]:
    """Thirty people in two strata; every fifth shares an address with the next one."""
    pids = sorted(someone(i) for i in range(30))
    homes = [0 if i % 5 > 1 else i // 5 + 1 for i in range(30)]
    strata = ["roll/F" if i % 3 else "cards/M" for i in range(30)]
    return tuple((pid, s, f"h{n}" if n else "") for pid, s, n in zip(pids, strata, homes, strict=True))


@dataclass(frozen=True)
class Hat:
    """A frame and its waves."""

    people: tuple[tuple[str, str, str], ...] = _people()
    """(pid, stratum, household), by pid."""
    letters: tuple[int, ...] = (7, 3)
    """Letters of each wave."""
    rehearsal: bool = False
    weights: Mapping[str, int] = field(default_factory=dict)
    """What people of a gender weigh; with any, letters are those of whole streams."""
    part: int = 0
    """People of a part of the frame; 0: one file."""

    @property
    def rules(self) -> bytes:
        """public/rules.json"""
        if not self.weights:
            return RULES
        said = [{"criterion": "genre", "category": name, "weight": n} for name, n in self.weights.items()]
        return canon(json.loads(RULES) | {"letters": {**LETTERS, "weights": said}})


WEIGHED = Hat(
    people=tuple((pid, f"{s.split('/')[0]}/{'FM'[i % 2]}", h) for i, (pid, s, h) in enumerate(_people())),
    weights={"F": 3},
)
"""Women weigh three times as much as men, in both streams."""


def root(leaves: Sequence[bytes]) -> str:
    """MTH of RFC 6962 §2.1."""

    def subtree(some: Sequence[bytes]) -> bytes:
        if len(some) == 1:
            return sha256(b"\0" + some[0]).digest()
        split = 1 << (len(some) - 1).bit_length() - 1
        return sha256(b"\1" + subtree(some[:split]) + subtree(some[split:])).digest()

    return subtree(leaves).hex() if leaves else sha(b"")


def by_hand(
    people: Sequence[tuple[str, str, str]], letters: Mapping[str, int], before: set[str], ss: str
) -> list[tuple[str, str]]:
    """Who gets a letter, by the words of the rule: one household after the other, then one stratum each."""
    homes = {home for pid, _, home in people if home and pid in before}
    hat = [(h("ticket", ss, pid), pid, s, home) for pid, s, home in people if pid not in before]
    hat = [row for row in hat if row[3] not in homes]
    first = [row for row in hat if not any(row[3] and row[3] == o[3] and o < row for o in hat)]
    drawn = []
    for stratum, count in letters.items():
        drawn += sorted(row for row in first if row[2] == stratum)[:count]
    return sorted((pid, stratum) for _, pid, stratum, _ in drawn)


def weighed_by_hand(
    people: Sequence[tuple[str, str, str]],
    letters: Mapping[str, int],
    weight: Mapping[str, int],
    before: set[str],
    ss: str,
) -> list[tuple[str, str]]:
    """Who gets a letter where people weigh, by the words of the rule and the logarithms of `decimal`."""

    def order(pid: str, stratum: str) -> Decimal:
        u = 1 - Decimal(int(h("ticket", ss, pid), 16)) / 2**256
        return -u.ln() / weight[stratum]

    homes = {home for pid, _, home in people if home and pid in before}
    hat = sorted(
        (order(pid, s), pid, s, home) for pid, s, home in people if pid not in before and home not in homes
    )
    first = [row for row in hat if not any(row[3] and row[3] == o[3] and o < row for o in hat)]
    drawn = []
    for stream, count in letters.items():
        drawn += [row for row in first if row[2].split("/")[0] == stream][:count]
    return sorted((pid, stratum) for _, pid, stratum, _ in drawn)


def strata_of(hat: Hat) -> dict[str, int]:
    return {code: sum(s == code for _, s, _ in hat.people) for code in sorted({s for _, s, _ in hat.people})}


def letters_by_hand(total: int, could: Mapping[str, int]) -> dict[str, int]:
    """Letters of two strata, one a stream, in proportion to its seats; `could`: people who may get one."""
    letters = streams_by_hand(total, {"cards": could["cards/M"], "roll": could["roll/F"]})
    return {"cards/M": letters["cards"], "roll/F": letters["roll"]}


def streams_by_hand(total: int, could: Mapping[str, int]) -> dict[str, int]:
    """Letters of the two streams; `could`: people of each who may get one."""
    total = min(total, sum(could.values()))
    share = Fraction(total * SEATS["roll"], sum(SEATS.values()))
    roll = min(max(share, total - could["cards"]), could["roll"])
    return {"cards": total - round(roll), "roll": round(roll)}


def could_get(hat: Hat, before: set[str]) -> dict[str, int]:
    """People of each stratum to whom nobody has written, at home neither."""
    homes = {home for pid, _, home in hat.people if home and pid in before}
    could = [s for pid, s, home in hat.people if pid not in before and home not in homes]
    return {code: could.count(code) for code in strata_of(hat)}


def rolls_file(*rows: Sequence[object]) -> bytes:
    """`public/rolls.csv` of some files: hash, kind, list, commune, date, encoding, read, aside, causes."""
    columns = ("sha256", "kind", "list", "commune", "date", "encoding", "read", "set_aside", "causes")
    return table(columns, *(tuple(map(str, row)) for row in rows))


def with_rolls(files: Files, *rows: Sequence[object]) -> Files:
    """The dossier with other files received: their hash, number and sums are those of the entry."""
    files = {**files, ROLLS: rolls_file(*rows)}
    acts = acts_of(files)
    found = next(body for kind, body in acts if kind == "rolls")
    read, aside = (sum(int(str(row[place])) for row in rows) for place in (6, 7))
    found.update(sha256=sha(files[ROLLS]), files=len(rows), read=read, set_aside=aside)
    return rechained(files, acts)


def roll_of(read: int, aside: int = 0, causes: str = "", name: str = "LP", file: str = "roll") -> Row:
    """A row of `public/rolls.csv`, of one file."""
    return sha(file.encode()), "layout-a", name, "75115", "", "utf-8", read, aside, causes


def homes_by_hand(hat: Hat, before: set[str]) -> tuple[dict[str, int], int]:
    """Homes that may still get a letter, by the first of their people: of strata and streams, and all."""
    written = {home for pid, _, home in hat.people if home and pid in before}
    left = [(s, home or pid) for pid, s, home in hat.people if pid not in before and home not in written]
    first = [s for place, (s, home) in enumerate(left) if home not in [other for _, other in left[:place]]]
    groups = {*strata_of(hat), *SEATS}
    return {name: sum(name in (s, s.split("/")[0]) for s in first) for name in groups}, len(first)


FRAME_HEADER = ("pid", "stratum", "household", "idc")


def part_file(number: int) -> str:
    return f"guarantors/frame-{number}.csv"


def parts_of(files: Files) -> list[str]:
    """The parts of a frame that are here, in order."""
    numbers = sorted(int(name[17:-4]) for name in files if name.startswith("guarantors/frame-"))
    return list(map(part_file, numbers))


def people_hash(files: Files) -> str:
    """What entry and plans have of the people: of one file, or of the list of several."""
    digests = [sha(files[name]) for name in parts_of(files)]
    return sha(canon(digests)) if digests else sha(files["guarantors/frame.csv"])


def divided(people: Sequence[tuple[str, str, str, str]], size: int) -> tuple[Files, dict[str, Any]]:
    """The files of the people by their paths, and what `frame.json` says of them: nothing of one file."""
    if not size:
        return {"guarantors/frame.csv": table(FRAME_HEADER, *people)}, {}
    blocks = [people[start : start + size] for start in range(0, len(people), size)]
    files = {part_file(number): table(FRAME_HEADER, *block) for number, block in enumerate(blocks, 1)}
    said = [
        {"people": len(block), "sha256": sha(files[part_file(number)]), "root": root(leaves_of(block))}
        for number, block in enumerate(blocks, 1)
    ]
    return files, {"parts": {"size": size, "files": said}}


def leaves_of(people: Sequence[tuple[str, str, str, str]]) -> list[bytes]:
    return [f"tirage1|roll|{pid}|{s}|{idc}".encode() for pid, s, _, idc in people]


def sealed(hat: Hat = Hat(), *, drop: int = 0) -> Files:
    """The dossier of a hat; `drop` leaves out the last acts."""
    people = [(*person, sha(f"id {person[0]}".encode())) for person in hat.people]
    leaves = leaves_of(people)
    own, said = divided(people, hat.part)
    total = len(people)
    counts = {"read": total + 2, "kept": total, "excluded": 2}
    strata = strata_of(hat)
    files = {
        "public/rules.json": hat.rules,
        **own,
        "public/quotas-announced.json": QUOTAS,
    }
    files["public/frame.json"] = canon(
        {
            **counts,
            "spec": "tirage/2",
            "rules": sha(hat.rules),
            "root": root(leaves),
            "people": total,
            "causes": {"deceased": 2},
            "lists": [{**counts, "list": "LP"}],
            "strata": [{"code": code, "labels": code.split("/"), "people": n} for code, n in strata.items()],
            **said,
        }
    )
    files[ROLLS] = rolls_file(roll_of(total + 2))
    acts: list[tuple[str, dict[str, Any]]] = [
        ("open", {"spec": "tirage/2", "rehearsal": hat.rehearsal}),
        ("key", {"hash": h("key", "00" * 32)}),
        ("rolls", {"sha256": sha(files[ROLLS]), "files": 1, "read": total + 2, "set_aside": 0}),
        (
            "frame",
            {
                **counts,
                "sha256": sha(files["public/frame.json"]),
                "rules": sha(hat.rules),
                "pids": people_hash(files),
                "root": root(leaves),
                "people": total,
                "causes": {"deceased": 2},
                "decisions": "",
                **({"parts": len(own)} if said else {}),
                "exclusions": [
                    {"list": "deceased", "sha256": sha(b"deceased"), **LISTED},
                ],
            },
        ),
        ("quotas", {"sha256": sha(QUOTAS), "source": sha(b"quotas.yaml")}),
    ]
    before: set[str] = set()
    for wave, total in enumerate(hat.letters, 1):
        acts += _wave(hat, files, wave, total, before)
    kept = acts[: len(acts) - drop]
    return {**_announced(files, kept), **journal(kept)}


def _wave(
    hat: Hat, files: Files, wave: int, total: int, before: set[str]
) -> list[tuple[str, dict[str, Any]]]:
    could = could_get(hat, before)
    homes, everywhere = homes_by_hand(hat, before)
    strata = f"public/letters-{wave}-strata.csv"
    header, rule = ("stratum", "people", "eligible", "letters"), {"rule": "shares/1", "alpha": "0"}
    if hat.weights:
        streams = {name: sum(n for code, n in could.items() if code.startswith(name)) for name in SEATS}
        letters = streams_by_hand(total, streams)
        if sum(letters.values()) > everywhere or any(letters[name] > homes[name] for name in letters):
            rule |= {"homes": everywhere}
            letters = streams_by_hand(min(total, everywhere), homes)
        weight = {code: hat.weights.get(code[-1], 1) for code in could}
        stream = {code: code.split("/")[0] for code in could}
        rows = [
            (code, n, could[code], letters[stream[code]], stream[code], weight[code])
            for code, n in strata_of(hat).items()
        ]
        files[strata] = table((*header, "stream", "weight"), *rows)
        rule |= {"rule": "weights/1"}
        del rule["alpha"]
    else:
        letters = letters_by_hand(total, could)
        if sum(letters.values()) > everywhere or any(letters[code] > homes[code] for code in letters):
            rule |= {"homes": everywhere}
            letters = letters_by_hand(min(total, everywhere), homes)
        files[strata] = table(header, *((c, n, could[c], letters[c]) for c, n in strata_of(hat).items()))
    stage = f"test/letters/{wave}" if hat.rehearsal else f"letters/{wave}"
    plan = canon(
        {
            "spec": "tirage/2",
            "act": "letters",
            "wave": wave,
            "stage": stage,
            "rehearsal": hat.rehearsal,
            "inputs": {
                "frame": people_hash(files),
                "rules": sha(hat.rules),
                "strata": sha(files[strata]),
                "allocation": {**rule, "letters": total},
                "before": [sha(files[f"guarantors/letters-{n}.csv"]) for n in range(1, wave)],
            },
            "contributors": [{"id": "public", "kind": "public", "form": "20d6"}],
            "beacon": None,
        }
    )
    files[f"public/letters-{wave}-plan.json"] = plan
    act, digest, text = f"letters/{wave}", sha(plan), f"{wave} {DICE[2:]}"
    value = "".join(text.split()).ljust(64, "0")
    contributions = sha(f"public|{value}\n".encode())
    seed = h("seed", digest, contributions, "none", "0", "none")
    ss = h("stage", seed, stage)
    drawn = (
        weighed_by_hand(hat.people, letters, weight, before, ss)
        if hat.weights
        else by_hand(hat.people, letters, before, ss)
    )
    before |= {pid for pid, _ in drawn}
    files[f"guarantors/letters-{wave}.csv"] = table(("pid", "stratum"), *drawn)
    body = {"act": act, "plan": digest, "id": "public", "kind": "public", "text": text, "value": value}
    result = {"act": act, "plan": digest, "contributions": contributions, "seed": seed, "stage_seed": ss}
    listed = sha(files[f"guarantors/letters-{wave}.csv"])
    planned = sum(letters.values())
    fewer = {"planned": planned} if len(drawn) < planned else {}
    return [
        ("plan", {"act": act, "sha256": digest}),
        ("contribution", body),
        ("letters", {**result, "count": len(drawn), **fewer, "sha256": listed}),
    ]


def _announced(files: Files, acts: list[tuple[str, dict[str, Any]]]) -> Files:
    """The files that these acts bring."""
    waves = {kind: {body["act"][8:] for k, body in acts if k == kind} for kind in ("plan", "letters")}
    return {
        name: data
        for name, data in files.items()
        if "letters-" not in name
        or name.split("letters-")[1][0] in waves["letters" if name.startswith("guarantors") else "plan"]
    }


def answered(files: Files | None = None) -> Files:
    """The dossier of a hat (of `Hat()`) whose letters were answered: half accept, half refuse."""
    files = files or sealed()
    lists = sorted(name for name in files if name.startswith("guarantors/letters-"))
    sent = [line.split(",") for name in lists for line in files[name].decode().split()[1:]]
    stratum = dict(sorted(sent))
    pids = list(stratum)
    answers = {pid: ("accepted", "refused")[place % 2] for place, pid in enumerate(pids)}
    document = {
        "spec": "tirage/2",
        "round": 1,
        "letters": len(pids),
        "answers": {status: list(answers.values()).count(status) for status in sorted(set(answers.values()))},
        "streams": [
            {
                "stream": stream,
                "letters": sum(code.startswith(stream) for code in stratum.values()),
                "accepted": sum(stratum[pid].startswith(stream) for pid in pids[::2]),
            }
            for stream in ("cards", "roll")
        ],
    }
    rows = ((pid, status, stratum[pid][-1]) for pid, status in answers.items())
    people = table(("pid", "status", "genre"), *rows)
    own = {"public/responses-1.json": canon(document), "guarantors/responses-1.csv": people}
    hashes = {"sha256": sha(own["public/responses-1.json"]), "people": sha(people), "source": sha(b"answers")}
    return rechained({**files, **own}, [*acts_of(files), ("responses", {"round": 1, **hashes})])


def with_hashes(files: Files) -> Files:
    """Frame, plans, letters and journal as somebody writes them who knows every rule of hashes."""
    files = dict(files)
    acts = acts_of(files)
    rules, frame = sha(files["public/rules.json"]), people_hash(files)
    document = json.loads(files["public/frame.json"]) | {"rules": rules}
    for number, said in enumerate(document.get("parts", {}).get("files", ()), 1):
        if part_file(number) in files:
            said["sha256"] = sha(files[part_file(number)])
    files["public/frame.json"] = canon(document)
    lists = parts_of(files) or ["guarantors/frame.csv"]
    seats = [row.split(",") for name in lists for row in files[name].decode().splitlines()[1:]]
    people = [(pid, stratum, home) for pid, stratum, home, _ in seats]
    before: set[str] = set()
    plan, stage_seed = "", ""
    for kind, found in acts:
        wave = str(found.get("act", ""))[8:]
        if kind == "rolls":
            found.update(sha256=sha(files[ROLLS]))
        elif kind == "frame":
            found.update(sha256=sha(files["public/frame.json"]), rules=rules, pids=frame)
        elif kind == "quotas":
            found.update(sha256=sha(files["public/quotas-announced.json"]))
        elif kind == "plan":
            name = f"public/letters-{wave}-plan.json"
            inputs = json.loads(files[name])["inputs"] | {"frame": frame, "rules": rules}
            inputs["strata"] = sha(files[f"public/letters-{wave}-strata.csv"])
            inputs["before"] = [sha(files[f"guarantors/letters-{n}.csv"]) for n in range(1, int(wave))]
            files[name] = canon(json.loads(files[name]) | {"inputs": inputs})
            plan = found["sha256"] = sha(files[name])
        elif kind == "contribution":
            found["plan"] = plan
        elif kind == "letters":
            seed = h("seed", plan, found["contributions"], "none", "0", "none")
            stage_seed = h("stage", seed, f"letters/{wave}")
            strata = files[f"public/letters-{wave}-strata.csv"].decode().splitlines()[1:]
            rows = [row.split(",") for row in strata]
            if len(rows[0]) > 4:
                letters = {row[4]: int(row[3]) for row in rows}
                weight = {row[0]: int(row[5]) for row in rows}
                drawn = weighed_by_hand(people, letters, weight, before, stage_seed)
            else:
                drawn = by_hand(people, {row[0]: int(row[3]) for row in rows}, before, stage_seed)
            before |= {pid for pid, _ in drawn}
            files[f"guarantors/letters-{wave}.csv"] = table(("pid", "stratum"), *drawn)
            digest = sha(files[f"guarantors/letters-{wave}.csv"])
            found.update(plan=plan, seed=seed, stage_seed=stage_seed, count=len(drawn), sha256=digest)
        elif kind == "responses":
            number = found["round"]
            found["sha256"] = sha(files[f"public/responses-{number}.json"])
            found["people"] = sha(files[f"guarantors/responses-{number}.csv"])
    return rechained(files, acts)
