"""The yes to what cannot be undone: asked in a terminal, said beforehand by --yes, needless in rehearsals."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import typer

from tirage.cli.asking import Asking, in_terminal
from tirage.errors import Refused

if TYPE_CHECKING:
    from tirage.acts.interface import Clock, Question
    from tirage.acts.interface import Consent as GivesConsent
    from tirage.cli.output import Output
    from tirage.cli.progress import Bar

YES = typer.Option("--yes", help="help.yes")
"""Typer's option of every command that has something to ask."""


class AtDesk(TypedDict):
    """What the command line brings to every act."""

    clock: Clock
    tool: str
    consent: GivesConsent


def at_desk(talk: Output, *, sure: bool, bar: Bar | None = None) -> AtDesk:
    """The time, the program, and the yes of whoever types; as `Consent`."""
    from tirage.cli import clock

    return {"clock": clock.now, "tool": clock.tool(), "consent": Consent(talk, sure=sure, bar=bar)}


class Consent:
    """An `acts.interface.Consent` of whoever typed the command."""

    def __init__(self, talk: Output, *, sure: bool, bar: Bar | None = None) -> None:
        """`sure`: whether yes was said on the command line; `bar`: what makes room for the question."""
        self._talk = talk
        self._sure = sure
        self._bar = bar

    def __call__(self, question: Question, /) -> None:
        """Return for yes; Refused for no, and where nobody can be asked."""
        if self._sure or question.rehearsal:
            return
        if not in_terminal():
            raise Refused("asking.unasked")
        from tirage.report.pages.question import page

        if self._bar is not None:
            self._bar.rest()
        self._talk.ask(page(question, self._talk.wording))
        if not Asking(self._talk).yes(self._talk.text("asking.sure")):
            raise Refused("asking.declined")
