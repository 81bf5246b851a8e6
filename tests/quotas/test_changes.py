"""The changes that a quota file says led to it: read, written, and refused where they do not lead there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusals import codes, criteria, file, refused

from tirage.quotas.amendments import Amendment, Move
from tirage.quotas.checks import build
from tirage.quotas.drafts import Findings
from tirage.quotas.model import Quotas
from tirage.quotas.read import read_quotas
from tirage.quotas.yaml_file import one_line, read_yaml
from tirage.quotas.yaml_text import yaml_text
from tirage.tabular.cells import clean, fold

QUOTAS = criteria("g: {a: {minimum: 1, maximum: 10}, b: {minimum: 0, maximum: 10, min_flex: 0}}")
ROW = "{criterion: g, category: a, limit: minimum, from: 2, to: 1}"


def changed(*rows: str, date: str = "'2026-11-23'", reason: str = "Peu de « a »", sha: str = "a" * 64) -> str:
    """One change of these rows."""
    head = f"- date: {date}\n  reason: {reason}\n  from_sha256: {sha}\n  rows:\n"
    return head + "".join(f"  - {row}\n" for row in rows)


def test_changes_are_read_and_written_the_same(tmp_path: Path) -> None:
    text = QUOTAS + "source: Insee\nnote: à revoir\nchanges:\n" + changed(ROW)
    read = read_quotas(file(tmp_path, "q.yaml", text), seats=10)
    (change,) = read.changes
    (move,) = change.moves
    assert (change.date, change.reason, move.before, move.after) == ("2026-11-23", "Peu de « a »", 2, 1)
    again = yaml_text(read.quotas, read.changes, source=read.source, note=read.note)
    written = read_quotas(file(tmp_path, "w.yaml", again), seats=10)
    assert (written.quotas, written.changes, written.source, written.note) == (
        read.quotas,
        read.changes,
        "Insee",
        "à revoir",
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (changed(ROW, date="2026-02-30"), "quotas.changes.date"),
        (changed(ROW, date="hier"), "quotas.changes.date"),
        (changed(ROW, reason="' '"), "quotas.changes.reason.blank"),
        (changed(ROW, reason="x" * 501), "quotas.changes.reason.long"),
        (changed(ROW, reason='"a\\u202Eb"'), "quotas.changes.reason.hidden"),
        (changed(ROW, reason='"caf\\uDCE9"'), "quotas.changes.reason.hidden"),
        (changed(ROW, sha="A" * 64), "quotas.changes.sha256"),
        (changed(ROW.replace("minimum", "mini")), "quotas.changes.limit"),
        (changed(ROW.replace("category: a", "category: c")), "quotas.changes.unknown"),
        (changed(ROW.replace("to: 1", "to: 0")), "quotas.changes.end"),
        (changed(ROW.replace("from: 2", "from: 5").replace("to: 1", "to: 3"), ROW), "quotas.changes.gap"),
        (changed(ROW.replace(", to: 1", "")), "quotas.key.missing"),
        (changed(ROW.replace("to: 1", "to: un")), "quotas.number.text"),
        ("  {}\n", "quotas.yaml.list"),
    ],
)
def test_a_change_that_is_wrong(changes: str, code: str, tmp_path: Path) -> None:
    path = file(tmp_path, "q.yaml", QUOTAS + "changes:\n" + changes)
    assert code in [found for found, _ in codes(refused(lambda: read_quotas(path, seats=10)))]


def test_a_change_before_the_one_above_it(tmp_path: Path) -> None:
    other = "{criterion: g, category: b, limit: maximum, from: 9, to: 10}"
    text = QUOTAS + "changes:\n" + changed(ROW) + changed(other, date="'2026-11-22'")
    path = file(tmp_path, "q.yaml", text)
    assert [code for code, _ in codes(refused(lambda: read_quotas(path, seats=10)))] == [
        "quotas.changes.order"
    ]


NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"], exclude_characters="×"), min_size=1
).map(lambda name: clean(name) or "x")
"""Names as a file may have them: `no`, `1.0`, `~`, `- a`, `a: b`, `#`, an emoji."""
ODD = st.sampled_from(
    ["no", "1.0", "012", "~", "null", "<<", "- a", "a: b", "#a", "'", '"', "{}", "*a", "&a", "?"]
)


@given(
    st.lists(NAMES | ODD, min_size=2, max_size=5, unique_by=fold),
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40).map(one_line),
)
def test_whatever_the_names_the_file_says_the_same(names: list[str], reason: str) -> None:
    first, *others = names
    quotas = Quotas.of({first: dict.fromkeys(others, (1, 2, 0, None))})
    move = Move(first, others[0], "minimum", 2, 1)
    changes = (Amendment("2026-11-23", reason, "a" * 64, (move,)),)
    text = yaml_text(quotas, changes, source=reason)
    findings = Findings("q.yaml")
    drafts = read_yaml(text, 10, findings)
    assert not findings.defects
    assert build(drafts) == quotas
    assert (drafts.changes, drafts.source) == (changes, reason)
