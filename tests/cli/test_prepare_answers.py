"""`tirage prepare` on the road of rolls: answers as a form gives them, to what `record responses` takes."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from support.journey import DICE, begun, frame, run

from tirage.dossier.canonical import sha256
from tirage.verify import read, verify

HEADER = (
    "Horodateur",
    "Votre code",
    "Souhaitez-vous participer ?",
    "Dernier diplôme",
    "Motif",
    "Genre",
    "Courriel",
)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier whose first wave of letters is drawn."""
    dossier, files = begun(tmp_path_factory.mktemp("answers"))
    assert frame(dossier, files) == 0
    assert run("draw", "letters", "--dossier", dossier) == 0
    assert run("draw", "letters", "--dossier", dossier, "--seed", DICE[0], "--yes") == 0
    return dossier


def form(dossier: Path, name: str = "form.csv", answer: str = "Oui, j'accepte") -> Path:
    """What a form on the web gives: a title, days with hours, free words, somebody without a code."""
    with (dossier / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file, delimiter=";")]
    said = [
        *(
            (f"31/01/2027 {9 + n}:05:00", code, answer, "BAC", "", "F", f"p{n}@x.fr")
            for n, code in enumerate(codes[:6])
        ),
        *(("01/02/2027 10:00", code.lower(), "Non", "", "Je suis malade", "", "") for code in codes[6:8]),
        ("02/02/2027 10:00", codes[8], "Non", "", "time", "", ""),
        ("02/02/2027 10:00", "ABCD", "Oui, j'accepte", "bac", "", "", ""),
    ]
    path = dossier.parent / name
    lines = [
        f"Réponses {name}|||||||",
        "|".join(HEADER),
        *("|".join(row) for row in said),
        "Total|10|||||",
    ]
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


def decide(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(', "?"]', "]")
    path.write_text(re.sub(r' \?("?)( #|$)', r"\1\2", text, flags=re.MULTILINE), encoding="utf-8")


def test_answers_as_they_come_are_decided_on_prepared_recorded_and_the_recoding_is_in_the_journal(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = form(sent)
    recoding = sent / "recodage-answers-1.yaml"
    assert run("record", "responses", "--dossier", sent) == 6
    assert run("prepare", file, "--dossier", sent) == 3
    said = recoding.read_text(encoding="utf-8")
    assert "id: Votre code #" in said and "Oui, j'accepte" in said and "malade" not in said
    assert "read: date" in said and "code: [12, " in said
    decide(recoding)
    capsys.readouterr()
    assert run("prepare", file, "--dossier", sent) == 0
    assert "9 answers ready" in capsys.readouterr().out
    assert run("record", "responses", "--dossier", sent, "--deadline", "31/01/2027") == 0
    assert "Columns not read" not in capsys.readouterr().out
    body = json.loads(next((sent / "journal").glob("*-responses.json")).read_bytes())["body"]
    assert body["recoding"] == sha256(recoding.read_bytes())
    assert body["source"] == sha256(file.read_bytes())
    counts = json.loads((sent / "public/responses-1.json").read_bytes())["answers"]
    assert counts == {"accepted": 6, "refused": 2, "refused:time": 1}
    report = verify(read(sent))
    assert [check.code for check in report.checks if check.status == "failed"] == []
    assert {check.got for check in report.checks if check.code == "beyond.recoding"} == {body["recoding"]}

    # The next round: what was decided is not asked again.
    again = form(sent, "form-2.csv")
    capsys.readouterr()
    assert run("prepare", again, "--dossier", sent, "--json") == 3
    pending = [each["key"] for each in json.loads(capsys.readouterr().out)["pending"]]
    assert pending == ["aside.code"]


def test_a_recoding_of_another_file_and_a_file_that_changed_are_refused(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = form(sent, "first.csv")
    round_ = len(list((sent / "journal").glob("*-responses.json"))) + 1
    recoding = sent / f"recodage-answers-{round_}.yaml"
    recoding.unlink(missing_ok=True)
    assert run("prepare", file, "--dossier", sent) == 3
    before = recoding.read_bytes()
    for name, code in (("second.csv", "prepare.other"), ("first.csv", "prepare.changed")):
        other = form(sent, name, answer="Oui")
        capsys.readouterr()
        assert run("prepare", other, "--dossier", sent, "--json") == 6
        assert json.loads(capsys.readouterr().out)["error"]["code"] == code
    assert recoding.read_bytes() == before
