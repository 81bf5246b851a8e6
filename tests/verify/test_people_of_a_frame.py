"""The people of a frame in passes over blocks: what is found is what one reader of everybody finds."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.dossiers import sha, table
from support.waves import FRAME_HEADER, by_hand, divided, leaves_of, root, someone, weighed_by_hand

from tirage.verify.checks.people import blocks, tickets
from tirage.verify.checks.people.blocks import InFile
from tirage.verify.checks.people.people import Frame, Homes
from tirage.verify.checks.people.tickets import EVERYBODY, Shares, bounds
from tirage.verify.checks.roll.weighing import key_of

STRATA = {"cards/F": 1, "cards/M": 1, "roll/F": 3, "roll/M": 1}
SEED = sha(b"seed")
Row = tuple[str, str, str, str]


def people_of(rows: Sequence[tuple[str, int]]) -> list[Row]:
    """Rows of a frame from (stratum, home) of each; 0, or a home of one, is none."""
    shared = Counter(home for _, home in rows)
    labels: dict[int, str] = {}
    found = []
    for pid, (stratum, home) in zip(sorted(map(someone, range(len(rows)))), rows, strict=True):
        if home and shared[home] > 1:
            labels.setdefault(home, f"h{len(labels) + 1}")
        found.append((pid, stratum, labels.get(home, ""), sha(pid.encode())))
    return found


def frame_of(people: Sequence[Row], *, size: int = 0, jobs: int = 1) -> Frame:
    files, _ = divided(people, size)
    names = sorted(files, key=lambda name: (len(name), name))
    counts = Counter(row[1] for row in people)
    return Frame(files, names, {code: counts[code] for code in STRATA}, jobs)


@pytest.fixture(params=[(4, 0), (16, 0), (1 << 16, 8)])
def cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Lines of a block, and people of a part."""
    lines, part = request.param
    monkeypatch.setattr(blocks, "SIZE", lines)
    monkeypatch.setattr(tickets, "MORE", 0)
    return int(part)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from(sorted(STRATA)), st.integers(0, 30)), min_size=1, max_size=90),
    letters=st.integers(0, 9),
    gone=st.integers(0, 6),
)
def test_letters_are_those_found_among_everybody(
    rows: list[tuple[str, int]], letters: int, gone: int, cut: int
) -> None:
    people = people_of(rows)
    frame = frame_of(people, size=cut if len(people) > cut else 0)
    frame.read()
    assert frame.root == root(leaves_of(people))
    before = {row[0] for row in people[:gone]}
    three = [row[:3] for row in people]
    plain = Shares({code: code for code in STRATA}, dict.fromkeys(STRATA, 1), dict.fromkeys(STRATA, letters))
    assert frame.select(plain, before, SEED) == by_hand(three, plain.letters, before, SEED)
    stream = {code: code.split("/")[0] for code in STRATA}
    heavy = Shares(stream, STRATA, {"cards": letters, "roll": 2 * letters})
    if cut:
        frame.foresee([(sha(SEED.encode()), heavy)])
    found = frame.select(heavy, before, sha(SEED.encode()))
    assert found == weighed_by_hand(three, heavy.letters, STRATA, before, sha(SEED.encode()))
    homes = {row[2] for row in people if row[2] and row[0] in before}
    left = Counter(row[1] for row in people if row[0] not in before and row[2] not in homes)
    assert +frame.eligible(before) == left
    free = [row for row in people if row[0] not in before and row[2] not in homes]
    first = {row[2] or row[0]: row[1] for row in reversed(free)}
    assert frame.homes_left(before) == Counter(first.values())


def test_bounds_lie_where_all_keys_below_one_are_and_are_worth_their_letters() -> None:
    people = {"cards/F": 40_000, "cards/M": 60_000, "roll/F": 30_000, "roll/M": 70_000}
    stream = {code: code.split("/")[0] for code in STRATA}
    shares = Shares(stream, STRATA, {"cards": 100, "roll": 100})
    cuts = bounds(shares, people, {"cards": 1, "roll": 1})
    heavy, light = int.from_bytes(cuts[b"roll/F"], "big"), int.from_bytes(cuts[b"roll/M"], "big")
    for ticket, weight in ((heavy, 3), (light, 1)):
        below, at = (key_of((ticket - less).to_bytes(32, "big"), weight) for less in (1, 0))
        assert below < at
    assert key_of(cuts[b"roll/F"], 3) == key_of(cuts[b"roll/M"], 1)
    expected = sum(people[code] * int.from_bytes(cuts[code.encode()], "big") / 2**256 for code in people)
    assert 2 * 190 < expected < 2 * 210
    assert set(bounds(shares, people, {"cards": 1 << 20, "roll": 1 << 20}).values()) == {EVERYBODY}


