"""The lottery: m numbered panels of equal chance, every one valid (SPEC §6). Checks 6.1, 7.4 to 7.7."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import lt

from ...kernel import Files, Inapplicable, Table, Unusable, never
from ...primitives.lines import Tickets, rings_seed
from ...reading.documents import Malformed
from ...report import Said, faulty
from ..chance.plan import Plan
from .pool import Pool, people_in, seats_of
from .quotas import Quotas

FILE = "public/lottery.csv"
MOST_PANELS = 10**6
_AT_ONCE = 2**16
"""Bytes, or a line more, that are split into lines together."""
_IDS = re.compile(rb"[A-Za-z0-9._:+/-]++(?:,[A-Za-z0-9._:+/-]++)*+")
LOTTERY = Table()
"""Checks 6.1 and 7.4 to 7.7 of a draw of seats."""


def lines_of(data: bytes) -> Iterator[bytes]:
    """The lines without their LF, one at a time; a last line without one counts as a line."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _AT_ONCE)
        part = data[start:] if end < 0 else data[start : end + 1]
        yield from part.removesuffix(b"\n").split(b"\n")
        start += len(part)


def line_at(data: bytes, number: int) -> bytes | None:
    """Panel `number`, counted from 0; None where there is none."""
    return next(islice(lines_of(data), number, None), None)


def panels_of(data: bytes) -> Iterator[list[str]]:
    """The panels of a lottery that is well formed."""
    return (line.decode("ascii").split(",") for line in lines_of(data))


@LOTTERY.fact()
def lottery_data(files: Files) -> bytes:
    """The bytes of the lottery; empty where it is not there."""
    return files.get(FILE, b"")


@LOTTERY.fact("lottery.form")
def lottery(lottery_data: bytes, plan: Plan) -> bytes:
    """The lottery, once it is m lines of k ascending pids, LF after each."""
    said = faulty(_bad_lines(lottery_data, plan), wanted=f"{plan.panels} × {plan.seats}")
    if said.status == "failed":
        raise Unusable(said)
    return lottery_data


def _bad_lines(data: bytes, plan: Plan) -> Iterator[str]:
    """What is wrong with the lines of a lottery; beyond the most that there may be they are counted only."""
    for number, line in enumerate(islice(lines_of(data), MOST_PANELS)):
        try:
            _refuse_bad_line(line, plan.seats)
        except Malformed as fault:
            yield f"{number} ({fault.shown})"
    if not data.endswith(b"\n"):
        yield "no-final-newline"
    count = data.count(b"\n") + (data[-1:] not in (b"", b"\n"))
    if count != plan.panels or not 1 <= plan.panels <= MOST_PANELS:
        yield f"{count} ≠ {plan.panels}"


@LOTTERY.check("lottery.form", FILE)
def check_form(lottery: bytes, plan: Plan) -> Said:
    """As many panels of as many seats as the plan says."""
    return faulty([], wanted=f"{plan.panels} × {plan.seats}")


def _refuse_bad_line(line: bytes, seats: int) -> None:
    if not line.isascii():
        raise Malformed("not-ascii")
    panel = line.split(b",")
    if len(panel) != seats:
        raise Malformed("seats", len(panel))
    if not _IDS.fullmatch(line):
        raise Malformed("not-an-id")
    if not all(map(lt, panel, panel[1:])):
        raise Malformed("not-ascending")


@LOTTERY.fact()
def tickets(plan: Plan) -> Tickets:
    """The tickets of the lottery's lines."""
    return Tickets(rings_seed(plan.inputs_hash))


@LOTTERY.check("tickets.panels", FILE)
def check_numbering(lottery_data: bytes, tickets: Tickets) -> Said:
    """Panels are numbered by ticket: whoever found them could not choose their numbers."""
    return faulty(_out_of_order(lottery_data, tickets))


def _out_of_order(data: bytes, tickets: Tickets) -> Iterator[str]:
    before = b""
    for number, line in enumerate(islice(lines_of(data), MOST_PANELS)):
        own = tickets[line]
        if own < before:
            yield str(number)
        before = own


@dataclass(frozen=True, slots=True)
class Seated:
    """The panels of a lottery, read against the pool: panels by person number, and faults by panel."""

    counts: array[int]
    compositions: list[array[int]]
    """Profile numbers of each panel's members, ascending; panels with the same ones share them."""
    strangers: list[str]
    outside: list[str]
    sharing: list[str]


@LOTTERY.fact()
def seated(lottery: bytes, pool: Pool, quotas: Quotas) -> Seated:
    """Every panel against the pool, the quotas and the households, in one pass."""
    found = Seated(array("L", bytes(array("L").itemsize * len(pool.numbers))), [], [], [], [])
    known: dict[tuple[int, ...], tuple[array[int], str]] = {}
    counts = found.counts
    for number, panel in enumerate(panels_of(lottery)):
        people = people_in(pool, panel)
        for person in people:
            counts[person] += 1
        kinds = tuple(sorted(map(pool.profile_of.__getitem__, people)))
        if kinds not in known:
            known[kinds] = array("L", kinds), quotas.outside(seats_of(pool, quotas, people))
        composition, outside = known[kinds]
        found.compositions.append(composition)
        if len(people) < len(panel):
            found.strangers.append(f"{number}: {next(pid for pid in panel if pid not in pool.numbers)}")
        if outside:
            found.outside.append(f"{number}: {outside}")
        if pool.households and _share(pool, people):
            found.sharing.append(str(number))
    return found


def _share(pool: Pool, people: list[int]) -> bool:
    """Whether two of these people live together."""
    homes = [home for person in people if (home := pool.household_of[person])]
    return len(set(homes)) < len(homes)


@LOTTERY.fact()
def counts(seated: Seated) -> array[int]:
    """Panels by person number."""
    return seated.counts


@LOTTERY.check("lottery.pool", FILE)
def check_strangers(seated: Seated) -> Said:
    """Nobody sits who is not in the pool."""
    return faulty(seated.strangers)


@LOTTERY.check("lottery.quotas", FILE)
def check_quotas(seated: Seated) -> Said:
    """Every panel meets every quota."""
    return faulty(seated.outside)


@LOTTERY.fact()
def ruled(plan: Plan) -> bool:
    """That the plan lets one person a household sit."""
    if not plan.household:
        raise Inapplicable
    return True


@LOTTERY.check("lottery.households", FILE, due=never)
def check_households(ruled: bool, seated: Seated) -> Said:
    """No panel has two people of a household, where the plan says so."""
    return faulty(seated.sharing)
