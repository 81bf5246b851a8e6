"""Two tables without a small cell, of which the difference is one."""

from __future__ import annotations

from collections.abc import Mapping

from tirage.acts.records.few_apart import apart
from tirage.dossier.layout import COUNTS, SEATS, path_in_draw

ACTS = ("panel", "replacements/1", "renewal/1")


def files(*draws: tuple[tuple[int, int], tuple[int, int]]) -> Mapping[str, bytes]:
    """`counts.csv` and `seats.csv` of each draw, of two categories."""
    found = {}
    for act, (counts, seats) in zip(ACTS, draws, strict=False):
        for name, title, figures in ((COUNTS, "volunteers", counts), (SEATS, "seats", seats)):
            place = ["minimum", "maximum"]
            place.insert(0 if title == "volunteers" else 1, title)
            rows = [["criterion", "category", *place]]
            for category, figure in zip("ab", figures, strict=True):
                rows.append(["g", category, *(str(figure) if key == title else "0" for key in place)])
            found[path_in_draw(name, act)] = "".join(",".join(row) + "\n" for row in rows).encode()
    return found


def test_whoever_is_not_there_any_more_is_told_by_no_difference() -> None:
    """Ten of 40 and 30 sit; of the others one declined: a woman, as the second table would tell."""
    dossier = files(((40, 30), (6, 4)), ((33, 26), (1, 0)))
    assert apart(dossier, ACTS, 5) == {"public/replacements-1-counts.csv"}
    assert apart(dossier, ACTS, 0) == set()


def test_a_table_that_differs_by_nobody_or_by_many_stays() -> None:
    assert apart(files(((40, 30), (6, 4)), ((34, 26), (1, 0))), ACTS, 5) == set()
    assert apart(files(((40, 30), (6, 4)), ((29, 26), (1, 0))), ACTS, 5) == set()


def test_a_table_is_held_against_those_that_are_shown() -> None:
    """The third differs by three from the second, which is left out, and by five from the first."""
    dossier = files(((40, 30), (6, 4)), ((32, 26), (1, 0)), ((28, 26), (0, 1)))
    assert apart(dossier, ACTS, 5) == {"public/replacements-1-counts.csv"}
    assert apart(files(((40, 30), (6, 4)), ((34, 26), (1, 0)), ((30, 26), (0, 1))), ACTS, 5) == {
        "public/renewal-1-counts.csv"
    }
