"""What an act is made of: its plan, its chance, its result; and what every act is given and gives back.

An act turns a dossier into `Changes` and does nothing else. `tirage.acts.conduct` is the one way from there
to the disk. A clock is given, never read, so that a notebook or a test may say what time it is. Consent is
given too: a caller from Python has it, the command line asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tirage.assembly.record import Dossier
from tirage.dossier.outcome import Changes
from tirage.draws.chance import Chance, ChanceSources
from tirage.i18n.note import Note

__all__ = ["AGREED", "ActWithChance", "Clock", "Consent", "Dice", "Note", "Question"]

Dice = str | int | None
"""What was rolled in public, the number of the panel drawn by hand, or nothing yet."""


class Clock(Protocol):
    """Tells the time."""

    def __call__(self, *, rehearsal: bool) -> str:
        """UTC to the second, `2026-11-27T10:00:00Z`; a rehearsal may be held at a time of its choice."""


@dataclass(frozen=True, slots=True)
class Question:
    """What cannot be undone, as it is asked once: after all that could refuse it, before it is written.

    It holds no name: whom it is about is a pid.
    """

    code: str
    """Its sentence: `question.CODE` in the catalogue."""
    values: Mapping[str, object] = field(default_factory=dict)
    dossier: Dossier | None = None
    """Before the act; None where there is none yet."""
    pid: str = ""
    """The person whom it is about; empty where it is about nobody."""
    doubts: tuple[Note, ...] = ()
    """What is lawful and seldom meant."""
    rehearsal: bool = False
    """Whether it is of a rehearsal, which can be done again."""


class Consent(Protocol):
    """Gives an act its yes."""

    def __call__(self, question: Question, /) -> None:
        """Return for yes; raise Refused for no, and nothing is written."""


class Agreed:
    """Yes, whatever is asked."""

    def __call__(self, question: Question, /) -> None:
        """Return."""

    def __repr__(self) -> str:
        return "AGREED"


AGREED: Consent = Agreed()
"""The consent of a caller who has decided: a notebook, a script."""


class ActWithChance(Protocol):
    """An act whose result is drawn: a wave of letters, a panel, replacements, a renewal."""

    @property
    def name(self) -> str:
        """`panel`, `letters/1`, `replacements/2`…, as the journal names it."""

    @property
    def sources(self) -> ChanceSources:
        """Who brings chance; read where the act is still to be planned."""

    @property
    def command(self) -> str:
        """The command that goes on once the plan is fixed, such as `tirage draw panel --dossier DIR`."""

    def plan(self, dossier: Dossier) -> Changes:
        """Everything of the act but chance: its files, and the entries that fix them."""

    def result(self, dossier: Dossier, chance: Chance | int) -> Changes:
        """What chance decides under the plan that `dossier` holds; an int is a number drawn by hand."""
