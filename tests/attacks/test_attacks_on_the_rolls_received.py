"""The files that a frame was made from: one dropped, doubled, moved, or with other rows than recorded."""

from __future__ import annotations

from typing import Any

import pytest
from support.attacks import body, caught, failures, retold
from support.dossiers import sha
from support.waves import ROLLS, Row, roll_of, rolls_file, sealed, with_rolls

from tirage.verify import verify

GENUINE = sealed()
READ = 32
SPLIT: tuple[Row, ...] = tuple(
    sorted(roll_of(read, file=file) for read, file in ((20, "one"), (12, "two"), (0, "none")))
)
"""The same rows in two files, and a list with nobody on it."""


def test_rows_of_several_files_add_up_and_empty_lists_may_be_alike() -> None:
    assert verify(with_rolls(GENUINE, *SPLIT)).ok
    empty = roll_of(0, file="none")
    assert verify(with_rolls(GENUINE, *sorted([*SPLIT, empty]))).ok


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([each for each in SPLIT if each[6] != 12], "files: 2 ≠ 3; read: 20 ≠ 32"),
        ([*SPLIT[:2], *SPLIT[1:]], "repeated"),
        ([*reversed(SPLIT)], "order"),
        ([(*SPLIT[0][:7], 1, ""), *SPLIT[1:]], ": 1; set_aside: 1 ≠ 0"),
    ],
    ids=["dropped", "doubled", "moved", "unexplained"],
)
def test_attack_a_file_that_is_not_the_one_on_record(rows: list[Row], said: str) -> None:
    """The table and its hash are put right, the figures of the entry are those of the genuine one."""
    split = with_rolls(GENUINE, *SPLIT)
    data = rolls_file(*rows)
    forged = retold({**split, ROLLS: data}, lambda acts: body(acts, "rolls").update(sha256=sha(data)))
    found = {check.code: check.got for check in caught(forged, "frame.rolls").checks}
    assert said in found["frame.rolls"]


def test_attack_a_file_counted_twice_in_every_sum() -> None:
    half = roll_of(16)
    caught(with_rolls(GENUINE, half, half), "frame.rolls")


def test_attack_a_file_whose_rows_are_not_those_of_its_list() -> None:
    caught(with_rolls(GENUINE, roll_of(READ, name="LCE")), "frame.counts")
    caught(with_rolls(GENUINE, roll_of(READ - 10)), "frame.counts")


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        *((0, "0" * 63), (1, "layout-c"), (2, "Liste principale"), (4, "31/08/2026")),
        *((6, "032"), (6, ""), (7, "-1"), (6, "9" * 16)),
        *((8, "row.width"), (8, "row.width:0"), (8, "row.width:1 birth.missing:1"), (8, "a.b:1 a.b:1")),
        *((8, "a.b:1  a.c:1"), (8, "A.b:1"), (8, "deceased:1"), (8, "duplicate:1")),
    ],
)
def test_attack_a_row_in_no_form_at_all(place: int, cell: str) -> None:
    row = [*roll_of(READ)]
    row[place] = cell
    data = rolls_file(row)
    forged = retold({**GENUINE, ROLLS: data}, lambda acts: body(acts, "rolls").update(sha256=sha(data)))
    report = caught(forged, "frame.rolls")
    # What rests on it is not passed: nobody knows.
    assert [each.status for each in report.checks if each.code == "frame.counts"] == ["not-checked"]


def test_attack_people_left_out_as_dead_by_a_file_and_by_no_list() -> None:
    """Rows that nobody could be read from have causes of their own."""
    row = [*roll_of(READ)]
    row[7:] = [2, "deceased:2"]
    forged = retold(with_rolls(GENUINE, row), lambda acts: body(acts, "frame").pop("exclusions"))
    caught(forged, "frame.rolls")


def test_attack_the_files_are_changed_after_the_record() -> None:
    assert {"hash", "frame.rolls"} <= failures({**GENUINE, ROLLS: rolls_file(*SPLIT)})
    assert "files.present" in failures({name: data for name, data in GENUINE.items() if name != ROLLS})


@pytest.mark.parametrize("more", [{"files": 0}, {"files": "1"}, {"read": -1}, {"list": "LP"}])
def test_attack_an_entry_in_no_form_at_all(more: dict[str, Any]) -> None:
    assert "documents.shape" in failures(retold(GENUINE, lambda acts: body(acts, "rolls").update(more)))


def test_attack_the_files_come_in_twice() -> None:
    twice = retold(GENUINE, lambda acts: acts.insert(3, acts[2]))
    caught(twice, "order.types", "order.once")
