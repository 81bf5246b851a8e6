"""What a command was asked for, and the values that typer does not check in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tirage.errors import Defect, InputInvalid


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a draw, as they were typed."""

    pool: Path
    quotas: Path
    seats: int
    panels: int
    fairness: Literal["leximin", "maximin"]
    household: str | None
    id_column: str | None
    encoding: str | None
    rehearsal: bool = False


def columns(option: str | None) -> tuple[str, ...]:
    """`adresse,code postal` → its parts."""
    return tuple(part.strip() for part in (option or "").split(",") if part.strip())


def whole(option: str, value: int, lowest: int, highest: int) -> int:
    """The value, if it is within its limits; else InputInvalid."""
    if not lowest <= value <= highest:
        raise InputInvalid(
            [
                Defect(
                    "option.range", option, None, None, {"value": value, "lowest": lowest, "highest": highest}
                )
            ]
        )
    return value


def number_drawn(option: str | None) -> int | None:
    """`042` → 42; InputInvalid for what is no number."""
    if option is None:
        return None
    digits = "".join(option.split())
    if not (digits.isascii() and digits.isdigit()):
        raise InputInvalid([Defect("option.number", "--number", None, None, {"value": option[:60]})])
    return int(digits)
