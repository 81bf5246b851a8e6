"""Alternates on the record: a list of pids in an order that nobody chose, which the last one replaces.

The integer program says how many alternates of each kind there are to be; of those alike the first by tickets
that follow from the panel's entry in the journal are on the list, and of a household the first counts. The
plan of a list fixes who they are. In which order they stand, its own dice say, after the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from tirage.acts import by_dice, conduct
from tirage.acts.inputs import NO_CHANCE_OPTIONS, ChanceOptions
from tirage.acts.interface import AGREED, Clock, Consent, Dice
from tirage.acts.later import keep as kept
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import current_pool, first_quotas
from tirage.assembly.state import AssemblyState
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import head
from tirage.dossier.documents.plans import AlternatesPlan
from tirage.dossier.entries import AlternatesDrawn
from tirage.dossier.layout import ALTERNATES, PLAN, POOL, path_in_draw
from tirage.dossier.outcome import Changes
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.errors import Refused
from tirage.forecast.alternates import Chosen, basis, choose, enough
from tirage.forecast.dropouts import Dropouts, learn
from tirage.people.pool.model import Pool
from tirage.quotas.model import Quotas
from tirage.randomness.seeds import in_ticket_order, rings_seed, ticket
from tirage.shown import Shown
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
class Alternates(Shown):
    """The alternates of an assembly as it stands."""

    dossier: Dossier
    chosen: Chosen
    dropouts: Dropouts
    quotas: Quotas
    seats: int
    act: str = ""
    """The act whose plan it has, `alternates/1`; empty for a list that is only looked at."""

    @property
    def list(self) -> int | None:
        """Number of the list on the record; None where it is not, or not yet."""
        drawn = bool(self.act) and self.dossier.is_drawn(self.act)
        return self.dossier.state.lists if drawn else None


@dataclass(frozen=True, slots=True)
class ListAct:
    """A list of alternates as an act with chance (`acts.interface.ActWithChance`)."""

    name: str
    command: str
    sources: ChanceSources = PUBLIC_ROLL

    def plan(self, dossier: Dossier) -> Changes:
        """Who is to be on the list, for what was fixed with the panel and nothing else.

        Refused while a seat is open: a list made then would choose who is to have it.
        """
        rule = _fixed(dossier)
        if dossier.state.vacant:
            raise Refused("alternates.vacant", seats=len(dossier.state.vacant))
        rates = Dropouts(rule.dropout)
        chosen = _chosen(dossier, dossier.state, rates, rule)
        worth = ("designed", "scaled", "random", "everyone")
        inputs = {
            "journal": head(dossier.entries),
            "pids": sorted(chosen.pids),
            "people": chosen.people,
            "confidence": "" if rule.confidence is None else str(rule.confidence),
            "dropout": rates.document(),
            "tried": chosen.tried,
            "repaired": {way: getattr(chosen, way) for way in worth},
        }
        document = self.sources.plan(self.name, inputs, rehearsal=dossier.rehearsal)
        return by_dice.fix(AlternatesPlan.model_validate(document))

    def result(self, dossier: Dossier, chance: Chance | int) -> Changes:
        """The list in the order of its tickets; Refused for a number drawn by hand."""
        facts = by_dice.rolled(dossier, chance).facts
        data = dossier.files[path_in_draw(PLAN, self.name)]
        fixed = AlternatesPlan.from_bytes(data).inputs.document()
        number, pids = dossier.state.lists + 1, fixed.pop("pids")
        del fixed["journal"]
        ordered = in_ticket_order(str(facts["stage_seed"]), pids)
        lines = [("pid", "order"), *((pid, str(place)) for place, pid in enumerate(ordered, 1))]
        table = csv_text(lines).encode()
        said = {"list": number, "sha256": sha256(table), "count": len(ordered), **fixed}
        plan = {"act": self.name, "plan": sha256(data), **facts}
        body = AlternatesDrawn.model_validate({**said, **plan})
        return Changes({ALTERNATES.format(number): table}, (body.as_act(),))


def list_alternates(folder: str | Path, options: AlternatesOptions) -> Alternates:
    """Choose alternates; nothing is written.

    Refused where nobody sits or nobody is left, and where nothing says how many there are to be.
    """
    dossier = load(folder)
    if options.count is None and options.confidence is None:
        fixed = _fixed(dossier)
        options = replace(options, count=fixed.count, confidence=fixed.confidence)
    flat = options.dropout
    dropouts = Dropouts(flat) if flat is not None else learn(map(_past, options.past))
    chosen = _chosen(dossier, dossier.state, dropouts, options)
    return Alternates(dossier, chosen, dropouts, first_quotas(dossier.files), len(dossier.state.seats))


def draw_alternates(
    folder: str | Path,
    options: AlternatesOptions,
    chance: ChanceOptions = NO_CHANCE_OPTIONS,
    dice: Dice = None,
    *,
    clock: Clock,
    tool: str,
    consent: Consent = AGREED,
) -> conduct.Conducted:
    """Fix the plan of a list, for what was fixed with the panel and nothing else, or draw its order.

    Refused where that says nothing or something else than `options`, while a seat is open, where nobody sits
    or nobody is left, and while another plan waits; else as `conduct`.
    """
    dossier = load(Path(folder))
    command = "tirage alternates --record"
    pending = by_dice.waiting(dossier, "alternates", chance)
    if pending is not None:
        act = ListAct(pending, command)
    else:
        _check_ruled(dossier, options)
        name = f"alternates/{dossier.state.draws['alternates'] + 1}"
        act = ListAct(name, command, by_dice.sources_of(dossier, chance))
    return conduct.conduct(dossier, act, dice, clock=clock, tool=tool, consent=consent)


def planned(dossier: Dossier, act: str) -> Alternates:
    """The list of a plan: in the order of its tickets once it is drawn, of its pids before."""
    fixed = AlternatesPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)]).inputs
    pids = dossier.state.alternates if dossier.is_drawn(act) else fixed.pids
    chosen = Chosen(pids, fixed.people, tried=fixed.tried, **fixed.repaired.model_dump())
    rates = Dropouts(_share(fixed.dropout.flat))
    return Alternates(dossier, chosen, rates, first_quotas(dossier.files), len(dossier.state.seats), act)


def _check_ruled(dossier: Dossier, options: AlternatesOptions) -> None:
    """Refused where something else than was fixed with the panel is asked for."""
    fixed = _fixed(dossier)
    if options.past:
        raise Refused("alternates.past")
    kept("--count", options.count, fixed.count)
    kept("--confidence", options.confidence, fixed.confidence)
    kept("--dropout", options.dropout, fixed.dropout)


def _fixed(dossier: Dossier) -> AlternatesOptions:
    """What was fixed with the panel; Refused where that says nothing."""
    fixed = dossier.plan.later.alternates
    if fixed is None:
        raise Refused("alternates.unruled")
    return AlternatesOptions(fixed.count, _share(fixed.confidence), _share(fixed.dropout))


def _share(rate: str) -> Fraction | None:
    return Fraction(rate) if rate else None


def tickets(panel_entry: bytes) -> Callable[[str], tuple[str, str]]:
    """The key by which volunteers are put in order, from the bytes of the panel's entry in the journal."""
    stage = rings_seed(sha256(panel_entry))
    return lambda pid: (ticket(stage, pid), pid)


def _chosen(dossier: Dossier, state: AssemblyState, dropouts: Dropouts, options: AlternatesOptions) -> Chosen:
    panel = next(entry for entry in dossier.entries if entry.type == "panel")
    pool, quotas = current_pool(dossier.files), first_quotas(dossier.files)
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
    return current_pool(dossier.files), dossier.state
