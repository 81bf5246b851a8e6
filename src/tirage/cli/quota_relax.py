"""The steps behind `tirage quotas relax`: propose, show, and write the one that was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tirage.chances.floor import Unproved
from tirage.cli.clock import now
from tirage.cli.options import DrawOptions, attempt, brief, whole
from tirage.cli.output import Output
from tirage.cli.reading import Inputs, read
from tirage.draws.relax import Alternative, Proposals, RowName, propose
from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused
from tirage.quotas.amendments import Amendment, Move, amended
from tirage.quotas.model import Quotas
from tirage.quotas.new_file import check_new, write_new
from tirage.quotas.yaml_file import one_line, reason_fault
from tirage.quotas.yaml_text import yaml_text
from tirage.report.document import Document, Section
from tirage.report.pages import conflict
from tirage.tabular.cells import clean, closest

if TYPE_CHECKING:
    from rich.console import Console


_TIER = re.compile(r"[1-9][0-9]{0,2}")
NAMED = 6
"""Categories of those left out that are named on screen."""


@dataclass(frozen=True, slots=True)
class RelaxOptions:
    """The options of `relax` alone, as they were typed."""

    keep: Sequence[str]
    tiers: Sequence[str]
    alternatives: int
    number: int | None
    reason: str | None
    out: Path | None


def relax(asked: DrawOptions, choice: RelaxOptions, talk: Output) -> None:
    """Ways out side by side; with a choice, a new quota file. Exits as for impossible quotas without any."""
    _check_choice(choice)
    inputs = read(asked, talk)
    quotas = inputs.quotas.quotas
    defects: list[Defect] = []
    kept = [name for text in choice.keep for name in _kept(text, quotas, defects)]
    tiers = _tiers(choice.tiers, quotas, defects)
    if defects:
        raise InputInvalid(defects)
    try:
        found = propose(
            inputs.pool,
            quotas,
            asked.seats,
            kept=kept,
            tiers=tiers,
            alternatives=choice.alternatives,
            first=partial(_first, talk),
        )
    except Unproved as error:
        raise Refused("relax.unproved") from error
    chosen = None if choice.number is None or found.blocked else _chosen(found, choice.number)
    if talk.as_json:
        talk.data(_document(found))
    else:
        _show(talk, found)
    if found.blocked:
        raise typer.Exit(QuotasImpossible.exit_code)
    if chosen:
        _write(chosen, choice, inputs, asked.seats, talk)


def _check_choice(choice: RelaxOptions) -> None:
    """What can be wrong with the options before any file is read, all at once."""
    defects: list[Defect] = []
    attempt(defects, lambda: whole("--alternatives", choice.alternatives, 1, 20))
    given = {"--choose": choice.number, "--reason": choice.reason, "--out": choice.out}
    missing = [name for name, value in given.items() if value is None]
    if 0 < len(missing) < len(given):
        defects += [Defect("relax.together", name) for name in missing]
    if choice.reason is not None and (fault := reason_fault(one_line(choice.reason))):
        defects.append(Defect(fault[0], "--reason", values=fault[1]))
    if defects:
        raise InputInvalid(defects)
    check_new(choice.out)


def _kept(text: str, quotas: Quotas, defects: list[Defect]) -> Iterator[RowName]:
    """`âge` or `âge:16-17` → the rows that stay."""
    rows = [(row.criterion, row.category) for row in quotas.rows]
    found = [row for row in rows if clean(text) in {row[0], f"{row[0]}:{row[1]}"}]
    if not found:
        known = [*dict(rows), *(f"{criterion}:{category}" for criterion, category in rows)]
        values = {"value": brief(text), "closest": closest(text, known)}
        defects.append(Defect("option.declared", "--keep", values=values))
    yield from found


def _tiers(texts: Sequence[str], quotas: Quotas, defects: list[Defect]) -> dict[str, int]:
    """`âge=1` → {"âge": 1}."""
    known = dict.fromkeys(row.criterion for row in quotas.rows)
    found: dict[str, int] = {}
    for text in texts:
        name, _, number = map(clean, text.rpartition("="))
        if name not in known or not _TIER.fullmatch(number):
            values = {"value": brief(text), "closest": f"{closest(name or text, known)}=1"}
            defects.append(Defect("relax.tier", "--tier", values=values))
        elif found.setdefault(name, int(number)) != int(number):
            defects.append(Defect("relax.tier.twice", "--tier", values={"criterion": name}))
    return found


def _chosen(found: Proposals, number: int) -> Alternative:
    whole("--choose", number, 1, len(found.alternatives))
    chosen = found.alternatives[number - 1]
    if not chosen.moves:
        raise Refused("relax.nothing")
    return chosen


def _write(chosen: Alternative, choice: RelaxOptions, inputs: Inputs, seats: int, talk: Output) -> None:
    file, path = inputs.quotas, choice.out
    assert path is not None
    assert choice.reason is not None
    amendment = Amendment(now()[:10], one_line(choice.reason), file.sha256, chosen.moves)
    quotas = amended(file.quotas, chosen.moves)
    text = yaml_text(quotas, (*file.changes, amendment), source=file.source, note=file.note)
    write_new(path, text, seats=seats)
    talk.say("relax.written", path=path)


def _document(found: Proposals) -> dict[str, Any]:
    return {
        "people": found.people,
        "alternatives": [
            {
                "moves": [move.document() for move in each.moves],
                "left_out": each.left_out,
                "categories": [asdict(left) for left in each.categories],
            }
            for each in found.alternatives
        ],
        "everyone": None if found.everyone is None else found.everyone + 1,
        "hopeless": found.hopeless,
        "cut_short": found.cut_short,
        "blocked": found.blocked,
    }


def _first(talk: Output, moves: Sequence[Move]) -> None:
    """The least change, before anything else is looked for."""
    if moves and not talk.as_json:
        console = talk.console()
        console.print(talk.text("relax.alternative", number=1), style="bold", soft_wrap=True)
        _moves(talk, console, moves)


def _show(talk: Output, found: Proposals) -> None:
    """Everything but the moves of the least change, which are said already."""
    console = talk.console()
    if found.blocked:
        console.print(talk.text("relax.blocked"), style="bold", soft_wrap=True)
        blocks = tuple(conflict.conflicts(found.blocked, talk.wording))
        talk.show(Document("relax", talk.language, "", (Section("conflicts", "", blocks),)))
        return
    if len(found.alternatives) == 1 and not found.alternatives[0].moves:
        console.print(talk.text("relax.holds"), soft_wrap=True)
    for number, each in enumerate(found.alternatives, 1):
        if number > 1 or not each.moves:
            console.print(talk.text("relax.alternative", number=number), style="bold", soft_wrap=True)
            _moves(talk, console, each.moves)
        _left_out(talk, console, each, found)
    if found.cut_short:
        console.print(talk.text("relax.cut_short"), style="yellow", soft_wrap=True)
    if found.everyone is None:
        console.print(talk.text("relax.everyone.unknown"), style="yellow", soft_wrap=True)
    if found.hopeless:
        console.print(talk.text("relax.hopeless", people=found.hopeless), style="yellow", soft_wrap=True)
    if any(each.moves for each in found.alternatives):
        console.print(talk.text("relax.next"), soft_wrap=True)


def _moves(talk: Output, console: Console, moves: Sequence[Move]) -> None:
    if not moves:
        console.print(talk.text("relax.unchanged"), soft_wrap=True)
    for move in moves:
        values = {"criterion": move.criterion, "category": move.category}
        line = talk.text(f"relax.move.{move.limit}", **values, before=move.before, after=move.after)
        console.print(line, soft_wrap=True)


def _left_out(talk: Output, console: Console, each: Alternative, found: Proposals) -> None:
    if each.left_out is None:
        console.print(talk.text("relax.left.unknown"), style="yellow", soft_wrap=True)
        return
    if not each.left_out:
        console.print(talk.text("relax.nobody"), style="green", soft_wrap=True)
        return
    named = ", ".join(f"{left.people} {left.category} ({left.criterion})" for left in each.categories[:NAMED])
    more = " …" if len(each.categories) > NAMED else ""
    said = talk.text("relax.left", people=each.left_out, of=found.people, named=named + more)
    console.print(said, style="yellow", soft_wrap=True)
