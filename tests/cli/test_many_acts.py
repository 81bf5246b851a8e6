"""A journal of more than 9,999 acts: written, read back, shown, and verified by both verifiers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish
from support.dossiers import TOOL
from support.engine import Engine

from tirage.dossier import files as dossier
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, head, in_order, read_chain
from tirage.errors import VerificationFailed
from tirage.verify import verify
from tirage.verify.reading.dossier import read


def contests(before: Sequence[Entry], last: int) -> list[Entry]:
    """Acts that change nothing, up to number `last`: built directly, as many as it takes."""
    panel = next(sha256(entry.data) for entry in before if entry.type == "panel")
    body = {"act": "panel", "entry": panel, "reason": "Recours"}
    entries, prev = [], head(before)
    for number in range(len(before) + 1, last + 1):
        entries.append(Entry(number, "contested", before[-1].time, TOOL, prev, body))
        prev = sha256(entries[-1].data)
    return entries


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draw."""
    path = tmp_path_factory.mktemp("short") / "d"
    assert draw(PETIT / "volontaires.csv", path) == 0
    assert finish(path, "--seed", DICE) == 0
    return path


def test_ten_thousand_and_fifty_acts_are_read_and_verified_by_both(short: Path, engine: Engine) -> None:
    files = read(short)
    more = contests(read_chain(files), 10_050)
    files |= {entry.name: entry.data for entry in more}
    assert (more[-1].name, len(read_chain(files))) == ("journal/10050-contested.json", 10_050)
    # The numbers decide, and no order in which files come.
    report = engine.verify(dict(sorted(files.items(), reverse=True)))
    assert report.ok
    assert report.head == sha256(files["journal/10050-contested.json"])


@pytest.mark.parametrize("wrong", ["00007", "007", "10007"])
def test_a_number_is_written_in_one_way_only(short: Path, wrong: str) -> None:
    files = read(short)
    files[f"journal/{wrong}-panel.json"] = files.pop("journal/0007-panel.json")
    assert not verify(files).ok
    with pytest.raises(VerificationFailed):
        read_chain(files)


def test_numbers_decide_the_order_and_a_name_without_comes_last() -> None:
    names = ["journal/10000-a.json", "journal/9999-a.json", "journal/x", "journal/0001-a.json", "public/a"]
    assert in_order(names) == [names[3], names[1], names[0], names[2]]


def test_a_commit_that_crosses_the_boundary_is_rolled_forward_in_order(tmp_path: Path) -> None:
    """What a crash left half done: several acts at once, five digits among them."""
    first = Entry(9_998, "open", "2026-11-23T09:00:00Z", TOOL, "0" * 64, {})
    commit = tmp_path / ".tirage-commit"
    for folder in (tmp_path, commit):
        (folder / "journal").mkdir(parents=True)
    (tmp_path / first.name).write_bytes(first.data)
    prev = sha256(first.data)
    for number in (9_999, 10_000, 10_001):
        entry = Entry(number, "anchor", first.time, TOOL, prev, {})
        (commit / entry.name).write_bytes(entry.data)
        prev = sha256(entry.data)
    files = dossier.read(tmp_path)
    assert [name[8:13] for name in in_order(files)] == ["9998-", "9999-", "10000", "10001"]
    dossier.extend(
        tmp_path,
        prev,
        {"journal/10002-anchor.json": Entry(10_002, "anchor", first.time, TOOL, prev, {}).data},
    )
    assert sha256((tmp_path / "journal/10001-anchor.json").read_bytes()) == prev


def test_a_folder_may_hold_more_files_than_any_assembly_has(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    for number in range(10_001):
        (tmp_path / "public" / f"{number}.json").touch()
    assert len(read(tmp_path)) == 10_001
