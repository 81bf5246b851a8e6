"""The chances: how they are spread, who has the smallest and the largest, and what the certificate proves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tirage.analysis.crossings.diversity import diversity
from tirage.analysis.replaceable import replaceable
from tirage.analysis.statistics import Groups
from tirage.i18n.numbers import decimal
from tirage.report.document import Band, Bar, Block, Facts, Items, Section, Table, Value
from tirage.report.parts import delivered, lottery
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording

STEPS = (200, 100, 50, 40, 20, 10)
"""Into how many steps of equal width 0 to 1 may be cut, the finest first."""
MOST_STEPS = 13


def section(dossier: VerifiedDossier, wording: Wording) -> Section:
    """All that is said of the chances of the volunteers."""
    aimed = dossier.summary.aimed
    blocks: list[Block] = [
        wording.paragraph(
            "report.chances.equal" if aimed.least == aimed.largest else "report.chances.what",
            people=dossier.summary.people,
            seats=dossier.summary.seats,
        ),
        _figures(dossier, wording),
        _histogram(dossier.groups, wording),
        Items(tuple(_remarks(dossier, wording))),
        *([_categories(dossier, wording)] if dossier.outline.quotas else []),
        *lottery.replaceable(replaceable(dossier.files), wording),
        *lottery.diversity(diversity(dossier.files), wording),
    ]
    return Section("chances", wording.text("report.title.chances"), tuple(blocks))


def proof(dossier: VerifiedDossier, wording: Wording) -> Section:
    """What the certificate proves, in one sentence, and what limits it."""
    sentences = tuple(proof_sentences(dossier, wording))
    return Section("proof", wording.text("report.title.proof"), (Items(sentences),))


def proof_sentences(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    """The objective; the bound on the smallest chance; what it rests on; what is left open."""
    summary = dossier.summary
    seeks = wording.text(f"fairness.{summary.fairness}.seeks")
    yield wording.text("report.fairness", name=summary.fairness, seeks=seeks)
    yield from lottery.guarantee(summary, dossier.files, wording)
    yield from lottery.objective(summary, dossier.files, wording)


def _figures(dossier: VerifiedDossier, wording: Wording) -> Facts:
    """The figures of everyone's chance."""
    found, aimed = dossier.chances, dossier.summary.aimed
    return Facts(
        (
            wording.fact("least", found.least, "percent"),
            wording.fact("at_least", found.at_least, "count"),
            wording.fact("mean", found.mean, "percent"),
            wording.fact("largest", found.largest, "percent"),
            wording.fact("at_largest", found.at_largest, "count"),
            wording.fact("never", found.never, "count"),
            wording.fact("certain", found.certain, "count"),
            wording.fact("aimed_least", aimed.least, "percent"),
            wording.fact("aimed_largest", aimed.largest, "percent"),
            wording.fact("deviation", aimed.deviation, "percent"),
        )
    )


def _remarks(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    """Who is in no panel, in every panel, or could not be placed."""
    yield from lottery.extremes(dossier.summary, dossier.files, wording)
    yield from delivered.meeting(dossier, wording, named=True)
    if dossier.summary.unplaced:
        yield wording.text("report.unplaced", count=len(dossier.summary.unplaced))


def _histogram(groups: Groups, wording: Wording) -> Table:
    """How many people have a chance within each step, from the first that has somebody to the last."""
    largest = max(chance for chance, _ in groups)
    cut = next(each for each in STEPS if largest * each <= MOST_STEPS)
    counts: dict[int, int] = {}
    for chance, people in groups:
        # A chance on the border belongs to the step below it; 0 to the first.
        step = max(-(-chance * cut // 1) - 1, 0)
        counts[int(step)] = counts.get(int(step), 0) + people
    most = Fraction(max(counts.values()))
    rows: list[tuple[Value, ...]] = []
    for step in range(min(counts), max(counts) + 1):
        low, high = Fraction(step, cut), Fraction(step + 1, cut)
        words = wording.text("report.step", low=_edge(low, wording), high=_edge(high, wording))
        rows.append((words, counts.get(step, 0), Bar(Fraction(counts.get(step, 0)), most)))
    columns = (wording.column("chance"), wording.column("people", "count"), wording.column("bar", "bar"))
    return Table("histogram", wording.text("report.caption.histogram"), columns, tuple(rows))


def _edge(share: Fraction, wording: Wording) -> str:
    """A percentage, whole or half, without its sign."""
    return decimal(100 * share, wording.language, 0 if (100 * share).denominator == 1 else 1)


def _categories(dossier: VerifiedDossier, wording: Wording) -> Table:
    """One row a category: people, smallest, mean and largest chance."""
    top = dossier.chances.largest
    rows: list[tuple[Value, ...]] = []
    for row, found in zip(dossier.quotas.bounds, dossier.ranges, strict=True):
        if found is None:
            rows.append((row.criterion, row.category, 0, None, None, None, None))
            continue
        span = Band(found.least, found.largest, found.mean, top, judged=False)
        rows.append((row.criterion, row.category, found.people, span, found.least, found.mean, found.largest))
    columns = (
        wording.column("criterion"),
        wording.column("category"),
        wording.column("volunteers", "count"),
        wording.column("span", "band"),
        wording.column("least", "percent"),
        wording.column("mean", "percent"),
        wording.column("largest", "percent"),
    )
    legend = wording.text("report.legend.chances")
    return Table("chances", wording.text("report.caption.chances"), columns, tuple(rows), "cards", legend)
