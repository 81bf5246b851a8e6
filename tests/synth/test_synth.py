"""Invented lists: the same everywhere, of realistic margins, odd where they should be; none overwritten."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tirage.acts.invented import write_rolls
from tirage.cli import main
from tirage.errors import InputInvalid
from tirage.people.geography.invented import area_of
from tirage.people.geography.read import read_geography
from tirage.people.pool.read import read_pool
from tirage.people.rolls.extract import open_extract
from tirage.quotas.read import read_quotas
from tirage.synth.others import cards, pool
from tirage.synth.rolls import Layout, oddity, rolls

ROOT = Path(__file__).parents[2]
PARIS = area_of(read_geography("paris-sectors"))


def test_people_are_shared_out_like_the_population() -> None:
    sizes = PARIS.sizes(1_400_000)
    assert (len(sizes), sum(sizes)) == (20, 1_400_000)
    for people, part in zip(sizes, PARIS.parts, strict=True):
        assert abs(people - 1_400_000 * part.people / 2_103_778) <= 1


@pytest.mark.parametrize(
    ("layout", "digest"),
    [
        ("A", "1e2c7f353b5782aa1c864484982b96e8f3b88a67d55e005abdc0c403754c28cd"),
        ("B", "c524f10fd1c0d8003cd551adc3a91f73ab8af1d89dbed3f7d662c947a1cb5169"),
    ],
)
def test_the_lists_of_paris_are_what_they_were(layout: Layout, digest: str) -> None:
    """A rehearsal on record is made again from its seed."""
    found = hashlib.sha256()
    for lists in rolls(400, "then", layout, "many", PARIS):
        lines = [*lists.lines()]
        for kind, name in lists.names.items():
            found.update("".join([name, *(line for each, line in lines if each == kind)]).encode())
    assert found.hexdigest() == digest


@pytest.mark.parametrize("layout", ["A", "B"])
def test_a_roll_is_read_as_its_layout(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "lists"
    assert main(["synth", "roll", str(path), "--people", "3000", "--layout", layout, "--quirks", "many"]) == 0
    read = aside = 0
    remarks: Counter[str] = Counter()
    for file in sorted(path.iterdir()):
        with open_extract(file, on=date(2027, 3, 1)) as extract:
            assert extract.layout is not None
            assert extract.layout.kind == f"layout-{layout.lower()}"
            assert extract.records.encoding in {"utf-8", "utf-8" if layout == "A" else "cp1252"}
            for batch in extract.batches():
                read += len(batch.entries)
                aside += len(batch.aside)
                remarks.update(code for entry in batch.entries for code in entry.remarks.split())
    assert read > 2800
    assert aside < read / 20
    assert {"birth.partial", "birth.minor", "address.no_number", "name.word"} <= remarks.keys()


def test_oddities_come_at_their_rates() -> None:
    steps = 200_000
    counts = Counter(oddity(i / steps, "real") for i in range(steps))
    assert counts["no_day"] / steps == pytest.approx(961 / 1_840_917, rel=0.1)
    assert counts["minor"] / steps == pytest.approx(2_482 / 1_840_917, rel=0.1)
    assert counts[""] / steps > 0.95
    assert not any(oddity(i / 1000, "none") for i in range(1000))


def test_the_same_seed_gives_the_same_bytes_whatever_surrounds_it(tmp_path: Path) -> None:
    def digest(hash_seed: str, zone: str) -> str:
        folder = tmp_path / hash_seed
        command = [
            sys.executable,
            "-m",
            "tirage",
            "synth",
            "roll",
            str(folder),
            "--people",
            "500",
            "--seed",
            "x",
        ]
        surroundings = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone, "LC_ALL": "C"}
        subprocess.run(command, check=True, capture_output=True, env=surroundings)
        return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.iterdir()))).hexdigest()

    assert digest("1", "UTC") == digest("2", "Asia/Tokyo")
    other = list(islice(rolls(500, "y", "A", "real", PARIS)[2].lines(), 5))
    assert other != list(islice(rolls(500, "x", "A", "real", PARIS)[2].lines(), 5))


def test_cards_hold_people_of_the_rolls_and_minors_with_a_guardian() -> None:
    rows = list(cards(2000, "x", 10_000, PARIS))
    header, *people = rows
    nationality, guardian, born = (
        header.index(name) for name in ("nationalite", "representant_legal", "date_naissance")
    )
    young = [row for row in people if row[guardian]]
    assert 0.1 < len(young) / len(people) < 0.3
    assert all(row[born][-4:] in {"2009", "2010"} for row in young)
    assert 0.2 < sum(row[nationality] == "Française" for row in people) / len(people) < 0.45


def test_a_pool_fits_the_quotas_of_the_example(tmp_path: Path) -> None:
    path = tmp_path / "pool.csv"
    assert main(["synth", "pool", str(path), "--people", "700"]) == 0
    quotas = read_quotas(ROOT / "examples" / "paris" / "quotas.yaml", seats=100).quotas
    found = read_pool(path, quotas, household=["adresse", "code postal"])
    assert len(found.pool.people) == 700
    assert found.households.households > 10
    diplomas = Counter(row[7] for row in islice(pool(3000, "x", PARIS), 1, None))
    assert diplomas["bac+5 et plus"] > 10 * diplomas["brevet"]


def test_answers_are_of_the_letters_given(tmp_path: Path) -> None:
    letters, out = tmp_path / "letters.csv", tmp_path / "answers.csv"
    letters.write_text("pid;code\n" + "".join(f"p{i};c{i}\n" for i in range(400)), encoding="utf-8")
    assert main(["synth", "answers", str(letters), str(out), "--rate", "0.3"]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    said = Counter(row["réponse"] for row in rows)
    assert 90 < said["oui"] < 150
    assert 20 < said["non"] < 60
    assert all(bool(row["diplôme"]) == (row["réponse"] == "oui") for row in rows)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "pool.csv"
    path.write_text("mine", encoding="utf-8")
    assert main(["synth", "pool", str(path)]) == 6
    assert main(["synth", "cards", str(path)]) == 6
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "com75120_LCE_31-08-2026.csv").write_text("mine", encoding="utf-8")
    assert main(["synth", "roll", str(tmp_path / "lists"), "--people", "100"]) == 6
    assert [each.name for each in (tmp_path / "lists").iterdir()] == ["com75120_LCE_31-08-2026.csv"]
    assert path.read_text(encoding="utf-8") == "mine"


QUARTERS = """\
label;population;bureaux;code postal;commune;noms
Nord;1200;0101..0130;18000;;Gibjoncs
Sud;800;0201..0215;18100;;
*;;;;18033;Bourges
"""
CANTONS = """\
label;commune;code postal;noms
Val;01001 01002;01400 01160;L'Abergement-Clémenciat|L'Abergement-de-Varey
Plaine;01004;01500;Ambérieu
Reste;01*;01*;
"""


@pytest.mark.parametrize("table", ["lyon", "marseille-sectors", QUARTERS, CANTONS])
def test_people_of_any_geography_are_where_its_table_leads(tmp_path: Path, table: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(table, encoding="utf-8")
    name = str(path) if "\n" in table else table
    options = ["--geography", name, "--quirks", "none", "--people", "300"]
    assert main(["synth", "roll", str(tmp_path / "lists"), *options]) == 0
    assert main(["synth", "cards", str(tmp_path / "cards.csv"), *options[:2], "--people", "100"]) == 0
    geography = read_geography(name)
    found: Counter[tuple[str, str]] = Counter()
    for file in [*sorted((tmp_path / "lists").iterdir()), tmp_path / "cards.csv"]:
        with open_extract(file, on=date(2027, 3, 1), geographies=[geography]) as extract:
            for batch in extract.batches():
                found.update((entry.registered or entry.lives, entry.lives) for entry in batch.entries)
    assert {places for places in found if places[0] != places[1]} == set()
    assert {label for label, _ in found} == set(geography.labels)


def test_a_country_is_written_in_parts_and_by_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options: dict[str, Any] = {"people": 3000, "seed": "x", "geography": "france-departements"}
    one = write_rolls(tmp_path / "one", **options, communes=600)
    assert one == len([*(tmp_path / "one").iterdir()]) == 3 * 600
    monkeypatch.setattr("tirage.processes.WORTH_IT", 1)
    monkeypatch.setattr("tirage.acts.invented.AT_ONCE", 300_000)
    assert write_rolls(tmp_path / "two", **options, communes=600, by="place", processes=2) == 3 * 101
    with pytest.raises(InputInvalid) as error:
        write_rolls(tmp_path / "few", **options, communes=100)
    assert [each.code for each in error.value.defects] == ["synth.communes"]
    geography = read_geography("france-departements")
    communes: dict[str, set[str]] = {}
    found = []
    for folder in ("one", "two"):
        people = set()
        for file in sorted((tmp_path / folder).iterdir()):
            with open_extract(file, on=date(2027, 3, 1), geographies=[geography]) as extract:
                for batch in extract.batches():
                    assert not batch.aside
                    for entry in batch.entries:
                        people.add((entry.list, entry.identity, entry.home, entry.commune, entry.registered))
                        communes.setdefault(entry.registered, set()).add(entry.commune)
        found.append(people)
    assert found[0] == found[1]
    assert communes.keys() == set(geography.labels)
    assert max(map(len, communes.values())) > 4
    assert all(geography.by_commune(code) == label for label, codes in communes.items() for code in codes)


def test_an_interrupted_writing_leaves_nothing_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tirage.synth.rolls._joined", stop)
    with pytest.raises(KeyboardInterrupt):
        write_rolls(tmp_path, people=100, seed="x", geography="lyon")
    assert [*tmp_path.iterdir()] == []
