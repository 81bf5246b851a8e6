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


def section(known: VerifiedDossier, voice: Wording) -> Section:
    """All that is said of the chances of the volunteers."""
    blocks: list[Block] = [
        voice.paragraph("report.chances.what", people=known.summary.people, seats=known.summary.seats),
        _figures(known, voice),
        _histogram(known.groups, voice),
        Items(tuple(_remarks(known, voice))),
        _categories(known, voice),
    ]
    return Section("chances", voice.text("report.title.chances"), tuple(blocks))


def proof(known: VerifiedDossier, voice: Wording) -> Section:
    """What the certificate proves, in one sentence, and what limits it."""
    sentences = tuple(proof_sentences(known, voice))
    return Section("proof", voice.text("report.title.proof"), (Items(sentences),))


def proof_sentences(known: VerifiedDossier, voice: Wording) -> Iterator[str]:
    """The objective; the bound on the smallest chance; what it rests on; what is left open."""
    summary, certificate = known.summary, known.certificate
    seeks = voice.text(f"fairness.{summary.fairness}.seeks")
    yield voice.text("report.fairness", name=summary.fairness, seeks=seeks)
    if summary.guarantee:
        yield from _least(known, voice, summary.guarantee)
    levels = len(certificate["levels"])
    yield voice.text(f"show.{summary.fairness}", levels=levels, **_sought(known, voice))
    if certificate["method"] == "columns":
        yield voice.text("show.columns", gap=f"{float(summary.largest_gap):.2g}")


def _least(known: VerifiedDossier, voice: Wording, found: Guarantee) -> Iterator[str]:
    summary = known.summary
    yield voice.text(
        "show.proof",
        bound=short(found.bound),
        percent=voice.percent(found.bound),
        apart=voice.text("show.proof.apart") if summary.never else "",
        achieved=f"{found.achieved * summary.panels}/{summary.panels}",
    )
    if found.binding:
        rows = [voice.text(f"show.binding.{row.limit}", **asdict(row)) for row in found.binding[:NAMED]]
        if len(found.binding) > NAMED:
            rows.append(voice.text("show.binding.more", count=len(found.binding) - NAMED))
        yield voice.text("show.binding", rows=("; " if voice.language == "en" else "\u00a0; ").join(rows))


def _sought(known: VerifiedDossier, voice: Wording) -> dict[str, str]:
    """Smallest and largest chance, and the factor that is left open, where the objective has them."""
    found = known.summary.objective
    if found is None:
        return {}
    shares = {
        name: voice.percent(Fraction(found[name]))
        for name in ("cap", "floor")
        if isinstance(found.get(name), str)
    }
    digits = 9 if known.summary.fairness == "nash" else 4
    return shares | {"bound": decimal(Fraction(found["bound"]), voice.language, digits)}


def short(value: Fraction) -> str:
    """A fraction short enough to be read aloud, else its decimals."""
    written = str(value)
    return written if len(written) <= 15 else f"≈ {float(value):.6f}"


def _figures(known: VerifiedDossier, voice: Wording) -> Facts:
    found, aimed = known.chances, known.summary.aimed
    return Facts(
        (
            voice.fact("least", found.least, "percent"),
            voice.fact("at_least", found.at_least, "count"),
            voice.fact("mean", found.mean, "percent"),
            voice.fact("largest", found.largest, "percent"),
            voice.fact("at_largest", found.at_largest, "count"),
            voice.fact("never", found.never, "count"),
            voice.fact("certain", found.certain, "count"),
            voice.fact("aimed_least", aimed.least, "percent"),
            voice.fact("aimed_largest", aimed.largest, "percent"),
            voice.fact("deviation", aimed.deviation, "percent"),
        )
    )


def _remarks(known: VerifiedDossier, voice: Wording) -> Iterator[str]:
    names = criteria(known.files)
    for code, extreme in (("show.least", known.summary.least), ("show.greatest", known.summary.greatest)):
        features = ", ".join(f"{name} {value}" for name, value in zip(names, extreme.features, strict=True))
        share = voice.percent(Fraction(extreme.panels, known.summary.panels))
        yield voice.text(
            code,
            panels=extreme.panels,
            total=known.summary.panels,
            percent=share,
            people=extreme.people,
            features=features,
        )
    if known.summary.unplaced:
        yield voice.text("report.unplaced", count=len(known.summary.unplaced))


def _histogram(groups: Groups, voice: Wording) -> Table:
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
        words = voice.text("report.step", low=_edge(low, voice), high=_edge(high, voice))
        rows.append((words, counts.get(step, 0), Bar(Fraction(counts.get(step, 0)), most)))
    columns = (voice.column("chance"), voice.column("people", "count"), voice.column("bar", "bar"))
    return Table("histogram", voice.text("report.caption.histogram"), columns, tuple(rows))


def _edge(share: Fraction, voice: Wording) -> str:
    """A percentage, whole or half, without its sign."""
    return decimal(100 * share, voice.language, 0 if (100 * share).denominator == 1 else 1)


def _categories(known: VerifiedDossier, voice: Wording) -> Table:
    top = known.chances.largest
    rows: list[tuple[Value, ...]] = []
    for row, found in zip(known.quotas.rows, known.ranges, strict=True):
        if found is None:
            rows.append((row.criterion, row.category, 0, None, None, None, None))
            continue
        span = Band(found.least, found.largest, found.mean, top, judged=False)
        rows.append((row.criterion, row.category, found.people, span, found.least, found.mean, found.largest))
    columns = (
        voice.column("criterion"),
        voice.column("category"),
        voice.column("volunteers", "count"),
        voice.column("span", "band"),
        voice.column("least", "percent"),
        voice.column("mean", "percent"),
        voice.column("largest", "percent"),
    )
    legend = voice.text("report.legend.chances")
    return Table("chances", voice.text("report.caption.chances"), columns, tuple(rows), "cards", legend)
