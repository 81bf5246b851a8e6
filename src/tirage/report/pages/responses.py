"""The screen of `tirage record responses` and `record undelivered`: the round, and the rates so far."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tirage.analysis.statistics import wilson
from tirage.assembly.record import Dossier
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import responses_path
from tirage.people.letters.answers import Round
from tirage.report.causes import cause as in_words
from tirage.report.document import Document, Paragraph, Section
from tirage.report.wording import Wording
from tirage.tabular.cells import listed


def page(dossier: Dossier, found: Round, wording: Wording) -> Document:
    """Answers by status, and volunteers by stream with the interval of their rate."""
    number = sum(kind == "responses" for kind, _ in dossier.acts)
    published = json.loads(dossier.files[responses_path(number)])
    counts = {"new": found.new, "changed": found.changed, "repeated": found.repeated}
    top = head(dossier.entries)
    blocks = (
        *_statuses(published["answers"], wording),
        *(_rate(stream, wording) for stream in published["streams"]),
        *_unread(found, wording),
        Paragraph(f"{wording.text('show.head')} {groups(top)}"),
    )
    sits = dossier.drawn is not None
    after = (wording.paragraph("responses.next.joining" if sits else "responses.next", path=dossier.path),)
    return Document(
        "responses",
        wording.language,
        wording.text("responses.title", round=number, **counts),
        (Section("round", "", blocks), Section("next", "", after)),
        {**published, **counts, "journal_head": top},
    )


def _statuses(answers: dict[str, int], wording: Wording) -> Iterator[Paragraph]:
    for status, count in answers.items():
        kind, _, cause = status.partition(":")
        name = wording.text(f"responses.status.{kind}") + (f" ({in_words(cause, wording)})" if cause else "")
        yield wording.paragraph("responses.line", status=name, count=count)


def _unread(found: Round, wording: Wording) -> Iterator[Paragraph]:
    """Every column of which nothing was made."""
    for each in found.known:
        said = {"criterion": each.criterion, "column": each.column, "differing": each.differing}
        yield wording.paragraph("responses.known", **said)
    if found.ignored:
        yield wording.paragraph("responses.ignored", columns=listed(found.ignored))


def _rate(stream: dict[str, Any], wording: Wording) -> Paragraph:
    accepted, letters = stream["accepted"], stream["letters"]
    low, high = (wording.percent(end, 1) for end in wilson(accepted, letters))
    rate = wording.percent(accepted / max(1, letters), 1)
    # An assembly without streams has one, which has no name.
    code = "responses.rate" if stream["stream"] else "responses.rate.whole"
    return wording.paragraph(code, **stream, rate=rate, low=low, high=high)
