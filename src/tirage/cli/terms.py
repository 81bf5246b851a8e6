"""The options that say who brings chance, and what: `--contributor`, `--beacon-at`, `--seed`, `--number`…"""

from __future__ import annotations

import re
from datetime import datetime

import typer

from tirage.cli.options import ChanceOptions, attempt, brief, number_drawn, text_rolled, whole
from tirage.cli.output import Output
from tirage.draws.chance import PUBLIC, ChanceSources
from tirage.errors import Defect, InputInvalid, Refused
from tirage.randomness.beacon import LAST, due, first_round

_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
_COMMIT = re.compile(r"[0-9a-f]{64}")


CONTRIBUTOR = typer.Option("--contributor", metavar="NAME=COMMITMENT", help="help.contributor")
BEACON_ROUND = typer.Option("--beacon-round", metavar="N", help="help.beacon_round")
BEACON_AT = typer.Option("--beacon-at", metavar="TIME", help="help.beacon_at")
"""Typer's options for the fields of `ChanceOptions`."""


def rolled(seed: str | None, number: str | None, talk: Output) -> str | int | None:
    """What `--seed` or `--number` says; both together are a mistake of usage."""
    if seed is not None and number is not None:
        raise typer.BadParameter(talk.text("option.both"))
    return text_rolled(seed) if seed is not None else number_drawn(number)


def check_apart(roll: str | int | None, talk: Output, then: str, *, rehearsal: bool) -> None:
    """Refused where chance is typed in the command that makes its plan; a rehearsal is warned.

    `then` is the command that goes on with the plan once it is fixed.
    """
    if roll is None:
        return
    if not rehearsal:
        raise Refused("draw.at_once", then=then)
    talk.say("note.at_once")


def read_terms(ways: ChanceOptions) -> ChanceSources:
    """What the options ask for; InputInvalid with the defects of all of them."""
    found: list[Defect] = []
    sealed: dict[str, str] = {}
    for option in ways.contributors:
        name, _, commit = (part.strip() for part in option.partition("="))
        attempt(found, lambda name=name: check_name(name, "--contributor"))  # type: ignore[misc]
        if not _COMMIT.fullmatch(commit):
            found.append(Defect("ceremony.contributor", "--contributor", values={"value": brief(option)}))
        elif name in sealed:
            found.append(Defect("ceremony.twice", "--contributor", values={"name": brief(name)}))
        sealed[name] = commit
    number = attempt(found, lambda: _round(ways))
    if found:
        raise InputInvalid(found)
    return ChanceSources(dict(sorted(sealed.items())), number)


def check_name(name: str, option: str) -> None:
    """InputInvalid unless it can stand in a plan: it is published, and part of what is hashed."""
    if name == PUBLIC or not _NAME.fullmatch(name):
        raise InputInvalid([Defect("ceremony.name", option, values={"value": brief(name)})])


def _round(ways: ChanceOptions) -> int | None:
    if ways.beacon_round is not None and ways.beacon_at is not None:
        raise InputInvalid([Defect("ceremony.two_rounds", "--beacon-at")])
    if ways.beacon_round is not None:
        return whole("--beacon-round", ways.beacon_round, 1, LAST)
    if ways.beacon_at is None:
        return None
    try:
        moment = datetime.fromisoformat(ways.beacon_at.strip())
    except ValueError:
        moment = None
    # Without a zone it would be another round on another computer.
    if moment is None or moment.tzinfo is None or moment.timestamp() > due(LAST):
        raise InputInvalid(
            [Defect("ceremony.moment", "--beacon-at", values={"value": brief(ways.beacon_at)})]
        )
    # A part of a second counts as a whole one: the round is not due before the moment.
    return first_round(-int(-moment.timestamp() // 1))
