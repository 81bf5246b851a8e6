"""The steps behind `tirage draw panel`: read, plan, draw, show."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.analysis.coverage import coverage
from tirage.assembly import cooling, lineage, record
from tirage.chances.objectives.choose import Fairness
from tirage.cli import show
from tirage.cli.ceremonies import explain
from tirage.cli.clock import now, tool
from tirage.cli.options import NO_CHANCE_OPTIONS, ChanceOptions, DrawOptions
from tirage.cli.output import Output
from tirage.cli.progress import Bar
from tirage.cli.reading import Inputs, of_dossier, read
from tirage.cli.terms import check_apart, read_terms
from tirage.dossier import files
from tirage.dossier.chain import head
from tirage.dossier.layout import PLAN, PRIVATE_POOL, QUOTAS
from tirage.dossier.outcome import Act, Changes
from tirage.draws import chance as ceremony
from tirage.draws import draw_up
from tirage.draws.lottery import Lottery
from tirage.errors import Refused
from tirage.quotas.amendments import moves_between
from tirage.quotas.model import Quotas, published
from tirage.report.pages import coverage as pages
from tirage.report.parts import lottery
from tirage.report.summary import summarise
from tirage.tabular.cells import listed

Roll = str | int | None
"""What was rolled in public, the number drawn by hand, or nothing yet."""


def start(asked: DrawOptions, out: Path | None, roll: Roll, talk: Output) -> None:
    """A new dossier; or, where one stands already, the same plan gone on with."""
    path = out or Path(f"dossier-{asked.pool.stem}{'-TEST' if asked.rehearsal else ''}")
    lineage.check_place(path)
    inputs = read(asked, talk)
    found = record.load(path) if record.exists(path) else None
    if found is not None and lineage.follows(found):
        inputs = _cooled(found, inputs, talk)
    if found is not None and not lineage.is_opened(found):
        _check_same(found, inputs)
        go_on(path, roll, talk)
        return
    check_apart(roll, talk, f"tirage draw panel --out {path}", rehearsal=asked.rehearsal)
    terms = inputs.request.terms
    # Before the work, and once more after it.
    terms.check_future(now(rehearsal=asked.rehearsal))
    outcomes = [_plan(inputs, talk)]
    time = now(rehearsal=asked.rehearsal)
    terms.check_future(time)
    if roll is not None:
        explain(roll, talk)
        files = outcomes[0].files
        outcomes.append(drawn(files, (), files[PRIVATE_POOL], roll, time))
    if found is None:
        found = record.Dossier(path, {}, ())
        for outcome in outcomes:
            found = found.after(outcome, time=time, tool=tool())
        _show(record.write(found), talk)
        return
    # The next assembly is open already.
    outcomes[0] = Changes(outcomes[0].files, outcomes[0].acts[1:])
    for outcome in outcomes:
        found = record.extend(found, outcome, time=time, tool=tool())
    _show(found, talk)


def _cooled(found: record.Dossier, inputs: Inputs, talk: Output) -> Inputs:
    """The inputs of a next assembly, without those of its pool who are in their cooling-off."""
    if inputs.request.rehearsal != found.rehearsal:
        raise Refused("next.rehearsal")
    known = next((entry.time for entry in found.entries if entry.type == "pool"), None)
    day = date.fromisoformat((known or now(rehearsal=found.rehearsal))[:10])
    out = cooling.left_out(found, day, framed=False)
    pool = cooling.without(inputs.pool, out)
    for cause, count in sorted(pool.source.excluded.items()):
        talk.say("next.left_out", count=count, cause=cause)
    return inputs._replace(pool=pool)


@dataclass(frozen=True, slots=True)
class PanelOptions:
    """What is left to choose for the panel of a dossier that begins with a roll."""

    panels: int = 1000
    fairness: Fairness = "leximin"
    ways: ChanceOptions = NO_CHANCE_OPTIONS


def go_on(path: Path, roll: Roll, talk: Output, choice: PanelOptions = PanelOptions()) -> None:
    """The draw of a plan that is fixed, once all of its chance is in; until then, the plan as it stands.

    In a dossier that begins with a roll the plan is made first, from the answers that were recorded; only
    then does `choice` count, and chance comes in another command.
    """
    found = record.load(path)
    if found.drawn is not None:
        raise Refused("draw.done", number=found.drawn["number"])
    if found.framed and PLAN not in found.files:
        check_apart(roll, talk, f"tirage draw panel --out {path}", rehearsal=found.rehearsal)
        found = _planned(found, choice, talk)
    found.check_unaltered()
    if isinstance(roll, str):
        found.check_fresh(roll)
    if roll is not None:
        explain(roll, talk)
    if roll is not None or found.ceremony.complete:
        time = now(rehearsal=found.rehearsal)
        outcome = drawn(found.files, found.acts, files.read_private(path, PRIVATE_POOL), roll, time)
        found = record.extend(found, outcome, time=time, tool=tool())
    _show(found, talk)


def _planned(found: record.Dossier, choice: PanelOptions, talk: Output) -> record.Dossier:
    """The dossier with the plan of its panel."""
    terms = read_terms(choice.ways)
    terms.check_unused(found.terms)
    terms.check_future(now(rehearsal=found.rehearsal))
    outcome = _plan(of_dossier(found, choice.panels, choice.fairness, terms), talk)
    time = now(rehearsal=found.rehearsal)
    terms.check_future(time)
    # The dossier is open already.
    return record.extend(found, Changes(outcome.files, outcome.acts[1:]), time=time, tool=tool())


def drawn(
    files: Mapping[str, bytes], acts: Sequence[Act], private_pool: bytes, roll: Roll, time: str
) -> Changes:
    """What was rolled, and the panel once nothing is missing."""
    now_in = ceremony.read_ceremony(files[PLAN], acts)
    if isinstance(roll, int):
        now_in.check_by_hand()
        return draw_up.draw(files, json.loads(files[PLAN]), private_pool, roll)
    more, chance = ceremony.proceed(now_in, roll, time)
    if chance is None:
        return Changes({}, more)
    return draw_up.draw(files, json.loads(files[PLAN]), private_pool, chance).after(more)


def _plan(inputs: Inputs, talk: Output) -> Changes:
    return draw_up.plan(inputs.pool, inputs.quotas, inputs.request, _lottery(inputs, talk))


def _lottery(inputs: Inputs, talk: Output) -> Lottery:
    with Bar(talk) as bar:
        return draw_up.draw_up(inputs.pool, inputs.quotas.quotas, inputs.request, progress=bar)


def _check_same(found: record.Dossier, inputs: Inputs) -> None:
    """Refused when what is asked for is not what the plan has fixed."""
    asked = draw_up.inputs(inputs.pool, inputs.quotas.quotas, inputs.request)
    terms = inputs.request.terms
    asked |= {"rehearsal": inputs.request.rehearsal}
    asked |= {"contributors": terms.contributors, "beacon": terms.beacon}
    fixed = {**found.plan, **found.plan["inputs"]}
    differences = ", ".join(
        key if key != "quotas" else f"quotas ({_moved(found, inputs.quotas.quotas)})"
        for key in sorted(asked)
        if asked[key] != fixed[key]
    )
    if differences:
        raise Refused("draw.other_plan", path=str(found.path), differences=differences)


def _moved(found: record.Dossier, asked: Quotas) -> str:
    """The limits that are not those of the plan; `…` where the categories are others."""
    found.check_unaltered()
    moves = moves_between(published(json.loads(found.files[QUOTAS])), asked)
    return listed(f"{m.criterion} {m.category}: {m.limit} {m.before} → {m.after}" for m in moves) or "…"


def _show(found: record.Dossier, talk: Output) -> None:
    summary = summarise(found.files, found.acts)
    if talk.as_json:
        place = {"dossier": str(found.path), "journal_head": head(found.entries)}
        pairs = {"coverage": pages.data(coverage(found.files))}
        talk.data({**lottery.values(summary, found.files), **pairs, **place})
    else:
        show.panel(talk, summary, found.files, found.path, head(found.entries))
