"""Seats that no one fits: what is offered is what helps, and what is not proved is said on every paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.assemblies import Assembly
from support.instances import Instance

from tirage.acts.life.ways_out import possible, ways_out
from tirage.assembly.remaining import current_pool
from tirage.draws import relax
from tirage.draws.seat_draw import SeatDraw
from tirage.errors import QuotasImpossible
from tirage.i18n.languages import Language
from tirage.quotas.model import Quotas
from tirage.report.pages import seats
from tirage.report.wording import Wording
from tirage.verify import verify

QUOTAS = (("g", (("f", 2, 2), ("h", 1, 1))),)


def bereft(others: int, leavers: tuple[str, ...]) -> Assembly:
    """Two women and a man sit, some of whom leave; only men are left."""
    people = [("f",), ("f",), ("h",), *[("h",)] * others]
    told = Assembly(Instance(tuple(people), ("",) * len(people), QUOTAS, 3), panels=1)
    sexes = {each.pid: each.features[0] for each in current_pool(told.record.files).people}
    for sex in leavers:
        told.leave(next(pid for pid in told.life.seated if sexes[pid] == sex))
    return told


def fixed(draw: SeatDraw) -> SeatDraw:
    """The same where no limit may move, as where each is that of a stream."""
    rows = [replace(row, min_flex=row.minimum, max_flex=row.maximum) for row in draw.whole.bounds]
    return replace(draw, whole=Quotas(tuple(rows)))


@pytest.mark.parametrize(
    ("others", "leavers", "stream", "told"),
    [
        (3, ("f",), False, ["life.impossible.relax"]),
        (3, ("f",), True, ["life.unrelaxable", "life.impossible.vacant"]),
        (3, ("f", "h"), False, ["life.impossible"]),
        (3, ("f", "h"), True, ["life.unrelaxable", "life.impossible.fill"]),
        (1, ("f", "h"), False, ["life.too_few", "life.impossible.fill"]),
        (0, ("f",), False, ["life.too_few", "life.impossible.vacant"]),
    ],
)
def test_only_what_helps_is_offered(
    others: int, leavers: tuple[str, ...], stream: bool, told: list[str]
) -> None:
    assembly = bereft(others, leavers)
    draw = assembly.open_seats()
    draw = fixed(draw) if stream else draw
    assert [note.code for note in ways_out(assembly.record.files, draw)] == told
    for asked in (False, True):
        if asked and "life.unrelaxable" not in told and "life.too_few" not in told:
            assert possible(assembly.record.files, draw, relax=True).possible
            continue
        with pytest.raises(QuotasImpossible) as raised:
            possible(assembly.record.files, draw, relax=asked)
        assert [note.code for note in raised.value.notes] == told
        assert raised.value.values["open"], "no letters and no other file are a way out any more"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_change_that_is_not_proved_least_says_so(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembly = bereft(3, ("f",))
    real = relax.least_change

    def stopped(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        return (found[0], False) if isinstance(found, tuple) else found

    monkeypatch.setattr(relax, "least_change", stopped)
    draw = possible(assembly.record.files, assembly.open_seats(), relax=True)
    assert draw.relaxed is not None and "stopped" not in draw.relaxed, "a tree shows it all the same"
    monkeypatch.setattr(relax, "least_weight", lambda *_: None)
    draw = possible(assembly.record.files, assembly.open_seats(), relax=True)
    assert draw.relaxed is not None and draw.relaxed["stopped"] is True
    assembly.replace(draw)
    assert verify(assembly.files).ok
    page = seats.page(assembly.record, "replacements/1", Wording(language))
    assert Wording(language).text("life.relaxed.stopped") in _said(assembly, language)
    assert page.data is not None and page.data["relaxed"]["stopped"] is True


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_of_which_nothing_is_proved_says_so_too(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembly = bereft(3, ("f",))
    monkeypatch.setattr(relax, "least_weight", lambda *_: None)
    assembly.replace(possible(assembly.record.files, assembly.open_seats(), relax=True))
    said = [(each.status, each.got) for each in verify(assembly.files).checks if each.code == "life.least"]
    assert said == [("not-checked", "not-proved-here: 3 (0)")]
    assert Wording(language).text("life.relaxed.unproved") in _said(assembly, language)


def test_one_that_is_proved_says_nothing() -> None:
    assembly = bereft(3, ("f",))
    draw = possible(assembly.record.files, assembly.open_seats(), relax=True)
    assert draw.relaxed is not None and "stopped" not in draw.relaxed
    assembly.replace(draw)
    assert [each.status for each in verify(assembly.files).checks if each.code == "life.least"] == ["ok"]
    said = _said(assembly, "en")
    assert not {Wording("en").text(f"life.relaxed.{why}") for why in ("stopped", "unproved")} & set(said)


def _said(assembly: Assembly, language: Language) -> list[str]:
    """The sentences of the page of the first replacement."""
    page = seats.page(assembly.record, "replacements/1", Wording(language))
    return [getattr(block, "words", "") for section in page.sections for block in section.blocks]
