"""Draws that make up for the chances had before: who has had what, and that the sum is leximin."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from support import oracle
from support.assemblies import Assembly
from support.attacks import failures
from support.commands import PETIT
from support.dossiers import TOOL, Files
from support.engine import Engine
from support.hull_gap import HULL_GAP
from support.instances import Instance

from tirage.acts import panel
from tirage.acts.inputs import ChanceOptions, DrawOptions
from tirage.acts.life import departures
from tirage.acts.life.seats import replace_members
from tirage.acts.pool.joining import join_from_file
from tirage.acts.pool.newcomers import JoinOptions
from tirage.acts.proofs.proving import Prover
from tirage.assembly.record import load
from tirage.assembly.remaining import earlier
from tirage.dossier.canonical import canonical
from tirage.dossier.layout import CHANCES, files_of_draw
from tirage.draws import draw_up
from tirage.draws.documents import csv_rows
from tirage.draws.lottery import Request
from tirage.forecast.simulation import read_scenario
from tirage.verify import verify

PEOPLE = tuple((a, b) for a, b in zip("aaabbbbbcccccc" * 2, "xyyxyxyxyxyyxx" * 2, strict=True))
HOMES = ("",) * 20 + ("h1", "h1", "h2", "h2", "h3", "h3", "", "")
CRITERIA = (
    ("c", (("a", 1, 2), ("b", 1, 3), ("c", 1, 3))),
    ("d", (("x", 2, 3), ("y", 2, 3))),
)
POOL = Instance(PEOPLE, HOMES, CRITERIA, 5)


def chances(files: Files, act: str) -> dict[str, tuple[Fraction, int]]:
    """Chance by pid, and the millionths had before."""
    own = files_of_draw(files, act)["guarantors/chances.csv"]
    return {row[0]: (Fraction(row[2]), int(row[3]) if len(row) > 3 else 0) for row in csv_rows(own)[1:]}


def expected(files: Files, act: str) -> dict[str, Fraction]:
    """The chances of a later draw, by brute force over its own pool and quotas."""
    own = files_of_draw(files, act)
    people = csv_rows(own["guarantors/pool.csv"])[1:]
    quotas = [
        {part["name"]: (part["minimum"], part["maximum"]) for part in each["categories"]}
        for each in json.loads(own["public/quotas.json"])["criteria"]
    ]
    seats = len(json.loads(own["public/plan.json"])["inputs"]["vacancies"])
    had = [Fraction(chances(files, act)[row[0]][1], 10**6) for row in people]
    features = [tuple(row[2:]) for row in people]
    found = oracle.leximin(features, [row[1] for row in people], quotas, seats, had=had)
    return {people[i][0]: chance for i, chance in found.items()}


@pytest.fixture(scope="module")
def lived() -> Assembly:
    """Three draws of replacements, and a volunteer in a household who leaves the other one alone."""
    assembly = Assembly(POOL, panels=120, policy="cumulated")
    for number in range(3):
        for pid in assembly.life.seated[: 1 + number % 2]:
            assembly.leave(pid)
        if number == 1:
            drawable = {person.pid: person.household for person in assembly.open_seats().pool.people}
            assembly.withhold(next(pid for pid, home in drawable.items() if home))
        assembly.replace()
    return assembly


def test_each_draw_is_leximin_of_what_everybody_has_had_in_all(lived: Assembly) -> None:
    for act in ("replacements/1", "replacements/2", "replacements/3"):
        assert {pid: chance for pid, (chance, _) in chances(lived.files, act).items()} == expected(
            lived.files, act
        )


def test_what_was_had_is_the_sum_of_the_draws_before(lived: Assembly) -> None:
    acts = ("panel", "replacements/1", "replacements/2")
    for pid, (_, had) in chances(lived.files, "replacements/3").items():
        own = [chances(lived.files, act)[pid][0] for act in acts if pid in chances(lived.files, act)]
        assert had == sum(int(chance * 10**6) for chance in own)
    assert lived.life.drawn == (*acts, "replacements/3")


def test_both_verifiers_find_it_right_with_the_pool_and_without(lived: Assembly) -> None:
    assert not failures(lived.files)
    public = {name: data for name, data in lived.files.items() if not name.startswith("guarantors/")}
    assert not failures(public)
    whole = {check.number: check.status for check in verify(lived.files).checks}
    assert whole["10.24"] == "ok" and whole["10.9.3"] == "ok"


def test_a_renewal_makes_up_for_it_too() -> None:
    assembly = Assembly(
        replace(POOL, features=PEOPLE[:14], households=("",) * 14), 60, policy="cumulated", cohorts=2
    )
    assembly.begin()
    assembly.end_term()
    assembly.replace()
    assert {pid: chance for pid, (chance, _) in chances(assembly.files, "renewal/1").items()} == expected(
        assembly.files, "renewal/1"
    )
    assert not failures(assembly.files)


def test_with_nothing_had_before_it_is_the_residual_draw() -> None:
    assembly = Assembly(POOL, panels=120, policy="cumulated")
    assembly.leave(assembly.life.seated[0])
    draw = assembly.open_seats()
    assert draw.earlier is not None
    nothing = replace(draw.earlier, millionths=dict.fromkeys(draw.earlier.millionths, 0))
    files = []
    for each in (replace(draw, earlier=None), replace(draw, earlier=nothing)):
        request = each.request(Request(1, panels=120))
        drawn = draw_up.draw_up(each.pool, each.quotas, request, workers=1)
        files.append(csv_rows(draw_up.planned(each.pool, each.quotas, request, drawn)[CHANCES]))
    assert [row[2] for row in files[0]] == [row[2] for row in files[1]]


def test_a_draw_that_was_void_gave_nobody_a_chance() -> None:
    assembly = Assembly(POOL, panels=120, policy="cumulated")
    assembly.leave(assembly.life.seated[0])
    assembly.plan(assembly.open_seats())
    assembly.void()
    assembly.replace()
    before = earlier(assembly.record.files, ("panel",))
    inputs = json.loads(assembly.files["public/replacements-2-plan.json"])["inputs"]
    assert inputs["cumulated"] == [dict(each) for each in before.draws]
    assert not failures(assembly.files)


def test_the_chances_of_one_citizen_add_up_and_both_verifiers_count_them(
    lived: Assembly, engine: Engine
) -> None:
    prover = Prover(lived.record)
    volunteers = [row[0] for row in csv_rows(lived.files["guarantors/pool.csv"])[1:]]
    for pid in volunteers[:6]:
        document = prover.prove(pid, None)
        held = {act for act in lived.life.drawn[1:] if pid in chances(lived.files, act)}
        assert {each["act"] for each in document.get("later", ())} == held
        report = engine.verify(lived.files, ("proof.json", canonical(document)))
        found = {check.number: check.status for check in report.checks if check.number.startswith("12.")}
        assert "failed" not in found.values()
    proofs = (prover.prove(pid, None) for pid in volunteers)
    told = next(each for each in proofs if len(found := each.get("later", ())) > 1 and found[0]["panels"])
    for lie in (
        {"later": told["later"][1:]},
        {"later": [{**each, "panels": each["panels"] + 1} for each in told["later"]]},
        {"later": [{**each, "act": "replacements/9"} for each in told["later"]]},
        {"later": [{**each, "chance": "1/2"} for each in told["later"]]},
    ):
        report = engine.verify(lived.files, ("proof.json", canonical({**told, **lie})))
        assert "proof.chance" in {check.code for check in report.checks if check.status == "failed"}


def test_outside_the_integer_hull_both_verifiers_follow_the_columns() -> None:
    pool = HULL_GAP[0]
    twice = replace(pool, features=pool.features * 2, households=("",) * (2 * len(pool.features)))
    assembly = Assembly(twice, panels=120, policy="cumulated")
    for pid in assembly.life.seated:
        assembly.leave(pid)
    assembly.replace()
    assert json.loads(assembly.files["public/replacements-1-certificate.json"])["method"] == "columns"
    assert not failures(assembly.files)


def test_whoever_joins_later_is_told_apart_from_those_alike_who_had_a_chance(tmp_path: Path) -> None:
    """Of two people alike, the one who had nothing before comes first."""
    seconds = iter(range(60))

    def clock(*, rehearsal: bool) -> str:
        assert not rehearsal
        return f"2026-11-23T10:00:{next(seconds):02}Z"

    header = (PETIT / "volontaires.csv").read_text(encoding="utf-8").splitlines()[0]
    names = ("Femme", "Homme"), ("18-39", "40-64", "65 et plus"), ("Nord", "Centre", "Sud")
    rows = [
        f"N{n:02},Petit{n},Ana{n},{n} rue Haute,{','.join(each)}" for n, each in enumerate(product(*names))
    ]
    (tmp_path / "more.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    folder, by_hand = tmp_path / "d", ChanceOptions(roll="hand")
    later = ("policy=cumulated", "tolerance=1")
    options = DrawOptions(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 39, chance=by_hand, later=later)
    panel.draw_from_file(options, folder, None, clock=clock, tool=TOOL)
    panel.draw(folder, 7, clock=clock, tool=TOOL)
    join_from_file(folder, JoinOptions(tmp_path / "more.csv"), clock=clock, tool=TOOL)
    departures.record(folder, "withdrawal", load(folder).state.seated[0], clock=clock, tool=TOOL)
    replace_members(folder, clock=clock, tool=TOOL)
    files = {name: data for name, data in load(folder).files.items() if not name.startswith("private/")}
    own = {row[0]: tuple(row[2:]) for row in csv_rows(files["guarantors/replacements-1-pool.csv"])[1:]}
    given: dict[tuple[str, ...], set[tuple[Fraction, int]]] = {}
    for pid, (chance, had) in chances(files, "replacements/1").items():
        given.setdefault(own[pid], set()).add((chance, had))
    mixed = [each for each in given.values() if len(each) > 1]
    assert mixed and all(max(each)[1] == 0 for each in mixed)
    assert not failures(files)
    # Its life can be simulated, from the chances of draws that say what was had before.
    replace_members(folder, dice=7, clock=clock, tool=TOOL)
    assert max(read_scenario(folder, years=1).had.values()) > 0
