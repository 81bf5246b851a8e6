"""What docs/en/auditors.md does with `sha256sum`, `sed` and a pencil gives what the dossier says."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from support.commands import plan_options
from support.two_commands import in_two

from tirage.verify.checks.lottery.pool import read_pool
from tirage.verify.checks.lottery.quotas import Quotas, read_quotas

ROOT = Path(__file__).parents[2]
PETIT = ROOT / "examples" / "petit"
PAGE = (ROOT / "docs" / "en" / "auditors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
ROLLED = re.search(r'^rolled="(.*)"$', PAGE, re.MULTILINE)
ROW = re.compile(r"^\| (\w+), ([^,|]+), (\w+) \| (\d+) \| (\d+) \| (yes|no) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`examples/petit` drawn by the dice of the page."""
    assert ROLLED
    out = tmp_path_factory.mktemp("by-hand") / "dossier"
    files = [str(PETIT / "volontaires.csv"), "--quotas", str(PETIT / "quotas.csv")]
    options = [*plan_options(quotas=None), "--seed", ROLLED[1]]
    assert in_two("draw", "panel", *files, *options, "--out", out) == 0
    return out


@pytest.fixture(scope="module")
def said(dossier: Path, tool: Callable[[str], str]) -> list[str]:
    """What each block of the page prints, all typed in one shell inside the dossier."""
    for name in ("sh", "sha256sum", "python3"):
        tool(name)
    script = "\necho ----\n".join(BLOCKS)
    done = subprocess.run(
        ["sh", "-eu"], input=script, cwd=dossier, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [part.strip() for part in done.stdout.split("----")]


def body(dossier: Path, name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((dossier / "journal" / name).read_bytes())["body"]
    return found


def test_the_dice_lead_to_the_recorded_seed_and_number(dossier: Path, said: list[str]) -> None:
    rolled, drawn = body(dossier, "0006-contribution.json"), body(dossier, "0007-panel.json")
    keys = ("plan", "contributions", "seed", "stage_seed", "number")
    plan, contributions, seed, stage, number = (str(drawn[key]) for key in keys)
    assert said[0].split() == [plan, rolled["value"], contributions, seed, stage, number]
    assert said[1] == f"the panel is line {number}"


def test_the_chain_is_seen_with_the_naked_eye(dossier: Path, said: list[str]) -> None:
    lines = said[2].splitlines()
    hashes = [line.split()[0] for line in lines if not line.startswith("journal")]
    links = [re.findall("[0-9a-f]{64}", line)[0] for line in lines if line.startswith("journal")]
    assert len(hashes) == 7
    assert links == ["0" * 64, *hashes[:-1]]


def test_every_hash_of_the_plan_is_that_of_a_file(dossier: Path, said: list[str]) -> None:
    plan = said[3].splitlines()[-1]
    fixed = set(re.findall("[0-9a-f]{64}", plan))
    assert len(fixed) == 6
    assert fixed < {line.split()[0] for line in said[3].splitlines()[:-1]}


def test_a_person_is_counted_with_grep(said: list[str]) -> None:
    assert said[4].splitlines() == ["29", "V02,29,29/39"]


def test_the_first_tickets_rise(dossier: Path, said: list[str]) -> None:
    tickets = said[5].split()
    assert tickets == sorted(tickets)
    assert len(set(map(len, tickets))) == 1 and len(tickets) == 3 and len(set(tickets)) > 1
    assert len(said) == len(BLOCKS) == 6


def quotas_of(dossier: Path) -> Quotas:
    return read_quotas((dossier / "public/quotas.json").read_bytes())


def test_the_rows_are_numbered_as_the_page_says(dossier: Path) -> None:
    quotas = quotas_of(dossier)
    limits = zip(quotas.rows, quotas.minimum, quotas.maximum, strict=True)
    listed = ", ".join(f"{n} {name} ({low}–{high})" for n, ((_, name), low, high) in enumerate(limits))
    assert listed in PAGE


def test_the_worked_proof_is_right_and_gives_the_levels_of_the_certificate(dossier: Path) -> None:
    quotas = quotas_of(dossier)
    pool = read_pool((dossier / "guarantors/pool.csv").read_bytes(), quotas)
    levels = json.loads((dossier / "public/certificate.json").read_bytes())["levels"]
    found = re.search(r"^```json\n(.*)\n```", PAGE, re.MULTILINE)
    assert found
    prices = {int(row): int(price) for row, price in json.loads(found[1])["quotas"].items()}
    table = {
        tuple(next(r for r, row in enumerate(quotas.rows) if row[1] == word) for word in words): (
            int(people),
            int(each),
            settled == "yes",
        )
        for *words, people, each, settled in ROW.findall(PAGE)
    }
    people_by_rows: Counter[tuple[int, ...]] = Counter()
    for rows, size in zip(pool.rows_of, pool.sizes, strict=True):
        people_by_rows[rows] += size
    worths = {rows: sum(prices.get(row, 0) for row in rows) for rows in people_by_rows}
    assert min(worths.values()) == 0
    assert table == {
        rows: (people_by_rows[rows], worth, rows[0] == 0) for rows, worth in worths.items() if worth
    }
    budget = sum(p * (quotas.maximum if p > 0 else quotas.minimum)[row] for row, p in prices.items())
    spent = sum(people * each for people, each, settled in table.values() if settled) * Fraction(3, 13)
    rest = sum(people * each for people, each, settled in table.values() if not settled)
    assert (budget, spent) == (5, Fraction(54, 13))
    assert [level["bound"] for level in levels[:2]] == ["3/13", str((budget - spent) / rest)]
    assert levels[1]["people"] == rest == 3


def test_the_french_page_has_the_same_lines_to_type() -> None:
    french = (ROOT / "docs" / "fr" / "auditors.md").read_text(encoding="utf-8")
    typed = re.compile(r"^```(?:sh|shell|sql|json)\n.*?^```", re.MULTILINE | re.DOTALL)
    assert typed.findall(french)
    assert sorted(typed.findall(french)) == sorted(typed.findall(PAGE))
