"""Files made to stop a verifier: whatever is in them is a failed check, and no check is lost for it."""

from __future__ import annotations

import json
import re
import tracemalloc
from dataclasses import replace
from functools import wraps
from typing import Any

import pytest
from support.assemblies import Assembly, retold
from support.ceremonies import held
from support.corpus import PACKS, files_of
from support.dossier_cases import COLUMNS, EVEN
from support.dossiers import Files, canon, dossier
from support.instances import Instance
from support.objective_cases import CAPPED
from support.packing import packed_for
from support.spoiling import HUGE, headers, spoilt
from support.waves import answered

from tirage.verify import Family, Report, checklist, verify
from tirage.verify.checks.roll.letters import WHOLE_WAVE
from tirage.verify.reading.documents import LONGEST_LINE
from tirage.verify.words import text

ONE = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
SOME = Instance(FEATURES, ("",) * len(FEATURES), ONE, 3)


def lived() -> Files:
    """An assembly with a list of alternates, of whom one leaves and is replaced, until its end."""
    assembly = Assembly(SOME)
    assembly.begin()
    assembly.list_alternates(2)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    assembly.end_term()
    return assembly.files


KINDS: dict[str, Files] = {
    "panel": dossier(EVEN),
    "columns": dossier(COLUMNS),
    "objective": dossier(CAPPED),
    "ceremony": held(),
    "letters": answered(),
    "life": lived(),
    "pack": packed_for("auditors", dossier(EVEN)),
}


def failed(report: Report) -> set[str]:
    return {check.code for check in report.checks if check.status == "failed"}


def numbers(report: Report) -> set[str]:
    """Numbers of the checks; (11) has what was found besides, which a file may no longer say."""
    return {check.number for check in report.checks if not check.number.startswith("11.")}


# --- The two that were found, and their kinds --------------------------------------------------------------

ANSWERS = "guarantors/responses-1.csv"


@pytest.mark.parametrize("place", range(len(list(headers(b"", b"")))))
def test_a_header_of_answers_that_no_reader_of_csv_takes(place: int) -> None:
    line, newline, rest = KINDS["letters"][ANSWERS].partition(b"\n")
    report = verify({**KINDS["letters"], ANSWERS: list(headers(line, newline + rest))[place]})
    assert "responses.letters" in failed(report)
    assert ANSWERS in {check.file for check in report.checks if check.status == "failed"}


