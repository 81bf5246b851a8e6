"""What is left of pool and quotas when seats are open, derived a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...kernel import Files
from ...primitives.lines import hash_of
from ...reading.documents import Malformed, canonical, natural, parse_json, rows
from ...report import Said, compared, faulty, skipped
from ..certificate.least import Change, judge_least
from ..certificate.prices import Ground
from ..certificate.tree import NOBODY_BYTES, NOBODY_WORK, Allowance, read_tree, refuse_open
from ..chance.plan import FILE, Plan, read_plan
from ..lottery.pool import Features, Pool, people_in, read_pool, seats_of
from ..lottery.quotas import Quotas, read_quotas
from ..lottery.seating import Spent
from ..lottery.tables import read_figures
from .fits import somebody_fits
from .snapshot import Snapshot

SITTING = "public/sitting.csv"
SIGN = " × "
"""Between the criteria of a crossing, where they are named."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That nobody fits some seats under strict quotas."""

    proof: dict[str, Any] | None
    among: str
    """Whom the seats were to be drawn from."""
    lottery: bytes = b""
    """The panels that were published under looser quotas."""


class FirstPool:
    """A pool that later draws are from: read once for all of them, however many acts there are."""

    def __init__(self, data: bytes, quotas: Quotas) -> None:
        """Nothing is read yet: Malformed comes up wherever the pool is asked for."""
        self._data, self._quotas = data, quotas

    @cached_property
    def header(self) -> list[str]:
        """Its columns."""
        return ["pid", "household", *self._quotas.criteria]

    @cached_property
    def people(self) -> list[tuple[str, str, Features]]:
        """Its rows, those with the same features sharing them: pid, household, features."""
        known: dict[Features, Features] = {}
        found = []
        for pid, home, *values in rows(self._data, self.header):
            features = tuple(values)
            found.append((pid, home, known.setdefault(features, features)))
        return found

    @cached_property
    def profiled(self) -> Pool:
        """People and profiles by number."""
        return read_pool(self._data, self._quotas)

    def seats(self, members: frozenset[str]) -> list[int]:
        """Seats by quota row of these members, as the pool has them."""
        return seats_of(self.profiled, self._quotas, people_in(self.profiled, sorted(members)))


class Pools:
    """The pools of a dossier by path, each read when somebody asks for it."""

    def __init__(self, files: Files, quotas: Quotas) -> None:
        """Nothing is read yet."""
        self._files, self._quotas = files, quotas
        self._known: dict[str, FirstPool] = {}

    def at(self, name: str) -> FirstPool | None:
        """The pool at a path; None where it is not at hand."""
        if name not in self._files:
            return None
        if name not in self._known:
            self._known[name] = FirstPool(self._files[name], self._quotas)
        return self._known[name]


def judge_seats(own: Files, moment: Snapshot, quotas: Quotas, pool: FirstPool | None) -> Said:
    """The seats of those who stay, as published and as the pool has them."""
    figures = _sitting(own.get(SITTING, b""), quotas)
    if pool is None:
        return skipped("no-pool")
    counted = pool.seats(moment.counted)
    faults = [
        f"{' '.join(names)}: {got} ≠ {want}"
        for names, got, want in zip(quotas.rows, figures, counted, strict=True)
        if got != want
    ]
    return faulty(faults, checked=len(figures))


def judge_quotas(own: Files, files: Files, plan: Plan) -> Said:
    """The quotas of the open seats, to the byte: from those of the panel, who stays, and what was relaxed."""
    quotas = read_quotas(files.get("public/quotas.json", b""))
    document = residual(kept(files), _sitting(own.get(SITTING, b""), quotas))
    relaxed = plan.before["relaxed"]
    _move(document, relaxed["moves"] if relaxed else [])
    return compared(hash_of(own.get("public/quotas.json", b"")), hash_of(canonical(document)))


def judge_pool(own: Files, moment: Snapshot, pool: FirstPool | None, plan: Plan) -> Said:
    """Those who can be drawn, to the byte: from the first pool and the record."""
    if pool is None or "guarantors/pool.csv" not in own:
        return skipped("no-pool")
    expected = remaining(pool, moment, plan.before["among"])
    return compared(hash_of(own["guarantors/pool.csv"]), hash_of(expected))


