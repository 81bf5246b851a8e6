"""The screen of `tirage chances`: everyone's chance, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from tirage.analysis.crossings.coverage import Pair
from tirage.analysis.crossings.diversity import diversity
from tirage.analysis.replaceable import replaceable
from tirage.report.document import Document, Section
from tirage.report.pages import coverage
from tirage.report.parts import lottery
from tirage.report.rendering.data import plain
from tirage.report.summary import Summary
from tirage.report.wording import Wording


def page(
    summary: Summary,
    files: Mapping[str, bytes],
    pairs: Sequence[Pair],
    wording: Wording,
    *,
    crossings: bool = False,
) -> Document:
    """The quotas and the chances, and the `pairs` of criteria on request; in the data they always are."""
    alone, mixed = replaceable(files), diversity(files)
    blocks = (
        lottery.quotas(summary, wording),
        *lottery.chances(summary, files, wording),
        *lottery.replaceable(alone, wording),
        *lottery.diversity(mixed, wording),
    )
    return Document(
        "chances",
        wording.language,
        lottery.title(summary, wording),
        (Section("lottery", "", blocks), *(coverage.sections(pairs, wording) if crossings else ())),
        {
            **lottery.values(summary, files, everyone=True),
            "coverage": coverage.data(pairs),
            "diversity": plain(mixed and asdict(mixed)),
            "replaceable": plain(alone and asdict(alone)),
        },
        rehearsal=lottery.rehearsal(summary, wording),
    )
