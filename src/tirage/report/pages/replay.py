"""The screen of `tirage replay`: figures derived again beside the record, and draws that might have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from tirage.acts.records.replay import Replayed, Trials
from tirage.dossier.layout import is_draw_of_seats
from tirage.report.document import Document, Paragraph, Section, chained
from tirage.report.wording import Wording


def page(chain: Sequence[Replayed], wording: Wording) -> Document:
    """The draws of an assembly, and of every next assembly in it, done again."""
    sections = tuple(
        Section("replay", wording.assembly(each.dossier.path, place), tuple(_blocks(each, wording)))
        for place, each in enumerate(chain)
    )
    return Document("replay", wording.language, "", sections, chained([_values(each) for each in chain]))


def _values(each: Replayed) -> dict[str, Any]:
    steps = [{**asdict(step), "ok": step.ok} for step in each.steps]
    return {"steps": steps, "trials": asdict(each.trials) if each.trials else None}


def _blocks(each: Replayed, wording: Wording) -> Iterator[Paragraph]:
    for step in each.steps:
        kind, _, act = step.name.partition("/")
        name = wording.text(f"replay.name.{kind}") + (f" — {act}" if _is_later(act) else "")
        said = {"mark": "✓" if step.ok else "✗", "name": name, "expected": step.expected, "got": step.got}
        yield wording.paragraph("replay.step", "plain" if step.ok else "bad", **said)
    if not each.steps:
        yield wording.paragraph("replay.none")
    if each.trials:
        yield from _trials(each.trials, wording)


def _is_later(act: str) -> bool:
    """Whether the rest of a name is an act, and no contributor."""
    return is_draw_of_seats(act) or act.startswith(("standby/", "alternates/"))


def _trials(trials: Trials, wording: Wording) -> Iterator[Paragraph]:
    yield wording.paragraph("replay.trials", count=trials.count)
    yield wording.paragraph("replay.numbers", bins=trials.bins, p=wording.decimal(trials.numbers_p, 3))
    yield wording.paragraph("replay.people", people=trials.people, p=wording.decimal(trials.people_p, 3))
    yield wording.paragraph("replay.deviation", deviation=wording.percent(trials.largest_deviation))
    if trials.ok:
        yield wording.paragraph("replay.ok")