def judge_nobody(
    files: Files,
    pool: FirstPool | None,
    moment: Snapshot,
    claim: Claim,
    claims: int,
) -> Said:
    """That no one fits under the quotas as they were: by a tree, or else by trying who might.

    `claims`: how many of them the dossier has.
    """
    if pool is None:
        return skipped("no-pool")
    try:
        strict = canonical(residual(kept(files), pool.seats(moment.counted)))
        left = remaining(pool, moment, claim.among)
        faults = _differs_from_record(moment, left, strict)
        if claim.proof is not None or not faults:
            faults += whether_nobody(
                claim.proof, left, strict, len(moment.drawn), lottery=claim.lottery, claims=claims
            )
    except Malformed as fault:
        faults = [fault.shown]
    except Spent:
        return skipped("not-proved-here")
    return faulty(faults)


def whether_nobody(
    proof: dict[str, Any] | None, left: bytes, strict: bytes, seats: int, *, lottery: bytes = b"", claims: int
) -> list[str]:
    """What is wrong with a claim that a pool has no panel: Malformed for its tree; who fits, without one.

    Spent where not all were tried.
    """
    if proof is None:
        return _whoever_fits(left, strict, seats, lottery, claims)
    _refuse_room(proof, left, strict, seats)
    return []


def _whoever_fits(left: bytes, strict: bytes, seats: int, lottery: bytes, claims: int) -> list[str]:
    """People of profiles that fit together, as the fault that they are; Spent where not all were tried."""
    quotas = read_quotas(strict)
    pool = read_pool(left, quotas)
    found = somebody_fits(pool, quotas, seats, lottery, claims)
    if found is None:
        return []
    wanted = list(found)
    people = []
    for pid, number in pool.numbers.items():
        if wanted[pool.profile_of[number]]:
            wanted[pool.profile_of[number]] -= 1
            people.append(pid)
    return [f"fits: {', '.join(people[:3])}{' …' if len(people) > 3 else ''}"]


def judge_change(
    files: Files, pool: FirstPool | None, moment: Snapshot, plan: Plan, whole: Quotas, lottery: bytes
) -> Said:
    """That the quotas of a draw gave way no more than they had to; `whole`: those of the panel."""
    if pool is None:
        return skipped("no-pool")
    strict = read_quotas(canonical(residual(kept(files), pool.seats(moment.counted))))
    left = read_pool(remaining(pool, moment, plan.before["among"]), strict)
    change = Change(plan.before["relaxed"], strict, whole, len(moment.drawn))
    return judge_least(change, left, lottery)


def unmet_rows(quotas: Quotas, pool: FirstPool, seated: frozenset[str]) -> list[str]:
    """Rows that those who sit today do not fill, or overfill."""
    counted = pool.seats(seated)
    return [
        f"{' '.join(names)}: {got} ({low}–{high})"
        for names, got, low, high in zip(quotas.rows, counted, quotas.minimum, quotas.maximum, strict=True)
        if not low <= got <= high
    ]


def kept(files: Files) -> dict[str, Any]:
    """What later draws keep to: the document of the panel's quotas, with the tolerance fixed by its plan.

    Malformed for a tolerance of something that the quotas do not have.
    """
    document: Any = parse_json(files["public/quotas.json"])
    seats: dict[str, int] = read_plan(files.get(FILE, b"")).later.get("tolerance", {})
    parts = [(each["name"], part) for each in document["criteria"] for part in each["categories"]]
    parts += [
        (SIGN.join(each["of"]), part) for each in document.get("crossings", ()) for part in each["cells"]
    ]
    if {name for name, room in seats.items() if room} - {"", *(name for name, _ in parts)}:
        raise Malformed("wrong-value", "later.tolerance")
    for name, part in parts:
        room = seats.get(name, seats.get("", 0))
        part["minimum"], part["maximum"] = max(0, part["minimum"] - room), part["maximum"] + room
    found: dict[str, Any] = document
    return found


