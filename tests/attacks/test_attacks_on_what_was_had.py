"""Whoever would have a friend drawn by what is said that people had of chance before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught, failures
from support.dossiers import Files
from support.instances import Instance

from tirage.chances.instance import Instance as Numbers
from tirage.chances.leximin import Level
from tirage.draws import certificate
from tirage.draws.seat_draw import Earlier, SeatDraw

POOL = Instance(
    (("f",), ("f",), ("h",), ("h",), ("h",), ("h",), ("h",)) * 2,
    ("",) * 14,
    (("g", (("f", 1, 2), ("h", 1, 2))),),
    3,
)
Lie = Callable[[Earlier], Earlier | None]


def told(lie: Lie) -> Files:
    """A second draw of replacements whose plan is genuine but for what it says of those before."""
    assembly = Assembly(POOL, panels=60, policy="cumulated")
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    assembly.leave(assembly.life.seated[1])
    draw: SeatDraw = assembly.open_seats()
    assert draw.earlier is not None
    assembly.replace(replace(draw, earlier=lie(draw.earlier)))
    return assembly.files


def somebody(earlier: Earlier, **figures: int) -> Earlier:
    """The same but for the last volunteer."""
    friend = max(earlier.millionths)
    return replace(earlier, millionths={**earlier.millionths, friend: figures["millionths"]})


def test_genuine() -> None:
    assert not failures(told(lambda earlier: earlier))


def test_a_friend_who_is_said_to_have_had_nothing() -> None:
    files = told(lambda earlier: somebody(earlier, millionths=0))
    caught(files, "chances.panels", "life.draw")


def test_a_rival_who_is_said_to_have_had_a_millionth_more() -> None:
    files = told(lambda each: somebody(each, millionths=each.millionths[max(each.millionths)] + 1))
    caught(files, "chances.panels", "life.draw")


def test_chances_proved_for_this_draw_alone() -> None:
    """Levels of what this draw gives, whatever people had: the residual draw under the other's name."""
    files = told(lambda earlier: replace(earlier, millionths=dict.fromkeys(earlier.millionths, 0)))
    caught(files, "certificate.proof", "life.draw")


def test_a_draw_before_that_is_left_out() -> None:
    def first_only(earlier: Earlier) -> Earlier:
        return replace(earlier, draws=earlier.draws[:1])

    assert failures(told(first_only)) == {"life.cumulated"}


def test_a_draw_before_that_is_counted_by_other_chances() -> None:
    def other(earlier: Earlier) -> Earlier:
        return replace(earlier, draws=({**earlier.draws[0], "chances": "0" * 64}, *earlier.draws[1:]))

    assert failures(told(other)) == {"life.cumulated"}


def test_an_act_that_is_planned_twice() -> None:
    """The first draw is called by the name of the second: what was done before is told at each plan."""

    def twice(acts: Acts) -> None:
        next(body for kind, body in acts if kind == "plan" and body["act"] == "replacements/1")["act"] = (
            "replacements/2"
        )

    caught(retold(told(lambda earlier: earlier), twice), "life.cumulated", "order.types")


def test_a_draw_that_makes_up_for_nothing() -> None:
    assert failures(told(lambda _: None)) == {"order.kept"}


def test_a_draw_that_makes_up_for_what_no_rule_says() -> None:
    assembly = Assembly(POOL, panels=60, policy="residual")
    assembly.leave(assembly.life.seated[0])
    draw = assembly.open_seats()
    people = {person.pid: 0 for person in draw.pool.people}
    name = {"act": "panel", "chances": assembly.record.plan.chances}
    assembly.replace(replace(draw, earlier=Earlier((name,), people)))
    assert "order.kept" in failures(assembly.files)


@pytest.mark.parametrize(
    ("key", "by"),
    [("millionths", 20_000), ("people", -1), ("panels", -1)],
)
def test_a_certificate_that_says_something_else_of_its_people(
    key: str, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most is seen without the pool: what is had and what is given are one sum, and the lottery is public."""
    files = misstated(key, by, monkeypatch)
    seen = {name: data for name, data in files.items() if not name.startswith("guarantors/")}
    caught(seen, "life.draw")


def test_a_certificate_that_adds_a_millionth_to_what_each_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little to be seen in the lottery: the draws before tell what everyone had."""
    caught(misstated("millionths", 1, monkeypatch), "certificate.cumulated", "life.draw")


def misstated(key: str, by: int, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Draws whose certificates are off in one figure of each group of people who had as much before."""
    genuine = certificate._had

    def false(level: Level, numbers: Numbers, least: list[int]) -> list[dict[str, int]]:
        had = genuine(level, numbers, least)
        return [{**each, key: max(0, each[key] + by)} for each in had] if level.value else had

    monkeypatch.setattr(certificate, "_had", false)
    return told(lambda earlier: earlier)
