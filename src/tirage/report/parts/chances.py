"""The chances: how they are spread, who has the smallest and the largest, and what the certificate proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction

from tirage.analysis.statistics import Groups
from tirage.i18n.numbers import decimal
from tirage.report.document import Band, Bar, Block, Facts, Items, Section, Table, Value
from tirage.report.summary import Guarantee, criteria
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording

STEPS = (200, 100, 50, 40, 20, 10)
"""Into how many steps of equal width 0 to 1 may be cut, the finest first."""
MOST_STEPS = 13
NAMED = 4
"""Quotas that the sentence of the proof names."""


def section(dossier: VerifiedDossier, wording: Wording) -> Section:
    """All that is said of the chances of the volunteers."""
    blocks: list[Block] = [
        wording.paragraph("report.chances.what", people=dossier.summary.people, seats=dossier.summary.seats),
        _figures(dossier, wording),
        _histogram(dossier.groups, wording),
        Items(tuple(_remarks(dossier, wording))),
        _categories(dossier, wording),
    ]
    return Section("chances", wording.text("report.title.chances"), tuple(blocks))


def proof(dossier: VerifiedDossier, wording: Wording) -> Section:
    """What the certificate proves, in one sentence, and what limits it."""
    sentences = tuple(proof_sentences(dossier, wording))
    return Section("proof", wording.text("report.title.proof"), (Items(sentences),))


def proof_sentences(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    """The objective; the bound on the smallest chance; what it rests on; what is left open."""
    summary, certificate = dossier.summary, dossier.certificate
    seeks = wording.text(f"fairness.{summary.fairness}.seeks")
    yield wording.text("report.fairness", name=summary.fairness, seeks=seeks)
    if summary.guarantee:
        yield from _least(dossier, wording, summary.guarantee)
    levels = len(certificate["levels"])
    yield wording.text(f"show.{summary.fairness}", levels=levels, **_sought(dossier, wording))
    if certificate["method"] == "columns":
        yield wording.text("show.columns", gap=f"{float(summary.largest_gap):.2g}")


def _least(dossier: VerifiedDossier, wording: Wording, found: Guarantee) -> Iterator[str]:
    summary = dossier.summary
    yield wording.text(
        "show.proof",
        bound=short(found.bound),
        percent=wording.percent(found.bound),
        apart=wording.text("show.proof.apart") if summary.never else "",
        achieved=f"{found.achieved * summary.panels}/{summary.panels}",
    )
    if found.binding:
        rows = [wording.text(f"show.binding.{row.limit}", **asdict(row)) for row in found.binding[:NAMED]]
        if len(found.binding) > NAMED:
            rows.append(wording.text("show.binding.more", count=len(found.binding) - NAMED))
        yield wording.text("show.binding", rows=("; " if wording.language == "en" else "\u00a0; ").join(rows))


def _sought(dossier: VerifiedDossier, wording: Wording) -> dict[str, str]:
    """Smallest and largest chance, and the factor that is left open, where the objective has them."""
    found = dossier.summary.objective
    if found is None:
        return {}
    shares = {
        name: wording.percent(Fraction(found[name]))
        for name in ("cap", "floor")
        if isinstance(found.get(name), str)
    }
    digits = 9 if dossier.summary.fairness == "nash" else 4
    return shares | {"bound": decimal(Fraction(found["bound"]), wording.language, digits)}


def short(value: Fraction) -> str:
    """A fraction short enough to be read aloud, else its decimals."""
    written = str(value)
    return written if len(written) <= 15 else f"≈ {float(value):.6f}"


def _figures(dossier: VerifiedDossier, wording: Wording) -> Facts:
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
    names = criteria(dossier.files)
    for code, extreme in (("show.least", dossier.summary.least), ("show.greatest", dossier.summary.greatest)):
        features = ", ".join(f"{name} {value}" for name, value in zip(names, extreme.features, strict=True))
        share = wording.percent(Fraction(extreme.panels, dossier.summary.panels))
        yield wording.text(
            code,
            panels=extreme.panels,
            total=dossier.summary.panels,
            percent=share,
            people=extreme.people,
            features=features,
        )
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
