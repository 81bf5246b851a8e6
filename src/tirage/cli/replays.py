"""The steps behind `tirage replay`: every draw of a dossier, and of each next assembly in it, done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from tirage.acts.records import replay as again
from tirage.acts.records.replay import Step, Trials
from tirage.assembly.record import Dossier
from tirage.cli.figures import percent
from tirage.cli.output import Output
from tirage.dossier.layout import LOTTERY, is_draw_of_seats


class Replayed(NamedTuple):
    """What was derived again of one assembly."""

    found: Dossier
    steps: tuple[Step, ...]
    trials: Trials | None

    @property
    def ok(self) -> bool:
        """Whether it is what the record says, and chance explains the trials."""
        return all(step.ok for step in self.steps) and (self.trials is None or self.trials.ok)

    @property
    def document(self) -> dict[str, object]:
        """As JSON has it."""
        steps = [{**asdict(step), "ok": step.ok} for step in self.steps]
        return {"steps": steps, "trials": asdict(self.trials) if self.trials else None}


def replay(chain: Sequence[Dossier], trials: int, talk: Output) -> bool:
    """Derive the draws of every assembly again, and say so; whether all is what the record says."""
    done = [_done(found, trials, first=not place) for place, found in enumerate(chain)]
    if talk.as_json:
        talk.chain([each.document for each in done])
    else:
        for place, each in enumerate(done):
            if place:
                talk.console().print(talk.text("history.next", path=each.found.path), soft_wrap=True)
            _show(each, talk)
    return all(each.ok for each in done)


def _done(found: Dossier, trials: int, *, first: bool) -> Replayed:
    # A next assembly may have nothing planned yet.
    for act in found.draws or (["panel"] if first else []):
        found.check_unaltered(act)
    tried = again.trials(found.files, trials) if trials and (first or LOTTERY in found.files) else None
    return Replayed(found, again.rederive(found.files, found.acts), tried)


def _show(done: Replayed, talk: Output) -> None:
    console = talk.console()
    for step in done.steps:
        mark = "✓" if step.ok else "✗"
        name = talk.text(f"replay.name.{step.name.split('/')[0]}")
        _, _, act = step.name.partition("/")
        name += f" — {act}" if is_draw_of_seats(act) else ""
        console.print(
            talk.text("replay.step", mark=mark, name=name, expected=step.expected, got=step.got),
            soft_wrap=True,
        )
    if not done.steps:
        console.print(talk.text("replay.none"))
    if trials := done.trials:
        console.print(talk.text("replay.trials", count=trials.count))
        console.print(talk.text("replay.numbers", bins=trials.bins, p=f"{trials.numbers_p:.3f}"))
        console.print(talk.text("replay.people", people=trials.people, p=f"{trials.people_p:.3f}"))
        console.print(talk.text("replay.deviation", deviation=percent(talk, trials.largest_deviation)))
        if trials.ok:
            console.print(talk.text("replay.ok"))
