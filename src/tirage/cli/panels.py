"""The steps behind `tirage draw panel` and `tirage chances`: read, plan, draw, show."""

from __future__ import annotations

import json
from pathlib import Path

from tirage.assembly import panel, record
from tirage.assembly.outcome import Outcome
from tirage.assembly.paths import PLAN, PRIVATE_POOL
from tirage.chances.aims import Fairness
from tirage.cli import show, show_coverage
from tirage.cli.clock import now, tool
from tirage.cli.options import Asked
from tirage.cli.progress import Bar
from tirage.cli.reading import Inputs, of_dossier, read
from tirage.cli.talk import Talk
from tirage.errors import Refused
from tirage.journal import dossier
from tirage.journal.chain import head
from tirage.randomness.seeds import ENOUGH_DIGITS, contribution_value
from tirage.report.coverage import coverage
from tirage.report.summary import summarise

Roll = str | int | None
"""What was rolled in public, the number drawn by hand, or nothing yet."""


def start(asked: Asked, out: Path | None, roll: Roll, talk: Talk) -> None:
    """A new dossier; or, where one stands already, the same plan gone on with."""
    inputs = read(asked, talk)
    path = out or Path(f"dossier-{asked.pool.stem}{'-TEST' if asked.rehearsal else ''}")
    if record.exists(path):
        _check_same(record.load(path), inputs)
        go_on(path, roll, talk)
        return
    outcomes = [_plan(inputs, talk)]
    if roll is not None:
        talk.say("note.at_once")
        _explain(roll, talk)
        files = outcomes[0].files
        outcomes.append(panel.draw(files, json.loads(files[PLAN]), files[PRIVATE_POOL], roll))
    _show(record.create(path, outcomes, time=now(), tool=tool()), talk)


def go_on(path: Path, roll: Roll, talk: Talk, *, panels: int = 1000, fairness: Fairness = "leximin") -> None:
    """The draw of a plan that is fixed; without a roll, the plan as it stands.

    In a dossier that begins with a roll the plan is made first, from the answers that were recorded; only
    then do `panels` and `fairness` count.
    """
    found = record.load(path)
    if found.drawn is not None:
        raise Refused("draw.done", number=found.drawn["number"])
    if found.framed and PLAN not in found.files:
        inputs = of_dossier(found, panels, fairness)
        outcome = _plan(inputs, talk)
        # The dossier is open already.
        found = record.extend(found, Outcome(outcome.files, outcome.acts[1:]), time=now(), tool=tool())
    found.check_unaltered()
    if roll is not None:
        if isinstance(roll, str):
            found.check_fresh(roll)
        _explain(roll, talk)
        outcome = panel.draw(found.files, found.plan, dossier.read_private(path, PRIVATE_POOL), roll)
        found = record.extend(found, outcome, time=now(), tool=tool())
    _show(found, talk)


def chances(asked: Asked, talk: Talk, *, crossings: bool = False) -> None:
    """Everyone's chance; nothing is written. `crossings`: of two criteria too, as JSON always has them."""
    files = _plan(read(asked, talk), talk).files
    summary, pairs = summarise(files), coverage(files)
    if talk.as_json:
        document = show.summary_document(summary, files, everyone=True)
        talk.data({**document, "coverage": show_coverage.document(pairs)})
        return
    show.chances(talk, summary, files)
    if crossings:
        show_coverage.show(talk, pairs)


def _plan(inputs: Inputs, talk: Talk) -> Outcome:
    with Bar(talk) as bar:
        lottery = panel.draw_up(inputs.pool, inputs.quotas.quotas, inputs.request, progress=bar)
    return panel.plan(inputs.pool, inputs.quotas, inputs.request, lottery)


def _check_same(found: record.Record, inputs: Inputs) -> None:
    """Refused when what is asked for is not what the plan has fixed."""
    asked = panel.inputs(inputs.pool, inputs.quotas.quotas, inputs.request)
    asked |= {"rehearsal": inputs.request.rehearsal}
    fixed = {**found.plan["inputs"], "rehearsal": found.plan["rehearsal"]}
    differences = ", ".join(key for key in sorted(asked) if asked[key] != fixed[key])
    if differences:
        raise Refused("draw.other_plan", path=str(found.path), differences=differences)


def _explain(roll: str | int, talk: Talk) -> None:
    """Say by which rule a text counts, and warn of a short roll."""
    if isinstance(roll, int) or not roll.strip():
        return
    counted = contribution_value(roll)
    if counted.rule == "text":
        talk.say("note.text")
    talk.say("note.value", value=counted.value)
    digits = sum(character.isdigit() for character in roll)
    if digits < ENOUGH_DIGITS:
        talk.say("note.digits", digits=digits)


def _show(found: record.Record, talk: Talk) -> None:
    summary = summarise(found.files, found.acts)
    if talk.as_json:
        place = {"dossier": str(found.path), "journal_head": head(found.entries)}
        pairs = {"coverage": show_coverage.document(coverage(found.files))}
        talk.data({**show.summary_document(summary, found.files), **pairs, **place})
    else:
        show.panel(talk, summary, found.files, found.path, head(found.entries))
