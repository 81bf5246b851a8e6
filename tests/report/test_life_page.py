"""The report on the life of an assembly: who sits today, not who was drawn first."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from support.assemblies import Assembly
from support.instances import Instance
from support.reporting import document, table

ONE = (("g", (("f", 2, 3), ("h", 1, 2))),)
TEN = Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, ONE, 4)


def verdict(assembly: Assembly) -> tuple[str, str]:
    found = document(assembly.files, "life", "en").verdict
    return found.tone, found.words


def seats(assembly: Assembly) -> dict[str, int]:
    return {row["category"]: row["today"] for row in table(document(assembly.files, "life", "en"), "today")}


def sitting(assembly: Assembly, kind: str) -> str:
    women = {
        row.split(",")[0] for row in assembly.files["guarantors/pool.csv"].decode().split() if row[-1] == "f"
    }
    return next(pid for pid in assembly.life.seated if (pid in women) == (kind == "f"))


def test_the_seats_are_those_of_today() -> None:
    assembly = Assembly(TEN)
    assert verdict(assembly)[0] == "lead"
    before = seats(assembly)
    assembly.leave(sitting(assembly, "f"), kind="moved")
    assert seats(assembly) == {**before, "f": before["f"] - 1}
    assembly.leave(sitting(assembly, "f"))
    tone, words = verdict(assembly)
    assert tone == "bad" and words.startswith("2 members sit, 2 seats are open; 1 quota of 2")
    assembly.replace()
    assert verdict(assembly) == ("good", "4 members sit; every quota is met.")
    found = document(assembly.files, "life", "en")
    assert [(row["cause"], row["seats"]) for row in table(found, "departures")] == [
        ("moved away", 1),
        ("departure", 1),
    ]
    (draw,) = table(found, "draws")
    assert (draw["draw"], draw["seats"], draw["volunteers"], draw["relaxed"]) == (
        "Replacements no. 1",
        2,
        6,
        "—",
    )
    (given,) = table(found, "delivered")
    lottery = assembly.files["public/replacements-1-lottery.csv"].decode().splitlines()
    held = Counter(pid for panel in lottery for pid in panel.split(","))
    assert given["panels"] == len(lottery)
    assert (Fraction(given["least"]), Fraction(given["largest"])) == (
        Fraction(min(held.values()), len(lottery)),
        Fraction(max(held.values()), len(lottery)),
    )
    assert (given["never"], given["certain"]) == (6 - len(held), 0)


def test_quotas_that_gave_way_are_named() -> None:
    assembly = Assembly(Instance((("f",),) * 2 + (("h",),) * 4, ("",) * 6, ONE, 4))
    assembly.leave(sitting(assembly, "f"))
    from tirage.draws import seat_draw as openings

    assembly.leave_open()
    assembly.replace(openings.relax(assembly.open_seats()))
    (draw,) = table(document(assembly.files, "life", "en"), "draws")
    assert "→" in draw["relaxed"] and draw["relaxed"].startswith("g ")
    words = [
        block.words
        for section in document(assembly.files, "life", "en").sections
        for block in section.blocks
        if hasattr(block, "words")
    ]
    assert any("No one fitted once" in each for each in words if isinstance(each, str))


def test_the_term_says_who_leaves_next() -> None:
    assembly = Assembly(TEN, cohorts=2)
    assembly.begin(months=12)
    (section,) = (each for each in document(assembly.files, "life", "en").sections if each.key == "term")
    facts = {row.key: row.value for row in section.blocks[0].rows}
    assert (facts["months"], facts["cohorts"], facts["leaving"]) == (12, 2, 2)
    assert facts["end"] == "25 May 2027"


def test_once_everyone_has_left_no_end_is_next() -> None:
    assembly = Assembly(TEN, cohorts=1)
    assembly.begin(months=12)
    assembly.end_term()
    (section,) = (each for each in document(assembly.files, "life", "en").sections if each.key == "term")
    assert [row.key for row in section.blocks[0].rows] == ["start", "months", "cohorts"]
