"""One invented person: a pure function of the seed and a number."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from tirage.synth import names
from tirage.synth.figures import AGES, WOMEN, chosen, cumulated

_AGES = cumulated([people for _, _, people in AGES])
YEAR = 2026
"""The lists are of 31 August of this year."""


class Dice:
    """Numbers of one person: 32 bytes, taken one after the other."""

    def __init__(self, *name: str) -> None:
        self._bytes = sha256("|".join(("synth", *name)).encode()).digest()
        self._at = 0

    def number(self, width: int = 2) -> float:
        """From 0 to 1, `width` bytes fine."""
        start, self._at = self._at, self._at + width
        return int.from_bytes(self._bytes[start : self._at], "big") / float(256**width)

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
    """From 0 to 1: what is odd about the row."""


def someone(seed: str, group: str, i: int) -> Someone:
    """Person number `i` of a group, such as `75115`."""
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
