"""The screen of `tirage letters plan`: expected volunteers, and scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tirage.forecast.letters import SURE, Forecast, LettersSoFar, Sending
from tirage.forecast.outlook import OTHER_RATES, Outlook, Scenario
from tirage.forecast.waves.volunteers import Expectation
from tirage.forecast.weighted import WeightClass, classes
from tirage.report.document import Block, Document, Marked, Section, Table, Tone, Value
from tirage.report.wording import Wording
from tirage.tabular.cells import listed

UNSURE = 0.5
"""Probability below which a category is likelier to lack volunteers than not."""


def page(found: Outlook, wording: Wording) -> Document:
    """The forecast of the wave that was asked for, then its alternatives."""
    chosen = found.chosen.sending
    title = wording.text(
        "letters.title",
        wave=found.so_far.basis.wave,
        letters=chosen.total,
        strata=sum(count > 0 for count in chosen.letters.values()),
        alpha=str(chosen.alpha),
    )
    section = Section("letters", "", tuple(_blocks(found, wording)))
    return Document("letters-plan", wording.language, title, (section,), data(found))


def data(found: Outlook) -> dict[str, Any]:
    """The outlook as JSON values."""
    return {
        **_forecast(found.so_far, found.chosen),
        "needed": found.needed,
        "asked": found.chosen.sending.asked,
        "homes": found.so_far.all_homes,
        "together": found.chosen.together,
        "response": dict(zip(("expected", "low", "high"), found.response, strict=True)),
        "unforeseen": found.so_far.unforeseen,
        "simulated": asdict(found.simulated) if found.simulated else None,
        "scenarios": [_scenario(other) for other in found.scenarios],
    }


def _forecast(so_far: LettersSoFar, chosen: Forecast) -> dict[str, Any]:
    sending = chosen.sending
    weighing = _weighing(so_far, sending)
    return {
        "wave": so_far.basis.wave,
        "letters": sending.total,
        "alpha": str(sending.alpha),
        "strata": [
            {
                "code": stratum.code,
                "people": so_far.people[stratum.code],
                "eligible": stratum.eligible,
                "letters": sending.letters[stratum.code],
                "response": float(stratum.response),
            }
            for stratum in so_far.strata
        ],
        "expected": [asdict(each) for each in chosen.expected],
        **({"weights": [asdict(each) for each in weighing]} if weighing else {}),
    }


def _scenario(other: Scenario) -> dict[str, Any]:
    return {
        "letters": other.letters,
        "alpha": str(other.alpha),
        "together": other.together,
        "answering": [
            {"times": str(rate), "together": share}
            for rate, share in zip(OTHER_RATES, other.answering, strict=True)
        ],
    }


def _blocks(found: Outlook, wording: Wording) -> Iterator[Block]:
    chosen = found.chosen
    together = _percent(chosen.together, wording)
    yield wording.paragraph("letters.together", letters=chosen.sending.total, together=together)
    if chosen.sending.total < chosen.sending.asked:
        homes = found.so_far.all_homes
        facts = {"asked": chosen.sending.asked, "homes": homes, "letters": chosen.sending.total}
        yield wording.paragraph("letters.homes", "note", **facts)
    if chosen.together < SURE:
        name, enough = _named(chosen.weakest, wording), _percent(chosen.weakest.enough, wording)
        yield wording.paragraph("letters.lacking", name=name, enough=enough)
    expected, low, high = (wording.decimal(100 * each) for each in found.response)
    yield wording.paragraph("letters.response", expected=expected, low=low, high=high)
    if gone := len(found.so_far.volunteers) - len(found.so_far.ready):
        yield wording.paragraph("letters.sitting", "note", gone=gone)
    if waiting := sum(found.so_far.waiting):
        yield wording.paragraph("letters.waiting", "note", letters=waiting)
    yield _expected(chosen.expected, wording)
    if weighing := _weighing(found.so_far, chosen.sending):
        yield _weights(weighing, wording)
        yield wording.paragraph("letters.weights.about")
    if proposed := found.so_far.proposed:
        said = "; ".join(
            f"{criterion}: {{{', '.join(f'{name}: {weight}' for name, weight in weights.items())}}}"
            for criterion, weights in proposed.items()
        )
        yield wording.paragraph("letters.weights.proposed", weights=said)
    if (simulated := found.simulated) and simulated.pools:
        yield wording.paragraph(
            "letters.simulated",
            pools=simulated.pools,
            met=simulated.met,
        )
    yield _scenarios(found.scenarios, wording)
    if unforeseen := found.so_far.unforeseen:
        names = listed(unforeseen)
        yield wording.paragraph("letters.unforeseen", "note", count=len(unforeseen), names=names)
    code = "letters.needed" if found.needed < found.so_far.all_homes else "letters.not_enough"
    if not found.needed and chosen.together >= SURE:
        code = "letters.needed.none"
    yield wording.paragraph(code, letters=found.needed)


def _expected(expected: tuple[Expectation, ...], wording: Wording) -> Table:
    """Volunteers of each category: expected, at the low end, and the probability that they are enough."""
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        wording.screen_column("show.minimum", "count"),
        wording.screen_column("letters.expected", "count"),
        wording.screen_column("letters.low", "count"),
        wording.screen_column("letters.enough", "figure"),
    )
    rows = tuple(
        (
            each.criterion or wording.text("letters.everyone"),
            each.category,
            each.minimum,
            round(each.mean),
            round(each.low),
            Marked(_percent(each.enough, wording), _tone(each.enough)),
        )
        for each in expected
    )
    return Table("expected", "", columns, rows)


def _named(weakest: Expectation, wording: Wording) -> str:
    return ", ".join(filter(None, (weakest.criterion, weakest.category))) or wording.text("letters.everyone")


def _weighing(so_far: LettersSoFar, sending: Sending) -> tuple[WeightClass, ...]:
    """Chances by weight; nothing where letters are shared out by stratum."""
    if so_far.weights is None or sending.streams is None:
        return ()
    return classes(so_far.strata, so_far.weights, sending.streams)


def _weights(weighing: tuple[WeightClass, ...], wording: Wording) -> Table:
    """One row a stream and weight: people who may get a letter, and how likely one is."""
    columns = (
        wording.screen_column("letters.weights.stream", "group"),
        wording.screen_column("letters.weights.weight", "count"),
        wording.screen_column("letters.weights.people", "count"),
        wording.screen_column("letters.weights.chance", "figure"),
    )
    everyone = wording.text("letters.everyone")
    rows = tuple(
        (each.stream or everyone, each.weight, each.eligible, wording.percent(each.chance, 1))
        for each in weighing
    )
    return Table("weights", "", columns, rows)


def _tone(enough: float) -> Tone:
    return "good" if enough >= SURE else "note" if enough >= UNSURE else "bad"


def _scenarios(others: tuple[Scenario, ...], wording: Wording) -> Table:
    """Other letters, and the probability that a panel exists: all told, and if fewer answer than expected."""
    columns = (
        wording.screen_column("letters.letters", "count"),
        wording.screen_column("letters.alpha", "figure"),
        wording.screen_column("letters.all_told", "figure"),
        *(wording.screen_column(f"letters.answering.{i}", "figure") for i in range(len(OTHER_RATES))),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            other.letters,
            str(other.alpha),
            *(_percent(share, wording) for share in (other.together, *other.answering)),
        )
        for other in others
    )
    return Table("scenarios", wording.text("letters.scenarios"), columns, rows)


def _percent(value: float, wording: Wording) -> str:
    """One decimal; a probability that would be rounded to 1 is `> 99.9%`."""
    return f"> {wording.percent(0.999, 1)}" if value >= 0.9995 else wording.percent(value, 1)
