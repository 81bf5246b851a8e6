"""A small dossier to write: a plan, then a draw, as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from support.dossiers import TOOL
from tirage.dossier.chain import Entry, append, read_chain

PLANNED: tuple[tuple[str, dict[str, object]], ...] = (
    ("open", {"spec": "tirage/2", "rehearsal": False}),
    ("quotas", {"sha256": "a" * 64}),
    ("pool", {"sha256": "b" * 64}),
    ("lottery", {"sha256": "c" * 64}),
    ("plan", {"act": "panel", "sha256": "d" * 64}),
)
DRAWN: tuple[tuple[str, dict[str, object]], ...] = (
    ("contribution", {"act": "panel", "id": "public", "text": "3 5 4 6"}),
    ("panel", {"number": 227}),
)


def recorded(acts: Sequence[tuple[str, dict[str, object]]], before: Sequence[Entry] = ()) -> dict[str, bytes]:
    """The journal files of some acts, a minute apart."""
    entries = list(before)
    for act, body in acts:
        entries.append(append(entries, act, body, f"2026-11-23T09:{len(entries):02}:00Z", TOOL))
    return {entry.name: entry.data for entry in entries[len(before) :]}


def planned() -> dict[str, bytes]:
    """Everything of a dossier before its draw."""
    return {
        "public/plan.json": b'{"seats":2}',
        "public/lottery.csv": b"p1,p2\np1,p3\n",
        "guarantors/pool.csv": b"pid\np1\np2\np3\n",
        "private/pool.csv": b"pid;name\np1;Zo\xc3\xa9\n",
        **recorded(PLANNED),
    }


def drawn(before: Mapping[str, bytes], number: int = 227) -> dict[str, bytes]:
    """What a draw adds to it."""
    acts = (*DRAWN[:-1], ("panel", {"number": number}))
    return {
        "public/panel.csv": f"pid\np{number}\n".encode(),
        "private/panel.csv": b"pid;name\np1;Zo\xc3\xa9\n",
        **recorded(acts, read_chain(before)),
    }


def on_disk(root: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones included."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
