"""Attacks on quotas that bind two criteria at once, and on nothing that a single criterion would notice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.attacks import body, caught, edited, failures, rehashed, retold
from support.dossier_cases import CROSSED
from support.dossiers import contents, dossier, numbered, promises, ring_seed, seal, sha

QUOTAS = "public/quotas.json"
FAIR = (
    {
        "value": "1/5",
        "profiles": [0, 1, 2, 3],
        "people": 10,
        "proof": {"nu": "1", "quotas": {}, "households": {}},
    },
)
"""What would be fair without the crossing."""
UNCROSSED = replace(
    CROSSED,
    crossings=(),
    turns=(
        {("F", "a"): 2}, {("F", "a"): 2}, {("F", "b"): 1, ("M", "a"): 1},
        {("F", "b"): 1, ("M", "b"): 1}, {("M", "a"): 1, ("M", "b"): 1},
    ),
    levels=FAIR,
)  # fmt: skip


def with_cell(low: int, high: int):
    """The same case with other bounds of the cell that binds, its proofs as they were."""
    (of, (binding, other)) = CROSSED.crossings[0]
    return replace(CROSSED, crossings=((of, ((binding[0], low, high), other)),))


def without_crossings(document):
    del document["crossings"]


def lottery_of(files):
    return [tuple(line.split(",")) for line in files["public/lottery.csv"].decode().splitlines()]


# --- A panel -----------------------------------------------------------------------------------------


def test_a_panel_that_breaks_only_the_crossing():
    """Everything re-hashed, numbered and counted again: gender and zone still add up."""
    files = contents(CROSSED)
    panels = lottery_of(files)
    people = {pid: features for pid, _, features in CROSSED.people}
    place = next(
        i for i, panel in enumerate(panels) if {people[p] for p in panel} == {("F", "a"), ("M", "b")}
    )
    women = [pid for pid in panels[place] if people[pid] == ("F", "a")]
    panels[place] = tuple(sorted({"p04"} | set(panels[place]) - set(women)))
    files["public/lottery.csv"] = numbered(panels, ring_seed(CROSSED, files))
    files |= promises(CROSSED, files["public/lottery.csv"])
    assert "lottery.quotas" in failures(seal(CROSSED, files))
    assert "lottery.quotas" not in failures(seal(UNCROSSED, {**files, QUOTAS: contents(UNCROSSED)[QUOTAS]}))


# --- Quotas ------------------------------------------------------------------------------------------


def test_a_crossing_taken_out():
    files = edited(dossier(CROSSED), QUOTAS, without_crossings)
    caught(files, "hash")
    caught(retold(files, lambda acts: body(acts, "quotas").update(sha256=sha(files[QUOTAS]))), "hash")
    caught(rehashed(files), "pool.counts", "certificate.proof", "seed.seed")


def test_a_crossing_taken_out_with_its_rows_before_any_hash():
    """The lottery is a valid one without the crossing; what it promises is not the fairest any more."""
    loose = replace(CROSSED, crossings=())
    caught(dossier(loose), "certificate.proof")
    assert failures(dossier(UNCROSSED)) == set()


@pytest.mark.parametrize(("low", "high"), [(0, 1), (1, 2), (0, 2)])
def test_a_bound_of_a_cell_made_looser(low, high):
    """In full: only the proofs, which rest on the bound, give it away."""
    naive = edited(
        dossier(CROSSED),
        QUOTAS,
        lambda document: document["crossings"][0]["cells"][0].update(minimum=low, maximum=high),
    )
    caught(naive, "hash")
    caught(rehashed(naive), "pool.counts", "certificate.proof", "seed.seed")
    assert failures(dossier(with_cell(low, high))) == {"certificate.proof"}


@pytest.mark.parametrize(("low", "high"), [(2, 2), (0, 0)])
def test_a_bound_of_a_cell_that_no_panel_meets(low, high):
    caught(dossier(with_cell(low, high)), "lottery.quotas")


def test_cells_that_change_places():
    """Rows are numbered by place: the proofs would then be about other people."""

    def swap(document):
        document["crossings"][0]["cells"].reverse()

    caught(rehashed(edited(dossier(CROSSED), QUOTAS, swap)), "pool.counts", "certificate.proof")


def change(edit):
    """The dossier's quotas changed, all re-hashed."""
    return rehashed(edited(dossier(CROSSED), QUOTAS, lambda document: edit(document["crossings"])))


