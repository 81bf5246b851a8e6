"""What the people of a large city look like, in figures (Insee, recensement, Licence Ouverte).

One invented person: a pure function of the seed and a number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from tirage.synth import names

AGES = (
    *((18, 24, 233890), (25, 39, 545125), (40, 54, 400283)),
    *((55, 64, 238938), (65, 79, 260000), (80, 97, 111006)),
)
"""(youngest, oldest, people): RP2022 FOR T1 up to 24, RP2021 POP6 above; 65 and more cut by estimate."""

WOMEN = 0.536
"""RP2020, 15 and more: 996,035 of 1,857,532."""

DIPLOMAS = (
    *(("aucun ou CEP", 16, 4), ("brevet", 3, 2), ("CAP-BEP", 6, 5), ("bac", 10, 9)),
    *(("bac+2", 7, 8), ("bac+3 ou 4", 13, 19), ("bac+5 et plus", 35, 44), ("en études", 16, 9)),
)
"""(diploma, of 100 people of 15 and more (RP2022 FOR T2), of 100 volunteers: graduates answer more)."""


def cumulated(weights: Sequence[float]) -> list[float]:
    """Running shares of 1, for `chosen`."""
    total = sum(weights)
    return [value / total for value in accumulate(weights)]


def chosen(shares: Sequence[float], value: float) -> int:
    """The place that a number from 0 to 1 falls on.

    >>> [chosen(cumulated([1, 3]), value) for value in (0.2, 0.3, 0.99)]
    [0, 1, 1]
    """
    return min(bisect_right(shares, value), len(shares) - 1)


_AGES = cumulated([people for _, _, people in AGES])
YEAR = 2026
"""The lists are of 31 August of this year."""


_ONE = tuple(float(256**width) for width in range(9))


class Dice:
    """Numbers of one person: 32 bytes, taken one after the other."""

    def __init__(self, *name: str) -> None:
        self._bytes = sha256("|".join(("synth", *name)).encode()).digest()
        self._at = 0

    def number(self, width: int = 2) -> float:
        """From 0 to 1, `width` bytes fine."""
        start, self._at = self._at, self._at + width
        return int.from_bytes(self._bytes[start : self._at], "big") / _ONE[width]

    def below(self, n: int, width: int = 2) -> int:
        """A whole number below n."""
        return int(self.number(width) * n)


@dataclass(frozen=True, slots=True)
class Someone:
    """Who a person is, before any list writes it down."""

    surname: str
    usage_name: str
    first_names: str
    sex: str
    day: int
    month: int
    year: int
    birthplace: tuple[str, str, str]
    """Commune code, name, département."""
    number: int
    street: str
    complement: str
    quirk: float
    """A number from 0 to 1, which the oddity of the row is taken from."""


def someone(seed: str, group: str, i: int) -> Someone:
    """Person number `i` of a group, such as `69383`."""
    dice = Dice(seed, group, str(i))
    woman = dice.number(1) < WOMEN
    first_names = names.WOMEN if woman else names.MEN
    surname = names.SURNAMES[dice.below(len(names.SURNAMES))]
    if dice.number(1) < 0.06:
        surname += f"-{names.SURNAMES[dice.below(len(names.SURNAMES))]}"
    given = [first_names[dice.below(len(first_names), 1)] for _ in range(1 + dice.below(3, 1))]
    youngest, oldest, _ = AGES[chosen(_AGES, dice.number())]
    usage = names.SURNAMES[dice.below(len(names.SURNAMES))] if woman and dice.number(1) < 0.3 else ""
    return Someone(
        surname,
        usage,
        ", ".join(given),
        "F" if woman else "M",
        1 + dice.below(28, 1),
        1 + dice.below(12, 1),
        YEAR - youngest - dice.below(oldest - youngest + 1, 1),
        names.BIRTHPLACES[dice.below(len(names.BIRTHPLACES), 1)],
        1 + dice.below(130, 1),
        names.STREETS[dice.below(len(names.STREETS), 1)],
        f"Apt {1 + dice.below(60, 1)}" if dice.number(1) < 0.4 else "",
        dice.number(4),
    )
