"""Options that several commands share, and values that typer does not check in the user's language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tirage.errors import Defect, InputInvalid, typed

if TYPE_CHECKING:
    from tirage.acts.interface import Dice
    from tirage.acts.pool.guards import Guards
    from tirage.cli.output import Output
    from tirage.people.engines.options import EngineOptions
    from tirage.tabular.files import Manner

MOST_DIGITS = 20
"""No lottery has a number as long as this, zeros in front included."""

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
"""How a day is typed: as ISO has it, or day first."""

CONTRIBUTOR = typer.Option("--contributor", metavar="NAME=COMMITMENT", help="help.contributor")
BEACON_ROUND = typer.Option("--beacon-round", metavar="N", help="help.beacon_round")
ROLL = typer.Option("--roll", metavar="FORM", help="help.roll")
BEACON_AT = typer.Option("--beacon-at", metavar="TIME", help="help.beacon_at")
"""Typer's options for the fields of `ChanceOptions`."""

ENCODING = typer.Option("--encoding", metavar="NAME", help="help.encoding")
SHEET = typer.Option("--sheet", metavar="NAME", help="help.sheet")
HIDDEN = typer.Option("--hidden", help="help.hidden")
"""Typer's options for the fields of `tabular.files.Manner`."""


ENGINE = typer.Option("--engine", metavar="NAME", help="help.engine")
THREADS = typer.Option("--threads", metavar="N", min=1, help="help.engine.threads")
MEMORY = typer.Option("--memory", metavar="SIZE", help="help.engine.memory")
SCRATCH = typer.Option("--scratch", metavar="DIR", help="help.engine.scratch")
MASTER = typer.Option("--master", metavar="ADDRESS", help="help.engine.master")
WORK = typer.Option("--work", metavar="DIR", help="help.engine.work")
"""Typer's options for the fields of `people.engines.options.EngineOptions`."""


class FairnessChoice(StrEnum):
    """The ways to be fair, as they are typed."""

    leximin = "leximin"
    maximin = "maximin"
    goldilocks = "goldilocks"
    nash = "nash"
    capped = "capped"


class IdsChoice(StrEnum):
    """What `--ids` takes."""

    alias = "alias"
    published = "published"


class HiddenChoice(StrEnum):
    """What `--hidden` takes."""

    take = "take"
    leave = "leave"


def manner(
    encoding: str | None = None, sheet: str | None = None, hidden: HiddenChoice | None = None
) -> Manner:
    """How a file is to be read, as its options say."""
    from tirage.tabular.files import Manner

    return Manner(encoding, sheet, hidden.value if hidden else None)


def engine(
    name: str | None,
    threads: int | None,
    memory: str | None,
    scratch: Path | None,
    master: str | None = None,
    work: str | None = None,
) -> EngineOptions:
    """What works on the rows of the lists; the act says what makes no sense of it."""
    from tirage.people.engines.options import DEFAULT

    return replace(
        DEFAULT,
        name=name or DEFAULT.name,
        threads=threads or DEFAULT.threads,
        memory=DEFAULT.memory if memory is None else memory,
        scratch=scratch,
        master=master or "",
        work=work or "",
    )


def columns(option: str | None) -> tuple[str, ...]:
    """`adresse,code postal` → its parts."""
    return tuple(part.strip() for part in (option or "").split(",") if part.strip())


DECISIONS = typer.Option("--decisions", metavar="FILE", help="help.pool.decisions")
EXCLUDE = typer.Option("--exclude", metavar="CAUSE=FILE", help="help.pool.exclude")
NO_HOUSEHOLD = typer.Option("--no-household", metavar="FILE", help="help.no_household")
"""Typer's options for the fields of `Guards`."""


def read_guards(
    decisions: Path | None,
    exclude: Sequence[str] | None,
    no_household: Path | None,
    talk: Output,
    hidden: HiddenChoice | None,
) -> Guards:
    """What somebody has decided about who is in a file of volunteers."""
    lists = lists_by_cause(exclude, talk)
    from tirage.acts.pool.guards import Guards

    return Guards(decisions, lists, no_household, talk.language, manner(hidden=hidden))


def lists_by_cause(options: Sequence[str] | None, talk: Output) -> dict[str, str | Path]:
    """`CAUSE=FILE`, as often as it is typed; another form, or a cause twice, is a mistake of usage."""
    lists: dict[str, str | Path] = {}
    for each in options or ():
        cause, _, path = each.partition("=")
        if not path or cause in lists:
            raise typer.BadParameter(talk.text("option.exclude", found=each[:60]))
        lists[cause] = path
    return lists


def read_dice(seed: str | None, number: str | None, talk: Output) -> Dice:
    """What `--seed` or `--number` says; both together are a mistake of usage."""
    if seed is not None and number is not None:
        raise typer.BadParameter(talk.text("option.both"))
    if seed is None:
        return _number(number)
    from tirage.acts.inputs import read_text

    return read_text(seed, "--seed")


def check_report(out: Path) -> None:
    """InputInvalid where something, a link to nothing included, has the name that a report is to have."""
    if out.exists() or out.is_symlink():
        raise InputInvalid([Defect("report.exists", str(out))])


def _number(option: str | None) -> int | None:
    """`042` → 42; InputInvalid for what is no number."""
    if option is None:
        return None
    digits = "".join(option.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise InputInvalid([Defect("option.number", "--number", values={"value": typed(option)})])
    return int(digits)


def typed_options(context: typer.Context, names: Collection[str]) -> dict[str, str]:
    """Options given on the command line, by parameter, among `names`."""
    return {
        parameter.name: parameter.opts[0]
        for parameter in context.command.params
        if parameter.name in names
        and (source := context.get_parameter_source(parameter.name)) is not None
        and source.name == "COMMANDLINE"
    }
