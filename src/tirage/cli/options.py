"""What a command was asked for, and the values that typer does not check in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tirage.errors import Defect, InputInvalid
from tirage.i18n.placeholders import is_placeholder

if TYPE_CHECKING:
    from typer import Context

    from tirage.chances.objectives.choose import Fairness


T = TypeVar("T")

MOST_DIGITS = 20
"""No lottery has a number as long as this, zeros in front included."""


class FairnessChoice(StrEnum):
    """The ways to be fair, as they are typed."""

    leximin = "leximin"
    maximin = "maximin"
    goldilocks = "goldilocks"
    nash = "nash"
    capped = "capped"


@dataclass(frozen=True, slots=True)
class ChanceOptions:
    """Who is to bring chance, beside the public roll, as it was typed."""

    contributors: tuple[str, ...] = ()
    """`NAME=COMMITMENT`"""
    beacon_round: int | None = None
    beacon_at: str | None = None


NO_CHANCE_OPTIONS = ChanceOptions()
"""The public roll is all."""


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """The options of a draw, as they were typed."""

    pool: Path
    quotas: Path
    seats: int
    panels: int
    fairness: Fairness
    household: str | None
    id_column: str | None
    encoding: str | None
    rehearsal: bool = False
    ways: ChanceOptions = NO_CHANCE_OPTIONS


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
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise InputInvalid([Defect("option.number", "--number", None, None, {"value": brief(option)})])
    return int(digits)


def text_rolled(option: str, name: str = "--seed") -> str:
    """What was rolled in public, as it was typed; InputInvalid where it is no text or a word of a hint."""
    if not option.strip():
        raise InputInvalid([Defect("option.seed", name)])
    if any("\ud800" <= character <= "\udfff" for character in option):
        raise InputInvalid([Defect("option.undecodable", name, values={"value": brief(option)})])
    check_rolled(option, name)
    return option


def check_rolled(text: str, name: str) -> None:
    """InputInvalid for a text that stands for a public roll in what tirage prints."""
    if is_placeholder(text):
        raise InputInvalid([Defect("option.placeholder", name, values={"value": brief(text)})])


def brief(option: str) -> str:
    """The beginning of what was typed, signs that cannot be shown as `?`."""
    return option[:60].encode("utf-8", "replace").decode("utf-8")


def attempt(found: list[Defect], read: Callable[[], T]) -> T | None:
    """What `read` returns, or None with its defects added to `found`, so that all can be said at once."""
    try:
        return read()
    except InputInvalid as error:
        found += error.defects
        return None


def typed_options(context: Context, names: Collection[str]) -> dict[str, str]:
    """Options given on the command line, by parameter, among `names`."""
    return {
        parameter.name: parameter.opts[0]
        for parameter in context.command.params
        if parameter.name in names
        and (source := context.get_parameter_source(parameter.name)) is not None
        and source.name == "COMMANDLINE"
    }