CELL = {"categories": ["a", "F"], "minimum": 1, "maximum": 1}
TURNED = {**CELL, "categories": ["F", "a"]}


@pytest.mark.parametrize(
    "edit",
    [
        lambda crossings: crossings.clear(),
        lambda crossings: crossings[0]["cells"].clear(),
        lambda crossings: crossings[0]["cells"].append(CELL),
        lambda crossings: crossings[0]["cells"][0].update(minimum=2),
        lambda crossings: crossings[0]["cells"][0].update(minimum=True),
        lambda crossings: crossings[0]["cells"][0].update(min_flex=0),
        lambda crossings: crossings[0]["cells"][0].update(categories=["a"]),
        lambda crossings: crossings[0]["cells"][0].update(categories=["a", "F", "F"]),
        lambda crossings: crossings[0]["cells"][0].update(categories=["F", "a"]),
        lambda crossings: crossings[0].update(of=["zone"], cells=[{**CELL, "categories": ["a"]}]),
        lambda crossings: crossings[0].update(of=["zone", "age"]),
        lambda crossings: crossings[0].update(of=["zone", "zone"]),
        lambda crossings: crossings[0].update(of=[["zone"], "gender"]),
        lambda crossings: crossings[0].update(name="zone × gender"),
        lambda crossings: crossings.append(crossings[0]),
        lambda crossings: crossings.append({"of": ["gender", "zone"], "cells": [TURNED]}),
        lambda crossings: crossings.append(["zone", "gender"]),
    ],
)  # fmt: skip
def test_a_crossing_that_is_none(edit):
    caught(change(edit), "documents.shape")


def test_a_criterion_that_bears_the_name_of_a_crossing():
    """Else two rows of counts.csv would have one name."""

    def edit(document):
        document["criteria"].append({"name": "zone × gender", "categories": []})

    caught(rehashed(edited(dossier(CROSSED), QUOTAS, edit)), "documents.shape")


# --- Figures -----------------------------------------------------------------------------------------


def test_volunteers_of_a_cell_that_flatter():
    files = dossier(CROSSED)
    files["public/counts.csv"] = files["public/counts.csv"].replace(b"a \xc3\x97 F,4,", b"a \xc3\x97 F,5,")
    caught(files, "hash", "pool.volunteers")
    public = {name: data for name, data in rehashed(files).items() if not name.startswith("guarantors/")}
    assert "pool.counts" not in failures(public), "five women of zone a are possible, for all that is public"
    more = {**files, "public/counts.csv": files["public/counts.csv"].replace(b"F,5,", b"F,7,")}
    public = {name: data for name, data in rehashed(more).items() if not name.startswith("guarantors/")}
    assert "pool.counts" in failures(public), "but not seven where six are of zone a, and six women"


def test_seats_of_a_cell_that_flatter():
    files = dossier(CROSSED)
    row = next(line for line in files["public/seats.csv"].split(b"\n") if b"b \xc3\x97 M" in line)
    seats = int(row.split(b",")[3])
    told = row.replace(b",%d,1" % seats, b",%d,1" % (1 - seats))
    files["public/seats.csv"] = files["public/seats.csv"].replace(row, told)
    caught(files, "hash", "panel.counted")
    assert "panel.counted" in failures(rehashed(files))


def test_a_full_crossing_adds_up_to_its_categories():
    """Where all cells are listed, fewer volunteers in them than in the category is a fault too."""
    cells = tuple(((zone, gender), 0, 2) for zone in "ab" for gender in "FM")
    case = replace(
        UNCROSSED,
        crossings=((("zone", "gender"), cells),),
    )
    files = dossier(case)
    assert failures(files) == set()
    files["public/counts.csv"] = files["public/counts.csv"].replace(b"a \xc3\x97 F,4,", b"a \xc3\x97 F,3,")
    public = {name: data for name, data in rehashed(files).items() if not name.startswith("guarantors/")}
    assert "pool.counts" in failures(public)
