"""The steps behind `tirage alternates`: choose, count what it is worth, say it; nothing is written."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from tirage.assembly import alternates, record
from tirage.assembly.life import read_life
from tirage.assembly.residual import first_pool, first_quotas
from tirage.cli.figures import percent
from tirage.cli.talk import Talk
from tirage.errors import Refused
from tirage.journal.chain import head


def show(folder: Path, count: int | None, confidence: float, dropout: float, talk: Talk) -> None:
    """The alternates of an assembly as it stands: so many, or as many as it takes."""
    found = record.load(folder)
    life = read_life(found.files, found.entries)
    pool, quotas = first_pool(found.files), first_quotas(found.files)
    basis = alternates.basis(pool, quotas, life, dropout, head(found.entries))
    if not basis.people or not basis.sitting:
        raise Refused("alternates.nobody")
    chosen = alternates.choose(basis, count) if count else alternates.enough(basis, confidence)
    if talk.as_json:
        talk.data({**asdict(chosen), "dropout": dropout, "people": len(basis.people)})
        return
    console = talk.console()
    said = {"count": len(chosen.pids), "people": len(basis.people), "seats": len(life.seats)}
    console.print(talk.text("alternates.title", **said), style="bold", soft_wrap=True)
    worth = {
        name: percent(talk, getattr(chosen, name) / chosen.tried)
        for name in ("designed", "scaled", "random", "everyone")
    }
    console.print(
        talk.text("alternates.worth", tried=chosen.tried, dropout=percent(talk, dropout), **worth),
        soft_wrap=True,
    )
    console.print(talk.text("alternates.pids", pids=", ".join(chosen.pids)), soft_wrap=True)
    console.print(talk.text("alternates.note"), soft_wrap=True)
