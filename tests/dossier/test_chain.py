"""The chain of acts: what may follow what, and every way of tampering with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.recording import DRAWN, PLANNED, TOOL, recorded

from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.chain import AFTER, ASIDES, SITTING, START, append, groups, head, is_time, read_chain
from tirage.errors import Refused, VerificationFailed

WHOLE = recorded([*PLANNED, *DRAWN])
NAMES = sorted(WHOLE)


def code(files: dict[str, bytes]) -> str:
    with pytest.raises(VerificationFailed) as caught:
        read_chain(files)
    return caught.value.code


def edited(name: str, change: Callable[[dict[str, object]], object]) -> dict[str, bytes]:
    document = json.loads(WHOLE[name])
    change(document)
    return {**WHOLE, name: canonical(document)}


def test_what_is_appended_is_read_back() -> None:
    entries = read_chain({**WHOLE, "public/plan.json": b"{}"})
    assert [entry.type for entry in entries] == [act for act, _ in (*PLANNED, *DRAWN)]
    assert [entry.name for entry in entries] == NAMES
    assert all(entry.data == WHOLE[entry.name] for entry in entries)
    assert entries[0].prev == START
    assert head(entries) == sha256(WHOLE[NAMES[-1]])
    assert head([]) == START
    assert read_chain({}) == ()


def test_an_entry_is_the_document_of_the_formats() -> None:
    assert WHOLE["journal/0001-open.json"] == (
        b'{"body":{"rehearsal":false,"spec":"tirage/2"},"i":1,"prev":"' + b"0" * 64 + b'",'
        b'"time":"2026-11-23T09:00:00Z","tool":"' + TOOL.encode() + b'","type":"open","v":1}'
    )


SIGNS = {
    "open": "o",
    "regulation": "G",
    "key": "k",
    "rolls": "f",
    "frame": "F",
    "quotas": "q",
    "plan letters": "L",
    "contribution letters": "c",
    "letters": "l",
    "responses": "r",
    "addresses": "Q",
    "pool": "p",
    "lottery": "Y",
    "plan panel": "P",
    "contribution panel": "C",
    "beacon letters": "b",
    "beacon panel": "B",
    "panel": "d",
    "vacancy": "V",
    "unavailable": "u",
    "acceptance": "a",
    "unfilled": "x",
    "term": "t",
    "plan replacements": "1",
    "contribution replacements": "2",
    "beacon replacements": "3",
    "replacement": "4",
    "plan renewal": "5",
    "contribution renewal": "6",
    "beacon renewal": "7",
    "renewal": "8",
    "alternates": "A",
    "absence": "m",
    "void letters": "v",
    "void panel": "w",
    "void replacements": "9",
    "void renewal": "0",
    "leaving": "g",
    "correction": "R",
    "volunteers": "J",
    "plan standby": "S",
    "contribution standby": "y",
    "beacon standby": "H",
    "standby": "D",
    "void standby": "M",
    "plan alternates": "T",
    "contribution alternates": "Z",
    "beacon alternates": "W",
    "void alternates": "X",
    "successor": "U",
    "passed": "N",
    "lapse": "E",
    "close": "z",
    "erase": "e",
}


def is_lawful(signs: str) -> bool:
    """By a table of what a step needs before it, said the other way round than in `AFTER`."""
    needs = {
        "o": "^",
        "G": "oG",
        "k": "oG",
        "f": "k",
        "F": "f",
        "q": "oGFqlrQ",
        "L": "qlrQ",
        "c": "Lc",
        "b": "Lc",
        "l": "Lcb",
        "r": "lrQ",
        "Q": "lrQ",
        "p": "q",
        "Y": "p",
        "P": "Y",
        "C": "PC",
        "B": "PC",
        "d": "PCB",
        **dict.fromkeys("VuaxtAmgRJUNE15isSTK", "dVuaxtAmgRJUNE4890nsDMXK"),
        "A": "dVuaxtAmgRJUNE4890nsDMXTZWK",
        # Letters while a panel sits: their plan is never void.
        "j": "ij",
        "h": "ij",
        "n": "ijh",
        "2": "12",
        "3": "12",
        "4": "123",
        "6": "56",
        "7": "56",
        "8": "567",
        "y": "Sy",
        "H": "Sy",
        "D": "SyH",
        "M": "Sy",
        "Z": "TZ",
        "W": "TZ",
        "X": "TZ",
        "v": "Lc",
        "w": "PC",
        "9": "12",
        "0": "56",
        "z": "dVuaxtAmgRJUNE4890nsDMXKe",
        "e": "FqlrQdvwVuaxtAmgRJUNE4890nsDMXKz",
    }
    before_panel, panel, life = signs.partition("d")
    signs = before_panel + panel + life.translate(str.maketrans("LcblrQ", "ijhnsK"))
    return all(before in needs.get(sign, "") for before, sign in zip("^" + signs, signs, strict=False))


@given(st.lists(st.sampled_from(sorted(SIGNS)), max_size=9))
@example(["open", "key", "rolls", "frame", "quotas", "plan letters", "contribution letters", "letters"])
@example(["open", "key", "frame"])
@example(
    [
        "open",
        "key",
        "rolls",
        "frame",
        "quotas",
        "plan letters",
        "contribution letters",
        "letters",
        "addresses",
    ]
)
@example(["open", "key", "rolls", "frame", "quotas", "plan letters", "contribution letters", "addresses"])
@example(["open", "quotas", "pool", "lottery", "plan panel", "panel", "addresses", "vacancy"])
@example(["open", "quotas", "pool", "lottery", "plan panel", "panel", "panel"])
@example(["open", "quotas", "pool", "lottery", "plan letters"])
@example(
    [
        "open",
        "quotas",
        "pool",
        "lottery",
        "plan panel",
        "panel",
        "vacancy",
        "plan replacements",
        "replacement",
    ]
)
@example(["open", "quotas", "pool", "lottery", "plan panel", "panel", "plan replacements", "vacancy"])
@example(["open", "quotas", "pool", "lottery", "plan panel", "panel", "plan letters", "letters", "vacancy"])
@example(["open", "quotas", "pool", "lottery", "plan panel", "panel", "plan letters", "void letters"])
@example(["open", "quotas", "pool", "lottery", "plan panel", "panel", "plan replacements", "renewal"])
def test_only_a_lawful_order_can_be_written(steps: list[str]) -> None:
    expected = is_lawful("".join(SIGNS[step] for step in steps))
    acts = [(act, {"act": of} if of else {}) for act, _, of in (step.partition(" ") for step in steps)]
    with nullcontext() if expected else pytest.raises(Refused, match=r"\[journal\.order\]$"):
        recorded(acts)


@pytest.mark.parametrize("aside", ASIDES)
@given(at=st.integers(0, len(PLANNED) + len(DRAWN)))
def test_what_is_said_aside_changes_nothing_of_what_may_follow(aside: str, at: int) -> None:
    acts: list[tuple[str, dict[str, object]]] = [*PLANNED, *DRAWN]
    acts[at:at] = [(aside, {}), (aside, {})]
    with nullcontext() if at else pytest.raises(Refused, match=r"\[journal\.order\]$"):
        read_chain(recorded(acts))


def test_every_step_is_told_apart() -> None:
    assert set(SIGNS) == {place.removesuffix(SITTING) for place in AFTER} - {""}


def test_a_second_draw_is_refused() -> None:
    with pytest.raises(Refused, match=r"\[journal\.order\]$"):
        append(read_chain(WHOLE), "panel", {"number": 1}, "2026-11-23T10:00:00Z", TOOL)


def test_a_clock_that_runs_backwards_is_refused() -> None:
    entries = read_chain({name: WHOLE[name] for name in NAMES[:5]})
    with pytest.raises(Refused, match=r"\[journal\.time\]$"):
        append(entries, "panel", {}, "2026-11-23T08:59:59Z", TOOL)
    # Two acts within a second are lawful.
    append(entries, "panel", {}, entries[-1].time, TOOL)


@pytest.mark.parametrize(
    "time", ["", "2026-11-23", "2026-11-23T09:00:00+01:00", "2026-13-01T00:00:00Z", "٢026"]
)
def test_a_time_that_is_no_utc_time_to_the_second(time: str) -> None:
    assert not is_time(time)
    with pytest.raises(ValueError):
        append([], "open", {}, time, TOOL)


def test_a_body_that_is_no_canonical_document() -> None:
    with pytest.raises(ValueError):
        append([], "open", {"share": 0.5}, "2026-11-23T09:00:00Z", TOOL)


@pytest.mark.parametrize("name", NAMES[:-1])
def test_an_entry_removed(name: str) -> None:
    files = {other: data for other, data in WHOLE.items() if other != name}
    assert code(files) == "journal.name"


def test_two_entries_exchanged() -> None:
    first, second = NAMES[1], NAMES[2]
    assert code({**WHOLE, first: WHOLE[second], second: WHOLE[first]}) == "journal.name"


def test_an_entry_removed_and_the_rest_renumbered() -> None:
    files = {name: WHOLE[name] for name in NAMES[:3]}
    moved = json.loads(WHOLE[NAMES[4]]) | {"i": 4}
    assert code({**files, "journal/0004-plan.json": canonical(moved)}) == "journal.prev"


@pytest.mark.parametrize("name", NAMES)
def test_a_byte_flipped_anywhere(name: str) -> None:
    for place in range(len(WHOLE[name])):
        data = bytearray(WHOLE[name])
        data[place] ^= 1
        changed = {**WHOLE, name: bytes(data)}
        if name == NAMES[-1]:
            # The last entry has none after it to hold its hash: only the head tells.
            try:
                assert head(read_chain(changed)) != head(read_chain(WHOLE))
            except VerificationFailed:
                continue
        else:
            assert code(changed).startswith("journal.")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.update(v=2), "journal.form"),
        (lambda d: d.update(v=True), "journal.form"),
        (lambda d: d.update(extra=1), "journal.form"),
        (lambda d: d.pop("tool"), "journal.form"),
        (lambda d: d.update(body=[]), "journal.form"),
        (lambda d: d.update(time="now"), "journal.form"),
        (lambda d: d.update(prev="0" * 64), "journal.prev"),
        (lambda d: d.update(i=7), "journal.name"),
        (lambda d: d.update(type="panel"), "journal.name"),
        (lambda d: d.update(time="2026-11-23T08:00:00Z"), "journal.clock"),
    ],
)
def test_an_entry_that_is_not_what_its_place_requires(
    change: Callable[[dict[str, object]], object], expected: str
) -> None:
    assert code(edited("journal/0003-pool.json", change)) == expected


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"v":1,"v":1}', b"1e400"])
def test_what_is_no_entry_at_all(data: bytes) -> None:
    assert code({"journal/0001-open.json": data}) == "journal.form"


def test_the_same_document_in_other_bytes() -> None:
    assert code({**WHOLE, NAMES[0]: WHOLE[NAMES[0]] + b"\n"}) == "journal.form"


def test_an_unlawful_order_cannot_be_read_either() -> None:
    document = json.loads(WHOLE[NAMES[1]]) | {"type": "panel"}
    assert code({NAMES[0]: WHOLE[NAMES[0]], "journal/0002-panel.json": canonical(document)}) == "journal.act"


def test_a_stranger_in_the_folder() -> None:
    assert code({**WHOLE, "journal/notes.txt": b""}) == "journal.name"


def test_groups_read_aloud() -> None:
    digest = head(read_chain(WHOLE))
    assert [len(group) for group in groups(digest).split(" ")] == [8] * 8
    assert groups(digest).replace(" ", "") == digest
