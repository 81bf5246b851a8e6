"""What holds for every input: lines never collide, numbers stay in range, one order whatever came first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tirage.randomness import seeds
from tirage.randomness.lines import H, line
from tirage.randomness.rolls import RollForm, read_roll, roll_form
from tirage.randomness.seeds import (
    LIMIT,
    Beacon,
    contributions_hash,
    in_ticket_order,
    rings_seed,
    seed,
    stage_seed,
    uniform,
)

fields = st.text("ABab019._:+/-", min_size=1, max_size=5)
field_lists = st.lists(fields, max_size=4)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
whole = st.integers(1, LIMIT) | st.integers(0, 256).map(lambda e: 2**e)
pids = st.lists(fields, unique=True, max_size=30)


@given(field_lists, field_lists)
def test_two_lists_of_fields_never_give_one_line(one: list[str], other: list[str]) -> None:
    assert (line(*one) == line(*other)) == (one == other)


@given(field_lists)
def test_a_line_can_be_read_back(some: list[str]) -> None:
    assert line(*some).decode("ascii").split("|") == ["tirage1", *some]


@given(st.text() | fields.map(lambda text: text + "\n") | st.just("") | st.just("٣") | st.just("a|b"))
def test_what_is_not_a_field_is_refused(text: str) -> None:
    assume(re.search(r"\A[A-Za-z0-9._:+/-]+\Z", text) is None)
    with pytest.raises(ValueError, match="not a field"):
        line("ticket", text)


@given(hashes, whole)
def test_a_whole_number_is_in_range(stage: str, n: int) -> None:
    assert 0 <= uniform(stage, n) < n


@pytest.mark.parametrize("n", [0, -1, LIMIT + 1])
def test_a_range_that_256_bits_cannot_fill_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="from 1 to"):
        uniform("panel", n)


def hashed(*numbers: int) -> Callable[..., str]:
    """A stand-in for H that gives these numbers, one after the other, for j = 0, 1, …"""

    def answer(_purpose: str, _stage: str, j: str) -> str:
        return f"{numbers[int(j)]:064x}"

    return answer


@given(whole)
def test_just_the_hashes_that_would_favour_small_numbers_are_passed_over(n: int) -> None:
    fair = LIMIT - LIMIT % n
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeds, "H", hashed(fair - 1))
        assert uniform("panel", n) == n - 1
        if fair < LIMIT:
            patch.setattr(seeds, "H", hashed(LIMIT - 1, fair, 0))
            assert uniform("panel", n) == 0


def test_every_value_comes_as_often_in_ten_thousand_stages() -> None:
    counts = Counter(uniform(H("stage", str(i), "panel"), 10) for i in range(10_000))
    chi2 = sum((counts[value] - 1000) ** 2 / 1000 for value in range(10))
    # 9 degrees of freedom; the stages are fixed, so this is the same number at every run.
    assert 2.09 < chi2 < 21.67, "outside the middle 98 % of chi-square"


@given(hashes, pids, st.randoms(use_true_random=False))
def test_the_order_of_tickets_hangs_on_no_other_order(stage: str, people: list[str], shuffler) -> None:
    shuffled = people.copy()
    shuffler.shuffle(shuffled)
    assert in_ticket_order(stage, shuffled) == in_ticket_order(stage, people)
    assert sorted(in_ticket_order(stage, people)) == sorted(people)


@given(hashes, pids, st.sets(fields))
def test_the_ineligible_are_skipped_and_nobody_else_moves(
    stage: str, people: list[str], out: set[str]
) -> None:
    kept = [pid for pid in in_ticket_order(stage, people) if pid not in out]
    assert in_ticket_order(stage, (pid for pid in people if pid not in out)) == kept


@given(st.dictionaries(fields, hashes, max_size=5))
def test_contributions_in_any_order(values: dict[str, str]) -> None:
    assert contributions_hash(dict(reversed(values.items()))) == contributions_hash(values)


@given(st.lists(st.text("é3abc:,", min_size=1), min_size=1), st.sampled_from([" ", "\n", "\u00a0", " \t "]))
def test_how_words_are_spaced_or_their_accents_coded_changes_nothing(words: list[str], gap: str) -> None:
    form = RollForm("words")
    plain = read_roll(form, " ".join(words))
    assert read_roll(form, gap + gap.join(words) + gap) == plain
    assert read_roll(form, normalize("NFD", " ".join(words))) == plain


@given(st.text("0123456789", min_size=1, max_size=64), st.sampled_from([" ", "\n", "\u202f"]))
def test_digits_are_filled_up_with_zeros(digits: str, gap: str) -> None:
    form = roll_form(f"{len(digits)}x10")
    assert form is not None
    assert read_roll(form, gap.join(digits)) == (" ".join(digits), digits + "0" * (64 - len(digits)))


@given(hashes, hashes, st.integers(1, 10**9), hashes)
def test_plan_contributions_and_beacon_each_change_the_seed(
    a: str, b: str, number: int, signature: str
) -> None:
    assume(a != b)
    beacon = Beacon("chain", number, signature)
    later = beacon._replace(round=number + 1)
    seeds = [seed(a, b), seed(b, a), seed(a, a), seed(a, b, beacon), seed(a, b, later)]
    assert len(set(seeds)) == len(seeds)


@given(hashes)
def test_a_rehearsal_and_the_rings_have_stages_of_their_own(some: str) -> None:
    assert len({stage_seed(some, "panel"), stage_seed(some, "test/panel"), rings_seed(some)}) == 3
