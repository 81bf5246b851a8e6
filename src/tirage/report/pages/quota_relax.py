"""The screens of `tirage quotas relax`: the ways out side by side, and whom each would leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from tirage.draws.relax import Alternative, Proposals
from tirage.quotas.amendments import Move
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.pages.conflict import conflicts
from tirage.report.wording import Wording

NAMED = 6
"""Categories of those left out that are named on screen."""


def first(moves: Sequence[Move], wording: Wording, *, proved: bool) -> Document:
    """The moves of the least change, before anything else is known; `proved`: whether there is none less."""
    return _document(tuple(_alternative(1, moves, wording, proved=proved)), wording)


def page(found: Proposals, wording: Wording) -> Document:
    """Everything but the moves of the least change, which `first` has said already."""
    blocks = _blocked(found, wording) if found.blocked else _proposals(found, wording)
    return _document(tuple(blocks), wording, data(found))


def data(found: Proposals) -> dict[str, Any]:
    """The proposals as JSON values, numbered from 1."""
    return {
        "people": found.people,
        "alternatives": [
            {
                "moves": [move.document() for move in each.moves],
                "proved": each.proved,
                "left_out": each.left_out,
                "categories": [asdict(left) for left in each.categories],
            }
            for each in found.alternatives
        ],
        "everyone": None if found.everyone is None else found.everyone + 1,
        "hopeless": found.hopeless,
        "cut_short": found.cut_short,
        "blocked": found.blocked,
    }


def _document(blocks: tuple[Block, ...], wording: Wording, data: dict[str, Any] | None = None) -> Document:
    return Document("relaxation", wording.language, "", (Section("proposals", "", blocks),), data)


def _blocked(found: Proposals, wording: Wording) -> Iterator[Block]:
    yield wording.paragraph("relax.blocked", "lead")
    yield from conflicts(found.blocked or {}, wording)


def _proposals(found: Proposals, wording: Wording) -> Iterator[Block]:
    """Each way out and whom it leaves out, then what the search did not settle."""
    if len(found.alternatives) == 1 and not found.alternatives[0].moves:
        yield wording.paragraph("relax.holds")
    for number, each in enumerate(found.alternatives, 1):
        if number > 1 or not each.moves:
            yield from _alternative(number, each.moves, wording, proved=each.proved)
        yield _left_out(each, found, wording)
    if found.cut_short:
        yield wording.paragraph("relax.cut_short", "note")
    if found.everyone is None:
        yield wording.paragraph("relax.everyone.unknown", "note")
    if found.hopeless:
        yield wording.paragraph("relax.hopeless", "note", people=found.hopeless)
    if any(each.moves for each in found.alternatives):
        yield wording.paragraph("relax.next")


def _alternative(
    number: int, moves: Sequence[Move], wording: Wording, *, proved: bool
) -> Iterator[Paragraph]:
    yield wording.paragraph("relax.alternative", "lead", number=number)
    if not moves:
        yield wording.paragraph("relax.unchanged")
    for move in moves:
        names = {"criterion": move.criterion, "category": move.category}
        yield wording.paragraph(f"relax.move.{move.limit}", before=move.before, after=move.after, **names)
    if not proved:
        yield wording.paragraph("relax.not_proved", "note")


def _left_out(each: Alternative, found: Proposals, wording: Wording) -> Paragraph:
    if each.left_out is None:
        return wording.paragraph("relax.left.unknown", "note")
    if not each.left_out:
        return wording.paragraph("relax.nobody", "good")
    named = ", ".join(f"{left.people} {left.category} ({left.criterion})" for left in each.categories[:NAMED])
    more = " …" if len(each.categories) > NAMED else ""
    return wording.paragraph("relax.left", "note", people=each.left_out, of=found.people, named=named + more)
