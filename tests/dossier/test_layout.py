"""The paths and the types that the product names are those of the published specification."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import tirage
from tirage.assembly.departures import KINDS
from tirage.dossier import layout
from tirage.dossier.chain import ASIDES, STATED
from tirage.dossier.entries import FORMS, Departure, Leavers, Leaving, Unavailable
from tirage.rules.sections import CAUSES

SPEC = Path(tirage.__file__).parent / "spec"
ACTS = json.loads((SPEC / "acts.json").read_text(encoding="utf-8"))
LAYOUT = json.loads((SPEC / "layout.json").read_text(encoding="utf-8"))
OF_A_DRAW = (
    "QUOTAS",
    "COUNTS",
    "LOTTERY",
    "CERTIFICATE",
    "PLAN",
    "PANEL",
    "SEATS",
    "POOL",
    "CHANCES",
    "SITTING",
)


def named_by_the_product() -> Iterator[str]:
    """Every published path that an entry brings, of a first wave, round, list and later draw."""
    yield from (layout.FRAME, layout.RULES, layout.PIDS, layout.RECEIPTS, layout.ANNOUNCED, layout.COHORTS)
    yield from (
        layout.ROLLS,
        layout.GEOGRAPHY,
        layout.ALTERNATES.format(1),
        layout.REGULATION.format(1),
        layout.part_path(1),
    )
    yield from (layout.joined_path(1), layout.joined_receipts_path(1))
    numbered = (layout.plan_path, layout.strata_path, layout.drawn_path)
    yield from (path(1) for path in (*numbered, layout.responses_path, layout.answers_path))
    for act in ("panel", "replacements/1"):
        yield from (layout.path_in_draw(getattr(layout, name), act) for name in OF_A_DRAW)


def test_the_layout_is_that_of_the_specification() -> None:
    values = {"number": 1, "round": 1, "list": 1, "part": 1, "edition": 1, "act": "replacements-1"}
    specified = {file["path"].format(**values) for files in LAYOUT.values() for file in files}
    # The seats of those who stay are a file of later draws only.
    assert set(named_by_the_product()) - {layout.SITTING} == specified


def test_the_types_of_entries_are_those_of_the_specification() -> None:
    types = ACTS["types"]
    assert set(FORMS) == set(types)
    assert set(ASIDES) == {name for name, each in types.items() if each.get("aside")}
    assert set(STATED) | {"close", "standby"} == {name for name, each in types.items() if "stated" in each}
    later = {each["of"]: name for name, each in types.items() if "of" in each}
    assert {"panel": "panel", **later} == layout.RESULTS


def test_the_kinds_of_departure_are_those_of_the_specification() -> None:
    departures = ACTS["departures"]
    assert tuple(ACTS["causes"]) == CAUSES == tuple(sorted(CAUSES))
    assert get_args(Departure.model_fields["kind"].annotation) == tuple(departures)
    ruled = {kind: each["rule"] for kind, each in departures.items() if "rule" in each}
    assert get_args(Leaving.model_fields["kind"].annotation) == tuple(ruled)
    assert set(Leavers.model_fields) == set(ruled.values())
    assert {name for name, kind in KINDS.items() if kind.departs} == set(departures) - {"term"}
    of_anyone = tuple(name for name, each in departures.items() if not each.get("seated"))
    assert get_args(Unavailable.model_fields["kind"].annotation) == of_anyone
    assert {name for name, kind in KINDS.items() if kind.departs and kind.without_seat} == set(of_anyone)


def test_the_numbers_of_files_are_found_again() -> None:
    files = [layout.drawn_path(2), layout.drawn_path(11), layout.strata_path(3), layout.answers_path(4)]
    assert layout.numbers_of(files, layout.drawn_path) == [2, 11]
    assert layout.numbers_of(files, layout.answers_path) == [4]
    assert layout.numbers_of(files, layout.responses_path) == []
