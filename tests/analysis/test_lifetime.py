"""Seats that each group could expect over a whole life: sums that must be, and a life worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from support.assemblies import Assembly
from support.instances import Instance
from support.reporting import document, table

from tirage.analysis.lifetime import lifetimes

HALF = (("g", (("f", 2, 2), ("h", 2, 2))),)
EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, HALF, 4)
RULE = {"seats": 3, "months": 6, "order": "hidden"}


def seats(assembly: Assembly) -> dict[str, tuple[Fraction, Fraction]]:
    return {each.category: (each.panel, each.later) for each in lifetimes(assembly.files, assembly.entries)}


def somebody(assembly: Assembly, kind: str) -> str:
    rows = (row.split(",") for row in assembly.files["guarantors/pool.csv"].decode().split())
    kinds = {row[0]: row[-1] for row in rows}
    return next(pid for pid in assembly.life.seated if kinds[pid] == kind)


def test_every_draw_adds_its_seats_where_the_quotas_have_them() -> None:
    """Two women leave: both quotas are exact, so their seats go to women with certainty."""
    assembly = Assembly(EVEN)
    assert seats(assembly) == {"f": (2, 0), "h": (2, 0)}
    for _ in range(2):
        assembly.leave(somebody(assembly, "f"))
    assembly.replace()
    assert seats(assembly) == {"f": (2, 2), "h": (2, 0)}
    rows = table(document(assembly.files, "life", "en"), "lifetime")
    assert [(row["category"], row["expected_panel"], row["expected_later"]) for row in rows] == [
        ("f", "2.00", "2.00"),
        ("h", "2.00", "0.00"),
    ]
    assert [Fraction(row["of_volunteers"]) for row in rows] == [Fraction(1, 2), Fraction(1, 4)]


def test_a_succession_gives_the_same_chance_to_whoever_fitted_then() -> None:
    loose = (("g", (("f", 1, 3), ("h", 1, 3))),)
    assembly = Assembly(Instance((("f",), ("h",)) * 8, ("",) * 16, loose, 4), standby=RULE)
    assembly.stand_by()
    before = seats(assembly)
    for turn in (1, 2):
        assembly.leave(somebody(assembly, "fh"[turn - 1]))
        assembly.succeed()
        fitted = assembly.record.entries[-1].body["fitting"]
        after = seats(assembly)
        # One seat more each time, shared out over those who fitted.
        assert sum(later for _, later in after.values()) == turn
        assert all((later * fitted).denominator <= 12 for _, later in after.values())
    assert {name: panel for name, (panel, _) in after.items()} == {
        name: panel for name, (panel, _) in before.items()
    }


def test_without_a_later_draw_a_file_of_volunteers_has_no_such_page() -> None:
    found = document(Assembly(EVEN).files, "life", "en")
    assert "lifetime" not in {section.key for section in found.sections}
