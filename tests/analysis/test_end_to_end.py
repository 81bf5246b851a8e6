"""From the letter to the seat: products worked out by hand, intervals as published, every bad line."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.analysis.end_to_end import _answered_again, again, groups
from tirage.analysis.letter_counts import Count, counts
from tirage.analysis.statistics import wilson
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Quotas
from tirage.tabular.tables import read_table

QUOTAS = Quotas.of({"sex": {"F": (5, 5), "M": (5, 5)}, "age": {"young": (0, 10), "old": (0, 10)}})
VOLUNTEERS = {("sex", "F"): 30, ("sex", "M"): 20, ("age", "young"): 10, ("age", "old"): 40}


def test_the_three_factors_and_their_product_by_hand() -> None:
    lines = [
        Count(2, "sex", "F", 6000, 600),
        Count(3, "sex", "M", 4000, 400),
        Count(4, "age", "old", 9000, None),
    ]
    seats = {("sex", "F"): Fraction(5), ("sex", "M"): Fraction(5), ("age", "old"): Fraction(15, 2)}
    between = {("sex", "F"): (Fraction(4), Fraction(6))}
    women, men, old = groups(lines, VOLUNTEERS, seats, 10, between)
    assert (women.letter, women.response, women.seat) == (Fraction(1, 10), Fraction(1, 20), Fraction(1, 6))
    assert women.whole == Fraction(1, 1200) == women.letter * women.response * women.seat
    assert women.equal == men.equal == Fraction(1, 1000)
    assert (women.share, men.share) == (Fraction(5, 6), Fraction(5, 4))
    assert women.interval == (Fraction(1, 1500), Fraction(1, 1000))
    # Its letters are not known, and it is the only age of the file: its own residents are all there are.
    assert (old.letter, old.response, old.interval) == (None, None, None)
    assert (old.whole, old.equal) == (Fraction(1, 1200), Fraction(1, 900))


def pool_of(*people: tuple[str, str, int]) -> Pool:
    """A pool of so many people of each sex and age, in no household."""
    kinds = [(sex, age) for sex, age, count in people for _ in range(count)]
    return Pool(("sex", "age"), tuple(Person(f"p{i:03}", kind, "") for i, kind in enumerate(kinds)))


POOL = pool_of(("F", "young", 20), ("F", "old", 20), ("M", "young", 15), ("M", "old", 5))


def test_a_category_of_exactly_so_many_seats_has_them_whoever_answers() -> None:
    exact = Quotas.of({"sex": {"F": (5, 5), "M": (5, 5)}, "age": {"young": (4, 4), "old": (6, 6)}})
    found = again(POOL, exact, 10, "leximin")
    assert (found.pools, found.between["sex", "F"], found.between["age", "old"]) == (0, (5, 5), (6, 6))


def test_other_answers_move_what_the_quotas_leave_to_them() -> None:
    """Inside the quotas always, around what this wave gave, and narrower than the response by itself."""
    found = again(POOL, QUOTAS, 10, "leximin")
    assert found.met == found.pools == 60
    assert found.between["sex", "F"] == (5, 5)
    low, high = found.between["age", "young"]
    # Equal chances by sex: 5 · 20/40 + 5 · 15/20 of the young.
    assert 3 < low < Fraction(25, 4) < high < 9
    ends = wilson(35, 600)
    assert (high - low) / Fraction(25, 4) < (ends[1] - ends[0]) / (35 / 600)
    assert again(POOL, QUOTAS, 10, "leximin") == found


def test_waves_without_a_panel_are_counted() -> None:
    short = again(pool_of(("F", "young", 20), ("M", "old", 6)), QUOTAS, 10, "leximin")
    assert 0 < short.met < short.pools


def test_a_household_answers_as_one() -> None:
    couple = Pool(("sex",), tuple(Person(f"p{i}", (sex,), "h1") for i, sex in enumerate("FM")))
    sizes = set()
    for number in range(40):
        other = _answered_again(couple, number)
        homes = Counter(person.household for person in other.people)
        assert set(homes.values()) <= {2} and len(other.people) == 2 * len(homes)
        sizes.add(len(homes))
    assert {0, 1, 2} <= sizes


def test_nobody_answered() -> None:
    (group,) = groups([Count(2, "sex", "F", 10, 5)], {}, {}, 1)
    assert (group.response, group.seat, group.whole, group.interval) == (0, None, 0, None)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_rate_and_narrows_with_more_letters(sample: tuple[int, int]) -> None:
    hits, trials = sample
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials <= high <= 1
    closer = wilson(4 * hits, 4 * trials)
    assert closer[1] - closer[0] < high - low


def read(folder: Path, text: str, quotas: Quotas | None = QUOTAS) -> list[tuple[str, int | None]]:
    path = folder / "letters.csv"
    path.write_text(text, encoding="utf-8")
    found, defects = counts(read_table(path), "letters.csv", quotas, VOLUNTEERS)
    assert found or defects
    return [(defect.code, defect.line) for defect in defects]


GOOD = """\
criterion,category,residents,letters
sex,F,6000,600
sex,M,4 000,400
age,young,5000,500
age,old,5000,500
"""


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("criterion,category,residents,letters", "Critère;Modalité;Habitants;Courriers").replace(
            ",", ";"
        ),
        GOOD.replace("500\nage,old", "\nage,old").replace(",500\n", ",\n"),
        "\n".join(GOOD.splitlines()[:3]) + "\n",
        GOOD.replace("letters\n", "letters\n").replace("\n", ",note\n"),
    ],
    ids=["whole", "in French", "letters unknown for a criterion", "one criterion", "a column more"],
)
def test_a_sound_file(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("residents", "inhabitants", [("ends.column", None)]),
        ("sex,F", "sexe,F", [("ends.category.missing", None), ("ends.criterion", 2)]),
        ("sex,F", "sex,f", [("ends.category.missing", None), ("ends.category", 2)]),
        ("sex,M,4 000,400\n", "", [("ends.category.missing", None)]),
        ("sex,F,6000,600", "sex,M,6000,600", [("ends.category.missing", None), ("ends.twice", 3)]),
        ("6000,600", "6000.5,600", [("ends.number", 2)]),
        ("6000,600", ",600", [("ends.number", 2)]),
        ("6000,600", "-6000,600", [("ends.number", 2)]),
        ("6000,600", "12 %,600", [("ends.number", 2)]),
        ("6000,600", "0,0", [("ends.residents.none", 2)]),
        ("6000,600", "600,6000", [("ends.letters.above", 2)]),
        ("6000,600", "6000,", [("ends.letters.some", None)]),
        ("6000,600", "6000,599", [("ends.letters.totals", None)]),
        ("6000,600\nsex,M,4 000,400", "6000,980\nsex,M,4000,20", []),
        ("6000,600\nsex,M,4 000,400", "6000,981\nsex,M,4000,19", [("ends.volunteers", 3)]),
    ],
)  # fmt: skip
def test_a_bad_line_is_told(old: str, new: str, said: list[tuple[str, int | None]], tmp_path: Path) -> None:
    assert old in GOOD
    assert read(tmp_path, GOOD.replace(old, new, 1)) == said


def test_without_quotas_the_file_is_judged_by_itself(tmp_path: Path) -> None:
    text = GOOD.replace("sex,F,6000,600", "sexe,f,x,600")
    assert read(tmp_path, text, quotas=None) == [("ends.number", 2)]
