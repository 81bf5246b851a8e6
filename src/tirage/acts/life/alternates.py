"""Alternates on the record: a list of pids in an order that nobody chose, which the last one replaces.

The integer program says how many alternates of each kind there are to be. Who they are, and in which order
they stand, tickets say, by a seed that is made from the panel's entry in the journal, so from its dice: of
those alike the first are on the list, and of a household the first counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from tirage.acts.conduct import record
from tirage.acts.interface import Clock
from tirage.acts.later import keep as kept
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import first_pool, first_quotas
from tirage.assembly.state import AssemblyState
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import ALTERNATES, POOL
from tirage.dossier.outcome import Changes
from tirage.errors import Refused
from tirage.forecast.alternates import Chosen, basis, choose, enough
from tirage.forecast.dropouts import Dropouts, learn
from tirage.people.pool.model import Pool
from tirage.quotas.model import Quotas
from tirage.randomness.seeds import rings_seed, ticket
from tirage.tabular.writing import csv_text


@dataclass(frozen=True, slots=True)
class AlternatesOptions:
    """What the list is to be; one of `count` and `confidence`."""

    count: int | None
    confidence: Fraction | None
    dropout: Fraction | None
    """The same for everyone; None: by category."""
    past: tuple[Path, ...] = ()
    """Dossiers of earlier assemblies, to learn the rates from."""


@dataclass(frozen=True, slots=True)
class Alternates:
    """The alternates of an assembly as it stands."""

    dossier: Dossier
    chosen: Chosen
    dropouts: Dropouts
    quotas: Quotas
    seats: int
    list: int | None
    """Number of the list on the record; None where it is not."""


def list_alternates(
    folder: str | Path, options: AlternatesOptions, *, keep: bool, clock: Clock, tool: str
) -> Alternates:
    """Choose alternates; `keep`: put them on the record, for what was fixed with the panel and nothing else.

    Refused where nobody sits or nobody is left, and where nothing says how many there are to be.
    """
    dossier = load(folder)
    state = dossier.state
    options = _ruled(dossier, options, keep=keep)
    quotas = first_quotas(dossier.files)
    flat = options.dropout
    dropouts = Dropouts(flat) if flat is not None else learn(map(_past, options.past))
    chosen = _chosen(dossier, state, dropouts, options)
    number = None
    if keep:
        changes = put_on_record(state, chosen, dropouts, options.confidence)
        dossier, number = record(dossier, changes, clock=clock, tool=tool), state.lists + 1
    return Alternates(dossier, chosen, dropouts, quotas, len(state.seats), number)


def _ruled(dossier: Dossier, options: AlternatesOptions, *, keep: bool) -> AlternatesOptions:
    """What was fixed with the panel, for a list on the record, or where nothing else is asked for.

    Refused where that says nothing, and for a list on the record of which something else is said.
    """
    fixed = dossier.plan.later.alternates
    if not keep and (options.count is not None or options.confidence is not None):
        return options
    if fixed is None:
        raise Refused("alternates.unruled")
    if not keep:
        return replace(options, count=fixed.count, confidence=_share(fixed.confidence))
    if options.past:
        raise Refused("alternates.past")
    found = AlternatesOptions(fixed.count, _share(fixed.confidence), _share(fixed.dropout))
    kept("--count", options.count, found.count)
    kept("--confidence", options.confidence, found.confidence)
    kept("--dropout", options.dropout, found.dropout)
    return found


def _share(rate: str) -> Fraction | None:
    return Fraction(rate) if rate else None


def tickets(panel_entry: bytes) -> Callable[[str], tuple[str, str]]:
    """The key by which volunteers are put in order, from the bytes of the panel's entry in the journal."""
    stage = rings_seed(sha256(panel_entry))
    return lambda pid: (ticket(stage, pid), pid)


def put_on_record(
    life: AssemblyState, chosen: Chosen, dropouts: Dropouts, confidence: Fraction | None
) -> Changes:
    """The act that puts these alternates on the record, with what they were chosen for and are worth.

    Refused while a seat is open: a list made then would choose who is to have it.
    """
    if life.vacant:
        raise Refused("alternates.vacant", seats=len(life.vacant))
    number = life.lists + 1
    lines = [("pid", "order"), *((pid, str(place)) for place, pid in enumerate(chosen.pids, 1))]
    data = csv_text(lines).encode()
    body: dict[str, object] = {
        "list": number,
        "sha256": sha256(data),
        "count": len(chosen.pids),
        "people": chosen.people,
        "confidence": "" if confidence is None else str(confidence),
        "dropout": dropouts.document(),
        "tried": chosen.tried,
        "repaired": {
            "designed": chosen.designed,
            "scaled": chosen.scaled,
            "random": chosen.random,
            "everyone": chosen.everyone,
        },
    }
    return Changes({ALTERNATES.format(number): data}, (("alternates", body),))


def _chosen(dossier: Dossier, state: AssemblyState, dropouts: Dropouts, options: AlternatesOptions) -> Chosen:
    panel = next(entry for entry in dossier.entries if entry.type == "panel")
    pool, quotas = first_pool(dossier.files), first_quotas(dossier.files)
    # Of what the record says since then nothing can be chosen that would move the list.
    name = f"{sha256(panel.data)}/{state.lists + 1}"
    found = basis(pool, quotas, state, dropouts, name, tickets(panel.data))
    if not found.people or not found.sitting:
        raise Refused("alternates.nobody")
    if options.confidence is not None:
        return enough(found, float(options.confidence))
    return choose(found, options.count or 1)


def _past(folder: Path) -> tuple[Pool, AssemblyState]:
    """An earlier assembly; Refused without its pool, which says who had which category."""
    dossier = load(folder)
    if POOL not in dossier.files:
        raise Refused("alternates.no_pool", path=folder)
    return first_pool(dossier.files), dossier.state
