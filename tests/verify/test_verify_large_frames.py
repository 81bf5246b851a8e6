"""A frame is read in pieces, its tree made of blocks, letters are of who may come first: all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import pytest
from support.engine import Engine
from support.waves import Hat, root, sealed, someone

from tirage.verify import Report, verify

FRAME = "guarantors/frame.csv"
MIB = 2**20


def status(report: Report, code: str) -> list[str]:
    return [check.status for check in report.checks if check.code == code]


def of_strata(people: list[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
    """(pid, stratum, household) in both strata by turns, from pids and households."""
    return tuple((pid, ("cards/M", "roll/F")[i % 2], home) for i, (pid, home) in enumerate(sorted(people)))


@pytest.mark.parametrize("longest", [MIB // 8, MIB + 1])
def test_a_row_that_lies_across_two_pieces_or_is_longer_than_one(longest: int) -> None:
    people = [(someone(i) + "x" * (longest - 32), "") for i in range(40 * MIB // longest // 8)]
    assert verify(sealed(Hat(of_strata(people), letters=(4, 2)))).ok


@pytest.mark.parametrize("waves", [(7, 3), (2, 2, 2)])
def test_a_home_so_large_that_most_who_come_first_live_in_it(waves: tuple[int, ...]) -> None:
    # Of 400 people 20 have a home of their own: many times the letters are of the shelter.
    people = [(someone(i), "h1" if i % 20 else "") for i in range(400)]
    assert verify(sealed(Hat(of_strata(people), letters=waves))).ok


def test_a_tree_of_more_leaves_than_a_block_has() -> None:
    pids = sorted(f"{i:x}".rjust(32, "0") for i in range(2**16 + 3))
    idc = "ab" * 32
    leaves = [sha256(f"\0tirage1|roll|{pid}|roll/F|{idc}".encode()).digest() for pid in pids]
    files = sealed()
    files[FRAME] = b"".join(
        [b"pid,stratum,household,idc\n", *(f"{pid},roll/F,,{idc}\n".encode() for pid in pids)]
    )
    report = verify(files)
    (check,) = (check for check in report.checks if check.code == "frame.root")
    assert check.got == root_of_hashes(leaves)


def root_of_hashes(level: list[bytes]) -> str:
    """Pairs level by level, the odd one out rises as it is."""
    while len(level) > 1:
        pairs = [sha256(b"\1" + b"".join(level[i : i + 2])).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0].hex()


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no line end": lambda data: data[:-1],
    "header alone": lambda data: data[: data.index(b"\n") + 1],
    "half a header": lambda data: data[:10],
    "header with quotes": lambda data: data.replace(b"pid", b'"pid"', 1),
    "BOM": lambda data: b"\xef\xbb\xbf" + data,
    "BOM of a line": lambda data: data.replace(b"\n", b"\n\xef\xbb\xbf", 1),
    "latin-1": lambda data: data.replace(b"/M", b"/\xe9").replace(b"/F", b"/\xe9"),
    "carriage return": lambda data: data.replace(b"\n", b"\r\n", 1),
    "quotes about a cell": lambda data: re.sub(rb"(?m)(roll/F|cards/M)", rb'"\1"', data, count=1),
    "needed quotes": lambda data: data.replace(b"\n", b'\n"a,b",', 1),
    "open quotes": lambda data: data[:-1] + b'"\n',
    "a cell more": lambda data: data[:-1] + b",\n",
    "a line twice": lambda data: data + data.splitlines(keepends=True)[-1],
    "lines turned round": lambda data: b"".join([*(rows := data.splitlines(True))[:1], *rows[:0:-1]]),
    "another stratum": lambda data: data.replace(b"roll/", b"rolls/").replace(b"cards/", b"card/"),
    "a short idc": lambda data: data[:-2] + b"\n",
    "a household too far": lambda data: data.replace(b",h", b",h9"),
    "a household of none": lambda data: data.replace(b",,", b",h0,", 1),
    "a household of one": lambda data: data.replace(b",h", b",,h", 1).replace(b",,h", b",", 1),
}


def test_both_verifiers_tell_the_same_fault_of_a_frame_and_of_its_parts(engine: Engine) -> None:
    for size in (0, 4):
        genuine = sealed(Hat(part=size))
        names = [name for name in genuine if name.startswith("guarantors/frame")]
        some = dict.fromkeys((names[0], names[-1]))
        variants = [{**genuine, name: spoil(genuine[name])} for name in some for spoil in SPOILED.values()]
        variants += [{**genuine, one: genuine[other]} for one, other in pairwise(names)]
        variants += [{name: data for name, data in genuine.items() if name != one} for one in names]
        variants += [{**genuine, f"guarantors/frame-{len(names) + 1}.csv": genuine[names[-1]]}]
        assert engine.verify(genuine).ok
        assert not any(report.ok for report in engine.verify_each(genuine, variants))


def test_the_two_ways_to_make_a_tree_agree() -> None:
    leaves = [f"{i}".encode() for i in range(11)]
    assert root_of_hashes([sha256(b"\0" + leaf).digest() for leaf in leaves]) == root(leaves)


def test_strata_whose_codes_are_mixed_alike_are_told_apart(engine: Engine) -> None:
    """The page finds them by a number that somebody can make the same for as many as they like."""
    codes = ["roll/AaAa", "roll/AaBB", "roll/BBAa", "roll/BBBB"]
    people = tuple((pid, codes[i % 4], home) for i, (pid, _, home) in enumerate(Hat().people))
    report = engine.verify(sealed(Hat(people=people, letters=())))
    assert [each.status for each in report.checks if each.code == "frame.people"] == ["ok"]
