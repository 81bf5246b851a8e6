"""The draw of a panel: from a file of volunteers, or from those who answered the letters of a dossier."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from tirage.acts.conduct import Conducted, conduct
from tirage.acts.inputs import (
    NO_CHANCE_OPTIONS,
    ChanceOptions,
    DrawOptions,
    Inputs,
    inputs_of,
    read_inputs,
    read_sources,
)
from tirage.acts.interface import AGREED, Clock, Consent, Dice, Note
from tirage.acts.later import check_tolerance, keep
from tirage.acts.pool import aliases
from tirage.acts.pool.guards import guarded
from tirage.acts.regulation.keeping import check_rules, paragraphs_named, refuse, unkept
from tirage.acts.ruled import file_rules, published, under
from tirage.acts.seating import SeatAct
from tirage.assembly import cooling, lineage, record
from tirage.assembly.record import Dossier
from tirage.chances.objectives.choose import Fairness
from tirage.dossier.layout import QUOTAS, RULES, VOLUNTEERS
from tirage.dossier.outcome import Changes
from tirage.dossier.system.places import check_place
from tirage.draws import draw_up
from tirage.draws.chance import ChanceSources
from tirage.errors import Refused, told
from tirage.i18n.shell import as_typed
from tirage.progress import SILENT, Progress
from tirage.quotas.model import Quotas
from tirage.quotas.model import published as read_published
from tirage.tabular.cells import listed
from tirage.tabular.files import shown


@dataclass(frozen=True, slots=True)
class PanelOptions:
    """What is left to choose for the panel of a dossier that begins with a roll."""

    panels: int | None = None
    """None: as many as `lottery.panel_count` finds enough."""
    fairness: Fairness | None = None
    """None: what the rules say."""
    chance: ChanceOptions = NO_CHANCE_OPTIONS


def draw_from_file(
    asked: DrawOptions,
    out: str | Path | None = None,
    dice: Dice = None,
    *,
    clock: Clock,
    tool: str,
    progress: Progress = SILENT,
    consent: Consent = AGREED,
) -> Conducted:
    """The plan of a panel in a new dossier, or in a next assembly that is open; a rehearsal draws it too.

    Without a file the list is meant that `tirage prepare` has made in `out`. Where a dossier stands already
    at `out`, the same plan is gone on with; Refused for another one. A rehearsal under the rules of a folder
    is a dossier beside it, which is in nobody's way.
    """
    home = Path(out or f"dossier-{shown(asked.pool or VOLUNTEERS).stem}{'-TEST' if asked.rehearsal else ''}")
    check_place(home, home=True)
    rules = file_rules(home)
    path = rehearsal_of(home) if asked.rehearsal and rules is not None and _is_apart(home) else home
    asked = replace(asked, ids=asked.ids or lineage.announced_ids(home))
    around = record.load(home) if record.exists(home) else None
    with paragraphs_named(around):
        inputs = _inputs(under(asked, home, rules), home)
    with told(inputs.notes):
        refuse(unkept(around, rules, inputs.quotas.quotas, home))
        inputs = replace(inputs, file=guarded(inputs.file, asked.guards, home))
    dossier = record.load(path) if record.exists(path) else None
    notes = inputs.notes
    with told(notes):
        named = aliases.named(inputs.file, path, dossier, asked.ids, asked.key)
        inputs = replace(inputs, file=named.file)
        if dossier is None:
            time = clock(rehearsal=asked.rehearsal)
            opening = Changes({}, (draw_up.opening(rehearsal=asked.rehearsal),))
            dossier = Dossier(path, {}, ()).after(opening, time=time, tool=tool)
        elif lineage.follows(dossier):
            inputs, left_out = _cooled(dossier, inputs, clock)
            notes += left_out
        elif lineage.is_opened(dossier) and inputs.request.rehearsal != dossier.rehearsal:
            raise Refused("regulation.rehearsal")
        if dossier.unwritten or lineage.is_opened(dossier):
            dossier = dossier.after(named.key, time=clock(rehearsal=dossier.rehearsal), tool=tool)
            act = _act(path, inputs.request.terms, lambda _: inputs, progress, published(rules))
            done = conduct(dossier, act, dice, clock=clock, tool=tool, consent=consent)
        else:
            _check_same(dossier, inputs, published(rules))
            done = draw(path, dice, clock=clock, tool=tool, consent=consent)
    return replace(done, notes=(*notes, *done.notes))


def draw(
    folder: str | Path,
    dice: Dice,
    options: PanelOptions = PanelOptions(),
    *,
    clock: Clock,
    tool: str,
    progress: Progress = SILENT,
    consent: Consent = AGREED,
) -> Conducted:
    """The draw of a plan that is fixed, once all of its chance is in; until then, the plan as it stands.

    In a dossier that begins with a roll the plan is made first, from the answers that were recorded; only
    then do `options` count.
    """
    path = Path(folder)
    dossier = record.load(path)
    if dossier.drawn is not None:
        raise Refused("draw.done", number=dossier.drawn.number)
    if not dossier.framed and not dossier.is_planned("panel"):
        raise Refused("draw.no_plan", path=str(path))
    chance = options.chance
    if not dossier.is_planned("panel"):
        check_rules(dossier)
        from tirage.acts.letters.promises import rules_and_quotas

        rules, _ = rules_and_quotas(dossier)
        with paragraphs_named(dossier):
            chance = replace(chance, roll=keep("--roll", chance.roll, rules.drawing.roll))
    sources = read_sources(chance)

    def inputs(planned: Dossier) -> Inputs:
        with paragraphs_named(planned):
            return inputs_of(planned, options.panels, options.fairness, sources)

    act = _act(path, sources, inputs, progress, dossier.files.get(RULES))
    return conduct(dossier, act, dice, clock=clock, tool=tool, consent=consent)


def rehearsal_of(home: Path) -> Path:
    """The folder of the next rehearsal of a dossier: beside it, and new."""
    name = f"{home.resolve().name}-TEST"
    beside = home / ".." if home.name in {"", ".."} else home.parent
    numbered = (beside / (name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(path for path in numbered if not path.exists())


def _is_apart(home: Path) -> bool:
    """Whether a rehearsal has no place in a folder: it is to be a real dossier, or is one."""
    if not record.exists(home):
        return True
    found = record.load(home)
    adopted = lineage.is_opened(found) and not lineage.follows(found)
    return (adopted or found.is_planned("panel")) and not found.rehearsal


def _inputs(asked: DrawOptions, home: Path) -> Inputs:
    """The inputs of a file, or of the list that was made in a folder."""
    if asked.pool is not None:
        return read_inputs(asked)
    from tirage.acts.pool.prepared import prepared_lines, prepared_source
    from tirage.people.intake.apply import ID

    source = prepared_source(home)
    inputs = read_inputs(replace(asked, pool=home / VOLUNTEERS, id_column=ID))
    # What is said of rows is said of the file received, which somebody has before them.
    received = prepared_lines(home)
    private = inputs.file.private
    lines = {pid: received[line - 2] for pid, line in private.lines.items()}
    file = replace(inputs.file, source=source, private=replace(private, lines=lines))
    return replace(inputs, file=file)


def _act(
    path: Path,
    sources: ChanceSources,
    inputs: Callable[[Dossier], Inputs],
    progress: Progress,
    rules: bytes | None,
) -> SeatAct:
    """The act that draws a panel; its inputs are read where it is still to be planned.

    `rules`: public/rules.json, None where there is none.
    """

    def plan(dossier: Dossier) -> Changes:
        given = inputs(dossier)
        quotas, request = given.quotas, given.request
        check_tolerance(request.later, quotas.quotas)
        lottery = draw_up.draw_up(given.pool, quotas.quotas, request, progress=progress)
        return draw_up.plan(given.file, quotas, request, lottery, rules)

    return SeatAct("panel", f"tirage draw panel --dossier {as_typed(path)}", sources, plan)


def _cooled(dossier: Dossier, inputs: Inputs, clock: Clock) -> tuple[Inputs, tuple[Note, ...]]:
    """The inputs of a next assembly, without those of its pool who are in their cooling-off."""
    if inputs.request.rehearsal != dossier.rehearsal:
        raise Refused("next.rehearsal")
    known = next((entry.time for entry in dossier.entries if entry.type == "pool"), None)
    day = date.fromisoformat((known or clock(rehearsal=dossier.rehearsal))[:10])
    file = cooling.without(inputs.file, cooling.left_out(dossier, day, inputs.file.ids))
    causes = sorted(file.source.excluded.items())
    notes = tuple(Note("next.left_out", {"count": count, "cause": cause}) for cause, count in causes)
    return replace(inputs, file=file), notes


def _check_same(dossier: Dossier, inputs: Inputs, rules: bytes | None) -> None:
    """Refused when what is asked for is not what the plan has fixed, nor the rules those published."""
    sources = inputs.request.terms
    # Where no number of panels is asked for, that of the plan is meant.
    panels = inputs.request.panels or dossier.plan.inputs.panels
    asked = {
        **draw_up.inputs(inputs.pool, inputs.quotas.quotas, inputs.request, panels),
        "rehearsal": inputs.request.rehearsal,
        "contributors": sources.contributors,
        "beacon": sources.beacon,
        "ids": inputs.file.ids,
        "rules": rules,
        "later": None if inputs.request.later is None else inputs.request.later.document(),
    }
    fixed = {**dossier.plan.document(), **dossier.plan.inputs.document(), "ids": cooling.ids_of(dossier)}
    fixed["rules"] = dossier.files.get(RULES)
    differences = ", ".join(
        key if key != "quotas" else f"quotas ({_moved(dossier, inputs.quotas.quotas)})"
        for key in sorted(asked)
        if asked[key] != fixed[key]
    )
    if differences:
        raise Refused("draw.other_plan", path=str(dossier.path), differences=differences)


def _moved(dossier: Dossier, asked: Quotas) -> str:
    """The limits that are not those of the plan; `…` where the categories are others."""
    from tirage.quotas.amendments import moves_between

    dossier.check_unaltered()

    moves = moves_between(read_published(json.loads(dossier.files[QUOTAS])), asked)
    return listed(f"{m.criterion} {m.category}: {m.limit} {m.before} → {m.after}" for m in moves) or "…"
