"""Everyone who can be written to, in passes over the blocks of their files: nobody is kept (decision 0049).

One pass for root, order, strata and households; one for the tickets of every wave; one for the members of
some households. What a check asks for and no pass has brought yet makes another one.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import TypeVar

from ...kernel import Files
from ...primitives.lines import line
from ...primitives.trees import top_of
from . import columns
from .blocks import InFile, Lines, blocks
from .columns import Cuts, Ticket
from .tickets import EVERYBODY, Place, Shares, bounds, placer
from .workers import shared

R = TypeVar("R")
_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
_WORN = 255


class Homes:
    """How many people each household has: a byte each, and a number for those of 255 and more."""

    def __init__(self) -> None:
        self._small = bytearray()
        self._large: Counter[int] = Counter()
        self.first: Counter[bytes] = Counter()
        """Households by the stratum of the first of their people."""

    def add(self, numbers: array[int], strata: Sequence[bytes]) -> int:
        """People of the next lines, who have a household; the place of the first with a wrong number.

        Households are numbered by first appearance. -1 where all are right.
        """
        small = self._small
        for place, number in enumerate(numbers):
            if number > len(small):
                if number != len(small) + 1:
                    return place
                small.append(1)
                self.first[strata[place]] += 1
            elif small[number - 1] < _WORN:
                small[number - 1] += 1
            else:
                self._large[number] += 1
        return -1

    @property
    def alone(self) -> str:
        """The first household of one person; empty where there is none."""
        place = self._small.find(1)
        return f"h{place + 1}" if place >= 0 else ""

    def sizes(self) -> Counter[int]:
        """How many households have how many people."""
        found = Counter(self._small)
        for more in self._large.values():
            found[_WORN] -= 1
            found[_WORN + more] += 1
        return +found


class Frame:
    """The people of a frame whose strata `frame.json` has."""

    def __init__(self, files: Files, names: Sequence[str], strata: Mapping[str, int], jobs: int = 1) -> None:
        """`strata`: people by stratum, in the order of `frame.json`; `names`: their files, in order."""
        self.strata = strata
        self.count = 0
        self.counted: Counter[str] = Counter()
        """By stratum."""
        self.by_file: Counter[str] = Counter()
        """People of each file."""
        self.root = ""
        self.homes = Homes()
        self._files, self._names, self._jobs = files, names, jobs
        self._known: dict[bytes, tuple[bytes, bytes] | None] = {}
        """Stratum and household of those who were looked for; None for nobody of the frame."""
        self._members: dict[bytes, list[tuple[bytes, bytes]]] = {}
        """Pids and strata by household, of those that were asked for."""
        self._tickets: dict[bytes, tuple[Cuts, list[Ticket]]] = {}
        """By the beginning of a wave's tickets: the bounds, and those below them."""

    def read(self, wanted: Iterable[bytes] = (), *, numbered: bool = True) -> None:
        """The first pass; raises InFile with the first fault.

        `wanted`: pids that will be asked for; `numbered`: whether the numbers of households begin here, which
        those of a part alone do not.
        """
        looked = frozenset(wanted)
        known = frozenset(code.encode() for code in self.strata)
        tops, last, counted = [], b"", Counter[bytes]()
        for seen in self._pass(partial(columns.looked_at, strata=known, wanted=looked)):
            if seen.people and seen.first <= last:
                raise InFile("not-ascending", seen.first.decode(), seen.lines.file)
            wrong = self.homes.add(seen.homes, seen.at_home) if numbered else -1
            if wrong >= 0:
                raise InFile("household", f"h{seen.homes[wrong]}", seen.lines.file)
            if seen.fault:
                raise InFile(seen.fault, "", seen.lines.file)
            if seen.people:
                tops.append(seen.top)
                last = seen.last
            counted += seen.counted
            self.homes.first += seen.alone
            self.count += seen.people
            self.by_file[seen.lines.file] += seen.people
            self._known |= seen.found
        if alone := self.homes.alone:
            raise InFile("household-of-one", alone, "")
        self._known = dict.fromkeys(looked) | self._known
        self.counted = Counter({code.decode(): people for code, people in counted.items()})
        self.root = top_of(tops).hex() if tops else _NOTHING

    def entered(self, pids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Stratum and household of those of some people who are in the frame."""
        asked = {pid: pid.encode("utf-8", "replace") for pid in pids}
        missing = frozenset(asked.values()) - self._known.keys()
        if missing:
            self._known |= dict.fromkeys(missing)
            for found in self._pass(partial(columns.found, wanted=missing)):
                self._known |= found
        every = {pid: self._known[own] for pid, own in asked.items()}
        return {pid: (each[0].decode(), each[1].decode()) for pid, each in every.items() if each}

    def eligible(self, before: Collection[str]) -> Counter[str]:
        """People by stratum to whom nobody wrote, at home neither; `before`: who had a letter."""
        written, homes = self._written(before)
        out = {pid: stratum for pid, (stratum, _) in written.items()}
        self._look_up(homes)
        for home in homes:
            out |= {pid.decode(): stratum.decode() for pid, stratum in self._members[home]}
        left = Counter(self.counted)
        left.subtract(Counter(out.values()))
        return left

    def homes_left(self, before: Collection[str]) -> Counter[str]:
        """Homes to which nobody wrote, people without a household among them.

        By the stratum of the first of their people in the frame; `before`: who had a letter.
        """
        written, homes = self._written(before)
        self._look_up(homes)
        out = Counter(min(self._members[home])[1].decode() for home in homes)
        out += Counter(stratum for stratum, home in written.values() if not home)
        left = Counter({code.decode(): count for code, count in self.homes.first.items()})
        left.subtract(out)
        return +left

    def _written(self, before: Collection[str]) -> tuple[dict[str, tuple[str, str]], set[bytes]]:
        """Stratum and household of those who had a letter, and these households."""
        written = self.entered(before)
        return written, {home.encode() for _, home in written.values() if home}

    def foresee(self, waves: Iterable[tuple[str, Shares]]) -> None:
        """Bring what the draws of some waves will ask for, each by its stage seed, in two passes."""
        asked = {_start(seed): self._bounds(shares) for seed, shares in waves}
        self._draw_tickets({start: cuts for start, cuts in asked.items() if start not in self._tickets})
        self._look_up({each[3] for _, tickets in self._tickets.values() for each in tickets if each[3]})

    def select(self, shares: Shares, before: Collection[str], stage_seed: str) -> list[tuple[str, str]]:
        """(pid, stratum) of those whom a wave writes to, by ascending pid.

        Down the order of tickets, or of keys where people weigh; a household is met once, by its first
        member; in each stratum, or stream, the first.
        """
        spread = dict.fromkeys(shares.letters, 1)
        start = _start(stage_seed)
        if start not in self._tickets:
            self._draw_tickets({start: self._bounds(shares)})
        _, closed = self._written(before)
        gone = {pid.encode() for pid in before}
        while True:
            cuts, tickets = self._tickets[start]
            people = [each for each in tickets if each[1] not in gone and each[3] not in closed]
            drawn, short = self._first(people, cuts, shares, start)
            if not short:
                return sorted((pid.decode(), stratum.decode()) for pid, stratum in drawn)
            spread |= {group: 4 * spread[group] for group in short}
            self._draw_tickets({start: self._bounds(shares, spread)})

    def _first(
        self, people: list[Ticket], cuts: Cuts, shares: Shares, start: bytes
    ) -> tuple[list[tuple[bytes, bytes]], set[str]]:
        """The first of each group, and the groups of which too few lie below the bounds."""
        place = placer(shares)
        self._look_up({home for _, _, _, home in people if home})
        group = {code.encode(): name for code, name in shares.group.items()}
        taken: Counter[str] = Counter()
        met: dict[bytes, Place] = {}
        drawn = []
        for own, stratum, home in sorted((place(t, pid, code), code, home) for t, pid, code, home in people):
            name = group[stratum]
            if taken[name] == shares.letters[name]:
                continue
            if home and home not in met:
                met[home] = self._met(home, start, place)
            if home and own != met[home]:
                continue
            taken[name] += 1
            drawn.append((own[2], stratum))
        # Of those who weigh much everybody may lie below a bound, and of the others of their stream not.
        cut = {name for code, name in group.items() if cuts.get(code, EVERYBODY) != EVERYBODY}
        return drawn, {name for name in cut if taken[name] < shares.letters[name]}

    def _bounds(self, shares: Shares, spread: Mapping[str, int] | None = None) -> Cuts:
        return bounds(shares, self.counted, spread or dict.fromkeys(shares.letters, 1))

    def _draw_tickets(self, asked: Mapping[bytes, Cuts]) -> None:
        """Keep, of some waves, those whose tickets are below the bounds."""
        if not asked:
            return
        self._tickets |= {start: (cuts, []) for start, cuts in asked.items()}
        for found in self._pass(partial(columns.ticketed, asked=tuple(asked.items()))):
            for start, tickets in zip(asked, found, strict=True):
                self._tickets[start][1].extend(tickets)

    def _look_up(self, homes: Iterable[bytes]) -> None:
        """Know the members of some households."""
        missing = frozenset(homes) - self._members.keys()
        if missing:
            self._members |= {home: [] for home in missing}
            for found in self._pass(partial(columns.members, wanted=missing)):
                for home, pid, stratum in found:
                    self._members[home].append((pid, stratum))

    def _met(self, home: bytes, start: bytes, place: Callable[[bytes, bytes, bytes], Place]) -> Place:
        """The place of the first member of a household."""
        members = self._members[home]
        return min(place(sha256(start + pid).digest(), pid, stratum) for pid, stratum in members)

    def _pass(self, work: Callable[[Lines], R]) -> Iterator[R]:
        return shared(work, blocks(self._files, self._names), self._jobs)


def _start(stage_seed: str) -> bytes:
    """What stands before the pid in the line of a ticket."""
    return f"{line('ticket', stage_seed)}|".encode("ascii")
