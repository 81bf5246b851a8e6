"""Who comes first in the order of tickets, from those below a bound alone (SPEC §5).

A bound is guessed, what is found is exact: whoever gets a letter has a lower key than all who do not, so it
is enough that as many as there are letters lie below it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isqrt

from ..roll.weighing import key_of
from .columns import Cuts

EVERYBODY = b"\xff" * 33
"""A bound above every ticket."""
_WHOLE = 2**256
_STEPS = 80
_HEAVY = 2**200
"""A weight above which a guess need not tell weights apart; numbers much larger are no floats."""
MORE = 10
"""People more than are needed that are looked at at least."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Whose letters there are how many, and what everyone weighs."""

    group: Mapping[str, str]
    """Stratum → whose letters it shares in: the stratum's own, the stream's where people weigh."""
    weight: Mapping[str, int]
    """Of each of the people of a stratum; 1 where nobody weighs more than another."""
    letters: Mapping[str, int]
    """By group."""


def bounds(shares: Shares, people: Mapping[str, int], spread: Mapping[str, int]) -> Cuts:
    """By stratum, the ticket below which so many are expected as there are letters, and some more.

    `people`: by stratum; `spread`: by group, how many times as many (1 at first).
    """
    groups: dict[str, list[str]] = {}
    for stratum, group in shares.group.items():
        groups.setdefault(group, []).append(stratum)
    cuts: Cuts = {}
    for group, strata in groups.items():
        letters = shares.letters[group]
        if not letters or group not in spread:
            continue
        wanted = (letters + letters // 4 + 6 * isqrt(letters) + MORE) * spread[group]
        there: dict[int, int] = {}
        for stratum in strata:
            weight = shares.weight[stratum]
            there[weight] = there.get(weight, 0) + people.get(stratum, 0)
        cut = _cuts(there, wanted)
        cuts |= {stratum.encode(): cut[shares.weight[stratum]] for stratum in strata}
    return cuts


def _cuts(there: Mapping[int, int], wanted: int) -> dict[int, bytes]:
    """By weight, a bound such that some `wanted` of these people lie below it; all of one key."""
    total = sum(there.values())
    if wanted >= total:
        return dict.fromkeys(there, EVERYBODY)
    if len(there) == 1:
        return dict.fromkeys(there, (wanted * _WHOLE // total).to_bytes(32, "big"))
    # The same part of those who weigh w lies below a key x as of those who weigh 1 below w·x.
    low, high = 0.0, 64.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = sum(people * (1 - 2.0 ** (-middle * min(weight, _HEAVY))) for weight, people in there.items())
        low, high = (low, middle) if below >= wanted else (middle, high)
    return {weight: _below(int(high * 2**64) + 1, weight) for weight in there}


def _below(key: int, weight: int) -> bytes:
    """The first ticket whose key is not below a key: those before it are all whose keys are."""
    wanted = key.to_bytes(16, "big")
    low, high = 0, _WHOLE
    while low < high:
        middle = (low + high) // 2
        if key_of(middle.to_bytes(32, "big"), weight).rjust(16, b"\0") < wanted:
            low = middle + 1
        else:
            high = middle
    return low.to_bytes(32, "big") if low < _WHOLE else EVERYBODY


Place = tuple[bytes, bytes, bytes]
"""Key, ticket and pid: what people stand in the order of."""


def placer(shares: Shares) -> Callable[[bytes, bytes, bytes], Place]:
    """What gives somebody's place from ticket, pid and stratum."""
    if len(set(shares.weight.values())) < 2:
        # A key never falls as the ticket grows.
        return lambda ticket, pid, _: (b"", ticket, pid)
    weight = {code.encode(): weight for code, weight in shares.weight.items()}
    return lambda ticket, pid, stratum: (key_of(ticket, weight[stratum]), ticket, pid)
