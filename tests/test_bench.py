"""The benchmark's own arithmetic: a bench that misjudges is worse than none."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from support.instances import Instance

BENCH = Path(__file__).parents[1] / "bench"
sys.path.insert(0, str(BENCH))
import assemblies
import fairness
import measure
import pools
import random_pools
import recognised
import rolls
import truth

PAIR = Instance((("F",), ("M",), ("M",)), ("h", "h", ""), (("genre", (("F", 1, 1), ("M", 1, 1))),), seats=2)


@pytest.mark.parametrize(
    ("pids", "valid"),
    [
        (["p000", "p002"], True),
        (["p000", "p001"], False),
        (["p001", "p002"], False),
        (["p000", "p000"], False),
        (["p000"], False),
    ],
    ids=["valid", "one household twice", "no woman", "one person twice", "a seat empty"],
)
def test_a_panel_is_judged_by_seats_quotas_and_households(pids: list[str], *, valid: bool) -> None:
    assert random_pools.valid(PAIR, pids) is valid


def test_a_gap_and_a_short_lottery_are_seen() -> None:
    certificate = {
        "panels": 1000,
        "levels": [
            {"value": "1/12", "bound": "1/12", "achieved": "83/1000"},
            {"value": "1/5", "bound": "1/4", "achieved": "198/1000"},
        ],
    }
    assert random_pools.stated_gap(certificate) == Fraction(1, 20)
    assert random_pools.slots_short(certificate) == 2


def test_a_process_is_measured_and_its_failure_told() -> None:
    done = measure.run([sys.executable, "-c", "print(sum(range(10**6)))"], limit=60)
    assert (done.status, done.code, done.stdout) == ("done", 0, "499999500000\n")
    assert done.cpu > 0
    assert done.peak > 1
    failed = measure.run([sys.executable, "-c", "raise SystemExit(4)"], limit=60)
    assert (failed.status, failed.code) == ("failed", 4)


def test_a_process_that_does_not_end_is_ended() -> None:
    late = measure.run([sys.executable, "-c", "import time; time.sleep(600)"], limit=0.5)
    assert (late.status, late.code) == ("timeout", -9)


@pytest.mark.parametrize("pool", [p for p in pools.POOLS.values() if p.folder.parent == pools.FOLDER])
def test_the_committed_pools_are_as_described(pool: pools.BenchPool) -> None:
    with pool.people_csv.open(encoding="utf-8", newline="") as file:
        people = list(csv.reader(file))
    with pool.features_csv.open(encoding="utf-8", newline="") as file:
        quotas = list(csv.DictReader(file))
    criteria = list(dict.fromkeys(row["feature"] for row in quotas))
    assert len(people) - 1 == pool.people
    assert len(criteria) == pool.criteria
    assert people[0][4:] == criteria
    for criterion in criteria:
        ranges = [(int(q["min"]), int(q["max"])) for q in quotas if q["feature"] == criterion]
        assert sum(low for low, _ in ranges) <= pool.seats <= sum(high for _, high in ranges)


def test_a_generated_pool_is_the_same_every_time(tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        pool = pools.BenchPool("small", 500, 4, 100, tmp_path / name)
        written.append(pool.ready().people_csv.read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\n") == 501


def test_the_ten_assemblies_are_as_published(tmp_path: Path) -> None:
    sizes = {
        each.pool.name: (each.pool.people, each.pool.seats, each.pool.criteria)
        for each in assemblies.ASSEMBLIES
    }
    assert sizes == {
        "sf_a_35": (312, 35, 6), "sf_b_20": (250, 20, 6), "sf_c_44": (161, 44, 7), "sf_d_40": (404, 40, 6),
        "sf_e_110": (1727, 110, 7), "cca_75": (825, 75, 4), "hd_30": (239, 30, 7), "mass_24": (70, 24, 5),
        "nexus_170": (342, 170, 5), "obf_30": (321, 30, 8),
    }  # fmt: skip
    mass = next(each for each in assemblies.ASSEMBLIES if each.pool.name == "mass_24")
    written = []
    for name in ("a", "b"):
        copy = replace(mass, pool=replace(mass.pool, folder=tmp_path / name))
        written.append([copy.ready().people_csv.read_bytes(), copy.pool.features_csv.read_bytes()])
    assert written[0] == written[1]
    assert written[0][0].count(b"\n") == 71


def test_a_way_to_be_fair_is_judged_by_its_chances_and_its_certificate() -> None:
    everyone = [Fraction(0), Fraction(1, 4), Fraction(1, 4), Fraction(1, 2)]
    level = {"value": "1/4", "bound": "1/4"}
    certificate = {"method": "polytope", "levels": [{"value": "0", "bound": "0"}, level]}
    judged = fairness.judge(everyone, certificate)
    assert (judged["least"], judged["largest"], judged["never"]) == ("1/4", 0.5, 1)
    # Differences of the sixteen pairs: 4 · 1/4 + 2 · 1/2 + 4 · 1/4 = 3; 3 / (2 · 4 · 1).
    assert judged["gini"] == 0.375
    assert judged["geometric"] == pytest.approx(32 ** (-1 / 3))
    assert (judged["bound"], judged["same_least"]) == ("least ≤ 1/4", True)
    certificate["levels"] = [{"value": "1/5", "bound": "1/5"}]
    assert not fairness.judge(everyone, certificate)["same_least"]


def test_what_is_proved_is_told_by_objective() -> None:
    capped = {"cap": "4/7", "bound": "4/7", "floor": {"value": "4/53", "bound": "4/53"}}
    assert fairness.proved({"objective": capped}) == "least ≤ 4/53, largest ≥ 4/7"
    assert fairness.proved({"objective": {"value": "4", "bound": "4"}}) == "4.000000 ≥ 4.000000"
    nash = {"scale": "1", "bound": "1000000001/1000000000"}
    assert fairness.proved({"objective": nash}) == "geometric mean ≤ 1.000000001 ×"


@pytest.mark.parametrize(
    ("kind", "times", "peak", "status", "within"),
    [
        ("frame", 4.0, 1024, "done", True),
        ("frame", 4.1, 100, "done", False),
        ("frame", 1.0, 1025, "done", False),
        ("frame", 1.0, 100, "failed", False),
        ("verify", 0.7, 100, "done", True),
        ("verify", 0.7, 101, "done", False),
        ("", 99.0, 10**6, "done", True),
        ("", 0.0, 0, "timeout", False),
    ],
)
def test_a_step_is_judged_by_its_end_its_share_of_a_plain_pass_and_its_memory(
    kind: str, times: float, peak: int, status: str, *, within: bool
) -> None:
    entry = {"kind": kind, "times_plain": times, "peak_mib": peak, "status": status}
    assert rolls.is_within({**entry, "goal": rolls.GOALS.get(kind)}) is within


def test_every_doubt_is_decided(tmp_path: Path) -> None:
    review, decisions = tmp_path / "review.csv", tmp_path / "decisions.csv"
    review.write_bytes(b'\xef\xbb\xbfcase;decision;surname 1\r\nab;;"X;Y"\r\ncd;;Z\r\n')
    assert rolls.decide(review, decisions) == 2
    assert decisions.read_text(encoding="utf-8") == "case;decision\nab;different\ncd;different\n"


def test_the_way_from_rolls_to_letters_is_measured_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolls, "TIRAGE", str(Path(sys.executable).with_name("tirage")))
    entries = list(rolls.steps(4000, 200, 60, tmp_path))
    assert [entry["step"] for entry in entries if entry["status"] != "done"] == []
    assert [entry["step"] for entry in entries][-3:] == [
        "draw letters, plan",
        "draw letters, drawn",
        "verify",
    ]
    assert (tmp_path / "paris/guarantors/letters-1.csv").read_bytes().count(b"\n") == 201
    check = next(entry for entry in entries if entry["step"] == "check")
    assert check["files"] == 60 + 1
    assert check["rows"] > 4000


def test_measuring_stops_where_a_step_fails(tmp_path: Path) -> None:
    (tmp_path / "rolls").write_bytes(b"")
    entries = list(rolls.steps(100, 10, 60, tmp_path))
    assert [(entry["step"], entry["status"]) for entry in entries] == [("synth roll", "failed")]


def test_known_people_are_as_many_whoever_counts_them(tmp_path: Path) -> None:
    maker = truth.Maker("a", 400)
    world = maker.world()
    whose = truth.files(world, maker, tmp_path)
    assert len(world.people) == len({number for numbers in whose.values() for number in numbers})
    assert sorted(each for home in world.homes.values() for each in home) == [*range(len(world.people))]
    assert len(maker.slip("MARTINEAU")) in {8, 9, 10}
    assert maker.slip("LY") == "LY"
    again = truth.Maker("a", 400)
    assert truth.files(again.world(), again, tmp_path) == whose


def test_pairs_and_rates_are_counted() -> None:
    assert recognised.pairs([[3, 1, 2], [4]]) == {(1, 2), (1, 3), (2, 3)}
    assert recognised.by({"a": 1, "b": 2, "c": 1}) == [["a", "c"], ["b"]]
    assert (recognised.rate(1, 3), recognised.rate(0, 0)) == (33.33, 100.0)
