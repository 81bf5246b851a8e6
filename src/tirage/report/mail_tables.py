"""Letters and answers as tables: the waves, then each criterion that letters were spread by."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tirage.report.blocks import Block, Table
from tirage.report.context import Context
from tirage.report.mail import Part, Wave, parts, waves
from tirage.report.statistics import wilson
from tirage.report.voice import Voice


def letters(known: Context, voice: Voice) -> Iterator[Block]:
    """The waves, then people, letters and volunteers by each criterion that letters were spread by."""
    found = waves(known.files)
    if not found:
        yield voice.paragraph("report.letters.none", "note")
        return
    yield _waves(found, voice)
    yield voice.paragraph("report.interval", "note")
    if any(wave.drawn is None for wave in found):
        yield voice.paragraph("report.letters.undrawn", "note")
    criterion = None
    rows: list[Part] = []
    for part in (*parts(known.files), None):
        if part is None or part.criterion != criterion:
            if rows:
                yield _parts(rows, voice)
            rows = []
        if part is not None:
            criterion = part.criterion
            rows.append(part)


def _waves(found: tuple[Wave, ...], voice: Voice) -> Table:
    rows = tuple(
        (
            wave.number,
            wave.planned,
            wave.drawn,
            wave.answers.get("undelivered", 0),
            wave.accepted,
            sum(wave.answers.values()) - wave.accepted - wave.answers.get("undelivered", 0),
            *_rate(wave.accepted, wave.delivered),
        )
        for wave in found
    )
    columns = (
        voice.column("wave", "count"),
        voice.column("planned", "count"),
        voice.column("letters", "count"),
        voice.column("undelivered", "count"),
        voice.column("volunteers", "count"),
        voice.column("others", "count"),
        voice.column("rate", "percent"),
        voice.column("low", "percent"),
        voice.column("high", "percent"),
    )
    return Table("waves", voice.text("report.caption.waves"), columns, rows, "cards")


def _parts(found: list[Part], voice: Voice) -> Table:
    rows = tuple(
        (each.category, each.people, each.letters, each.volunteers, *_rate(each.volunteers, each.letters))
        for each in found
    )
    columns = (
        voice.column("category"),
        voice.column("residents", "count"),
        voice.column("letters", "count"),
        voice.column("volunteers", "count"),
        voice.column("rate", "percent"),
        voice.column("low", "percent"),
        voice.column("high", "percent"),
    )
    name = found[0].criterion
    caption = voice.text("report.caption.part", name=name) if name else voice.text("report.caption.streams")
    return Table("letters", caption, columns, rows, "cards")


def _rate(hits: int, trials: int) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """A rate and its interval, in thousandths of a percent."""
    if not trials:
        return None, None, None
    low, high = (Fraction(round(end * 100_000), 100_000) for end in wilson(hits, trials))
    return Fraction(hits, trials), low, high