GOOD = people_of([("roll/F", place // 2 + 1) for place in range(24)])


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (lambda row: ("", *row[1:]), "not-ascending"),
        (lambda row: ("é", *row[1:]), "not-ascending"),
        (lambda row: (row[0], "roll/X", *row[2:]), "unknown-category"),
        (lambda row: (*row[:3], row[3].upper()), "wrong-value"),
        (lambda row: (*row[:3], row[3][1:]), "wrong-value"),
        (lambda row: (*row[:2], "h99", row[3]), "household"),
        (lambda row: (*row[:2], "h01", row[3]), "household"),
        (lambda row: (*row[:2], "1", row[3]), "household"),
        (lambda row: (*row[:2], "h99999999999", row[3]), "household"),
        (lambda row: (*row[:2], "", row[3]), "household-of-one"),
        (lambda row: (f'"{row[0]}"', *row[1:]), "needless-quotes"),
        (lambda row: (*row, ""), "line"),
        (lambda row: (*row[:3], f"{row[3]}\r"), "carriage-return"),
    ],
)
def test_the_first_fault_is_told_wherever_it_is(
    edit: object, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = 2 if word == "line" else 1
    monkeypatch.setattr(blocks, "SIZE", 8)
    people: list[tuple[str, ...]] = list(GOOD)
    people[13] = edit(people[13])  # type: ignore[operator]
    if word != "household-of-one":
        people[20] = (*people[20][:3], "late")
    lines = [",".join(row) for row in (FRAME_HEADER, *people)]
    data = "".join(f"{line}\n" for line in lines).encode()
    frame = Frame({"a.csv": data}, ["a.csv"], {"roll/F": 24}, jobs)
    with pytest.raises(InFile) as fault:
        frame.read()
    assert fault.value.shown.partition(":")[0] == word
    assert fault.value.file == ("" if word == "household-of-one" else "a.csv")
    if word == "line":
        assert fault.value.shown == "line: 15"


def test_order_and_households_go_on_from_block_to_block_and_from_part_to_part() -> None:
    good = frame_of(GOOD, size=8)
    good.read()
    assert (good.count, good.homes.sizes()) == (24, {2: 12})
    assert good.by_file == {f"guarantors/frame-{n}.csv": 8 for n in (1, 2, 3)}
    turned = [*GOOD[8:16], *GOOD[:8], *GOOD[16:]]
    for size in (0, 8):
        with pytest.raises(InFile, match="household"):
            frame_of(turned, size=size).read()
    later = [*GOOD[:8], *((pid, s, "", idc) for pid, s, _, idc in GOOD[16:]), *GOOD[8:16]]
    with pytest.raises(InFile, match="not-ascending"):
        frame_of(later, size=8).read()
    again = [*GOOD[:8], *((*row[:2], f"h{int(row[2][1:]) - 4}", row[3]) for row in GOOD[8:16])]
    # Numbers that begin again in the second part are of the first one's households.
    joined = frame_of(again, size=8)
    joined.read()
    assert joined.homes.sizes() == {4: 4}


def test_households_of_hundreds_are_counted() -> None:
    homes = Homes()
    assert homes.add(array("Q", [1] * 300 + [2, 2]), [b"s"] * 302) == -1
    assert homes.sizes() == {300: 1, 2: 1}


def test_a_file_is_cut_after_the_same_lines_however_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 5)
    data = table(FRAME_HEADER, *GOOD)

    class Dripping(dict[str, bytes]):
        def pieces(self, name: str) -> object:
            return (self[name][start : start + 7] for start in range(0, len(self[name]), 7))

    whole = list(blocks.blocks({"a": data}, ["a"]))
    assert list(blocks.blocks(Dripping(a=data), ["a"])) == whole
    assert [lines.data.count(b"\n") for lines in whole] == [5, 5, 5, 5, 4]
    assert all(one.number + 5 == other.number for one, other in pairwise(whole))


def crowded(weight: int) -> tuple[list[Row], Shares]:
    """Five who weigh much and 350 who do not, 250 of them at one home; forty letters for all of them."""
    codes = ["roll/F" if i % 71 == 0 else "roll/M" for i in range(355)]
    people = people_of([(code, int(code == "roll/M" and i % 7 > 1)) for i, code in enumerate(codes)])
    stream, weights = dict.fromkeys(STRATA, "roll"), {**STRATA, "roll/F": weight}
    return people, Shares(stream, weights, {"roll": 40})


@pytest.mark.parametrize("weight", [1000, 2**80])
def test_all_who_weigh_much_lie_below_a_bound_and_of_the_others_too_few(weight: int) -> None:
    people, shares = crowded(weight)
    frame = frame_of(people)
    frame.read()
    cut = bounds(shares, frame.counted, {"roll": 1})
    assert cut[b"roll/F"] == EVERYBODY > cut[b"roll/M"]
    three = [row[:3] for row in people]
    wanted = weighed_by_hand(three, shares.letters, shares.weight, set(), SEED)
    assert frame.select(shares, set(), SEED) == wanted
    assert len(wanted) == 40


def test_a_weight_that_is_larger_than_any_float() -> None:
    people, shares = crowded(10**400)
    frame = frame_of(people)
    frame.read()
    assert len(frame.select(shares, set(), SEED)) == 40


def test_a_home_is_not_looked_through_for_each_who_lives_there(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, met = [], Frame._met
    monkeypatch.setattr(
        Frame, "_met", lambda self, home, *rest: looked.append(home) or met(self, home, *rest)
    )
    frame = frame_of(people_of([("roll/M", 1)] * 300))
    frame.read()
    plain = Shares({code: code for code in STRATA}, dict.fromkeys(STRATA, 1), dict.fromkeys(STRATA, 5))
    assert len(frame.select(plain, set(), SEED)) == 1
    assert 0 < len(looked) < 10


def test_a_line_without_end_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive may unpack to one of a gigabyte."""
    read = 0

    class Endless(dict[str, bytes]):
        def pieces(self, _name: str) -> Iterator[bytes]:
            nonlocal read
            yield b"pid,stratum,household,idc\n"
            for read in range(1000):  # noqa: B007 - how far it was read is looked at
                yield b"a" * 1000

    monkeypatch.setattr(blocks, "MOST", 10_000)
    with pytest.raises(InFile, match="line"):
        list(blocks.blocks(Endless(), ["guarantors/frame-3.csv"]))
    assert read < 20
