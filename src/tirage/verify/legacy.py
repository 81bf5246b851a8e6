"""Lines of the checks that are not in a table yet."""

from __future__ import annotations

from . import kernel
from .kernel import Check, line

__all__ = ["Check", "compared", "faulty", "judged", "skipped"]


def judged(code: str, passed: bool, *, expected: object = "", got: object = "", file: str = "") -> Check:
    """A check that passed or failed."""
    return line(code, kernel.judged(passed, expected=expected, got=got, file=file))


def compared(code: str, got: object, expected: object, file: str = "") -> Check:
    """A check that passes when the two are equal."""
    return line(code, kernel.compared(got, expected, file))


def faulty(
    code: str, faults: list[str], *, checked: int | None = None, wanted: str = "no-fault", file: str = ""
) -> Check:
    """A check that passes when there is no fault."""
    return line(code, kernel.faulty(faults, checked=checked, wanted=wanted, file=file))


def skipped(code: str, why: str, file: str = "") -> Check:
    """A check that was not made, and why."""
    return line(code, kernel.skipped(why, file))
