"""`tirage check`: said in full, nothing written, nobody named but where the encoding is to be judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from support.extract_rows import CARD, ROLL_A, ROLL_B, csv_of, write

from tirage import processes
from tirage.cli import main
from tirage.rules.read import read_rules

Said = pytest.CaptureFixture[str]


def check(files: Sequence[Path], *options: str, lang: str = "en") -> int:
    return main(["check", *map(str, files), "--lang", lang, *options])


def document(files: Sequence[Path], capsys: Said, *options: str) -> dict[str, Any]:
    """What `--json` prints."""
    check(files, "--json", *options)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_any_mix_of_files_and_what_each_is(tmp_path: Path, capsys: Said) -> None:
    files = [
        write(tmp_path, [ROLL_A], encoding="cp1252", end="\r\n"),
        write(tmp_path, [ROLL_B], name="b.csv", delimiter=","),
        write(tmp_path, [CARD], name="cartes.csv", delimiter="\t"),
    ]
    assert check(files, lang="fr") == 0
    said = " ".join(capsys.readouterr().out.split())
    for words in (
        "liste électorale, format REU/ELIRE · lignes : 1 lues, 1 gardées, 0 mises à part, 0 vides",
        "codage cp1252, séparateur « ; » · commune : 75115 (colonne) · liste : LP (colonne) "
        "· jour d’export : 2026-08-31 (nom du fichier)",
        "liste électorale, format de 2013",
        "codage utf-8, séparateur « , »",
        "Carte citoyenne · lignes : 1 lues",
        "séparateur « tabulation »",
        "3 points arrêteront tirage frame (✗)",
        "Lignes gardées : 3 sur 3 (CC 1, LP 2)",
    ):
        assert words in said


def test_three_accented_names_are_on_the_screen_and_nowhere_else(tmp_path: Path, capsys: Said) -> None:
    rows = [{**ROLL_A, "nom de naissance": name} for name in ("ÉLIE", "DUPONT", "[/b]É", "ZOÉ", "ÀB")]
    path = write(tmp_path, rows)
    assert check([path]) == 0
    assert "Accented names, to be read through: ZOÉ, [/b]É, ÀB" in capsys.readouterr().out
    check([path], "--json")
    out = capsys.readouterr().out
    assert not any(name in out for name in ("ÉLIE", "ZOÉ", "ÀB", "DUPONT"))


def test_nobody_is_named_beyond_these(tmp_path: Path, capsys: Said) -> None:
    secret = {
        "nom de naissance": "SECRET",
        "prénoms": "Secret",
        "libellé de voie": "rue Secret",
        "nom d'usage": "=SECRET",
    }
    rows = [{**ROLL_A, **secret, **odd} for odd in ({}, {"date de naissance": "secret"}, {"sexe": "secret"})]
    path = write(tmp_path, rows)
    headless = tmp_path / "75115_LP.csv"
    headless.write_text(csv_of(rows).split("\n", 1)[1], encoding="utf-8")
    for options in ((), ("--json",)):
        assert check([path, headless], *options) == 3
        said = capsys.readouterr()
        assert "secret" not in (said.out + said.err).lower()


def test_a_defect_blocks_and_says_where_how_often_and_what_to_do(tmp_path: Path, capsys: Said) -> None:
    path = write(tmp_path, [ROLL_A, *[{**ROLL_A, "date de naissance": "02/02/2030"}] * 7])
    assert check([path]) == 3
    said = " ".join(capsys.readouterr().out.split())
    assert f"✗ {path.name}, line 3, 4, 5, 6, 7 (7 rows): Birth dates lie in the future" in said
    assert "To do: Correct the year. [extract.birth.future]" in said
    assert "1 thing to settle before going on" in said


def test_of_many_files_each_has_a_line_and_those_a_block_of_which_something_is_to_be_said(
    tmp_path: Path, capsys: Said
) -> None:
    files = [write(tmp_path, [ROLL_A], name=f"com751{n:02}_LP.csv") for n in range(1, 21)]
    check(files)
    assert capsys.readouterr().out.count("REU/ELIRE") == 20
    files.append(write(tmp_path, [{**ROLL_A, "nom de naissance": ""}, ROLL_A], name="odd.csv"))
    check(files)
    said = capsys.readouterr().out
    assert said.count("REU/ELIRE") == 1
    assert all(path.name in said for path in files)


def test_a_list_of_exclusion_is_no_extract_of_cards(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "opposition.csv"
    path.write_text("nom;nom d'usage;prénoms;date de naissance\nBOYER;;Éric;02/11/1935\n", encoding="utf-8")
    (file,) = document([path], capsys)["files"]
    assert [each["code"] for each in file["defects"]] == ["extract.exclusion"]


def test_remarks_of_all_files_are_counted_together(tmp_path: Path, capsys: Said) -> None:
    odd = {**ROLL_A, "prénoms": ""}
    files = [write(tmp_path, [odd] * n, name=f"com75115_{kind}.csv") for n, kind in ((2, "LP"), (3, "LP_2"))]
    assert check(files) == 0
    said = capsys.readouterr().out
    assert "without first names" in said
    line = next(line for line in said.splitlines() if "without first names" in line)
    assert line.split()[0] == "5"
    assert "com75115_LP.csv, line 2, 3 + 1 file" in line
    assert "2 files of the list LP of 75115" in said


def test_the_document_has_everything_that_is_said(tmp_path: Path, capsys: Said) -> None:
    rows = [ROLL_A, {**ROLL_A, "sexe": ""}, {**ROLL_A, "nom de naissance": ""}]
    found = document([write(tmp_path, rows)], capsys)
    (file,) = found["files"]
    assert {
        name: file[name]
        for name in ("kind", "encoding", "delimiter", "date", "read", "kept", "blank", "causes")
    } == {
        "kind": "layout-a",
        "encoding": "utf-8",
        "delimiter": ";",
        "date": "2026-08-31",
        "read": 3,
        "kept": 2,
        "blank": 0,
        "causes": {"name.missing": 1},
    }
    assert (file["lists"], file["communes"]) == ({"LP": 2}, {"75115": 2})
    assert [(each["code"], each["count"], each["lines"]) for each in file["remarks"]] == [
        ("sex.unknown", 1, [3])
    ]
    assert [(each["code"], each["lines"]) for each in file["defects"]] == [("extract.name.missing", [4])]
    assert file["defects"][0]["remedy"]
    assert found["blocking"] == 1
    assert found["together"]["missing"][0] == {
        "list": "LP",
        "places": ["1er", *(f"{n}e" for n in range(2, 21) if n != 15)],
    }


def test_the_same_file_twice_blocks(tmp_path: Path, capsys: Said) -> None:
    path = write(tmp_path, [ROLL_A])
    copy = write(tmp_path, [ROLL_A], name="copie.csv")
    assert check([path, copy]) == 3
    assert f"✗ copie.csv: This file has exactly the content of {path}." in " ".join(
        capsys.readouterr().out.split()
    )
    assert document([path, copy], capsys)["together"]["repeated"] == [{"file": str(copy), "first": str(path)}]


def test_a_missing_list_is_named_and_does_not_block(tmp_path: Path, capsys: Said) -> None:
    assert check([write(tmp_path, [ROLL_A])]) == 0
    said = capsys.readouterr().out
    assert "✗ List LP: no file for 1er–14e, 16e–20e." in said
    assert "✗ List LCE: no file at all." in said
    assert "tirage frame will stop" in said and "Nothing stands in the way" not in said


def test_every_file_is_looked_at_though_one_is_not_there(tmp_path: Path, capsys: Said) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    found = document([tmp_path / "no.csv", write(tmp_path, [ROLL_A]), empty], capsys)
    assert [[each["code"] for each in file["defects"]] for file in found["files"]] == [
        ["file.missing"],
        [],
        ["file.empty"],
    ]


def test_a_folder_stands_for_its_files(tmp_path: Path, capsys: Said) -> None:
    path = write(tmp_path, [ROLL_A])
    assert [file["file"] for file in document([tmp_path], capsys)["files"]] == [str(path)]


OTHER = {
    "Nom patronymique": "Le Goff",
    "Prénom(s)": "Zoé",
    "Né(e) le": "03/05/1961",
    "Rue": "12 rue X",
    "CP": "75015",
}


def test_what_is_proposed_for_a_strange_file_reads_it_from_tirage_yaml(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, [OTHER], name="inscrits_LP.csv")
    assert check([path]) == 3
    out = capsys.readouterr().out
    proposed = out[out.index("columns:") : out.index("\n\n", out.index("columns:"))]
    assert '"Nom patronymique": surname' in proposed
    folder = tmp_path / "dossier"
    assert main(["init", str(folder), "--template", "generic"]) == 0
    rules = folder / "tirage.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n" + proposed + "\n", encoding="utf-8")
    assert read_rules(rules).columns["Rue"] == "street"
    assert check([path], "--dossier", str(folder)) == 0
    assert "columns named by hand" in capsys.readouterr().out
    monkeypatch.chdir(folder)
    assert check([path]) == 0


def test_columns_not_found_are_left_to_be_filled_in(tmp_path: Path, capsys: Said) -> None:
    row = {"Nom": "a", "Zut": "b", "Flûte": "c", "Mince": "d"}
    assert check([write(tmp_path, [row])]) == 3
    assert '  # "…": birth_date' in capsys.readouterr().out


def test_an_encoding_asked_for(tmp_path: Path, capsys: Said) -> None:
    path = write(tmp_path, [{**ROLL_A, "nom de naissance": "LECŒUR"}], encoding="iso-8859-15")
    assert check([path]) == 0
    assert "try --encoding iso-8859-15" in " ".join(capsys.readouterr().out.split())
    assert check([path], "--encoding", "iso-8859-15") == 0
    assert "LECŒUR" in capsys.readouterr().out
    assert check([path], "--encoding", "utf-9") == 3


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    path = write(tmp_path, [ROLL_A])
    monkeypatch.chdir(tmp_path)
    before = path.read_bytes()
    assert check([path]) == 0
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_other_processes_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    """However many processes there are, and whichever file ends first."""
    sizes = {"LP": 60, "LCM": 3, "LCE": 900}
    files = [write(tmp_path, [ROLL_A] * n, name=f"com75115_{kind}.csv") for kind, n in sizes.items()]
    alone = document(files, capsys)
    monkeypatch.setattr(processes, "WORTH_IT", 0)
    monkeypatch.setattr(processes, "available", lambda: 2)
    assert document(files, capsys) == alone
    assert [file["read"] for file in alone["files"]] == [60, 3, 900]


def test_ctrl_c_says_so_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tirage.people.rolls.collection.survey", interrupted)
    assert check([write(tmp_path, [ROLL_A])]) == 130
    assert "Interrupted" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_sentence_can_be_said(tmp_path: Path, capsys: Said, lang: str) -> None:
    odd = {**ROLL_A, "sexe": "", "Avis": "x", "nom de naissance": "NA"}
    gone = {name: cell for name, cell in ROLL_B.items() if name != "Sexe"}
    files = [
        write(tmp_path, [odd, {**odd, "code de l'ugle": "75114"}]),
        write(tmp_path, [gone], name="b_01-01-2020.csv"),
        write(tmp_path, [gone, gone], name="c.csv"),
        write(tmp_path, [CARD], name="d.csv"),
    ]
    assert check(files, lang=lang) == 0
    assert "None" not in capsys.readouterr().out


def test_a_hundred_thousand_blank_lines_and_no_row(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "com75115_LP.csv"
    path.write_text(csv_of([ROLL_A]).split("\n")[0] + "\n" * 100_000, encoding="utf-8")
    assert check([path]) == 0
    assert "rows: 0 read, 0 kept, 0 set aside, 99,999 blank" in capsys.readouterr().out
