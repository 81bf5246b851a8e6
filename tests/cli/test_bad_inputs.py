"""Bad inputs at the command line: every defect, with its place, in both languages; nothing written."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.commands import defects

from tirage.cli import main
from tirage.i18n.catalogue import COMPLETE, Language, text

POOL = "id,nom,adresse,genre,âge\n" + "".join(
    f"p{i},Nom{i},{i} rue Haute,{'Femme' if i % 2 else 'Homme'},{'jeune' if i % 3 else 'vieux'}\n"
    for i in range(12)
)
QUOTAS = "feature,value,min,max\ngenre,Femme,2,2\ngenre,Homme,2,2\nâge,jeune,1,3\nâge,vieux,1,3\n"
YAML = "tirage: quotas/1\ncriteria:\n  genre:\n" + "".join(
    f"    {name}: {{minimum: 2, maximum: 2}}\n" for name in ("Femme", "Homme")
)


class Case(NamedTuple):
    """Files that are not as they should be, and (code, file, line, column) of what must be said."""

    pool: str | bytes
    quotas: str
    said: list[tuple[str, str, int | None, str | None]]
    more: tuple[str, ...] = ()


def pool_with(old: str, new: str) -> str:
    assert old in POOL
    return POOL.replace(old, new, 1)


def quotas_with(old: str, new: str) -> str:
    assert old in QUOTAS
    return QUOTAS.replace(old, new)


CASES = {
    "a missing criterion": Case(
        pool_with("âge", "ages"), QUOTAS, [("pool.criterion.missing", "pool", None, "âge")]
    ),
    "a duplicate column": Case(
        pool_with("nom", "genre"), QUOTAS, [("table.column.duplicate", "pool", 1, "genre")]
    ),
    "a duplicate id": Case(pool_with("p3,", "p2,"), QUOTAS, [("pool.id.duplicate", "pool", 5, "id")]),
    "a blank id": Case(pool_with("p3,", " ,"), QUOTAS, [("pool.id.blank", "pool", 5, "id")]),
    "an id that Excel mangled": Case(
        pool_with("p3,", "123.0,"), QUOTAS, [("pool.id.mangled", "pool", 5, "id")]
    ),
    "an id outside the grammar": Case(
        pool_with("p3,", "é|3,"), QUOTAS, [("pool.id.grammar", "pool", 5, "id")]
    ),
    "a value that is no category": Case(
        pool_with("Femme", "femelle"), QUOTAS, [("pool.value.unknown", "pool", 3, "genre")]
    ),
    "a blank value": Case(pool_with("Femme", ""), QUOTAS, [("pool.value.blank", "pool", 3, "genre")]),
    "a category without volunteers": Case(
        POOL, QUOTAS + "âge,enfant,1,1\n", [("pool.category.empty", "pool", None, "âge")]
    ),
    "a household column that is not there": Case(
        POOL, QUOTAS, [("pool.column.missing", "pool", None, "adress")], ("--household", "adress")
    ),
    "a minimum above its maximum": Case(
        POOL, quotas_with("jeune,1,3", "jeune,3,1"), [("quotas.bounds.crossed", "quotas", 4, "jeune")]
    ),
    "minimums above the seats": Case(
        POOL, quotas_with("2,2", "3,3"), [("quotas.minimums.above_seats", "quotas", 2, "genre")]
    ),
    "maximums below the seats": Case(
        POOL, quotas_with("2,2", "1,1"), [("quotas.maximums.below_seats", "quotas", 2, "genre")]
    ),
    "an unknown key in YAML": Case(
        POOL,
        YAML.replace("maximum", "maximun", 1),
        [("quotas.key.unknown", "quotas", 4, "maximun"), ("quotas.key.missing", "quotas", 4, "maximum")],
    ),
    "a category twice in YAML": Case(
        POOL,
        YAML + "    Femme: {minimum: 2, maximum: 2}\n",
        [("quotas.category.duplicate", "quotas", 6, "Femme")],
    ),
    "a key twice in YAML": Case(
        POOL,
        YAML.replace("minimum: 2,", "minimum: 2, minimum: 2,", 1),
        [("quotas.key.duplicate", "quotas", 4, "minimum")],
    ),
    "an empty file": Case(b"", QUOTAS, [("file.empty", "pool", None, None)]),
    "a header alone": Case(
        POOL.splitlines()[0] + "\n",
        QUOTAS,
        [("table.header_only", "pool", 1, None)],
    ),
    "a row too short": Case(
        pool_with(",Femme,jeune\n", ",Femme\n"), QUOTAS, [("table.row.width", "pool", 3, None)]
    ),
    "bytes of another encoding": Case(
        POOL.encode("cp1252"),
        QUOTAS,
        [("file.encoding.undecodable", "pool", 1, None)],
        ("--encoding", "utf-8"),
    ),
    "an encoding that is none": Case(
        POOL,
        YAML,
        [("file.encoding.unknown", "quotas", None, None), ("file.encoding.unknown", "pool", None, None)],
        ("--encoding", "klingon"),
    ),
}


def run(folder: Path, case: Case, *more: str) -> int:
    pool, quotas = folder / "pool.csv", folder / ("quotas.yaml" if "tirage:" in case.quotas else "quotas.csv")
    pool.write_bytes(case.pool if isinstance(case.pool, bytes) else case.pool.encode())
    quotas.write_text(case.quotas, encoding="utf-8")
    files = [str(pool), "--quotas", str(quotas), "--seats", "4", "--panels", "6"]
    return main(["draw", "panel", *files, "--out", str(folder / "d"), *case.more, *more])


def places(found: list[dict[str, Any]]) -> list[tuple[str, str, int | None, str | None]]:
    return [(each["code"], Path(each["file"]).stem, each["line"], each["column"]) for each in found]


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("name", CASES)
def test_a_defect_is_said_where_it_is_and_nothing_is_written(
    tmp_path: Path, name: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    assert run(tmp_path, case, "--lang", language, "--json") == 3
    out, said = capsys.readouterr()
    found = json.loads(out)["error"]["defects"]
    expected = {each[:3] for each in case.said}
    assert expected <= {each[:3] for each in places(found)}
    for defect in found:
        for part in ("found", "expected", "remedy"):
            assert defect[part] in said, part
        if defect["line"] is not None:
            assert text("input.line", language, file=defect["file"], line=defect["line"]) in said
    assert ("Attendu" if language == "fr" else "Expected") in said
    assert "Traceback" not in said
    assert not re.search(r"Nom\d|rue Haute", said + out)
    assert not (tmp_path / "d").exists()


def test_what_the_cases_expect_is_exact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Code, file, line and column of every case, and no other defect."""
    wrong = {}
    for number, (name, case) in enumerate(CASES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        run(folder, case, "--json")
        found = places(defects(capsys))
        if found != case.said:
            wrong[name] = found
    assert not wrong


def test_defects_of_options_quotas_and_pool_are_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = pool_with("p3,", "p2,").replace("p5,", ",").replace("p9,", "9.0,")
    case = Case(pool, quotas_with("jeune,1,3", "jeune,3,1"), [])
    assert run(tmp_path, case, "--panels", "0", "--json", "--lang", "en") == 3
    assert [place[:3] for place in places(defects(capsys))] == [
        ("option.range", "--panels", None),
        ("quotas.bounds.crossed", "quotas", 4),
        ("pool.id.duplicate", "pool", 5),
        ("pool.id.blank", "pool", 7),
        ("pool.id.mangled", "pool", 11),
    ]


def test_defects_of_the_pool_alone_are_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = pool_with("p3,", "p2,").replace("p5,", ",").replace("p7,Nom7,7 rue Haute,Femme", "p7,Nom7,,fem")
    assert run(tmp_path, Case(pool, QUOTAS, []), "--json", "--lang", "en") == 3
    assert sorted(place[:3] for place in places(defects(capsys))) == [
        ("pool.id.blank", "pool", 7),
        ("pool.id.duplicate", "pool", 5),
        ("pool.value.unknown", "pool", 9),
    ]


@pytest.mark.parametrize("language", COMPLETE)
def test_of_many_alike_twenty_are_shown_and_all_are_in_the_json(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = "id,genre,âge\n" + "".join(f"p{i},?{i // 2},jeune\n" for i in range(100))
    assert run(tmp_path, Case(pool, QUOTAS, []), "--json", "--lang", language) == 3
    out, said = capsys.readouterr()
    unknown = [each for each in json.loads(out)["error"]["defects"] if each["code"] == "pool.value.unknown"]
    assert [each["lines"] for each in unknown] == [[i, i + 1] for i in range(2, 102, 2)]
    assert said.count("[pool.value.unknown]") == 20
    assert "30" in said.splitlines()[-1]


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.csv").write_text(QUOTAS, encoding="utf-8")
    for pool, code in ((tmp_path, "file.directory"), (tmp_path / "nowhere.csv", "file.missing")):
        arguments = [str(pool), "--quotas", str(tmp_path / "q.csv"), "--seats", "4", "--json"]
        for command in (["chances"], ["draw", "panel"]):
            assert main([*command, *arguments]) == 3
            assert [each["code"] for each in defects(capsys)] == [code]


def test_a_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "pool.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert run(tmp_path, Case(POOL, QUOTAS, []), "--json") == 3
    assert [each["code"] for each in defects(capsys)] == ["file.permission"]


@pytest.mark.parametrize("value", ["0", "1000001", "-3"])
@pytest.mark.parametrize("option", ["--panels", "--seats"])
def test_a_number_out_of_its_range(
    tmp_path: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, Case(POOL, QUOTAS, []), option, value, "--json") == 3
    assert [(each["code"], each["file"]) for each in defects(capsys)] == [("option.range", option)]
    assert not (tmp_path / "d").exists()


REFUSALS = {28: "output.full", 13: "output.permission", 30: "output.permission", 5: "output.write"}


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("operation", ["fsync", "mkdir", "rename", "open"])
@pytest.mark.parametrize("error", REFUSALS)
def test_a_disk_that_refuses_leaves_nothing(
    tmp_path: Path,
    error: int,
    operation: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = getattr(os, operation)

    def refused(*arguments: Any, **options: Any) -> Any:
        if operation == "open" and not arguments[1] & os.O_WRONLY:
            return real(*arguments, **options)
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        (tmp_path / "in").mkdir()
        (tmp_path / "in/pool.csv").write_text(POOL, encoding="utf-8")
        (tmp_path / "in/quotas.csv").write_text(QUOTAS, encoding="utf-8")
        patch.setattr(os, operation, refused)
        files = [str(tmp_path / "in/pool.csv"), "--quotas", str(tmp_path / "in/quotas.csv"), "--seats", "4"]
        out = ["--panels", "6", "--out", str(tmp_path / "d"), "--lang", language]
        assert main(["draw", "panel", *files, *out]) == 3
    said = capsys.readouterr().err
    assert f"[{REFUSALS[error]}]" in said
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_two_runs_of_chances_write_nothing_and_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.csv").write_text(POOL, encoding="utf-8")
    (tmp_path / "q.csv").write_text(QUOTAS, encoding="utf-8")
    arguments = [
        str(tmp_path / "p.csv"),
        "--quotas",
        str(tmp_path / "q.csv"),
        "--seats",
        "4",
        "--panels",
        "6",
    ]
    files = sorted(tmp_path.rglob("*"))
    said = []
    for _ in range(2):
        assert main(["chances", *arguments, "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out))
    assert said[0] == said[1]
    assert len(said[0]["chances"]) == 12
    assert sum(person["panels"] for person in said[0]["chances"]) == 4 * 6
    assert sorted(tmp_path.rglob("*")) == files
