"""The rules that a draw kept to: what was asked, line by line, with what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from tirage.assembly.remaining import current_pool, features_of
from tirage.assembly.term import after
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.documents.plans import (
    Allocation,
    Later,
    LaterPlan,
    LettersPlan,
    PanelPlan,
    Relaxed,
    StandbyPlan,
)
from tirage.dossier.entries import Frame, Term
from tirage.dossier.layout import COHORTS, FRAME, PLAN, strata_path
from tirage.draws.documents import WaveStrata, csv_rows, wave_strata
from tirage.errors import Refused
from tirage.forecast.allocation import MILLION, Stratum
from tirage.forecast.weighted import expected_letters
from tirage.report.deeds.draws import SUCCESSIONS, DrawOnRecord, turns
from tirage.report.document import Block, Column, Items, Paragraph, Table, Value
from tirage.report.parts import delivered, lottery
from tirage.report.parts.common import all_met, household
from tirage.report.parts.letters import struck
from tirage.report.wording import Wording

STRATUM = " · "
"""Between the categories that make up a stratum."""


def blocks(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    """Sentences, then a table with a line for each quota, stratum or category."""
    if draw.kind == "letters":
        yield from _letters(draw, wording)
    elif draw.kind == "cohorts":
        yield from _cohorts(draw, wording)
    elif isinstance(draw.plan, StandbyPlan):
        yield from _standby(draw, draw.plan, wording)
    else:
        yield from _seats(draw, wording)


def _seats(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    yield Items(tuple(_sentences(draw, wording)))
    if isinstance(draw.plan, LaterPlan) and (relaxed := draw.plan.inputs.relaxed):
        yield from _relaxed(relaxed, wording)
    if isinstance(draw.plan, LaterPlan) and (filling := draw.plan.inputs.filling):
        proved = filling.most is not None and None not in filling.first
        yield wording.paragraph("deed.filling" if proved else "deed.filling.unproved")
    if not draw.outline.quotas:
        return
    columns = (
        wording.column("criterion"),
        wording.column("category"),
        wording.column("minimum", "count"),
        wording.column("maximum", "count"),
        wording.column("seats", "count"),
        wording.column("met", "met"),
    )
    rows: list[tuple[Value, ...]] = [
        (line.criterion, line.category, line.minimum, line.maximum, line.seats, line.met)
        for line in draw.outline.quotas
    ]
    yield Table("lines", wording.text("deed.caption.lines"), columns, tuple(rows), "cards")


def _sentences(draw: DrawOnRecord, wording: Wording) -> Iterator[str]:
    """Seats, who could be drawn, quotas, households, panels, chances, and what is proved of them."""
    summary = draw.outline
    yield wording.text("report.rule.seats", seats=summary.seats, people=summary.people)
    if isinstance(draw.plan, LaterPlan):
        among, _, number = draw.plan.inputs.among.partition("/")
        yield wording.text(f"deed.among.{among}", number=int(number or 0))
        if summary.quotas:
            yield wording.text("deed.quotas.open")
            yield from _tolerance(PanelPlan.from_bytes(draw.dossier.files[PLAN]).later, wording)
    if summary.quotas:
        yield wording.text("report.rule.quotas", quotas=len(summary.quotas))
    else:
        yield wording.text("show.no_quotas")
    yield _household(draw, wording)
    yield wording.text("report.rule.panels", panels=summary.panels)
    if draw.dossier.complete:
        yield from delivered.sentences(draw.summary, wording)
    seeks = wording.text(f"fairness.{summary.fairness}.seeks")
    yield wording.text("report.fairness", name=summary.fairness, seeks=seeks)
    if draw.dossier.complete:
        yield from lottery.guarantee(draw.summary, draw.files, wording)
        yield from lottery.objective(draw.summary, draw.files, wording)


def _tolerance(later: Later, wording: Wording) -> Iterator[str]:
    """By how much the assembly may miss the quotas of the panel; nothing where it may not."""
    seats = later.tolerance or {}
    named = {name: count for name, count in seats.items() if name and count != seats.get("", 0)}
    if rest := seats.get("", 0):
        yield wording.text("deed.tolerance", seats=rest)
    for name, count in named.items():
        yield wording.text("deed.tolerance.of", seats=count, criterion=name)


def _household(draw: DrawOnRecord, wording: Wording) -> str:
    """Whether two people of one household may sit, by the rule that says so."""
    found = household(draw.dossier)
    if found.seats:
        return wording.text("report.rule.household", columns=", ".join(found.seats))
    if found.letters:
        parts = (wording.text(f"report.household.{part}") for part in found.letters)
        return wording.text("report.rule.letters", columns=", ".join(parts))
    return wording.text("report.rule.everyone")


def _relaxed(relaxed: Relaxed, wording: Wording) -> Iterator[Block]:
    """The limits that gave way for this draw."""
    yield wording.paragraph("deed.relaxed" if relaxed.proof else "deed.relaxed.unproved")
    least = "least" if relaxed.is_least else "stopped" if relaxed.stopped else "lesser"
    yield wording.paragraph(f"deed.relaxed.{least}")
    columns = (
        wording.column("criterion"),
        wording.column("category"),
        wording.column("limit"),
        wording.column("from", "count"),
        wording.column("to", "count"),
    )
    rows = tuple(
        (move.criterion, move.category, wording.text(f"show.{move.limit}"), move.from_, move.to)
        for move in relaxed.moves
    )
    yield Table("relaxed", wording.text("deed.caption.relaxed"), columns, rows, "cards")


def _letters(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    plan, files = draw.plan, draw.dossier.files
    assert isinstance(plan, LettersPlan)
    if FRAME not in files or strata_path(plan.wave) not in files:
        raise Refused("report.no_guarantors")
    strata = wave_strata(files[strata_path(plan.wave)])
    rule = plan.inputs.allocation
    sentences = [wording.text("deed.letters.asked", letters=rule.letters)]
    if isinstance(rule, Allocation):
        sentences.append(wording.text("deed.letters.shares", alpha=rule.alpha))
        sentences.append(wording.text("deed.letters.equal"))
    else:
        sentences.append(wording.text("deed.letters.weights"))
        sentences.append(wording.text("deed.letters.weights.expected"))
    if found := household(draw.dossier).letters:
        parts = (wording.text(f"report.household.{part}") for part in found)
        sentences.append(wording.text("deed.letters.household", columns=", ".join(parts)))
    if rule.homes:
        sentences.append(wording.text("deed.letters.homes", homes=rule.homes))
    if strata.total < rule.letters:
        sentences.append(wording.text("deed.letters.fewer", letters=strata.total))
    yield Items(tuple(sentences))
    frame = draw.dossier.last(Frame)
    yield from struck(getattr(frame, "exclusions", ()), wording)
    labels = {each.code: each.labels for each in PublishedFrame.from_bytes(files[FRAME]).strata}
    columns = [wording.column("stratum"), wording.column("residents", "count")]
    rows: list[tuple[Value, ...]] = [
        (STRATUM.join(filter(None, labels[code])), people) for code, people, _ in strata.rows
    ]
    if strata.weighted:
        columns += [wording.column("weight", "count"), wording.column("expected_letters", "count")]
        expected = _expected(strata)
        weights = [strata.weighted[code][1] for code, _, _ in strata.rows]
        rows = [(*row, *more) for row, *more in zip(rows, weights, expected, strict=True)]
    else:
        columns.append(wording.column("letters", "count"))
        rows = [(*row, strata.letters[each[0]]) for row, each in zip(rows, strata.rows, strict=True)]
    caption = "deed.caption.strata.weighted" if strata.weighted else "deed.caption.strata"
    yield Table("strata", wording.text(caption), tuple(columns), tuple(rows))


def _expected(strata: WaveStrata) -> list[int]:
    """Letters that each stratum can expect, where people weigh."""
    own = [Stratum(code, strata.weighted[code][0], (), could, MILLION) for code, _, could in strata.rows]
    weights = {code: weight for code, (_, weight) in strata.weighted.items()}
    return list(expected_letters(own, weights, strata.letters).values())


def _standby(draw: DrawOnRecord, plan: StandbyPlan, wording: Wording) -> Iterator[Block]:
    """How many successors, for which seats, and how each of them is found."""
    fixed = plan.inputs
    until = after(date.fromisoformat(draw.plan_entry.time[:10]), fixed.months)
    sentences = [
        wording.text("deed.standby.seats", seats=fixed.seats, until=wording.day(until)),
        wording.text("deed.standby.who"),
        wording.text("deed.among.everyone"),
        wording.text(f"deed.standby.{fixed.order}"),
    ]
    later = PanelPlan.from_bytes(draw.dossier.files[PLAN]).later
    yield Items((*sentences, *_tolerance(later, wording), _household(draw, wording)))


def _cohorts(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    term = draw.result.content
    assert isinstance(term, Term)
    start, end = (wording.day(each) for each in (term.start, term.end))
    facts = {"months": term.months, "cohorts": term.cohorts}
    yield Items(
        (
            wording.text("deed.cohorts.term", start=start, **facts),
            wording.text("deed.cohorts.first", end=end),
            wording.text("deed.cohorts.ticket"),
            # Without quotas there is nothing to balance.
            *([wording.text("deed.cohorts.balance")] if draw.dossier.outline.quotas else []),
        )
    )
    if draw.dossier.complete and draw.dossier.outline.quotas:
        yield _spread(draw, term.cohorts, wording)


def _spread(draw: DrawOnRecord, cohorts: int, wording: Wording) -> Table:
    """How many of each quota's members leave with each cohort."""
    numbers = {pid: int(cohort) for pid, cohort in csv_rows(draw.dossier.files[COHORTS])[1:]}
    pool, bounds = current_pool(draw.dossier.files), draw.dossier.quotas.bounds
    pids = list(numbers)
    counted: Counter[tuple[int, int]] = Counter()
    for pid, features in zip(pids, features_of(pool, pids), strict=True):
        for place, row in enumerate(bounds):
            counted[place, numbers[pid]] += row.counts(features)
    names = tuple(
        Column(f"cohort-{n}", wording.text("deed.column.cohort", number=n), "count")
        for n in range(1, cohorts + 1)
    )
    rows: list[tuple[Value, ...]] = [
        (row.criterion, row.category, *(counted[place, n] for n in range(1, cohorts + 1)))
        for place, row in enumerate(bounds)
    ]
    columns = (wording.column("criterion"), wording.column("category"), *names)
    return Table("spread", wording.text("deed.caption.spread"), columns, tuple(rows), "cards")


def verdict(draw: DrawOnRecord, wording: Wording) -> Paragraph:
    """What came of the draw, in one sentence."""
    if draw.kind == "letters":
        count, planned = (draw.result.body.get(key) for key in ("count", "planned"))
        drawn = wording.text("deed.verdict.letters", letters=count)
        fewer = wording.text("deed.letters.drawn", planned=planned, letters=count) if planned else ""
        return Paragraph(" ".join(filter(None, (drawn, fewer))), "lead")
    if draw.kind == "cohorts":
        return wording.paragraph(
            "deed.verdict.cohorts", "lead", cohorts=int(str(draw.result.body["cohorts"]))
        )
    if draw.kind == SUCCESSIONS:
        return wording.paragraph("deed.verdict.successions", "lead", count=len(turns(draw)))
    if isinstance(draw.plan, StandbyPlan):
        return wording.paragraph("deed.verdict.standby", "lead", seats=draw.plan.inputs.seats)
    return all_met(draw.outline, wording)
