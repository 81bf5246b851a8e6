"""What is printed of letters: expected volunteers, scenarios side by side, a plan, a draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tirage.cli.output import Output
from tirage.dossier.chain import groups
from tirage.forecast.letters import Forecast, LettersSoFar
from tirage.forecast.volunteers import Simulated

SURE, UNSURE = 0.95, 0.5


def document(standing: LettersSoFar, chosen: Forecast) -> dict[str, Any]:
    """The prospect as JSON values."""
    return {
        "wave": standing.basis.wave,
        "letters": chosen.total,
        "alpha": str(chosen.alpha),
        "strata": [
            {
                "code": cell.code,
                "people": standing.people[cell.code],
                "eligible": cell.eligible,
                "letters": chosen.letters[cell.code],
                "response": float(cell.response),
            }
            for cell in standing.strata
        ],
        "expected": [asdict(each) for each in chosen.expected],
    }


def scenario(prospect: Forecast) -> dict[str, Any]:
    """One scenario as JSON values."""
    weakest = prospect.weakest
    return {
        "letters": prospect.total,
        "alpha": str(prospect.alpha),
        "weakest": f"{weakest.criterion}: {weakest.category}",
        "enough": weakest.enough,
    }


def show(
    talk: Output,
    standing: LettersSoFar,
    chosen: Forecast,
    simulated: Simulated | None,
    others: Sequence[Forecast],
    enough: int,
) -> None:
    """The prospect and its alternatives, for people."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    console = talk.console()
    title = talk.text(
        "letters.title",
        wave=standing.basis.wave,
        letters=chosen.total,
        strata=sum(count > 0 for count in chosen.letters.values()),
        alpha=str(chosen.alpha),
    )
    console.print(title, style="bold", soft_wrap=True)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    for code in ("show.minimum", "letters.expected", "letters.low", "letters.enough"):
        table.add_column(talk.text(code), justify="right")
    before = None
    for each in chosen.expected:
        if before not in (None, each.criterion):
            table.add_section()
        style = "green" if each.enough >= SURE else "yellow" if each.enough >= UNSURE else "bold red"
        table.add_row(
            Text(each.criterion if each.criterion != before else ""),
            Text(each.category),
            str(each.minimum),
            f"{each.mean:.0f}",
            f"{each.low:.0f}",
            Text(_percent(talk, each.enough), style=style),
        )
        before = each.criterion
    console.print(table)
    if simulated:
        console.print(
            talk.text(
                "letters.simulated",
                pools=simulated.pools,
                met=simulated.met,
                least=simulated.volunteers[0],
                middle=simulated.volunteers[len(simulated.volunteers) // 2],
                most=simulated.volunteers[-1],
            ),
            soft_wrap=True,
        )
    sides = Table(box=SIMPLE_HEAD, pad_edge=False)
    for code in ("letters.letters", "letters.alpha", "letters.weakest", "letters.enough"):
        sides.add_column(talk.text(code), justify="left" if code == "letters.weakest" else "right")
    for other in others:
        weakest = other.weakest
        name = Text(f"{weakest.criterion}, {weakest.category}")
        sides.add_row(str(other.total), str(other.alpha), name, _percent(talk, weakest.enough))
    console.print(sides)
    most = sum(cell.eligible for cell in standing.strata)
    code = "letters.needed" if enough < most else "letters.not_enough"
    console.print(talk.text(code, letters=enough), soft_wrap=True)


def show_wave(talk: Output, facts: Mapping[str, Any]) -> None:
    """A wave that is planned or drawn, and what comes next."""
    console = talk.console()
    if facts["rehearsal"]:
        console.print(talk.text("show.rehearsal"), style="bold reverse")
    console.print(
        talk.text("letters.drawn" if facts["drawn"] else "letters.fixed", **facts),
        style="bold",
        soft_wrap=True,
    )
    console.print(talk.text("show.plan"), groups(facts["plan"]), soft_wrap=True)
    console.print(talk.text("show.head"), groups(facts["journal_head"]), soft_wrap=True)
    console.print()
    if not facts["drawn"]:
        code = "show.next.ceremony" if facts["ceremony"] else "letters.next.plan"
        console.print(talk.text(code, path=facts["dossier"]), soft_wrap=True)
        return
    console.print(talk.text("letters.files", **facts), soft_wrap=True)
    if facts["to_correct"]:
        console.print(
            talk.text("letters.to_correct", count=facts["to_correct"]), style="yellow", soft_wrap=True
        )
    console.print(talk.text("letters.next.drawn", path=facts["dossier"]), soft_wrap=True)


def _percent(talk: Output, value: float) -> str:
    text = f"{100 * value:.1f}" if value < 0.9995 else "> 99.9"
    return f"{text.replace('.', ',')} %" if talk.language == "fr" else f"{text}%"
