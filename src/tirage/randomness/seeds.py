"""From contributions to the seed of a stage, to tickets and whole numbers (SPEC §4, §5).

What an auditor can rely on: the seed follows from the plan's hash, the contributions and the beacon, so a
plan changed afterwards changes the seed.

A ticket depends on the stage and on the person alone: not on the order of the rows, on who else is there,
nor on who was passed over before. So anyone can check their own:
`printf 'tirage1|ticket|<stage>|<pid>' | sha256sum`.

A hash is a number below 2^256. When n does not divide 2^256, the highest ones would make the small
remainders a little likelier: such a hash is passed over for the next one (`H("int", stage, 1)`, then 2, …).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import count
from struct import unpack
from typing import NamedTuple

from tirage.randomness.lines import H, line, lines

LIMIT = 2**256


def uniform(stage: str, n: int) -> int:
    """A number from 0 to n − 1; the same for the same stage and n.

    Raises ValueError unless 1 ≤ n ≤ 2^256.

    >>> uniform("1f4e599cd29672e62edff2144a2cc17c5331f45ff114d9f6c95752455c37aa0a", 1000)
    227
    """
    if not 1 <= n <= LIMIT:
        raise ValueError(f"n must be from 1 to 2^256, not {n}")
    fair = LIMIT - LIMIT % n
    return next(x % n for j in count() if (x := int(H("int", stage, str(j)), 16)) < fair)


class Beacon(NamedTuple):
    """A round of a public beacon."""

    chain: str
    round: int
    signature: str


def commit(name: str, value: str) -> str:
    """The commitment that hides a contribution until it is revealed.

    >>> commit("public-dice", "3546311556112163624615351222000000000000000000000000000000000000")
    'f1d2baaeb2f8b312743b8ac24bce78329c9e5b15c1e293a123adcd855d989af8'
    """
    return H("commit", name, value)


def contributions_hash(values: Mapping[str, str]) -> str:
    """SHA-256 of `id|value` lines in ascending order of the ids; of nothing, where there are none.

    Raises ValueError for an id or a value that is no field of a line: one could pass for two.

    >>> contributions_hash({})
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    for name in sorted(values):
        line(name, values[name])
    listed = "".join(f"{name}|{values[name]}\n" for name in sorted(values))
    return sha256(listed.encode("ascii")).hexdigest()


def seed(plan_hash: str, contributions: str, beacon: Beacon | None = None) -> str:
    """The seed of an act, from its plan's hash and its contributions' hash.

    >>> seed("00", "11") == H("seed", "00", "11", "none", "0", "none")
    True
    """
    chain, number, signature = beacon or ("none", 0, "none")
    return H("seed", plan_hash, contributions, chain, str(number), signature)


def stage_seed(parent: str, stage: str) -> str:
    """The seed of one stage: `letters/1`, `panel`, `test/panel`…

    >>> stage_seed("f0c26e6f3c8730bcd0ac21d75d50555cc4f9ce567aef860ab5615c325ad2ca92", "panel")
    '1f4e599cd29672e62edff2144a2cc17c5331f45ff114d9f6c95752455c37aa0a'
    """
    return H("stage", parent, stage)


def rings_seed(inputs_hash: str) -> str:
    """The stage that orders people and panels in a lottery: it depends on the inputs alone (SPEC §6)."""
    return stage_seed(H("inputs", inputs_hash), "rings")


def ticket(stage: str, pid: str) -> str:
    """The ticket of a person in a stage.

    >>> ticket("ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e", "p0000000")
    '5c9fae7fe2b503b767e0ad2d6cdfa5b7edbb3b3c12ea5eabef2d7da7aa5451b5'
    """
    return H("ticket", stage, pid)


def tickets(stage: str, names: Iterable[str]) -> list[bytes]:
    """The tickets of many in a stage, in their order: 32 bytes each, which compare as the hex digits do.

    >>> tickets("ab", ["p1"])[0].hex() == ticket("ab", "p1")
    True
    """
    return [sha256(own).digest() for own in lines(names, "ticket", stage)]


def in_ticket_order(stage: str, pids: Iterable[str]) -> list[str]:
    """Ascending ticket, then pid, bytewise.

    >>> stage = "ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e"
    >>> in_ticket_order(stage, ["p0000000", "p0000001", "p0000002"])
    ['p0000002', 'p0000000', 'p0000001']
    """
    named = list(pids)
    # A pid is ASCII: as texts they compare as their bytes do.
    return [pid for _, pid in sorted(zip(tickets(stage, named), named, strict=True))]


class Turns:
    """Whose turn it is in a lottery, round after round (SPEC §6)."""

    def __init__(self, stage: str, pids: Sequence[str]) -> None:
        """`pids`: the people, who are numbered in this order."""
        self._start = line("turns", stage) + b"|"
        self._names = [own.partition(b"|")[2] for own in lines(pids)]
        self._places = [0] * len(pids)
        for place, person in enumerate(sorted(range(len(pids)), key=pids.__getitem__)):
            self._places[person] = place

    def __call__(self, person: int, block: int) -> list[int]:
        """A person's turns in the rounds 8·block to 8·block + 7: eight hex digits each, then place by pid.

        >>> turns = Turns("ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e", ["p0000000"])
        >>> [f"{turn >> 32:08x}" for turn in turns(0, 0)[:2]]
        ['5c0cab3a', '669d75b5']
        """
        place = self._places[person]
        return [turn << 32 | place for turn in unpack(">8I", self.digest(person, block))]

    def place(self, person: int) -> int:
        """The place of a person by pid, which parts two whose digits are the same."""
        return self._places[person]

    def digest(self, person: int, block: int) -> bytes:
        """The digits of a person's turns in those rounds, four bytes each.

        >>> turns = Turns("ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e", ["p0000000"])
        >>> turns.digest(0, 0)[:8].hex()
        '5c0cab3a669d75b5'
        """
        return sha256(b"%b%d|%b" % (self._start, block, self._names[person])).digest()