@pytest.mark.parametrize("cell", [HUGE, b"\r", b"\0", b'"', b"a\nb"], ids=lambda cell: repr(cell[:6]))
@pytest.mark.parametrize("kind", ["panel", "letters", "life"])
def test_a_cell_of_any_table_that_no_reader_of_csv_takes(kind: str, cell: bytes) -> None:
    files = KINDS[kind]
    for name in (name for name in files if name.endswith(".csv")):
        line, newline, rest = files[name].partition(b"\n")
        for data in (
            line + cell + newline + rest,
            line + newline + cell + rest,
            files[name][:-1] + cell + b"\n",
        ):
            report = verify({**files, name: data})
            assert re.split(r"[-./]", name)[1] in " ".join(
                f"{check.file} {check.got}" for check in report.checks if check.status == "failed"
            )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("public/certificate.json", b"[" + b"0," * 2**20 + b"0]"),
        ("guarantors/pool.csv", b"," * 2**20 + b"\n"),
        ("guarantors/pool.csv", b'"a,b"' + b"," * 2**20 + b"\n"),
    ],
)
def test_a_file_of_which_more_is_made_than_fits_in_a_memory(name: str, data: bytes) -> None:
    """Sixty-four megabytes of brackets were two gigabytes of lists."""
    report = verify({**KINDS["panel"], name: data})
    assert any("too-much" in check.got for check in report.checks if check.status == "failed")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("panel", "public/lottery.csv"),
        ("panel", "public/counts.csv"),
        ("panel", "guarantors/pool.csv"),
        ("letters", "public/letters-1-strata.csv"),
    ],
)
def test_a_table_of_many_lines_takes_no_more_memory_than_a_few_times_its_size(kind: str, name: str) -> None:
    """A gigabyte of them would stop whoever verifies: short lines were eighty times as long in memory."""
    genuine = KINDS[kind]
    header, first, *_ = genuine[name].split(b"\n")
    before = peak(genuine)
    for line in (b"aaa\n", first + b"\n", b"a" * 99 + "\U0001f600\n".encode()):
        data = header + b"\n" + line * (SIZE // len(line))
        assert peak({**genuine, name: data}) < 4 * len(data) + before


SIZE = 2**18


def peak(files: Files) -> int:
    """Bytes that Python has at most while a dossier is verified."""
    tracemalloc.start()
    try:
        checklist.verify(files)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_longer_than_any_table_has() -> None:
    """It is refused before anything is made of it, and a line that is just not too long is read."""
    header = KINDS["panel"]["guarantors/pool.csv"].partition(b"\n")[0] + b"\n"
    said = {}
    for size in (LONGEST_LINE, LONGEST_LINE + 1):
        report = verify({**KINDS["panel"], "guarantors/pool.csv": header + b"a" * size + b"\n"})
        said[size] = next(check.got for check in report.checks if check.code == "pool.form")
    assert [*said.values()] == ["line: 2", "too-much"]


TIMES = [
    "garbage",
    "",
    "2026-02-30T10:00:00Z",
    "9999-99-99T00:00:00Z",
    "\0",
    "１２３４-11-23T10:00:00Z",
    "x" * 200_000,
]


@pytest.mark.parametrize("time", TIMES, ids=lambda time: repr(time[:12]))
@pytest.mark.parametrize("kind", ["letters", "life"])
def test_a_time_that_is_none_in_a_former_dossier(time: str, kind: str) -> None:
    """Those invited by the former assembly are looked up by the day of their letters."""
    successor = Assembly(SOME, after=_closed(), cooling=36).files
    opened = retold(successor, lambda acts: acts[0][1]["cooling_off"].update(invited=120, members=120))
    met = {"letters": "guarantors/letters-1.csv", "life": "public/panel.csv"}[kind]
    again = KINDS[kind][met].split()[1].split(b",")[0]
    pool = opened["guarantors/pool.csv"]
    opened = {**opened, "guarantors/pool.csv": pool.replace(pool.split()[1].split(b",")[0], again, 1)}
    for former in _with_time(KINDS[kind], time):
        report = checklist.verify(opened, None, Family((former,)))
        assert text(report, "fr") and text(report, "en")
        assert {"next.link", "next.cooling"} <= {check.code for check in report.checks}
        assert "next.cooling" in failed(report)


def _closed() -> Assembly:
    assembly = Assembly(SOME)
    assembly.begin()
    assembly.end_term()
    return assembly


def _with_time(files: Files, time: str) -> list[Files]:
    """The dossier with the time of each of its entries put in the place of the true one, once each."""
    names = [name for name in files if name.startswith("journal/")]
    return [{**files, name: canon({**json.loads(files[name]), "time": time})} for name in names]


# --- Any file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_stops_no_verifier_and_takes_no_check_away(kind: str) -> None:
    files = KINDS[kind]
    whole = numbers(verify(files))
    for name, other in spoilt(files, 60, seed=len(kind)):
        report = verify(other)
        assert text(report, "fr") and text(report, "en")
        assert whole <= numbers(report), f"{name}: {sorted(whole - numbers(report))} lost"
        assert not report.ok or other == files, name
        assert all(check.got != "unexpected" for check in report.checks), name


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_in_turn_that_says_nothing_takes_no_check_away(kind: str) -> None:
    files = KINDS[kind]
    whole = numbers(verify(files))
    for name in files:
        for data in (b"", b"{}", b"[", b"\n"):
            report = verify({**files, name: data})
            assert whole <= numbers(report), f"{name}: {sorted(whole - numbers(report))} lost"


def test_entries_renamed_so_that_what_they_bring_is_not_asked_for() -> None:
    """Of each type of entry: whatever is checked of a dossier is there without them, failed or not made."""
    seen: set[str] = set()
    for name in ("ceremony", "letters", "life", "joined", "standby", "passed", "cumulated", "corrected"):
        whole = files_of(PACKS / f"genuine_{name}.zip")
        wanted = numbers(verify(whole))
        entries = sorted(each for each in whole if each.startswith("journal/"))
        for kind in {each[:-5].partition("-")[2] for each in entries} - seen:
            seen.add(kind)
            names = {each: each.replace(f"-{kind}.", "-nothing.") for each in entries}
            report = verify({names.get(each, each): data for each, data in whole.items()})
            assert wanted <= numbers(report), f"{name}, {kind}: {sorted(wanted - numbers(report))} lost"
            assert not report.ok
    assert {"rolls", "frame", "contribution", "successor", "volunteers", "correction"} <= seen


def test_a_list_of_alternates_before_the_panel_that_orders_it_stops_no_verifier() -> None:
    files = KINDS["life"]
    names = {name.partition("-")[2]: name for name in files if name.startswith("journal/")}
    panel, alternates = names["panel.json"], names["alternates.json"]
    report = verify({**files, panel: files[alternates], alternates: files[panel]})
    assert {"order.types", "life.alternates"} <= failed(report)
    assert [check.number for check in report.checks if check.got == "unexpected"] == []


def test_an_entry_named_like_what_every_object_of_javascript_has_is_only_unknown() -> None:
    files = KINDS["panel"]
    last = max(name for name in files if name.startswith("journal/"))
    entry = {**json.loads(files[last]), "type": "constructor"}
    report = verify({**files, "journal/0099-constructor.json": canon(entry)})
    assert {"documents.shape"} <= failed(report)
    assert [check.number for check in report.checks if check.got == "unexpected"] == []


@pytest.mark.parametrize("odd", ["", None, 0, False, [], {}, [1], "x"])
def test_an_odd_word_for_the_hash_of_the_cohorts_is_read_alike(odd: object) -> None:
    """Whether an entry brings a file follows from what both verifiers take for nothing said."""
    files = KINDS["life"]
    name = next(name for name in files if name.endswith("-alternates.json"))
    entry = json.loads(files[name])
    term = canon({**entry, "type": "term", "body": {"sha256": odd}})
    report = verify({**files, name.replace("alternates", "term"): term})
    cohorts = "public/cohorts.csv"
    present = next(check for check in report.checks if check.code == "files.present")
    assert (cohorts in present.got) == (odd != "")


@pytest.mark.parametrize("wave", [1, 2])
def test_a_wave_with_a_spoilt_plan_keeps_its_checks(wave: int) -> None:
    """Each wave has its own line, whatever the other one says."""
    files = KINDS["letters"]
    codes = [check.code for check in verify(files).checks]
    spoilt_codes = [
        check.code for check in verify({**files, f"public/letters-{wave}-plan.json": b"{}"}).checks
    ]
    assert all(
        spoilt_codes.count(code) >= codes.count(code) for code in codes if not code.startswith("beyond.")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_genuine_dossier_nothing_is_said_to_have_been_blocked(kind: str) -> None:
    report = verify(KINDS[kind])
    assert report.ok
    assert [check.number for check in report.checks if check.got in {"blocked", "unexpected"}] == []


# --- What nobody foresaw ----------------------------------------------------------------------------------


TABLES = {
    "record": (checklist.RECORD, "life"),
    "roll": (checklist.ROLL, "letters"),
    "letters": (WHOLE_WAVE, "letters"),
    "planned": (checklist.PLANNED, "panel"),
    "quotas": (checklist.QUOTAS, "panel"),
    "draw": (checklist.DRAW, "columns"),
    "life": (checklist.LIVED, "life"),
    "beyond": (checklist.BEYOND, "panel"),
}


def functions() -> list[tuple[str, Any]]:
    """Every fact and every check, by the table that has it."""
    return [
        (name, function)
        for name, (table, _) in TABLES.items()
        for function in dict.fromkeys([f.make for f in table.facts.values()] + [r.judge for r in table.rows])
    ]


@pytest.mark.one_verifier
@pytest.mark.parametrize(
    ("name", "function"), functions(), ids=[f"{name} {f.__name__}" for name, f in functions()]
)
def test_a_fact_or_a_check_that_nobody_foresaw_to_stop_is_a_failed_check(
    name: str, function: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, kind = TABLES[name]
    files = KINDS[kind]
    whole, called = numbers(verify(files)), []

    @wraps(function)
    def stop(**_: object) -> object:
        called.append(function)
        raise IndexError

    for fact in table.facts:
        if table.facts[fact].make is function:
            monkeypatch.setitem(table.facts, fact, replace(table.facts[fact], make=stop))
    rows = [replace(row, judge=stop) if row.judge is function else row for row in table.rows]
    monkeypatch.setattr(table, "rows", rows)
    report = verify(files)
    assert whole <= numbers(report)
    assert any(check.got == "unexpected" for check in report.checks) == bool(called) == (not report.ok)
