"""One block of a frame: its people in columns, and what is wrong in the first line that is.

Work that another process may do: nothing here knows of the blocks before.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator
from hashlib import sha256
from operator import lt
from typing import NamedTuple

from ...primitives.lines import FIELD, HASH
from ...primitives.trees import top_of
from ...reading.documents import Malformed, has_long_line, records
from .blocks import HEADER, Lines

_SIGNS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:+/-"
"""Those of a field of a line."""
_DIGITS = b"0123456789abcdef"
_HOMES = re.compile(rb"(?:h[1-9][0-9]{0,9},)*+")
_HOME = re.compile(r"h[1-9][0-9]{0,9}")


class Columns(NamedTuple):
    """The people of a block."""

    pids: list[bytes]
    strata: list[bytes]
    homes: list[bytes]
    idcs: list[bytes]


class Seen(NamedTuple):
    """What a block is, for whoever puts the blocks together."""

    lines: Lines
    """Where it is; without the data."""
    people: int
    """Before the first fault, if there is one."""
    first: bytes
    last: bytes
    """Pids."""
    top: bytes
    """Root of the leaves."""
    counted: Counter[bytes]
    """People by stratum."""
    homes: array[int]
    """Number of the household of each of its people who have one, in order."""
    at_home: list[bytes]
    """The stratum of each of them."""
    alone: Counter[bytes]
    """People without a household, by stratum."""
    found: dict[bytes, tuple[bytes, bytes]]
    """Stratum and household of those who were looked for."""
    fault: str
    """The first, or empty."""


def columns(data: bytes) -> Columns:
    """The columns of lines that were read before; whatever is no column is none."""
    cells = data.replace(b"\n", b",").split(b",")
    return Columns(cells[:-1:4], cells[1::4], cells[2::4], cells[3::4])


def looked_at(lines: Lines, strata: frozenset[bytes], wanted: frozenset[bytes]) -> Seen:
    """The facts of a block; `strata`: all there may be; `wanted`: pids of whom somebody asks."""
    where, fault = lines._replace(data=b""), ""
    block, homes = _plain(lines.data), None
    if block is not None:
        homes = _numbered(block, strata)
    if block is None or homes is None:
        good, fault = _until_fault(lines, strata)
        block = columns(good)
        homes = _numbers(block.homes) or array("Q")
    pids = block.pids
    leaves = zip(pids, block.strata, block.idcs, strict=True)
    return Seen(
        where,
        len(pids),
        pids[0] if pids else b"",
        pids[-1] if pids else b"",
        top_of([sha256(b"\0tirage1|roll|%b|%b|%b" % leaf).digest() for leaf in leaves]) if pids else b"",
        Counter(block.strata),
        homes,
        [code for code, home in zip(block.strata, block.homes, strict=True) if home],
        Counter(code for code, home in zip(block.strata, block.homes, strict=True) if not home),
        _found(block, wanted),
        fault,
    )


def _plain(data: bytes) -> Columns | None:
    """The columns of lines of four cells without quotes; None for any others."""
    if b'"' in data or b"\r" in data or not data.endswith(b"\n") or has_long_line(data):
        return None
    # Before anything is made of what may be commas without end.
    if data.count(b",") != 3 * data.count(b"\n"):
        return None
    cells = data.replace(b"\n", b",\n,").split(b",")
    ends = cells[4::5]
    if len(cells) % 5 != 1 or ends.count(b"\n") != len(ends) or len(ends) != data.count(b"\n"):
        return None
    return Columns(cells[:-1:5], cells[1::5], cells[2::5], cells[3::5])


def _numbered(block: Columns, strata: frozenset[bytes]) -> array[int] | None:
    """The numbers of the households, once every line is as it must be; None where one is not."""
    pids, idcs = block.pids, block.idcs
    rising = all(map(lt, pids, pids[1:])) and pids[0] > b""
    fine = rising and not b"".join(pids).translate(None, _SIGNS) and strata.issuperset(block.strata)
    fine = fine and set(map(len, idcs)) == {64} and not b"".join(idcs).translate(None, _DIGITS)
    return _numbers(block.homes) if fine else None


def _numbers(homes: list[bytes]) -> array[int] | None:
    """The numbers of labels of households, those who have none passed over; None where one is no label."""
    labels = [home for home in homes if home]
    if not _HOMES.fullmatch(b"".join([b",".join(labels), b"," if labels else b""])):
        return None
    return array("Q", [int(label[1:]) for label in labels])


def _until_fault(lines: Lines, strata: Collection[bytes]) -> tuple[bytes, str]:
    """The lines before the first that is wrong, and what is wrong with that one."""
    good: list[str] = []
    last, known = "", {each.decode() for each in strata}
    try:
        for number, record in enumerate(records(lines.data), lines.number):
            _check(record, number, last, known)
            last = record[0]
            good.append(",".join(record))
    except Malformed as fault:
        return "".join(f"{line}\n" for line in good).encode(), fault.shown
    raise AssertionError("a block that is not plain has a fault")


def _check(record: list[str], number: int, last: str, strata: Collection[str]) -> None:
    if len(record) != len(HEADER):
        raise Malformed("line", number)
    pid, stratum, household, idc = record
    if not FIELD.fullmatch(pid) or pid <= last:
        raise Malformed("not-ascending", pid)
    if stratum not in strata:
        raise Malformed("unknown-category", stratum)
    if not HASH.fullmatch(idc):
        raise Malformed("wrong-value", pid)
    if household and not _HOME.fullmatch(household):
        raise Malformed("household", household)


def found(lines: Lines, wanted: frozenset[bytes]) -> dict[bytes, tuple[bytes, bytes]]:
    """Stratum and household of those of some people who are in a block."""
    return _found(columns(lines.data), wanted)


def _found(block: Columns, wanted: frozenset[bytes]) -> dict[bytes, tuple[bytes, bytes]]:
    places = {pid: bisect_left(block.pids, pid) for pid in wanted.intersection(block.pids)}
    return {pid: (block.strata[place], block.homes[place]) for pid, place in places.items()}


def members(lines: Lines, wanted: frozenset[bytes]) -> list[tuple[bytes, bytes, bytes]]:
    """(household, pid, stratum) of the people of some households."""
    block = columns(lines.data)
    each = zip(block.homes, block.pids, block.strata, strict=True)
    return [person for person in each if person[0] in wanted]


Cuts = dict[bytes, bytes]
"""By stratum, the ticket below which people are told; none are of other strata."""
Ticket = tuple[bytes, bytes, bytes, bytes]
"""Ticket, pid, stratum, household."""


def ticketed(lines: Lines, asked: tuple[tuple[bytes, Cuts], ...]) -> list[list[Ticket]]:
    """For each of some draws, given by the beginning of its tickets and the cuts: who lies below."""
    block = columns(lines.data)
    found = []
    for start, cuts in asked:
        tickets = [sha256(start + pid).digest() for pid in block.pids]
        rows = zip(tickets, block.pids, block.strata, block.homes, strict=True)
        found.append([row for row in rows if row[0] < cuts.get(row[2], b"")])
    return found


def holds(data: bytes, pid: bytes) -> bool:
    """Whether somebody is in lines."""
    return data.startswith(pid + b",") or b"\n" + pid + b"," in data


def pids_of(data: bytes) -> Iterator[bytes]:
    """The first cell of each line, however the others are."""
    return (line.partition(b",")[0] for line in data.splitlines())