def residual(document: dict[str, Any], taken: Sequence[int]) -> dict[str, Any]:
    """The same document, each limit less the seats taken in its row and no less than 0."""
    for bounds, seats in zip(_bounds(document), taken, strict=True):
        for limit in ("minimum", "maximum"):
            bounds[limit] = max(0, bounds[limit] - seats)
    return document


def _bounds(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of a document of quotas that have limits, in row order."""
    parts = [part for each in document["criteria"] for part in each["categories"]]
    return parts + [part for each in document.get("crossings", ()) for part in each["cells"]]


def _move(document: dict[str, Any], moves: Sequence[dict[str, Any]]) -> None:
    """Relax a document by moves; Malformed for one that begins elsewhere, or that tightens."""
    names = [(each["name"], part["name"]) for each in document["criteria"] for part in each["categories"]]
    names += [
        (SIGN.join(each["of"]), SIGN.join(part["categories"]))
        for each in document.get("crossings", ())
        for part in each["cells"]
    ]
    rows_by_name = dict(zip(names, _bounds(document), strict=True))
    for move in moves:
        row = rows_by_name.get((move["criterion"], move["category"]), {})
        looser = move["to"] < move["from"] if move["limit"] == "minimum" else move["to"] > move["from"]
        if row.get(move["limit"]) != move["from"] or not looser:
            raise Malformed("wrong-value", f"{move['criterion']} {move['category']}")
        row[move["limit"]] = move["to"]


def remaining(pool: FirstPool, moment: Snapshot, among: str) -> bytes:
    """The bytes of the pool of a later draw."""
    people = pool.people
    members = moment.seated | moment.left
    closed = {home for pid, home, *_ in people if pid in members and home}
    gone = members | moment.out
    left = [number for number, each in enumerate(people) if each[0] not in gone and each[1] not in closed]
    if among.startswith("alike/"):
        most = natural(among.removeprefix("alike/"))
        held = {features for pid, _, features in people if pid in moment.drawn}
        left = [i for i in left if min((_differ(people[i][2], one) for one in held), default=0) <= most]
    elif among.startswith("alternates/"):
        number, pids = moment.listed
        if not number or among != f"alternates/{number}":
            raise Malformed("wrong-value", among)
        left = [i for i in left if people[i][0] in pids]
    sharing = Counter(home for i in left if (home := people[i][1]))
    labels: dict[str, str] = {}
    for i in left:
        if sharing[people[i][1]] > 1:
            labels.setdefault(people[i][1], f"h{len(labels) + 1}")
    written = {features: ",".join(["", *map(_cell, features)]) for _, _, features in people}
    lines = [row(pool.header)]
    for i in left:
        pid, home, features = people[i]
        lines.append(f"{_cell(pid)},{labels.get(home, '')}{written[features]}")
    return "\n".join([*lines, ""]).encode()


def _differ(features: Sequence[str], other: Sequence[str]) -> int:
    return sum(a != b for a, b in zip(features, other, strict=True))


def row(cells: Sequence[str]) -> str:
    """A line of a table, without its end."""
    return ",".join(map(_cell, cells))


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text


def _differs_from_record(moment: Snapshot, left: bytes, strict: bytes) -> list[str]:
    """Whether an entry `unfilled` speaks of these people and these quotas."""
    body = moment.entry.body
    if moment.entry.type != "unfilled":
        return []
    said = (body["people"], body["pool"], body["quotas"])
    own = (left.count(b"\n") - 1, hash_of(left), hash_of(strict))
    return [f"{got} ≠ {want}" for got, want in zip(said, own, strict=True) if got != want]


def _refuse_room(proof: dict[str, Any], left: bytes, strict: bytes, seats: int) -> None:
    """Malformed where the tree does not show that there is no composition."""
    quotas = read_quotas(strict)
    pool = read_pool(left, quotas)
    allowance = Allowance(NOBODY_BYTES, NOBODY_WORK)
    allowance.read(len(canonical(proof["tree"])))
    tree = read_tree(proof["tree"])
    refuse_open(tree, [0] * len(pool.sizes), -1, Ground(seats, pool, quotas), allowance)


def _sitting(data: bytes, quotas: Quotas) -> list[int]:
    return read_figures(data, quotas, "criterion,category,minimum,seats,maximum", 3)
