"""Bad inputs at the command line: every defect said, in both languages, and nothing written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tirage.cli import main

POOL = "id,nom,genre,âge\n" + "".join(
    f"p{i},Nom{i},{'Femme' if i % 2 else 'Homme'},{'jeune' if i % 3 else 'vieux'}\n" for i in range(12)
)
QUOTAS = "feature,value,min,max\ngenre,Femme,2,2\ngenre,Homme,2,2\nâge,jeune,1,3\nâge,vieux,1,3\n"


def run(folder: Path, pool: bytes | str, quotas: str = QUOTAS, *more: str, name: str = "p.csv") -> int:
    (folder / name).write_bytes(pool if isinstance(pool, bytes) else pool.encode())
    (folder / "q.csv").write_text(quotas, encoding="utf-8")
    files = [str(folder / name), "--quotas", str(folder / "q.csv"), "--seats", "4", "--panels", "6"]
    return main(["draw", "panel", *files, "--out", str(folder / "d"), *more])


CASES = {
    "a duplicate column": (POOL.replace("nom", "genre", 1), QUOTAS, "column.duplicate|columns?"),
    "a missing criterion": (POOL.replace("âge", "age", 1), QUOTAS, "pool.criterion.missing"),
    "a duplicate id": (POOL.replace("p3,", "p2,"), QUOTAS, "pool.id.duplicate"),
    "a blank id": (POOL.replace("p3,", ","), QUOTAS, "pool.id.blank"),
    "an id that Excel mangled": (POOL.replace("p3,", "123.0,"), QUOTAS, "pool.id"),
    "a value that is no category": (POOL.replace("Femme", "femme", 1), QUOTAS, "pool.value.unknown"),
    "a category without volunteers": (POOL, QUOTAS + "âge,enfant,1,1\n", "pool.category.empty"),
    "a minimum above its maximum": (POOL, QUOTAS.replace("jeune,1,3", "jeune,3,1"), "quotas"),
    "minimums above the seats": (POOL, QUOTAS.replace("2,2", "3,3"), "quotas"),
    "maximums below the seats": (POOL, QUOTAS.replace("2,2", "1,1"), "quotas"),
    "an empty file": (b"", QUOTAS, "file.empty"),
    "bytes of no text": (b"id,genre,\xe2ge\n\x00\x81\xff", QUOTAS, "."),
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_defect_is_said_and_nothing_is_written(
    tmp_path: Path, case: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pool, quotas, code = CASES[case]
    assert run(tmp_path, pool, quotas, "--lang", language) == 3
    said = capsys.readouterr().err
    assert re.search(code, said)
    assert ("Attendu" if language == "fr" else "Expected") in said
    assert ("À faire" if language == "fr" else "To do") in said
    assert "Traceback" not in said
    assert not re.search(r"Nom\d", said)
    assert not (tmp_path / "d").exists()


def test_all_defects_at_once_with_their_lines_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = POOL.replace("p3,", "p2,").replace("p5,", ",").replace("p7,Nom7,Femme", "p7,Nom7,femme")
    assert run(tmp_path, pool, QUOTAS, "--json", "--lang", "en") == 3
    defects = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert {defect["line"] for defect in defects} >= {5, 7, 9}
    assert all(defect["file"].endswith("p.csv") for defect in defects)
    assert all(defect[part] for defect in defects for part in ("found", "expected", "remedy"))


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        (
            "tirage: quotas/1\ncriteria:\n  genre:\n    Femme: {minimum: 2, maximum: 2}\n"
            "    Femme: {minimum: 2, maximum: 2}\n",
            5,
        ),
        ("tirage: quotas/1\ncriteria:\n  genre:\n    Femme: {minimum: 2, maximun: 2}\n", 4),
    ],
)
def test_a_wrong_key_in_yaml_is_found_on_its_line(
    tmp_path: Path, yaml: str, line: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.csv").write_text(POOL, encoding="utf-8")
    (tmp_path / "q.yaml").write_text(yaml, encoding="utf-8")
    arguments = [str(tmp_path / "p.csv"), "--quotas", str(tmp_path / "q.yaml"), "--seats", "4"]
    assert main(["draw", "panel", *arguments, "--out", str(tmp_path / "d"), "--json", "--lang", "en"]) == 3
    defects = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert line in {defect["line"] for defect in defects}
    assert not (tmp_path / "d").exists()


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.csv").write_text(QUOTAS, encoding="utf-8")
    for pool in (tmp_path, tmp_path / "nowhere.csv"):
        assert main(["chances", str(pool), "--quotas", str(tmp_path / "q.csv"), "--seats", "4"]) == 3
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("panels", ["0", "1000001"])
def test_a_number_of_panels_that_cannot_be(tmp_path: Path, panels: str) -> None:
    assert run(tmp_path, POOL, QUOTAS, "--panels", panels) == 3


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run(tmp_path, POOL) == 3
    assert "Traceback" not in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.csv", "q.csv"]


def test_two_runs_of_chances_write_nothing_and_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, POOL, QUOTAS, "--lang", "en")
    capsys.readouterr()
    arguments = [
        str(tmp_path / "p.csv"),
        "--quotas",
        str(tmp_path / "q.csv"),
        "--seats",
        "4",
        "--panels",
        "6",
    ]
    files = sorted(path for path in tmp_path.rglob("*"))
    said = []
    for _ in range(2):
        assert main(["chances", *arguments, "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out))
    assert said[0] == said[1]
    assert len(said[0]["chances"]) == 12
    assert sum(person["panels"] for person in said[0]["chances"]) == 4 * 6
    assert sorted(path for path in tmp_path.rglob("*")) == files
