"""Why somebody is not in a frame or a pool, and why a member left, in words."""

from __future__ import annotations

from tirage.i18n.catalogue import called, catalogue
from tirage.report.wording import Wording


def cause(name: str, wording: Wording) -> str:
    """A cause in words; one that the rules of the assembly name stays as they name it."""
    return known(f"report.cause.{name}", name, wording)


def kind(name: str, wording: Wording) -> str:
    """A kind of departure in words; one of a later version, as the journal has it."""
    return known(f"life.kind.{name}", name, wording)


def known(code: str, name: str, wording: Wording, **values: object) -> str:
    """The text of a code; the name as it stands where the catalogue has none."""
    return wording.text(code, **values) if code in catalogue("en") else name


def draw_name(act: str, wording: Wording) -> str:
    """`remplacements n° 1` for `replacements/1`; the act of a later version as the journal has it."""
    return called(act, wording.language)
