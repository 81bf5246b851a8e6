"""`tirage draw panel` on a file of volunteers: people twice, people who may not be drawn, large addresses."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from support.commands import DICE, on_disk
from support.refusals import file

from tirage.cli import main
from tirage.verify import verify
from tirage.verify.reading.dossier import read

QUOTAS = "feature,value,min,max\ngenre,Femme,2,3\ngenre,Homme,2,3\nâge,16-29,2,3\nâge,30 et +,2,3\n"
HEADER = "id;nom;prénom;né le;courriel;téléphone;genre;âge;adresse;code postal\n"


def row(number: int, pid: str = "", **changes: str) -> str:
    """The volunteer of that number; `changes` by column."""
    genre, age = ("Femme", "Homme")[number % 2], ("16-29", "30 et +")[number // 2 % 2]
    cells = {
        "id": pid or f"v{number:03}",
        "nom": f"FICTIF{number}",
        "prénom": "Alix",
        "né": "01/02/1980",
        "mail": f"f{number}@exemple.fr",
        "tél": "",
        "genre": genre,
        "âge": age,
        "rue": f"{number + 1} rue des Lilas",
        "cp": "75011",
        **changes,
    }
    return ";".join(cells.values()) + "\n"


TWENTY = HEADER + "".join(map(row, range(20)))
TWICE = TWENTY + row(0, "v020", rue="1, rue des Lilas") + row(1, "v021", rue="99 avenue Neuve")


def draw(folder: Path, pool: str, *more: str) -> int:
    """`tirage draw panel`, into `d`; the exit code."""
    words = ["draw", "panel", str(file(folder, "pool.csv", pool)), "--dossier", str(folder / "d")]
    words += ["--quotas", str(file(folder, "q.csv", QUOTAS)), "--seats", "5", "--panels", "20"]
    return main([*words, "--household", "adresse,code postal", "--ids", "published", "--lang", "en", *more])


def decide(folder: Path, *words: str) -> list[str]:
    """The options with the review that was written, these words in its column of decisions."""
    path = folder / "d/private/review.csv"
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    for line, word in zip(rows[1:], words, strict=True):
        line[1] = word
    text = "\r\n".join(";".join(line) for line in rows)
    return ["--decisions", str(file(folder, "decided.csv", text, "utf-8-sig"))]


def recorded(folder: Path) -> dict[str, object]:
    """The body of the entry of the pool; the dossier verifies."""
    files = on_disk(folder / "d")
    assert verify(read(folder / "d")).ok
    (name,) = [name for name in files if name.endswith("-pool.json") and name.startswith("journal/")]
    found: dict[str, object] = json.loads(files[name])["body"]
    return found


def pids(folder: Path) -> set[str]:
    return {line.split(",")[0] for line in (folder / "d/guarantors/pool.csv").read_text().split()[1:]}


def test_people_who_are_there_twice_stop_the_draw_until_somebody_decides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(tmp_path, TWICE) == 3
    said = capsys.readouterr().err
    assert "lines 2 + 22, 3 + 23" in said and "[pool.doubts]" in said
    assert "FICTIF" not in said and "@" not in said
    assert list(on_disk(tmp_path / "d")) == ["private/review.csv"]
    review = (tmp_path / "d/private/review.csv").read_text("utf-8-sig")
    assert review.count("Same name and same birth date.") == 2
    assert draw(tmp_path, TWICE, *decide(tmp_path, "same person", "")) == 3
    assert "lines 3 + 23" in capsys.readouterr().err
    assert draw(tmp_path, TWICE, *decide(tmp_path, "same person", "same")) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "Doubts decided: 2 one person, 0 two people." in said
    assert "twice: nom, prénom, né le, courriel, téléphone, adresse, code postal." in said
    body = recorded(tmp_path)
    assert (body["read"], body["kept"], body["causes"]) == (22, 20, {"duplicate": 2})
    assert (body["same"], body["different"], body["lists"]) == (2, 0, {})
    # The first line counts.
    assert {"v000", "v001"} <= pids(tmp_path) and not {"v020", "v021"} & pids(tmp_path)


def test_two_people_stay_two_and_it_is_on_record_that_somebody_said_so(tmp_path: Path) -> None:
    assert draw(tmp_path, TWICE) == 3
    assert draw(tmp_path, TWICE, *decide(tmp_path, "different", "two people")) == 0
    body = recorded(tmp_path)
    assert (body["kept"], body["causes"], body["same"], body["different"]) == (22, {}, 0, 2)
    assert {"v000", "v020"} <= pids(tmp_path)


def test_without_doubts_the_record_is_as_it_was(tmp_path: Path) -> None:
    assert draw(tmp_path, TWENTY) == 0
    assert {"same", "decisions", "lists"}.isdisjoint(recorded(tmp_path))


def test_decisions_that_contradict_each_other_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thrice = TWENTY + row(0, "v020") + row(0, "v021")
    assert draw(tmp_path, thrice) == 3
    assert draw(tmp_path, thrice, *decide(tmp_path, "same", "same", "different")) == 3
    said = capsys.readouterr().err
    assert "22, 23" in said and "[pool.decisions.torn]" in said


def test_lists_by_cause_leave_people_out_with_all_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elected = file(tmp_path, "e.csv", "nom;prénom;né le\nFictif0;ALIX;1980-02-01\nInconnu;Jo;1/1/1950\n")
    staff = file(tmp_path, "s.csv", "Courriel\nf4@exemple.fr\nf5@exemple.fr\nz@exemple.fr\n")
    lists = ["--exclude", f"élus={elected}", "--exclude", f"staff={staff}"]
    assert draw(tmp_path, TWICE, *lists) == 3
    assert "lines 3 + 23)" in capsys.readouterr().err  # 2 and 22 are out anyway
    assert draw(tmp_path, TWICE, *lists, *decide(tmp_path, "same")) == 0
    said = capsys.readouterr().err
    assert "2 people left out by list: elected officials (the list has 2 rows)." in said
    assert "1 row of that list (elected officials) is no volunteer (line 3)." in said
    body = recorded(tmp_path)
    assert body["causes"] == {"duplicate": 1, "elected": 2, "staff": 2}
    assert sorted(body["lists"]) == ["elected", "staff"]  # type: ignore[call-overload]
    assert not {"v000", "v020", "v004", "v005"} & pids(tmp_path)

    home = str(tmp_path / "d")
    assert main(["draw", "panel", "--dossier", home, "--seed", DICE, "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["report", home, "--kind", "proces-verbal", "--format", "md", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Somebody decided 1 doubt about who is who: 1 one person, 0 two people." in said
    assert "| volunteers | elected officials | 2 |" in said
    assert "List of people to leave out: staff of the organiser" in said
    assert str(body["decisions"])[:8] in said


def test_a_name_on_a_list_without_a_birth_date_is_for_somebody_to_decide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = ["--exclude", f"elected={file(tmp_path, 'e.csv', 'nom;prénom' + chr(10) + 'Fictif7;Alix')}"]
    assert draw(tmp_path, TWENTY, *listed) == 3
    assert "[pool.listed]" in capsys.readouterr().err
    assert draw(tmp_path, TWENTY, *listed, *decide(tmp_path, "oui")) == 0
    body = recorded(tmp_path)
    assert (body["causes"], body["same"]) == ({"elected": 1}, 1)
    assert "v007" not in pids(tmp_path)


def test_an_unknown_cause_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "x.csv", "id\nv1\n")
    assert draw(tmp_path, TWENTY, "--exclude", f"voisins={path}") == 3
    said = capsys.readouterr().err
    assert "deceased, elected" in said and "[pool.exclusion.cause]" in said
    assert draw(tmp_path, TWENTY, "--exclude", "elected") == 2
    twice = ["--exclude", f"elus={path}", "--exclude", f"elected={path}"]
    assert draw(tmp_path, TWENTY, *twice) == 3
    said = capsys.readouterr().err
    assert "has its list already" in said and "[pool.exclusion.twice]" in said


def test_a_residence_is_named_by_its_size_and_may_be_declared_no_household(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = HEADER + "".join(row(n, rue="5 rue de Picpus", cp="75012") for n in range(14))
    pool += "".join(map(row, range(14, 20)))
    words = [str(file(tmp_path, "p.csv", pool)), "--quotas", str(file(tmp_path, "q.csv", QUOTAS))]
    check = ["quotas", "check", *words, "--seats", "5", "--household", "adresse,code postal", "--lang", "en"]
    assert main(check) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "1 household of 14; at most one seat each" in said
    assert "14 volunteers at one address (lines 2, 3, 4, 5, 6 …)" in said
    assert draw(tmp_path, pool) == 0
    table = tmp_path / "d/private/households.csv"
    assert "--no-household" in capsys.readouterr().err
    listed = file(tmp_path, "none.csv", table.read_bytes())
    assert main([*check[: check.index("--household")], "--no-household", str(listed), "--lang", "en"]) == 3
    assert "[pool.no_household.needless]" in capsys.readouterr().err
    assert main([*check, "--no-household", str(listed)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "No household by your list: 1 address, 14 people, each on their own." in said
    assert "none with several volunteers" in said
    again = tmp_path / "again"
    again.mkdir()
    assert draw(again, pool, "--no-household", str(listed)) == 0
    body = recorded(again)
    assert (body["addresses"], body["causes"]) == (1, {})
    assert not [line for line in (again / "d/guarantors/pool.csv").read_text().split() if ",h1," in line]


def test_a_street_without_a_number_is_nobodys_household(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = HEADER + "".join(row(n, rue="rue de Rivoli", cp="75001") for n in range(8))
    assert draw(tmp_path, pool + "".join(map(row, range(8, 20)))) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "none with several volunteers" in said and "8 people, each counted apart" in said


def test_who_only_looks_is_told_what_a_draw_would_stop_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(file(tmp_path, "p.csv", TWICE)), "--quotas", str(file(tmp_path, "q.csv", QUOTAS))]
    assert main(["quotas", "check", *words, "--seats", "5", "--lang", "fr"]) == 0
    assert "2 paires de lignes (lignes 2 + 22, 3 + 23)" in " ".join(capsys.readouterr().err.split())
    assert draw(tmp_path, TWICE) == 3
    decided = decide(tmp_path, "same", "")
    capsys.readouterr()
    for command in (["quotas", "check"], ["chances"], ["quotas", "explain"]):
        assert main([*command, *words, "--seats", "5", "--lang", "en", *decided]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert "Doubts decided: 1 one person, 0 two people." in said
        assert "1 pair of rows may be one person twice (lines 3 + 23)" in said


RULES = """\
tirage: dossier/1
name: Essai
seats: 5
quotas: quotas.csv
reference_date: 2027-03-01
household: [adresse, code postal]
"""


def test_a_prepared_list_is_judged_by_the_lines_of_the_file_received(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "d"
    home.mkdir()
    file(home, "quotas.csv", QUOTAS)
    file(home, "tirage.yaml", RULES)
    received = file(tmp_path, "inscrits.csv", "Inscriptions;;;;;;;;;\n;;;;;;;;;\n" + TWICE)
    asked = ["--dossier", str(home), "--lang", "en"]
    main(["prepare", str(received), *asked])
    recoding = home / "recodage.yaml"
    text = recoding.read_text("utf-8")
    recoding.write_text(
        "\n".join(re.sub(r" \?(\"?)( #|$)", r"\1\2", each) for each in text.split("\n")), "utf-8"
    )
    capsys.readouterr()
    assert main(["prepare", str(received), *asked]) == 0
    said = capsys.readouterr()
    assert (
        said.out.count("2 pairs of rows may be one person twice (lines 4 + 24, 5 + 25)") == 1 and not said.err
    )
    assert main(["draw", "panel", *asked]) == 3
    said = capsys.readouterr().err
    assert "inscrits.csv, lines 4, 5, 24, 25" in said and "(lines 4 + 24, 5 + 25)" in said
    assert main(["draw", "panel", *asked, *decide(tmp_path, "same", "same")]) == 0
    body = recorded(tmp_path)
    assert (body["read"], body["kept"], body["causes"]) == (22, 20, {"duplicate": 2})
    assert body["recoding"]
