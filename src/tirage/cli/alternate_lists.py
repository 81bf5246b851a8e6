"""The steps behind `tirage alternates`: choose, count what it is worth, say it, and put it on the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tirage.acts.alternates import put_on_record, tickets
from tirage.assembly import record
from tirage.assembly.remaining import first_pool, first_quotas
from tirage.assembly.state import read_state
from tirage.cli.clock import now, tool
from tirage.cli.figures import percent
from tirage.cli.output import Output
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import POOL
from tirage.errors import Refused
from tirage.forecast import alternates
from tirage.forecast.dropouts import ALL, Dropouts, learn


@dataclass(frozen=True, slots=True)
class AlternatesOptions:
    """What was typed; one of `count` and `confidence`."""

    count: int | None
    confidence: Fraction | None
    dropout: Fraction | None
    """The same for everyone; None: by category."""
    past: tuple[Path, ...] = ()
    """Dossiers of earlier assemblies."""


def show(folder: Path, choice: AlternatesOptions, talk: Output, *, keep: bool) -> None:
    """The alternates of an assembly as it stands, on the record or only shown."""
    found = record.load(folder)
    life = read_state(found.files, found.entries)
    pool, quotas = first_pool(found.files), first_quotas(found.files)
    dropouts = Dropouts(choice.dropout) if choice.dropout is not None else learn(map(_past, choice.past))
    panel = next(entry for entry in found.entries if entry.type == "panel")
    basis = alternates.basis(pool, quotas, life, dropouts, head(found.entries), tickets(panel.data))
    if not basis.people or not basis.sitting:
        raise Refused("alternates.nobody")
    chosen = (
        alternates.enough(basis, float(choice.confidence))
        if choice.confidence is not None
        else alternates.choose(basis, choice.count or 1)
    )
    if keep:
        outcome = put_on_record(life, chosen, dropouts, choice.confidence)
        found = record.extend(found, outcome, time=now(rehearsal=found.rehearsal), tool=tool())
    rates = _rates(
        dropouts, [(each.name, category) for each in quotas.criteria for category in each.categories]
    )
    if talk.as_json:
        facts = {**asdict(chosen), "dropout": dropouts.document(), "rates": rates, "recorded": keep}
        talk.data({**facts, "journal_head": head(found.entries)})
        return
    _say(talk, chosen, dropouts, rates, len(life.seats))
    console = talk.console()
    if keep:
        console.print(talk.text("alternates.recorded", list=life.lists + 1), soft_wrap=True)
        console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)
    else:
        console.print(talk.text("alternates.note", path=folder), soft_wrap=True)


def _past(folder: Path) -> Any:  # noqa: ANN401 - pool and life
    """An earlier assembly; Refused without its pool, which says who had which category."""
    found = record.load(folder)
    if POOL not in found.files:
        raise Refused("alternates.no_pool", path=folder)
    return first_pool(found.files), read_state(found.files, found.entries)


def _rates(dropouts: Dropouts, categories: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """Rate by category, and of how many members it was learnt; all of them first."""
    found = []
    for criterion, category in [ALL, *categories] if dropouts.learnt else [ALL]:
        past = dropouts.learnt.get((criterion, category))
        rate = dropouts.rate(criterion, category) if category else dropouts.overall
        found.append(
            {
                "criterion": criterion,
                "category": category,
                "rate": float(rate),
                "left": past.left if past else 0,
                "members": past.members if past else 0,
            }
        )
    return found


def _say(
    talk: Output, chosen: alternates.Chosen, dropouts: Dropouts, rates: list[dict[str, Any]], seats: int
) -> None:
    console = talk.console()
    said = {"count": len(chosen.pids), "people": chosen.people, "seats": seats}
    console.print(talk.text("alternates.title", **said), style="bold", soft_wrap=True)
    code = "flat" if dropouts.flat is not None else "learnt" if dropouts.learnt else "prior"
    overall = {**rates[0], "rate": percent(talk, rates[0]["rate"])}
    console.print(talk.text(f"alternates.rate.{code}", **overall), soft_wrap=True)
    for each in rates[1:]:
        line = {**each, "rate": percent(talk, each["rate"])}
        console.print(talk.text("alternates.rate.category", **line), soft_wrap=True)
    worth = {
        name: percent(talk, getattr(chosen, name) / chosen.tried)
        for name in ("designed", "scaled", "random", "everyone")
    }
    console.print(talk.text("alternates.worth", tried=chosen.tried, **worth), soft_wrap=True)
    console.print(talk.text("alternates.pids", pids=", ".join(chosen.pids)), soft_wrap=True)
